"""What was read becomes rows: customers with their numbers, receivables, credits, findings; only what changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from itertools import islice
from operator import attrgetter
from typing import TypeVar

from django.db import transaction

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
    _honour_opt_outs(office, unit, row, [verdict.e164 for _, verdict in phones if verdict.e164])
    return row


def _honour_opt_outs(office: Office, unit: Work, row: Customer, numbers: Sequence[str]) -> None:
    """Who comes with a number that asked for no more messages is not written to, unless they opt in again."""
    forms = [form for number in numbers for form in whatsapp_variants(number)]
    if row.opted_out_at is not None or row.opted_in_at is not None or not forms:
        return
    if IdentityRow.objects.filter(phone__in=forms, opted_out_at__isnull=False).exists():
        row.opted_out_at = office.now()
        row.save(update_fields=["opted_out_at"])
        unit.record("OptedOut", row.pk, why="the number asked for no more messages before")


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
