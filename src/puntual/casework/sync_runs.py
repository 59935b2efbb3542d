"""The readings of the ERP that ended well."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from puntual.store.models import SyncRun
from puntual.store.statements import query

from .office import Office


@query
def _last_that_ended_well() -> QuerySet[SyncRun]:
    return SyncRun.objects.filter(state="done").order_by("-id")[:1]


def as_of(office: Office) -> SyncRun | None:
    """The last run that ended well: what planning and answers may rely on."""
    return _last_that_ended_well.first()


def data_of(office: Office) -> datetime | None:
    """When the reading began that planning and answers may rely on."""
    run = as_of(office)
    return run.started_at if run else None
