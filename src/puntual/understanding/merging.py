"""Rules and model heard together: which intents hold, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from puntual.domain.reading import Band, Intent

from .intents import in_order, settled
from .model.intent_model import Judgement
from .rules import SAFETY, RuleReading

_SURE, _LIKELY, _UNREAD = 0.97, 0.9, 0.2
# Where the model gives a rule's word at least this chance, the two together are sure.
_AGREES = 0.3
_EMPTY = frozenset({Intent.SMALLTALK, Intent.UNCLEAR, Intent.IDENTIFICATION})


@dataclass(frozen=True, slots=True)
class Heeded:
    """The intents of a message, how likely the deciding one is, and how far that may be trusted."""

    intents: set[Intent]
    confidence: float
    band: Band
    why: tuple[str, ...]


def heed_rules(rules: RuleReading) -> Heeded:
    """What the rules alone say: a bare answer to our question, or a message that no model reads."""
    intents = set(rules.intents) or {Intent.UNCLEAR}
    if intents == {Intent.UNCLEAR}:
        return Heeded(intents, _UNREAD, Band.HUMAN, rules.why or ("no rule reads this",))
    sure = _SURE if intents & SAFETY else _LIKELY
    return Heeded(intents, sure, Band.ACT, rules.why)


def heed(
    rules: RuleReading, whole: Judgement, clauses: Sequence[Judgement], thresholds: Mapping[str, float]
) -> Heeded:
    """The model's choice, what its clauses add, and the safety that a rule or a mere chance of it demands.

    thresholds: fixed by training on messages held out: `act`, `ask` (confidence of the bands), `safety`
    (a chance that suffices), `stands` (a rule falls only below it), `clause` (a clause speaks for itself).
    """
    likely = whole.likelihood
    best = whole.likeliest
    firm = {i for i in rules.intents if i in SAFETY and likely[i] >= thresholds["stands"]}
    feared = {i for i in SAFETY if likely[i] >= thresholds["safety"]}
    told = {i for i in rules.intents - SAFETY - _EMPTY if likely.get(i, 1.0) >= thresholds["rule"]}
    added = {
        one.likeliest
        for one in clauses
        if one.likeliest not in _EMPTY and one.likelihood[one.likeliest] >= thresholds["clause"]
    }
    intents = settled({best} | firm | feared | told | added)
    intents = intents - _EMPTY or {best}
    primary = in_order(intents)[0]
    confidence = _confidence(primary, firm, whole, clauses)
    return Heeded(intents, confidence, _band(primary, confidence, thresholds), _why(rules, intents, best))


def _confidence(primary: Intent, firm: set[Intent], whole: Judgement, clauses: Sequence[Judgement]) -> float:
    """The likelihood of the deciding intent, in the whole or in the clause that says it."""
    if primary is Intent.UNCLEAR:
        return max(whole.background, whole.likelihood[Intent.UNCLEAR])
    # A request to hear from us again is known by rule alone.
    best = max(one.likelihood.get(primary, _LIKELY) for one in (whole, *clauses))
    return max(best, _LIKELY) if primary in firm and best >= _AGREES else best


def _band(primary: Intent, confidence: float, thresholds: Mapping[str, float]) -> Band:
    needed = thresholds["act_safety"] if primary in SAFETY else thresholds["act"]
    if confidence >= needed:
        return Band.ACT
    return Band.ASK if confidence >= thresholds["ask"] else Band.HUMAN


def _why(rules: RuleReading, intents: set[Intent], best: Intent) -> tuple[str, ...]:
    by_model = tuple(f"model hears {one.value}" for one in in_order(intents - rules.intents))
    heard = tuple(one for one in rules.why if any(intent.value in one.split() for intent in intents))
    return (*heard, *by_model) or (f"model hears {best.value}",)
