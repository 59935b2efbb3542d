"""Contact rules for Bolivia (BO): no hours in force, so caution only."""

from __future__ import annotations

from datetime import time

from puntual.domain.rulebook import Confidence, ContactHours, Layer

from .industry import MONDAY_TO_FRIDAY, book, own_caution, source

_CAUTION = source(
    "Puntual's own caution; Ley 393, art. 74 and Ley 453 ask for fair treatment only", Confidence.LOW
)

RULEBOOK = book(
    "BO",
    timezone="America/La_Paz",
    rules=(
        ContactHours("bo.weekday_hours", Layer.CAUTION, MONDAY_TO_FRIDAY, time(8), time(20), _CAUTION),
        *own_caution("bo"),
    ),
    unsure=("No numeric rule was found; Saturdays are closed by caution.",),
)
