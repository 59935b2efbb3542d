"""The company whose process gets killed: a ledger in a file, the Cloud API against a real HTTP server."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from puntual.boot.database import psycopg_dsn
from puntual.casework import (
    converse,
    deliver,
    plan_day,
    receive,
    sync_portfolio,
    templates,
    timers,
    unsettled,
)
from puntual.casework.office import Office
from puntual.channels.cloud_api import CloudApi
from puntual.channels.cloud_request import CloudSettings
from puntual.countries.registry import KnownCountries
from puntual.domain.policy import Policy
from puntual.domain.record import ContactPointSeen, CustomerSeen, LineSeen, ReceivableSeen, Snapshot, Status
from puntual.payments.instructions import Instructions
from puntual.ports.inbox import InboxReader
from puntual.store import journal
from puntual.store.inbox_postgres import PostgresInboxReader
from puntual.store.inbox_sqlite import SqliteInboxReader
from puntual.store.models import (
    Case,
    Customer,
    InboundMessage,
    OutboundMessage,
    Promise,
    Receivable,
    SyncRun,
    WorklistEntry,
)
from puntual.understanding import reader
from tests.casework.trade import COMPANY

NUMBER = "555000111"
DUE = date(2026, 4, 6)


class FileLedger:
    """An ERP that another process writes: [[invoice, customer index, balance in minor units], ...]."""

    name = "file"

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Snapshot:
        """What the file holds now."""
        rows = json.loads(self._path.read_text())
        people = sorted({row[1] for row in rows})
        return Snapshot(tuple(_customer(n) for n in people), tuple(_receivable(*row) for row in rows))

    def lines(self, receivable: str) -> tuple[LineSeen, ...]:
        """None are kept."""
        return ()

    def check(self) -> tuple[str, ...]:
        """Nothing can be wrong with it."""
        return ()


def _customer(n: int) -> CustomerSeen:
    return CustomerSeen(
        key=f"C{n}", name=f"Cliente Núm {n}", country="MX", state="CDMX",
        contact_points=(ContactPointSeen(phone(n)[3:]),),
    )  # fmt: skip


def _receivable(key: str, customer: int, balance: int) -> ReceivableSeen:
    status = Status.OPEN if balance else Status.PAID
    return ReceivableSeen(
        key=key, customer=f"C{customer}", number=key, instalment=1, due=DUE, amount=100_000, balance=balance,
        currency="MXN", issued=DUE - timedelta(days=30), status=status,
    )  # fmt: skip


def phone(n: int) -> str:
    """The WhatsApp id of customer `n`."""
    return f"52155{12_340_000 + n * 7:08}"


@dataclass
class FixedClock:
    """The instant that the command line gave."""

    at: datetime

    def now(self) -> datetime:
        """That instant."""
        return self.at


def open_office(folder: Path, graph: str, at: str, life: int) -> Office:
    """The wired company; `life` counts its processes, each with a name of its own."""
    moment = datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(COMPANY.zone))
    settings = CloudSettings(
        phone_number_id=NUMBER, waba_id="1", access_token=folder.name, app_secret="s", graph_url=graph,
        version="v99.0",
        messages_per_second=1000,
    )  # fmt: skip
    return Office(
        company=COMPANY,
        policy=Policy(max_change_share=1.0),
        clock=FixedClock(moment),
        channel=CloudApi(settings),
        source=FileLedger(folder / "ledger.json"),
        inbox=_inbox(folder),
        understanding=reader(),
        countries=KnownCountries(),
        payments=Instructions(COMPANY),
        new_id=uuid.uuid4,
        owner=f"process-{life}",
        heads_file=folder / "heads.jsonl",
        debounce=0.0,
    )


def _inbox(folder: Path) -> InboxReader:
    if connection.vendor == "sqlite":
        return SqliteInboxReader(folder / "inbox.sqlite3")
    base = psycopg_dsn(os.environ["PUNTUAL_DATABASE_URL"])
    assert base is not None
    return PostgresInboxReader(base.replace("/puntual?", f"/{connection.settings_dict['NAME']}?"))


def small_slices() -> None:
    """So that few customers are several slices, and a death between two of them can be had."""
    sync_portfolio.SLICE = plan_day.SLICE = 3
    receive.LETTERS = 4


def _seal(office: Office) -> None:
    assert office.heads_file is not None
    journal.seal(office.heads_file, office.now())


def _later(office: Office) -> None:
    """Half an hour later: leases are over, what is unknown is looked at."""
    assert isinstance(office.clock, FixedClock)
    office.clock.at += timedelta(minutes=31)
    unsettled.reconcile(office)


def _migrate(office: Office) -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _drain(office: Office) -> None:
    while receive.drain(office, limit=4):
        pass


def _deliver(office: Office) -> None:
    while True:
        report = deliver.deliver(office, limit=5)
        if not (report.sent or report.unknown or report.rejected):
            return


COMMANDS: dict[str, Callable[[Office], Any]] = {
    "migrate": _migrate,
    "templates": templates.refresh,
    "recover": unsettled.recover,
    "sync": sync_portfolio.sync,
    "plan": plan_day.plan,
    "deliver": _deliver,
    "drain": _drain,
    "answer": converse.answer,
    "fire": timers.fire,
    "later": _later,
    "seal": _seal,
}


def report(office: Office) -> dict[str, Any]:
    """All that a test compares, in plain values without internal numbers."""
    verified = journal.verify(office.heads_file)
    rows = OutboundMessage.objects.order_by("obligation", "created_at")
    receivables = Receivable.objects.order_by("key").values_list("key", "balance", "status", "customer__key")
    cases = Case.objects.order_by("customer__key")
    return {
        "journal": [*verified.problems],
        "outbox": [
            [str(row.pk), row.customer.key if row.customer else "", row.kind, row.state] for row in rows
        ],
        "receivables": [list(row) for row in receivables],
        "customers": list(Customer.objects.order_by("key").values_list("key", flat=True)),
        "cases": [[case.customer.key, case.state, case.next_step_on, case.unanswered] for case in cases],
        "inbound": [
            [row.message_id, row.state, row.text] for row in InboundMessage.objects.order_by("message_id")
        ],
        "promises": list(
            Promise.objects.order_by("case__customer__key", "id").values_list("case__customer__key", "state")
        ),
        "runs": list(SyncRun.objects.order_by("id").values_list("state", flat=True)),
        "worklist": list(
            WorklistEntry.objects.order_by("case__customer__key").values_list("case__customer__key", "action")
        ),
    }
