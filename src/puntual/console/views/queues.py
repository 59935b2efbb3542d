"""What waits for a person: escalations, messages of unknown fate, promises, findings in the data."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from puntual.boot import current
from puntual.console.access import reads
from puntual.console.queries import promises as promise_rows
from puntual.console.queries.disputes import undecided_of_case
from puntual.console.shell import page
from puntual.console.views.asked import one_of
from puntual.rules.finding_hints import HINTS
from puntual.store.models import Case, Customer, Escalation, Finding, OutboundMessage, User

PAGE_SIZE = 50
_ESCALATIONS = ("open", "mine", "closed")


@reads(User.Role.VIEWER)
def escalations(request: HttpRequest) -> HttpResponse:
    """The queue, the longest waiting first; those of the reader; those closed, the latest first."""
    show = one_of(request, "show", _ESCALATIONS)
    rows = Escalation.objects.select_related("case__customer", "owner").prefetch_related(undecided_of_case())
    if show == "closed":
        rows = rows.filter(state="closed").order_by("-closed_at", "-id")
    else:
        rows = rows.exclude(state="closed").order_by("opened_at", "id")
    if show == "mine":
        rows = rows.filter(owner=request.user.pk)
    found = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page", "1"))
    return page(request, "escalations.html", {"rows": found, "show": show, "shows": _ESCALATIONS})


@reads(User.Role.VIEWER)
def review(request: HttpRequest) -> HttpResponse:
    """Messages that may or may not have arrived, the oldest first, with what is known of each."""
    rows = (
        OutboundMessage.objects.filter(state__in=("unknown", "review"))
        .select_related("customer", "case", "author", "identity", "contact_point")
        .order_by("claimed_at", "created_at")
    )
    found = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page", "1"))
    return page(request, "review.html", {"rows": found})


@reads(User.Role.VIEWER)
def promises(request: HttpRequest) -> HttpResponse:
    """Promises due today (and those whose day has passed unsettled), still to come, broken, kept."""
    today = current.office().today().toordinal()
    show = one_of(request, "show", promise_rows.SHOWS)
    rows = Paginator(promise_rows.promises(show, today), PAGE_SIZE)
    context = {
        "show": show,
        "today": today,
        "counts": promise_rows.counts(today),
        "amounts": promise_rows.amounts(show, today),
        "rows": rows.get_page(request.GET.get("page", "1")),
    }
    return page(request, "promises.html", context)


@reads(User.Role.VIEWER)
def findings(request: HttpRequest) -> HttpResponse:
    """What the last syncs found wrong in the data and nobody has mended, the gravest first."""
    still_open = Finding.objects.filter(resolved_at=None)
    codes = still_open.values_list("code", "severity").annotate(count=Count("id")).order_by("-count", "code")
    code = request.GET.get("code", "")
    rows = still_open.filter(code=code) if code else still_open
    found = Paginator(rows.order_by("severity", "code", "row", "id"), PAGE_SIZE)
    shown = found.get_page(request.GET.get("page", "1"))
    context = {"rows": shown, "told": _told(list(shown.object_list)), "codes": list(codes), "code": code}
    return page(request, "findings.html", context)


@dataclass(frozen=True, slots=True)
class Told:
    """A finding for the page: advice in the reader's language, and the customer it bears on."""

    finding: Finding
    advice: str
    customer: str
    case_id: int | None


def _told(rows: list[Finding]) -> list[Told]:
    """Findings with names and cases, in two statements however many there are."""
    keys = {row.customer_key for row in rows if row.customer_key}
    names = dict(Customer.objects.filter(key__in=keys).values_list("key", "name"))
    cases = dict(Case.objects.filter(customer__key__in=keys).values_list("customer__key", "pk"))
    return [
        Told(row, _advice(row), names.get(row.customer_key) or row.customer_key, cases.get(row.customer_key))
        for row in rows
    ]


def _advice(row: Finding) -> str:
    hint = HINTS.get(row.code)
    language = (translation.get_language() or "es").partition("-")[0]
    return getattr(hint, language, row.hint) if hint else row.hint
