"""Amounts, dates and times as the person at the console reads them.

Amounts and dates follow the reader's language (with the company's country, which decides the decimal
separator). Times of contacts stand in the customer's own zone and name it, because that is what law binds.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_time, format_timedelta, get_timezone_location
from babel.numbers import format_decimal

from puntual.domain.money import Money
from puntual.wording.formats import locale_for, money_text


@lru_cache(maxsize=64)
def locale_of(language: str, country: str = "") -> Locale:
    """The CLDR locale for a console language in a country: "es" and "CO" give es_CO, "pt-br" gives pt_BR."""
    return Locale.parse(locale_for(language.partition("-")[0].lower(), country))


def amount(money: Money, locale: Locale) -> str:
    """The amount with its ISO code and the currency's own decimals, as messages write it: "1,234.50 MXN"."""
    return money_text(money, str(locale))


def number(value: int, locale: Locale) -> str:
    """A whole number with the locale's grouping."""
    return str(format_decimal(value, locale=locale))


def day(value: date | int, locale: Locale) -> str:
    """A date, or a day number (`date.toordinal()`), without weekday: "14 abr 2026"."""
    when = date.fromordinal(value) if isinstance(value, int) else value
    return str(format_date(when, "d MMM y", locale=locale))


def long_day(value: date | int, locale: Locale) -> str:
    """A date with its weekday: "martes, 14 de abril de 2026"."""
    when = date.fromordinal(value) if isinstance(value, int) else value
    return str(format_date(when, "full", locale=locale))


def zone_name(zone: str, locale: Locale) -> str:
    """The zone as its city in the reader's language ("Ciudad de México")."""
    city = str(get_timezone_location(ZoneInfo(zone), locale=locale, return_city=True))
    # Zones without a city of their own in CLDR come back as their path: "Argentina/Mendoza".
    return city.rpartition("/")[2]


def clock_time(at: datetime, zone: str, locale: Locale) -> str:
    """Hour and minute in `zone`, without naming it: where a heading above already does."""
    return str(format_time(at.astimezone(ZoneInfo(zone)), "HH:mm", locale=locale))


def moment(at: datetime, zone: str, locale: Locale) -> str:
    """Date, time and the zone that they are in: "14 abr 2026 10:15 Bogotá"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{format_datetime(local, 'd MMM y HH:mm', locale=locale)} {zone_name(zone, locale)}"


def wall_time(at: datetime, locale: Locale) -> str:
    """Date and time as the instant itself tells them, in its own offset."""
    return f"{format_datetime(at, 'd MMM y HH:mm', tzinfo=at.tzinfo, locale=locale)} (UTC{at:%z})"


def span(length: timedelta, locale: Locale) -> str:
    """A length of time in its largest fitting unit: "3 horas"."""
    return str(format_timedelta(abs(length), threshold=1.2, locale=locale))


def iso(at: datetime) -> str:
    """The instant for machines: ISO 8601 in UTC."""
    return at.astimezone(UTC).isoformat(timespec="seconds")
