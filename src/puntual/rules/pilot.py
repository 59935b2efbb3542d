"""Where a first trial should begin, with the product's own cadence, and how many messages a day it would be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from puntual.domain.policy import DEFAULT_STEPS, DunningStep
from puntual.domain.rulebook import CapPer, ContactCap, ContactGap, Rule
from puntual.rules.cadence import Due, next_step_day, step_today
from puntual.rules.ledger_figures import BUCKETS, LedgerFigures

BRACKETS = (1, 2, 3)
"""Buckets fit for a first trial: past due, and young enough that a reminder still is the usual thing to do."""
HORIZON_DAYS = 28
WORKING_DAYS = 20
"""Mondays to Fridays in the horizon; holidays are not known here."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Caps and gap of a rulebook: at most `week` contacts in seven days, `month` in thirty, `gap` days apart."""

    week: int | None = None
    month: int | None = None
    gap: int = 1

    @classmethod
    def of(cls, rules: Iterable[Rule], day: date) -> Pace:
        """The strictest of the rules that hold on `day`. A cap per day is one: a case has one message a day."""
        held = [rule for rule in rules if rule.span.covers(day)]
        caps = [rule for rule in held if isinstance(rule, ContactCap)]
        gaps = [rule.days for rule in held if isinstance(rule, ContactGap)]
        weekly = [cap.attempts for cap in caps if cap.per is CapPer.WEEK]
        monthly = [cap.attempts for cap in caps if cap.per is CapPer.MONTH]
        return cls(min(weekly, default=None), min(monthly, default=None), max(gaps, default=1))

    def allows(self, sent: Sequence[int], today: int) -> bool:
        """Whether one more contact may follow those on the days `sent`."""
        if sent and today - sent[-1] < self.gap:
            return False
        in_week = sum(today - day < 7 for day in sent)
        in_month = sum(today - day < 30 for day in sent)
        return (self.week is None or in_week < self.week) and (self.month is None or in_month < self.month)


@dataclass(frozen=True, slots=True)
class Pilot:
    """A bracket to begin with. customers: those whose oldest open debt is in it. steps: of the default cadence.

    first_day: contacts when the trial starts, because everybody in the bracket is new to it. a_day: mean over the
    working days of four weeks, the first day included, as if nobody paid or answered: an upper estimate.
    """

    bracket: str
    customers: int
    steps: tuple[DunningStep, ...]
    first_day: int
    a_day: float


def suggest(figures: LedgerFigures, pace: Pace) -> Pilot | None:
    """The young bracket with most customers, the younger of equals; None where no customer is in one."""
    owed: dict[str, set[int]] = {}
    for (customer, _), account in figures.accounts.items():
        if customer and account.overdue > 0:
            owed[customer] = owed.get(customer, set()) | account.dues
    today = figures.day.toordinal()
    oldest = {customer: BUCKETS.index(today - min(dues)) for customer, dues in owed.items()}
    sizes = Counter(bucket for bucket in oldest.values() if bucket in BRACKETS)
    if not sizes:
        return None
    bucket = min(sizes, key=lambda one: (-sizes[one], one))
    group = [dues for customer, dues in owed.items() if oldest[customer] == bucket]
    first_day, total = _contacts(group, figures.day, pace)
    return Pilot(BUCKETS.names[bucket], len(group), _steps(bucket), first_day, round(total / WORKING_DAYS, 1))


def _steps(bucket: int) -> tuple[DunningStep, ...]:
    return tuple(step for step in DEFAULT_STEPS if step.day > 0 and BUCKETS.index(step.day) <= bucket)


def _contacts(group: Iterable[set[int]], day: date, pace: Pace) -> tuple[int, int]:
    """Contacts on the first working day, and in the whole horizon; customers with the same dues are counted once."""
    first_day = total = 0
    for dues, times in Counter(frozenset(dues) for dues in group).items():
        sent = _contact_days(dues, day, pace)
        total += times * len(sent)
        first_day += times * bool(sent and sent[0] == _working_day(day.toordinal()))
    return first_day, total


def _contact_days(dues: frozenset[int], day: date, pace: Pace) -> list[int]:
    """The days on which the cadence would write, put off to working days and to where the pace allows."""
    today, end = day.toordinal(), day.toordinal() + HORIZON_DAYS
    items = [Due(number, due) for number, due in enumerate(sorted(dues))]
    sent: list[int] = []
    while today < end:
        at = _working_day(today)
        while at < end and not pace.allows(sent, at):
            at = _working_day(at + 1)
        if at >= end:
            break
        if step_today(items, at, DEFAULT_STEPS) is not None:
            sent.append(at)
            items = [Due(item.id, item.due, at - item.due) for item in items]
        following = next_step_day(items, at, DEFAULT_STEPS)
        if following is None:
            break
        today = following
    return sent


def _working_day(day: int) -> int:
    """The day itself, or the Monday after it."""
    weekday = date.fromordinal(day).weekday()
    return (date.fromordinal(day) + timedelta(days=max(0, 7 - weekday))).toordinal() if weekday > 4 else day
