"""What the plan says about one due case: which of its steps is looked at, gives way, is withheld or written."""

from __future__ import annotations

from dataclasses import replace

from puntual.rules.cadence import Due, StepReached, reached, step_today
from puntual.rules.product_rules import PRODUCT
from puntual.store.journal import Work

from .cases import contested
from .plan_contact import contact
from .plan_objections import objection, silence_over
from .plan_sight import Day, Planned, Sight, Verdict


def decide(day: Day, unit: Work, sight: Sight) -> Planned:
    """Which step is due and whether it gives way, what the gate says, and the message if it may leave."""
    gave_way: list[Verdict] = []
    steps_done: list[tuple[int, int]] = []
    steps = sight.cadence.steps
    # A step that gives way leaves the next lower one of another invoice to be looked at.
    while (step := step_today(sight.waiting, sight.today, steps)) is not None:
        against = objection(day, unit, sight, step)
        if against is None:
            planned = contact(day, sight, step)
            planned.gave_way = gave_way
            planned.steps_done += steps_done
            return planned
        if against.action != "yield":
            return Planned(against, None, gave_way, steps_done)
        gave_way.append(against)
        sight.waiting = _without_step(sight, step, steps_done)
    if gave_way:
        return Planned(gave_way[-1], None, gave_way, steps_done)
    verdict = _withheld(sight, steps_done) or silence_over(day, unit, sight)
    nothing = Verdict("none", "no step is due", look_again=sight.following)
    return Planned(verdict or nothing, None, gave_way, steps_done)


def _withheld(sight: Sight, steps_done: list[tuple[int, int]]) -> Verdict | None:
    """A step that only disputed receivables came to today: said once, then behind them."""
    step = step_today(contested(sight.file), sight.today, sight.cadence.steps)
    if step is None:
        return None
    steps_done += [(step.step.day, item) for item in step.named]
    rule = PRODUCT["product.disputed"]
    return Verdict(
        "skip", rule.reason, step.step.code, "product.disputed", rule.source, look_again=sight.following
    )


def _without_step(sight: Sight, step: StepReached, steps_done: list[tuple[int, int]]) -> list[Due]:
    """The dues after `step` gave way: those that have just come to it have it behind them."""
    left = []
    for item in sight.waiting:
        own = reached(item.due, sight.today, sight.cadence.steps)
        if own is step.step and (item.done is None or item.done < own.day):
            steps_done.append((own.day, item.id))
            item = replace(item, done=own.day)
        left.append(item)
    return left
