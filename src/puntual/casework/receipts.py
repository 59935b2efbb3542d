"""Statuses of what we sent: monotone, idempotent, in any order, before or after our own answer."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Max, Q

from puntual.domain.contact import Purpose
from puntual.rules.decide import BY_REMINDER
from puntual.store.journal import Work
from puntual.store.models import Attempt, Case, OutboundMessage, ParkedReceipt, Receivable

# A status may only lift a message: what was read was delivered, whatever arrives later.
RANK = {"sent": 1, "failed": 2, "delivered": 3, "read": 4}
# What the row said before counts for nothing against a status: the provider knows what it took.
_BEFORE = {"queued": 0, "sending": 0, "unknown": 0, "review": 0, "settled": 0, "rejected": 0, **RANK}
_THANKS = frozenset({"promise_kept_thanks", "payment_thanks"})
_NO_QUESTION = _THANKS | {"first_contact_neutral", "promise_reminder", "apology", "claim_not_found_ask"}
_NAMES_THE_DAY = ("reminder_friendly", "reminder_due")
_STAMP = {"sent": "sent_at", "delivered": "delivered_at", "read": "read_at", "failed": "failed_at"}


def apply_receipt(
    unit: Work, provider_id: str, opaque_id: str, state: str, at: datetime, error_code: str = ""
) -> bool:
    """Record one status; True when it belongs to a message of ours (it is parked otherwise)."""
    row = (
        OutboundMessage.objects.select_for_update(no_key=True).filter(_whose(provider_id, opaque_id)).first()
    )
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
    row.error_code = error_code[:30] or row.error_code
    if getattr(row, _STAMP[state]) is None:
        setattr(row, _STAMP[state], at)
    row.save(update_fields=[_STAMP[state], "error_code"])


def touch_case(row: OutboundMessage, at: datetime) -> None:
    """A push counts as unanswered until the customer writes; the first one has introduced us."""
    if row.case_id is None:
        return
    changes: dict[str, object] = {"last_contact_at": at}
    if row.purpose == Purpose.PUSH:
        changes["introduced_at"] = at
        if row.kind not in _THANKS:
            changes["unanswered"] = F("unanswered") + 1
    if row.kind == "first_contact_neutral":
        changes |= {"pending": "right_party", "pending_facts": {"about": []}}
    Case.objects.filter(pk=row.case_id).update(version=F("version") + 1, **changes)
    if row.purpose == Purpose.PUSH and row.kind not in _NO_QUESTION:
        _await_a_day(row)


def _await_a_day(row: OutboundMessage) -> None:
    """A reminder asks for the day of payment: a bare "el viernes" answers it, and so does a "sí" where the
    reminder itself names a day that is still to come. A question that is open already stands."""
    assert row.case_id is not None
    about = [BY_REMINDER]
    if row.kind.startswith(_NAMES_THE_DAY):
        due = Receivable.objects.filter(pk__in=row.named).aggregate(last=Max("due_day"))["last"]
        about += [date.fromordinal(due).isoformat()] if due else []
    Case.objects.filter(pk=row.case_id, pending__in=["", "promise_date", "clarify"]).update(
        pending="promise_date", pending_facts={"about": about}
    )


def _whose(provider_id: str, opaque_id: str) -> Q:
    """By our own opaque id where it comes back, else by the provider's id."""
    key = own_id(opaque_id)
    return Q(provider_id=provider_id) if key is None else Q(pk=key)


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
    row.save(update_fields=["state", "provider_id", "error_code", _STAMP[state]])
    if before not in RANK and state != "failed":
        Attempt.objects.filter(outbound=row).update(counted=True)
        if before != "sending":  # the answer to our own POST, still to come, tells the case otherwise
            touch_case(row, at)
    unit.record("MessageStatus", row.customer_id, message=str(row.pk), state=state, before=before)
