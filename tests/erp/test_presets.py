"""Preset files: each one is whole, and a wrong one says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from puntual.domain.record import CreditSeen, CustomerSeen, ReceivableSeen, Snapshot
from puntual.erp.preset import PRESETS, BadPreset, find_preset, load_preset, presets
from puntual.erp.sql_guard import refuse_owner, select_of
from puntual.ports.source import SourceUnreadable
from puntual.rules.control_totals import compare

GOOD = """
[preset]
name = "x"
title = "X"
country = "MX"
engine = "sql"
verified = { label = "schema", on = 2026-01-01, against = "a test" }
[parameters.company]
en = "company number"
pattern = '\\d\\d'
default = "01"
[sql]
driver = "sqlite"
[read.receivables]
query = "SELECT * FROM FACT{company}"
"""


@pytest.mark.parametrize("name", sorted(one.stem for one in PRESETS.glob("*.toml")))
def test_every_preset_that_is_shipped_can_be_loaded_and_its_queries_only_read(name: str) -> None:
    preset = find_preset(name)
    assert preset.name == name
    if preset.engine != "sql":
        return
    values = {key: one.default or "1" for key, one in preset.parameters.items()}
    dialect = preset.engine_table.get("dialect", "")
    queries = [str(read["query"]) for read in preset.reads.values()] + [str(preset.control["query"])]
    for query in queries:
        assert select_of(preset.fill(query, values), name, dialect)


def test_presets_are_listed_with_how_sure_we_are() -> None:
    assert {one.verified.label for one in presets()} <= {"live", "schema", "docs"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (GOOD.replace('engine = "sql"', 'engine = "sqll"'), 'preset.engine is "sqll". Did you mean "sql"?'),
        (GOOD.replace("[sql]", "[sqll]"), "sqll is not known"),
        (GOOD.replace('label = "schema"', 'label = "sure"'), "preset.verified.label"),
        (GOOD.replace("[read.receivables]", "[read.customers]"), "read.receivables is missing"),
        (GOOD.replace('en = "company number"', 'fr = "x"'), "parameters.company.fr"),
        (GOOD + '[map.receivables]\nduee = "X"', 'map.receivables.duee is not known. Did you mean "due"?'),
        ("[preset", "cannot be read as TOML"),
    ],
)
def test_a_wrong_preset_names_the_file_and_the_key(tmp_path: Path, wrong: str, said: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(wrong)
    with pytest.raises(BadPreset) as error:
        load_preset(path)
    assert said in str(error.value)
    assert "mine.toml" in str(error.value)


def test_parameters_are_checked_before_they_reach_a_query(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD)
    preset = load_preset(path)
    assert preset.fill("FACT{company}", preset.values({})) == "FACT01"
    with pytest.raises(BadPreset, match="company is"):
        preset.values({"company": "01; DROP TABLE x"})
    with pytest.raises(BadPreset, match='Did you mean "company"'):
        preset.values({"compny": "01"})


def test_an_unknown_preset_is_answered_with_the_nearest() -> None:
    with pytest.raises(BadPreset, match="odoo_sql"):
        find_preset("odoo_sq")


@pytest.mark.parametrize(
    ("kind", "user"), [("firebird", "sysdba"), ("mssql", "sa"), ("mysql", "root"), ("postgresql", "postgres")]
)
def test_the_servers_owner_is_refused_by_name(kind: str, user: str) -> None:
    with pytest.raises(SourceUnreadable, match="SELECT and nothing else"):
        refuse_owner(kind, user)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM a WHERE x = (((",
        "SELECT 1 FROM t FOR UPDATE",
        "EXPLAIN SELECT 1",
        "SELECT a b c d FROM",
    ],
)
def test_sql_that_is_not_understood_is_not_sent(query: str) -> None:
    with pytest.raises(SourceUnreadable):
        select_of(query, "x", "postgres")


def test_a_cent_by_currency_is_the_most_that_two_sums_may_differ() -> None:
    def portfolio(balance: int, currency: str, credit: int = 0) -> Snapshot:
        from datetime import date

        item = ReceivableSeen("k/1", "c", "n", 1, date(2026, 1, 1), balance, balance, currency)
        unapplied = (CreditSeen("a", "c", credit, currency),) if credit else ()
        return Snapshot((CustomerSeen("c", "C"),), (item,), (), unapplied)

    assert compare(portfolio(10001, "MXN"), {("c", "MXN"): 10000}, net_of_credits=False).holds
    assert not compare(portfolio(10002, "MXN"), {("c", "MXN"): 10000}, net_of_credits=False).holds
    assert not compare(portfolio(101, "CLP"), {("c", "CLP"): 100}, net_of_credits=False).holds
    assert compare(portfolio(150, "MXN", 50), {("c", "MXN"): 100}, net_of_credits=True).holds
    nobody = compare(Snapshot(), {("c", "MXN"): 100}, net_of_credits=False)
    assert [(d.ours, d.theirs) for d in nobody.differences] == [(0, 100)]
    assert not compare(Snapshot(), {}, net_of_credits=False).holds
