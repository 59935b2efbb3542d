"""Public holidays by country and subdivision, from the `holidays` library, as plain dates.

Every category of the library counts except the days of religious minorities; where a customer's
subdivision is unknown, the days of all subdivisions count. Financial calendars and a few days that
people keep without a statute are added by caution.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

import holidays as library

from .industry import READ_ON

_MINORITIES = frozenset({"armenian", "hebrew", "islamic"})
_FINANCIAL = {"MX": "BMV", "BR": "B3"}
# Kept by most of the country, closed by no statute.
_KEPT_ANYWAY = {"MX": (12, 12, "Día de la Virgen de Guadalupe")}

# The last year whose days are really known. Later years are computed from statutes alone: what comes
# by yearly decree (bridge days, election days) is missing until the library is updated.
_COVERED_THROUGH = READ_ON.year + 1
_BY_DECREE = {"AR": READ_ON.year}
WARN_DAYS_AHEAD = 60


@lru_cache(maxsize=1)
def _supported() -> dict[str, list[str]]:
    known: dict[str, list[str]] = library.list_supported_countries(include_aliases=False)
    return known


def own_days(country: str) -> frozenset[str]:
    """The subdivisions that the library knows for `country`; empty where there are none."""
    return frozenset(_supported().get(country.upper(), ()))


@lru_cache(maxsize=4096)
def of_year(country: str, subdivision: str | None, year: int) -> dict[date, str]:
    """Holidays of one calendar year, day to name. An unknown subdivision means the days of all.

    A country that the library does not know has none.
    """
    country = country.upper()
    if country not in _supported():
        return {}
    known = own_days(country)
    parts: tuple[str | None, ...] = (None,)
    if known:
        parts = (subdivision,) if subdivision in known else tuple(sorted(known))
    days: dict[date, str] = {}
    for part in parts:
        for day, name in _library_days(country, part, year).items():
            days.setdefault(day, name)
    for day, name in _added_by_caution(country, year).items():
        days.setdefault(day, name)
    return days


def _library_days(country: str, subdivision: str | None, year: int) -> dict[date, str]:
    kind = getattr(library, country)
    categories = tuple(c for c in kind.supported_categories if c not in _MINORITIES)
    found = library.country_holidays(
        country,
        subdiv=subdivision,
        years=year,
        categories=categories,
        expand=False,
        # Without it the library's names follow the LANG of the machine.
        language=kind.default_language,
    )
    return dict(found)


def _added_by_caution(country: str, year: int) -> dict[date, str]:
    days: dict[date, str] = {}
    if country in _FINANCIAL:
        calendar = _FINANCIAL[country]
        days.update(library.financial_holidays(calendar, years=year, expand=False))
    if country in _KEPT_ANYWAY:
        month, day, name = _KEPT_ANYWAY[country]
        days[date(year, month, day)] = name
    return days


@lru_cache(maxsize=512)
def closed_days(country: str, subdivision: str | None = None) -> Callable[[date], str | None]:
    """A lookup from the customer's own date to the name of the holiday there, or None."""
    years: dict[int, dict[date, str]] = {}

    def name_of(day: date) -> str | None:
        days = years.get(day.year)
        if days is None:
            days = years[day.year] = of_year(country, subdivision, day.year)
        return days.get(day)

    return name_of


def covered_through(country: str) -> int:
    """The last calendar year whose holidays are all known; later ones may lack days set by decree."""
    return _BY_DECREE.get(country.upper(), _COVERED_THROUGH)


def coverage_warnings(country: str, today: date) -> tuple[str, ...]:
    """What to do before a year begins that is not covered; empty while there is time.

    Warns from `WARN_DAYS_AHEAD` days before the end of the last covered year.
    """
    last = covered_through(country)
    if today <= date(last, 12, 31) - timedelta(days=WARN_DAYS_AHEAD):
        return ()
    return (
        (
            f"The holidays of {country.upper()} are known through {last}. Update Puntual, or add the days "
            f"that are decreed for {last + 1} as closed days in puntual.toml."
        ),
    )
