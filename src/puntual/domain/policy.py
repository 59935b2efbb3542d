"""What a company decides for itself: whom to write to, when, how often, and when a person takes over.

The defaults are safe to go live with. Amounts are minor units by currency; days are calendar days.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from .aging import DEFAULT_EDGES
from .rulebook import ContactCap, ContactHours


class Segment(StrEnum):
    """The relationship, from the customer's own payment history."""

    GOOD = "good"  # long-standing and usually on time
    NEW = "new"
    REPEAT_LATE = "repeat_late"
    BROKEN_PROMISES = "broken_promises"


class FirstContact(StrEnum):
    """What the first message of all may say to a number that has not answered yet."""

    EXACT_WHERE_SAFE = "exact_where_safe"
    NEUTRAL = "neutral"


class OnSilence(StrEnum):
    """What follows after the set number of contacts without an answer."""

    ESCALATE = "escalate"
    STALL = "stall"


class OnVoice(StrEnum):
    """What happens to a voice note. TRANSCRIBE needs the extra `voice`; what stays in doubt goes to a person."""

    HUMAN = "human"
    ASK_FOR_TEXT = "ask_for_text"
    TRANSCRIBE = "transcribe"


@dataclass(frozen=True, slots=True)
class DunningStep:
    """One planned contact: `day` is days past due (-3 is before). Lower `priority` gives way last."""

    code: str
    day: int
    tone: str
    priority: int


DEFAULT_STEPS = (
    DunningStep("D-3", -3, "friendly", 3),
    DunningStep("D0", 0, "notice", 4),
    DunningStep("D+3", 3, "cordial", 1),
    DunningStep("D+7", 7, "direct", 5),
    DunningStep("D+15", 15, "firm", 2),
    DunningStep("D+31", 31, "firm", 0),
    DunningStep("D+61", 61, "firm", 0),
    DunningStep("D+90", 90, "final", 0),
)


@dataclass(frozen=True, slots=True)
class Cadence:
    """The ordered steps for one segment, and after how many unanswered contacts a person looks."""

    steps: tuple[DunningStep, ...] = DEFAULT_STEPS
    silence_after: int = 3


def default_cadences() -> dict[Segment, Cadence]:
    """A good payer is reminded less; who broke promises reaches a person sooner."""
    gentle = tuple(step for step in DEFAULT_STEPS if step.code != "D+7")
    return {
        Segment.GOOD: Cadence(steps=gentle),
        Segment.NEW: Cadence(),
        Segment.REPEAT_LATE: Cadence(),
        Segment.BROKEN_PROMISES: Cadence(silence_after=2),
    }


@dataclass(frozen=True, slots=True)
class ExtensionTerms:
    """What the agent may grant without asking. `instalments` 1 means more days only."""

    max_days: int = 7
    max_instalments: int = 3
    min_instalment: dict[str, int] = field(default_factory=dict)
    instalment_every_days: int = 15


@dataclass(frozen=True, slots=True)
class RollOut:
    """Limits the agent to a bracket, segments or customers; shadow composes and sends nothing."""

    buckets: frozenset[str] = frozenset()
    segments: frozenset[Segment] = frozenset()
    customers: frozenset[str] = frozenset()
    shadow: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """All of a company's choices. See each field's comment for its meaning and unit."""

    bucket_edges: tuple[int, ...] = DEFAULT_EDGES
    cadences: dict[Segment, Cadence] = field(default_factory=default_cadences)
    # Stricter than the rulebook only; layered on top of law, caution and industry.
    hours: tuple[ContactHours, ...] = ()
    caps: tuple[ContactCap, ...] = ()
    closed_days: frozenset[date] = frozenset()
    # Below this open balance a customer gets pre-due and due notices only (if `notices_below_minimum`).
    minimum_balance: dict[str, int] = field(default_factory=dict)
    notices_below_minimum: bool = False
    # At or above this open balance a person negotiates; the agent only reminds and answers facts.
    human_above: dict[str, int] = field(default_factory=dict)
    first_contact: FirstContact = FirstContact.EXACT_WHERE_SAFE
    names_charges: bool = False
    executive: str | None = None
    preferred_channel: str | None = None
    on_silence: OnSilence = OnSilence.ESCALATE
    reopen_on_new_bucket: bool = True
    silence_days: int = 3
    promise_max_days: int = 30
    promise_reminder_at: time = time(16, 0)
    clearing_business_days: int = 2
    extension: ExtensionTerms = field(default_factory=ExtensionTerms)
    max_broken_promises: int = 2
    on_voice: OnVoice = OnVoice.HUMAN
    # ERP data older than this may not be the ground for a push.
    max_data_age_hours: int = 36
    # A sync that changes more than this share of the portfolio needs a person's word.
    max_change_share: float = 0.20
    good_payer_months: int = 12
    new_customer_days: int = 90
    roll_out: RollOut = field(default_factory=RollOut)
