"""The reply put together: in an order that reads well, and never more than two messages at once."""

from __future__ import annotations

from collections.abc import Sequence

from puntual.domain.facts import Say
from puntual.wording.types import MessageType as M

MOST = 2
# What was settled first, then facts, then who goes on, then what we ask: a reply ends with its question.
_FIRST = (
    M.OPT_OUT_CONFIRMED,
    M.OPT_IN_CONFIRMED,
    M.CLAIM_FOUND_THANKS,
    M.DISPUTE_RECEIVED,
    M.IDENTIFIED_THANKS,
)
_FACTS = (M.BALANCE_FACTS, M.INVOICE_FACTS, M.PAYMENT_FACTS)
_WHO_GOES_ON = (M.INVOICE_COPY_HANDED_OVER, M.NO_FACTS_YET, M.HAND_OVER_NOTICE)
_ASKING = (
    M.IDENTIFICATION_ASK, M.EXTENSION_OFFER, M.PROMISE_ASK_DATE, M.PROMISE_DATE_TOO_FAR, M.AMBIGUOUS_DATE,
    M.CLAIM_RECEIVED_ASK_REFERENCE, M.CLAIM_BESIDE_PROMISE, M.CLARIFY, M.PROMISE_DATE_AGAIN, M.RECEIPT_AGAIN,
    M.TERMS_AGAIN, M.VOICE_READ_BACK,
)  # fmt: skip
_ORDER = {
    kind.value: rank for rank, kinds in ((0, _FIRST), (2, _FACTS), (3, _WHO_GOES_ON), (4, _ASKING)) for kind in kinds
}  # fmt: skip
# What is left out first where there is too much to say: each is said elsewhere or may wait.
_LEFT_OUT = (
    M.SMALLTALK_THANKS, M.IDENTIFIED_THANKS, M.CLAIM_NOTED, M.PROMISE_DATE_AGAIN, M.RECEIPT_AGAIN, M.TERMS_AGAIN,
    M.HAND_OVER_NOTICE, M.BALANCE_FACTS, M.INVOICE_COPY_HANDED_OVER, M.INVOICE_FACTS, M.RECEIPT_RECEIVED,
    M.CLAIM_BESIDE_PROMISE, M.CLAIM_RECEIVED_ASK_REFERENCE,
)  # fmt: skip
_LEAVES = {kind.value: rank for rank, kind in enumerate(_LEFT_OUT)}


def in_good_order(said: Sequence[Say]) -> tuple[Say, ...]:
    """At most two of the messages, in the order in which they leave."""
    kept = sorted(said, key=lambda one: -_LEAVES.get(one.type, len(_LEAVES)))[:MOST]
    return tuple(sorted((one for one in said if one in kept), key=lambda one: _ORDER.get(one.type, 1)))
