"""What a decision establishes, in the past tense, and the effects it asks for, in the imperative."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .contact import HoldKind, Purpose
from .reading import Pending


class Reason(StrEnum):
    """Why a case goes to a person."""

    HUMAN = "human"
    DISPUTE = "dispute"
    HARDSHIP = "hardship"
    LEGAL_THREAT = "legal_threat"
    ABUSE = "abuse"
    REFUSAL = "refusal"
    WRONG_NUMBER = "wrong_number"
    THIRD_PARTY = "third_party"
    ABOVE_THRESHOLD = "above_threshold"
    EXTENSION = "extension"
    UNCLEAR = "unclear"
    PROMISE_TERMS = "promise_terms"
    BROKEN_PROMISES = "broken_promises"
    CLAIM_NOT_FOUND = "claim_not_found"
    INVOICE_COPY = "invoice_copy"
    IDENTITY = "identity"
    MEDIA = "media"
    SILENCE = "silence"
    NO_FACTS = "no_facts"
    FAILED = "failed"


# For these the agent stops speaking until a person hands the case back; for the others the queue entry
# stands beside the agent's own work until somebody takes it.
SILENCING = frozenset(Reason) - {
    Reason.DISPUTE, Reason.INVOICE_COPY, Reason.NO_FACTS, Reason.CLAIM_NOT_FOUND,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PromiseMade:
    """The customer will pay `amount` minor units (None: all that is open) on `due`. Replaces an open one.

    conditional: they made it hang on something else ("if they pay me"). besides: minor units that they claim
    in the same breath to have paid, which do not count towards this promise.
    """

    due: date
    amount: int | None
    plan_part: int = 0
    conditional: bool = False
    besides: int = 0


@dataclass(frozen=True, slots=True)
class PaymentClaimed:
    """The customer says that it is paid: `amount` minor units where they said so.

    corrects: it takes the place of the amount of the claim that is open.
    """

    amount: int | None
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceGiven:
    """The customer backed an open claim with a reference or a document."""


@dataclass(frozen=True, slots=True)
class DisputeRaised:
    """The receivables contested; empty means all of them."""

    receivables: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OptedOut:
    """No push ever again, for every identity of the customer."""


@dataclass(frozen=True, slots=True)
class OptedIn:
    """The customer asked for messages again, in words."""


@dataclass(frozen=True, slots=True)
class NumberBlocked:
    """This number is not (only) the customer's; it is never used for them again."""

    why: str


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A person has to look; see SILENCING for whether the agent falls silent."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class CadenceStopped:
    """No more steps of the cadence until a person decides."""

    why: HoldKind


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question of ours; `about` names what is on the table. put: how often it was put to them in words."""

    pending: Pending
    about: tuple[str, ...] = ()
    put: int = 1


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """We wait for an answer to `pending`; `about` names what was on the table (ISO dates, minor units).

    under: the questions that wait until this one is answered, the next one last.
    """

    pending: Pending
    about: tuple[str, ...] = ()
    put: int = 1
    under: tuple[OpenQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionClosed:
    """The pending question is answered or dropped."""


@dataclass(frozen=True, slots=True)
class IdentityLinked:
    """They confirmed who they are."""


@dataclass(frozen=True, slots=True)
class IdentityProved:
    """They passed the verification."""


@dataclass(frozen=True, slots=True)
class IdentityFailed:
    """They did not pass it this time."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """We could not tell what the message means."""


Fact = (
    PromiseMade
    | PaymentClaimed
    | ReferenceGiven
    | DisputeRaised
    | OptedOut
    | OptedIn
    | NumberBlocked
    | HandedOver
    | CadenceStopped
    | QuestionAsked
    | QuestionClosed
    | IdentityLinked
    | IdentityProved
    | IdentityFailed
    | NotUnderstood
)


@dataclass(frozen=True, slots=True)
class Say:
    """Write to the customer. `type` is a message type's name; everything else picks record values for it.

    named: receivables whose facts the text states. amounts in minor units of `currency`, or where that is
    empty of the case's own: a settled account has none any more.
    """

    type: str
    purpose: Purpose
    named: tuple[int, ...] = ()
    promise_on: date | None = None
    promise_amount: int | None = None
    paid: int | None = None
    latest: date | None = None
    dates: tuple[date, ...] = ()
    plan: tuple[tuple[date, int], ...] = ()
    currency: str = ""


class TimerKind(StrEnum):
    """What a timer does when it fires."""

    PROMISE_REMINDER = "promise_reminder"
    PROMISE_CHECK = "promise_check"
    CLAIM_CHECK = "claim_check"


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Wake up at `at`, the customer's wall time. `key` makes it unique by meaning within the case."""

    kind: TimerKind
    at: datetime
    key: str


Effect = Say | SetTimer


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows from one event, and why in words."""

    facts: tuple[Fact, ...] = ()
    effects: tuple[Effect, ...] = ()
    reasons: tuple[str, ...] = ()
