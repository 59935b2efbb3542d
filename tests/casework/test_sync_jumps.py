"""A reading unlike the last ones is held until a person accepts it; each that is taken over leaves its figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from puntual.domain.policy import Policy
from puntual.domain.record import ContactPointSeen
from puntual.store.models import Receivable, Switch, SyncFigures
from tests.casework.trade import Trade

DUE = date(2026, 5, 4)


@pytest.fixture
def books(trade: Trade) -> Trade:
    """Forty customers who owe one invoice each, read once, and the plain policy."""
    for n in range(40):
        trade.customer(f"K-{n}", f"Tienda {n}", f"55432100{n:02}")
        trade.invoice(f"K-{n}", f"B-{n}", f"{1000 + n}.00", DUE)
    assert trade.sync().state == "done"
    trade.office = replace(trade.office, policy=Policy())
    return trade


@pytest.mark.django_db
def test_each_reading_that_is_taken_over_leaves_its_figures(books: Trade) -> None:
    kept = SyncFigures.objects.order_by("-run_id")[0]
    assert (kept.rows, kept.debtors, kept.without_phone, kept.of_currency) == (41, 41, 0, {"MXN": 41})
    assert kept.medians["MXN"] // 100 in range(1000, 1260)
    assert kept.block == 0
    books.customer("K-0", "Tienda 0", "0000000000")
    books.sync()
    now = SyncFigures.objects.order_by("-run_id")[0]
    assert (now.without_phone, now.block, now.findings["placeholder_phone"]) == (1, 1, 1)


@pytest.mark.django_db
def test_a_phone_column_that_came_empty_is_held_and_changes_nothing(books: Trade) -> None:
    for n in range(10):
        row = books.ledger.customers[f"K-{n}"]
        books.ledger.customers[f"K-{n}"] = replace(row, contact_points=(ContactPointSeen(""),))
    report = books.sync()
    assert report.state == "held"
    assert "without a usable phone rose from 0% to 24%" in report.message
    assert Switch.objects.get(name="planning").on
    assert SyncFigures.objects.count() == 2, "a reading that is held leaves no figures"


@pytest.mark.django_db
def test_a_few_phones_less_are_no_jump(books: Trade) -> None:
    for n in range(8):
        books.customer(f"K-{n}", f"Tienda {n}", "")
    assert books.sync().state == "done"


@pytest.mark.django_db
def test_new_invoices_without_their_decimal_sign_are_held_though_no_old_one_changed(books: Trade) -> None:
    for n in range(45):
        books.invoice(f"K-{n % 40}", f"N-{n}", f"{100000 + n}.00", DUE)
    report = books.sync()
    assert report.state == "held"
    assert "The usual invoice went from 10" in report.message
    assert not Receivable.objects.filter(key="N-1").exists()


@pytest.mark.django_db
def test_a_master_file_cut_short_is_held_and_once_accepted_is_the_new_measure(books: Trade) -> None:
    for n in range(100):
        books.customer(f"X-{n}", f"Comercio {n}", f"55987100{n:02}")
    assert books.sync().state == "done"
    for n in range(40):
        del books.ledger.customers[f"X-{n}"]
    report = books.sync()
    assert report.state == "held"
    assert "The source has 101 customers, the last reading had 141" in report.message
    assert books.sync("ana").state == "done"
    assert books.sync().state == "done"


@pytest.mark.django_db
def test_a_company_that_lets_everything_change_is_never_held(books: Trade) -> None:
    books.office = replace(books.office, policy=Policy(max_change_share=1.0))
    for n in range(40):
        books.customer(f"K-{n}", f"Tienda {n}", "")
    assert books.sync().state == "done"
