"""What the customer contests: registered, never argued about, and only what is contested is held."""

from __future__ import annotations

from dataclasses import replace

from puntual.domain.facts import DisputeRaised, Reason
from puntual.domain.text import bare
from puntual.wording.types import MessageType

from .draft import Draft
from .view import OpenItem


def dispute(draft: Draft) -> None:
    """Hold what is contested, all of it where no receivable is named; the rest of the message is about the rest."""
    named = named_items(draft)
    draft.facts.append(DisputeRaised(tuple(item.id for item in named)))
    contested = {item.id for item in named or draft.view.items}
    # What else the message says (a promise for the rest) is about what is not contested.
    items = tuple(replace(i, disputed=i.disputed or i.id in contested) for i in draft.view.items)
    draft.view = replace(draft.view, items=items)
    draft.hand_over(Reason.DISPUTE, MessageType.DISPUTE_RECEIVED)
    draft.reasons.append("contests what is owed: only the disputed receivables are held")


def named_items(draft: Draft) -> tuple[OpenItem, ...]:
    """The receivables whose numbers stand in the message."""
    spoken = {_bare(number) for number in draft.heard.reading.invoices}
    return tuple(item for item in draft.view.items if _bare(item.number) in spoken)


def _bare(number: str) -> str:
    return bare(number).lstrip("0")
