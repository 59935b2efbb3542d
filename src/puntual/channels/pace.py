"""How fast one number may write to one person: one message per six seconds, with bursts on credit.

Meta lets a burst of 45 through and then asks for the time it took in advance (error 131056 otherwise).
"""

from __future__ import annotations

SECONDS_PER_MESSAGE = 6.0
BURST = 45
_FORGET_ABOVE = 10_000


class PairPace:
    """Remembers for every recipient until when its credit is used. Time is any rising clock in seconds."""

    def __init__(self, seconds: float = SECONDS_PER_MESSAGE, burst: int = BURST) -> None:
        self._seconds = seconds
        self._burst = burst
        self._paid_until: dict[str, float] = {}

    def admit(self, recipient: str, now: float) -> float:
        """0 and the message counts, or the seconds to wait and it does not count."""
        paid_until = max(self._paid_until.get(recipient, now), now)
        wait = paid_until - now - self._seconds * (self._burst - 1)
        if wait > 0:
            return wait
        if len(self._paid_until) > _FORGET_ABOVE:
            self._paid_until = {who: until for who, until in self._paid_until.items() if until > now}
        self._paid_until[recipient] = paid_until + self._seconds
        return 0.0
