"""Buckets, at the edges."""

from __future__ import annotations

import pytest

from puntual.domain.aging import Buckets


@pytest.mark.parametrize(
    ("dpd", "name"),
    [
        (-400, "not_due"), (0, "not_due"), (1, "1-7"), (7, "1-7"), (8, "8-30"), (30, "8-30"), (31, "31-60"),
        (60, "31-60"), (61, "61-90"), (90, "61-90"), (91, "91+"), (4000, "91+"),
    ],
)  # fmt: skip
def test_the_default_buckets_at_their_edges(dpd: int, name: str) -> None:
    assert Buckets().name(dpd) == name


@pytest.mark.parametrize("edges", [(), (0,), (7, 7), (30, 7), (-1, 5)])
def test_edges_that_do_not_rise_are_refused(edges: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="edges"):
        Buckets(edges)
