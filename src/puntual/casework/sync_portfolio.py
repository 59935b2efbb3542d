"""Read the source, check it, and store only what changed. Run twice, the second run changes nothing.

The sync writes in short slices; one that dies half-way is finished by the next, because every slice compares
what it read with what is stored. Planning trusts only data of a run that ended.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice
from typing import TypeVar

from django.db import transaction

from puntual.domain.failpoints import reach
from puntual.domain.money import is_currency
from puntual.domain.record import CustomerSeen, FindingSeen, ReceivableSeen, Severity, Snapshot, Status
from puntual.ports.source import SourceUnreadable
from puntual.rules.phones import normalise
from puntual.rules.portfolio_checks import change_share, check
from puntual.store.journal import Work, canonical, work
from puntual.store.models import (
    Application,
    ContactPoint,
    Credit,
    Customer,
    Finding,
    Receivable,
    Switch,
    SyncRun,
)

from . import cases, payments
from .office import Office

SLICE = 500
# A run that says "running" for longer than this died; another may start.
ABANDONED_AFTER = timedelta(hours=2)

T = TypeVar("T")


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
    run = _start(office)
    if run is None:
        return SyncReport("busy", "another sync is running; wait for it to end")
    try:
        snapshot = office.source.read()
    except SourceUnreadable as error:
        return _fail(office, run, str(error))
    findings = check(snapshot, office.today(), office.company.country)
    share = change_share(_stored_open(), _open_rows(snapshot))
    if share > office.policy.max_change_share and not accept_by:
        return _hold(office, run, share)
    counts = _apply(office, run, _one_row_each(snapshot), findings, progress)
    return _finish(office, run, counts, findings, share, accept_by)


def _start(office: Office) -> SyncRun | None:
    now = office.now()
    with work(now) as unit:
        running = SyncRun.objects.filter(state="running")
        running.filter(started_at__lt=now - ABANDONED_AFTER).update(state="failed", message="abandoned")
        # A run of this very process cannot still be running: it died and we are its successor.
        running.filter(message=office.owner).update(state="failed")
        if running.exists():
            return None
        run = SyncRun.objects.create(started_at=now, state="running", message=office.owner)
        unit.record("SyncStarted", run=run.pk)
    return run


def _fail(office: Office, run: SyncRun, message: str) -> SyncReport:
    with work(office.now()) as unit:
        run.state, run.message, run.finished_at = "failed", message[:2000], office.now()
        run.save()
        unit.record("SyncFailed", run=run.pk)
    return SyncReport("failed", message)


def _hold(office: Office, run: SyncRun, share: float) -> SyncReport:
    """Keep the old snapshot and stop planning until a person accepts the change."""
    message = (
        f"{share:.0%} of the open portfolio vanished or changed in one reading (limit "
        f"{office.policy.max_change_share:.0%}). Nothing was taken over and planning is paused. "
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
) -> SyncReport:
    by_code: dict[str, int] = {}
    for finding in findings:
        by_code[finding.code] = by_code.get(finding.code, 0) + 1
    with work(office.now()) as unit:
        run.state, run.counts, run.change_share, run.message = "done", counts, share, ""
        run.finished_at, run.accepted_by = office.now(), accept_by
        run.save()
        if accept_by:
            unit.record("SyncAccepted", run=run.pk, actor=accept_by, share=round(share, 4))
        _switch_planning(office, paused=False, reason="")
        unit.record("SyncFinished", run=run.pk, **counts)
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
    holds = {f.customer: f.code for f in findings if f.severity is Severity.BLOCK and f.customer}
    receivables = _by_customer(snapshot.receivables)
    shared = _shared_numbers(office, snapshot.customers)
    touched: set[int] = set()
    total, seen = len(snapshot.customers), 0
    for part in _slices(snapshot.customers, SLICE):
        with work(office.now()) as unit:
            touched |= _store_slice(office, unit, part, receivables, holds, shared, counts)
        reach("sync.between_slices")
        seen += len(part)
        if progress:
            progress(seen, total)
    touched |= _settle_vanished(office, snapshot, counts)
    _drop_missing_customers(snapshot)
    _store_applications(snapshot)
    _store_credits(snapshot)
    _store_findings(office, run, findings)
    reach("sync.before_cases")
    # Cases look at what changed, and at whatever an interrupted run left without a case.
    touched |= set(
        Receivable.objects.filter(status="open", customer__case=None).values_list("customer", flat=True)
    )
    for ids in _slices(sorted(touched), SLICE):
        with work(office.now()) as unit:
            counts["cases"] += cases.refresh(office, unit, ids)
    payments.settle_after_sync(office, sorted(touched))
    return counts


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


def _slices(rows: Iterable[T], size: int) -> Iterable[list[T]]:
    iterator = iter(rows)
    while part := list(islice(iterator, size)):
        yield part


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


def _fingerprint(*parts: object) -> str:
    return hashlib.sha256(canonical([str(part) for part in parts]).encode()).hexdigest()


def _store_slice(
    office: Office,
    unit: Work,
    seen: Sequence[CustomerSeen],
    receivables: dict[str, list[ReceivableSeen]],
    holds: dict[str, str],
    shared: frozenset[str],
    counts: dict[str, int],
) -> set[int]:
    rows = {row.key: row for row in Customer.objects.filter(key__in=[customer.key for customer in seen])}
    touched: set[int] = set()
    for customer in seen:
        row = rows.get(customer.key)
        hold = holds.get(customer.key, "")
        mine = [p.raw for p in customer.contact_points if _e164(office, customer, p.raw) in shared]
        mark = _fingerprint(customer_without_row(customer), hold, mine)
        if row is None or row.fingerprint != mark or not row.in_source:
            row = _store_customer(office, unit, customer, row, mark, hold, shared)
            rows[customer.key] = row
            counts["customers"] += 1
            touched.add(row.pk)
    touched |= _store_receivables(office, unit, rows, receivables, counts)
    return touched


def _e164(office: Office, customer: CustomerSeen, raw: str) -> str | None:
    return normalise(raw, customer.country or office.company.country).e164


def customer_without_row(customer: CustomerSeen) -> CustomerSeen:
    """The customer as read, less its place in the file: a row inserted above changes nothing."""
    return replace(customer, row=0)


def _store_customer(
    office: Office,
    unit: Work,
    seen: CustomerSeen,
    row: Customer | None,
    mark: str,
    hold: str,
    shared: frozenset[str],
) -> Customer:
    company = office.company
    country = seen.country or company.country
    subdivision = office.countries.subdivision(country, seen.state) if seen.state else None
    phones = [(point, normalise(point.raw, country)) for point in seen.contact_points]
    first = next((verdict.e164 for _, verdict in phones if verdict.e164), None)
    zones = office.countries.zones(country, subdivision, seen.city, first) or (company.zone,)
    new = row is None
    row = row or Customer(key=seen.key)
    row.name, row.trade_name, row.tax_id = seen.name[:300], seen.trade_name[:300], seen.tax_id[:60]
    row.country, row.subdivision, row.city = country, subdivision or "", seen.city[:120]
    row.zones, row.language = ",".join(zones), _language(office, seen, country)
    row.salesperson, row.preferred_channel = seen.salesperson[:200], seen.preferred_channel[:120]
    row.since_day = seen.since.toordinal() if seen.since else row.since_day
    row.data_hold, row.fingerprint, row.in_source = hold, mark, True
    row.save()
    unit.record("CustomerRead" if new else "CustomerChanged", row.pk, hold=hold or None)
    _store_points(row, phones, shared)
    return row


def _language(office: Office, seen: CustomerSeen, country: str) -> str:
    if seen.language:
        return seen.language
    return office.countries.rulebook(country).languages[0] or office.company.language


def _store_points(row: Customer, phones: Sequence[tuple[object, object]], shared: frozenset[str]) -> None:
    """Contact points by their raw text: consent, blocks and failures of a number outlive a re-read."""
    existing = {point.raw: point for point in row.contact_points.all()}
    kept = set()
    for point_seen, verdict in phones:
        point = existing.get(point_seen.raw) or ContactPoint(customer=row, raw=point_seen.raw)  # type: ignore[attr-defined]
        point.e164 = verdict.e164 or ""  # type: ignore[attr-defined]
        point.verdict = str(verdict.code)  # type: ignore[attr-defined]
        point.shared, point.in_source = bool(point.e164) and point.e164 in shared, True
        if point_seen.consent_on:  # type: ignore[attr-defined]
            point.consent_on = point_seen.consent_on  # type: ignore[attr-defined]
            point.consent_evidence = point_seen.consent_evidence[:300]  # type: ignore[attr-defined]
        point.save()
        kept.add(point.raw)
    row.contact_points.exclude(raw__in=kept).update(in_source=False)


def _store_receivables(
    office: Office,
    unit: Work,
    customers: dict[str, Customer],
    receivables: dict[str, list[ReceivableSeen]],
    counts: dict[str, int],
) -> set[int]:
    seen = {row.key: row for key in customers for row in receivables.get(key, ())}
    stored = {row.key: row for row in Receivable.objects.filter(key__in=list(seen))}
    new, changed, touched = [], [], set()
    for key, item in seen.items():
        mark = _fingerprint(replace(item, row=0))
        row = stored.get(key)
        if row is not None and row.fingerprint == mark and row.status != "gone":
            counts["unchanged"] += 1
            continue
        customer = customers[item.customer]
        before = row.balance if row else None
        row = _filled(office, row or Receivable(key=key, first_seen=office.now()), item, customer, mark)
        (changed if before is not None else new).append(row)
        touched.add(customer.pk)
        if before is not None:
            unit.record("ReceivableChanged", customer.pk, receivable=row.pk, before=before, after=row.balance)
            counts["settled"] += row.status == "paid"
    Receivable.objects.bulk_create(new)
    Receivable.objects.bulk_update(changed, _RECEIVABLE_FIELDS)
    for row in new:
        unit.record(
            "ReceivableRead", row.customer_id, receivable=row.pk, balance=row.balance, currency=row.currency
        )
    counts["receivables"] += len(new)
    counts["changed"] += len(changed)
    return touched


_RECEIVABLE_FIELDS = [
    "customer", "number", "instalment", "issued_day", "due_day", "currency", "amount", "balance", "status",
    "salesperson", "fingerprint", "settled_day",
]  # fmt: skip


def _filled(
    office: Office, row: Receivable, item: ReceivableSeen, customer: Customer, mark: str
) -> Receivable:
    row.customer, row.number, row.instalment = customer, item.number[:120], item.instalment
    row.issued_day = item.issued.toordinal() if item.issued else None
    row.due_day = item.due.toordinal()
    row.currency = item.currency if is_currency(item.currency) else "XXX"
    row.amount, row.balance, row.salesperson = item.amount, item.balance, item.salesperson[:200]
    row.fingerprint = mark
    open_now = item.status is Status.OPEN and item.balance > 0
    settled = item.status is Status.PAID or (item.status is Status.OPEN and item.balance <= 0)
    row.status = "open" if open_now else "paid" if settled else item.status.value
    if row.status != "open" and row.settled_day is None:
        row.settled_day = office.today().toordinal()
    if row.status == "open":
        row.settled_day = None
    return row


def _settle_vanished(office: Office, snapshot: Snapshot, counts: dict[str, int]) -> set[int]:
    """What left the open set is probably paid: closed here, but nobody is thanked for it by itself."""
    present = {row.key for row in snapshot.receivables}
    stored = Receivable.objects.filter(status="open").values_list("key", "pk", "customer_id", "balance")
    gone = [row for row in stored.iterator(chunk_size=5000) if row[0] not in present]
    for part in _slices(gone, SLICE):
        with work(office.now()) as unit:
            Receivable.objects.filter(pk__in=[row[1] for row in part]).update(
                status="gone", balance=0, fingerprint="", settled_day=office.today().toordinal()
            )
            for _, receivable, customer, balance in part:
                unit.record("ReceivableGone", customer, receivable=receivable, before=balance)
    counts["settled"] += len(gone)
    return {row[2] for row in gone}


def _drop_missing_customers(snapshot: Snapshot) -> None:
    present = {customer.key for customer in snapshot.customers}
    stored = Customer.objects.filter(in_source=True).values_list("key", flat=True)
    missing = [key for key in stored.iterator(chunk_size=5000) if key not in present]
    for part in _slices(missing, SLICE):
        Customer.objects.filter(key__in=part).update(in_source=False)


def _store_applications(snapshot: Snapshot) -> None:
    for part in _slices(snapshot.applications, SLICE):
        ids = dict(Receivable.objects.filter(key__in={a.receivable for a in part}).values_list("key", "pk"))
        Application.objects.bulk_create(
            [
                Application(
                    key=a.key, receivable_id=ids[a.receivable], kind=a.kind, day=a.on.toordinal(),
                    amount=a.amount, currency=a.currency,
                )
                for a in part
                if a.receivable in ids
            ],
            ignore_conflicts=True,
        )  # fmt: skip


def _store_credits(snapshot: Snapshot) -> None:
    with transaction.atomic():
        ids = dict(
            Customer.objects.filter(key__in={c.customer for c in snapshot.credits}).values_list("key", "pk")
        )
        wanted = {c.key: c for c in snapshot.credits if c.customer in ids}
        Credit.objects.exclude(key__in=list(wanted)).delete()
        Credit.objects.bulk_create(
            [
                Credit(
                    key=c.key, customer_id=ids[c.customer], kind=c.kind, amount=c.amount, currency=c.currency
                )
                for c in wanted.values()
            ],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["customer", "kind", "amount", "currency"],
        )


def _store_findings(office: Office, run: SyncRun, findings: Sequence[FindingSeen]) -> None:
    """New findings come in, those that this reading no longer shows are resolved."""
    with transaction.atomic():
        now = office.now()
        stored = {
            (row.code, row.customer_key, row.receivable_key, row.value): row
            for row in Finding.objects.filter(resolved_at=None)
        }
        new = []
        for item in findings:
            key = (item.code, item.customer[:200], item.receivable[:200], item.value[:300])
            known = stored.pop(key, None)
            if known is None:
                new.append(
                    Finding(
                        code=item.code, severity=item.severity.value, row=item.row, customer_key=key[1],
                        receivable_key=key[2], value=key[3], hint=item.hint[:300], first_run=run,
                    )
                )  # fmt: skip
            elif known.row != item.row:
                known.row = item.row
                known.save(update_fields=["row"])
        Finding.objects.bulk_create(new)
        Finding.objects.filter(pk__in=[row.pk for row in stored.values()]).update(resolved_at=now)
