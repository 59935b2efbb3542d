"""A ledger of open and settled invoices, read row by row for an assessment.

A sync refuses a row that it cannot be sure of; an assessment counts it and says so. Only what has no readable
amount or due date is left out. The file is read twice: once to find out how its columns are written and who its
customers are, once for its items; a million rows are never in memory together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from puntual.domain.money import exponent
from puntual.domain.record import CustomerSeen, FindingSeen, Severity, Status
from puntual.erp import numbers
from puntual.erp.cells import Cell, Row, Table, Unreadable, is_blank, text
from puntual.erp.currencies import code_in_header, currency_of
from puntual.erp.customers import CustomerBook
from puntual.erp.headers import Columns, plain_header
from puntual.erp.ledger_columns import LedgerTable
from puntual.erp.ledger_styles import Styles, learn
from puntual.erp.numbers import Amount
from puntual.erp.options import Home, Layout
from puntual.erp.reading import Reading
from puntual.erp.receivables import rows_to_skip
from puntual.erp.sheets import FoundTable
from puntual.erp.statuses import status_of
from puntual.rules.ledger_figures import LedgerItem

UNKNOWN_CURRENCY = "XXX"
CUSTOMER_FIELDS = ("customer_key", "customer_name", "tax_id", "phone", "country", "trade_name")
_CONTEXT = ("number", "receivable_key", "series", "instalment", "due", "issued")
_NOT_YET = frozenset(("", "-", "--", "n/a", "na", "no", "pendiente", "pendente", "pending", "null", "none", "nan",
                      "0", "0000-00-00", "00/00/0000", "abierta", "aberto", "open"))  # fmt: skip
_YES = frozenset(("yes", "y", "si", "sim", "s", "true", "1", "x", "disputed", "disputada"))
_UNREADABLE = frozenset((
    "missing_amount", "unreadable_amount", "ambiguous_amount", "missing_due", "unreadable_due", "ambiguous_date",
    "missing_balance", "shifted_row",
))  # fmt: skip
YEARS_TO_COME, YEARS_PAST, LIMITATION_YEARS = 5, 30, 5
"""The same plausibility as the checks of a sync."""


@dataclass(slots=True)
class Ledger:
    """Reads a table's rows into items, and keeps what it found on the way. Read `items` to the end first.

    findings: code -> rows. unread: rows left out. notes: codes of what was assumed for the whole file.
    """

    table: LedgerTable
    home: Home
    layout: Layout
    day: date
    findings: Counter[str] = field(default_factory=Counter)
    notes: dict[str, str] = field(default_factory=dict)
    unread: int = 0
    rows: int = 0
    _book: CustomerBook = field(default_factory=CustomerBook)
    _keys: dict[tuple[Cell, ...], str] = field(default_factory=dict)
    _seen: dict[int, int] = field(default_factory=dict)
    _styles: Styles = field(init=False)
    _home_currency: str = field(init=False)
    _codes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        headers, columns = self.table.headers, self.table.columns
        titles = [headers[place] for name in ("balance", "amount") for place in columns.at.get(name, ())]
        self._home_currency = next(filter(None, map(code_in_header, titles)), self.home.currency)

    def items(self, *customer_tables: FoundTable) -> Iterator[LedgerItem]:
        """Every row whose amount and due date can be read. Raises SourceUnreadable.

        customer_tables: other sheets that say more of the customers (their phones).
        """
        self._styles = learn(self.table, self.home, self.layout)
        self.notes |= self._styles.notes
        for code in self._styles.notes:
            self.findings[code] += 1
        self._know_customers(customer_tables)
        places = _Places.of(self.table.columns)
        width = len(self.table.headers)
        for row in self._body():
            padded = row if len(row) >= width else [*row, *([None] * (width - len(row)))]
            if places.looks_plain(padded, self.table.headers) or not self._skipped(row):
                self.rows += 1
                self._codes = []
                item = self._item(padded, places)
                self.findings.update(self._codes)
                if item is not None:
                    yield item

    def customers(self) -> Mapping[str, CustomerSeen]:
        """Everybody in the file, by the keys that the items use."""
        return {one.key: one for one in self._book.customers()}

    @property
    def has_phones(self) -> bool:
        """Whether any column of phones was found."""
        return "phone" in self.table.columns or any(one.contact_points for one in self._book.customers())

    def _body(self) -> Iterator[Row]:
        rows = iter(self.table.file.rows())
        for _ in range(self.table.first_row - 1):
            next(rows, None)
        return rows

    def _know_customers(self, tables: Sequence[FoundTable]) -> None:
        """Who is who, from each distinct set of customer cells, as a sync reads whole tables."""
        for table in tables:
            self._gather(Reading(table, self.home, self.layout), own=True)
        places = [(name, place) for name in CUSTOMER_FIELDS for place in self.table.columns.at.get(name, ())]
        due = _Places.of(self.table.columns)
        wanted = [place for _, place in places]
        distinct: dict[tuple[Cell, ...], None] = {}
        for row in self._body():
            if due.looks_plain(row, self.table.headers):
                distinct.setdefault(tuple([row[place] if place < len(row) else None for place in wanted]))
        at: dict[str, tuple[int, ...]] = {}
        for position, (name, _) in enumerate(places):
            at[name] = (*at.get(name, ()), position)
        columns = Columns(at, (), self.table.columns.either_customer)
        titles = tuple(self.table.headers[place] for place in wanted)
        found = FoundTable(Table(self.table.file.name, titles, list(distinct)), columns)
        keys = self._gather(Reading(found, self.home, self.layout), own=not tables)
        self._keys = dict(zip(distinct, keys, strict=True))

    def _gather(self, reading: Reading, *, own: bool) -> list[str]:
        if not own and self._book.holds_codes(reading):
            found = reading.found
            reading.found = FoundTable(found.table, found.columns.with_codes())
        keys = self._book.keys_of(reading, own=own)
        self.findings.update(one.code for one in self._book.gather(reading, keys, set()))
        return keys

    def _skipped(self, row: Row) -> bool:
        """Whether a row without due date or amount is a blank, a total, a remark or a repeated header."""
        found = FoundTable(Table(self.table.file.name, self.table.headers, [row]), self.table.columns)
        told: list[FindingSeen] = []
        skipped = bool(rows_to_skip(Reading(found, self.home, self.layout), told, [""]))
        self.findings.update(one.code for one in told)
        self.unread += any(one.code in _UNREADABLE for one in told)
        return skipped

    def _item(self, row: Row, at: _Places) -> LedgerItem | None:
        issued, settled = self._issued(row, at), self._settled(row, at)
        due = self._due(row, at, issued)
        sums = self._sums(row, at)
        if due is None or sums is None:
            self.unread += 1
            return None
        customer = self._keys.get(tuple([row[place] for place in at.customer]), "") if at.customer else ""
        if not customer:
            self._codes.append("missing_customer")
        amount_cell, balance_cell, paid = sums
        currency = self._currency(row, at, amount_cell, balance_cell)
        amount = _minor(amount_cell, currency)
        left = self._left(amount, _minor(balance_cell, currency), _minor(paid, currency))
        if amount is None:
            amount = left or 0
        if settled is None and at.days_to_settle is not None and issued is not None:
            settled = _after(issued, text(row[at.days_to_settle]))
        closed, settled = self._closed(row, at, amount, left, settled)
        item = LedgerItem(
            customer, currency, amount, due, left, issued, settled, closed, self._is_disputed(row, at)
        )  # fmt: skip
        if not closed and (settled is None or settled > self.day):
            self._check(item, row, at)
        return item._replace(doubted=True) if any(code in BLOCKING for code in self._codes) else item

    def _issued(self, row: Row, at: _Places) -> date | None:
        day = self._styles.day("issued", row[at.issued]) if at.issued is not None else None
        if isinstance(day, Unreadable):
            self._codes.append("unreadable_issue_date")
            return None
        return day

    def _settled(self, row: Row, at: _Places) -> date | None:
        if at.settled is None:
            return None
        cell = row[at.settled]
        if cell is None or (isinstance(cell, str) and cell.strip().lower() in _NOT_YET):
            return None
        day = self._styles.day("settled_on", cell)
        if isinstance(day, Unreadable):
            self._codes.append("unreadable_settled_date")
            return None
        return day

    def _due(self, row: Row, at: _Places, issued: date | None) -> date | None:
        due = self._styles.day("due", row[at.due]) if at.due is not None else None
        if isinstance(due, Unreadable):
            self._codes.append("ambiguous_date" if due.ambiguous else "unreadable_due")
            return None
        if due is None and issued is not None and at.credit_days is not None:
            due = _after(issued, text(row[at.credit_days]))
            self._codes.append("due_computed" if due else "missing_due")
        elif due is None:
            self._codes.append("missing_due")
        return due

    def _sums(self, row: Row, at: _Places) -> tuple[Amount | None, Amount | None, Amount | None] | None:
        """Amount, balance and paid as read; None where what is owed cannot be read."""
        cells = []
        for name, place in (("amount", at.amount), ("balance", at.balance), ("paid", at.paid)):
            cell = self._styles.amount(name, row[place]) if place is not None else None
            if isinstance(cell, Unreadable):
                self._codes.append("ambiguous_amount" if cell.ambiguous else "unreadable_amount")
                return None
            cells.append(cell)
        amount, balance, paid = cells
        if amount is None and balance is None:
            self._codes.append("missing_amount" if at.balance is None else "missing_balance")
            return None
        if balance is None and at.balance is not None and paid is None:
            self._codes.append("missing_balance")
            return None
        return amount, balance, paid

    def _left(self, amount: int | None, balance: int | None, paid: int | None) -> int | None:
        """What is open today: the balance, else the amount less what was paid, else not told."""
        if balance is not None:
            return balance
        return amount - paid if amount is not None and paid is not None else None

    def _closed(
        self, row: Row, at: _Places, amount: int, left: int | None, settled: date | None
    ) -> tuple[bool, date | None]:
        """Whether the item is over without a date, and the date of its settlement.

        A date beside a balance that is smaller than the amount is the last partial payment's, not the settlement's.
        """
        if settled is not None and left is not None and 0 < left < amount:
            settled = None
        word = text(row[at.status]) if at.status is not None else ""
        status = self._styles.status(word) if word else Status.OPEN
        if status is None:
            self._codes.append("unknown_status")
        if status is Status.PAID and left:
            self._codes.append("paid_with_balance")
            return False, settled
        if status in (Status.CANCELLED, Status.DRAFT):
            return True, None
        return status is Status.PAID and settled is None, settled

    def _currency(self, row: Row, at: _Places, *cells: Amount | None) -> str:
        named = {cell.currency for cell in cells if cell is not None and cell.currency}
        raw = text(row[at.currency]) if at.currency is not None else ""
        told = self._styles.currency(raw, self._home_currency) if raw else None
        if raw and told is None:
            self._codes.append("unknown_currency")
            told = UNKNOWN_CURRENCY
        if len(named | ({told} if told else set())) > 1:
            self._codes.append("currency_conflict")
        currency = told or next(iter(named), self._home_currency)
        if currency == UNKNOWN_CURRENCY:
            self.notes.setdefault("no_currency", "")
        return currency

    def _is_disputed(self, row: Row, at: _Places) -> bool:
        return at.disputed is not None and text(row[at.disputed]).lower() in _YES

    def _check(self, item: LedgerItem, row: Row, at: _Places) -> None:
        """What a sync would say of an open row, by the same codes."""
        codes, years = self._codes, self.day.year - item.due.year
        if years > YEARS_PAST or -years > YEARS_TO_COME:
            codes.append("invalid_date")
        elif years > LIMITATION_YEARS:
            codes.append("very_old")
        if item.issued is not None and item.due < item.issued:
            codes.append("due_before_issue")
        if item.amount <= 0:
            codes.append("amount_not_positive")
        if item.left is not None and item.left < 0:
            codes.append("negative_balance")
        elif item.left is not None and item.left > item.amount:
            codes.append("balance_above_total")
        if item.left != 0:
            self._twice(item, row, at)

    def _twice(self, item: LedgerItem, row: Row, at: _Places) -> None:
        if not at.identity:
            return
        identity = tuple([text(row[place]) for place in at.identity])
        if not any(identity):
            self._codes.append("missing_number")
            return
        mark = hash((item.customer, identity, item.due))
        before = self._seen.setdefault(mark, item.amount)
        if before is not item.amount and before != item.amount:
            self._codes.append("receivable_conflict")
        elif self._seen_again(mark):
            self._codes.append("receivable_twice")
