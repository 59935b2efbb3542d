"""Read the source, check it, and store only what changed. Run twice, the second run changes nothing.

The sync writes in short slices; one that dies half-way is finished by the next, because every slice compares
what it read with what is stored. Planning trusts only data of a run that ended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from operator import attrgetter
from typing import TypeVar

from puntual.domain.failpoints import reach
from puntual.domain.record import (
    CustomerSeen,
    FindingSeen,
    ReceivableSeen,
    Severity,
    Snapshot,
    Status,
)
from puntual.ports.source import SourceUnreadable
from puntual.rules.phones import normalise
from puntual.rules.portfolio_checks import change_share, check
from puntual.rules.quality.statistics import Figures, figures
from puntual.store.journal import work
from puntual.store.models import (
    Case,
    Receivable,
    Switch,
    SyncRun,
)
from puntual.store.process_lock import exclusive

from . import cases, moved_numbers, payments, sync_figures
from .office import Office
from .portfolio_rows import (
    drop_missing_customers,
    settle_vanished,
    slices,
    store_applications,
    store_credits,
    store_findings,
    store_slice,
)

SLICE = 500
ABANDONED = "abandoned: its process ended"

Row = TypeVar("Row", CustomerSeen, ReceivableSeen)


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one sync did. state: done, held, failed, busy. counts by name."""

    state: str
    message: str = ""
    change_share: float = 0.0
    counts: dict[str, int] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)


def sync(
    office: Office, *, accept_by: str = "", progress: Callable[[int, int], None] | None = None
) -> SyncReport:
    """Bring the stored portfolio up to the source's. `accept_by` names who takes a large change as right."""
    with exclusive("sync") as got:
        if not got:
            return SyncReport("busy", "another sync is running; wait for it to end")
        return _sync(office, accept_by, progress)


def _sync(office: Office, accept_by: str, progress: Callable[[int, int], None] | None) -> SyncReport:
    run = _start(office)
    try:
        snapshot = _storable(office.source.read())
    except SourceUnreadable as error:
        return _fail(office, run, str(error))
    findings = check(snapshot, office.today(), office.company.country)
    share = change_share(_stored_open(), _open_rows(snapshot))
    limit, seen = office.policy.max_change_share, figures(snapshot, office.company.country)
    if not accept_by and (why := sync_figures.why_held(share, seen, limit)):
        return _hold(office, run, share, why)
    counts = _apply(office, run, _one_row_each(snapshot), findings, progress)
    report = _finish(office, run, counts, findings, share, accept_by, seen)
    reach("sync.before_settling")
    payments.settle_after_sync(office)  # after the run has ended: what is said about a payment rests on it
    return report


def _start(office: Office) -> SyncRun:
    now = office.now()
    with work(now) as unit:
        # Only who holds the lock comes here: a run that says "running" died with its process.
        SyncRun.objects.filter(state="running").update(state="failed", message=ABANDONED)
        run = SyncRun.objects.create(started_at=now, state="running", message=office.owner)
        unit.record("SyncStarted", run=run.pk)
    return run


def _fail(office: Office, run: SyncRun, message: str) -> SyncReport:
    with work(office.now()) as unit:
        run.state, run.message, run.finished_at = "failed", message[:2000], office.now()
        run.save()
        unit.record("SyncFailed", run=run.pk)
    return SyncReport("failed", message)


def _hold(office: Office, run: SyncRun, share: float, why: str) -> SyncReport:
    """Keep the old snapshot and stop planning until a person accepts the change."""
    message = (
        f"{why} Nothing was taken over and planning is paused. "
        "Look at the source; if it is right, run: puntual sync --accept"
    )
    with work(office.now()) as unit:
        run.state, run.message, run.change_share = "held", message, share
        run.finished_at = office.now()
        run.save()
        _switch_planning(office, paused=True, reason=message)
        unit.record("SyncHeld", run=run.pk, share=round(share, 4))
    return SyncReport("held", message, share)


def _switch_planning(office: Office, *, paused: bool, reason: str) -> None:
    Switch.objects.update_or_create(
        name="planning", defaults={"on": paused, "reason": reason[:300], "since": office.now()}
    )


def _finish(
    office: Office,
    run: SyncRun,
    counts: dict[str, int],
    findings: Sequence[FindingSeen],
    share: float,
    accept_by: str,
    seen: Figures,
) -> SyncReport:
    by_code = dict(Counter(finding.code for finding in findings))
    with work(office.now()) as unit:
        run.state, run.counts, run.change_share, run.message = "done", counts, share, ""
        run.finished_at, run.accepted_by = office.now(), accept_by
        run.save()
        sync_figures.keep(run, seen, findings)
        if accept_by:
            unit.record("SyncAccepted", run=run.pk, actor=accept_by, share=round(share, 4))
        _switch_planning(office, paused=False, reason="")
        unit.record("SyncFinished", None, None, run=run.pk, **counts)
    return SyncReport("done", "", share, counts, dict(sorted(by_code.items())))


def _stored_open() -> dict[str, tuple[int, date]]:
    rows = Receivable.objects.filter(status="open").values_list("key", "balance", "due_day")
    return {key: (balance, date.fromordinal(day)) for key, balance, day in rows.iterator(chunk_size=5000)}


def _open_rows(snapshot: Snapshot) -> dict[str, tuple[int, date]]:
    return {row.key: (row.balance, row.due) for row in snapshot.receivables if row.status is Status.OPEN}


def _apply(
    office: Office,
    run: SyncRun,
    snapshot: Snapshot,
    findings: Sequence[FindingSeen],
    progress: Callable[[int, int], None] | None,
) -> dict[str, int]:
    counts = dict.fromkeys(("customers", "receivables", "changed", "settled", "cases", "unchanged"), 0)
    paid: set[int] = set()
    holds = {f.customer: f.code for f in findings if f.severity is Severity.BLOCK and f.customer}
    receivables = _by_customer(snapshot.receivables)
    shared = _shared_numbers(office, snapshot.customers)
    touched: set[int] = set()
    total, seen = len(snapshot.customers), 0
    for part in slices(snapshot.customers, SLICE):
        with work(office.now()) as unit:
            touched |= store_slice(office, unit, part, receivables, holds, shared, counts, paid)
        reach("sync.between_slices")
        seen += len(part)
        if progress:
            progress(seen, total)
    gone = settle_vanished(office, snapshot, counts)
    touched |= gone
    paid |= gone
    drop_missing_customers(snapshot)
    left_behind = _left_behind(run)
    moved_numbers.revoke(office, touched | left_behind)
    store_applications(snapshot)
    store_credits(snapshot)
    store_findings(office, run, findings)
    reach("sync.before_cases")
    touched |= left_behind
    for ids in slices(sorted(touched), SLICE):
        with work(office.now()) as unit:
            counts["cases"] += cases.refresh(office, unit, ids, paid)
        reach("sync.between_cases")
    return counts


def _left_behind(run: SyncRun) -> set[int]:
    """After a run that died: everyone it may have changed without looking at their case."""
    last = SyncRun.objects.filter(state="done").order_by("-id").values_list("pk", flat=True).first() or 0
    if not SyncRun.objects.filter(pk__gt=last, pk__lt=run.pk, message=ABANDONED).exists():
        return set()
    has_open = Receivable.objects.filter(status="open").values_list("customer", flat=True)
    has_case = Case.objects.filter(closed_day=None).values_list("customer", flat=True)
    return {*has_open, *has_case}


def _storable(snapshot: Snapshot) -> Snapshot:
    """The snapshot without NUL characters, which PostgreSQL cannot store in a text."""
    return replace(
        snapshot,
        customers=tuple(_without_nul(row) for row in snapshot.customers),
        receivables=tuple(_without_nul(row) for row in snapshot.receivables),
    )


_TEXTS = {
    kind: tuple(item.name for item in fields(kind) if item.type == "str")
    for kind in (CustomerSeen, ReceivableSeen)
}


_GETTERS = {kind: attrgetter(*names) for kind, names in _TEXTS.items()}


def _without_nul(row: Row) -> Row:
    if "\x00" not in "".join(_texts_of(row)):
        return row
    texts = {name: getattr(row, name) for name in _TEXTS[type(row)]}
    clean = {name: text.replace("\x00", "") for name, text in texts.items() if "\x00" in text}
    return replace(row, **clean)


def _texts_of(row: CustomerSeen | ReceivableSeen) -> tuple[str, ...]:
    texts: tuple[str, ...] = _GETTERS[type(row)](row)
    return texts


def _one_row_each(snapshot: Snapshot) -> Snapshot:
    """A key that stands twice is a finding, and its case waits; the first row of each is kept for show."""
    customers: dict[str, CustomerSeen] = {}
    for customer in snapshot.customers:
        customers.setdefault(customer.key, customer)
    return replace(snapshot, customers=tuple(customers.values()))


def _by_customer(rows: Iterable[ReceivableSeen]) -> dict[str, list[ReceivableSeen]]:
    grouped: dict[str, list[ReceivableSeen]] = {}
    for row in rows:
        grouped.setdefault(row.customer, []).append(row)
    return grouped


def _shared_numbers(office: Office, customers: Iterable[CustomerSeen]) -> frozenset[str]:
    """Numbers that stand with more than one customer: none of them is that customer's alone."""
    owner: dict[str, str] = {}
    shared: set[str] = set()
    for customer in customers:
        for point in customer.contact_points:
            e164 = normalise(point.raw, customer.country or office.company.country).e164
            if e164 and owner.setdefault(e164, customer.key) != customer.key:
                shared.add(e164)
    return frozenset(shared)
