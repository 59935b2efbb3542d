"""Money and dates look as Babel writes them in every locale that we use."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date
from babel.numbers import format_currency

from puntual.domain.money import Money, exponent
from puntual.wording.formats import day_text, locale_for, money_text, total_text, weekday_text

COUNTRIES = [
    "MX",
    "CO",
    "CL",
    "PE",
    "AR",
    "EC",
    "BR",
    "GT",
    "CR",
    "PA",
    "UY",
    "DO",
    "BO",
    "PY",
    "SV",
    "HN",
    "NI",
    "VE",
    "US",
]
CURRENCIES = [
    "MXN",
    "COP",
    "CLP",
    "PEN",
    "ARS",
    "USD",
    "BRL",
    "GTQ",
    "CRC",
    "PAB",
    "UYU",
    "DOP",
    "BOB",
    "PYG",
    "CLF",
    "KWD",
    "EUR",
]


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_money_equals_babels_own_rendering(language: str, country: str) -> None:
    locale = locale_for(language, country)
    for currency in CURRENCIES:
        pattern = "#,##0" + ("." + "0" * exponent(currency) if exponent(currency) else "") + " ¤¤"
        for minor in (0, 1, 99, 100, 99999, 100000, 123456789, -123456789):
            amount = Money(minor, currency)
            babel = format_currency(
                amount.decimal, currency, format=pattern, locale=locale, currency_digits=False
            )
            assert money_text(amount, locale) == babel


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_spanish_date_equals_babels_long_form(country: str) -> None:
    locale = locale_for("es", country)
    for month in range(1, 13):
        day = date(2026, month, 15)
        assert day_text(day, locale) == format_date(day, "long", locale=locale)


def test_dates_carry_their_weekday_where_a_day_is_agreed() -> None:
    day = date(2026, 4, 15)
    assert weekday_text(day, "es_MX") == "miércoles 15 de abril de 2026"
    assert weekday_text(day, "pt_BR") == "15 de abril de 2026 (quarta-feira)"
    assert weekday_text(day, "en_US") == "Wednesday, April 15, 2026"


def test_an_unknown_country_falls_back_to_latin_american_spanish() -> None:
    assert locale_for("es", "ZZ") == "es_419"
    assert locale_for("es", "") == "es_419"


def test_three_currencies_read_as_a_list() -> None:
    amounts = (Money(100, "MXN"), Money(200, "USD"), Money(300, "EUR"), Money(100, "MXN"))
    assert total_text(amounts, "es_MX") == "3.00 EUR, 2.00 MXN y 2.00 USD"
