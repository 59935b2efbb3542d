"""What is still to happen in the world, in order of time."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime

Event = Callable[[], None]


class Agenda:
    """Events by instant; those of one instant happen in the order in which they were put in."""

    def __init__(self) -> None:
        self._events: list[tuple[datetime, int, Event]] = []
        self._count = 0

    def at(self, when: datetime, event: Event) -> None:
        """Let `event` happen at `when`."""
        self._count += 1
        heapq.heappush(self._events, (when, self._count, event))

    def next_at(self) -> datetime | None:
        """When the next event happens."""
        return self._events[0][0] if self._events else None

    def take(self, now: datetime) -> list[Event]:
        """The events that are due by `now`, taken out."""
        due = []
        while self._events and self._events[0][0] <= now:
            due.append(heapq.heappop(self._events)[2])
        return due
