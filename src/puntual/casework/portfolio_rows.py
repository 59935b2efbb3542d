"""What was read becomes rows: customers with their numbers, receivables, credits, findings; only what changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from itertools import islice
from operator import attrgetter
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from puntual.domain.money import is_currency
from puntual.domain.record import (
    ContactPointSeen,
    CustomerSeen,
    FindingSeen,
    ReceivableSeen,
    Snapshot,
    Status,
)
from puntual.rules.phones import PhoneVerdict, normalise, whatsapp_variants
from puntual.rules.portfolio_checks import customers_with_unread_rows
from puntual.store.bulk import update_rows
from puntual.store.journal import Work, work
from puntual.store.models import (
    Application,
    ContactPoint,
    Credit,
    Customer,
    Finding,
    IdentityRow,
    Receivable,
    SyncRun,
)
from puntual.store.statements import add, query, save_all, save_fields, within

from .office import Office

SLICE = 500

T = TypeVar("T")


def slices(rows: Iterable[T], size: int) -> Iterable[list[T]]:
    """Lists of at most `size`, so that no list is as long as the portfolio."""
    iterator = iter(rows)
    while part := list(islice(iterator, size)):
        yield part


def _fingerprint(*parts: object) -> str:
    """A hash of what a row says; its place in the file is no part of it, so a row inserted above changes nothing."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _says(kind: type[object]) -> Callable[[object], tuple[object, ...]]:
    return attrgetter(*(one.name for one in fields(kind) if one.name != "row"))  # type: ignore[arg-type]


_customer_says = _says(CustomerSeen)
_receivable_says = _says(ReceivableSeen)


def store_slice(
    office: Office,
    unit: Work,
    seen: Sequence[CustomerSeen],
    receivables: dict[str, list[ReceivableSeen]],
    holds: dict[str, str],
    shared: frozenset[str],
    counts: dict[str, int],
    paid: set[int],
) -> set[int]:
    """Customers of one slice with their receivables; returns whom that changed. Adds to `counts` and `paid`."""
    stored = _marks.all([customer.key for customer in seen])
    ids = {key: pk for key, pk, _, _ in stored}
    known = {key: (fingerprint, in_source) for key, _, fingerprint, in_source in stored}
    touched: set[int] = set()
    for customer in seen:
        hold = holds.get(customer.key, "")
        mine = [p.raw for p in customer.contact_points if _e164(office, customer, p.raw) in shared]
        mark = _fingerprint(_customer_says(customer), hold, mine)
        if known.get(customer.key) != (mark, True):
            row = Customer.objects.get(pk=ids[customer.key]) if customer.key in ids else None
            ids[customer.key] = _store_customer(office, unit, customer, row, mark, hold, shared).pk
            counts["customers"] += 1
            touched.add(ids[customer.key])
    touched |= _store_receivables(office, unit, ids, receivables, counts, paid)
    return touched


@query
def _marks(keys: Any) -> QuerySet[Customer, tuple[str, int, str, bool]]:
    rows = Customer.objects.filter(within("key", keys)).order_by("pk").select_for_update(no_key=True)
    return rows.values_list("key", "pk", "fingerprint", "in_source")


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
    if new:
        add(row)
    else:
        save_all(row)
    unit.record("CustomerRead" if new else "CustomerChanged", row.pk, hold=hold or None)
    _store_points(row, phones, shared, [] if new else _points.all(row.pk))
    _honour_opt_outs(office, unit, row, [verdict.e164 for _, verdict in phones if verdict.e164])
    return row


def _honour_opt_outs(office: Office, unit: Work, row: Customer, numbers: Sequence[str]) -> None:
    """Who comes with a number that asked for no more messages is not written to, unless they opt in again."""
    forms = [form for number in numbers for form in whatsapp_variants(number)]
    if row.opted_out_at is not None or row.opted_in_at is not None or not forms:
        return
    if _opted_out.first(forms) is not None:
        row.opted_out_at = office.now()
        save_fields(row, "opted_out_at")
        unit.record("OptedOut", row.pk, why="the number asked for no more messages before")


@query
def _opted_out(phones: Any) -> QuerySet[IdentityRow, int]:
    rows = IdentityRow.objects.filter(within("phone", phones), opted_out_at__isnull=False)
    return rows.values_list("pk", flat=True)[:1]


@query
def _points(customer: Any) -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(customer=customer).order_by("pk")


def _language(office: Office, seen: CustomerSeen, country: str) -> str:
    if seen.language:
        return seen.language
    return office.countries.rulebook(country).languages[0] or office.company.language


def _store_points(
    row: Customer,
    phones: Sequence[tuple[ContactPointSeen, PhoneVerdict]],
    shared: frozenset[str],
    stored: Sequence[ContactPoint],
) -> None:
    """Contact points by their raw text: consent, blocks and failures of a number outlive a re-read."""
    existing = {point.raw: point for point in stored}
    for point_seen, verdict in phones:
        raw = point_seen.raw.replace("\x00", "")[:120]
        point = existing.setdefault(raw, ContactPoint(customer=row, raw=raw))
        point.e164 = verdict.e164 or ""
        point.verdict = str(verdict.code)
        point.shared, point.in_source = bool(point.e164) and point.e164 in shared, True
        if point_seen.consent_on:
            point.consent_on = point_seen.consent_on
            point.consent_evidence = point_seen.consent_evidence[:300]
    kept = {point_seen.raw.replace("\x00", "")[:120] for point_seen, _ in phones}
    for point in existing.values():
        point.in_source = point.raw in kept
        if point.pk is None:
            add(point)
        else:
            save_all(point)


def _store_receivables(
    office: Office,
    unit: Work,
    customers: dict[str, int],
    receivables: dict[str, list[ReceivableSeen]],
    counts: dict[str, int],
    paid: set[int],
) -> set[int]:
    seen = {row.key: row for key in customers for row in receivables.get(key, ())}
    stored = {key: mark for key, *mark in _receivable_marks.all(list(seen))}
    marks = {key: _fingerprint(_receivable_says(item)) for key, item in seen.items()}
    moved = [key for key in seen if key not in stored or _has_changed(stored[key], marks[key])]
    counts["unchanged"] += len(seen) - len(moved)
    rows = {row.key: row for row in _receivables.all([key for key in moved if key in stored])}
    new: list[Receivable] = []
    changed: list[Receivable] = []
    touched: set[int] = set()
    for key in moved:
        item, row = seen[key], rows.get(key)
        customer = customers[item.customer]
        before = row.balance if row else None
        row = _filled(office, row or Receivable(key=key, first_seen=office.now()), item, customer, marks[key])
        (changed if before is not None else new).append(row)
        touched.add(customer)
        if before is not None:
            unit.record("ReceivableChanged", customer, receivable=row.pk, before=before, after=row.balance)
            counts["settled"] += row.status == "paid"
            if row.status == "paid" or (row.status == "open" and row.balance < before):
                paid.add(customer)
    Receivable.objects.bulk_create(new)
    update_rows(Receivable, _RECEIVABLE_FIELDS, [_receivable_values(row) for row in changed])
    for row in new:
        unit.record(
            "ReceivableRead", row.customer_id, receivable=row.pk, balance=row.balance, currency=row.currency
        )
    counts["receivables"] += len(new)
    counts["changed"] += len(changed)
    return touched


@query
def _receivable_marks(keys: Any) -> QuerySet[Receivable, tuple[str, str, str]]:
    return Receivable.objects.filter(within("key", keys)).values_list("key", "fingerprint", "status")


@query
def _receivables(keys: Any) -> QuerySet[Receivable]:
    return Receivable.objects.filter(within("key", keys))


def _has_changed(stored: Sequence[str], mark: str) -> bool:
    fingerprint, status = stored
    return fingerprint != mark or status == "gone"


_RECEIVABLE_FIELDS = (
    "customer_id", "number", "instalment", "issued_day", "due_day", "currency", "amount", "balance", "status",
    "salesperson", "fingerprint", "settled_day", "step_done",
)  # fmt: skip
_receivable_values = attrgetter(*_RECEIVABLE_FIELDS, "pk")


def _filled(office: Office, row: Receivable, item: ReceivableSeen, customer: int, mark: str) -> Receivable:
    row.customer_id, row.number, row.instalment = customer, item.number[:120], item.instalment
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


def settle_vanished(office: Office, snapshot: Snapshot, counts: dict[str, int]) -> set[int]:
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
    for part in slices(gone, SLICE):
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


def drop_missing_customers(snapshot: Snapshot) -> None:
    """Customers that this reading does not hold; whoever of them still owes is held until that is explained."""
    present = {customer.key for customer in snapshot.customers}
    stored = Customer.objects.filter(in_source=True).values_list("key", flat=True)
    missing = [key for key in stored.iterator(chunk_size=5000) if key not in present]
    for part in slices(missing, SLICE):
        with transaction.atomic():
            rows = list(Customer.objects.filter(key__in=part).order_by("pk").select_for_update(no_key=True))
            owing = Receivable.objects.filter(customer__in=rows, status="open").values("customer")
            Customer.objects.filter(pk__in=owing).update(data_hold="unknown_customer")
            Customer.objects.filter(pk__in=[row.pk for row in rows]).update(in_source=False)


def store_applications(snapshot: Snapshot) -> None:
    """Money that the ERP applied; what stands already is left as it is."""
    for part in slices(snapshot.applications, SLICE):
        known = set(_known_applications.all([a.key for a in part]))
        part = [a for a in part if a.key not in known]
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


@query
def _known_applications(keys: Any) -> QuerySet[Application, str]:
    return Application.objects.filter(within("key", keys)).values_list("key", flat=True)


def store_credits(snapshot: Snapshot) -> None:
    """Unapplied money, exactly as this reading has it."""
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


def store_findings(office: Office, run: SyncRun, findings: Sequence[FindingSeen]) -> None:
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
