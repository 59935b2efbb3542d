"""Whatever dialect a ledger is written in, the same rows are read back."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.erp.portfolios import MEXICO, Bill, Dialect, read, write_ledger

SPANISH = (
    "Código Cliente",
    "Razón Social",
    "Teléfono",
    "No. Factura",
    "Fecha Emisión",
    "Vencimiento",
    "Importe",
    "Saldo",
)
PORTUGUESE = (
    "Cod. Cliente",
    "Nome do Cliente",
    "Celular",
    "Nº NF",
    "Emissão",
    "Data de Vencimento",
    "Valor Total",
    "Em aberto",
)
ENGLISH = (
    "customerID",
    "CustomerName",
    "phone_number",
    "InvoiceNumber",
    "invoice date",
    "DUE DATE",
    "Amount",
    "Balance Due",
)
UPPER = tuple(title.upper() for title in SPANISH)

dialects = st.builds(
    Dialect,
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"]),
    decimal=st.sampled_from([".", ","]),
    thousands=st.sampled_from(["", "other", " "]),
    dates=st.sampled_from(
        ["%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d", "%d-%m-%y", "%d.%m.%Y", "%Y%m%d", "%d/%m/%Y %H:%M:%S"]
    ),
    headers=st.sampled_from([SPANISH, PORTUGUESE, ENGLISH, UPPER]),
    sign=st.sampled_from(["", "$", "$ ", "MXN "]),
)  # fmt: skip
names = st.text("abcdefghijáéíóúñÑÜç &.'-", min_size=3, max_size=25).map(
    lambda t: f"Tienda {' '.join(t.split())}"
)
days = st.dates(date(2024, 1, 1), date(2026, 12, 31))
cents = st.integers(1, 10**9).map(lambda c: Decimal(c).scaleb(-2))


@st.composite
def ledgers(draw: st.DrawFn) -> list[Bill]:
    """A few invoices of a few customers; at least one date has a day above 12, and one amount has cents."""
    people = draw(st.lists(names, min_size=1, max_size=4, unique_by=str.lower))
    amount, balance = Decimal("1250.55"), Decimal("99.01")
    rows = [Bill("C01", people[0], "8112345678", "F0", date(2026, 1, 5), date(2026, 1, 25), amount, balance)]
    for number in range(1, draw(st.integers(1, 12))):
        who = draw(st.integers(0, len(people) - 1))
        issued, amount = draw(days), draw(cents)
        due = issued + timedelta(days=draw(st.integers(0, 90)))
        balance = draw(st.sampled_from([amount, (amount / 2).quantize(Decimal("0.01"))]))
        phone = f"81{12345678 + who}"
        rows.append(Bill(f"C{who + 1:02d}", people[who], phone, f"F{number}", issued, due, amount, balance))
    return rows


@given(ledgers(), dialects)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_ledger_written_in_any_dialect_reads_back_the_same(rows: list[Bill], dialect: Dialect) -> None:
    thousands = {"other": "," if dialect.decimal == "." else "."}.get(dialect.thousands, dialect.thousands)
    used = Dialect(
        dialect.delimiter,
        dialect.encoding,
        dialect.decimal,
        thousands,
        dialect.dates,
        dialect.headers,
        dialect.sign,
    )
    assume(not any(name != " ".join(name.split()) for name in (row.name for row in rows)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.csv"
        write_ledger(path, rows, used)
        snapshot = read(path, MEXICO)
    assert snapshot.findings == ()
    assert snapshot.unknown_columns == ()
    read_back = {
        (b.customer, b.number, b.issued, b.due, b.amount, b.balance, b.currency, b.row)
        for b in snapshot.receivables
    }
    written = {
        (r.code, r.number, r.issued, r.due, int(r.amount * 100), int(r.balance * 100), "MXN", line)
        for line, r in enumerate(rows, start=2)
    }
    assert read_back == written
    assert {(c.key, c.name, c.contact_points[0].raw) for c in snapshot.customers} == {
        (r.code, r.name, r.phone) for r in rows
    }
