"""A promise to pay: its day and amount are registered and confirmed, or asked for once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from puntual.domain.contact import Purpose
from puntual.domain.facts import PromiseMade, Reason, SetTimer, TimerKind
from puntual.domain.policy import Policy
from puntual.domain.reading import Command, DateMention, Intent, Pending, Reading
from puntual.rules.promise import acceptable_day
from puntual.wording.types import MessageType

from .claims import claimed_amount
from .disputes import named_elsewhere, named_items
from .draft import Draft, in_minor_units
from .view import BY_REMINDER, StandingPromise
from .voice import read_back, what_was_read_back

# The morning after: banks have posted by then, and the first sync of the day has run.
CHECK_AT = time(9, 30)
# Too late in the day to be of use as a reminder for the same day.
REMIND_BEFORE = timedelta(hours=1)
# What a bare yes or no may be read as; a mere "ok" is courtesy, not a promise.
_BARE = frozenset({Intent.UNCLEAR, Intent.PROMISE, Intent.IDENTIFICATION})
# The questions that a promise answers, or makes needless.
ANSWERED = (Pending.PROMISE_DATE, Pending.EXTENSION_TERMS, Pending.CONFIRM, Pending.CLARIFY)


def promise(draft: Draft, command: Command) -> None:
    """Take the promise, or ask for what it lacks; a correction replaces the one that stands."""
    view = draft.view
    corrected = view.promised if command.corrects else ()
    if view.above_threshold:
        draft.hand_over(Reason.ABOVE_THRESHOLD)
        draft.reasons.append("the balance is above what the agent may negotiate")
    elif not view.open_items and draft.disputed:
        draft.reasons.append("promises to pay, but all that is open is contested")
    elif not view.open_items:
        draft.hand_over(Reason.NO_FACTS, MessageType.NO_FACTS_YET)
        draft.reasons.append("promises to pay, but nothing is open on record")
    elif len(corrected) > 1:
        draft.hand_over(Reason.EXTENSION)
        draft.reasons.append("takes back a part of a plan: a person agrees on the rest")
    else:
        _promise(draft, command, corrected[0] if corrected else None)


def _promise(draft: Draft, command: Command, standing: StandingPromise | None) -> None:
    mention, amount = _promised_mention(draft.heard.reading), _promised_amount(draft, command)
    if mention is None and standing is not None and amount is not None:
        mention = DateMention("", standing.due)
    if amount is None and standing is not None and 0 < standing.amount < draft.view.balance:
        amount = standing.amount
    if mention is None:
        ask_for_date(draft, MessageType.PROMISE_ASK_DATE)
        draft.reasons.append("will pay, but named no day")
    elif mention.ambiguous:
        dates = tuple(sorted({mention.date, *mention.alternatives}))[:2]
        ask_for_date(draft, MessageType.AMBIGUOUS_DATE, dates=dates)
        draft.reasons.append("named a day that can be read in two ways: we ask")
    else:
        take_promise(
            draft, mention.date, amount, conditional=command.conditional, instead=standing is not None
        )


def _promised_mention(reading: Reading) -> DateMention | None:
    if reading.promise is None or reading.promise.date is None:
        return None
    return next(
        (mention for mention in reading.dates if mention.date == reading.promise.date),
        DateMention("", reading.promise.date),
    )


def _promised_amount(draft: Draft, command: Command) -> int | None:
    """Minor units, None for all that is open: the amount named, else the balances of what they name."""
    heard, balance = draft.heard.reading.promise, draft.view.balance
    if heard is not None and heard.amount is not None:
        amount = in_minor_units(heard.amount, draft.view.currency)
        return amount if 0 < amount < balance else None
    open_ = set(draft.view.open_items)
    named = open_ & set(named_items(draft, command))
    if not named and command.about_others:
        named = open_ - set(named_elsewhere(draft, command))
    amount = sum(item.balance for item in named)
    return amount if 0 < amount < balance else None


def ask_for_date(draft: Draft, kind: MessageType, **values: object) -> None:
    """Ask once; when we had asked before, a person goes on. A reminder's own question is not counted."""
    if draft.view.pending is Pending.PROMISE_DATE and BY_REMINDER not in draft.view.about:
        draft.hand_over(Reason.PROMISE_TERMS)
        draft.reasons.append("asked once already: a person goes on")
    elif draft.ask(Pending.PROMISE_DATE):
        draft.say(kind, Purpose.ANSWER, **values)


def take_promise(
    draft: Draft,
    day: date,
    amount: int | None,
    *,
    conditional: bool = False,
    instead: bool = False,
    ours: bool = False,
) -> None:
    """Register and confirm a promise for `day` (amount in minor units, None for all), if policy takes the day.

    instead: it takes the place of the one that stands, and says so. ours: we named the day and they agreed; one
    that was only heard is read back first.
    """
    refused = acceptable_day(day, draft.view.today, draft.policy.promise_max_days)
    if refused is not None:
        kind = MessageType.PROMISE_DATE_TOO_FAR if refused.why == "too_far" else MessageType.PROMISE_ASK_DATE
        ask_for_date(draft, kind, latest=refused.latest)
        draft.reasons.append(f"the day named is {refused.why.replace('_', ' ')}")
        return
    if draft.heard.spoken is not None and not ours:
        read_back(draft, day, amount, conditional=conditional)
        return
    claim = draft.heard.command(Intent.PAID)
    besides = claimed_amount(draft, claim) or 0 if claim is not None else 0
    draft.facts.append(PromiseMade(day, amount, conditional=conditional, besides=besides))
    draft.close(*ANSWERED)
    draft.say(
        MessageType.PROMISE_CHANGED if instead else MessageType.PROMISE_CONFIRMED,
        draft.confirming,
        promise_on=day,
        promise_amount=amount,
        named=tuple(item.id for item in draft.view.open_items),
    )
    draft.timers += promise_timers(draft.view.now, day, draft.policy)
    draft.reasons.append(
        f"promised to pay on {day.isoformat()}" + (", if something else happens" * conditional)
    )


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


def answer(draft: Draft) -> frozenset[Intent] | None:
    """ "Sí" to a reminder that names a day is a promise for that day; without a day, we ask which."""
    reading = draft.heard.reading
    if reading.affirms is None or reading.dates or reading.primary not in _BARE:
        return None
    if any(command.corrects for command in draft.heard.commands):
        return None
    day = next((word for word in draft.view.about if word != BY_REMINDER), None)
    bare_yes = Command(Intent.PROMISE, "", 0, 0, reading.confidence)
    if draft.view.above_threshold or not draft.view.open_items:
        promise(draft, bare_yes)
    elif reading.affirms and day is not None:
        take_promise(draft, date.fromisoformat(day), None, ours=True)
    else:
        ask_for_date(draft, MessageType.PROMISE_ASK_DATE)
        draft.reasons.append("answered a reminder without a day: we ask for it")
    return _BARE | {Intent.SMALLTALK}


def confirmed(draft: Draft) -> frozenset[Intent] | None:
    """A yes to what we had read back makes the promise; a no asks for the day. Another day is read for itself."""
    reading, view = draft.heard.reading, draft.view
    asked = what_was_read_back(view.about, view.balance)
    if asked is None or reading.affirms is None or reading.primary not in _BARE:
        return None
    if reading.dates or reading.amounts or any(command.corrects for command in draft.heard.commands):
        return None
    day, amount, conditional = asked
    if view.above_threshold or not view.open_items:
        promise(draft, Command(Intent.PROMISE, "", 0, 0, reading.confidence))
    elif reading.affirms:
        take_promise(draft, day, amount, conditional=conditional, instead=bool(view.promised), ours=True)
    else:
        draft.close(Pending.CONFIRM)
        ask_for_date(draft, MessageType.PROMISE_ASK_DATE)
        draft.reasons.append("what was heard is not what they meant: we ask for the day")
    return _BARE | {Intent.SMALLTALK}
