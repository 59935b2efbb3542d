"""The whole timeline of a case: every sort merged, cut to a window, oldest first."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from babel import Locale

from puntual.console.queries.places import zone_of
from puntual.store.models import Case

from . import decisions, messages, records
from .entries import Bubble, Entry, Reader

WINDOW = 120


@dataclass(frozen=True, slots=True)
class Day:
    """One date, in the customer's zone, and what happened on it."""

    date: date
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A window of the timeline. earlier: instant to ask for to see what came before; None at the start."""

    days: tuple[Day, ...]
    zone: str
    earlier: datetime | None
    is_latest: bool
    version: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all happened."""
        return not self.days


def story(case: Case, locale: Locale, now: datetime, until: datetime | None, show: str = "all") -> Story:
    """What happened up to `until` (None: to the end), at most WINDOW entries. show: all, or messages."""
    zone = zone_of(case.customer)
    # The window is open at its end: a message may be stamped by the channel a little after our clock.
    edge = until or now + timedelta(days=1)
    reader = Reader(locale=locale, zone=ZoneInfo(zone), until=edge, limit=WINDOW)
    found = _gather(case, reader, show)
    found.sort(key=_order)
    kept = [entry for entry in found if entry.at <= edge]
    shown = kept[-WINDOW:]
    days = tuple(
        Day(day, tuple(entries))
        for day, entries in groupby(shown, key=lambda entry: entry.at.astimezone(reader.zone).date())
    )
    earlier = shown[0].at - timedelta(seconds=1) if len(kept) > len(shown) else None
    return Story(days, zone, earlier, until is None, _version(shown))


def _gather(case: Case, reader: Reader, show: str) -> list[Entry]:
    found: list[Entry] = [
        *messages.outgoing(case.customer, reader),
        *messages.incoming(case.customer, reader),
    ]
    if show != "messages":
        found += [
            *records.records(case, reader),
            *decisions.skips(case, reader),
            *decisions.timers(case, reader),
            *decisions.journal(case, reader),
        ]
    return found


def _order(entry: Entry) -> tuple[datetime, int, str]:
    """By time; within one instant what the customer said, then what followed from it, then our answer."""
    turn = (2 if entry.outgoing else 0) if isinstance(entry, Bubble) else 1
    return entry.at, turn, entry.key


def _version(shown: list[Entry]) -> str:
    """Changes when what is shown changes: a new entry, or a message that got further."""
    states = "".join(entry.state[:2] for entry in shown if isinstance(entry, Bubble))
    last = shown[-1].key if shown else ""
    return f"{len(shown)}-{last}-{zlib.crc32(states.encode()):08x}"
