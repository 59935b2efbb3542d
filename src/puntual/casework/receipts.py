"""Statuses of what we sent: monotone, idempotent, in any order, before or after our own answer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from puntual.store.journal import Work
from puntual.store.models import Attempt, OutboundMessage, ParkedReceipt

# A status may only lift a message: what was read was delivered, whatever arrives later.
RANK = {"sent": 1, "failed": 2, "delivered": 3, "read": 4}
_BEFORE = {"queued": 0, "sending": 0, "unknown": 0, "review": 0, "settled": 0, **RANK}
_STAMP = {"sent": "sent_at", "delivered": "delivered_at", "read": "read_at", "failed": "failed_at"}


def apply_receipt(
    unit: Work, provider_id: str, opaque_id: str, state: str, at: datetime, error_code: str = ""
) -> bool:
    """Record one status; True when it belongs to a message of ours (it is parked otherwise)."""
    row = OutboundMessage.objects.filter(_whose(provider_id, opaque_id)).first()
    if row is None:
        ParkedReceipt.objects.get_or_create(
            provider_id=provider_id,
            state=state,
            defaults={"opaque_id": opaque_id[:64], "at": at, "error_code": error_code[:30]},
        )
        return False
    if RANK[state] > _BEFORE.get(row.state, 9):
        _lift(unit, row, provider_id, state, at, error_code)
    elif getattr(row, _STAMP[state]) is None:
        setattr(row, _STAMP[state], at)
        row.save(update_fields=[_STAMP[state]])
    return True


def _whose(provider_id: str, opaque_id: str) -> Q:
    """By our own opaque id where it comes back, else by the provider's id."""
    try:
        return Q(pk=UUID(opaque_id))
    except ValueError:
        return Q(provider_id=provider_id)


def _lift(
    unit: Work, row: OutboundMessage, provider_id: str, state: str, at: datetime, error_code: str
) -> None:
    before, row.state = row.state, state
    row.provider_id = row.provider_id or provider_id
    row.error_code = error_code[:30] or row.error_code
    setattr(row, _STAMP[state], at)
    row.save(update_fields=["state", "provider_id", "error_code", _STAMP[state]])
    if before in {"unknown", "review"} and state != "failed":
        Attempt.objects.filter(outbound=row).update(counted=True)
    unit.record("MessageStatus", row.customer_id, message=str(row.pk), state=state, before=before)
