"""What words for spans mean: weeks, months, quarters, feasts, pay days, weekends, ends and beginnings."""

from __future__ import annotations

from datetime import date

from .calendar import (
    Found,
    day_of_month,
    in_next_week,
    month_end,
    months_later,
    nearest_weekday,
    next_weekday,
    nth_weekday_of,
    pay_days,
    shifted,
)
from .date_seen import (
    LATEST_YEAR,
    Meaning,
    Seen,
    coming_month_year,
    month_span,
    moved,
    named_month_span,
    named_year,
    quarter_span,
    unit_span,
    week_span,
    which_one,
    year_span,
)
from .date_words import Period
from .feasts import Feast, feast_day, feast_end


def relative_period(step: int) -> Meaning:
    """This (0), next (1) or last (-1) week, month, quarter or year."""

    def meaning(seen: Seen) -> Period | None:
        token = seen.one("unit") or seen.tokens[0]
        unit = token.code
        if seen.one("after") and (token.number != 1 or seen.number("after") == 2):
            return None
        period = unit_span(unit, seen.today, step)
        return period and Period(period.grain, period.first, period.last, current=step == 0)

    return meaning


def named_month(seen: Seen) -> Period | None:
    """A month by name with its year, else the coming such month; this month while it lasts."""
    month = seen.number("m")
    year = named_year(seen, "y")
    if year is None:
        year = coming_month_year(seen.today, month)
    return month_span(date(year, month, 1)) if 1 <= year <= LATEST_YEAR else None


def months(seen: Seen) -> Period | None:
    """ "De mayo a julio": from the first day to the last."""
    end = named_month_span(seen)
    start = seen.number("from")
    if end is None:
        return None
    first = date(end.first.year - (start > end.first.month), start, 1)
    return Period("some", first, end.last)


def next_month_named(seen: Seen) -> Period | None:
    """ "Next March": the coming one that is not the running month."""
    month = seen.number("m")
    return month_span(date(seen.today.year + (month <= seen.today.month), month, 1))


def last_month_named(seen: Seen) -> Period | None:
    """ "Last March": the latest that is over."""
    month = seen.number("m")
    year = seen.today.year - (month >= seen.today.month)
    return month_span(date(year, month, 1)) if year >= 1 else None


def month_in_figures(seen: Seen) -> Period | None:
    """ "04/2026"."""
    token = seen.one("d")
    if token is None or token.number != 2:
        return None
    month, year = token.figures
    return month_span(date(year, month, 1)) if 1 <= month <= 12 and 1 <= year <= LATEST_YEAR else None


def nth_quarter(seen: Seen) -> Period | None:
    """ "Third quarter", with or without a year."""
    n = which_one(seen)
    year = named_year(seen, "y") or seen.today.year
    if not (n == -1 or 1 <= n <= 4) or not 1 <= year <= LATEST_YEAR:
        return None
    return quarter_span(date(year, 3 * (4 if n == -1 else n) - 1, 1))


def within(seen: Seen) -> Period | None:
    """ "En los próximos 15 días": from tomorrow to then."""
    end = moved(seen.today, seen.some("length"), 1, seen.speaker.country)
    return Period("some", shifted(seen.today, 1), end) if end and end > seen.today else None


def coming_units(direction: int) -> Meaning:
    """ "The next 3 days", "last two weeks": as many whole days, weeks, months or years as are said."""

    def meaning(seen: Seen) -> Period | None:
        length = seen.some("length")
        now = unit_span(length[-1].code, seen.today, 0) or next(
            (unit_span(one.code, seen.today, 0) for one in length if one.code in "efg"), None
        )
        start = now.first if now else seen.today
        edge = moved(start, length, direction, seen.speaker.country)
        said_after_number = length[1].code in "xlL" and length[-1].number == 1
        if edge is None or seen.number("past") == 1 or said_after_number:
            return None
        if direction < 0:
            return Period("some", edge, shifted(start, -1)) if edge < start else None
        first = shifted(now.last if now else seen.today, 1)
        last = moved(first, length, 1, seen.speaker.country)
        return Period("some", first, shifted(last, -1)) if last and last > first else None

    return meaning


def week_with(seen: Seen) -> Period | None:
    """ "The week of the 15th"."""
    day = seen.one("day")
    return week_span(day.found.day) if day and day.found else None


def nth_week(seen: Seen) -> Period | None:
    """ "The first week of December": the first that begins in it; the last that ends in it."""
    month, n = named_month_span(seen), which_one(seen)
    edge = month and (nth_weekday_of(month.first, -1, 6) if n == -1 else nth_weekday_of(month.first, n, 0))
    return week_span(edge) if edge else None


def nth_half(seen: Seen) -> Period | None:
    """ "The second fortnight of May": from the 16th."""
    month, n = named_month_span(seen), which_one(seen)
    if month is None or n not in (1, 2, -1):
        return None
    middle = month.first.replace(day=15)
    return Period("some", month.first, middle) if n == 1 else Period("some", shifted(middle, 1), month.last)


def end_of(seen: Seen) -> Found | None:
    """The last day of a month or year; of a week, from its Friday."""
    token = seen.one("m")
    if token is not None and token.period is not None:
        span: Period | None = token.period
    elif token is not None and token.code == "Y":
        span = year_span(date(token.number, 1, 1))
    elif token is not None and token.code in "eg":
        span = unit_span(token.code, seen.today, 0)
    else:
        span = named_month_span(seen)
    if span is None:
        return None
    return Found(shifted(span.last, -2), span.last) if span.grain == "week" else Found(span.last)


def short_end(seen: Seen) -> Found | None:
    """ "EOM", "EOW", "EOY"."""
    day = {
        1: month_end(seen.today.year, seen.today.month),
        2: week_span(seen.today).last,
        3: date(seen.today.year, 12, 31),
    }.get(seen.number("end"))
    return Found(day) if day else None


def start_of(seen: Seen) -> Found | None:
    """The first five days of a month (two of a week, the first month of a year)."""
    token = seen.one("m")
    if token is None or token.code == "f":
        span: Period | None = month_span(months_later(seen.today.replace(day=1), 1))
    elif token.period is not None:
        span = token.period
    elif token.code == "g":
        span = unit_span("g", seen.today, 1)
    elif token.code == "e":
        span = unit_span("e", seen.today, 1)
    else:
        span = named_month_span(seen)
    if span is None:
        return None
    length = {"week": 1, "month": 4}.get(span.grain, 30)
    return Found(span.first, shifted(span.first, length))


def middle_of(seen: Seen) -> Found | None:
    """The 15th of a month, of the coming where none is named; of a week, its Wednesday."""
    token = seen.one("m")
    if token is None or token.code == "f":
        found = day_of_month(seen.today, 15)
        return Found(found.day) if found else None
    if token.code == "e" or (token.period and token.period.grain == "week"):
        week = token.period or week_span(seen.today)
        return Found(shifted(week.first, 2))
    if token.code == "g" or (token.period and token.period.grain == "year"):
        year = token.period.first.year if token.period else seen.today.year
        return Found(date(year, 7, 1))
    month = named_month_span(seen)
    return Found(month.first.replace(day=15)) if month else None


def pay_day(seen: Seen) -> Found | None:
    """The coming fortnight's pay day: the 15th or the month's end. An English fortnight is no pay day."""
    return None if seen.number("q") == 14 else pay_days(seen.today)


def weekend(seen: Seen) -> Found:
    """The coming Saturday and Sunday; on one of them, what is left of it."""
    start = seen.today if seen.today.weekday() >= 5 else next_weekday(seen.today, 5)
    return Found(start, shifted(start, 6 - start.weekday()))


def next_weekend(seen: Seen) -> Found:
    """ "El próximo fin de semana": of next week by convention, the coming one for many."""
    saturday = in_next_week(seen.today, 5)
    coming = weekend(seen).day
    return Found(saturday, shifted(saturday, 1), others=(coming,) if coming != saturday else ())


def past_weekend(seen: Seen) -> Found:
    """Saturday and Sunday of last week."""
    saturday = shifted(in_next_week(seen.today, 5), -14)
    return Found(saturday, shifted(saturday, 1))


def nth_weekend(seen: Seen) -> Found | None:
    """ "The last weekend of July": by its Saturday."""
    month, n = named_month_span(seen), which_one(seen)
    saturday = month and nth_weekday_of(month.first, n, 5)
    return Found(saturday, shifted(saturday, 1)) if saturday else None


def feast(step: int) -> Meaning:
    """A feast of the year named; else the coming (0, 1) or the latest (-1)."""

    def meaning(seen: Seen) -> Found | None:
        name, country = Feast(seen.number("feast")), seen.speaker.country
        year = named_year(seen, "y")
        if year is None:
            year = seen.today.year
            this = feast_day(name, year, country) if year < LATEST_YEAR else date.max
            if step >= 0:
                year += this < seen.today
            else:
                year -= this >= seen.today
        if not 1583 <= year <= LATEST_YEAR:
            return None
        day = feast_day(name, year, country)
        return Found(day, feast_end(name, day))

    return meaning


def feast_weekend(seen: Seen) -> Found | None:
    """ "Labor day weekend": the weekend beside the feast, with it."""
    token = seen.one("feast")
    found = token and token.found
    if not found:
        return None
    saturday = nearest_weekday(found.day, 5)
    return Found(min(saturday, found.day), max(shifted(saturday, 1), found.day))
