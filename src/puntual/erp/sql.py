"""Receivables from any SQL database that SQLAlchemy speaks to: opened read-only, and proven so before reading."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from puntual.domain.record import LineSeen, Snapshot
from puntual.erp.cells import Cell, Row, Table
from puntual.erp.header_words import Entity
from puntual.erp.headers import recognise
from puntual.erp.movements import LINES_NEED, lines_of
from puntual.erp.options import Home, SqlOptions
from puntual.erp.portfolio import snapshot_of
from puntual.erp.reading import Reading, require
from puntual.erp.sheets import FoundTable
from puntual.erp.sql_guard import prove_read_only, select_of
from puntual.ports.source import SourceUnreadable

PAGE_ROWS = 5_000
STATEMENT_SECONDS = 300
_READ_AT_SYNC = (Entity.RECEIVABLES, Entity.CUSTOMERS, Entity.APPLICATIONS, Entity.CREDITS)
_KEPT = (str, int, float, Decimal, bool, date, datetime, time, timedelta)
_BIND = re.compile(r"(?<!:):(?!:)(?=\w)")


@dataclass(slots=True)
class SqlSource:
    """A ReceivablesSource over a database. Each read opens one connection, proves it and closes it."""

    options: SqlOptions
    home: Home
    name: str = "sql"

    def read(self) -> Snapshot:
        """All rows of the configured tables and queries. Raises SourceUnreadable."""
        with self._connection() as connection:
            tables = {
                entity: self._table(connection, entity)
                for entity in _READ_AT_SYNC
                if entity in self.options.queries
            }
        return snapshot_of(tables, self.home, self.options.layout)

    def lines(self, receivable: str, number: str = "", currency: str = "") -> tuple[LineSeen, ...]:
        """The lines of one invoice; empty where no query is configured. Raises SourceUnreadable.

        A query with :number in it is given the invoice's number, so that the database does the search; one
        with :key the ERP's own key.
        """
        if Entity.LINES not in self.options.queries:
            return ()
        own_key = receivable.rpartition("/")[0] or receivable  # less the instalment that reading added
        with self._connection() as connection:
            table = self._table(connection, Entity.LINES, {"number": number, "key": own_key})
        require(table, Entity.LINES, LINES_NEED)
        reading = Reading(table, self.home, self.options.layout)
        return lines_of(reading, receivable, number, currency or self.home.currency)

    def check(self) -> tuple[str, ...]:
        """What keeps the database from being read; empty when all is well."""
        try:
            snapshot = self.read()
        except SourceUnreadable as error:
            return (str(error),)
        return () if snapshot.receivables else ("[source] queries: not one receivable could be read.",)

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        url = _url(self.options.url)
        try:
            engine = _engine(url)
            try:
                with engine.connect() as connection:
                    prove_read_only(connection)
                    yield connection
            finally:
                engine.dispose()
        except (SQLAlchemyError, sqlite3.Error, ModuleNotFoundError) as error:
            raise SourceUnreadable(_explain(error, url)) from None

    def _table(
        self, connection: Connection, entity: Entity, values: Mapping[str, str] | None = None
    ) -> FoundTable:
        query = select_of(self.options.queries[entity], f"[source.queries] {entity.value}")
        wanted = {name: value for name, value in (values or {}).items() if f":{name}" in query}
        statement = text(_BIND.sub(lambda m: _keep_bind(query, m.end(), wanted), query))
        result = connection.execution_options(yield_per=PAGE_ROWS).execute(statement, wanted)
        headers = tuple(map(str, result.keys()))
        rows: list[Row] = []
        for page in result.partitions():
            rows.extend(tuple(_cell(value) for value in row) for row in page)
        table = Table(f"[source.queries] {entity.value}", headers, rows)
        return FoundTable(table, recognise(headers, entity, self.options.layout.columns))


def _keep_bind(query: str, start: int, wanted: Mapping[str, str]) -> str:
    """A colon before a name that we fill stays; any other ("12:30" in a string) is plain text."""
    word = re.match(r"\w+", query[start:])
    return ":" if word and word.group() in wanted else "\\:"


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, _KEPT):
        return value
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return value.decode("cp1252", errors="replace")
    return str(value)


def _url(raw: str) -> URL:
    """The address, with the driver that is installed where it names none. Raises SourceUnreadable."""
    try:
        url = make_url(raw)
    except SQLAlchemyError:
        raise SourceUnreadable(
            "[source] url is not a database address such as postgresql://host/name."
        ) from None
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def _engine(url: URL) -> Engine:
    """An engine whose sessions cannot write, as far as each kind of server lets a client say so."""
    kind = url.get_backend_name()
    if kind == "sqlite":
        return _sqlite(url)
    if kind == "postgresql":
        guard = f"-c default_transaction_read_only=on -c statement_timeout={STATEMENT_SECONDS * 1000}"
        return create_engine(url, poolclass=NullPool, connect_args={"options": guard})
    engine = create_engine(url, poolclass=NullPool)
    if kind in ("mysql", "mariadb"):
        event.listen(engine, "connect", _mysql_read_only)
    return engine


def _sqlite(url: URL) -> Engine:
    path = Path(url.database or "")
    if not url.database or not path.is_file():
        raise SourceUnreadable("[source] url names a SQLite file that does not exist.")
    address = f"{path.resolve().as_uri()}?mode=ro"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, timeout=20)
        connection.execute("PRAGMA query_only = ON")
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=NullPool)


def _mysql_read_only(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("SET SESSION TRANSACTION READ ONLY")
    cursor.close()


def _explain(error: Exception, url: URL) -> str:
    """What went wrong, without the address's secrets."""
    if isinstance(error, NoSuchModuleError | ModuleNotFoundError):
        return f"No driver for {url.get_backend_name()} is installed: add its Python package to this environment."
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    said = lines[0] if lines else type(error).__name__
    for secret in (url.password, url.username, url.host):
        if secret:
            said = said.replace(str(secret), "***")
    return f"The database of [source] could not be read: {said[:300]}"
