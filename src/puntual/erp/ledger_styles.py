"""How the columns of a ledger write dates and amounts, found out over the whole file before any row is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice

from puntual.domain.record import Status
from puntual.erp import dates, numbers
from puntual.erp.cells import Cell, Row, Unreadable
from puntual.erp.currencies import currency_of
from puntual.erp.dates import DateStyle
from puntual.erp.ledger_columns import LedgerTable
from puntual.erp.numbers import Amount, NumberStyle
from puntual.erp.options import Home, Layout
from puntual.erp.statuses import status_of

DATES = ("due", "issued", "settled_on")
AMOUNTS = ("amount", "balance", "paid")
PER_SHAPE = 20_000
"""So many different cells of one shape ("9.999,99") are evidence enough; a million amounts need not be kept."""
_PLAIN_POINT = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)\.\d{1,2}", re.ASCII)
_PLAIN_COMMA = re.compile(r"(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+),\d{1,2}", re.ASCII)
_SHAPE = str.maketrans("123456789", "999999999")
_FEW_DAYS = 200_000


@dataclass(slots=True)
class Styles:
    """Reads single cells by their column's style. notes: what had to be assumed, code -> title of the column."""

    dates: dict[str, DateStyle]
    amounts: dict[str, NumberStyle]
    notes: dict[str, str]
    _days: dict[tuple[str, Cell], date | Unreadable | None] = field(default_factory=dict)
    _currencies: dict[str, str | None] = field(default_factory=dict)
    _statuses: dict[str, Status | None] = field(default_factory=dict)

    def day(self, name: str, cell: Cell) -> date | Unreadable | None:
        """The date in a cell of the field `name`; None where it is blank. A ledger has few different days."""
        known = self._days.get((name, cell), self)
        if not isinstance(known, Styles):
            return known
        if len(self._days) > _FEW_DAYS:  # every cell has a time of day of its own
            self._days.clear()
        # A program that read the days as numbers wrote 20260331 back as "20260331.0".
        bare = cell.removesuffix(".0") if isinstance(cell, str) else cell
        day = self._days[name, cell] = dates.dates([bare], self.dates[name])[0]
        return day

    def amount(self, name: str, cell: Cell) -> Amount | Unreadable | None:
        """The amount in a cell of the field `name`; None where it is blank."""
        if isinstance(cell, str):
            if _PLAIN_POINT.fullmatch(cell):  # the usual cells, which read one way in any style
                return Amount(Decimal(cell.replace(",", "")))
            if _PLAIN_COMMA.fullmatch(cell):
                return Amount(Decimal(cell.replace(".", "").replace(",", ".")))
        return numbers.amounts((cell,), self.amounts[name])[0]

    @property
    def same_amounts(self) -> bool:
        """Whether amount and balance are written in one style, so that equal cells are equal amounts."""
        return self.amounts.get("amount") == self.amounts.get("balance")

    def currency(self, raw: str, home: str) -> str | None:
        """The ISO code of a currency cell, None where the word is unknown."""
        if raw not in self._currencies:
            self._currencies[raw] = currency_of(raw, home)
        return self._currencies[raw]

    def status(self, raw: str) -> Status | None:
        """What a status cell means, None where the word is unknown."""
        if raw not in self._statuses:
            self._statuses[raw] = status_of(raw)
        return self._statuses[raw]


class _Evidence:
    """Cells of one column: all days with their number, amounts up to PER_SHAPE of each shape."""

    def __init__(self) -> None:
        self.cells: Counter[Cell] = Counter()
        self._shapes: Counter[str] = Counter()

    def add_day(self, cell: Cell) -> None:
        if cell is not None:
            self.cells[cell] += 1

    def add_amount(self, cell: Cell) -> None:
        if isinstance(cell, str) and cell not in self.cells:
            shape = cell.translate(_SHAPE)
            if self._shapes[shape] < PER_SHAPE:
                self._shapes[shape] += 1
                self.cells[cell] = 1

    @property
    def all(self) -> list[Cell]:
        return list(self.cells.elements())


def learn(table: LedgerTable, home: Home, layout: Layout, witness: Callable[[Row], None]) -> Styles:
    """The styles of a ledger's columns. A column that shows nothing is read like its sisters, else by habit.

    witness: is shown each row on the way, so that the file is not read once more for it.
    """
    columns = table.columns.at
    days = {name: _Evidence() for name in DATES if name in columns}
    sums = {name: _Evidence() for name in AMOUNTS if name in columns}
    _collect(islice(table.file.rows(), table.first_row - 1, None), table, days, sums, witness)
    notes: dict[str, str] = {}
    date_styles = {name: _date_style(name, days, home, layout) for name in days}
    number_styles = {name: _number_style(name, sums, layout) for name in sums}
    for name, style in date_styles.items():
        if style.assumed:
            notes.setdefault("assumed_date_order", table.headers[columns[name][0]])
        if style.swapped:
            notes.setdefault("dates_mixed", table.headers[columns[name][0]])
    for name, written in number_styles.items():
        if written.assumed:
            notes.setdefault("assumed_decimal", table.headers[columns[name][0]])
    return Styles(date_styles, number_styles, notes)


def _collect(
    rows: Iterable[Row],
    table: LedgerTable,
    days: Mapping[str, _Evidence],
    sums: Mapping[str, _Evidence],
    witness: Callable[[Row], None],
) -> None:
    columns = table.columns.at
    steps = [(columns[name][0], one.add_day) for name, one in days.items()]
    steps += [(columns[name][0], one.add_amount) for name, one in sums.items()]
    for row in rows:
        width = len(row)
        for place, add in steps:
            if place < width:
                add(row[place])
        witness(row)


def _date_style(name: str, days: dict[str, _Evidence], home: Home, layout: Layout) -> DateStyle:
    style = dates.style_of([days[name].all], layout.date_order, home.date_order)
    if style.assumed:
        style = dates.style_of([one.all for one in days.values()], layout.date_order, home.date_order)
    return style


def _number_style(name: str, sums: dict[str, _Evidence], layout: Layout) -> NumberStyle:
    style = numbers.style_of([sums[name].all], layout.decimal)
    if style.assumed:
        style = numbers.style_of([one.all for one in sums.values()], layout.decimal)
    return style
