"""The first day by the README: from a dirty export to a worklist that can be trusted, in real processes."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.first_day import Ran, puntual

TODAY = date.today()
TITLE = "DISTRIBUIDORA EL ROBLE SA DE CV,,,,,,,,,\r\nAntigüedad de saldos,,,,,,,,,\r\n,,,,,,,,,\r\n"
HEAD = "Clave,Razón Social,R.F.C.,Teléfono,Estado,Folio,Parcialidad,Fecha Fac.,F. Vencimiento,Saldo\r\n"


def day(back: int) -> str:
    return (TODAY - timedelta(days=back)).strftime("%d/%m/%Y")


def row(
    code: str, name: str, phone: str, folio: str, balance: str, due: str = day(40), part: str = ""
) -> str:
    tax_id = f"AAA010101{code[1:]}" if code else ""
    return f'{code},{name},{tax_id},{phone},SONORA,{folio},{part},{day(70)},{due},"{balance}"\r\n'


LEDGER = (
    TITLE
    + HEAD
    + row("C001", "Ferretería Muñoz", "+52 1 662 312 3456", "A-1", "$1,234.50")
    + row("C001", "FERRETERÍA MUÑOZ  ", "5216623123456", "A-2", " 10,000.00 ", day(3))
    + row("C002", "Abarrotes Peña", "(662) 212-3457", "A-3", "2,000.00", day(30), "1/2")
    + row("C002", "Abarrotes Peña", "(662) 212-3457", "A-3", "2,000.00", day(0), "2/2")
    + HEAD  # a page break repeats the header
    + row("C003", "Papelería Díaz", "", "A-4", "300.00")
    + row("C004", "PAPELER?A N??EZ", "6623123450", "A-5", "400.00")
    + row("C005", "Tacos Ibáñez", "6623123451", "A-6", "(500.00)")
    + row("C006", "Botica Soto", "6623123452", "A-7", "600.00", "31/02/2026")
    + row("C007", "PUBLICO EN GENERAL", "6623123453", "A-8", "700.00")
    + row("C008", "Llantas Ríos", "6623123454", "A-9", "800.00", (TODAY - timedelta(days=90)).strftime("%d/%m/%Y"))
    + row("C009", "Café Ochoa", "6623123455", "A-10", "900.00")
    + row("C009", "Café Ochoa", "6623123455", "A-10", "900.00")
    + ',TOTAL GENERAL,,,,,,,,"99,999.99"\r\n,,,,,,,,,\r\n'
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("roble")
    (place / "cartera.csv").write_bytes(LEDGER.encode("cp1252"))
    (place / "bajas.csv").write_text("cliente\nC009\nC777\n", encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def begun(folder: Path) -> Ran:
    """`puntual init` with a company-wide ground for writing, and an opt-out list."""
    done = puntual(folder, "init", "--company", "El Roble SA", "--country", "MX", "--source", "cartera.csv")
    config = folder / "puntual.toml"
    text = config.read_text(encoding="utf-8")
    for old, new in (
        ("# consent_basis", "consent_basis"),
        ("# consent_since", "consent_since"),
        ("# opt_outs", "opt_outs"),
    ):
        assert old in text
        text = text.replace(old, new)
    config.write_text(text, encoding="utf-8")
    return done


@pytest.fixture(scope="module")
def synced(folder: Path, begun: Ran) -> Ran:
    assert begun.code == 0
    return puntual(folder, "sync")


@pytest.fixture(scope="module")
def worklist(folder: Path, synced: Ran) -> dict[str, dict[str, str]]:
    assert synced.code == 0
    imported = puntual(folder, "import")
    assert imported.code == 2
    assert "opt_outs: 1 taken over" in imported.out
    assert imported.out.count("bajas.csv, row 3") == 1
    planned = puntual(folder, "plan", "--format", "json")
    assert planned.code == 0
    return {line["customer"]: line for line in json.loads(planned.out)["worklist"]}


def test_before_init_a_command_says_what_to_do(tmp_path: Path) -> None:
    done = puntual(tmp_path, "plan")
    assert (done.code, done.out) == (1, "")
    assert "puntual init" in done.err


def test_init_shows_how_it_reads_the_columns(begun: Ran) -> None:
    assert begun.code == 0
    for line in ("balance <- Saldo", "due <- F. Vencimiento", "issued <- Fecha Fac.", "state <- Estado"):
        assert line in begun.out


def test_a_sync_counts_every_row_and_names_what_is_wrong(folder: Path, synced: Ran) -> None:
    assert "9 customers new or changed, 10 new receivables" in synced.out
    for code in (
        "missing_phone", "damaged_name", "negative_balance", "unreadable_due", "generic_customer",
        "receivable_twice", "totals_row",
    ):  # fmt: skip
        assert code in synced.out, code
    with sqlite3.connect(folder / "puntual.sqlite3") as database:
        stored = database.execute(
            "SELECT number, instalment, due_day, balance FROM store_receivable"
        ).fetchall()
    assert {(number, part): (due, balance) for number, part, due, balance in stored} == {
        ("A-1", 1): (TODAY.toordinal() - 40, 123450),
        ("A-2", 1): (TODAY.toordinal() - 3, 1000000),
        ("A-3", 1): (TODAY.toordinal() - 30, 200000),
        ("A-3", 2): (TODAY.toordinal(), 200000),
        ("A-4", 1): (TODAY.toordinal() - 40, 30000),
        ("A-5", 1): (TODAY.toordinal() - 40, 40000),
        ("A-6", 1): (TODAY.toordinal() - 40, -50000),
        ("A-8", 1): (TODAY.toordinal() - 40, 70000),
        ("A-9", 1): (TODAY.toordinal() - 90, 80000),
        ("A-10", 1): (TODAY.toordinal() - 40, 90000),
    }


def test_the_worklist_has_right_amounts_and_a_reason_for_each_that_waits(
    worklist: dict[str, dict[str, str]],
) -> None:
    assert worklist["C001"]["amount"] == "11234.50"
    assert worklist["C002"]["amount"] in {
        "2000.00",
        "4000.00",
    }  # by the company's clock A-3/2 may be due today
    for customer, reason in (
        ("C003", "missing_phone"),
        ("C004", "damaged_name"),
        ("C007", "generic_customer"),
    ):
        assert worklist[customer]["action"] == "skip"
        assert reason in worklist[customer]["reason"]
    assert (worklist["C009"]["action"], worklist["C009"]["rule"]) == ("skip", "product.opted_out")


def test_a_go_live_file_that_cannot_be_read_is_a_problem_for_the_doctor(
    folder: Path, worklist: dict[str, dict[str, str]]
) -> None:
    assert worklist
    (folder / "bajas.csv").write_text("nada,que ver\n1,2\n", encoding="utf-8")
    done = puntual(folder, "doctor")
    assert done.code == 1
    assert "bajas.csv" in done.out


def test_half_a_file_changes_nothing_until_somebody_accepts_it(
    folder: Path, worklist: dict[str, dict[str, str]]
) -> None:
    assert worklist
    lines = LEDGER.split("\r\n")
    (folder / "cartera.csv").write_bytes("\r\n".join(lines[:6]).encode("cp1252"))
    held = puntual(folder, "sync")
    assert held.code == 2
    assert "puntual sync --accept" in held.err
    assert puntual(folder, "plan").code == 2
    accepted = puntual(folder, "sync", "--accept")
    assert (accepted.code, "settled" in accepted.out) == (0, True)


def test_the_journal_holds_and_shows_an_edit(folder: Path, worklist: dict[str, dict[str, str]]) -> None:
    assert worklist
    sound = puntual(folder, "audit", "verify")
    assert (sound.code, sound.out[:3]) == (0, "ok:")
    with sqlite3.connect(folder / "puntual.sqlite3") as database:
        database.execute(
            "UPDATE store_journalentry SET body = replace(body, '123450', '123') WHERE shard >= 0"
        )
    edited = puntual(folder, "audit", "verify")
    assert edited.code == 1
    assert "was changed" in edited.out + edited.err
