"""What the checks of a portfolio find, and what they leave alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import puntual
from puntual.domain.record import (
    ContactPointSeen,
    CreditSeen,
    CustomerSeen,
    FindingSeen,
    ReceivableSeen,
    Severity,
    Snapshot,
    Status,
)
from puntual.rules.finding_hints import HINTS, hint
from puntual.rules.portfolio_checks import change_share, check, customers_with_unread_rows

TODAY = date(2026, 11, 23)
ANA = CustomerSeen(
    "C1", "Abarrotes Ana", 2, tax_id="AAA010101AA1", contact_points=(ContactPointSeen("8112345678"),)
)
RAUL = CustomerSeen(
    "C2", "Raúl Pérez", 3, tax_id="PERR800101AB2", contact_points=(ContactPointSeen("5543218765"),)
)
BILL = ReceivableSeen("C1/F1/1", "C1", "F1", 1, date(2026, 11, 1), 100_00, 40_00, "MXN", 2, date(2026, 10, 1))


def codes(*customers: CustomerSeen, bills: tuple[ReceivableSeen, ...] = ()) -> set[tuple[str, Severity, str]]:
    found = check(Snapshot(customers, bills), TODAY, "MX")
    return {(one.code, one.severity, one.customer) for one in found}


def about(bill: ReceivableSeen) -> list[FindingSeen]:
    return list(check(Snapshot((ANA,), (bill,)), TODAY, "MX"))


def test_a_clean_portfolio_has_no_findings() -> None:
    assert check(Snapshot((ANA, RAUL), (BILL,)), TODAY, "MX") == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "  "}, "customer_without_name"),
        ({"name": "PUBLICO EN GENERAL"}, "generic_customer"),
        ({"name": "Público  en General."}, "generic_customer"),
        ({"name": "CONSUMIDOR FINAL"}, "generic_customer"),
        ({"tax_id": "XAXX010101000"}, "generic_customer"),
        ({"tax_id": "xexx-010101-000"}, "generic_customer"),
        ({"name": "Cliente de prueba"}, "placeholder_name"),
        ({"name": "XXXXX"}, "placeholder_name"),
        ({"name": "00012"}, "placeholder_name"),
        ({"contact_points": ()}, "missing_phone"),
        ({"contact_points": (ContactPointSeen("s/n"),)}, "missing_phone"),
        ({"contact_points": (ContactPointSeen("12345"),)}, "impossible_phone"),
        ({"contact_points": (ContactPointSeen("0000000000"),)}, "placeholder_phone"),
        ({"contact_points": (ContactPointSeen("5.21811E+11"),)}, "truncated_phone"),
        ({"country": "BR", "contact_points": (ContactPointSeen("(11) 3765-4321"),)}, "landline_phone"),
    ],
)
def test_a_customer_who_cannot_be_written_to_is_blocked(change: dict[str, object], code: str) -> None:
    assert codes(replace(ANA, **change)) == {(code, Severity.BLOCK, "C1")}  # type: ignore[arg-type]


def test_a_name_with_broken_letters_is_a_warning() -> None:
    assert codes(replace(ANA, name="PeÃ±a e Hijos")) == {("damaged_name", Severity.BLOCK, "C1")}


def test_a_bad_phone_beside_a_good_one_is_only_a_note() -> None:
    two = replace(ANA, contact_points=(ContactPointSeen("0000000000"), ContactPointSeen("8112345678")))
    assert codes(two) == {("placeholder_phone", Severity.NOTE, "C1")}


def test_two_customers_with_one_tax_id_are_both_blocked() -> None:
    found = codes(ANA, replace(RAUL, tax_id="aaa-010101-aa1"))
    assert found == {("duplicate_tax_id", Severity.BLOCK, "C1"), ("duplicate_tax_id", Severity.BLOCK, "C2")}


def test_a_filler_tax_id_does_not_make_duplicates() -> None:
    assert codes(replace(ANA, tax_id="000000000"), replace(RAUL, tax_id="000000000")) == set()


def test_the_same_customer_key_twice_is_blocked() -> None:
    assert ("customer_key_twice", Severity.BLOCK, "C1") in codes(ANA, replace(RAUL, key="C1"))


def test_two_customers_on_one_phone_are_a_warning_and_a_crowd_is_blocked() -> None:
    pair = codes(ANA, replace(RAUL, contact_points=ANA.contact_points))
    assert pair == {("shared_phone", Severity.WARN, "C1"), ("shared_phone", Severity.WARN, "C2")}
    names = ("Ferretería Sol", "Llantas Norte", "Papelería Luz", "Dulces Mar")
    crowd = [replace(ANA, key=n, name=n, tax_id="") for n in names]
    assert {severity for _, severity, _ in codes(*crowd)} == {Severity.BLOCK}


def test_one_phone_and_nearly_one_name_are_one_customer_entered_twice() -> None:
    twin = replace(ANA, key="C9", name="ABARROTES ANA, S.A. de C.V.", tax_id="")
    found = codes(ANA, twin)
    assert found == {
        ("duplicate_customer", Severity.BLOCK, "C1"),
        ("duplicate_customer", Severity.BLOCK, "C9"),
    }


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"balance": -1}, "negative_balance"),
        ({"balance": 100_01}, "balance_above_total"),
        ({"issued": date(2026, 11, 2)}, "due_before_issue"),
        ({"due": date(2062, 11, 1)}, "invalid_date"),
        ({"due": date(1926, 11, 1), "issued": None}, "invalid_date"),
        ({"currency": "MXP"}, "unknown_currency"),
        ({"customer": "C7"}, "unknown_customer"),
        ({"number": " "}, "missing_number"),
    ],
)
def test_bad_receivables_are_blocked_and_named(change: dict[str, object], code: str) -> None:
    found = about(replace(BILL, **change))  # type: ignore[arg-type]
    assert [(one.code, one.severity, one.receivable) for one in found] == [(code, Severity.BLOCK, BILL.key)]


def test_an_amount_of_zero_is_blocked() -> None:
    assert "amount_not_positive" in {one.code for one in about(replace(BILL, amount=0, balance=0))}


def test_a_zero_balance_is_shown_but_does_not_pause_the_customers_other_invoices() -> None:
    found = about(replace(BILL, balance=0))
    assert [(one.code, one.severity) for one in found] == [("zero_balance", Severity.WARN)]


def test_the_readers_own_findings_come_along() -> None:
    from_reader = FindingSeen("missing_due", Severity.BLOCK, 7, hint("missing_due"), "C1")
    assert check(Snapshot((ANA,), (), findings=(from_reader,)), TODAY, "MX") == (from_reader,)


def test_what_the_erp_calls_paid_is_not_judged() -> None:
    assert about(replace(BILL, balance=0, status=Status.PAID)) == []


def test_six_years_past_due_is_for_a_person() -> None:
    old = replace(BILL, due=date(2020, 11, 1), issued=None)
    assert [(one.code, one.severity) for one in about(old)] == [("very_old", Severity.WARN)]


def test_credits_that_cover_what_is_owed_hold_the_customer() -> None:
    enough = Snapshot((ANA,), (BILL,), credits=(CreditSeen("k", "C1", 40_00, "MXN"),))
    assert [one.code for one in check(enough, TODAY, "MX")] == ["credit_covers_balance"]
    other_currency = replace(enough, credits=(CreditSeen("k", "C1", 40_00, "USD"),))
    assert check(other_currency, TODAY, "MX") == ()


def test_every_finding_in_the_code_has_a_hint_in_three_languages() -> None:
    sources = [p for room in ("rules", "erp") for p in (Path(puntual.__file__).parent / room).rglob("*.py")]
    named = {
        m
        for p in sources
        for m in re.findall(r'(?:finding|_about)\((?:item,)?\s*"([a-z_]+)"', p.read_text("utf-8"))
    }
    assert len(named) > 10
    assert named <= set(HINTS)
    for code in HINTS:
        assert len({hint(code, "es"), hint(code, "pt-BR"), hint(code, "en")}) == 3, code


def test_customers_with_a_row_that_could_not_be_read_are_told_apart() -> None:
    found = (
        FindingSeen("missing_amount", Severity.BLOCK, 2, "", "C1"),
        FindingSeen("unreadable_issue_date", Severity.WARN, 3, "", "C2"),
        FindingSeen("missing_customer", Severity.BLOCK, 4, ""),
    )
    assert customers_with_unread_rows(Snapshot((ANA, RAUL), findings=found)) == {"C1"}


def portfolio(size: int) -> dict[str, tuple[int, date]]:
    return {f"F{i}": (100 + i, TODAY + timedelta(days=i % 60)) for i in range(size)}


def test_a_first_sync_and_pure_growth_are_no_change() -> None:
    assert change_share({}, portfolio(50)) == 0.0
    assert change_share(portfolio(10), portfolio(50)) == 0.0


def test_vanished_rows_changed_balances_and_changed_dates_all_count_once() -> None:
    old = portfolio(10)
    new = dict(old)
    del new["F0"]
    new["F1"] = (1, old["F1"][1])
    new["F2"] = (old["F2"][0], old["F2"][1] + timedelta(days=1))
    new["F3"] = (2, old["F3"][1] + timedelta(days=1))
    assert change_share(old, new) == pytest.approx(0.4)


@given(st.integers(1, 60), st.integers(0, 60))
def test_the_share_is_between_none_and_all(size: int, kept: int) -> None:
    old = portfolio(size)
    new = dict(list(old.items())[:kept])
    assert change_share(old, new) == pytest.approx(max(size - kept, 0) / size)


def bills(*amounts: int, currency: str = "MXN") -> tuple[ReceivableSeen, ...]:
    return tuple(
        replace(BILL, key=f"C1/F{n}/1", number=f"F{n}", amount=amount, balance=amount, currency=currency)
        for n, amount in enumerate(amounts)
    )


def absurd(snapshot: Snapshot) -> list[tuple[str, str]]:
    found = [one for one in check(snapshot, TODAY, "MX") if one.code == "absurd_amount"]
    assert all(one.severity is Severity.BLOCK for one in found)
    return [(one.receivable, one.value) for one in found]


def test_an_amount_a_thousand_times_the_usual_one_is_taken_for_a_slip() -> None:
    usual = [1_000_00 + n * 100 for n in range(30)]  # the median is about 1,015.00
    assert absurd(Snapshot((ANA,), bills(*usual, 1_000_000_00))) == []
    assert absurd(Snapshot((ANA,), bills(*usual, 1_250_000_00))) == [("C1/F30/1", "1250000.00 MXN")]


def test_few_invoices_make_no_median_and_only_the_impossible_is_absurd() -> None:
    assert absurd(Snapshot((ANA,), bills(10_00, 900_000_000_00))) == []
    assert absurd(Snapshot((ANA,), bills(10_00, 10**10 * 100 + 1))) == [("C1/F1/1", "10000000000.01 MXN")]
    assert absurd(Snapshot((ANA,), bills(10_00, 10**12, currency="CLP"))) == []


def test_each_currency_has_its_own_median_and_the_company_s_own_limit_wins() -> None:
    pesos, dollars = bills(*[5_000_000] * 30, currency="COP"), bills(*[5_000] * 30, currency="USD")
    dollars = tuple(replace(one, key=one.key + "usd") for one in dollars)
    assert absurd(Snapshot((ANA,), (*pesos, *dollars))) == []
    told = Snapshot((ANA,), bills(*[100_00] * 30, 500_000_00), amount_limits={"MXN": 600_000_00})
    assert absurd(told) == []
    assert absurd(replace(told, amount_limits={"MXN": 400_000_00})) == [("C1/F30/1", "500000.00 MXN")]


@given(st.lists(st.integers(1, 10**9), min_size=20, max_size=60))
def test_less_than_half_of_a_portfolio_is_ever_absurd(amounts: list[int]) -> None:
    assert len(absurd(Snapshot((ANA,), bills(*amounts)))) * 2 < len(amounts)


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ({"balance": -100}, "-1.00 MXN"),
        ({"balance": 150_00}, "150.00 MXN > 100.00 MXN"),
        ({"amount": 0, "balance": 0}, "0.00 MXN"),
    ],
)
def test_a_finding_about_an_amount_shows_the_amount(change: dict[str, int], value: str) -> None:
    assert about(replace(BILL, **change))[0].value == value  # type: ignore[arg-type]
