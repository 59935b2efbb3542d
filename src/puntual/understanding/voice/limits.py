"""What one recording may cost: length, time and memory."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """longest: seconds of sound beyond which nothing is transcribed; listened: seconds of it that are.

    seconds: wall time for one recording, with the loading of the model. data, address_space: bytes that the
    listening process may take (it needs some 0.4 and 0.9 thousand million). idle: seconds after which it ends.
    threads: cores that it may use.
    """

    longest: float = 600.0
    listened: float = 120.0
    seconds: float = 180.0
    data: int = 1200 * MEGABYTE
    address_space: int = 3000 * MEGABYTE
    idle: float = 120.0
    threads: int = 1
