"""Contact rules for Peru (PE): Ley 29571 arts. 61 and 62."""

from __future__ import annotations

from datetime import time

from puntual.domain.rulebook import ClosedDays, Confidence, ContactHours, Layer

from .industry import MONDAY_TO_FRIDAY, book, own_caution, source

_ACT = source("Ley 29571, art. 62", Confidence.HIGH)

RULEBOOK = book(
    "PE",
    timezone="America/Lima",
    rules=(
        ContactHours("pe.weekday_hours", Layer.LAW, MONDAY_TO_FRIDAY, time(7), time(20), _ACT),
        ClosedDays("pe.closed_days", Layer.LAW, _ACT),
        *own_caution("pe"),
    ),
    unsure=("Art. 62 names visits and calls; it is read to bind WhatsApp messages too.",),
)
