"""What the plan says about one due case: the reasons not to write today, the gate, and the message."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from puntual.domain.aging import Buckets
from puntual.domain.contact import Allowed, Deferred, Identity, Purpose, Refused
from puntual.domain.facts import Reason, Say
from puntual.domain.policy import Cadence, DunningStep, FirstContact, OnSilence, Policy, Segment
from puntual.domain.rulebook import CapPer, ContactCap, Rulebook
from puntual.rules.cadence import Due, StepReached, gives_way_to, next_step_day, reached, step_today
from puntual.rules.product_rules import PRODUCT
from puntual.store.journal import Work
from puntual.store.models import Case
from puntual.wording.types import MessageType, Rendered, Unrenderable

from .case_file import CaseFile, Circumstances, question
from .cases import cadence_of, contested, dues, oldest_dpd
from .compose import compose, is_first, reminder_type
from .hand_over import escalate
from .office import Office
from .outbox import ask_gate, obligation_key, permit

# After these refusals it is worth looking again the next day; after others, when something changes or a step comes.
_PASSING = frozenset({"product.stale_data", "product.global_pause", "product.template", "product.paid"})
_LOOK_AGAIN_DAYS = 7


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the plan says about one case today. action: contact, shadow, skip, yield, escalate, stall, none.

    until: ISO instant of a deferral. look_again: day number of the next look, None when nothing is waited for.
    """

    action: str
    reason: str
    step: str = ""
    rule: str = ""
    source: str = ""
    until: str = ""
    look_again: int | None = None


@dataclass(slots=True)
class Day:
    """What every case of a run shares; what depends on place and date only is worked out once.

    number: the company's own date as a day number; a customer's may be another (`date_of`).
    """

    office: Office
    number: int
    now: datetime
    as_of: datetime
    around: Circumstances
    states: dict[str, dict[str, str]]
    buckets: Buckets
    _dates: dict[str, date] = field(default_factory=dict)
    _caps: dict[tuple[str, date], int] = field(default_factory=dict)

    def date_of(self, file: CaseFile) -> date:
        """The customer's own date."""
        zones = file.customer.zones
        found = self._dates.get(zones)
        if found is None:
            found = self._dates[zones] = file.local(self.now).date()
        return found

    def month_cap(self, country: str, today: date) -> int:
        """Contacts that one calendar month takes at most, over all layers."""
        key = (country, today)
        if key not in self._caps:
            self._caps[key] = _month_cap(self.office.countries.rulebook(country), self.office.policy, today)
        return self._caps[key]


@dataclass(slots=True)
class Sight:
    """One due case as it stands today. `on` is the customer's own date, `today` its day number.

    waiting: the receivables that steps look at. following: day number of the next step after today.
    currency: that of most open receivables. dpd: days past due of the oldest, which falls into `bucket`.
    """

    file: CaseFile
    case: Case
    on: date
    today: int
    cadence: Cadence
    waiting: Sequence[Due]
    following: int | None
    currency: str
    dpd: int
    bucket: int


@dataclass(slots=True)
class Draft:
    """A message that the plan wants in the outbox."""

    id: UUID
    obligation: str
    file: CaseFile
    case: Case
    on: date
    kind: str
    step: str
    state: str
    named: tuple[int, ...]
    permit: dict[str, Any]
    ready: datetime
    rendered: Rendered


@dataclass(slots=True)
class Planned:
    """What was decided about one case: the verdict, and for a contact the message.

    gave_way: steps that yielded before the verdict was reached. steps_done: (day of a step, receivable that
    now has it behind it).
    """

    verdict: Verdict
    draft: Draft | None = None
    gave_way: list[Verdict] = field(default_factory=list)
    steps_done: list[tuple[int, int]] = field(default_factory=list)


def look_at(day: Day, file: CaseFile, case: Case) -> Sight:
    """Work out, once, what the decision and the rows need to know."""
    on = day.date_of(file)
    today = on.toordinal()
    cadence = cadence_of(day.office, file.customer)
    waiting = dues(file)
    # A disputed receivable takes no step, but the plan says on its step's day that it was withheld, and why.
    following = next_step_day([*waiting, *contested(file)], today, cadence.steps)
    dpd = oldest_dpd(file, today)
    return Sight(
        file, case, on, today, cadence, waiting, following, file.currency, dpd, day.buckets.index(dpd)
    )


def decide(day: Day, unit: Work, sight: Sight) -> Planned:
    """Which step is due and whether it gives way, what the gate says, and the message if it may leave."""
    planned = Planned(Verdict("none", "no step is due", look_again=sight.following))
    steps = sight.cadence.steps
    # A step that gives way leaves the next lower one of another invoice to be looked at.
    while (step := step_today(sight.waiting, sight.today, steps)) is not None:
        objection = _objection(day, unit, sight, step)
        if objection is None:
            _contact(day, sight, step, planned)
            return planned
        planned.verdict = objection
        if objection.action != "yield":
            return planned
        planned.gave_way.append(objection)
        sight.waiting = _without_step(sight, step, planned)
    if planned.verdict.action == "none":
        planned.verdict = _withheld(sight, planned) or _silence_over(day, unit, sight) or planned.verdict
    return planned


def _withheld(sight: Sight, planned: Planned) -> Verdict | None:
    """A step that only disputed receivables came to today: said once, then behind them."""
    step = step_today(contested(sight.file), sight.today, sight.cadence.steps)
    if step is None:
        return None
    planned.steps_done += [(step.step.day, item) for item in step.named]
    rule = PRODUCT["product.disputed"]
    return Verdict(
        "skip", rule.reason, step.step.code, "product.disputed", rule.source, look_again=sight.following
    )


def _silence_over(day: Day, unit: Work, sight: Sight) -> Verdict | None:
    """Between two steps: whether the answer to the last contacts has been waited for long enough."""
    case = sight.case
    if case.state != "open" or case.unanswered < sight.cadence.silence_after:
        return None
    if _still_waiting(day, case):
        return Verdict("none", "waiting for an answer", look_again=sight.today + 1)
    return _silent(day, unit, sight, case.last_step)


def _still_waiting(day: Day, case: Case) -> bool:
    patience = timedelta(days=day.office.policy.silence_days)
    return case.last_contact_at is not None and day.now - case.last_contact_at < patience


def _objection(day: Day, unit: Work, sight: Sight, step: StepReached) -> Verdict | None:
    return (
        _kept_back(sight, step.step)
        or _outside_policy(day, sight, step.step)
        or _gone_silent(day, unit, sight, step.step)
        or _yields(day, sight, step)
    )


def _without_step(sight: Sight, step: StepReached, planned: Planned) -> list[Due]:
    """The dues after `step` gave way: those that have just come to it have it behind them."""
    left = []
    for item in sight.waiting:
        own = reached(item.due, sight.today, sight.cadence.steps)
        if own is step.step and (item.done is None or item.done < own.day):
            planned.steps_done.append((own.day, item.id))
            item = replace(item, done=own.day)
        left.append(item)
    return left


def _kept_back(sight: Sight, step: DunningStep) -> Verdict | None:
    """Bad data and exclusions come first: they say what somebody has to do, whatever the calendar says."""
    customer, again = sight.file.customer, sight.today + _LOOK_AGAIN_DAYS
    if customer.data_hold:
        reason = f"the data must be put right: {customer.data_hold}"
        return Verdict("skip", reason, step.code, "product.data_hold", "data quality", "", again)
    if customer.excluded:
        reason = f"kept by the team: {customer.excluded}"
        return Verdict("skip", reason, step.code, "product.collector", "exclusion list", "", again)
    return None


def _outside_policy(day: Day, sight: Sight, step: DunningStep) -> Verdict | None:
    """The roll-out's limits, and balances too small to manage."""
    policy, file = day.office.policy, sight.file
    if _outside_roll_out(day, sight):
        return _by_policy("outside what the roll-out covers", step, "policy.roll_out", sight.following)
    minimum = policy.minimum_balance.get(sight.currency, 0)
    notice = step.day <= 0 and policy.notices_below_minimum
    if minimum and file.balance(sight.currency) < minimum and not notice:
        reason = "the balance is below the minimum to manage"
        return _by_policy(reason, step, "policy.minimum_balance", sight.following)
    return None


def _by_policy(reason: str, step: DunningStep, rule: str, again: int | None) -> Verdict:
    return Verdict("skip", reason, step.code, rule, "company policy", "", again)


def _outside_roll_out(day: Day, sight: Sight) -> bool:
    limits, customer = day.office.policy.roll_out, sight.file.customer
    return bool(
        (limits.buckets and day.buckets.name(sight.dpd) not in limits.buckets)
        or (limits.segments and Segment(customer.segment) not in limits.segments)
        or (limits.customers and customer.key not in limits.customers)
    )


def _gone_silent(day: Day, unit: Work, sight: Sight, step: DunningStep) -> Verdict | None:
    """So many contacts without an answer: a person, or the case stalls until its next bucket."""
    case, policy = sight.case, day.office.policy
    if case.unanswered < sight.cadence.silence_after:
        return None
    if policy.reopen_on_new_bucket and sight.bucket > case.bucket:
        case.unanswered, case.state = 0, "open"
        unit.record("CaseReopened", sight.file.customer.pk, case=case.pk, why="new bucket")
        return None
    if _still_waiting(day, case):
        return _by_policy("waiting for an answer", step, "policy.silence", sight.today + 1)
    return _silent(day, unit, sight, step.code)


def _silent(day: Day, unit: Work, sight: Sight, code: str) -> Verdict:
    case, policy = sight.case, day.office.policy
    reason = f"{case.unanswered} contacts without an answer"
    if policy.on_silence is OnSilence.ESCALATE:
        escalate(day.office, unit, sight.file, Reason.SILENCE)
        return Verdict("escalate", reason, code, "policy.silence", "company policy", "", None)
    case.state = "stalled"
    again = _next_bucket(policy, sight)
    return Verdict("stall", reason, code, "policy.silence", "company policy", "", again)


def _next_bucket(policy: Policy, sight: Sight) -> int | None:
    """The day number on which the oldest receivable enters its next bucket."""
    edge = next((edge for edge in policy.bucket_edges if edge >= sight.dpd), None)
    return sight.today + edge + 1 - sight.dpd if edge is not None else None


def _yields(day: Day, sight: Sight, step: StepReached) -> Verdict | None:
    """Whether today's step gives way to steps of higher priority later this month, under the monthly cap."""
    file, on = sight.file, sight.on
    used = sum(_same_month(file.local(at).date(), on) for at in file.attempts)
    budget = day.month_cap(file.customer.country, on) - used
    if budget <= 0:
        return None
    last_day = on.replace(day=calendar.monthrange(on.year, on.month)[1]).toordinal()
    to = gives_way_to(step, sight.waiting, sight.today, last_day, sight.cadence.steps, budget)
    if not to:
        return None
    code = step.step.code
    reason = f"{code} gives way to {', '.join(to)}: {budget} contacts are left this month"
    source = "company policy: step priority"
    return Verdict("yield", reason, code, "product.priority", source, "", sight.following)


def _same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def _month_cap(rulebook: Rulebook, policy: Policy, day: date) -> int:
    caps = [rule for rule in (*rulebook.rules, *policy.caps) if isinstance(rule, ContactCap)]
    monthly = [cap.attempts for cap in caps if cap.per is CapPer.MONTH and cap.span.covers(day)]
    return min(monthly, default=31)


def _contact(day: Day, sight: Sight, step: StepReached, planned: Planned) -> None:
    """Ask the gate, and write the message if it may leave today."""
    file, code = sight.file, step.step.code
    if file.address is None and not file.wrong_number:
        reason, again = "no usable number on record", sight.today + _LOOK_AGAIN_DAYS
        planned.verdict = Verdict("skip", reason, code, "data.no_address", "data quality", "", again)
        return
    neutral = _is_neutral(day.office.policy, file)
    named = () if neutral else step.named
    asked = question(file, day.now, day.around, purpose=Purpose.PUSH, named=named, names_facts=not neutral)
    answer = ask_gate(day.office, file, asked)
    if isinstance(answer, Refused):
        planned.verdict = _refused(sight, answer, code)
    elif isinstance(answer, Deferred) and file.local(answer.until).date() != sight.on:
        planned.verdict = _deferred(answer, code)
    else:
        _write(day, sight, step, answer, planned, neutral=neutral)


def _deferred(answer: Deferred, code: str) -> Verdict:
    again = answer.until.date().toordinal()
    return Verdict("skip", answer.reason, code, answer.rule, answer.source, answer.until.isoformat(), again)


def _refused(sight: Sight, answer: Refused, code: str) -> Verdict:
    soon = sight.today + (1 if answer.rule in _PASSING else _LOOK_AGAIN_DAYS)
    again = soon if sight.following is None else min(soon, sight.following)
    return Verdict("skip", answer.reason, code, answer.rule, answer.source, "", again)


def _is_neutral(policy: Policy, file: CaseFile) -> bool:
    """The first contact says nothing about a debt where we cannot be sure who reads it, or policy says so."""
    if file.address is None or file.address.level >= Identity.LINKED:
        return False
    return policy.first_contact is FirstContact.NEUTRAL or file.address.level < Identity.ON_FILE


def _write(
    day: Day, sight: Sight, step: StepReached, answer: Allowed | Deferred, planned: Planned, *, neutral: bool
) -> None:
    oldest = min(one.due for one in sight.waiting if one.id in step.named)
    tone = reminder_type(step.step, oldest, sight.today)
    kind = MessageType.FIRST_CONTACT_NEUTRAL if neutral else tone
    say = Say(kind.value, Purpose.PUSH, named=() if neutral else step.named)
    code, rendered = step.step.code, _rendered(day, sight, say)
    if isinstance(rendered, Unrenderable):
        rule = "product.template" if rendered.reason.value == "no_usable_template" else "wording.missing"
        again = sight.today + 1
        planned.verdict = Verdict("skip", rendered.detail, code, rule, "message catalogue", "", again)
        return
    action = "shadow" if day.office.policy.roll_out.shadow else "contact"
    count = len(step.named)
    invoices = "1 invoice" if count == 1 else f"{count} invoices"
    reason = f"{code}: {invoices}, oldest {sight.dpd} days past due"
    following = _after_contact(day.office.policy, sight)
    planned.verdict = Verdict(action, reason, code, look_again=following)
    planned.draft = _draft(day, sight, step, say, answer, rendered)
    planned.steps_done += _own_steps(sight, step)


def _after_contact(policy: Policy, sight: Sight) -> int | None:
    """The next step's day, or the day on which an answer to this last of several contacts is overdue."""
    if sight.case.unanswered + 1 < sight.cadence.silence_after:
        return sight.following
    overdue = sight.today + policy.silence_days
    return overdue if sight.following is None else min(overdue, sight.following)


def _rendered(day: Day, sight: Sight, say: Say) -> Rendered | Unrenderable:
    return compose(
        day.office,
        sight.file,
        say,
        as_of=day.as_of,
        first=is_first(sight.case),
        states=day.states,
        charges=_may_name_charges(day, sight),
    )


def _draft(
    day: Day, sight: Sight, step: StepReached, say: Say, answer: Allowed | Deferred, rendered: Rendered
) -> Draft:
    case, code = sight.case, step.step.code
    if isinstance(answer, Allowed):
        granted, ready = permit(answer, Purpose.PUSH, day.now), day.now
    else:  # asked again, and granted, when it is claimed
        granted, ready = {"verdict": "deferred"}, answer.until
    return Draft(
        id=day.office.new_id(),
        obligation=obligation_key(case.pk, case.cycle, f"{code}@{step.anchor}"),
        file=sight.file,
        case=case,
        on=sight.on,
        kind=say.type,
        step=code,
        state="shadow" if day.office.policy.roll_out.shadow else "queued",
        named=say.named,
        permit=granted,
        ready=ready,
        rendered=rendered,
    )


def _may_name_charges(day: Day, sight: Sight) -> bool:
    """Only where policy wants it and the rulebook allows it at this age (Chile: not before day 20)."""
    if not day.office.policy.names_charges:
        return False
    not_before = day.office.countries.rulebook(sight.file.customer.country).charges.not_before
    return not_before is not None and sight.dpd >= not_before


def _own_steps(sight: Sight, step: StepReached) -> list[tuple[int, int]]:
    """Each receivable that the message speaks of has its own step behind it, and its later ones before it.

    A younger invoice that an older one's reminder mentions is not through with the older one's step: when the
    older one is paid, the younger one goes on from where it stands itself.
    """
    named, done = set(step.named), []
    for item in sight.waiting:
        own = reached(item.due, sight.today, sight.cadence.steps) if item.id in named else None
        if own is not None and (item.done is None or item.done < own.day):
            done.append((own.day, item.id))
    return done
