"""Who writes: asked for before facts are told, proved, or denied."""

from __future__ import annotations

from dataclasses import replace

from puntual.domain.contact import Identity
from puntual.domain.facts import IdentityFailed, IdentityLinked, IdentityProved, Reason
from puntual.domain.reading import Command, Intent, Pending
from puntual.wording.types import MessageType

from .draft import Draft
from .stopping import wrong_number
from .view import OpenItem

MAX_PROOF_TRIES = 5
_FACTS = {
    Intent.PAYMENT_REFERENCE: MessageType.PAYMENT_FACTS,
    Intent.INVOICE_QUESTION: MessageType.INVOICE_FACTS,
    Intent.BALANCE: MessageType.BALANCE_FACTS,
}
_ANSWERED = frozenset({Intent.IDENTIFICATION, Intent.SMALLTALK, Intent.UNCLEAR})


def may_tell(draft: Draft, needed: Identity, items: tuple[OpenItem, ...], intent: Intent) -> bool:
    """Facts go only to who is known well enough, and only when they are good."""
    if draft.view.identity < needed:
        draft.ask(Pending.IDENTIFICATION, (*_asked_for(draft), intent.value))
        draft.say(MessageType.IDENTIFICATION_ASK)
        draft.reasons.append("asks for facts: identity comes first")
        return False
    if not draft.view.facts_good or not items:
        draft.hand_over(Reason.NO_FACTS, MessageType.NO_FACTS_YET)
        draft.reasons.append("no facts that may be stated: a person looks")
        return False
    return True


def _asked_for(draft: Draft) -> tuple[str, ...]:
    """What this message asks for beside, and has to wait for the same proof."""
    return next((q.about for q in draft.waiting if q.pending in draft.asked & {Pending.IDENTIFICATION}), ())


def identified(draft: Draft, command: Command) -> None:
    """They say who they are though we did not ask (any more): taken note of, nothing is disclosed."""
    if not set(draft.heard.reading.intents) - _ANSWERED:
        draft.say(MessageType.IDENTIFIED_THANKS)
        draft.reasons.append("says who they are: nothing follows from it by itself")


def answer(draft: Draft) -> frozenset[Intent] | None:
    """The intents that passing or failing the verification accounts for; None where it was not answered."""
    if draft.view.proof:
        draft.facts.append(IdentityProved())
        draft.close(Pending.IDENTIFICATION)
        draft.view = replace(draft.view, identity=Identity.PROVED)
        _tell_what_was_asked(draft)
        return _ANSWERED | {Intent(asked) for asked in draft.view.about}
    if draft.heard.reading.primary not in {Intent.IDENTIFICATION, Intent.UNCLEAR}:
        return None
    draft.facts.append(IdentityFailed())
    draft.reasons.append("the answer does not match the records")
    if draft.view.failed_proofs + 1 >= MAX_PROOF_TRIES:
        draft.hand_over(Reason.IDENTITY)
    else:
        draft.say(MessageType.IDENTIFICATION_ASK)
    return frozenset(Intent)


def _tell_what_was_asked(draft: Draft) -> None:
    """The question that started the verification is answered at once."""
    named = tuple(item.id for item in draft.view.open_items)
    draft.reasons.append("passed the verification: the question is answered")
    if draft.view.about and (not named or not draft.view.facts_good):
        draft.hand_over(Reason.NO_FACTS, MessageType.NO_FACTS_YET)
        draft.reasons.append("no facts that may be stated: a person looks")
    elif not draft.view.about:
        draft.say(MessageType.IDENTIFIED_THANKS)
    else:
        for asked in draft.view.about:
            draft.say(_FACTS[Intent(asked)], named=named[:1] if asked == Intent.INVOICE_QUESTION else named)


def right_party(draft: Draft) -> frozenset[Intent] | None:
    """The intents that an answer to "do I speak with ...?" accounts for; None where it is none."""
    intents = set(draft.heard.reading.intents)
    if draft.heard.reading.affirms is True or Intent.IDENTIFICATION in intents:
        draft.facts.append(IdentityLinked())
        draft.close(Pending.RIGHT_PARTY)
        draft.view = replace(draft.view, identity=max(draft.view.identity, Identity.LINKED))
        if not intents - _ANSWERED:
            draft.say(MessageType.IDENTIFIED_THANKS)
        draft.reasons.append("confirmed who they are")
        return _ANSWERED
    if draft.heard.reading.affirms is False:
        wrong_number(draft)
        return frozenset(Intent)
    return None
