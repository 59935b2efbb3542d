"""The worklist as people read it: one line per case of a day's plan, and everything about one customer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from puntual.domain.contact import Allowed, Deferred, Purpose
from puntual.domain.money import Money
from puntual.rules.cadence import reached
from puntual.store.models import OutboundMessage, Receivable, WorklistEntry

from .audit import find
from .case_file import CaseFile, gather, question
from .cases import cadence_of, dues, look_again_on, oldest_dpd
from .office import Office
from .outbox import ask_gate, circumstances
from .sync_runs import as_of

SLICE = 500


def of_day(office: Office, day: date) -> list[dict[str, Any]]:
    """The stored plan of `day`, in working order: what is contacted first, then who is not and why."""
    entries = WorklistEntry.objects.filter(day=day.toordinal()).select_related("case__customer")
    rows = list(entries.order_by("rank", "-amount", "case_id"))
    numbers = _numbers(row.case.customer_id for row in rows)
    return [
        describe(row, numbers.get(row.case.customer_id, []), place) for place, row in enumerate(rows, start=1)
    ]


def describe(row: WorklistEntry, invoices: list[str], place: int) -> dict[str, Any]:
    """One line with everything a collector needs to see why the case stands there."""
    customer, case = row.case.customer, row.case
    return {
        "rank": place,
        "customer": customer.key,
        "name": customer.trade_name or customer.name,
        "invoices": invoices,
        "amount": str(Money(row.amount, row.currency).decimal) if row.currency else "0",
        "currency": row.currency,
        "dpd": row.dpd,
        "salesperson": customer.salesperson,
        "last_contact": _day_of(case.last_contact_at),
        "last_intent": case.last_intent,
        "action": row.action,
        "step": row.step,
        "rule": row.rule,
        "source": row.source,
        "reason": row.reason,
        "until": row.until,
    }


def _day_of(at: datetime | None) -> str:
    return at.date().isoformat() if at else ""


def _numbers(customers: Iterable[int]) -> dict[int, list[str]]:
    """Invoice numbers by customer, oldest first, read in slices."""
    wanted = list(customers)
    found: dict[int, list[str]] = {}
    for start in range(0, len(wanted), SLICE):
        part = Receivable.objects.filter(customer__in=wanted[start : start + SLICE], status="open")
        for customer, number in part.order_by("due_day", "id").values_list("customer_id", "number"):
            found.setdefault(customer, []).append(number)
    return found


def explain(office: Office, key: str, day: date) -> list[str]:
    """Every reason about one customer on `day`, in words: receivables and steps, holds, and the gate."""
    customer = find(key)
    file = gather(office, [customer.pk])[customer.pk]
    today = day.toordinal()
    lines = [
        f"{customer.name} ({customer.key}), {customer.country} {customer.subdivision}, zone {customer.zones}",
        f"segment {customer.segment}; case {file.case.state if file.case else 'none'}",
        *(_receivable_line(office, file, item.id, today) for item in file.items),
    ]
    if not file.items:
        lines.append("nothing is open")
    lines += [f"hold: {hold.kind.value} until {hold.until or 'further notice'}" for hold in file.holds]
    lines.append(_address_line(file))
    lines.append(_gate_line(office, file))
    lines += _today_lines(file, day)
    again = look_again_on(office, file, today)
    lines.append(
        f"next step on {date.fromordinal(again).isoformat()}" if again else "no further step is planned"
    )
    return lines


def _receivable_line(office: Office, file: CaseFile, key: int, today: int) -> str:
    item = next(one for one in file.items if one.id == key)
    step = reached(item.due, today, cadence_of(office, file.customer).steps)
    state = "disputed" if item.disputed else f"step {step.code if step else 'none yet'}"
    done = ", already covered" if step and item.step_done is not None and item.step_done >= step.day else ""
    money = Money(item.balance, item.currency)
    return f"invoice {item.number}: {money}, due {date.fromordinal(item.due)}, {today - item.due} dpd, {state}{done}"


def _address_line(file: CaseFile) -> str:
    if file.address is None:
        return "no usable number: " + (
            "it is blocked" if file.wrong_number else "none on file can be written to"
        )
    consent = "with consent" if file.address.consent else "no consent on record"
    return f"reachable, identity {file.address.level.name.lower()}, {consent}; {len(file.attempts)} recent contacts"


def _gate_line(office: Office, file: CaseFile) -> str:
    """What the gate would say to an ordinary push right now."""
    run = as_of(office)
    named = tuple(due.id for due in dues(file))
    around = circumstances(run.started_at if run else None)
    asked = question(file, office.now(), around, purpose=Purpose.PUSH, named=named)
    verdict = ask_gate(office, file, asked)
    if isinstance(verdict, Allowed):
        return f"gate: allowed now (rulebook {verdict.rulebook})"
    until = f", until {verdict.until.isoformat()}" if isinstance(verdict, Deferred) else ""
    return f"gate: not now{until}: {verdict.reason} [{verdict.rule}: {verdict.source}]"


def _today_lines(file: CaseFile, day: date) -> list[str]:
    entries = WorklistEntry.objects.filter(case=file.case, day=day.toordinal()) if file.case else []
    lines = [f"plan: {row.action} {row.step}: {row.reason} {row.rule}".rstrip() for row in entries]
    sent = OutboundMessage.objects.filter(customer=file.customer).order_by("-created_at")[:5]
    lines += [
        f"message {row.created_at.date()}: {row.kind} {row.state} {row.reason}".rstrip() for row in sent
    ]
    return [*lines, f"oldest open item: {oldest_dpd(file, day.toordinal())} days past due"]
