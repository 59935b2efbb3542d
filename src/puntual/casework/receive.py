"""From the durable inbox to rows: every update once, whatever came twice, late or in the wrong order."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError
from django.db.models import QuerySet

from puntual.domain.failpoints import reach
from puntual.ports.channel import (
    Address,
    IdentityChanged,
    Inbound,
    Receipt,
    TemplateChanged,
    Unrecognised,
    Update,
)
from puntual.ports.inbox import Letter
from puntual.rules.phones import whatsapp_variants
from puntual.store.journal import Work, work
from puntual.store.models import (
    ContactPoint,
    IdentityRow,
    InboundMessage,
    OutboundMessage,
    StrangeUpdate,
    Switch,
    TemplateState,
)
from puntual.store.statements import Change, add, query, save_all, update, within

from .listen import ask_to_hear, may_be_heard
from .office import Office
from .receipts import apply_receipt, own_id

log = logging.getLogger(__name__)
LETTERS = 50


def drain(office: Office, *, limit: int = LETTERS) -> int:
    """Take over at most `limit` letters; returns how many. The place reached commits with what was read."""
    seen = _reached()
    letters = office.inbox.after(seen, limit)
    if not letters:
        return 0
    with work(office.now()) as unit:
        # Locked: a second process that drains waits here, and then reads on from where this one ended.
        place = _locked_place()
        if place != seen:
            letters = office.inbox.after(place, limit)
        if not letters:
            return 0
        opened = [(letter, _open(office, letter)) for letter in letters]
        _lock_in_order([update for _, updates in opened for update in updates])
        for letter, updates in opened:
            _take(office, unit, letter, updates)
        _move_on.run(str(letters[-1].number))
        reach("receive.before_commit")
    reach("receive.after_commit")
    office.inbox.forget_through(letters[-1].number)
    return len(letters)


def _reached() -> int:
    return int(_place.first() or 0)


@query
def _place() -> QuerySet[Switch, str]:
    return Switch.objects.filter(name="inbox").values_list("value", flat=True)


@query
def _place_to_lock() -> QuerySet[Switch, str]:
    return Switch.objects.filter(name="inbox").select_for_update(no_key=True).values_list("value", flat=True)


@update
def _move_on(number: Any) -> Change:
    return Switch.objects.filter(name="inbox"), {"value": number}


def _locked_place() -> int:
    place = _place_to_lock.first()
    if place is None:
        add(Switch(name="inbox"), unless_standing=True)
        place = _place_to_lock.one()
    return int(place or 0)


def _open(office: Office, letter: Letter) -> Sequence[Update]:
    try:
        return office.channel.decode(letter.body)
    except ValueError:
        return [Unrecognised("undecodable", letter.body, f"letter:{letter.number}")]


def _lock_in_order(updates: Sequence[Update]) -> None:
    """The messages that statuses speak of, by id: who records the answers to sends locks them so too."""
    ids = {update.opaque_id for update in updates if isinstance(update, Receipt)}
    keys = [key for text in ids if (key := own_id(text)) is not None]
    _messages_to_lock.all(keys)


@query
def _messages_to_lock(keys: Any) -> QuerySet[OutboundMessage, UUID]:
    rows = OutboundMessage.objects.filter(within("pk", keys)).order_by("pk")
    return rows.select_for_update(no_key=True).values_list("pk", flat=True)


def _take(office: Office, unit: Work, letter: Letter, updates: Sequence[Update]) -> None:
    """All updates of a letter; where one of them cannot be stored, the others still are."""
    try:
        with unit.part():
            for update in updates:
                take_update(office, unit, update, letter.received_at)
    except (ValueError, DatabaseError):
        for number, update in enumerate(updates):
            _take_alone(office, unit, letter, update, f"letter:{letter.number}/{number}")


def _take_alone(office: Office, unit: Work, letter: Letter, update: Update, key: str) -> None:
    try:
        with unit.part():
            take_update(office, unit, update, letter.received_at)
    except (ValueError, DatabaseError):
        log.exception("update not stored", extra={"action": "update_not_stored", "letter": letter.number})
        take_update(office, unit, Unrecognised("not_storable", letter.body, key), letter.received_at)


def take_update(office: Office, unit: Work, update: Update, received_at: datetime) -> None:
    """Store one update. The same one again changes nothing."""
    match update:
        case Inbound():
            _take_message(office, unit, update, received_at)
        case Receipt():
            apply_receipt(
                unit, update.message_id, update.opaque_id, update.state.value, update.at, update.error_code
            )
        case IdentityChanged():
            _revoke(office, unit, update)
        case TemplateChanged():
            _template(office, unit, update)
        case Unrecognised():
            StrangeUpdate.objects.get_or_create(
                key=update.key[:200],
                defaults={"field": update.field[:80], "body": update.body, "at": received_at},
            )


def _take_message(office: Office, unit: Work, message: Inbound, received_at: datetime) -> None:
    if _is_stored.first(message.message_id) is not None:
        return
    identity = identity_of(unit, message.sender, message.sent_at)
    profile_name = message.profile_name.replace("\x00", "")[:200]
    identity.profile_name = profile_name or identity.profile_name
    identity.last_inbound_at = max(identity.last_inbound_at or message.sent_at, message.sent_at)
    save_all(identity)
    row = InboundMessage(
        message_id=message.message_id,
        identity=identity,
        customer_id=identity.customer_id,
        kind=message.kind.value,
        text=message.text.replace("\x00", ""),
        media_id=message.media_id,
        sent_at=message.sent_at,
        received_at=received_at,
    )
    heard_first = may_be_heard(office, identity, message)
    if heard_first:
        row.state = "hearing"
    add(row)
    if heard_first:
        ask_to_hear(office, row, message)
    unit.record("MessageReceived", identity.customer_id, inbound=row.pk, media=row.kind)


@query
def _is_stored(message_id: Any) -> QuerySet[InboundMessage, int]:
    return InboundMessage.objects.filter(message_id=message_id).values_list("pk", flat=True)


@query
def _by_phone(phone: Any) -> QuerySet[IdentityRow]:
    return IdentityRow.objects.filter(phone=phone)


@query
def _by_bsuid(bsuid: Any) -> QuerySet[IdentityRow]:
    return IdentityRow.objects.filter(bsuid=bsuid)


def identity_of(unit: Work, sender: Address, at: datetime) -> IdentityRow:
    """The identity that writes, made on its first message and linked where the number is one customer's alone.

    Two known identities that turn out to be one (a phone and a business-scoped id) stay two rows; the phone's
    wins, because it is what the ERP knows.
    """
    row = None
    if sender.phone:
        row = _by_phone.first(sender.phone)
    if row is None and sender.bsuid:
        row = _by_bsuid.first(sender.bsuid)
    if row is None:
        row = IdentityRow(phone=sender.phone, bsuid=sender.bsuid)
        add(row)
    if sender.bsuid and row.bsuid is None and _by_bsuid.first(sender.bsuid) is None:
        row.bsuid = sender.bsuid
    if row.bsuid and sender.bsuid and row.bsuid != sender.bsuid:
        forget_levels(unit, row, at, "another person writes from this number")
        row.bsuid = None
    if row.customer_id is None and row.revoked_at is None and row.phone:
        _link_by_number(row, at)
    return row


def _link_by_number(row: IdentityRow, at: datetime) -> None:
    """Writing from a number that stands with exactly one customer links it to that customer."""
    forms = [f"+{form}" for form in whatsapp_variants(f"+{row.phone}")]
    owners = set(_owners.all(forms))
    if len(owners) == 1:
        row.customer_id, row.linked_at = owners.pop(), at


@query
def _owners(numbers: Any) -> QuerySet[ContactPoint, int]:
    points = ContactPoint.objects.filter(within("e164", numbers), blocked="", in_source=True)
    return points.values_list("customer_id", flat=True)


def _revoke(office: Office, unit: Work, change: IdentityChanged) -> None:
    for row in _rows_of(change.old):
        forget_levels(unit, row, office.now(), "the identity changed")
        row.save()


def _rows_of(address: Address) -> list[IdentityRow]:
    rows = []
    if address.phone:
        rows += list(IdentityRow.objects.filter(phone=address.phone))
    if address.bsuid:
        rows += list(IdentityRow.objects.filter(bsuid=address.bsuid).exclude(pk__in=[row.pk for row in rows]))
    return rows


def forget_levels(unit: Work, row: IdentityRow, at: datetime, why: str) -> None:
    """A changed number or id may be another person: every level of it is revoked."""
    unit.record("IdentityRevoked", row.customer_id, identity=row.pk, why=why)
    row.customer_id, row.linked_at, row.proved_until, row.revoked_at = None, None, None, at


def _template(office: Office, unit: Work, change: TemplateChanged) -> None:
    TemplateState.objects.update_or_create(
        name=change.name[:120],
        language=change.language[:8],
        defaults={
            "state": change.state.lower()[:12],
            "reason": change.reason[:300],
            "changed_at": office.now(),
        },
    )
    unit.record("TemplateChanged", None, template=change.name, language=change.language, state=change.state)
