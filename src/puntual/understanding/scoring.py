"""How well readings fit labels: per intent, by band, on what is out of scope, on dates, and how fast.

Pure: who reads and how long it took is given. The repository's own evaluation and a company's use the same code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import quantiles

from puntual.domain.reading import Band, Intent, Reading

from .intents import in_order

# The label of messages that have nothing to do with collections.
OUT_OF_SCOPE = "background"


@dataclass(frozen=True, slots=True)
class Label:
    """What a message means, by a person. intents: empty means out of scope.

    primary: the one that decides the next step. dates: every date in text order, None where nobody labelled them.
    """

    intents: tuple[Intent, ...]
    primary: Intent | None
    dates: tuple[date, ...] | None = None
    country: str = ""

    @property
    def name(self) -> str:
        """The row of the confusion matrix."""
        return self.primary.value if self.primary is not None else OUT_OF_SCOPE


@dataclass(frozen=True, slots=True)
class Judged:
    """A label with the reading that it is compared to. seconds: how long reading took."""

    label: Label
    reading: Reading
    seconds: float = 0.0

    @property
    def right(self) -> bool:
        """Whether the deciding intent fits; out of scope, whether no intent was heard."""
        expected = self.label.primary
        return self.reading.primary is (Intent.UNCLEAR if expected is None else expected)


@dataclass(frozen=True, slots=True)
class IntentScore:
    """One intent as the deciding one. lines: how many are labelled so. heard: share heard, deciding or not."""

    lines: int
    precision: float
    recall: float
    f1: float
    heard: float


@dataclass(frozen=True, slots=True)
class BandScore:
    """One band. share: of all lines; accuracy: of the lines in it, None where there are none."""

    lines: int
    share: float
    accuracy: float | None


@dataclass(frozen=True, slots=True)
class DateScore:
    """Lines with labelled dates. exact: all dates right; wrong: one that is not in the message; missed: the rest."""

    lines: int
    exact: float
    wrong: float
    missed: float


@dataclass(frozen=True, slots=True)
class Scores:
    """The whole comparison. confusion: lines by (label, deciding intent read). Times in milliseconds.

    out_of_scope_accepted: share of the lines out of scope that would have been acted on; None without any.
    """

    lines: int
    accuracy: float
    macro_f1: float
    intents: dict[Intent, IntentScore]
    confusion: dict[tuple[str, str], int]
    bands: dict[Band, BandScore]
    out_of_scope: int
    out_of_scope_accepted: float | None
    countries: dict[str, BandScore]
    dates: DateScore | None
    p50: float
    p95: float


def label_of(
    intents: Iterable[Intent],
    primary: Intent | None = None,
    *,
    dates: tuple[date, ...] | None = None,
    country: str = "",
) -> Label:
    """A label; without a deciding intent, the one that decides by the order of the conversation's table."""
    held = tuple(dict.fromkeys([primary, *intents] if primary is not None else intents))
    deciding = primary if primary is not None else (in_order(set(held))[0] if held else None)
    return Label(held, deciding, dates, country)


def score(judged: Sequence[Judged]) -> Scores:
    """Compare. Raises ValueError without a line."""
    if not judged:
        raise ValueError("there is nothing to score")
    intents = {intent: found for intent in Intent if (found := _intent(intent, judged)) is not None}
    outside = [one for one in judged if one.label.primary is None]
    middle, high = _percentiles([one.seconds for one in judged])
    return Scores(
        lines=len(judged),
        accuracy=_share(one.right for one in judged),
        macro_f1=_mean([one.f1 for one in intents.values() if one.lines]),
        intents=intents,
        confusion=dict(Counter((one.label.name, one.reading.primary.value) for one in judged)),
        bands={band: _part(judged, [one for one in judged if one.reading.band is band]) for band in Band},
        out_of_scope=len(outside),
        out_of_scope_accepted=_share(one.reading.band is Band.ACT for one in outside) if outside else None,
        countries={
            country: _part(judged, [one for one in judged if one.label.country == country])
            for country in sorted({one.label.country for one in judged} - {""})
        },
        dates=_dates([one for one in judged if one.label.dates is not None]),
        p50=middle,
        p95=high,
    )


def _intent(intent: Intent, judged: Sequence[Judged]) -> IntentScore | None:
    """None for an intent that is neither labelled nor read."""
    meant = [one for one in judged if one.label.primary is intent]
    # What is out of scope is rightly unclear, so that counts for nobody.
    read = [
        one
        for one in judged
        if one.reading.primary is intent and not (one.label.primary is None and one.right)
    ]
    if not meant and not read:
        return None
    both = sum(one.reading.primary is intent for one in meant)
    precision, recall = both / len(read) if read else 0.0, both / len(meant) if meant else 0.0
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    holds = [one for one in judged if intent in one.label.intents]
    heard = _share(intent in one.reading.intents for one in holds) if holds else 0.0
    return IntentScore(len(meant), precision, recall, f1, heard)


def _part(judged: Sequence[Judged], part: Sequence[Judged]) -> BandScore:
    accuracy = _share(one.right for one in part) if part else None
    return BandScore(len(part), len(part) / len(judged), accuracy)


def _dates(judged: Sequence[Judged]) -> DateScore | None:
    if not judged:
        return None
    exact = wrong = 0
    for one in judged:
        expected = one.label.dates or ()
        read = tuple(mention.date for mention in one.reading.dates)
        exact += read == expected
        wrong += read != expected and not set(read) <= set(expected)
    lines = len(judged)
    return DateScore(lines, exact / lines, wrong / lines, (lines - exact - wrong) / lines)


def _share(flags: Iterable[bool]) -> float:
    return _mean([float(flag) for flag in flags])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _percentiles(seconds: Sequence[float]) -> tuple[float, float]:
    if len(seconds) == 1:
        return seconds[0] * 1000, seconds[0] * 1000
    cuts = quantiles(seconds, n=20, method="inclusive")
    return cuts[9] * 1000, cuts[18] * 1000
