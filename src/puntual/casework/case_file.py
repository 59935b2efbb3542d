"""Gather: everything that bears on a customer at one instant, read in bulk, as plain values.

Planning, sending and answering all look at customers through this one window, so that the gate is always
asked the same way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from puntual.domain.contact import ContactQuestion, Hold, HoldKind, Identity, Purpose, Standing
from puntual.rules.conversation.view import OpenItem, StandingPromise
from puntual.store.models import (
    Attempt,
    Case,
    ContactPoint,
    Customer,
    HoldRow,
    IdentityRow,
    Promise,
    Receivable,
)
from puntual.store.statements import query, within

from .office import Office

WINDOW = timedelta(hours=24)
# Caps look back a calendar month at most; a few days more cover every zone.
LOOK_BACK = timedelta(days=33)
GIVE_UP_AFTER = 3


@dataclass(slots=True)
class Item:
    """An open receivable: days as day numbers, money in minor units of `currency`."""

    id: int
    number: str
    due: int
    balance: int
    currency: str
    issued: int | None
    amount: int
    disputed: bool
    step_done: int | None

    def as_open_item(self) -> OpenItem:
        """The same as the conversation rules see it."""
        return OpenItem(
            self.id, self.number, date.fromordinal(self.due), self.balance, self.currency, self.disputed
        )


@dataclass(slots=True)
class Address:
    """Where a message would go, how sure we are who reads there, and whether consent is on record."""

    contact_point: int | None
    identity: int | None
    phone: str
    bsuid: str
    level: Identity
    consent: bool
    last_inbound: datetime | None


@dataclass(slots=True)
class CaseFile:
    """One customer, gathered. `customer` and `case` are rows without their relations loaded."""

    customer: Customer
    case: Case | None
    items: list[Item] = field(default_factory=list)
    attempts: list[datetime] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    address: Address | None = None
    wrong_number: bool = False
    promised: list[StandingPromise] = field(default_factory=list)

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones that the customer may be in."""
        return tuple(self.customer.zones.split(","))

    def local(self, now: datetime) -> datetime:
        """`now` on the customer's own clock (the first of their zones)."""
        return now.astimezone(ZoneInfo(self.customer.zones.split(",", 1)[0]))

    @property
    def currency(self) -> str:
        """The currency of most of the open receivables; never a sum across currencies."""
        counts: dict[str, int] = {}
        for item in self.items:
            counts[item.currency] = counts.get(item.currency, 0) + 1
        return max(sorted(counts), key=counts.__getitem__) if counts else ""

    def stated(self, named: Iterable[int]) -> dict[str, int]:
        """The balances that a text about these receivables states, by id, to compare before it leaves."""
        wanted = set(named)
        return {str(item.id): item.balance for item in self.items if item.id in wanted}

    def balance(self, currency: str) -> int:
        """What is open in `currency`, minor units, disputes included."""
        return sum(item.balance for item in self.items if item.currency == currency)


def gather(office: Office, customers: Collection[int], *, lock: bool = False) -> dict[int, CaseFile]:
    """The case files of `customers` by id; with `lock`, their rows are locked until the transaction ends."""
    # The customers before anything else is read: what bears on them must not change afterwards.
    rows = (_locked_customers if lock else _customers).all(customers)
    cases = {case.customer_id: case for case in _cases.all(customers)}
    files = {row.pk: CaseFile(row, cases.get(row.pk)) for row in rows}
    now = office.now()
    _add_items(files)
    for customer, at in _attempts.all(files, now - LOOK_BACK):
        files[customer].attempts.append(at)
    _add_holds(files, now)
    _add_addresses(office, files)
    return files


@query
def _customers(customers: Any) -> QuerySet[Customer]:
    return Customer.objects.filter(within("pk", customers)).order_by("pk")


@query
def _locked_customers(customers: Any) -> QuerySet[Customer]:
    # No-key: whoever only refers to a customer (a message that comes in) need not wait. On SQLite the
    # transaction itself is the lock.
    rows = Customer.objects.filter(within("pk", customers)).order_by("pk")
    return rows.select_for_update(no_key=True)


@query
def _cases(customers: Any) -> QuerySet[Case]:
    return Case.objects.filter(within("customer_id", customers))


@query
def _items(customers: Any) -> QuerySet[Receivable, tuple[Any, ...]]:
    rows = Receivable.objects.filter(within("customer_id", customers), status="open")
    return rows.order_by("customer_id", "due_day", "id").values_list(
        "customer_id", "id", "number", "due_day", "balance", "currency", "issued_day", "amount", "disputed",
        "step_done",
    )  # fmt: skip


@query
def _attempts(customers: Any, since: Any) -> QuerySet[Attempt, tuple[int, datetime]]:
    rows = Attempt.objects.filter(within("customer_id", customers), counted=True, at__gte=since)
    return rows.values_list("customer_id", "at")


@query
def _open_holds(customers: Any) -> QuerySet[HoldRow, tuple[int, str, int | None, int | None]]:
    rows = HoldRow.objects.filter(within("customer_id", customers), ended_at=None)
    return rows.values_list("customer_id", "kind", "until_day", "receivable_id")


@query
def _open_promises(customers: Any) -> QuerySet[Promise, tuple[int, int, int]]:
    rows = Promise.objects.filter(within("case__customer_id", customers), state="open")
    return rows.order_by("due_day", "id").values_list("case__customer", "due_day", "amount")


@query
def _points(customers: Any) -> QuerySet[ContactPoint, tuple[Any, ...]]:
    rows = ContactPoint.objects.filter(within("customer_id", customers), in_source=True).order_by("id")
    return rows.values_list("customer_id", *_POINT_FIELDS)


@query
def _identities(customers: Any) -> QuerySet[IdentityRow]:
    return IdentityRow.objects.filter(within("customer_id", customers)).order_by("id")


def _add_items(files: dict[int, CaseFile]) -> None:
    for row in _items.plain(files):
        item = Item(*row[1:])
        item.disputed = bool(item.disputed)
        files[row[0]].items.append(item)


def _add_holds(files: dict[int, CaseFile], now: datetime) -> None:
    for customer, kind, until, receivable in _open_holds.all(files):
        day = date.fromordinal(until) if until is not None else None
        files[customer].holds.append(Hold(HoldKind(kind), day, receivable))
    _add_promises_to_compare(files, now)
    for file in files.values():
        if file.customer.data_hold:
            file.holds.append(Hold(HoldKind.DATA))
        if file.customer.excluded:
            file.holds.append(Hold(HoldKind.COLLECTOR))
        file.holds += [Hold(HoldKind.DISPUTE, None, item.id) for item in file.items if item.disputed]
        if file.case and file.case.state == "human":
            file.holds.append(Hold(HoldKind.HUMAN))


def _add_promises_to_compare(files: dict[int, CaseFile], now: datetime) -> None:
    """A promise whose day is over holds on until the ERP has told how it ended."""
    for customer, day, amount in _open_promises.all(files):
        files[customer].promised.append(StandingPromise(date.fromordinal(day), amount))
        if day < files[customer].local(now).date().toordinal():
            files[customer].holds.append(Hold(HoldKind.PROMISE))


_POINT_FIELDS = ("id", "e164", "shared", "consent_on", "blocked", "unreachable")


@dataclass(slots=True)
class _Point:
    """A contact point as the database gives it: whether it is shared and has consent, not since when."""

    id: int
    e164: str
    shared: bool | int
    consent_on: object | None
    blocked: str
    unreachable: int


def _add_addresses(office: Office, files: dict[int, CaseFile]) -> None:
    points: dict[int, list[_Point]] = {}
    for customer, *values in _points.plain(files):
        points.setdefault(customer, []).append(_Point(*values))
    identities: dict[int, list[IdentityRow]] = {}
    for row in _identities.all(files):
        identities.setdefault(row.customer_id or 0, []).append(row)
    now = office.now()
    for key, file in files.items():
        _choose_address(office, file, points.get(key, []), identities.get(key, []), now)


def _choose_address(
    office: Office, file: CaseFile, points: list[_Point], identities: list[IdentityRow], now: datetime
) -> None:
    """Who has written to us from somewhere is reached there; else the number on file, the safest first."""
    consent = bool(office.company.consent_basis) or file.customer.opted_in_at is not None
    known = [row for row in identities if row.linked_at and not row.blocked and row.revoked_at is None]
    usable = [p for p in points if p.e164 and not p.blocked and p.unreachable < GIVE_UP_AFTER]
    if known:
        row = max(known, key=lambda r: (r.last_inbound_at or r.linked_at or now, r.pk))
        file.address = at_identity(row, consent or any(p.consent_on for p in points), now)
    elif usable:
        point = min(usable, key=lambda p: (p.shared, p.consent_on is None, p.id))
        level = Identity.UNKNOWN if point.shared else Identity.ON_FILE
        file.address = Address(
            point.id, None, point.e164.lstrip("+"), "", level, consent or point.consent_on is not None, None
        )
    file.wrong_number = file.address is None and any(p.blocked for p in points)


def at_identity(row: IdentityRow, consent: bool, now: datetime) -> Address:
    """The address of someone who has written to us from there."""
    proved = row.proved_until is not None and row.proved_until > now
    level = Identity.PROVED if proved else Identity.LINKED
    if row.customer_id is None or row.linked_at is None:
        level = Identity.UNKNOWN
    return Address(None, row.pk, row.phone or "", row.bsuid or "", level, consent, row.last_inbound_at)


def in_window(last_inbound: datetime | None, now: datetime) -> bool:
    """Whether the service window is open: 24 hours from the last message that came from there."""
    return last_inbound is not None and now - last_inbound < WINDOW


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What holds for the whole installation at one instant, read once for many questions."""

    erp_as_of: datetime | None
    paused: bool


def question(
    file: CaseFile,
    now: datetime,
    around: Circumstances,
    *,
    purpose: Purpose,
    named: Iterable[int] = (),
    template: str | None = "approved",
    names_facts: bool = True,
    needs_proof: bool = False,
    ignoring: frozenset[HoldKind] = frozenset(),
    opt_out_confirmation: bool = False,
    overridden: frozenset[str] = frozenset(),
) -> ContactQuestion:
    """What the gate is asked about one message to this customer. `ignoring`: holds that this very message
    is about (a promise's own reminder)."""
    address = file.address
    level = address.level if address else Identity.UNKNOWN
    standing = Standing(
        consent=address.consent if address else False,
        opted_out=file.customer.opted_out_at is not None,
        opt_out_confirmation=opt_out_confirmation,
        wrong_number=file.wrong_number,
        identity=level,
        names_facts=names_facts,
        needs_proof=needs_proof,
        holds=tuple(hold for hold in file.holds if hold.kind not in ignoring),
        erp_as_of=around.erp_as_of,
        template=template,
        paused_globally=around.paused,
        window_open=address is not None and in_window(address.last_inbound, now),
        overridden=overridden,
    )
    return ContactQuestion(
        purpose=purpose,
        now=now,
        country=file.customer.country,
        subdivision=file.customer.subdivision or None,
        zones=file.zones,
        contacts=tuple(file.attempts),
        receivables=tuple(named),
        standing=standing,
    )
