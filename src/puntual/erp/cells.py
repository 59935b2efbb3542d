"""One cell of a table, whatever program wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

Cell = str | int | float | Decimal | bool | date | datetime | time | timedelta | None
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that holds something, but not what its column should hold. `ambiguous`: it reads in two ways."""

    text: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its rows. `first_row` is the 1-based place of the first row in the source.

    name: the file (and sheet) or query, for messages.
    """

    name: str
    headers: tuple[str, ...]
    rows: list[Row]
    first_row: int = 1


def text(cell: Cell) -> str:
    """The cell as one line of text; whole floats as integers, because spreadsheets turn codes into floats."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return " ".join(cell.split())
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, Decimal):
        return format(cell.normalize(), "f") if cell.is_finite() else ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return str(cell)


def is_blank(cell: Cell) -> bool:
    """Whether there is nothing in the cell to read."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
