"""Contact rules for Argentina (AR), with the city of Buenos Aires (C), which has a law of its own."""

from __future__ import annotations

from datetime import time

from puntual.domain.rulebook import Confidence, ContactHours, Layer, Overlay

from .industry import MONDAY_TO_FRIDAY, SATURDAY, book, own_caution, source, states

_NATIONAL = source("Ley 26.951 (call windows) with Ley 24.240, art. 8 bis, by caution", Confidence.MEDIUM)
_CITY = source("CABA Ley 6171, mod. Ley 6271", Confidence.MEDIUM)
_PROVINCES = "A B C D E F G H J K L M N P Q R S T U V W X Y Z"

_CITY_OF_BUENOS_AIRES = Overlay(
    subdivision="C",
    replaces=frozenset({"ar.weekday_hours", "ar.saturday_hours"}),
    rules=(
        ContactHours("ar-c.weekday_hours", Layer.LAW, MONDAY_TO_FRIDAY, time(8), time(20), _CITY),
        ContactHours("ar-c.saturday_hours", Layer.LAW, SATURDAY, time(8), time(12), _CITY),
    ),
)

RULEBOOK = book(
    "AR",
    timezone="America/Argentina/Buenos_Aires",
    zones=states(_PROVINCES, "America/Argentina/Buenos_Aires"),
    rules=(
        ContactHours("ar.weekday_hours", Layer.CAUTION, MONDAY_TO_FRIDAY, time(9), time(20), _NATIONAL),
        ContactHours("ar.saturday_hours", Layer.CAUTION, SATURDAY, time(9), time(12), _NATIONAL),
        *own_caution("ar"),
    ),
    overlays=(_CITY_OF_BUENOS_AIRES,),
    unsure=(
        "No national hours are in force for collection; the windows of Ley 26.951 for calls are kept.",
        "CABA's hours come from a secondary source; the official text was not read.",
        "In CABA the city's own law on collection replaces the windows borrowed from Ley 26.951.",
        "Provincial laws (Buenos Aires, Córdoba, Mendoza) were not confirmed.",
    ),
)
