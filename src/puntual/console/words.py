"""The codes of the domain in the reader's language. A code that is not here shows as itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import get_language, gettext, gettext_noop, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Words: TypeAlias = "Mapping[str, StrPromise]"

ROLES: Words = {
    "viewer": _("Viewer"),
    "collector": _("Collector"),
    "supervisor": _("Supervisor"),
    "admin": _("Administrator"),
}
INTENTS: Words = {
    "paid": _("says it is paid"),
    "promise": _("promises to pay"),
    "extension": _("asks for more time"),
    "dispute": _("contests the invoice"),
    "invoice_question": _("asks about an invoice"),
    "invoice_copy": _("wants a copy of the invoice"),
    "balance": _("asks how much is owed"),
    "payment_reference": _("asks how to pay"),
    "human": _("wants to talk to a person"),
    "opt_out": _("wants no more messages"),
    "opt_in": _("agrees to messages"),
    "wrong_number": _("wrong number"),
    "third_party": _("someone else answers"),
    "hardship": _("is in difficulties"),
    "legal_threat": _("mentions lawyers or authorities"),
    "abuse": _("insults"),
    "refusal": _("refuses to pay"),
    "identification": _("says who they are"),
    "smalltalk": _("greeting or thanks"),
    "unclear": _("unclear"),
}
MESSAGE_STATES: Words = {
    "queued": _("queued"),
    "sending": _("sending"),
    "sent": pgettext_lazy("message", "sent"),
    "delivered": pgettext_lazy("message", "delivered"),
    "read": pgettext_lazy("message", "read"),
    "failed": pgettext_lazy("message", "failed"),
    "rejected": pgettext_lazy("message", "rejected by the channel"),
    "unknown": pgettext_lazy("message", "unknown: waiting for proof"),
    "review": pgettext_lazy("message", "unknown: a person decides"),
    "cancelled": pgettext_lazy("message", "cancelled"),
    "shadow": _("shadow run: not sent"),
    "settled": _("settled by a person: it did not arrive"),
}
# The icon beside each state, so that no state is told by colour alone.
STATE_ICONS: Mapping[str, str] = {
    "queued": "clock",
    "sending": "clock",
    "sent": "check",
    "delivered": "checks",
    "read": "eye",
    "failed": "cross",
    "rejected": "cross",
    "unknown": "question",
    "review": "question",
    "cancelled": "cross",
    "shadow": "moon",
    "settled": "cross",
}
PURPOSES: Words = {
    "push": _("reminder of our own accord"),
    "answer": _("answer to the customer"),
    "confirm": _("confirmation"),
    "collector": _("written by a person"),
}
CASE_STATES: Words = {
    "open": pgettext_lazy("case", "with the agent"),
    "human": pgettext_lazy("case", "with a person"),
    "stalled": pgettext_lazy("case", "no answer"),
    "stopped": pgettext_lazy("case", "stopped"),
    "closed": pgettext_lazy("case", "closed"),
}
HOLDS: Words = {
    "dispute": _("Contested by the customer"),
    "promise": _("Promised"),
    "claim": _("Says it is paid: being checked"),
    "human": _("A person has the case"),
    "data": _("Data to be reviewed"),
    "collector": _("Held by a collector"),
    "hardship": _("Customer in difficulties"),
    "stopped": _("Reminders stopped"),
}
PROMISE_STATES: Words = {
    "open": pgettext_lazy("promise", "open"),
    "kept": pgettext_lazy("promise", "kept"),
    "partly_kept": pgettext_lazy("promise", "partly kept"),
    "broken": pgettext_lazy("promise", "broken"),
    "replaced": pgettext_lazy("promise", "replaced by a new one"),
    "cancelled": pgettext_lazy("promise", "cancelled"),
}
DISPUTE_STATES: Words = {
    "open": pgettext_lazy("dispute", "open"),
    "upheld": pgettext_lazy("dispute", "the customer is right"),
    "rejected": pgettext_lazy("dispute", "the invoice stands"),
    "settled": pgettext_lazy("dispute", "settled"),
}
CLAIM_STATES: Words = {
    "open": pgettext_lazy("claim", "being checked"),
    "found": pgettext_lazy("claim", "payment found"),
    "not_found": pgettext_lazy("claim", "payment not found"),
}
TIMERS: Words = {
    "promise_reminder": _("reminder on the promised day"),
    "promise_check": _("comparison with the promise"),
    "claim_check": _("second look for the payment"),
}
JOURNAL: Words = {
    "CaseOpened": _("Case opened"),
    "CaseReopened": _("Case opened again"),
    "CaseClosed": _("Case closed: nothing is open"),
    "CaseTaken": _("A person took the case"),
    "CaseHandedBack": _("Handed back to the agent"),
    "OptedOut": _("Customer asked for no more messages"),
    "OptedIn": _("Customer agreed to messages again"),
    "NumberBlocked": _("Number blocked"),
    "IdentityLinked": _("Identity confirmed"),
    "IdentityProved": _("Identity verified"),
    "IdentityFailed": _("Identity not verified"),
    "IdentityRevoked": _("Identity revoked"),
    "CustomerRead": _("Customer read from the ERP"),
    "CustomerChanged": _("Customer changed in the ERP"),
    "ReceivableRead": _("New invoice in the ERP"),
    "ReceivableChanged": _("Invoice changed in the ERP"),
    "ReceivableGone": _("Invoice no longer open in the ERP"),
    "MessageSkipped": _("Message not sent"),
    "MessageWithheld": _("Message withheld at the last moment"),
    "MessageDeferred": _("Message put off"),
    "ReviewSettled": _("Message of unknown fate settled"),
    "DisputeReopened": _("Dispute opened again"),
    "DisputeCredited": _("The ERP shows the credit note"),
}
JOURNAL_FIELDS: Words = {
    "receivable": _("Invoice"),
    "balance": _("Balance"),
    "before": _("Before"),
    "after": _("After"),
    "amount": _("Amount"),
    "paid": _("Paid"),
    "rule": _("Rule"),
    "reason": _("Reason"),
    "message_kind": _("Message"),
}
ESCALATIONS: Words = {
    "human": _("Wants to talk to a person"),
    "dispute": _("Contests the invoice"),
    "legal_threat": _("Mentions lawyers or authorities"),
    "hardship": _("Customer in difficulties"),
    "abuse": _("Insults"),
    "refusal": _("Refuses to pay"),
    "unclear": _("The agent does not understand"),
    "extension": _("Asks for terms beyond policy"),
    "broken_promises": _("Promises broken"),
    "silence": _("No answer"),
    "claim_not_found": _("Payment not found"),
    "above_threshold": _("Large amount"),
    "promise_terms": _("Promise beyond policy"),
    "wrong_number": _("Wrong number"),
    "third_party": _("Someone else answers"),
    "invoice_copy": _("Wants a copy of the invoice"),
    "identity": _("Identity not confirmed"),
    "media": _("Voice note, picture or document"),
    "no_facts": _("No data that may be stated"),
    "failed": _("The agent could not go on"),
}
RECOMMENDATIONS: Words = {
    "human": _("Call or write back: the customer asked for a person."),
    "dispute": _("Check the invoice and the delivery with sales, then tell the customer what was found."),
    "hardship": _("Listen first; agree on terms that the customer can keep."),
    "legal_threat": _("Do not reply before whoever handles legal matters has read the thread."),
    "abuse": _("Let it cool; answer once, in a calm tone, or let a colleague do it."),
    "refusal": _("Find out what is behind it, without asking for a justification."),
    "wrong_number": _("Find another number; this one is blocked for this customer."),
    "third_party": _("Find the customer's own number; nothing was disclosed."),
    "above_threshold": _("Negotiate in person: the balance is above the agent's limit."),
    "extension": _("Decide on the terms asked for; they are outside what policy predefines."),
    "unclear": _("Read the thread: the agent did not understand it twice."),
    "promise_terms": _("Agree on a day: the one named is missing, past or too far."),
    "broken_promises": _("Call: promises were broken more than once."),
    "claim_not_found": _("Look for the payment at the bank; the ERP does not show it."),
    "invoice_copy": _("Send the document that was asked for."),
    "identity": _("Verify who writes, by another way."),
    "media": _("Listen to or look at what was sent, and act on it."),
    "silence": _("Try another way of contact: the messages had no answer."),
    "no_facts": _("Clear up the account's data; then answer the customer."),
    "failed": _("Read the message and answer: the agent could not process it."),
}
BRIEF_LINES: Words = {
    "not_answered": _("The customer has not answered."),
    "hardship": _("The customer told of a hardship; the details are in the thread only."),
}
FAULTS: Words = {
    "threat": _("reads like a threat"),
    "judicial": _("looks like a court paper"),
    "credit_bureau": _("names a credit bureau"),
    "asks_reason": _("asks why the person did not pay"),
    "third_party": _("brings in other people"),
    "urgency": _("makes artificial pressure"),
    "insult": _("is not respectful"),
    "rejected_word": _("gets a template rejected"),
}
SYNC_STATES: Words = {
    "running": pgettext_lazy("sync", "running"),
    "done": pgettext_lazy("sync", "done"),
    "held": pgettext_lazy("sync", "held: changed too much"),
    "failed": pgettext_lazy("sync", "failed"),
}
SEVERITIES: Words = {
    "block": _("pauses the case"),
    "warn": _("warning"),
    "note": _("note"),
}
BUCKETS: Words = {"not_due": _("not due")}
MEDIA: Words = {
    "voice": _("Voice note"),
    "picture": _("Picture"),
    "document": _("Document"),
    "other": _("Message of a kind that cannot be shown"),
}
BLOCKED: Words = {"wrong_number": _("wrong number: never used again")}

_RULES: Words = {
    "product.opted_out": _("Asked for no more messages"),
    "product.no_consent": _("No recorded consent"),
    "product.wrong_number": _("Wrong number"),
    "product.disputed": _("Contested by the customer"),
    "product.promised": _("Promised, not due yet"),
    "product.data_hold": _("Data to be reviewed"),
    "product.collector": _("Held by a collector"),
    "product.human": _("A person has the case"),
    "product.claim": _("Says it is paid: being checked"),
    "product.paid": _("Paid since the last reading"),
    "product.stale_data": _("Data too old"),
    "product.template": _("No approved template"),
    "product.global_pause": _("Everything is paused"),
    "product.identity": _("Identity not confirmed"),
    "product.hardship": _("Customer in difficulties"),
    "product.stopped": _("Reminders stopped"),
    "product.excluded": _("On the exclusion list"),
    "product.service_window": _("The 24-hour window is closed"),
    "product.priority": _("Gives way to a more useful contact"),
    "product.once": _("Already in the outbox"),
    "policy.roll_out": _("Outside the roll-out"),
    "policy.minimum_balance": _("Below the minimum amount"),
    "policy.silence": _("No answer to several messages"),
    "data.no_address": _("No usable phone"),
    "product.changed": _("The amounts changed since it was written"),
    "wording.missing": _("No wording for this message"),
    "wording.missing_fact": _("A figure for this message is not on record"),
    "wording.no_usable_template": _("No approved template"),
    "wording.bad_parameter": _("A value that may not stand in a template"),
    "company.closed_days": _("The company's own closed day"),
}
# Rules of a country's rulebook name the country first; what they are about is in the rest of their id.
_RULE_TOPICS: tuple[tuple[str, StrPromise], ...] = (
    ("sunday", _("No contact on Sundays")),
    ("saturday", _("Outside Saturday hours")),
    ("holiday", _("Public holiday")),
    ("closed", _("Closed day")),
    ("hours", _("Outside contact hours")),
    ("month", _("Contacts of this month used up")),
    ("week", _("Contacts of this week used up")),
    ("dai", _("Already contacted today")),
    ("day", _("Already contacted today")),
    ("cap", _("Contact limit reached")),
    ("gap", _("Too soon after the last contact")),
)

_SOURCES: Words = {
    "product": _("Puntual's own rule"),
    "policy": _("company policy"),
    "company": _("company policy"),
    "data": _("data quality"),
    "wording": _("message catalogue"),
    "industry": _("industry practice"),
    "caution": _("Puntual's own caution, beyond the law"),
}
# What a demo says of its customers; the phone page translates it by the sentence itself.
SAMPLE_CUSTOMERS = (
    gettext_noop("pays soon after a reminder"),
    gettext_noop("pays, but late"),
    gettext_noop("names a day and keeps it"),
    gettext_noop("promises without a date, keeps it"),
    gettext_noop("promises and pays a part"),
    gettext_noop("promises and does not pay"),
    gettext_noop("disputes an invoice"),
    gettext_noop("says that it is paid, and it is"),
    gettext_noop("says that it is paid, and it is not"),
    gettext_noop("asks for no more messages"),
    gettext_noop("the number is another person's"),
    gettext_noop("someone else answers the phone"),
    gettext_noop("asks what is owed, then pays"),
    gettext_noop("asks how to pay, then pays"),
    gettext_noop("asks what the invoice is for"),
    gettext_noop("asks for a copy of the invoice"),
    gettext_noop("cannot pay for now"),
    gettext_noop("asks for more time or parts"),
    gettext_noop("answers with insults"),
    gettext_noop("will not pay"),
    gettext_noop("names lawyers or the consumer office"),
    gettext_noop("sends voice notes"),
    gettext_noop("sends a picture of the receipt"),
    gettext_noop("writes in several short messages"),
    gettext_noop("answers days later"),
    gettext_noop("never answers"),
    gettext_noop("wants to talk to a person"),
)


def words(table: Words, code: str) -> str:
    """What `table` calls `code`; the code itself, made readable, where it does not know it."""
    found = table.get(code)
    return str(found) if found is not None else code.replace("_", " ")


def knows_rule(rule: str) -> bool:
    """Whether `rule_words` has words of its own for the rule."""
    return rule_words(rule) != rule


def rule_words(rule: str) -> str:
    """A rule of the gate, or of the planner, in a few words."""
    if rule in _RULES:
        return str(_RULES[rule])
    topic = rule.partition(".")[2]
    for part, text in _RULE_TOPICS:
        if part in topic:
            return str(text)
    return rule


def source_words(rule: str, source: str) -> str:
    """Where a rule comes from: a law is cited as it stands, our own sources are named in the reader's language."""
    room = rule.partition(".")[0]
    if room in _SOURCES:
        return str(_SOURCES[room])
    if source.startswith("Puntual's own caution"):
        _own, _, law = source.partition("; ")
        caution = str(_SOURCES["caution"])
        return f"{caution}; {law}" if law and _language_is_english() else caution
    return source


def _language_is_english() -> bool:
    return (get_language() or "").startswith("en")


def dpd_words(dpd: int) -> str:
    """Days past due in words, with what is not yet due told apart."""
    if dpd > 0:
        return ngettext("%(days)s day past due", "%(days)s days past due", dpd) % {"days": dpd}
    if dpd == 0:
        return gettext("due today")
    return ngettext("due in %(days)s day", "due in %(days)s days", -dpd) % {"days": -dpd}
