"""The finer findings of a portfolio, each with the edge where it begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puntual.domain.record import (
    ContactPointSeen,
    CreditSeen,
    CustomerSeen,
    ReceivableSeen,
    Severity,
    Snapshot,
    Status,
)
from puntual.rules.phones import PhoneCode, normalise
from puntual.rules.portfolio_checks import check
from puntual.rules.quality.customers import is_retired
from puntual.rules.quality.duplicates import proposals
from puntual.rules.quality.tax_ids import is_invalid

TODAY = date(2026, 11, 23)
ANA = CustomerSeen("C1", "Abarrotes Ana", 2, contact_points=(ContactPointSeen("8112345678"),))
BILL = ReceivableSeen("C1/F1/1", "C1", "F1", 1, date(2026, 11, 1), 100_00, 40_00, "MXN", 2, date(2026, 10, 1))


def found(snapshot: Snapshot) -> list[tuple[str, Severity, str]]:
    return [(one.code, one.severity, one.value) for one in check(snapshot, TODAY, "MX")]


def named(*names: str, **more: str) -> tuple[CustomerSeen, ...]:
    return tuple(
        CustomerSeen(f"C{n}", name, n, contact_points=(ContactPointSeen(f"55432187{n:02}"),), **more)  # type: ignore[arg-type]
        for n, name in enumerate(names)
    )


@pytest.mark.parametrize(
    ("country", "tax_id"),
    [
        ("MX", "GODE561231GR8"),
        ("MX", "ABC010101AB1"),
        ("CO", "900123456-8"),
        ("CO", "900123456"),
        ("CO", "52.345.678"),
        ("CL", "76.086.428-5"),
        ("EC", "1792060346001"),
        ("PE", "20512333797"),
        ("PE", "12345678"),
        ("AR", "20-05536168-2"),
        ("AR", "24.123.456"),
        ("BR", "390.533.447-05"),
        ("BR", "16.727.230/0001-97"),
        ("BR", "12.ABC.345/01DE-35"),
        ("MX", "XAXX010101000"),
        ("CO", "222222222222"),
        ("CL", "66666666-6"),
        ("EC", "9999999999999"),
        ("MX", "000000000"),
        ("MX", ""),
        ("PE", "16.727.230/0001-97"),
        ("VE", "anything at all"),
    ],
)
def test_a_tax_id_that_can_exist_is_left_alone(country: str, tax_id: str) -> None:
    assert not is_invalid(tax_id, country)


@pytest.mark.parametrize(
    ("country", "tax_id"),
    [
        ("MX", "GODE561331GR8"),  # a thirteenth month
        ("MX", "GODE56123"),
        ("CO", "900123456-1"),
        ("CL", "76.086.428-6"),
        ("EC", "1792060347001"),
        ("PE", "20512333798"),
        ("AR", "20-05536168-3"),
        ("BR", "390.533.447-06"),
        ("BR", "16.727.230/0001-98"),
        ("BR", "12.ABC.345/01DE-36"),
        ("CL", "12"),
    ],
)
def test_a_tax_id_with_a_wrong_digit_or_shape_is_invalid(country: str, tax_id: str) -> None:
    assert is_invalid(tax_id, country)


def test_an_invalid_tax_id_is_a_warning_by_the_customers_own_country() -> None:
    wrong = replace(
        ANA, tax_id="76.086.428-6", country="CL", contact_points=(ContactPointSeen("+56982345678"),)
    )
    assert found(Snapshot((wrong,))) == [("invalid_tax_id", Severity.WARN, "76.086.428-6")]
    assert found(Snapshot((replace(wrong, tax_id="76.086.428-5"),))) == []


COUNTRIES = st.sampled_from(
    ["MX", "AR", "BR", "CL", "CO", "PE", "EC", "UY", "DO", "GT", "PY", "VE", "", "??"]
)
WRITTEN = st.one_of(st.text(max_size=40), st.text("0123456789+-. /()kKeE,", max_size=30))


@given(WRITTEN, COUNTRIES)
def test_no_tax_id_however_written_raises(raw: str, country: str) -> None:
    assert is_invalid(raw, country) in (True, False)


@given(WRITTEN, COUNTRIES)
def test_no_phone_however_written_raises_and_what_it_gives_is_a_number(raw: str, country: str) -> None:
    verdict = normalise(raw, country)
    assert (verdict.e164 is None) == (not verdict.candidates)
    assert verdict.e164 is None or (verdict.e164[0] == "+" and verdict.e164[1:].isdigit())


@pytest.mark.parametrize(
    ("country", "raw", "e164"),
    [
        ("MX", "044 55 4321 8765", "+525543218765"),
        ("MX", "+52 1 55 4321 8765", "+525543218765"),
        ("AR", "011 15 2345-6789", "+5491123456789"),
        ("BR", "(11) 8765-4321", "+5511987654321"),
        ("CL", "9 8234 5678", "+56982345678"),
        ("CL", "09 8234 5678", None),
        ("CO", "03 310 123 4567", "+573101234567"),
        ("CO", "601 3456789", None),
        ("PE", "51 987 123 456", "+51987123456"),
        ("PE", "01 456 7890", None),
        ("EC", "+593 0991234567", "+593991234567"),
        ("EC", "02 234 5678", None),
    ],
)
def test_the_traps_of_each_country_are_known(country: str, raw: str, e164: str | None) -> None:
    assert normalise(raw, country).e164 == e164


def test_a_phone_from_abroad_is_noted() -> None:
    abroad = replace(ANA, contact_points=(ContactPointSeen("+57 310 123 4567"),))
    assert found(Snapshot((abroad,))) == [("foreign_phone", Severity.NOTE, "+573101234567")]
    assert normalise("+57 310 123 4567", "MX").code is PhoneCode.OK
    at_home = replace(abroad, country="CO")
    assert found(Snapshot((at_home,))) == []


@pytest.mark.parametrize(
    "name", ["(BAJA) Ferretería Sol", "Ferretería Sol - INACTIVO", "*NO USAR* Sol", "Duplicado: Sol y Mar"]
)
def test_a_name_that_says_the_customer_is_retired_is_a_warning(name: str) -> None:
    assert found(Snapshot(named(name))) == [("retired_customer", Severity.WARN, name)]


@pytest.mark.parametrize("name", ["Ferretera de Baja California", "La Repetida", "Casa Baja", "Baja Tours"])
def test_a_name_with_such_a_word_in_it_is_a_name(name: str) -> None:
    assert not is_retired(name)


def test_nearly_the_same_name_is_noted_on_both_and_becomes_a_proposal() -> None:
    twins = named(
        "Ferretería González Hermanos, S.A. de C.V.", "FERRETERIA GONZALES HERMANOS", "Papelería Luz"
    )
    noted = [one for one in check(Snapshot(twins), TODAY, "MX") if one.code == "similar_customer"]
    assert {(one.customer, one.value, one.severity) for one in noted} == {
        ("C0", "C1", Severity.NOTE),
        ("C1", "C0", Severity.NOTE),
    }
    assert [one.customers for one in proposals(noted)] == [("C0", "C1")]


@pytest.mark.parametrize(
    "names",
    [
        ("Transportes Norte Sucursal 1", "Transportes Norte Sucursal 2"),
        ("Luz Ana", "Luz Any"),
        ("Ana Hernández Soto", "Ana Fernández Sosa"),
        ("Publico en general", "Público en General"),
    ],
)
def test_names_that_only_look_alike_are_left_alone(names: tuple[str, str]) -> None:
    assert "similar_customer" not in {code for code, _, _ in found(Snapshot(named(*names)))}


def test_the_same_words_in_another_order_are_one_name_but_not_with_two_tax_ids() -> None:
    one, other = named("María López Cruz", "López Cruz María")
    assert "similar_customer" in {code for code, _, _ in found(Snapshot((one, other)))}
    apart = (replace(one, tax_id="LOCM800101AB2"), replace(other, tax_id="LOCM900101AB2"))
    assert found(Snapshot(apart)) == []


def test_a_name_that_five_bear_proves_nothing() -> None:
    assert (
        len(
            [
                1
                for code, _, _ in found(Snapshot(named(*["José Pérez Cruz"] * 4)))
                if code == "similar_customer"
            ]
        )
        == 12
    )
    assert found(Snapshot(named(*["José Pérez Cruz"] * 5))) == []


def test_a_shared_phone_and_a_shared_tax_id_are_proposed_as_one_group_each() -> None:
    ana, eva, raul = named("Abarrotes Ana", "Abarrotes Ana SA de CV", "Raúl Ríos")
    eva = replace(eva, contact_points=ana.contact_points, tax_id="GODE561231GR8")
    raul = replace(raul, tax_id="gode-561231-gr8")
    told = proposals(check(Snapshot((ana, eva, raul)), TODAY, "MX"))
    assert [(one.customers, one.because) for one in told] == [
        (("C0", "C1"), ("duplicate_customer",)),
        (("C1", "C2"), ("duplicate_tax_id",)),
    ]


@given(st.lists(st.text("abcdeé 12", max_size=12), max_size=12))
def test_a_customer_is_never_its_own_twin(names: list[str]) -> None:
    pairs = [one for one in check(Snapshot(named(*names)), TODAY, "MX") if one.code == "similar_customer"]
    assert all(one.customer != one.value for one in pairs)
    assert {(one.value, one.customer) for one in pairs} == {(one.customer, one.value) for one in pairs}


def test_one_customer_in_two_currencies_is_noted_and_settled_ones_do_not_count() -> None:
    dollars = replace(BILL, key="C1/F2/1", currency="USD")
    assert found(Snapshot((ANA,), (BILL, dollars))) == [("several_currencies", Severity.NOTE, "MXN USD")]
    paid = replace(dollars, status=Status.PAID)
    assert found(Snapshot((ANA,), (BILL, paid))) == []


@pytest.mark.parametrize(
    ("amount", "balance", "currency", "crumb"),
    [
        (100_00, 99, "MXN", True),
        (100_00, 1_00, "MXN", False),
        (50_00, 99, "MXN", False),
        (100, 1, "CLP", False),
    ],
)
def test_what_a_rounding_left_is_a_crumb(amount: int, balance: int, currency: str, crumb: bool) -> None:
    codes = [
        code
        for code, _, _ in found(
            Snapshot((ANA,), (replace(BILL, amount=amount, balance=balance, currency=currency),))
        )
    ]
    assert codes == (["crumb_balance"] if crumb else [])


def test_an_invoice_of_tomorrow_is_a_warning_and_one_of_today_is_not() -> None:
    due = TODAY + timedelta(days=30)
    tomorrow = replace(BILL, issued=TODAY + timedelta(days=1), due=due)
    assert found(Snapshot((ANA,), (tomorrow,))) == [("issued_in_future", Severity.WARN, "2026-11-24")]
    assert found(Snapshot((ANA,), (replace(tomorrow, issued=TODAY),))) == []


def test_a_portfolio_without_credit_days_is_one_warning_and_a_cash_sale_is_none() -> None:
    def at_once(count: int) -> tuple[ReceivableSeen, ...]:
        return tuple(replace(BILL, key=f"F{n}", number=f"F{n}", due=date(2026, 10, 1)) for n in range(count))

    assert found(Snapshot((ANA,), at_once(20))) == [("due_is_issue", Severity.WARN, "20 / 20")]
    assert found(Snapshot((ANA,), at_once(19))) == []


def test_cancelled_and_draft_invoices_with_a_balance_are_counted_not_judged() -> None:
    cancelled = replace(BILL, key="F8", status=Status.CANCELLED)
    draft = replace(BILL, key="F9", status=Status.DRAFT)
    settled = replace(BILL, key="F7", status=Status.CANCELLED, balance=0)
    assert found(Snapshot((ANA,), (BILL, cancelled, draft, settled))) == [
        ("cancelled_with_balance", Severity.NOTE, "1"),
        ("draft_receivables", Severity.NOTE, "1"),
    ]


@pytest.mark.parametrize(
    ("total", "off"), [(40_00, False), (40_01, False), (40_02, True), (0, True), (30_00, False)]
)
def test_a_customer_whose_invoices_do_not_make_the_erps_own_balance_is_blocked(total: int, off: bool) -> None:
    advance = (CreditSeen("k", "C1", 10_00, "MXN"),)
    snapshot = Snapshot((ANA,), (BILL,), credits=advance, control_totals={("C1", "MXN"): total})
    wanted = [("control_mismatch", Severity.BLOCK, f"40.00 MXN / {total / 100:.2f} MXN")] if off else []
    assert found(snapshot) == wanted


@pytest.mark.parametrize(
    ("due", "old"), [(date(2021, 11, 23), False), (date(2021, 11, 22), True), (date(2024, 2, 29), False)]
)
def test_five_years_are_counted_to_the_day(due: date, old: bool) -> None:
    item = replace(BILL, due=due, issued=None)
    assert [code for code, _, _ in found(Snapshot((ANA,), (item,)))] == (["very_old"] if old else [])
