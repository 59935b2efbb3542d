"""A ledger of open and settled invoices, read row by row for an assessment.

A sync refuses a row that it cannot be sure of; an assessment counts it and says so. Only what has no readable
amount or due date is left out. The file is read twice: to find out how its columns are written and who its
customers are, then for its items; a million rows are never in memory together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from puntual.domain.record import CustomerSeen, FindingSeen
from puntual.erp.cells import Cell, Row, Table
from puntual.erp.currencies import code_in_header
from puntual.erp.customers import CustomerBook
from puntual.erp.header_words import Entity
from puntual.erp.headers import Columns
from puntual.erp.ledger_columns import LedgerTable
from puntual.erp.ledger_file import RowFile, WorkbookSheet
from puntual.erp.ledger_rows import UNREADABLE, Places, RowReader, is_total_label, plain_row
from puntual.erp.ledger_styles import Styles, learn
from puntual.erp.options import Home, Layout
from puntual.erp.reading import Reading
from puntual.erp.receivables import rows_to_skip
from puntual.erp.sheets import FoundTable, find_table
from puntual.rules.ledger_figures import LedgerItem

CUSTOMER_FIELDS = ("customer_key", "customer_name", "tax_id", "phone", "country")


@dataclass(slots=True)
class Ledger:
    """Reads a table's rows into items, and keeps what it found on the way: read `items` to its end first.

    home: where the file does not say; its currency may be XXX. day: the day asked about. sisters: other sheets
    that tell more of the customers. findings: code -> rows. unread: rows left out. notes: what was assumed for
    the whole file, code -> title of the column.
    """

    table: LedgerTable
    home: Home
    layout: Layout
    day: date
    sisters: Sequence[FoundTable] = ()
    findings: Counter[str] = field(default_factory=Counter)
    notes: dict[str, str] = field(default_factory=dict)
    rows: int = 0
    unread: int = 0
    _book: CustomerBook = field(default_factory=CustomerBook)
    _keys: dict[tuple[Cell, ...], str] = field(default_factory=dict)

    def items(self) -> Iterator[LedgerItem]:
        """Every row whose amount and due date can be read. Raises SourceUnreadable."""
        distinct: dict[tuple[Cell, ...], None] = {}
        styles = learn(self.table, self.home, self.layout, self._customer_witness(distinct))
        self.notes |= styles.notes
        self.findings.update(styles.notes.keys())
        self._know_customers(list(distinct))
        yield from self._items(self._reader(styles))

    def customers(self) -> tuple[CustomerSeen, ...]:
        """Everybody in the file, by the keys that the items use."""
        return self._book.customers()

    @property
    def has_phones(self) -> bool:
        """Whether there is a column of phones, here or in a sister sheet."""
        return "phone" in self.table.columns or any("phone" in one.columns for one in self.sisters)

    def _items(self, reader: RowReader) -> Iterator[LedgerItem]:
        headers = self.table.headers
        width, places = len(headers), self._customer_places()
        is_plain = plain_row(self.table.columns, headers)
        for row in self._body():
            if not is_plain(row) and self._skipped(row):
                continue
            cells = row if len(row) >= width else [*row, *([None] * (width - len(row)))]
            self.rows += 1
            item = reader.item(cells, self._keys.get(tuple([cells[place] for place in places]), ""))
            if reader.codes:
                self.findings.update(reader.codes)
            if item is None:
                self.unread += 1
            else:
                yield item
        if reader.no_currency:
            self.notes["no_currency"] = ""

    def _reader(self, styles: Styles) -> RowReader:
        at = self.table.columns.at
        titles = [self.table.headers[at[name][0]] for name in ("balance", "amount") if name in at]
        currency = next(filter(None, map(code_in_header, titles)), self.home.currency)
        return RowReader(Places.of(self.table.columns), styles, currency, self.day)

    def _body(self) -> Iterator[Row]:
        return islice(self.table.file.rows(), self.table.first_row - 1, None)

    def _customer_places(self) -> list[int]:
        return [place for name in CUSTOMER_FIELDS for place in self.table.columns.at.get(name, ())]

    def _customer_witness(self, distinct: dict[tuple[Cell, ...], None]) -> Callable[[Row], None]:
        """Keeps each distinct set of customer cells of what looks like an invoice."""
        is_plain, places = plain_row(self.table.columns, self.table.headers), self._customer_places()

        def witness(row: Row) -> None:
            if is_plain(row):
                distinct.setdefault(tuple([row[place] if place < len(row) else None for place in places]))

        return witness

    def _know_customers(self, distinct: list[tuple[Cell, ...]]) -> None:
        """Who is who, by the same book that a sync uses."""
        for sister in self.sisters:
            self._gather(Reading(sister, self.home, self.layout), own=True)
        table = self._customer_table(self._customer_places(), list[Row](distinct))
        keys = self._gather(Reading(table, self.home, self.layout), own=not self.sisters)
        self._keys = dict(zip(distinct, keys, strict=True))

    def _customer_table(self, places: Sequence[int], rows: list[Row]) -> FoundTable:
        columns = self.table.columns
        at = {name: tuple(places.index(place) for place in columns.at[name])
              for name in CUSTOMER_FIELDS if name in columns}  # fmt: skip
        titles = tuple(self.table.headers[place] for place in places)
        narrow = Columns(at, (), columns.either_customer)
        return FoundTable(Table(self.table.file.name, titles, rows), narrow)

    def _gather(self, reading: Reading, *, own: bool) -> list[str]:
        if not own and self._book.holds_codes(reading):
            reading.found = FoundTable(reading.found.table, reading.found.columns.with_codes())
        keys = self._book.keys_of(reading, own=own)
        self.findings.update(one.code for one in self._book.gather(reading, keys, set()))
        return keys

    def _skipped(self, row: Row) -> bool:
        """Whether a row without a day or an amount is a blank, a total, a remark or a shifted row."""
        if is_total_label(row, self.table.columns):
            self.findings["totals_row"] += 1
            return True
        found = FoundTable(Table(self.table.file.name, self.table.headers, [row]), self.table.columns)
        told: list[FindingSeen] = []
        skipped = bool(rows_to_skip(Reading(found, self.home, self.layout), told, [""]))
        self.findings.update(one.code for one in told)
        shifted = any(one.code in UNREADABLE for one in told)
        self.rows, self.unread = self.rows + shifted, self.unread + shifted
        return skipped


def customer_sheets(files: Sequence[RowFile], ledger: LedgerTable, layout: Layout) -> tuple[FoundTable, ...]:
    """Another sheet of the workbook that names customers with phones, where the ledger has none."""
    if "phone" in ledger.columns or not isinstance(ledger.file, WorkbookSheet):
        return ()
    others = [one.sheet for one in files if isinstance(one, WorkbookSheet) and one is not ledger.file]
    found = find_table(others, Entity.CUSTOMERS, layout)
    useful = found is not None and "phone" in found.columns and "customer_name" in found.columns
    return (found,) if useful and found is not None else ()
