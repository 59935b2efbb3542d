"""The shapes of a Cloud API webhook, as loose as they arrive: every field may be missing.

Two phases: the envelope keeps each part as raw bytes, and each part is then read on its own, so that one
odd part costs itself only.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypeVar

import msgspec

Stamp = str | int | float | None

# Before WhatsApp existed: a message without a usable time never opens a service window.
NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = 4_102_444_800  # 2100-01-01, in seconds; what lies above is milliseconds or nonsense


class Envelope(msgspec.Struct):
    """The whole body: `entry` is what makes it ours."""

    entry: list[msgspec.Raw]


class Entry(msgspec.Struct):
    """The updates of one business account. `time` is when the webhook was fired, in seconds."""

    id: str | int = ""
    time: Stamp = None
    changes: list[msgspec.Raw] = []


class Change(msgspec.Struct):
    """One change and the webhook field it belongs to."""

    field: str = ""
    value: msgspec.Raw = msgspec.Raw(b"null")


class Metadata(msgspec.Struct):
    """Which of our numbers it is about."""

    phone_number_id: str | int = ""


class Profile(msgspec.Struct):
    """The name that a person gave themselves."""

    name: str | None = None


class Contact(msgspec.Struct):
    """Who a message of the same change may be from."""

    wa_id: str | None = None
    user_id: str | None = None
    profile: Profile | None = None


class MessagesValue(msgspec.Struct):
    """The value of the `messages` field."""

    metadata: msgspec.Raw = msgspec.Raw(b"{}")
    contacts: msgspec.Raw = msgspec.Raw(b"[]")
    messages: list[msgspec.Raw] | None = None
    statuses: list[msgspec.Raw] | None = None
    errors: list[msgspec.Raw] | None = None


class Quoted(msgspec.Struct):
    """The message that this one replies to."""

    id: str | None = None


class Text(msgspec.Struct):
    """A text message."""

    body: str = ""


class Button(msgspec.Struct):
    """A template's quick-reply button that was pressed."""

    text: str = ""
    payload: str | None = None


class Choice(msgspec.Struct):
    """A reply button or list row that was chosen; or the summary of a form."""

    title: str = ""
    body: str = ""


class Interactive(msgspec.Struct):
    """An answer to an interactive message."""

    button_reply: Choice | None = None
    list_reply: Choice | None = None
    nfm_reply: Choice | None = None


class Media(msgspec.Struct):
    """A file that a person sent. The id is valid for some days only."""

    id: str | int = ""
    caption: str | None = None
    filename: str | None = None
    mime_type: str | None = None
    sha256: str | None = None


class Place(msgspec.Struct):
    """A shared location."""

    name: str | None = None
    address: str | None = None


class Reaction(msgspec.Struct):
    """An emoji on a message; none means that it was taken back."""

    message_id: str = ""
    emoji: str | None = None


class Order(msgspec.Struct):
    """A cart."""

    text: str | None = None


class System(msgspec.Struct):
    """Something that happened to the person's account."""

    type: str = ""
    customer: str | None = None
    wa_id: str | None = None
    new_wa_id: str | None = None
    user_id: str | None = None


class Edit(msgspec.Struct):
    """A message that replaces an earlier one of the same person."""

    original_message_id: str = ""
    message: msgspec.Raw = msgspec.Raw(b"{}")


class Message(msgspec.Struct):
    """A message from a person, whatever its kind."""

    id: str = ""
    sender: str | None = msgspec.field(name="from", default=None)
    from_user_id: str | None = None
    group_id: str | None = None
    timestamp: Stamp = None
    type: str = ""
    context: Quoted | None = None
    text: Text | None = None
    button: Button | None = None
    interactive: Interactive | None = None
    image: Media | None = None
    document: Media | None = None
    audio: Media | None = None
    voice: Media | None = None
    video: Media | None = None
    sticker: Media | None = None
    location: Place | None = None
    reaction: Reaction | None = None
    order: Order | None = None
    system: System | None = None
    edit: Edit | None = None


class Fault(msgspec.Struct):
    """Why a message failed."""

    code: int | str = ""


class Status(msgspec.Struct):
    """What became of a message of ours."""

    id: str = ""
    status: str = ""
    timestamp: Stamp = None
    recipient_id: str | None = None
    recipient_user_id: str | None = None
    biz_opaque_callback_data: str | None = None
    errors: Sequence[Fault] | None = None


class Template(msgspec.Struct):
    """A change of a template's state, quality or category. Which one is told by the webhook field."""

    name: str = msgspec.field(name="message_template_name", default="")
    language: str | None = msgspec.field(name="message_template_language", default=None)
    event: str = ""
    reason: str | None = None
    new_quality_score: str = ""
    previous_quality_score: str | None = None
    correct_category: str | None = None
    previous_category: str | None = None
    new_category: str = ""


T = TypeVar("T")


def read(raw: msgspec.Raw | bytes, kind: type[T]) -> T | None:
    """`raw` as `kind`, or None if it is something else. Broken text is mended first, never refused."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.ValidationError:
        return None
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        mended = mend(bytes(raw))
    try:
        return None if mended is None else msgspec.json.decode(mended, type=kind)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return None


def mend(raw: bytes) -> bytes | None:
    """The same JSON with halves of cut emoji, stray bytes and NaN replaced; None if it is not JSON at all."""
    try:
        value = json.loads(raw.decode("utf-8", "replace"), parse_constant=lambda _: None)
        return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    except (ValueError, RecursionError):
        return None


def digest(raw: msgspec.Raw | bytes) -> str:
    """A key that does not change with escapes (`\\u00e1` or UTF-8), spaces or the order of names."""
    try:
        canonical = msgspec.json.encode(msgspec.json.decode(raw), order="sorted")
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        canonical = bytes(raw)
    return hashlib.sha256(canonical).hexdigest()[:32]


def moment(stamp: Stamp, fallback: Stamp = None) -> datetime:
    """Unix seconds (or milliseconds), text or number, as an instant in UTC; NO_TIME if neither is one."""
    for candidate in (stamp, fallback):
        seconds = _seconds(candidate)
        if seconds is not None:
            return datetime.fromtimestamp(seconds, UTC)
    return NO_TIME


def _seconds(stamp: Stamp) -> float | None:
    try:
        value = float(stamp) if stamp is not None else 0.0
    except (ValueError, OverflowError):
        return None
    if value >= _LATEST:
        value /= 1000
    return value if 0 < value < _LATEST else None
