"""The values of the wording room: message types, variants, facts, and what rendering gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from string import Formatter

from puntual.domain.money import Money


class MessageType(StrEnum):
    """Every kind of message that the agent may write. `_many` is for several invoices in one message."""

    # Pushes: they leave on our own accord and exist as approved templates.
    REMINDER_FRIENDLY = "reminder_friendly"
    REMINDER_FRIENDLY_MANY = "reminder_friendly_many"
    REMINDER_DUE = "reminder_due"
    REMINDER_DUE_MANY = "reminder_due_many"
    REMINDER_CORDIAL = "reminder_cordial"
    REMINDER_CORDIAL_MANY = "reminder_cordial_many"
    REMINDER_DIRECT = "reminder_direct"
    REMINDER_DIRECT_MANY = "reminder_direct_many"
    REMINDER_FIRM = "reminder_firm"
    REMINDER_FIRM_MANY = "reminder_firm_many"
    REMINDER_FINAL = "reminder_final"
    REMINDER_FINAL_MANY = "reminder_final_many"
    FIRST_CONTACT_NEUTRAL = "first_contact_neutral"
    PROMISE_REMINDER = "promise_reminder"
    PROMISE_BROKEN_FOLLOW_UP = "promise_broken_follow_up"
    PROMISE_PARTLY_KEPT = "promise_partly_kept"
    PROMISE_KEPT_THANKS = "promise_kept_thanks"
    PAYMENT_THANKS = "payment_thanks"
    CLAIM_NOT_FOUND_ASK = "claim_not_found_ask"
    APOLOGY = "apology"
    # Answers: free text inside the service window.
    PROMISE_CONFIRMED = "promise_confirmed"
    PROMISE_ASK_DATE = "promise_ask_date"
    PROMISE_DATE_TOO_FAR = "promise_date_too_far"
    AMBIGUOUS_DATE = "ambiguous_date"
    CLAIM_RECEIVED_ASK_REFERENCE = "claim_received_ask_reference"
    CLAIM_FOUND_THANKS = "claim_found_thanks"
    BALANCE_FACTS = "balance_facts"
    INVOICE_FACTS = "invoice_facts"
    PAYMENT_FACTS = "payment_facts"
    EXTENSION_OFFER = "extension_offer"
    EXTENSION_ACCEPTED = "extension_accepted"
    DISPUTE_RECEIVED = "dispute_received"
    HAND_OVER_NOTICE = "hand_over_notice"
    OPT_OUT_CONFIRMED = "opt_out_confirmed"
    OPT_IN_CONFIRMED = "opt_in_confirmed"
    WRONG_NUMBER_APOLOGY = "wrong_number_apology"
    THIRD_PARTY_REPLY = "third_party_reply"
    IDENTIFICATION_ASK = "identification_ask"
    IDENTIFIED_THANKS = "identified_thanks"
    CLARIFY = "clarify"
    ASK_FOR_TEXT = "ask_for_text"
    RECEIPT_RECEIVED = "receipt_received"
    SMALLTALK_THANKS = "smalltalk_thanks"
    HARDSHIP_REPLY = "hardship_reply"
    INVOICE_COPY_HANDED_OVER = "invoice_copy_handed_over"
    ANSWER_ONLY_NOTICE = "answer_only_notice"
    NO_FACTS_YET = "no_facts_yet"
    PROMISE_CHANGED = "promise_changed"
    PROMISE_STANDS = "promise_stands"
    PROMISE_DATE_AGAIN = "promise_date_again"
    CLAIM_NOTED = "claim_noted"
    CLAIM_BESIDE_PROMISE = "claim_beside_promise"
    RECEIPT_AGAIN = "receipt_again"
    TERMS_AGAIN = "terms_again"
    LEFT_AS_IS = "left_as_is"
    START_OVER = "start_over"
    VOICE_READ_BACK = "voice_read_back"

    @property
    def is_push(self) -> bool:
        """Whether this type leaves on our own accord, and so needs an approved template."""
        return self in PUSH_TYPES

    def for_invoices(self, count: int) -> MessageType:
        """The form of a reminder for `count` invoices: plain for one, `_many` for more. Others stay as is."""
        single = self.value.removesuffix("_many")
        many = f"{single}_many"
        if many not in _VALUES:
            return self
        return MessageType(many if count > 1 else single)


_VALUES = frozenset(member.value for member in MessageType)
_MEMBERS = tuple(MessageType)
PUSH_TYPES = frozenset(_MEMBERS[: _MEMBERS.index(MessageType.PROMISE_CONFIRMED)])
ANSWER_TYPES = frozenset(_MEMBERS) - PUSH_TYPES


class Trait(StrEnum):
    """A condition for a wording that no single record value shows."""

    GOOD_PAYER = "good_payer"
    CHARGES = "charges"
    ONE_PAYMENT = "one_payment"


@dataclass(frozen=True, slots=True)
class Variant:
    """One approved wording. `name` ends the template name; `text` has named placeholders.

    A variant can be used when the facts fill each of its placeholders and `only_if` holds; of those that
    can, the ones that say the most are preferred.
    """

    name: str
    text: str
    only_if: Trait | None = None


def placeholders(body: str) -> tuple[str, ...]:
    """The names of the placeholders in `body`, in order of appearance."""
    return tuple(name for _, name, _, _ in Formatter().parse(body) if name is not None)


@dataclass(frozen=True, slots=True)
class InvoiceFact:
    """An invoice as a message may state it. balance: what is open now; original: the document's amount."""

    number: str
    balance: Money
    due: date
    issued: date | None = None
    original: Money | None = None


@dataclass(frozen=True, slots=True)
class LineFact:
    """One line of an invoice, in the document's own words."""

    description: str
    quantity: str
    total: Money


@dataclass(frozen=True, slots=True)
class PlannedPayment:
    """One dated part of a payment plan."""

    on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a message may state, straight from records; rendering formats it, nothing else does.

    company: legal name; company_tax_id as the company writes it ("RFC ABC010101AB1"). privacy: address of
    the privacy notice. country: the customer's, ISO alpha-2; it sets the number and date format.
    charges: policy and rulebook both allow the message to mention default charges.
    promise_amount None means the whole open balance. paid: what arrived. latest: last date that may be
    promised. dates: the two dates between which we ask. as_of: the date of the ERP data.
    plan: the parts of a payment plan; a single part is no plan and is told by promise_on or latest.
    channel: the customer's preferred way to pay. means: the company's official ways to pay, one an item.
    """

    company: str
    customer: str = ""
    country: str = ""
    company_tax_id: str = ""
    privacy: str = ""
    invoices: tuple[InvoiceFact, ...] = ()
    lines: tuple[LineFact, ...] = ()
    good_payer: bool = False
    charges: bool = False
    salesperson: str = ""
    executive: str = ""
    channel: str = ""
    promise_on: date | None = None
    promise_amount: Money | None = None
    paid: Money | None = None
    latest: date | None = None
    dates: tuple[date, ...] = ()
    as_of: date | None = None
    reference: str = ""
    means: tuple[str, ...] = ()
    plan: tuple[PlannedPayment, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message ready to send.

    name: the wording's stable name, for the journal. template: the same name where the wording is an
    approved template, None for an answer. language: the channel's code ("es", "pt_BR", "en").
    parameters: the template's values in order. text: the message as the customer reads it.
    """

    name: str
    template: str | None
    language: str
    parameters: tuple[str, ...]
    text: str


class Obstacle(StrEnum):
    """Why a message cannot be written."""

    MISSING_FACT = "missing_fact"
    NO_USABLE_TEMPLATE = "no_usable_template"
    BAD_PARAMETER = "bad_parameter"


@dataclass(frozen=True, slots=True)
class Unrenderable:
    """No message; `reason` is closed, `detail` names the fact, template or rule (never a record's value)."""

    reason: Obstacle
    detail: str
