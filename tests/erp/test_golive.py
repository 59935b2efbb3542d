"""What was true before the first day, read from the files that teams keep."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from puntual.domain.company import Company
from puntual.domain.record import (
    ContactPointSeen,
    CustomerSeen,
    DisputeSeen,
    ExclusionSeen,
    OptInSeen,
    OptOutSeen,
    PastContactSeen,
    PromiseSeen,
    Severity,
)
from puntual.erp.golive import read_golive
from puntual.erp.header_words import Entity
from puntual.erp.options import GoLiveOptions
from puntual.ports.source import SourceUnreadable
from tests.erp.portfolios import write

COMPANY = Company("Acme SA", "MX", "America/Mexico_City", "MXN")
ANA = CustomerSeen(
    "C1", "Abarrotes Ana", tax_id="AAA010101AA1", contact_points=(ContactPointSeen("044 81 1234 5678"),)
)
RAUL = CustomerSeen("C2", "Raúl Pérez", contact_points=(ContactPointSeen("5543218765"),))


def given(tmp_path: Path, **files: str) -> GoLiveOptions:
    return GoLiveOptions(
        {Entity(name): write(tmp_path / f"{name}.csv", text) for name, text in files.items()}
    )


def test_each_kind_of_row_finds_its_customer_by_whatever_names_it(tmp_path: Path) -> None:
    options = given(
        tmp_path,
        opt_ins="Cliente,Teléfono,Fecha,Evidencia\nAbarrotes Ana,81 1234 5678,25/01/2026,formulario 12\n",
        opt_outs="Teléfono;Fecha baja\n55 4321 8765;30/10/2026\n",
        exclusions="RFC,Motivo\nAAA010101AA1,demanda en curso\n",
        promises="Código cliente,Fecha promesa,Monto\nC2,30/11/2026,\"1,250.50\"\nC2,28/11/2026,\n",
        disputes="Clave,Factura,Motivo\nC1,F-9,precio\n",
        contacts="Nombre,Fecha,Canal\nraul perez,15/11/2026,llamada\n",
    )  # fmt: skip
    rows, findings = read_golive(options, COMPANY, [ANA, RAUL])
    assert findings == ()
    assert rows == (
        OptInSeen("C1", "+528112345678", date(2026, 1, 25), "formulario 12", 2),
        OptOutSeen("C2", "+525543218765", date(2026, 10, 30), 2),
        ExclusionSeen("C1", "demanda en curso", 2),
        PromiseSeen("C2", date(2026, 11, 30), 125050, "MXN", 2),
        PromiseSeen("C2", date(2026, 11, 28), None, "MXN", 3),
        DisputeSeen("C1", "F-9", "precio", 2),
        PastContactSeen("C2", date(2026, 11, 15), "llamada", 2),
    )


def test_an_exclusion_that_fits_nobody_is_grave(tmp_path: Path) -> None:
    rows, findings = read_golive(given(tmp_path, exclusions="Código cliente\nC1\nC77\n"), COMPANY, [ANA])
    assert rows == (ExclusionSeen("C1", "", 2),)
    assert [(f.code, f.severity, f.row) for f in findings] == [("golive_unknown_customer", Severity.BLOCK, 3)]


def test_an_opt_out_of_an_unknown_number_is_kept_as_a_bare_number(tmp_path: Path) -> None:
    rows, findings = read_golive(given(tmp_path, opt_outs="Celular\n8187654312\n"), COMPANY, [ANA])
    assert rows == (OptOutSeen("", "+528187654312", None, 2),)
    assert [f.severity for f in findings] == [Severity.WARN]


def test_an_opt_in_without_a_date_proves_nothing(tmp_path: Path) -> None:
    rows, findings = read_golive(
        given(tmp_path, opt_ins="Clave,Fecha,Evidencia\nC1,ayer,x\n"), COMPANY, [ANA]
    )
    assert rows == ()
    assert [f.code for f in findings] == ["incomplete_row"]


def test_a_bad_phone_is_reported_and_the_customer_still_found_by_code(tmp_path: Path) -> None:
    rows, findings = read_golive(
        given(tmp_path, opt_outs="Código cliente,Teléfono\nC1,12345\n"), COMPANY, [ANA]
    )
    assert rows == (OptOutSeen("C1", "", None, 2),)
    assert [f.code for f in findings] == ["golive_bad_phone"]


def test_a_name_that_two_customers_share_is_nobodys(tmp_path: Path) -> None:
    twin = CustomerSeen("C3", "Abarrotes Ana")
    rows, findings = read_golive(given(tmp_path, exclusions="Nombre\nAbarrotes Ana\n"), COMPANY, [ANA, twin])
    assert rows == ()
    assert [f.code for f in findings] == ["golive_unknown_customer"]


def test_without_a_portfolio_rows_carry_the_key_that_such_a_ledger_would_give(tmp_path: Path) -> None:
    options = given(
        tmp_path, exclusions="Código cliente,Nombre\n0012,x\n,Abarrotes  ANA\n", opt_outs="Tel\n8112345678\n"
    )
    rows, findings = read_golive(options, COMPANY)
    assert findings == ()
    assert rows == (
        ExclusionSeen("0012", "", 2),
        ExclusionSeen("abarrotes ana", "", 3),
        OptOutSeen("", "+528112345678", None, 2),
    )


def test_a_file_without_the_needed_columns_says_which(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match=r"contacts.csv: no column for on \(contacts\)"):
        read_golive(given(tmp_path, contacts="Clave,Canal\nC1,llamada\n"), COMPANY, [ANA])
    with pytest.raises(SourceUnreadable, match="no such file"):
        read_golive(GoLiveOptions({Entity.OPT_INS: tmp_path / "none.csv"}), COMPANY)


def test_an_opt_in_of_an_unknown_customer_is_no_consent_of_others_with_that_number(
    tmp_path: Path,
) -> None:
    both = "C999;55 4321 8765;30/04/2026\n;55 4321 8765;02/05/2026\n"
    options = given(tmp_path, opt_ins="Clave;Teléfono;Fecha\n" + both)
    rows, findings = read_golive(options, COMPANY, [ANA, RAUL])
    assert rows == (OptInSeen("C2", "+525543218765", date(2026, 5, 2), "", 3),)
    assert [(one.code, one.row, one.file) for one in findings] == [
        ("golive_unknown_customer", 2, "opt_ins.csv")
    ]


def test_the_titles_that_the_configuration_suggests_are_understood(tmp_path: Path) -> None:
    options = given(
        tmp_path,
        opt_ins="customer,phone,date,evidence\nC2,55 4321 8765,2026-05-01,form\n",
        promises="cliente,fecha prometida,importe\nC1,30/11/2026,100\n",
        contacts="customer,date,channel\nC1,2026-11-02,call\n",
    )
    assert [type(one) for one in read_golive(options, COMPANY, [ANA, RAUL])[0]] == [
        OptInSeen,
        PromiseSeen,
        PastContactSeen,
    ]
