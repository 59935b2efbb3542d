"""How a promise ends, what counts as paid, and which day may be promised."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puntual.rules.promise import (
    PromiseEnd,
    acceptable_day,
    add_business_days,
    ended,
    paid_since,
    promised,
)

TODAY = date(2026, 4, 6)
_BALANCES = st.dictionaries(st.integers(1, 6), st.integers(0, 10**9), min_size=1)


@pytest.mark.parametrize(
    ("paid", "end"),
    [(0, "broken"), (1, "partly_kept"), (949, "partly_kept"), (950, "kept"), (1000, "kept"), (5000, "kept")],
)
def test_kept_from_95_per_cent_partly_from_one_cent(paid: int, end: str) -> None:
    assert ended(1000, paid) is PromiseEnd(end)


def test_a_receivable_that_is_gone_is_paid_and_one_that_rose_takes_nothing_away() -> None:
    assert paid_since({1: 500, 2: 300, 3: 100}, {2: 100, 3: 900}) == 700


def test_no_amount_means_all_that_was_open_and_no_amount_is_more_than_that() -> None:
    assert promised(None, {1: 500, 2: 300}) == 800
    assert promised(9999, {1: 500, 2: 300}) == 800
    assert promised(600, {1: 500, 2: 300}) == 600


@given(_BALANCES, _BALANCES, st.one_of(st.none(), st.integers(1, 10**9)))
def test_paying_more_never_makes_a_promise_worse(
    base: dict[int, int], now: dict[int, int], amount: int | None
) -> None:
    order = [PromiseEnd.BROKEN, PromiseEnd.PARTLY_KEPT, PromiseEnd.KEPT]
    wanted = promised(amount, base)
    less = ended(wanted, paid_since(base, now))
    more = ended(wanted, paid_since(base, {key: value // 2 for key, value in now.items()}))
    assert order.index(more) >= order.index(less)


@given(_BALANCES)
def test_who_pays_all_has_kept_any_promise_and_who_pays_nothing_none(base: dict[int, int]) -> None:
    everything = promised(None, base)
    assert ended(everything, paid_since(base, {})) is PromiseEnd.KEPT
    if everything:
        assert ended(everything, paid_since(base, base)) is PromiseEnd.BROKEN


def test_today_may_be_promised_and_the_last_day_of_the_span_but_not_beyond() -> None:
    assert acceptable_day(TODAY, TODAY, 30) is None
    assert acceptable_day(TODAY + timedelta(days=30), TODAY, 30) is None
    beyond = acceptable_day(TODAY + timedelta(days=31), TODAY, 30)
    past = acceptable_day(TODAY - timedelta(days=1), TODAY, 30)
    assert beyond is not None
    assert past is not None
    assert (beyond.why, past.why) == ("too_far", "past")
    assert beyond.latest == TODAY + timedelta(days=30)


def test_business_days_pass_over_the_weekend() -> None:
    friday = date(2026, 4, 10)
    assert add_business_days(friday, 2) == date(2026, 4, 14)
    assert add_business_days(date(2026, 4, 11), 1) == date(2026, 4, 13)
    assert add_business_days(friday, 0) == friday
