"""The durable inbox: raw webhook bodies, on disk before they are acknowledged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Letter:
    """One stored webhook body. `number` rises in the order of storing."""

    number: int
    channel: str
    received_at: datetime
    body: bytes


class InboxWriter(Protocol):
    """What the webhook door sees of the inbox. All three run on the door's own event loop."""

    async def open(self) -> None:
        """Make ready to store; creates what is missing. Raises if the place cannot be written."""
        ...

    async def store(self, channel: str, body: bytes) -> None:
        """Returns only when the letter is on disk. Raises if it is not, or not certainly, there."""
        ...

    async def close(self) -> None:
        """Store what still waits, then let go."""
        ...


class InboxReader(Protocol):
    """What the rest of the program sees of the inbox: reading on from a number, and clearing behind it."""

    def after(self, number: int, limit: int) -> Sequence[Letter]:
        """At most `limit` letters with a number above `number`, in order."""
        ...

    def forget_through(self, number: int) -> None:
        """Delete letters up to `number`: they were taken over in a committed transaction."""
        ...
