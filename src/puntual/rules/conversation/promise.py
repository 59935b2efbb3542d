"""A promise to pay: its day and amount are registered and confirmed, or asked for once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from puntual.domain.contact import Purpose
from puntual.domain.facts import PromiseMade, QuestionAsked, QuestionClosed, Reason, SetTimer, TimerKind
from puntual.domain.policy import Policy
from puntual.domain.reading import DateMention, Intent, Pending, Reading
from puntual.rules.promise import acceptable_day
from puntual.wording.types import MessageType

from .draft import Draft, in_minor_units
from .view import BY_REMINDER

# The morning after: banks have posted by then, and the first sync of the day has run.
CHECK_AT = time(9, 30)
# Too late in the day to be of use as a reminder for the same day.
REMIND_BEFORE = timedelta(hours=1)
# What a bare yes or no may be read as; a mere "ok" is courtesy, not a promise.
_BARE = {Intent.UNCLEAR, Intent.PROMISE, Intent.IDENTIFICATION}


def promise(draft: Draft) -> None:
    """Take the promise, or ask for what it lacks."""
    reading, view = draft.heard.reading, draft.view
    if view.above_threshold:
        draft.hand_over(Reason.ABOVE_THRESHOLD)
        draft.reasons.append("the balance is above what the agent may negotiate")
        return
    if not view.open_items:
        draft.hand_over(Reason.NO_FACTS, MessageType.NO_FACTS_YET)
        draft.reasons.append("promises to pay, but nothing is open on record")
        return
    mention = _promised_mention(reading)
    if mention is None:
        ask_for_date(draft, MessageType.PROMISE_ASK_DATE)
        draft.reasons.append("will pay, but named no day")
    elif mention.ambiguous:
        dates = tuple(sorted({mention.date, *mention.alternatives}))[:2]
        ask_for_date(draft, MessageType.AMBIGUOUS_DATE, dates=dates)
        draft.reasons.append("named a day that can be read in two ways: we ask")
    else:
        take_promise(draft, mention.date, _promised_amount(draft))


def _promised_mention(reading: Reading) -> DateMention | None:
    if reading.promise is None or reading.promise.date is None:
        return None
    return next(
        (mention for mention in reading.dates if mention.date == reading.promise.date),
        DateMention("", reading.promise.date),
    )


def _promised_amount(draft: Draft) -> int | None:
    heard = draft.heard.reading.promise
    if heard is None or heard.amount is None:
        return None
    amount = in_minor_units(heard.amount, draft.view.currency)
    return amount if 0 < amount < draft.view.balance else None


def ask_for_date(draft: Draft, kind: MessageType, **values: object) -> None:
    """Ask once; when we had asked before, a person goes on. A reminder's own question is not counted."""
    if draft.view.pending is Pending.PROMISE_DATE and BY_REMINDER not in draft.view.about:
        draft.hand_over(Reason.PROMISE_TERMS)
        draft.reasons.append("asked once already: a person goes on")
        return
    draft.facts.append(QuestionAsked(Pending.PROMISE_DATE))
    draft.say(kind, Purpose.ANSWER, **values)


def take_promise(draft: Draft, day: date, amount: int | None) -> None:
    """Register and confirm a promise for `day` (amount in minor units, None for all), if policy takes the day."""
    refused = acceptable_day(day, draft.view.today, draft.policy.promise_max_days)
    if refused is not None:
        kind = MessageType.PROMISE_DATE_TOO_FAR if refused.why == "too_far" else MessageType.PROMISE_ASK_DATE
        ask_for_date(draft, kind, latest=refused.latest)
        draft.reasons.append(f"the day named is {refused.why.replace('_', ' ')}")
        return
    draft.facts += [PromiseMade(day, amount), QuestionClosed()]
    named = tuple(item.id for item in draft.view.open_items)
    draft.say(
        MessageType.PROMISE_CONFIRMED, Purpose.CONFIRM, promise_on=day, promise_amount=amount, named=named
    )
    draft.effects += promise_timers(draft.view.now, day, draft.policy)
    draft.reasons.append(f"promised to pay on {day.isoformat()}")


def promise_timers(now: datetime, day: date, policy: Policy) -> tuple[SetTimer, ...]:
    """A reminder on the promised afternoon, unless that is now or past, and the comparison the next morning.

    now: the customer's wall time, aware.
    """
    remind = datetime.combine(day, policy.promise_reminder_at, now.tzinfo)
    check = datetime.combine(day + timedelta(days=1), CHECK_AT, now.tzinfo)
    timers = (SetTimer(TimerKind.PROMISE_CHECK, check, day.isoformat()),)
    if now + REMIND_BEFORE < remind:
        return (SetTimer(TimerKind.PROMISE_REMINDER, remind, day.isoformat()), *timers)
    return timers


def answer(draft: Draft) -> bool:
    """ "Sí" to a reminder that names a day is a promise for that day; without a day, we ask which."""
    reading = draft.heard.reading
    if reading.affirms is None or reading.dates or reading.primary not in _BARE:
        return False
    day = next((word for word in draft.view.about if word != BY_REMINDER), None)
    if draft.view.above_threshold or not draft.view.open_items:
        promise(draft)
    elif reading.affirms and day is not None:
        take_promise(draft, date.fromisoformat(day), None)
    else:
        ask_for_date(draft, MessageType.PROMISE_ASK_DATE)
        draft.reasons.append("answered a reminder without a day: we ask for it")
    return True
