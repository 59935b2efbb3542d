"""A company with one customer who owes one invoice, at nine in the morning of its due day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.casework.trade import HandClock, Trade

ANA = "5215512345678"


@pytest.fixture
def trade(tmp_path: Path) -> Trade:
    one = Trade(tmp_path, HandClock(datetime(2026, 4, 6, 15, 0, tzinfo=UTC)))
    one.customer("C-1", "Ana Torres", "5512345678", state="CDMX", tax_id="TOAA800101AB1")
    one.invoice("C-1", "A-101", "1250.00", date(2026, 4, 6))
    one.sync()
    return one
