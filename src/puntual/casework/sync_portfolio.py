"""Read the source, check it, and store only what changed. Run twice, the second run changes nothing.

The sync writes in short slices; one that dies half-way is finished by the next, because every slice compares
what it read with what is stored. Planning trusts only data of a run that ended.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from itertools import islice
from operator import attrgetter
from typing import TypeVar

from django.db import transaction

from puntual.domain.failpoints import reach
from puntual.domain.money import is_currency
from puntual.domain.record import (
    ContactPointSeen,
    CustomerSeen,
    FindingSeen,
    ReceivableSeen,
    Severity,
    Snapshot,
    Status,
)
from puntual.ports.source import SourceUnreadable
from puntual.rules.phones import PhoneVerdict, normalise
from puntual.rules.portfolio_checks import change_share, check, customers_with_unread_rows
from puntual.store.journal import Work, work
from puntual.store.models import (
    Application,
    Case,
    ContactPoint,
    Credit,
    Customer,
    Finding,
    Receivable,
    Switch,
    SyncRun,
)
from puntual.store.process_lock import exclusive

from . import cases, moved_numbers, payments
from .office import Office

SLICE = 500
ABANDONED = "abandoned: its process ended"

T = TypeVar("T")
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
    if share > office.policy.max_change_share and not accept_by:
        return _hold(office, run, share)
    counts = _apply(office, run, _one_row_each(snapshot), findings, progress)
    report = _finish(office, run, counts, findings, share, accept_by)
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
    for part in _slices(snapshot.customers, SLICE):
        with work(office.now()) as unit:
            touched |= _store_slice(office, unit, part, receivables, holds, shared, counts, paid)
        reach("sync.between_slices")
        seen += len(part)
        if progress:
            progress(seen, total)
    gone = _settle_vanished(office, snapshot, counts)
    touched |= gone
    paid |= gone
    _drop_missing_customers(snapshot)
    left_behind = _left_behind(run)
    moved_numbers.revoke(office, touched | left_behind)
    _store_applications(snapshot)
    _store_credits(snapshot)
    _store_findings(office, run, findings)
    reach("sync.before_cases")
    touched |= left_behind
    for ids in _slices(sorted(touched), SLICE):
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


def _without_nul(row: Row) -> Row:
    texts = {name: getattr(row, name) for name in _TEXTS[type(row)]}
    clean = {name: text.replace("\x00", "") for name, text in texts.items() if "\x00" in text}
    return replace(row, **clean) if clean else row


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
    """A hash of what a row says; its place in the file is no part of it, so a row inserted above changes nothing."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _says(kind: type[object]) -> Callable[[object], tuple[object, ...]]:
    return attrgetter(*(one.name for one in fields(kind) if one.name != "row"))  # type: ignore[arg-type]


_customer_says = _says(CustomerSeen)
_receivable_says = _says(ReceivableSeen)


def _store_slice(
    office: Office,
    unit: Work,
    seen: Sequence[CustomerSeen],
    receivables: dict[str, list[ReceivableSeen]],
    holds: dict[str, str],
    shared: frozenset[str],
    counts: dict[str, int],
    paid: set[int],
) -> set[int]:
    known = Customer.objects.filter(key__in=[customer.key for customer in seen])
    rows = {row.key: row for row in known.order_by("pk").select_for_update(no_key=True)}
    touched: set[int] = set()
    for customer in seen:
        row = rows.get(customer.key)
        hold = holds.get(customer.key, "")
        mine = [p.raw for p in customer.contact_points if _e164(office, customer, p.raw) in shared]
        mark = _fingerprint(_customer_says(customer), hold, mine)
        if row is None or row.fingerprint != mark or not row.in_source:
            row = _store_customer(office, unit, customer, row, mark, hold, shared)
            rows[customer.key] = row
            counts["customers"] += 1
            touched.add(row.pk)
    touched |= _store_receivables(office, unit, rows, receivables, counts, paid)
    return touched


def _e164(office: Office, customer: CustomerSeen, raw: str) -> str | None:
    return normalise(raw, customer.country or office.company.country).e164


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


def _store_points(
    row: Customer, phones: Sequence[tuple[ContactPointSeen, PhoneVerdict]], shared: frozenset[str]
) -> None:
    """Contact points by their raw text: consent, blocks and failures of a number outlive a re-read."""
    existing = {point.raw: point for point in row.contact_points.all()}
    kept = set()
    for point_seen, verdict in phones:
        raw = point_seen.raw.replace("\x00", "")[:120]
        point = existing.setdefault(raw, ContactPoint(customer=row, raw=raw))
        point.e164 = verdict.e164 or ""
        point.verdict = str(verdict.code)
        point.shared, point.in_source = bool(point.e164) and point.e164 in shared, True
        if point_seen.consent_on:
            point.consent_on = point_seen.consent_on
            point.consent_evidence = point_seen.consent_evidence[:300]
        point.save()
        kept.add(point.raw)
    row.contact_points.exclude(raw__in=kept).update(in_source=False)


def _store_receivables(
    office: Office,
    unit: Work,
    customers: dict[str, Customer],
    receivables: dict[str, list[ReceivableSeen]],
    counts: dict[str, int],
    paid: set[int],
) -> set[int]:
    seen = {row.key: row for key in customers for row in receivables.get(key, ())}
    stored = {row.key: row for row in Receivable.objects.filter(key__in=list(seen))}
    new: list[Receivable] = []
    changed: list[Receivable] = []
    touched: set[int] = set()
    for key, item in seen.items():
        mark = _fingerprint(_receivable_says(item))
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
            if row.status == "paid" or (row.status == "open" and row.balance < before):
                paid.add(customer.pk)
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
    "salesperson", "fingerprint", "settled_day", "step_done",
]  # fmt: skip


def _filled(
    office: Office, row: Receivable, item: ReceivableSeen, customer: Customer, mark: str
) -> Receivable:
    row.customer, row.number, row.instalment = customer, item.number[:120], item.instalment
    row.issued_day = item.issued.toordinal() if item.issued else None
    due = item.due.toordinal()
    if row.due_day is not None and due != row.due_day:
        row.step_done = None  # its steps come by another calendar now
    row.due_day = due
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
    """What left the open set is probably paid: closed here, but nobody is thanked for it by itself.

    Where some row of the customer could not be read, it may be that very row: it stays as it was.
    """
    present = {row.key for row in snapshot.receivables}
    unread = customers_with_unread_rows(snapshot)
    stored = Receivable.objects.filter(status="open").values_list(
        "key", "pk", "customer_id", "balance", "customer__key"
    )
    gone = [
        row[:4] for row in stored.iterator(chunk_size=5000) if row[0] not in present and row[4] not in unread
    ]
    for part in _slices(gone, SLICE):
        with work(office.now()) as unit:
            _lock_customers({row[2] for row in part})
            Receivable.objects.filter(pk__in=[row[1] for row in part]).update(
                status="gone", balance=0, fingerprint="", settled_day=office.today().toordinal()
            )
            for _, receivable, customer, balance in part:
                unit.record("ReceivableGone", customer, receivable=receivable, before=balance)
    counts["settled"] += len(gone)
    return {row[2] for row in gone}


def _lock_customers(keys: set[int]) -> None:
    """By id, as everywhere."""
    list(Customer.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True).values_list("pk"))


def _drop_missing_customers(snapshot: Snapshot) -> None:
    present = {customer.key for customer in snapshot.customers}
    stored = Customer.objects.filter(in_source=True).values_list("key", flat=True)
    missing = [key for key in stored.iterator(chunk_size=5000) if key not in present]
    for part in _slices(missing, SLICE):
        with transaction.atomic():
            rows = list(Customer.objects.filter(key__in=part).order_by("pk").select_for_update(no_key=True))
            owing = Receivable.objects.filter(customer__in=rows, status="open").values("customer")
            Customer.objects.filter(pk__in=owing).update(data_hold="unknown_customer")
            Customer.objects.filter(pk__in=[row.pk for row in rows]).update(in_source=False)


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
