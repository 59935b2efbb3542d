"""Contact rules for the Dominican Republic (DO): INDOTEL's regulation for public telecom services."""

from __future__ import annotations

from datetime import time

from puntual.domain.rulebook import CapPer, ClosedDays, Confidence, ContactCap, ContactHours, Layer

from .industry import MONDAY_TO_FRIDAY, SATURDAY, book, own_caution, source

_INDOTEL = source("INDOTEL, Reglamento 002-09 y Resolución 019-16", Confidence.MEDIUM)

RULEBOOK = book(
    "DO",
    timezone="America/Santo_Domingo",
    rules=(
        ContactHours("do.weekday_hours", Layer.LAW, MONDAY_TO_FRIDAY, time(7), time(20), _INDOTEL),
        ContactHours("do.saturday_hours", Layer.LAW, SATURDAY, time(9), time(13), _INDOTEL),
        ClosedDays("do.closed_days", Layer.LAW, _INDOTEL),
        ContactCap("do.daily_debt_cap", Layer.LAW, 5, CapPer.DAY, _INDOTEL),
        *own_caution("do"),
    ),
    unsure=("The five contacts a day are per debt; one message here may name several debts.",),
)
