"""What stood in a cell, shown so that its owner knows it again and nobody else learns it."""

from __future__ import annotations

import re

_HARMLESS = re.compile(r"[\d.,:/ >+-]*(?:\b[A-Z]{3}\b[\d.,:/ >+-]*)*")
_PHONE_CODES = ("phone", "assumed_mobile")
_WORD = re.compile(r"\w{2,}")


def mask(value: str, code: str) -> str:
    """`value` of a finding `code`: phones by their last three figures, words by their first letter.

    Amounts, dates and currencies stay: without them a finding about them says nothing. Tax ids keep their
    first three characters.
    """
    if any(part in code for part in _PHONE_CODES) or code == "duplicate_customer":
        digits = re.sub(r"[^0-9]", "", value)
        return f"…{digits[-3:]}" if len(digits) > 5 else "…" if value else ""
    if "tax_id" in code:
        return f"{value[:3]}…" if len(value) > 3 else value
    if code == "similar_customer" or _HARMLESS.fullmatch(value):
        return value
    return _WORD.sub(lambda word: f"{word.group()[0]}…", value)
