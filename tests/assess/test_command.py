"""`puntual assess` over files as strangers make them."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import typer
from typer.testing import CliRunner, Result

from puntual.cli.assess import asking
from puntual.cli.assess.command import assess

SPANISH = """Distribuidora La Única SA de CV;;;;;;;
Cartera al 30/06/2026;;;;;;;
;;;;;;;
Código;Razón Social;Celular;Factura;Fecha emisión;Vencimiento;Saldo pendiente;Moneda
C1;Abarrotes Núñez;8112345678;F-1;01/05/2026;31/05/2026;1.250,50;MXN
C1;Abarrotes Núñez;8112345678;F-2;15/06/2026;15/07/2026;300,00;MXN
C2;Ferretería Ibáñez;8187654321;F-3;13/04/2026;13/05/2026;2.000,00;Pesos mexicanos
C3;Taller Peña;;F-4;01/03/2026;31/03/2026;100,00;USD
C3;Taller Peña;;F-5;01/03/2026;no sé;100,00;USD
C4;Dulces Ñandú;8111112222;F-6;01/06/2026;30/06/2026;;MXN
;;;;;Total;3.650,50;
"""
PORTUGUESE = """Sacado,CNPJ,Telefone,Nº do documento,Emissão,Dt Vcto,Valor em aberto,Data baixa
Padaria São João,11.222.333/0001-81,(11) 98765-4321,NF 10,2026-05-02,2026-06-01,"R$ 1.200,00",
Mercado Conceição,22.333.444/0001-81,(11) 91234-5678,NF 11,2026-05-02,2026-06-20,"R$ 80,50",
Mercado Conceição,22.333.444/0001-81,(11) 91234-5678,NF 12,2026-04-02,2026-05-02,"R$ 99,00",2026-05-12
"""
HISTORY = """countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,\
Disputed,SettledDate,PaperlessBill,DaysToSettle,DaysLate
391,0379-NEVHP,4/6/2013,611365,1/2/2013,2/1/2013,55.94,No,1/15/2013,Paper,13,0
406,8976-AMJEO,3/3/2012,7900770,1/26/2013,2/25/2013,61.74,Yes,3/3/2013,Electronic,36,6
391,2820-XGXSB,1/26/2012,9231909,7/3/2013,8/2/2013,65.88,No,7/8/2013,Electronic,5,0
818,9322-YCTQO,4/6/2012,9888306,2/10/2013,3/12/2013,105.92,No,3/17/2013,Paper,35,5
"""


def run(*arguments: str, stdin: str = "") -> Result:
    app = typer.Typer()
    app.command()(assess)
    return CliRunner().invoke(app, arguments, input=stdin)


def assessed(path: Path, *more: str, day: str = "2026-06-30") -> dict[str, Any]:
    result = run(str(path), "--as-of", day, "--format", "json", *more)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)  # one object and nothing else
    return found


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_a_spanish_export_with_letterhead_semicolons_and_latin_1(tmp_path: Path) -> None:
    found = assessed(written(tmp_path, "cartera.csv", SPANISH, "latin-1"))
    assert found["as_of"] == "2026-06-30"
    assert (found["receivables"], found["customers"]) == (4, 3)
    assert found["open_total"] == {"MXN": "3550.50", "USD": "100.00"}
    assert found["buckets"]["not_due"] == {"MXN": "300.00", "USD": "0.00"}
    assert found["buckets"]["8-30"]["MXN"] == "1250.50"
    assert found["buckets"]["31-60"]["MXN"] == "2000.00"
    assert found["buckets"]["91+"]["USD"] == "100.00"
    assert found["main_currency"] == "MXN"
    assert found["share_over_30"] == pytest.approx(2000 / 3250.5, abs=1e-6)
    assert found["findings"] == {
        "missing_amount": 1, "missing_phone": 1, "totals_row": 1, "unreadable_due": 1
    }  # fmt: skip
    assert any("never added" in note for note in found["notes"])


def test_a_portuguese_ledger_with_reais_in_its_cells(tmp_path: Path) -> None:
    found = assessed(written(tmp_path, "titulos.csv", PORTUGUESE), "--language", "pt-BR")
    assert (found["receivables"], found["customers"]) == (2, 2)
    assert found["open_total"] == {"BRL": "1280.50"}
    assert found["history"]["BRL"]["settled"] == 1
    assert found["history"]["BRL"]["average_days_late"] == 10.0
    assert any(reason.startswith("não se sabe") for reason in found["reasons"])


def test_an_english_payment_history_is_replayed_on_any_day(tmp_path: Path) -> None:
    path = written(tmp_path, "late_payments.csv", HISTORY)
    before = assessed(path, day="2013-02-28")
    assert (before["receivables"], before["customers"], before["open_total"]) == (2, 2, {"XXX": "167.66"})
    assert before["buckets"]["1-7"] == {"XXX": "61.74"}
    assert any("XXX" in note for note in before["notes"])
    assert before["unknown_columns"] == []
    after = assessed(path, day="2013-12-31")
    assert (after["receivables"], after["open_total"], after["verdict"]) == (0, {}, "not_yet")
    assert after["share_over_30"] == 0.0
    history = after["history"]["XXX"]
    assert (history["settled"], history["late"], history["share_late"]) == (4, 2, 0.5)
    assert history["average_days_late"] == (6 + 5) / 4
    assert history["average_days_to_settle"] == pytest.approx((13 + 36 + 5 + 35) / 4)
    assert history["customers"][0] == {
        "customer": "8976-AMJEO", "settled": 1, "late": 1, "share_late": 1.0, "average_days_late": 6.0
    }  # fmt: skip


def test_days_to_settle_stand_in_for_a_missing_date_of_payment(tmp_path: Path) -> None:
    text = "customerID,InvoiceDate,DueDate,InvoiceAmount,DaysToSettle\nA,1/26/2013,2/25/2013,10.00,36\n"
    path = written(tmp_path, "h.csv", text)
    assert assessed(path, day="2013-03-02")["receivables"] == 1
    assert assessed(path, day="2013-03-03")["receivables"] == 0


def test_one_day_above_twelve_decides_the_order_of_a_whole_column(tmp_path: Path) -> None:
    american = "customer,due date,amount\nA,03/04/2026,10\nB,01/25/2026,10\n"
    found = assessed(written(tmp_path, "us.csv", american))
    assert found["buckets"]["91+"] == {"XXX": "20.00"}
    assert "assumed_date_order" not in found["findings"]
    undecided = assessed(written(tmp_path, "either.csv", "customer,due date,amount\nA,03/04/2026,10\n"))
    assert undecided["buckets"]["61-90"] == {"XXX": "10.00"}  # read as 3 April
    assert undecided["findings"]["assumed_date_order"] == 1
    assert any("day/month" in note for note in undecided["notes"])


def test_a_row_with_findings_counts_unless_its_amount_or_due_date_cannot_be_read(tmp_path: Path) -> None:
    rows = [
        "cliente;factura;emision;vencimiento;importe;moneda",
        ";F1;01/05/2026;31/05/2026;10,00;MXN",  # nobody's
        "Ana;;01/05/2026;31/05/2026;10,00;MXN",  # no number
        "Ana;F2;01/05/2026;13/04/2026;10,00;MXN",  # due before it was issued
        "Ana;F3;01/05/2026;31/05/2026;10,00;doblones",  # an unknown currency
        "Ana;F4;01/05/2026;31/05/2026;10,00;MXN",
        "Ana;F4;01/05/2026;31/05/2026;10,00;MXN",  # twice
        "Ana;F4;01/05/2026;31/05/2026;12,00;MXN",  # and once more with another amount
        "Ana;F5;01/05/2026;31/05/2026;diez;MXN",
        "Ana;F6;01/05/2026;31/02/2026;10,00;MXN",
    ]
    found = assessed(written(tmp_path, "sucia.csv", "\n".join(rows)))
    assert (found["receivables"], found["unread_rows"]) == (7, 2)
    assert found["open_total"] == {"MXN": "62.00", "XXX": "10.00"}
    assert found["findings"] == {
        "missing_customer": 1, "missing_number": 1, "due_before_issue": 1, "unknown_currency": 1,
        "receivable_twice": 1, "receivable_conflict": 1, "unreadable_amount": 1, "unreadable_due": 1,
    }  # fmt: skip


def test_a_partial_payment_leaves_its_balance_and_a_paid_one_is_not_open(tmp_path: Path) -> None:
    rows = [
        "customer,invoice,due date,amount,balance,payment date,status",
        "A,1,2026-05-31,100.00,40.00,2026-06-10,partial",
        "A,2,2026-05-31,100.00,0.00,2026-06-10,paid",
        "B,3,2026-05-31,100.00,100.00,,void",
        "B,4,2026-05-31,100.00,0.00,2026-07-10,paid",  # paid after the day: open then
    ]
    found = assessed(written(tmp_path, "l.csv", "\n".join(rows)))
    assert (found["receivables"], found["open_total"]) == (2, {"XXX": "140.00"})


def test_a_workbook_with_customers_in_another_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Clave cliente", "Folio", "Vence", "Saldo", "Moneda"])
    for number in range(12):
        sheet.append([f"C{number}", f"F{number}", date(2026, 6, 10), 150.5, "MXN"])
    people = book.create_sheet("Clientes")
    people.append(["Clave cliente", "Nombre", "WhatsApp"])
    for number in range(12):
        people.append([f"C{number}", f"Tienda {chr(65 + number)}ngel", f"81123456{number:02d}"])
    book.save(tmp_path / "cartera.xlsx")
    found = assessed(tmp_path / "cartera.xlsx")
    assert (found["receivables"], found["customers"], found["open_total"]) == (12, 12, {"MXN": "1806.00"})
    assert found["data"]["share_reachable"] == 1.0
    assert found["pilot"]["bracket"] == "8-30"


def sheet_of_office(path: Path, rows: list[list[str | float]], *, locked: bool = False) -> Path:
    """A LibreOffice spreadsheet, or what one protected by a password looks like from outside."""

    def cell(value: str | float) -> str:
        if isinstance(value, float):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    secret = '<manifest:encryption-data manifest:checksum="x"/>' if locked else ""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {names} office:version="1.2"><office:body>'
            f'<office:spreadsheet><table:table table:name="Cartera">{lines}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        )
        book.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
            f'manifest:1.0"><manifest:file-entry manifest:full-path="/">{secret}</manifest:file-entry>'
            "</manifest:manifest>",
        )
    return path


def test_a_sheet_of_libreoffice_is_read_and_a_locked_one_refused(tmp_path: Path) -> None:
    rows: list[list[str | float]] = [["Cliente", "Factura", "Vencimiento", "Saldo", "Moneda"],
                                     ["Tienda Uno", "F1", "2026-06-10", 100.5, "COP"]]  # fmt: skip
    assert assessed(sheet_of_office(tmp_path / "a.ods", rows))["open_total"] == {"COP": "100.50"}
    result = run(str(sheet_of_office(tmp_path / "b.ods", rows, locked=True)))
    assert result.exit_code == 1 and "without the password" in result.stderr


def test_tabs_in_utf_16_and_days_that_became_numbers(tmp_path: Path) -> None:
    tabs = written(
        tmp_path, "t.txt", "Cliente\tFolio\tVence\tSaldo\nÑandú\tF1\t31/05/2026\t1.000,50\n", "utf-16"
    )
    assert assessed(tabs)["buckets"]["8-30"] == {"XXX": "1000.50"}
    numbers = "cust_number,name_customer,clear_date,due_in_date,invoice_currency,total_open_amount\n"
    numbers += "7,BEN,,20260611.0,CAD,79656.60\n8,WAL,2026-02-11 00:00:00,20260210.0,USD,54273.28\n"
    found = assessed(written(tmp_path, "n.csv", numbers))
    assert (found["open_total"], found["history"]["USD"]["late"]) == ({"CAD": "79656.60"}, 1)


def test_estado_is_where_a_customer_lives_or_how_an_invoice_stands(tmp_path: Path) -> None:
    text = "Cliente,Factura,Vencimiento,Total,Estado\nA,F1,2026-05-31,10,{}\nB,F2,2026-05-31,20,{}\n"
    lives = assessed(written(tmp_path, "lives.csv", text.format("Jalisco", "Sonora")))
    stands = assessed(written(tmp_path, "stands.csv", text.format("Pagada", "Pendiente")))
    assert (lives["open_total"], stands["open_total"]) == ({"XXX": "30.00"}, {"XXX": "20.00"})


def test_a_file_without_phones_or_names_is_not_blamed_for_each_customer(tmp_path: Path) -> None:
    text = "customer code,due date,amount\n" + "".join(f"K{i},2026-06-20,10.00\n" for i in range(15))
    found = assessed(written(tmp_path, "codes.csv", text))
    assert found["findings"] == {}
    assert found["data"]["share_reachable"] is None
    assert "phones_unknown" in found["reason_codes"]


def test_what_the_company_tells_reaches_the_verdict(tmp_path: Path) -> None:
    text = "cliente,celular,factura,vence,saldo,moneda\n" + "".join(
        f"Tienda {i} {chr(65 + i)}lfa,81123456{i:02d},F{i},2026-06-{5 + i % 20:02d},{100 + i}.00,MXN\n"
        for i in range(20)
    )
    path = written(tmp_path, "c.csv", text)
    assert assessed(path)["verdict"] == "pilot"
    yes = ("--owner", "Ana", "--team", "yes", "--repetitive-share")
    assert assessed(path, *yes, "70%")["verdict"] == "automate"
    assert assessed(path, *yes, "0.1")["verdict"] == "not_yet"
    assert assessed(path, "--owner", "none")["reason_codes"][0] == "owner_none"
    assert assessed(path, "--team", "no")["verdict"] == "not_yet"


@pytest.mark.parametrize("arguments", [("--team", "perhaps"), ("--repetitive-share", "-3"), ("--as-of", "yesterday"),
                                       ("--format", "pdf"), ("--language", "fr")])  # fmt: skip
def test_a_wrong_option_says_what_it_takes(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = run(str(written(tmp_path, "h.csv", HISTORY)), *arguments)
    assert result.exit_code == 1
    assert arguments[0] in result.stderr or "--out" in result.stderr or "Known:" in result.stderr


def test_columns_nobody_knows_are_refused_with_what_to_say(tmp_path: Path) -> None:
    path = written(tmp_path, "finnish.csv", "Asiakas,Erapaiva,Summa\nA,31.5.2026,10\n")
    result = run(str(path), "--as-of", "2026-06-30", "--format", "json")
    assert result.exit_code == 1 and not result.stdout
    assert "--column" in result.stderr and '"Erapaiva"' in result.stderr
    told = ("--column", "due=Erapaiva", "--column", "amount=Summa", "--column", "customer_name=Asiakas")
    assert assessed(path, *told)["open_total"] == {"XXX": "10.00"}


def test_in_a_terminal_the_missing_columns_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, "finnish.csv", "Asiakas,Erapaiva,Summa\nA,31.5.2026,10\n")

    class Terminal:
        def isatty(self) -> bool:
            return True

    class System:
        stdin = Terminal()

    monkeypatch.setattr(asking, "sys", System)
    result = run(str(path), "--as-of", "2026-06-30", "--format", "json", stdin="3\n9\n2\n1\n")
    assert result.exit_code == 0, result.output
    answer = result.stdout.splitlines()[-1]  # the lines before it are what this terminal echoes
    assert json.loads(answer)["buckets"]["8-30"] == {"XXX": "10.00"}
    assert "2. Erapaiva   e.g. 31.5.2026" in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", "is empty"),
        ("blank.csv", b"\n\n  \n", "is empty"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a picture"),
        ("noise.csv", bytes(range(1, 32)) * 50, "a binary file"),
        ("report.xlsx", b"%PDF-1.7 nothing", "a PDF"),
        ("renamed.xlsx", b"a,b\n1,2\n", "no workbook"),
        ("renamed.csv", b"PK\x03\x04rest", ".xlsx"),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
         "without the password"),
        ("quote.csv", b'customer,due date,amount\n"A,2026-01-01,1\n' + b"B,2026-01-01,1\n" * 40, "never closed"),
        ("quote2.csv", b'customer,due date,amount\n"A,2026-01-01,1\n' + b"B,2026-01-01,1\n" * 40_000, "never closed"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_words_that_say_what_to_do(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    result = run(str(tmp_path / name))
    assert result.exit_code == 1
    assert says in result.stderr and "Traceback" not in result.output


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    assert "no such file" in run(str(tmp_path / "none.csv")).stderr
    assert "is a folder" in run(str(tmp_path)).stderr


def test_a_page_escapes_what_the_ledger_holds_and_fetches_nothing(tmp_path: Path) -> None:
    text = "cliente,vence,importe,fecha pago,<b>x</b>\n" + "".join(
        f"<script>alert({i})</script>,2026-05-{i + 1:02d},10.00,2026-06-20,\n" for i in range(3)
    )
    target = tmp_path / "report.html"
    result = run(str(written(tmp_path, "x.csv", text)), "--as-of", "2026-06-30", "--out", str(target))
    assert result.exit_code == 0, result.output
    page = target.read_text(encoding="utf-8")
    assert "<script" not in page and "&lt;script&gt;" in page
    assert "http:" not in page and "https:" not in page and "src=" not in page


def test_the_table_and_the_pdf_say_the_same_verdict(tmp_path: Path) -> None:
    path = written(tmp_path, "cartera.csv", SPANISH, "latin-1")
    table = run(str(path), "--as-of", "2026-06-30", "--language", "es")
    assert "Todavía no automatice, porque" in table.stdout
    pytest.importorskip("reportlab", reason="the extra `reports` is not installed")
    target = tmp_path / "informe.pdf"
    result = run(str(path), "--as-of", "2026-06-30", "--language", "es", "--out", str(target))
    assert result.exit_code == 0, result.output
    assert target.read_bytes().startswith(b"%PDF-") and target.stat().st_size > 2000
