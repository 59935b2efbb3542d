"""What an address asks for. Odd input means the default, never an error."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from django.http import HttpRequest


def one_of(request: HttpRequest, name: str, choices: Sequence[str]) -> str:
    """The parameter if it is one of `choices`, else the first of them."""
    value = request.GET.get(name, "")
    return value if value in choices else choices[0]


def whole(request: HttpRequest, name: str) -> int | None:
    """The parameter as a day number that is a date; None where it is not."""
    value = request.GET.get(name, "")
    if not (value.isascii() and value.isdigit() and len(value) <= len(str(date.max.toordinal()))):
        return None
    number = int(value)
    return number if 1 <= number < date.max.toordinal() else None


def instant(request: HttpRequest, name: str) -> datetime | None:
    """The parameter as an aware instant; None where it is none."""
    try:
        at = datetime.fromisoformat(request.GET.get(name, ""))
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
