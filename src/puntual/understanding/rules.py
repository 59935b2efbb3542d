"""What the words say by rule: phrases of each intent, what is said about paying, and answers to our question."""

from __future__ import annotations

from dataclasses import dataclass

from puntual.domain.reading import Context, Intent, Pending, PromiseHeard, Repair

from .answers import answered, correction, says_nothing_alone
from .corrections import repair_of
from .hearing import LEXICONS, Heard
from .intents import affirmation, denied, in_order, is_smalltalk, said_phrases, settled, with_hardship
from .normalise import write_out
from .paying import Stance, read_paying

SAFETY = frozenset(
    {
        Intent.OPT_OUT, Intent.LEGAL_THREAT, Intent.WRONG_NUMBER, Intent.THIRD_PARTY, Intent.HUMAN, Intent.ABUSE,
        Intent.HARDSHIP, Intent.DISPUTE,
    }
)  # fmt: skip
# An answer of more words than this may say something else beside.
_BARE = 8
# Hardship and dispute speak with too many everyday words to be looked for in another language.
_CROSS_LANGUAGE = SAFETY - {Intent.HARDSHIP, Intent.DISPUTE}


@dataclass(frozen=True, slots=True)
class RuleReading:
    """What the rules hear. intents: empty where no rule reads the message. answers: it answers our question.

    stances: what its clauses say about paying, whatever comes of it. denies: intents said only to be denied.
    """

    intents: frozenset[Intent]
    promise: PromiseHeard | None
    affirms: bool | None
    answers: bool
    why: tuple[str, ...]
    repair: Repair | None = None
    stances: frozenset[Stance] = frozenset()
    denies: frozenset[Intent] = frozenset()


def read_by_rules(heard: Heard, context: Context) -> RuleReading:
    """The intents that the words show by themselves, else by the question that we asked last."""
    found, promise, stances, why = _said(heard, context)
    affirms = affirmation(heard.text, heard.body, heard.lexicon)
    if not found - {Intent.SMALLTALK}:
        repair = repair_of(heard.body, heard.language, heard.lexicon)
        if repair is not None:
            why = (f"asks to {repair.value}",)
            return RuleReading(frozenset({Intent.SMALLTALK}), None, affirms, True, why, repair)
        taken_back = correction(heard, context)
        if taken_back is not None:
            intent, promise = taken_back
            return RuleReading(frozenset({intent}), promise, affirms, True, ("corrects what they said",))
        answer = answered(affirms, heard, context)
        if answer is not None:
            intent, promise = answer
            # What is longer may answer and say more: then the rule's word is one of two.
            whole = len(heard.body.split()) <= _BARE
            return RuleReading(frozenset({intent}), promise, affirms, whole, ("answers our question",))
        if not found and says_nothing_alone(affirms, heard, context):
            why = ("a bare answer, and no question before it",)
            return RuleReading(frozenset({Intent.UNCLEAR}), None, affirms, True, why)
    denies = frozenset(denied(heard.body, heard.lexicon) - found)
    return RuleReading(frozenset(found), promise, affirms, False, why, stances=stances, denies=denies)


def _said(
    heard: Heard, context: Context
) -> tuple[set[Intent], PromiseHeard | None, frozenset[Stance], tuple[str, ...]]:
    """What the words say by themselves."""
    said = said_phrases(heard.body, heard.lexicon) | _safety_in_any_language(heard)
    if heard.lexicon.accented_paid and heard.lexicon.accented_paid.search(heard.text.lower()):
        said.add(Intent.PAID)
    expects_date = context.pending is Pending.PROMISE_DATE and not said & SAFETY
    paying = read_paying(heard.clauses, heard.lexicon, context.today, expects_date=expects_date)
    found = with_hardship(said | paying.intents, heard.body, heard.lexicon)
    found = settled(found)
    if not found and is_smalltalk(heard.text, heard.body, heard.lexicon):
        found = {Intent.SMALLTALK}
    why = tuple(f"phrase of {intent.value}" for intent in in_order(said & found))
    if paying.intents & found:
        why += tuple(f"verb and tense say {intent.value}" for intent in in_order(set(paying.intents & found)))
    return found, paying.promise, paying.stances, why


def _safety_in_any_language(heard: Heard) -> set[Intent]:
    """Safety intents in another language than the message seems to be in: a "stop" is heard in all three."""
    found: set[Intent] = set()
    for language, lexicon in LEXICONS.items():
        if language != heard.language:
            found |= said_phrases(write_out(heard.references.masked, language), lexicon, _CROSS_LANGUAGE)
    return found
