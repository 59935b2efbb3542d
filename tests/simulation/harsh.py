"""Faults for a world: a process that dies in the middle of its work, statuses that never come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from puntual.casework.office import Office
from puntual.channels.simulator import Faults
from puntual.cli.demo.world import ProcessDied
from puntual.domain.reading import Context, Reading
from puntual.ports.channel import Channel, ListedTemplate, Outcome, Outgoing, Receipt, Update
from puntual.ports.understanding import Understanding

HARSH = Faults(
    repeat=0.25, late=0.2, late_by=timedelta(hours=9), shuffle=0.9, unreachable=0.03, undelivered=0.05,
    unclear=0.08,
)  # fmt: skip


class DyingChannel:
    """The process dies in one send of thirty: before, in the middle of, or after what it had to send."""

    name = "simulator"
    approves_templates = False

    def __init__(self, inner: Channel, chance: Random, lost_statuses: float) -> None:
        self._inner, self._chance, self._lost = inner, chance, lost_statuses

    def send(self, messages: Sequence[Outgoing]) -> Sequence[Outcome]:
        """Sends, or dies having sent some of it."""
        if self._chance.random() > 1 / 30:
            return self._inner.send(messages)
        self._inner.send(messages[: self._chance.randint(0, len(messages))])
        raise ProcessDied

    def genuine(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """As the channel says."""
        return self._inner.genuine(body, headers)

    def decode(self, body: bytes) -> Sequence[Update]:
        """What the body holds, less the statuses that were lost on the way."""
        updates = self._inner.decode(body)
        return [one for one in updates if not (isinstance(one, Receipt) and self._is_lost(one))]

    def templates(self) -> Sequence[ListedTemplate]:
        """As the channel says."""
        return self._inner.templates()

    def check(self) -> tuple[str, ...]:
        """As the channel says."""
        return self._inner.check()

    def _is_lost(self, receipt: Receipt) -> bool:
        return Random(f"{receipt.message_id}{receipt.state}").random() < self._lost


class DyingUnderstanding:
    """The process dies in the middle of one conversation of forty."""

    def __init__(self, inner: Understanding, chance: Random) -> None:
        self._inner, self._chance, self.version = inner, chance, inner.version

    def read(self, text: str, context: Context) -> Reading:
        """Reads, or dies with the conversation's transaction open."""
        if self._chance.random() < 1 / 40:
            raise ProcessDied
        return self._inner.read(text, context)


class Faulty:
    """Makes every office of a world faulty; the chance goes on through restarts."""

    def __init__(self, seed: int, lost_statuses: float = 0.1) -> None:
        self._chance = Random(f"deaths/{seed}")
        self._lost = lost_statuses

    def __call__(self, office: Office) -> Office:
        """The same office with a channel and an understanding that die now and then."""
        return replace(
            office,
            channel=DyingChannel(office.channel, self._chance, self._lost),
            understanding=DyingUnderstanding(office.understanding, self._chance),
        )
