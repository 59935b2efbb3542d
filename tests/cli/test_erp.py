"""`puntual erp`: list, check, preview, control and scaffold, as a technician runs them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from puntual.cli.erp import masked_name
from puntual.cli.main import app
from puntual.store.models import JournalEntry, Switch

RUN = CliRunner()
PRESET = """
[preset]
name = "ours"
title = "Ours"
country = "MX"
engine = "sql"
verified = { label = "schema", on = 2026-01-01, against = "a test" }
[parameters.database]
en = "file"
pattern = '.+'
[sql]
driver = "sqlite"
dialect = "sqlite"
[probe]
columns = ["cargos.saldo"]
[control]
query = "SELECT cliente AS customer_key, total AS total FROM clientes"
[read.receivables]
query = "SELECT folio AS number, cliente AS customer_key, vence AS due, saldo AS balance FROM cargos"
[read.customers]
query = "SELECT cliente AS customer_key, nombre AS customer_name, tel AS phone_1 FROM clientes"
"""
SCHEMA = """
CREATE TABLE clientes (cliente TEXT PRIMARY KEY, nombre TEXT, tel TEXT, total NUMERIC(15,2));
CREATE TABLE cargos (folio TEXT, cliente TEXT REFERENCES clientes(cliente), vence DATE, saldo NUMERIC(15,2));
CREATE TABLE bitacora (id INTEGER, texto TEXT);
INSERT INTO clientes VALUES ('1', 'Peña Hermanos', '8112345678', 100.50), ('2', 'Sol', '5543218765', 20);
INSERT INTO cargos VALUES ('F1', '1', '2026-10-01', 100.50), ('F2', '2', '2026-10-02', 20);
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with sqlite3.connect(tmp_path / "erp.db") as connection:
        connection.executescript(SCHEMA)
    connection.close()
    (tmp_path / "ours.toml").write_text(PRESET)
    path = tmp_path / "puntual.toml"
    path.write_text(
        '[company]\nlegal_name = "Acme"\ncountry = "MX"\ntime_zone = "America/Mexico_City"\ncurrency = "MXN"\n'
        f'[source]\nkind = "preset"\npreset = "ours.toml"\n[source.parameters]\ndatabase = "{tmp_path}/erp.db"\n'
    )
    monkeypatch.setenv("PUNTUAL_CONFIG", str(path))
    return path


def test_the_list_says_how_sure_we_are_of_each_system() -> None:
    listed = {one["name"]: one for one in json.loads(RUN.invoke(app, ["erp", "list", "--json"]).stdout)}
    assert {"microsip", "aspel_sae", "odoo_sql", "erpnext_sql", "contpaqi_comercial"} <= set(listed)
    assert listed["tango_sql"]["verified"]["label"] == "docs"


def test_check_and_preview_read_the_source_and_hide_names(config: Path) -> None:
    assert RUN.invoke(app, ["erp", "check", "-c", str(config)]).exit_code == 0
    done = RUN.invoke(app, ["erp", "preview", "--json", "-c", str(config)])
    told = json.loads(done.stdout)
    assert told["open"] == {"MXN": "120.50"}
    assert [row["name"] for row in told["rows"]] == ["P*** H***", "S***"]
    assert "Peña" not in done.stdout
    assert masked_name("") == ""


@pytest.mark.django_db(transaction=True)
def test_a_difference_holds_planning_until_somebody_signs_for_it(config: Path, tmp_path: Path) -> None:
    arguments = ["erp", "control", "-c", str(config)]
    assert RUN.invoke(app, arguments).exit_code == 0
    assert not Switch.objects.get(name="control").on
    with sqlite3.connect(tmp_path / "erp.db") as connection:
        connection.execute("UPDATE clientes SET total = 20.02 WHERE cliente = '2'")
    connection.close()
    done = RUN.invoke(app, [*arguments, "--json"])
    assert done.exit_code == 2
    assert json.loads(done.stdout)["differences"] == [
        {"customer": "2", "currency": "MXN", "ours": "20.00", "erp": "20.02"}
    ]
    assert Switch.objects.get(name="control").on
    assert RUN.invoke(app, [*arguments, "--accept-difference"]).exit_code == 1
    accepted = RUN.invoke(app, [*arguments, "--accept-difference", "--reason", "cheque 114", "--by", "ana"])
    assert accepted.exit_code == 0
    assert not Switch.objects.get(name="control").on
    entry = JournalEntry.objects.get(kind="ControlDifferenceAccepted")
    assert entry.actor == "ana"
    assert "cheque 114" in entry.body


def test_scaffold_writes_a_preset_that_can_be_used(config: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.toml"
    done = RUN.invoke(app, ["erp", "scaffold", f"sqlite:///{tmp_path}/erp.db", "--output", str(target)])
    assert done.exit_code == 0, done.output
    assert "Receivables from cargos, customers from clientes" in done.output
    assert "Peña" not in done.output
    text = config.read_text().replace("ours.toml", "mine.toml").split("[source.parameters]")[0]
    config.write_text(text + f'url = "sqlite:///{tmp_path}/erp.db"\n')
    told = json.loads(RUN.invoke(app, ["erp", "preview", "--json", "-c", str(config)]).stdout)
    assert told["receivables"] == 2
    again = RUN.invoke(app, ["erp", "scaffold", f"sqlite:///{tmp_path}/erp.db", "--output", str(target)])
    assert again.exit_code == 1


def test_a_secret_has_no_place_in_the_file(config: Path) -> None:
    config.write_text(
        config.read_text().replace("ours.toml", "odoo_sql").split("[source.parameters]")[0]
        + '[source.parameters]\ndatabase = "x"\nuser = "u"\npassword = "p"\n'
    )
    done = RUN.invoke(app, ["erp", "check", "-c", str(config)])
    assert done.exit_code == 1
    assert "password_file" in done.output
