"""Who is no customer's gets an answer that names no fact, through the gate like everyone else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from puntual.casework import converse, deliver, receive
from puntual.ports.channel import Address
from puntual.store.models import JournalEntry, OutboundMessage, Switch
from tests.casework.trade import Trade

pytestmark = pytest.mark.django_db
STRANGER = "5215599990000"


def asks(trade: Trade) -> None:
    """A stranger writes, and the answer stands in the outbox."""
    trade.whatsapp.write(Address(STRANGER), "hola, ¿quién es?")
    trade.carry()
    receive.drain(trade.office)
    converse.answer(trade.office)


def test_the_answer_to_a_stranger_carries_the_gates_permit(trade: Trade) -> None:
    asks(trade)
    assert deliver.deliver(trade.office).sent == 1
    row = OutboundMessage.objects.get()
    rulebook = trade.office.countries.rulebook("MX").version
    assert (row.permit["purpose"], row.permit["rulebook"]) == ("answer", rulebook)
    assert row.permit["local"].startswith("2026-04-06T09:00")
    assert (row.customer_id, row.named) == (None, [])


def test_an_answer_to_a_stranger_is_withheld_once_the_window_is_shut(trade: Trade) -> None:
    asks(trade)
    trade.clock.move(trade.clock.now() + timedelta(hours=24))
    report = deliver.deliver(trade.office)
    assert (report.sent, report.withheld) == (0, {"product.service_window": 1})
    assert len(trade.whatsapp.sent) == 0
    assert JournalEntry.objects.filter(kind="MessageWithheld", body__contains="service_window").exists()


def test_an_answer_to_a_stranger_waits_while_everything_is_paused(trade: Trade) -> None:
    asks(trade)
    Switch.objects.create(name="pause", on=True)
    assert deliver.deliver(trade.office).sent == 0
    Switch.objects.filter(name="pause").update(on=False)
    assert deliver.deliver(trade.office).sent == 1


def test_nothing_but_an_answer_ever_leaves_to_a_stranger(trade: Trade) -> None:
    asks(trade)
    OutboundMessage.objects.update(purpose="push", template="puntual_reminder_due_a")
    report = deliver.deliver(trade.office)
    assert (report.sent, report.withheld) == (0, {"product.identity": 1})
