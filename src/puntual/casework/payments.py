"""What the ERP shows as paid settles claims and promises; nothing is ever paid on the customer's word."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from puntual.domain.contact import HoldKind, Purpose
from puntual.domain.facts import Reason, Say
from puntual.rules.promise import PromiseEnd, ended, paid_since, promised
from puntual.store.journal import Work, work
from puntual.store.models import Claim, OutboundMessage, Promise, Receivable, SyncRun
from puntual.store.statements import query, save_fields, within
from puntual.wording.types import MessageType

from .apply import end_holds, hold
from .case_file import CaseFile, gather
from .cases import cancel_queued, look_again_on
from .converse import follow
from .hand_over import escalate
from .office import Office

# Banks post in the night: data read before this hour of the next day proves nothing about the day before.
POSTED_BY = time(5, 0)
SLICE = 500
_KEPT = re.compile(r"/promise(\d+)/kept$")
_WITHDRAWN = frozenset({"cancelled", "draft"})


def settle_after_sync(office: Office) -> None:
    """Close the claims and promises that the fresh balances already answer.

    All that are open are looked at, whatever this sync changed: one that died before this left them so.
    """
    take_back_thanks(office)
    wanted = _with_money_in(Claim.objects.filter(state="open"))
    wanted |= _with_money_in(Promise.objects.filter(state="open"))
    for key in sorted(wanted):
        with work(office.now()) as unit:
            file = gather(office, [key], lock=True)[key]
            assert file.case is not None
            for claim in _open_claims.all(file.case.pk):
                settle_claim(office, unit, file, claim)
            for promise in _open_promises.all(file.case.pk):
                if _outcome(promise)[0] is PromiseEnd.KEPT:
                    end_promise(office, unit, file, promise)


@query
def _open_claims(case: Any) -> QuerySet[Claim]:
    return Claim.objects.filter(case=case, state="open")


@query
def _open_promises(case: Any) -> QuerySet[Promise]:
    return Promise.objects.filter(case=case, state="open").order_by("due_day")


@query
def _open_balances(keys: Any) -> QuerySet[Receivable, tuple[int, int]]:
    return Receivable.objects.filter(within("pk", keys), status="open").values_list("pk", "balance")


@query
def _statuses(keys: Any) -> QuerySet[Receivable, tuple[int, str]]:
    return Receivable.objects.filter(within("pk", keys)).values_list("pk", "status")


def take_back_thanks(office: Office) -> None:
    """A payment that is no longer in the books is not thanked for: half a file was read, and now it is whole.

    What waits in the outbox is cancelled, and the promise is open again.
    """
    queued = OutboundMessage.objects.filter(state="queued", kind=MessageType.PROMISE_KEPT_THANKS.value)
    for customer, obligation in list(queued.values_list("customer", "obligation")):
        found = _KEPT.search(obligation)
        promise = Promise.objects.filter(pk=int(found.group(1)), state="kept").first() if found else None
        if promise is not None and _outcome(promise)[0] is not PromiseEnd.KEPT:
            with work(office.now()) as unit:
                file = gather(office, [customer], lock=True)[customer]
                _reopen(office, unit, file, promise)


def _reopen(office: Office, unit: Work, file: CaseFile, promise: Promise) -> None:
    assert file.case is not None
    kinds = (MessageType.PROMISE_KEPT_THANKS.value,)
    cancel_queued(unit, file.case, "product.changed", "the payment is no longer in the books", kinds=kinds)
    promise.state, promise.paid, promise.ended_at = "open", 0, None
    save_fields(promise, "state", "paid", "ended_at")
    hold(office, unit, file, HoldKind.PROMISE, promise.due_day)
    file.case.next_step_on = max(promise.due_day + 1, file.case.next_step_on or 0)
    save_fields(file.case, "next_step_on")
    unit.record("PromiseReopened", file.customer.pk, promise=promise.pk)


def _with_money_in(rows: QuerySet[Claim] | QuerySet[Promise]) -> set[int]:
    """The customers of those whose baseline has fallen."""
    found: set[int] = set()
    told = rows.order_by("pk").values_list("case__customer", "baseline").iterator(chunk_size=SLICE)
    while part := list(islice(told, SLICE)):
        ids = {int(key) for _, baseline in part for key in baseline}
        balances = {str(key): balance for key, balance in _open_balances.all(ids)}
        for customer, baseline in part:
            if any(balances.get(key, 0) < before for key, before in baseline.items()):
                found.add(customer)
    return found


def settle_claim(office: Office, unit: Work, file: CaseFile, claim: Claim) -> bool:
    """Whether the ERP bears the claim out; then it is closed and the customer thanked."""
    paid = _paid(_owed(claim.baseline))
    if paid <= 0 or not _borne_out(file, claim, paid):
        return False
    claim.state, claim.closed_at = "found", office.now()
    claim.save(update_fields=["state", "closed_at"])
    end_holds(office, unit, file.customer.pk, HoldKind.CLAIM)
    unit.record("ClaimFound", file.customer.pk, claim=claim.pk, paid=paid)
    say = Say(MessageType.PAYMENT_THANKS.value, Purpose.PUSH, paid=paid, currency=claim.currency)
    follow(office, unit, file, say, f"claim{claim.pk}/thanks")
    _resume(office, file)
    return True


def _borne_out(file: CaseFile, claim: Claim, paid: int) -> bool:
    """The amount named came in; or, where none was named, all that was due when they said it is settled."""
    if claim.amount is not None:
        return ended(claim.amount, paid) is PromiseEnd.KEPT
    said_on = file.local(claim.claimed_at).date().toordinal()
    rows = Receivable.objects.filter(pk__in=[int(key) for key in claim.baseline])
    days = dict(rows.values_list("pk", "due_day"))
    still_open = {item.id for item in file.items}
    due = {key for key, day in days.items() if day <= said_on}
    about = due or {key for key, day in days.items() if day == min(days.values())}
    return not about & still_open


def claim_not_found(office: Office, unit: Work, file: CaseFile, claim: Claim) -> None:
    """The clearing time is over and fresh data does not show it: a person looks, nobody chases."""
    claim.state, claim.closed_at = "not_found", office.now()
    claim.save(update_fields=["state", "closed_at"])
    unit.record("ClaimNotFound", file.customer.pk, claim=claim.pk)
    escalate(office, unit, file, Reason.CLAIM_NOT_FOUND)


def data_covers(office: Office, run: SyncRun | None, day: int, zone: str) -> bool:
    """Whether the ERP was read after the end of `day` (and of its bank postings), on the customer's clock."""
    if run is None:
        return False
    over = datetime.combine(date.fromordinal(day) + timedelta(days=1), POSTED_BY, ZoneInfo(zone))
    return run.started_at >= over


def _still_owed(promise: Promise) -> bool:
    """False when the ERP has withdrawn everything that the promise was about: nothing is left to keep."""
    known = _statuses.all([int(key) for key in promise.baseline])
    return any(status not in _WITHDRAWN for _, status in known)


def _cancel(office: Office, unit: Work, file: CaseFile, promise: Promise) -> None:
    promise.state, promise.ended_at = "cancelled", office.now()
    save_fields(promise, "state", "ended_at")
    unit.record("PromiseEnded", file.customer.pk, promise=promise.pk, end="cancelled", paid=0)
    _release(office, unit, file, promise)
    _resume(office, file)


def _release(office: Office, unit: Work, file: CaseFile, promise: Promise) -> None:
    """The hold ends with the last promise."""
    if not _open_promises.all(promise.case_id):
        end_holds(office, unit, file.customer.pk, HoldKind.PROMISE)
        file.holds = [hold for hold in file.holds if hold.kind is not HoldKind.PROMISE]


def end_promise(office: Office, unit: Work, file: CaseFile, promise: Promise) -> PromiseEnd | None:
    """Compare with the ERP and act on it: thank, state the new balance, or follow up once.

    None when what was promised is not owed any more.
    """
    if not _still_owed(promise):
        _cancel(office, unit, file, promise)
        return None
    end, paid = _outcome(promise)
    promise.state, promise.paid, promise.ended_at = end.value, paid, office.now()
    save_fields(promise, "state", "paid", "ended_at")
    unit.record("PromiseEnded", file.customer.pk, promise=promise.pk, end=end.value, paid=paid)
    _release(office, unit, file, promise)
    match end:
        case PromiseEnd.KEPT:
            _thank(office, unit, file, promise, paid)
        case PromiseEnd.PARTLY_KEPT:
            _state_new_balance(office, unit, file, promise, paid)
        case PromiseEnd.BROKEN:
            _broken(office, unit, file, promise)
    _resume(office, file)
    return end


def _outcome(promise: Promise) -> tuple[PromiseEnd, int]:
    base = _owed(promise.baseline)
    paid = _paid(base)
    return ended(promised(promise.amount, base), paid), paid


def _owed(baseline: dict[str, int]) -> dict[int, int]:
    """The baseline less what the ERP has withdrawn since: a cancelled invoice is neither owed nor paid."""
    minor = {int(key): balance for key, balance in baseline.items()}
    for key, status in _statuses.all(minor):
        if status in _WITHDRAWN:
            del minor[key]
    return minor


def _paid(base: dict[int, int]) -> int:
    """What came in since, on the receivables of a baseline that are still owed or were paid."""
    return paid_since(base, dict(_open_balances.all(base)))


def _named(file: CaseFile) -> tuple[int, ...]:
    return tuple(item.id for item in file.items if not item.disputed)


def _thank(office: Office, unit: Work, file: CaseFile, promise: Promise, paid: int) -> None:
    say = Say(MessageType.PROMISE_KEPT_THANKS.value, Purpose.PUSH, paid=paid, currency=promise.currency)
    follow(office, unit, file, say, f"promise{promise.pk}/kept")


def _state_new_balance(office: Office, unit: Work, file: CaseFile, promise: Promise, paid: int) -> None:
    say = Say(
        MessageType.PROMISE_PARTLY_KEPT.value,
        Purpose.PUSH,
        named=_named(file),
        promise_on=date.fromordinal(promise.due_day),
        promise_amount=promise.amount,
        paid=paid,
        currency=promise.currency,
    )
    follow(office, unit, file, say, f"promise{promise.pk}/partly")


def _broken(office: Office, unit: Work, file: CaseFile, promise: Promise) -> None:
    """One follow-up, more urgency; the second broken promise is for a person."""
    case = file.case
    assert case is not None
    case.broken_promises += 1
    case.priority = 1
    save_fields(case, "broken_promises", "priority")
    if case.broken_promises >= office.policy.max_broken_promises:
        escalate(office, unit, file, Reason.BROKEN_PROMISES)
        return
    say = Say(
        MessageType.PROMISE_BROKEN_FOLLOW_UP.value,
        Purpose.PUSH,
        named=_named(file),
        promise_on=date.fromordinal(promise.due_day),
        promise_amount=promise.amount,
        currency=promise.currency,
    )
    follow(office, unit, file, say, f"promise{promise.pk}/broken")


def _resume(office: Office, file: CaseFile) -> None:
    case = file.case
    assert case is not None
    if case.state == "open":
        today = file.local(office.now()).date().toordinal()
        case.next_step_on = look_again_on(office, file, today)
        # The follow-up about the promise is this day's contact; the cadence goes on from tomorrow.
        if case.next_step_on is not None:
            case.next_step_on = max(case.next_step_on, today + 1)
        save_fields(case, "next_step_on")
