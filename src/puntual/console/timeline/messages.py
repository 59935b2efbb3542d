"""Messages as bubbles: what was said, how far it got, and why the agent was allowed to say it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from puntual.console import formats, words
from puntual.store.models import Customer, InboundMessage, OutboundMessage

from . import voice
from .entries import Bubble, Fact, Reader

_UNSURE = ("unknown", "review")


def outgoing(customer: Customer, reader: Reader) -> list[Bubble]:
    """What we wrote, newest first, with the channel's word on it."""
    rows = (
        OutboundMessage.objects.filter(customer=customer)
        .select_related("author")
        .annotate(moment=Coalesce("sent_at", "claimed_at", "created_at"))
        .filter(moment__lte=reader.until)
        .order_by("-moment", "-created_at")[: reader.limit]
    )
    return [_outgoing(row, row.moment, reader) for row in rows]


def incoming(customer: Customer, reader: Reader) -> list[Bubble]:
    """What the customer wrote, newest first, with what was understood and done."""
    rows = InboundMessage.objects.filter(customer=customer, sent_at__lte=reader.until)
    rows = rows.select_related("voice_note").prefetch_related("corrections")
    return [_incoming(row) for row in rows.order_by("-sent_at", "-id")[: reader.limit]]


def _outgoing(row: OutboundMessage, at: datetime, reader: Reader) -> Bubble:
    return Bubble(
        key=f"m-{row.pk}",
        at=at,
        outgoing=True,
        text=row.text,
        author=row.author.username if row.author else _("Agent"),
        state=row.state,
        state_words=words.words(words.MESSAGE_STATES, row.state),
        icon=words.STATE_ICONS.get(row.state, "question"),
        note=" · ".join(part for part in (row.reason, row.error_code) if part),
        purpose=_purpose(row),
        why=permit(row.permit, reader),
        settle=row.state in _UNSURE,
    )


def _purpose(row: OutboundMessage) -> str:
    purpose = words.words(words.PURPOSES, row.purpose)
    return f"{purpose} · {row.step}" if row.step else purpose


def _incoming(row: InboundMessage) -> Bubble:
    reading: dict[str, Any] = row.reading or {}
    intents = [words.words(words.INTENTS, code) for code in reading.get("intents", [])]
    text = row.text or f"[{words.words(words.MEDIA, row.kind)}]"
    facts = voice.facts(row)
    if intents:
        facts.append(Fact(_("Understood as"), ", ".join(intents)))
    if isinstance(reading.get("confidence"), int | float):
        facts.append(Fact(_("Confidence"), f"{reading['confidence']:.0%}"))
    if row.action:
        facts.append(Fact(_("What the agent did"), row.action))
    if reading.get("model"):
        facts.append(Fact(_("Read by"), str(reading["model"])))
    primary = reading.get("primary", "")
    understood = words.words(words.INTENTS, primary) if primary else ""
    note = " · ".join(part for part in (voice.mark(row), understood) if part)
    label = words_of_label(row)
    return Bubble(
        key=f"i-{row.pk}",
        at=row.sent_at,
        outgoing=False,
        text=text,
        note=note,
        why=tuple(facts),
        inbound=row.pk if intents else 0,
        corrected=label,
    )


def words_of_label(row: InboundMessage) -> str:
    """What a person says that the message meant; the last word holds, empty where nobody has looked."""
    newest = max(row.corrections.all(), key=lambda one: (one.at, one.pk), default=None)
    return ", ".join(words.words(words.INTENTS, code) for code in newest.intents) if newest else ""


def permit(answer: dict[str, Any], reader: Reader) -> tuple[Fact, ...]:
    """What the gate said about a message, for people: verdict, local time, rulebook, rules asked."""
    facts = []
    if local := answer.get("local"):
        facts.append(Fact(_("Local time of the customer"), _local_time(str(local), reader)))
    if rulebook := answer.get("rulebook"):
        facts.append(Fact(_("Rulebook"), str(rulebook)))
    if rule := answer.get("rule"):
        facts.append(Fact(_("Rule"), f"{words.rule_words(str(rule))} ({rule})"))
    if consulted := answer.get("consulted"):
        facts.append(Fact(_("Rules asked"), ", ".join(str(rule) for rule in consulted)))
    if source := answer.get("source"):
        facts.append(Fact(_("Source"), str(source)))
    return tuple(facts)


def _local_time(text: str, reader: Reader) -> str:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return formats.wall_time(at, reader.locale)
