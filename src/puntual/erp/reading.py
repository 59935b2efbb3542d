"""A table with its columns understood: texts, amounts and dates by field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from puntual.domain.record import FindingSeen, Severity
from puntual.erp import dates as date_columns
from puntual.erp import numbers
from puntual.erp.cells import Cell, Unreadable, text
from puntual.erp.header_words import Entity
from puntual.erp.options import Home, Layout
from puntual.erp.sheets import FoundTable
from puntual.ports.source import SourceUnreadable
from puntual.rules.portfolio_checks import finding

AMOUNT_FIELDS = ("balance", "amount", "paid")
DATE_FIELDS = ("due", "issued", "settled_on", "on", "since", "consent_on")


@dataclass(slots=True)
class Reading:
    """The columns of one table, read by the company's habits. `notes`: what had to be assumed."""

    found: FoundTable
    home: Home
    layout: Layout
    notes: list[FindingSeen] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.found.table.rows)

    def has(self, name: str) -> bool:
        """Whether the table has a column for the field."""
        return name in self.found.columns

    def row_number(self, index: int) -> int:
        """The row's 1-based place in the source."""
        return self.found.table.first_row + index

    def texts(self, name: str) -> list[str]:
        """The field's column as text; empty texts where there is no such column."""
        place = self.found.columns.first(name)
        return [""] * len(self) if place is None else [text(cell) for cell in self._column(place)]

    def phones(self) -> list[tuple[str, ...]]:
        """The filled phone cells of each row, mobile columns first."""
        columns = [[text(cell) for cell in self._column(at)] for at in self.found.columns.at.get("phone", ())]
        return (
            [tuple(filter(None, cells)) for cells in zip(*columns, strict=True)]
            if columns
            else [()] * len(self)
        )

    def amounts(self, name: str) -> list[numbers.Amount | Unreadable | None]:
        """The field's column as numbers in major units. The decimal sign may be learned from its sisters."""
        place = self.found.columns.first(name)
        if place is None:
            return [None] * len(self)
        column = self._column(place)
        style = numbers.style_of([column], self.layout.decimal)
        if style.assumed:
            style = numbers.style_of(self._sisters(AMOUNT_FIELDS), self.layout.decimal)
        if style.assumed:
            self._note("assumed_decimal", place)
        return numbers.amounts(column, style)

    def dates(self, name: str) -> list[date | Unreadable | None]:
        """The field's column as dates. The order of day and month may be learned from its sisters."""
        place = self.found.columns.first(name)
        if place is None:
            return [None] * len(self)
        column, told, habit = self._column(place), self.layout.date_order, self.home.date_order
        style = date_columns.style_of([column], told, habit)
        if style.assumed:
            style = date_columns.style_of(self._sisters(DATE_FIELDS), told, habit)
        if style.assumed:
            self._note("assumed_date_order", place)
        if style.swapped:
            self._note("dates_mixed", place, Severity.WARN)
        return date_columns.dates(column, style)

    def _column(self, place: int) -> list[Cell]:
        return [row[place] if place < len(row) else None for row in self.found.table.rows]

    def _sisters(self, names: Sequence[str]) -> list[list[Cell]]:
        places = [self.found.columns.first(name) for name in names]
        return [self._column(place) for place in places if place is not None]

    def _note(self, code: str, place: int, severity: Severity = Severity.NOTE) -> None:
        self.notes.append(finding(code, severity, value=self.found.table.headers[place]))


def require(found: FoundTable, entity: Entity, needed: Sequence[tuple[str, ...]]) -> None:
    """Raise SourceUnreadable unless the table has a column of each group in `needed` (any one of a group)."""
    missing = [group for group in needed if not any(name in found.columns for name in group)]
    if not missing:
        return
    seen = ", ".join(f'"{title}"' for title in found.table.headers if title.strip()) or "none"
    wanted = "; ".join(" or ".join(group) for group in missing)
    example = f'{missing[0][0]} = "title of your column"'
    raise SourceUnreadable(
        f"{found.table.name}: no column for {wanted} ({entity.value}). Columns found: {seen}. "
        f"Name yours in puntual.toml under [source.columns], for example: {example}"
    )
