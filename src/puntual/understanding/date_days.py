"""What words for days mean: in figures, by month and day, counted from today or from another day."""

from __future__ import annotations

from .calendar import (
    Found,
    calendar_date,
    day_of_month,
    day_or_none,
    months_later,
    next_weekday,
    numeric_date,
    shifted,
)
from .date_seen import Meaning, Seen, day_of, moved, named_month_span, named_year, names_a_day, which_one
from .workdays import business_day_of_month, business_days_later, coming_business_day


def relative_day(seen: Seen) -> Found:
    """Today, tomorrow, yesterday."""
    return Found(shifted(seen.today, seen.number("day")))


def relative_day_and_weekday(seen: Seen) -> Found | None:
    """ "Mañana viernes": where the two disagree, both. After a comma only where they agree."""
    found = Found(shifted(seen.today, seen.number("day")))
    weekday = seen.number("wd")
    if seen.some("apart") and found.day.weekday() != weekday:
        return None
    if found.day.weekday() != weekday:
        return Found(found.day, others=(next_weekday(seen.today, weekday),))
    return found


def in_figures(seen: Seen) -> Found | None:
    """A date in figures, in the order of the country. "1/2" needs an article: it may be a half."""
    token = seen.one("d")
    if token is None or token.number == 2:
        return None
    if token.number in (1, 3) and not any(names_a_day(one) or one.number >= 2 for one in seen.some("lead")):
        return None
    if token.figures[0] > 31:
        if len(token.figures) != 3:
            return None
        year, month, day = token.figures
        exact = calendar_date(seen.today, day, month, year)
        return Found(exact) if exact else None
    first, second, *rest = token.figures
    return numeric_date(
        seen.today, first, second, rest[0] if rest else None, month_first=seen.speaker.month_first
    )


def in_american_figures(seen: Seen) -> Found | None:
    """ "08/12, 2015": whoever writes a comma before the year writes the month first."""
    token, year = seen.one("d"), seen.one("y")
    if token is None or year is None or token.number or len(token.figures) != 2:
        return None
    if year.code == "N" and (year.start - token.end > 1 or year.end - year.start != 2):
        return None
    first, second = token.figures
    return numeric_date(seen.today, first, second, year.number, month_first=True)


def figures_alone(seen: Seen) -> Found | None:
    """ "17-2", "2 / 15" and nothing else: a date where it cannot be taken for a range or a fraction."""
    first, second = seen.number("a"), seen.number("b")
    if max(first, second) <= 12:
        return None
    return numeric_date(seen.today, first, second, None, month_first=seen.speaker.month_first)


def hyphenated(seen: Seen) -> Found | None:
    """ "El 15-12": only with an article, and without spaces; "en 3-4" may be anything, "on 4-22" not."""
    first, dash, second = seen.one("a"), seen.one("dash"), seen.one("b")
    lead = seen.some("lead")
    if first and second and lead[0].code in "in@" and max(first.number, second.number) <= 12:
        return None
    if first is None or dash is None or second is None or first.end != dash.start or dash.end != second.start:
        return None
    return numeric_date(seen.today, first.number, second.number, None, month_first=seen.speaker.month_first)


def day_and_month(seen: Seen) -> Found | None:
    """Day and month, maybe with a year. The year may belong to the month ("5 of next month")."""
    token = seen.one("m")
    n = seen.number("dom")
    if token is None or not 1 <= n <= 31:
        return None
    if token.code == "f":
        return day_of_month(seen.today, n)
    if token.code in "Mm":
        found = calendar_date(seen.today, n, token.number, named_year(seen, "y"))
    else:
        month = named_month_span(seen)
        found = day_or_none(month.first.year, month.first.month, n) if month else None
    in_year = token.code not in "Mm" or seen.one("y") is not None
    return Found(found, in_year=in_year) if found else None


def past_day_and_month(seen: Seen) -> Found | None:
    """ "El pasado 3 de abril": the latest."""
    coming = day_and_month(seen)
    if coming is None or coming.day < seen.today:
        return coming
    before = day_or_none(coming.day.year - 1, coming.day.month, coming.day.day)
    return Found(before, in_year=True) if before else None


def days_of_month(seen: Seen) -> Found | None:
    """ "13 a 15 de julio": a span."""
    last = day_and_month(seen)
    n = seen.number("from")
    first = last and day_or_none(last.day.year, last.day.month, n)
    return Found(first, last.day) if first and last and first <= last.day else None


def month_days_to_month_days(seen: Seen) -> Found | None:
    """ "10 Agosto - 12 Septiembre": the year of the second counts for both."""
    start, end = seen.one("from_month"), seen.one("m")
    last = day_and_month(seen)
    if start is None or end is None or last is None:
        return None
    month = start.period.first.month if start.period else start.number
    year = start.period.first.year if start.period else last.day.year
    first = day_or_none(year, month, seen.number("from"))
    if first and first > last.day and not start.period:
        first = day_or_none(year - 1, month, seen.number("from"))
    return Found(first, last.day) if first and first <= last.day else None


def day_only(seen: Seen) -> Found | None:
    """ "El 15", "the 15th", "dia 15": the coming one."""
    token = seen.one("n")
    lead = seen.some("lead")
    if token is None:
        return None
    if token.code == "R" and token.figures and seen.one("after"):
        return None
    strict = token.code == "N" or bool(token.figures) or all(one.code == "o" for one in lead)
    if lead and strict and not any(names_a_day(one) for one in lead):
        return None
    return day_of_month(seen.today, token.number)


def day_after_on(seen: Seen) -> Found | None:
    """English "on 15", "by the 15th", Portuguese "no 15"."""
    token = seen.one("n")
    lead = seen.number("lead")
    if token is None or (token.code == "N" and (lead < 2 or (lead == 3 and token.end - token.start > 2))):
        return None
    return day_of_month(seen.today, token.number)


def day_by_ordinal(seen: Seen) -> Found | None:
    """ "El primero", "on the fifth"; Portuguese "na 6a" is Friday."""
    n, lead, token = seen.number("n"), seen.number("lead"), seen.one("n")
    in_figures = token is not None and token.end - token.start == 2
    if lead == 3 and in_figures and 2 <= n <= 6:
        return Found(next_weekday(seen.today, n - 2))
    return day_of_month(seen.today, n) if lead == 2 or (lead == 1 and n == 1) else None


def days_only(seen: Seen) -> Found | None:
    """ "Del 15 al 20", "entre el 15 y el 20": a span from the coming one."""
    first = day_of_month(seen.today, seen.number("from"))
    start = seen.one("from")
    if first is None or start is None:
        return None
    if start.code == "N" and not any(names_a_day(one) for one in seen.some("lead")):
        return None
    last = day_or_none(first.day.year, first.day.month, seen.number("n"))
    if last is None or last < first.day:
        after = months_later(first.day.replace(day=1), 1)
        last = day_or_none(after.year, after.month, seen.number("n"))
    return Found(first.day, last) if last else None


def or_day(seen: Seen) -> Found | None:
    """ "El 15 o 16": both."""
    first, second = seen.one("day"), day_of_month(seen.today, seen.number("n"))
    if first is None or first.found is None or second is None or second.day == first.found.day:
        return None
    return Found(first.found.day, others=(*first.found.others, second.day))


def either_day(seen: Seen) -> Found | None:
    """ "El 15 o el 16": both."""
    lead, start = seen.some("lead"), seen.one("from")
    if start is None or (start.code == "N" and not any(names_a_day(one) for one in lead)):
        return None
    first, second = day_of_month(seen.today, start.number), day_of_month(seen.today, seen.number("n"))
    if first is None or second is None or first.day == second.day:
        return None
    return Found(first.day, others=(second.day,))


def from_to(seen: Seen) -> Found | None:
    """ "From Friday to the 20th": a span where the second follows the first."""
    one, other = (day_of(seen, group) for group in ("day", "other"))
    if one is None or other is None:
        return None
    last = other.end or other.day
    if one.day > last >= shifted(one.day, -6):
        last = shifted(last, 7)
    return Found(one.day, last) if one.day <= last else None


def counted(direction: int) -> Meaning:
    """ "In 3 days", "hace dos semanas", "em 5 dias úteis"."""

    def meaning(seen: Seen) -> Found | None:
        day = moved(seen.today, seen.some("length"), direction, seen.speaker.country)
        return Found(day) if day else None

    return meaning


def signed(seen: Seen) -> Found | None:
    """ "+2 months", "2026-12-29 -10 days": a minus only where a day and the number touch it on one side."""
    sign, length, day = seen.one("sign"), seen.some("length"), seen.one("day")
    if sign is None or (sign.code == "-" and (day is None or sign.end != length[0].start)):
        return None
    base = day_of(seen, "day")
    found = moved(
        base.day if base else seen.today, length, -1 if sign.code == "-" else 1, seen.speaker.country
    )
    return Found(found) if found else None


def counted_from(seen: Seen) -> Found | None:
    """ "A week from tomorrow", "dos días antes del viernes"."""
    base = day_of(seen, "day")
    side = seen.one("side")
    if base is None or side is None:
        return None
    direction = -1 if side.number < 0 else 1
    day = moved(base.day, seen.some("length"), direction, seen.speaker.country)
    return Found(day) if day else None


def day_beside(seen: Seen) -> Found | None:
    """ "The day after Christmas", "o dia antes do feriado"."""
    base, side = day_of(seen, "day"), seen.one("side")
    if base is None or side is None or base.end:
        return None
    return Found(shifted(base.day, 1 if side.number > 0 else -1))


def after_tomorrow(seen: Seen) -> Found | None:
    """ "Después de mañana": the day after it."""
    if seen.number("day") != 1 or seen.number("side") < 0:
        return None
    return Found(shifted(seen.today, 2))


def nth_business_day(seen: Seen) -> Found | None:
    """ "Quinto día hábil" of a month; without one, the coming."""
    n, token, which, unit = which_one(seen), seen.one("m"), seen.one("n"), seen.one("unit")
    if not (n == -1 or 1 <= n <= 23) or which is None:
        return None
    if (which.code == "N" and unit and unit.number == 2) or (which.code != "E" and not seen.one("unit")):
        return None
    country = seen.speaker.country
    if token is None or token.code == "f":
        return Found(coming_business_day(seen.today, n, country))
    month = named_month_span(seen)
    return Found(business_day_of_month(month.first, n, country)) if month else None


def next_business_day(seen: Seen) -> Found:
    """ "El próximo día hábil"."""
    return Found(business_days_later(seen.today, 1, seen.speaker.country))


def nth_day(seen: Seen) -> Found | None:
    """ "Third day of October"."""
    month, n = named_month_span(seen), which_one(seen)
    if month is None:
        return None
    found = month.last if n == -1 else day_or_none(month.first.year, month.first.month, n)
    return Found(found) if found else None


def next_day(seen: Seen) -> Found:
    """ "Al otro día"."""
    return Found(shifted(seen.today, 1))


def this_day(seen: Seen) -> Found | None:
    """ "Este día"; "ese día" is another that was spoken of before."""
    return Found(seen.today) if seen.number("this") != 2 else None


def same_day(seen: Seen) -> Found:
    """A bare "now"."""
    return Found(seen.today)
