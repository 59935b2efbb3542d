"""The assessment as one page that needs nothing else: no script, no font, no image from anywhere. It prints well."""

from __future__ import annotations

from html import escape
from typing import assert_never

from puntual.cli.assess.report import Bars, Block, Facts, Grid, Report, Section, Words
from puntual.rules.assessment import Answer

MARKS = {Answer.BAD: "✕", Answer.WEAK: "!", Answer.UNKNOWN: "?", Answer.GOOD: "✓"}
BAR_COLOURS = ("#8aa0ad", "#e3b23c", "#dd8f3a", "#cf6a38", "#b8452f", "#8c2f27")
_BAR_WIDTH = 300
_STYLE = """
:root { color-scheme: light; --ink: #1f2a30; --soft: #5a6a73; --line: #dfe5e8; --paper: #fff; }
* { box-sizing: border-box; }
body { margin: 0; background: #f3f5f6; color: var(--ink);
       font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 52rem; margin: 2rem auto; padding: 2.2rem 2.6rem; background: var(--paper);
       border: 1px solid var(--line); border-radius: 8px; }
h1 { margin: 0; font-size: 1.55rem; line-height: 1.25; }
h2 { margin: 2rem 0 .6rem; font-size: 1.05rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
p { margin: .5rem 0; }
.soft { color: var(--soft); }
.verdict { margin: 1.4rem 0; padding: 1rem 1.2rem; border-left: 5px solid; border-radius: 4px; }
.verdict h2 { margin: 0 0 .4rem; border: 0; padding: 0; font-size: 1.15rem; }
.automate { border-color: #2c7a51; background: #eef7f2; }
.pilot { border-color: #b7791f; background: #fdf6e7; }
.not_yet { border-color: #a5382c; background: #fcefed; }
.verdict ul { margin: 0; padding: 0; list-style: none; }
.verdict li { display: grid; grid-template-columns: 1.5rem 1fr; margin: .3rem 0; }
.mark { font-weight: 700; }
.bad .mark { color: #a5382c; } .weak .mark, .unknown .mark { color: #8a5a12; } .good .mark { color: #2c7a51; }
dl.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .8rem; margin: 1rem 0; }
dl.cards > div { border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; }
dl.cards dt { color: var(--soft); font-size: .82rem; } dl.cards dd { margin: 0; font-weight: 600; }
dl.facts { display: grid; grid-template-columns: minmax(14rem, 1fr) 1.3fr; gap: .25rem 1rem; margin: .6rem 0; }
dl.facts dt { color: var(--soft); } dl.facts dd { margin: 0; font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; margin: .6rem 0; font-size: .92rem; }
th, td { padding: .35rem .5rem; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 600; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.bar { width: 34%; min-width: 6rem; vertical-align: middle; }
td.bar svg { display: block; width: 100%; height: 14px; }
footer { margin-top: 2rem; color: var(--soft); font-size: .82rem; }
@media (max-width: 40rem) { main { margin: 0; padding: 1.2rem; border: 0; } td.bar, th.bar { display: none; }
  section { overflow-x: auto; }
  dl.facts { grid-template-columns: 1fr; } dl.facts dd { margin-bottom: .4rem; } }
@media print { body { background: #fff; font-size: 11pt; } main { margin: 0; padding: 0; border: 0; max-width: none; }
  section, .verdict, tr { break-inside: avoid; } h2 { break-after: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""


def as_html(report: Report) -> str:
    """The whole page. Every text of the ledger is escaped."""
    lang = {"pt": "pt-BR"}.get(report.language[:2], report.language[:2])
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(report.title)} {escape(report.subtitle)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f'<body>\n<main>\n<h1>{escape(report.title)}</h1>\n<p class="soft">{escape(report.subtitle)}</p>\n'
        f"{_verdict(report)}{_pairs('cards', report.headline)}"
        f"{''.join(map(_section, report.sections))}"
        f"<footer>{escape(report.footer)}</footer>\n</main>\n</body>\n</html>\n"
    )


def _verdict(report: Report) -> str:
    lines = "".join(
        f'<li class="{answer.value}"><span class="mark" aria-hidden="true">{MARKS[answer]}</span>'
        f"<span>{escape(text)}</span></li>\n"
        for answer, text in report.reasons
    )
    return (
        f'<section class="verdict {report.verdict}">\n<h2>{escape(report.verdict_text)}</h2>\n'
        f"<ul>\n{lines}</ul>\n</section>\n"
    )


def _section(section: Section) -> str:
    return f"<section>\n<h2>{escape(section.title)}</h2>\n{''.join(map(_block, section.blocks))}</section>\n"


def _block(block: Block) -> str:
    match block:
        case Words():
            return f"<p>{escape(block.text)}</p>\n"
        case Facts():
            return _pairs("facts", block.rows)
        case Bars():
            return _bars(block)
        case Grid():
            return _grid(block)
        case _:
            assert_never(block)


def _pairs(kind: str, rows: tuple[tuple[str, str], ...]) -> str:
    inside = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in rows)
    if kind == "cards":
        inside = "".join(
            f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in rows
        )
    return f'<dl class="{kind}">{inside}</dl>\n'


def _bars(bars: Bars) -> str:
    """A table with a bar in each row, so that a reader of screens hears the figures."""
    longest = max((value for _, value, _ in bars.rows), default=0.0) or 1.0
    first, *others = bars.headers
    head = f'<th>{escape(first)}</th><th class="bar"></th>' + "".join(
        f'<th class="n">{escape(title)}</th>' for title in others
    )
    lines = []
    for place, (label, value, texts) in enumerate(bars.rows):
        width = round(_BAR_WIDTH * value / longest, 1)
        colour = BAR_COLOURS[min(place, len(BAR_COLOURS) - 1)]
        svg = (
            f'<svg viewBox="0 0 {_BAR_WIDTH} 14" preserveAspectRatio="none" aria-hidden="true">'
            f'<rect width="{width}" height="14" fill="{colour}"/></svg>'
        )
        cells = "".join(f'<td class="n">{escape(text)}</td>' for text in texts)
        lines.append(f'<tr><th scope="row">{escape(label)}</th><td class="bar">{svg}</td>{cells}</tr>\n')
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{''.join(lines)}</tbody>\n</table>\n"


def _grid(grid: Grid) -> str:
    def kind(place: int) -> str:
        return "" if place == 0 or place in grid.wide else ' class="n"'

    head = "".join(f"<th{kind(place)}>{escape(title)}</th>" for place, title in enumerate(grid.headers))
    lines = "".join(
        "<tr>"
        + "".join(f"<td{kind(place)}>{escape(cell)}</td>" for place, cell in enumerate(row))
        + "</tr>\n"
        for row in grid.rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{lines}</tbody>\n</table>\n"
