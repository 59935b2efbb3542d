"""The sample company: its size, its countries, its dirt, and that one seed is one company."""

from __future__ import annotations

from collections import Counter
from datetime import date

import phonenumbers
import pytest

from puntual.cli.demo.places import BY_CODE
from puntual.cli.demo.sample_company import SampleCompany, sample
from puntual.cli.demo.witness import plain_phone
from puntual.rules.phones import normalise

START = date(2026, 3, 2)


@pytest.fixture(scope="module")
def company() -> SampleCompany:
    return sample(1, START)


def test_it_has_1200_open_documents_of_480_customers(company: SampleCompany) -> None:
    assert len({part.number for part in company.instalments}) == 1200
    assert len(company.customers) == 480
    assert {part.customer for part in company.instalments} == {who.key for who in company.customers}


def test_one_seed_is_one_company_and_another_seed_another() -> None:
    assert sample(7, START) == sample(7, START)
    assert sample(7, START) != sample(8, START)


def test_seven_countries_bill_in_their_own_currency(company: SampleCompany) -> None:
    homes = {who.key: BY_CODE[who.country].currency for who in company.customers}
    billed = Counter(part.currency == homes[part.customer] for part in company.instalments)
    assert len({who.country for who in company.customers}) == 7
    assert billed[True] > 20 * billed[False] > 0


def test_some_documents_are_due_in_two_or_three_instalments_of_the_whole(company: SampleCompany) -> None:
    parts = Counter(part.number for part in company.instalments)
    assert set(parts.values()) == {1, 2, 3}
    assert 60 < sum(count > 1 for count in parts.values()) < 200


def test_every_clean_customer_has_a_valid_mobile_that_the_importer_reads_alike(
    company: SampleCompany,
) -> None:
    for who in company.customers:
        if who.dirt in {"", "shared_number"}:
            e164 = normalise(who.phone, who.country).e164
            assert e164 is not None
            assert phonenumbers.is_valid_number(phonenumbers.parse(e164))
            assert plain_phone(e164) == plain_phone(who.wa_id)


def test_a_number_belongs_to_one_customer_except_where_it_is_shared_on_purpose(
    company: SampleCompany,
) -> None:
    owners = Counter(plain_phone(who.wa_id) for who in company.customers if who.wa_id)
    shared = [who for who in company.customers if who.dirt == "shared_number"]
    assert sum(count - 1 for count in owners.values()) == len(shared) == 2


@pytest.mark.parametrize(
    "kind",
    [
        "missing_phone", "impossible_phone", "placeholder_phone", "landline", "shared_number", "missing_name",
        "duplicate_tax_id", "generic_customer", "zero_balance", "negative_balance", "impossible_date",
        "missing_amount", "due_before_issue", "balance_above_total", "unknown_currency",
    ],
)  # fmt: skip
def test_the_usual_dirt_is_there(company: SampleCompany, kind: str) -> None:
    assert any(who.dirt == kind for who in company.customers)


def test_no_invoice_is_issued_after_the_first_day(company: SampleCompany) -> None:
    assert all(part.issued <= START for part in company.instalments)
