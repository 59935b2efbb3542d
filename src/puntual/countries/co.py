"""Contact rules for Colombia (CO): Ley 2300 de 2023, "dejen de fregar"."""

from __future__ import annotations

from datetime import date, time

from puntual.domain.rulebook import CapPer, ClosedDays, Confidence, ContactCap, ContactHours, Layer, Span

from .industry import MONDAY_TO_FRIDAY, SATURDAY, book, own_caution, source

_ACT = source("Ley 2300 de 2023, art. 3", Confidence.HIGH)
_SINCE = Span(since=date(2023, 10, 10))

RULEBOOK = book(
    "CO",
    timezone="America/Bogota",
    rules=(
        ContactHours("co.weekday_hours", Layer.LAW, MONDAY_TO_FRIDAY, time(7), time(19), _ACT, _SINCE),
        ContactHours("co.saturday_hours", Layer.LAW, SATURDAY, time(8), time(15), _ACT, _SINCE),
        ClosedDays("co.closed_days", Layer.LAW, _ACT, _SINCE),
        ContactCap("co.daily_cap", Layer.LAW, 1, CapPer.DAY, _ACT, _SINCE),
        # One a day already makes two dates differ by one day, so there is no gap rule of its own.
        *own_caution("co", day=None, gap=None),
    ),
    unsure=(
        (
            "Art. 3 allows one channel a week after the first contact. The agent writes over one channel "
            "only; a person who uses another in the same week must know this."
        ),
        "Press speaks of two contacts a week, the article does not; two a week are kept as our caution.",
        "A message counts as a contact though nobody answers (Superfinanciera, concepto 2023111476).",
        "Whether a reminder before the due date is collection is open; it counts as a contact.",
    ),
)
