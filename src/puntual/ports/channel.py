"""A messaging channel: what goes out, what comes in, and the three outcomes of a send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Address:
    """A channel identity; `phone` is the id as the channel gave it (digits, no plus). Either may be absent."""

    phone: str | None = None
    bsuid: str | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message for the channel.

    opaque_id: our id, echoed in every status. template None means free text inside the service window.
    parameters: the template's body values in order. text: the full text as the customer will read it.
    """

    opaque_id: str
    to: Address
    text: str
    template: str | None = None
    language: str | None = None
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider has it; `message_id` is the provider's own id."""

    message_id: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """The provider refused it for good, or nothing was ever sent.

    retry_after: seconds to wait before the same row may be tried again; None means never.
    stop_sender: the whole number must pause (token, account, restriction). stop_template: this template must.
    """

    code: str
    reason: str
    retry_after: float | None = None
    stop_sender: bool = False
    stop_template: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have been sent. Never resent by itself; a status or a person decides."""

    reason: str


Outcome = Accepted | Rejected | Unknown


class MediaKind(StrEnum):
    """What an incoming message carries beside or instead of text."""

    TEXT = "text"
    VOICE = "voice"
    PICTURE = "picture"
    DOCUMENT = "document"
    BUTTON = "button"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Inbound:
    """A message from a person. `sent_at` is the channel's own time, aware.

    media_type and media_sha256 (hex): what the channel says of the file; empty where it says nothing.
    """

    message_id: str
    sender: Address
    kind: MediaKind
    text: str
    sent_at: datetime
    profile_name: str = ""
    media_id: str = ""
    reply_to: str = ""
    media_type: str = ""
    media_sha256: str = ""


class Delivery(StrEnum):
    """What a status says, in rising rank; FAILED ends it unless a later one shows that it arrived."""

    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A status of a message that we sent. `opaque_id` is ours where the channel echoes it.

    recipient: who it reached, as the channel names them; this may tie a phone to a business-scoped id.
    """

    message_id: str
    opaque_id: str
    state: Delivery
    at: datetime
    error_code: str = ""
    recipient: Address = Address()


@dataclass(frozen=True, slots=True)
class IdentityChanged:
    """The person behind an identity may be another: every level of it is revoked."""

    old: Address
    new: Address
    at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class TemplateChanged:
    """The channel changed a template's state ("APPROVED", "PAUSED", "REJECTED", ...)."""

    name: str
    language: str
    state: str
    reason: str
    key: str


@dataclass(frozen=True, slots=True)
class ListedTemplate:
    """A message template as the provider holds it.

    state: "APPROVED", "PAUSED", ...; quality: "GREEN", "RED" or empty.
    """

    name: str
    language: str
    state: str
    id: str = ""
    category: str = ""
    quality: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """An update that we do not understand. Kept and shown, never lost."""

    field: str
    body: bytes
    key: str


Update = Inbound | Receipt | IdentityChanged | TemplateChanged | Unrecognised


class Channel(Protocol):
    """A messaging provider. `send` keeps the order of its argument and never raises for one message.

    approves_templates: a push leaves only in a template that the provider has approved before.
    """

    name: str
    approves_templates: bool

    def send(self, messages: Sequence[Outgoing]) -> Sequence[Outcome]:
        """One try for each message. Ambiguity is Unknown, never an exception and never a second try."""
        ...

    def genuine(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """Whether a webhook body was signed by the provider. Constant time, over the raw bytes."""
        ...

    def decode(self, body: bytes) -> Sequence[Update]:
        """All updates of a webhook body, in order, unknown ones as Unrecognised. ValueError if not ours."""
        ...

    def templates(self) -> Sequence[ListedTemplate]:
        """All templates that the provider holds for us. Raises ValueError, saying what to do, if it cannot tell."""
        ...

    def check(self) -> tuple[str, ...]:
        """What is wrong with the connection, in words that say what to do; empty when all is well."""
        ...
