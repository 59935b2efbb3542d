"""The relationship with a customer, from their own history."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from puntual.domain.policy import Policy, Segment
from puntual.rules.segments import History, segment

TODAY = date(2026, 4, 6)
LONG_AGO = TODAY - timedelta(days=800)


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        (History(20, 0, 1, LONG_AGO), Segment.BROKEN_PROMISES),
        (History(20, 2, 0, LONG_AGO), Segment.GOOD),
        (History(0, 0, 0, LONG_AGO), Segment.GOOD),
        (History(3, 5, 0, LONG_AGO), Segment.REPEAT_LATE),
        (History(0, 1, 0, LONG_AGO), Segment.NEW),
        (History(0, 0, 0, None), Segment.NEW),
        (History(2, 0, 0, TODAY - timedelta(days=30)), Segment.NEW),
        (History(9, 0, 0, TODAY - timedelta(days=30)), Segment.NEW),
        (History(9, 1, 0, None), Segment.GOOD),
        (History(5, 3, 0, None), Segment.REPEAT_LATE),
    ],
)
def test_the_segment_follows_from_the_history(history: History, expected: Segment) -> None:
    assert segment(history, TODAY, Policy()) is expected
