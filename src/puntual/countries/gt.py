"""Contact rules for Guatemala (GT)."""

from __future__ import annotations

from datetime import time

from puntual.domain.rulebook import CapPer, ClosedDays, Confidence, ContactCap, ContactHours, Layer

from .industry import MONDAY_TO_FRIDAY, book, own_caution, source

_CARDS = source("Decreto 2-2024, art. 41", Confidence.MEDIUM)
_BANKS = source("Decreto 28-2016 (Ley de Bancos, art. 46 bis)", Confidence.MEDIUM)
_WORKING_HOURS = source(
    "Decreto 2-2024, art. 41: working hours, no figure given; 8 to 18 h by caution", Confidence.MEDIUM
)

RULEBOOK = book(
    "GT",
    timezone="America/Guatemala",
    rules=(
        ClosedDays("gt.closed_days", Layer.LAW, _CARDS),
        ContactCap("gt.daily_harassment_cap", Layer.LAW, 2, CapPer.DAY, _BANKS),
        ContactHours("gt.weekday_hours", Layer.CAUTION, MONDAY_TO_FRIDAY, time(8), time(18), _WORKING_HOURS),
        *own_caution("gt"),
    ),
    unsure=(
        "The card law bars non-working hours and days without a figure; 8 to 18 h, Monday to Friday.",
        "Both laws name card issuers and banks; they are applied to every creditor.",
        "The constitutional standing of the 2015-16 texts was contested.",
    ),
)
