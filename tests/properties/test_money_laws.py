"""Laws of money for any amount and any currency."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from puntual.domain.money import Money, money, split, total

CURRENCIES = st.sampled_from(["MXN", "COP", "CLP", "PYG", "BRL", "USD", "CLF", "KWD"])
MINOR = st.integers(-(10**15), 10**15)
WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any)


@given(MINOR, WEIGHTS)
def test_splitting_loses_nothing(amount: int, weights: list[int]) -> None:
    parts = split(amount, weights)
    assert sum(parts) == amount
    assert len(parts) == len(weights)


@given(MINOR, WEIGHTS)
def test_no_part_is_further_than_one_unit_from_its_share(amount: int, weights: list[int]) -> None:
    whole = sum(weights)
    for part, weight in zip(split(amount, weights), weights, strict=True):
        assert abs(part * whole - amount * weight) < whole
        assert weight or part == 0


@given(MINOR, WEIGHTS)
def test_splitting_a_debit_mirrors_splitting_a_credit(amount: int, weights: list[int]) -> None:
    assert split(-amount, weights) == [-part for part in split(amount, weights)]


@given(st.integers(0, 10**12), st.integers(1, 12))
def test_equal_parts_differ_by_at_most_one_unit(amount: int, count: int) -> None:
    parts = split(amount, [1] * count)
    assert max(parts) - min(parts) <= 1
    assert parts == sorted(parts, reverse=True)


@given(MINOR, CURRENCIES)
def test_an_amount_survives_the_way_through_its_decimal_form(minor: int, currency: str) -> None:
    assert money(Money(minor, currency).decimal, currency) == Money(minor, currency)


@given(MINOR, MINOR, MINOR, CURRENCIES)
def test_sums_do_not_depend_on_their_order(a: int, b: int, c: int, currency: str) -> None:
    amounts = [Money(minor, currency) for minor in (a, b, c)]
    assert total(amounts, currency) == total(reversed(amounts), currency) == Money(a + b + c, currency)
    assert amounts[0] + amounts[1] - amounts[1] == amounts[0]


@given(MINOR, MINOR, CURRENCIES)
def test_amounts_are_ordered_as_their_minor_units(a: int, b: int, currency: str) -> None:
    assert (Money(a, currency) < Money(b, currency)) == (a < b)
    assert (Money(a, currency) <= Money(b, currency)) == (a <= b)
