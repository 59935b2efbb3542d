"""CONTPAQi, Tango and SAP Business One over TDS: driver, queries and mapping; SQL Server itself is not here."""

# ruff: noqa: E501 (the rows of tables)

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from puntual.erp.control import run_control
from puntual.erp.options import Home, PresetOptions
from puntual.erp.preset import find_preset
from puntual.erp.sql_preset import sql_source
from tests import tds

CONTPAQI = """
CREATE TABLE admClientes (CIDCLIENTEPROVEEDOR, CCODIGOCLIENTE, CRAZONSOCIAL, CDENCOMERCIAL, CRFC, CTIPOCLIENTE);
CREATE TABLE admDomicilios (CIDCATALOGO, CTIPOCATALOGO, CTELEFONO1, CTELEFONO2, CTELEFONO3, CTELEFONO4);
CREATE TABLE admMonedas (CIDMONEDA, CNOMBREMONEDA);
CREATE TABLE admAgentes (CIDAGENTE, CNOMBREAGENTE);
CREATE TABLE admDocumentos (CIDDOCUMENTO, CIDDOCUMENTODE, CSERIEDOCUMENTO, CFOLIO REAL, CFECHA, CFECHAVENCIMIENTO,
  CIDCLIENTEPROVEEDOR, CIDAGENTE, CIDMONEDA, CCANCELADO, CDEVUELTO, CTOTAL REAL, CPENDIENTE REAL);
CREATE TABLE admAsocCargosAbonos (CIDDOCUMENTOABONO, CIDDOCUMENTOCARGO, CIMPORTECARGO REAL, CFECHAABONOCARGO);
CREATE TABLE admMovimientos (CIDDOCUMENTO INTEGER, CNUMEROMOVIMIENTO, CIDPRODUCTO, CUNIDADES, CTOTAL REAL);
CREATE TABLE admProductos (CIDPRODUCTO, CNOMBREPRODUCTO);
INSERT INTO admClientes VALUES (1, 'C001  ', 'Peña y Cía', '', 'PEN010101AA1', 1), (2, 'P001', 'Proveedor', '', '', 2);
INSERT INTO admDomicilios VALUES (1, 1, '8112345678', '', '', ''), (1, 6, '5500000000', '', '', '');
INSERT INTO admMonedas VALUES (1, 'Peso Mexicano'), (2, 'Dólar Americano');
INSERT INTO admAgentes VALUES (3, 'Íñigo');
INSERT INTO admDocumentos VALUES
  (10, 4, 'A', 100.0, '2026-09-01', '2026-10-01', 1, 3, 1, 0, 0, 1160.1, 700.05),
  (11, 4, 'A', 101.0, '2026-09-01', '2026-10-01', 1, 3, 1, 1, 0, 50.0, 50.0),
  (12, 4, 'A', 102.0, '2026-09-02', '2026-10-02', 1, 3, 2, 0, 0, 20.0, 20.0),
  (13, 9, 'P', 5.0, '2026-09-10', '1899-12-30', 1, 3, 1, 0, 0, 500.05, 40.0);
INSERT INTO admAsocCargosAbonos VALUES (13, 10, 460.05, '2026-09-10');
INSERT INTO admMovimientos VALUES (10, 1, 7, 2, 1160.1);
INSERT INTO admProductos VALUES (7, 'Cañería');
"""
TANGO = """
CREATE TABLE GVA14 (COD_CLIENT, RAZON_SOCI, NOM_COM, CUIT, TELEFONO_1, TELEFONO_2, SALDO_CC REAL);
CREATE TABLE GVA12 (T_COMP, N_COMP, COD_CLIENT, COD_VENDED, FECHA_EMIS, ESTADO, MON_CTE);
CREATE TABLE GVA46 (T_COMP, N_COMP, FECHA_VTO, IMPORTE_VT REAL);
CREATE TABLE GVA07 (T_COMP, N_COMP, FECHA_VTO, T_COMP_CAN, N_COMP_CAN, IMPORT_CAN REAL);
CREATE TABLE GVA15 (IDENT_COMP, TIPO_COMP);
CREATE TABLE GVA23 (COD_VENDED, NOMBRE_VEN);
CREATE TABLE GVA53 (N_COMP, COD_ARTICU, CANTIDAD, IMP_NETO_P REAL);
CREATE TABLE STA11 (COD_ARTICU, DESCRIPCIO);
INSERT INTO GVA14 VALUES ('000123', 'Ferretería Sur', '', '30-50001091-2', '1150001234', '', 900.5);
INSERT INTO GVA12 VALUES ('FAC', 'A0000100000012', '000123', '1', '2026-09-01', 'IMP', 1),
  ('FAC', 'A0000100000013', '000123', '1', '2026-09-01', 'ANU', 1), ('REC', 'X0000100000001', '000123', '1', '2026-10-05', 'IMP', 1);
INSERT INTO GVA46 VALUES ('FAC', 'A0000100000012', '2026-10-01', 600.5), ('FAC', 'A0000100000012', '2026-11-01', 600.0),
  ('FAC', 'A0000100000013', '2026-10-01', 99.0);
INSERT INTO GVA07 VALUES ('FAC', 'A0000100000012', '2026-10-01', 'REC', 'X0000100000001', 300.0);
INSERT INTO GVA15 VALUES ('FAC', 'D'), ('REC', 'C'), ('N/C', 'C');
INSERT INTO GVA23 VALUES ('1', 'Ana');
INSERT INTO GVA53 VALUES ('A0000100000012', 'Z1', 3, 1200.5);
INSERT INTO STA11 VALUES ('Z1', 'Bulones');
"""
SAP = """
CREATE TABLE OADM (MainCurncy);
CREATE TABLE OCRD (CardCode, CardName, CardType, LicTradNum, Phone1, Phone2, Cellular, Balance REAL, SlpCode);
CREATE TABLE OSLP (SlpCode, SlpName);
CREATE TABLE OINV (DocEntry, DocNum, CardCode, DocDate, DocCur, SlpCode, DocStatus, CANCELED);
CREATE TABLE INV6 (DocEntry, InstlmntID, DueDate, InsTotal REAL, InsTotalFC REAL, PaidToDate REAL, PaidFC REAL);
CREATE TABLE ORIN (DocEntry, CardCode, DocCur, DocTotal REAL, DocTotalFC REAL, PaidToDate REAL, PaidFC REAL, DocStatus, CANCELED);
CREATE TABLE INV1 (DocEntry, LineNum, Dscription, Quantity, LineTotal REAL);
INSERT INTO OADM VALUES ('MXP');
INSERT INTO OCRD VALUES ('C1', 'Peña y Cía', 'C', 'PEN010101AA1', '8100000000', '', '8112345678', 550.0, 2);
INSERT INTO OSLP VALUES (2, 'Ana');
INSERT INTO OINV VALUES (10, 500, 'C1', '2026-09-01', 'MXP', 2, 'O', 'N'), (11, 501, 'C1', '2026-09-01', 'MXP', 2, 'C', 'C');
INSERT INTO INV6 VALUES (10, 1, '2026-10-01', 500.0, 0.0, 400.0, 0.0), (10, 2, '2026-11-01', 500.0, 0.0, 0.0, 0.0);
INSERT INTO ORIN VALUES (20, 'C1', 'MXP', 50.0, 0.0, 0.0, 0.0, 'O', 'N');
INSERT INTO INV1 VALUES (10, 0, 'Cañería', 2, 1000.0);
"""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with tds.serve(CONTPAQI + TANGO + SAP) as number:
        yield number


def options(name: str, port: int, user: str = "lector") -> PresetOptions:
    preset = find_preset(name)
    given = {
        "host": "127.0.0.1",
        "port": str(port),
        "database": "adACME",
        "user": user,
        "password": tds.PASSWORD,
    }
    return PresetOptions(preset, preset.values(given))


def test_contpaqi_reads_what_is_pending_and_only_the_customers_addresses(port: int) -> None:
    home, told = Home("MX", "MXN"), options("contpaqi_comercial", port)
    source = sql_source(told, home)
    assert source.check() == ()
    snapshot = source.read()
    rows = [
        (r.key, r.customer, r.number, r.due, r.amount, r.balance, r.currency) for r in snapshot.receivables
    ]
    assert rows == [
        ("10/1", "C001", "A-100", date(2026, 10, 1), 116010, 70005, "MXN"),
        ("12/1", "C001", "A-102", date(2026, 10, 2), 2000, 2000, "USD"),
    ]
    [customer] = snapshot.customers
    assert [point.raw for point in customer.contact_points] == ["8112345678"]
    assert [(c.amount, c.kind) for c in snapshot.credits] == [(4000, "advance")]
    assert [(a.receivable, a.amount) for a in snapshot.applications] == [("10/1", 46005)]
    assert [line.description for line in source.lines("10/1", "A-100", "MXN")] == ["Cañería"]
    assert run_control(told, home).holds


def test_tangos_balance_belongs_to_a_due_date(port: int) -> None:
    home, told = Home("AR", "ARS"), options("tango_sql", port)
    snapshot = sql_source(told, home).read()
    assert [(r.due, r.amount, r.balance, r.currency) for r in snapshot.receivables] == [
        (date(2026, 10, 1), 60050, 30050, "ARS"),
        (date(2026, 11, 1), 60000, 60000, "ARS"),
    ]
    assert len({r.key for r in snapshot.receivables}) == 2
    assert run_control(told, home).holds


def test_sap_counts_each_instalment_and_takes_credit_notes_off_for_its_control(port: int) -> None:
    home, told = Home("MX", "MXN"), options("sap_b1_sql", port)
    snapshot = sql_source(told, home).read()
    assert [(r.key, r.amount, r.balance, r.currency) for r in snapshot.receivables] == [
        ("10/1", 50000, 10000, "MXN"),
        ("10/2", 50000, 50000, "MXN"),
    ]
    assert [(c.amount, c.kind) for c in snapshot.credits] == [(5000, "credit note")]
    assert run_control(told, home).holds


@pytest.mark.parametrize("user", ["sa", "escribe"])
def test_who_may_write_is_refused(port: int, user: str) -> None:
    [message] = sql_source(options("tango_sql", port, user), Home("AR", "ARS")).check()
    assert "SELECT and nothing else" in message


def test_a_wrong_password_is_said_without_the_password(port: int) -> None:
    told = options("tango_sql", port)
    [message] = sql_source(
        replace(told, values={**told.values, "password": "hunter2"}), Home("AR", "ARS")
    ).check()
    assert "hunter2" not in message
    assert "could not be read" in message
