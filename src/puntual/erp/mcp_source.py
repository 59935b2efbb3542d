"""Receivables from an MCP server: fixed tools with fixed arguments, page by page. No model has a say in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import anyio

from puntual.domain.record import LineSeen, Snapshot
from puntual.erp.cells import Cell, Row, Table
from puntual.erp.header_words import Entity
from puntual.erp.headers import recognise
from puntual.erp.mcp_session import McpSession, explain, open_session
from puntual.erp.mcp_shape import McpOptions, McpRead, filled
from puntual.erp.movements import LINES_NEED, lines_of
from puntual.erp.options import Home
from puntual.erp.portfolio import snapshot_of
from puntual.erp.reading import Reading, require
from puntual.erp.rest.answers import at
from puntual.erp.sheets import FoundTable
from puntual.erp.sql_guard import select_of
from puntual.ports.source import SourceUnreadable

_READ_AT_SYNC = (Entity.RECEIVABLES, Entity.CUSTOMERS, Entity.APPLICATIONS, Entity.CREDITS)


@dataclass(slots=True)
class McpSource:
    """A ReceivablesSource over MCP. Each read opens one session and ends it. calls: tool calls of the last one."""

    options: McpOptions
    home: Home
    name: str = "mcp"
    calls: int = field(default=0, init=False)

    def read(self) -> Snapshot:
        """All rows that the configured tools give. Raises SourceUnreadable; half an answer is none."""
        wanted = [entity for entity in _READ_AT_SYNC if entity in self.options.reads]
        return snapshot_of(self._tables(wanted, {}), self.home, self.options.layout)

    def lines(self, receivable: str, number: str = "", currency: str = "") -> tuple[LineSeen, ...]:
        """The lines of one invoice, where a read is configured for them. Raises SourceUnreadable."""
        if Entity.LINES not in self.options.reads:
            return ()
        own_key = receivable.rpartition("/")[0] or receivable  # less the instalment that reading added
        read = self.options.reads[Entity.LINES]
        if read.sql and not _plain(own_key, number):
            return ()  # it would stand inside SQL as it is
        table = self._tables([Entity.LINES], {"key": own_key, "number": number})[Entity.LINES]
        require(table, Entity.LINES, LINES_NEED)
        return lines_of(
            Reading(table, self.home, self.options.layout), receivable, number, currency or self.home.currency
        )

    def check(self) -> tuple[str, ...]:
        """What keeps the server from being read; empty when all is well."""
        try:
            snapshot = self.read()
        except SourceUnreadable as error:
            return (str(error),)
        return () if snapshot.receivables else ("[source.read]: not one receivable could be read.",)

    def _tables(self, wanted: Sequence[Entity], values: Mapping[str, str]) -> dict[Entity, FoundTable]:
        async def all_of_them() -> dict[Entity, FoundTable]:
            async with open_session(self.options) as session:
                try:
                    return {entity: await self._table(session, entity, values) for entity in wanted}
                finally:
                    self.calls = session.calls

        try:
            return anyio.run(all_of_them)
        except Exception as error:
            raise explain(error) from None

    async def _table(self, session: McpSession, entity: Entity, values: Mapping[str, str]) -> FoundTable:
        read = self.options.reads[entity]
        rows: list[Mapping[str, Any]] = []
        async for page in _pages(session, read, values):
            rows.extend(page)
            if len(rows) > self.options.max_rows:
                raise SourceUnreadable(
                    f'The MCP tool "{read.tool}" gave more than {self.options.max_rows:,} rows. Narrow its arguments.'
                )
        return _found(rows, entity, self.options)


def _plain(*values: str) -> bool:
    return all(
        value.replace("-", "").replace("/", "").replace(" ", "").isalnum() for value in values if value
    )


async def _pages(
    session: McpSession, read: McpRead, values: Mapping[str, str]
) -> AsyncIterator[list[Mapping[str, Any]]]:
    """Pages until one is empty: a server may give fewer rows than were asked for, and that is not the end."""
    paging, offset, number = read.paging, 0, read.paging.first
    cursor: Any = None
    before: Any = None
    while True:
        arguments = _arguments(read, values, offset, number, cursor)
        answer = await session.call(read, arguments)
        page = _rows(read, answer)
        if paging.kind == "none":
            if read.truncated and at(answer, read.truncated):
                raise SourceUnreadable(f'The MCP tool "{read.tool}" left rows out. Describe its paging.')
            yield page
            return
        if page and page == before and paging.kind != "cursor":
            raise SourceUnreadable(
                f'The MCP tool "{read.tool}" gives the same page again: it does not page so.'
            )
        yield page
        before, offset, number = page, offset + len(page), number + 1
        if paging.kind == "cursor":
            following = at(answer, paging.next)
            if following in (None, "", False):
                return
            if following == cursor:
                raise SourceUnreadable(f'The MCP tool "{read.tool}" gives the same cursor again.')
            cursor = following
        elif not page:
            return


def _arguments(
    read: McpRead, values: Mapping[str, str], offset: int, number: int, cursor: Any
) -> dict[str, Any]:
    paging = read.paging
    places: dict[str, str | int] = {**values}
    if paging.kind != "none":
        places |= {"offset": offset, "limit": paging.size, "page": number}
    arguments: dict[str, Any] = filled(dict(read.arguments), places)
    if paging.kind == "offset" and paging.offset:
        arguments[paging.offset] = offset
    if paging.kind == "page" and paging.page:
        arguments[paging.page] = number
    if paging.kind == "cursor" and cursor is not None:
        arguments[paging.cursor] = cursor
    if paging.kind != "none" and paging.limit:
        arguments[paging.limit] = paging.size
    for name in read.sql:
        arguments[name] = select_of(str(arguments.get(name, "")), f"[source.read] {name}")
    return arguments


def _rows(read: McpRead, answer: Any) -> list[Mapping[str, Any]]:
    found = at(answer, read.items)
    if not isinstance(found, list):
        raise SourceUnreadable(
            f'The MCP tool "{read.tool}" has no list at items = "{read.items}". Its answer holds: {_shape(answer)}.'
        )
    titles = at(answer, read.columns) if read.columns else None
    if isinstance(titles, list):
        names = [one.get("name", "") if isinstance(one, dict) else str(one) for one in titles]
        found = [dict(zip(names, row, strict=False)) if isinstance(row, list) else row for row in found]
    if not all(isinstance(row, dict) for row in found):
        raise SourceUnreadable(
            f'The MCP tool "{read.tool}" gives rows that are no records. Name their columns.'
        )
    return found


def _shape(answer: Any) -> str:
    """The names of what is there, never the values."""
    if isinstance(answer, dict):
        return (
            ", ".join(f"{name} ({type(value).__name__})" for name, value in list(answer.items())[:12])
            or "nothing"
        )
    return type(answer).__name__


def _found(rows: Sequence[Mapping[str, Any]], entity: Entity, options: McpOptions) -> FoundTable:
    """The rows as a table. With a map its columns are the map's; without one they are recognised by their names."""
    told = options.maps.get(entity, {})
    columns = [(name, path) for name, paths in told.items() for path in paths]
    if not columns:
        keys = dict.fromkeys(key for row in rows for key in row)
        columns = [("", key) for key in keys]
    headers = tuple(path for _, path in columns)
    table = Table(
        f"[source.read.{entity.value}]",
        headers,
        [_cells(row, columns, options) for row in rows],
    )
    mapping = {**options.layout.columns, **told}
    return FoundTable(table, recognise(headers, entity, mapping))


def _cells(row: Mapping[str, Any], columns: Sequence[tuple[str, str]], options: McpOptions) -> Row:
    return tuple(_cell(at(row, path), options.enums.get(name, {})) for name, path in columns)


def _cell(value: Any, words: Mapping[str, str]) -> Cell:
    if words and value is not None and str(value) in words:
        return words[str(value)]
    if value is None or value is False:  # several systems write false for "nothing"
        return None
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, list):
        return ", ".join(str(one) for one in value if one is not None)
    return str(value)
