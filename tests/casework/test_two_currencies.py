"""A customer who owes in two currencies: a promise in one of them is spoken of in that one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.casework.trade import HandClock, Trade

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_broken_promise_is_followed_up_in_its_own_currency(tmp_path: Path) -> None:
    trade = Trade(tmp_path, HandClock(datetime(2026, 4, 6, 12, 0, tzinfo=UTC)))
    trade.customer("C1", "Ana Torres", "8112345678", state="Nuevo León")
    trade.invoice("C1", "U-1", "90.00", date(2026, 4, 1), currency="USD")
    trade.invoice("C1", "A-1", "1000.00", date(2026, 4, 3))
    trade.invoice("C1", "A-2", "250.00", date(2026, 4, 4))
    trade.at("2026-04-06T06:30")
    trade.sync()
    trade.at("2026-04-06T09:30")
    trade.plan()
    trade.work()
    trade.at("2026-04-06T10:00")
    trade.says("5218112345678", "pago el miércoles")
    trade.at("2026-04-09T06:30")
    trade.sync()
    trade.at("2026-04-09T10:00")
    trade.work()
    assert trade.kinds("C1")[-1] == "promise_broken_follow_up"
    assert "1,250.00 MXN" in trade.texts("C1")[-1]
    assert "USD" not in trade.texts("C1")[-1]
