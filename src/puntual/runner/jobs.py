"""What has to be done again and again, as plain functions over the Office."""

from __future__ import annotations

import logging
from datetime import datetime, time

from puntual.casework import (
    converse,
    deliver,
    listen,
    plan_day,
    receive,
    sync_portfolio,
    templates,
    timers,
    unsettled,
)
from puntual.casework.office import Office
from puntual.casework.seal import seal
from puntual.store.models import Switch

from .schedule import due_slot

log = logging.getLogger(__name__)


def work_through(office: Office) -> int:
    """One round over everything that may be due; returns how much was done, 0 when idle."""
    done = 0
    while taken := receive.drain(office):
        done += taken
    done += converse.answer(office)
    done += timers.fire(office)
    report = deliver.deliver(office)
    return done + report.sent + report.unknown + report.rejected


def keep_house(office: Office) -> None:
    """Send to review what stayed unknown, delete old recordings, write the journal's heads outside the database."""
    unsettled.reconcile(office)
    listen.let_go(office)
    listen.purge(office)
    seal(office)


def run_due(office: Office, sync_at: tuple[time, ...], plan_at: tuple[time, ...]) -> list[str]:
    """Run the daily jobs whose time has come, the plan after what it rests on; returns their names."""
    ran = []
    jobs = (("templates", sync_at, _templates), ("sync", sync_at, _sync), ("plan", plan_at, _plan))
    for name, times, job in jobs:
        if _claim_slot(office, name, times):
            log.info("job started", extra={"action": "job_started", "job": name})
            job(office)
            ran.append(name)
    return ran


def _claim_slot(office: Office, name: str, times: tuple[time, ...]) -> bool:
    """Whether this process got the slot: the row changes only from the value that was seen."""
    row, _ = Switch.objects.get_or_create(name=f"schedule:{name}")
    last = datetime.fromisoformat(row.value) if row.value else None
    slot = due_slot(office.local(office.company.zone), times, last)
    if slot is None:
        return False
    return bool(
        Switch.objects.filter(name=row.name, value=row.value).update(
            value=slot.isoformat(), since=office.now()
        )
    )


def _templates(office: Office) -> None:
    try:
        report = templates.refresh(office)
    except ValueError as error:
        log.warning("templates not read", extra={"action": "templates_not_read"})
        templates.tell_unread(office, str(error))
        return
    log.info("templates read", extra={"action": "templates_read", "lacking": len(report.lacking)})


def _sync(office: Office) -> None:
    report = sync_portfolio.sync(office)
    log.info("sync ended", extra={"action": "sync_ended", "state": report.state, **report.counts})


def _plan(office: Office) -> None:
    report = plan_day.plan(office)
    log.info(
        "plan ended", extra={"action": "plan_ended", "queued": report.queued, "looked_at": report.looked_at}
    )
