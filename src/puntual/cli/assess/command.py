"""`puntual assess`: from any ledger to a verdict, in one command."""

from __future__ import annotations

import json
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from puntual.cli.setup import fail, out

if TYPE_CHECKING:
    from puntual.cli.assess.judging import Judged
    from puntual.cli.assess.report import Report
    from puntual.erp.ledger import Ledger


class Format(StrEnum):
    """How the assessment is shown."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"
    PDF = "pdf"


_ENDINGS = {".json": Format.JSON, ".html": Format.HTML, ".htm": Format.HTML, ".pdf": Format.PDF}
_NOBODY = frozenset(("", "no", "none", "nobody", "nadie", "ninguno", "ninguem", "ninguém", "não", "nao", "-"))
_YES = frozenset(("yes", "y", "si", "sí", "sim", "true", "1"))
_NO = frozenset(("no", "n", "não", "nao", "false", "0"))
_UNKNOWN = frozenset(("", "unknown", "?"))


def assess(
    source: Annotated[Path, typer.Argument(help="A CSV, XLSX or ODS file of open (and settled) invoices.")],
    format: Annotated[  # noqa: A002 (the option's name is part of the stable interface)
        Format | None, typer.Option("--format", help="table, json, html or pdf; else by the ending of --out.")
    ] = None,
    as_of: Annotated[
        str, typer.Option("--as-of", help="The day to assess, YYYY-MM-DD; today if not given.")
    ] = "",
    owner: Annotated[
        str | None, typer.Option(help='Who answers for it in the company; "none" if nobody. Absent: unknown.')
    ] = None,
    repetitive_share: Annotated[
        str | None, typer.Option(help="Which part of the collection conversations repeats: 0.7 or 70%.")
    ] = None,
    team: Annotated[str | None, typer.Option(help="Does the team that collects want it? yes or no.")] = None,
    language: Annotated[str, typer.Option(help="Language of the report: es, pt-BR or en.")] = "en",
    country: Annotated[
        str, typer.Option(help="ISO code, for phones and contact caps; else by the currency.")
    ] = "",
    column: Annotated[
        list[str] | None, typer.Option(help='Which column is which: due="Fecha tope". May be repeated.')
    ] = None,
    out_file: Annotated[Path | None, typer.Option("--out", help="Write to this file.")] = None,
) -> None:
    """Is the company ready to let an agent collect? Reads one file, writes nothing but the report.

    Says how much is overdue and how aged, how repetitive the work is, what happens at +60, how far the data can
    be trusted, and whether to automate, to begin with a pilot, or not yet, and why. Needs no configuration.

    Examples: puntual assess cartera.xlsx        puntual assess ledger.csv --as-of 2026-06-30 --format json
    puntual assess cartera.csv --owner "Ana Ruiz" --team yes --repetitive-share 70% --language es --out informe.pdf
    """
    from puntual.cli.assess.judging import judge
    from puntual.ports.source import SourceUnreadable
    from puntual.rules.assessment import Told

    chosen = format or _ENDINGS.get(out_file.suffix.lower() if out_file else "", Format.TABLE)
    if chosen is Format.PDF and out_file is None:
        raise fail("A PDF needs a file: add --out assessment.pdf")
    if language[:2].lower() not in ("es", "pt", "en"):
        raise fail(f'"{language}" is no language of Puntual. Known: es, pt-BR, en.')
    told = Told(_owner(owner), _share(repetitive_share), _team(team))
    try:
        judged = judge(_ledger(source, _day(as_of), country.upper(), column or []), told, country.upper())
    except SourceUnreadable as error:
        raise fail(str(error)) from None
    except ValueError as error:
        raise fail(f"{source}: {error}") from None
    _write(judged, chosen, language, country.upper(), out_file)


def _ledger(source: Path, day: date, country: str, given: list[str]) -> Ledger:
    from puntual.cli.assess.asking import asked_columns, told_columns
    from puntual.erp.ledger import Ledger, customer_sheets
    from puntual.erp.ledger_columns import find_ledger
    from puntual.erp.ledger_file import open_rows
    from puntual.erp.options import Home, Layout

    layout = Layout()
    files = open_rows(source, layout)
    table = asked_columns(told_columns(find_ledger(files, {}), given))
    return Ledger(table, Home(country, "XXX"), layout, day, customer_sheets(files, table, layout))


def _write(judged: Judged, chosen: Format, language: str, country: str, target: Path | None) -> None:
    from puntual.cli.assess.as_json import as_object
    from puntual.cli.assess.report import report_of

    if chosen is Format.JSON:
        _put(json.dumps(as_object(judged, language), ensure_ascii=False), target)
        return
    report = report_of(judged, language, country)
    if chosen is Format.HTML:
        from puntual.cli.assess.as_html import as_html

        _put(as_html(report), target)
    elif chosen is Format.PDF and target is not None:
        _put_pdf(report, target)
    else:
        _print(report, target)


def _put(text: str, target: Path | None) -> None:
    if target is None:
        sys.stdout.buffer.write(text.encode() + b"\n")
        sys.stdout.flush()
        return
    _save(text.encode(), target)


def _put_pdf(report: Report, target: Path) -> None:
    try:
        from puntual.cli.assess.as_pdf import as_pdf
    except ModuleNotFoundError:
        raise fail('PDF needs an extra: pip install "puntual[reports]". HTML needs none.') from None
    _save(as_pdf(report), target)


def _print(report: Report, target: Path | None) -> None:
    from rich.console import Console

    from puntual.cli.assess.as_table import print_report

    if target is None:
        print_report(report, out)
        return
    held = Console(record=True, width=120, file=None, quiet=False, stderr=True)
    with held.capture():
        print_report(report, held)
    _save(held.export_text().encode(), target)


def _save(content: bytes, target: Path) -> None:
    try:
        target.write_bytes(content)
    except OSError as error:
        raise fail(f"{target} cannot be written: {error.strerror}. Name another file with --out.") from None
    out.print(f"Wrote {target}", highlight=False, soft_wrap=True)


def _day(text: str) -> date:
    from puntual.boot.clock import SystemClock

    if not text:
        return SystemClock().now().astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise fail(f"--as-of takes a day such as 2026-06-30, not {text!r}") from None


def _owner(given: str | None) -> str | None:
    if given is None or given.strip() == "?":
        return None
    return "" if given.strip().lower() in _NOBODY else given.strip()


def _team(given: str | None) -> bool | None:
    word = (given or "").strip().lower()
    if word in _UNKNOWN:
        return None
    if word in _YES or word in _NO:
        return word in _YES
    raise fail(f"--team takes yes or no, not {given!r}")


def _share(given: str | None) -> float | None:
    """0.7, 70% and 70 are the same part of the conversations."""
    if given is None or given.strip().lower() in _UNKNOWN:
        return None
    bare = given.strip()
    try:
        value = float(bare.removesuffix("%").replace(",", "."))
    except ValueError:
        value = -1.0
    value = value / 100 if bare.endswith("%") or value > 1 else value
    if not 0 <= value <= 1:
        raise fail(f"--repetitive-share takes a part such as 0.7 or 70%, not {given!r}")
    return value
