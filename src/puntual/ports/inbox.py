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


class InboxReader(Protocol):
    """What the rest of the program sees of the inbox: reading on from a number, and clearing behind it."""

    def after(self, number: int, limit: int) -> Sequence[Letter]:
        """At most `limit` letters with a number above `number`, in order."""
        ...

    def forget_through(self, number: int) -> None:
        """Delete letters up to `number`: they were taken over in a committed transaction."""
        ...
