"""Business days: Monday to Friday without the public and bank holidays of a country, all of them national.

The `holidays` library computes them from statutes. A customer is told the day in words before it counts,
because regional days and those set by decree are not known here.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from types import ModuleType

from .calendar import month_end, months_later, shifted

_COUNTED = ("public", "bank")
# Where banks also close on days that are no public holidays.
_FINANCIAL = {"BR": "B3", "MX": "BMV"}
_SATURDAY = 5


def is_business_day(day: date, country: str) -> bool:
    """Whether banks work on `day` in `country` (two letters, upper case); unknown countries have no holidays."""
    return day.weekday() < _SATURDAY and day not in _closed(country, day.year)


def business_days_later(today: date, n: int, country: str) -> date:
    """`n` business days after today (before it, where n is negative)."""
    day, step = today, 1 if n > 0 else -1
    while n:
        day = shifted(day, step)
        if day in (date.max, date.min):
            return day
        n -= step * is_business_day(day, country)
    return day


def business_day_of_month(first: date, n: int, country: str) -> date:
    """The n-th business day of the month that begins on `first`; n = -1, or beyond its number, is the last."""
    last = month_end(first.year, first.month)
    days = [day for day in (shifted(first, k) for k in range(last.day)) if is_business_day(day, country)] or [
        last
    ]
    return days[-1] if n < 0 or n > len(days) else days[n - 1]


def coming_business_day(today: date, n: int, country: str) -> date:
    """The n-th business day of this month, or of the next where that has passed."""
    this = business_day_of_month(today.replace(day=1), n, country)
    if this >= today:
        return this
    return business_day_of_month(months_later(today.replace(day=1), 1), n, country)


@lru_cache(maxsize=256)
def _closed(country: str, year: int) -> frozenset[date]:
    library = _library()
    kind = getattr(library, country, None) if len(country) == 2 else None
    if kind is None:
        return frozenset()
    categories = tuple(one for one in _COUNTED if one in kind.supported_categories)
    days = set(library.country_holidays(country, years=year, categories=categories, expand=False))
    if country in _FINANCIAL:
        days |= set(library.financial_holidays(_FINANCIAL[country], years=year, expand=False))
    return frozenset(days)


@lru_cache(maxsize=1)
def _library() -> ModuleType:
    """Loaded when a customer first speaks of business days: it takes a third of a second."""
    import holidays

    return holidays
