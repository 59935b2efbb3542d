"""A second, slower reader that is asked about what the first one is not sure of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from puntual.domain.reading import Context, Reading


@dataclass(frozen=True, slots=True)
class Question:
    """A message that was read once already.

    names: what must not leave with it (names of the customer on record). first: the first reading.
    """

    text: str
    context: Context
    first: Reading
    names: tuple[str, ...] = ()


class Outcome(StrEnum):
    """How asking ended. Whatever is not `ANSWERED` leaves the first reading as it was."""

    ANSWERED = "answered"
    TIMED_OUT = "timed_out"
    REFUSED = "refused"  # an HTTP error: too many requests, a wrong key, a server that fails
    UNREACHABLE = "unreachable"
    NOT_ASKED = "not_asked"  # too many questions at once, or it failed just before
    UNUSABLE = "unusable"  # an answer outside the schema: prose, broken JSON, nothing


@dataclass(frozen=True, slots=True)
class Opinion:
    """The reading after asking. tokens: what the endpoint charged; None where it did not say."""

    reading: Reading
    outcome: Outcome
    tokens_in: int | None = None
    tokens_out: int | None = None


@dataclass(frozen=True, slots=True)
class Allowance:
    """What may be spent on asking. At any of these limits the first reading stands.

    tokens, money: in a calendar month of the company's zone, None for no limit of that sort. price_in,
    price_out: for a million tokens, in the currency of `money`. a_day: questions about one conversation.
    """

    tokens: int | None = 2_000_000
    money: Decimal | None = None
    price_in: Decimal = Decimal(0)
    price_out: Decimal = Decimal(0)
    a_day: int = 6


class SecondReader(Protocol):
    """Asks somebody else. May take seconds and cost money, so it is never called inside a transaction.

    version: model and prompt, as it goes into the journal. most_tokens: what one question costs at most.
    """

    version: str
    most_tokens: int

    def doubts(self, text: str, first: Reading) -> bool:
        """Whether asking about this message could change anything, and is allowed."""
        ...

    def open(self) -> bool:
        """Whether it is worth asking now: False for a while after it failed repeatedly."""
        ...

    def ask(self, questions: Sequence[Question]) -> tuple[Opinion, ...]:
        """One opinion each, in order; all are asked at once. Never raises."""
        ...
