"""Contact rules for Mexico (MX)."""

from __future__ import annotations

from datetime import date, time

from puntual.domain.rulebook import ClosedDays, Confidence, ContactHours, Layer, Span

from .industry import MONDAY_TO_FRIDAY, book, own_caution, source, states

_HOURS = source(
    "LTOSF arts. 17 Bis a 17 Bis 4; PROFECO, Disposiciones (17 Bis 4); CONDUSEF, DOF 2014-10-07",
    Confidence.HIGH,
)
_HOLIDAYS = source("Press reading of the PROFECO guidance, 2026-01; the 2014 text is silent", Confidence.LOW)


_ZONES: dict[str, tuple[str, ...]] = {
    **states(
        "AGU CHP CMX COL GRO GUA HID JAL MEX MIC MOR OAX PUE QUE SLP TAB TLA VER ZAC", "America/Mexico_City"
    ),
    **states("CAM YUC", "America/Merida"),
    **states("BCS SIN", "America/Mazatlan"),
    # The border strip keeps the daylight time of the United States, the rest of these states has none.
    **states("COA NLE TAM", "America/Monterrey", "America/Matamoros"),
    "CHH": ("America/Chihuahua", "America/Ciudad_Juarez", "America/Ojinaga"),
    "BCN": ("America/Tijuana",),
    "DUR": ("America/Monterrey",),
    "NAY": ("America/Mazatlan", "America/Bahia_Banderas"),
    "ROO": ("America/Cancun",),
    "SON": ("America/Hermosillo",),
}

RULEBOOK = book(
    "MX",
    timezone="America/Mexico_City",
    zones=_ZONES,
    rules=(
        ContactHours(
            "mx.weekday_hours",
            Layer.LAW,
            MONDAY_TO_FRIDAY,
            time(7),
            time(22),
            _HOURS,
            Span(since=date(2014, 10, 7)),
        ),
        ClosedDays("mx.closed_days", Layer.CAUTION, _HOLIDAYS),
        *own_caution("mx"),
    ),
    unsure=(
        (
            "PROFECO and CONDUSEF guidance names Monday to Friday; whether Saturday is truly barred is not "
            "settled. Read as barred."
        ),
        "Holidays: one press source says closed, the 2014 text gives only hours. Read as closed.",
        "Maundy Thursday, Good Friday, 2 November and 12 December are no statutory holidays; closed here.",
        "Whether the rules reach trade credit between firms is open; they are applied to everyone.",
        "Nuevo León touches the border strip at Anáhuac only; with no city known both zones must be open.",
    ),
)
