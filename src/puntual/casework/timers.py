"""Timers: what was set for an instant fires once, or is skipped with its reason."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from puntual.domain.contact import Purpose
from puntual.domain.facts import Say, TimerKind
from puntual.store.journal import Work, work
from puntual.store.models import Claim, Promise, SyncRun, Timer
from puntual.store.statements import Query, query, save_fields
from puntual.wording.types import MessageType

from .case_file import CaseFile, gather
from .office import Office
from .outbox import Skipped, queue_say
from .payments import claim_not_found, data_covers, end_promise, settle_claim
from .sync_runs import as_of, data_of

log = logging.getLogger(__name__)
# No fresh ERP data yet: look again soon, a promise is never judged on old balances.
LOOK_AGAIN = timedelta(hours=1)
# A reminder for the promised afternoon is of no use the next morning.
REMINDER_GRACE = timedelta(hours=4)


def fire(office: Office, *, limit: int = 200) -> int:
    """Fire what is due; returns how many timers ended."""
    due = _due(limit).all(office.now())
    run = as_of(office)
    early = {pk for pk, _, *timer in due if _too_early(office, run, *timer)}
    if early:
        Timer.objects.filter(pk__in=early, state="waiting").update(due_at=office.now() + LOOK_AGAIN)
    return sum(_fire_safely(office, pk, customer) for pk, customer, *_ in due if pk not in early)


@cache
def _due(limit: int) -> Query[tuple[int, int, str, str, str, str]]:
    @query
    def rows(now: Any) -> QuerySet[Timer, tuple[int, int, str, str, str, str]]:
        due = Timer.objects.filter(state="waiting", due_at__lte=now).order_by("due_at", "id")
        return due.values_list("pk", "case__customer", "kind", "key", "local", "zone")[:limit]

    return rows


@query
def _waiting(key: Any) -> QuerySet[Timer]:
    return Timer.objects.filter(pk=key, state="waiting").select_for_update(no_key=True)


def _too_early(office: Office, run: SyncRun | None, kind: str, key: str, local: str, zone: str) -> bool:
    """Whether a promise or a claim would be judged on data from before its time was over.

    Seen without opening the case, because the answer stays the same until the next sync.
    """
    match TimerKind(kind):
        case TimerKind.PROMISE_CHECK:
            return not data_covers(office, run, _day_of(key).toordinal(), zone)
        case TimerKind.CLAIM_CHECK:
            cleared = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))
            return run is None or run.started_at < cleared
        case TimerKind.PROMISE_REMINDER:
            return False


def _fire_safely(office: Office, key: int, customer: int) -> bool:
    """One that raises is tried again later; the others go on."""
    try:
        return _fire_one(office, key, customer)
    except Exception:
        log.exception("timer failed", extra={"action": "timer_failed", "timer": key})
        Timer.objects.filter(pk=key, state="waiting").update(due_at=office.now() + LOOK_AGAIN)
        return False


def _fire_one(office: Office, key: int, customer: int) -> bool:
    with work(office.now()) as unit:
        file = gather(office, [customer], lock=True)[customer]
        # Claimed by its state: whoever else saw it due finds it ended.
        timer = _waiting.first(key)
        if timer is None:
            return False
        match TimerKind(timer.kind):
            case TimerKind.PROMISE_REMINDER:
                reason = _remind(office, unit, file, timer)
            case TimerKind.PROMISE_CHECK:
                reason = _check_promise(office, unit, file, timer)
            case TimerKind.CLAIM_CHECK:
                reason = _check_claim(office, unit, file, timer)
        _end(office, unit, file, timer, reason)
        return True


def _end(office: Office, unit: Work, file: CaseFile, timer: Timer, reason: str) -> None:
    timer.state, timer.reason, timer.ended_at = ("skipped" if reason else "fired"), reason[:200], office.now()
    save_fields(timer, "state", "reason", "ended_at")
    unit.record(
        "TimerSkipped" if reason else "TimerFired", file.customer.pk, timer=timer.kind, reason=reason or None
    )


def _promise_of(timer: Timer) -> Promise | None:
    """The open promise that the timer was set for, by its day."""
    day = _day_of(timer.key).toordinal()
    return _promise_for.first(timer.case_id, day)


@query
def _promise_for(case: Any, day: Any) -> QuerySet[Promise]:
    return Promise.objects.filter(case=case, state="open", due_day=day).order_by("pk")[:1]


def _day_of(key: str) -> date:
    """The promised day, which ends the timer's key."""
    return date.fromisoformat(key.rsplit("/", 1)[1])


def _remind(office: Office, unit: Work, file: CaseFile, timer: Timer) -> str:
    promise = _promise_of(timer)
    if promise is None:
        return "the promise is no longer open"
    if office.now() - timer.due_at > REMINDER_GRACE:
        return "too late for a reminder"
    say = Say(
        MessageType.PROMISE_REMINDER.value,
        Purpose.PUSH,
        named=_still_open(promise, file),
        promise_on=date.fromordinal(promise.due_day),
        # Who promised everything is reminded of what is left of it; else of the amount that they named.
        promise_amount=None if promise.amount == sum(promise.baseline.values()) else promise.amount,
        currency=promise.currency,
    )
    key = f"promise{promise.pk}/reminder"
    queued = queue_say(office, unit, file, say, key, erp_as_of=data_of(office))
    return f"{queued.rule}: {queued.reason}" if isinstance(queued, Skipped) else ""


def _still_open(promise: Promise, file: CaseFile) -> tuple[int, ...]:
    """The receivables that the promise was about and that are not paid; never one that came after it."""
    return tuple(item.id for item in file.items if str(item.id) in promise.baseline and not item.disputed)


def _check_promise(office: Office, unit: Work, file: CaseFile, timer: Timer) -> str:
    promise = _promise_of(timer)
    if promise is None:
        return "the promise is no longer open"
    end_promise(office, unit, file, promise)
    return ""


def _check_claim(office: Office, unit: Work, file: CaseFile, timer: Timer) -> str:
    claim = _open_claim(timer)
    if claim is None:
        return "the claim is no longer open"
    if not settle_claim(office, unit, file, claim):
        claim_not_found(office, unit, file, claim)
    return ""


def _open_claim(timer: Timer) -> Claim | None:
    number = int(timer.key.rsplit("/claim", 1)[1])
    return Claim.objects.filter(pk=number, state="open").first()
