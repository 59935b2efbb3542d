"""A Cloud API webhook body as updates. Odd input is kept, never lost and never an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec

from puntual.ports.channel import (
    Address,
    Delivery,
    IdentityChanged,
    Inbound,
    MediaKind,
    Receipt,
    TemplateChanged,
    Unrecognised,
    Update,
)

from . import cloud_media
from . import cloud_wire as wire


def readable(body: bytes) -> bool:
    """Whether `decode` would take this body: JSON with an `entry` list. Costs microseconds."""
    return wire.read(body, wire.Envelope) is not None


def decode(body: bytes, phone_number_id: str | None = None) -> tuple[Update, ...]:
    """All updates of `body`, in order.

    Messages and statuses of another number than `phone_number_id` (where given) come as Unrecognised.
    Raises ValueError for a body that is no JSON or has no `entry` list.
    """
    envelope = wire.read(body, wire.Envelope)
    if envelope is None:
        raise ValueError("not a webhook body of the Cloud API")
    return tuple(update for raw in envelope.entry for update in _entry(raw, phone_number_id))


def _unknown(field: str, raw: msgspec.Raw, key: str = "") -> Unrecognised:
    return Unrecognised(field=field, body=bytes(raw), key=key or f"{field}:{wire.digest(raw)}")


def _entry(raw: msgspec.Raw, phone_number_id: str | None) -> Iterator[Update]:
    entry = wire.read(raw, wire.Entry)
    if entry is None:
        yield _unknown("entry", raw)
        return
    for part in entry.changes:
        change = wire.read(part, wire.Change)
        if change is None:
            yield _unknown("change", part)
        elif change.field == "messages":
            yield from _messages(change.value, entry.time, phone_number_id)
        elif change.field in _TEMPLATE_STATES:
            yield _template(change.field, change.value)
        else:
            yield _unknown(change.field or "change", change.value)


def _messages(raw: msgspec.Raw, fired: wire.Stamp, phone_number_id: str | None) -> Iterator[Update]:
    value = wire.read(raw, wire.MessagesValue)
    if value is None or not (value.messages or value.statuses or value.errors):
        yield _unknown("messages", raw)
        return
    number = wire.read(value.metadata, wire.Metadata)
    if phone_number_id and number and str(number.phone_number_id) not in ("", phone_number_id):
        yield _unknown("messages.other_number", raw)
        return
    contacts = wire.read(value.contacts, list[wire.Contact]) or []
    for part in value.messages or ():
        yield _message(part, contacts, fired)
    for part in value.statuses or ():
        yield _status(part, fired)
    for part in value.errors or ():
        yield _unknown("messages.errors", part)


def _message(raw: msgspec.Raw, contacts: list[wire.Contact], fired: wire.Stamp) -> Update:
    message = wire.read(raw, wire.Message)
    if message is None or not message.id:
        return _unknown("messages.message", raw)
    contact = _contact(message, contacts)
    sender = Address(message.sender or contact.wa_id or None, message.from_user_id or contact.user_id or None)
    if message.type == "system" and message.system is not None:
        return _identity(message, message.system, sender, fired) or _kept(message, raw)
    content = _content(message)
    # A group is not a conversation with one customer: nothing may be read from it or answered to it.
    if content is None or message.group_id or sender == Address():
        return _kept(message, raw)
    file = message.audio or message.voice
    return Inbound(
        message_id=message.id,
        sender=sender,
        kind=content[0],
        text=content[1],
        sent_at=wire.moment(message.timestamp, fired),
        profile_name=(contact.profile.name if contact.profile else None) or "",
        media_id=content[2],
        reply_to=_quoted(message),
        media_type=(file.mime_type or "") if file else "",
        media_sha256=cloud_media.hex_digest(file.sha256 or "") if file else "",
    )


def _kept(message: wire.Message, raw: msgspec.Raw) -> Unrecognised:
    return _unknown(f"messages.{message.type or 'message'}", raw, key=f"message:{message.id}")


def _contact(message: wire.Message, contacts: list[wire.Contact]) -> wire.Contact:
    """The contact that is the sender; a lone contact without any id of its own counts as it."""
    for contact in contacts:
        if contact.wa_id and contact.wa_id == message.sender:
            return contact
        if contact.user_id and contact.user_id == message.from_user_id:
            return contact
    if len(contacts) == 1 and not message.sender and not message.from_user_id:
        return contacts[0]
    return wire.Contact()


def _quoted(message: wire.Message) -> str:
    if message.reaction:
        return message.reaction.message_id
    if message.edit:
        return message.edit.original_message_id
    return (message.context.id if message.context else None) or ""


Content = tuple[MediaKind, str, str]


def _content(message: wire.Message) -> Content | None:
    """Kind, text and media id; None for a type that is not known or not what it says."""
    if message.type == "edit" and message.edit:
        inner = wire.read(message.edit.message, wire.Message)
        return None if inner is None or inner.edit else _content(inner)
    reader = _CONTENT.get(message.type)
    return reader(message) if reader else None


def _text(message: wire.Message) -> Content | None:
    return (MediaKind.TEXT, message.text.body, "") if message.text else None


def _button(message: wire.Message) -> Content | None:
    button = message.button
    return (MediaKind.BUTTON, button.text or button.payload or "", "") if button else None


def _interactive(message: wire.Message) -> Content | None:
    answer = message.interactive
    if answer is None:
        return None
    choice = answer.button_reply or answer.list_reply
    if choice:
        return MediaKind.BUTTON, choice.title, ""
    return (MediaKind.OTHER, answer.nfm_reply.body, "") if answer.nfm_reply else None


def _file(kind: MediaKind, name: str) -> Callable[[wire.Message], Content | None]:
    def read(message: wire.Message) -> Content | None:
        media: wire.Media | None = getattr(message, name)
        return (kind, media.caption or media.filename or "", str(media.id)) if media else None

    return read


def _place(message: wire.Message) -> Content | None:
    place = message.location or wire.Place()
    return MediaKind.OTHER, ", ".join(part for part in (place.name, place.address) if part), ""


def _reaction(message: wire.Message) -> Content | None:
    return (MediaKind.OTHER, message.reaction.emoji or "", "") if message.reaction else None


def _order(message: wire.Message) -> Content | None:
    return MediaKind.OTHER, (message.order.text if message.order else None) or "", ""


def _wordless(_: wire.Message) -> Content | None:
    return MediaKind.OTHER, "", ""


_CONTENT: Mapping[str, Callable[[wire.Message], Content | None]] = {
    "text": _text,
    "button": _button,
    "interactive": _interactive,
    "image": _file(MediaKind.PICTURE, "image"),
    "document": _file(MediaKind.DOCUMENT, "document"),
    "audio": _file(MediaKind.VOICE, "audio"),
    "voice": _file(MediaKind.VOICE, "voice"),
    "video": _file(MediaKind.OTHER, "video"),
    "sticker": _file(MediaKind.OTHER, "sticker"),
    "location": _place,
    "reaction": _reaction,
    "order": _order,
    "contacts": _wordless,
    "unsupported": _wordless,
}

_NUMBER_CHANGED = ("user_changed_number", "customer_changed_number")
_PERSON_CHANGED = ("user_changed_user_id", "customer_identity_changed", "user_identity_changed")


def _identity(
    message: wire.Message, system: wire.System, sender: Address, fired: wire.Stamp
) -> IdentityChanged | None:
    old = Address(sender.phone or system.customer, sender.bsuid)
    if system.type in _NUMBER_CHANGED:
        # A new number brings a new business-scoped id; the old one does not move along.
        new = Address(system.new_wa_id or system.wa_id, system.user_id)
    elif system.type in _PERSON_CHANGED:
        new = Address(system.wa_id or old.phone, system.user_id or old.bsuid)
    else:
        return None
    if old == Address():
        return None
    at = wire.moment(message.timestamp, fired)
    return IdentityChanged(old=old, new=new, at=at, key=f"message:{message.id}")


_STATES = {
    "sent": Delivery.SENT,
    "delivered": Delivery.DELIVERED,
    "read": Delivery.READ,
    "played": Delivery.READ,
    "failed": Delivery.FAILED,
}


def _status(raw: msgspec.Raw, fired: wire.Stamp) -> Update:
    status = wire.read(raw, wire.Status)
    if status is None or not status.id:
        return _unknown("messages.status", raw)
    state = _STATES.get(status.status)
    if state is None:
        return _unknown("messages.status", raw, key=f"status:{status.id}:{status.status}")
    return Receipt(
        message_id=status.id,
        opaque_id=status.biz_opaque_callback_data or "",
        state=state,
        at=wire.moment(status.timestamp, fired),
        error_code=str(status.errors[0].code) if status.errors else "",
        recipient=Address(status.recipient_id or None, status.recipient_user_id or None),
    )


def _template(field: str, raw: msgspec.Raw) -> Update:
    change = wire.read(raw, wire.Template)
    told = _TEMPLATE_STATES[field](change) if change and change.name else None
    if change is None or told is None:
        return _unknown(field, raw)
    key = f"{field}:{wire.digest(raw)}"
    return TemplateChanged(change.name, change.language or "", told[0], told[1], key)


def _approval(change: wire.Template) -> tuple[str, str] | None:
    return (change.event, change.reason or "") if change.event else None


def _quality(change: wire.Template) -> tuple[str, str] | None:
    if not change.new_quality_score:
        return None
    return f"QUALITY_{change.new_quality_score}", f"was {change.previous_quality_score or 'UNKNOWN'}"


def _category(change: wire.Template) -> tuple[str, str] | None:
    """In a notice of a change to come, `correct_category` is what the template will be in 24 hours.

    A reminder that turns into marketing costs several times as much and is capped by the provider.
    """
    category = change.correct_category or change.new_category
    if not category:
        return None
    when = "will become" if change.correct_category else "has become"
    return ("HOLD" if category == "MARKETING" else f"CATEGORY_{category}"), f"{when} {category}"


_TEMPLATE_STATES: Mapping[str, Callable[[wire.Template], tuple[str, str] | None]] = {
    "message_template_status_update": _approval,
    "message_template_quality_update": _quality,
    "template_category_update": _category,
}
