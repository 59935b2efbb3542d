"""A customer asks what an invoice is for, and the source knows: a real database, a real file, and one that hangs."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from puntual.casework import invoice_lines
from puntual.domain.record import LineSeen
from puntual.erp.files import FilesSource
from puntual.erp.header_words import Entity
from puntual.erp.options import FilesOptions, Home, SqlOptions
from puntual.erp.sql import SqlSource
from puntual.ports.source import ReceivablesSource
from puntual.store.models import InvoiceLine, JournalEntry
from tests.casework.trade import HandClock, Trade

pytestmark = pytest.mark.django_db
HOME = Home("MX", "MXN")
ANA = "5215512345678"
BILLS = "cliente,nombre,celular,estado,factura,emision,vence,importe,saldo"
ROWS = (
    "C-1,Ana Torres,5512345678,CDMX,A-101,2026-03-04,2026-04-03,1250.00,1250.00",
    "C-2,Bruno Díaz,5587654321,CDMX,B-7,2026-03-04,2026-04-03,90.00,90.00",
)
LINES = (
    ("A-101", "Cemento gris 50 kg", "4", "1000.00"),
    ("A-101", "Varilla 3/8", "10", "250.00"),
    ("B-7", "Pintura", "1", "90.00"),
)


def from_files(folder: Path) -> FilesSource:
    bills, lines = folder / "cartera.csv", folder / "partidas.csv"
    bills.write_text("\n".join((BILLS, *ROWS)), encoding="utf-8")
    text = ["factura;descripcion;cantidad;importe", *(";".join(line) for line in LINES)]
    lines.write_text("\n".join(text), encoding="utf-8")
    return FilesSource(FilesOptions({Entity.RECEIVABLES: bills, Entity.LINES: lines}), HOME)


def from_database(folder: Path) -> SqlSource:
    path = folder / "erp.sqlite3"
    with sqlite3.connect(path) as erp:
        erp.execute(f"CREATE TABLE cartera ({BILLS})")
        erp.executemany(f"INSERT INTO cartera VALUES ({','.join('?' * 9)})", [r.split(",") for r in ROWS])
        erp.execute("CREATE TABLE partidas (factura, descripcion, cantidad, importe)")
        erp.executemany("INSERT INTO partidas VALUES (?, ?, ?, ?)", LINES)
    queries = {
        Entity.RECEIVABLES: "cartera",
        Entity.LINES: "SELECT * FROM partidas WHERE factura = :number",
    }
    return SqlSource(SqlOptions(f"sqlite:///{path}", queries), HOME)


class Hanging:
    """A source that reads well and never answers about lines until it is let go."""

    name = "hanging"

    def __init__(self, inner: ReceivablesSource) -> None:
        self.inner, self.free, self.asked = inner, Event(), 0

    def lines(self, receivable: str, number: str = "", currency: str = "") -> tuple[LineSeen, ...]:
        self.asked += 1
        self.free.wait(30)
        return self.inner.lines(receivable, number, currency)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


@pytest.fixture
def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hanging]:
    monkeypatch.setattr(invoice_lines, "PATIENCE", 0.05)
    source = Hanging(from_files(tmp_path))
    yield source
    source.free.set()
    while not invoice_lines._asker._asked.done():  # type: ignore[union-attr]
        time.sleep(0.01)


def ask(source: ReceivablesSource, folder: Path, times: int = 1) -> tuple[Trade, list[str]]:
    """Ana has a reminder, writes back, and asks what the invoice is for; what she is told."""
    trade = Trade(folder, HandClock(datetime(2026, 4, 1, tzinfo=UTC)))
    trade.office = replace(trade.office, source=source)
    trade.at("2026-04-06T09:30")
    trade.sync()
    trade.plan()
    trade.work()
    for minute in range(times):
        trade.at(f"2026-04-06T10:{minute:02}")
        trade.says(ANA, "¿de qué es la factura A-101?")
    return trade, trade.texts("C-1")


@pytest.mark.parametrize("made_of", [from_files, from_database])
def test_the_answer_names_the_lines_of_that_invoice_and_no_other(made_of: Any, tmp_path: Path) -> None:
    _, texts = ask(made_of(tmp_path), tmp_path)
    answer = texts[-1].replace("\xa0", " ")
    assert "A-101" in answer and "1,250.00 MXN" in answer
    assert "• 4 Cemento gris 50 kg: 1,000.00 MXN\n• 10 Varilla 3/8: 250.00 MXN" in answer
    assert "Pintura" not in answer
    assert [row.position for row in InvoiceLine.objects.order_by("position")] == [1, 2]
    assert JournalEntry.objects.filter(kind="LinesRead").count() == 1


def test_what_was_told_once_is_kept_and_not_asked_for_again(tmp_path: Path) -> None:
    source = from_files(tmp_path)
    trade, _ = ask(source, tmp_path)
    (tmp_path / "partidas.csv").unlink()
    trade.at("2026-04-06T12:00")
    trade.says(ANA, "¿y qué incluye la factura A-101?")
    assert "Varilla 3/8" in trade.texts("C-1")[-1]


def test_a_source_without_lines_gives_the_answer_without_them(tmp_path: Path) -> None:
    source = from_files(tmp_path)
    _, texts = ask(FilesSource(FilesOptions({Entity.RECEIVABLES: tmp_path / "cartera.csv"}), HOME), tmp_path)
    assert source.options and "A-101" in texts[-1] and "•" not in texts[-1]


def test_a_lines_file_that_cannot_be_read_gives_the_answer_without_them(tmp_path: Path) -> None:
    source = from_files(tmp_path)
    (tmp_path / "partidas.csv").write_text("nada,que,ver\n1,2,3\n", encoding="utf-8")
    _, texts = ask(source, tmp_path)
    assert "A-101" in texts[-1] and "•" not in texts[-1]


def test_a_source_that_hangs_is_not_waited_for_nor_asked_twice(hanging: Hanging, tmp_path: Path) -> None:
    _, texts = ask(hanging, tmp_path, times=3)
    answers = [text for text in texts if "A-101" in text and "10 de abril" not in text]
    assert len(answers) >= 2 and "•" not in texts[-1]
    assert hanging.asked == 1
