"""A notice speaks of a day to come, or it is another message."""

from __future__ import annotations

from datetime import date

import pytest

from puntual.casework.compose import reminder_type
from puntual.domain.policy import DEFAULT_STEPS
from puntual.store.models import OutboundMessage
from puntual.wording.types import MessageType
from tests.casework.trade import Trade

MONDAY = date(2026, 6, 8).toordinal()
STEPS = {step.code: step for step in DEFAULT_STEPS}


def test_a_notice_of_a_day_that_has_passed_is_written_as_past_due() -> None:
    assert reminder_type(STEPS["D0"], MONDAY, MONDAY) is MessageType.REMINDER_DUE
    assert reminder_type(STEPS["D0"], MONDAY - 2, MONDAY) is MessageType.REMINDER_CORDIAL
    assert reminder_type(STEPS["D-3"], MONDAY + 1, MONDAY) is MessageType.REMINDER_FRIENDLY
    assert reminder_type(STEPS["D+15"], MONDAY - 16, MONDAY) is MessageType.REMINDER_FIRM


@pytest.mark.django_db(transaction=True)
def test_a_notice_that_waited_past_its_day_does_not_leave(trade: Trade) -> None:
    trade.at("2026-04-06T10:00")  # the day on which its invoice is due
    trade.sync()
    trade.plan()
    row = OutboundMessage.objects.get()
    assert row.kind == MessageType.REMINDER_DUE
    trade.at("2026-04-07T09:00")
    trade.work()
    row.refresh_from_db()
    assert (row.state, row.reason) == ("cancelled", "what the message states has changed")
