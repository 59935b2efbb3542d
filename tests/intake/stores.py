"""Real inboxes for the tests: an SQLite file, a PostgreSQL database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from puntual.ports.inbox import InboxReader, InboxWriter
from puntual.store.inbox_postgres import PostgresInbox, PostgresInboxReader
from puntual.store.inbox_sqlite import SqliteInbox, SqliteInboxReader
from tests import postgres


class MachineClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True)
class Place:
    """Where an inbox is. `where` is a file's path or a postgresql:// URL."""

    where: str
    opened: list[PostgresInboxReader] = field(default_factory=list)

    def writer(self) -> InboxWriter:
        return writer(self.where)

    def reader(self) -> InboxReader:
        if self.where.startswith("postgresql"):
            self.opened.append(PostgresInboxReader(self.where))
            return self.opened[-1]
        return SqliteInboxReader(Path(self.where))

    def close(self) -> None:
        """Disconnect every reader that was handed out."""
        for reader in self.opened:
            reader.close()


def writer(where: str) -> InboxWriter:
    """The writing side of the inbox at `where`."""
    if where.startswith("postgresql"):
        return PostgresInbox(where, MachineClock())
    return SqliteInbox(Path(where), MachineClock())


def url(server: postgres.Postgres, database: str) -> str:
    """A database of the test server as a plain postgresql:// URL."""
    return server.url(database).replace("postgresql+psycopg", "postgresql")
