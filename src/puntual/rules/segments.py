"""The relationship with a customer, from their own payment history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from puntual.domain.policy import Policy, Segment

# A payment that arrives within these days of the due date is a transfer in flight, not lateness.
GRACE_DAYS = 3


@dataclass(frozen=True, slots=True)
class History:
    """What is known of a customer: settled receivables on time and late, broken promises, first seen."""

    on_time: int
    late: int
    broken_promises: int
    since: date | None


def segment(history: History, today: date, policy: Policy) -> Segment:
    """Broken promises weigh most; then newness; then whether most past receivables were paid late."""
    if history.broken_promises:
        return Segment.BROKEN_PROMISES
    settled = history.on_time + history.late
    if history.late >= 2 and history.late * 2 > settled:
        return Segment.REPEAT_LATE
    age = (today - history.since).days if history.since else None
    long_standing = age is not None and age >= policy.good_payer_months * 30
    if long_standing and history.late * 5 <= settled:
        return Segment.GOOD
    if settled < 3 or (age is not None and age < policy.new_customer_days):
        return Segment.NEW
    return Segment.GOOD if history.late * 5 <= settled else Segment.REPEAT_LATE
