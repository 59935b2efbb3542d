"""A fuse: an endpoint that fails again and again is left alone for a while, so that nobody waits for it."""

from __future__ import annotations

import threading
import time

FAILURES = 3
REST = 60.0
LONGEST_REST = 600.0


class Fuse:
    """Counts failures in a row. Threads may share one. Times are seconds of the monotonic clock."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures = 0
        self._until = 0.0

    def closed(self) -> bool:
        """Whether the endpoint may be asked."""
        with self._lock:
            return time.monotonic() >= self._until

    def succeeded(self) -> None:
        """It answered."""
        with self._lock:
            self._failures = 0

    def failed(self, rest: float | None = None) -> None:
        """It did not answer. rest: seconds for which it asked to be left alone, where it said so."""
        with self._lock:
            self._failures += 1
            if rest is not None:
                self._until = max(self._until, time.monotonic() + min(rest, LONGEST_REST))
            elif self._failures >= FAILURES:
                self._until = max(self._until, time.monotonic() + REST)
