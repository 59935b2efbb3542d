"""What became of messages nobody knows the fate of: after a start, and when no status ever comes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from puntual.store.journal import Work, work
from puntual.store.models import OutboundMessage

from .office import Office

# A status normally comes within seconds; after this long a person decides.
UNKNOWN_TO_REVIEW = timedelta(minutes=30)
# A claim of another process that is older than this belongs to a dead one.
LEASE = timedelta(minutes=10)


def recover(office: Office) -> int:
    """After a start: what this process (or a dead one) had claimed may or may not have left. It is unknown."""
    with work(office.now()) as unit:
        return _give_up(unit, Q(claimed_by=office.owner) | _abandoned(office.now()))


def _abandoned(now: datetime) -> Q:
    return Q(claimed_at__lt=now - LEASE)


def _give_up(unit: Work, which: Q) -> int:
    rows = list(
        OutboundMessage.objects.select_for_update(no_key=True)
        .filter(which, state="sending")
        .order_by("pk")
        .values_list("pk", "customer_id")
    )
    OutboundMessage.objects.filter(pk__in=[key for key, _ in rows]).update(
        state="unknown", reason="the process ended while it was being sent"
    )
    for key, customer in rows:
        unit.record("MessageUnknown", customer, message=str(key))
    return len(rows)


def reconcile(office: Office) -> int:
    """What stayed unknown for too long goes to a person, with the evidence; it is never resent by itself.

    What a dead process left in `sending` becomes unknown here too, once its lease is over.
    """
    now = office.now()
    with work(now) as unit:
        _give_up(unit, _abandoned(now))
        stale = OutboundMessage.objects.select_for_update(no_key=True).filter(
            state="unknown", claimed_at__lt=now - UNKNOWN_TO_REVIEW
        )
        rows = list(stale.order_by("pk").values_list("pk", "customer_id"))
        OutboundMessage.objects.filter(pk__in=[key for key, _ in rows]).update(state="review")
        for key, customer in rows:
            unit.record("MessageToReview", customer, message=str(key))
    return len(rows)
