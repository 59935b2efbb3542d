"""Contact rules as dated data: windows, caps, gaps, each with its source and confidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum


class Layer(StrEnum):
    """Who makes the rule. A layer may only make the ones before it stricter."""

    LAW = "law"
    CAUTION = "caution"
    INDUSTRY = "industry"
    COMPANY = "company"


class Confidence(StrEnum):
    """How sure we are: official text or several sources, secondary sources, inference."""

    HIGH = "H"
    MEDIUM = "M"
    LOW = "L"


class CapPer(StrEnum):
    """The span a cap counts over, in the customer's dates."""

    DAY = "day"
    WEEK = "week"  # the ISO week, and any seven days running: both must hold
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from, and when we read it."""

    text: str
    read_on: date
    confidence: Confidence = Confidence.MEDIUM


@dataclass(frozen=True, slots=True)
class Span:
    """When a rule held. Both ends inclusive; None is open."""

    since: date = date.min
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the rule held on `day`."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class ContactHours:
    """On these ISO weekdays (1 Monday .. 7 Sunday) a push may leave from `opens` until before `closes`.

    A layer that lists any hours closes every weekday that it does not list.
    """

    rule: str
    layer: Layer
    weekdays: frozenset[int]
    opens: time
    closes: time
    source: Source
    span: Span = Span()


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """No push on public holidays (of the country and the subdivision)."""

    rule: str
    layer: Layer
    source: Source
    span: Span = Span()


@dataclass(frozen=True, slots=True)
class ContactCap:
    """At most `attempts` pushes per person in one `per`."""

    rule: str
    layer: Layer
    attempts: int
    per: CapPer
    source: Source
    span: Span = Span()


@dataclass(frozen=True, slots=True)
class ContactGap:
    """Calendar dates of two pushes differ by at least `days`."""

    rule: str
    layer: Layer
    days: int
    source: Source
    span: Span = Span()


Rule = ContactHours | ClosedDays | ContactCap | ContactGap


@dataclass(frozen=True, slots=True)
class Overlay:
    """Rules of a subdivision with a law of its own. They replace the country's rules of the ids named."""

    subdivision: str
    replaces: frozenset[str]
    rules: tuple[Rule, ...]
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class Charges:
    """When a message may mention default charges: never before `not_before` days past due."""

    not_before: int | None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Rulebook:
    """One country's contact rules.

    code: ISO 3166-1 alpha-2, or "*" for the fallback. version: changes when any rule changes.
    timezone: the capital's IANA zone. zones: subdivision code -> IANA zones there.
    unsure: doubts, written down and read the strict way.
    """

    code: str
    version: str
    timezone: str
    languages: tuple[str, ...]
    rules: tuple[Rule, ...]
    zones: dict[str, tuple[str, ...]] = field(default_factory=dict)
    overlays: tuple[Overlay, ...] = ()
    charges: Charges = Charges(not_before=None)
    unsure: tuple[str, ...] = ()
