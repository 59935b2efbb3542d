"""Ledgers as companies export them, dirt and all."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from puntual.domain.record import CREDIT_NOTE, Severity, Status
from puntual.erp.options import Home, Layout
from puntual.ports.source import SourceUnreadable
from puntual.rules.phones import normalise
from puntual.rules.portfolio_checks import check
from tests.erp.portfolios import BRAZIL, MEXICO, bills, blocked, codes, read, write


def test_a_mexican_report_in_windows_encoding_with_title_and_total(tmp_path: Path) -> None:
    path = write(
        tmp_path / "cartera.csv",
        "FERRETERÍA EL CLAVO SA DE CV,,,,,,,\r\n"
        "Antigüedad de saldos al 31/10/2026,,,,,,,\r\n"
        ",,,,,,,\r\n"
        "Cliente,R.F.C.,Teléfono,Folio,Fecha,Vencimiento,Importe,Saldo\r\n"
        'Doña Peñas e Hijos,PEN010101AA1,81 1234 5678,A-101,03/09/2026,03/10/2026,"$12,500.00","$2,500.50"\r\n'
        'Taller Muñoz,MUM800101AB2,044 55 4321 8765,A-102,28/09/2026,28/10/2026,"$1,250.00","$1,250.00"\r\n'
        'Doña Peñas e Hijos,PEN010101AA1,81 1234 5678,A-103,05/10/2026,04/11/2026,"$800.00",$800.00\r\n'
        'TOTAL,,,,,,"$14,550.00","$4,550.50"\r\n',
        "cp1252",
    )
    snapshot = read(path)
    found = bills(snapshot)
    assert {n: (b.amount, b.balance, b.due) for n, b in found.items()} == {
        "A-101": (1250000, 250050, date(2026, 10, 3)),
        "A-102": (125000, 125000, date(2026, 10, 28)),
        "A-103": (80000, 80000, date(2026, 11, 4)),
    }
    assert [(c.key, c.name) for c in snapshot.customers] == [
        ("PEN010101AA1", "Doña Peñas e Hijos"),
        ("MUM800101AB2", "Taller Muñoz"),
    ]
    assert found["A-101"].row == 5
    assert codes(snapshot.findings) == ["totals_row"]
    assert check(snapshot, date(2026, 11, 23), "MX") == snapshot.findings


def test_a_brazilian_export_with_decimal_commas_and_instalments(tmp_path: Path) -> None:
    path = write(
        tmp_path / "titulos.csv",
        "Cód. Cliente;Razão Social;CNPJ;Celular;Nº NF;Parcela;Emissão;Vencimento;Valor;Saldo em Aberto;UF\n"
        "0012;Padaria Pão & Açúcar Ltda;11.222.333/0001-81;(11) 98765-4321;5501;1/3;"
        "15/09/2026;15/10/2026;R$ 1.250,50;R$ 1.250,50;SP\n"
        "0012;Padaria Pão & Açúcar Ltda;11.222.333/0001-81;(11) 98765-4321;5501;2/3;"
        "15/09/2026;15/11/2026;R$ 1.250,50;R$ 250,00;SP\n"
        "0013;Oficina João;22.333.444/0001-81;31 9876-5432;5502;1/1;01/10/2026;31/10/2026;R$ 900;R$ 900;MG\n",
        "utf-8-sig",
    )
    snapshot = read(path, BRAZIL)
    rows = [(b.key, b.instalment, b.due, b.balance, b.currency) for b in snapshot.receivables]
    assert rows == [
        ("0012/5501/1", 1, date(2026, 10, 15), 125050, "BRL"),
        ("0012/5501/2", 2, date(2026, 11, 15), 25000, "BRL"),
        ("0013/5502/1", 1, date(2026, 10, 31), 90000, "BRL"),
    ]
    assert snapshot.customers[0].state == "SP"
    assert check(snapshot, date(2026, 11, 23), "BR") == ()


def test_an_english_file_with_camel_case_titles_american_dates_and_settled_rows(tmp_path: Path) -> None:
    path = write(
        tmp_path / "ar.csv",
        "countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate,PaperlessBill\n"
        "391,0379-NEVHP,4/6/2013,611365,1/2/2026,2/1/2026,55.94,No,1/15/2026,Paper\n"
        "406,8976-AMJEO,3/3/2012,7900770,1/26/2026,2/25/2026,61.74,Yes,,Electronic\n",
    )
    snapshot = read(path, Home("US", "USD"))
    settled, still_open = snapshot.receivables
    assert (settled.due, settled.status, settled.balance) == (date(2026, 2, 1), Status.PAID, 0)
    assert (still_open.due, still_open.status, still_open.balance) == (date(2026, 2, 25), Status.OPEN, 6174)
    assert set(snapshot.unknown_columns) == {"PaperlessDate", "Disputed", "PaperlessBill"}
    assert [customer.key for customer in snapshot.customers] == ["0379-NEVHP", "8976-AMJEO"]
    assert "customer_without_name" in codes(check(snapshot, date(2026, 11, 23), "US"))


def test_a_workbook_with_title_rows_serial_dates_a_second_sheet_of_customers_and_a_total(
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    notes = book.active
    assert notes is not None
    notes.title = "Notas"
    notes.append(["Reporte generado por el sistema"])
    sheet = book.create_sheet("Facturas")
    sheet.append(["Comercial Sol SA"])
    sheet.merge_cells("A1:F1")
    sheet.append([])
    sheet.append(["Cliente", "Factura", "Fecha", "Vence", "Importe", "Saldo", "Moneda"])
    sheet.append([1001, 5001.0, datetime(2026, 9, 3), datetime(2026, 10, 3), 1250.1, 0.1 + 0.2, "MXN"])
    sheet.append([1002, "F-2", 46266, 46296, 99.999, 50, "Dólares"])
    sheet.append([None, None, None, None, 1350.1, 50.3, None])
    people = book.create_sheet("Clientes")
    people.append(["Clave", "Nombre", "Celular"])
    people.append([1001, "Miscelánea Lupita", 8112345678])
    people.append([1002, "Vidrios Norte", "55 4321 8765"])
    book.save(tmp_path / "cartera.xlsx")

    snapshot = read(tmp_path / "cartera.xlsx")
    found = bills(snapshot)
    assert (found["5001"].customer, found["5001"].balance, found["5001"].due) == (
        "1001",
        30,
        date(2026, 10, 3),
    )
    assert (found["F-2"].due, found["F-2"].amount, found["F-2"].currency) == (date(2026, 10, 1), 10000, "USD")
    assert {c.key: (c.name, c.contact_points[0].raw) for c in snapshot.customers} == {
        "1001": ("Miscelánea Lupita", "8112345678"),
        "1002": ("Vidrios Norte", "55 4321 8765"),
    }
    assert codes(snapshot.findings) == ["totals_row", "rounded"]


def test_merged_customer_cells_belong_to_every_row_they_cover(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Cliente", "Factura", "Vence", "Saldo"])
    sheet.append(["Llantas Paco", "1", date(2026, 10, 1), 10])
    sheet.append([None, "2", date(2026, 10, 2), 20])
    sheet.append([None, "3", date(2026, 10, 3), 30])
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "m.xlsx")
    snapshot = read(tmp_path / "m.xlsx")
    assert {b.number: b.customer for b in snapshot.receivables} == {"1": "llantas paco", "2": "llantas paco"}
    assert blocked(snapshot) == {4: "missing_customer"}


HEAD = "Codigo,Nombre,Telefono,Factura,Fecha,Vencimiento,Importe,Saldo,Moneda\n"
GOOD = "C9,Bodega Nueve,8112345678,F9,25/09/2026,25/10/2026,100.00,100.00,MXN\n"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("C1,Ana,8112345678,F1,01/10/2026,31/10/2026,,50.00,MXN", "missing_amount"),
        ("C1,Ana,8112345678,F1,01/10/2026,31/10/2026,50.00,,MXN", "missing_balance"),
        ("C1,Ana,8112345678,F1,01/10/2026,31/10/2026,cien,50.00,MXN", "unreadable_amount"),
        ("C1,Ana,8112345678,F1,01/10/2026,31/10/2026,1.250,50.00,MXN", "ambiguous_amount"),
        ("C1,Ana,8112345678,F1,01/10/2026,,50.00,50.00,MXN", "missing_due"),
        ("C1,Ana,8112345678,F1,01/10/2026,31/02/2026,50.00,50.00,MXN", "unreadable_due"),
        ("C1,Ana,8112345678,F1,01/10/2026,pronto,50.00,50.00,MXN", "unreadable_due"),
        ("C1,Ana,8112345678,F1,01/10/2026,00/00/0000,50.00,50.00,MXN", "unreadable_due"),
        ("C1,Ana,8112345678,F1,01/10/2026,30/12/1899,50.00,50.00,MXN", "unreadable_due"),
        ("C1,Ana,8112345678,F1,01/10/2026,31/10/2026,50.00,50.00,doblones", "unknown_currency"),
        ("C1,Ana,8112345678,F1,01/10/2026,31/10/2026,50.00,USD 50.00,MXN", "currency_conflict"),
        ("C1,Ana,8112345678,,01/10/2026,31/10/2026,50.00,50.00,MXN", "missing_number"),
        ("C1,Ana,8112345678,F1,01/10/2026,31/10/2026,1,250.00,50.00,MXN", "shifted_row"),
    ],
)
def test_a_row_that_cannot_be_read_holds_its_customer_and_is_named(
    tmp_path: Path, row: str, code: str
) -> None:
    snapshot = read(write(tmp_path / "x.csv", HEAD + GOOD + row + "\n"))
    [finding] = [one for one in snapshot.findings if one.severity is Severity.BLOCK]
    assert (finding.code, finding.row, finding.customer) == (code, 3, "C1")
    assert list(bills(snapshot)) == ["F9"]


def test_a_row_that_cannot_be_read_names_the_receivable_it_would_have_been(tmp_path: Path) -> None:
    good = read(write(tmp_path / "a.csv", HEAD + GOOD))
    bad = read(write(tmp_path / "b.csv", HEAD + GOOD.replace("100.00,100.00", "100.00,")))
    assert good.receivables[0].key == bad.findings[0].receivable


def test_an_invoice_without_a_customer_is_reported(tmp_path: Path) -> None:
    snapshot = read(write(tmp_path / "x.csv", HEAD + ",,,F1,01/10/2026,31/10/2026,5.00,5.00,MXN\n"))
    assert blocked(snapshot) == {2: "missing_customer"}


def test_one_code_with_two_names_is_two_customers_and_blocked(tmp_path: Path) -> None:
    other = GOOD.replace("Bodega Nueve", "Carnes Once").replace("F9", "F10")
    assert blocked(read(write(tmp_path / "x.csv", HEAD + GOOD + other))) == {2: "customer_rows_conflict"}
    same = GOOD.replace("Bodega Nueve", "BODEGA NUEVE SA DE CV").replace("F9", "F10")
    assert blocked(read(write(tmp_path / "y.csv", HEAD + GOOD + same))) == {}


def test_the_same_invoice_twice_counts_once_and_with_another_amount_is_blocked(tmp_path: Path) -> None:
    twice = read(write(tmp_path / "x.csv", HEAD + GOOD + GOOD))
    assert (len(twice.receivables), codes(twice.findings)) == (1, ["receivable_twice"])
    unlike = read(write(tmp_path / "y.csv", HEAD + GOOD + GOOD.replace("100.00,100.00", "100.00,60.00")))
    assert blocked(unlike) == {3: "receivable_conflict"}


def test_one_invoice_with_several_due_dates_is_several_instalments(tmp_path: Path) -> None:
    rows = GOOD + GOOD.replace("25/10/2026", "25/11/2026") + GOOD.replace("25/10/2026", "25/12/2026")
    snapshot = read(write(tmp_path / "x.csv", HEAD + rows))
    assert [one.due.month for one in snapshot.receivables] == [10, 11, 12]
    assert len({one.key for one in snapshot.receivables}) == 3
    assert codes(snapshot.findings) == ["instalments_without_number"]


def test_dates_that_never_show_their_order_are_read_in_the_countrys_way_and_noted(tmp_path: Path) -> None:
    text = "Cliente,Factura,Vencimiento,Saldo\nAna,F1,03/04/2026,10.00\nRaul,F2,05/06/2026,20.00\n"
    mexican = read(write(tmp_path / "x.csv", text))
    assert [b.due for b in mexican.receivables] == [date(2026, 4, 3), date(2026, 6, 5)]
    assert codes(mexican.findings) == ["assumed_date_order"]
    american = read(tmp_path / "x.csv", Home("US", "USD"))
    assert [b.due for b in american.receivables] == [date(2026, 3, 4), date(2026, 5, 6)]


def test_dates_learn_their_order_from_a_sister_column(tmp_path: Path) -> None:
    text = "Cliente,Factura,Fecha,Vencimiento,Saldo\nAna,F1,2/25/2026,3/4/2026,10.00\n"
    snapshot = read(write(tmp_path / "x.csv", text))
    assert snapshot.receivables[0].due == date(2026, 3, 4)
    assert snapshot.findings == ()


def test_a_column_that_contradicts_itself_gives_up_only_its_ambiguous_dates(tmp_path: Path) -> None:
    dues = ("25/04/2026", "04/25/2026", "03/04/2026", "05/05/2026")
    rows = "".join(f"Ana,F{i},{due},10.00\n" for i, due in enumerate(dues))
    snapshot = read(write(tmp_path / "x.csv", "Cliente,Factura,Vencimiento,Saldo\n" + rows))
    assert [b.due for b in snapshot.receivables] == [date(2026, 4, 25), date(2026, 4, 25), date(2026, 5, 5)]
    assert blocked(snapshot) == {4: "ambiguous_date"}


def test_one_slip_among_many_dates_does_not_spoil_the_column(tmp_path: Path) -> None:
    rows = (
        "".join(f"Ana,F{day},{day:02d}/05/2026,10.00\n" for day in range(1, 32)) + "Ana,X,05/31/2026,10.00\n"
    )
    snapshot = read(write(tmp_path / "x.csv", "Cliente,Factura,Vencimiento,Saldo\n" + rows))
    assert [b.due.day for b in snapshot.receivables] == list(range(1, 32))
    assert blocked(snapshot) == {33: "unreadable_due"}


def test_thousands_without_any_decimals_are_thousands_and_noted(tmp_path: Path) -> None:
    text = "Cliente;Factura;Vencimiento;Saldo\nAna;F1;25/04/2026;1.250\nRaul;F2;26/04/2026;2.500\n"
    snapshot = read(write(tmp_path / "x.csv", text), Home("CL", "CLP"))
    assert [b.balance for b in snapshot.receivables] == [1250, 2500]
    assert codes(snapshot.findings) == ["assumed_decimal"]


def test_negative_amounts_in_brackets_stay_negative(tmp_path: Path) -> None:
    snapshot = read(write(tmp_path / "x.csv", HEAD + GOOD.replace("100.00,100.00", "100.00,(25.50)")))
    assert snapshot.receivables[0].balance == -2550
    assert codes(check(snapshot, date(2026, 11, 23), "MX")) == ["negative_balance"]


def test_dates_that_a_spreadsheet_may_have_swapped_are_warned_about(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Cliente", "Factura", "Vence", "Saldo"])
    for i in range(1, 5):
        sheet.append(["Ana", f"D{i}", datetime(2026, i, 5), 10])
        sheet.append(["Ana", f"T{i}", f"{i + 20}/0{i}/2026", 10])
    book.save(tmp_path / "m.xlsx")
    assert codes(read(tmp_path / "m.xlsx").findings) == ["dates_mixed"]


def test_what_the_erp_calls_paid_but_still_has_a_balance_is_held_open(tmp_path: Path) -> None:
    text = "Cliente,Factura,Vencimiento,Importe,Saldo,Estatus\n"
    text += "Ana,F1,25/04/2026,10,5,Pagada\nAna,F2,25/04/2026,10,0,Pagada\n"
    snapshot = read(write(tmp_path / "x.csv", text))
    assert [b.status for b in snapshot.receivables] == [Status.OPEN, Status.PAID]
    assert blocked(snapshot) == {2: "paid_with_balance"}


def test_an_unreadable_settlement_date_does_not_close_an_invoice(tmp_path: Path) -> None:
    text = "Cliente,Factura,Vencimiento,Importe,Fecha de pago\n"
    text += "Ana,F1,25/04/2026,10.00,1899-12-30\nAna,F2,26/04/2026,10.00,pendiente\n"
    snapshot = read(write(tmp_path / "x.csv", text))
    assert [(b.status, b.balance) for b in snapshot.receivables] == [(Status.OPEN, 1000)] * 2


def test_amount_less_paid_is_the_balance_where_there_is_no_balance_column(tmp_path: Path) -> None:
    text = "Cliente,Factura,Vencimiento,Total,Abonos\nAna,F1,25/04/2026,100.00,40.50\nAna,F2,25/04/2026,100.00,\n"
    assert [b.balance for b in read(write(tmp_path / "x.csv", text)).receivables] == [5950, 10000]


def test_separate_files_are_joined_by_code_even_without_its_leading_zeros(tmp_path: Path) -> None:
    people = write(tmp_path / "c.csv", "Clave,Nombre,Celular\n00012,Ana,8112345678\n00013,Raul,5543218765\n")
    ledger = write(
        tmp_path / "f.csv",
        "Cliente,Factura,Vencimiento,Saldo\n12,F1,25/04/2026,10.00\n99,F2,25/04/2026,1.00\n",
    )
    snapshot = read(ledger, customers=people)
    assert bills(snapshot)["F1"].customer == "00012"
    assert codes(check(snapshot, date(2026, 5, 1), "MX")) == ["unknown_customer"]


def test_payments_credits_and_lines_come_from_files_of_their_own(tmp_path: Path) -> None:
    from puntual.erp.files import FilesSource
    from puntual.erp.header_words import Entity
    from puntual.erp.options import FilesOptions

    payments = "Factura,Fecha,Importe\nF9,30/10/2026,40.00\nF9,30/10/2026,40.00\nZZ,1/1/2026,1\n"
    goods = "Factura,Descripcion,Cantidad,Importe\nF9,Clavos,10,60.00\nF1,Otra,1,1\nF9,Martillo,1,40.00\n"
    paths = {
        Entity.RECEIVABLES: write(tmp_path / "f.csv", HEAD + GOOD),
        Entity.APPLICATIONS: write(tmp_path / "p.csv", payments),
        Entity.CREDITS: write(tmp_path / "s.csv", "Codigo,Importe,Tipo\nC9,-15.50,anticipo\n"),
        Entity.LINES: write(tmp_path / "l.csv", goods),
    }  # fmt: skip
    source = FilesSource(FilesOptions(paths), MEXICO)
    snapshot = source.read()
    assert [(a.receivable, a.amount) for a in snapshot.applications] == [("C9/F9/1", 4000)] * 2
    assert len({a.key for a in snapshot.applications}) == 2
    assert [(c.customer, c.amount) for c in snapshot.credits] == [("C9", 1550)]
    assert codes(snapshot.findings) == ["unknown_receivable"]
    assert [(n.description, n.quantity, n.total) for n in source.lines("C9/F9/1", "F9")] == [
        ("Clavos", "10", 6000),
        ("Martillo", "1", 4000),
    ]
    assert source.check() == ()


def test_a_missing_column_is_named_with_those_that_were_found_and_the_way_to_map_it(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", "Cliente,Factura,Cuando,Saldo\nAna,F1,25/04/2026,10.00\n")
    with pytest.raises(SourceUnreadable) as error:
        read(path)
    assert '"Cuando"' in str(error.value)
    assert "due or credit_days" in str(error.value)
    assert "[source.columns]" in str(error.value)
    mapped = read(path, layout=Layout(columns={"due": ("Cuando",)}))
    assert mapped.receivables[0].due == date(2026, 4, 25)


def test_a_mapping_wins_over_what_would_be_recognised(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", "Cliente,Factura,Vence,Saldo,Resta\nAna,F1,25/04/2026,10.00,7.00\n")
    assert read(path, layout=Layout(columns={"balance": ("Resta",)})).receivables[0].balance == 700


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"hola", b"\x00\x01\x02" * 50, b'Cliente,Factura\n"Ana,F1\n' + b"x,y\n" * 40],
)
def test_a_file_that_is_no_ledger_says_so_and_never_crashes(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(SourceUnreadable, match=r"x\.csv"):
        read(tmp_path / "x.csv")


def test_a_workbook_that_is_none_and_a_file_that_is_not_there_say_so(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"not a zip")
    for name in ("x.xlsx", "nowhere.csv"):
        with pytest.raises(SourceUnreadable, match=name):
            read(tmp_path / name)


def test_old_dos_accents_and_utf16_are_told_apart_from_windows(tmp_path: Path) -> None:
    text = "Cliente,Teléfono,Factura,Vencimiento,Saldo\nMuñoz Peñón,8112345678,F1,25/04/2026,10.00\n"
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "latin-1", "cp850", "utf-16", "utf-16-le"):
        snapshot = read(write(tmp_path / f"{encoding}.csv", text, encoding))
        assert snapshot.customers[0].name == "Muñoz Peñón", encoding


def test_the_column_estado_is_a_place_or_a_status_by_its_words(tmp_path: Path) -> None:
    head = "Cliente,Factura,Vencimiento,Saldo,Estado\n"
    place = read(
        write(
            tmp_path / "x.csv", head + "Ana,F1,25/04/2026,10.00,Nuevo León\nRaul,F2,25/04/2026,1.00,Sonora\n"
        )
    )
    assert [c.state for c in place.customers] == ["Nuevo León", "Sonora"]
    assert place.findings == ()
    status = read(
        write(tmp_path / "y.csv", head + "Ana,F1,25/04/2026,10.00,Vencida\nRaul,F2,25/04/2026,0,Pagada\n")
    )
    assert [b.status for b in status.receivables] == [Status.OPEN, Status.PAID]


HEADERS = [
    "customer_id,customer_name,phone,email,invoice_number,issue_date,due_date,amount,open_balance,currency,status",
    "cliente_id,razon_social,celular,correo,factura,fecha_emision,fecha_vencimiento,monto,saldo,moneda,estatus",
    ("ID Cliente,Nombre del Cliente,Teléfono (WhatsApp),E-mail,No. de Factura,Fecha de Emisión,Fecha de Vto.,"
    "Importe Total,Saldo al 31/10/2026,Divisa,Estado de Pago"),
    ("Código do Cliente,Razão Social / Nome,Telefone Celular,E-mail,Número da Nota Fiscal,Data de Emissão,"
    "Data do Vencimento,Valor da Nota,Saldo Devedor,Moeda,Situação"),
    "CLAVE CLIENTE,NOMBRE,TEL. MÓVIL,MAIL,FOLIO,F. FACTURA,F. VENCIMIENTO,CARGO,SALDO ACTUAL,MONEDA,ESTATUS",
    "Cod. Cliente,Apellido y Nombre,Celular 1,Mail,Nro. Comprobante,Fecha,Vto.,Importe,Pendiente,Moneda,Estado",
]  # fmt: skip


@pytest.mark.parametrize("header", HEADERS)
def test_titles_as_different_systems_write_them_are_all_recognised(tmp_path: Path, header: str) -> None:
    row = "C1,Ana Soto,8112345678,a@b.mx,F1,01/10/2026,31/10/2026,100.00,60.00,MXN,pendiente\n"
    snapshot = read(write(tmp_path / "x.csv", f"{header}\n{row}"))
    [bill], [customer] = snapshot.receivables, snapshot.customers
    assert (bill.key, bill.issued, bill.due) == ("C1/F1/1", date(2026, 10, 1), date(2026, 10, 31))
    assert (bill.amount, bill.balance, bill.currency, bill.status) == (10000, 6000, "MXN", Status.OPEN)
    assert (customer.name, [p.raw for p in customer.contact_points]) == ("Ana Soto", ["8112345678"])
    assert len(snapshot.unknown_columns) == 1
    assert snapshot.findings == ()


def test_zero_padded_and_numeric_codes_stay_what_they_are(tmp_path: Path) -> None:
    snapshot = read(write(tmp_path / "x.csv", HEAD + GOOD.replace("C9", "000123").replace("F9", "0007")))
    assert (snapshot.customers[0].key, snapshot.receivables[0].number) == ("000123", "0007")


def test_rows_whose_broken_letters_fit_the_whole_name_are_one_customer_with_the_whole_name(
    tmp_path: Path,
) -> None:
    rows = "C7,IBÃ?Ã‘EZ SA,5512345678,G1,01/10/2026,31/10/2026,50.00,50.00,MXN\n"
    rows += "C7,Ibáñez SA,5512345678,G2,01/10/2026,31/10/2026,50.00,50.00,MXN\n"
    rows += "C7,IB??EZ SA,5512345678,G3,01/10/2026,31/10/2026,50.00,50.00,MXN\n"
    snapshot = read(write(tmp_path / "x.csv", HEAD + GOOD + rows))
    assert "customer_rows_conflict" not in {one.code for one in snapshot.findings}
    assert {one.key: one.name for one in snapshot.customers}["C7"] == "Ibáñez SA"


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Nota de Crédito", CREDIT_NOTE), ("NC", CREDIT_NOTE), ("Devolución s/venta", CREDIT_NOTE),
        ("credit memo", CREDIT_NOTE), ("Pago", "Pago"), ("", "payment"), ("Transferencia", "Transferencia"),
    ],
)  # fmt: skip
def test_a_credit_note_is_told_from_a_payment(tmp_path: Path, word: str, kind: str) -> None:
    bills = write(tmp_path / "f.csv", "cliente,nombre,factura,vence,saldo\nC9,Ana,F9,2026-03-01,100\n")
    text = f"factura,fecha pago,importe,tipo\nF9,2026-03-05,40,{word}\n"
    snapshot = read(bills, applications=write(tmp_path / "p.csv", text))
    assert [one.kind for one in snapshot.applications] == [kind]


def test_more_decimals_than_the_currency_has_are_rounded_and_said(tmp_path: Path) -> None:
    head = "cliente,nombre,celular,factura,vence,importe,saldo,moneda\n"
    rows = (
        "C1,Ana,5512345678,F1,2026-03-01,100.4567,100.4567,MXN",
        "C2,Raúl,5512345679,F2,2026-03-01,100.40,100.40,MXN",
        "C3,Sol,5512345670,F3,2026-03-01,1500.5,1500.5,CLP",
        "C4,Luz,5512345671,F4,2026-03-01,1500.00,1500.00,CLP",
    )
    snapshot = read(write(tmp_path / "f.csv", head + "\n".join(rows)))
    found = [(one.code, one.severity, one.row, one.value) for one in snapshot.findings]
    assert found == [
        ("rounded", Severity.NOTE, 2, "100.4567 MXN"),
        ("rounded", Severity.NOTE, 4, "1500.5 CLP"),
    ]
    assert [one.balance for one in snapshot.receivables] == [10046, 10040, 1500, 1500]


def test_the_noise_of_a_spreadsheet_s_floats_is_no_rounding(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["cliente", "nombre", "celular", "factura", "vence", "saldo"])
    sheet.append(["C1", "Ana", 445512345678, "F1", date(2026, 3, 1), 0.1 + 0.2])
    book.save(tmp_path / "f.xlsx")
    snapshot = read(tmp_path / "f.xlsx")
    assert (snapshot.findings, snapshot.receivables[0].balance) == ((), 30)
    assert normalise(snapshot.customers[0].contact_points[0].raw, "MX").e164 == "+525512345678"


def test_a_report_grouped_by_customer_is_refused_with_what_to_do(tmp_path: Path) -> None:
    rows = (
        "Antigüedad de saldos,,,",
        "Factura,Emisión,Vencimiento,Saldo",
        "Abarrotes Ana,,,",
        "F1,2026-02-01,2026-03-01,100.00",
        "Total Abarrotes Ana,,,100.00",
        "Vidrios Norte,,,",
        "F2,2026-02-01,2026-03-03,50.00",
    )
    with pytest.raises(SourceUnreadable, match=r"grouped by customer.*Abarrotes Ana.*flat list"):
        read(write(tmp_path / "a.csv", "\n".join(rows)))
