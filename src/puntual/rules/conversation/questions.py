"""Questions about the account: answered by fixed templates, only to who is known well enough."""

from __future__ import annotations

from puntual.domain.contact import Identity
from puntual.domain.facts import Reason
from puntual.domain.reading import Command, Intent
from puntual.wording.types import MessageType

from .disputes import named_items
from .draft import Draft
from .identity import may_tell


def invoice_question(draft: Draft, command: Command) -> None:
    """What an invoice is for: the one that they name, else the oldest."""
    named = tuple(item for item in named_items(draft, command) if not item.disputed)
    items = named or draft.view.open_items[:1]
    if may_tell(draft, Identity.LINKED, items, Intent.INVOICE_QUESTION):
        draft.say(MessageType.INVOICE_FACTS, named=tuple(item.id for item in items[:1]))
        draft.reasons.append("asks about an invoice: answered from the records")


def invoice_copy(draft: Draft, command: Command) -> None:
    """The document itself: sent by a person."""
    draft.hand_over(Reason.INVOICE_COPY, MessageType.INVOICE_COPY_HANDED_OVER)
    draft.reasons.append("wants the document: the source has none to send")


def balance(draft: Draft, command: Command) -> None:
    """How much is open."""
    items = draft.view.open_items
    if may_tell(draft, Identity.PROVED, items, Intent.BALANCE):
        draft.say(MessageType.BALANCE_FACTS, named=tuple(item.id for item in items))
        draft.reasons.append("asks for the balance: identity is proved")


def payment_reference(draft: Draft, command: Command) -> None:
    """Where and how to pay."""
    items = draft.view.open_items
    if may_tell(draft, Identity.PROVED, items, Intent.PAYMENT_REFERENCE):
        draft.say(MessageType.PAYMENT_FACTS, named=tuple(item.id for item in items))
        draft.reasons.append("asks how to pay: identity is proved")
