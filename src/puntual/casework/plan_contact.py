"""Asking the gate about a step, and writing its message where it may leave today."""

from __future__ import annotations

from puntual.domain.contact import Deferred, Identity, Purpose, Refused
from puntual.domain.facts import Say
from puntual.domain.policy import FirstContact, Policy
from puntual.rules.cadence import StepReached, reached
from puntual.wording.types import MessageType, Obstacle, Rendered, Unrenderable

from .case_file import CaseFile
from .compose import compose, is_first, reminder_type
from .outbox import obligation_key
from .plan_gate import Answer
from .plan_objections import LOOK_AGAIN_DAYS
from .plan_sight import Day, Draft, Planned, Sight, Verdict

# After these refusals it is worth looking again the next day; after others, when something changes or a step comes.
_PASSING = frozenset({"product.stale_data", "product.global_pause", "product.template", "product.paid"})


def contact(day: Day, sight: Sight, step: StepReached) -> Planned:
    """Ask the gate, and write the message if it may leave today."""
    file, code = sight.file, step.step.code
    if file.address is None and not file.wrong_number:
        reason, again = "no usable number on record", sight.today + LOOK_AGAIN_DAYS
        return Planned(Verdict("skip", reason, code, "data.no_address", "data quality", "", again))
    neutral = _is_neutral(day.office.policy, file)
    answer = day.gate.ask(file, () if neutral else step.named, neutral=neutral)
    verdict = answer.verdict
    if isinstance(verdict, Refused):
        return Planned(_refused(sight, verdict, code))
    if isinstance(verdict, Deferred) and verdict.until.astimezone(sight.zone).date() != sight.on:
        return Planned(_deferred(verdict, code))
    return _written(day, sight, step, answer, neutral=neutral)


def _deferred(answer: Deferred, code: str) -> Verdict:
    again = answer.until.date().toordinal()
    return Verdict("skip", answer.reason, code, answer.rule, answer.source, answer.until.isoformat(), again)


def _refused(sight: Sight, answer: Refused, code: str) -> Verdict:
    soon = sight.today + (1 if answer.rule in _PASSING else LOOK_AGAIN_DAYS)
    again = soon if sight.following is None else min(soon, sight.following)
    return Verdict("skip", answer.reason, code, answer.rule, answer.source, "", again)


def _is_neutral(policy: Policy, file: CaseFile) -> bool:
    """The first contact says nothing about a debt where we cannot be sure who reads it, or policy says so."""
    if file.address is None or file.address.level >= Identity.LINKED:
        return False
    return policy.first_contact is FirstContact.NEUTRAL or file.address.level < Identity.ON_FILE


def _written(day: Day, sight: Sight, step: StepReached, answer: Answer, *, neutral: bool) -> Planned:
    oldest = min(one.due for one in sight.waiting if one.id in step.named)
    tone = reminder_type(step.step, oldest, sight.today)
    kind = MessageType.FIRST_CONTACT_NEUTRAL if neutral else tone
    say = Say(kind.value, Purpose.PUSH, named=() if neutral else step.named)
    rendered = _rendered(day, sight, say)
    if isinstance(rendered, Unrenderable):
        return Planned(_unwritten(sight, rendered, step.step.code))
    return Planned(
        _said(day, sight, step), _draft(day, sight, step, say, answer, rendered), [], _own_steps(sight, step)
    )


def _unwritten(sight: Sight, why: Unrenderable, code: str) -> Verdict:
    rule = "product.template" if why.reason is Obstacle.NO_USABLE_TEMPLATE else "wording.missing"
    return Verdict("skip", why.detail, code, rule, "message catalogue", "", sight.today + 1)


def _said(day: Day, sight: Sight, step: StepReached) -> Verdict:
    action = "shadow" if day.office.policy.roll_out.shadow else "contact"
    code, count = step.step.code, len(step.named)
    invoices = "1 invoice" if count == 1 else f"{count} invoices"
    reason = f"{code}: {invoices}, oldest {sight.dpd} days past due"
    return Verdict(action, reason, code, look_again=_after_contact(day.office.policy, sight))


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


def _draft(day: Day, sight: Sight, step: StepReached, say: Say, answer: Answer, rendered: Rendered) -> Draft:
    case, code, verdict = sight.case, step.step.code, answer.verdict
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
        permit=answer.permit,
        ready=verdict.until if isinstance(verdict, Deferred) else day.now,
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
    named, done = step.named, []
    for item in sight.waiting:
        own = reached(item.due, sight.today, sight.cadence.steps) if item.id in named else None
        if own is not None and (item.done is None or item.done < own.day):
            done.append((own.day, item.id))
    return done
