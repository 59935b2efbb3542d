"""The rows of any ledger file, as often as wanted, without holding a large CSV in memory.

What is no table is refused with what to do about it: a workbook with a password, a PDF, an empty file.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from puntual.erp.cells import Row
from puntual.erp.detect import find_delimiter, find_encoding
from puntual.erp.header_words import Entity
from puntual.erp.headers import HEADER_SEARCH_ROWS, find_header
from puntual.erp.options import Layout
from puntual.erp.sheets import LONGEST_CELL_LINES, WORKBOOKS, Sheet, read_sheets
from puntual.ports.source import SourceUnreadable

_HEAD = 1 << 18
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FOREIGN = {b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"SQLite format": "a database",
            b"\x1f\x8b": "a compressed file", b"PAR1": "a Parquet file", b"Rar!": "a compressed file",
            b"7z\xbc\xaf": "a compressed file", b"{\\rtf": "a text document"}  # fmt: skip
_TEXT_CONTROLS = frozenset(b"\t\n\r\x0c\x1a\x1b")


@dataclass(frozen=True, slots=True)
class DelimitedFile:
    """A CSV file whose encoding and delimiter were found out. `rows` reads it from its start, each time."""

    path: Path
    encoding: str
    delimiter: str

    @property
    def name(self) -> str:
        """The file's name, for messages."""
        return self.path.name

    def rows(self) -> Iterator[Row]:
        """All records, empty ones too. Raises SourceUnreadable."""
        try:
            with self.path.open(encoding=self.encoding, errors="replace", newline="") as stream:
                reader, line = csv.reader(stream, delimiter=self.delimiter), 0
                for number, row in enumerate(reader, start=1):
                    if reader.line_num - line > LONGEST_CELL_LINES:
                        raise _open_quote(self.path, number)
                    line = reader.line_num
                    yield row
        except csv.Error as error:
            raise (
                _open_quote(self.path, line + 1)
                if "field larger" in str(error)
                else _unreadable(self.path, error)
            ) from error
        except OSError as error:
            raise _unreadable(self.path, error) from error


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """One sheet of a workbook, which its reader holds in memory as a whole."""

    sheet: Sheet

    @property
    def name(self) -> str:
        """File and sheet, for messages."""
        return self.sheet.name

    def rows(self) -> Iterator[Row]:
        """All rows, from the very first."""
        return iter(self.sheet.rows)


RowFile = DelimitedFile | WorkbookSheet


def open_rows(path: Path, layout: Layout) -> list[RowFile]:
    """The file as one or more tables of rows: a CSV is one, a workbook one for each sheet with anything in it.

    The content decides what it is, not the name. Raises SourceUnreadable.
    """
    head = _head(path)
    if head.startswith((_ZIP, _OLE)) or path.suffix.lower() in WORKBOOKS:
        return _workbook(path, head, layout)
    _refuse_foreign(path, head)
    encoding = layout.encoding or encoding_of(path)
    try:
        text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(head)
    except LookupError:
        raise SourceUnreadable(f'{path}: there is no encoding "{encoding}".') from None
    text = text.lstrip("\ufeff")
    delimiter = layout.delimiter or find_delimiter(text, lambda rows: _known(rows, layout))
    return [DelimitedFile(path, "utf-8-sig" if encoding == "utf-8" else encoding, delimiter)]


def encoding_of(path: Path) -> str:
    """What the whole file is written in, read in pieces: UTF-8 as long as every byte of it fits."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        found = find_encoding(head)
        if found.startswith("utf-") and found != "utf-8":
            return found
        decoder = codecs.getincrementaldecoder("utf-8")()
        piece = head
        while piece:
            pending = decoder.getstate()[0]
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                return find_encoding(pending + piece)
            piece = stream.read(_HEAD)
    return "utf-8"


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except FileNotFoundError:
        raise SourceUnreadable(f"{path}: there is no such file. Check the name and the folder.") from None
    except IsADirectoryError:
        raise SourceUnreadable(f"{path} is a folder. Name the CSV, XLSX or ODS file in it.") from None
    except OSError as error:
        raise _unreadable(path, error) from error
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise SourceUnreadable(f"{path} is empty. Export the open invoices again.")
    return head


def _workbook(path: Path, head: bytes, layout: Layout) -> list[RowFile]:
    if not head.startswith((_ZIP, _OLE)):
        _refuse_foreign(path, head)
        raise SourceUnreadable(f"{path} is no workbook, whatever its name says. Export it as XLSX or CSV.")
    if path.suffix.lower() not in WORKBOOKS:
        raise SourceUnreadable(
            f"{path} is a workbook or an archive, not a CSV. Give a workbook its ending, .xlsx."
        )
    if head.startswith(_OLE) and _ENCRYPTED in path.read_bytes():
        raise _password(path)
    try:
        sheets = [WorkbookSheet(sheet) for sheet in read_sheets(path, Entity.RECEIVABLES, layout)]
    except SourceUnreadable as error:
        raise _password(path) if "password" in str(error).lower() else error from None
    filled = [one for one in sheets if any(any(row) for row in one.sheet.rows)]
    if not filled:
        raise SourceUnreadable(f"{path}: every sheet is empty. Export the open invoices again.")
    return list[RowFile](filled)


def _known(rows: Sequence[Row], layout: Layout) -> int:
    return len(find_header(list(islice(rows, HEADER_SEARCH_ROWS)), Entity.RECEIVABLES, layout.columns)[1].at)


def _refuse_foreign(path: Path, head: bytes) -> None:
    what = next((what for mark, what in _FOREIGN.items() if head.startswith(mark)), None)
    sample = head[:4096]
    if what is None and not find_encoding(sample).startswith(("utf-16", "utf-32")):
        odd = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in sample)
        what = "a binary file" if odd * 50 > len(sample) else None
    if what:
        raise SourceUnreadable(f"{path} is {what}, not a table. Export the invoices as CSV, XLSX or ODS.")


def _password(path: Path) -> SourceUnreadable:
    return SourceUnreadable(
        f"{path} is protected by a password. Open it, save a copy without the password, and assess the copy."
    )


def _open_quote(path: Path, number: int) -> SourceUnreadable:
    return SourceUnreadable(
        f"{path}: row {number} opens a quotation mark that is never closed. Correct that row, or export again."
    )


def _unreadable(path: Path, error: Exception) -> SourceUnreadable:
    return SourceUnreadable(f"{path}: cannot be read ({type(error).__name__}: {error}).")
