"""Ledgers written to disk in many dialects, for the tests of the reader."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from puntual.domain.record import FindingSeen, ReceivableSeen, Severity, Snapshot
from puntual.erp.files import FilesSource
from puntual.erp.header_words import Entity
from puntual.erp.options import FilesOptions, Home, Layout

MEXICO = Home("MX", "MXN")
BRAZIL = Home("BR", "BRL")


def read(path: Path, home: Home = MEXICO, layout: Layout | None = None, **others: Path) -> Snapshot:
    """The snapshot of one file of receivables, and of others by the name of their kind."""
    paths = {Entity.RECEIVABLES: path, **{Entity(name): other for name, other in others.items()}}
    return FilesSource(FilesOptions(paths, layout or Layout()), home).read()


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A text file, exactly these bytes."""
    path.write_bytes(text.encode(encoding))
    return path


def bills(snapshot: Snapshot) -> dict[str, ReceivableSeen]:
    """Receivables by invoice number."""
    return {one.number: one for one in snapshot.receivables}


def blocked(snapshot: Snapshot) -> dict[int, str]:
    """Row -> code of the blocking findings."""
    return {one.row: one.code for one in snapshot.findings if one.severity is Severity.BLOCK}


def codes(findings: Sequence[FindingSeen]) -> list[str]:
    """The codes in order."""
    return [one.code for one in findings]


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way to write a ledger. thousands "" means none."""

    delimiter: str
    encoding: str
    decimal: str
    thousands: str
    dates: str
    headers: tuple[str, ...]
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Bill:
    """One invoice in the words of no dialect."""

    code: str
    name: str
    phone: str
    number: str
    issued: date
    due: date
    amount: Decimal
    balance: Decimal


def write_ledger(path: Path, rows: Sequence[Bill], dialect: Dialect) -> None:
    """The bills as a delimited file in one dialect."""
    with path.open("w", encoding=dialect.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=dialect.delimiter)
        writer.writerow(dialect.headers)
        for row in rows:
            days = [f"{day:{dialect.dates}}" for day in (row.issued, row.due)]
            sums = [_amount(one, dialect) for one in (row.amount, row.balance)]
            writer.writerow([row.code, row.name, row.phone, row.number, *days, *sums])


def _amount(value: Decimal, dialect: Dialect) -> str:
    plain = f"{value:,.2f}".replace(",", "\0").replace(".", dialect.decimal).replace("\0", dialect.thousands)
    return dialect.sign + plain
