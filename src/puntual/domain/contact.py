"""A contact: why we write, to whom we may say what, and the gate's three verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum


class Purpose(StrEnum):
    """Why a message leaves. The gate binds each differently."""

    PUSH = "push"
    ANSWER = "answer"
    CONFIRM = "confirm"
    COLLECTOR = "collector"


class Identity(IntEnum):
    """How sure we are who reads at a channel identity; higher knows more.

    UNKNOWN: nothing ties it to a customer. ON_FILE: the number stands in the ERP for one customer
    alone, with consent. LINKED: it has written to us from there. PROVED: passed the verification.
    """

    UNKNOWN = 0
    ON_FILE = 1
    LINKED = 2
    PROVED = 3


class HoldKind(StrEnum):
    """Why nothing is pushed for a while."""

    DISPUTE = "dispute"
    PROMISE = "promise"
    CLAIM = "claim"
    HUMAN = "human"
    DATA = "data"
    COLLECTOR = "collector"
    HARDSHIP = "hardship"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Hold:
    """One reason not to push. `until` is the last held day, in the customer's dates; None is open-ended.

    `receivable` None means that the whole customer is held.
    """

    kind: HoldKind
    until: date | None = None
    receivable: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What bears on whether one customer may be written to, at one instant.

    consent: a recorded opt-in for this contact point, or the company-wide declared basis.
    erp_as_of: when the ERP data behind the message was read. paid_since_sync: a payment arrived since.
    template: state of the template that would be used ("approved", "paused", ...); None when free text.
    overridden: the rules that a person overrode with a recorded reason (collector purpose only).
    window_open: the customer wrote within the last 24 hours.
    """

    consent: bool = True
    opted_out: bool = False
    opt_out_confirmation: bool = False
    wrong_number: bool = False
    identity: Identity = Identity.ON_FILE
    names_facts: bool = True
    needs_proof: bool = False
    holds: tuple[Hold, ...] = ()
    erp_as_of: datetime | None = None
    paid_since_sync: bool = False
    template: str | None = "approved"
    paused_globally: bool = False
    window_open: bool = False
    overridden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ContactQuestion:
    """What is asked of the gate.

    now: aware, any zone. zones: the IANA zones the customer may be in; several mean that every one of
    them must allow it. contacts: instants of earlier pushes to this person, attempts and `unknown` ones
    included. receivables: ids that the message names; empty for a message that names none.
    """

    purpose: Purpose
    now: datetime
    country: str
    subdivision: str | None = None
    zones: tuple[str, ...] = ()
    contacts: tuple[datetime, ...] = ()
    receivables: tuple[int, ...] = ()
    standing: Standing = Standing()


@dataclass(frozen=True, slots=True)
class Warned:
    """A rule of a softer layer that a person may override, giving a reason."""

    rule: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Allowed:
    """The message may leave now. `rulebook` is the version; `consulted` the rule ids that were asked."""

    rulebook: str
    consulted: tuple[str, ...]
    local: datetime
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class Deferred:
    """Not now; from `until` (aware) on, as far as can be known, it may."""

    until: datetime
    rule: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """No; and time alone does not change it in a way that we could name."""

    rule: str
    source: str
    reason: str


Verdict = Allowed | Deferred | Refused
