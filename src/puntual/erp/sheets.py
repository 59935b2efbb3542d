"""CSV files and workbooks as tables: the right sheet, the right header row, merged cells filled."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import python_calamine

from puntual.erp.cells import Row, Table
from puntual.erp.detect import decode, find_delimiter, rows_of
from puntual.erp.header_words import Entity
from puntual.erp.headers import Columns, find_header, recognise, titles
from puntual.erp.options import Layout
from puntual.ports.source import SourceUnreadable

LONGEST_CELL_LINES = 20
PLAIN_LISTS = frozenset((Entity.EXCLUSIONS, Entity.OPT_OUTS))
WORKBOOKS = frozenset((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"))
_CANNOT = (OSError, csv.Error, ValueError, LookupError, python_calamine.CalamineError)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All cells of a CSV file, or of one sheet of a workbook, from its very first row."""

    name: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table and what its columns are."""

    table: Table
    columns: Columns


def read_sheets(path: Path, entity: Entity, layout: Layout) -> list[Sheet]:
    """Every sheet of the file. `entity` helps to tell the delimiter. Raises SourceUnreadable."""
    try:
        if path.suffix.lower() in WORKBOOKS:
            with python_calamine.load_workbook(str(path)) as book:
                return _workbook(path.name, book)
        return [_delimited(path.name, path.read_bytes(), entity, layout)]
    except FileNotFoundError:
        raise SourceUnreadable(f"{path}: there is no such file. Check [source] in puntual.toml.") from None
    except _CANNOT as error:
        raise SourceUnreadable(f"{path}: cannot be read ({type(error).__name__}: {error}).") from error


def sheets_of(name: str, raw: bytes, entity: Entity, layout: Layout) -> list[Sheet]:
    """Every sheet of a file that was read already; the end of its name says what it is. Raises SourceUnreadable."""
    try:
        if name.lower().endswith(tuple(WORKBOOKS)):
            with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
                return _workbook(name, book)
        return [_delimited(name, raw, entity, layout)]
    except _CANNOT as error:
        raise SourceUnreadable(f"{name}: cannot be read ({type(error).__name__}: {error}).") from error


def find_table(sheets: Sequence[Sheet], entity: Entity, layout: Layout) -> FoundTable | None:
    """The sheet that names most columns of `entity`, cut below its header; None where none names enough.

    One column is enough for a plain list (an exclusion list of customer codes), two for anything else.
    """
    enough = 1 if entity in PLAIN_LISTS else 2
    best: tuple[int, Sheet, int] | None = None
    for sheet in sheets:
        index, columns = find_header(sheet.rows, entity, layout.columns)
        if len(columns.at) >= enough and (best is None or len(columns.at) > best[0]):
            best = (len(columns.at), sheet, index)
    if best is None:
        return None
    _, sheet, index = best
    return _cut(sheet, index, entity, layout)


def _cut(sheet: Sheet, header: int, entity: Entity, layout: Layout) -> FoundTable:
    headers = titles(sheet.rows[header])
    table = Table(sheet.name, headers, sheet.rows[header + 1 :], first_row=header + 2)
    return FoundTable(table, recognise(headers, entity, layout.columns))


def _delimited(name: str, raw: bytes, entity: Entity, layout: Layout) -> Sheet:
    text = decode(raw, layout.encoding)

    def known_columns(rows: Sequence[Row]) -> int:
        return len(find_header(rows, entity, layout.columns)[1].at)

    delimiter = layout.delimiter or find_delimiter(text, known_columns)
    rows = rows_of(text, delimiter)
    if text.count("\n") - len(rows) > LONGEST_CELL_LINES:
        _refuse_open_quote(rows)
    return Sheet(name, rows)


def _refuse_open_quote(rows: Sequence[Row]) -> None:
    """A quotation mark that is never closed swallows the rest of the file into one cell."""
    for number, row in enumerate(rows, start=1):
        if any(isinstance(cell, str) and cell.count("\n") > LONGEST_CELL_LINES for cell in row):
            raise ValueError(f"row {number} opens a quotation mark that is never closed")


def _workbook(name: str, book: python_calamine.CalamineWorkbook) -> list[Sheet]:
    sheets = [book.get_sheet_by_name(title) for title in book.sheet_names]
    return [Sheet(f"{name} [{sheet.name}]", _filled(sheet)) for sheet in sheets]


def _filled(sheet: python_calamine.CalamineSheet) -> list[Row]:
    """The cells from A1 on. A merged area means its one value in each of its cells that a row needs."""
    rows = [[None if cell == "" else cell for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if bottom == top or right > left:
            continue  # a merged title, not a value that several rows share
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row):
                row[left] = rows[top][left]
    return list[Row](rows)
