"""The durable inbox as an SQLite file of its own.

Of its own, because SQLite hands its write lock to whoever asks at the right moment: webhooks that shared
the main file with planning would starve. One thread writes, in groups, with synchronous=FULL.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path

from puntual.domain.failpoints import reach
from puntual.ports.clock import Clock
from puntual.ports.inbox import Letter

from .group_commit import GroupCommit, Row

# AUTOINCREMENT: a number is never given twice, also after the letters have been deleted.
CREATE_TABLE = """
CREATE TABLE IF NOT EXISTS puntual_inbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    received_at TEXT NOT NULL,
    body BLOB NOT NULL
)
"""
# A new file numbers on from the present moment (in milliseconds), far above what any file before it gave
# out: a reader that remembers a number of a lost file does not pass over the letters of the new one.
_FIRST_NUMBER = """
INSERT INTO sqlite_sequence (name, seq)
VALUES ('puntual_inbox', CAST(strftime('%s', 'now') AS INTEGER) * 1000)
"""
_INSERT = "INSERT INTO puntual_inbox (channel, received_at, body) VALUES (?, ?, ?)"
_SLICE = 1000
_BUSY_SECONDS = 10.0


class SqliteInbox:
    """The writing side, for one event loop in one process."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inbox")
        self._group = GroupCommit(self._in_thread)
        self._connection: sqlite3.Connection | None = None

    async def open(self) -> None:
        """Open the file, created readable by its owner only. Raises sqlite3.Error or OSError."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._connected)

    async def store(self, channel: str, body: bytes) -> None:
        """Returns only when the letter is on disk. Raises what kept it from being stored."""
        await self._group.add(Row(channel, self._clock.now(), body))

    async def close(self) -> None:
        """Store what still waits, then let go of the file."""
        await self._group.drain()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._disconnect)
        self._thread.shutdown()

    async def _in_thread(self, rows: Sequence[Row]) -> Sequence[BaseException | None]:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._write, rows)

    def _write(self, rows: Sequence[Row]) -> list[BaseException | None]:
        try:
            self._commit(rows)
        except sqlite3.OperationalError as error:
            # Disk full, file locked or lost: the same for every row. A fresh connection next time.
            self._disconnect()
            return [error] * len(rows)
        except Exception as error:
            return [error] if len(rows) == 1 else [self._write([row])[0] for row in rows]
        return [None] * len(rows)

    def _commit(self, rows: Sequence[Row]) -> None:
        connection = self._connected()
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.executemany(
                _INSERT, [(row.channel, row.received_at.isoformat(), row.body) for row in rows]
            )
            reach("intake.before_commit")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        reach("intake.after_commit")

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = _connect(self._path)
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class SqliteInboxReader:
    """The reading side, for any thread of any process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def after(self, number: int, limit: int) -> Sequence[Letter]:
        """At most `limit` letters with a number above `number`, in order."""
        query = (
            "SELECT number, channel, received_at, body FROM puntual_inbox WHERE number > ?"
            " ORDER BY number LIMIT ?"
        )
        with closing(_connect(self._path)) as connection:
            rows = connection.execute(query, (number, limit)).fetchall()
        return [Letter(row[0], row[1], datetime.fromisoformat(row[2]), row[3]) for row in rows]

    def forget_through(self, number: int) -> None:
        """Delete letters up to `number`, in short slices, so that the writing side never waits long.

        Where the file is busy the rest stays for the next time: who reads on from a number of its own
        does not see those letters again.
        """
        with self._lock, closing(_connect(self._path)) as connection:
            try:
                while _delete_slice(connection, number):
                    pass
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise


def _delete_slice(connection: sqlite3.Connection, number: int) -> bool:
    found = connection.execute(
        "DELETE FROM puntual_inbox WHERE number IN"
        " (SELECT number FROM puntual_inbox WHERE number <= ? ORDER BY number LIMIT ?)",
        (number, _SLICE),
    )
    return found.rowcount == _SLICE


def _connect(path: Path) -> sqlite3.Connection:
    if not path.exists():
        # Before SQLite makes it: webhook bodies are personal data, and -wal and -shm take the same mode.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        if not _has_table(connection):
            _create(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _has_table(connection: sqlite3.Connection) -> bool:
    query = "SELECT 1 FROM sqlite_schema WHERE name = 'puntual_inbox'"
    return connection.execute(query).fetchone() is not None


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    if not _has_table(connection):  # another process may have been first
        connection.execute(CREATE_TABLE)
        connection.execute(_FIRST_NUMBER)
    connection.execute("COMMIT")
