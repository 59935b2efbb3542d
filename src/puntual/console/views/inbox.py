"""Inbox: conversations by the customer's last message."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from puntual.console.access import reads
from puntual.console.queries import conversations
from puntual.console.shell import page
from puntual.console.views.asked import one_of
from puntual.store.models import User


@reads(User.Role.VIEWER)
def inbox(request: HttpRequest) -> HttpResponse:
    """Conversations in pages of fifty: all, those nobody has answered yet, those that a person has."""
    show = one_of(request, "show", conversations.FILTERS)
    search = request.GET.get("q", "").strip()
    rows = Paginator(conversations.conversations(show, search), conversations.PAGE_SIZE)
    context = {
        "show": show,
        "search": search,
        "filters": conversations.FILTERS,
        "rows": rows.get_page(request.GET.get("page", "1")),
        "strangers": conversations.strangers() if show == "all" and not search else (),
    }
    return page(request, "inbox.html", context)
