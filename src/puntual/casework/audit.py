"""What was done with one customer, for people and for programs: one row per event, and a transcript."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from puntual.store.models import Customer, InboundMessage, JournalEntry, OutboundMessage


class NoSuchCustomer(LookupError):
    """No customer has this key. The message names it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the transcript: the customer's local time, who, and what."""

    at: datetime
    who: str
    text: str


def events(key: str) -> Iterator[dict[str, Any]]:
    """The journal of one customer, oldest first, one plain object per event."""
    customer = find(key)
    for row in JournalEntry.objects.filter(customer_id=customer.pk).order_by("id").iterator():
        yield {
            "shard": row.shard,
            "seq": row.seq,
            "at": row.at,
            "kind": row.kind,
            "customer": customer.key,
            "actor": row.actor,
            "body": json.loads(row.body),
            "hash": row.hash,
        }


def transcript(key: str) -> list[Line]:
    """What was written and what was decided, in the order in which it happened, in the customer's time."""
    customer = find(key)
    zone = ZoneInfo(customer.zones.split(",", 1)[0])
    lines = [*_inbound(customer, zone), *_outbound(customer, zone), *_decisions(customer, zone)]
    return sorted(lines, key=lambda line: line.at)


def find(key: str) -> Customer:
    """The customer with this ERP key, or with this internal number as #12. Raises NoSuchCustomer."""
    rows = Customer.objects.filter(pk=int(key[1:])) if key[:1] == "#" and key[1:].isdigit() else None
    found = (rows if rows is not None else Customer.objects.filter(key=key)).first()
    if found is None:
        raise NoSuchCustomer(f"no customer has the key {key!r}")
    return found


def _inbound(customer: Customer, zone: ZoneInfo) -> Iterator[Line]:
    for row in InboundMessage.objects.filter(customer=customer):
        yield Line(row.sent_at.astimezone(zone), "customer", row.text or f"[{row.kind}]")


def _outbound(customer: Customer, zone: ZoneInfo) -> Iterator[Line]:
    for row in OutboundMessage.objects.filter(customer=customer, claimed_at__isnull=False):
        who = "agent" if row.actor == "agent" else row.actor
        assert row.claimed_at is not None
        yield Line(row.claimed_at.astimezone(zone), f"{who} ({row.state})", row.text)


_WORTH_TELLING = (
    "StepSkipped", "MessageWithheld", "MessageSkipped", "PromiseMade", "PromiseEnded", "DisputeRaised",
    "PaymentClaimed", "ClaimFound", "ClaimNotFound", "OptedOut", "OptedIn", "Escalated", "CaseTaken",
    "CaseHandedBack", "CaseOpened", "CaseClosed", "NumberBlocked", "IdentityProved", "ReceivableChanged",
)  # fmt: skip


def _decisions(customer: Customer, zone: ZoneInfo) -> Iterator[Line]:
    for row in JournalEntry.objects.filter(customer_id=customer.pk, kind__in=_WORTH_TELLING):
        body = {key: value for key, value in json.loads(row.body).items() if value is not None}
        told = ", ".join(f"{key} {value}" for key, value in sorted(body.items()))
        yield Line(datetime.fromisoformat(row.at).astimezone(zone), row.actor, f"{row.kind}: {told}")
