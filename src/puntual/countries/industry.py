"""What every rulebook shares: the industry's own rules, and how a country's rules become a book."""

from __future__ import annotations

from datetime import date, time
from hashlib import sha256

from puntual.domain.rulebook import (
    CapPer,
    Charges,
    ClosedDays,
    Confidence,
    ContactCap,
    ContactGap,
    ContactHours,
    Layer,
    Overlay,
    Rule,
    Rulebook,
    Source,
)

READ_ON = date(2026, 11, 22)
MONDAY_TO_FRIDAY = frozenset({1, 2, 3, 4, 5})
MONDAY_TO_SATURDAY = frozenset({1, 2, 3, 4, 5, 6})
SATURDAY = frozenset({6})
NO_DAY_NAMED = Charges(not_before=None)


def source(text: str, confidence: Confidence) -> Source:
    """A source as it was read for this edition of the rulebooks."""
    return Source(text=text, read_on=READ_ON, confidence=confidence)


_PRACTICE = source(
    "Industry practice: 8 to 20 h, no Sundays, no holidays, three contacts a month", Confidence.MEDIUM
)

INDUSTRY: tuple[Rule, ...] = (
    ContactHours("industry.hours", Layer.INDUSTRY, MONDAY_TO_SATURDAY, time(8), time(20), _PRACTICE),
    ClosedDays("industry.closed_days", Layer.INDUSTRY, _PRACTICE),
    ContactCap("industry.monthly_cap", Layer.INDUSTRY, 3, CapPer.MONTH, _PRACTICE),
)


def states(codes: str, *zones: str) -> dict[str, tuple[str, ...]]:
    """The same IANA zones for each of the blank-separated ISO 3166-2 suffixes."""
    return dict.fromkeys(codes.split(), zones)


def own_caution(code: str, *, day: int | None = 1, week: int = 2, gap: int | None = 2) -> tuple[Rule, ...]:
    """Caps and gap that we set ourselves where the law is silent or looser.

    day, week: pushes. gap: days that the dates of two pushes differ by. None where the law says the same.
    """
    why = source("Puntual's own caution, stricter than the law found", Confidence.LOW)
    rules: list[Rule] = []
    if day is not None:
        rules.append(ContactCap(f"{code}.daily_cap", Layer.CAUTION, day, CapPer.DAY, why))
    if gap is not None:
        rules.append(ContactGap(f"{code}.gap", Layer.CAUTION, gap, why))
    rules.append(ContactCap(f"{code}.weekly_cap", Layer.CAUTION, week, CapPer.WEEK, why))
    return tuple(rules)


def book(
    code: str,
    *,
    timezone: str,
    rules: tuple[Rule, ...],
    languages: tuple[str, ...] = ("es",),
    zones: dict[str, tuple[str, ...]] | None = None,
    overlays: tuple[Overlay, ...] = (),
    charges: Charges = NO_DAY_NAMED,
    unsure: tuple[str, ...] = (),
) -> Rulebook:
    """A country's rulebook: its own rules with the industry's below them.

    The version holds a digest of the rules, so that no rule can change while the version stays.
    """
    every = (*rules, *INDUSTRY)
    digest = sha256(repr((every, _stable(overlays), charges)).encode()).hexdigest()[:8]
    return Rulebook(
        code=code,
        version=f"{code}-{READ_ON:%Y-%m-%d}-{digest}",
        timezone=timezone,
        languages=languages,
        rules=every,
        zones=zones or {},
        overlays=overlays,
        charges=charges,
        unsure=unsure,
    )


def _stable(overlays: tuple[Overlay, ...]) -> tuple[object, ...]:
    # The order of a frozenset of text differs from run to run; a version must not.
    return tuple((o.subdivision, tuple(sorted(o.replaces)), o.rules, o.timezone) for o in overlays)
