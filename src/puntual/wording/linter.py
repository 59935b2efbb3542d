"""What no message may say: threats, a judicial look, credit bureaus, why someone did not pay, third
parties, artificial urgency; and in templates the words for which reviewers reject them.

Sources: the conduct rules that the countries' laws share (threats, court look, third parties, bureaus;
Colombia's Ley 2300 de 2023 forbids asking for the reason), and Meta's template practice. The lint reads
wordings, not record values: a customer may well be called Mora.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from .forbidden import BUREAUS, ENGLISH, PORTUGUESE, SPANISH, Fault
from .formats import language_for

_RULES = {"es": SPANISH, "pt": PORTUGUESE, "en": ENGLISH}


@dataclass(frozen=True, slots=True)
class Objection:
    """One fault and the words that show it, as written."""

    fault: Fault
    words: str


def lint(text: str, language: str, *, template: bool) -> tuple[Objection, ...]:
    """The faults of a wording in its language, in text order; empty when it may be used.

    template: also apply the words that get a WhatsApp template rejected. Accents, case and bold marks do
    not hide a word; a word inside another ("demora") is not that word.
    """
    folded = fold(text)
    code = language_for(language)
    found: list[tuple[int, Objection]] = []
    for fault, pattern in _patterns(code):
        if fault is Fault.REJECTED_WORD and not template:
            continue
        found.extend(
            (match.start(), Objection(fault, text[match.start() : match.end()].strip()))
            for match in pattern.finditer(folded)
        )
    return tuple(objection for _, objection in sorted(found, key=lambda pair: pair[0]))


def fold(text: str) -> str:
    """`text` in lower case without accents, the same length, so that positions carry over."""
    return "".join(map(_fold_char, text))


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char.isspace() or char in "*_~`":
        return " "
    base = unicodedata.normalize("NFKD", char)[0]
    lowered = base.lower()
    return lowered if len(lowered) == 1 else base


@lru_cache(maxsize=8)
def _patterns(language: str) -> tuple[tuple[Fault, re.Pattern[str]], ...]:
    """Compiled once; each alternative must stand as whole words."""
    rules = {**_RULES[language], Fault.CREDIT_BUREAU: BUREAUS}
    return tuple((fault, _compiled(block)) for fault, block in rules.items())


_CONTINUED = re.compile(r"\n\s*\+ ")


def _compiled(block: str) -> re.Pattern[str]:
    lines = _CONTINUED.sub("", block).split("\n")
    alternatives = [one.strip() for line in lines for one in line.split(" | ")]
    any_of = "|".join(one.replace(" ", r"\s+") for one in alternatives if one)
    return re.compile(rf"(?<![a-z0-9])(?:{any_of})(?![a-z0-9])")
