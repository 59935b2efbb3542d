"""Contact rules for Chile (CL): Ley 19.496 art. 37 as amended by Ley 21.320."""

from __future__ import annotations

from datetime import date, time

from puntual.domain.rulebook import (
    CapPer,
    Charges,
    ClosedDays,
    Confidence,
    ContactCap,
    ContactGap,
    ContactHours,
    Layer,
    Span,
)

from .industry import MONDAY_TO_SATURDAY, book, source, states

_HOURS = source("CPC art. 59 (días y horas hábiles); Ley 19.496, art. 37", Confidence.HIGH)
_BURSTS = source("Ley 19.496, art. 37, mod. Ley 21.320", Confidence.HIGH)
_CAUTION = source("Puntual's own caution, stricter than the law found", Confidence.LOW)
_SINCE = Span(since=date(2021, 4, 20))
_MAINLAND = "AP TA AN AT CO VS RM LI ML NB BI AR LR LL"

RULEBOOK = book(
    "CL",
    timezone="America/Santiago",
    zones={
        **states(_MAINLAND, "America/Santiago"),
        "AI": ("America/Coyhaique",),
        "MA": ("America/Punta_Arenas",),
    },
    rules=(
        ContactHours("cl.hours", Layer.LAW, MONDAY_TO_SATURDAY, time(8), time(20), _HOURS),
        ClosedDays("cl.closed_days", Layer.LAW, _HOURS),
        ContactGap("cl.gap", Layer.LAW, 2, _BURSTS, _SINCE),
        ContactCap("cl.weekly_cap", Layer.LAW, 2, CapPer.WEEK, _BURSTS, _SINCE),
        ContactCap("cl.daily_cap", Layer.CAUTION, 1, CapPer.DAY, _CAUTION),
    ),
    charges=Charges(
        not_before=20,
        source=source("Ley 19.496, art. 37: no collection charges before day 20", Confidence.MEDIUM),
    ),
    unsure=(
        '"At least two days apart" is read as calendar dates that differ by at least two.',
        "The regulation on collection procedure was a draft in 2025; its final text was not found.",
        "Easter Island lies in the region of Valparaíso and counts only when the city says so.",
    ),
)
