"""`puntual quality` on a spreadsheet that nobody tidied up, in real processes."""

from __future__ import annotations

import csv
import json
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.first_day import puntual

TODAY = date.today()


def day(back: int) -> str:
    return (TODAY - timedelta(days=back)).strftime("%d/%m/%Y")


ROWS = (
    ("01", "Ferretería González Hermanos SA", "GODE561231GR8", "55 4321 8701", "F-1", 20, "150.00", "150.00"),
    ("02", "FERRETERIA GONZALES HERMANOS", "", "55 4321 8702 / 55 4321 8799", "F-2", 20, "250.00", "250.00"),
    ("03", "(BAJA) Abarrotes Lupita", "GODE561331GR8", "55 4321 8703", "F-3", 30, "80.00", "80.00"),
    ("04", "Papelería Sol", "", "5555555555", "F-4", 30, "90.00", "90.00"),
    ("05", "Mostrador", "", "55 4321 8705", "F-5", 5, "70.00", "70.00"),
    ("06", "Taller Peña", "", "+57 310 123 4567", "F-6", 12, "900.00", "0.40"),
    ("07", "Dulces Mar", "", "55 4321 8707", "F-7", 9, "60.00", "60.00"),
    ("08", "Telas Luna", "", "55 4321 8707", "F-8", 9, "61.00", "61.00"),
    ("09", "=HYPERLINK(1)", "12", "55 4321 8709", "F-9", -400, "62.00", "65.00"),
)  # fmt: skip
HEAD = "Cliente;Nombre;RFC;Celular;Factura;Emisión;Vencimiento;Importe;Saldo;Estatus\n"
LEDGER = HEAD + "".join(
    f"{code};{name};{rfc};{phone};{folio};{day(back + 30)};{day(back)};{total};{left};Pendiente\n"
    for code, name, rfc, phone, folio, back, total, left in ROWS
) + f"07;Dulces Mar;;55 4321 8707;F-70;{day(60)};{day(30)};45.00;45.00;Cancelada\n"  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sucio")
    (place / "cartera.csv").write_bytes(LEDGER.encode("cp1252"))
    begun = puntual(
        place, "init", "--company", "Mercería Alba SA de CV", "--country", "MX", "--source", "cartera.csv"
    )
    assert begun.code == 0, begun.err
    return place


def test_before_the_first_sync_it_says_what_to_run_and_json_is_empty(folder: Path) -> None:
    assert "puntual sync" in puntual(folder, "quality").out
    empty = json.loads(puntual(folder, "quality", "--format", "json").out)
    assert (empty["as_of"], empty["findings"], empty["counts"]) == (
        None,
        [],
        {"block": 0, "warn": 0, "note": 0},
    )


def test_after_a_sync_each_trap_of_the_file_has_its_finding(folder: Path) -> None:
    assert puntual(folder, "sync").code == 0
    told = json.loads(puntual(folder, "quality", "--format", "json", "--language", "es").out)
    found = {(one["code"], one["severity"]): one for one in told["findings"]}
    assert set(found) >= {
        ("several_phones", "note"), ("similar_customer", "note"), ("retired_customer", "warn"),
        ("invalid_tax_id", "warn"), ("placeholder_phone", "block"), ("generic_customer", "block"),
        ("crumb_balance", "note"), ("foreign_phone", "note"), ("shared_phone", "warn"),
        ("balance_above_total", "block"), ("cancelled_with_balance", "note"),
    }  # fmt: skip
    assert {"customers": ["01", "02"], "because": ["similar_customer"]} in told["merge_proposals"]
    assert found["placeholder_phone", "block"]["examples"][0]["value"] == "…555"
    assert found["invalid_tax_id", "warn"]["count"] == 2
    assert "corríjala" in found["invalid_tax_id", "warn"]["hint"]
    assert found["shared_phone", "warn"]["trend"] == [2]
    assert told["trend"][0]["customers"] == 9
    assert told["trend"][0]["block"] == told["counts"]["block"] > 0
    whole = json.dumps(told, ensure_ascii=False)
    assert "Lupita" not in whole and "8707" not in whole, "names and phones are masked"


def test_the_table_shows_one_severity_and_the_export_names_every_row_without_formulas(folder: Path) -> None:
    shown = puntual(folder, "quality", "--severity", "warn", "--export", "hallazgos.csv")
    assert "retired_customer" in shown.out and "crumb_balance" not in shown.out
    assert "One customer? 01, 02" in shown.out
    written = folder / "hallazgos.csv"
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    with written.open(newline="", encoding="utf-8-sig") as source:
        rows = list(csv.DictReader(source))
    assert {row["severity"] for row in rows} == {"warn"}
    assert "(BAJA) Abarrotes Lupita" in {row["value"] for row in rows}
    assert "'+525543218707" in {row["value"] for row in rows}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_a_place_that_cannot_be_written_is_said_in_one_line(folder: Path) -> None:
    refused = puntual(folder, "quality", "--export", "nowhere/x.csv")
    assert refused.code == 1 and "cannot be written" in refused.err


def test_a_severity_that_is_none_is_refused(folder: Path) -> None:
    assert puntual(folder, "quality", "--severity", "fatal").code == 2
