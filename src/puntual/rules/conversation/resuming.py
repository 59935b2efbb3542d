"""After a digression our own question is put again, once; where several are open, one at a time."""

from __future__ import annotations

from dataclasses import replace

from puntual.domain.facts import NotUnderstood
from puntual.domain.reading import Pending
from puntual.wording.types import MessageType

from .draft import Draft
from .view import BY_REMINDER

# The words that put a question again. The others are not asked twice: who they are is theirs to tell.
_AGAIN = {
    Pending.PROMISE_DATE: MessageType.PROMISE_DATE_AGAIN,
    Pending.RECEIPT: MessageType.RECEIPT_AGAIN,
    Pending.EXTENSION_TERMS: MessageType.TERMS_AGAIN,
}
_ENOUGH = 2
# Of the questions that one message raises the last of these is asked first.
_ASKED_LATER = (Pending.RECEIPT, Pending.PROMISE_DATE, Pending.IDENTIFICATION, Pending.EXTENSION_TERMS)
_WORDS: dict[Pending, dict[MessageType, MessageType | None]] = {
    Pending.RECEIPT: {
        MessageType.CLAIM_RECEIVED_ASK_REFERENCE: MessageType.CLAIM_NOTED,
        MessageType.CLAIM_BESIDE_PROMISE: MessageType.CLAIM_NOTED,
    },
    Pending.PROMISE_DATE: {
        MessageType.PROMISE_ASK_DATE: None,
        MessageType.PROMISE_DATE_TOO_FAR: None,
        MessageType.AMBIGUOUS_DATE: None,
    },
    Pending.IDENTIFICATION: {MessageType.IDENTIFICATION_ASK: None},
}
_COURTESIES = frozenset({MessageType.SMALLTALK_THANKS, MessageType.IDENTIFIED_THANKS})


def settle_questions(draft: Draft) -> None:
    """Leave one question in words at most, and put the one again that a digression has interrupted."""
    if draft.silenced or draft.opted_out:
        draft.drop_questions()
        return
    if draft.asked:
        _one_at_a_time(draft)
    elif draft.waiting and _digressed(draft):
        _put_again(draft)


def _one_at_a_time(draft: Draft) -> None:
    """Of several questions that this message raises one is asked now; the others wait behind it, unasked."""
    old = [one for one in draft.waiting if one.pending not in draft.asked]
    new = sorted(
        (one for one in draft.waiting if one.pending in draft.asked), key=lambda one: _rank(one.pending)
    )
    for position, question in enumerate(new[:-1]):
        new[position] = replace(question, put=0)
        _unsay(draft, question.pending)
    draft.waiting = [*old, *new]


def _rank(pending: Pending) -> int:
    return _ASKED_LATER.index(pending) if pending in _ASKED_LATER else len(_ASKED_LATER)


def _unsay(draft: Draft, pending: Pending) -> None:
    """Take the question out of the reply; what its message says besides stays."""
    for kind, instead in _WORDS.get(pending, {}).items():
        if draft.says(kind):
            draft.said = [one for one in draft.said if one.type != kind.value]
            if instead is not None:
                draft.say(instead)


def _digressed(draft: Draft) -> bool:
    """Whether the reply speaks of something else than our question; a courtesy does not."""
    if any(isinstance(fact, NotUnderstood) for fact in draft.facts):
        return False
    return any(one.type not in {kind.value for kind in _COURTESIES} for one in draft.said)


def _put_again(draft: Draft) -> None:
    top = draft.waiting[-1]
    kind = _AGAIN.get(top.pending)
    if top.pending is Pending.IDENTIFICATION and not top.put:
        kind = MessageType.IDENTIFICATION_ASK
    if kind is None or BY_REMINDER in top.about or top.put >= _ENOUGH or len(draft.said) > 1:
        return
    draft.say(kind)
    draft.waiting[-1] = replace(top, put=top.put + 1)
    draft.reasons.append("our question is put again")
