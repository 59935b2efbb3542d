"""Every date that a message mentions, resolved against the customer's own today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from puntual.domain.reading import DateMention

from . import dates_en, dates_es, dates_pt
from .calendar import Found
from .date_rules import DateRule, Day, Names

_GRAMMARS: dict[str, tuple[tuple[DateRule, ...], Names]] = {
    "es": (dates_es.RULES, dates_es.NAMES),
    "pt": (dates_pt.RULES, dates_pt.NAMES),
    "en": (dates_en.RULES, dates_en.NAMES),
}
# Where the month stands first in figures.
_MONTH_FIRST = frozenset({"US", "PA", ""})


@dataclass(frozen=True, slots=True)
class LocatedDate:
    """A mention and where it stands in the text."""

    mention: DateMention
    start: int
    end: int


def find_dates(text: str, masked: str, language: str, today: date, country: str) -> tuple[LocatedDate, ...]:
    """The dates of a message in text order. `masked`: the folded text with identifiers blanked out.

    A mention that can be read in two ways carries all readings and is marked ambiguous. No date words, no date.
    """
    rules, names = _GRAMMARS[language]
    month_first = language == "en" and country in _MONTH_FIRST
    rest, located = masked, []
    for one in rules:
        for match in one.pattern.finditer(rest):
            found = one.resolve(Day(match, today, names, month_first))
            if found is None or match.start() == match.end():
                continue
            start, end = match.span()
            located.append(LocatedDate(_mention(text[start:end].strip(), found), start, end))
            rest = rest[:start] + "§" * (end - start) + rest[end:]
    return tuple(sorted(located, key=lambda one: one.start))


def _mention(words: str, found: Found) -> DateMention:
    readings = tuple(sorted({found.day, *found.others})) if found.ambiguous else ()
    return DateMention(words, found.day, found.end, found.ambiguous, readings)


def blank_dates(masked: str, dates: tuple[LocatedDate, ...]) -> str:
    """The text with its date mentions blanked out, so that they become no amounts."""
    for one in dates:
        masked = masked[: one.start] + "§" * (one.end - one.start) + masked[one.end :]
    return masked
