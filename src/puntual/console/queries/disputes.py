"""What a person may do about a dispute now."""

from __future__ import annotations

from django.db.models import Prefetch

from puntual.casework.people import Ruling
from puntual.store.models import Dispute

_UNDECIDED = ("open", Ruling.UPHELD.value)


def can_settle(row: Dispute) -> bool:
    """It is open, or the customer was right and the ERP shows no credit note yet."""
    return row.state in _UNDECIDED


def can_reopen(row: Dispute) -> bool:
    """A person settled it, and what it is about is still open."""
    return row.state in list(Ruling) and (row.receivable is None or row.receivable.status == "open")


def undecided_of_case() -> Prefetch[str]:
    """Fetches `undecided` for the cases of queue entries: their disputes that wait for a person."""
    rows = Dispute.objects.filter(state="open").select_related("receivable").order_by("opened_at", "id")
    return Prefetch("case__disputes", queryset=rows, to_attr="undecided")
