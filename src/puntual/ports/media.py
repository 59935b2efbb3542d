"""Files that a person sent: fetched once from the channel, checked on the way, never trusted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO, Protocol


@dataclass(frozen=True, slots=True)
class MediaRef:
    """A file as the webhook named it. `sha256` in lower-case hex, empty where the channel gave none."""

    media_id: str
    media_type: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The whole file was written, and is what the webhook said. `sha256` in hex, `size` in bytes."""

    media_type: str
    size: int
    sha256: str


class Missing(StrEnum):
    """Why there is no file. Only UNREACHABLE may turn out better later."""

    GONE = "gone"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    DAMAGED = "damaged"
    FORBIDDEN_HOST = "forbidden_host"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class NotFetched:
    """No file. What was written so far is worth nothing. `detail` holds no personal data and no address."""

    why: Missing
    detail: str


class MediaSource(Protocol):
    """Where a channel keeps what people sent."""

    def fetch(self, wanted: MediaRef, into: BinaryIO) -> Fetched | NotFetched:
        """Write the recording to `into`. Sound only; never raises for what the other side does."""
        ...
