"""The assessment in a terminal."""

from __future__ import annotations

from typing import assert_never

from rich.console import Console
from rich.table import Table
from rich.text import Text

from puntual.cli.assess.as_html import MARKS
from puntual.cli.assess.report import Bars, Block, Facts, Grid, Report, Words
from puntual.rules.assessment import Answer

_COLOURS = {"automate": "green", "pilot": "yellow", "not_yet": "red"}
_MARK_COLOURS = {Answer.BAD: "red", Answer.WEAK: "yellow", Answer.UNKNOWN: "yellow", Answer.GOOD: "green"}
_BAR = 28


def print_report(report: Report, console: Console) -> None:
    """Print the report: the verdict first, then what it rests on."""
    console.print(Text(report.title, style="bold"))
    console.print(Text(report.subtitle, style="dim"))
    console.print()
    console.print(Text(f"{report.verdict_text}:", style=f"bold {_COLOURS[report.verdict]}"))
    reasons = Table.grid(padding=(0, 1))
    for answer, text in report.reasons:
        reasons.add_row(Text(f"  {MARKS[answer]}", style=_MARK_COLOURS[answer]), Text(text))
    console.print(reasons)
    console.print()
    console.print(_facts(Facts(report.headline)))
    for section in report.sections:
        console.print()
        console.print(Text(section.title, style="bold"))
        for block in section.blocks:
            console.print(_block(block))
    console.print()
    console.print(Text(report.footer, style="dim"))


def _block(block: Block) -> Table | Text:
    match block:
        case Words():
            return Text(f"  {block.text}")
        case Facts():
            return _facts(block)
        case Bars():
            return _bars(block)
        case Grid():
            return _grid(block)
        case _:
            assert_never(block)


def _facts(facts: Facts) -> Table:
    table = Table.grid(padding=(0, 2))
    for label, value in facts.rows:
        table.add_row(Text(f"  {label}"), Text(value))
    return table


def _bars(bars: Bars) -> Table:
    longest = max((value for _, value, _ in bars.rows), default=0.0) or 1.0
    table = Table(box=None, padding=(0, 1), header_style="dim")
    table.add_column(f" {bars.headers[0]}")
    table.add_column("", width=_BAR)
    for title in bars.headers[1:]:
        table.add_column(title, justify="right")
    for label, value, texts in bars.rows:
        bar = "█" * round(_BAR * value / longest) or ("▏" if value else "")
        table.add_row(Text(f" {label}"), bar, *map(Text, texts))
    return table


def _grid(grid: Grid) -> Table:
    table = Table(box=None, padding=(0, 1), header_style="dim")
    for place, title in enumerate(grid.headers):
        first = place == 0
        table.add_column(
            f" {title}" if first else title, justify="left" if first or place in grid.wide else "right"
        )
    for row in grid.rows:
        table.add_row(Text(f" {row[0]}"), *map(Text, row[1:]))
    return table
