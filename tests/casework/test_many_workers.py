"""Several workers at once over one database: no message twice, no deadlock, nothing left behind."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection

from puntual.casework import converse, deliver, plan_day, receive, sync_portfolio, timers, unsettled
from puntual.casework.office import Office
from puntual.ports.channel import Address
from puntual.store import journal
from puntual.store.models import Case, InboundMessage, JournalEntry, OutboundMessage, Promise
from tests.casework.trade import HandClock, Trade

CUSTOMERS = 16
WORKERS = 3
TEXTS = ("pago el viernes", "no me escriba más", "quiero hablar con una persona", "ya pagué")


@pytest.fixture
def busy(tmp_path: Path) -> Trade:
    """A plan is due, and a webhook full of answers has arrived."""
    trade = Trade(tmp_path, HandClock(datetime(2026, 4, 6, 15, 0, tzinfo=UTC)))
    for n in range(CUSTOMERS):
        trade.customer(f"C-{n}", f"Cliente {n}", f"55123456{n:02}", state="CDMX")
        trade.invoice(f"C-{n}", f"A-{n}", "1250.00", date(2026, 4, 6))
        trade.invoice(f"C-{n}", f"B-{n}", "300.00", date(2026, 4, 3))
    trade.sync()
    trade.plan()
    for n in range(CUSTOMERS):
        trade.whatsapp.write(Address(f"52155123456{n:02}"), TEXTS[n % len(TEXTS)])
    trade.carry()
    return trade


def together(jobs: list[Callable[[], None]]) -> list[BaseException]:
    """Run all at once; what they raised."""
    raised: list[BaseException] = []
    start = threading.Barrier(len(jobs))

    def run(job: Callable[[], None]) -> None:
        try:
            start.wait(20)
            job()
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads), "stuck"
    return raised


def rounds(office: Office, order: int) -> None:
    """Everything that a worker does, each in an order of its own."""
    jobs: list[Callable[[Office], object]] = [
        receive.drain, converse.answer, deliver.deliver, timers.fire, plan_day.plan, unsettled.reconcile,
    ]  # fmt: skip
    for _ in range(3):
        for job in jobs[order:] + jobs[:order]:
            job(office)


@pytest.mark.django_db(transaction=True)
def test_workers_that_do_everything_at_once_end_where_one_alone_ends(
    busy: Trade, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    workers = [replace(busy.office, owner=f"worker-{n}") for n in range(WORKERS)]
    jobs: list[Callable[[], None]] = [lambda n=n: rounds(workers[n], n) for n in range(WORKERS)]  # type: ignore[misc]
    jobs.append(lambda: [sync_portfolio.sync(busy.office) for _ in range(3)] and None)
    assert together(jobs) == []
    assert caplog.records == []
    busy.work()
    assert max(Counter(one.message.opaque_id for one in busy.whatsapp.sent).values()) == 1
    obligations = OutboundMessage.objects.exclude(state="cancelled").values_list("obligation", flat=True)
    assert len(obligations) == len(set(obligations))
    assert not OutboundMessage.objects.filter(state__in=["queued", "sending"]).exists()
    assert set(InboundMessage.objects.values_list("state", flat=True)) == {"done"}
    assert JournalEntry.objects.filter(kind="MessageHandled").count() == CUSTOMERS
    assert Promise.objects.filter(state="open").count() == CUSTOMERS // len(TEXTS)
    assert Case.objects.filter(state="human").count() == CUSTOMERS // len(TEXTS)
    found = journal.verify(None)
    assert found.ok, found.problems


@pytest.mark.django_db(transaction=True)
def test_two_senders_never_send_the_same_row(busy: Trade) -> None:
    jobs: list[Callable[[], None]] = [
        lambda n=n: [deliver.deliver(replace(busy.office, owner=f"sender-{n}")) for _ in range(4)] and None  # type: ignore[misc]
        for n in range(4)
    ]
    assert together(jobs) == []
    assert Counter(one.message.opaque_id for one in busy.whatsapp.sent).most_common(1)[0][1] == 1
    assert len(busy.whatsapp.sent) == CUSTOMERS
