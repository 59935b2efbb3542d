"""The shape of a language's rules for intents. The phrases themselves are in phrases_es, _pt and _en."""

from __future__ import annotations

import re
from dataclasses import dataclass

from puntual.domain.reading import Intent

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns over written-out text (folded, chat spellings replaced).

    harmless: phrases whose "no" negates nothing ("no se preocupe"); cut before anything else.
    sole: words that mean their intent only when they are all that is said, thanks aside.
    phrases: patterns that show an intent wherever they stand. unless: patterns that take an intent back.
    paid, commit, can: past, committing and "can" forms of paying. negated_*: the same denied.
    condition: what makes a promise hang on something. question: asks rather than says.
    rest: "and the rest", which carries a promise over a conjunction. instead: a correction ("mejor el lunes").
    accented_paid: a past that only its accent tells ("ya pagó"), over the text with its accents.
    yes, no: bare answers. polite: greetings, thanks and acknowledgements, cut to see whether more was said.
    """

    harmless: Pattern
    sole: dict[Intent, Pattern]
    phrases: dict[Intent, Pattern]
    unless: dict[Intent, Pattern]
    soft_hardship: Pattern
    paid: Pattern
    negated_paid: Pattern
    commit: Pattern
    can: Pattern
    negated_commit: Pattern
    negated_can: Pattern
    condition: Pattern
    until: Pattern
    rest: Pattern
    instead: Pattern
    yes: Pattern
    no: Pattern
    polite: Pattern
    itself: Pattern
    conjunction: Pattern
    accented_paid: Pattern | None = None


def whole(*alternatives: str) -> Pattern:
    """One pattern for phrases that stand as whole words. Blocks may be wrapped over lines at " | "."""
    parts = [one.strip() for block in alternatives for one in re.split(r"\s\|\s", block)]
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(one for one in parts if one)})(?![a-z0-9])")
