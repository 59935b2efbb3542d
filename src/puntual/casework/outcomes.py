"""What came of each send: the provider took it, refused it, or nobody knows yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, assert_never
from uuid import UUID

from django.db.models import Case as Choice
from django.db.models import F, QuerySet, Value, When

from puntual.ports.channel import Accepted, Outcome, Rejected, Unknown
from puntual.store.journal import Work, work
from puntual.store.models import (
    Attempt,
    ContactPoint,
    Customer,
    Notice,
    OutboundMessage,
    ParkedReceipt,
    Switch,
    TemplateState,
)
from puntual.store.statements import Change, query, save_fields, update, within

from .deliver_report import DeliverReport
from .office import Office
from .receipts import apply_receipt, touch_case

_UNREACHABLE = frozenset({"131026"})


def record(
    office: Office, rows: Sequence[OutboundMessage], outcomes: Sequence[Outcome], report: DeliverReport
) -> None:
    """Keep the outcome of each message, all in one transaction."""
    with work(office.now()) as unit:
        _lock_in_order(rows)
        for row, outcome in zip(rows, outcomes, strict=True):
            match outcome:
                case Accepted(message_id=provider_id):
                    _accepted(office, unit, row, provider_id)
                    report.sent += 1
                case Unknown(reason=reason):
                    _unknown(unit, row, reason)
                    report.unknown += 1
                case Rejected():
                    _rejected(office, unit, row, outcome, report)
                case _:
                    assert_never(outcome)
        _apply_parked(unit, rows, outcomes)


@query
def _customers(keys: Any) -> QuerySet[Customer, int]:
    rows = Customer.objects.filter(within("pk", keys)).order_by("pk")
    return rows.select_for_update(no_key=True).values_list("pk", flat=True)


@query
def _messages(keys: Any) -> QuerySet[OutboundMessage, UUID]:
    rows = OutboundMessage.objects.filter(within("pk", keys)).order_by("pk")
    return rows.select_for_update(no_key=True).values_list("pk", flat=True)


def _lock_in_order(rows: Sequence[OutboundMessage]) -> None:
    """Customers, then messages, each by id: nobody who holds some of them waits for others of them."""
    _customers.all([row.customer_id for row in rows if row.customer_id])
    _messages.all([row.pk for row in rows])


@update
def _took(key: Any, provider_id: Any, now: Any) -> Change:
    # A status may have overtaken the answer to our own POST: then the row is ahead of "sent" already. And the
    # lease may have run out on a slow answer; this is the answer.
    behind = When(state__in=["sending", "unknown", "review"], then=Value("sent"))
    return OutboundMessage.objects.filter(pk=key), {
        "provider_id": provider_id,
        "sent_at": now,
        "state": Choice(behind, default=F("state")),
    }


def _accepted(office: Office, unit: Work, row: OutboundMessage, provider_id: str) -> None:
    _took.run(row.pk, provider_id, office.now())
    touch_case(row, office.now())
    unit.record("MessageSent", row.customer_id, message=str(row.pk))


@query
def _parked(provider_ids: Any) -> QuerySet[ParkedReceipt]:
    return ParkedReceipt.objects.filter(within("provider_id", provider_ids)).order_by("id")


def _apply_parked(unit: Work, rows: Sequence[OutboundMessage], outcomes: Sequence[Outcome]) -> None:
    """Statuses that came before we knew the provider's id of their message."""
    known = {
        outcome.message_id: row
        for row, outcome in zip(rows, outcomes, strict=True)
        if isinstance(outcome, Accepted)
    }
    for parked in _parked.all(known):
        row = known[parked.provider_id]
        apply_receipt(unit, parked.provider_id, str(row.pk), parked.state, parked.at, parked.error_code)
        parked.delete()


def _unknown(unit: Work, row: OutboundMessage, reason: str) -> None:
    OutboundMessage.objects.filter(pk=row.pk, state="sending").update(state="unknown", reason=reason[:300])
    unit.record("MessageUnknown", row.customer_id, message=str(row.pk))


def _rejected(
    office: Office, unit: Work, row: OutboundMessage, outcome: Rejected, report: DeliverReport
) -> None:
    """The provider did not take it: the attempt does not count. Some refusals pass, the others are final."""
    Attempt.objects.filter(outbound=row).update(counted=False)
    row.error_code, row.reason = outcome.code[:30], outcome.reason[:300]
    if outcome.stop_sender:
        _stop_sender(office, outcome)
    if outcome.stop_template and row.template:
        _stop_template(office, row, outcome)
    # After a stopped template the same row goes out in the next approved wording.
    if outcome.retry_after is not None or outcome.stop_sender or outcome.stop_template:
        row.state, row.ready_at = "queued", office.now() + timedelta(seconds=outcome.retry_after or 3600)
        report.put_back += 1
    else:
        row.state = "rejected"
        report.rejected += 1
    save_fields(row, "state", "ready_at", "error_code", "reason")
    if outcome.code in _UNREACHABLE and row.contact_point_id:
        ContactPoint.objects.filter(pk=row.contact_point_id).update(unreachable=F("unreachable") + 1)
    unit.record("MessageRejected", row.customer_id, message=str(row.pk), code=outcome.code, state=row.state)


def _stop_sender(office: Office, outcome: Rejected) -> None:
    until = office.now() + timedelta(seconds=outcome.retry_after or 3600)
    Switch.objects.update_or_create(
        name="sender",
        defaults={
            "on": True,
            "value": until.isoformat(),
            "reason": outcome.reason[:300],
            "since": office.now(),
        },
    )
    Notice.objects.update_or_create(
        key=f"sender:{outcome.code}",
        defaults={
            "code": "sender_stopped",
            "text": f"The channel refuses to send ({outcome.code}). Sending waits; check the account.",
            "at": office.now(),
            "seen_at": None,
        },
    )


def _stop_template(office: Office, row: OutboundMessage, outcome: Rejected) -> None:
    TemplateState.objects.update_or_create(
        name=row.template,
        language=row.language,
        defaults={"state": "paused", "reason": outcome.reason[:300], "changed_at": office.now()},
    )
