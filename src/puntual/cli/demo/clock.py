"""A clock that stands still until the world moves it."""

from __future__ import annotations

from datetime import datetime


class VirtualClock:
    """The clock port, for a world whose time is its own."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """This instant, aware, in UTC."""
        return self._now

    def move_to(self, at: datetime) -> None:
        """Time passes until `at`. It never goes back."""
        self._now = max(self._now, at)
