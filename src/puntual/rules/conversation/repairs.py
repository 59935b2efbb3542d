"""The customer steers the conversation itself: leaves a thing as it is, or begins anew."""

from __future__ import annotations

from puntual.domain.reading import Repair
from puntual.wording.types import MessageType

from .draft import Draft


def repair(draft: Draft, wanted: Repair) -> None:
    """Drop what we asked. What was registered stands, and is named: taking it back needs a new day."""
    draft.drop_questions()
    if wanted is Repair.RESTART:
        draft.say(MessageType.START_OVER)
        draft.reasons.append("begins anew: our questions are dropped")
        return
    standing = draft.view.promised
    if len(standing) == 1 and not draft.view.pending:
        draft.say(MessageType.PROMISE_STANDS, promise_on=standing[0].due)
    else:
        draft.say(MessageType.LEFT_AS_IS)
    draft.reasons.append("leaves it: our questions are dropped, what was registered stands")
