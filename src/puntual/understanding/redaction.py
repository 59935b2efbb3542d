"""A message without what it says about whom: names, accounts, documents, phones, addresses, other numbers.

Dates and amounts stay as they were written, because what a message means often hangs on them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from puntual.domain.reading import Context

from .amounts import find_amounts
from .dates import blank_dates, find_dates
from .language import detect, home_language
from .normalise import fold
from .references import find_references

Mark = Callable[[str, str], str]

_ID, _NAME, _NUMBER = "ID", "NAME", "N"
_PARTICLES = frozenset({"del", "los", "las", "dos", "das", "von", "van", "san", "and", "the"})
_LEAST_NAME = 3
_DIGITS = re.compile(r"\d(?:[\d.,/-]*\d){2,}")
_LONG_BARE = re.compile(r"\d{7,}")
_LINKED_OR_LONG = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|@\w{3,}")
_PRESENTS = re.compile(
    r"(?<![a-z0-9])(?:soy|me llamo|mi nombre es|habla|le escribe|les escribe|atte\.?|atentamente|sou|me chamo|"
    r"meu nome e|aqui e|aqui quem fala e|my name is|my name's|i am|i'm|this is|regards)[ ,:]+"
    r"(?:(?:el|la|o|a|don|dona|senor|senora|sr|sra|mr|mrs|ms)\.? )?"
)
_CAPITAL = "[A-ZÁÉÍÓÚÑÂÊÔÃÕÇÜ][\\w'-]+"
_CAPITALISED = re.compile(rf"{_CAPITAL}(?: (?:(?:de|del|da|do|dos|la) )*{_CAPITAL}){{0,4}}")


def placeholder(kind: str, words: str) -> str:
    """What stands for hidden words where only their sort matters: [NAME], [ID], [N]."""
    del words
    return f"[{kind}]"


def same_shape(kind: str, words: str) -> str:
    """Hidden words with their shape: letters become x, digits 0, so that the line can still be read."""
    del kind
    return "".join("0" if c.isdigit() else ("X" if c.isupper() else "x") if c.isalpha() else c for c in words)


def redact(text: str, context: Context, names: Iterable[str] = (), mark: Mark = placeholder) -> str:
    """`text` with everything hidden that identifies someone. names: those on record, hidden wherever they stand.

    A name that neither stands on record nor follows a presentation ("soy ...") cannot be told from a word.
    """
    kinds = _kinds(text, context, names)
    parts = []
    at = 0
    for kind, run in groupby(kinds):
        length = len(list(run))
        words = text[at : at + length]
        parts.append(mark(kind, words) if kind else words)
        at += length
    return "".join(parts)


def _kinds(text: str, context: Context, names: Iterable[str]) -> list[str]:
    """For every character what it must be hidden as; empty where it may stay."""
    folded = fold(text)
    kinds = [""] * len(text)
    masked = find_references(text, folded).masked
    for at, (before, after) in enumerate(zip(folded, masked, strict=True)):
        if after == "§" and before != "§":
            kinds[at] = _ID
    needed = _needed(text, masked, folded, context)
    for start, end in _numbers(folded):
        if not any(first <= start and end <= last for first, last in needed):
            _hide(kinds, start, end, _NUMBER)
    for match in _LINKED_OR_LONG.finditer(folded):
        _hide(kinds, *match.span(), _ID)
    for start, end in _names(text, folded, names):
        if not any(first < end and start < last for first, last in needed):
            _hide(kinds, start, end, _NAME)
    return kinds


def _hide(kinds: list[str], start: int, end: int, kind: str) -> None:
    for at in range(start, end):
        kinds[at] = kinds[at] or kind


def _needed(text: str, masked: str, folded: str, context: Context) -> list[tuple[int, int]]:
    """Where dates and amounts stand; a long bare number is more likely an account than an amount."""
    language = detect(text, folded, home_language(context.language, context.country))
    country = (context.country or "").upper()
    dates = find_dates(text, masked, language, context.today, country)
    amounts = find_amounts(text, blank_dates(masked, dates), context.balance, context.currency, country)
    spans = [(one.start, one.end) for one in dates]
    spans += [(a.start, a.end) for a in amounts if not _LONG_BARE.fullmatch(folded[a.start : a.end].strip())]
    return spans


def _numbers(folded: str) -> Iterator[tuple[int, int]]:
    for match in _DIGITS.finditer(folded):
        yield match.span()


def _names(text: str, folded: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    words = {word for name in names for word in re.findall(r"[^\W\d_]+", fold(name))}
    words = {word for word in words if len(word) >= _LEAST_NAME and word not in _PARTICLES}
    if words:
        known = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, words)))})(?!\w)")
        for match in known.finditer(folded):
            yield match.span()
    for match in _PRESENTS.finditer(folded):
        if name := _CAPITALISED.match(text, match.end()):
            yield name.span()
