"""English wordings of the messages that leave on our own accord. Each asks one thing."""

from __future__ import annotations

from .types import MessageType, Trait, Variant

GREETING = "Hello, {customer}:"
SENDER = "This message comes from {company}, through its automated assistant."
INTRODUCTION = (
    "This message comes from {company_full}, through its automated assistant. "
    "To speak with a person, reply PERSON; to stop these messages, reply STOP. "
    "Privacy notice: {privacy}."
)

_CHANNEL = "You can pay by {channel} as usual, if that suits you."
_SALES = "If you prefer, you can also talk to {salesperson}, your contact in sales."
_EXECUTIVE = "For any question you can talk to {executive}, who looks after your account."
_ALREADY = "If you have already paid, please send us the payment reference."
_WHICH_DAY = "Could you confirm which day you will be able to pay?"

_FRIENDLY = "A reminder that invoice {invoice}, for {amount}, is due on {due}."
_FRIENDLY_MANY = (
    "A reminder that you have {count} invoices for a total of {total}. "
    "The first is {oldest_invoice}, due on {oldest_due}."
)
_DUE = "The payment date of invoice {invoice}, for {amount}, is {due}."
_DUE_MANY = (
    "You have {count} invoices for a total of {total}. The first is {oldest_invoice}, "
    "with payment date {oldest_due}."
)
_CORDIAL = (
    "Invoice {invoice}, for {amount}, was due on {due} and we do not see the payment in our records yet."
)
_CORDIAL_MANY = (
    "We do not yet see in our records the payment of {count} invoices for a total of {total}. "
    "The oldest is {oldest_invoice}, which was due on {oldest_due}."
)
_DIRECT = "Invoice {invoice}, for {amount}, which was due on {due}, is still open."
_DIRECT_MANY = (
    "We still have {count} invoices open, for a total of {total}. "
    "The oldest is {oldest_invoice}, which was due on {oldest_due}."
)
_FIRM = (
    "To date we have not received the payment of invoice {invoice}, for {amount}, which was due on {due}. "
    "Please give it priority."
)
_FIRM_MANY = (
    "To date we have not received the payment of {count} invoices for a total of {total}. "
    "The oldest is {oldest_invoice}, which was due on {oldest_due}. Please give them priority."
)
_FINAL = (
    "Invoice {invoice}, for {amount}, has been open since {due}. "
    "We would like to agree with you on a way to settle it."
)
_FINAL_MANY = (
    "We still have {count} invoices open, for a total of {total}; "
    "the oldest is {oldest_invoice}, due on {oldest_due}. "
    "We would like to agree with you on a way to settle them."
)
_CHARGES = "Under the agreed terms, a payment after the due date may carry charges."


def _friendly(fact: str) -> tuple[Variant, ...]:
    return (
        Variant("a", f"{fact}\n\nDo you have everything you need to make the payment?"),
        Variant("b", f"Just a note ahead of time. {fact}\n\nCould you confirm that it is planned?"),
        Variant(
            "good_a",
            f"Thank you for always paying on time. {fact}\n\nDo you have everything you need to make the payment?",
            Trait.GOOD_PAYER,
        ),
    )


def _due(fact: str) -> tuple[Variant, ...]:
    return (
        Variant("a", f"{fact}\n\nCould you confirm whether you will pay on that date?"),
        Variant(
            "b", f"We would like to share this notice. {fact}\n\nCan we count on your payment on that date?"
        ),
        Variant(
            "good_a",
            f"Thank you for always paying on time. {fact}\n\nCould you confirm whether you will pay on that date?",
            Trait.GOOD_PAYER,
        ),
    )


def _cordial(fact: str) -> tuple[Variant, ...]:
    return (
        Variant("a", f"{fact} {_ALREADY}\n\n{_WHICH_DAY}"),
        Variant("b", f"We hope you are well. {fact} {_ALREADY}\n\nWhich day will you be able to pay?"),
        Variant(
            "good_a",
            f"We know that you usually pay on time, and we appreciate it. {fact} {_ALREADY}\n\n{_WHICH_DAY}",
            Trait.GOOD_PAYER,
        ),
        Variant("channel_a", f"{fact} {_ALREADY} {_CHANNEL}\n\n{_WHICH_DAY}"),
        Variant("sales_a", f"{fact} {_ALREADY} {_SALES}\n\n{_WHICH_DAY}"),
    )


def _direct(fact: str) -> tuple[Variant, ...]:
    return (
        Variant("a", f"{fact} {_ALREADY}\n\n{_WHICH_DAY}"),
        Variant("b", f"{fact} {_ALREADY}\n\nWhich payment date may we note down?"),
        Variant("channel_a", f"{fact} {_ALREADY} {_CHANNEL}\n\n{_WHICH_DAY}"),
        Variant("sales_a", f"{fact} {_ALREADY} {_SALES}\n\n{_WHICH_DAY}"),
    )


def _firm(fact: str) -> tuple[Variant, ...]:
    return (
        Variant("a", f"{fact} {_ALREADY}\n\nOn which date can we expect your payment?"),
        Variant("b", f"{fact} {_ALREADY}\n\nWhich day will you make the payment?"),
        Variant("executive_a", f"{fact} {_EXECUTIVE}\n\nOn which date can we expect your payment?"),
        Variant(
            "charges_a", f"{fact} {_CHARGES}\n\nOn which date can we expect your payment?", Trait.CHARGES
        ),
        Variant(
            "charges_executive_a",
            f"{fact} {_CHARGES} {_EXECUTIVE}\n\nOn which date can we expect your payment?",
            Trait.CHARGES,
        ),
    )


def _final(fact: str) -> tuple[Variant, ...]:
    return (
        Variant("a", f"{fact}\n\nWhich payment date could you confirm?"),
        Variant("b", f"{fact} {_ALREADY}\n\nWhen will you be able to pay?"),
        Variant("executive_a", f"{fact} {_EXECUTIVE}\n\nWhich payment date could you confirm?"),
    )


MESSAGES: dict[MessageType, tuple[Variant, ...]] = {
    MessageType.REMINDER_FRIENDLY: _friendly(_FRIENDLY),
    MessageType.REMINDER_FRIENDLY_MANY: _friendly(_FRIENDLY_MANY),
    MessageType.REMINDER_DUE: _due(_DUE),
    MessageType.REMINDER_DUE_MANY: _due(_DUE_MANY),
    MessageType.REMINDER_CORDIAL: _cordial(_CORDIAL),
    MessageType.REMINDER_CORDIAL_MANY: _cordial(_CORDIAL_MANY),
    MessageType.REMINDER_DIRECT: _direct(_DIRECT),
    MessageType.REMINDER_DIRECT_MANY: _direct(_DIRECT_MANY),
    MessageType.REMINDER_FIRM: _firm(_FIRM),
    MessageType.REMINDER_FIRM_MANY: _firm(_FIRM_MANY),
    MessageType.REMINDER_FINAL: _final(_FINAL),
    MessageType.REMINDER_FINAL_MANY: _final(_FINAL_MANY),
    MessageType.FIRST_CONTACT_NEUTRAL: (
        Variant("a", "Am I speaking with {customer}? Please reply YES or NO."),
        Variant(
            "b", "So that we reach the right person: am I speaking with {customer}? Please reply YES or NO."
        ),
    ),
    MessageType.PROMISE_REMINDER: (
        Variant(
            "a",
            "A reminder of the payment of {promise_amount} that you planned for {promise_date}.\n\n"
            "Were you able to make it?",
        ),
        Variant(
            "b",
            "We have noted your payment of {promise_amount} for {promise_date}.\n\n"
            "Could you confirm that it still stands?",
        ),
    ),
    MessageType.PROMISE_BROKEN_FOLLOW_UP: (
        Variant(
            "a",
            "We expected your payment of {promise_amount} on {promise_date} and do not see it in our records yet. "
            f"{_ALREADY}\n\nWhich new date may we note down?",
        ),
        Variant(
            "b",
            "We do not yet see in our records the payment of {promise_amount} planned for {promise_date}. "
            f"{_ALREADY}\n\n{_WHICH_DAY}",
        ),
    ),
    MessageType.PROMISE_PARTLY_KEPT: (
        Variant(
            "a",
            "We received {paid}; thank you. Part of the payment of {promise_amount} planned for {promise_date} "
            "is missing, and the balance of your account is {total}.\n\nWhich day will you be able to pay the rest?",
        ),
        Variant(
            "b",
            "Thank you for your payment of {paid}. The amount planned for {promise_date} was {promise_amount}; "
            "the balance of your account is {total}.\n\nCould you confirm which day you will be able to complete it?",
        ),
    ),
    MessageType.PROMISE_KEPT_THANKS: (
        Variant(
            "a", "We received your payment of {paid}, as agreed. Thank you very much for keeping your word!"
        ),
        Variant("b", "Your payment of {paid} is recorded. We appreciate that you kept to what was agreed."),
    ),
    MessageType.PAYMENT_THANKS: (
        Variant("a", "We received your payment of {paid}. Thank you very much!"),
        Variant("b", "Your payment of {paid} is recorded. Thank you for your business."),
    ),
    MessageType.CLAIM_NOT_FOUND_ASK: (
        Variant(
            "a",
            "We looked for the payment that you mentioned and have not found it in our records yet.\n\n"
            "Could you send us the transfer reference or a picture of the receipt?",
        ),
        Variant(
            "b",
            "To find the payment that you mentioned we are missing one detail, as it is not in our records yet.\n\n"
            "Could you share the reference or a picture of the receipt?",
        ),
    ),
    MessageType.APOLOGY: (
        Variant("a", "We apologise: our previous message was our mistake. You do not need to act on it."),
        Variant(
            "b",
            "Sorry for the trouble: the message we sent before was an error on our side. Please disregard it.",
        ),
    ),
}
