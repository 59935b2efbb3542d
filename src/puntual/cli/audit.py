"""`puntual audit`: check the journal, and take out what was done with one customer."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from .setup import DEFAULT_CONFIG, Config, fail, out, prepare

app = typer.Typer(help="The journal: one chained entry per fact.", no_args_is_help=True)


class Form(StrEnum):
    """How an export is written."""

    JSONL = "jsonl"
    TEXT = "text"


@app.command()
def verify(config: Config = DEFAULT_CONFIG) -> None:
    """Recompute every chain and compare it with the heads kept outside the database.

    Finds an edit, a deletion, an insertion, a re-ordering and a truncation. Exit status 1 if there is one.
    """
    prepare(config)
    from puntual.boot.current import office
    from puntual.store import journal

    found = journal.verify(office().heads_file)
    if not found.ok:
        for problem in found.problems[:50]:
            out.print(problem, highlight=False)
        raise fail(f"The journal does not hold: {len(found.problems)} problems in {found.entries} entries.")
    out.print(f"ok: {found.entries} entries, {found.seals} sealed heads, every chain holds.")


@app.command()
def export(
    customer: Annotated[str, typer.Option("--customer", help="The customer's key in the ERP.")],
    config: Config = DEFAULT_CONFIG,
    form: Annotated[
        Form, typer.Option("--format", help="jsonl: one event a line. text: a transcript.")
    ] = Form.JSONL,
) -> None:
    """Everything about one customer: one row per event, or a readable transcript in their local time.

    Example: puntual audit export --customer C-104 --format text
    """
    prepare(config)
    from puntual.casework import audit

    try:
        if form is Form.JSONL:
            for event in audit.events(customer):
                typer.echo(json.dumps(event, ensure_ascii=False))
            return
        for line in audit.transcript(customer):
            typer.echo(f"{line.at:%Y-%m-%d %H:%M %Z}  {line.who}: {line.text}")
    except audit.NoSuchCustomer as error:
        raise fail(str(error)) from None
