"""A message and its context become a Reading: rules and model together, then how far it may be trusted."""

from __future__ import annotations

from dataclasses import replace

from puntual.domain.reading import Band, Context, Intent, Pending, PromiseHeard, Reading

from .answers import identifiers
from .commands import commands
from .hearing import Heard, prepare
from .intents import in_order
from .merging import Heeded, heed, heed_rules
from .model.intent_model import IntentModel
from .paying import promised
from .rules import SAFETY, RuleReading, read_by_rules

_SHORT = 6
# More clauses than this are a story: the first ones and the whole tell what it is about.
_MOST_CLAUSES = 6


class Reader:
    """The `Understanding` port: safety rules first, then clauses, then the model. Threads may share one.

    Without a model (`Reader(None)`) the rules alone read, and what they cannot read goes to a person.
    """

    def __init__(self, model: IntentModel | None) -> None:
        self._model = model
        self.version = model.version if model else "rules-2"

    def read(self, text: str, context: Context) -> Reading:
        """What `text` means to us, for a customer with `context`. Any text gives a Reading, never an error."""
        heard = prepare(text, context)
        rules = read_by_rules(heard, context)
        heeded = self._heeded(heard, rules, context)
        ordered = in_order(heeded.intents)
        promise = _promise(ordered, rules, heard, context)
        return Reading(
            intents=ordered,
            primary=ordered[0],
            confidence=heeded.confidence,
            band=_band(heeded, ordered, promise, heard, context),
            language=heard.language,
            dates=heard.dates,
            amounts=heard.amounts,
            promise=promise,
            invoices=heard.references.invoices,
            identifiers=identifiers(heard, context),
            affirms=rules.affirms,
            why=heeded.why,
            model=self.version,
            commands=commands(heard, ordered, promise, heeded.confidence, bare_answer=rules.answers),
            repair=rules.repair,
        )

    def _heeded(self, heard: Heard, rules: RuleReading, context: Context) -> Heeded:
        if self._model is None or rules.answers or _by_rule_alone(rules):
            return heed_rules(rules)
        if not rules.intents and not self._model.knows(heard.body):
            return heed_rules(rules)
        whole, *each = self._model.judge(parts_of(heard, rules, context), context)
        return heed(rules, whole, each, self._model.thresholds)


def _by_rule_alone(rules: RuleReading) -> bool:
    """A wish to hear from us again is no label of the model's: the rule knows it or nobody."""
    return Intent.OPT_IN in rules.intents


def parts_of(heard: Heard, rules: RuleReading, context: Context) -> list[tuple[Heard, RuleReading]]:
    """The whole message and, where it has several, each clause of more than one word, read for itself."""
    parts = [(heard, rules)]
    clauses = [one for one in heard.clauses if len(one.text.split()) > 1]
    if len(heard.body.split()) > _SHORT and 1 < len(clauses) <= _MOST_CLAUSES:
        alone = replace(context, language=heard.language, pending=None)
        for clause in clauses:
            part = prepare(heard.text[clause.start : clause.end], alone)
            said = read_by_rules(part, alone)
            if not said.answers:
                parts.append((part, said))
    return parts


def _promise(
    ordered: tuple[Intent, ...], rules: RuleReading, heard: Heard, context: Context
) -> PromiseHeard | None:
    """The promise that the rules heard; where only the model hears one, the one day to come that is named."""
    if Intent.PROMISE not in ordered:
        return None
    if rules.promise is not None:
        return rules.promise
    return promised(heard.clauses, context.today, heard.lexicon)


def _band(
    heeded: Heeded, ordered: tuple[Intent, ...], promise: PromiseHeard | None, heard: Heard, context: Context
) -> Band:
    """Safety acts at once; doubt about money asks; what is long or was asked about already is a person's."""
    primary = ordered[0]
    short = len(heard.body.split()) <= _SHORT and not heard.cut
    if primary is Intent.UNCLEAR or heeded.band is Band.HUMAN:
        return Band.ASK if short and context.pending is not Pending.CLARIFY else Band.HUMAN
    if primary in SAFETY:
        return heeded.band
    if heard.cut:
        return Band.HUMAN
    if heeded.band is Band.ACT and (_contradicted(ordered, heard) or _two_readings(promise, heard)):
        return Band.ASK
    return heeded.band


def _two_readings(promise: PromiseHeard | None, heard: Heard) -> bool:
    """Whether the promised day can be read in two ways."""
    return promise is not None and any(one.ambiguous for one in heard.dates if one.date == promise.date)


def _contradicted(ordered: tuple[Intent, ...], heard: Heard) -> bool:
    """Whether a commitment or a claim stands beside the denial of it."""
    both = Intent.PAID in ordered and Intent.PROMISE in ordered
    denied = any(heard.lexicon.negated_can.search(clause.text) for clause in heard.clauses)
    return (Intent.PAID in ordered and denied) or (
        both and len(heard.amounts) == 0 and len(heard.clauses) < 2
    )
