"""A neighbour on the main database, until ended: read, insert, update, commit, like the product's own work.

`python -m bench.webhook_neighbour WHERE`, a file's path or a postgresql:// URL. It stands in for planning
and console; on SQLite it has the main file to itself, for the inbox is a file of its own.
"""

from __future__ import annotations

import sqlite3
import sys
from typing import Any

_CREATE = "CREATE TABLE IF NOT EXISTS neighbour (id bigint PRIMARY KEY, state text, body text)"


def _connect(where: str) -> tuple[Any, str]:
    if where.startswith("postgresql"):
        import psycopg

        return psycopg.connect(where, autocommit=True), "%s"
    connection = sqlite3.connect(where, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection, "?"


def main(where: str) -> None:
    """Work for ever."""
    connection, mark = _connect(where)
    connection.execute(_CREATE)
    n = connection.execute("SELECT coalesce(max(id), 0) FROM neighbour").fetchone()[0]
    while True:
        n += 1
        connection.execute("BEGIN")
        connection.execute(f"SELECT * FROM neighbour WHERE id > {mark} LIMIT 20", (n - 20,)).fetchall()
        connection.execute(f"INSERT INTO neighbour VALUES ({mark}, 'new', {mark})", (n, "x" * 400))
        connection.execute(f"UPDATE neighbour SET state = 'done' WHERE id = {mark}", (n // 2,))
        connection.execute("COMMIT")


if __name__ == "__main__":
    main(sys.argv[1])
