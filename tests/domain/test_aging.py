"""Days past due and buckets, at the edges."""

from __future__ import annotations

from datetime import date

import pytest

from puntual.domain.aging import Buckets, days_past_due


@pytest.mark.parametrize(
    ("dpd", "name"),
    [
        (-400, "not_due"), (0, "not_due"), (1, "1-7"), (7, "1-7"), (8, "8-30"), (30, "8-30"), (31, "31-60"),
        (60, "31-60"), (61, "61-90"), (90, "61-90"), (91, "91+"), (4000, "91+"),
    ],
)  # fmt: skip
def test_the_default_buckets_at_their_edges(dpd: int, name: str) -> None:
    assert Buckets().name(dpd) == name


def test_days_are_calendar_days_over_a_leap_day() -> None:
    assert days_past_due(date(2028, 2, 28), date(2028, 3, 1)) == 2
    assert days_past_due(date(2026, 4, 6), date(2026, 4, 6)) == 0
    assert days_past_due(date(2026, 4, 6), date(2026, 4, 5)) == -1


@pytest.mark.parametrize("edges", [(), (0,), (7, 7), (30, 7), (-1, 5)])
def test_edges_that_do_not_rise_are_refused(edges: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="edges"):
        Buckets(edges)
