"""Take over what happened before Puntual: opt-ins, opt-outs, exclusions, promises, disputes, contacts.

Without it the caps of the first month are wrong and people are written to whom the team had left alone.
Each row is taken over once; a second run of the same files changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import assert_never
from zoneinfo import ZoneInfo

from django.db.models import Q

from puntual.domain.contact import HoldKind
from puntual.domain.record import (
    DisputeSeen,
    ExclusionSeen,
    GoLiveSeen,
    OptInSeen,
    OptOutSeen,
    PastContactSeen,
    PromiseSeen,
)
from puntual.rules.conversation.promise import promise_timers
from puntual.rules.phones import normalise
from puntual.store.journal import Work, work
from puntual.store.models import Attempt, ContactPoint, Customer, Dispute, IdentityRow, Promise, Receivable

from .apply import baseline, hold, set_timer
from .case_file import CaseFile, gather
from .office import Office

# Contacts made by other means carry only a date; noon puts them on that date in every zone.
MIDDAY = time(12, 0)


@dataclass(slots=True)
class ImportReport:
    """Rows taken over by kind, and those that name nobody we know: (kind, row in the file)."""

    taken: dict[str, int] = field(default_factory=dict)
    known_already: int = 0
    unmatched: list[tuple[str, int]] = field(default_factory=list)


def take_over(office: Office, rows: Sequence[GoLiveSeen]) -> ImportReport:
    """Store what the files say. Run `sync` first: rows are matched to customers by the ERP's key."""
    report = ImportReport()
    for row in rows:
        with work(office.now(), "import") as unit:
            kind = type(row).__name__.removesuffix("Seen").lower()
            done = _take_one(office, unit, row)
            if done is None:
                report.unmatched.append((kind, row.row))
            elif done:
                report.taken[kind] = report.taken.get(kind, 0) + 1
            else:
                report.known_already += 1
    return report


def _take_one(office: Office, unit: Work, row: GoLiveSeen) -> bool | None:
    """True when taken over, False when it stood already, None when it matches nobody."""
    phone = row.phone if isinstance(row, OptInSeen | OptOutSeen) else ""
    customers = _customers(office, row.customer, phone)
    if not customers and isinstance(row, OptOutSeen):
        return _remember_opt_out(office, unit, row)
    if not customers:
        return None
    done = [_take_for(office, unit, customer, row) for customer in customers]
    return any(done) if any(one is not None for one in done) else None


def _customers(office: Office, key: str, phone: str) -> list[Customer]:
    if key:
        return list(Customer.objects.filter(key=key))
    e164 = normalise(phone, office.company.country).e164
    return list(Customer.objects.filter(contact_points__e164=e164).distinct()) if e164 else []


def _take_for(office: Office, unit: Work, customer: Customer, row: GoLiveSeen) -> bool | None:
    match row:
        case OptInSeen():
            return _opt_in(unit, customer, row)
        case OptOutSeen():
            return _opt_out(office, unit, customer, row)
        case ExclusionSeen():
            return _exclude(unit, customer, row)
        case PromiseSeen():
            return _promise(office, unit, customer, row)
        case DisputeSeen():
            return _dispute(office, unit, customer, row)
        case PastContactSeen():
            return _contact(unit, customer, row)
        case _:
            assert_never(row)


def _opt_in(unit: Work, customer: Customer, row: OptInSeen) -> bool | None:
    """The newest consent of a number stands, whatever the order of the rows."""
    points = ContactPoint.objects.filter(customer=customer)
    if row.phone:
        e164 = normalise(row.phone, customer.country).e164
        points = points.filter(e164=e164) if e164 else points.filter(raw=row.phone)
    if not points.exists():
        return None
    older = Q(consent_on=None) | Q(consent_on__lt=row.on)
    if row.evidence:
        older |= Q(consent_on=row.on, consent_evidence="")
    changed = points.filter(older).update(consent_on=row.on, consent_evidence=row.evidence[:300])
    if changed:
        unit.record("OptInImported", customer.pk, on=row.on.isoformat())
    return bool(changed)


def _opt_out(office: Office, unit: Work, customer: Customer, row: OptOutSeen) -> bool:
    if customer.opted_out_at is not None or customer.opted_in_at is not None:
        return False
    customer.opted_out_at = _midday(row.on, customer) if row.on else office.now()
    customer.save(update_fields=["opted_out_at"])
    unit.record("OptOutImported", customer.pk)
    return True


def _remember_opt_out(office: Office, unit: Work, row: OptOutSeen) -> bool | None:
    """A phone that no customer has yet: whoever comes with it later is not written to either."""
    e164 = normalise(row.phone, office.company.country).e164
    if e164 is None:
        return None
    identity, _ = IdentityRow.objects.get_or_create(phone=e164.lstrip("+"))
    if identity.opted_out_at is not None:
        return False
    identity.opted_out_at = office.now()
    identity.save(update_fields=["opted_out_at"])
    unit.record("OptOutImported", None, identity=identity.pk)
    return True


def _exclude(unit: Work, customer: Customer, row: ExclusionSeen) -> bool:
    reason = row.reason[:300] or "on the exclusion list"
    if customer.excluded == reason:
        return False
    customer.excluded = reason
    customer.save(update_fields=["excluded"])
    unit.record("CustomerExcluded", customer.pk)
    return True


def _file(office: Office, customer: Customer) -> CaseFile | None:
    file = gather(office, [customer.pk], lock=True)[customer.pk]
    return file if file.case is not None else None


def _promise(office: Office, unit: Work, customer: Customer, row: PromiseSeen) -> bool | None:
    file = _file(office, customer)
    if file is None or file.case is None:
        return None
    day = row.due.toordinal()
    if Promise.objects.filter(case=file.case, due_day=day).exists():
        return False
    base = baseline(file)
    amount = sum(base.values()) if row.amount is None else row.amount
    Promise.objects.create(
        case=file.case, amount=amount, currency=row.currency, due_day=day, made_at=office.now(),
        baseline=base, source="import",
    )  # fmt: skip
    hold(office, unit, file, HoldKind.PROMISE, day)
    _set_check(office, unit, file, row.due)
    unit.record("PromiseImported", customer.pk, due=row.due.isoformat(), amount=row.amount)
    return True


def _set_check(office: Office, unit: Work, file: CaseFile, due: date) -> None:
    for timer in promise_timers(file.local(office.now()), due, office.policy):
        set_timer(office, unit, file, timer)


def _dispute(office: Office, unit: Work, customer: Customer, row: DisputeSeen) -> bool | None:
    file = _file(office, customer)
    if file is None or file.case is None:
        return None
    contested = Receivable.objects.filter(customer=customer, status="open")
    if row.number:
        contested = contested.filter(number=row.number)
    if not contested:
        return None
    fresh = [item for item in contested if not item.disputed]
    for item in fresh:
        Dispute.objects.create(case=file.case, receivable=item, reason=row.reason, opened_at=office.now())
        unit.record("DisputeImported", customer.pk, receivable=item.pk)
    contested.update(disputed=True)
    return bool(fresh)


def _contact(unit: Work, customer: Customer, row: PastContactSeen) -> bool:
    at = _midday(row.on, customer)
    _, created = Attempt.objects.get_or_create(
        customer=customer, at=at, channel=row.channel[:20] or "import", outbound=None
    )
    if created:
        unit.record("ContactImported", customer.pk, on=row.on.isoformat())
    return created


def _midday(day: date, customer: Customer) -> datetime:
    zone = ZoneInfo(customer.zones.split(",", 1)[0])
    return datetime.combine(day, MIDDAY, zone).astimezone(UTC)
