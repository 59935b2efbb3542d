"""What follows from a customer's message: the table of the conversation, one small rule an intent.

`decide` is pure: it sees the case as values and answers with facts, effects and reasons.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from puntual.domain.contact import HoldKind, Identity, Purpose
from puntual.domain.facts import (
    CadenceStopped,
    Decision,
    DisputeRaised,
    Effect,
    Fact,
    HandedOver,
    IdentityFailed,
    IdentityLinked,
    IdentityProved,
    NotUnderstood,
    NumberBlocked,
    OptedIn,
    OptedOut,
    PaymentClaimed,
    PromiseMade,
    QuestionAsked,
    QuestionClosed,
    Reason,
    ReferenceGiven,
    Say,
    SetTimer,
    TimerKind,
)
from puntual.domain.money import exponent, split
from puntual.domain.policy import OnVoice, Policy
from puntual.domain.reading import Band, DateMention, Intent, Pending, Reading
from puntual.domain.text import bare
from puntual.wording.types import MessageType

from .promise import acceptable_day

# The morning after: banks have posted by then, and the first sync of the day has run.
CHECK_AT = time(9, 30)
# Too late in the day to be of use as a reminder for the same day.
REMIND_BEFORE = timedelta(hours=1)
MAX_PROOF_TRIES = 5
# Marks a question that a reminder put, not the conversation.
BY_REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An open receivable as the conversation sees it; balance in minor units of `currency`."""

    id: int
    number: str
    due: date
    balance: int
    currency: str
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class CaseView:
    """The case as a message finds it. `now` is the customer's own wall time, aware.

    proof: whether the message passed the verification (None: it was not asked for). facts_good: the ERP data
    is fresh and not on hold, so that amounts may be stated. claimed: a payment claim is open.
    """

    now: datetime
    state: str
    identity: Identity
    items: tuple[OpenItem, ...]
    currency: str
    pending: Pending | None = None
    about: tuple[str, ...] = ()
    opted_out: bool = False
    claimed: bool = False
    facts_good: bool = True
    above_threshold: bool = False
    unclear: int = 0
    failed_proofs: int = 0
    proof: bool | None = None
    greeted_today: bool = False

    @property
    def today(self) -> date:
        """The customer's date."""
        return self.now.date()

    @property
    def open_items(self) -> tuple[OpenItem, ...]:
        """What may be spoken of and promised: not disputed, in the case's main currency."""
        return tuple(i for i in self.items if not i.disputed and i.currency == self.currency)

    @property
    def balance(self) -> int:
        """Open balance in the main currency, minor units, disputes left out."""
        return sum(item.balance for item in self.open_items)


@dataclass(frozen=True, slots=True)
class Heard:
    """One message understood. `media` is its kind: text, button, voice, picture, document, other."""

    reading: Reading
    media: str = "text"


@dataclass(slots=True)
class _Draft:
    """A decision in the making."""

    view: CaseView
    heard: Heard
    policy: Policy
    facts: list[Fact] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def say(self, kind: MessageType, purpose: Purpose = Purpose.ANSWER, **values: object) -> None:
        self.effects.append(Say(kind.value, purpose, **values))  # type: ignore[arg-type]

    def hand_over(self, reason: Reason, notice: MessageType | None = MessageType.HAND_OVER_NOTICE) -> None:
        if not any(isinstance(fact, HandedOver) for fact in self.facts):
            self.facts.append(HandedOver(reason))
            if notice is not None:
                self.say(notice)

    def done(self) -> Decision:
        return Decision(tuple(self.facts), tuple(self.effects), tuple(self.reasons))


def decide(view: CaseView, heard: Heard, policy: Policy) -> Decision:
    """The facts and effects that follow from one message, with the reasons in words."""
    draft = _Draft(view, heard, policy)
    intents = set(heard.reading.intents)
    if Intent.OPT_OUT in intents:
        _opt_out(draft)
    if view.state == "human":
        draft.reasons.append("a person has the case: the agent is silent")
        return draft.done()
    if Intent.OPT_OUT in intents:
        intents -= _COVERED_BY_OPT_OUT
        if not intents:
            return draft.done()
    if heard.media not in {"text", "button"} and not _has_words(heard.reading):
        _media(draft)
        return draft.done()
    _answer(draft, intents)
    return draft.done()


def _answer(draft: _Draft, intents: set[Intent]) -> None:
    stopping = next((intent for intent in _STOPPING if intent in intents), None)
    if stopping is not None:
        _STOPPING[stopping](draft)
        return
    if draft.view.pending is not None and _answers_pending(draft):
        return
    if _doubtful(draft):
        return
    if intents >= _ONE_OF:  # a day asked for and a day promised are one answer, not two
        fits = _day_within_terms(draft) is not None
        intents = intents - {Intent.PROMISE if fits else Intent.EXTENSION}
    handled = [rule for intent, rule in _RULES.items() if intent in intents]
    for rule in handled:
        rule(draft)
        if any(isinstance(fact, HandedOver) and fact.reason is not Reason.DISPUTE for fact in draft.facts):
            return
    if not handled:
        _unclear(draft)


def _doubtful(draft: _Draft) -> bool:
    """Whether the reading may not be acted on: then we ask once, or a person reads the message."""
    reading = draft.heard.reading
    if reading.band is Band.ACT or any(mention.ambiguous for mention in reading.dates):
        return False
    if reading.band is Band.HUMAN:
        draft.hand_over(Reason.UNCLEAR)
        draft.reasons.append("not understood well enough to act on: a person reads it")
    else:
        _unclear(draft)
    return True


_ONE_OF = frozenset({Intent.PROMISE, Intent.EXTENSION})
# What comes along with an opt-out and asks for nothing of its own.
_COVERED_BY_OPT_OUT = {Intent.OPT_OUT, Intent.OPT_IN, Intent.SMALLTALK, Intent.UNCLEAR, Intent.IDENTIFICATION}


def _opt_out(draft: _Draft) -> None:
    if draft.view.opted_out:
        draft.reasons.append("asks for no more messages once more: it is registered already")
        return
    draft.facts.append(OptedOut())
    draft.say(MessageType.OPT_OUT_CONFIRMED, Purpose.CONFIRM)
    draft.reasons.append("asked for no more messages")


def _has_words(reading: Reading) -> bool:
    return reading.primary not in {Intent.UNCLEAR}


# -- intents that end the agent's part ------------------------------------------------------------------


def _legal_threat(draft: _Draft) -> None:
    draft.facts.append(CadenceStopped(HoldKind.STOPPED))
    draft.hand_over(Reason.LEGAL_THREAT)
    draft.reasons.append("speaks of an authority, a lawyer or a suit")


def _wrong_number(draft: _Draft) -> None:
    draft.facts.append(NumberBlocked("wrong_number"))
    draft.hand_over(Reason.WRONG_NUMBER, MessageType.WRONG_NUMBER_APOLOGY)
    draft.reasons.append("says that this is not their number")


def _third_party(draft: _Draft) -> None:
    draft.facts.append(NumberBlocked("third_party"))
    draft.hand_over(Reason.THIRD_PARTY, MessageType.THIRD_PARTY_REPLY)
    draft.reasons.append("somebody else answers: nothing is disclosed")


def _human(draft: _Draft) -> None:
    draft.hand_over(Reason.HUMAN)
    draft.reasons.append("wants a person")


def _abuse(draft: _Draft) -> None:
    draft.facts.append(CadenceStopped(HoldKind.STOPPED))
    draft.hand_over(Reason.ABUSE)
    draft.reasons.append("is upset: a person takes over")


def _hardship(draft: _Draft) -> None:
    draft.facts.append(CadenceStopped(HoldKind.HARDSHIP))
    draft.hand_over(Reason.HARDSHIP, MessageType.HARDSHIP_REPLY)
    draft.reasons.append("is in hardship: the cadence stops")


def _refusal(draft: _Draft) -> None:
    draft.facts.append(CadenceStopped(HoldKind.STOPPED))
    draft.hand_over(Reason.REFUSAL)
    draft.reasons.append("says that they will not pay")


_STOPPING: dict[Intent, Callable[[_Draft], None]] = {
    Intent.LEGAL_THREAT: _legal_threat,
    Intent.WRONG_NUMBER: _wrong_number,
    Intent.THIRD_PARTY: _third_party,
    # Before a wish for a person: what was told of a hardship stays out of the brief.
    Intent.HARDSHIP: _hardship,
    Intent.HUMAN: _human,
    Intent.ABUSE: _abuse,
}


# -- intents that the agent handles ---------------------------------------------------------------------


def _dispute(draft: _Draft) -> None:
    named = _named_items(draft)
    draft.facts.append(DisputeRaised(tuple(item.id for item in named)))
    contested = {item.id for item in named or draft.view.items}
    # What else the message says (a promise for the rest) is about what is not contested.
    items = tuple(replace(i, disputed=i.disputed or i.id in contested) for i in draft.view.items)
    draft.view = replace(draft.view, items=items)
    draft.hand_over(Reason.DISPUTE, MessageType.DISPUTE_RECEIVED)
    draft.reasons.append("contests what is owed: only the disputed receivables are held")


def _named_items(draft: _Draft) -> tuple[OpenItem, ...]:
    """The receivables whose numbers stand in the message."""
    spoken = {_bare(number) for number in draft.heard.reading.invoices}
    return tuple(item for item in draft.view.items if _bare(item.number) in spoken)


def _bare(number: str) -> str:
    return bare(number).lstrip("0")


def _paid(draft: _Draft) -> None:
    if not draft.view.items and draft.view.facts_good:
        draft.say(MessageType.CLAIM_FOUND_THANKS)
        draft.reasons.append("says that it is paid, and the ERP agrees")
        return
    draft.facts.append(PaymentClaimed(_spoken_amount(draft)))
    if draft.heard.reading.identifiers:
        draft.facts.append(ReferenceGiven())
        draft.say(MessageType.RECEIPT_RECEIVED)
    else:
        draft.facts.append(QuestionAsked(Pending.RECEIPT))
        draft.say(MessageType.CLAIM_RECEIVED_ASK_REFERENCE)
    draft.reasons.append(
        "says that it is paid: registered, checked against the ERP, never taken on their word"
    )


def _spoken_amount(draft: _Draft) -> int | None:
    amounts = draft.heard.reading.amounts
    return _minor(amounts[0].value, draft.view.currency) if len(amounts) == 1 else None


def _minor(value: Decimal, currency: str) -> int:
    return int(value.scaleb(exponent(currency)).to_integral_value())


def _promise(draft: _Draft) -> None:
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
        _ask_for_date(draft, MessageType.PROMISE_ASK_DATE)
        draft.reasons.append("will pay, but named no day")
    elif mention.ambiguous:
        dates = tuple(sorted({mention.date, *mention.alternatives}))[:2]
        _ask_for_date(draft, MessageType.AMBIGUOUS_DATE, dates=dates)
        draft.reasons.append("named a day that can be read in two ways: we ask")
    else:
        _take_promise(draft, mention.date, _promised_amount(draft))


def _promised_mention(reading: Reading) -> DateMention | None:
    if reading.promise is None or reading.promise.date is None:
        return None
    return next(
        (mention for mention in reading.dates if mention.date == reading.promise.date),
        DateMention("", reading.promise.date),
    )


def _promised_amount(draft: _Draft) -> int | None:
    promise = draft.heard.reading.promise
    if promise is None or promise.amount is None:
        return None
    amount = _minor(promise.amount, draft.view.currency)
    return amount if 0 < amount < draft.view.balance else None


def _ask_for_date(draft: _Draft, kind: MessageType, **values: object) -> None:
    """Ask once; when we had asked before, a person goes on. A reminder's own question is not counted."""
    if draft.view.pending is Pending.PROMISE_DATE and BY_REMINDER not in draft.view.about:
        draft.hand_over(Reason.PROMISE_TERMS)
        draft.reasons.append("asked once already: a person goes on")
        return
    draft.facts.append(QuestionAsked(Pending.PROMISE_DATE))
    draft.say(kind, Purpose.ANSWER, **values)


def _take_promise(draft: _Draft, day: date, amount: int | None) -> None:
    refused = acceptable_day(day, draft.view.today, draft.policy.promise_max_days)
    if refused is not None:
        kind = MessageType.PROMISE_DATE_TOO_FAR if refused.why == "too_far" else MessageType.PROMISE_ASK_DATE
        _ask_for_date(draft, kind, latest=refused.latest)
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


def _extension(draft: _Draft) -> None:
    view, terms = draft.view, draft.policy.extension
    if view.above_threshold or view.pending is Pending.EXTENSION_TERMS or not view.open_items:
        draft.hand_over(Reason.EXTENSION)
        draft.reasons.append("asks for terms that policy does not predefine")
        return
    day = _day_within_terms(draft)
    if day is not None:
        _grant(draft, ((day, view.balance),))
        return
    latest = view.today + timedelta(days=terms.max_days)
    plan = instalments(view.balance, view.currency, view.today, draft.policy)
    draft.facts.append(
        QuestionAsked(Pending.EXTENSION_TERMS, tuple(f"{day.isoformat()}={minor}" for day, minor in plan))
    )
    draft.say(MessageType.EXTENSION_OFFER, latest=latest, plan=plan)
    draft.reasons.append("asks for other terms: offered what policy predefines")


def _day_within_terms(draft: _Draft) -> date | None:
    """The day asked for, where policy grants it without asking anyone."""
    asked = next((mention for mention in draft.heard.reading.dates if not mention.ambiguous), None)
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


def _grant(draft: _Draft, plan: tuple[tuple[date, int], ...]) -> None:
    for part, (day, minor) in enumerate(plan):
        amount = None if len(plan) == 1 else minor
        draft.facts.append(PromiseMade(day, amount, plan_part=part if len(plan) > 1 else 0))
        draft.effects += promise_timers(draft.view.now, day, draft.policy)
    draft.facts.append(QuestionClosed())
    draft.say(
        MessageType.EXTENSION_ACCEPTED,
        Purpose.CONFIRM,
        promise_on=plan[0][0],
        plan=plan,
        named=tuple(item.id for item in draft.view.open_items),
    )
    draft.reasons.append("the terms fit policy: granted")


def _invoice_question(draft: _Draft) -> None:
    named = tuple(item for item in _named_items(draft) if not item.disputed)
    items = named or draft.view.open_items[:1]
    if _may_tell(draft, Identity.LINKED, items, Intent.INVOICE_QUESTION):
        draft.say(MessageType.INVOICE_FACTS, named=tuple(item.id for item in items[:1]))
        draft.reasons.append("asks about an invoice: answered from the records")


def _invoice_copy(draft: _Draft) -> None:
    draft.hand_over(Reason.INVOICE_COPY, MessageType.INVOICE_COPY_HANDED_OVER)
    draft.reasons.append("wants the document: the source has none to send")


def _balance(draft: _Draft) -> None:
    items = draft.view.open_items
    if _may_tell(draft, Identity.PROVED, items, Intent.BALANCE):
        draft.say(MessageType.BALANCE_FACTS, named=tuple(item.id for item in items))
        draft.reasons.append("asks for the balance: identity is proved")


def _payment_reference(draft: _Draft) -> None:
    items = draft.view.open_items
    if _may_tell(draft, Identity.PROVED, items, Intent.PAYMENT_REFERENCE):
        draft.say(MessageType.PAYMENT_FACTS, named=tuple(item.id for item in items))
        draft.reasons.append("asks how to pay: identity is proved")


def _may_tell(draft: _Draft, needed: Identity, items: tuple[OpenItem, ...], intent: Intent) -> bool:
    """Facts go only to who is known well enough, and only when they are good."""
    if draft.view.identity < needed:
        draft.facts.append(QuestionAsked(Pending.IDENTIFICATION, (intent.value,)))
        draft.say(MessageType.IDENTIFICATION_ASK)
        draft.reasons.append("asks for facts: identity comes first")
        return False
    if not draft.view.facts_good or not items:
        draft.hand_over(Reason.NO_FACTS, MessageType.NO_FACTS_YET)
        draft.reasons.append("no facts that may be stated: a person looks")
        return False
    return True


def _opt_in(draft: _Draft) -> None:
    if draft.view.opted_out:
        draft.facts.append(OptedIn())
    draft.say(MessageType.OPT_IN_CONFIRMED, Purpose.CONFIRM)
    draft.reasons.append("asked for messages again")


def _identified(draft: _Draft) -> None:
    """They say who they are though we did not ask (any more): taken note of, nothing is disclosed."""
    if len(draft.heard.reading.intents) == 1:
        draft.say(MessageType.IDENTIFIED_THANKS)
        draft.reasons.append("says who they are: nothing follows from it by itself")


def _smalltalk(draft: _Draft) -> None:
    if set(draft.heard.reading.intents) & (_RULES.keys() - {Intent.SMALLTALK}):
        return
    if not draft.view.greeted_today:
        draft.say(MessageType.SMALLTALK_THANKS)
    draft.reasons.append("courtesy: answered briefly or not at all")


_RULES: dict[Intent, Callable[[_Draft], None]] = {
    Intent.OPT_IN: _opt_in,
    Intent.DISPUTE: _dispute,
    Intent.PAID: _paid,
    Intent.PROMISE: _promise,
    Intent.EXTENSION: _extension,
    Intent.REFUSAL: _refusal,
    Intent.INVOICE_QUESTION: _invoice_question,
    Intent.INVOICE_COPY: _invoice_copy,
    Intent.BALANCE: _balance,
    Intent.PAYMENT_REFERENCE: _payment_reference,
    Intent.IDENTIFICATION: _identified,
    Intent.SMALLTALK: _smalltalk,
}


# -- answers to our own questions -----------------------------------------------------------------------


def _answers_pending(draft: _Draft) -> bool:
    """Whether the message answered what we asked; if not, it is read for itself and the question stands."""
    match draft.view.pending:
        case Pending.IDENTIFICATION:
            return _identification(draft)
        case Pending.RECEIPT:
            return _receipt(draft)
        case Pending.EXTENSION_TERMS:
            return _terms(draft)
        case Pending.RIGHT_PARTY:
            return _right_party(draft)
        case Pending.PROMISE_DATE:
            return _bare_answer(draft)
        case _:
            return False


def _bare_answer(draft: _Draft) -> bool:
    """ "Sí" to a reminder that names a day is a promise for that day; without a day, we ask which."""
    reading = draft.heard.reading
    if reading.affirms is None or reading.dates or reading.primary not in _BARE:
        return False
    day = next((word for word in draft.view.about if word != BY_REMINDER), None)
    if draft.view.above_threshold or not draft.view.open_items:
        _promise(draft)
    elif reading.affirms and day is not None:
        _take_promise(draft, date.fromisoformat(day), None)
    else:
        _ask_for_date(draft, MessageType.PROMISE_ASK_DATE)
        draft.reasons.append("answered a reminder without a day: we ask for it")
    return True


# What a bare yes or no may be read as; a mere "ok" is courtesy, not a promise.
_BARE = {Intent.UNCLEAR, Intent.PROMISE, Intent.IDENTIFICATION}


def _identification(draft: _Draft) -> bool:
    if draft.view.proof:
        draft.facts += [IdentityProved(), QuestionClosed()]
        _tell_what_was_asked(draft)
        return True
    if draft.heard.reading.primary not in {Intent.IDENTIFICATION, Intent.UNCLEAR}:
        return False
    draft.facts.append(IdentityFailed())
    draft.reasons.append("the answer does not match the records")
    if draft.view.failed_proofs + 1 >= MAX_PROOF_TRIES:
        draft.hand_over(Reason.IDENTITY)
    else:
        draft.say(MessageType.IDENTIFICATION_ASK)
    return True


def _tell_what_was_asked(draft: _Draft) -> None:
    """The question that started the verification is answered at once."""
    named = tuple(item.id for item in draft.view.open_items)
    asked = draft.view.about[0] if draft.view.about else ""
    draft.reasons.append("passed the verification: the question is answered")
    if asked and (not named or not draft.view.facts_good):
        draft.hand_over(Reason.NO_FACTS, MessageType.NO_FACTS_YET)
        draft.reasons.append("no facts that may be stated: a person looks")
    elif not asked:
        draft.say(MessageType.IDENTIFIED_THANKS)
    elif asked == Intent.PAYMENT_REFERENCE:
        draft.say(MessageType.PAYMENT_FACTS, named=named)
    elif asked == Intent.INVOICE_QUESTION:
        draft.say(MessageType.INVOICE_FACTS, named=named[:1])
    else:
        draft.say(MessageType.BALANCE_FACTS, named=named)


def _receipt(draft: _Draft) -> bool:
    reading = draft.heard.reading
    gave_something = bool(reading.identifiers) or reading.primary is Intent.IDENTIFICATION
    if not gave_something:
        return False
    draft.facts += [ReferenceGiven(), QuestionClosed()]
    draft.say(MessageType.RECEIPT_RECEIVED)
    draft.reasons.append("gave a reference for the payment claimed")
    return True


def _terms(draft: _Draft) -> bool:
    if draft.heard.reading.affirms is True:
        plan = tuple(
            (date.fromisoformat(day), int(minor))
            for day, minor in (part.split("=") for part in draft.view.about)
        )
        _grant(draft, plan)
        return True
    if draft.heard.reading.affirms is False:
        draft.hand_over(Reason.EXTENSION)
        draft.reasons.append("did not take the terms that policy predefines")
        return True
    return False


def _right_party(draft: _Draft) -> bool:
    if draft.heard.reading.affirms is True or Intent.IDENTIFICATION in draft.heard.reading.intents:
        draft.facts += [IdentityLinked(), QuestionClosed()]
        draft.say(MessageType.IDENTIFIED_THANKS)
        draft.reasons.append("confirmed who they are")
        return True
    if draft.heard.reading.affirms is False:
        _wrong_number(draft)
        return True
    return False


# -- everything else ------------------------------------------------------------------------------------


def _media(draft: _Draft) -> None:
    if draft.heard.media in {"picture", "document"}:
        if not draft.view.claimed:
            draft.facts.append(PaymentClaimed(None))
        draft.facts += [ReferenceGiven(), QuestionClosed()]
        draft.say(MessageType.RECEIPT_RECEIVED)
        draft.reasons.append("sent a picture or document: a possible receipt")
    elif draft.policy.on_voice is OnVoice.ASK_FOR_TEXT:
        draft.say(MessageType.ASK_FOR_TEXT)
        draft.reasons.append("sent something that cannot be read here: asked for text")
    else:
        draft.hand_over(Reason.MEDIA)
        draft.reasons.append("sent something that cannot be read here: a person listens")


def _unclear(draft: _Draft) -> None:
    if draft.view.unclear:
        draft.hand_over(Reason.UNCLEAR)
        draft.reasons.append("not understood twice: a person reads it")
        return
    draft.facts.append(NotUnderstood())
    draft.say(MessageType.CLARIFY)
    draft.reasons.append("not understood: one clarifying question")
