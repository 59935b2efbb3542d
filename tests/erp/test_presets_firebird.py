"""Microsip and Aspel SAE on a real Firebird 3: balances are made in the database, and writing is impossible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from puntual.erp.control import run_control
from puntual.erp.options import Home, PresetOptions
from puntual.erp.preset import find_preset
from puntual.erp.sql_preset import sql_source
from tests import firebird
from tests.erp.firebird_like import ASPEL, ASPEL_ROWS, MICROSIP, READER, grants

MEXICO = Home("MX", "MXN")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[firebird.Firebird]:
    if reason := firebird.missing():
        pytest.skip(reason)
    with firebird.start(tmp_path_factory.mktemp("fb")) as running:
        yield running


@pytest.fixture(scope="module")
def microsip(server: firebird.Firebird) -> PresetOptions:
    path = server.create("MUESTRA.FDB", MICROSIP + READER + grants(MICROSIP), "UTF8")
    return options("microsip", server, path)


@pytest.fixture(scope="module")
def aspel(server: firebird.Firebird) -> PresetOptions:
    path = server.create("SAE90EMPRE01.FDB", ASPEL + ASPEL_ROWS + READER + grants(ASPEL), "ISO8859_1")
    return options("aspel_sae", server, path)


def options(name: str, server: firebird.Firebird, path: str, **more: str) -> PresetOptions:
    preset = find_preset(name)
    given = {"port": str(server.port), "database": path, "password": firebird.PASSWORD} | more
    return PresetOptions(preset, preset.values(given))


def test_microsip_splits_a_charge_by_its_due_dates_and_fills_the_oldest_first(
    microsip: PresetOptions,
) -> None:
    source = sql_source(microsip, MEXICO)
    assert source.check() == ()
    snapshot = source.read()
    rows = [
        (r.key, r.number, r.instalment, r.due, r.amount, r.balance, r.currency) for r in snapshot.receivables
    ]
    assert rows == [
        ("10/2", "A00000010", 2, date(2026, 11, 1), 38667, 30934, "MXN"),
        ("10/3", "A00000010", 3, date(2026, 12, 1), 38667, 38667, "MXN"),
        ("15/1", "A00000015", 1, date(2026, 10, 5), 5000, 5000, "USD"),
    ]
    assert sum(r.balance for r in snapshot.receivables if r.customer == "1") == 116001 - 46400
    [first, _] = snapshot.customers
    assert (first.name, first.salesperson, first.tax_id) == ("Peña y Cía", "Íñigo Núñez", "PEN010101AA1")
    assert [point.raw for point in first.contact_points] == ["8187654321", "8112345678"]


def test_microsip_keeps_advances_apart_and_knows_credit_notes(microsip: PresetOptions) -> None:
    source = sql_source(microsip, MEXICO)
    snapshot = source.read()
    assert [(c.key, c.customer, c.amount, c.currency) for c in snapshot.credits] == [
        ("14", "1", 20000, "MXN")
    ]
    assert [(a.receivable, a.amount, a.kind) for a in snapshot.applications] == [
        ("10/2", 46400, "credit_note")
    ]
    [line] = source.lines("10/2", "A00000010", "MXN")
    assert (line.description, line.total) == ("CLAVO-3", 100000)


def test_microsips_own_balances_agree_and_tell_a_wrong_formula(microsip: PresetOptions) -> None:
    result = run_control(microsip, MEXICO)
    assert result.holds
    assert result.totals == {"MXN": (49601, 49601), "USD": (5000, 5000)}
    without_tax = replace(microsip, values={**microsip.values, "with_tax": "0"})
    assert not run_control(without_tax, MEXICO).holds


def test_aspel_adds_signed_movements_and_keeps_foreign_charges_in_their_currency(
    aspel: PresetOptions,
) -> None:
    source = sql_source(aspel, MEXICO)
    assert source.check() == ()
    snapshot = source.read()
    rows = {(r.customer, r.number, r.due, r.amount, r.balance, r.currency) for r in snapshot.receivables}
    assert rows == {
        ("7", "F100", date(2026, 10, 1), 116000, 70000, "MXN"),
        ("SOL", "F200", date(2026, 9, 17), 116000, 116000, "USD"),
    }
    assert {(c.key, c.name, c.salesperson) for c in snapshot.customers} == {
        ("7", "Peña y Cía", "Íñigo Núñez"),
        ("SOL", "Sol SA", ""),
    }
    assert {(c.amount, c.kind) for c in snapshot.credits} == {(10000, "credit note"), (5000, "advance")}
    assert {(a.amount, a.kind, a.on) for a in snapshot.applications} == {
        (40010, "Pago efectivo", date(2026, 9, 15)),
        (5990, "credit_note", date(2026, 9, 16)),
    }
    [line] = source.lines("7/F100/1/1/1", "F100", "MXN")
    assert (line.description, line.quantity, line.total) == ("Cañería 1/2", "3", 100000)


def test_aspels_own_saldo_agrees(aspel: PresetOptions) -> None:
    result = run_control(aspel, MEXICO)
    assert result.holds
    assert result.totals == {"MXN": (55000, 55000)}
    assert result.incomparable == 1


def test_another_company_number_is_another_set_of_tables(aspel: PresetOptions) -> None:
    [message] = sql_source(replace(aspel, values={**aspel.values, "company": "02"}), MEXICO).check()
    assert "CLIE02.SALDO" in message


def test_sysdba_is_refused_before_it_connects(microsip: PresetOptions) -> None:
    owner = replace(microsip, values={**microsip.values, "user": "sysdba", "password": "wrong"})
    [message] = sql_source(owner, MEXICO).check()
    assert "SELECT and nothing else" in message


def test_a_user_who_may_delete_is_refused(server: firebird.Firebird, microsip: PresetOptions) -> None:
    path = microsip.values["database"]
    server.execute(
        path,
        f"CREATE OR ALTER USER ESCRIBE PASSWORD '{firebird.PASSWORD}';\nCOMMIT;\n"
        "GRANT ALL ON CLIENTES TO ESCRIBE;\nGRANT LECTURA_CXC TO ESCRIBE;\nCOMMIT;\n",
    )
    [message] = sql_source(replace(microsip, values={**microsip.values, "user": "ESCRIBE"}), MEXICO).check()
    assert "SELECT and nothing else" in message


def test_the_legacy_way_of_authentication_works(server: firebird.Firebird, aspel: PresetOptions) -> None:
    server.execute(
        aspel.values["database"],
        f"CREATE USER VIEJO PASSWORD '{firebird.PASSWORD}' USING PLUGIN Legacy_UserManager;\nCOMMIT;\n"
        "GRANT LECTURA_CXC TO VIEJO;\nCOMMIT;\n",
    )
    source = sql_source(replace(aspel, values={**aspel.values, "user": "VIEJO"}), MEXICO)
    assert len(source.read().receivables) == 2
