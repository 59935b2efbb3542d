"""Contact rules for Costa Rica (CR): no hours in force, so caution only."""

from __future__ import annotations

from datetime import time

from puntual.domain.rulebook import Confidence, ContactHours, Layer

from .industry import MONDAY_TO_FRIDAY, book, own_caution, source

_CAUTION = source(
    "Puntual's own caution; Ley 7472 and D.E. 43270-MEIC ask for fair conduct only", Confidence.LOW
)

RULEBOOK = book(
    "CR",
    timezone="America/Costa_Rica",
    rules=(
        ContactHours("cr.weekday_hours", Layer.CAUTION, MONDAY_TO_FRIDAY, time(8), time(18), _CAUTION),
        *own_caution("cr"),
    ),
    unsure=(
        "Bill 23.927 would bar contacts out of office hours; it was not found enacted, its hours are kept.",
    ),
)
