"""What a customer's message meant, by a person: a label that teaches, and changes nothing in the case."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from puntual.boot import current
from puntual.casework import learning
from puntual.console import words
from puntual.console.access import changes, person, reads
from puntual.console.shell import fragment, page
from puntual.domain.reading import Intent
from puntual.store.models import Case, InboundMessage, User
from puntual.understanding.intents import in_order


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a message may mean. chosen: it was understood so, or a person says so."""

    code: str
    words: str
    chosen: bool


@reads(User.Role.COLLECTOR)
def understood(request: HttpRequest, inbound_id: int) -> HttpResponse:
    """The choice of meanings: inside the timeline, or on a page of its own where a script is missing."""
    row, case = _found(inbound_id)
    context = {"row": row, "case": case, "meanings": _meanings(row)}
    if request.headers.get("HX-Request"):
        return fragment(request, "parts/meanings.html", context)
    return page(request, "understood.html", context)


@changes(User.Role.COLLECTOR)
def correct(request: HttpRequest, inbound_id: int) -> HttpResponse:
    """Keep the intents that hold, the deciding one first by the order of the conversation's table."""
    row, case = _found(inbound_id)
    intents = in_order(_chosen(request))
    if not intents:
        messages.error(request, _("Choose at least one meaning."))
    else:
        learning.correct(current.office(), row.pk, intents, person(request))
        messages.success(request, _("Noted. The next model can learn from it; nothing changes in the case."))
    return redirect(f"{reverse('case', args=[case.pk])}#i-{row.pk}")


def _found(inbound_id: int) -> tuple[InboundMessage, Case]:
    row = get_object_or_404(InboundMessage.objects.exclude(customer=None), pk=inbound_id)
    return row, get_object_or_404(Case, customer=row.customer_id)


def _meanings(row: InboundMessage) -> tuple[Meaning, ...]:
    newest = row.corrections.order_by("-at", "-pk").first()
    chosen = newest.intents if newest else (row.reading or {}).get("intents", [])
    return tuple(Meaning(code, words.words(words.INTENTS, code), code in chosen) for code in words.INTENTS)


def _chosen(request: HttpRequest) -> set[Intent]:
    """What is no intent counts for nothing."""
    known = {intent.value: intent for intent in Intent}
    return {known[code] for code in request.POST.getlist("intent") if code in known}
