"""Contact rules for Ecuador (EC): Ley Orgánica de Defensa del Consumidor art. 49."""

from __future__ import annotations

from datetime import date, time

from puntual.domain.rulebook import CapPer, ClosedDays, Confidence, ContactCap, ContactHours, Layer, Span

from .industry import MONDAY_TO_FRIDAY, book, own_caution, source, states

_ACT = source("LODC, art. 49 (reforma de febrero de 2022)", Confidence.HIGH)
_SINCE = Span(since=date(2022, 2, 1))
_MAINLAND = "A B C D E F G H I L M N O P R S SD SE T U X Y Z"

RULEBOOK = book(
    "EC",
    timezone="America/Guayaquil",
    zones={**states(_MAINLAND, "America/Guayaquil"), "W": ("Pacific/Galapagos",)},
    rules=(
        ContactHours("ec.weekday_hours", Layer.LAW, MONDAY_TO_FRIDAY, time(7), time(20), _ACT, _SINCE),
        ClosedDays("ec.closed_days", Layer.LAW, _ACT, _SINCE),
        ContactCap("ec.daily_cap", Layer.LAW, 1, CapPer.DAY, _ACT, _SINCE),
        *own_caution("ec", day=None),
    ),
    unsure=(
        "One a day is per mechanism (call, SMS, WhatsApp, mail); it is counted over all of them.",
        "The article names collection firms; it is applied to the creditor's own messages too.",
    ),
)
