"""The customer says that it is paid: registered and checked against the ERP, never taken on their word."""

from __future__ import annotations

from puntual.domain.facts import PaymentClaimed, ReferenceGiven
from puntual.domain.reading import Command, Intent, Pending
from puntual.domain.text import bare
from puntual.wording.types import MessageType

from .disputes import named_items
from .draft import Draft, in_minor_units

_ANSWERED = frozenset({Intent.PAID, Intent.IDENTIFICATION, Intent.SMALLTALK, Intent.UNCLEAR})


def paid(draft: Draft, command: Command) -> None:
    """A claim, with or without a reference; where nothing is open the ERP has it already."""
    if not draft.view.items and draft.view.facts_good:
        draft.say(MessageType.CLAIM_FOUND_THANKS)
        draft.reasons.append("says that it is paid, and the ERP agrees")
        return
    amount = claimed_amount(draft, command)
    if command.corrects and draft.view.claimed and amount is not None:
        draft.facts.append(PaymentClaimed(amount, corrects=True))
        draft.say(MessageType.CLAIM_NOTED)
        draft.reasons.append("takes back the amount that they said to have paid")
        return
    draft.facts.append(PaymentClaimed(amount))
    draft.close(Pending.PROMISE_DATE, Pending.EXTENSION_TERMS)
    _ask_for_reference(draft)
    draft.reasons.append(
        "says that it is paid: registered, checked against the ERP, never taken on their word"
    )


def _ask_for_reference(draft: Draft) -> None:
    if draft.heard.reading.identifiers:
        draft.facts.append(ReferenceGiven())
        draft.close(Pending.RECEIPT)
        draft.say(MessageType.RECEIPT_RECEIVED)
    elif not draft.ask(Pending.RECEIPT):
        draft.say(MessageType.CLAIM_NOTED)
    elif draft.heard.command(Intent.PROMISE) is not None:
        draft.say(MessageType.CLAIM_BESIDE_PROMISE)
    else:
        draft.say(MessageType.CLAIM_RECEIVED_ASK_REFERENCE)


def claimed_amount(draft: Draft, command: Command) -> int | None:
    """What they say to have paid, minor units: the one amount named, else the balances of what they name.

    A figure that was only heard is not relied on.
    """
    if draft.heard.spoken is not None:
        return None
    if len(command.amounts) == 1:
        return in_minor_units(command.amounts[0].value, draft.view.currency)
    if command.amounts:
        return None
    named = [item.balance for item in named_items(draft, command) if item.currency == draft.view.currency]
    return sum(named) if named else None


def answer(draft: Draft) -> frozenset[Intent] | None:
    """The intents that giving the reference we asked for accounts for; None where it was not given."""
    reading = draft.heard.reading
    numbers = {bare(item.number) for item in draft.view.items}
    given = [one for one in reading.identifiers if bare(one) not in numbers or reading.primary is Intent.PAID]
    corrects = any(command.corrects for command in draft.heard.commands)
    if corrects or (not given and reading.primary is not Intent.IDENTIFICATION):
        return None
    draft.facts.append(ReferenceGiven())
    draft.close(Pending.RECEIPT)
    draft.say(MessageType.RECEIPT_RECEIVED)
    draft.reasons.append("gave a reference for the payment claimed")
    return _ANSWERED
