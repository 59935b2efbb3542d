"""Receivables from CSV files and workbooks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from puntual.domain.record import LineSeen, Snapshot
from puntual.erp.header_words import Entity
from puntual.erp.movements import LINES_NEED, lines_of
from puntual.erp.options import FilesOptions, Home
from puntual.erp.portfolio import snapshot_of
from puntual.erp.reading import Reading, require
from puntual.erp.sheets import FoundTable, Sheet, find_table, read_sheets
from puntual.ports.source import SourceUnreadable

_READ_AT_SYNC = (Entity.CUSTOMERS, Entity.APPLICATIONS, Entity.CREDITS)


@dataclass(slots=True)
class FilesSource:
    """A ReceivablesSource over files. They are opened for reading only and closed at once."""

    options: FilesOptions
    home: Home
    name: str = "files"

    def read(self) -> Snapshot:
        """All rows of the files. Raises SourceUnreadable, saying which file or column and what to do."""
        return snapshot_of(self.tables(), self.home, self.options.layout)

    def lines(self, receivable: str, number: str = "", currency: str = "") -> tuple[LineSeen, ...]:
        """The lines of one invoice from the lines file; empty where there is none. Raises SourceUnreadable."""
        path = self.options.paths.get(Entity.LINES)
        if path is None:
            return ()
        table = self._table(Entity.LINES, read_sheets(path, Entity.LINES, self.options.layout), path)
        require(table, Entity.LINES, LINES_NEED)
        reading = Reading(table, self.home, self.options.layout)
        return lines_of(reading, receivable, number, currency or self.home.currency)

    def check(self) -> tuple[str, ...]:
        """What keeps the files from being read; empty when all is well."""
        try:
            snapshot = self.read()
        except SourceUnreadable as error:
            return (str(error),)
        return () if snapshot.receivables else (f"{self._path()}: not one receivable could be read.",)

    def tables(self) -> dict[Entity, FoundTable]:
        """The tables that a sync reads. Customers may stand in another sheet of the receivables' workbook."""
        layout = self.options.layout
        sheets = read_sheets(self._path(), Entity.RECEIVABLES, layout)
        found = {Entity.RECEIVABLES: self._table(Entity.RECEIVABLES, sheets, self._path())}
        for entity in _READ_AT_SYNC:
            if path := self.options.paths.get(entity):
                found[entity] = self._table(entity, read_sheets(path, entity, layout), path)
        if Entity.CUSTOMERS not in found and (sister := self._sister(sheets, found[Entity.RECEIVABLES])):
            found[Entity.CUSTOMERS] = sister
        return found

    def _path(self) -> Path:
        try:
            return self.options.paths[Entity.RECEIVABLES]
        except KeyError:
            raise SourceUnreadable(
                "No file of receivables is named. Set [source] path in puntual.toml."
            ) from None

    def _table(self, entity: Entity, sheets: list[Sheet], path: Path) -> FoundTable:
        found = find_table(sheets, entity, self.options.layout)
        if found is None:
            first = next((row for sheet in sheets for row in sheet.rows if any(row)), ())
            seen = ", ".join(f'"{cell}"' for cell in first if cell) or "nothing"
            raise SourceUnreadable(
                f"{path}: no row looks like a header of {entity.value}. The first row holds {seen}. "
                f"Name your columns in puntual.toml under [source.columns]."
            )
        return found

    def _sister(self, sheets: list[Sheet], ledger: FoundTable) -> FoundTable | None:
        """A second sheet with customers, where the ledger itself has no phones."""
        if "phone" in ledger.columns:
            return None
        others = [sheet for sheet in sheets if sheet.name != ledger.table.name]
        found = find_table(others, Entity.CUSTOMERS, self.options.layout)
        useful = found is not None and "phone" in found.columns and "customer_name" in found.columns
        return found if useful else None
