"""A WhatsApp inside this process, for the demonstration and for tests.

It refuses what Meta would refuse, keeps its own truth of what it accepted, and talks back in Meta's own
webhook format. All chance comes from the seed and from the message itself, so the same calls at the same
(virtual) times give the same history.
"""

from __future__ import annotations

import base64
import hashlib
import heapq
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import BinaryIO

from puntual.ports.channel import (
    Accepted,
    Address,
    ListedTemplate,
    MediaKind,
    Outcome,
    Outgoing,
    Rejected,
    Unknown,
    Update,
)
from puntual.ports.clock import Clock
from puntual.ports.media import Fetched, MediaRef, Missing, NotFetched
from puntual.wording.catalogue import CHANNEL_CODES, all_wordings

from . import cloud_bodies, cloud_codec, signature
from .limits import refusal

WINDOW = timedelta(hours=24)
_ACCOUNT = "100000000000001"
_NUMBER = "200000000000002"
_UNREACHABLE = 131026
_LARGEST_BODY = 12


@dataclass(frozen=True, slots=True)
class Faults:
    """How badly the provider behaves: shares from 0 to 1.

    repeat: a webhook comes again. late: it comes up to `late_by` later. shuffle: webhooks that are due
    together come in any order. unreachable: a send is refused (131026). undelivered: it is accepted and
    fails later. unclear: the answer is lost; half of those messages were accepted all the same.
    """

    repeat: float = 0.0
    late: float = 0.0
    late_by: timedelta = timedelta(hours=3)
    shuffle: float = 0.0
    unreachable: float = 0.0
    undelivered: float = 0.0
    unclear: float = 0.0


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that the provider accepted, and what it told us about it."""

    message_id: str
    at: datetime
    message: Outgoing
    told: Outcome


class Simulator:
    """The channel, and the other side of it: customers write through `write`. Thread-safe."""

    name = "simulator"
    approves_templates = False

    def __init__(
        self, clock: Clock, seed: int, faults: Faults | None = None, app_secret: str = "simulator"
    ) -> None:
        self._clock = clock
        self._seed = seed
        self._faults = faults or Faults()
        self._secret = app_secret
        self._lock = threading.RLock()
        self._sent: list[Sent] = []
        self._times: Counter[str] = Counter()
        self._wrote_at: dict[str, datetime] = {}
        self._paused: dict[tuple[str, str], str] = {}
        self._recordings: dict[str, bytes] = {}
        self._due: list[tuple[datetime, int, cloud_bodies.Change]] = []
        self._scheduled = 0
        self._takes = 0

    @property
    def sent(self) -> tuple[Sent, ...]:
        """Everything that was accepted, in order: the truth that a checker compares ours with."""
        with self._lock:
            return tuple(self._sent)

    def send(self, messages: Sequence[Outgoing]) -> Sequence[Outcome]:
        """As the provider would answer, now."""
        with self._lock:
            return [self._take_in(message) for message in messages]

    def write(
        self,
        sender: Address,
        text: str,
        *,
        kind: MediaKind = MediaKind.TEXT,
        profile_name: str = "",
        reply_to: str = "",
        recording: bytes = b"",
    ) -> str:
        """A person writes to us now; the webhook is due at once, unless a fault delays it. Gives its id.

        recording: the file of a voice note, kept for `fetch` under that id.
        """
        with self._lock:
            now = self._clock.now()
            who = _key(sender)
            self._times[f"in/{who}"] += 1
            message_id = self._id(f"in/{who}/{self._times[f'in/{who}']}")
            self._wrote_at[who] = now
            told = ""
            if recording:
                self._recordings[message_id] = recording
                told = base64.b64encode(hashlib.sha256(recording).digest()).decode()
            change = cloud_bodies.message(
                _NUMBER,
                message_id,
                sender,
                kind,
                text,
                now,
                profile_name=profile_name,
                reply_to=reply_to,
                sha256=told,
            )
            self._schedule(now, change, message_id)
            return message_id

    def fetch(self, wanted: MediaRef, into: BinaryIO) -> Fetched | NotFetched:
        """The recording that came with this id, as the `MediaSource` port gives it."""
        with self._lock:
            recording = self._recordings.get(wanted.media_id)
        if recording is None:
            return NotFetched(Missing.GONE, "nobody sent such a file")
        seen = hashlib.sha256(recording).hexdigest()
        if wanted.sha256 and seen != wanted.sha256:
            return NotFetched(Missing.DAMAGED, "the file is not the one that the webhook announced")
        into.write(recording)
        return Fetched(wanted.media_type, len(recording), seen)

    def change_template(self, name: str, language: str, event: str, reason: str = "") -> None:
        """The provider decides about a template: "PAUSED", "DISABLED", "APPROVED" ..."""
        with self._lock:
            self._paused[name, language] = event
            now = self._clock.now()
            change = cloud_bodies.template(name, language, event, reason)
            self._schedule(now, change, f"{name}/{language}/{event}/{now.isoformat()}")

    def take_webhooks(self, now: datetime) -> list[bytes]:
        """The bodies that are due by `now`, each to be handed over once. They may hold several updates."""
        with self._lock:
            due: list[cloud_bodies.Change] = []
            while self._due and self._due[0][0] <= now:
                due.append(heapq.heappop(self._due)[2])
            self._takes += 1
            chance = self._chance(f"take/{self._takes}")
            if chance.random() < self._faults.shuffle:
                chance.shuffle(due)
            return list(_bodies(due, chance))

    def next_webhook_at(self) -> datetime | None:
        """When the next body is due, so that a virtual clock can jump there."""
        with self._lock:
            return self._due[0][0] if self._due else None

    def sign(self, body: bytes) -> dict[str, str]:
        """The headers that prove `body` to the webhook door."""
        return {"X-Hub-Signature-256": signature.signature(body, self._secret)}

    def genuine(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """Whether this simulator signed the body."""
        return signature.genuine(body, headers, self._secret)

    def decode(self, body: bytes) -> Sequence[Update]:
        """All updates of a body, by the Cloud API's own codec."""
        return cloud_codec.decode(body, _NUMBER)

    def templates(self) -> Sequence[ListedTemplate]:
        """Every wording of the catalogue, approved unless `change_template` said otherwise."""
        with self._lock:
            return [
                ListedTemplate(one.name, code, self._paused.get((one.name, code), "APPROVED"), body=one.body)
                for language, code in CHANNEL_CODES.items()
                for one in all_wordings(language)
                if one.type.is_push
            ]

    def check(self) -> tuple[str, ...]:
        """Nothing can be wrong with it."""
        return ()

    def _take_in(self, message: Outgoing) -> Outcome:
        now = self._clock.now()
        refused = refusal(message) or self._refusal(message, now)
        if refused is not None:
            return refused
        self._times[message.opaque_id] += 1
        name = f"out/{message.opaque_id}/{self._times[message.opaque_id]}"
        chance = self._chance(name)
        if chance.random() < self._faults.unreachable:
            return Rejected(str(_UNREACHABLE), "this number cannot be reached on WhatsApp")
        unclear = chance.random() < self._faults.unclear
        if unclear and chance.random() < 0.5:
            return Unknown("the request was lost on the way")
        message_id = self._id(name)
        told: Outcome = Unknown("the answer was lost on the way") if unclear else Accepted(message_id)
        self._sent.append(Sent(message_id, now, message, told))
        self._schedule_statuses(message_id, message, now, chance)
        return told

    def _refusal(self, message: Outgoing, now: datetime) -> Rejected | None:
        if message.template is None:
            wrote_at = self._wrote_at.get(_key(message.to))
            if wrote_at is None or now - wrote_at >= WINDOW:
                return Rejected("131047", "the 24-hour window is closed: only a template may be sent")
            return None
        event = self._paused.get((message.template, message.language or ""), "APPROVED")
        if event in ("APPROVED", "REINSTATED"):
            return None
        code = {"PAUSED": "132015", "DISABLED": "132016"}.get(event, "132001")
        return Rejected(code, f"the template is {event}", retry_after=60.0, stop_template=True)

    def _schedule_statuses(self, message_id: str, message: Outgoing, now: datetime, chance: Random) -> None:
        for state, at in self._ladder(now, chance):
            code = _UNREACHABLE if state == "failed" else 0
            change = cloud_bodies.status(
                _NUMBER, message_id, message.opaque_id, message.to, state, at, error_code=code
            )
            self._schedule(at, change, f"{message_id}/{state}")

    def _ladder(self, now: datetime, chance: Random) -> list[tuple[str, datetime]]:
        """When the message gets on, how far. One in five is never opened, one in twenty phones is off."""
        sent = now + timedelta(seconds=chance.uniform(0.5, 3))
        if chance.random() < self._faults.undelivered:
            return [("sent", sent), ("failed", sent + timedelta(seconds=chance.uniform(1, 60)))]
        off = chance.uniform(3600, 36_000) if chance.random() < 0.05 else 0.0
        delivered = sent + timedelta(seconds=chance.uniform(1, 20) + off)
        ladder = [("sent", sent), ("delivered", delivered)]
        if chance.random() < 0.8:
            ladder.append(("read", delivered + timedelta(seconds=chance.expovariate(1 / 1800))))
        return ladder

    def _schedule(self, at: datetime, change: cloud_bodies.Change, name: str) -> None:
        chance = self._chance(f"webhook/{name}")
        late_by = self._faults.late_by
        due = at + (late_by * chance.random() if chance.random() < self._faults.late else timedelta())
        self._push(due, change)
        if chance.random() < self._faults.repeat:
            self._push(due + late_by * chance.random(), change)

    def _push(self, due: datetime, change: cloud_bodies.Change) -> None:
        self._scheduled += 1
        heapq.heappush(self._due, (due, self._scheduled, change))

    def _chance(self, name: str) -> Random:
        return Random(f"{self._seed}/{name}")

    def _id(self, name: str) -> str:
        digest = hashlib.sha256(f"{self._seed}/{name}".encode()).digest()
        return "wamid." + base64.b64encode(digest[:27]).decode()


def _key(who: Address) -> str:
    return who.phone or who.bsuid or ""


def _bodies(changes: Sequence[cloud_bodies.Change], chance: Random) -> list[bytes]:
    """The changes in batches of uneven size, as Meta sends them."""
    found = []
    start = 0
    while start < len(changes):
        size = chance.randint(1, _LARGEST_BODY)
        found.append(cloud_bodies.body(_ACCOUNT, changes[start : start + size]))
        start += size
    return found
