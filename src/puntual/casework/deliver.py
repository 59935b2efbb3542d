"""Send what is queued: claim, one POST, record. One intent is at most one message.

The gate is asked again in the transaction that claims a message, with the customer's row locked, so that a
cap, an opt-out or a payment cannot race it. The claim commits before the POST. Whatever is ambiguous after
that is `unknown`: it waits for a status that carries our id, then goes to a person. Nothing is resent blindly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import F, Q

from puntual.domain.contact import Allowed, Deferred, Purpose, Refused
from puntual.domain.failpoints import reach
from puntual.ports.channel import Accepted, Address, Outcome, Outgoing, Rejected, Unknown
from puntual.store.journal import Work, work
from puntual.store.models import (
    Attempt,
    Case,
    ContactPoint,
    Customer,
    Notice,
    OutboundMessage,
    ParkedReceipt,
    Switch,
    TemplateState,
)
from puntual.wording.render import usable
from puntual.wording.types import Unrenderable

from .case_file import WINDOW, CaseFile, Circumstances, at_identity, gather
from .cases import steps_behind
from .compose import SPEAK_OF_A_DAY_TO_COME, compose, is_first, say_of, template_states
from .office import Office
from .outbox import ask_gate, circumstances, permit, say_question
from .receipts import apply_receipt, touch_case
from .sync_runs import as_of

BATCH = 50
# A status normally comes within seconds; after this long a person decides.
UNKNOWN_TO_REVIEW = timedelta(minutes=30)
# A claim of another process that is older than this belongs to a dead one.
LEASE = timedelta(minutes=10)
# A push that the gate would let out only later than this is planned anew instead.
HOLD_IN_QUEUE = timedelta(hours=14)
FOLLOW_UP_PATIENCE = timedelta(days=7)
_UNREACHABLE = frozenset({"131026"})


@dataclass(slots=True)
class DeliverReport:
    """What one round of sending did."""

    sent: int = 0
    unknown: int = 0
    rejected: int = 0
    put_back: int = 0
    withheld: dict[str, int] = field(default_factory=dict)


def deliver(office: Office, *, limit: int = BATCH) -> DeliverReport:
    """Claim at most `limit` messages that are ready, send each once, record what came of it."""
    report = DeliverReport()
    if _sender_stopped(office):
        return report
    claimed = _claim(office, limit, report)
    reach("send.after_claim")
    if not claimed:
        return report
    outcomes = office.channel.send([_outgoing(row) for row in claimed])
    reach("send.after_post")
    _record(office, claimed, outcomes, report)
    reach("send.after_record")
    return report


def _sender_stopped(office: Office) -> bool:
    row = Switch.objects.filter(name="sender", on=True).first()
    if row is None:
        return False
    until = datetime.fromisoformat(row.value) if row.value else None
    if until is not None and until <= office.now():
        Switch.objects.filter(name="sender").update(on=False)
        return False
    return True


def _claim(office: Office, limit: int, report: DeliverReport) -> list[OutboundMessage]:
    """Choose, ask the gate again, and mark `sending`, all in one transaction that is durable before the POST."""
    now = office.now()
    with work(now) as unit:
        chosen = _ready(now, limit)
        if not chosen:
            return []
        run = as_of(office)
        around = circumstances(run.started_at if run else None)
        if around.paused:  # what is queued waits; nothing is lost by a pause
            return []
        # Customers are locked before messages, as everywhere: who answers or plans holds them in that order.
        files = gather(office, [row.customer_id for row in chosen if row.customer_id], lock=True)
        rows = _locked([row.pk for row in chosen])
        states = template_states()
        room = _room_for_templates(office)
        claimed: list[OutboundMessage] = []
        for row in rows:
            file = files.get(row.customer_id or 0)
            if row.template and row.purpose == "push" and room is not None and room <= 0:
                _put_back(row, now + timedelta(hours=1), "the portfolio's daily limit is reached")
                continue
            if _may_go(office, unit, row, file, around, states, report):
                _mark_sending(office, unit, row, file)
                claimed.append(row)
                room = room - 1 if room is not None else None
        return claimed


def _ready(now: datetime, limit: int) -> list[OutboundMessage]:
    rows = OutboundMessage.objects.filter(state="queued", ready_at__lte=now)
    chosen: dict[object, OutboundMessage] = {}
    for row in rows.order_by("priority", "ready_at", "id")[:limit]:
        # One message a customer and round: the next waits for this one's outcome and keeps its order.
        chosen.setdefault(row.customer_id or row.identity_id or row.pk, row)
    return list(chosen.values())


def _locked(keys: Sequence[UUID]) -> list[OutboundMessage]:
    """Those of the rows that are still queued, and nobody else's: a second sender passes them over."""
    rows = OutboundMessage.objects.filter(pk__in=keys, state="queued").order_by("pk")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",), no_key=True)
    found = {row.pk: row for row in rows.select_related("identity", "contact_point")}
    return [found[key] for key in keys if key in found]


def _room_for_templates(office: Office) -> int | None:
    """How many more customers templates may reach in these 24 hours; None without a limit."""
    if office.daily_limit is None:
        return None
    since = office.now() - timedelta(hours=24)
    reached = OutboundMessage.objects.filter(claimed_at__gte=since).exclude(template="")
    return office.daily_limit - reached.values("customer").distinct().count()


def _may_go(
    office: Office,
    unit: Work,
    row: OutboundMessage,
    file: CaseFile | None,
    around: Circumstances,
    states: Mapping[str, Mapping[str, str]],
    report: DeliverReport,
) -> bool:
    if file is None:  # a stranger, or one whose number stands with several customers: no case, no facts
        return True
    if row.purpose == Purpose.PUSH and not _still_true(row, file, office.now()):
        _withhold(office, unit, row, "product.changed", "what the message states has changed", report)
        return False
    if row.template and not _in_approved_wording(office, row, file, states, around):
        _withhold(office, unit, row, "product.template", "no approved wording is left", report)
        return False
    if not row.template and not _window_open(row, office.now()):
        _withhold(
            office,
            unit,
            row,
            "product.window_closed",
            "the 24-hour window closed before it could leave",
            report,
        )
        return False
    if row.identity is not None:  # what was queued for one identity is judged for that one
        file.address = at_identity(row.identity, _consent(office, file), office.now())
        file.wrong_number = False
    asked = say_question(file, office.now(), around, row.kind, Purpose(row.purpose), tuple(row.named))
    asked = replace(asked, standing=replace(asked.standing, template="approved" if row.template else None))
    verdict = ask_gate(office, file, asked)
    match verdict:
        case Allowed():
            row.permit = permit(verdict, Purpose(row.purpose), office.now())
            return True
        case Deferred():
            _defer(office, unit, row, file, verdict, report)
        case Refused():
            _withhold(office, unit, row, verdict.rule, verdict.reason, report)
    return False


def _in_approved_wording(
    office: Office,
    row: OutboundMessage,
    file: CaseFile,
    states: Mapping[str, Mapping[str, str]],
    around: Circumstances,
) -> bool:
    """A wording that was paused or rejected since it was queued gives way to the next; False if none is left."""
    if usable(row.template, states.get(row.language, {})):
        return True
    first = is_first(file.case)
    rendered = compose(office, file, say_of(row), as_of=around.erp_as_of, first=first, states=states)
    if isinstance(rendered, Unrenderable) or rendered.template is None:
        return False
    row.template, row.language, row.text = rendered.template, rendered.language, rendered.text
    row.parameters, row.stated = list(rendered.parameters), file.stated(row.named)
    row.save(update_fields=["template", "language", "text", "parameters", "stated"])
    return True


def _consent(office: Office, file: CaseFile) -> bool:
    known = file.address is not None and file.address.consent
    return known or bool(office.company.consent_basis) or file.customer.opted_in_at is not None


def _still_true(row: OutboundMessage, file: CaseFile, now: datetime) -> bool:
    """Every receivable that the text names is still open, at the balance that stood when it was written; and
    a day that a notice speaks of has not passed while it waited."""
    items = {str(item.id): item for item in file.items}
    if any(key not in items or items[key].balance != stated for key, stated in row.stated.items()):
        return False
    today = file.local(now).date().toordinal()
    return row.kind not in SPEAK_OF_A_DAY_TO_COME or all(items[key].due >= today for key in row.stated)


def _window_open(row: OutboundMessage, now: datetime) -> bool:
    last = row.identity.last_inbound_at if row.identity else None
    return last is not None and now - last < WINDOW


def _defer(
    office: Office, unit: Work, row: OutboundMessage, file: CaseFile, verdict: Deferred, report: DeliverReport
) -> None:
    """Wait in the queue when it is soon (or a promised follow-up); else give the step back to the planner."""
    wait = verdict.until - office.now()
    if wait <= HOLD_IN_QUEUE or (not row.step and row.created_at + FOLLOW_UP_PATIENCE >= verdict.until):
        _put_back(row, verdict.until, verdict.reason)
        unit.record("MessageDeferred", row.customer_id, message=str(row.pk), rule=verdict.rule)
        report.put_back += 1
        return
    _withhold(office, unit, row, verdict.rule, verdict.reason, report)
    if file.case is not None:
        Case.objects.filter(pk=file.case.pk).update(next_step_on=verdict.until.date().toordinal())


def _put_back(row: OutboundMessage, until: datetime, reason: str) -> None:
    row.ready_at, row.reason = until, reason[:300]
    row.save(update_fields=["ready_at", "reason"])


def _withhold(
    office: Office, unit: Work, row: OutboundMessage, rule: str, reason: str, report: DeliverReport
) -> None:
    """Cancel a message that may no longer leave. Its step is open again, so the planner can come back to it."""
    row.state, row.reason = "cancelled", reason[:300]
    row.save(update_fields=["state", "reason"])
    report.withheld[rule] = report.withheld.get(rule, 0) + 1
    unit.record("MessageWithheld", row.customer_id, message=str(row.pk), rule=rule, reason=reason)
    if row.step:  # another wording can go today; what else has changed is looked at tomorrow
        _give_back_step(office, row, row.day if rule == "product.template" else row.day + 1)


def _give_back_step(office: Office, row: OutboundMessage, look_again: int) -> None:
    """The step of a message that did not leave is open again; steps that other messages took stay behind."""
    assert row.case_id is not None
    steps_behind(office, row)
    Case.objects.filter(pk=row.case_id, state="open").update(next_step_on=look_again)


def _mark_sending(office: Office, unit: Work, row: OutboundMessage, file: CaseFile | None) -> None:
    row.state, row.claimed_at, row.claimed_by = "sending", office.now(), office.owner
    row.tries = F("tries") + 1
    row.save(update_fields=["state", "claimed_at", "claimed_by", "tries", "permit"])
    if row.purpose in {Purpose.PUSH, Purpose.COLLECTOR} and row.customer_id:
        # Caps count attempts, from the claim on: what may have left has left.
        Attempt.objects.update_or_create(
            outbound=row, defaults={"customer_id": row.customer_id, "at": office.now(), "counted": True}
        )
    unit.record("MessageClaimed", row.customer_id, message=str(row.pk), permit=row.permit)


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


def _record(
    office: Office, rows: Sequence[OutboundMessage], outcomes: Sequence[Outcome], report: DeliverReport
) -> None:
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


def _lock_in_order(rows: Sequence[OutboundMessage]) -> None:
    """Customers, then messages, each by id: nobody who holds some of them waits for others of them."""
    customers = Customer.objects.filter(pk__in=[row.customer_id for row in rows if row.customer_id])
    list(customers.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    messages = OutboundMessage.objects.filter(pk__in=[row.pk for row in rows])
    list(messages.order_by("pk").select_for_update(no_key=True).values_list("pk"))


def _accepted(office: Office, unit: Work, row: OutboundMessage, provider_id: str) -> None:
    # A status may have overtaken the answer to our own POST: then the row is ahead of "sent" already.
    OutboundMessage.objects.filter(pk=row.pk).update(provider_id=provider_id, sent_at=office.now())
    # The lease may have run out on a slow answer; this is the answer.
    OutboundMessage.objects.filter(pk=row.pk, state__in=["sending", "unknown", "review"]).update(state="sent")
    touch_case(row, office.now())
    unit.record("MessageSent", row.customer_id, message=str(row.pk))
    for parked in ParkedReceipt.objects.filter(provider_id=provider_id).order_by("id"):
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
    row.save(update_fields=["state", "ready_at", "error_code", "reason"])
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
