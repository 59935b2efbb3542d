"""`puntual init`: from nothing to a configuration that works."""

from __future__ import annotations

import re
import sqlite3
import tomllib
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from puntual.boot.settings import load
from puntual.cli.init import init
from puntual.domain.policy import Policy
from puntual.erp.header_words import Entity
from puntual.erp.options import FilesOptions, SqlOptions

LEDGER = (
    "Cliente;RFC;Celular;Folio;Fecha;Vence;Importe;Saldo;Zona\n"
    "Doña Lupe;LUP010101AA1;8112345678;F1;25/09/2026;25/10/2026;1.250,50;1.250,50;Norte\n"
    "Don Beto;BET010101AA1;5543218765;F2;26/09/2026;;300,00;300,00;Sur\n"
)


def run(*arguments: str) -> Result:
    app = typer.Typer()
    app.command()(init)
    return CliRunner().invoke(app, arguments)


def company(tmp_path: Path, *more: str) -> tuple[str, ...]:
    return ("--company", 'Abarrotes "La Única" SA', "--country", "mx", "--directory", str(tmp_path), *more)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "cartera.csv"
    path.parent.mkdir()
    path.write_text(LEDGER, encoding="cp1252")
    return path


def test_flags_alone_make_a_configuration_that_loads(tmp_path: Path, ledger: Path) -> None:
    result = run(*company(tmp_path, "--tax-id", "AUN010101AA1", "--source", str(ledger)))
    assert result.exit_code == 0, result.output
    settings = load(tmp_path / "puntual.toml")
    assert settings.company.legal_name == 'Abarrotes "La Única" SA'
    assert (settings.company.country, settings.company.zone, settings.company.currency) == (
        "MX",
        "America/Mexico_City",
        "MXN",
    )
    assert settings.policy == Policy()
    assert isinstance(settings.source, FilesOptions)
    assert settings.source.paths == {Entity.RECEIVABLES: ledger}
    assert settings.source.layout.columns == {}


def test_it_says_at_once_what_the_file_holds(tmp_path: Path, ledger: Path) -> None:
    output = run(*company(tmp_path, "--source", str(ledger))).output
    assert "2 rows of receivables" in output
    assert "due <- Vence" in output
    assert "not used: Zona" in output
    assert "1 receivables of 2 customers" in output
    assert "missing_due (1)" in output
    assert "puntual doctor" in output
    assert "Lupe" not in output


def test_a_path_typed_elsewhere_is_found_from_where_the_file_lies(
    tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ledger.parent)
    result = run(
        "--company", "A", "--country", "CO", "--source", ledger.name, "--directory", str(tmp_path / "etc")
    )
    assert result.exit_code == 0, result.output
    settings = load(tmp_path / "etc" / "puntual.toml")
    assert isinstance(settings.source, FilesOptions)
    assert settings.source.paths[Entity.RECEIVABLES].resolve() == ledger
    assert settings.company.currency == "COP"


def test_an_existing_configuration_is_never_overwritten_unasked(tmp_path: Path, ledger: Path) -> None:
    (tmp_path / "puntual.toml").write_text("mine")
    refused = run(*company(tmp_path, "--source", str(ledger)))
    assert refused.exit_code == 1
    assert (tmp_path / "puntual.toml").read_text() == "mine"
    assert run(*company(tmp_path, "--source", str(ledger), "--force")).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--country", "ZZ", "--company", "A", "--source", "x.csv"), "no country"),
        (("--country", "MX", "--company", "A", "--source", "x.csv", "--currency", "PESOS"), "currency"),
        (("--country", "MX", "--company", "A", "--source", "x.csv", "--time-zone", "Mexico"), "time zone"),
        (("--country", "MX", "--company", "A", "--source", "x.csv", "--channel", "sms"), "cloud_api"),
        (("--country", "MX", "--source", "x.csv"), "--company"),
        (("--country", "MX", "--company", "A"), "--source"),
    ],
)
def test_a_wrong_or_missing_answer_writes_nothing(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = run(*arguments, "--directory", str(tmp_path))
    assert result.exit_code == 1
    assert said in result.output
    assert not (tmp_path / "puntual.toml").exists()


def test_a_source_that_cannot_be_read_yet_is_no_failure(tmp_path: Path) -> None:
    result = run(*company(tmp_path, "--source", str(tmp_path / "later.csv")))
    assert result.exit_code == 0
    assert "no such file" in result.output


def test_a_database_is_taken_as_an_sql_source_and_the_file_is_private(tmp_path: Path) -> None:
    path = tmp_path / "erp.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE receivables (cliente TEXT, factura TEXT, vence TEXT, saldo TEXT)")
        connection.execute("INSERT INTO receivables VALUES ('Ana', 'F1', '2026-10-25', '10.50')")
    connection.close()
    result = run(*company(tmp_path, "--source", f"sqlite:///{path}"))
    assert "1 receivables of 1 customers" in result.output
    settings = load(tmp_path / "puntual.toml")
    assert isinstance(settings.source, SqlOptions)
    assert (tmp_path / "puntual.toml").stat().st_mode & 0o077 == 0


def test_every_commented_setting_is_a_real_one_with_a_value_that_is_allowed(
    tmp_path: Path, ledger: Path
) -> None:
    """Taking the # from every example line must still load: comments cannot drift from the code."""
    run(*company(tmp_path, "--source", str(ledger)))
    path = tmp_path / "puntual.toml"
    text = path.read_text("utf-8")
    bare = re.sub(r"(?m)^# (?=[a-z_]+ = |[A-Z]{3} = |\[)", "", text)
    assert len(tomllib.loads(bare)["policy"]) > 20
    bare = re.sub(
        r'(?m)^(secret_key_file|trade_name|phone_number_id|waba_id|executive) = ""', r'\1 = "x"', bare
    )
    path.write_text(bare, encoding="utf-8")
    settings = load(path)
    assert settings.company.consent_since is not None
    assert settings.policy.bucket_edges == Policy().bucket_edges
