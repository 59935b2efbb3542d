"""Who may try a password now: after some wrong ones, nobody may for a while, not even with the right one.

Counted in this process, which is the only one that serves the console. Three counts run side by side: one person
at one address (someone guessing), one address (guessing many names), one account from everywhere (guessing from
many places). The last is set high, so that a stranger cannot lock a colleague out with a handful of tries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

WINDOW = 15 * 60.0
"""Seconds that a wrong password counts, and that a lock-out lasts at most."""
TRIES_OF_ONE_AT_ONE_ADDRESS = 5
TRIES_AT_ONE_ADDRESS = 20
TRIES_OF_ONE_ACCOUNT = 50
MOST_KEPT = 20_000

_Key = tuple[str, str]


@dataclass(slots=True)
class Throttle:
    """Wrong passwords of the last minutes. `clock`: seconds that only rise."""

    clock: Callable[[], float] = monotonic
    _wrong: dict[_Key, list[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, account: str, address: str) -> float:
        """Seconds until `account` may try again from `address`; 0 when it may now."""
        with self._lock:
            now = self.clock()
            return max(self._left(key, most, now) for key, most in _keys(account, address))

    def failed(self, account: str, address: str) -> None:
        """A wrong name or password."""
        with self._lock:
            now = self.clock()
            for key, _ in _keys(account, address):
                self._wrong[key] = [at for at in self._wrong.get(key, []) if now - at < WINDOW] + [now]
            if len(self._wrong) > MOST_KEPT:
                self._forget(now)

    def succeeded(self, account: str, address: str) -> None:
        """The right password: that person starts afresh there; the other counts go on."""
        with self._lock:
            self._wrong.pop(_keys(account, address)[0][0], None)

    def forget(self) -> None:
        """Count from nothing again."""
        with self._lock:
            self._wrong.clear()

    def _left(self, key: _Key, most: int, now: float) -> float:
        recent = [at for at in self._wrong.get(key, []) if now - at < WINDOW]
        return recent[-most] + WINDOW - now if len(recent) >= most else 0.0

    def _forget(self, now: float) -> None:
        """What is over goes; if that is not enough, those with the fewest tries, so that no lock-out is lost."""
        recent = {key: times for key, times in self._wrong.items() if now - times[-1] < WINDOW}
        kept = sorted(recent.items(), key=lambda one: len(one[1]), reverse=True)[: MOST_KEPT // 2]
        self._wrong = dict(kept)


def _keys(account: str, address: str) -> tuple[tuple[_Key, int], ...]:
    name = account.strip().casefold()[:150]
    return (
        ((name, address), TRIES_OF_ONE_AT_ONE_ADDRESS),
        (("", address), TRIES_AT_ONE_ADDRESS),
        ((name, ""), TRIES_OF_ONE_ACCOUNT),
    )


throttle = Throttle()
