"""Promises by how they stand: due today, still open, broken, kept."""

from __future__ import annotations

from django.db.models import Q, QuerySet, Sum

from puntual.domain.money import Money
from puntual.store.models import Promise

PAGE_SIZE = 50
SHOWS = ("today", "open", "broken", "kept")


def promises(show: str, today: int) -> QuerySet[Promise]:
    """The promises of one tab by date. `today`: the company's day number. An overdue open one is due today."""
    rows = Promise.objects.filter(_of_show(show, today)).select_related("case__customer")
    newest_first = show in ("broken", "kept")
    return rows.order_by("-due_day" if newest_first else "due_day", "id")


def counts(today: int) -> dict[str, int]:
    """How many promises each tab holds."""
    return {show: Promise.objects.filter(_of_show(show, today)).count() for show in SHOWS}


def amounts(show: str, today: int) -> tuple[Money, ...]:
    """What the promises of one tab amount to by currency; those without an amount are left out."""
    rows = Promise.objects.filter(_of_show(show, today), amount__isnull=False)
    sums = rows.values_list("currency").annotate(total=Sum("amount")).order_by("currency")
    return tuple(Money(total, currency) for currency, total in sums)


def _of_show(show: str, today: int) -> Q:
    match show:
        case "today":
            return Q(state="open", due_day__lte=today)
        case "open":
            return Q(state="open", due_day__gt=today)
        case "broken":
            return Q(state="broken")
        case _:
            return Q(state__in=("kept", "partly_kept"))
