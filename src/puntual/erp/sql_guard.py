"""Only reading: what may be asked of a customer's ERP database, and the proof that more is not possible."""

from __future__ import annotations

import re

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from puntual.ports.source import SourceUnreadable

_NOISE = re.compile(
    r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|\[[^\]\n]*\]|\$(\w*)\$.*?\$\1\$",
    re.DOTALL,
)
_WRITES = re.compile(
    r"\b(?:insert|update|delete|merge|upsert|drop|alter|create|grant|revoke|truncate|exec|execute|call|into|copy|"
    r"attach|detach|pragma|vacuum|lock|begin|commit|rollback|set)\b",
    re.IGNORECASE,
)
_TABLE = re.compile(r"^[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*){0,2}$")
# Here CREATE TABLE is rolled back for certain. Elsewhere it may commit by itself (MySQL, Oracle, Python's own
# SQLite driver), so only a DELETE that matches nothing is tried.
_ROLLS_BACK_DDL = frozenset(("postgresql",))


def select_of(configured: str, where: str) -> str:
    """The SELECT for what stands in puntual.toml: the name of a table, or one query.

    where: the setting's name, for the message. Raises SourceUnreadable for anything but a single SELECT.
    """
    query = configured.strip().rstrip(";").strip()
    if _TABLE.match(query):
        return f"SELECT * FROM {query}"
    bare = _NOISE.sub(" ", query).strip()
    if not re.match(r"(?:select|with)\b", bare, re.IGNORECASE):
        raise SourceUnreadable(f"{where} must be the name of a table or one SELECT.")
    if ";" in bare:
        raise SourceUnreadable(f"{where} holds more than one statement; only one SELECT is allowed.")
    if found := _WRITES.search(bare):
        raise SourceUnreadable(
            f'{where} contains "{found.group()}"; only a SELECT that writes nothing is allowed.'
        )
    return query


def prove_read_only(connection: Connection) -> None:
    """Try harmless writes in transactions that are rolled back; raise SourceUnreadable if one is allowed.

    The writes change nothing even where they succeed: a DELETE that matches no row and, where the server
    rolls it back, an empty table.
    """
    for probe in _probes(connection):
        with connection.begin() as transaction:
            try:
                connection.execute(text(probe))
            except DBAPIError:
                continue  # refused, as it should be
            finally:
                transaction.rollback()
        raise SourceUnreadable(
            "The database let a test write through (it was rolled back; nothing changed). Puntual only works "
            "with an ERP that it cannot write to: create a database user that has SELECT and nothing else, and "
            "put that user into [source] url."
        )


def _probes(connection: Connection) -> list[str]:
    probes = (
        ["CREATE TABLE puntual_write_probe (id INTEGER)"]
        if connection.dialect.name in _ROLLS_BACK_DDL
        else []
    )
    try:
        tables = inspect(connection).get_table_names()
    except SQLAlchemyError:
        tables = []
    finally:
        connection.rollback()
    quote = connection.dialect.identifier_preparer.quote
    return probes + [f"DELETE FROM {quote(name)} WHERE 1 = 0" for name in sorted(tables)[:3]]
