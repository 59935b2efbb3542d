"""Send what is queued: claim, one POST, record. One intent is at most one message.

The gate is asked again in the transaction that claims a message, with the customer's row locked, so that a
cap, an opt-out or a payment cannot race it. The claim commits before the POST. Whatever is ambiguous after
that is `unknown`: it waits for a status that carries our id, then goes to a person. Nothing is resent blindly.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from puntual.domain.failpoints import reach
from puntual.ports.channel import Address, Outgoing
from puntual.store.models import OutboundMessage, Switch
from puntual.store.statements import query

from .claim import claim
from .deliver_report import DeliverReport
from .office import Office
from .outcomes import record

BATCH = 50


def deliver(office: Office, *, limit: int = BATCH) -> DeliverReport:
    """Claim at most `limit` messages that are ready, send each once, record what came of it."""
    report = DeliverReport()
    if _sender_stopped(office):
        return report
    claimed = claim(office, limit, report)
    reach("send.after_claim")
    if not claimed:
        return report
    outcomes = office.channel.send([_outgoing(row) for row in claimed])
    reach("send.after_post")
    record(office, claimed, outcomes, report)
    reach("send.after_record")
    return report


@query
def _sender_switch() -> QuerySet[Switch]:
    return Switch.objects.filter(name="sender", on=True)


def _sender_stopped(office: Office) -> bool:
    row = _sender_switch.first()
    if row is None:
        return False
    until = datetime.fromisoformat(row.value) if row.value else None
    if until is not None and until <= office.now():
        Switch.objects.filter(name="sender").update(on=False)
        return False
    return True


def _outgoing(row: OutboundMessage) -> Outgoing:
    if row.identity is not None:
        to = Address(row.identity.phone or None, row.identity.bsuid or None)
    else:
        assert row.contact_point is not None
        to = Address(row.contact_point.e164.lstrip("+"))
    return Outgoing(
        opaque_id=str(row.pk),
        to=to,
        text=row.text,
        template=row.template or None,
        language=row.language or None,
        parameters=tuple(row.parameters),
    )
