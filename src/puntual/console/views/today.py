"""Today: whom the plan contacts, whom it leaves to a person, whom it does not contact and why."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from puntual.boot import current
from puntual.console.access import reads
from puntual.console.queries import worklist
from puntual.console.shell import page
from puntual.console.views.asked import one_of, whole
from puntual.store.models import User


@reads(User.Role.VIEWER)
def today(request: HttpRequest) -> HttpResponse:
    """The worklist of the last planned day, or of `?day=` (a day number), in pages of fifty."""
    current_day = current.office().today().toordinal()
    last = worklist.latest_day()
    day = whole(request, "day") or last or current_day
    board = worklist.board(day)
    show = one_of(request, "show", worklist.SHOWS)
    rule, search = request.GET.get("rule", ""), request.GET.get("q", "").strip()
    rows = worklist.entries(day, show, rule if show == "skipped" else "", search)
    known = None if rule or search else board.parts[show].cases
    context = {
        "board": board,
        "show": show,
        "rule": rule,
        "search": search,
        "rows": worklist.page(rows, request.GET.get("page", "1"), known),
        "is_stale": last is not None and day < current_day,
        "current_day": current_day,
        "nothing_yet": last is None,
    }
    return page(request, "today.html", context)
