"""What comes without words that can be read: a possible receipt, or something that a person looks at."""

from __future__ import annotations

from puntual.domain.facts import PaymentClaimed, Reason, ReferenceGiven
from puntual.domain.policy import OnVoice
from puntual.domain.reading import Pending
from puntual.wording.types import MessageType

from .draft import Draft


def media(draft: Draft) -> None:
    """A picture or document may be a receipt; what cannot be read here is a person's, or asked for as text."""
    if draft.heard.media in {"picture", "document"}:
        if not draft.view.claimed:
            draft.facts.append(PaymentClaimed(None))
        draft.facts.append(ReferenceGiven())
        draft.close(Pending.RECEIPT)
        draft.say(MessageType.RECEIPT_RECEIVED)
        draft.reasons.append("sent a picture or document: a possible receipt")
    elif draft.policy.on_voice is OnVoice.ASK_FOR_TEXT:
        draft.say(MessageType.ASK_FOR_TEXT)
        draft.reasons.append("sent something that cannot be read here: asked for text")
    else:
        draft.hand_over(Reason.MEDIA)
        draft.reasons.append("sent something that cannot be read here: a person listens")
