"""`puntual plan`: today's worklist, who is not contacted and why."""

from __future__ import annotations

import csv
import json
import sys
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import typer

from .setup import DEFAULT_CONFIG, Config, err, fail, out, prepare


class Format(StrEnum):
    """How the worklist is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def plan(
    config: Config = DEFAULT_CONFIG,
    day: Annotated[
        str, typer.Option("--date", help="Another day, previewed at the configured time: nothing is stored.")
    ] = "",
    explain: Annotated[str, typer.Option("--explain", help="One customer: every reason, step by step.")] = "",
    format: Annotated[Format, typer.Option("--format", help="table, csv or json.")] = Format.TABLE,  # noqa: A002
) -> None:
    """Plan the day: queue the messages that may leave, and list the cases with the reason for each.

    Order: broken promises first, then the oldest bucket, then the largest balance. Planning again on the
    same day adds only what became due since. The messages leave while `puntual serve` runs.

    Examples: puntual plan        puntual plan --date 2026-12-01 --format csv        puntual plan --explain C-104
    """
    prepare(config)
    from puntual.boot.current import office
    from puntual.boot.wiring import settings_in_force
    from puntual.casework import plan_day, worklist
    from puntual.casework.seal import seal

    chosen = _day(day, office().today())
    if explain:
        _explain(explain, chosen)
        return
    if chosen == office().today():
        report = plan_day.plan(office())
        seal(office())
    else:
        report = plan_day.preview(office(), chosen, settings_in_force().schedule.plan_at)
    if report.paused:
        raise fail(f"Planning is paused: {report.paused}", 2)
    lines = report.preview if report.preview is not None else worklist.of_day(office(), chosen)
    _print(lines, chosen, format)


def _day(text: str, today: date) -> date:
    if not text:
        return today
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise fail(f"--date takes a day such as 2026-12-01, not {text!r}") from None


def _print(lines: list[dict[str, Any]], day: date, format: Format) -> None:  # noqa: A002
    if format is Format.JSON:
        typer.echo(json.dumps({"date": day.isoformat(), "worklist": lines}, ensure_ascii=False))
    elif format is Format.CSV:
        writer = csv.DictWriter(sys.stdout, fieldnames=list(_COLUMNS) + list(_REST), extrasaction="ignore")
        writer.writeheader()
        for line in lines:
            writer.writerow({**line, "invoices": " ".join(line["invoices"])})
    else:
        _table(lines, day)


_COLUMNS = ("rank", "customer", "name", "amount", "dpd", "salesperson", "action", "step", "reason")
_REST = ("currency", "invoices", "last_contact", "last_intent", "rule", "source", "until")


def _table(lines: list[dict[str, Any]], day: date) -> None:
    from rich.table import Table

    contacted = [line for line in lines if line["action"] in {"contact", "shadow"}]
    others = [line for line in lines if line["action"] not in {"contact", "shadow"}]
    table = Table(title=f"Worklist of {day.isoformat()}: {len(contacted)} to contact")
    for name in (
        "",
        "customer",
        "invoices",
        "amount",
        "dpd",
        "last contact",
        "last said",
        "action",
        "reason",
    ):
        table.add_column(name, justify="right" if name in {"amount", "dpd"} else "left")
    for number, line in enumerate(contacted, start=1):
        numbers = ", ".join(line["invoices"][:3]) + (" …" if len(line["invoices"]) > 3 else "")
        table.add_row(
            str(number), f"{line['name']} ({line['customer']})", numbers, f"{line['amount']} {line['currency']}",
            str(line["dpd"]), line["last_contact"] or "never", line["last_intent"] or "-",
            f"{line['action']} {line['step']}", line["reason"],
        )  # fmt: skip
    out.print(table)
    if not lines:
        out.print("Nothing is due today. (Run `puntual sync` first if you have not.)")
    _not_contacted(others)


def _not_contacted(lines: list[dict[str, Any]]) -> None:
    from rich.table import Table

    if not lines:
        return
    table = Table("customer", "why not today", "rule", "again on", title=f"Not contacted today: {len(lines)}")
    for line in lines[:40]:
        table.add_row(
            f"{line['name']} ({line['customer']})", line["reason"], line["rule"], line["until"][:16]
        )
    out.print(table)
    if len(lines) > 40:
        err.print(f"... and {len(lines) - 40} more: puntual plan --format csv")


def _explain(key: str, day: date) -> None:
    from puntual.boot.current import office
    from puntual.casework import worklist
    from puntual.casework.audit import NoSuchCustomer

    try:
        for line in worklist.explain(office(), key, day):
            out.print(line, highlight=False, markup=False)
    except NoSuchCustomer as error:
        raise fail(f"{error}. The key is the ERP's own; see `puntual plan`.") from None
