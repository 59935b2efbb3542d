"""Sets the stage: folder, database, ERP, provider, door, town, and an office wired as in production.

Only the clock, the ids and the channel differ from a real installation, and the channel speaks the provider's
own format. Django must be set up, with its database migrated, before this module is imported.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from puntual.boot.database import psycopg_dsn
from puntual.casework.office import Office
from puntual.channels.simulator import Faults, Simulator
from puntual.countries.registry import KnownCountries
from puntual.domain.company import Company
from puntual.domain.policy import Policy
from puntual.erp.header_words import Entity
from puntual.erp.open_source import open_source
from puntual.erp.options import SqlOptions
from puntual.intake.server import cloud_entrance
from puntual.payments.instructions import Instructions
from puntual.ports.inbox import InboxReader, InboxWriter
from puntual.store.inbox_postgres import PostgresInbox, PostgresInboxReader
from puntual.store.inbox_sqlite import SqliteInbox, SqliteInboxReader
from puntual.understanding import reader

from .clock import VirtualClock
from .door import Doorway
from .erp import DemoErp
from .sample_company import sample
from .town import Town
from .witness import Witness
from .world import World

COMPANY = Company(
    legal_name="Ferretera Horizonte, S.A. de C.V.",
    trade_name="Ferretera Horizonte",
    tax_id="RFC FHO120315AB7",
    country="MX",
    zone="America/Mexico_City",
    currency="MXN",
    language="es",
    privacy_url="https://horizonte.example/privacidad",
    human_contact="+52 55 5000 0000",
    payment_instructions={
        "MXN": "Transferencia SPEI a la CLABE 012180001234567897, a nombre de Ferretera Horizonte",
        "COP": "Consignación en la cuenta corriente 012345678, a nombre de Ferretera Horizonte",
        "BRL": "Pix: chave financeiro@horizonte.example",
        "CLP": "Transferencia a la cuenta corriente 87654321, a nombre de Ferretera Horizonte",
        "PEN": "Depósito en la cuenta 19123456789012, a nombre de Ferretera Horizonte",
        "ARS": "Transferencia al alias HORIZONTE.COBROS",
        "USD": "Wire transfer to account 440055667, Ferretera Horizonte",
    },
    consent_basis="Términos de crédito aceptados por el cliente, cláusula de avisos por WhatsApp",
    consent_since=date(2024, 1, 1),
)
# Balances from which on a person negotiates, in minor units.
POLICY = Policy(
    executive="Lucía Romero",
    human_above={"MXN": 25_000_000, "COP": 6_000_000_000, "BRL": 7_000_000, "CLP": 14_000_000},
    extension=replace(Policy().extension, min_instalment={"MXN": 50_000, "COP": 10_000_000}),
)
DEMO_FAULTS = Faults(
    repeat=0.04, late=0.03, late_by=timedelta(hours=2), shuffle=0.3, unreachable=0.004, undelivered=0.01,
    unclear=0.003,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """What may differ from one world to the next. database: a PostgreSQL URL where the
    inbox is to stand in that database; else it is a file. wrap: changes each office as it opens.
    """

    folder: Path
    start: date
    seed: int = 1
    customers: int = 480
    invoices: int = 1200
    faults: Faults = field(default_factory=lambda: DEMO_FAULTS)
    database: str = ""
    wrap: Callable[[Office], Office] = lambda office: office


def build(setting: Setting) -> World:
    """A world on the evening before `start`. The folder must be empty."""
    clock = VirtualClock(_midnight(setting.start))
    company = sample(setting.seed, setting.start, setting.customers, setting.invoices)
    erp = DemoErp(setting.folder / "erp.sqlite3", company, clock.now())
    simulator = Simulator(clock, setting.seed, setting.faults)
    witness = Witness(company, erp, _company_words())
    entrance = cloud_entrance("simulator", "", channel="simulator")
    open_office = _office_opener(setting, clock, simulator, erp)
    return World(
        clock=clock,
        town=Town(company, erp, witness, clock, setting.seed),
        simulator=simulator,
        witness=witness,
        doorway=Doorway(entrance, _inbox_writer(setting, clock)),
        open_office=open_office,
        office=open_office(),
        zone=COMPANY.zone,
    )


def _inbox_writer(setting: Setting, clock: VirtualClock) -> InboxWriter:
    dsn = psycopg_dsn(setting.database)
    return PostgresInbox(dsn, clock) if dsn else SqliteInbox(setting.folder / "inbox.sqlite3", clock)


def _inbox_reader(setting: Setting) -> InboxReader:
    dsn = psycopg_dsn(setting.database)
    return PostgresInboxReader(dsn) if dsn else SqliteInboxReader(setting.folder / "inbox.sqlite3")


def _office_opener(
    setting: Setting, clock: VirtualClock, simulator: Simulator, erp: DemoErp
) -> Callable[[], Office]:
    ids = Random(f"ids/{setting.seed}")
    understanding, countries = reader(), KnownCountries()

    def open_office() -> Office:
        office = Office(
            company=COMPANY,
            policy=POLICY,
            clock=clock,
            channel=simulator,
            source=open_source(_tables(erp), COMPANY),
            inbox=_inbox_reader(setting),
            understanding=understanding,
            countries=countries,
            payments=Instructions(COMPANY),
            new_id=lambda: UUID(int=ids.getrandbits(128), version=4),
            owner="demo",
            heads_file=setting.folder / "journal-heads.jsonl",
        )
        return setting.wrap(office)

    return open_office


def _tables(erp: DemoErp) -> SqlOptions:
    return SqlOptions(
        url=f"sqlite:///{erp.path}",
        queries={
            Entity.RECEIVABLES: "cuentas_por_cobrar",
            Entity.CUSTOMERS: "clientes",
            Entity.APPLICATIONS: "pagos",
            Entity.LINES: "SELECT * FROM partidas WHERE id_factura = :key",
        },
    )


def _company_words() -> tuple[str, ...]:
    return (
        COMPANY.legal_name, COMPANY.tax_id, COMPANY.privacy_url, COMPANY.human_contact,
        *COMPANY.payment_instructions.values(),
    )  # fmt: skip


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0, 0), ZoneInfo(COMPANY.zone)).astimezone(UTC)
