"""Reading the books: only what changed is written, one at a time, whatever the rows hold."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from puntual.casework import sync_portfolio
from puntual.domain.record import ContactPointSeen, Snapshot
from puntual.ports.source import SourceUnreadable
from puntual.store.models import (
    Case,
    ContactPoint,
    Customer,
    Finding,
    JournalEntry,
    Receivable,
    SyncRun,
)
from tests.casework.trade import Trade

TABLES = (Customer, ContactPoint, Receivable, Case, Finding)


def contents() -> dict[str, list[object]]:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}


@pytest.mark.django_db
def test_a_second_reading_of_the_same_books_writes_nothing_but_itself(trade: Trade) -> None:
    before, entries = contents(), JournalEntry.objects.count()
    report = trade.sync()
    assert contents() == before
    assert report.counts == {
        "customers": 0, "receivables": 0, "changed": 0, "settled": 0, "cases": 0, "unchanged": 1,
    }  # fmt: skip
    kinds = list(JournalEntry.objects.order_by("id").values_list("kind", flat=True))[entries:]
    assert kinds == ["SyncStarted", "SyncFinished"]


@pytest.mark.django_db
def test_a_row_that_moved_in_the_file_is_no_change(trade: Trade) -> None:
    rows = trade.ledger.receivables
    rows["A-101"] = replace(rows["A-101"], row=99)
    assert trade.sync().counts["changed"] == 0


@pytest.mark.django_db
def test_what_vanishes_is_closed_and_what_comes_back_is_open_again(trade: Trade) -> None:
    row = trade.ledger.receivables.pop("A-101")
    trade.sync()
    assert (Receivable.objects.get().status, trade.case("C-1").state) == ("gone", "closed")
    trade.ledger.receivables["A-101"] = row
    trade.sync()
    assert (Receivable.objects.get().status, Receivable.objects.get().balance) == ("open", 125_000)
    assert (trade.case("C-1").state, trade.case("C-1").cycle) == ("open", 2)


@pytest.mark.django_db
def test_one_number_in_two_cells_is_one_contact_point(trade: Trade) -> None:
    row = trade.ledger.customers["C-1"]
    trade.ledger.customers["C-1"] = replace(row, contact_points=(ContactPointSeen("5512345678"),) * 2)
    assert trade.sync().state == "done"
    assert ContactPoint.objects.filter(in_source=True).count() == 1


@pytest.mark.django_db
def test_nul_characters_and_overlong_cells_do_not_stop_the_sync(trade: Trade) -> None:
    trade.ledger.customers["C-1"] = replace(
        trade.ledger.customers["C-1"], name="Ana\x00 Torres" + "x" * 400,
        contact_points=(ContactPointSeen("5512345678 " + "9" * 300), ContactPointSeen("55\x0012345678")),
    )  # fmt: skip
    trade.ledger.receivables["A-101"] = replace(trade.ledger.receivables["A-101"], number="A\x00-101")
    assert trade.sync().state == "done"
    assert Receivable.objects.get().number == "A-101"
    assert Customer.objects.get().name.startswith("Ana Torres")


@pytest.mark.django_db
def test_a_due_date_that_moved_starts_the_steps_anew(trade: Trade) -> None:
    trade.plan()
    assert Receivable.objects.get().step_done == 0
    row = trade.ledger.receivables["A-101"]
    trade.ledger.receivables["A-101"] = replace(row, due=date(2026, 4, 20))
    trade.sync()
    assert Receivable.objects.get().step_done is None
    assert trade.case("C-1").next_step_on == date(2026, 4, 17).toordinal()


@pytest.mark.django_db
def test_a_customer_that_vanishes_while_owing_is_held(trade: Trade) -> None:
    del trade.ledger.customers["C-1"]
    trade.sync()
    assert Customer.objects.get().data_hold == "unknown_customer"
    trade.customer("C-1", "Ana Torres", "5512345678", state="CDMX")
    trade.sync()
    assert Customer.objects.get().data_hold == ""


@pytest.mark.django_db
def test_a_source_that_cannot_be_read_changes_nothing(trade: Trade, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents()

    def fail() -> Snapshot:
        raise SourceUnreadable("the file is gone")

    monkeypatch.setattr(trade.ledger, "read", fail)
    report = trade.sync()
    assert (report.state, report.message) == ("failed", "the file is gone")
    assert contents() == before
    assert SyncRun.objects.order_by("-id")[0].state == "failed"


@pytest.mark.django_db(transaction=True)
def test_of_two_syncs_at_once_one_is_refused(trade: Trade, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, go_on = threading.Event(), threading.Event()
    real = trade.ledger.read
    states: list[str] = []

    def slow() -> Snapshot:
        reading.set()
        assert go_on.wait(20)
        return real()

    def run() -> None:
        states.append(sync_portfolio.sync(trade.office).state)
        connection.close()

    monkeypatch.setattr(trade.ledger, "read", slow)
    first = threading.Thread(target=run)
    first.start()
    assert reading.wait(20)
    assert trade.sync().state == "busy"
    go_on.set()
    first.join(20)
    assert states == ["done"]
    assert trade.sync().state == "done"


@pytest.mark.django_db
def test_a_run_that_died_is_called_so_by_the_next(trade: Trade) -> None:
    dead = SyncRun.objects.create(started_at=trade.clock.now(), state="running", message="gone/1")
    assert trade.sync().state == "done"
    dead.refresh_from_db()
    assert dead.state == "failed"
