"""Named feasts: on which day they fall in a year, by country where that differs. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import IntEnum, auto

from .calendar import nth_weekday_of, shifted


class Feast(IntEnum):
    """A day that people call by its name."""

    CHRISTMAS = auto()
    CHRISTMAS_EVE = auto()
    NEW_YEAR = auto()
    NEW_YEARS_EVE = auto()
    EPIPHANY = auto()
    CANDLEMAS = auto()
    VALENTINE = auto()
    SAINT_PATRICK = auto()
    LOVERS = auto()
    CARNIVAL = auto()
    ASH_WEDNESDAY = auto()
    PALM_SUNDAY = auto()
    HOLY_WEEK = auto()
    HOLY_THURSDAY = auto()
    GOOD_FRIDAY = auto()
    HOLY_SATURDAY = auto()
    EASTER = auto()
    CORPUS_CHRISTI = auto()
    LABOUR_DAY = auto()
    MOTHERS_DAY = auto()
    FATHERS_DAY = auto()
    CHILDRENS_DAY = auto()
    INDEPENDENCE = auto()
    COLUMBUS = auto()
    HALLOWEEN = auto()
    ALL_SAINTS = auto()
    ALL_SOULS = auto()
    GUADALUPE = auto()
    BUEN_FIN = auto()
    BLACK_FRIDAY = auto()
    CYBER_MONDAY = auto()
    THANKSGIVING = auto()
    LUTHER_KING = auto()
    PRESIDENTS = auto()
    MEMORIAL = auto()
    JUNETEENTH = auto()
    VETERANS = auto()
    APRIL_FOOLS = auto()
    SAINT_JOHN = auto()
    APARECIDA = auto()
    REPUBLIC = auto()
    TIRADENTES = auto()
    BLACK_AWARENESS = auto()


_FIXED = {
    Feast.CHRISTMAS: (12, 25), Feast.CHRISTMAS_EVE: (12, 24), Feast.NEW_YEAR: (1, 1),
    Feast.NEW_YEARS_EVE: (12, 31), Feast.EPIPHANY: (1, 6), Feast.CANDLEMAS: (2, 2), Feast.VALENTINE: (2, 14),
    Feast.SAINT_PATRICK: (3, 17), Feast.LOVERS: (6, 12), Feast.COLUMBUS: (10, 12), Feast.HALLOWEEN: (10, 31),
    Feast.ALL_SAINTS: (11, 1), Feast.ALL_SOULS: (11, 2), Feast.GUADALUPE: (12, 12), Feast.JUNETEENTH: (6, 19),
    Feast.VETERANS: (11, 11), Feast.APRIL_FOOLS: (4, 1), Feast.SAINT_JOHN: (6, 24), Feast.APARECIDA: (10, 12),
    Feast.REPUBLIC: (11, 15), Feast.TIRADENTES: (4, 21), Feast.BLACK_AWARENESS: (11, 20),
}  # fmt: skip
# Days from Easter Sunday.
_FROM_EASTER = {
    Feast.CARNIVAL: -47, Feast.ASH_WEDNESDAY: -46, Feast.PALM_SUNDAY: -7, Feast.HOLY_WEEK: -7,
    Feast.HOLY_THURSDAY: -3, Feast.GOOD_FRIDAY: -2, Feast.HOLY_SATURDAY: -1, Feast.EASTER: 0,
    Feast.CORPUS_CHRISTI: 60,
}  # fmt: skip
# Month, weekday (0 Monday), which of them (-1 the last).
_NTH = {
    Feast.THANKSGIVING: (11, 3, 4), Feast.LUTHER_KING: (1, 0, 3), Feast.PRESIDENTS: (2, 0, 3),
    Feast.MEMORIAL: (5, 0, -1),
}  # fmt: skip
_INDEPENDENCE = {
    "MX": (9, 16), "CO": (7, 20), "AR": (7, 9), "CL": (9, 18), "PE": (7, 28), "EC": (8, 10), "BR": (9, 7),
    "UY": (8, 25), "PY": (5, 14), "BO": (8, 6), "CR": (9, 15), "GT": (9, 15), "PA": (11, 3), "DO": (2, 27),
}  # fmt: skip
_MOTHERS = {"MX": (5, 10), "GT": (5, 10), "BO": (5, 27), "PY": (5, 15), "CR": (8, 15), "PA": (12, 8)}
_CHILDREN = {"MX": (4, 30), "BR": (10, 12)}
_SECOND, _THIRD = 2, 3
_SUNDAY = 6


def feast_day(feast: Feast, year: int, country: str) -> date:
    """The day of a feast in a year (1900 to 9998); of several days, the first."""
    if feast in _FIXED:
        return date(year, *_FIXED[feast])
    if feast in _FROM_EASTER:
        return shifted(easter(year), _FROM_EASTER[feast])
    if feast in _NTH:
        month, weekday, n = _NTH[feast]
        return _nth(year, month, weekday, n)
    return _BY_COUNTRY[feast](year, country)


def feast_end(feast: Feast, first: date) -> date | None:
    """The last day of a feast of several days; None for one day."""
    length = {Feast.HOLY_WEEK: 7, Feast.BUEN_FIN: 3}.get(feast)
    return first + timedelta(days=length) if length else None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm, Meeus, Astronomical Algorithms, ch. 8)."""
    golden, century, rest = year % 19, year // 100, year % 100
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    offset = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * offset) // 451
    month, day = divmod(epact + offset - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    found = nth_weekday_of(date(year, month, 1), n, weekday)
    assert found is not None, "the tables name first to fourth or last weekdays only"
    return found


def _mothers(year: int, country: str) -> date:
    if country in _MOTHERS:
        return date(year, *_MOTHERS[country])
    if country == "AR":
        return _nth(year, 10, _SUNDAY, _THIRD)
    return _nth(year, 5, _SUNDAY, -1 if country == "DO" else _SECOND)


def _fathers(year: int, country: str) -> date:
    return _nth(year, 8, _SUNDAY, _SECOND) if country == "BR" else _nth(year, 6, _SUNDAY, _THIRD)


def _labour(year: int, country: str) -> date:
    return _nth(year, 9, 0, 1) if country == "US" else date(year, 5, 1)


def _children(year: int, country: str) -> date:
    return date(year, *_CHILDREN[country]) if country in _CHILDREN else _nth(year, 8, _SUNDAY, _THIRD)


_BY_COUNTRY: dict[Feast, Callable[[int, str], date]] = {
    Feast.MOTHERS_DAY: _mothers,
    Feast.FATHERS_DAY: _fathers,
    Feast.LABOUR_DAY: _labour,
    Feast.CHILDRENS_DAY: _children,
    Feast.INDEPENDENCE: lambda year, country: date(year, *_INDEPENDENCE.get(country, (7, 4))),
    Feast.BUEN_FIN: lambda year, _: _nth(year, 11, 0, _THIRD) - timedelta(days=3),
    Feast.BLACK_FRIDAY: lambda year, _: _nth(year, 11, 3, 4) + timedelta(days=1),
    Feast.CYBER_MONDAY: lambda year, _: _nth(year, 11, 3, 4) + timedelta(days=4),
}
