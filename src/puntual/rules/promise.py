"""How a promise to pay ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# Bank fees and rounding: a promise counts as kept from 95 % of the promised amount.
KEPT_SHARE = (95, 100)


class PromiseEnd(StrEnum):
    """The ways a promise ends once its day is over."""

    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    BROKEN = "broken"


def paid_since(baseline: Mapping[int, int], balances: Mapping[int, int]) -> int:
    """Minor units paid on the receivables of a promise since it was made.

    baseline: balances then, by receivable id. balances: balances now; a receivable that is gone is paid.
    A balance that rose (a correction) never cancels what was paid on another.
    """
    return sum(max(0, before - balances.get(key, 0)) for key, before in baseline.items())


def promised(amount: int | None, baseline: Mapping[int, int]) -> int:
    """What was promised, in minor units: the amount named, at most all that was open."""
    everything = sum(baseline.values())
    return everything if amount is None else min(amount, everything)


def ended(promised_minor: int, paid_minor: int) -> PromiseEnd:
    """Kept from 95 % on, partly kept for anything less than that but more than nothing, else broken."""
    share, whole = KEPT_SHARE
    if paid_minor * whole >= promised_minor * share:
        return PromiseEnd.KEPT
    return PromiseEnd.PARTLY_KEPT if paid_minor > 0 else PromiseEnd.BROKEN


@dataclass(frozen=True, slots=True)
class DateRefused:
    """A promised day that policy does not take, and why ("past", "too_far")."""

    why: str
    latest: date


def acceptable_day(day: date, today: date, max_days: int) -> DateRefused | None:
    """None when the day may be promised: today or later, at most `max_days` from today."""
    latest = today + timedelta(days=max_days)
    if day < today:
        return DateRefused("past", latest)
    return DateRefused("too_far", latest) if day > latest else None


def add_business_days(day: date, count: int) -> date:
    """`count` business days (Monday to Friday) after `day`."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
