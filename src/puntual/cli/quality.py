"""`puntual quality`: what the last reading found wrong in the data, what to do, and how it goes over time."""

from __future__ import annotations

import csv
import json
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .setup import DEFAULT_CONFIG, Config, err, fail, out, prepare

if TYPE_CHECKING:
    from puntual.casework.data_quality import Kind, Quality

MERGES_SHOWN = 10
_BARS = "▁▂▃▄▅▆▇█"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Format(StrEnum):
    """How the answer is printed."""

    TABLE = "table"
    JSON = "json"


class Only(StrEnum):
    """A severity."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"


class Language(StrEnum):
    """The language of the advice."""

    ES = "es"
    PT = "pt"
    EN = "en"


def quality(
    config: Config = DEFAULT_CONFIG,
    format: Annotated[  # noqa: A002 (the option's name)
        Format, typer.Option("--format", help="table, or one JSON object on standard output.")
    ] = Format.TABLE,
    severity: Annotated[
        Only | None, typer.Option("--severity", help="Only these: block pauses the case, warn, note.")
    ] = None,
    language: Annotated[Language, typer.Option("--language", help="Of the advice.")] = Language.EN,
    export: Annotated[
        Path | None,
        typer.Option("--export", help="Write each row to this CSV file, unmasked: it holds personal data."),
    ] = None,
) -> None:
    """What is wrong in the data as of the last sync, by kind, with masked examples and what to do.

    Nothing is read from the source and nothing is changed: merges are proposed, a person makes them in the
    system they come from.

    Examples: puntual quality        puntual quality --severity block --language es --export findings.csv
    """
    prepare(config)
    from puntual.casework import data_quality

    only = severity.value if severity else ""
    found = data_quality.quality(only)
    if export:
        _export(export, only, language.value)
    if format is Format.JSON:
        typer.echo(json.dumps(_as_json(found, language.value), ensure_ascii=False))
    else:
        _show(found, language.value)


def _as_json(found: Quality, language: str) -> dict[str, object]:
    return {
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "counts": {only.value: found.count(only.value) for only in Only},
        "findings": [_kind_as_json(kind, language) for kind in found.kinds],
        "merge_proposals": [
            {"customers": list(one.customers), "because": list(one.because)} for one in found.merges
        ],
        "trend": [
            {
                "at": one.at.isoformat(), "customers": one.customers, "rows": one.rows, "debtors": one.debtors,
                "without_phone": one.without_phone, "block": one.block, "warn": one.warn, "note": one.note,
                "median_minor": one.medians,
            }
            for one in found.readings
        ],
    }  # fmt: skip


def _kind_as_json(kind: Kind, language: str) -> dict[str, object]:
    return {
        "code": kind.code,
        "severity": kind.severity,
        "count": kind.count,
        "customers": kind.customers,
        "hint": kind.advice(language),
        "examples": [
            {"row": one.row, "customer": one.customer, "receivable": one.receivable, "value": one.value}
            for one in kind.examples
        ],
        "trend": list(kind.trend),
    }


def _show(found: Quality, language: str) -> None:
    from rich.markup import escape
    from rich.table import Table

    if found.as_of is None:
        out.print("Nothing has been read yet. Run: puntual sync")
        return
    if not found.kinds:
        out.print("The last reading found nothing wrong.")
        return
    table = Table("severity", "finding", "rows", "customers", "trend", "for example", "what to do")
    for kind in found.kinds:
        examples = "\n".join(_place(one.row, one.customer, one.value) for one in kind.examples)
        table.add_row(
            kind.severity, kind.code, str(kind.count), str(kind.customers), sparkline(kind.trend),
            escape(examples), kind.advice(language),
        )  # fmt: skip
    out.print(table)
    for merge in found.merges[:MERGES_SHOWN]:
        out.print(f"One customer? {', '.join(merge.customers)} ({', '.join(merge.because)})", markup=False)
    if len(found.merges) > MERGES_SHOWN:
        out.print(f"And {len(found.merges) - MERGES_SHOWN} more: --format json lists all of them.")


def _place(row: int, customer: str, value: str) -> str:
    return " ".join(part for part in (f"row {row}" if row else "", customer, value) if part)


def sparkline(counts: tuple[int, ...]) -> str:
    """Counts as bars in one line, the oldest first: from none to the most there were."""
    most = max(counts, default=0)
    return "".join(_BARS[round(count / most * (len(_BARS) - 1))] if most else _BARS[0] for count in counts)


def _export(path: Path, only: str, language: str) -> None:
    """Every row for whoever mends them. Only its owner may read the file; no cell is a formula."""
    from puntual.casework.data_quality import still_open
    from puntual.rules.finding_hints import HINTS, hint

    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise fail(f"{path} cannot be written: {error.strerror}.") from None
    rows = still_open(only).order_by("severity", "code", "row", "id")
    with os.fdopen(handle, "w", newline="", encoding="utf-8-sig") as target:
        writer = csv.writer(target)
        writer.writerow(("severity", "code", "row", "customer", "receivable", "value", "what to do"))
        for one in rows.iterator(chunk_size=2000):
            advice = hint(one.code, language) if one.code in HINTS else one.hint
            cells = (
                one.severity,
                one.code,
                one.row or "",
                one.customer_key,
                one.receivable_key,
                one.value,
                advice,
            )
            writer.writerow(tuple(_plain(str(cell)) for cell in cells))
    err.print(f"Written: {path}", markup=False, highlight=False)


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
