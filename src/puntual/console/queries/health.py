"""Is the installation well: last sync, queues, messages of unknown fate, how fresh the journal is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Count, Q

from puntual.store.models import (
    Escalation,
    Finding,
    InboundMessage,
    JournalEntry,
    Notice,
    OutboundMessage,
    Switch,
    SyncRun,
)

NOTICES_SHOWN = 5
_OPEN_STATES = ("queued", "sending", "unknown", "review")


@dataclass(frozen=True, slots=True)
class Health:
    """What the footer and the header tell on every page. Ages are left to the page: it knows the time."""

    last_sync: SyncRun | None
    good_sync_at: datetime | None
    queued: int
    unknown: int
    review: int
    inbound_new: int
    journal_at: datetime | None
    escalations: int
    findings: int
    pause: Switch | None
    stopped: tuple[Switch, ...]
    notices: tuple[Notice, ...]
    notice_count: int


def health() -> Health:
    """The state of the whole installation, in a handful of indexed statements."""
    states = OutboundMessage.objects.filter(state__in=_OPEN_STATES).aggregate(
        queued=Count("id", filter=Q(state__in=("queued", "sending"))),
        unknown=Count("id", filter=Q(state="unknown")),
        review=Count("id", filter=Q(state="review")),
    )
    unseen = Notice.objects.filter(seen_at=None)
    notices = tuple(unseen.order_by("-at")[: NOTICES_SHOWN + 1])
    switches = {row.name: row for row in Switch.objects.filter(on=True)}
    return Health(
        last_sync=SyncRun.objects.order_by("-id").first(),
        good_sync_at=_good_sync_at(),
        queued=states["queued"],
        unknown=states["unknown"],
        review=states["review"],
        inbound_new=InboundMessage.objects.filter(state="new").count(),
        journal_at=_journal_at(),
        escalations=Escalation.objects.exclude(state="closed").count(),
        findings=Finding.objects.filter(resolved_at=None).count(),
        pause=switches.get("pause"),
        stopped=tuple(switches[name] for name in ("planning", "control", "sender") if name in switches),
        notices=notices[:NOTICES_SHOWN],
        notice_count=len(notices) if len(notices) <= NOTICES_SHOWN else unseen.count(),
    )


def _good_sync_at() -> datetime | None:
    run = SyncRun.objects.filter(state="done").order_by("-id").first()
    return run.finished_at if run else None


def _journal_at() -> datetime | None:
    last = JournalEntry.objects.order_by("-id").values_list("at", flat=True).first()
    return datetime.fromisoformat(last).astimezone(UTC) if last else None
