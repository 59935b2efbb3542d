"""The assessment as a PDF, by reportlab (the extra `reports`)."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import Any, assert_never

from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from puntual.cli.assess.as_html import BAR_COLOURS
from puntual.cli.assess.report import Bars, Block, Facts, Grid, Report, Section, Words
from puntual.rules.assessment import Answer

_PADDING = 6  # of the frame that reportlab puts the text into
_WIDTH = A4[0] - 36 * mm - 2 * _PADDING
_BAR = 52 * mm
_INK, _SOFT, _LINE = colors.HexColor("#1f2a30"), colors.HexColor("#5a6a73"), colors.HexColor("#dfe5e8")
_PAPER = {
    "automate": ("#eef7f2", "#2c7a51"),
    "pilot": ("#fdf6e7", "#b7791f"),
    "not_yet": ("#fcefed", "#a5382c"),
}
# The standard fonts have no marks such as ✓, so the outcome of each question is a letter-sized sign they do have.
_MARKS = {Answer.BAD: ("×", "#a5382c"), Answer.WEAK: ("!", "#8a5a12"), Answer.UNKNOWN: ("?", "#8a5a12"),
          Answer.GOOD: ("+", "#2c7a51")}  # fmt: skip
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9.5, leading=13, textColor=_INK)
_SMALL = ParagraphStyle("small", parent=_BODY, fontSize=8, leading=10.5, textColor=_SOFT)
_LABEL = ParagraphStyle("label", parent=_BODY, textColor=_SOFT)
_RIGHT = ParagraphStyle("right", parent=_BODY, alignment=2)
_RIGHT_LABEL = ParagraphStyle("right_label", parent=_LABEL, alignment=2)
_BOLD = ParagraphStyle("bold", parent=_BODY, fontName="Helvetica-Bold")
_TITLE = ParagraphStyle("title", parent=_BOLD, fontSize=17, leading=21)
_HEADING = ParagraphStyle("heading", parent=_BOLD, fontSize=11.5, leading=15, spaceBefore=12, spaceAfter=4)


def as_pdf(report: Report) -> bytes:
    """The whole document. Letters that Latin-1 lacks come out as "?": the standard fonts have no others."""
    held = BytesIO()
    document = SimpleDocTemplate(
        held, pagesize=A4, leftMargin=18 * mm, rightMargin=18 * mm, topMargin=16 * mm, bottomMargin=16 * mm,
        title=_latin(report.title), subject=_latin(report.subtitle), author="Puntual", lang=report.language,
    )  # fmt: skip
    story: list[Any] = [_p(report.title, _TITLE), _p(report.subtitle, _LABEL), Spacer(1, 8), _verdict(report)]
    story += [Spacer(1, 8), _facts(report.headline)]
    for section in report.sections:
        story += _section(section)
    story += [Spacer(1, 12), _p(report.footer, _SMALL)]
    document.build(story, onFirstPage=_number, onLaterPages=_number)
    return held.getvalue()


def _number(canvas: Any, document: Any) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.setFillColor(_SOFT)
    canvas.drawRightString(A4[0] - 18 * mm, 9 * mm, str(document.page))


def _p(text: str, style: ParagraphStyle = _BODY) -> Paragraph:
    return Paragraph(escape(_latin(text), quote=False), style)


def _latin(text: str) -> str:
    return text.encode("cp1252", errors="replace").decode("cp1252")


def _verdict(report: Report) -> Table:
    paper, edge = _PAPER[report.verdict]
    rows: list[list[Any]] = [[_p(report.verdict_text, _BOLD), ""]]
    for answer, text in report.reasons:
        sign, colour = _MARKS[answer]
        mark = ParagraphStyle("mark", parent=_BOLD, textColor=colors.HexColor(colour))
        rows.append([_p(sign, mark), _p(text)])
    return Table(rows, hAlign="LEFT", colWidths=[7 * mm, _WIDTH - 7 * mm], style=TableStyle([
        ("SPAN", (0, 0), (1, 0)),
        ("BACKGROUND", (0, 0), (-1, -1), colors.HexColor(paper)),
        ("LINEBEFORE", (0, 0), (0, -1), 3, colors.HexColor(edge)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, 0), 7), ("BOTTOMPADDING", (0, -1), (-1, -1), 7),
    ]))  # fmt: skip


def _section(section: Section) -> list[Any]:
    """The heading stays with its first block; a long table may go on over the page."""
    blocks = [_block(block) for block in section.blocks]
    return [KeepTogether([_p(section.title, _HEADING), *blocks[:1]]), *blocks[1:]]


def _block(block: Block) -> Any:
    match block:
        case Words():
            return _p(block.text)
        case Facts():
            return _facts(block.rows)
        case Bars():
            return _bars(block)
        case Grid():
            return _grid(block)
        case _:
            assert_never(block)


def _facts(rows: tuple[tuple[str, str], ...]) -> Any:
    if not rows:
        return Spacer(1, 1)
    cells = [[_p(label, _LABEL), _p(value)] for label, value in rows]
    return Table(cells, hAlign="LEFT", colWidths=[78 * mm, _WIDTH - 78 * mm], style=_plain(lines=False))


def _bars(bars: Bars) -> Table:
    longest = max((value for _, value, _ in bars.rows), default=0.0) or 1.0
    first, *others = bars.headers
    rows: list[list[Any]] = [[_p(first, _LABEL), "", *(_p(title, _RIGHT_LABEL) for title in others)]]
    for place, (label, value, texts) in enumerate(bars.rows):
        drawing = Drawing(_BAR, 9)
        colour = colors.HexColor(BAR_COLOURS[min(place, len(BAR_COLOURS) - 1)])
        drawing.add(Rect(0, 0, max(_BAR * value / longest, 0.2), 9, fillColor=colour, strokeColor=None))
        rows.append([_p(label), drawing, *(_p(text, _RIGHT) for text in texts)])
    widths = [30 * mm, _BAR + 4 * mm, 46 * mm, 18 * mm]
    style = _plain()
    style.add("VALIGN", (1, 1), (1, -1), "MIDDLE")
    return Table(rows, hAlign="LEFT", colWidths=[*widths, _WIDTH - sum(widths)], style=style, repeatRows=1)


def _grid(grid: Grid) -> Table:
    def style(place: int, head: bool) -> ParagraphStyle:
        left = place == 0 or place in grid.wide
        if head:
            return _LABEL if left else _RIGHT_LABEL
        return _BODY if left else _RIGHT

    rows = [[_p(title, style(place, True)) for place, title in enumerate(grid.headers)]]
    rows += [[_p(cell, style(place, False)) for place, cell in enumerate(row)] for row in grid.rows]
    first = 48 * mm if grid.wide else 70 * mm
    others = len(grid.headers) - 1
    widths = [20 * mm if place + 1 not in grid.wide and grid.wide else 0 for place in range(others)]
    rest = (_WIDTH - first - sum(widths)) / max(widths.count(0), 1)
    return Table(
        rows,
        hAlign="LEFT",
        colWidths=[first, *(width or rest for width in widths)],
        style=_plain(),
        repeatRows=1,
    )


def _plain(*, lines: bool = True) -> TableStyle:
    rule = [("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINE)] if lines else []
    return TableStyle([
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2), *rule,
    ])  # fmt: skip
