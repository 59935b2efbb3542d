"""Contact rules for Paraguay (PY): SEDECO's guide of 2025."""

from __future__ import annotations

from datetime import time

from puntual.domain.rulebook import CapPer, Confidence, ContactCap, ContactHours, Layer

from .industry import MONDAY_TO_FRIDAY, SATURDAY, book, own_caution, source

_GUIDE = source("SEDECO, Resolución SDCU 764/2025; Ley 1334/98", Confidence.HIGH)

RULEBOOK = book(
    "PY",
    timezone="America/Asuncion",
    rules=(
        ContactHours("py.weekday_hours", Layer.LAW, MONDAY_TO_FRIDAY, time(8), time(18), _GUIDE),
        ContactHours("py.saturday_hours", Layer.LAW, SATURDAY, time(8), time(12), _GUIDE),
        ContactCap("py.weekly_attempts", Layer.LAW, 3, CapPer.WEEK, _GUIDE),
        # One a day already makes two dates differ by one day, so there is no gap rule of its own.
        *own_caution("py", gap=None),
    ),
    unsure=(
        (
            "The three attempts a week are those without an answer, with one more on the day of an answer; "
            "every push is counted and the extra one is not used."
        ),
        "Holidays are not named beside Sundays; the industry rule closes them.",
    ),
)
