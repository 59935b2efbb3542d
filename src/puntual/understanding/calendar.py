"""Date arithmetic for what people say. Pure; weekdays are 0 Monday .. 6 Sunday."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Found:
    """A date read from words. `end`: last day where the words name a span. `others`: further readings.

    `in_year`: the words say which year, so that no other year can be meant.
    """

    day: date
    end: date | None = None
    others: tuple[date, ...] = ()
    in_year: bool = False

    @property
    def ambiguous(self) -> bool:
        """Whether there is more than one reading, so that it must be asked."""
        return bool(self.others)


def shifted(today: date, days: int) -> date:
    """`days` from today; the ends of the calendar hold it in."""
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def next_weekday(today: date, weekday: int) -> date:
    """The next such weekday after today: on that same weekday, a week ahead."""
    return shifted(today, (weekday - today.weekday() - 1) % 7 + 1)


def last_weekday(today: date, weekday: int) -> date:
    """The latest such weekday before today."""
    return shifted(today, -((today.weekday() - weekday - 1) % 7 + 1))


def in_next_week(today: date, weekday: int) -> date:
    """That weekday in the ISO week after today's."""
    return shifted(today, 7 - today.weekday() + weekday)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def months_later(today: date, months: int) -> date:
    """The same day `months` later, or that month's last day."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    if not 1 <= year <= 9998:
        return today
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def calendar_date(today: date, day: int, month: int, year: int | None = None) -> date | None:
    """That date, in the year given or the coming one; None where there is no such date."""
    if year is not None:
        return day_or_none(full_year(today, year), month, day)
    for candidate in range(today.year, min(today.year + 9, 9999)):
        found = day_or_none(candidate, month, day)
        if found and found >= today:
            return found
    return None


def full_year(today: date, year: int) -> int:
    """A year in two digits as the one from 70 years ago to 29 ahead; in four digits as it is."""
    if year >= 100:
        return year
    century = today.year // 100 * 100 + year
    return century - 100 if century - today.year >= 30 else century


def day_or_none(year: int, month: int, day: int) -> date | None:
    """That date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of_month(today: date, day: int) -> Found | None:
    """The coming `day` of a month. On that very day it may be today or a month ahead: ask."""
    if not 1 <= day <= 31:
        return None
    first = today.replace(day=1)
    fitting = (day_or_none(m.year, m.month, day) for m in (months_later(first, n) for n in range(13)))
    coming = [found for found in fitting if found and found >= today]
    if not coming:
        return None
    if coming[0] == today and len(coming) > 1:
        return Found(today, others=(coming[1],))
    return Found(coming[0])


def nth_weekday_of(first: date, n: int, weekday: int) -> date | None:
    """The n-th such weekday of the month that begins on `first`, -1 for the last; None where there is none."""
    last = month_end(first.year, first.month)
    if n < 0:
        return last_weekday(shifted(last, 1), weekday)
    found = shifted(first, (weekday - first.weekday()) % 7 + 7 * (n - 1))
    return found if n > 0 and found <= last else None


def pay_days(today: date) -> Found:
    """The coming pay day of a fortnight: the 15th or the month's end. Which one, only the customer knows."""
    end = month_end(today.year, today.month)
    following = months_later(today.replace(day=15), 1)
    both = [day for day in (today.replace(day=15), end, following) if day >= today]
    return Found(both[0], others=(both[1],))


def numeric_date(
    today: date, first: int, second: int, year: int | None, *, month_first: bool
) -> Found | None:
    """`first`/`second` as a date. By convention of the country; both readings where both are likely.

    A reading counts as likely when its day exists; it loses against one within 45 days of today when it
    is itself further away, because a promise is for soon.
    """
    day_first_date = calendar_date(today, first, second, year)
    month_first_date = calendar_date(today, second, first, year)
    usual, other = (month_first_date, day_first_date) if month_first else (day_first_date, month_first_date)
    if usual is None or other is None or usual == other:
        found = usual or other
        return Found(found, in_year=year is not None) if found else None
    if _soon(today, usual) and not _soon(today, other):
        return Found(usual, in_year=year is not None)
    return Found(usual, others=(other,), in_year=year is not None)


def _soon(today: date, day: date) -> bool:
    return abs((day - today).days) <= 45


def with_weekday(found: Found | None, weekday: int | None) -> Found | None:
    """A date named together with a weekday: where the two disagree, both readings are kept."""
    if found is None or weekday is None:
        return found
    readings = (found.day, *found.others)
    agreeing = [day for day in readings if day.weekday() == weekday]
    if agreeing:
        return Found(agreeing[0], in_year=found.in_year)
    return Found(found.day, others=(nearest_weekday(found.day, weekday),), in_year=found.in_year)


def nearest_weekday(day: date, weekday: int) -> date:
    """The such weekday that is nearest to `day`."""
    return shifted(day, (weekday - day.weekday() + 3) % 7 - 3)


def coming_or_next(today: date, weekday: int) -> Found:
    """ "Next Friday": Friday of next week by convention, the coming one for many. Ask where they differ."""
    coming, following = next_weekday(today, weekday), in_next_week(today, weekday)
    return Found(following) if coming == following else Found(following, others=(coming,))
