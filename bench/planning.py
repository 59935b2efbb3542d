"""Planning a day over a large portfolio, against one set-based statement that ages and ranks all of it.

The statement reads every open receivable; the planner touches the tenth of the cases that is due, but asks
the gate, writes each message and journals each decision. Both run in this process on the same database.
"""

from __future__ import annotations

import argparse
import operator
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

TODAY = datetime(2026, 4, 14, 16, 0, tzinfo=UTC)  # a Tuesday morning in Mexico City


def main(argv: list[str] | None = None) -> int:
    """`python -m bench planning`: a process for each database, so that memory is each one's own."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--customers", type=int, default=250_000)
    options.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    options.add_argument("--profile", action="store_true", help="print where the planner spends its time")
    chosen = options.parse_args(argv)
    if chosen.database != "both":
        return _one(chosen.database, chosen.customers, profile=chosen.profile)
    for database in ("sqlite", "postgresql"):
        arguments = ["planning", "--customers", str(chosen.customers), "--database", database]
        subprocess.run([sys.executable, "-m", "bench", *arguments], check=True)
    return 0


def _one(database: str, customers: int, *, profile: bool) -> int:
    with tempfile.TemporaryDirectory(prefix="puntual-bench-") as name:
        folder = Path(name)
        if database == "sqlite":
            os.environ["PUNTUAL_DATABASE_URL"] = f"sqlite:///{folder / 'bench.sqlite3'}"
            _measure(folder, database, customers, profile=profile)
            return 0
        from tests.postgres import start

        with start(folder / "postgresql") as server:
            server.create_database("bench")
            url = f"postgresql://{server.user}@/bench?host={server.host}&port={server.port}"
            os.environ["PUNTUAL_DATABASE_URL"] = url
            _measure(folder, database, customers, profile=profile)
    return 0


def _measure(folder: Path, database: str, customers: int, *, profile: bool) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "puntual.boot.django_settings"
    os.environ["PUNTUAL_CONFIG"] = str(folder / "puntual.toml")
    os.environ["PUNTUAL_SECRET_KEY"] = "bench"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    _fill(customers)
    statement = min(_set_based() for _ in range(3))
    office = _office(folder)
    calendars = _calendars(office)
    if profile:
        _profile(office)
        return
    before = _own_memory()
    report, seconds, longest, peak = _plan(office)
    print(
        f"{database:<11} {customers * 4:>9,} receivables, {customers:,} customers, {report.looked_at:,} cases due\n"
        f"  one statement over all   {statement:6.2f} s\n"
        f"  the day's plan           {seconds:6.2f} s   {report.queued:,} messages queued, "
        f"{report.looked_at / seconds:,.0f} cases/s\n"
        f"  ratio                    {seconds / statement:6.2f}   (aim: 2 or less)\n"
        f"  longest slice            {longest:6.2f} s   (one transaction each)\n"
        f"  memory                   {before:6.0f} MB before, {peak:.0f} MB at the most\n"
        f"  not in it: the holiday calendars are imported once a process, {calendars:.2f} s",
        flush=True,
    )
    from django.db import connections

    connections.close_all()


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


def _fill(customers: int) -> None:
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


_STATEMENT = """
CREATE TEMPORARY TABLE bench_ranked AS
SELECT customer_id, currency, open_balance, dpd, bucket,
       row_number() OVER (ORDER BY bucket DESC, open_balance DESC, customer_id) AS place
FROM (
    SELECT customer_id, currency, SUM(balance) AS open_balance, MAX(%s - due_day) AS dpd,
           CASE WHEN MAX(%s - due_day) <= 0 THEN 0 WHEN MAX(%s - due_day) <= 7 THEN 1
                WHEN MAX(%s - due_day) <= 30 THEN 2 WHEN MAX(%s - due_day) <= 60 THEN 3
                WHEN MAX(%s - due_day) <= 90 THEN 4 ELSE 5 END AS bucket
    FROM store_receivable WHERE status = 'open' GROUP BY customer_id, currency
) AS aged
"""


def _set_based() -> float:
    from django.db import connection

    today = TODAY.date().toordinal()
    with connection.cursor() as cursor:
        begun = time.perf_counter()
        cursor.execute(_STATEMENT.replace("%s", str(today)))
        seconds = time.perf_counter() - begun
        cursor.execute("DROP TABLE bench_ranked")
    return seconds


def _office(folder: Path) -> Any:
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
        channel=Simulator(Clock(), 1), source=nothing, inbox=nothing, understanding=nothing,  # type: ignore[arg-type]
        countries=KnownCountries(), payments=Instructions(company), new_id=uuid.uuid4, owner="bench",
        heads_file=folder / "heads",
    )  # fmt: skip


def _calendars(office: Any) -> float:
    """Seconds for the first question about a holiday: a server that sends has asked it before it plans."""
    begun = time.perf_counter()
    office.countries.holidays("MX", "NLE")(TODAY.date())
    return time.perf_counter() - begun


def _plan(office: Any) -> tuple[Any, float, float, float]:
    """The report, the seconds it took, the seconds of the longest slice, and the most memory, in MB."""
    from puntual.casework.plan_day import plan

    marks, memory = [time.perf_counter()], [0.0]

    def mark(_done: int, _all: int) -> None:
        memory.append(_own_memory())
        marks.append(time.perf_counter())

    report = plan(office, progress=mark)
    seconds = time.perf_counter() - marks[0]
    return report, seconds, max(map(operator.sub, marks[1:], marks)), max(memory)


def _own_memory() -> float:
    """MB that this process holds, without the pages of the database file that SQLite maps into it."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("RssAnon"))
    return int(line.split()[1]) / 1024


def _profile(office: Any) -> None:
    import cProfile
    import pstats

    from puntual.casework.plan_day import plan

    with cProfile.Profile() as measured:
        plan(office)
    pstats.Stats(measured).sort_stats("cumulative").print_stats(45)
