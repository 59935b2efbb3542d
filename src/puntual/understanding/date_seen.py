"""What the meanings of date words share: who speaks, what was seen, and the spans that tokens name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .calendar import Found, full_year, month_end, months_later, shifted
from .date_words import Period, Token
from .workdays import business_days_later

LATEST_YEAR = 9990
_MOST_DAYS = 366 * 300


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: their own today, their country, and whether they write the month before the day."""

    today: date
    country: str
    month_first: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A match of the grammar with its tokens."""

    match: re.Match[str]
    tokens: list[Token]
    speaker: Speaker

    @property
    def today(self) -> date:
        """The customer's own date."""
        return self.speaker.today

    def one(self, group: str) -> Token | None:
        """The token of a group of one, or of its twin in another branch (m, m2..); None where there is none."""
        for twin in (group, group + "2", group + "3", group + "4"):
            if twin not in self.match.re.groupindex:
                return None
            if self.match.start(twin) >= 0:
                return self.tokens[self.match.start(twin)]
        return None

    def some(self, group: str) -> list[Token]:
        """The tokens of a group."""
        for twin in (group, group + "2"):
            if twin in self.match.re.groupindex and self.match.start(twin) >= 0:
                return self.tokens[self.match.start(twin) : self.match.end(twin)]
        return []

    def number(self, group: str) -> int:
        """The number of a group's token; 0 where the group is not there."""
        token = self.one(group)
        return token.number if token else 0


Meaning = Callable[[Seen], Found | Period | None]
DROPPED = Found(date.min)
"""Says: these words are no date, and no part of one."""


def week_span(day: date) -> Period:
    """Monday to Sunday around a day."""
    first = shifted(day, -day.weekday())
    return Period("week", first, shifted(first, 6))


def month_span(day: date) -> Period:
    """The calendar month of a day."""
    return Period("month", day.replace(day=1), month_end(day.year, day.month))


def year_span(day: date) -> Period:
    return Period("year", date(day.year, 1, 1), date(day.year, 12, 31))


def quarter_span(day: date) -> Period:
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    last = months_later(first, 2)
    return Period("quarter", first, month_end(last.year, last.month))


def unit_span(unit: str, today: date, step: int) -> Period | None:
    first = today.replace(day=1)
    if not 2 < today.year < LATEST_YEAR:
        return None
    match unit:
        case "e":
            return week_span(shifted(today, 7 * step))
        case "f":
            return month_span(months_later(first, step))
        case "g":
            return year_span(months_later(first, 12 * step))
        case "h":
            return quarter_span(months_later(first, 3 * step))
        case _:
            return None


def coming_month_year(today: date, month: int) -> int:
    return today.year + (month < today.month)


def named_year(seen: Seen, group: str) -> int | None:
    """The year that a token names: in figures, in two digits, or as a span ("next year")."""
    token = seen.one(group)
    if token is None:
        return None
    if token.period is not None:
        return token.period.first.year if token.period.grain == "year" else None
    return full_year(seen.today, token.number)


def named_month_span(seen: Seen, group: str = "m") -> Period | None:
    """The month that a token names: by name, as a span, or the running one ("del mes")."""
    token = seen.one(group)
    if token is None or token.code == "f":
        return month_span(seen.today)
    if token.period is not None:
        return token.period if token.period.grain == "month" else None
    year = named_year(seen, "y") or coming_month_year(seen.today, token.number)
    return month_span(date(year, token.number, 1)) if 1 <= year <= LATEST_YEAR else None


def which_one(seen: Seen) -> int:
    """Which one; Portuguese "segunda" is Monday and second."""
    token = seen.one("n")
    return 0 if token is None else 2 if token.code == "S" else token.number


def names_a_day(lead: Token) -> bool:
    """Whether a number after this word is a day: "el", "al", "del", "dia", "on the", "antes del"."""
    if lead.code == "J":
        return abs(lead.number) == 2
    return (lead.code in "avobd" and lead.number in (1, 2)) or (lead.code == "t" and lead.number == 1)


def day_of(seen: Seen, group: str) -> Found | None:
    token = seen.one(group)
    if token is None:
        return None
    if token.code == "K":
        return Found(shifted(seen.today, token.number))
    return token.found


def moved(start: date, length: list[Token], direction: int, country: str) -> date | None:
    """The day after (before) `start` by what the tokens add up to; hours only where they make whole days."""
    days = months = hours = 0
    amount = 1
    for token in length:
        match token.code:
            case "N" | "u" | "#" | "C" | "O" | "R" | "≈":
                amount = token.number
            case "d":
                days += amount
            case "e":
                days += 7 * amount
            case "q":
                days += token.number * amount
            case "f":
                months += amount
            case "g":
                months += 12 * amount
            case "h":
                months += 3 * amount
            case "H":
                hours += amount * token.number
            case _:
                pass
    days += hours // 24
    if (days, months) == (0, 0) or days > _MOST_DAYS or months > 12 * LATEST_YEAR:
        return None
    if any(token.code == "B" for token in length):
        return business_days_later(start, direction * days, country) if days <= 366 and not months else None
    moved = months_later(start, direction * months) if months else start
    if months and moved == start:
        return None
    return shifted(moved, direction * days)
