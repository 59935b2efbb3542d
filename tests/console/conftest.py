"""The console's own set-up: an Office with a clock that stands still, and the seeded desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from puntual.boot import current
from puntual.casework.office import Office
from puntual.channels.simulator import Simulator
from puntual.console.throttle import throttle
from puntual.countries.registry import KnownCountries
from puntual.domain.company import Company
from puntual.domain.policy import Policy
from puntual.domain.reading import Context, Reading
from puntual.domain.record import LineSeen, Snapshot
from puntual.payments.instructions import Instructions
from puntual.ports.inbox import Letter
from puntual.store.models import Customer
from tests.console.seed import NOW, Desk, sow


class StillClock:
    """A clock that shows what it is told."""

    def __init__(self, shown: datetime) -> None:
        self.shown = shown

    def now(self) -> datetime:
        """The instant it shows."""
        return self.shown


class EmptySource:
    """A source with a name and nothing in it: the console reads rows, never the source."""

    name = "erp.sqlite3"

    def read(self) -> Snapshot:
        """Nothing."""
        return Snapshot()

    def lines(self, receivable: str, number: str = "", currency: str = "") -> tuple[LineSeen, ...]:
        """None."""
        return ()

    def check(self) -> tuple[str, ...]:
        """All is well."""
        return ()


class EmptyInbox:
    """No letters: the console never opens them."""

    def after(self, number: int, limit: int) -> tuple[Letter, ...]:
        """None."""
        return ()

    def forget_through(self, number: int) -> None:
        """Nothing to forget."""


class Mute:
    """No understanding: the console only shows what was read."""

    version = "none"

    def read(self, text: str, context: Context) -> Reading:
        """Never asked."""
        raise AssertionError("the console does not read messages")


@dataclass
class SamplePerson:
    """A customer in the phone's picker."""

    id: int
    name: str
    country: str
    language: str
    about: str = "pays, but late"


@dataclass
class SampleCompany:
    """A demo for the phone page: what a visitor says is kept, nothing answers."""

    said: list[tuple[int, str]] = field(default_factory=list)

    def customers(self) -> list[SamplePerson]:
        """The seeded customers."""
        return [
            SamplePerson(row.pk, row.name, row.country, row.language)
            for row in Customer.objects.order_by("key")
        ]

    def say(self, customer_id: int, text: str) -> None:
        """Keep what was said."""
        self.said.append((customer_id, text))

    def now(self) -> datetime:
        """The virtual clock."""
        return NOW


def make_office(demo: Any = None) -> Office:
    """An Office for pages and for what people do; its clock stands at the seed's instant."""
    clock = StillClock(NOW)
    company = Company("Comercial Ejemplo, S.A. de C.V.", "MX", "America/Mexico_City", "MXN")
    return Office(
        company=company,
        policy=Policy(),
        clock=clock,
        channel=Simulator(clock, seed=1),
        source=EmptySource(),
        inbox=EmptyInbox(),
        understanding=Mute(),
        countries=KnownCountries(),
        payments=Instructions(company),
        new_id=uuid4,
        owner="test",
        demo=demo,
    )


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Argon2 is slow on purpose; what these tests ask is not how slow."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def no_wrong_passwords() -> None:
    """Nobody has tried a wrong password before the test."""
    throttle.forget()


@pytest.fixture
def office() -> Iterator[Office]:
    """The Office of this process, for the length of a test."""
    made = make_office()
    current.use(made)
    yield made
    current.use(None)


@pytest.fixture
def demo(office: Office) -> SampleCompany:
    """The same Office as a demo's."""
    sample = SampleCompany()
    current.use(replace(office, demo=sample))
    return sample


@pytest.fixture
def desk(db: None, office: Office) -> Desk:
    """The seeded desk."""
    return sow()


@pytest.fixture
def as_user(desk: Desk) -> Any:
    """A client signed in as one of the seeded users."""

    def sign_in(name: str) -> Client:
        client = Client(HTTP_HOST="testserver")
        client.force_login(desk.users[name])
        return client

    return sign_in
