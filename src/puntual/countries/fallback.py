"""Contact rules for a country that has no file here ("*"): stricter than every row that we know.

It has no zone of its own (empty `timezone`): the offset that the instant came with is the local time.
"""

from __future__ import annotations

from datetime import time

from puntual.domain.rulebook import Confidence, ContactHours, Layer

from .industry import MONDAY_TO_FRIDAY, book, own_caution, source

_STRICTEST = source("Puntual's own caution for a country without a rulebook", Confidence.LOW)

RULEBOOK = book(
    "*",
    timezone="",
    languages=("es", "en"),
    rules=(
        ContactHours(
            "fallback.weekday_hours", Layer.CAUTION, MONDAY_TO_FRIDAY, time(9), time(18), _STRICTEST
        ),
        *own_caution("fallback", week=1, gap=3),
    ),
    unsure=("Nothing was read for this country; the strictest values of all rulebooks bind.",),
)
