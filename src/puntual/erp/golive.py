"""What was true before the first day: opt-ins, opt-outs, exclusions, promises, disputes, contacts.

Without these files day-one caps are wrong and people who said no would be written to; so a row that cannot be
matched to a customer is always reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from puntual.domain.company import Company
from puntual.domain.money import money
from puntual.domain.record import (
    CustomerSeen,
    DisputeSeen,
    ExclusionSeen,
    FindingSeen,
    GoLiveSeen,
    OptInSeen,
    OptOutSeen,
    PastContactSeen,
    PromiseSeen,
    Severity,
)
from puntual.erp.currencies import currency_of
from puntual.erp.customers import CustomerBook, own_key
from puntual.erp.header_words import Entity
from puntual.erp.numbers import Amount
from puntual.erp.options import GoLiveOptions, Home, Layout
from puntual.erp.reading import Reading, require
from puntual.erp.sheets import find_table, read_sheets
from puntual.ports.source import SourceUnreadable
from puntual.rules.phones import normalise
from puntual.rules.portfolio_checks import finding

_WHO = ("customer_key", "customer_name", "tax_id", "phone")
_NEEDS: dict[Entity, Sequence[tuple[str, ...]]] = {
    Entity.OPT_INS: (_WHO, ("on",)),
    Entity.OPT_OUTS: (_WHO,),
    Entity.EXCLUSIONS: (_WHO,),
    Entity.PROMISES: (_WHO, ("due",)),
    Entity.DISPUTES: (_WHO,),
    Entity.CONTACTS: (_WHO, ("on",)),
}
# Losing one of these rows would mean writing to somebody who said no.
_GRAVE = frozenset((Entity.OPT_OUTS, Entity.EXCLUSIONS, Entity.DISPUTES))

_EXPECTED = (
    "Give each column a title: the customer's code, tax id, name or phone, and a date where one is needed."
)


def read_golive(
    options: GoLiveOptions, company: Company, customers: Iterable[CustomerSeen] = ()
) -> tuple[tuple[GoLiveSeen, ...], tuple[FindingSeen, ...]]:
    """All rows of the go-live files, with what could not be used. Raises SourceUnreadable.

    customers: the portfolio, in which each row's customer is looked up by code, tax id, name or phone. Without
    it a row's customer is its code (else tax id, else name), as the portfolio would be keyed from such rows.
    """
    home = Home.of(company)
    files = _Files(_People(tuple(customers), home), home, options.layout)
    for entity, path in options.paths.items():
        files.read(entity, path)
    return tuple(files.seen), tuple(dict.fromkeys(files.findings))


@dataclass(slots=True)
class _People:
    """The portfolio's customers by every word that a go-live file may use for them."""

    customers: tuple[CustomerSeen, ...]
    home: Home
    book: CustomerBook = field(init=False)
    by_phone: dict[str, set[str]] = field(init=False, default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        self.book = CustomerBook.of(self.customers)
        for customer in self.customers:
            for point in customer.contact_points:
                for number in normalise(point.raw, customer.country or self.home.country).candidates:
                    self.by_phone[number].add(customer.key)

    def find(self, code: str, tax_id: str, name: str, phone: str) -> str:
        """The customer's key, "" where nobody or more than one fits."""
        if not self.customers:
            return code or own_key(tax_id, name)
        if key := self.book.find(code, tax_id, name) or (self.book.find(name, "", "") if name else ""):
            return key
        owners = self.by_phone.get(phone, set())
        return next(iter(owners)) if len(owners) == 1 and not code else ""


@dataclass(slots=True)
class _Files:
    """Reads one go-live file after another."""

    people: _People
    home: Home
    layout: Layout
    seen: list[GoLiveSeen] = field(default_factory=list)
    findings: list[FindingSeen] = field(default_factory=list)

    def read(self, entity: Entity, path: Path) -> None:
        """Take in one file. Raises SourceUnreadable."""
        found = find_table(read_sheets(path, entity, self.layout), entity, self.layout)
        if found is None:
            raise SourceUnreadable(f"{path}: no row looks like a header of {entity.value}. {_EXPECTED}")
        require(found, entity, _NEEDS[entity])
        rows = _Rows(entity, Reading(found, self.home, self.layout), self)
        before = len(self.findings)
        for i in range(len(rows.reading)):
            if one := rows.row(i):
                self.seen.append(one)
        self.findings.extend(rows.reading.notes)
        self.findings[before:] = [replace(one, file=path.name) for one in self.findings[before:]]


@dataclass(slots=True)
class _Rows:
    """One go-live table: who each row is about, and what it says."""

    entity: Entity
    reading: Reading
    files: _Files
    texts: dict[str, list[str]] = field(init=False)
    days: list[object] = field(init=False)
    amounts: list[object] = field(init=False)
    phones: list[tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        names = (
            "customer_key",
            "tax_id",
            "customer_name",
            "evidence",
            "reason",
            "number",
            "channel",
            "currency",
        )
        self.texts = {name: self.reading.texts(name) for name in names}
        self.days = [*self.reading.dates("due" if self.entity is Entity.PROMISES else "on")]
        self.amounts = [*self.reading.amounts("amount")]
        self.phones = self.reading.phones()

    def row(self, i: int) -> GoLiveSeen | None:
        """What the row says; None for an empty row, and for one that had to be reported instead."""
        code, tax_id, name = (self.texts[word][i] for word in ("customer_key", "tax_id", "customer_name"))
        raw = self.phones[i][0] if self.phones[i] else ""
        if not (code or tax_id or name or raw):
            return None
        phone = self._phone(raw, i)
        customer = self.files.people.find(code, tax_id, name, phone)
        by_phone = phone and self._speaks_for_its_phone(code or tax_id or name)
        if not customer and not (by_phone and not self.files.people.customers):
            severity = Severity.BLOCK if self.entity in _GRAVE and not phone else Severity.WARN
            self._report("golive_unknown_customer", severity, i, code or name or tax_id or raw)
            if not by_phone:
                return None
        return self._said(customer, phone, i)

    def _speaks_for_its_phone(self, named: str) -> bool:
        """Whether the row counts for whoever has its phone. An opt-out always does; an opt-in that names
        somebody is that person's alone, and says nothing about others who share the number."""
        return self.entity is Entity.OPT_OUTS or (self.entity is Entity.OPT_INS and not named)

    def _said(self, customer: str, phone: str, i: int) -> GoLiveSeen | None:
        day, row = self.days[i], self.reading.row_number(i)
        on = day if isinstance(day, date) else None
        if self.entity is Entity.OPT_OUTS:
            return OptOutSeen(customer, phone, on, row)
        if self.entity is Entity.EXCLUSIONS:
            return ExclusionSeen(customer, self.texts["reason"][i], row)
        if self.entity is Entity.DISPUTES:
            return DisputeSeen(customer, self.texts["number"][i], self.texts["reason"][i], row)
        if on is None:
            self._report("incomplete_row", Severity.WARN, i, str(day or ""), customer)
            return None
        if self.entity is Entity.OPT_INS:
            return OptInSeen(customer, phone, on, self.texts["evidence"][i], row)
        if self.entity is Entity.CONTACTS:
            return PastContactSeen(customer, on, self.texts["channel"][i], row)
        return self._promise(customer, on, i)

    def _promise(self, customer: str, due: date, i: int) -> PromiseSeen | None:
        cell = self.amounts[i]
        currency = currency_of(self.texts["currency"][i], self.files.home.currency)
        if currency is None or (cell is not None and not isinstance(cell, Amount)):
            self._report("incomplete_row", Severity.WARN, i, self.texts["currency"][i], customer)
            return None
        amount = money(cell.value, currency).minor if isinstance(cell, Amount) else None
        return PromiseSeen(customer, due, amount, currency, self.reading.row_number(i))

    def _phone(self, raw: str, i: int) -> str:
        """E.164, or "" with a finding where the cell holds something else."""
        verdict = normalise(raw, self.files.home.country) if raw else None
        if verdict is None:
            return ""
        if verdict.e164 is None:
            self._report("golive_bad_phone", Severity.WARN, i, raw)
        return verdict.e164 or ""

    def _report(self, code: str, severity: Severity, i: int, value: str, customer: str = "") -> None:
        row = self.reading.row_number(i)
        self.files.findings.append(finding(code, severity, row, customer=customer, value=value))
