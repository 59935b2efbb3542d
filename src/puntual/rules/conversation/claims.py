"""The customer says that it is paid: registered and checked against the ERP, never taken on their word."""

from __future__ import annotations

from puntual.domain.facts import PaymentClaimed, QuestionAsked, QuestionClosed, ReferenceGiven
from puntual.domain.reading import Intent, Pending
from puntual.wording.types import MessageType

from .draft import Draft, in_minor_units


def paid(draft: Draft) -> None:
    """A claim, with or without a reference; where nothing is open the ERP has it already."""
    if not draft.view.items and draft.view.facts_good:
        draft.say(MessageType.CLAIM_FOUND_THANKS)
        draft.reasons.append("says that it is paid, and the ERP agrees")
        return
    draft.facts.append(PaymentClaimed(_spoken_amount(draft)))
    if draft.heard.reading.identifiers:
        draft.facts.append(ReferenceGiven())
        draft.say(MessageType.RECEIPT_RECEIVED)
    else:
        draft.facts.append(QuestionAsked(Pending.RECEIPT))
        draft.say(MessageType.CLAIM_RECEIVED_ASK_REFERENCE)
    draft.reasons.append(
        "says that it is paid: registered, checked against the ERP, never taken on their word"
    )


def _spoken_amount(draft: Draft) -> int | None:
    amounts = draft.heard.reading.amounts
    return in_minor_units(amounts[0].value, draft.view.currency) if len(amounts) == 1 else None


def answer(draft: Draft) -> bool:
    """Whether the message gave the reference that we asked for."""
    reading = draft.heard.reading
    gave_something = bool(reading.identifiers) or reading.primary is Intent.IDENTIFICATION
    if not gave_something:
        return False
    draft.facts += [ReferenceGiven(), QuestionClosed()]
    draft.say(MessageType.RECEIPT_RECEIVED)
    draft.reasons.append("gave a reference for the payment claimed")
    return True
