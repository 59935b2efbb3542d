"""Where the bands begin, settled on lines written apart from those it learnt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sklearn.metrics import f1_score

from puntual.domain.reading import Intent
from puntual.understanding.intents import in_order
from puntual.understanding.merging import heed, heed_rules
from puntual.understanding.model.intent_model import BACKGROUND, IntentModel, Judgement
from puntual.understanding.reader import parts_of
from puntual.understanding.rules import SAFETY, RuleReading

from .features import Prepared, context_of

# Where the search begins; each is then settled on the dev lines, one after the other, twice over.
START: dict[str, float] = {
    "stands": 0.02, "safety": 0.4, "rule": 0.05, "clause": 0.8, "act": 0.7, "act_safety": 0.5, "ask": 0.3
}  # fmt: skip
_CHOICES: dict[str, tuple[float, ...]] = {
    "stands": (0.005, 0.01, 0.02, 0.05),
    "safety": (0.35, 0.4, 0.45, 0.5),
    "rule": (0.005, 0.01, 0.02, 0.05, 0.1, 0.2),
    "clause": (0.7, 0.8, 0.9, 0.95),
}
# Below this no band acts, however well it went on the dev lines.
_LEAST_TO_ACT = 0.86
_FINE = tuple(round(_LEAST_TO_ACT + 0.01 * step, 2) for step in range(14))
# With room to the promise (0.95 right, 0.05 accepted): what comes will be other lines than these.
RIGHT_IN_ACT = 0.965
BACKGROUND_IN_ACT = 0.035
# A missed opt-out costs more than one confirmation too many.
_CRITICAL = (Intent.OPT_OUT, Intent.LEGAL_THREAT, Intent.WRONG_NUMBER, Intent.HUMAN, Intent.DISPUTE)
_CRITICAL_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """One line, judged: enough to merge it anew under other thresholds."""

    truth: str
    also: frozenset[str]
    rules: RuleReading
    whole: Judgement
    clauses: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Tuning:
    """The thresholds, and what they give on the lines that settled them."""

    thresholds: dict[str, float]
    figures: dict[str, float]


def judged(lines: Prepared, model: IntentModel) -> list[Case]:
    """Every line judged by a model that had not seen it, whole and clause by clause."""
    cases = []
    for line, (heard, rules) in zip(lines.lines, lines.heard, strict=True):
        context = context_of(line)
        whole, *clauses = model.judge(parts_of(heard, rules, context), context)
        cases.append(Case(line.primary, frozenset(line.labels), rules, whole, tuple(clauses)))
    return cases


def settle(cases: Sequence[Case]) -> Tuning:
    """First what merges, by macro-F1 and critical recall; then the bands, by how right they must be."""
    thresholds = dict(START)
    for _ in range(2):
        for name, choices in _CHOICES.items():
            worth = {value: _worth(cases, {**thresholds, name: value}) for value in choices}
            thresholds[name] = max(worth, key=lambda value: worth[value])
    read = [_merged(case, thresholds) for case in cases]
    thresholds["act"], thresholds["act_safety"] = _bands(read, thresholds)
    thresholds["ask"] = round(min(thresholds["act"], 0.5), 2)
    acting = [one for one in read if one.confidence >= thresholds[one.needs]]
    return Tuning(
        thresholds,
        {
            "macro_f1": round(_macro_f1(read), 4),
            "all_heard": round(_all_heard(read), 4),
            "act_share": round(len(acting) / len(read), 4),
            "act_right": round(sum(one.right for one in acting) / len(acting), 4),
            "background_in_act": round(_background_in_act(read, thresholds), 4),
        },
    )


@dataclass(frozen=True, slots=True)
class _Read:
    truth: str
    primary: Intent
    confidence: float
    meant: frozenset[str]
    heard: frozenset[str]

    @property
    def needs(self) -> str:
        return "act_safety" if self.primary in SAFETY else "act"

    @property
    def right(self) -> bool:
        return self.primary.value == _as_intent(self.truth)


def _as_intent(label: str) -> str:
    return Intent.UNCLEAR.value if label == BACKGROUND else label


def _merged(case: Case, thresholds: Mapping[str, float]) -> _Read:
    heeded = (
        heed_rules(case.rules)
        if case.rules.answers
        else heed(case.rules, case.whole, case.clauses, thresholds)
    )
    primary = in_order(heeded.intents)[0]
    # An unclear message is asked about or handed over whatever its confidence: it is never acted on.
    confidence = 0.0 if primary is Intent.UNCLEAR else heeded.confidence
    return _Read(case.truth, primary, confidence, case.also, frozenset(i.value for i in heeded.intents))


def _worth(cases: Sequence[Case], thresholds: Mapping[str, float]) -> float:
    read = [_merged(case, thresholds) for case in cases]
    critical = [one for one in read if one.truth in _CRITICAL]
    recall = sum(one.right for one in critical) / len(critical)
    return _macro_f1(read) + _CRITICAL_WEIGHT * recall + _all_heard(read)


def _all_heard(read: Sequence[_Read]) -> float:
    """How well all intents of the messages are heard, not only the deciding one: F1 over single intents."""
    inside = [one for one in read if one.truth != BACKGROUND]
    both = sum(len(one.meant & one.heard) for one in inside)
    return 2 * both / sum(len(one.meant) + len(one.heard) for one in inside)


def _macro_f1(read: Sequence[_Read]) -> float:
    truth = [_as_intent(one.truth) for one in read]
    return float(
        f1_score(truth, [one.primary.value for one in read], average="macro", labels=sorted(set(truth)))
    )


def _bands(read: Sequence[_Read], thresholds: Mapping[str, float]) -> tuple[float, float]:
    """Where acting begins, apart for safety and the rest: as early as its being right allows."""
    best, share = (_FINE[-1], _FINE[-1]), -1
    in_scope = [one for one in read if one.truth != BACKGROUND]
    for act, safety in product(_FINE, _FINE):
        bound = {**thresholds, "act": act, "act_safety": safety}
        acting = [one for one in in_scope if one.confidence >= bound[one.needs]]
        if len(acting) <= share or sum(one.right for one in acting) < RIGHT_IN_ACT * len(acting):
            continue
        if _background_in_act(read, bound) <= BACKGROUND_IN_ACT:
            best, share = (act, safety), len(acting)
    return best


def _background_in_act(read: Sequence[_Read], thresholds: Mapping[str, float]) -> float:
    background = [one for one in read if one.truth == BACKGROUND]
    return sum(one.confidence >= thresholds[one.needs] for one in background) / max(len(background), 1)
