"""The Odoo preset on a real PostgreSQL: rows, control total, and credentials that could write are refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from puntual.erp.control import run_control
from puntual.erp.header_words import Entity
from puntual.erp.options import Home, PresetOptions
from puntual.erp.preset import find_preset
from puntual.erp.sql_preset import sql_source
from puntual.ports.source import SourceUnreadable
from tests import postgres
from tests.erp.odoo_like import SCHEMA

MEXICO = Home("MX", "MXN")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[postgres.Postgres]:
    if not postgres.is_available():
        pytest.skip("no PostgreSQL server on this machine")
    with postgres.start(tmp_path_factory.mktemp("pg")) as running:
        running.create_database("odoo")
        running.execute("odoo", SCHEMA)
        yield running


def options(server: postgres.Postgres, user: str = "cobranza") -> PresetOptions:
    preset = find_preset("odoo_sql")
    given = {"host": server.host, "port": str(server.port), "database": "odoo", "user": user}
    return PresetOptions(preset, preset.values(given))


def test_open_instalments_customers_and_credits_are_read(server: postgres.Postgres) -> None:
    source = sql_source(options(server), MEXICO)
    assert source.check() == ()
    snapshot = source.read()
    rows = [(r.key, r.customer, r.number, r.instalment, r.due, r.amount, r.balance, r.currency)
            for r in snapshot.receivables]  # fmt: skip
    assert rows == [
        ("101/2", "7", "INV/2026/00010", 2, date(2026, 11, 1), 50000, 40010, "MXN"),
        ("120/1", "9", "INV/2026/00012", 1, date(2026, 10, 5), 10000, 10000, "USD"),
    ]
    assert [(c.key, c.name, c.salesperson, c.contact_points[0].raw) for c in snapshot.customers] == [
        ("7", "Peña y Cía SA", "Ana Ruiz", "+528112345678"),
        ("9", "Sol SA", "", "5543218765"),
    ]
    assert [(c.customer, c.amount, c.kind) for c in snapshot.credits] == [("7", 5000, "credit note")]
    assert [(a.receivable, a.amount, a.on) for a in snapshot.applications] == [
        ("101/2", 9990, date(2026, 10, 2))
    ]
    [line] = source.lines("101/2", "INV/2026/00010", "MXN")
    assert (line.description, line.total) == ("Clavos", 100000)


def test_the_control_total_agrees_and_a_foreign_debt_is_not_called_equal(server: postgres.Postgres) -> None:
    result = run_control(options(server), MEXICO)
    assert result.holds
    assert (result.compared, result.incomparable) == (1, 1)
    assert result.totals == {"MXN": (35010, 35010)}


def test_a_ledger_that_lacks_a_row_does_not_pass_the_control(server: postgres.Postgres) -> None:
    told = options(server)
    query = str(told.preset.reads[Entity.CREDITS]["query"]) + " AND l.id <> 130"
    blind = replace(told.preset, reads={**told.preset.reads, Entity.CREDITS: {"query": query}})
    result = run_control(replace(told, preset=blind), MEXICO)
    assert not result.holds
    assert [(d.customer, d.ours, d.theirs) for d in result.differences] == [("7", 40010, 35010)]


@pytest.mark.parametrize("user", ["app", "escribe"])
def test_a_superuser_and_a_user_with_grants_to_write_are_refused(
    server: postgres.Postgres, user: str
) -> None:
    told = options(server, user)
    if user == "escribe":
        server.execute("odoo", "ALTER ROLE escribe RESET default_transaction_read_only")
    [message] = sql_source(told, MEXICO).check()
    assert "SELECT and nothing else" in message


def test_what_the_user_may_not_see_is_named(server: postgres.Postgres) -> None:
    server.execute("odoo", "CREATE ROLE medio LOGIN; GRANT SELECT ON account_move TO medio")
    [message] = sql_source(options(server, "medio"), MEXICO).check()
    assert "account_account.account_type" in message
    assert "grants" in message


def test_a_query_that_gives_too_many_rows_is_given_up(server: postgres.Postgres) -> None:
    with pytest.raises(SourceUnreadable, match="more than 1 rows"):
        sql_source(replace(options(server), max_rows=1), MEXICO).read()
