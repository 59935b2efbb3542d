"""What a customer's message was understood to say: intents, dates, amounts, each with its words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Intent(StrEnum):
    """What a message means for collections. Several may hold at once."""

    PAID = "paid"
    PROMISE = "promise"
    EXTENSION = "extension"
    DISPUTE = "dispute"
    INVOICE_QUESTION = "invoice_question"
    INVOICE_COPY = "invoice_copy"
    BALANCE = "balance"
    PAYMENT_REFERENCE = "payment_reference"
    HUMAN = "human"
    OPT_OUT = "opt_out"
    OPT_IN = "opt_in"
    WRONG_NUMBER = "wrong_number"
    THIRD_PARTY = "third_party"
    HARDSHIP = "hardship"
    LEGAL_THREAT = "legal_threat"
    ABUSE = "abuse"
    REFUSAL = "refusal"
    IDENTIFICATION = "identification"
    SMALLTALK = "smalltalk"
    UNCLEAR = "unclear"


class Band(StrEnum):
    """How far a reading may be trusted: act on it, ask first, or leave it to a person."""

    ACT = "act"
    ASK = "ask"
    HUMAN = "human"


class Pending(StrEnum):
    """The question that the agent asked last and that a bare answer replies to."""

    PROMISE_DATE = "promise_date"
    IDENTIFICATION = "identification"
    CONFIRM = "confirm"
    RECEIPT = "receipt"
    CLARIFY = "clarify"
    RIGHT_PARTY = "right_party"
    EXTENSION_TERMS = "extension_terms"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the customer's words. `end` where the words name a span; `ambiguous` asks, never guesses."""

    text: str
    date: dt.date
    end: dt.date | None = None
    ambiguous: bool = False
    alternatives: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class AmountMention:
    """An amount in the customer's words, in major units of the invoice's currency."""

    text: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class PromiseHeard:
    """The promise in the message; None where the customer named no date or no amount."""

    date: dt.date | None
    amount: Decimal | None


class Repair(StrEnum):
    """What the customer does to the conversation itself: drops what is being talked about, or begins anew."""

    CANCEL = "cancel"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a message asks for or tells, with the words that it came from.

    text, start, end: those words and their place in the message as written. dates, amounts, invoices: its own;
    for a promise the day and the amount promised, none where the customer named none. corrects: it takes
    back what they said before. conditional: it hangs on something else. about_others: it speaks of what the
    rest of the message does not name ("la otra").
    """

    intent: Intent
    text: str
    start: int
    end: int
    confidence: float
    dates: tuple[DateMention, ...] = ()
    amounts: tuple[AmountMention, ...] = ()
    invoices: tuple[str, ...] = ()
    corrects: bool = False
    conditional: bool = False
    about_others: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What bears on the meaning of a message.

    today: the customer's own date. balance: major units of `currency`. pending: our last question.
    standing: what they told us that still stands and that a correction may be about (PROMISE or PAID).
    """

    today: dt.date
    country: str | None = None
    language: str | None = None
    balance: Decimal | None = None
    currency: str | None = None
    pending: Pending | None = None
    standing: Intent | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A message understood. Never an action: what follows is decided by rules.

    commands: the same as single things asked for or told, each with its own words, dates and amounts, in the
    order of `intents`. repair: set where the message is about the conversation and nothing else.
    """

    intents: tuple[Intent, ...]
    primary: Intent
    confidence: float
    band: Band
    language: str
    dates: tuple[DateMention, ...] = ()
    amounts: tuple[AmountMention, ...] = ()
    promise: PromiseHeard | None = None
    invoices: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    affirms: bool | None = None
    why: tuple[str, ...] = ()
    model: str = ""
    commands: tuple[Command, ...] = ()
    repair: Repair | None = None
