"""The ERPNext preset on a real MariaDB."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from puntual.erp.control import run_control
from puntual.erp.options import Home, PresetOptions
from puntual.erp.preset import find_preset
from puntual.erp.sql_preset import sql_source
from tests import mariadb

MEXICO = Home("MX", "MXN")
SCHEMA = """
CREATE DATABASE erpnext CHARACTER SET utf8mb4; USE erpnext;
CREATE TABLE `tabCustomer` (name varchar(140), customer_name varchar(140), tax_id varchar(140),
  mobile_no varchar(140), language varchar(140), territory varchar(140));
CREATE TABLE `tabSales Invoice` (name varchar(140), customer varchar(140), posting_date date, due_date date,
  company varchar(140), docstatus int, is_return int, currency varchar(3), party_account_currency varchar(3),
  grand_total decimal(21,9), rounded_total decimal(21,9), base_grand_total decimal(21,9),
  base_rounded_total decimal(21,9), outstanding_amount decimal(21,9));
CREATE TABLE `tabPayment Schedule` (parent varchar(140), parenttype varchar(140), idx int, due_date date,
  payment_amount decimal(21,9));
CREATE TABLE `tabGL Entry` (party varchar(140), party_type varchar(140), account_currency varchar(3),
  is_cancelled int, company varchar(140), debit_in_account_currency decimal(21,9),
  credit_in_account_currency decimal(21,9));
CREATE TABLE `tabPayment Entry` (name varchar(140), party varchar(140), party_type varchar(140), docstatus int,
  payment_type varchar(140), posting_date date, company varchar(140), unallocated_amount decimal(21,9),
  paid_from_account_currency varchar(3));
CREATE TABLE `tabPayment Entry Reference` (name varchar(140), parent varchar(140), reference_doctype varchar(140),
  reference_name varchar(140), allocated_amount decimal(21,9));
CREATE TABLE `tabSales Invoice Item` (parent varchar(140), idx int, item_name varchar(140), qty decimal(21,9),
  amount decimal(21,9));
INSERT INTO `tabCustomer` VALUES ('C-1', 'Peña y Cía', 'PEN010101AA1', '8112345678', 'es', 'Nuevo León');
INSERT INTO `tabSales Invoice` VALUES
  ('SINV-1', 'C-1', '2026-09-01', '2026-12-01', 'Acme', 1, 0, 'MXN', 'MXN', 999.99, 1000, 999.99, 1000, 700),
  ('SINV-2', 'C-1', '2026-09-01', '2026-10-01', 'Acme', 2, 0, 'MXN', 'MXN', 50, 50, 50, 50, 50),
  ('SINV-3', 'C-1', '2026-09-03', '2026-10-03', 'Acme', 1, 0, 'USD', 'MXN', 10, 0, 200.50, 0, 200.50),
  ('SINV-4', 'C-1', '2026-09-04', '2026-09-04', 'Acme', 1, 1, 'MXN', 'MXN', -30, 0, -30, 0, -30),
  ('SINV-5', 'C-1', '2026-09-03', '2026-10-03', 'Otra', 1, 0, 'MXN', 'MXN', 10, 0, 10, 0, 10);
INSERT INTO `tabPayment Schedule` VALUES ('SINV-1', 'Sales Invoice', 1, '2026-10-01', 333.33),
  ('SINV-1', 'Sales Invoice', 2, '2026-11-01', 333.33), ('SINV-1', 'Sales Invoice', 3, '2026-12-01', 333.34);
INSERT INTO `tabGL Entry` VALUES ('C-1', 'Customer', 'MXN', 0, 'Acme', 1000, 300),
  ('C-1', 'Customer', 'MXN', 0, 'Acme', 200.50, 0), ('C-1', 'Customer', 'MXN', 0, 'Acme', 0, 30),
  ('C-1', 'Customer', 'MXN', 0, 'Acme', 0, 25), ('C-1', 'Customer', 'MXN', 1, 'Acme', 900, 0);
INSERT INTO `tabPayment Entry` VALUES ('PE-1', 'C-1', 'Customer', 1, 'Receive', '2026-10-02', 'Acme', 25, 'MXN');
INSERT INTO `tabPayment Entry Reference` VALUES ('r1', 'PE-1', 'Sales Invoice', 'SINV-1', 300);
INSERT INTO `tabSales Invoice Item` VALUES ('SINV-1', 1, 'Cañería', 2, 999.99);
CREATE USER lector@'127.0.0.1' IDENTIFIED BY 'prueba'; GRANT SELECT ON erpnext.* TO lector@'127.0.0.1';
CREATE USER escribe@'127.0.0.1' IDENTIFIED BY 'prueba'; GRANT SELECT, DELETE ON erpnext.* TO escribe@'127.0.0.1';
"""


@pytest.fixture(scope="module")
def erpnext(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PresetOptions]:
    if reason := mariadb.missing():
        pytest.skip(reason)
    preset = find_preset("erpnext_sql")
    with mariadb.start(tmp_path_factory.mktemp("my")) as server:
        server.execute(SCHEMA)
        given = {"host": "127.0.0.1", "port": str(server.port), "database": "erpnext", "user": "lector",
                 "password": "prueba", "company": "Acme"}  # fmt: skip
        yield PresetOptions(preset, preset.values(given))


def test_the_payment_schedule_is_filled_from_the_oldest_part(erpnext: PresetOptions) -> None:
    source = sql_source(erpnext, MEXICO)
    assert source.check() == ()
    snapshot = source.read()
    rows = [(r.key, r.due, r.amount, r.balance, r.currency) for r in snapshot.receivables]
    assert rows == [
        ("SINV-1/1", date(2026, 10, 1), 33333, 3333, "MXN"),
        ("SINV-1/2", date(2026, 11, 1), 33333, 33333, "MXN"),
        ("SINV-1/3", date(2026, 12, 1), 33334, 33334, "MXN"),
        ("SINV-3/1", date(2026, 10, 3), 20050, 20050, "MXN"),
    ]
    assert [(c.key, c.name) for c in snapshot.customers] == [("C-1", "Peña y Cía")]
    assert {(c.key, c.amount, c.kind) for c in snapshot.credits} == {
        ("PE-1", 2500, "advance"),
        ("SINV-4", 3000, "credit note"),
    }
    assert [(a.amount, a.on) for a in snapshot.applications] == [(30000, date(2026, 10, 2))]
    [line] = source.lines("SINV-1/1", "SINV-1", "MXN")
    assert (line.description, line.total) == ("Cañería", 99999)


def test_the_general_ledger_agrees(erpnext: PresetOptions) -> None:
    result = run_control(erpnext, MEXICO)
    assert result.holds
    assert result.totals == {"MXN": (84550, 84550)}


@pytest.mark.parametrize("user", ["root", "escribe"])
def test_who_may_write_is_refused(erpnext: PresetOptions, user: str) -> None:
    [message] = sql_source(replace(erpnext, values={**erpnext.values, "user": user}), MEXICO).check()
    assert "SELECT and nothing else" in message
