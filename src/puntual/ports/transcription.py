"""From a recorded voice to words, or a clear word on why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """How listening to one recording ended. Only TRANSCRIBED may be acted on beyond safety."""

    TRANSCRIBED = "transcribed"
    UNSURE = "unsure"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    TIMED_OUT = "timed_out"
    WRONG_TYPE = "wrong_type"
    NOT_INSTALLED = "not_installed"


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was heard. UNSURE and TOO_LONG may come with words, for a person to read.

    seconds: length of the recording as far as it was listened to. language: as asked for, or as detected.
    why: what made it unsure or ended it, in words without personal data. model: name and hash of what heard it.
    """

    outcome: Outcome
    text: str = ""
    language: str = ""
    seconds: float = 0.0
    why: str = ""
    model: str = ""


class Transcriber(Protocol):
    """Speech recognition. Thread-safe; whatever the file holds, the answer is a Transcript."""

    def transcribe(self, path: str, language: str, names: tuple[str, ...] = ()) -> Transcript:
        """The words in the file at `path`. `language` is the customer's; `names` may be spelled out in it."""
        ...

    def check(self) -> tuple[str, ...]:
        """What is missing before it can work, in words that say what to install; empty when all is there."""
        ...
