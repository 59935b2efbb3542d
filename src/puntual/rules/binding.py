"""Which rules bind one place under one policy, and what they say of each date."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, time, timedelta

from puntual.domain.policy import Policy
from puntual.domain.rulebook import (
    ClosedDays,
    ContactCap,
    ContactGap,
    ContactHours,
    Layer,
    Rule,
    Rulebook,
)

DAY = 24 * 3600 * 1_000_000
_LAYERS = (Layer.LAW, Layer.CAUTION, Layer.INDUSTRY, Layer.COMPANY)
_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_COMPANY = "Company policy"
_MOST_REMEMBERED = 2048

Window = tuple[int, int]


def wall_clock(moment: time) -> int:
    """Microseconds since midnight by the clock on the wall."""
    return ((moment.hour * 60 + moment.minute) * 60 + moment.second) * 1_000_000 + moment.microsecond


@dataclass(frozen=True, slots=True)
class DayHours:
    """When one layer lets a push leave on a given date. Windows are half-open, in wall-clock microseconds."""

    rule: str
    layer: Layer
    source: str
    windows: tuple[Window, ...]
    reason: str


Check = ClosedDays | DayHours | ContactGap | ContactCap


@dataclass(frozen=True, slots=True)
class DayRules:
    """All that bears on one date, in the order in which a refusal is named.

    hard: what binds a collector too: all of law, and caution's hours and holidays. soft: the rest, of which a
    collector is warned: a person who answers a customer is not held to our own caps. consulted: the ids.
    """

    checks: tuple[Check, ...]
    hard: tuple[Check, ...]
    soft: tuple[Check, ...]
    consulted: tuple[str, ...]


class RuleSet:
    """The rules for one (rulebook, subdivision, policy): put together once, asked for every contact.

    Every layer must pass by itself, so that a layer can only make the ones before it stricter. Only an
    overlay of the subdivision takes rules of the country away, those that it names.
    """

    __slots__ = ("_closed", "_days", "_eras", "_rules")

    def __init__(self, rulebook: Rulebook, subdivision: str | None, policy: Policy) -> None:
        country = rulebook.rules
        for overlay in rulebook.overlays:
            if overlay.subdivision == subdivision:
                country = tuple(r for r in country if r.rule not in overlay.replaces) + overlay.rules
        self._rules: dict[Layer, tuple[Rule, ...]] = {
            layer: tuple(rule for rule in country if rule.layer is layer) for layer in _LAYERS
        }
        # Whatever layer a company's rule claims, it is the company's.
        self._rules[Layer.COMPANY] = (*policy.hours, *policy.caps)
        self._closed = policy.closed_days
        self._eras = _changes(self._rules)
        self._days: dict[tuple[int, int, bool], DayRules] = {}

    def day(self, on: date) -> DayRules:
        """What binds on `on`, the customer's own date."""
        key = (bisect_right(self._eras, on), on.weekday(), on in self._closed)
        found = self._days.get(key)
        if found is None:
            found = self._days[key] = self._put_together(on)
        return found

    def _put_together(self, on: date) -> DayRules:
        checks: list[Check] = []
        consulted: list[str] = []
        for layer in _LAYERS:
            rules = [rule for rule in self._rules[layer] if rule.span.covers(on)]
            mine = _checks(layer, rules, on)
            if layer is Layer.COMPANY and on in self._closed:
                mine.insert(0, _company_closed())
            checks += mine
            consulted += [check.rule for check in mine]
        hard = tuple(check for check in checks if _binds_a_person(check))
        soft = tuple(check for check in checks if not _binds_a_person(check))
        return DayRules(tuple(checks), hard, soft, tuple(consulted))


def _binds_a_person(check: Check) -> bool:
    """Law binds a collector whole; caution binds them in hours and days only, its counts are for the agent."""
    if check.layer is Layer.LAW:
        return True
    return check.layer is Layer.CAUTION and isinstance(check, ClosedDays | DayHours)


def rules_for(rulebook: Rulebook, subdivision: str | None, policy: Policy) -> RuleSet:
    """The rule set of a place and a policy, remembered between calls."""
    key = (id(rulebook), subdivision, policy.hours, policy.caps, policy.closed_days)
    found = _remembered.get(key)
    if found is None:
        if len(_remembered) >= _MOST_REMEMBERED:
            _remembered.clear()
        # The rulebook is kept with it: while it lives, no other can take its id.
        found = _remembered[key] = (RuleSet(rulebook, subdivision, policy), rulebook)
    return found[0]


_remembered: dict[tuple[object, ...], tuple[RuleSet, Rulebook]] = {}


def _checks(layer: Layer, rules: list[Rule], on: date) -> list[Check]:
    """The layer's checks for a date: closed days, hours, gap, caps. Hours of one layer add up."""
    hours = [rule for rule in rules if isinstance(rule, ContactHours)]
    checks: list[Check] = [rule for rule in rules if isinstance(rule, ClosedDays)]
    if hours:
        checks.append(_day_hours(layer, hours, on))
    checks += [rule for rule in rules if isinstance(rule, ContactGap)]
    checks += [rule for rule in rules if isinstance(rule, ContactCap)]
    return checks


def _day_hours(layer: Layer, hours: list[ContactHours], on: date) -> DayHours:
    today = [rule for rule in hours if on.isoweekday() in rule.weekdays]
    named = (today or hours)[0]
    windows = tuple(sorted((wall_clock(rule.opens), wall_clock(rule.closes) or DAY) for rule in today))
    day = _WEEKDAYS[on.weekday()]
    spans = ", ".join(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in windows)
    reason = f"On {day} only {spans}, by the customer's clock" if today else f"No pushes on {day}"
    return DayHours(named.rule, layer, named.source.text, windows, reason)


def _clock(wall: int) -> str:
    minutes = wall // 60_000_000
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _company_closed() -> DayHours:
    return DayHours("company.closed_days", Layer.COMPANY, _COMPANY, (), "The company closed this day")


def _changes(rules: dict[Layer, tuple[Rule, ...]]) -> list[date]:
    """The first days from which another set of rules holds."""
    spans = [rule.span for layer in rules.values() for rule in layer]
    since = {span.since for span in spans if span.since != date.min}
    after = {span.until + timedelta(days=1) for span in spans if span.until and span.until != date.max}
    return sorted(since | after)
