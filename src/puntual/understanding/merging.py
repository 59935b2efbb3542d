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
_AGREES = 0.2
# What a single clause says decides over the whole message only where the whole gives it some chance.
_LEADS = 0.2
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
    # Two intents share the likelihood of the whole between them; the clause that says one knows it better.
    whole, *clauses = (one.without(rules.denies) for one in (whole, *clauses))
    likely = {i: max(one.likelihood[i] for one in (whole, *clauses)) for i in whole.likelihood}
    best = whole.likeliest
    firm = {i for i in rules.intents & SAFETY if _follows(i, best) or likely[i] >= thresholds["stands"]}
    feared = {i for i in SAFETY if whole.likelihood[i] >= thresholds["safety"]}
    told = {
        i for i in rules.intents - SAFETY - _EMPTY if _follows(i, best) or likely[i] >= thresholds["rule"]
    }
    added = {
        i for i in _said_by_clauses(clauses, thresholds) if _follows(i, best) or whole.likelihood[i] >= _LEADS
    }
    intents = settled({best} | firm | feared | told | added)
    intents = intents - _EMPTY or {best}
    primary = in_order(intents)[0]
    confidence = _confidence(primary, firm, whole, clauses)
    return Heeded(intents, confidence, _band(primary, confidence, thresholds), _why(rules, intents, best))


def _said_by_clauses(clauses: Sequence[Judgement], thresholds: Mapping[str, float]) -> set[Intent]:
    """What a clause says for itself, without doubt."""
    sure = (one for one in clauses if one.likelihood[one.likeliest] >= thresholds["clause"])
    return {one.likeliest for one in sure} - _EMPTY


def _follows(intent: Intent, best: Intent) -> bool:
    """Whether an intent comes after the likeliest one, so that it decides nothing but is dealt with too."""
    return in_order({intent, best})[0] is best and best is not Intent.UNCLEAR


def _confidence(
    primary: Intent, by_rule: set[Intent], whole: Judgement, clauses: Sequence[Judgement]
) -> float:
    """The likelihood of the deciding intent, in the whole or in the clause that says it."""
    if primary is Intent.UNCLEAR:
        return max(whole.background, whole.likelihood[Intent.UNCLEAR])
    best = max(one.likelihood[primary] for one in (whole, *clauses))
    return max(best, _LIKELY) if primary in by_rule and best >= _AGREES else best


def _band(primary: Intent, confidence: float, thresholds: Mapping[str, float]) -> Band:
    needed = thresholds["act_safety"] if primary in SAFETY else thresholds["act"]
    if confidence >= needed:
        return Band.ACT
    return Band.ASK if confidence >= thresholds["ask"] else Band.HUMAN


def _why(rules: RuleReading, intents: set[Intent], best: Intent) -> tuple[str, ...]:
    by_model = tuple(f"model hears {one.value}" for one in in_order(intents - rules.intents))
    heard = tuple(one for one in rules.why if any(intent.value in one.split() for intent in intents))
    return (*heard, *by_model) or (f"model hears {best.value}",)
