"""The sample company's ERP: a database of its own that only the simulated world writes.

Puntual reads it through its ordinary SQL source. The world keeps the one writing connection open and asks
SQLite on it whether any other connection ever committed a change.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

from puntual.domain.money import Money, split

from .places import GOODS
from .sample_company import SampleCompany, SampleCustomer, SampleInstalment

_TABLES = """
PRAGMA journal_mode=DELETE;
PRAGMA synchronous=OFF;
CREATE TABLE clientes (
  codigo_cliente TEXT PRIMARY KEY, razon_social TEXT, rfc TEXT, pais TEXT, estado TEXT, ciudad TEXT,
  idioma TEXT, telefono TEXT, vendedor TEXT, cliente_desde TEXT, canal_preferido TEXT);
CREATE TABLE cuentas_por_cobrar (
  id_factura TEXT, folio TEXT, parcialidad INTEGER, codigo_cliente TEXT, fecha_emision TEXT,
  fecha_vencimiento TEXT, importe TEXT, saldo TEXT, moneda TEXT, estatus TEXT, vendedor TEXT,
  PRIMARY KEY (id_factura, parcialidad));
CREATE TABLE pagos (
  id INTEGER PRIMARY KEY, id_factura TEXT, parcialidad INTEGER, fecha TEXT, importe TEXT, moneda TEXT);
CREATE TABLE partidas (
  id_factura TEXT, renglon INTEGER, descripcion TEXT, cantidad TEXT, importe TEXT, moneda TEXT);
CREATE INDEX por_cliente ON cuentas_por_cobrar (codigo_cliente);
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an invoice; total in minor units of the invoice's currency."""

    description: str
    quantity: int
    total: int


@dataclass(slots=True)
class Account:
    """The truth about one instalment: what was owed on it from which instant on, minor units."""

    instalment: SampleInstalment
    lines: tuple[Line, ...] = ()
    changes: list[tuple[datetime, int]] = field(default_factory=list)

    @property
    def balance(self) -> int:
        """What is owed on it now."""
        return self.changes[-1][1]

    def balances(self, since: datetime, until: datetime) -> set[int]:
        """Every balance that held at some instant of the span; empty if it did not exist yet."""
        times = [at for at, _ in self.changes]
        first = max(bisect_right(times, since) - 1, 0)
        return {balance for at, balance in self.changes[first:] if at <= until}


class DemoErp:
    """Receives payments and issues invoices, as the sample company's people would key them in."""

    def __init__(self, path: Path, company: SampleCompany, at: datetime) -> None:
        """Writes the company into a new file at `path`; `at` is the instant from which its balances hold."""
        self.path = path
        self.accounts: dict[str, Account] = {}
        self.by_customer: dict[str, list[Account]] = {customer.key: [] for customer in company.customers}
        self.customers = {customer.key: customer for customer in company.customers}
        self._database = sqlite3.connect(path)
        self._database.executescript(_TABLES)
        self._database.executemany(
            f"INSERT INTO clientes VALUES ({','.join('?' * 11)})", map(_customer_row, company.customers)
        )
        self._insert(company.instalments, at)
        self._version = self._data_version()

    def open_accounts(self, customer: str) -> list[Account]:
        """Instalments of `customer` on which something is owed, oldest due first."""
        mine = [account for account in self.by_customer[customer] if account.balance > 0]
        return sorted(mine, key=lambda account: (account.instalment.due, account.instalment.key))

    def issue(self, instalments: Iterable[SampleInstalment], at: datetime) -> None:
        """Book new instalments."""
        self._insert(list(instalments), at)

    def receive(self, account: Account, minor: int, at: datetime, on: date) -> int:
        """Book a payment of at most what is owed; returns what was taken, in minor units."""
        taken = min(minor, account.balance)
        if taken <= 0:
            return 0
        left = account.balance - taken
        account.changes.append((at, left))
        row = account.instalment
        self._database.execute(
            "UPDATE cuentas_por_cobrar SET saldo = ?, estatus = ? WHERE id_factura = ? AND parcialidad = ?",
            (_text(left, row.currency), "abierta" if left else "pagada", row.number, row.part),
        )
        self._database.execute(
            "INSERT INTO pagos (id_factura, parcialidad, fecha, importe, moneda) VALUES (?, ?, ?, ?, ?)",
            (row.number, row.part, on.isoformat(), _text(taken, row.currency), row.currency),
        )
        self._database.commit()
        return taken

    def was_written_by_others(self) -> bool:
        """Whether anyone but this world has ever committed a change to the file."""
        return self._data_version() != self._version

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _data_version(self) -> int:
        """SQLite's own count, seen from this connection, of what other connections have committed."""
        return int(self._database.execute("PRAGMA data_version").fetchone()[0])

    def _insert(self, instalments: Iterable[SampleInstalment], at: datetime) -> None:
        for item in instalments:
            account = Account(item, _lines(item), [(at, item.balance)])
            self.accounts[item.key] = account
            self.by_customer[item.customer].append(account)
            seller = self.customers[item.customer].salesperson
            self._database.execute(
                f"INSERT INTO cuentas_por_cobrar VALUES ({','.join('?' * 11)})", _row(item, seller)
            )
            self._database.executemany(
                "INSERT INTO partidas VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (
                        item.key,
                        place,
                        line.description,
                        line.quantity,
                        _text(line.total, item.currency),
                        item.currency,
                    )
                    for place, line in enumerate(account.lines, 1)
                ],
            )
        self._database.commit()


def _lines(item: SampleInstalment) -> tuple[Line, ...]:
    """What was sold: one to three goods whose totals make up the amount."""
    chance = Random(item.key)
    goods = chance.sample(GOODS, chance.randint(1, 3))
    totals = split(item.amount, [chance.randint(1, 9) for _ in goods])
    return tuple(Line(name, chance.randint(1, 40), total) for name, total in zip(goods, totals, strict=True))


def _customer_row(customer: SampleCustomer) -> tuple[str, ...]:
    return (
        customer.key, customer.name, customer.tax_id, customer.country, customer.city.state,
        customer.city.name, customer.language, customer.phone, customer.salesperson,
        customer.since.isoformat(), customer.preferred_channel,
    )  # fmt: skip


def _row(item: SampleInstalment, seller: str) -> tuple[str | int | None, ...]:
    cells: dict[str, str | int | None] = {
        "id_factura": item.number,
        "folio": item.number,
        "parcialidad": item.part,
        "codigo_cliente": item.customer,
        "fecha_emision": item.issued.isoformat(),
        "fecha_vencimiento": item.due.isoformat(),
        "importe": _text(item.amount, item.currency),
        "saldo": _text(item.balance, item.currency),
        "moneda": item.currency,
        "estatus": "abierta",
        "vendedor": seller,
    }
    return tuple((cells | item.written).values())


def _text(minor: int, currency: str) -> str:
    value: Decimal = Money(minor, currency).decimal
    return f"{value:f}"
