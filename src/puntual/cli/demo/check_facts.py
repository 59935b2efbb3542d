"""I2 and I6: every numeral stands in a record of that customer as of then, and nobody reads another's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate, pairwise

from puntual.domain.money import split
from puntual.store.models import Promise, Receivable

from .breach import Breach, Delivery, digest
from .erp import Account
from .numerals import Numerals, numerals
from .witness import Heard, Witness, plain_phone

# The oldest data that may be the ground of a message, and a little for the way.
_DATA_AGE = timedelta(hours=40)
# How far ahead a message may propose a day by itself.
_HORIZON = timedelta(days=62)
_PROPOSING = {"promise_date_too_far", "ambiguous_date", "extension_offer", "extension_accepted"}
_MOST_PARTS = 6


def fact_breaches(witness: Witness, all_sent: Sequence[Delivery]) -> Iterator[Breach]:
    """Breaches of I2 and I6."""
    keys = dict(Receivable.objects.values_list("id", "key"))
    promises = _promises()
    spoken = _spoken(witness)
    denied = witness.said_first("wrong_number") | witness.said_first("third_party")
    for one in all_sent:
        found = numerals(one.sent.message.text, _constants(witness, one))
        if one.row is not None and one.row.actor == "agent" and one.person is not None:
            heard = spoken.get(plain_phone(one.person.wa_id), []) if one.person.wa_id else []
            records = _Records(witness, one, keys, promises.get(one.person.key, []), heard)
            for word in records.untraced(found):
                yield Breach("I2", "a numeral without a record", f"{one.id} {digest(word)}")
        yield from _told_another(witness, one, found, denied)


def _constants(witness: Witness, one: Delivery) -> tuple[str, ...]:
    """Texts that any message may repeat: the company's own, the customer's name and number, their people's."""
    person = one.person
    own = (person.name, person.key, person.salesperson, person.preferred_channel) if person else ()
    accounts = witness.erp.by_customer[person.key] if person else []
    goods = (f"{line.quantity} {line.description}" for account in accounts for line in account.lines)
    return (*witness.company_words, *own, *goods)


def _promises() -> dict[str, list[Promise]]:
    found: dict[str, list[Promise]] = {}
    for promise in Promise.objects.select_related("case__customer"):
        found.setdefault(promise.case.customer.key, []).append(promise)
    return found


def _spoken(witness: Witness) -> dict[str, list[Heard]]:
    """What the door took, by the number that it came from."""
    found: dict[str, list[Heard]] = {}
    for heard in witness.heard:
        if heard.at and heard.phone:
            found.setdefault(plain_phone(heard.phone), []).append(heard)
    return found


class _Records:
    """What may be said to one customer at one instant, from the ERP's own history."""

    def __init__(
        self,
        witness: Witness,
        one: Delivery,
        keys: dict[int, str],
        promises: Sequence[Promise],
        heard: Sequence[Heard],
    ) -> None:
        assert one.person is not None
        assert one.row is not None
        self._one, self._row = one, one.row
        self._mine = witness.erp.by_customer[one.person.key]
        self._promises = [p for p in promises if p.made_at <= one.sent.at]
        named = {keys.get(number) for number in one.row.named}
        self._named = [account for account in self._mine if account.instalment.key in named]
        self._said = " ".join(h.text for h in heard if h.wrote_at <= one.sent.at)

    def untraced(self, found: Numerals) -> Iterator[str]:
        """The numerals that stand in no record."""
        documents = {account.instalment.number for account in self._mine}
        yield from (word for word in found.documents if word not in documents)
        days = self._days()
        yield from (str(day) for day in found.dates if day not in days and not self._proposed(day))
        amounts = self._amounts()
        yield from (f"{digits} {code}" for digits, code in found.amounts if (digits, code) not in amounts)
        counts = {str(len(self._named)), str(len([a for a in self._mine if a.balance > 0]))}
        yield from (word for word in found.others if word not in counts and word not in self._said)

    def _days(self) -> set[date]:
        at = self._one.local.date()
        as_of = {at - timedelta(days=back) for back in range(3)}
        records = {day for a in self._mine for day in (a.instalment.due, a.instalment.issued)}
        return as_of | records | {date.fromordinal(p.due_day) for p in self._promises}

    def _proposed(self, day: date) -> bool:
        today = self._one.local.date()
        return self._row.kind in _PROPOSING and today <= day <= today + _HORIZON

    def _amounts(self) -> set[tuple[int, str]]:
        single = {
            (minor, account.instalment.currency)
            for account in self._mine
            for minor in (
                account.instalment.amount,
                *self._balances(account),
                *(minor for _, minor in _payments(account)),
                *(line.total for line in account.lines),
            )
        }
        promised = {(p.amount, p.currency) for p in self._promises if p.amount is not None}
        paid = {(p.paid, p.currency) for p in self._promises}
        sums = self._sums(self._named) | self._sums(
            [a for a in self._mine if a.balance or len(a.changes) > 1]
        )
        parts = set(_parts(sums | single)) if self._row.kind in _PROPOSING else set()
        return single | promised | paid | sums | parts | self._received()

    def _received(self) -> set[tuple[int, str]]:
        """What the customer paid in one go or in several: each run of payments that followed one another."""
        payments: dict[str, list[tuple[datetime, int]]] = {}
        for account in self._mine:
            payments.setdefault(account.instalment.currency, []).extend(_payments(account))
        found = set()
        for currency, rows in payments.items():
            minors = [minor for at, minor in sorted(rows) if at <= self._one.sent.at]
            for first in range(len(minors)):
                found |= {(total, currency) for total in accumulate(minors[first:])}
        return found

    def _balances(self, account: Account) -> set[int]:
        return account.balances(self._one.sent.at - _DATA_AGE, self._one.sent.at)

    def _sums(self, accounts: Iterable[Account]) -> set[tuple[int, str]]:
        """Totals by currency, at each instant of the span at which one of them changed."""
        accounts = list(accounts)
        until = self._one.sent.at
        instants = {until - _DATA_AGE, until}
        instants |= {at for a in accounts for at, _ in a.changes if until - _DATA_AGE <= at <= until}
        found: set[tuple[int, str]] = set()
        for instant in instants:
            totals: dict[str, int] = {}
            for account in accounts:
                for minor in account.balances(instant, instant):
                    currency = account.instalment.currency
                    totals[currency] = totals.get(currency, 0) + minor
            found |= {(minor, currency) for currency, minor in totals.items()}
        return found


def _payments(account: Account) -> Iterator[tuple[datetime, int]]:
    """When something was paid on it, and how much."""
    for (_, before), (at, after) in pairwise(account.changes):
        yield at, before - after


def _parts(amounts: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    for minor, currency in amounts:
        for count in range(2, _MOST_PARTS + 1):
            for part in split(minor, [1] * count):
                yield part, currency


def _told_another(
    witness: Witness, one: Delivery, found: Numerals, denied: dict[str, datetime]
) -> Iterator[Breach]:
    """Who holds the number may read of their own invoices, as long as they have not said to be another."""
    owners = {owner for number in found.documents if (owner := witness.owner_of(number))}
    if found.amounts and not owners and one.person is not None:
        owners = {one.person.key}
    if not owners:
        return
    if one.phone in denied and denied[one.phone] < one.sent.at:
        yield Breach("I6", "facts to a number that is not the customer's", one.id)
    holders = {who.key for who in witness.holders(one.phone)}
    if not owners <= holders:
        yield Breach("I6", "facts of one customer to another's number", one.id)
    elif len(holders) > 1 and not witness.has_confirmed(one.phone, owners, one.sent.at):
        yield Breach("I6", "facts to a shared number that nobody confirmed", one.id)
