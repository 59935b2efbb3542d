"""Customers out of rows: who is who, when each row of a ledger repeats the customer's columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from puntual.domain.record import ContactPointSeen, CustomerSeen, FindingSeen, Severity
from puntual.erp.cells import Unreadable
from puntual.erp.places import country_code
from puntual.erp.reading import Reading
from puntual.rules.names import are_alike, identifies, is_damage_of, normal_tax_id, plain
from puntual.rules.portfolio_checks import finding

_TEXTS = ("trade_name", "state", "city", "language", "salesperson", "preferred_channel")


@dataclass(slots=True)
class _Gathered:
    """What the rows of one customer said so far; the first word counts, phones add up."""

    row: int
    name: str = ""
    tax_id: str = ""
    country: str = ""
    since: date | None = None
    texts: dict[str, str] = field(default_factory=dict)
    points: dict[str, ContactPointSeen] = field(default_factory=dict)
    conflict: str = ""


@dataclass(slots=True)
class CustomerBook:
    """The customers of a snapshot. A customer's key is its code, else its tax id, else its name: never a phone.

    Rows without a code find the customer by tax id or name where only one customer has it.
    """

    _by_key: dict[str, _Gathered] = field(default_factory=dict)
    _by_tax_id: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _by_name: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _by_bare_code: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, customers: Iterable[CustomerSeen]) -> CustomerBook:
        """A book in which the customers of a snapshot can be found."""
        book = cls()
        for customer in customers:
            book._by_bare_code[customer.key.lstrip("0")].add(customer.key)
            book._learn(customer.key, customer.tax_id, customer.name)
        return book

    def keys_of(self, reading: Reading, *, own: bool) -> list[str]:
        """The customer key of each row, "" where a row names no customer.

        own: the rows themselves are the customers (a new code is a new customer); otherwise a code is also
        looked for without its leading zeros.
        """
        codes, tax_ids, names = (reading.texts(f) for f in ("customer_key", "tax_id", "customer_name"))
        if own:
            self._index(list(zip(codes, tax_ids, names, strict=True)))
        rows = zip(codes, tax_ids, names, strict=True)
        return [self.find(code, tax_id, name) or code or own_key(tax_id, name) for code, tax_id, name in rows]

    def holds_codes(self, reading: Reading) -> bool:
        """Whether a bare "Cliente" column holds codes of these customers rather than their names."""
        if not reading.found.columns.either_customer:
            return False
        words = set(filter(None, reading.texts("customer_name")))
        as_codes = sum(bool(self._code(word)) for word in words)
        return as_codes > sum(plain(word) in self._by_name for word in words)

    def find(self, code: str, tax_id: str, name: str) -> str:
        """The key of the one customer that these words mean, "" where none or several do."""
        if code:
            return self._code(code)
        for index, word in ((self._by_tax_id, _tax_word(tax_id)), (self._by_name, plain(name))):
            keys = index.get(word, set()) if word else set()
            if len(keys) == 1:
                return next(iter(keys))
        return ""

    def gather(self, reading: Reading, keys: list[str], skip: set[int]) -> Iterator[FindingSeen]:
        """Take in the customer columns of all rows but `skip`. Yields what does not fit together."""
        names, tax_ids, countries = (reading.texts(name) for name in ("customer_name", "tax_id", "country"))
        texts = {name: reading.texts(name) for name in _TEXTS if reading.has(name)}
        since, consent_on = reading.dates("since"), reading.dates("consent_on")
        phones, evidence = reading.phones(), reading.texts("consent_evidence")
        for i, key in enumerate(keys):
            if not key or i in skip:
                continue
            one = self._by_key.get(key)
            if one is None:
                one = self._by_key[key] = _Gathered(reading.row_number(i))
            self._identity(one, names[i], tax_ids[i])
            one.country = one.country or country_code(countries[i])
            one.since = one.since or _day(since[i])
            for name, column in texts.items():
                if column[i] and name not in one.texts:
                    one.texts[name] = column[i]
            for raw in phones[i]:
                if raw not in one.points:
                    point = ContactPointSeen(raw, "phone", _day(consent_on[i]), evidence[i])
                    one.points[raw] = point
        yield from self._conflicts()

    def customers(self) -> tuple[CustomerSeen, ...]:
        """Everybody, in the order of their first row."""
        return tuple(
            CustomerSeen(
                key=key,
                name=one.name,
                row=one.row,
                tax_id=one.tax_id,
                country=one.country,
                since=one.since,
                contact_points=tuple(one.points.values()),
                **one.texts,
            )
            for key, one in self._by_key.items()
        )

    def _index(self, rows: list[tuple[str, str, str]]) -> None:
        """Learn who is who: from rows with a code first, then by tax id, then by name alone.

        A row that says less than an earlier one is taken for that customer, not for a new one.
        """
        for code, tax_id, name in rows:
            if code:
                self._by_bare_code[code.lstrip("0")].add(code)
                self._learn(code, tax_id, name)
        for code, tax_id, name in rows:
            if not code and _tax_word(tax_id) and _tax_word(tax_id) not in self._by_tax_id:
                self._learn(_tax_word(tax_id), tax_id, name)
        for code, tax_id, name in rows:
            if not code and not _tax_word(tax_id) and plain(name) not in self._by_name:
                self._learn(plain(name), tax_id, name)

    def _learn(self, key: str, tax_id: str, name: str) -> None:
        if _tax_word(tax_id):
            self._by_tax_id[_tax_word(tax_id)].add(key)
        if plain(name):
            self._by_name[plain(name)].add(key)

    def _code(self, code: str) -> str:
        if code in self._by_key or code in self._by_bare_code.get(code.lstrip("0"), ()):
            return code
        same = self._by_bare_code.get(code.lstrip("0"), set())
        return next(iter(same)) if len(same) == 1 else ""

    def _identity(self, one: _Gathered, name: str, tax_id: str) -> None:
        """Two names or tax ids under one key are two customers in one place: nobody may be written to."""
        if is_damage_of(one.name, name):
            one.name = name
        if (
            one.name
            and name
            and name != one.name
            and not are_alike(one.name, name)
            and not is_damage_of(name, one.name)
        ):
            one.conflict = name
        if (
            identifies(one.tax_id)
            and identifies(tax_id)
            and normal_tax_id(one.tax_id) != normal_tax_id(tax_id)
        ):
            one.conflict = tax_id
        one.name = one.name or name
        one.tax_id = one.tax_id or tax_id

    def _conflicts(self) -> Iterator[FindingSeen]:
        for key, one in self._by_key.items():
            if one.conflict:
                yield finding(
                    "customer_rows_conflict", Severity.BLOCK, one.row, customer=key, value=one.conflict
                )
                one.conflict = ""


def _day(cell: date | Unreadable | None) -> date | None:
    return cell if isinstance(cell, date) else None


def _tax_word(tax_id: str) -> str:
    return normal_tax_id(tax_id) if identifies(tax_id) else ""


def own_key(tax_id: str, name: str) -> str:
    """The key of a customer without a code: the tax id where it identifies, else the plain name, else ""."""
    return _tax_word(tax_id) or plain(name)
