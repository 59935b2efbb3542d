"""How money, dates and lists look in a customer's locale: the one place where a fact becomes text.

The separators and month names are Babel's (CLDR). Babel's own `format_currency` costs some 60 µs a call,
which a plan of 25,000 messages cannot pay, so separators are read once per locale; a test compares the
result with Babel's for all locales and currencies.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel import Locale, localedata
from babel.dates import format_date

from puntual.domain.money import Money, exponent, totals

LANGUAGES = ("es", "pt", "en")
_DAY = {"es": "d 'de' MMMM 'de' y", "pt": "d 'de' MMMM 'de' y", "en": "MMMM d, y"}
_WEEKDAY = {
    "es": "EEEE d 'de' MMMM 'de' y",
    # In brackets, because the article of a Portuguese weekday changes with its gender.
    "pt": "d 'de' MMMM 'de' y (EEEE)",
    "en": "EEEE, MMMM d, y",
}
_AND = {"es": " y ", "pt": " e ", "en": " and "}


@lru_cache(maxsize=256)
def language_for(tag: str, country: str = "") -> str:
    """One of "es", "pt", "en" for a record's language tag; without a usable tag, by country."""
    language = tag.replace("_", "-").split("-")[0].lower()
    if language in LANGUAGES:
        return language
    return {"BR": "pt", "US": "en"}.get(country.upper(), "es")


@lru_cache(maxsize=256)
def locale_for(language: str, country: str) -> str:
    """The Babel locale for a language ("es", "pt", "en") and a country; Latin American Spanish if unknown."""
    if language == "pt":
        return "pt_BR"
    if language == "en":
        return "en_US"
    tag = f"es_{country.upper()}"
    return tag if country and localedata.exists(tag) else "es_419"


@lru_cache(maxsize=256)
def separators(locale: str) -> tuple[str, str]:
    """The group and decimal separators of a locale."""
    symbols = Locale.parse(locale).number_symbols["latn"]
    return symbols["group"], symbols["decimal"]


@lru_cache(maxsize=8192)
def money_text(amount: Money, locale: str) -> str:
    """An amount with its currency code: "12,500.00 MXN" in Mexico, "12.500,00 COP" in Colombia."""
    group, decimal = separators(locale)
    places = exponent(amount.currency)
    whole, minor = divmod(abs(amount.minor), 10**places)
    digits = f"{whole:,}".replace(",", group)
    fraction = f"{decimal}{minor:0{places}d}" if places else ""
    sign = "-" if amount.minor < 0 else ""
    return f"{sign}{digits}{fraction} {amount.currency}"


@lru_cache(maxsize=8192)
def day_text(day: date, locale: str) -> str:
    """A date in words, month spelled out: "15 de abril de 2026"."""
    return str(format_date(day, _DAY[locale[:2]], locale=locale))


@lru_cache(maxsize=8192)
def weekday_text(day: date, locale: str) -> str:
    """A date in words with its weekday: "miércoles 15 de abril de 2026"."""
    return str(format_date(day, _WEEKDAY[locale[:2]], locale=locale))


def total_text(amounts: tuple[Money, ...], locale: str) -> str:
    """Totals by currency, never added across: "1,250.00 MXN y 300.00 USD". Empty for no amounts."""
    currencies = {amount.currency for amount in amounts}
    if len(currencies) == 1:
        return money_text(Money(sum(amount.minor for amount in amounts), *currencies), locale)
    parts = [money_text(amount, locale) for amount in totals(amounts).values()]
    return listed(parts, locale[:2])


def listed(parts: list[str], language: str) -> str:
    """Parts in a sentence: "a, b y c"."""
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + _AND[language] + parts[-1]
