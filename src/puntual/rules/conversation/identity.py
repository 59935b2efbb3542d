"""Who writes: asked for before facts are told, proved, or denied."""

from __future__ import annotations

from puntual.domain.contact import Identity
from puntual.domain.facts import (
    IdentityFailed,
    IdentityLinked,
    IdentityProved,
    QuestionAsked,
    QuestionClosed,
    Reason,
)
from puntual.domain.reading import Intent, Pending
from puntual.wording.types import MessageType

from .draft import Draft
from .stopping import wrong_number
from .view import OpenItem

MAX_PROOF_TRIES = 5


def may_tell(draft: Draft, needed: Identity, items: tuple[OpenItem, ...], intent: Intent) -> bool:
    """Facts go only to who is known well enough, and only when they are good."""
    if draft.view.identity < needed:
        draft.facts.append(QuestionAsked(Pending.IDENTIFICATION, (intent.value,)))
        draft.say(MessageType.IDENTIFICATION_ASK)
        draft.reasons.append("asks for facts: identity comes first")
        return False
    if not draft.view.facts_good or not items:
        draft.hand_over(Reason.NO_FACTS, MessageType.NO_FACTS_YET)
        draft.reasons.append("no facts that may be stated: a person looks")
        return False
    return True


def identified(draft: Draft) -> None:
    """They say who they are though we did not ask (any more): taken note of, nothing is disclosed."""
    if len(draft.heard.reading.intents) == 1:
        draft.say(MessageType.IDENTIFIED_THANKS)
        draft.reasons.append("says who they are: nothing follows from it by itself")


def answer(draft: Draft) -> bool:
    """Whether the message answered the verification, rightly or wrongly."""
    if draft.view.proof:
        draft.facts += [IdentityProved(), QuestionClosed()]
        _tell_what_was_asked(draft)
        return True
    if draft.heard.reading.primary not in {Intent.IDENTIFICATION, Intent.UNCLEAR}:
        return False
    draft.facts.append(IdentityFailed())
    draft.reasons.append("the answer does not match the records")
    if draft.view.failed_proofs + 1 >= MAX_PROOF_TRIES:
        draft.hand_over(Reason.IDENTITY)
    else:
        draft.say(MessageType.IDENTIFICATION_ASK)
    return True


def _tell_what_was_asked(draft: Draft) -> None:
    """The question that started the verification is answered at once."""
    named = tuple(item.id for item in draft.view.open_items)
    asked = draft.view.about[0] if draft.view.about else ""
    draft.reasons.append("passed the verification: the question is answered")
    if asked and (not named or not draft.view.facts_good):
        draft.hand_over(Reason.NO_FACTS, MessageType.NO_FACTS_YET)
        draft.reasons.append("no facts that may be stated: a person looks")
    elif not asked:
        draft.say(MessageType.IDENTIFIED_THANKS)
    elif asked == Intent.PAYMENT_REFERENCE:
        draft.say(MessageType.PAYMENT_FACTS, named=named)
    elif asked == Intent.INVOICE_QUESTION:
        draft.say(MessageType.INVOICE_FACTS, named=named[:1])
    else:
        draft.say(MessageType.BALANCE_FACTS, named=named)


def right_party(draft: Draft) -> bool:
    """Whether the message answered "do I speak with ...?"."""
    if draft.heard.reading.affirms is True or Intent.IDENTIFICATION in draft.heard.reading.intents:
        draft.facts += [IdentityLinked(), QuestionClosed()]
        draft.say(MessageType.IDENTIFIED_THANKS)
        draft.reasons.append("confirmed who they are")
        return True
    if draft.heard.reading.affirms is False:
        wrong_number(draft)
        return True
    return False
