"""Daily slots, with catch-up: what was missed while the machine was off runs once at the next start."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

# A slot that was missed for longer than this is not made up for: the next one is near.
CATCH_UP = timedelta(hours=20)


def due_slot(now: datetime, times: Sequence[time], last: datetime | None) -> datetime | None:
    """The latest daily slot that has come and was not run yet, or None.

    now: the company's wall time, aware. last: the slot that ran last, aware. Several missed slots give one
    run, that of the newest: a backlog is never worked off in a burst.
    """
    slots = [
        datetime.combine(now.date() - timedelta(days=back), at, now.tzinfo) for at in times for back in (0, 1)
    ]
    come = [slot for slot in slots if slot <= now and now - slot <= CATCH_UP]
    newest = max(come, default=None)
    return newest if newest is not None and (last is None or newest > last) else None
