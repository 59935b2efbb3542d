"""Doubts about customers that do not stop a case: they are for whoever keeps the master data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import phonenumbers

from puntual.domain.record import CustomerSeen, FindingSeen, Severity
from puntual.domain.text import unaccented
from puntual.rules.finding_hints import finding
from puntual.rules.phones import normalise
from puntual.rules.quality.duplicates import alike
from puntual.rules.quality.tax_ids import is_invalid

WARN, NOTE = Severity.WARN, Severity.NOTE
_RETIRED_WORDS = (
    r"(?:dad[oa] de )?baja|inactiv[oa]|inativ[oa]|suspendid[oa]|suspens[oa]|duplicad[oa]|repetid[oa]|"
    r"cancelad[oa]|no usar|nao usar|do not use"
)
# Only apart from the name: "Baja California Norte" and "La Repetida" are names.
_RETIRED = re.compile(
    rf"[(\[{{*]\s*(?:{_RETIRED_WORDS})\b|^(?:{_RETIRED_WORDS})\s*[-:*]|[-:*]\s*(?:{_RETIRED_WORDS})\W*$"
)


def check_customers(customers: Sequence[CustomerSeen], country: str) -> Iterator[FindingSeen]:
    """Tax ids that cannot exist, names that say "retired", phones from abroad, nearly the same names.

    country: ISO alpha-2, for customers without one of their own.
    """
    for one in customers:
        home = (one.country or country).upper()
        if is_invalid(one.tax_id, home):
            yield finding("invalid_tax_id", WARN, one.row, customer=one.key, value=one.tax_id)
        if is_retired(one.name):
            yield finding("retired_customer", WARN, one.row, customer=one.key, value=one.name)
        yield from _from_abroad(one, home)
    yield from _alike(customers, country)


def is_retired(name: str) -> bool:
    """Whether a mark set apart from the name says that the customer is not to be used: "(BAJA) Ana"."""
    return _RETIRED.search(unaccented(name)) is not None


def _from_abroad(customer: CustomerSeen, home: str) -> Iterator[FindingSeen]:
    """The number to write to is of another country than the customer. Only a + or 00 can make it so."""
    prefix = phonenumbers.country_code_for_region(home)
    for point in customer.contact_points:
        if not prefix or not point.raw.strip().lstrip("'\"( ").startswith(("+", "00")):
            continue
        number = normalise(point.raw, home).e164
        if number and not number.startswith(f"+{prefix}"):
            yield finding("foreign_phone", NOTE, customer.row, customer=customer.key, value=number)


def _alike(customers: Sequence[CustomerSeen], country: str) -> Iterator[FindingSeen]:
    """Both customers of a pair, each naming the other; those who share a phone have a graver finding already."""
    for pair in alike(customers):
        if _numbers(pair.one, country) & _numbers(pair.other, country):
            continue
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            yield finding("similar_customer", NOTE, one.row, customer=one.key, value=other.key)


def _numbers(customer: CustomerSeen, country: str) -> set[str]:
    home = customer.country or country
    return {number for point in customer.contact_points for number in normalise(point.raw, home).candidates}
