"""`puntual may-contact`: ask the gate directly."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def may_contact(
    format: Annotated[  # noqa: A002 (the option's name is part of the stable interface)
        str, typer.Option("--format", help="Only jsonl: one JSON object per line, in and out.")
    ] = "jsonl",
) -> None:
    """Ask the gate whether an ordinary push to a customer with consent may leave.

    Reads questions from standard input, answers on standard output; a line that is no question gives an
    object with "error" and the run goes on.

    Example: echo '{"country": "CO", "at": "2026-04-18T10:00:00-05:00"}' | puntual may-contact --format jsonl
    """
    if format != "jsonl":
        raise typer.BadParameter("only jsonl is known", param_hint="--format")
    from puntual.countries.zones import pin_time_zones

    from .may_contact import run

    pin_time_zones()
    for stream in (sys.stdin, sys.stdout):
        # JSON lines are UTF-8 whatever the machine's locale says; a bad byte spoils one line only.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    run(sys.stdin, sys.stdout)
