"""Loaded before Django is: PUNTUAL_TEST_DATABASE=postgresql runs the suite on a PostgreSQL server of its own.

Without it the suite runs on an SQLite file. Each worker of a parallel run starts a server for itself.
"""

from __future__ import annotations

import atexit
import os
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="puntual-tests-"))


def _start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "puntual.boot.django_settings")
    os.environ["PUNTUAL_SECRET_KEY"] = "only for tests, never in an installation"
    os.environ["PUNTUAL_CONFIG"] = str(FOLDER / "puntual.toml")
    if os.environ.get("PUNTUAL_TEST_DATABASE") == "postgresql":
        from tests.postgres import start

        server = start(FOLDER / "postgresql")
        atexit.register(server.stop)
        server.create_database("puntual")
        os.environ["PUNTUAL_DATABASE_URL"] = (
            f"postgresql://{server.user}@/puntual?host={server.host}&port={server.port}"
        )
    else:
        os.environ["PUNTUAL_DATABASE_URL"] = f"sqlite:///{FOLDER / 'puntual.sqlite3'}"


_start()
