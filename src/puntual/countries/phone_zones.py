"""What a phone number tells about where its holder is."""

from __future__ import annotations

from phonenumbers import NumberParseException, parse, region_code_for_number
from phonenumbers.timezone import time_zones_for_number


def told_by_phone(phone: str) -> tuple[str | None, tuple[str, ...]]:
    """Region and candidate IANA zones of an E.164 number; (None, ()) when it tells nothing."""
    try:
        number = parse(phone)
    except NumberParseException:
        return None, ()
    zones = tuple(zone for zone in time_zones_for_number(number) if zone != "Etc/Unknown")
    return region_code_for_number(number), zones
