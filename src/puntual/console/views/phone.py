"""The demo's phone: a visitor chats as one of the sample customers. Exists in a demo only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from puntual.boot import current
from puntual.console.access import changes, reads
from puntual.console.shell import fragment, page
from puntual.rules.phones import whatsapp_variants
from puntual.store.models import Customer, IdentityRow, InboundMessage, OutboundMessage, User

MOST_TEXT = 1000
MOST_SHOWN = 60
_LEFT = ("sent", "delivered", "read", "unknown", "review")


@dataclass(frozen=True, slots=True)
class Said:
    """One message on the phone; `mine` is the customer's, whose phone it is."""

    at: datetime
    text: str
    mine: bool


@reads(User.Role.COLLECTOR)
def phone(request: HttpRequest) -> HttpResponse:
    """Pick a customer (`?customer=`) and write as them."""
    demo = _demo()
    chosen = request.GET.get("customer", "")
    customer = get_object_or_404(Customer, pk=int(chosen)) if chosen.isdecimal() else None
    context = {"people": demo.customers(), "customer": customer, **_chat(customer)}
    return page(request, "phone.html", context)


@reads(User.Role.COLLECTOR)
def chat(request: HttpRequest, customer_id: int) -> HttpResponse:
    """The messages as that customer's phone shows them; 204 while nothing is new."""
    _demo()
    customer = get_object_or_404(Customer, pk=customer_id)
    shown = _chat(customer)
    if shown["version"] == request.GET.get("version"):
        return HttpResponse(status=204)
    return fragment(request, "parts/chat.html", {"customer": customer, **shown})


@changes(User.Role.COLLECTOR)
def say(request: HttpRequest, customer_id: int) -> HttpResponse:
    """The customer writes; the agent answers through the same code as in earnest."""
    demo = _demo()
    customer = get_object_or_404(Customer, pk=customer_id)
    text = request.POST.get("text", "").strip()[:MOST_TEXT]
    if text:
        demo.say(customer.pk, text)
    if request.headers.get("HX-Request"):
        return fragment(request, "parts/chat.html", {"customer": customer, **_chat(customer)})
    response: HttpResponse = redirect("phone")
    response["Location"] += f"?customer={customer.pk}"
    return response


def _demo() -> Any:
    demo = current.office().demo
    if demo is None:
        raise Http404
    return demo


def _chat(customer: Customer | None) -> dict[str, Any]:
    """What stands on the customer's phone, oldest first, and a mark that changes with it.

    A phone may be shared: what the other customers of the number got stands there too.
    """
    if customer is None:
        return {"bubbles": [], "version": ""}
    numbers = list(customer.contact_points.exclude(e164="").values_list("e164", flat=True))
    forms = {form for number in numbers for form in whatsapp_variants(number)}
    identities = IdentityRow.objects.filter(Q(customer=customer) | Q(phone__in=forms)).values("pk")
    theirs = InboundMessage.objects.filter(identity__in=identities).order_by("-sent_at", "-id")[:MOST_SHOWN]
    ours = (
        OutboundMessage.objects.filter(Q(identity__in=identities) | Q(contact_point__e164__in=numbers))
        .filter(state__in=_LEFT)
        .annotate(moment=Coalesce("sent_at", "claimed_at", "created_at"))
        .order_by("-moment", "-created_at")[:MOST_SHOWN]
    )
    bubbles = [Said(row.sent_at, row.text, mine=True) for row in theirs]
    bubbles += [Said(row.moment, row.text, mine=False) for row in ours]
    bubbles.sort(key=lambda said: said.at)
    version = f"{len(bubbles)}-{bubbles[-1].at.timestamp():.0f}" if bubbles else "0"
    return {"bubbles": bubbles[-MOST_SHOWN:], "version": version}
