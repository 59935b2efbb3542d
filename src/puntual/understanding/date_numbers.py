"""Numbers and ordinals in words, up to thousands: "treinta y uno", "vinte e cinco", "twenty-fifth"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberWords:
    """A language's number words, folded. joins: what may stand inside a number ("y", "e", "and", "-")."""

    cardinals: Mapping[str, int]
    ordinals: Mapping[str, int]
    joins: frozenset[str]


@dataclass(frozen=True, slots=True)
class NumberRead:
    """A number, whether it is an ordinal, and how many words it took."""

    value: int
    ordinal: bool
    words: int


def read_number(words: Sequence[str], start: int, known: NumberWords) -> NumberRead | None:
    """The longest number that begins at `words[start]`; None where none does."""
    word = words[start]
    if word in known.ordinals:
        value, ordinal = known.ordinals[word], True
    elif word in known.cardinals:
        value, ordinal = known.cardinals[word], False
    else:
        return None
    at = start + 1
    while at < len(words):
        ahead = at + (words[at] in known.joins)
        joined = _joined(value, ordinal, words[ahead], known) if ahead < len(words) else None
        if joined is None:
            break
        value, ordinal = joined
        at = ahead + 1
    return NumberRead(value, ordinal, at - start)


def _joined(value: int, ordinal: bool, word: str, known: NumberWords) -> tuple[int, bool] | None:
    """The number continued by one more word, if the word can stand there."""
    if word in known.ordinals:
        unit = known.ordinals[word]
        fits = 1 <= unit <= 9 and value % 10 == 0 and 10 <= value <= 90
        return (value + unit, True) if fits else None
    more = known.cardinals.get(word)
    if ordinal or more is None:
        return None
    if more in (100, 1000) and 1 <= value < more and (more == 1000 or value <= 9):
        return value * more, False
    if value in (19, 20) and 10 <= more <= 99:
        return value * 100 + more, False
    room = 10 ** len(str(more))
    fits = more > 0 and value >= 20 and value % room == 0 and value > more
    return (value + more, False) if fits else None
