"""What people say that messages meant: corrections, what to review next, and the labelled lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case as SqlCase
from django.db.models import IntegerField, QuerySet, Value, When

from puntual.domain.reading import Band, Intent
from puntual.store.journal import work
from puntual.store.models import InboundMessage, ReadingCorrection, User

from .office import Office

_LEAST_CERTAIN_FIRST = (Band.HUMAN, Band.ASK, Band.ACT)


@dataclass(frozen=True, slots=True)
class Thought:
    """Messages that were read as one, with the stored reading. names: of the customer on record, to be hidden.

    label: the intents that a person says hold, the deciding one first; empty where nobody has looked.
    """

    id: int
    text: str
    sent_at: datetime
    reading: dict[str, Any]
    names: tuple[str, ...]
    label: tuple[str, ...] = ()


def correct(office: Office, message_id: int, intents: Sequence[Intent], user: User) -> None:
    """A person says what a message meant, the deciding intent first; the same as was read confirms it.

    It labels the message and does nothing else: what follows for the case, the person does themselves.
    Raises ValueError without an intent, InboundMessage.DoesNotExist for a message that is not there.
    """
    if not intents:
        raise ValueError("a label has at least one intent")
    label = [intent.value for intent in dict.fromkeys(intents)]
    with work(office.now(), user.username) as unit:
        row = InboundMessage.objects.get(pk=message_id)
        was = list((row.reading or {}).get("intents", ()))
        ReadingCorrection.objects.create(message=row, was=was, intents=label, author=user, at=office.now())
        unit.record("ReadingCorrected", row.customer_id, message=row.pk, was=was, intents=label)


def least_certain(limit: int) -> list[Thought]:
    """What nobody has looked at yet, the least certain reading first."""
    rank = SqlCase(
        *(When(reading__band=band.value, then=Value(at)) for at, band in enumerate(_LEAST_CERTAIN_FIRST)),
        default=Value(len(_LEAST_CERTAIN_FIRST)),
        output_field=IntegerField(),
    )
    rows = _read().filter(corrections=None).annotate(rank=rank).order_by("rank", "reading__confidence", "-id")
    found: dict[int, Thought] = {}
    for row in rows.iterator(chunk_size=200):
        parts = _together(row)
        if any(part.corrections.all() for part in parts):
            continue
        found.setdefault(parts[0].pk, _thought(parts))
        if len(found) >= limit:
            break
    return list(found.values())


def labelled() -> Iterator[Thought]:
    """Every thought that a person has labelled, oldest first; the newest label holds."""
    seen = set()
    for row in _read().exclude(corrections=None).distinct().order_by("id").iterator(chunk_size=200):
        parts = _together(row)
        if parts[0].pk not in seen:
            seen.add(parts[0].pk)
            yield _thought(parts)


def _read() -> QuerySet[InboundMessage]:
    """Messages with a reading that can be made again."""
    return InboundMessage.objects.filter(state="done", reading__has_key="context").exclude(text="")


def _together(row: InboundMessage) -> list[InboundMessage]:
    """The messages that were read as one with this one, in the order in which they were."""
    rows = InboundMessage.objects.filter(identity=row.identity_id, handled_at=row.handled_at)
    rows = rows.select_related("customer", "identity").prefetch_related("corrections")
    return [one for one in rows.order_by("sent_at", "id") if one.reading == row.reading]


def _thought(parts: Sequence[InboundMessage]) -> Thought:
    first = parts[0]
    customer = first.customer
    names = (customer.name, customer.trade_name) if customer else ()
    corrections = [one for part in parts for one in part.corrections.all()]
    newest = max(corrections, key=lambda one: (one.at, one.pk), default=None)
    return Thought(
        id=first.pk,
        text="\n".join(part.text for part in parts if part.text).strip(),
        sent_at=first.sent_at,
        reading=first.reading,
        names=tuple(name for name in (*names, first.identity.profile_name) if name),
        label=tuple(newest.intents) if newest else (),
    )
