"""Hard cases go to a person, with a brief of four lines. While a person has the case the agent is silent."""

from __future__ import annotations

from puntual.domain.facts import SILENCING, Reason
from puntual.domain.money import Money
from puntual.store.journal import Work
from puntual.store.models import Attempt, Escalation, InboundMessage
from puntual.wording.formats import locale_for, money_text

from .case_file import CaseFile
from .cases import cancel_queued, oldest_dpd
from .compose import name_of
from .office import Office

# What a person should do first, by reason; the console translates the codes, the brief is for reading.
RECOMMENDATION = {
    Reason.HUMAN: "Call or write back: the customer asked for a person.",
    Reason.DISPUTE: "Check the invoice and the delivery with sales, then tell the customer what was found.",
    Reason.HARDSHIP: "Listen first; agree on terms that the customer can keep.",
    Reason.LEGAL_THREAT: "Do not reply before whoever handles legal matters has read the thread.",
    Reason.ABUSE: "Let it cool; answer once, in a calm tone, or let a colleague do it.",
    Reason.REFUSAL: "Find out what is behind it, without asking for a justification.",
    Reason.WRONG_NUMBER: "Find another number; this one is blocked for this customer.",
    Reason.THIRD_PARTY: "Find the customer's own number; nothing was disclosed.",
    Reason.ABOVE_THRESHOLD: "Negotiate in person: the balance is above the agent's limit.",
    Reason.EXTENSION: "Decide on the terms asked for; they are outside what policy predefines.",
    Reason.UNCLEAR: "Read the thread: the agent did not understand it twice.",
    Reason.PROMISE_TERMS: "Agree on a day: the one named is missing, past or too far.",
    Reason.BROKEN_PROMISES: "Call: promises were broken more than once.",
    Reason.CLAIM_NOT_FOUND: "Look for the payment at the bank; the ERP does not show it.",
    Reason.INVOICE_COPY: "Send the document that was asked for.",
    Reason.IDENTITY: "Verify who writes, by another way.",
    Reason.MEDIA: "Listen to or look at what was sent, and act on it.",
    Reason.SILENCE: "Try another way of contact: the messages had no answer.",
    Reason.NO_FACTS: "Clear up the account's data; then answer the customer.",
    Reason.FAILED: "Read the message and answer: the agent could not process it.",
}
_HEALTH = frozenset({Reason.HARDSHIP})
_HARDSHIP_TOLD = "The customer told of a hardship; the details are in the thread only."


def escalate(office: Office, unit: Work, file: CaseFile, reason: Reason) -> Escalation:
    """Put the case into the queue; for a silencing reason the agent falls silent at once."""
    case = file.case
    assert case is not None
    standing = Escalation.objects.filter(case=case, reason=reason.value).exclude(state="closed").first()
    if standing is not None:
        return standing
    row = Escalation.objects.create(
        case=case, reason=reason.value, brief=brief(office, file, reason), opened_at=office.now()
    )
    if reason in SILENCING:
        case.state, case.pending, case.pending_facts = "human", "", {}
        case.version += 1
        case.save(update_fields=["state", "pending", "pending_facts", "version"])
        cancel_queued(unit, case, "product.human", "a person has the case")
    unit.record("Escalated", file.customer.pk, case=case.pk, escalation=row.pk, reason=reason.value)
    return row


def brief(office: Office, file: CaseFile, reason: Reason) -> str:
    """Four lines: who and what is owed; contacts so far; what they said last; what to do."""
    return "\n".join(
        (
            _who_and_what(office, file),
            _contacts(file),
            _last_words(file, reason),
            RECOMMENDATION[reason],
        )
    )


def _who_and_what(office: Office, file: CaseFile) -> str:
    today = file.local(office.now()).date().toordinal()
    locale = locale_for(office.company.language, office.company.country)
    totals: dict[str, int] = {}
    for item in file.items:
        totals[item.currency] = totals.get(item.currency, 0) + item.balance
    money = ", ".join(money_text(Money(minor, code), locale) for code, minor in sorted(totals.items()))
    numbers = ", ".join(item.number for item in file.items[:4]) + (" …" if len(file.items) > 4 else "")
    owed = f"{money} · {numbers} · {max(0, oldest_dpd(file, today))} dpd" if file.items else "nothing open"
    return f"{name_of(file.customer)} ({file.customer.key}): {owed}"


def _contacts(file: CaseFile) -> str:
    assert file.case is not None
    count = Attempt.objects.filter(customer=file.customer, counted=True).count()
    last = file.case.last_contact_at
    when = f", last {file.local(last).date().isoformat()}" if last else ""
    broken = f", {file.case.broken_promises} promises broken" if file.case.broken_promises else ""
    return f"{count} contacts{when}, {file.case.unanswered} unanswered{broken}"


def _last_words(file: CaseFile, reason: Reason) -> str:
    """What the customer said last. Health and hardship details stay in the thread, not in the brief."""
    if reason in _HEALTH:
        return _HARDSHIP_TOLD
    row = InboundMessage.objects.filter(customer=file.customer).order_by("-sent_at", "-id").first()
    if row is None:
        return "The customer has not answered."
    if Reason.HARDSHIP.value in (row.reading or {}).get("intents", ()):
        return _HARDSHIP_TOLD
    words = " ".join(row.text.split())[:180] or f"[{row.kind}]"
    intent = (row.reading or {}).get("primary", "")
    return f"«{words}»" + (f" ({intent})" if intent else "")
