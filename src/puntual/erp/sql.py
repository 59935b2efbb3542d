"""Receivables from any SQL database that SQLAlchemy speaks to: opened read-only, and proven so before reading."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from puntual.domain.record import LineSeen, Snapshot
from puntual.erp.cells import Cell, Row, Table
from puntual.erp.cells import text as cell_text
from puntual.erp.header_words import Entity
from puntual.erp.headers import Columns, recognise
from puntual.erp.movements import LINES_NEED, lines_of
from puntual.erp.options import Home, SqlOptions
from puntual.erp.portfolio import snapshot_of
from puntual.erp.reading import Reading, require
from puntual.erp.sheets import FoundTable
from puntual.erp.sql_guard import prove_read_only, refuse_owner, refuse_superuser, select_of
from puntual.ports.source import SourceUnreadable

PAGE_ROWS = 5_000
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
            tables = {}
            for entity in _READ_AT_SYNC:
                if entity in self.options.queries:
                    tables[entity] = self._table(connection, entity)
                    connection.rollback()  # a transaction each, so that the server is never held for long
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
        care = self.options.care
        try:
            if care.proven:
                self._prove_credentials(url)
            engine = _engine(url, care.statement_seconds)
            try:
                with engine.connect() as connection:
                    if not care.proven:
                        prove_read_only(connection)
                    self._probe(connection)
                    yield connection
            finally:
                engine.dispose()
        except (SQLAlchemyError, sqlite3.Error, ModuleNotFoundError) as error:
            raise SourceUnreadable(_explain(error, url)) from None

    def _prove_credentials(self, url: URL) -> None:
        """Try the test write in a session that asks for no protection: the user itself must not be able to."""
        kind = url.get_backend_name()
        refuse_owner(kind, url.username or "")
        if kind == "sqlite":
            return  # no users there: the file is opened in a way that cannot write
        engine = create_engine(url, poolclass=NullPool)
        try:
            with engine.connect() as connection:
                refuse_superuser(connection)
                tables = dict.fromkeys(one.partition(".")[0] for one in self.options.care.columns)
                prove_read_only(connection, tuple(tables)[:3])
        finally:
            engine.dispose()

    def _probe(self, connection: Connection) -> None:
        """Ask for the columns that must be there, without a row. Raises SourceUnreadable for those that lack."""
        lacking = []
        for place in self.options.care.columns:
            table, _, column = place.rpartition(".")
            try:
                connection.execute(text(f"SELECT {column} FROM {table} WHERE 1 = 0")).close()
            except DBAPIError:
                lacking.append(place)
            finally:
                connection.rollback()
        if lacking:
            raise SourceUnreadable(
                f"The database lacks what this preset reads, or the user may not see it: {', '.join(lacking)}. "
                "Check the parameters of [source], the user's grants, and that the preset fits your version."
            )

    def rows(self, query: str, where: str) -> FoundTable:
        """The rows of another query, such as a control total; guarded as the others. Raises SourceUnreadable."""
        with self._connection() as connection:
            return self._run(connection, Entity.CREDITS, query, where, {})

    def tables(self) -> dict[Entity, FoundTable]:
        """What is read at a sync, as tables with their columns recognised. Raises SourceUnreadable."""
        with self._connection() as connection:
            return {
                entity: self._table(connection, entity)
                for entity in _READ_AT_SYNC
                if entity in self.options.queries
            }

    def _table(
        self, connection: Connection, entity: Entity, values: Mapping[str, str] | None = None
    ) -> FoundTable:
        where = f"[source.queries] {entity.value}"
        return self._run(connection, entity, self.options.queries[entity], where, values or {})

    def _run(
        self, connection: Connection, entity: Entity, configured: str, where: str, values: Mapping[str, str]
    ) -> FoundTable:
        care = self.options.care
        query = select_of(configured, where, care.dialect)
        wanted = {name: value for name, value in values.items() if f":{name}" in query}
        statement = text(_BIND.sub(lambda m: _keep_bind(query, m.end(), wanted), query))
        deadline = monotonic() + care.statement_seconds
        if connection.dialect.name != "mssql":  # there it would mean a cursor in the ERP's server
            connection = connection.execution_options(yield_per=PAGE_ROWS)
        rows: list[Row] = []
        with closing(connection.execute(statement, wanted)) as result:
            headers = tuple(map(str, result.keys()))
            for page in result.partitions(PAGE_ROWS):
                rows.extend(tuple(_cell(value) for value in row) for row in page)
                if len(rows) > care.max_rows:
                    raise SourceUnreadable(
                        f"{where} gives more than {care.max_rows} rows: its filter is too wide."
                    )
                if monotonic() > deadline:  # for servers that have no time limit of their own, as Firebird 3
                    raise SourceUnreadable(
                        f"{where} took longer than {care.statement_seconds} s and was given up."
                    )
        columns = recognise(headers, entity, self.options.layout.columns)
        return FoundTable(Table(where, headers, _translated(rows, columns, care.enums)), columns)


def _translated(rows: list[Row], columns: Columns, enums: Mapping[str, Mapping[str, str]]) -> list[Row]:
    """The ERP's own words for a field replaced by ours, where the preset gives them."""
    for name, words in enums.items():
        place = columns.first(name)
        if place is None:
            continue
        for i, row in enumerate(rows):
            ours = words.get(cell_text(row[place]))
            if ours is not None:
                rows[i] = (*row[:place], ours, *row[place + 1 :])
    return rows


@contextmanager
def reading_connection(options: SqlOptions) -> Iterator[Connection]:
    """A connection that was proven unable to write, for looking around. Raises SourceUnreadable."""
    with SqlSource(options, Home("", "XXX"))._connection() as connection:
        yield connection


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


def _engine(url: URL, seconds: int = 300) -> Engine:
    """An engine whose sessions cannot write, as far as each kind of server lets a client say so."""
    kind = url.get_backend_name()
    if kind == "sqlite":
        return _sqlite(url)
    if kind == "postgresql":
        guard = f"-c default_transaction_read_only=on -c statement_timeout={seconds * 1000}"
        return create_engine(url, poolclass=NullPool, connect_args={"options": guard})
    engine = create_engine(url, poolclass=NullPool)
    if kind in ("mysql", "mariadb"):
        event.listen(engine, "connect", partial(_mysql_read_only, seconds))
    elif kind == "firebird":
        event.listen(engine, "connect", _firebird_read_only)
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


def _mysql_read_only(seconds: int, connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("SET SESSION TRANSACTION READ ONLY")
    cursor.execute("SELECT VERSION()")
    is_mariadb = "mariadb" in str(cursor.fetchone()[0]).lower()
    limit = f"max_statement_time = {seconds}" if is_mariadb else f"max_execution_time = {seconds * 1000}"
    cursor.execute(f"SET SESSION {limit}")
    cursor.close()


def _firebird_read_only(connection: Any, _record: object) -> None:
    """Read-only, read committed: such a transaction neither waits for the ERP's users nor makes them wait."""
    from firebird.driver import Isolation, TraAccessMode, tpb

    connection.default_tpb = tpb(
        isolation=Isolation.READ_COMMITTED_RECORD_VERSION, access_mode=TraAccessMode.READ, lock_timeout=0
    )


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
