"""The clock, so that a whole quarter can pass in a test."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The only way that a use case learns the time."""

    def now(self) -> datetime:
        """This instant, aware, in UTC."""
        ...
