"""`puntual understand`: what messages mean, one JSON object per line in, one per line out."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Annotated, TextIO

import typer

from puntual.domain.reading_json import reading_as_json
from puntual.ports.understanding import Understanding

from .learning import evaluate, export, review
from .messages import MessageError, message_of

app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


for command in (review, export, evaluate):
    app.command()(command)


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
