"""Receivables out of rows. A row that cannot be read holds its customer; it is never dropped in silence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from puntual.domain.money import exponent, money
from puntual.domain.record import FindingSeen, ReceivableSeen, Severity, Status
from puntual.erp.cells import Cell, Unreadable, is_blank, text
from puntual.erp.currencies import code_in_header, currency_of
from puntual.erp.headers import plain_header
from puntual.erp.numbers import Amount
from puntual.erp.reading import Reading
from puntual.erp.statuses import status_of
from puntual.rules.portfolio_checks import finding

_TOTAL = re.compile(
    r"^(?:gran |grand |sub ?)?(?:total|totales|totais|suma|sumas|soma|totals)\b", re.IGNORECASE
)
_FLOAT_NOISE = Decimal("0.00001")  # of a minor unit: what is left of 0.1 + 0.2 in a spreadsheet
NEEDED: Sequence[tuple[str, ...]] = (
    ("number", "receivable_key"),
    ("due", "credit_days"),
    ("balance", "amount"),
    ("customer_key", "customer_name", "tax_id"),
)
"""What a table of receivables must say; of each group one column is enough."""


@dataclass(slots=True)
class _Columns:
    """The columns of a table of receivables, read once as wholes."""

    number: list[str]
    series: list[str]
    own_key: list[str]
    instalment: list[str]
    currency: list[str]
    status: list[str]
    credit_days: list[str]
    salesperson: list[str]
    issued: list[date | Unreadable | None]
    due: list[date | Unreadable | None]
    settled_on: list[date | Unreadable | None]
    amount: list[Amount | Unreadable | None]
    balance: list[Amount | Unreadable | None]
    paid: list[Amount | Unreadable | None]


@dataclass(slots=True)
class ReceivableRows:
    """Turns the rows of one table into receivables and findings."""

    reading: Reading
    customers: Sequence[str]
    findings: list[FindingSeen] = field(default_factory=list)
    _columns: _Columns = field(init=False)
    _currency: str = field(init=False)
    _several_dues: set[tuple[str, str]] = field(init=False, default_factory=set)
    _unknown_statuses: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        reading = self.reading
        texts, days, sums = reading.texts, reading.dates, reading.amounts
        self._columns = _Columns(
            texts("number"), texts("series"), texts("receivable_key"), texts("instalment"), texts("currency"),
            texts("status"), texts("credit_days"), texts("salesperson"), days("issued"), days("due"),
            days("settled_on"), sums("amount"), sums("balance"), sums("paid"),
        )  # fmt: skip
        self._currency = self._default_currency()

    def read(self, skip: set[int]) -> tuple[ReceivableSeen, ...]:
        """All receivables of the rows outside `skip`; what is wrong goes to `findings`."""
        rows = [i for i in range(len(self.reading)) if i not in skip]
        self._find_several_dues(rows)
        seen: dict[str, ReceivableSeen] = {}
        for i in rows:
            one = self._row(i)
            if one is None:
                continue
            if one.key in seen:
                self._twice(seen[one.key], one)
            else:
                seen[one.key] = one
        return tuple(seen.values())

    def _row(self, i: int) -> ReceivableSeen | None:
        columns = self._columns
        key = self._key(i)
        if not self.customers[i]:
            self._wrong("missing_customer", i, columns.number[i])
            return None
        if not columns.number[i] and not columns.own_key[i]:
            self._wrong("missing_number", i)
            return None
        due, currency = self._due(i), self._row_currency(i)
        amounts = self._amounts(i)
        if due is None or currency is None or amounts is None:
            return None
        amount, balance = money(amounts[0], currency).minor, money(amounts[1], currency).minor
        self._note_rounding(i, amounts, (amount, balance), currency)
        return ReceivableSeen(
            key=key,
            customer=self.customers[i],
            number=self._number(i),
            instalment=self._instalment(i),
            due=due,
            amount=amount,
            balance=balance,
            currency=currency,
            row=self.reading.row_number(i),
            issued=self._issued(i),
            status=self._status(i, balance),
            salesperson=columns.salesperson[i],
        )

    def _number(self, i: int) -> str:
        series, number = self._columns.series[i], self._columns.number[i] or self._columns.own_key[i]
        return f"{series}-{number}" if series and not number.upper().startswith(series.upper()) else number

    def _instalment(self, i: int) -> int:
        """ "2", "2/6", "Parcela 02" are 2; letters count from A; nothing is 1."""
        raw = self._columns.instalment[i]
        digits = re.search(r"\d+", raw)
        if digits:
            return max(int(digits.group()), 1)
        return ord(raw.upper()) - ord("A") + 1 if re.fullmatch(r"[A-Za-z]", raw) else 1

    def _key(self, i: int) -> str:
        """The ERP's own id, else customer and number; then the instalment, by its due date if it has no number."""
        columns = self._columns
        root = columns.own_key[i] or f"{self.customers[i]}/{self._number(i)}"
        due = columns.due[i]
        if not columns.instalment[i] and isinstance(due, date) and self._document(i) in self._several_dues:
            return f"{root}/{due.isoformat()}"
        return f"{root}/{self._instalment(i)}"

    def _document(self, i: int) -> tuple[str, str]:
        return self.customers[i], self._columns.own_key[i] or self._number(i)

    def _find_several_dues(self, rows: Sequence[int]) -> None:
        dues: dict[tuple[str, str], set[date]] = defaultdict(set)
        for i in rows:
            due = self._columns.due[i]
            if isinstance(due, date) and not self._columns.instalment[i]:
                dues[self._document(i)].add(due)
        self._several_dues = {document for document, days in dues.items() if len(days) > 1}
        if self._several_dues:
            self.findings.append(finding("instalments_without_number", Severity.NOTE))

    def _due(self, i: int) -> date | None:
        due, days = self._columns.due[i], self._columns.credit_days[i]
        issued = self._columns.issued[i]
        if due is None and isinstance(issued, date) and days.isdigit() and int(days) < 1000:
            self._wrong("due_computed", i, severity=Severity.NOTE)
            return issued + timedelta(days=int(days))
        if due is None:
            self._wrong("missing_due", i)
            return None
        if isinstance(due, Unreadable):
            self._wrong("ambiguous_date" if due.ambiguous else "unreadable_due", i, due.text)
            return None
        return due

    def _issued(self, i: int) -> date | None:
        issued = self._columns.issued[i]
        if isinstance(issued, Unreadable):
            self._wrong("unreadable_issue_date", i, issued.text, Severity.WARN)
            return None
        return issued

    def _amounts(self, i: int) -> tuple[Decimal, Decimal] | None:
        """Amount and balance in major units: the balance column, else amount less paid, else the amount."""
        columns, reading = self._columns, self.reading
        amount = self._amount(columns.amount[i], "missing_amount", i) if reading.has("amount") else None
        if reading.has("amount") and amount is None:
            return None
        if reading.has("balance"):
            balance = self._amount(columns.balance[i], "missing_balance", i)
            return None if balance is None else (balance if amount is None else amount, balance)
        if amount is None:
            return None
        if isinstance(columns.paid[i], Unreadable):
            self._amount(columns.paid[i], "missing_amount", i)
            return None
        paid = columns.paid[i]
        return amount, amount - paid.value if isinstance(paid, Amount) else self._unpaid(i, amount)

    def _note_rounding(self, i: int, read: Sequence[Decimal], kept: Sequence[int], currency: str) -> None:
        """More decimals than the currency has: kept to the nearest unit, and said. A float's noise is neither."""
        for value, minor in zip(read, kept, strict=True):
            if abs(value.scaleb(exponent(currency)) - minor) > _FLOAT_NOISE:
                self._wrong("rounded", i, f"{value.normalize():f} {currency}", Severity.NOTE)
                return

    def _unpaid(self, i: int, amount: Decimal) -> Decimal:
        settled = isinstance(self._columns.settled_on[i], date)
        return Decimal(0) if settled or status_of(self._columns.status[i]) is Status.PAID else amount

    def _amount(self, cell: Amount | Unreadable | None, missing: str, i: int) -> Decimal | None:
        if isinstance(cell, Amount):
            return cell.value
        if cell is None:
            self._wrong(missing, i)
        else:
            self._wrong("ambiguous_amount" if cell.ambiguous else "unreadable_amount", i, cell.text)
        return None

    def _row_currency(self, i: int) -> str | None:
        """The currency column, else what the amount itself says, else what the title says, else the company's."""
        named = {
            cell.currency
            for cell in (self._columns.balance[i], self._columns.amount[i])
            if isinstance(cell, Amount) and cell.currency
        }
        raw = self._columns.currency[i]
        told = currency_of(raw, self.reading.home.currency) if raw else None
        if raw and told is None:
            self._wrong("unknown_currency", i, raw)
            return None
        if len(named | ({told} if told else set())) > 1:
            self._wrong("currency_conflict", i, raw)
            return None
        return told or next(iter(named), self._currency)

    def _default_currency(self) -> str:
        columns = self.reading.found.columns
        places = [columns.first(name) for name in ("balance", "amount")]
        titles = [self.reading.found.table.headers[place] for place in places if place is not None]
        return next(filter(None, map(code_in_header, titles)), self.reading.home.currency)

    def _status(self, i: int, balance: int) -> Status:
        """OPEN wherever there is a doubt: an invoice is not called paid because a word was not understood."""
        raw = self._columns.status[i]
        status = status_of(raw)
        if status is None:
            if raw not in self._unknown_statuses:
                self._unknown_statuses.add(raw)
                self._wrong("unknown_status", i, raw, Severity.WARN)
            status = Status.OPEN
        if status is Status.OPEN and isinstance(self._columns.settled_on[i], date):
            status = Status.PAID
        if status is Status.PAID and balance > 0:
            self._wrong("paid_with_balance", i, raw)
            return Status.OPEN
        return status

    def _twice(self, first: ReceivableSeen, second: ReceivableSeen) -> None:
        same = (first.due, first.amount, first.balance) == (second.due, second.amount, second.balance)
        code, severity = (
            ("receivable_twice", Severity.WARN) if same else ("receivable_conflict", Severity.BLOCK)
        )
        self.findings.append(
            finding(
                code,
                severity,
                second.row,
                customer=second.customer,
                receivable=second.key,
                value=second.number,
            )
        )

    def _wrong(self, code: str, i: int, value: str = "", severity: Severity = Severity.BLOCK) -> None:
        key = self._key(i) if self.customers[i] and self._document(i)[1] else ""
        row = self.reading.row_number(i)
        self.findings.append(
            finding(code, severity, row, customer=self.customers[i], receivable=key, value=value)
        )


def rows_to_skip(reading: Reading, findings: list[FindingSeen], keys: Sequence[str]) -> set[int]:
    """Blank rows, repeated headers, totals and remarks (noted), and shifted rows (their customer is held)."""
    skip: set[int] = set()
    headers = reading.found.table.headers
    invoice = places_of_invoice(reading)
    for i, row in enumerate(reading.found.table.rows):
        filled = [(place, cell) for place, cell in enumerate(row) if cell is not None and cell != ""]
        filled = (
            filled if len(filled) > len(headers) // 2 else [one for one in filled if not is_blank(one[1])]
        )
        if not filled or _is_header(filled, headers):
            skip.add(i)
        elif filled[-1][0] >= len(headers):
            skip.add(i)
            findings.append(finding("shifted_row", Severity.BLOCK, reading.row_number(i), customer=keys[i]))
        elif _is_total(reading, filled):
            skip.add(i)
            findings.append(finding("totals_row", Severity.NOTE, reading.row_number(i)))
        elif not any(place in invoice for place, _ in filled):
            skip.add(i)
            wording = text(filled[0][1])
            findings.append(finding("stray_row", Severity.NOTE, reading.row_number(i), value=wording))
    return skip


def _is_header(filled: Sequence[tuple[int, Cell]], headers: Sequence[str]) -> bool:
    """Whether the row repeats the header, as a printed report does on each page."""
    return all(
        isinstance(cell, str) and place < len(headers) and plain_header(cell) == plain_header(headers[place])
        for place, cell in filled
    )


def places_of_invoice(reading: Reading) -> set[int | None]:
    """The columns of which a row must fill at least one to be an invoice at all."""
    columns = reading.found.columns
    names = ("number", "receivable_key", "due", "issued", "balance", "amount", "paid")
    return {columns.first(name) for name in names} - {None}


def _is_total(reading: Reading, filled: Sequence[tuple[int, Cell]]) -> bool:
    """Neither a number nor a due date, and either the word "total" or nothing but amounts."""
    columns = reading.found.columns
    places = {place for place, _ in filled}
    if places & {columns.first("due"), columns.first("receivable_key")}:
        return False
    number = columns.first("number")
    if any(place == number and not _TOTAL.match(text(cell)) for place, cell in filled):
        return False
    sums = {columns.first("balance"), columns.first("amount"), columns.first("paid")}
    says_total = any(isinstance(cell, str) and _TOTAL.match(cell.strip()) for _, cell in filled)
    return says_total or places <= sums
