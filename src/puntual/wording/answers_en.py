"""English wordings of the answers to a customer's own message, inside the service window."""

from __future__ import annotations

from .types import MessageType, Trait, Variant

MESSAGES: dict[MessageType, tuple[Variant, ...]] = {
    MessageType.PROMISE_CONFIRMED: (
        Variant(
            "a",
            "Thank you. We have noted your payment of {promise_amount} for {promise_date}. "
            "If anything changes, please let us know here.",
        ),
        Variant(
            "b",
            "Noted: {promise_amount} for {promise_date}. Thank you for confirming; "
            "if there is any change, tell us here.",
        ),
    ),
    MessageType.PROMISE_ASK_DATE: (
        Variant("a", "Thank you for letting us know. Which day will you make the payment?"),
        Variant("b", "We appreciate it. Could you tell us the date on which you will pay?"),
    ),
    MessageType.PROMISE_DATE_TOO_FAR: (
        Variant(
            "a",
            "Thank you for your proposal. The latest date that we can note down here is {latest}. "
            "Could you pay on that day or before?",
        ),
    ),
    MessageType.AMBIGUOUS_DATE: (Variant("a", "To be sure: do you mean {date_a} or {date_b}?"),),
    MessageType.CLAIM_RECEIVED_ASK_REFERENCE: (
        Variant(
            "a",
            "Thank you for letting us know. We do not see the payment in our records yet; it may "
            "still be in process. "
            "Could you send us the transfer reference or a picture of the receipt?",
        ),
        Variant(
            "b",
            "Thank you. We will check. To find your payment sooner, could you send us the reference or a picture of "
            "the receipt?",
        ),
    ),
    MessageType.CLAIM_FOUND_THANKS: (
        Variant("a", "That is right: your payment is recorded. Thank you very much!"),
        Variant("paid_a", "That is right: your payment of {paid} is recorded. Thank you very much!"),
    ),
    MessageType.BALANCE_FACTS: (
        Variant("a", "Invoice {invoice} has a balance of {amount}, due on {due}."),
        Variant(
            "dated_a",
            "According to our records of {as_of}, invoice {invoice} has a balance of {amount}, due on {due}.",
        ),
        Variant("many_a", "Your balance is {total}, in {count} invoices:\n{invoice_list}"),
        Variant(
            "many_dated_a",
            "According to our records of {as_of}, your balance is {total}, in {count} invoices:\n{invoice_list}",
        ),
    ),
    MessageType.INVOICE_FACTS: (
        Variant("a", "Invoice {invoice} has a balance of {amount}, due on {due}."),
        Variant(
            "issued_a", "Invoice {invoice} was issued on {issued}, due on {due}; its balance is {amount}."
        ),
        Variant(
            "full_a",
            "Invoice {invoice} was issued on {issued} for {original}, due on {due}; its balance is {amount}.",
        ),
        Variant(
            "lines_a", "Invoice {invoice}, due on {due}, has a balance of {amount}. Its detail:\n{lines}"
        ),
        Variant(
            "full_lines_a",
            "Invoice {invoice} was issued on {issued} for {original}, due on {due}; its balance is {amount}. "
            "Its detail:\n{lines}",
        ),
    ),
    MessageType.PAYMENT_FACTS: (
        Variant("a", "You can pay by these official means of {company}:\n{means}"),
        Variant(
            "reference_a",
            "You can pay by these official means of {company}:\n{means}\nPlease quote this reference: {reference}",
        ),
    ),
    MessageType.EXTENSION_OFFER: (
        Variant("days_a", "We can wait for your payment until {latest}. Would that date suit you?"),
        Variant("parts_a", "We can split the payment into parts:\n{plan}\nDo you agree?"),
        Variant(
            "both_a",
            "We can offer two options. The first: to pay by {latest} at the latest. "
            "The second: to pay in parts:\n{plan}\nWhich do you prefer?",
        ),
    ),
    MessageType.EXTENSION_ACCEPTED: (
        Variant(
            "days_a",
            "Agreed. We have noted your payment of {promise_amount} for {promise_date}. Thank you.",
            Trait.ONE_PAYMENT,
        ),
        Variant("parts_a", "Agreed. We have noted your payment plan:\n{plan}\nThank you."),
    ),
    MessageType.DISPUTE_RECEIVED: (
        Variant(
            "a",
            "Thank you for telling us. We have noted your remark and a person on our team will review it with you. "
            "Meanwhile we will send no reminders about what is under review.",
        ),
        Variant(
            "invoice_a",
            "Thank you for telling us. We have noted your remark about invoice {invoice} and a person on our team "
            "will review it with you. Meanwhile we will send no reminders about that invoice.",
        ),
    ),
    MessageType.HAND_OVER_NOTICE: (
        Variant("a", "Thank you for your message. A person on our team will continue with you here."),
        Variant(
            "executive_a", "Thank you for your message. {executive}, from our team, will continue with you."
        ),
    ),
    MessageType.OPT_OUT_CONFIRMED: (
        Variant(
            "a",
            "Done: we will not send you any more messages on our own initiative. If you write to us, we will answer; "
            "and if you wish to receive them again, write START.",
        ),
    ),
    MessageType.OPT_IN_CONFIRMED: (
        Variant(
            "a",
            "Done: you will receive our messages again. You can stop them at any time with the word STOP.",
        ),
    ),
    MessageType.WRONG_NUMBER_APOLOGY: (
        Variant(
            "a", "Sorry for the trouble and thank you for telling us. We will not write to this number again."
        ),
    ),
    MessageType.THIRD_PARTY_REPLY: (
        Variant(
            "a",
            "Thank you for letting us know. For confidentiality we cannot give you more information. "
            "Sorry for the trouble.",
        ),
    ),
    MessageType.IDENTIFICATION_ASK: (
        Variant(
            "a",
            "Certainly. To protect the account's information, could you please tell us the customer number?",
        ),
    ),
    MessageType.IDENTIFIED_THANKS: (Variant("a", "Thank you for confirming. How can we help you?"),),
    MessageType.CLARIFY: (
        Variant(
            "a",
            "Sorry, we did not quite understand your message. Would you like to give us a "
            "payment date, tell us about "
            "a payment already made, or speak with a person?",
        ),
    ),
    MessageType.ASK_FOR_TEXT: (
        Variant("a", "Sorry, we cannot read audio messages or files here yet. Could you write it, please?"),
        Variant("b", "Thank you. For now we can only read written messages. Could you write to us?"),
    ),
    MessageType.RECEIPT_RECEIVED: (
        Variant(
            "a", "Thank you, we received your file. We will check it against our records and let you know."
        ),
    ),
    MessageType.SMALLTALK_THANKS: (
        Variant("a", "Thank you. We remain at your service."),
        Variant("b", "You are welcome. We are here for anything you need."),
    ),
    MessageType.HARDSHIP_REPLY: (
        Variant(
            "a",
            "Thank you for trusting us with this; we are sorry about the situation. A person on "
            "our team will look at "
            "it with you. Meanwhile we will send no reminders.",
        ),
    ),
    MessageType.INVOICE_COPY_HANDED_OVER: (
        Variant("a", "Certainly. A person on our team will send you the copy you asked for."),
        Variant(
            "invoice_a",
            "Certainly. A person on our team will send you the copy of invoice {invoice} shortly.",
        ),
    ),
    MessageType.ANSWER_ONLY_NOTICE: (
        Variant(
            "a",
            "We are answering because you wrote to us; we still send no messages on our own initiative. "
            "If you wish to receive them again, write START.",
        ),
    ),
    MessageType.NO_FACTS_YET: (
        Variant(
            "a",
            "We are reviewing the data of your account at the moment, so we cannot give you a reliable figure yet. "
            "A person on our team will confirm it to you.",
        ),
    ),
    MessageType.PROMISE_CHANGED: (
        Variant(
            "a",
            "Agreed, we have changed it. Your payment of {promise_amount} is now noted for "
            "{promise_date}, instead of what you had told us.",
        ),
    ),
    MessageType.PROMISE_STANDS: (
        Variant(
            "a",
            "Agreed. Your payment is still noted for {promise_date}; if you prefer another date, let "
            "us know here.",
        ),
    ),
    MessageType.PROMISE_DATE_AGAIN: (
        Variant(
            "a",
            "And to complete the note of your payment: on what day will you make it?",
        ),
    ),
    MessageType.CLAIM_NOTED: (
        Variant(
            "a",
            "Thank you for telling us. We will compare it with our records and let you know.",
        ),
    ),
    MessageType.CLAIM_BESIDE_PROMISE: (
        Variant(
            "a",
            "As for what you say you have already paid, we will check it. Could you share the "
            "reference or a picture of the receipt?",
        ),
    ),
    MessageType.RECEIPT_AGAIN: (
        Variant(
            "a",
            "When you can, could you share the reference or a picture of the receipt of your payment?",
        ),
    ),
    MessageType.TERMS_AGAIN: (
        Variant(
            "a",
            "And about the payment options that we proposed: do you agree?",
        ),
    ),
    MessageType.LEFT_AS_IS: (
        Variant(
            "a",
            "Agreed, we leave it like that. We are at your service.",
        ),
    ),
    MessageType.START_OVER: (
        Variant(
            "a",
            "Gladly, let us start over. Would you like to give us a payment date, tell us about a "
            "payment already made, or speak with a person?",
        ),
    ),
    MessageType.VOICE_READ_BACK: (
        Variant(
            "a",
            "We received your voice message. To be sure: shall we note your payment of {promise_amount} "
            "for {promise_date}?",
        ),
        Variant(
            "b",
            "Thank you for your voice message. Did we understand that you will pay {promise_amount} "
            "on {promise_date}?",
        ),
    ),
}
