"""What weekdays mean, alone, beside a week, a month or a date."""

from __future__ import annotations

from .calendar import (
    Found,
    coming_or_next,
    day_of_month,
    day_or_none,
    last_weekday,
    months_later,
    next_weekday,
    nth_weekday_of,
    shifted,
    with_weekday,
)
from .date_seen import DROPPED, Seen, day_of, named_month_span, which_one


def weekday(seen: Seen) -> Found:
    """The coming such weekday; on that same weekday, in a week."""
    return Found(next_weekday(seen.today, seen.number("wd")))


def weekday_from_today(seen: Seen) -> Found:
    """ "Sexta agora": the nearest to come, today included."""
    return Found(shifted(seen.today, (seen.number("wd") - seen.today.weekday()) % 7))


def next_named_weekday(seen: Seen) -> Found:
    """ "El próximo viernes": of next week by convention, the coming one for many."""
    return coming_or_next(seen.today, seen.number("wd"))


def weekday_after_next(seen: Seen) -> Found:
    """ "Friday after next"."""
    return Found(shifted(next_weekday(seen.today, seen.number("wd")), 7))


def past_weekday(seen: Seen) -> Found:
    """The latest such weekday."""
    return Found(last_weekday(seen.today, seen.number("wd")))


def weekday_in_week(seen: Seen) -> Found | None:
    """That weekday of a week that is named."""
    week = seen.one("week")
    if week is None or week.period is None or week.period.grain != "week":
        return None
    return Found(shifted(week.period.first, seen.number("wd")))


def weekday_in_eight(seen: Seen) -> Found | None:
    """ "El viernes en ocho", "de mañana en ocho": a week after it; "en quince": two."""
    weeks = {8: 1, 15: 2}.get(seen.number("n"))
    base = day_of(seen, "day") or weekday(seen)
    return Found(shifted(base.day, 7 * weeks)) if weeks else None


def weekday_and_date(seen: Seen) -> Found | None:
    """A weekday beside a date: the date, with the weekday as another reading where it disagrees."""
    token, day = seen.one("day"), seen.number("wd")
    if token is None or token.found is None or token.found.end:
        return None
    agreed = with_weekday(token.found, day)
    if agreed is None or not agreed.others or agreed.day.weekday() == day:
        return agreed
    if agreed.in_year or token.code != "Z":
        return agreed
    fitting = day_or_none(agreed.day.year + 1, agreed.day.month, agreed.day.day)
    if fitting and fitting.weekday() == day and not agreed.others[1:]:
        return Found(fitting, others=(agreed.day, *agreed.others))
    just_past = day_or_none(agreed.day.year - 1, agreed.day.month, agreed.day.day)
    if just_past and just_past.weekday() == day and 0 < (seen.today - just_past).days <= 60:
        return Found(just_past)
    return agreed


def weekday_after_date(seen: Seen) -> Found | None:
    """ "12 de setembro, sexta": only where the two agree."""
    token, day = seen.one("day"), seen.number("wd")
    if token is None or token.found is None or token.found.end:
        return None
    if token.found.day.weekday() == day:
        return Found(token.found.day)
    fitting = weekday_and_date(seen)
    return fitting if fitting and fitting.day.weekday() == day else None


def weekday_and_day(seen: Seen) -> Found | None:
    """ "Viernes 17": the day of the month that fits the weekday: the coming, else the one just past."""
    n, day = seen.number("n"), seen.number("wd")
    found = day_of_month(seen.today, n)
    agreed = with_weekday(found, day)
    if agreed is None or agreed.day.weekday() == day:
        return agreed
    months = (months_later(seen.today.replace(day=1), back) for back in (0, -1))
    before = (day_or_none(month.year, month.month, n) for month in months)
    just_past = next((one for one in before if one and one < seen.today), None)
    return Found(just_past) if just_past and just_past.weekday() == day else agreed


def short_weekday(seen: Seen) -> Found | None:
    """ "El vie", "on sat", "na seg"; many short names are words too, so an article must stand before them."""
    lead = seen.one("lead")
    if lead is not None and lead.number < {"n": 2, "a": 1}.get(lead.code, 0):
        return None
    return weekday(seen)


def opening_days(seen: Seen) -> Found | None:
    """ "De lunes a viernes" says when a shop is open; "del lunes al viernes" is a span."""
    return DROPPED if seen.number("to") == 0 else None


def recurring_weekday(seen: Seen) -> Found | None:
    """ "Los viernes": no date."""
    return DROPPED if seen.number("a") == 3 else None


def no_date(seen: Seen) -> Found:
    """What looks like a date and is none ("de lunes a viernes", "cada 15")."""
    return DROPPED


def nth_weekday(seen: Seen) -> Found | None:
    """ "El primer lunes de mayo", "the last Friday of next month".

    Without a month it is of this one; where that has passed, the next month's is another reading.
    """
    n, day, token = which_one(seen), seen.number("wd"), seen.one("m")
    month = named_month_span(seen)
    if month is None or not (n == -1 or 1 <= n <= 5):
        return None
    found = nth_weekday_of(month.first, n, day)
    settled = token is not None and (token.period is not None or seen.one("y") is not None)
    if found is None or found >= seen.today or settled:
        return Found(found) if found else None
    ahead = months_later(month.first, 1 if token is None or token.code == "f" else 12)
    later = nth_weekday_of(ahead, n, day)
    if token is None:
        return Found(found, others=(later,) if later else ())
    return Found(later) if later else None


def nth_weekday_after(seen: Seen) -> Found | None:
    """ "The third Tuesday after Christmas"."""
    base, n = day_of(seen, "day"), which_one(seen)
    if base is None or not 1 <= n <= 60:
        return None
    return Found(shifted(next_weekday(base.day, seen.number("wd")), 7 * (n - 1)))
