"""The day's plan: whom to write to, about what, in which order; and who is not written to, and why.

Work is what is due: only cases whose `next_step_on` has come are looked at, a slice at a time, so that
memory does not grow with the portfolio. Planning twice on one day adds only what became due in between.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from puntual.domain.failpoints import reach
from puntual.store.journal import work
from puntual.store.models import Case, Switch

from . import worklist
from .case_file import gather
from .compose import template_states
from .office import Office
from .outbox import circumstances
from .plan_case import decide
from .plan_rows import Slice
from .plan_sight import Day, look_at
from .sync_runs import as_of

log = logging.getLogger(__name__)
# Large enough that a slice's statements cost little a case, small enough that its transaction is short.
SLICE = 1000
_FAILED = "failure"


@dataclass(slots=True)
class PlanReport:
    """What one run of the planner did. refused: rule id -> count."""

    day: date
    paused: str = ""
    looked_at: int = 0
    queued: int = 0
    escalated: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    preview: list[dict[str, Any]] | None = None

    def add(self, done: Slice) -> None:
        """Count what a committed slice decided."""
        self.looked_at += done.looked_at
        self.queued += done.queued
        self.escalated += done.escalated
        for rule, count in done.skipped.items():
            self.skipped[rule] = self.skipped.get(rule, 0) + count


def plan(office: Office, *, progress: Callable[[int, int], None] | None = None) -> PlanReport:
    """Plan the company's own today, queue the messages that may leave, and keep the worklist."""
    report = PlanReport(office.today())
    run = as_of(office)
    held = Switch.objects.filter(name__in=("planning", "control"), on=True).first()
    if held is not None or run is None:
        report.paused = held.reason if held else "there is no portfolio yet: run puntual sync"
        return report
    _run(office, run.started_at, report, progress)
    return report


def preview(office: Office, when: date, at: time) -> PlanReport:
    """The plan as it would be on another day if nothing changed until then. at: the company's time of planning.

    Made by the real planner in a transaction that is rolled back, so it cannot differ from the real thing.
    """
    now = datetime.combine(when, at, ZoneInfo(office.company.zone))
    then = replace(office, clock=_Standing(now.astimezone(UTC)))
    report = PlanReport(when)
    with transaction.atomic():
        _run(then, now, report, None)
        report.preview = worklist.of_day(then, when)
        transaction.set_rollback(True)
    return report


@dataclass(frozen=True, slots=True)
class _Standing:
    """A clock that stands at the moment of a preview."""

    at: datetime

    def now(self) -> datetime:
        return self.at


def _run(
    office: Office, data_of: datetime, report: PlanReport, progress: Callable[[int, int], None] | None
) -> None:
    today = report.day
    day = Day.open(office, today.toordinal(), data_of, circumstances(data_of), template_states())
    due = Case.objects.filter(_due(today))
    total = due.count() if progress else 0
    for ids in _slices_of_due(today):
        _plan_safely(day, ids, report)
        reach("plan.between_slices")
        if progress:
            progress(report.looked_at, total)


def _due(today: date) -> Q:
    return Q(state__in=["open", "stalled"], next_step_on__lte=today.toordinal())


def _slices_of_due(today: date) -> Iterator[list[int]]:
    """Customer ids of due cases in slices, walking up the key so that a slice's own changes do not matter."""
    last = 0
    while True:
        rows = list(
            Case.objects.filter(_due(today), pk__gt=last)
            .order_by("pk")
            .values_list("pk", "customer_id")[:SLICE]
        )
        if not rows:
            return
        last = rows[-1][0]
        yield [customer for _, customer in rows]


def _plan_safely(day: Day, customers: Sequence[int], report: PlanReport) -> None:
    """A case that cannot be planned is left out and logged; the others of its slice are planned one by one."""
    try:
        report.add(_plan_slice(day, customers))
    except Exception:
        if len(customers) == 1:
            log.exception("case not planned", extra={"action": "case_not_planned", "customer": customers[0]})
            report.skipped[_FAILED] = report.skipped.get(_FAILED, 0) + 1
            return
        for customer in customers:
            _plan_safely(day, [customer], report)


def _plan_slice(day: Day, customers: Sequence[int]) -> Slice:
    changes = Slice()
    with _collector_at_rest(), work(day.now) as unit:
        for file in gather(day.office, customers, lock=True).values():
            if file.case is not None and _due_now(file.case, day.number):
                sight = look_at(day, file, file.case)
                changes.add(unit, sight, decide(day, unit, sight))
        changes.write(day, unit)
    return changes


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No garbage collection while a slice is planned.

    Its values all live until its end; walking them again and again, in vain, took a fifth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _due_now(case: Case, today: int) -> bool:
    """The row may have moved since the slice was listed."""
    return case.state in {"open", "stalled"} and case.next_step_on is not None and case.next_step_on <= today
