"""`puntual plan --date`: what the plan of another day would be, made at that day's time of planning."""

from __future__ import annotations

from datetime import date, time

import pytest

from puntual.casework.plan_day import preview
from puntual.store.models import JournalEntry, OutboundMessage, WorklistEntry
from tests.casework.trade import Trade

TUESDAY = date(2026, 4, 7)


@pytest.mark.django_db(transaction=True)
def test_a_day_is_previewed_at_its_time_of_planning_whatever_the_hour_is_now(trade: Trade) -> None:
    trade.at("2026-04-06T23:30")  # no push may leave at this hour
    at_the_time = preview(trade.office, TUESDAY, time(9, 0))
    assert [(line["action"], line["step"]) for line in at_the_time.preview or ()] == [("contact", "D0")]
    at_night = preview(trade.office, TUESDAY, time(23, 30))
    assert [(line["action"], line["rule"]) for line in at_night.preview or ()] == [
        ("skip", "mx.weekday_hours")
    ]


@pytest.mark.django_db(transaction=True)
def test_a_preview_leaves_nothing_behind(trade: Trade) -> None:
    before = JournalEntry.objects.count(), trade.case("C-1").next_step_on
    assert preview(trade.office, TUESDAY, time(9, 0)).queued == 1
    assert not OutboundMessage.objects.exists()
    assert not WorklistEntry.objects.exists()
    assert (JournalEntry.objects.count(), trade.case("C-1").next_step_on) == before
