"""Amounts as customers write them, beside an open balance of 5,000 unless the row says otherwise."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from puntual.domain.reading import Context
from puntual.understanding import read

TODAY = date(2026, 4, 14)


def values(
    text: str, language: str = "es", country: str = "MX", balance: str | None = "5000", currency: str = "MXN"
):
    context = Context(TODAY, country, language, Decimal(balance) if balance else None, currency)
    return [one.value for one in read(text, context).amounts]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("le deposito 1500", "1500"),
        ("le abono $1,250.50", "1250.50"),
        ("son 1.250,50 pesos", "1250.50"),
        ("1,250", "1250"),
        ("1.250", "1250"),
        ("$ 800", "800"),
        ("50 pesos", "50"),
        ("2 mil", "2000"),
        ("2mil pesos", "2000"),
        ("3k", "3000"),
        ("mil quinientos", "1500"),
        ("dos mil", "2000"),
        ("quinientos pesos", "500"),
        ("mil doscientos cincuenta", "1250"),
        ("500 varos", "500"),
        ("la mitad", "2500"),
        ("el 50%", "2500"),
        ("20 por ciento", "1000"),
        ("pago todo el saldo", "5000"),
        ("el total", "5000"),
        ("abono 1'200", "1200"),
    ],
)
def test_spanish_amounts(text: str, value: str) -> None:
    assert values(text) == [Decimal(value)]


@pytest.mark.parametrize(
    ("text", "language", "country", "balance", "value"),
    [
        ("pago R$ 1.250,50", "pt", "BR", "5000", "1250.50"),
        ("a metade", "pt", "BR", "5000", "2500"),
        ("200 conto", "pt", "BR", "5000", "200"),
        ("mil e quinhentos reais", "pt", "BR", "5000", "1500"),
        ("2 mil reais", "pt", "BR", "5000", "2000"),
        ("half of it", "en", "US", "5000", "2500"),
        ("two thousand", "en", "US", "5000", "2000"),
        ("$1,200.00", "en", "US", "5000", "1200.00"),
        ("50 lucas", "es", "CL", "900000", "50000"),
        ("5 lucas", "es", "PE", "900", "5"),
        ("dos palos", "es", "AR", "5000000", "2000000"),
        ("medio palo", "es", "AR", "5000000", "500000"),
        ("$1.250.000", "es", "CO", "2000000", "1250000"),
    ],
)
def test_amounts_of_other_countries(text: str, language: str, country: str, balance: str, value: str) -> None:
    assert values(text, language, country, balance) == [Decimal(value)]


@pytest.mark.parametrize(
    "text",
    [
        "el 15 de abril",
        "tengo 2 facturas",
        "factura 1500",
        "mi cel es 5512345678",
        "CLABE 032180000118359719",
        "a las 15:30",
        "en 2026",
        "sí, todo bien",
        "uno nunca sabe",
        "de todos modos gracias",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert values(text) == []


def test_shares_need_a_known_balance() -> None:
    assert values("la mitad", balance=None) == []


def test_the_rest_is_what_the_other_amount_leaves() -> None:
    assert values("le pago 2000 el viernes y el resto el lunes") == [Decimal(2000), Decimal(3000)]


def test_a_separator_is_read_by_what_the_balance_makes_plausible() -> None:
    assert values("1.500", balance="9000") == [Decimal(1500)]
    assert values("1.500", balance="10", currency="KWD") == []


def test_a_bare_number_far_above_the_balance_is_no_amount() -> None:
    assert values("777123") == []


def test_a_currency_without_decimals_gives_whole_amounts() -> None:
    assert values("la mitad", country="CL", balance="5001", currency="CLP") == [Decimal(2500)]
