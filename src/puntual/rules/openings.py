"""When a push may next leave: the first instant at which every rule holds in every possible zone."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple, assert_never

from puntual.domain.contact import Hold
from puntual.domain.rulebook import CapPer, ClosedDays, ContactCap, ContactGap

from .binding import Check, DayHours, DayRules, RuleSet
from .counting import cap_reached, too_close
from .product_rules import PRODUCT, rule_of

ClosedDaysLookup = Callable[[date], str | None]
"""From the customer's own date to the name of the public holiday there, or None."""

HORIZON_DAYS = 400
_ONE_DAY = timedelta(days=1)
_NOON = time(12)
_SPAN_WORDS = {CapPer.DAY: "a day", CapPer.WEEK: "a week", CapPer.MONTH: "a calendar month"}


class Objection(NamedTuple):
    """What stands against a push at one instant: rule id, source, reason in words."""

    rule: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """One zone the customer may be in, with what bears on a push there.

    contacts: ordinals of the dates of other pushes, in this zone. holds: those with a last held day.
    hard_only: ask only what binds a person who writes.
    """

    zone: tzinfo
    rules: RuleSet
    closed: ClosedDaysLookup
    contacts: Sequence[int]
    holds: tuple[Hold, ...] = ()
    hard_only: bool = False

    def objection(self, instant: datetime) -> Objection | None:
        """The first rule that forbids a push at `instant` (aware), or None."""
        local = instant.astimezone(self.zone)
        wall = ((local.hour * 60 + local.minute) * 60 + local.second) * 1_000_000 + local.microsecond
        return self._first(self._binding(local.date()), local.date(), wall)

    def warnings(self, instant: datetime) -> Iterator[Objection]:
        """What the industry's and the company's rules have against a person writing at `instant`."""
        local = instant.astimezone(self.zone)
        wall = ((local.hour * 60 + local.minute) * 60 + local.second) * 1_000_000 + local.microsecond
        on = local.date()
        for check in self.rules.day(on).soft:
            found = self._against(check, on, on.toordinal(), wall)
            if found is not None:
                yield found

    def next_open(self, instant: datetime, last: date) -> datetime | None:
        """The first instant from `instant` (UTC) on that nothing forbids here; None after the date `last`."""
        if self.objection(instant) is None:
            return instant
        on = instant.astimezone(self.zone).date()
        while on <= last:
            checks = self._binding(on)
            if self._first(checks, on, None) is None:
                for mark in _marks(self.zone, on, checks):
                    if mark > instant and self.objection(mark) is None:
                        return mark
            on += _ONE_DAY
        return None

    def _binding(self, on: date) -> tuple[Check, ...]:
        day: DayRules = self.rules.day(on)
        return day.hard if self.hard_only else day.checks

    def _first(self, checks: tuple[Check, ...], on: date, wall: int | None) -> Objection | None:
        for hold in self.holds:
            if hold.until is not None and on <= hold.until:
                return _held(hold)
        day = on.toordinal()
        for check in checks:
            found = self._against(check, on, day, wall)
            if found is not None:
                return found
        return None

    def _against(self, check: Check, on: date, day: int, wall: int | None) -> Objection | None:
        """What `check` has against this moment. wall None asks whether the date has an open moment at all."""
        match check:
            case DayHours(windows=windows):
                if wall is None:
                    return None if windows else _objection(check, check.reason)
                for opens, closes in windows:
                    if opens <= wall < closes:
                        return None
                return _objection(check, check.reason)
            case ClosedDays():
                name = self.closed(on)
                return None if name is None else _objection(check, f"Holiday: {name}")
            case ContactGap(days=days):
                if too_close(check, day, self.contacts):
                    return _objection(check, f"The dates of two pushes must differ by at least {days} days")
                return None
            case ContactCap(attempts=attempts, per=per):
                if cap_reached(check, day, self.contacts):
                    return _objection(check, f"At most {attempts} {_SPAN_WORDS[per]}, all used")
                return None
            case _:
                assert_never(check)


def first_open(places: Sequence[Place], start: datetime) -> datetime | None:
    """The first instant (UTC) from `start` on at which all places are open, within the horizon; else None."""
    instant = start.astimezone(UTC)
    last = instant.date() + timedelta(days=HORIZON_DAYS)
    agreed = 0
    while agreed < len(places):
        agreed = 0
        for place in places:
            following = place.next_open(instant, last)
            if following is None:
                return None
            agreed = agreed + 1 if following == instant else 0
            instant = following
    return instant


def _objection(check: Check, reason: str) -> Objection:
    source = check.source if isinstance(check, DayHours) else check.source.text
    return Objection(check.rule, source, reason)


def _held(hold: Hold) -> Objection:
    rule = rule_of(hold.kind)
    return Objection(rule, PRODUCT[rule].source, f"{PRODUCT[rule].reason} (through {hold.until})")


def _marks(zone: tzinfo, on: date, checks: tuple[Check, ...]) -> list[datetime]:
    """All instants (UTC) near a date at which a closed wall clock can become an open one, sorted.

    These are midnight, since another date has other rules, the starts of windows, all of them twice where
    the clock is set back, and the moments at which it jumps.
    """
    starts = {window[0] for check in checks if isinstance(check, DayHours) for window in check.windows}
    marks = {_instant(zone, on, start, fold) for start in (0, *starts) for fold in (0, 1)}
    noons = [datetime.combine(on + _ONE_DAY * days, _NOON, zone) for days in (-1, 0, 1)]
    for before, after in itertools.pairwise(noons):
        if before.utcoffset() != after.utcoffset():
            marks.add(_jump(zone, before.astimezone(UTC), after.astimezone(UTC)))
    return sorted(marks)


def _instant(zone: tzinfo, on: date, wall: int, fold: int) -> datetime:
    local = datetime.combine(on, time.min) + timedelta(microseconds=wall)
    return local.replace(tzinfo=zone, fold=fold).astimezone(UTC)


def _jump(zone: tzinfo, before: datetime, after: datetime) -> datetime:
    """The first whole second (UTC) with the later offset, between two instants of different offsets."""
    old = before.astimezone(zone).utcoffset()
    low, high = 0, int((after - before).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if (before + timedelta(seconds=middle)).astimezone(zone).utcoffset() == old:
            low = middle
        else:
            high = middle
    return before + timedelta(seconds=high)
