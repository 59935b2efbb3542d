"""From a decision to say something to the words: picks the record values, wording does the rest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from puntual.domain.contact import Purpose
from puntual.domain.facts import Say
from puntual.domain.money import Money
from puntual.domain.policy import DunningStep, Segment
from puntual.ports.channel import Channel
from puntual.store.models import Case, Customer, OutboundMessage, TemplateState
from puntual.store.statements import query
from puntual.wording.catalogue import CHANNEL_CODES, all_wordings
from puntual.wording.render import render
from puntual.wording.types import (
    Facts,
    InvoiceFact,
    MessageType,
    PlannedPayment,
    Rendered,
    Unrenderable,
)

from .case_file import CaseFile, Item
from .invoice_lines import kept
from .office import Office

_BY_TONE = {
    "friendly": MessageType.REMINDER_FRIENDLY,
    "notice": MessageType.REMINDER_DUE,
    "cordial": MessageType.REMINDER_CORDIAL,
    "direct": MessageType.REMINDER_DIRECT,
    "firm": MessageType.REMINDER_FIRM,
    "final": MessageType.REMINDER_FINAL,
}
NEVER_SEEN = "missing"
# The templates of the catalogue by the channel's code of their language.
TEMPLATES = {
    CHANNEL_CODES[language]: frozenset(one.name for one in all_wordings(language) if one.type.is_push)
    for language in CHANNEL_CODES
}
SPEAK_OF_A_DAY_TO_COME = frozenset({MessageType.REMINDER_FRIENDLY, MessageType.REMINDER_DUE})


def reminder_type(step: DunningStep, oldest_due: int, today: int) -> MessageType:
    """The message type of a dunning step's tone.

    A notice asks about a day to come. Where a day that it would name has passed (D0 fell on a Sunday), the
    cordial wording takes its place. Both are day numbers by the customer's calendar.
    """
    kind = _BY_TONE[step.tone]
    return MessageType.REMINDER_CORDIAL if kind in SPEAK_OF_A_DAY_TO_COME and oldest_due < today else kind


def template_states(channel: Channel | None = None) -> dict[str, dict[str, str]]:
    """What the channel says about each template, by language and name.

    channel: where it has to approve templates first, those that it never spoke of count as not approved.
    """
    states: dict[str, dict[str, str]] = {}
    if channel is not None and channel.approves_templates:
        states = {language: dict.fromkeys(names, NEVER_SEEN) for language, names in TEMPLATES.items()}
    for language, name, state in _template_states.all():
        states.setdefault(language, {})[name] = state
    return states


@query
def _template_states() -> QuerySet[TemplateState, tuple[str, str, str]]:
    return TemplateState.objects.values_list("language", "name", "state")


def is_first(case: Case | None) -> bool:
    """Whether the next push opens the conversation and so has to introduce itself."""
    return case is None or case.introduced_at is None


def compose(
    office: Office,
    file: CaseFile,
    say: Say,
    *,
    as_of: datetime | None,
    first: bool,
    states: Mapping[str, Mapping[str, str]],
    charges: bool = False,
) -> Rendered | Unrenderable:
    """The message for `say`, its record values taken from the case file and the company."""
    facts = facts_for(office, file, say, as_of=as_of, charges=charges)
    return render(
        MessageType(say.type),
        file.customer.language,
        facts,
        first=first,
        variant=file.customer.pk,
        statuses=states.get(_channel_code(file.customer.language), {}),
    )


def about(say: Say) -> dict[str, Any]:
    """What a row keeps of `say` beside kind, purpose and receivables, to write the message again from it."""
    kept: dict[str, Any] = {
        "promise_on": say.promise_on.isoformat() if say.promise_on else None,
        "promise_amount": say.promise_amount,
        "paid": say.paid,
        "currency": say.currency or None,
    }
    return {key: value for key, value in kept.items() if value is not None}


def say_of(row: OutboundMessage) -> Say:
    """The decision that a queued push was written from."""
    kept = row.about
    return Say(
        row.kind,
        Purpose(row.purpose),
        named=tuple(row.named),
        promise_on=date.fromisoformat(kept["promise_on"]) if "promise_on" in kept else None,
        promise_amount=kept.get("promise_amount"),
        paid=kept.get("paid"),
        currency=kept.get("currency", ""),
    )


def _channel_code(language: str) -> str:
    return "pt_BR" if language.lower().startswith("pt") else language[:2].lower()


def facts_for(
    office: Office,
    file: CaseFile,
    say: Say,
    *,
    as_of: datetime | None,
    charges: bool = False,
) -> Facts:
    """The record values that the text for `say` may state, straight from rows and settings."""
    company, customer = office.company, file.customer
    wanted = set(say.named)
    named = [item for item in file.items if item.id in wanted]
    currency = say.currency or (named[0].currency if named else file.currency)
    way = office.payments.way(customer.key, currency)
    return Facts(
        company=company.legal_name,
        customer=customer.name,
        country=customer.country,
        company_tax_id=company.tax_id,
        privacy=company.privacy_url,
        invoices=tuple([_listed(item) for item in named] if len(named) > 1 else map(_invoice, named)),
        lines=kept(named[0].id) if say.type == MessageType.INVOICE_FACTS and len(named) == 1 else (),
        good_payer=customer.segment == Segment.GOOD,
        charges=charges,
        salesperson=customer.salesperson,
        executive=office.policy.executive or "",
        channel=customer.preferred_channel or office.policy.preferred_channel or "",
        promise_on=say.promise_on,
        promise_amount=_money(say.promise_amount, currency),
        paid=_money(say.paid, currency),
        latest=say.latest,
        dates=say.dates,
        as_of=as_of.date() if as_of else None,
        reference=way.reference,
        means=way.means,
        plan=tuple(PlannedPayment(day, Money(minor, currency)) for day, minor in say.plan),
    )


def _invoice(item: Item) -> InvoiceFact:
    return InvoiceFact(
        number=item.number,
        balance=Money(item.balance, item.currency),
        due=date.fromordinal(item.due),
        issued=date.fromordinal(item.issued) if item.issued else None,
        original=Money(item.amount, item.currency),
    )


def _listed(item: Item) -> InvoiceFact:
    """One of several invoices: no wording tells when each was issued, or over how much."""
    return InvoiceFact(item.number, Money(item.balance, item.currency), date.fromordinal(item.due))


def _money(minor: int | None, currency: str) -> Money | None:
    return Money(minor, currency) if minor is not None and currency else None


def name_of(customer: Customer) -> str:
    """How the team calls the customer."""
    return customer.trade_name or customer.name
