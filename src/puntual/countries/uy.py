"""Contact rules for Uruguay (UY): no hours in force, so caution only."""

from __future__ import annotations

from datetime import time

from puntual.domain.rulebook import Confidence, ContactHours, Layer

from .industry import MONDAY_TO_FRIDAY, book, own_caution, source

_CAUTION = source("Puntual's own caution; Ley 17.250 and a voluntary BCU guide give no hours", Confidence.LOW)

RULEBOOK = book(
    "UY",
    timezone="America/Montevideo",
    rules=(
        ContactHours("uy.weekday_hours", Layer.CAUTION, MONDAY_TO_FRIDAY, time(8), time(20), _CAUTION),
        *own_caution("uy"),
    ),
    unsure=(
        "Bills on the treatment of those who owe were pending in 2025; Saturdays are closed until settled.",
    ),
)
