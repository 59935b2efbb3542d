"""The figures of a ledger, against a naive reading of the same definitions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puntual.rules.ledger_figures import BUCKETS, LedgerItem, measure, open_at
from puntual.rules.payment_history import count_back

DAY = date(2026, 6, 30)
days = st.integers(-400, 400).map(lambda n: DAY + timedelta(n))


@st.composite
def items(draw: st.DrawFn) -> LedgerItem:
    amount = draw(st.integers(-5_000, 900_000))
    return LedgerItem(
        customer=draw(st.sampled_from(["", "A", "B", "C", "D"])),
        currency=draw(st.sampled_from(["MXN", "USD", "CLP"])),
        amount=amount,
        due=draw(days),
        left=draw(st.none() | st.integers(-100, max(amount, 0) + 10)),
        issued=draw(st.none() | days),
        settled=draw(st.none() | days),
        closed=draw(st.booleans()),
    )


def naively_open(item: LedgerItem, day: date) -> int:
    """Section by section as the words say it: issued on or before the day, and unsettled or settled after it."""
    issued = item.issued is None or item.issued <= day
    if not issued or item.closed:
        return 0
    if item.settled is None:
        return item.amount if item.left is None else item.left
    return item.amount if item.settled > day else 0


@given(st.lists(items(), max_size=40), days)
def test_the_buckets_add_up_to_the_open_total_of_each_currency(rows: list[LedgerItem], day: date) -> None:
    figures = measure(rows, day)
    for currency in ("MXN", "USD", "CLP"):
        wanted = sum(naively_open(row, day) for row in rows if row.currency == currency)
        got = figures.currencies[currency]
        assert got.open == sum(got.buckets) == wanted
        assert sum(got.counts) == len(got.amounts)


@given(st.lists(items(), max_size=40), days)
def test_each_bucket_replays_a_day_as_a_naive_reading_does(rows: list[LedgerItem], day: date) -> None:
    figures = measure(rows, day)
    limits = {"not_due": (-999, 0), "1-7": (1, 7), "8-30": (8, 30), "31-60": (31, 60), "61-90": (61, 90),
              "91+": (91, 9999)}  # fmt: skip
    for place, name in enumerate(BUCKETS.names):
        low, high = limits[name]
        for currency in ("MXN", "USD", "CLP"):
            wanted = sum(
                naively_open(row, day)
                for row in rows
                if row.currency == currency and low <= (day - row.due).days <= high
            )
            assert figures.currencies[currency].buckets[place] == wanted, name


@given(st.lists(items(), max_size=40), days)
def test_customers_are_those_with_open_items_and_nobody_is_none(rows: list[LedgerItem], day: date) -> None:
    figures = measure(rows, day)
    wanted = [row for row in rows if open_at(row, day) is not None]
    assert figures.receivables == len(wanted)
    assert figures.customers == {row.customer for row in wanted} - {""}


def test_what_is_due_today_is_not_due_yet_and_tomorrow_it_is_overdue() -> None:
    item = LedgerItem("A", "MXN", 10_000, due=DAY)
    assert measure([item], DAY).currencies["MXN"].buckets == [10_000, 0, 0, 0, 0, 0]
    assert measure([item], DAY + timedelta(1)).currencies["MXN"].buckets == [0, 10_000, 0, 0, 0, 0]


def test_an_invoice_settled_later_was_open_at_its_full_amount_whatever_is_left_today() -> None:
    item = LedgerItem("A", "MXN", 10_000, due=DAY, left=0, issued=DAY, settled=DAY + timedelta(20))
    assert open_at(item, DAY - timedelta(1)) is None
    assert open_at(item, DAY) == 10_000
    assert open_at(item, DAY + timedelta(19)) == 10_000
    assert open_at(item, DAY + timedelta(20)) is None


def test_share_over_30_is_of_the_overdue_amount_only() -> None:
    rows = [
        LedgerItem("A", "MXN", 50_000, due=DAY + timedelta(5)),
        LedgerItem("A", "MXN", 30_000, due=DAY - timedelta(30)),
        LedgerItem("B", "MXN", 10_000, due=DAY - timedelta(31)),
    ]
    assert measure(rows, DAY).currencies["MXN"].share_over_30 == 0.25


@pytest.mark.parametrize(
    ("open_total", "sales", "day", "days_outstanding"),
    [
        (212_000, {(2026, 9): 100_000, (2026, 8): 80_000}, date(2026, 9, 30), None),  # sales do not reach
        (2_100_000, {(2027, 3): 900_000, (2027, 2): 800_000, (2027, 1): 700_000}, date(2027, 3, 31), 76.71),
        (900_000, {(2027, 3): 900_000}, date(2027, 3, 31), 31.0),
        (0, {(2027, 3): 900_000}, date(2027, 3, 31), 0.0),
        (1, {}, date(2027, 3, 31), None),
    ],
)
def test_count_back_takes_each_months_sales_off_until_the_rest_runs_out(
    open_total: int, sales: dict[tuple[int, int], int], day: date, days_outstanding: float | None
) -> None:
    got = count_back(open_total, sales, day)
    assert (None if got is None else round(got, 2)) == days_outstanding


def test_lateness_is_of_settled_invoices_and_early_payments_are_not_negative_days() -> None:
    rows = [
        LedgerItem("A", "USD", 10_000, DAY, issued=DAY - timedelta(30), settled=DAY + timedelta(10)),
        LedgerItem("A", "USD", 30_000, DAY, issued=DAY - timedelta(30), settled=DAY - timedelta(10)),
        LedgerItem("B", "USD", 10_000, DAY, issued=DAY - timedelta(30), settled=None),
    ]
    history = measure(rows, DAY + timedelta(30)).histories["USD"]
    assert (history.settled, history.late, history.average_days_late) == (2, 1, 5.0)
    assert history.weighted_delay == -5.0
    assert history.average_days_to_settle == 30.0
    assert [(key, one.late) for key, one in history.worst_payers(5)] == [("A", 1)]
