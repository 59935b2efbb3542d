"""What a model's label does to the first reading: it confirms, it makes us ask, or it calls a person.

Intents, dates, amounts and answers of a reading are always the first reader's. So a model that says anything at
all, because a customer told it to, can bring about nothing that the first reader did not hear in the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from puntual.domain.reading import Band, Command, Context, Intent, Pending, PromiseHeard, Reading
from puntual.understanding.hearing import prepare
from puntual.understanding.intents import in_order
from puntual.understanding.rules import SAFETY

T = TypeVar("T")
# What may stand beside anything without changing what follows.
_COURTESY = frozenset({Intent.SMALLTALK, Intent.UNCLEAR})


@dataclass(frozen=True, slots=True)
class Labelled:
    """A model's label as plain values. Spans are quotations; what is not in the message is left out."""

    intents: tuple[Intent, ...]
    date_spans: tuple[str, ...] = ()
    amount_spans: tuple[str, ...] = ()
    abusive: bool = False


def weigh(text: str, context: Context, first: Reading, label: Labelled, version: str) -> Reading:
    """The first reading with the band that both readers together deserve. version: model and prompt."""
    heard = set(label.intents) | ({Intent.ABUSE} if label.abusive else set())
    feared = heard & SAFETY
    names = ", ".join(intent.value for intent in in_order(heard))
    model = f"{first.model}+{version}"
    if feared:
        why = f"model fears {names}: a person reads it"
        return replace(first, band=Band.HUMAN, why=(*first.why, why), model=model)
    if not _same(heard, first):
        band = Band.HUMAN if context.pending is Pending.CLARIFY else Band.ASK
        band = first.band if not heard - _COURTESY else band
        return replace(first, band=band, why=(*first.why, f"model hears {names}: not acted on"), model=model)
    pointed = _pointed(text, context, first, label)
    if pointed is None:
        why = f"model hears {names}, but of another day or amount: we ask"
        return replace(first, band=Band.ASK, why=(*first.why, why), model=model)
    return replace(pointed, band=Band.ACT, why=(*first.why, f"model confirms {names}"), model=model)


def _same(heard: set[Intent], first: Reading) -> bool:
    """Whether both readers hear the same, courtesy aside; "unclear" twice confirms nothing."""
    mine, theirs = set(first.intents) - _COURTESY, heard - _COURTESY
    if mine or theirs:
        return mine == theirs
    return first.primary is Intent.SMALLTALK and Intent.SMALLTALK in heard


def _pointed(text: str, context: Context, first: Reading, label: Labelled) -> Reading | None:
    """The promise with the day and the amount that the model points at; None where it points elsewhere.

    It can only choose among what our own extractor found in the whole message.
    """
    promise = first.promise
    if promise is None:
        return first
    days = _days(text, context, first, label.date_spans)
    sums = _sums(text, context, first, label.amount_spans)
    if promise.date is not None and days and promise.date not in days:
        return None
    if promise.amount is not None and sums and promise.amount not in sums:
        return None
    day = promise.date if promise.date is not None else _only(days)
    amount = promise.amount if promise.amount is not None else _only(sums)
    chosen = replace(promise, date=day, amount=amount)
    return replace(
        first, promise=chosen, commands=tuple(_as_promised(one, chosen, first) for one in first.commands)
    )


def _as_promised(command: Command, promise: PromiseHeard, first: Reading) -> Command:
    """The promise's own command with the day and the amount that were chosen."""
    if command.intent is not Intent.PROMISE:
        return command
    return replace(
        command,
        dates=tuple(one for one in first.dates if one.date == promise.date)[-1:] or command.dates,
        amounts=tuple(one for one in first.amounts if one.value == promise.amount)[-1:] or command.amounts,
    )


def _only(found: Sequence[T]) -> T | None:
    return found[0] if len(set(found)) == 1 else None


def _days(text: str, context: Context, first: Reading, spans: Iterable[str]) -> list[date]:
    known = {mention.date for mention in first.dates}
    found = [mention.date for span in _quoted(text, spans) for mention in prepare(span, context).dates]
    return [day for day in found if day in known]


def _sums(text: str, context: Context, first: Reading, spans: Iterable[str]) -> list[Decimal]:
    known = {mention.value for mention in first.amounts}
    found = [mention.value for span in _quoted(text, spans) for mention in prepare(span, context).amounts]
    return [value for value in found if value in known]


def _quoted(text: str, spans: Iterable[str]) -> list[str]:
    """The spans that stand in the message letter by letter."""
    return [span for span in spans if span.strip() and span in text]
