"""Every date that a message mentions, resolved against the customer's own today.

Conventions, which the agent's questions and the public test suites share: a bare weekday on that same weekday
is in a week; what may be past or to come is to come; "el próximo viernes" and "next Friday" are of next week
with the coming Friday as the other reading; "01/02" is read in the order of the country. "En ocho días" is
counted as it is written, because a day too late never calls a promise broken too early; "de hoy en ocho" names
the same weekday, so it is seven. A clock time alone ("a las 5") is no date, and none changes one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from puntual.domain.reading import DateMention

from . import dates_en, dates_es, dates_pt
from .date_rules import read_dates
from .date_seen import Speaker
from .date_words import Token, tokens_of

_LEXICONS = {"es": dates_es.LEXICON, "pt": dates_pt.LEXICON, "en": dates_en.LEXICON}
# Where the month stands first in figures.
_MONTH_FIRST = frozenset({"US", "PA", ""})
# No customer names dates beyond this; what follows is not scanned.
MAX_SCANNED = 4000


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
    home = country or ("US" if language == "en" else "")
    speaker = Speaker(today, home, language == "en" and country in _MONTH_FIRST)
    found = read_dates(tokens_of(masked[:MAX_SCANNED], _LEXICONS[language]), speaker)
    return tuple(LocatedDate(_mention(text, token, today), token.start, token.end) for token in found)


def _mention(text: str, token: Token, today: date) -> DateMention:
    words = text[token.start : token.end]
    if token.period is not None:
        begins = max(token.period.first, today) if token.period.current else token.period.first
        return DateMention(words, begins, token.period.last)
    found = token.found
    assert found is not None, "the grammar keeps only days and spans"
    readings = tuple(sorted({found.day, *found.others})) if found.ambiguous else ()
    return DateMention(words, found.day, found.end, found.ambiguous, readings)


def blank_dates(masked: str, dates: tuple[LocatedDate, ...]) -> str:
    """The text with its date mentions blanked out, so that they become no amounts."""
    for one in dates:
        masked = masked[: one.start] + "§" * (one.end - one.start) + masked[one.end :]
    return masked
