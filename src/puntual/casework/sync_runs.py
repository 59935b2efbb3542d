"""The readings of the ERP that ended well."""

from __future__ import annotations

from puntual.store.models import SyncRun

from .office import Office


def as_of(office: Office) -> SyncRun | None:
    """The last run that ended well: what planning and answers may rely on."""
    return SyncRun.objects.filter(state="done").order_by("-id").first()
