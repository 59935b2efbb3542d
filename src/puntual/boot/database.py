"""From a database URL to Django's connection settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


class BadDatabaseUrl(ValueError):
    """The URL names no database that Puntual can use. The message says which forms it takes."""


def connection(url: str, folder: Path) -> dict[str, Any]:
    """Django's DATABASES entry for `url`; a relative SQLite path is taken from `folder`.

    "sqlite:///puntual.sqlite3" is relative, "sqlite:////var/lib/p.sqlite3" absolute;
    "postgresql://user:secret@host:5432/name", or "postgresql:///name?host=/run/postgresql".
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(sqlite_path(url, folder))
    if parts.scheme in {"postgresql", "postgres"}:
        return _postgresql(parts.path.removeprefix("/"), parts, parse_qs(parts.query))
    raise BadDatabaseUrl("a database URL begins with sqlite:/// or postgresql://")


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "puntual.store.sqlite_fair",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: what was acknowledged survives a power cut, not only a killed process.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
            " PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;",
        },
    }


def _postgresql(name: str, parts: Any, query: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(name),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": query.get("port", [str(parts.port or "")])[0],
        "OPTIONS": {"options": "-c synchronous_commit=on"},
    }


def psycopg_dsn(url: str) -> str | None:
    """The URL for PostgreSQL drivers of their own (the inbox's), or None where the database is SQLite."""
    return url if urlsplit(url).scheme in {"postgresql", "postgres"} else None


def sqlite_path(url: str, folder: Path) -> Path:
    """The file of an SQLite URL; a relative one is taken from `folder`."""
    return folder / urlsplit(url).path.removeprefix("/")
