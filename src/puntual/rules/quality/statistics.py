"""Does this reading look like the last ones? A jump holds it until a person accepts it.

How many of the known open invoices changed is counted elsewhere (`change_share`). These figures catch what
that cannot see: a master file cut short, a phone column that came empty, new invoices whose amounts have
lost their decimal sign.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median, median_low

from puntual.domain.record import Snapshot, Status
from puntual.rules.phones import normalise

ENOUGH = 20
"""Of fewer rows than this nothing is said: three customers more or less are half of a small shop's."""
MEDIAN_TIMES = 5
"""The usual invoice grows with prices, by some per cent a year; five times in one reading is an error."""
LOOK_BACK = 5


@dataclass(frozen=True, slots=True)
class Figures:
    """One reading in numbers. medians: currency -> median amount of the open invoices, minor units, of which
    there are `of_currency`. without_phone: of the customers who owe, `debtors`, those nobody can write to."""

    customers: int
    rows: int
    debtors: int
    without_phone: int
    medians: Mapping[str, int] = field(default_factory=dict)
    of_currency: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Jump:
    """A figure that is not like the last ones. kind: customers, rows, phones, median:<currency>."""

    kind: str
    was: float
    now: float


def figures(snapshot: Snapshot, country: str) -> Figures:
    """The figures of one reading; country (ISO alpha-2) is that of customers without one of their own."""
    amounts: dict[str, list[int]] = defaultdict(list)
    owing: Counter[str] = Counter()
    for item in snapshot.receivables:
        if item.status is Status.OPEN and item.balance > 0:
            amounts[item.currency].append(item.amount)
            owing[item.customer] += 1
    debtors = {one.key: one for one in snapshot.customers if one.key in owing}
    without = sum(
        not any(normalise(point.raw, one.country or country).e164 for point in one.contact_points)
        for one in debtors.values()
    )
    return Figures(
        customers=len(snapshot.customers),
        rows=len(snapshot.receivables),
        debtors=len(debtors),
        without_phone=without,
        medians={currency: median_low(group) for currency, group in amounts.items()},
        of_currency={currency: len(group) for currency, group in amounts.items()},
    )


def jumps(past: Sequence[Figures], now: Figures, limit: float) -> tuple[Jump, ...]:
    """What jumped against `past`, the latest first, of which at most LOOK_BACK count.

    limit (0 to 1): the share of customers or rows that may go missing against the latest, and the rise of the
    share without a phone against the usual one. 1 turns every check off. Without a past nothing jumps.
    """
    if not past or limit >= 1:
        return ()
    past = past[:LOOK_BACK]
    return (*_fewer(past[0], now, limit), *_phones(past, now, limit), *_medians(past, now))


def _fewer(last: Figures, now: Figures, limit: float) -> Iterator[Jump]:
    for kind, was, left in (("customers", last.customers, now.customers), ("rows", last.rows, now.rows)):
        if was >= ENOUGH and left < (1 - limit) * was:
            yield Jump(kind, was, left)


def _phones(past: Sequence[Figures], now: Figures, limit: float) -> Iterator[Jump]:
    shares = [one.without_phone / one.debtors for one in past if one.debtors >= ENOUGH]
    if not shares or now.debtors < ENOUGH:
        return
    usual, share = median(shares), now.without_phone / now.debtors
    if share - usual > limit:
        yield Jump("phones", usual, share)


def _medians(past: Sequence[Figures], now: Figures) -> Iterator[Jump]:
    for currency, amount in now.medians.items():
        known = [
            one.medians[currency]
            for one in past
            if currency in one.medians and one.of_currency.get(currency, 0) >= ENOUGH
        ]
        if not known or now.of_currency.get(currency, 0) < ENOUGH:
            continue
        usual = median_low(known)
        if min(usual, amount) > 0 and max(usual, amount) >= MEDIAN_TIMES * min(usual, amount):
            yield Jump(f"median:{currency}", usual, amount)
