"""An opt-out of a phone that is nobody's yet binds whoever comes with that phone later."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from puntual.casework.go_live import take_over
from puntual.domain.record import OptOutSeen
from tests.casework.trade import HandClock, Trade

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_customer_who_comes_with_an_opted_out_phone_gets_no_push(tmp_path: Path) -> None:
    trade = Trade(tmp_path, HandClock(datetime(2026, 4, 6, 12, 0, tzinfo=UTC)))
    opted_out = OptOutSeen(customer="", phone="81 1234 5678", on=date(2026, 3, 1))
    trade.sync()
    first = take_over(trade.office, [opted_out])
    again = take_over(trade.office, [opted_out])
    assert (first.taken, again.known_already) == ({"optout": 1}, 1)
    trade.customer("C1", "Ana Torres", "8112345678", state="Nuevo León")
    trade.invoice("C1", "A-1", "1000.00", date(2026, 4, 3))
    trade.at("2026-04-06T09:30")
    trade.sync()
    trade.plan()
    trade.work()
    assert trade.row("C1").opted_out_at is not None
    assert trade.texts("C1") == []
