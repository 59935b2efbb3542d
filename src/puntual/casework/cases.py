"""Cases open, reopen and close as receivables come and go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from puntual.domain.aging import Buckets
from puntual.domain.policy import Cadence, Segment
from puntual.domain.record import CREDIT_NOTE
from puntual.rules.cadence import Due, next_step_day, reached, step_today
from puntual.rules.segments import GRACE_DAYS, History, segment
from puntual.store.journal import Work
from puntual.store.models import (
    Application,
    Case,
    Customer,
    Dispute,
    Escalation,
    HoldRow,
    OutboundMessage,
    Receivable,
    Timer,
)
from puntual.store.statements import Change, add, query, save_all, save_fields, update, within

from .case_file import CaseFile, gather
from .office import Office


def refresh(office: Office, unit: Work, customers: Sequence[int], paid: Collection[int] = ()) -> int:
    """Bring the cases of `customers` in line with their receivables; returns how many opened or closed.

    paid: those of them from whom money came in.
    """
    files = gather(office, customers, lock=True)
    settled = _settled_counts(customers)
    _take_credit_notes(office, unit, files)
    moved = 0
    for key, file in files.items():
        on_time, late = settled.get(key, (0, 0))
        _refresh_segment(office, file, on_time, late)
        if file.items:
            moved += _open(office, unit, file, has_paid=key in paid)
        elif file.case is not None and file.case.closed_day is None:
            close(office, unit, file.case)
            moved += 1
    return moved


def _take_credit_notes(office: Office, unit: Work, files: Mapping[int, CaseFile]) -> None:
    """A dispute in which the customer was right ends when the ERP shows the credit note.

    That is a credit note on the invoice from the day of the dispute on, or the invoice gone. A lower balance
    alone proves nothing: the customer may have paid what was never in dispute.
    """
    for row in Dispute.objects.filter(case__customer__in=files, state="upheld").select_related("case"):
        file = files[row.case.customer_id]
        item = next((one for one in file.items if one.id == row.receivable_id), None)
        if row.receivable_id is None or (item is not None and not _has_credit_note(row)):
            continue
        row.state = "settled"
        save_fields(row, "state")
        if item is not None:
            item.disputed = False
            Receivable.objects.filter(pk=item.id).update(disputed=False)
        unit.record("DisputeCredited", file.customer.pk, dispute=row.pk, receivable=row.receivable_id)


def _has_credit_note(row: Dispute) -> bool:
    since = row.opened_at.date().toordinal() - 1  # whichever zone the ERP dates its documents in
    return Application.objects.filter(receivable=row.receivable_id, kind=CREDIT_NOTE, day__gte=since).exists()


def dues(file: CaseFile) -> list[Due]:
    """The receivables that dunning steps look at: open and not disputed."""
    return [Due(item.id, item.due, item.step_done) for item in file.items if not item.disputed]


def contested(file: CaseFile) -> list[Due]:
    """The open receivables that the customer disputes."""
    return [Due(item.id, item.due, item.step_done) for item in file.items if item.disputed]


def cadence_of(office: Office, customer: Customer) -> Cadence:
    """The cadence of the customer's segment."""
    return office.policy.cadences[Segment(customer.segment)]


def look_again_on(office: Office, file: CaseFile, today: int) -> int | None:
    """The day number on which the planner should look: today when a step or an overdue answer waits, else
    the next step's day."""
    cadence, waiting = cadence_of(office, file.customer), dues(file)
    silent = file.case is not None and file.case.unanswered >= cadence.silence_after
    if silent or step_today(waiting, today, cadence.steps) is not None:
        return today
    return next_step_day(waiting, today, cadence.steps)


def oldest_dpd(file: CaseFile, today: int) -> int:
    """Days past due of the oldest open receivable."""
    return max((today - item.due for item in file.items), default=0)


def _settled_counts(customers: Sequence[int]) -> dict[int, tuple[int, int]]:
    on_time = Q(settled_day__lte=F("due_day") + GRACE_DAYS)
    rows = (
        Receivable.objects.filter(
            customer__in=customers, status__in=["paid", "gone"], settled_day__isnull=False
        )
        .values("customer")
        .annotate(good=Count("id", filter=on_time), late=Count("id", filter=~on_time))
    )
    return {row["customer"]: (row["good"], row["late"]) for row in rows}


def _refresh_segment(office: Office, file: CaseFile, on_time: int, late: int) -> None:
    customer = file.customer
    since = date.fromordinal(customer.since_day) if customer.since_day else None
    broken = file.case.broken_promises if file.case else 0
    now_in = segment(History(on_time, late, broken, since), office.today(), office.policy).value
    if customer.segment != now_in:
        customer.segment = now_in
        save_fields(customer, "segment")


def _open(office: Office, unit: Work, file: CaseFile, *, has_paid: bool) -> int:
    today = file.local(office.now()).date().toordinal()
    case, moved = file.case, 0
    if case is None:
        case = file.case = Case(customer=file.customer, opened_day=today)
        moved = 1
    elif case.closed_day is not None:
        # A person who has taken it keeps it; the agent goes on when it is handed back.
        case.state = "human" if case.state == "human" else "open"
        case.cycle, case.opened_day, case.closed_day = case.cycle + 1, today, None
        case.unanswered = case.unclear = 0
        moved = 1
    if has_paid:  # who pays has answered
        case.unanswered, case.state = 0, "open" if case.state == "stalled" else case.state
    if moved or case.unanswered == 0:  # else it is what the planner compares with, to see a new bucket
        case.bucket = Buckets(office.policy.bucket_edges).index(oldest_dpd(file, today))
    case.next_step_on = look_again_on(office, file, today)
    case.version += 1
    if case.pk is None:
        add(case)
    else:
        save_all(case)
    if moved:
        unit.record("CaseOpened", file.customer.pk, case=case.pk, cycle=case.cycle)
    return moved


def close(office: Office, unit: Work, case: Case) -> None:
    """Nothing is open any more: the case closes, and with it every hold, timer, queued push and queue entry.

    Open promises are not touched: whether they were kept is decided from what was paid.
    """
    now = office.now()
    case.state, case.closed_day, case.next_step_on = "closed", office.today().toordinal(), None
    case.pending, case.pending_facts, case.unanswered, case.priority = "", {}, 0, 0
    case.version += 1
    case.save()
    HoldRow.objects.filter(customer=case.customer_id, ended_at=None).exclude(kind="collector").update(
        ended_at=now
    )
    Timer.objects.filter(case=case, state="waiting", kind="promise_reminder").update(
        state="cancelled", reason="case closed", ended_at=now
    )
    cancel_queued(unit, case, "product.paid", "the account is settled")
    Dispute.objects.filter(case=case, state__in=["open", "upheld"]).update(state="settled", closed_at=now)
    Receivable.objects.filter(customer=case.customer_id, disputed=True).update(disputed=False)
    Escalation.objects.filter(case=case).exclude(state="closed").update(
        state="closed", closed_at=now, outcome="the account is settled"
    )
    unit.record("CaseClosed", case.customer_id, case=case.pk, cycle=case.cycle)


def steps_behind(office: Office, withdrawn: OutboundMessage) -> None:
    """After `withdrawn` did not leave: what it named keeps only the steps that other messages have taken."""
    assert withdrawn.customer_id is not None
    customer = Customer.objects.get(pk=withdrawn.customer_id)
    steps = cadence_of(office, customer).steps
    others = OutboundMessage.objects.filter(case=withdrawn.case_id).exclude(step="").exclude(pk=withdrawn.pk)
    taken: dict[int, int] = {}
    for named, day in others.exclude(state__in=["cancelled", "shadow"]).values_list("named", "day"):
        for key in named:
            taken[key] = max(taken.get(key, day), day)
    for row in Receivable.objects.filter(pk__in=withdrawn.named):
        step = reached(row.due_day, taken[row.pk], steps) if row.pk in taken else None
        row.step_done = step.day if step else None
        row.save(update_fields=["step_done"])


def cancel_queued(unit: Work, case: Case, rule: str, reason: str, *, kinds: Iterable[str] = ()) -> int:
    """Cancel the pushes that wait in the outbox; each is journaled with the reason."""
    wanted = set(kinds)
    ids = [key for key, kind in _queued_pushes.all(case.pk) if not wanted or kind in wanted]
    if ids:
        _cancel.run(ids, reason)
    for key in ids:
        unit.record("MessageCancelled", case.customer_id, message=str(key), rule=rule)
    return len(ids)


@query
def _queued_pushes(case: Any) -> QuerySet[OutboundMessage, tuple[UUID, str]]:
    rows = OutboundMessage.objects.filter(case=case, state="queued", purpose="push")
    return rows.values_list("pk", "kind")


@update
def _cancel(messages: Any, reason: Any) -> Change:
    queued = OutboundMessage.objects.filter(within("pk", messages), state="queued")
    return queued, {"state": "cancelled", "reason": reason}
