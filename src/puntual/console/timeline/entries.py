"""The two things that a timeline shows: a message, and anything else that happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import ClassVar

from babel import Locale


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a timeline is written: their language's locale is in `locale`, the customer's zone in `zone`.

    until: nothing later than this is shown. limit: at most so many rows of each sort.
    """

    locale: Locale
    zone: tzinfo
    until: datetime
    limit: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands behind it, both in the reader's language."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message in either direction.

    state: code of the outbox, empty for an inbound message. note: intent, or what went wrong. why: what the
    gate said when the message was let through. inbound: key of an inbound message that was read, else 0;
    corrected: what a person says that it meant.
    """

    family: ClassVar[str] = "message"
    is_bubble: ClassVar[bool] = True
    all_day: ClassVar[bool] = False

    key: str
    at: datetime
    outgoing: bool
    text: str
    author: str = ""
    state: str = ""
    state_words: str = ""
    icon: str = ""
    note: str = ""
    purpose: str = ""
    why: tuple[Fact, ...] = ()
    settle: bool = False
    inbound: int = 0
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened beside the messages. `all_day`: only the date is known."""

    is_bubble: ClassVar[bool] = False

    key: str
    at: datetime
    family: str
    icon: str
    title: str
    text: str = ""
    author: str = ""
    all_day: bool = False
    facts: tuple[Fact, ...] = ()


Entry = Bubble | Event
