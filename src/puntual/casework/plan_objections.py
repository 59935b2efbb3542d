"""The reasons not to write about a step today that come before the gate is asked."""

from __future__ import annotations

from datetime import date, timedelta

from puntual.domain.facts import Reason
from puntual.domain.policy import DunningStep, OnSilence, Policy, Segment
from puntual.rules.cadence import StepReached, gives_way_to
from puntual.store.journal import Work
from puntual.store.models import Case

from .hand_over import escalate
from .plan_sight import Day, Sight, Verdict

LOOK_AGAIN_DAYS = 7


def objection(day: Day, unit: Work, sight: Sight, step: StepReached) -> Verdict | None:
    """The first thing that stands against `step`; None when the gate is to be asked."""
    return (
        _kept_back(sight, step.step)
        or _outside_policy(day, sight, step.step)
        or _gone_silent(day, unit, sight, step.step)
        or _yields(day, sight, step)
    )


def silence_over(day: Day, unit: Work, sight: Sight) -> Verdict | None:
    """Between two steps: whether the answer to the last contacts has been waited for long enough."""
    case = sight.case
    if case.state != "open" or case.unanswered < sight.cadence.silence_after:
        return None
    if _still_waiting(day, case):
        return Verdict("none", "waiting for an answer", look_again=sight.today + 1)
    return _silent(day, unit, sight, case.last_step)


def _kept_back(sight: Sight, step: DunningStep) -> Verdict | None:
    """Bad data and exclusions come first: they say what somebody has to do, whatever the calendar says."""
    customer, again = sight.file.customer, sight.today + LOOK_AGAIN_DAYS
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


def _still_waiting(day: Day, case: Case) -> bool:
    patience = timedelta(days=day.office.policy.silence_days)
    return case.last_contact_at is not None and day.now - case.last_contact_at < patience


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
    room = day.room(file.customer.country, on)
    budget = room.contacts - sum(_same_month(at.astimezone(sight.zone), on) for at in file.attempts)
    if budget <= 0:
        return None
    steps = sight.cadence.steps
    to = gives_way_to(step, sight.waiting, sight.today, room.last_day, steps, budget, room.apart)
    if not to:
        return None
    code = step.step.code
    reason = f"{code} gives way to {', '.join(to)}: {budget} contacts are left this month"
    source = "company policy: step priority"
    return Verdict("yield", reason, code, "product.priority", source, "", sight.following)


def _same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)
