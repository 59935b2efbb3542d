"""One row of a ledger as an item, with the codes of what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from puntual.domain.money import exponent, money
from puntual.domain.record import Status
from puntual.erp.cells import Cell, Row, Unreadable, text
from puntual.erp.headers import Columns
from puntual.erp.ledger_styles import Styles
from puntual.erp.numbers import Amount
from puntual.rules.ledger_figures import LedgerItem
from puntual.rules.portfolio_checks import is_past_limitation

UNKNOWN_CURRENCY = "XXX"
UNREADABLE = frozenset((
    "missing_amount", "unreadable_amount", "ambiguous_amount", "missing_due", "unreadable_due", "ambiguous_date",
    "shifted_row",
))  # fmt: skip
"""Rows with one of these are left out: what is owed, or since when, cannot be read."""
BLOCKING = frozenset((
    "missing_balance", "missing_customer", "missing_number", "unknown_currency", "currency_conflict",
    "paid_with_balance", "invalid_date", "due_before_issue", "amount_not_positive", "negative_balance",
    "balance_above_total", "receivable_conflict",
))  # fmt: skip
"""Rows with one of these count, but a sync would let no customer be written to about them."""
YEARS_TO_COME, YEARS_PAST = 5, 30
LONGEST_TERM = 1000  # days: a term beyond it is a slip of the hand
_NO_DATE = frozenset(("", "-", "--", "n/a", "na", "no", "pendiente", "pendente", "pending", "null", "none", "nan",
                      "0", "0000-00-00", "00/00/0000", "abierta", "aberto", "open", "nat"))  # fmt: skip
_TOTAL = re.compile(r"(?:gran |grand |sub ?)?(?:total|totales|totais|suma|sumas|soma)\b\D*$", re.IGNORECASE)
_YES = frozenset(("yes", "y", "si", "sí", "sim", "s", "true", "1", "x"))


@dataclass(frozen=True, slots=True)
class Places:
    """Where the fields of a row are; None where there is no column. identity: what tells documents apart."""

    amount: int | None
    balance: int | None
    paid: int | None
    due: int | None
    issued: int | None
    credit_days: int | None
    settled: int | None
    days_to_settle: int | None
    currency: int | None
    status: int | None
    disputed: int | None
    identity: tuple[int, ...]

    @classmethod
    def of(cls, columns: Columns) -> Places:
        """The places by what the columns are."""
        first = columns.first
        documents = ("number", "receivable_key") if "number" in columns else ("receivable_key",)
        told = [name for name in documents if name in columns]
        told += [name for name in ("series", "instalment") if told and name in columns]
        identity = tuple(columns.at[name][0] for name in told)
        return cls(
            first("amount"), first("balance"), first("paid"), first("due"), first("issued"), first("credit_days"),
            first("settled_on"), first("days_to_settle"), first("currency"), first("status"), first("disputed"),
            identity,
        )  # fmt: skip


def plain_row(columns: Columns, headers: Sequence[str]) -> Callable[[Row], bool]:
    """A test whether a row is an invoice at first sight: as wide as its header, with a day and an amount.

    What fails it may still be one, and is looked at more closely.
    """
    at, width = Places.of(columns), len(headers)
    day = at.due if at.due is not None else at.issued
    first = at.balance if at.balance is not None else at.amount
    second = at.amount if at.amount is not None else at.balance
    title = headers[day] if day is not None else ""

    def is_plain(row: Row) -> bool:
        if len(row) != width:
            if len(row) > width and any(row[width:]):
                return False
            row = [*row, *([None] * (width - len(row)))]
        if day is None or first is None or second is None or not row[day] or row[day] == title:
            return False
        cell = row[day]
        if isinstance(cell, str) and not any(map(str.isdigit, cell)):
            return False
        return row[first] not in (None, "") or row[second] not in (None, "")

    return is_plain


@dataclass(slots=True)
class RowReader:
    """Reads rows as wide as their header. codes: findings of the row read last."""

    at: Places
    styles: Styles
    home_currency: str
    day: date
    codes: list[str] = field(default_factory=list)
    no_currency: bool = False
    _seen: dict[int, int] = field(default_factory=dict)

    def item(self, row: Row, customer: str) -> LedgerItem | None:
        """The row as an item; None where what is owed or its due date cannot be read."""
        self.codes = []
        issued, settled = self._issued(row), self._settled(row)
        due, sums = self._due(row, issued), self._sums(row)
        if due is None or sums is None:
            return None
        if not customer:
            self.codes.append("missing_customer")
        currency = self._currency(row, sums)
        amount, balance, paid = [_minor(cell, currency) for cell in sums]
        left = balance
        if left is None and amount is not None and paid is not None:
            left = amount - paid
        total = amount if amount is not None else left or 0
        if settled is None and issued is not None:
            settled = _days_after(issued, self._text(row, self.at.days_to_settle))
        closed, settled = self._closed(row, total, left, settled)
        item = LedgerItem(customer, currency, total, due, left, issued, settled, closed, self._disputed(row))
        if not closed and left != 0 and (settled is None or settled > self.day):
            self._check(item, row)
        return item._replace(doubted=True) if not BLOCKING.isdisjoint(self.codes) else item

    def _issued(self, row: Row) -> date | None:
        day = self.styles.day("issued", row[self.at.issued]) if self.at.issued is not None else None
        if isinstance(day, Unreadable):
            self.codes.append("unreadable_issue_date")
            return None
        return day

    def _settled(self, row: Row) -> date | None:
        cell = row[self.at.settled] if self.at.settled is not None else None
        if cell is None or (isinstance(cell, str) and cell.strip().lower() in _NO_DATE):
            return None
        day = self.styles.day("settled_on", cell)
        if isinstance(day, Unreadable):
            self.codes.append("unreadable_settled_date")
            return None
        return day

    def _due(self, row: Row, issued: date | None) -> date | None:
        due = self.styles.day("due", row[self.at.due]) if self.at.due is not None else None
        if isinstance(due, Unreadable):
            self.codes.append("ambiguous_date" if due.ambiguous else "unreadable_due")
            return None
        if due is None:
            due = _days_after(issued, self._text(row, self.at.credit_days)) if issued else None
            self.codes.append("due_computed" if due else "missing_due")
        return due

    def _sums(self, row: Row) -> tuple[Amount | None, Amount | None, Amount | None] | None:
        """Amount, balance and paid as read; None where what is owed cannot be read."""
        at = self.at
        amount, balance = self._sum("amount", row, at.amount), None
        if at.balance is not None and at.amount is not None and row[at.balance] == row[at.amount]:
            balance = amount if self.styles.same_amounts else self._sum("balance", row, at.balance)
        else:
            balance = self._sum("balance", row, at.balance)
        paid = self._sum("paid", row, at.paid)
        if isinstance(amount, Unreadable) or isinstance(balance, Unreadable) or isinstance(paid, Unreadable):
            cells = (amount, balance, paid)
            doubtful = any(isinstance(cell, Unreadable) and cell.ambiguous for cell in cells)
            self.codes.append("ambiguous_amount" if doubtful else "unreadable_amount")
            return None
        if amount is None and balance is None:
            self.codes.append("missing_amount")
            return None
        return amount, balance, paid

    def _sum(self, name: str, row: Row, place: int | None) -> Amount | Unreadable | None:
        return None if place is None else self.styles.amount(name, row[place])

    def _closed(
        self, row: Row, amount: int, left: int | None, settled: date | None
    ) -> tuple[bool, date | None]:
        """Whether the item is over without a date, and the date of its settlement.

        A date beside a balance that is smaller than the amount is the last partial payment's.
        """
        if settled is not None and left is not None and 0 < left < amount:
            settled = None
        word = self._text(row, self.at.status)
        status = self.styles.status(word) if word else Status.OPEN
        if status is None:
            self.codes.append("unknown_status")
        if status in (Status.CANCELLED, Status.DRAFT):
            return True, None
        if status is Status.PAID and settled is None and left:
            self.codes.append("paid_with_balance")
            return False, None
        if status in (Status.OPEN, None) and left is None and self.at.balance is not None and settled is None:
            self.codes.append("missing_balance")
        return status is Status.PAID and settled is None, settled

    def _currency(self, row: Row, cells: Iterable[Amount | None]) -> str:
        """The currency column, else what the amount itself says, else what the title or the company says."""
        raw = self._text(row, self.at.currency)
        told = self.styles.currency(raw, self.home_currency) if raw else None
        if raw and told is None:
            self.codes.append("unknown_currency")
        currency = told
        for cell in cells:
            if cell is not None and cell.currency is not None and cell.currency != currency:
                if currency is not None:
                    self.codes.append("currency_conflict")
                    break
                currency = cell.currency
        currency = currency or self.home_currency
        self.no_currency = self.no_currency or currency == UNKNOWN_CURRENCY
        return currency

    def _disputed(self, row: Row) -> bool:
        return self.at.disputed is not None and text(row[self.at.disputed]).lower() in _YES

    def _check(self, item: LedgerItem, row: Row) -> None:
        """What a sync would say of an open row, by the same codes."""
        codes, years = self.codes, self.day.year - item.due.year
        if years > YEARS_PAST or -years > YEARS_TO_COME:
            codes.append("invalid_date")
        elif is_past_limitation(item.due, self.day):
            codes.append("very_old")
        if item.issued is not None and item.due < item.issued:
            codes.append("due_before_issue")
        if item.amount <= 0:
            codes.append("amount_not_positive")
        if item.left is not None and item.left < 0:
            codes.append("negative_balance")
        elif item.left is not None and item.left > item.amount:
            codes.append("balance_above_total")
        if self.at.identity:
            self._compare(item, row)

    def _compare(self, item: LedgerItem, row: Row) -> None:
        """Whether an open row of this customer, number and due date was there before."""
        identity = [text(row[place]) for place in self.at.identity]
        if not identity[0]:
            self.codes.append("missing_number")
            return
        mark = hash((item.customer, item.due, *identity))
        before = self._seen.get(mark)
        if before is None:
            self._seen[mark] = item.amount
        else:
            self.codes.append("receivable_twice" if before == item.amount else "receivable_conflict")

    def _text(self, row: Row, place: int | None) -> str:
        return text(row[place]) if place is not None else ""


def is_total_label(row: Row, columns: Columns) -> bool:
    """Whether the row has "Total" where its due date should be, right before the sum, as printed reports do."""
    at = Places.of(columns)
    place = at.due if at.due is not None else at.issued
    if place is None or place >= len(row) or not _TOTAL.match(text(row[place])):
        return False
    return not any(text(row[other]) for other in at.identity if other < len(row))


def _minor(cell: Amount | None, currency: str) -> int | None:
    """Whole minor units; an amount without fractions of them is spared the rounding."""
    if cell is None:
        return None
    scaled = cell.value.scaleb(exponent(currency))
    whole = int(scaled)
    return whole if whole == scaled else money(cell.value, currency).minor


def _days_after(day: date, term: Cell) -> date | None:
    """`day` and a whole number of days, None where the text is no such number."""
    digits = str(term)
    return day + timedelta(int(digits)) if digits.isdecimal() and int(digits) < LONGEST_TERM else None
