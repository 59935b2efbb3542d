"""A portfolio to measure with: due today in one case of ten, and an Office whose clock stands still."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from puntual.domain.record import LineSeen, Snapshot

TODAY = datetime(2026, 4, 14, 16, 0, tzinfo=UTC)  # a Tuesday morning in Mexico City
INVOICES = 4  # a customer


def set_up(url: str, folder: Path) -> None:
    """Django on the database at `url`, with its tables; settings would stand in `folder`."""
    os.environ["PUNTUAL_DATABASE_URL"] = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "puntual.boot.django_settings"
    os.environ["PUNTUAL_CONFIG"] = str(folder / "puntual.toml")
    os.environ["PUNTUAL_SECRET_KEY"] = "bench"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)


_NUMBERS = "WITH RECURSIVE one(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM one WHERE n < {customers}) "
_CUSTOMERS = """
INSERT INTO store_customer (id, key, name, trade_name, tax_id, country, subdivision, city, zones, language,
    salesperson, since_day, preferred_channel, segment, fingerprint, in_source, data_hold, excluded)
{numbers} SELECT n, 'C' || n, 'Cliente ' || n, '', '', 'MX', 'NLE', '', 'America/Monterrey', 'es', '',
    {today} - 900, '', 'new', '', TRUE, '', '' FROM one
"""
_CONTACT_POINTS = """
INSERT INTO store_contactpoint (customer_id, kind, raw, e164, verdict, shared, consent_on, consent_evidence,
    blocked, unreachable, in_source)
{numbers} SELECT n, 'phone', '+5281' || (10000000 + n), '+5281' || (10000000 + n), 'ok', FALSE, '2025-01-01',
    'form', '', 0, TRUE FROM one
"""
_CASES = """
INSERT INTO store_case (customer_id, state, cycle, version, opened_day, next_step_on, bucket, last_step, unanswered,
    broken_promises, priority, last_intent, pending, pending_facts, unclear)
{numbers} SELECT n, 'open', 1, 0, {today} - 30, CASE WHEN n % 10 = 0 THEN {today} ELSE {today} + 1 + n % 9 END, 0, '',
    0, 0, 0, '', '', '{{}}', 0 FROM one
"""
_RECEIVABLES = """
INSERT INTO store_receivable (customer_id, key, number, instalment, issued_day, due_day, currency, amount, balance,
    status, salesperson, fingerprint, first_seen, disputed, step_done)
{numbers} SELECT n, 'F' || n || '-' || k, 'F' || n || '-' || k, 1, {today} - 60, {today} - (n * 7 + k * 13) % 80,
    'MXN', 100000 + n, 100000 + n, 'open', '', '', {at}, FALSE, CASE WHEN n % 10 = 0 THEN NULL ELSE 90 END
FROM one CROSS JOIN (SELECT 0 AS k UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) AS four
"""
_SYNC = """
INSERT INTO store_syncrun (started_at, finished_at, state, counts, message, change_share, accepted_by)
VALUES ({at}, {at}, 'done', '{{}}', '', 0, '')
"""


def fill(customers: int) -> None:
    """Four receivables a customer; a tenth of the cases have a step today, the others later."""
    from django.db import connection, transaction

    values = {
        "numbers": _NUMBERS.format(customers=customers),
        "today": TODAY.date().toordinal(),
        "at": f"'{TODAY:%Y-%m-%d %H:%M:%S}'",
    }
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in (_CUSTOMERS, _CONTACT_POINTS, _CASES, _RECEIVABLES, _SYNC):
            cursor.execute(statement.format(**values))
    with connection.cursor() as cursor:  # as a portfolio is found on an ordinary day
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class _Ledger:
    """An ERP that is never read: the rows are written straight into the database."""

    name = "bench"

    def read(self) -> Snapshot:
        return Snapshot((), ())

    def lines(self, receivable: str) -> tuple[LineSeen, ...]:
        return ()

    def check(self) -> tuple[str, ...]:
        return ()


def open_office(folder: Path) -> Any:
    """The application as planning and the console need it; nothing is ever sent or read."""
    import uuid

    from puntual.casework.office import Office
    from puntual.channels.simulator import Simulator
    from puntual.countries.registry import KnownCountries
    from puntual.countries.zones import pin_time_zones
    from puntual.domain.company import Company
    from puntual.domain.policy import Policy
    from puntual.payments.instructions import Instructions

    class Clock:
        def now(self) -> datetime:
            return TODAY

    pin_time_zones()
    nothing = None
    company = Company("Empresa de Prueba SA de CV", "MX", "America/Mexico_City", "MXN")
    return Office(
        company=company, policy=Policy(), clock=Clock(),
        channel=Simulator(Clock(), 1), source=_Ledger(), inbox=nothing, understanding=nothing,  # type: ignore[arg-type]
        countries=KnownCountries(), payments=Instructions(company), new_id=uuid.uuid4, owner="bench",
        heads_file=folder / "heads",
    )  # fmt: skip
