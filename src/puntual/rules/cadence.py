"""Which dunning step a customer has reached, and which of a month's steps fit under the cap.

Days are day numbers (`date.toordinal()`): planning asks this for every case that is due.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from puntual.domain.policy import DunningStep


@dataclass(frozen=True, slots=True)
class Due:
    """One open receivable: its due day, and the day of the highest step that is already behind it."""

    id: int
    due: int
    done: int | None = None


@dataclass(frozen=True, slots=True)
class StepReached:
    """The highest step that is new today. `anchor`: due day of the receivable that brought it.

    named: ids of all receivables that one message about it speaks of, oldest first.
    """

    step: DunningStep
    anchor: int
    named: tuple[int, ...]


def reached(due: int, today: int, steps: Sequence[DunningStep]) -> DunningStep | None:
    """The last step that a receivable due on `due` has come to; None before the first."""
    dpd = today - due
    found = None
    for step in steps:
        if step.day > dpd:
            break
        found = step
    return found


def step_today(dues: Sequence[Due], today: int, steps: Sequence[DunningStep]) -> StepReached | None:
    """One message per customer at the highest step that applies; after downtime the current one only.

    Steps must rise by day. A receivable whose step is behind it is named, but does not call for a message.
    """
    best: tuple[DunningStep, int] | None = None
    for item in dues:
        step = reached(item.due, today, steps)
        if step is None or (item.done is not None and item.done >= step.day):
            continue
        if best is None or (step.day, -item.due) > (best[0].day, -best[1]):
            best = (step, item.due)
    if best is None:
        return None
    horizon = today - min(0, steps[0].day)
    named = sorted((item.due, item.id) for item in dues if item.due <= horizon)
    if best[1] > today:  # a notice ahead of its day: what is past due has had its own message
        named = [pair for pair in named if pair[0] >= today]
    elif named[0][0] < today:  # something is past due: what is not due yet waits for its own notice
        named = [pair for pair in named if pair[0] <= today]
    return StepReached(best[0], best[1], tuple(identity for _, identity in named))


def next_step_day(dues: Sequence[Due], today: int, steps: Sequence[DunningStep]) -> int | None:
    """The first day after `today` on which some receivable comes to a step that is not behind it."""
    first: int | None = None
    for item in dues:
        behind = _behind(item, today)
        for step in steps:
            if step.day > behind:
                day = item.due + step.day
                first = day if first is None or day < first else first
                break
    return first


def _behind(item: Due, today: int) -> int:
    """The highest step day that can no longer be ahead of a receivable: passed by date, or taken."""
    dpd = today - item.due
    return dpd if item.done is None or item.done < dpd else item.done


def gives_way_to(
    now: StepReached,
    dues: Sequence[Due],
    today: int,
    last_day: int,
    steps: Sequence[DunningStep],
    budget: int,
    apart: int = 1,
) -> tuple[str, ...]:
    """The steps of the rest of the month for which today's must give way; empty when today's fits.

    `budget` contacts are left until `last_day`, the month's end. They go to the steps of best priority
    (lowest number, then earliest): the bracket entries stand first, so one is kept back for each of them.
    apart: days by which the dates of two contacts must differ; steps that come closer share a message.
    """
    better = [step for step in steps if step.priority < now.step.priority]
    messages = _together(_coming(dues, today, last_day, better), apart)
    if len(messages) < budget:
        return ()
    before = sorted((step.priority, day, step.code) for day, step in messages)
    return tuple(code for _, _, code in before[: max(budget, 1)])


def _coming(
    dues: Sequence[Due], today: int, last_day: int, steps: Sequence[DunningStep]
) -> dict[int, DunningStep]:
    """The days after `today` on which receivables come to one of `steps`, each with its best."""
    by_day: dict[int, DunningStep] = {}
    for item in dues:
        behind = _behind(item, today)
        for step in steps:
            day = item.due + step.day
            if step.day > behind and day <= last_day:
                held = by_day.get(day)
                if held is None or step.priority < held.priority:
                    by_day[day] = step
    return by_day


def _together(by_day: dict[int, DunningStep], apart: int) -> list[tuple[int, DunningStep]]:
    """One message for all steps that come less than `apart` days after the first of them: day, best step."""
    messages: list[tuple[int, DunningStep]] = []
    first = 0
    for day in sorted(by_day):
        step = by_day[day]
        if not messages or day >= first + apart:
            messages.append((day, step))
            first = day
        elif step.priority < messages[-1][1].priority:
            messages[-1] = (day, step)
    return messages
