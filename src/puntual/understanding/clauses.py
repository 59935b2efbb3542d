"""A message cut into clauses, each with the dates and amounts that stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from puntual.domain.reading import AmountMention, DateMention

from .amounts import LocatedAmount
from .dates import LocatedDate
from .lexicon import Lexicon
from .normalise import write_out

_STOP = re.compile(r"[.!?;:\n…]+(?!\d)|,(?!\d)|\s-+\s")
_QUESTION = "?"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. text: folded and written out. asks: it ends in a question mark. start, end: its place."""

    text: str
    dates: tuple[DateMention, ...]
    amounts: tuple[AmountMention, ...]
    asks: bool
    start: int
    end: int


def split(
    folded: str,
    lexicon: Lexicon,
    language: str,
    dates: tuple[LocatedDate, ...],
    amounts: tuple[LocatedAmount, ...],
) -> tuple[Clause, ...]:
    """The clauses of a folded message; never cut inside a date or an amount ("mil y quinientos")."""
    kept = [(one.start, one.end) for one in dates] + [(one.start, one.end) for one in amounts]
    cuts = sorted(
        match.span()
        for pattern in (_STOP, lexicon.conjunction)
        for match in pattern.finditer(folded)
        if not any(start <= match.start() < end for start, end in kept)
    )
    clauses, start = [], 0
    for cut_start, cut_end in [*cuts, (len(folded), len(folded))]:
        text = write_out(folded[start:cut_start], language)
        if text:
            clauses.append(
                Clause(
                    text,
                    tuple(one.mention for one in dates if start <= one.start < max(cut_start, start + 1)),
                    tuple(one.mention for one in amounts if start <= one.start < max(cut_start, start + 1)),
                    _QUESTION in folded[cut_start:cut_end],
                    start,
                    cut_start,
                )
            )
        start = max(start, cut_end)
    return tuple(clauses)
