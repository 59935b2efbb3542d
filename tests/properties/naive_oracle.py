"""A second, naive reading of the contact rules, to compare the gate with.

Written from the table of the law research, not from the rulebooks: one row per place with the
effective hours (law and industry already intersected) and the caps. It knows no layers, no next
opening and no windows: it is asked about one instant at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

# place: (weekdays from, to, Saturday from, to (0, 0 is closed), a day, a week, dates apart)
HOURS_AND_CAPS = {
    "MX": (8, 20, 0, 0, 1, 2, 2),
    "CO": (8, 19, 8, 15, 1, 2, 1),
    "CL": (8, 20, 8, 20, 1, 2, 2),
    "PE": (8, 20, 0, 0, 1, 2, 2),
    "AR": (9, 20, 9, 12, 1, 2, 2),
    "AR C": (8, 20, 8, 12, 1, 2, 2),
    "EC": (8, 20, 0, 0, 1, 2, 2),
    "BR": (9, 19, 0, 0, 1, 2, 2),
    "BR RJ": (9, 19, 0, 0, 1, 2, 2),
    "BR ES": (8, 19, 0, 0, 1, 2, 2),
    "BR AM": (8, 19, 0, 0, 1, 2, 2),
    "BR SP": (8, 20, 8, 14, 1, 2, 2),
    "BR AL": (8, 20, 8, 14, 1, 2, 2),
    "GT": (8, 18, 0, 0, 1, 2, 2),
    "CR": (8, 18, 0, 0, 1, 2, 2),
    "PA": (8, 18, 8, 15, 1, 2, 2),
    "UY": (8, 20, 0, 0, 1, 2, 2),
    "DO": (8, 20, 9, 13, 1, 2, 2),
    "BO": (8, 20, 0, 0, 1, 2, 2),
    "PY": (8, 18, 8, 12, 1, 2, 1),
    "*": (9, 18, 0, 0, 1, 1, 3),
}
A_MONTH = 3


@dataclass(frozen=True)
class CompanyRule:
    """One more window, cap or closed day of the company, as plain values."""

    windows: tuple[tuple[frozenset[int], time, time], ...] = ()
    caps: tuple[tuple[int, str], ...] = ()
    closed: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Asked:
    """Everything but the instant."""

    country: str
    subdivision: str | None
    zones: tuple[str, ...]
    contacts: tuple[datetime, ...]
    company: CompanyRule
    promised_through: date | None = None


def may_leave(asked: Asked, instant: datetime) -> bool:
    """Whether a push may leave at `instant`, in every zone."""
    return all(_in_zone(asked, instant.astimezone(ZoneInfo(zone)), zone) for zone in asked.zones)


def _in_zone(asked: Asked, local: datetime, zone: str) -> bool:
    day = local.date()
    if asked.promised_through is not None and day <= asked.promised_through:
        return False
    if not _within_hours(asked, local):
        return False
    if day in _holidays(asked.country, asked.subdivision, day.year) or day in asked.company.closed:
        return False
    return _within_caps(asked, day, _local_days(asked.contacts, zone))


@lru_cache(maxsize=256)
def _local_days(contacts: tuple[datetime, ...], zone: str) -> list[date]:
    return [contact.astimezone(ZoneInfo(zone)).date() for contact in contacts]


def _row(asked: Asked) -> tuple[int, ...]:
    exact = f"{asked.country} {asked.subdivision}"
    if exact in HOURS_AND_CAPS:
        return HOURS_AND_CAPS[exact]
    return HOURS_AND_CAPS.get(asked.country, HOURS_AND_CAPS["*"])


def _within_hours(asked: Asked, local: datetime) -> bool:
    weekday_from, weekday_to, saturday_from, saturday_to, *_ = _row(asked)
    number = local.isoweekday()
    if number <= 5 and not weekday_from <= local.hour < weekday_to:
        return False
    if number == 6 and not saturday_from <= local.hour < saturday_to:
        return False
    if number == 7:
        return False
    if not asked.company.windows:
        return True
    clock = local.time().replace(fold=0)
    return any(
        number in days and start <= clock and (clock < end or end == time(0))
        for days, start, end in asked.company.windows
    )


def _within_caps(asked: Asked, day: date, others: list[date]) -> bool:
    *_, a_day, a_week, apart = _row(asked)
    if any(abs((day - other).days) < apart for other in others):
        return False
    caps = [(a_day, "day"), (a_week, "week"), (A_MONTH, "month"), *asked.company.caps]
    # A push on `day` must leave every span that holds it within its cap.
    days = [*others, day]
    return all(_fullest(days, day, per) <= most for most, per in caps)


def _fullest(days: list[date], day: date, per: str) -> int:
    if per == "day":
        return days.count(day)
    if per == "month":
        return sum((other.year, other.month) == (day.year, day.month) for other in days)
    in_iso_week = sum(other.isocalendar()[:2] == day.isocalendar()[:2] for other in days)
    running = [0]
    for back in range(7):
        first = day - timedelta(days=back)
        running.append(sum(first <= other <= first + timedelta(days=6) for other in days))
    return max(in_iso_week, *running)


@lru_cache(maxsize=512)
def _holidays(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    try:
        kind = getattr(holidays, country)
    except AttributeError:
        return frozenset()
    kinds = tuple(set(kind.supported_categories) - {"armenian", "hebrew", "islamic"})
    parts: list[str | None] = [subdivision]
    if subdivision not in kind.subdivisions:
        parts = list(kind.subdivisions) or [None]
    found: set[date] = set()
    for part in parts:
        found |= set(holidays.country_holidays(country, subdiv=part, years=year, categories=kinds))
    if country == "MX":
        found |= set(holidays.financial_holidays("BMV", years=year)) | {date(year, 12, 12)}
    if country == "BR":
        found |= set(holidays.financial_holidays("B3", years=year))
    return frozenset(day for day in found if day.year == year)


def minutes(start: datetime, end: datetime, step: int = 1) -> list[datetime]:
    """Instants from `start` to before `end`, every `step` minutes, in UTC."""
    instants: list[datetime] = []
    instant = start.astimezone(UTC)
    while instant < end:
        instants.append(instant)
        instant += timedelta(minutes=step)
    return instants
