"""`puntual understand`: what messages mean, one JSON object per line in, one per line out."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, TextIO

import typer

from puntual.domain.reading import Context, Pending
from puntual.domain.reading_json import reading_as_json
from puntual.ports.understanding import Understanding

app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


class MessageError(ValueError):
    """The line is not a message to read. The text says what is wrong with it."""


@app.callback(invoke_without_command=True)
def understand(
    ctx: typer.Context,
    format: Annotated[  # noqa: A002 (the option's name is part of the stable interface)
        str, typer.Option("--format", help="Only jsonl: one JSON object per line, in and out.")
    ] = "jsonl",
) -> None:
    """Read messages from standard input, write what each means to standard output, in the same order.

    Only "text" is required; "now", "country", "language", "balance", "currency" and "pending" (our last
    question) bear on the meaning. A line that is no message gives an object with "error"; the run goes on.

    Example: echo '{"text": "el viernes te deposito", "country": "MX"}' | puntual understand --format jsonl
    """
    if ctx.invoked_subcommand is not None:
        return
    if format != "jsonl":
        raise typer.BadParameter("only jsonl is known", param_hint="--format")
    from puntual.boot.clock import SystemClock
    from puntual.understanding import reader

    for stream in (sys.stdin, sys.stdout):
        # JSON lines are UTF-8 whatever the machine's locale says; a bad byte spoils one line only.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    run(sys.stdin, sys.stdout, reader(), SystemClock().now().date())


def run(stream_in: TextIO, stream_out: TextIO, reader: Understanding, today: date) -> None:
    """Read every line of `stream_in`, in order, each answered as soon as it is read.

    today: the day that holds for messages that do not say when they were written.
    """
    for line in stream_in:
        stream_out.write(json.dumps(read_line(line, reader, today), ensure_ascii=False) + "\n")
        stream_out.flush()


def read_line(line: str, reader: Understanding, today: date) -> dict[str, object]:
    """What one message means, as a plain object; {"id", "error"} where the line is not a message."""
    try:
        asked = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        return {"id": None, "error": f"not JSON: {error}"}
    if not isinstance(asked, dict):
        return {"id": None, "error": "a message is a JSON object"}
    try:
        text, context = message_of(asked, today)
    except MessageError as error:
        return {"id": asked.get("id"), "error": str(error)}
    return {"id": asked.get("id"), **reading_as_json(reader.read(text, context))}


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
