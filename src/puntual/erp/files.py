"""Receivables from sheets: CSV files and workbooks, and wherever else sheets come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from puntual.domain.record import LineSeen, Snapshot
from puntual.erp.header_words import Entity
from puntual.erp.movements import LINES_NEED, lines_of
from puntual.erp.options import FilesOptions, Home, Layout
from puntual.erp.portfolio import snapshot_of
from puntual.erp.reading import Reading, require
from puntual.erp.sheets import FoundTable, Sheet, find_table, read_sheets
from puntual.ports.source import SourceUnreadable

_READ_AT_SYNC = (Entity.CUSTOMERS, Entity.APPLICATIONS, Entity.CREDITS)


class Place(Protocol):
    """Where the sheets of one kind of row are; str() of it is what messages call it."""

    def sheets(self, entity: Entity, layout: Layout) -> list[Sheet]:
        """All cells as they are now. Raises SourceUnreadable."""
        ...


@dataclass(frozen=True, slots=True)
class FilePlace:
    """One file. It is opened for reading only and closed at once."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    def sheets(self, entity: Entity, layout: Layout) -> list[Sheet]:
        """Every sheet of the file."""
        return read_sheets(self.path, entity, layout)


@dataclass
class SheetsSource:
    """A ReceivablesSource over sheets, whatever keeps them."""

    places: Mapping[Entity, Place]
    layout: Layout
    home: Home
    name: str = "files"

    def read(self) -> Snapshot:
        """All rows of the files. Raises SourceUnreadable, saying which file or column and what to do."""
        return snapshot_of(self.tables(), self.home, self.layout)

    def lines(self, receivable: str, number: str = "", currency: str = "") -> tuple[LineSeen, ...]:
        """The lines of one invoice from the lines file; empty where there is none. Raises SourceUnreadable."""
        place = self.places.get(Entity.LINES)
        if place is None:
            return ()
        table = self._table(Entity.LINES, place.sheets(Entity.LINES, self.layout), place)
        require(table, Entity.LINES, LINES_NEED)
        reading = Reading(table, self.home, self.layout)
        return lines_of(reading, receivable, number, currency or self.home.currency)

    def check(self) -> tuple[str, ...]:
        """What keeps the files from being read; empty when all is well."""
        try:
            snapshot = self.read()
        except SourceUnreadable as error:
            return (str(error),)
        return () if snapshot.receivables else (f"{self._ledger()}: not one receivable could be read.",)

    def tables(self) -> dict[Entity, FoundTable]:
        """The tables that a sync reads. Customers may stand in another sheet of the receivables' workbook."""
        ledger = self._ledger()
        sheets = ledger.sheets(Entity.RECEIVABLES, self.layout)
        found = {Entity.RECEIVABLES: self._table(Entity.RECEIVABLES, sheets, ledger)}
        for entity in _READ_AT_SYNC:
            if place := self.places.get(entity):
                found[entity] = self._table(entity, place.sheets(entity, self.layout), place)
        if Entity.CUSTOMERS not in found and (sister := self._sister(sheets, found[Entity.RECEIVABLES])):
            found[Entity.CUSTOMERS] = sister
        return found

    def _ledger(self) -> Place:
        try:
            return self.places[Entity.RECEIVABLES]
        except KeyError:
            raise SourceUnreadable(
                "No file of receivables is named. Set [source] path in puntual.toml."
            ) from None

    def _table(self, entity: Entity, sheets: list[Sheet], place: Place) -> FoundTable:
        found = find_table(sheets, entity, self.layout)
        if found is None:
            first = next((row for sheet in sheets for row in sheet.rows if any(row)), ())
            seen = ", ".join(f'"{cell}"' for cell in first if cell) or "nothing"
            raise SourceUnreadable(
                f"{place}: no row looks like a header of {entity.value}. The first row holds {seen}. "
                f"Name your columns in puntual.toml under [source.columns]."
            )
        return found

    def _sister(self, sheets: list[Sheet], ledger: FoundTable) -> FoundTable | None:
        """A second sheet with customers, where the ledger itself has no phones."""
        if "phone" in ledger.columns:
            return None
        others = [sheet for sheet in sheets if sheet.name != ledger.table.name]
        found = find_table(others, Entity.CUSTOMERS, self.layout)
        useful = found is not None and "phone" in found.columns and "customer_name" in found.columns
        return found if useful else None


class FilesSource(SheetsSource):
    """A ReceivablesSource over files that stay where they are."""

    def __init__(self, options: FilesOptions, home: Home) -> None:
        places = {entity: FilePlace(path) for entity, path in options.paths.items()}
        super().__init__(places, options.layout, home)
        self.options = options
