"""Laws of aging for any edges."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from puntual.domain.aging import Buckets

EDGES = st.lists(st.integers(1, 900), min_size=1, max_size=8, unique=True).map(lambda e: tuple(sorted(e)))


@given(EDGES, st.integers(-2000, 2000))
def test_every_day_is_in_exactly_the_bucket_whose_name_holds_it(edges: tuple[int, ...], dpd: int) -> None:
    name = Buckets(edges).name(dpd)
    if name == "not_due":
        assert dpd <= 0
    elif name.endswith("+"):
        assert dpd >= int(name[:-1])
    else:
        first, last = name.split("-")
        assert int(first) <= dpd <= int(last)


@given(EDGES, st.integers(-2000, 2000))
def test_waiting_never_makes_younger(edges: tuple[int, ...], dpd: int) -> None:
    buckets = Buckets(edges)
    assert buckets.index(dpd) <= buckets.index(dpd + 1) <= buckets.index(dpd) + 1


@given(EDGES)
def test_the_names_are_as_many_as_the_buckets(edges: tuple[int, ...]) -> None:
    buckets = Buckets(edges)
    assert len(set(buckets.names)) == len(edges) + 2
    assert buckets.index(edges[-1] + 1) == len(buckets.names) - 1
