"""How a match of a date pattern becomes a date: the resolvers that the three languages share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .calendar import (
    Found,
    business_days_later,
    calendar_date,
    coming_or_next,
    day_of_month,
    in_next_week,
    last_weekday,
    month_end,
    months_later,
    next_weekday,
    nth_business_day,
    numeric_date,
    pay_days,
    shifted,
    with_weekday,
)


@dataclass(frozen=True, slots=True)
class Names:
    """A language's names. weekdays and months by their first letters; numbers and ordinals by word."""

    weekdays: dict[str, int]
    months: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    units: dict[str, str]

    def number(self, word: str) -> int | None:
        """The number that digits or a word stand for."""
        return int(word) if word.isdecimal() and len(word) <= 4 else self.numbers.get(word)

    def weekday(self, word: str | None) -> int | None:
        """The weekday of a word or abbreviation; None for none."""
        return None if not word else _by_start(self.weekdays, word)

    def month(self, word: str) -> int | None:
        """The month (1-12) of a word or abbreviation."""
        return _by_start(self.months, word)


def _by_start(table: dict[str, int], word: str) -> int | None:
    return next((value for start, value in table.items() if word.startswith(start)), None)


@dataclass(frozen=True, slots=True)
class Day:
    """What a resolver works on: the match, the customer's today, the language's names, the habit."""

    match: re.Match[str]
    today: date
    names: Names
    month_first: bool

    def get(self, group: str) -> str | None:
        """A named group, or None where the pattern has none or it did not match."""
        return self.match[group] if group in self.match.re.groupindex else None

    @property
    def weekday(self) -> int | None:
        """The weekday named in the match."""
        return self.names.weekday(self.get("wd"))


Resolver = Callable[[Day], Found | None]


@dataclass(frozen=True, slots=True)
class DateRule:
    """A pattern over folded text and what it means."""

    pattern: re.Pattern[str]
    resolve: Resolver


def rule(pattern: str, resolve: Resolver) -> DateRule:
    """A rule whose pattern must stand as whole words."""
    return DateRule(re.compile(rf"(?<![a-z0-9§])(?:{pattern})(?![a-z0-9§])"), resolve)


def offset(days: int) -> Resolver:
    """So many days from today; a weekday named with it must agree."""
    return lambda d: with_weekday(Found(shifted(d.today, days)), d.today, d.weekday)


def counted(direction: int) -> Resolver:
    """ "in 3 days", "hace 2 semanas": groups n, unit and, for business days, work."""

    def resolve(d: Day) -> Found | None:
        n = d.names.number(d.get("n") or "")
        unit = _by_prefix(d.names.units, d.get("unit") or "")
        if n is None or unit is None or n > 730:
            return None
        if unit == "month":
            return Found(months_later(d.today, direction * n))
        if d.get("work"):
            return Found(business_days_later(d.today, n))
        return Found(shifted(d.today, direction * n * {"day": 1, "week": 7, "fortnight": 15}[unit]))

    return resolve


def _by_prefix(table: dict[str, str], word: str) -> str | None:
    return next((value for start, value in table.items() if word.startswith(start)), None)


def weekday(d: Day) -> Found | None:
    """The coming such weekday."""
    return None if d.weekday is None else Found(next_weekday(d.today, d.weekday))


def next_named_weekday(d: Day) -> Found | None:
    """ "El próximo viernes": two readings unless they fall together."""
    return None if d.weekday is None else coming_or_next(d.today, d.weekday)


def past_weekday(d: Day) -> Found | None:
    """The latest such weekday."""
    return None if d.weekday is None else Found(last_weekday(d.today, d.weekday))


def weekday_next_week(d: Day) -> Found | None:
    """That weekday of next week."""
    return None if d.weekday is None else Found(in_next_week(d.today, d.weekday))


def weekday_this_week(d: Day) -> Found | None:
    """That weekday of the running week."""
    return None if d.weekday is None else Found(shifted(in_next_week(d.today, d.weekday), -7))


def weekday_and_day(d: Day) -> Found | None:
    """ "Viernes 17": the day of the month, checked against the weekday."""
    number = d.names.number(d.get("d") or "")
    return None if number is None else with_weekday(day_of_month(d.today, number), d.today, d.weekday)


def day_month(d: Day) -> Found | None:
    """Day and month by name, maybe a year and a weekday."""
    number, month = d.names.number(d.get("d") or ""), d.names.month(d.get("m") or "")
    if number is None or month is None:
        return None
    year = d.get("y")
    day = calendar_date(d.today, number, month, int(year) if year else None)
    return with_weekday(Found(day), d.today, d.weekday) if day else None


def numeric(d: Day) -> Found | None:
    """Day and month by number, in the order of the country."""
    year = d.get("y")
    found = numeric_date(
        d.today, int(d.match["a"]), int(d.match["b"]), int(year) if year else None, month_first=d.month_first
    )
    return with_weekday(found, d.today, d.weekday)


def iso(d: Day) -> Found | None:
    """2026-04-15."""
    day = calendar_date(d.today, int(d.match["d"]), int(d.match["m"]), int(d.match["y"]))
    return Found(day) if day else None


def day_only(d: Day) -> Found | None:
    """ "El 15": the coming one."""
    number = d.names.number(d.get("d") or "")
    return None if number is None else day_of_month(d.today, number)


def day_next_month(d: Day) -> Found | None:
    """ "El 5 del próximo mes"."""
    number = d.names.number(d.get("d") or "")
    month = months_later(d.today.replace(day=1), 1)
    day = calendar_date(month, number, month.month, month.year) if number else None
    return Found(day) if day else None


def either_day(d: Day) -> Found | None:
    """ "El 15 o el 16": both."""
    first, second = _days(d)
    return Found(first, others=(second,)) if first and second and first != second else None


def day_range(d: Day) -> Found | None:
    """ "Del 15 al 20": a span."""
    first, second = _days(d)
    return Found(first, second) if first and second and first < second else None


def _days(d: Day) -> tuple[date | None, date | None]:
    found = [day_of_month(d.today, d.names.number(d.match[group]) or 0) for group in ("d", "e")]
    first, second = (one.day if one else None for one in found)
    return first, second


def this_week(d: Day) -> Found:
    """Today to Sunday."""
    return Found(d.today, shifted(d.today, 6 - d.today.weekday()))


def next_week(d: Day) -> Found:
    """Monday to Sunday of next week."""
    return Found(in_next_week(d.today, 0), in_next_week(d.today, 6))


def past_week(d: Day) -> Found:
    """Monday to Sunday of last week."""
    return Found(shifted(in_next_week(d.today, 0), -14), shifted(in_next_week(d.today, 6), -14))


def weekend(d: Day) -> Found:
    """The coming Saturday and Sunday; on one of them, what is left of it."""
    start = d.today if d.today.weekday() >= 5 else next_weekday(d.today, 5)
    return Found(start, shifted(start, 6 - start.weekday()))


def this_month(d: Day) -> Found:
    """Today to the month's end."""
    return Found(d.today, month_end(d.today.year, d.today.month))


def whole_month(d: Day) -> Found | None:
    """A month by name, or the next one."""
    first = _month_start(d)
    return Found(first, month_end(first.year, first.month)) if first else None


def past_month(d: Day) -> Found:
    """The month before this one."""
    first = months_later(d.today.replace(day=1), -1)
    return Found(first, month_end(first.year, first.month))


def end_of_month(d: Day) -> Found | None:
    """The last day of this month, of the next one or of the one named."""
    if not d.get("m") and not d.get("next"):
        return Found(month_end(d.today.year, d.today.month))
    first = _month_start(d)
    return Found(month_end(first.year, first.month)) if first else None


def start_of_month(d: Day) -> Found | None:
    """The first five days of the month named, else of the next one."""
    first = _month_start(d)
    return Found(first, first.replace(day=5)) if first else None


def middle_of_month(d: Day) -> Found | None:
    """The 15th of the month named, else the coming one."""
    if d.get("m") or d.get("next"):
        first = _month_start(d)
        return Found(first.replace(day=15)) if first else None
    found = day_of_month(d.today, 15)
    return Found(found.day) if found else None


def _month_start(d: Day) -> date | None:
    word = d.get("m")
    if not word:
        return months_later(d.today.replace(day=1), 1)
    month = d.names.month(word)
    return calendar_date(d.today.replace(day=1), 1, month) if month else None


def end_of_year(d: Day) -> Found:
    """31 December."""
    return Found(date(d.today.year, 12, 31))


def pay_day(d: Day) -> Found:
    """The coming fortnight's pay day: the 15th or the month's end."""
    return pay_days(d.today)


def business_day(d: Day) -> Found | None:
    """ "Quinto día hábil" of a month."""
    word = d.get("n") or ""
    n = d.names.ordinals.get(word) or d.names.number(word)
    return Found(nth_business_day(d.today, n)) if n else None


def nth_weekday(d: Day) -> Found | None:
    """ "El primer lunes de mayo", "el último viernes del mes"."""
    n, day = d.names.ordinals.get(d.get("n") or ""), d.weekday
    if n is None or day is None:
        return None
    named = _month_start(d) if d.get("m") or d.get("next") else None
    starts = [named] if named else [months_later(d.today.replace(day=1), ahead) for ahead in range(2)]
    fitting = (_nth_in_month(start, n, day) for start in starts)
    return next((Found(one) for one in fitting if one and one >= d.today), None)


def _nth_in_month(start: date, n: int, weekday_index: int) -> date | None:
    last = month_end(start.year, start.month)
    days = [shifted(start, k) for k in range(last.day)]
    fitting = [day for day in days if day.weekday() == weekday_index]
    return fitting[-1] if n < 0 else fitting[n - 1] if n <= len(fitting) else None
