"""Money: minor units, exponents, and what may not be added."""

from __future__ import annotations

from decimal import Decimal

import pytest

from puntual.domain.money import (
    MixedCurrencies,
    Money,
    UnknownCurrency,
    exponent,
    money,
    split,
    total,
    totals,
)


def test_an_amount_is_kept_in_the_minor_units_of_its_currency() -> None:
    assert money("1250.50", "MXN") == Money(125_050, "MXN")
    assert money("125000", "CLP") == Money(125_000, "CLP")
    assert money("1.2345", "CLF").minor == 12_345


def test_half_a_minor_unit_goes_to_the_even_neighbour() -> None:
    assert [money(text, "MXN").minor for text in ("0.005", "0.015", "0.025")] == [0, 2, 2]


def test_two_currencies_never_meet_in_a_sum_or_a_comparison() -> None:
    with pytest.raises(MixedCurrencies):
        Money(1, "MXN") + Money(1, "COP")
    with pytest.raises(MixedCurrencies):
        _ = Money(1, "MXN") < Money(1, "USD")
    with pytest.raises(MixedCurrencies):
        total([Money(1, "MXN"), Money(1, "USD")], "MXN")


def test_totals_are_kept_apart_by_currency() -> None:
    sums = totals([Money(5, "USD"), Money(1, "MXN"), Money(2, "USD")])
    assert sums == {"MXN": Money(1, "MXN"), "USD": Money(7, "USD")}
    assert list(sums) == ["MXN", "USD"]


def test_an_unknown_currency_is_refused() -> None:
    with pytest.raises(UnknownCurrency):
        exponent("PESOS")
    with pytest.raises(UnknownCurrency):
        money(1, "")


@pytest.mark.parametrize("text", ["abc", "NaN", "Infinity", "-Infinity", ""])
def test_what_is_no_finite_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        money(text, "MXN")


def test_the_decimal_form_has_exactly_the_currencys_decimals() -> None:
    assert str(Money(125_050, "MXN").decimal) == "1250.50"
    assert str(Money(0, "MXN").decimal) == "0.00"
    assert str(Money(125_000, "CLP").decimal) == "125000"
    assert Money(-5, "MXN").decimal == Decimal("-0.05")


def test_three_parts_of_a_hundred_cents() -> None:
    assert split(100, [1, 1, 1]) == [34, 33, 33]


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [-1]])
def test_weights_that_cannot_share_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        split(100, weights)
