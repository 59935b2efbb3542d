"""What is read from an ERP or a file: the canonical rows, before they are stored.

Amounts are minor units with the ISO currency beside them; dates are plain dates without a zone.
`key` is the ERP's own identity of the thing and never a phone number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """State of a receivable in the ERP."""

    OPEN = "open"
    PAID = "paid"
    CANCELLED = "cancelled"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class ContactPointSeen:
    """A phone as the ERP has it. consent_on / consent_evidence: a recorded opt-in for this very point."""

    raw: str
    kind: str = "phone"
    consent_on: date | None = None
    consent_evidence: str = ""


@dataclass(frozen=True, slots=True)
class CustomerSeen:
    """A customer as the ERP has it. `since`: when the relationship began, where the ERP knows."""

    key: str
    name: str
    row: int = 0
    trade_name: str = ""
    tax_id: str = ""
    country: str = ""
    state: str = ""
    city: str = ""
    language: str = ""
    salesperson: str = ""
    since: date | None = None
    preferred_channel: str = ""
    contact_points: tuple[ContactPointSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceivableSeen:
    """One instalment of an invoice with its own due date and balance, in minor units of `currency`."""

    key: str
    customer: str
    number: str
    instalment: int
    due: date
    amount: int
    balance: int
    currency: str
    row: int = 0
    issued: date | None = None
    status: Status = Status.OPEN
    salesperson: str = ""


CREDIT_NOTE = "credit_note"
"""The kind of an application that is no payment: the company itself took back (part of) the invoice."""


@dataclass(frozen=True, slots=True)
class ApplicationSeen:
    """Money that the ERP applied to a receivable. kind: "payment", CREDIT_NOTE, or the source's own word."""

    key: str
    receivable: str
    on: date
    amount: int
    currency: str
    kind: str = "payment"


@dataclass(frozen=True, slots=True)
class CreditSeen:
    """Money of the customer that the ERP has not applied. Never netted silently."""

    key: str
    customer: str
    amount: int
    currency: str
    kind: str = "advance"


@dataclass(frozen=True, slots=True)
class LineSeen:
    """One line of an invoice, in the document's words."""

    receivable: str
    position: int
    description: str
    quantity: str
    total: int
    currency: str


class Severity(StrEnum):
    """BLOCK pauses the case; WARN and NOTE only show up."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class FindingSeen:
    """Something wrong or odd in the source. `code` is stable; `hint` says what to do.

    row: 1-based row in the source (0: not one row). customer / receivable: the ERP key it bears on.
    value: what stood there (may be personal data: shown to the team, never logged).
    file: the name of the file that `row` counts in, where several are read; "" for the portfolio.
    """

    code: str
    severity: Severity
    row: int
    hint: str
    customer: str = ""
    receivable: str = ""
    value: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything one reading of the source gave, good rows and findings alike.

    amount_limits: currency -> the most that one receivable may be over, minor units, where the company says so.
    control_totals: (customer, currency) -> what the ERP itself says the customer owes, minor units, where it does.
    """

    customers: tuple[CustomerSeen, ...] = ()
    receivables: tuple[ReceivableSeen, ...] = ()
    applications: tuple[ApplicationSeen, ...] = ()
    credits: tuple[CreditSeen, ...] = ()
    findings: tuple[FindingSeen, ...] = ()
    unknown_columns: tuple[str, ...] = field(default=())
    amount_limits: dict[str, int] = field(default_factory=dict)
    control_totals: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OptInSeen:
    """A recorded opt-in: whose, on which number, when, and what proves it."""

    customer: str
    phone: str
    on: date
    evidence: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class OptOutSeen:
    """A customer (or a bare phone) that must never get a push again."""

    customer: str
    phone: str
    on: date | None
    row: int = 0


@dataclass(frozen=True, slots=True)
class ExclusionSeen:
    """A customer that the team keeps out of the agent's hands."""

    customer: str
    reason: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class PromiseSeen:
    """A promise that was made before go-live. amount in minor units, None for the whole balance."""

    customer: str
    due: date
    amount: int | None
    currency: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class DisputeSeen:
    """A dispute open at go-live; receivable number empty means the whole account."""

    customer: str
    number: str
    reason: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class PastContactSeen:
    """A contact that was already made by other means; it counts against the caps."""

    customer: str
    on: date
    channel: str
    row: int = 0


GoLiveSeen = OptInSeen | OptOutSeen | ExclusionSeen | PromiseSeen | DisputeSeen | PastContactSeen
