"""What the case's own rows tell: promises, disputes, claims, holds, escalations, payments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from django.utils.translation import gettext as _

from puntual.console import formats, words
from puntual.console.briefs import brief_lines
from puntual.domain.money import Money
from puntual.store.models import Application, Case, Claim, Dispute, Escalation, HoldRow, Note, Promise

from .entries import Event, Reader


def records(case: Case, reader: Reader) -> Iterator[Event]:
    """Everything that stands in rows of its own, in no order; the caller cuts and sorts."""
    yield from _promises(case, reader)
    yield from _disputes(case, reader)
    yield from _claims(case, reader)
    yield from _holds(case)
    yield from _escalations(case, reader)
    yield from _payments(case, reader)
    yield from _notes(case)


def promise_words(row: Promise, reader: Reader) -> str:
    """What was promised: "MXN 1,200.00 by 17 abr 2026"."""
    when = formats.day(row.due_day, reader.locale)
    if row.amount is None:
        return _("All that is open in %(currency)s, by %(day)s") % {"currency": row.currency, "day": when}
    return _("%(amount)s by %(day)s") % {
        "amount": formats.amount(Money(row.amount, row.currency), reader.locale),
        "day": when,
    }


def _promises(case: Case, reader: Reader) -> Iterator[Event]:
    for row in Promise.objects.filter(case=case):
        said = promise_words(row, reader)
        yield Event(f"p-{row.pk}", row.made_at, "promise", "handshake", _("Promise to pay"), said)
        if row.ended_at:
            state = words.words(words.PROMISE_STATES, row.state)
            title = _("Promise %(state)s") % {"state": state}
            icon = "check" if row.state == "kept" else "alert"
            yield Event(f"p-{row.pk}-end", row.ended_at, "promise", icon, title, said)


def _disputes(case: Case, reader: Reader) -> Iterator[Event]:
    for row in Dispute.objects.filter(case=case).select_related("receivable"):
        about = row.receivable.number if row.receivable else _("the whole account")
        text = f"{about}: {row.reason}" if row.reason else about
        yield Event(f"d-{row.pk}", row.opened_at, "dispute", "alert", _("Dispute opened"), text)
        if row.closed_at:
            ruling = words.words(words.DISPUTE_STATES, row.state)
            title = _("Dispute: %(ruling)s") % {"ruling": ruling}
            yield Event(f"d-{row.pk}-end", row.closed_at, "dispute", "check", title, about)


def _claims(case: Case, reader: Reader) -> Iterator[Event]:
    for row in Claim.objects.filter(case=case):
        parts = []
        if row.amount is not None:
            parts.append(formats.amount(Money(row.amount, row.currency), reader.locale))
        if row.reference:
            parts.append(_("reference %(reference)s") % {"reference": row.reference})
        text = " · ".join(parts)
        yield Event(f"c-{row.pk}", row.claimed_at, "claim", "receipt", _("Customer says it is paid"), text)
        if row.closed_at:
            title = words.words(words.CLAIM_STATES, row.state).capitalize()
            yield Event(f"c-{row.pk}-end", row.closed_at, "claim", "receipt", title, text)


def _holds(case: Case) -> Iterator[Event]:
    for row in HoldRow.objects.filter(customer=case.customer_id).select_related("receivable"):
        kind = words.words(words.HOLDS, row.kind)
        parts = [row.receivable.number if row.receivable else "", row.reason]
        text = " · ".join(part for part in parts if part)
        title = _("Reminders paused: %(reason)s") % {"reason": kind}
        yield Event(f"h-{row.pk}", row.since, "hold", "pause", title, text, row.author)
        if row.ended_at:
            title = _("Pause ended: %(reason)s") % {"reason": kind}
            yield Event(f"h-{row.pk}-end", row.ended_at, "hold", "play", title)


def _escalations(case: Case, reader: Reader) -> Iterator[Event]:
    for row in Escalation.objects.filter(case=case).select_related("owner"):
        reason = words.words(words.ESCALATIONS, row.reason)
        owner = row.owner.username if row.owner else ""
        title = _("Handed to a person: %(reason)s") % {"reason": reason}
        yield Event(
            f"e-{row.pk}",
            row.opened_at,
            "escalation",
            "person",
            title,
            "\n".join(brief_lines(row, reader.locale)),
        )
        if row.taken_at:
            yield Event(f"e-{row.pk}-taken", row.taken_at, "escalation", "person", _("Taken"), "", owner)
        if row.closed_at:
            title = _("Escalation closed")
            yield Event(f"e-{row.pk}-end", row.closed_at, "escalation", "check", title, row.outcome, owner)


def _payments(case: Case, reader: Reader) -> Iterator[Event]:
    rows = Application.objects.filter(receivable__customer=case.customer_id).select_related("receivable")
    for row in rows.order_by("-day", "-id")[: reader.limit]:
        at = datetime.combine(datetime.fromordinal(row.day), time.min, reader.zone)
        amount = formats.amount(Money(row.amount, row.currency), reader.locale)
        text = _("%(amount)s on invoice %(number)s") % {"amount": amount, "number": row.receivable.number}
        yield Event(f"a-{row.pk}", at, "payment", "coins", _("Payment in the ERP"), text, all_day=True)


def _notes(case: Case) -> Iterator[Event]:
    for row in Note.objects.filter(case=case).select_related("author"):
        author = row.author.username if row.author else ""
        yield Event(f"n-{row.pk}", row.at, "note", "journal", _("Note"), row.text, author)
