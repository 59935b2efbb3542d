"""Planning a day over a large portfolio, against one set-based statement that ages and ranks all of it.

The statement reads every open receivable; the planner touches the tenth of the cases that is due, but asks
the gate, writes each message and journals each decision. Both run in this process on the same database.
"""

from __future__ import annotations

import argparse
import operator
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.portfolio import INVOICES, TODAY, fill, open_office, set_up


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
            _measure(folder, database, f"sqlite:///{folder / 'bench.sqlite3'}", customers, profile=profile)
            return 0
        from tests.postgres import start

        with start(folder / "postgresql") as server:
            server.create_database("bench")
            url = f"postgresql://{server.user}@/bench?host={server.host}&port={server.port}"
            _measure(folder, database, url, customers, profile=profile)
    return 0


def _measure(folder: Path, database: str, url: str, customers: int, *, profile: bool) -> None:
    set_up(url, folder)
    fill(customers)
    taken = [_set_based() for _ in range(3)]
    statement, processor = min(wall for wall, _ in taken), min(own for _, own in taken)
    office = open_office(folder)
    calendars = _calendars(office)
    if profile:
        _profile(office)
        return
    before = _own_memory()
    begun = time.process_time()
    report, seconds, longest, peak = _plan(office)
    own = time.process_time() - begun
    print(
        f"{database:<11} {customers * INVOICES:>9,} receivables, {customers:,} customers, "
        f"{report.looked_at:,} cases due\n"
        f"  one statement over all   {statement:6.2f} s\n"
        f"  the day's plan           {seconds:6.2f} s   {report.queued:,} messages queued, "
        f"{report.looked_at / seconds:,.0f} cases/s\n"
        f"  ratio                    {seconds / statement:6.2f}   (aim: 2 or less)\n"
        + (
            f"  the same of processor    {own / processor:6.2f}   (other work on the machine counts less)\n"
            if database == "sqlite"  # PostgreSQL's part is another process's
            else ""
        )
        + f"  longest slice            {longest:6.2f} s   (one transaction each)\n"
        f"  memory                   {before:6.0f} MB before, {peak:.0f} MB at the most\n"
        f"  not in it: the holiday calendars are imported once a process, {calendars:.2f} s",
        flush=True,
    )
    from django.db import connections

    connections.close_all()


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


def _set_based() -> tuple[float, float]:
    """The seconds that the statement takes, and those of this process's processor time."""
    from django.db import connection

    today = TODAY.date().toordinal()
    with connection.cursor() as cursor:
        begun, own = time.perf_counter(), time.process_time()
        cursor.execute(_STATEMENT.replace("%s", str(today)))
        seconds, own = time.perf_counter() - begun, time.process_time() - own
        cursor.execute("DROP TABLE bench_ranked")
    return seconds, own


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
