"""The plan of a day: who is contacted, who is not and why, in pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q, QuerySet, Sum

from puntual.domain.money import Money
from puntual.store.models import WorklistEntry

PAGE_SIZE = 50
# What a person does first stands first.
SHOWS = ("contact", "person", "skipped")
_ACTIONS = {"contact": ("contact", "shadow"), "person": ("escalate",)}


@dataclass(slots=True)
class Part:
    """One share of the plan: how many cases, and their amounts by currency."""

    cases: int = 0
    amounts: dict[str, Money] = field(default_factory=dict)

    def add(self, cases: int, amount: Money | None) -> None:
        """Count `cases` in, with their amount where it has a currency."""
        self.cases += cases
        if amount is not None:
            known = self.amounts.get(amount.currency, Money(0, amount.currency))
            self.amounts[amount.currency] = known + amount


@dataclass(frozen=True, slots=True)
class Board:
    """The plan of one day in figures. reasons: why cases are not contacted, the most frequent first."""

    day: int
    parts: dict[str, Part]
    reasons: tuple[tuple[str, int], ...]

    @property
    def is_empty(self) -> bool:
        """Whether no plan was made for the day."""
        return not any(part.cases for part in self.parts.values())


def latest_day() -> int | None:
    """The last day that has a plan; None before the first."""
    found: int | None = WorklistEntry.objects.aggregate(last=Max("day"))["last"]
    return found


def board(day: int) -> Board:
    """Counts, amounts and reasons of the plan of `day`, in one statement."""
    rows = (
        WorklistEntry.objects.filter(day=day)
        .values_list("action", "rule", "currency")
        .annotate(cases=Count("id"), total=Sum("amount"))
        .order_by()
    )
    parts = {show: Part() for show in SHOWS}
    reasons: dict[str, int] = {}
    for action, rule, currency, cases, total in rows:
        show = show_of(action)
        parts[show].add(cases, Money(total or 0, currency) if currency else None)
        if show == "skipped":
            reasons[rule] = reasons.get(rule, 0) + cases
    ranked = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return Board(day, parts, tuple(ranked))


def entries(day: int, show: str, rule: str = "", search: str = "") -> QuerySet[WorklistEntry]:
    """The rows of one part of the plan in their order, with case and customer; nothing is fetched yet."""
    rows = WorklistEntry.objects.filter(_of_show(show), day=day).select_related("case__customer")
    if rule:
        rows = rows.filter(rule=rule)
    if search:
        rows = rows.filter(case__customer__name__icontains=search)
    return rows.order_by("rank", "-amount", "id")


def page(rows: QuerySet[WorklistEntry], number: str | int, known_count: int | None) -> Page[WorklistEntry]:
    """One page of `rows`. known_count saves counting them again where the board already has.

    Only keys are sorted; the fifty rows of the page are then fetched with what belongs to them.
    """
    pages: Paginator[Any] = Paginator(rows.values_list("pk", flat=True), PAGE_SIZE)
    if known_count is not None:
        pages.count = known_count
    found = pages.get_page(number)
    keys = list(found.object_list)
    full = WorklistEntry.objects.select_related("case__customer").in_bulk(keys)
    return Page([full[key] for key in keys], found.number, pages)


def show_of(action: str) -> str:
    """The part of the plan that an action belongs to: contact, person or skipped."""
    for show, actions in _ACTIONS.items():
        if action in actions:
            return show
    return "skipped"


def _of_show(show: str) -> Q:
    if show in _ACTIONS:
        return Q(action__in=_ACTIONS[show])
    return ~Q(action__in=[action for actions in _ACTIONS.values() for action in actions])
