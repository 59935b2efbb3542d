"""Statuses of what we sent: monotone, idempotent, in any order, before or after our own answer."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from puntual.domain.contact import Purpose
from puntual.rules.conversation.view import BY_REMINDER
from puntual.store.journal import Work
from puntual.store.models import Attempt, Case, OutboundMessage, ParkedReceipt, Receivable
from puntual.store.statements import Change, query, save_fields, update, within

# A status may only lift a message: what was read was delivered, whatever arrives later.
RANK = {"sent": 1, "failed": 2, "delivered": 3, "read": 4}
# What the row said before counts for nothing against a status: the provider knows what it took.
_BEFORE = {"queued": 0, "sending": 0, "unknown": 0, "review": 0, "settled": 0, "rejected": 0, **RANK}
_THANKS = frozenset({"promise_kept_thanks", "payment_thanks"})
_NO_QUESTION = _THANKS | {"first_contact_neutral", "promise_reminder", "apology", "claim_not_found_ask"}
_NAMES_THE_DAY = ("reminder_friendly", "reminder_due")
_STAMP = {"sent": "sent_at", "delivered": "delivered_at", "read": "read_at", "failed": "failed_at"}


@query
def _by_own_id(key: Any) -> QuerySet[OutboundMessage]:
    return OutboundMessage.objects.filter(pk=key).select_for_update(no_key=True)


@query
def _by_provider_id(provider_id: Any) -> QuerySet[OutboundMessage]:
    rows = OutboundMessage.objects.filter(provider_id=provider_id).order_by("pk")
    return rows.select_for_update(no_key=True)


def apply_receipt(
    unit: Work, provider_id: str, opaque_id: str, state: str, at: datetime, error_code: str = ""
) -> bool:
    """Record one status; True when it belongs to a message of ours (it is parked otherwise)."""
    # By our own opaque id where it comes back, else by the provider's id.
    key = own_id(opaque_id)
    row = _by_provider_id.first(provider_id) if key is None else _by_own_id.first(key)
    if row is None:
        ParkedReceipt.objects.get_or_create(
            provider_id=provider_id,
            state=state,
            defaults={"opaque_id": opaque_id[:64], "at": at, "error_code": error_code[:30]},
        )
        return False
    if RANK[state] > _BEFORE.get(row.state, 9):
        _lift(unit, row, provider_id, state, at, error_code)
    else:
        _complete(row, state, at, error_code)
    return True


def _complete(row: OutboundMessage, state: str, at: datetime, error_code: str) -> None:
    """A status that came late lifts nothing, but the row still learns when it was and what it said."""
    stamp, code = _STAMP[state], error_code[:30] or row.error_code
    if getattr(row, stamp) is not None and code == row.error_code:
        return
    row.error_code = code
    setattr(row, stamp, getattr(row, stamp) or at)
    save_fields(row, stamp, "error_code")


def touch_case(row: OutboundMessage, at: datetime) -> None:
    """A push counts as unanswered until the customer writes; the first one has introduced us."""
    if row.case_id is None:
        return
    if row.purpose != Purpose.PUSH:
        _contacted.run(row.case_id, at)
        return
    _pushed.run(row.case_id, at, 0 if row.kind in _THANKS else 1)
    if row.kind == "first_contact_neutral":
        _ask.run(row.case_id, "right_party", {"about": []})
    elif row.kind not in _NO_QUESTION:
        _await_a_day(row)


@update
def _contacted(case: Any, at: Any) -> Change:
    return Case.objects.filter(pk=case), {"last_contact_at": at, "version": F("version") + 1}


@update
def _pushed(case: Any, at: Any, unanswered: Any) -> Change:
    return Case.objects.filter(pk=case), {
        "last_contact_at": at,
        "introduced_at": at,
        "unanswered": F("unanswered") + unanswered,
        "version": F("version") + 1,
    }


@update
def _ask(case: Any, pending: Any, facts: Any) -> Change:
    return Case.objects.filter(pk=case), {"pending": pending, "pending_facts": facts}


@update
def _ask_for_a_day(case: Any, facts: Any) -> Change:
    unasked = Case.objects.filter(pk=case, pending__in=["", "promise_date", "clarify"])
    return unasked, {"pending": "promise_date", "pending_facts": facts}


@query
def _due_days(receivables: Any) -> QuerySet[Receivable, int]:
    return Receivable.objects.filter(within("pk", receivables)).values_list("due_day", flat=True)


def _await_a_day(row: OutboundMessage) -> None:
    """A reminder asks for the day of payment: a bare "el viernes" answers it, and so does a "sí" where the
    reminder itself names a day that is still to come. A question that is open already stands."""
    about = [BY_REMINDER]
    if row.kind.startswith(_NAMES_THE_DAY):
        about += [date.fromordinal(day).isoformat() for day in sorted(_due_days.all(row.named))[-1:]]
    _ask_for_a_day.run(row.case_id, {"about": about})


def own_id(opaque_id: str) -> UUID | None:
    """The message id that a status brings back, if it is one of ours by its form."""
    try:
        return UUID(opaque_id)
    except ValueError:
        return None


def _lift(
    unit: Work, row: OutboundMessage, provider_id: str, state: str, at: datetime, error_code: str
) -> None:
    before, row.state = row.state, state
    row.provider_id = row.provider_id or provider_id
    row.error_code = error_code[:30] or row.error_code
    setattr(row, _STAMP[state], at)
    save_fields(row, "state", "provider_id", "error_code", _STAMP[state])
    if before not in RANK and state != "failed":
        _count_again.run(row.pk)
        if before != "sending":  # the answer to our own POST, still to come, tells the case otherwise
            touch_case(row, at)
    unit.record("MessageStatus", row.customer_id, message=str(row.pk), state=state, before=before)


@update
def _count_again(message: Any) -> Change:
    return Attempt.objects.filter(outbound=message), {"counted": True}
