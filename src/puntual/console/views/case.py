"""The case page: list, timeline and account side by side."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from puntual.boot import current
from puntual.console.access import reads
from puntual.console.queries import conversations, worklist
from puntual.console.queries.account import account
from puntual.console.shell import fragment, page, reader_locale
from puntual.console.timeline.story import Story, story
from puntual.console.views.asked import instant, one_of
from puntual.store.models import Case, Escalation, User

LISTS = ("inbox", "today", "escalations")
SHOWS = ("all", "messages")
NEIGHBOURS = 30


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply that was not taken: what was written, and why."""

    text: str = ""
    problem: str = ""


@reads(User.Role.VIEWER)
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """One case. `?until=` shows the timeline up to an instant, `?show=messages` the conversation alone."""
    return case_page(request, case_id, Draft())


@reads(User.Role.VIEWER)
def timeline(request: HttpRequest, case_id: int) -> HttpResponse:
    """The timeline alone, for polling: 204 while it is as the page has it (`?version=`)."""
    found = _story(request, _case(case_id))
    if found.version == request.GET.get("version"):
        return HttpResponse(status=204)
    return fragment(request, "parts/timeline.html", {"story": found, "case": _case(case_id)})


def case_page(request: HttpRequest, case_id: int, draft: Draft, status: int = 200) -> HttpResponse:
    """The whole page, with a draft that could not be sent where there is one."""
    row = _case(case_id)
    listed = one_of(request, "list", LISTS)
    context = {
        "case": row,
        "customer": row.customer,
        "account": account(current.office(), row),
        "story": _story(request, row),
        "show": one_of(request, "show", SHOWS),
        "listed": listed,
        "neighbours": _neighbours(listed),
        "draft": draft,
        # Made before the form is sent, so that a double click names the same message twice.
        "browser_id": uuid4(),
    }
    return page(request, "case.html", context, status=status)


def _case(case_id: int) -> Case:
    return get_object_or_404(Case.objects.select_related("customer", "owner"), pk=case_id)


def _story(request: HttpRequest, row: Case) -> Story:
    office = current.office()
    until = instant(request, "until")
    return story(row, reader_locale(office), office.now(), until, one_of(request, "show", SHOWS))


def _neighbours(listed: str) -> list[Case]:
    """The list that the reader came from, so that the next case is one key away."""
    if listed == "today":
        day = worklist.latest_day()
        rows = worklist.entries(day, "contact")[:NEIGHBOURS] if day else []
        return [row.case for row in rows]
    if listed == "escalations":
        queue = Escalation.objects.exclude(state="closed").select_related("case__customer")
        return list(dict.fromkeys(row.case for row in queue.order_by("opened_at")[:NEIGHBOURS]))
    return list(conversations.conversations()[:NEIGHBOURS])
