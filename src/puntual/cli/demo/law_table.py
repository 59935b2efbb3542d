"""The checker's own knowledge of when a customer may be written to, typed from the law, not from our code.

Hours are local minutes since midnight, the end exclusive. Only the countries of the sample stand here; the
public holidays of 2026 are spelled out, other years come from the `holidays` package.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays

# (opens, closes) on Monday to Friday, and on Saturday; None is closed. Sundays are closed everywhere.
Span = tuple[int, int]
HOURS: dict[str, tuple[Span, Span | None]] = {
    "MX": ((480, 1200), None),
    "CO": ((480, 1140), (480, 900)),
    "CL": ((480, 1200), (480, 1200)),
    "PE": ((480, 1200), None),
    "AR": ((540, 1200), (540, 720)),
    "EC": ((480, 1200), None),
    "BR": ((540, 1140), None),
    # Places with a law of their own.
    "AR-C": ((480, 1200), (480, 720)),
    "BR-SP": ((480, 1200), (480, 840)),
    "BR-AL": ((480, 1200), (480, 840)),
    "BR-ES": ((480, 1140), None),
    "BR-AM": ((480, 1140), None),
}
# Dates of two pushes differ by at least this many days.
GAP_DAYS = {"MX": 2, "CO": 1, "CL": 2, "PE": 2, "AR": 2, "EC": 2, "BR": 2}
PER_DAY, PER_WEEK, PER_MONTH = 1, 2, 3

_2026 = {
    "MX": "01-01 02-02 03-16 04-02 04-03 05-01 09-16 11-02 11-16 12-12 12-25",
    "CO": "01-01 01-12 03-23 04-02 04-03 05-01 05-18 06-08 06-15 06-29 07-13 07-20 08-07 08-17 10-12 11-02"
    " 11-16 12-08 12-25",
    "CL": "01-01 04-03 04-04 05-01 05-21 06-21 06-29 07-16 08-15 09-18 09-19 10-12 10-31 11-01 12-08 12-25"
    " 12-31",
    "PE": "01-01 04-02 04-03 05-01 06-07 06-29 07-23 07-28 07-29 08-06 08-30 10-08 11-01 12-08 12-09 12-25",
    "AR": "01-01 02-16 02-17 03-23 03-24 04-02 04-03 05-01 05-25 06-15 06-20 07-09 07-10 08-17 10-12 11-09"
    " 11-23 12-07 12-08 12-25",
    "EC": "01-01 02-16 02-17 04-03 05-01 05-25 08-10 10-09 11-02 11-03 12-25",
    "BR": "01-01 02-16 02-17 04-03 04-21 05-01 06-04 09-07 10-12 11-02 11-15 11-20 12-25",
    "BR-PE": "03-06",
    "BR-RJ": "04-23",
    "BR-SP": "07-09",
    "BR-AM": "09-05",
}


def may_push(country: str, subdivision: str, local: datetime) -> str:
    """What forbids a push at `local` (the customer's wall clock): "" , "hours", "sunday" or "holiday"."""
    if local.weekday() == 6:
        return "sunday"
    if is_holiday(country, subdivision, local.date()):
        return "holiday"
    week, saturday = HOURS.get(f"{country}-{subdivision}", HOURS[country])
    span = saturday if local.weekday() == 5 else week
    minute = local.hour * 60 + local.minute
    return "" if span and span[0] <= minute < span[1] else "hours"


def is_holiday(country: str, subdivision: str, day: date) -> bool:
    """Whether `day` is a public holiday in that place."""
    return day in _closed(country, day.year) or day in _closed(f"{country}-{subdivision}", day.year)


def over_the_cap(country: str, earlier: list[date], day: date) -> str:
    """Which cap one more push on `day` breaks, given the dates of the ones before: "", "gap", "day", ...

    A week is the calendar week and any seven days running; both count.
    """
    if earlier and (day - max(earlier)).days < GAP_DAYS[country]:
        return "gap"
    if earlier.count(day) >= PER_DAY:
        return "day"
    monday = day - timedelta(days=day.weekday())
    running = [d for d in earlier if day - timedelta(days=7) < d <= day]
    if max(len([d for d in earlier if d >= monday]), len(running)) >= PER_WEEK:
        return "week"
    in_month = [d for d in earlier if (d.year, d.month) == (day.year, day.month)]
    return "month" if len(in_month) >= PER_MONTH else ""


@lru_cache(maxsize=256)
def _closed(place: str, year: int) -> frozenset[date]:
    if year == 2026:
        return frozenset(date.fromisoformat(f"2026-{day}") for day in _2026.get(place, "").split())
    if "-" in place:
        return frozenset()
    return frozenset(holidays.country_holidays(place, years=year))
