"""The check that facts are copied, never written: every numeral and link in a text traces to a record."""

from __future__ import annotations

import re
import unicodedata

from .formats import language_for
from .types import Facts
from .values import placeholder_names, value

_LINK = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|"
    r"(?<![\w@.])(?:[a-z0-9-]+\.)+(?:com|net|org|io|app|me|link|ly|info|biz|site|online|page|dev|shop|store|pay|"
    r"mx|co|cl|pe|ar|ec|br|us|uy|py|bo|gt|cr|pa|do|es)(?![\w-])(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_RUN = re.compile(r"\S+")
_TRAILING = ".,;:!?)]»\"'"
_COUNTED = {"es": "facturas", "pt": "faturas", "en": "invoices"}


def untraced(text: str, facts: Facts, language: str = "") -> tuple[str, ...]:
    """The words of `text` that hold a digit, or are a link, and are not a record value as rendered.

    Values are matched whole: "15 de abril de 2026" traces as one, so another year beside a right day is
    found. Any script's digits and fraction signs count. Empty: the text may leave.
    """
    code = language_for(language, facts.country)
    flat = text.translate(_BLANKS)
    covered = _covered(flat, _traceable(facts, code))
    suspects = [*_numeral_words(flat), *(match.span() for match in _LINK.finditer(flat))]
    found: dict[int, int] = {}
    for start, end in suspects:
        end = _without_trailing(flat, start, end)
        if not all(covered[i] for i in range(start, end) if _bears_meaning(flat[i])):
            found[start] = max(found.get(start, 0), end)
    return tuple(text[start:end] for start, end in sorted(found.items()))


_BLANKS = {ord(blank): " " for blank in "\u00a0\u202f\u2009"}


def _is_numeral(char: str) -> bool:
    return char.isdigit() or unicodedata.category(char) in ("Nd", "No", "Nl")


def _bears_meaning(char: str) -> bool:
    return char.isalnum() or _is_numeral(char) or char in "/@?=&%-+"


def _numeral_words(text: str) -> list[tuple[int, int]]:
    if text.isascii() and not any(map(str.isdigit, text)):
        return []
    return [match.span() for match in _RUN.finditer(text) if any(map(_is_numeral, match.group()))]


def _without_trailing(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return end


def _traceable(facts: Facts, language: str) -> list[str]:
    """Every record value as it would be rendered; lists line by line."""
    values: set[str] = set()
    for name in placeholder_names() - {"count"}:
        lines = value(name, facts, language).translate(_BLANKS).split("\n")
        values.update(line.removeprefix("• ") for line in lines)
    for position in range(len(facts.invoices)):
        one = _about_one(facts, position)
        values.update(
            value(name, one, language).translate(_BLANKS)
            for name in ("invoice", "amount", "due", "issued", "original")
        )
    if len(facts.invoices) > 1:
        # A bare count could vouch for any small number; it only stands beside what it counts.
        values.add(f"{len(facts.invoices)} {_COUNTED[language]}")
    return sorted((v for v in values if any(map(_is_numeral, v)) or _LINK.search(v)), key=len, reverse=True)


def _about_one(facts: Facts, position: int) -> Facts:
    return Facts(company="", country=facts.country, invoices=(facts.invoices[position],))


def _covered(text: str, values: list[str]) -> list[bool]:
    covered = [False] * len(text)
    for wanted in values:
        at = text.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            if _stands_alone(text, at, end):
                covered[at:end] = [True] * (end - at)
            at = text.find(wanted, at + 1)
    return covered


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the span is not part of a longer number or word: "250" does not vouch for "1,250"."""
    if start and (text[start - 1].isalnum() or _joins(text, start - 1, start - 2)):
        return False
    return not (end < len(text) and (text[end].isalnum() or _joins(text, end, end + 1)))


def _joins(text: str, mark: int, beyond: int) -> bool:
    """Whether the mark at `mark` ties a number or link on its far side to the span."""
    if text[mark] in "+%@&=/":
        return True
    return text[mark] in ".,-:'" and 0 <= beyond < len(text) and text[beyond].isalnum()
