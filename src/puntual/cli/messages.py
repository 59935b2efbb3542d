"""A message to read as other programs hand it over: one JSON object, of which only "text" is required."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from puntual.domain.reading import Context, Intent, Pending


class MessageError(ValueError):
    """The line is not a message to read. The text says what is wrong with it."""


def message_of(asked: dict[str, Any], today: date) -> tuple[str, Context]:
    """The text and context of a message; raises MessageError where a field has the wrong shape."""
    text = asked.get("text")
    if not isinstance(text, str):
        raise MessageError("text is required and must be text")
    return text, Context(
        today=_day(asked.get("now"), today),
        country=_word(asked, "country"),
        language=_word(asked, "language"),
        balance=_decimal(asked.get("balance")),
        currency=_word(asked, "currency"),
        pending=_pending(_word(asked, "pending")),
        standing=_standing(_word(asked, "standing")),
    )


def _word(asked: dict[str, Any], field: str) -> str | None:
    value = asked.get(field)
    if value is not None and not isinstance(value, str):
        raise MessageError(f"{field} must be text")
    return (value or "").strip() or None


def _day(value: object, today: date) -> date:
    """The calendar day written in `now`, whatever its offset."""
    if value is None:
        return today
    try:
        return datetime.fromisoformat(str(value)).date()
    except ValueError:
        raise MessageError(f"now is not an ISO 8601 instant: {value!r}") from None


def _decimal(value: object) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        raise MessageError(f"balance is not an amount: {value!r}") from None
    if not amount.is_finite():
        raise MessageError(f"balance is not an amount: {value!r}")
    return amount


def _pending(value: str | None) -> Pending | None:
    """A question that we do not know bears on nothing."""
    try:
        return Pending(value) if value else None
    except ValueError:
        return None


def _standing(value: str | None) -> Intent | None:
    """What they told us that still stands; what we do not know bears on nothing."""
    try:
        return Intent(value) if value else None
    except ValueError:
        return None
