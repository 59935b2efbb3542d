"""Counts pushes against caps and gaps. Days are ordinals (`date.toordinal`) in the customer's own dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from puntual.domain.rulebook import CapPer, ContactCap, ContactGap

_WEEK = 7


def cap_reached(cap: ContactCap, day: int, contacts: Sequence[int]) -> bool:
    """Whether one more push on `day` would exceed `cap`, given the days of all other pushes.

    Pushes on later days count as well: a push that is already on its way there must still fit.
    """
    if len(contacts) < cap.attempts:
        return False
    match cap.per:
        case CapPer.DAY:
            return contacts.count(day) >= cap.attempts
        case CapPer.WEEK:
            return _any_seven_days(day, contacts) >= cap.attempts
        case CapPer.MONTH:
            return _month(day, contacts) >= cap.attempts
        case _:
            assert_never(cap.per)


def too_close(gap: ContactGap, day: int, contacts: Sequence[int]) -> bool:
    """Whether `day` differs from the date of another push by less than the gap."""
    return any(abs(day - other) < gap.days for other in contacts)


def _any_seven_days(day: int, contacts: Sequence[int]) -> int:
    """The most pushes in any seven days running that hold `day`; its ISO week is one of them."""
    near = [other for other in contacts if abs(other - day) < _WEEK]
    starts = [other for other in near if other <= day] or [day]
    return max(sum(start <= other < start + _WEEK for other in near) for start in (*starts, day))


def _month(day: int, contacts: Sequence[int]) -> int:
    this = date.fromordinal(day)
    first = this.replace(day=1).toordinal()
    # 31 days on lies in the next month, or is its first day, whatever the month.
    after = date.fromordinal(first + 31).replace(day=1).toordinal()
    return sum(first <= other < after for other in contacts)
