"""The day's plan: whom to write to, about what, in which order; and who is not written to, and why.

Work is what is due: only cases whose `next_step_on` has come are looked at, a slice at a time, so that
memory does not grow with the portfolio. Planning twice on one day adds only what became due in between.
"""

from __future__ import annotations

import calendar
import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from puntual.domain.aging import Buckets
from puntual.domain.contact import Allowed, Deferred, Identity, Purpose, Refused
from puntual.domain.facts import Reason, Say
from puntual.domain.failpoints import reach
from puntual.domain.policy import Cadence, FirstContact, OnSilence, Policy, Segment
from puntual.domain.rulebook import CapPer, ContactCap, Rulebook
from puntual.rules.cadence import Due, StepReached, gives_way_to, next_step_day, reached, step_today
from puntual.store.bulk import as_instant, as_json, as_uuid, insert_rows, update_rows
from puntual.store.journal import Work, work
from puntual.store.models import Case, OutboundMessage, Receivable, Switch, WorklistEntry
from puntual.wording.types import MessageType, Rendered, Unrenderable

from . import worklist
from .case_file import CaseFile, Circumstances, gather, question
from .cases import cadence_of, dues, oldest_dpd
from .compose import compose, is_first, reminder_type, template_states
from .hand_over import escalate
from .office import Office
from .outbox import ask_gate, circumstances, obligation_key, permit
from .sync_runs import as_of

log = logging.getLogger(__name__)
SLICE = 500
_FAILED = "failure"
# After these refusals it is worth looking again the next day; after others, when something changes or a step comes.
_PASSING = frozenset({"product.stale_data", "product.global_pause", "product.template", "product.paid"})
_LOOK_AGAIN_DAYS = 7


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the plan says about one case today. action: contact, shadow, skip, escalate, stall, none.

    rank: lower is worked first: broken promises, then the oldest bucket; amount decides within.
    """

    action: str
    reason: str
    step: str = ""
    rule: str = ""
    source: str = ""
    until: str = ""
    look_again: int | None = None


@dataclass(slots=True)
class PlanReport:
    """What one run of the planner did. refused: rule id -> count."""

    day: date
    paused: str = ""
    looked_at: int = 0
    queued: int = 0
    escalated: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    preview: list[dict[str, Any]] | None = None


@dataclass(slots=True)
class _Day:
    """What every case of this run shares."""

    office: Office
    now: datetime
    as_of: datetime | None
    around: Circumstances
    states: Mapping[str, Mapping[str, str]]
    buckets: Buckets
    report: PlanReport
    caps: dict[tuple[str, int], int] = field(default_factory=dict)

    def month_cap(self, rulebook: Rulebook, day: date) -> int:
        """Contacts that one calendar month takes at most, over all layers."""
        key = (rulebook.code, day.toordinal())
        if key not in self.caps:
            self.caps[key] = _month_cap(rulebook, self.office.policy, day)
        return self.caps[key]


@dataclass(slots=True)
class _Draft:
    """A message that the plan wants in the outbox."""

    id: UUID
    obligation: str
    file: CaseFile
    kind: str
    step: str
    state: str
    named: tuple[int, ...]
    permit: dict[str, Any]
    ready: datetime
    rendered: Rendered


@dataclass(slots=True)
class _Slice:
    """The rows that one slice changes, written together."""

    drafts: list[_Draft] = field(default_factory=list)
    steps_done: list[tuple[int, int]] = field(default_factory=list)
    entries: list[tuple[Any, ...]] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)


def plan(office: Office, *, progress: Callable[[int, int], None] | None = None) -> PlanReport:
    """Plan the company's own today, queue the messages that may leave, and keep the worklist."""
    report = PlanReport(office.today())
    run = as_of(office)
    held = Switch.objects.filter(name="planning", on=True).first()
    if held is not None or run is None:
        report.paused = held.reason if held else "there is no portfolio yet: run puntual sync"
        return report
    _run(office, run.started_at, report, progress)
    return report


def preview(office: Office, when: date) -> PlanReport:
    """The plan as it would be on another day, at this time of day, if nothing changed until then.

    Made by the real planner in a transaction that is rolled back, so it cannot differ from the real thing.
    """
    now = datetime.combine(when, office.local(office.company.zone).time(), ZoneInfo(office.company.zone))
    then = replace(office, clock=_Standing(now.astimezone(UTC)))
    report = PlanReport(when)
    with transaction.atomic():
        _run(then, now, report, None)
        report.preview = worklist.of_day(then, when)
        transaction.set_rollback(True)
    return report


@dataclass(frozen=True, slots=True)
class _Standing:
    """A clock that stands at the moment of a preview."""

    at: datetime

    def now(self) -> datetime:
        return self.at


def _run(
    office: Office, data_of: datetime, report: PlanReport, progress: Callable[[int, int], None] | None
) -> None:
    today = report.day
    day = _day(office, data_of, report)
    due = Case.objects.filter(_due(today))
    total = due.count() if progress else 0
    for ids in _slices_of_due(today):
        _plan_safely(day, ids)
        reach("plan.between_slices")
        if progress:
            progress(report.looked_at, total)


def _day(office: Office, data_of: datetime, report: PlanReport) -> _Day:
    return _Day(
        office,
        office.now(),
        data_of,
        circumstances(data_of),
        template_states(),
        Buckets(office.policy.bucket_edges),
        report,
    )


def _due(today: date) -> Q:
    return Q(state__in=["open", "stalled"], next_step_on__lte=today.toordinal())


def _slices_of_due(today: date) -> Iterator[list[int]]:
    """Customer ids of due cases in slices, walking up the key so that a slice's own changes do not matter."""
    last = 0
    while True:
        rows = list(
            Case.objects.filter(_due(today), pk__gt=last)
            .order_by("pk")
            .values_list("pk", "customer_id")[:SLICE]
        )
        if not rows:
            return
        last = rows[-1][0]
        yield [customer for _, customer in rows]


def _plan_safely(day: _Day, customers: Sequence[int]) -> None:
    """A case that cannot be planned is left out and logged; the others of its slice are planned one by one."""
    report = day.report
    before = replace(report, skipped=dict(report.skipped))
    try:
        _plan_slice(day, customers)
    except Exception:
        report.looked_at, report.queued = before.looked_at, before.queued
        report.escalated, report.skipped = before.escalated, before.skipped
        if len(customers) == 1:
            log.exception("case not planned", extra={"action": "case_not_planned", "customer": customers[0]})
            report.skipped[_FAILED] = report.skipped.get(_FAILED, 0) + 1
            return
        for customer in customers:
            _plan_safely(day, [customer])


def _plan_slice(day: _Day, customers: Sequence[int]) -> None:
    with work(day.now) as unit:
        files = gather(day.office, customers, lock=True)
        changes = _Slice()
        for file in files.values():
            if file.case is None or not _due_now(file.case, day.report.day):
                continue
            day.report.looked_at += 1
            _keep(day, unit, file, _decide(day, unit, file, changes), changes)
        _write(day, unit, changes)


def _due_now(case: Case, today: date) -> bool:
    """The row may have moved since the slice was listed."""
    return (
        case.state in {"open", "stalled"}
        and case.next_step_on is not None
        and (case.next_step_on <= today.toordinal())
    )


def _decide(day: _Day, unit: Work, file: CaseFile, changes: _Slice) -> Verdict:
    assert file.case is not None
    office, today = day.office, file.local(day.now).date()
    cadence = cadence_of(office, file.customer)
    waiting = dues(file)
    following = next_step_day(waiting, today.toordinal(), cadence.steps)
    verdict = Verdict("none", "no step is due", look_again=following)
    # A step that gives way leaves the next lower one of another invoice to be looked at.
    while (step := step_today(waiting, today.toordinal(), cadence.steps)) is not None:
        found = _objection(day, unit, file, step, waiting, following)
        if found is None:
            return _contact(day, file, step, waiting, following, cadence, changes)
        if found.action != "yield":
            return found
        verdict = found
        _record_skip(day, unit, file, verdict)
        waiting = _without_step(changes, step, waiting, cadence, today.toordinal())
    return (_silence_over(day, unit, file) or verdict) if verdict.action == "none" else verdict


def _silence_over(day: _Day, unit: Work, file: CaseFile) -> Verdict | None:
    """Between two steps: whether the answer to the last contacts has been waited for long enough."""
    case = file.case
    assert case is not None
    if case.state != "open" or case.unanswered < cadence_of(day.office, file.customer).silence_after:
        return None
    if _still_waiting(day, case):
        again = file.local(day.now).date().toordinal() + 1
        return Verdict("none", "waiting for an answer", look_again=again)
    return _silent(day, unit, file, case.last_step)


def _still_waiting(day: _Day, case: Case) -> bool:
    patience = timedelta(days=day.office.policy.silence_days)
    return case.last_contact_at is not None and day.now - case.last_contact_at < patience


def _objection(
    day: _Day, unit: Work, file: CaseFile, step: StepReached, waiting: Sequence[Due], following: int | None
) -> Verdict | None:
    for objection in (_kept_back, _outside_policy, _gone_silent, _yields):
        verdict = objection(day, unit, file, step, waiting, following)
        if verdict is not None:
            return verdict
    return None


def _without_step(
    changes: _Slice, step: StepReached, waiting: Sequence[Due], cadence: Cadence, today: int
) -> list[Due]:
    """The dues after `step` gave way: those that have just come to it have it behind them."""
    left = []
    for item in waiting:
        own = reached(item.due, today, cadence.steps)
        if own is step.step and (item.done is None or item.done < own.day):
            changes.steps_done.append((own.day, item.id))
            item = replace(item, done=own.day)
        left.append(item)
    return left


def _kept_back(
    day: _Day, unit: Work, file: CaseFile, step: StepReached, waiting: Sequence[Due], following: int | None
) -> Verdict | None:
    """Bad data and exclusions come first: they say what somebody has to do, whatever the calendar says."""
    del unit, waiting, following
    again = file.local(day.now).date().toordinal() + _LOOK_AGAIN_DAYS
    if file.customer.data_hold:
        reason = f"the data must be put right: {file.customer.data_hold}"
        return Verdict("skip", reason, step.step.code, "product.data_hold", "data quality", "", again)
    if file.customer.excluded:
        reason = f"kept by the team: {file.customer.excluded}"
        return Verdict("skip", reason, step.step.code, "product.collector", "exclusion list", "", again)
    return None


def _outside_policy(
    day: _Day, unit: Work, file: CaseFile, step: StepReached, waiting: Sequence[Due], following: int | None
) -> Verdict | None:
    """The roll-out's limits, and balances too small to manage."""
    del unit, waiting
    policy, roll_out = day.office.policy, day.office.policy.roll_out
    bucket = day.buckets.name(oldest_dpd(file, file.local(day.now).date().toordinal()))
    if (
        (roll_out.buckets and bucket not in roll_out.buckets)
        or (roll_out.segments and Segment(file.customer.segment) not in roll_out.segments)
        or (roll_out.customers and file.customer.key not in roll_out.customers)
    ):
        reason = "outside what the roll-out covers"
        return Verdict("skip", reason, step.step.code, "policy.roll_out", "company policy", "", following)
    minimum = policy.minimum_balance.get(file.currency, 0)
    notice = step.step.day <= 0 and policy.notices_below_minimum
    if file.balance(file.currency) < minimum and not notice:
        reason = "the balance is below the minimum to manage"
        return Verdict(
            "skip", reason, step.step.code, "policy.minimum_balance", "company policy", "", following
        )
    return None


def _gone_silent(
    day: _Day, unit: Work, file: CaseFile, step: StepReached, waiting: Sequence[Due], following: int | None
) -> Verdict | None:
    """So many contacts without an answer: a person, or the case stalls until its next bucket."""
    del waiting
    case, policy = file.case, day.office.policy
    assert case is not None
    today = file.local(day.now).date().toordinal()
    bucket = day.buckets.index(oldest_dpd(file, today))
    if case.unanswered < cadence_of(day.office, file.customer).silence_after:
        return None
    if policy.reopen_on_new_bucket and bucket > case.bucket:
        case.unanswered, case.state = 0, "open"
        unit.record("CaseReopened", file.customer.pk, case=case.pk, why="new bucket")
        return None
    code = step.step.code
    if _still_waiting(day, case):
        reason = "waiting for an answer"
        return Verdict("skip", reason, code, "policy.silence", "company policy", "", today + 1)
    return _silent(day, unit, file, code)


def _silent(day: _Day, unit: Work, file: CaseFile, code: str) -> Verdict:
    case = file.case
    assert case is not None
    reason = f"{case.unanswered} contacts without an answer"
    if day.office.policy.on_silence is OnSilence.ESCALATE:
        escalate(day.office, unit, file, Reason.SILENCE)
        day.report.escalated += 1
        return Verdict("escalate", reason, code, "policy.silence", "company policy", "", None)
    case.state = "stalled"
    return Verdict("stall", reason, code, "policy.silence", "company policy", "", _next_bucket(day, file))


def _next_bucket(day: _Day, file: CaseFile) -> int | None:
    """The day number on which the oldest receivable enters its next bucket."""
    today = file.local(day.now).date().toordinal()
    dpd = oldest_dpd(file, today)
    edge = next((edge for edge in day.office.policy.bucket_edges if edge >= dpd), None)
    return today + edge + 1 - dpd if edge is not None else None


def _yields(
    day: _Day, unit: Work, file: CaseFile, step: StepReached, waiting: Sequence[Due], following: int | None
) -> Verdict | None:
    """Whether today's step gives way to steps of higher priority later this month, under the monthly cap."""
    del unit
    today = file.local(day.now).date()
    rulebook = day.office.countries.rulebook(file.customer.country)
    used = sum(_same_month(file.local(at).date(), today) for at in file.attempts)
    budget = day.month_cap(rulebook, today) - used
    last_day = today.replace(day=calendar.monthrange(today.year, today.month)[1]).toordinal()
    steps = cadence_of(day.office, file.customer).steps
    to = gives_way_to(step, waiting, today.toordinal(), last_day, steps, budget) if budget > 0 else ()
    if not to:
        return None
    reason = f"{step.step.code} gives way to {', '.join(to)}: {budget} contacts are left this month"
    return Verdict(
        "yield", reason, step.step.code, "product.priority", "company policy: step priority", "", following
    )


def _same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def _month_cap(rulebook: Rulebook, policy: Policy, day: date) -> int:
    caps = [rule for rule in (*rulebook.rules, *policy.caps) if isinstance(rule, ContactCap)]
    monthly = [cap.attempts for cap in caps if cap.per is CapPer.MONTH and cap.span.covers(day)]
    return min(monthly, default=31)


def _contact(
    day: _Day,
    file: CaseFile,
    step: StepReached,
    waiting: Sequence[Due],
    following: int | None,
    cadence: Cadence,
    changes: _Slice,
) -> Verdict:
    """Ask the gate, write the message, put it into the outbox."""
    code = step.step.code
    if file.address is None and not file.wrong_number:
        again = file.local(day.now).date().toordinal() + _LOOK_AGAIN_DAYS
        return Verdict(
            "skip", "no usable number on record", code, "data.no_address", "data quality", "", again
        )
    neutral = _is_neutral(day.office.policy, file)
    named = () if neutral else step.named
    asked = question(file, day.now, day.around, purpose=Purpose.PUSH, named=named, names_facts=not neutral)
    verdict = ask_gate(day.office, file, asked)
    if isinstance(verdict, Refused):
        return _refused(day, file, verdict, code, following)
    if isinstance(verdict, Deferred) and not _still_today(file, verdict.until, day.now):
        again = verdict.until.date().toordinal()
        until = verdict.until.isoformat()
        return Verdict("skip", verdict.reason, code, verdict.rule, verdict.source, until, again)
    ready = verdict.until if isinstance(verdict, Deferred) else day.now
    return _queue(day, file, step, waiting, following, cadence, verdict, ready, neutral, changes)


def _refused(day: _Day, file: CaseFile, verdict: Refused, code: str, following: int | None) -> Verdict:
    today = file.local(day.now).date().toordinal()
    soon = today + (1 if verdict.rule in _PASSING else _LOOK_AGAIN_DAYS)
    again = soon if following is None else min(soon, following)
    return Verdict("skip", verdict.reason, code, verdict.rule, verdict.source, "", again)


def _still_today(file: CaseFile, until: datetime, now: datetime) -> bool:
    return file.local(until).date() == file.local(now).date()


def _is_neutral(policy: Policy, file: CaseFile) -> bool:
    """The first contact says nothing about a debt where we cannot be sure who reads it, or policy says so."""
    if file.address is None or file.address.level >= Identity.LINKED:
        return False
    return policy.first_contact is FirstContact.NEUTRAL or file.address.level < Identity.ON_FILE


def _queue(
    day: _Day,
    file: CaseFile,
    step: StepReached,
    waiting: Sequence[Due],
    following: int | None,
    cadence: Cadence,
    verdict: Allowed | Deferred,
    ready: datetime,
    neutral: bool,
    changes: _Slice,
) -> Verdict:
    kind = MessageType.FIRST_CONTACT_NEUTRAL if neutral else reminder_type(step.step)
    say = Say(kind.value, Purpose.PUSH, named=() if neutral else step.named)
    rendered = compose(
        day.office,
        file,
        say,
        as_of=day.as_of,
        first=is_first(file.case),
        states=day.states,
        charges=_may_name_charges(day, file),
    )
    if isinstance(rendered, Unrenderable):
        again = file.local(day.now).date().toordinal() + 1
        rule = "product.template" if rendered.reason.value == "no_usable_template" else "wording.missing"
        return Verdict("skip", rendered.detail, step.step.code, rule, "message catalogue", "", again)
    shadow = day.office.policy.roll_out.shadow
    changes.drafts.append(
        _Draft(
            id=day.office.new_id(),
            obligation=_obligation(file, step),
            file=file,
            kind=say.type,
            step=step.step.code,
            state="shadow" if shadow else "queued",
            named=say.named,
            permit=permit(verdict, Purpose.PUSH, day.now)
            if isinstance(verdict, Allowed)
            else {"verdict": "deferred"},
            ready=ready,
            rendered=rendered,
        )
    )
    _mark_steps(changes, step, waiting, cadence, file.local(day.now).date().toordinal())
    action = "shadow" if shadow else "contact"
    dpd = oldest_dpd(file, file.local(day.now).date().toordinal())
    reason = f"{step.step.code}: {len(step.named)} invoices, oldest {dpd} days past due"
    return Verdict(action, reason, step.step.code, look_again=_after_contact(day, file, cadence, following))


def _after_contact(day: _Day, file: CaseFile, cadence: Cadence, following: int | None) -> int | None:
    """The next step's day, or the day on which an answer to this last of several contacts is overdue."""
    assert file.case is not None
    if file.case.unanswered + 1 < cadence.silence_after:
        return following
    overdue = file.local(day.now).date().toordinal() + day.office.policy.silence_days
    return overdue if following is None else min(overdue, following)


def _may_name_charges(day: _Day, file: CaseFile) -> bool:
    """Only where policy wants it and the rulebook allows it at this age (Chile: not before day 20)."""
    not_before = day.office.countries.rulebook(file.customer.country).charges.not_before
    dpd = oldest_dpd(file, file.local(day.now).date().toordinal())
    return day.office.policy.names_charges and not_before is not None and dpd >= not_before


def _obligation(file: CaseFile, step: StepReached) -> str:
    assert file.case is not None
    return obligation_key(file.case.pk, file.case.cycle, f"{step.step.code}@{step.anchor}")


def _mark_steps(
    changes: _Slice, step: StepReached, waiting: Sequence[Due], cadence: Cadence, today: int
) -> None:
    """Each receivable that the message speaks of has its own step behind it, and its later ones before it.

    A younger invoice that an older one's reminder mentions is not through with the older one's step: when the
    older one is paid, the younger one goes on from where it stands itself.
    """
    named = set(step.named)
    for item in waiting:
        own = reached(item.due, today, cadence.steps) if item.id in named else None
        if own is not None and (item.done is None or item.done < own.day):
            changes.steps_done.append((own.day, item.id))


def _keep(day: _Day, unit: Work, file: CaseFile, verdict: Verdict, changes: _Slice) -> None:
    """The case moves on; the worklist and the journal say what was decided and why."""
    case = file.case
    assert case is not None
    today = file.local(day.now).date().toordinal()
    dpd = oldest_dpd(file, today)
    bucket = day.buckets.index(dpd)
    if verdict.action != "stall":
        case.bucket = bucket
    case.next_step_on = verdict.look_again
    case.last_step = verdict.step or case.last_step
    case.version += 1
    changes.cases.append(case)
    if verdict.action == "none":
        return
    contact = verdict.action in {"contact", "shadow"}
    day.report.queued += contact
    changes.entries.append(_entry(day, file, verdict, dpd, bucket, contact=contact))
    if not contact and verdict.action != "yield":
        _record_skip(day, unit, file, verdict)


def _record_skip(day: _Day, unit: Work, file: CaseFile, verdict: Verdict) -> None:
    assert file.case is not None
    day.report.skipped[verdict.rule] = day.report.skipped.get(verdict.rule, 0) + 1
    unit.record(
        "StepSkipped",
        file.customer.pk,
        case=file.case.pk,
        step=verdict.step,
        action=verdict.action,
        rule=verdict.rule,
        reason=verdict.reason,
        until=verdict.until or None,
    )


_ENTRY_FIELDS = (
    "day", "case", "rank", "action", "step", "rule", "source", "reason", "until", "amount", "currency", "dpd",
)  # fmt: skip


def _entry(
    day: _Day, file: CaseFile, verdict: Verdict, dpd: int, bucket: int, *, contact: bool
) -> tuple[Any, ...]:
    case = file.case
    assert case is not None
    urgency = 0 if case.priority else 1
    rank = (0 if contact else 1000) + urgency * 100 + (90 - bucket)
    currency = file.currency
    return (
        day.report.day.toordinal(), case.pk, rank, verdict.action, verdict.step, verdict.rule,
        verdict.source[:300], verdict.reason[:300], verdict.until, file.balance(currency), currency, dpd,
    )  # fmt: skip


_CASE_FIELDS = ("next_step_on", "last_step", "version", "bucket", "state", "unanswered")
_MESSAGE_FIELDS = (
    "id", "obligation", "case", "customer", "identity", "contact_point", "purpose", "actor", "kind", "step", "day",
    "priority", "template", "language", "parameters", "text", "named", "stated", "about", "permit", "state", "reason",
    "created_at", "ready_at", "claimed_by", "provider_id", "error_code", "tries",
)  # fmt: skip


def _write(day: _Day, unit: Work, changes: _Slice) -> None:
    standing = _already_standing(changes.drafts)
    fresh = [draft for draft in changes.drafts if draft.obligation not in standing]
    insert_rows(OutboundMessage, _MESSAGE_FIELDS, (_message_row(day, draft) for draft in fresh))
    for draft in fresh:
        unit.record(
            "MessageQueued" if draft.state == "queued" else "MessageComposed",
            draft.file.customer.pk,
            message=str(draft.id),
            message_kind=draft.kind,
            step=draft.step,
            wording=draft.rendered.name,
            purpose=Purpose.PUSH.value,
            text_sha256=hashlib.sha256(draft.rendered.text.encode()).hexdigest(),
        )
    update_rows(Receivable, ("step_done",), changes.steps_done)
    update_rows(
        Case,
        _CASE_FIELDS,
        ((*(getattr(case, name) for name in _CASE_FIELDS), case.pk) for case in changes.cases),
    )
    insert_rows(WorklistEntry, _ENTRY_FIELDS, _true_entries(day, changes, standing), unique=("day", "case"))


def _true_entries(day: _Day, changes: _Slice, standing: set[str]) -> list[tuple[Any, ...]]:
    """The worklist's rows; what was written about before is no contact of today."""
    met = {draft.file.case.pk for draft in changes.drafts if draft.obligation in standing and draft.file.case}
    day.report.queued -= len(met)
    again = ("product.once", "one intent, one message", "This step was taken before", "")
    return [
        (*row[:2], row[2] + 1000, "skip", row[4], *again, *row[9:]) if row[1] in met else row
        for row in changes.entries
    ]


def _message_row(day: _Day, draft: _Draft) -> tuple[Any, ...]:
    file, rendered = draft.file, draft.rendered
    assert file.case is not None
    assert file.address is not None
    return (
        as_uuid(draft.id), draft.obligation, file.case.pk, file.customer.pk, file.address.identity,
        file.address.contact_point, Purpose.PUSH.value, "agent", draft.kind, draft.step,
        file.local(day.now).date().toordinal(), 3, rendered.template or "", rendered.language,
        as_json(rendered.parameters), rendered.text, as_json(draft.named), as_json(file.stated(draft.named)), "{}",
        as_json(draft.permit), draft.state, "", as_instant(day.now), as_instant(draft.ready), "", "", "", 0,
    )  # fmt: skip


def _already_standing(drafts: Sequence[_Draft]) -> set[str]:
    """Obligations that were met before (a crash between two plans, a step marked back): never a second one."""
    rows = OutboundMessage.objects.filter(obligation__in=[draft.obligation for draft in drafts])
    return set(rows.exclude(state__in=["cancelled", "shadow"]).values_list("obligation", flat=True))
