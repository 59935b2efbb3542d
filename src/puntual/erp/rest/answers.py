"""JSON as ERPs send it: exact numbers, typed values, dotted paths, and answers that are no answers."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from puntual.erp.rest.shape import Json


class NoJson(ValueError):
    """The body is not the JSON that was expected. The message says what it looks like."""


def parse(body: bytes) -> Json:
    """The JSON in `body`; numbers with a fraction are Decimal, never binary. Raises NoJson."""
    start = body[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<"):
        raise NoJson("a web page instead of data")
    try:
        return json.loads(
            body.decode("utf-8-sig"),
            parse_float=Decimal,
            parse_constant=_no_constant,
            object_hook=_typed,
        )
    except (ValueError, RecursionError, InvalidOperation):
        raise NoJson("something else than JSON, or JSON that was cut off") from None


def _no_constant(word: str) -> Json:
    raise ValueError(word)


def _typed(value: dict[str, Any]) -> Json:
    """Tryton says what a value is: {"__class__": "Decimal", "decimal": "1000.00"}."""
    match value.get("__class__"):
        case "Decimal":
            return Decimal(str(value["decimal"]))
        case "date":
            return date(int(value["year"]), int(value["month"]), int(value["day"]))
        case "datetime":
            day = date(int(value["year"]), int(value["month"]), int(value["day"]))
            hour, minute, second = (value.get(part, 0) for part in ("hour", "minute", "second"))
            return f"{day.isoformat()}T{hour:02}:{minute:02}:{second:02}"
        case _:
            return value


def at(value: Json, path: str) -> Json:
    """What stands at a dotted path ("client.name", "phones.0.number"); None where the way ends earlier.

    Keys that hold dots of their own ("@odata.nextLink", "payment_term.name") are found whole. "*" goes through a
    list and gives the values of all its elements.
    """
    if not path:
        return value
    if isinstance(value, dict) and path in value:
        return value[path]
    head, _, rest = path.partition(".")
    if head == "*" and isinstance(value, list):
        return [at(one, rest) for one in value]
    if isinstance(value, list):
        if not head.lstrip("-").isdigit() or not -len(value) <= int(head) < len(value):
            return None
        return at(value[int(head)], rest)
    if not isinstance(value, dict):
        return None
    while head not in value and rest:
        more, _, rest = rest.partition(".")
        head = f"{head}.{more}"
    return at(value[head], rest) if head in value else None


def is_filled(value: Json) -> bool:
    """Whether there is anything: JSON-RPC systems say false where others say null."""
    return value is not None and value is not False and value not in ("", [], {})
