"""The inbox: conversations by the customer's last message, and whether somebody still owes an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from puntual.store.models import Case, InboundMessage, OutboundMessage

PAGE_SIZE = 50
FILTERS = ("all", "waiting", "human")
_NOT_AN_ANSWER = ("cancelled", "shadow", "failed", "rejected", "settled")


@dataclass(frozen=True, slots=True)
class Stranger:
    """A message from a number that belongs to no customer."""

    id: int
    text: str
    kind: str
    phone: str
    sent_at: datetime


def conversations(show: str = "all", search: str = "") -> QuerySet[Case]:
    """Cases whose customer has written, newest first.

    Each case gets `preview` and `preview_kind` (the last message) and `waiting` (nothing of ours since).
    """
    last = InboundMessage.objects.filter(customer=OuterRef("customer")).order_by("-sent_at", "-id")
    ours = OutboundMessage.objects.filter(
        customer=OuterRef("customer"), created_at__gte=OuterRef("last_inbound_at")
    ).exclude(state__in=_NOT_AN_ANSWER)
    rows = (
        Case.objects.filter(last_inbound_at__isnull=False)
        .select_related("customer", "owner")
        .annotate(
            preview=Subquery(last.values("text")[:1]),
            preview_kind=Subquery(last.values("kind")[:1]),
            waiting=~Exists(ours),
        )
    )
    if show == "waiting":
        rows = rows.filter(waiting=True).exclude(state="closed")
    elif show == "human":
        rows = rows.filter(state="human")
    if search:
        rows = rows.filter(Q(customer__name__icontains=search) | Q(customer__key__iexact=search))
    return rows.order_by(F("last_inbound_at").desc(), "-id")


def waiting_with_a_person() -> int:
    """How many conversations a person has and still owes an answer to."""
    return conversations("waiting").filter(state="human").count()


def strangers(limit: int = 20) -> tuple[Stranger, ...]:
    """The last messages from identities that belong to no customer."""
    rows = (
        InboundMessage.objects.filter(customer=None)
        .select_related("identity")
        .order_by("-sent_at", "-id")[:limit]
    )
    return tuple(
        Stranger(row.pk, row.text, row.kind, row.identity.phone or row.identity.bsuid or "", row.sent_at)
        for row in rows
    )
