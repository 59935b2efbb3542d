"""Contact rules for Panama (PA): a bill only, read as if it were law."""

from __future__ import annotations

from datetime import time

from puntual.domain.rulebook import Confidence, ContactHours, Layer

from .industry import MONDAY_TO_FRIDAY, SATURDAY, book, own_caution, source

_BILL = source("Proyecto de Ley 306 / Anteproyecto 89 (2025), not enacted, by caution", Confidence.LOW)

RULEBOOK = book(
    "PA",
    timezone="America/Panama",
    rules=(
        ContactHours("pa.weekday_hours", Layer.CAUTION, MONDAY_TO_FRIDAY, time(8), time(18), _BILL),
        ContactHours("pa.saturday_hours", Layer.CAUTION, SATURDAY, time(8), time(15), _BILL),
        *own_caution("pa"),
    ),
    unsure=("The bill of August 2025 was not found enacted; its hours are kept as caution.",),
)
