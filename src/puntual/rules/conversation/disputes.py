"""What the customer contests: registered, never argued about, and only what is contested is held."""

from __future__ import annotations

from dataclasses import replace

from puntual.domain.facts import DisputeRaised, Reason
from puntual.domain.reading import Command, Pending
from puntual.domain.text import bare
from puntual.wording.types import MessageType

from .draft import Draft
from .view import OpenItem


def dispute(draft: Draft, command: Command) -> None:
    """Hold what is contested; the rest of the message is about the rest.

    Where they name none of it, all is contested but what the message speaks of otherwise ("la otra").
    """
    elsewhere = named_elsewhere(draft, command)
    named = named_items(draft, command) or _unclaimed(draft)
    if not named and elsewhere:
        named = tuple(item for item in draft.view.items if item not in elsewhere)
    draft.facts.append(DisputeRaised(tuple(item.id for item in named)))
    contested = {item.id for item in named or draft.view.items}
    items = tuple(replace(i, disputed=i.disputed or i.id in contested) for i in draft.view.items)
    draft.view = replace(draft.view, items=items)
    if not draft.view.open_items:
        draft.close(Pending.PROMISE_DATE, Pending.EXTENSION_TERMS)
    draft.hand_over(Reason.DISPUTE, MessageType.DISPUTE_RECEIVED)
    draft.reasons.append("contests what is owed: only the disputed receivables are held")


def named_items(draft: Draft, command: Command) -> tuple[OpenItem, ...]:
    """The receivables whose numbers stand in the command's own words."""
    return _numbered(draft, command.invoices)


def named_elsewhere(draft: Draft, command: Command) -> tuple[OpenItem, ...]:
    """The receivables that the other commands of the message name."""
    others = tuple(number for one in draft.heard.commands if one is not command for number in one.invoices)
    return _numbered(draft, tuple(number for number in others if number not in command.invoices))


def _unclaimed(draft: Draft) -> tuple[OpenItem, ...]:
    """The receivables that the message names, but none of its commands."""
    claimed = {number for one in draft.heard.commands for number in one.invoices}
    return _numbered(draft, tuple(n for n in draft.heard.reading.invoices if n not in claimed))


def _numbered(draft: Draft, numbers: tuple[str, ...]) -> tuple[OpenItem, ...]:
    spoken = {_bare(number) for number in numbers}
    return tuple(item for item in draft.view.items if _bare(item.number) in spoken)


def _bare(number: str) -> str:
    return bare(number).lstrip("0")
