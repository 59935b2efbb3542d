"""`puntual sync`: read the source and store what changed."""

from __future__ import annotations

import getpass
import json
import os
from typing import Annotated

import typer

from .setup import DEFAULT_CONFIG, Config, err, fail, out, prepare


def sync(
    config: Config = DEFAULT_CONFIG,
    accept: Annotated[
        bool, typer.Option("--accept", help="Take over a change that is larger than policy allows unasked.")
    ] = False,
    by: Annotated[str, typer.Option("--by", help="Who accepts it (journaled).")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Read the receivables from the source, check them, and store only what changed.

    The source is only ever read. Run twice, the second run changes nothing. When more of the portfolio
    vanished or changed than policy allows, nothing is taken over and planning pauses until --accept.

    Examples: puntual sync        puntual sync --accept --by ana
    """
    prepare(config)
    from rich.progress import Progress

    from puntual.boot.current import office
    from puntual.casework import sync_portfolio
    from puntual.casework.seal import seal

    who = (by or os.environ.get("USER") or getpass.getuser()) if accept else ""
    with Progress(console=err, transient=True) as bar:
        task = bar.add_task("Reading the source", total=None)
        report = sync_portfolio.sync(
            office(), accept_by=who, progress=lambda n, total: bar.update(task, completed=n, total=total)
        )
    seal(office())
    if as_json:
        typer.echo(json.dumps({"state": report.state, "message": report.message, "counts": report.counts,
                               "findings": report.findings, "change_share": report.change_share}))  # fmt: skip
    elif report.state == "done":
        _show(report)
    else:
        raise fail(f"Nothing was changed: {report.message}", 2 if report.state == "held" else 1)
    if report.state != "done":
        raise typer.Exit(2 if report.state == "held" else 1)


def _show(report: object) -> None:
    from rich.table import Table

    from puntual.casework.sync_portfolio import SyncReport

    assert isinstance(report, SyncReport)
    counts = report.counts
    out.print(
        f"Stored: {counts['customers']} customers new or changed, {counts['receivables']} new receivables, "
        f"{counts['changed']} changed, {counts['settled']} settled, {counts['unchanged']} as before."
    )
    if not report.findings:
        out.print("No findings in the data.")
        return
    from puntual.rules.finding_hints import hint

    table = Table(
        "finding", "rows", "what to do", title="Findings: the cases concerned wait until they are cleared up"
    )
    for code, count in sorted(report.findings.items(), key=lambda pair: (-pair[1], pair[0])):
        table.add_row(code, str(count), hint(code))
    out.print(table)
    out.print("See the rows in the console under Data.")
