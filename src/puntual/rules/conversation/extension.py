"""More time, parts or other terms: what policy predefines is offered, what fits is granted."""

from __future__ import annotations

from datetime import date, timedelta

from puntual.domain.facts import PromiseMade, Reason
from puntual.domain.money import split
from puntual.domain.policy import Policy
from puntual.domain.reading import Command, Intent, Pending
from puntual.wording.types import MessageType

from .draft import Draft
from .promise import ANSWERED, promise_timers
from .voice import read_back

_ANSWERED = frozenset({Intent.EXTENSION, Intent.PROMISE, Intent.SMALLTALK, Intent.UNCLEAR})


def extension(draft: Draft, command: Command) -> None:
    """Grant what fits policy, offer what policy predefines, once; the rest is for a person."""
    view, terms = draft.view, draft.policy.extension
    day = day_within_terms(draft, command)
    if view.above_threshold or not view.open_items or (day is None and _offered(draft)):
        draft.hand_over(Reason.EXTENSION)
        draft.reasons.append("asks for terms that policy does not predefine")
        return
    if day is not None and draft.heard.spoken is not None:
        read_back(draft, day, None)
        return
    if day is not None:
        _grant(draft, ((day, view.balance),))
        return
    latest = view.today + timedelta(days=terms.max_days)
    plan = instalments(view.balance, view.currency, view.today, draft.policy)
    if not draft.ask(Pending.EXTENSION_TERMS, tuple(f"{day.isoformat()}={minor}" for day, minor in plan)):
        return
    draft.say(MessageType.EXTENSION_OFFER, latest=latest, plan=plan)
    draft.reasons.append("asks for other terms: offered what policy predefines")


def _offered(draft: Draft) -> bool:
    return any(question.pending is Pending.EXTENSION_TERMS for question in draft.view.questions)


def day_within_terms(draft: Draft, command: Command) -> date | None:
    """The day asked for, where policy grants it without asking anyone."""
    asked = next((mention for mention in command.dates if not mention.ambiguous), None)
    latest = draft.view.today + timedelta(days=draft.policy.extension.max_days)
    return asked.date if asked is not None and draft.view.today <= asked.date <= latest else None


def instalments(balance: int, currency: str, today: date, policy: Policy) -> tuple[tuple[date, int], ...]:
    """The plan that policy may offer: as many equal parts as the minimum allows, the first after the longest
    extension, in minor units that sum to `balance`. One part when the balance is too small to divide."""
    terms = policy.extension
    floor = terms.min_instalment.get(currency, 0)
    parts = terms.max_instalments
    while parts > 1 and balance // parts < max(floor, 1):
        parts -= 1
    first = today + timedelta(days=terms.max_days)
    days = [first + timedelta(days=terms.instalment_every_days * n) for n in range(parts)]
    return tuple(zip(days, split(balance, [1] * parts), strict=True))


def _grant(draft: Draft, plan: tuple[tuple[date, int], ...]) -> None:
    for part, (day, minor) in enumerate(plan):
        amount = None if len(plan) == 1 else minor
        draft.facts.append(PromiseMade(day, amount, plan_part=part if len(plan) > 1 else 0))
        draft.timers += promise_timers(draft.view.now, day, draft.policy)
    draft.close(*ANSWERED)
    draft.say(
        MessageType.EXTENSION_ACCEPTED,
        draft.confirming,
        promise_on=plan[0][0],
        plan=plan,
        named=tuple(item.id for item in draft.view.open_items),
    )
    draft.reasons.append("the terms fit policy: granted")


def answer(draft: Draft) -> frozenset[Intent] | None:
    """The intents that taking or refusing our terms accounts for; None where it is neither.

    Who names a day of their own answers with a promise.
    """
    heard = draft.heard.reading
    if heard.promise is not None and heard.promise.date is not None:
        return None
    if heard.affirms is True:
        plan = tuple(
            (date.fromisoformat(day), int(minor))
            for day, minor in (part.split("=") for part in draft.view.about)
        )
        _grant(draft, plan)
        return _ANSWERED
    if heard.affirms is False:
        draft.hand_over(Reason.EXTENSION)
        draft.reasons.append("did not take the terms that policy predefines")
        return _ANSWERED
    return None
