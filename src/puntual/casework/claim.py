"""Claim what may leave: the gate is asked again, with the customer's row locked, and the claim commits first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from puntual.domain.contact import Allowed, Deferred, Purpose, Refused
from puntual.store.journal import Work, work
from puntual.store.models import Attempt, Case, ContactPoint, IdentityRow, OutboundMessage
from puntual.store.statements import Query, add, query, save_fields, within
from puntual.wording.render import usable
from puntual.wording.types import Unrenderable

from .case_file import CaseFile, Circumstances, at_identity, gather
from .cases import steps_behind
from .compose import SPEAK_OF_A_DAY_TO_COME, compose, is_first, say_of, template_states
from .deliver_report import DeliverReport
from .office import Office
from .outbox import ask_about_stranger, ask_gate, circumstances, permit, say_question
from .sync_runs import data_of

# A push that the gate would let out only later than this is planned anew instead.
HOLD_IN_QUEUE = timedelta(hours=14)
FOLLOW_UP_PATIENCE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Round:
    """What holds for every message of one round."""

    office: Office
    unit: Work
    around: Circumstances
    states: Mapping[str, Mapping[str, str]]
    report: DeliverReport


def claim(office: Office, limit: int, report: DeliverReport) -> list[OutboundMessage]:
    """Choose, ask the gate again, and mark `sending`, all in one transaction that is durable before the POST."""
    now = office.now()
    with work(now) as unit:
        chosen = _ready(now, limit)
        if not chosen:
            return []
        around = circumstances(data_of(office))
        if around.paused:  # what is queued waits; nothing is lost by a pause
            return []
        # Customers are locked before messages, as everywhere: who answers or plans holds them in that order.
        files = gather(office, [customer for _, customer in chosen if customer], lock=True)
        rows = _locked([key for key, _ in chosen])
        this = _Round(office, unit, around, template_states(office.channel), report)
        room = _room_for_templates(office)
        claimed: list[OutboundMessage] = []
        for row in rows:
            if row.template and row.purpose == "push" and room is not None and room <= 0:
                _put_back(row, now + timedelta(hours=1), "the portfolio's daily limit is reached")
                continue
            if _may_go(this, row, files.get(row.customer_id or 0)):
                _mark_sending(this, row)
                claimed.append(row)
                room = room - 1 if room is not None else None
        return claimed


@cache
def _next_ready(limit: int) -> Query[tuple[UUID, int | None, int | None]]:
    @query
    def rows(now: Any) -> QuerySet[OutboundMessage, tuple[UUID, int | None, int | None]]:
        ready = OutboundMessage.objects.filter(state="queued", ready_at__lte=now)
        ready = ready.order_by("priority", "ready_at", "id")
        return ready.values_list("pk", "customer_id", "identity_id")[:limit]

    return rows


def _ready(now: datetime, limit: int) -> list[tuple[UUID, int | None]]:
    """The messages that are next, with their customers."""
    chosen: dict[object, tuple[UUID, int | None]] = {}
    for key, customer, identity in _next_ready(limit).all(now):
        # One message a customer and round: the next waits for this one's outcome and keeps its order.
        chosen.setdefault(customer or (identity and f"identity{identity}") or key, (key, customer))
    return list(chosen.values())


@query
def _queued(keys: Any) -> QuerySet[OutboundMessage]:
    rows = OutboundMessage.objects.filter(within("pk", keys), state="queued").order_by("pk")
    return rows.select_for_update(skip_locked=True, no_key=True)


@query
def _identities(keys: Any) -> QuerySet[IdentityRow]:
    return IdentityRow.objects.filter(within("pk", keys))


@query
def _points(keys: Any) -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(within("pk", keys))


def _locked(keys: Sequence[UUID]) -> list[OutboundMessage]:
    """Those of the rows that are still queued, and nobody else's: a second sender passes them over."""
    found = {row.pk: row for row in _queued.all(keys)}
    identities = {
        one.pk: one for one in _identities.all({row.identity_id for row in found.values()} - {None})
    }
    points = {one.pk: one for one in _points.all({row.contact_point_id for row in found.values()} - {None})}
    for row in found.values():
        row.identity = identities.get(row.identity_id or 0)
        row.contact_point = points.get(row.contact_point_id or 0)
    return [found[key] for key in keys if key in found]


def _room_for_templates(office: Office) -> int | None:
    """How many more customers templates may reach in these 24 hours; None without a limit."""
    if office.daily_limit is None:
        return None
    since = office.now() - timedelta(hours=24)
    reached = OutboundMessage.objects.filter(claimed_at__gte=since).exclude(template="")
    return office.daily_limit - reached.values("customer").distinct().count()


def _may_go(this: _Round, row: OutboundMessage, file: CaseFile | None) -> bool:
    if file is None:  # a stranger, or one whose number stands with several customers: no case, no facts
        return _may_go_to_stranger(this, row)
    office = this.office
    if row.purpose == Purpose.PUSH and not _still_true(row, file, office.now()):
        _withhold(this, row, "product.changed", "what the message states has changed")
        return False
    if row.template and not _in_approved_wording(this, row, file):
        _withhold(this, row, "product.template", "no approved wording is left")
        return False
    if row.identity is not None:  # what was queued for one identity is judged for that one
        file.address = at_identity(row.identity, _consent(office, file), office.now())
        file.wrong_number = False
    purpose, named = Purpose(row.purpose), tuple(row.named)
    asked = say_question(
        file, office.now(), this.around, row.kind, purpose, named, in_template=bool(row.template)
    )
    verdict = ask_gate(office, file, asked)
    match verdict:
        case Allowed():
            row.permit = permit(verdict, purpose, office.now())
            return True
        case Deferred():
            _defer(this, row, file, verdict)
        case Refused():
            _withhold(this, row, verdict.rule, verdict.reason)
    return False


def _may_go_to_stranger(this: _Round, row: OutboundMessage) -> bool:
    """Only an answer, to an identity that wrote, and only while the gate allows it."""
    if row.identity is None or row.purpose != Purpose.ANSWER:
        _withhold(this, row, "product.identity", "nobody is known to whom this could go")
        return False
    verdict = ask_about_stranger(this.office, row.identity, this.around)
    if not isinstance(verdict, Allowed):
        _withhold(this, row, verdict.rule, verdict.reason)
        return False
    row.permit = permit(verdict, Purpose.ANSWER, this.office.now())
    return True


def _in_approved_wording(this: _Round, row: OutboundMessage, file: CaseFile) -> bool:
    """A wording that was paused or rejected since it was queued gives way to the next; False if none is left."""
    if usable(row.template, this.states.get(row.language, {})):
        return True
    rendered = compose(
        this.office,
        file,
        say_of(row),
        as_of=this.around.erp_as_of,
        first=is_first(file.case),
        states=this.states,
    )
    if isinstance(rendered, Unrenderable) or rendered.template is None:
        return False
    row.template, row.language, row.text = rendered.template, rendered.language, rendered.text
    row.parameters, row.stated = list(rendered.parameters), file.stated(row.named)
    save_fields(row, "template", "language", "text", "parameters", "stated")
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


def _defer(this: _Round, row: OutboundMessage, file: CaseFile, verdict: Deferred) -> None:
    """Wait in the queue when it is soon (or a promised follow-up); else give the step back to the planner."""
    wait = verdict.until - this.office.now()
    if wait <= HOLD_IN_QUEUE or (not row.step and row.created_at + FOLLOW_UP_PATIENCE >= verdict.until):
        _put_back(row, verdict.until, verdict.reason)
        this.unit.record("MessageDeferred", row.customer_id, message=str(row.pk), rule=verdict.rule)
        this.report.put_back += 1
        return
    _withhold(this, row, verdict.rule, verdict.reason)
    if file.case is not None:
        Case.objects.filter(pk=file.case.pk).update(next_step_on=verdict.until.date().toordinal())


def _put_back(row: OutboundMessage, until: datetime, reason: str) -> None:
    row.ready_at, row.reason = until, reason[:300]
    save_fields(row, "ready_at", "reason")


def _withhold(this: _Round, row: OutboundMessage, rule: str, reason: str) -> None:
    """Cancel a message that may no longer leave. Its step is open again, so the planner can come back to it."""
    row.state, row.reason = "cancelled", reason[:300]
    save_fields(row, "state", "reason")
    this.report.withheld[rule] = this.report.withheld.get(rule, 0) + 1
    this.unit.record("MessageWithheld", row.customer_id, message=str(row.pk), rule=rule, reason=reason)
    if row.step:  # another wording can go today; what else has changed is looked at tomorrow
        _give_back_step(this.office, row, row.day if rule == "product.template" else row.day + 1)


def _give_back_step(office: Office, row: OutboundMessage, look_again: int) -> None:
    """The step of a message that did not leave is open again; steps that other messages took stay behind."""
    assert row.case_id is not None
    steps_behind(office, row)
    Case.objects.filter(pk=row.case_id, state="open").update(next_step_on=look_again)


def _mark_sending(this: _Round, row: OutboundMessage) -> None:
    now = this.office.now()
    row.state, row.claimed_at, row.claimed_by, row.tries = "sending", now, this.office.owner, row.tries + 1
    save_fields(row, "state", "claimed_at", "claimed_by", "tries", "permit")
    if row.purpose in {Purpose.PUSH, Purpose.COLLECTOR} and row.customer_id:
        # Caps count attempts, from the claim on: what may have left has left.
        attempt = Attempt(outbound_id=row.pk, customer_id=row.customer_id, at=now, counted=True)
        add(attempt, instead_of=("outbound",))
    this.unit.record("MessageClaimed", row.customer_id, message=str(row.pk), permit=row.permit)
