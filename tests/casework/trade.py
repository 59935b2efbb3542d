"""A small company at work on a virtual clock: the real use cases, the simulated WhatsApp, a ledger in memory."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from django.db import connection

from puntual.casework import converse, deliver, listen, plan_day, receive, sync_portfolio, timers
from puntual.casework.office import Office
from puntual.channels.simulator import Faults, Simulator
from puntual.countries.registry import KnownCountries
from puntual.domain.company import Company
from puntual.domain.money import money
from puntual.domain.policy import Policy
from puntual.domain.record import (
    CREDIT_NOTE,
    ApplicationSeen,
    ContactPointSeen,
    CustomerSeen,
    LineSeen,
    ReceivableSeen,
    Snapshot,
    Status,
)
from puntual.payments.instructions import Instructions
from puntual.ports.channel import Address, MediaKind
from puntual.store.inbox_sqlite import SqliteInbox, SqliteInboxReader
from puntual.store.models import Case, Customer, OutboundMessage
from puntual.understanding import reader

COMPANY = Company(
    legal_name="Distribuidora del Valle SA de CV",
    tax_id="RFC DVA010203AB1",
    country="MX",
    zone="America/Mexico_City",
    currency="MXN",
    language="es",
    privacy_url="https://valle.example/privacidad",
    human_contact="81 8000 0000",
    payment_instructions=dict.fromkeys(
        ("MXN", "COP", "CLP", "BRL"), "Transferencia a la cuenta que aparece en su factura"
    ),
    consent_basis="Contract of sale, clause 9",
    consent_since=date(2025, 1, 1),
)


class HandClock:
    """A clock that stands still until it is told."""

    def __init__(self, at: datetime) -> None:
        self._now = at

    def now(self) -> datetime:
        return self._now

    def move(self, to: datetime) -> None:
        assert to >= self._now, "time only moves forward"
        self._now = to.astimezone(UTC)


class Ledger:
    """The ERP: what it holds now is what a reading gives."""

    name = "ledger"

    def __init__(self) -> None:
        self.customers: dict[str, CustomerSeen] = {}
        self.receivables: dict[str, ReceivableSeen] = {}
        self.applications: list[ApplicationSeen] = []

    def read(self) -> Snapshot:
        return Snapshot(
            tuple(self.customers.values()), tuple(self.receivables.values()), tuple(self.applications)
        )

    def lines(self, receivable: str, number: str = "", currency: str = "") -> tuple[LineSeen, ...]:
        return ()

    def check(self) -> tuple[str, ...]:
        return ()

    def pay(self, key: str, amount: str | None = None) -> None:
        row = self.receivables[key]
        paid = row.balance if amount is None else money(amount, row.currency).minor
        rest = row.balance - paid
        self.receivables[key] = replace(row, balance=rest, status=Status.PAID if rest == 0 else Status.OPEN)

    def credit(self, key: str, amount: str, on: date) -> None:
        """A credit note that the company applies to one of its own invoices."""
        self.pay(key, amount)
        row = self.receivables[key]
        minor = money(amount, row.currency).minor
        self.applications.append(ApplicationSeen(f"NC-{key}", key, on, minor, row.currency, CREDIT_NOTE))


@dataclass
class Trade:
    """The company, its ledger, its customers' phones, and the hours passing."""

    folder: Path
    clock: HandClock
    policy: Policy = field(default_factory=lambda: Policy(max_change_share=1.0))
    faults: Faults = field(default_factory=Faults)

    def __post_init__(self) -> None:
        self.ledger = Ledger()
        self.whatsapp = Simulator(self.clock, seed=7, faults=self.faults)
        self.office = self.open_office()

    def open_office(self, **changes: object) -> Office:
        chance = Random(11)
        office = Office(
            company=COMPANY,
            policy=self.policy,
            clock=self.clock,
            channel=self.whatsapp,
            source=self.ledger,
            inbox=SqliteInboxReader(self.folder / "inbox.sqlite3"),
            understanding=reader(),
            countries=KnownCountries(),
            payments=Instructions(COMPANY),
            new_id=lambda: UUID(int=chance.getrandbits(128), version=4),
            owner="test",
            heads_file=self.folder / "heads.jsonl",
            debounce=0.0,
        )
        return replace(office, **changes)  # type: ignore[arg-type]

    def customer(self, key: str, name: str, phone: str, **more: str) -> None:
        self.ledger.customers[key] = CustomerSeen(
            key=key,
            name=name,
            country=more.pop("country", "MX"),
            contact_points=(ContactPointSeen(phone),),
            **more,
        )  # type: ignore[arg-type]

    def invoice(
        self, customer: str, number: str, amount: str, due: date, currency: str = "MXN", **more: object
    ) -> None:
        minor = money(amount, currency).minor
        self.ledger.receivables[number] = ReceivableSeen(
            key=number, customer=customer, number=number, instalment=1, due=due, amount=minor, balance=minor,
            currency=currency, issued=due - timedelta(days=30), **more,
        )  # type: ignore[arg-type]  # fmt: skip

    def at(self, moment: str) -> None:
        """Move the clock to a wall time in the company's zone, working off what falls due on the way."""
        from zoneinfo import ZoneInfo

        self.clock.move(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(COMPANY.zone)))

    def sync(self, accept_by: str = "") -> sync_portfolio.SyncReport:
        return sync_portfolio.sync(self.office, accept_by=accept_by)

    def plan(self) -> plan_day.PlanReport:
        return plan_day.plan(self.office)

    def work(self) -> None:
        """One round of everything that a runner does between plans."""
        self.carry()
        while receive.drain(self.office):
            pass
        converse.answer(self.office)
        converse.answer(self.office)
        timers.fire(self.office)
        for _ in range(5):
            deliver.deliver(self.office)
        self.carry()
        while receive.drain(self.office):
            pass

    def carry(self) -> None:
        bodies = self.whatsapp.take_webhooks(self.clock.now())
        if bodies:
            asyncio.run(self._store(bodies))

    async def _store(self, bodies: list[bytes]) -> None:
        door = SqliteInbox(self.folder / "inbox.sqlite3", self.clock)
        await door.open()
        for body in bodies:
            await door.store("simulator", body)
        await door.close()

    def sends_voice(self, phone: str, recording: bytes) -> None:
        """A customer sends a voice note, which is fetched, heard and answered."""
        self.whatsapp.write(Address(phone.lstrip("+")), "", kind=MediaKind.VOICE, recording=recording)
        self.work()
        while listen.listen(self.office):
            pass
        self.work()

    def says(self, phone: str, text: str, kind: MediaKind = MediaKind.TEXT) -> None:
        """A customer writes, and the program works through it."""
        self.whatsapp.write(Address(phone.lstrip("+")), text, kind=kind)
        self.work()

    def case(self, key: str) -> Case:
        return Case.objects.get(customer__key=key)

    def row(self, key: str) -> Customer:
        return Customer.objects.get(key=key)

    def texts(self, key: str) -> list[str]:
        """What the customer has received, oldest first."""
        rows = OutboundMessage.objects.filter(customer__key=key, state__in=["sent", "delivered", "read"])
        return [row.text for row in rows.order_by("claimed_at", "created_at")]

    def kinds(self, key: str) -> list[str]:
        rows = OutboundMessage.objects.filter(customer__key=key, state__in=["sent", "delivered", "read"])
        return [row.kind for row in rows.order_by("claimed_at", "created_at")]


__all__ = ["COMPANY", "HandClock", "Ledger", "Trade", "connection"]
