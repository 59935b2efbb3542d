"""Dates as people and programs write them, in a column whose order of day and month must be found out.

"03/04/2026" is in March or in April. The order is decided for the whole column from the cells that can be read in one
way only; a column that contradicts itself keeps its unambiguous cells and gives the others up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from puntual.domain.text import unaccented
from puntual.erp.cells import Cell, Unreadable

_EXCEL_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)  # 1954 to 2119: a number outside is no date
EARLIEST = date(1980, 1, 1)
"""Before this, ERPs mean "no date" (1899-12-30, 1900-01-01, 1970-01-01 and the like)."""

DOMINANT = 10
"""How many cells must show one order for each that shows the other, to call the other a slip of the hand."""

_TIME = re.compile(
    r"[T\s,]+\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\s*(?:[ap]\.?\s?m\.?)?\s*(?:z|[+-]\d{2}:?\d{2})?$", re.I
)
_NUMERIC = re.compile(r"^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})$")
_YEAR_FIRST = re.compile(r"^(\d{4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,2})$")
_COMPACT = re.compile(r"^(19|20)(\d{2})(\d{2})(\d{2})$")
_DAY_MONTH_NAME = re.compile(
    r"^(\d{1,2})[ºo°]?[\W_]*(?:de\s+)?([a-z]{3,10})[\W_]*(?:de[l]?\s+)?(\d{4}|\d{2})$"
)
_MONTH_NAME_DAY = re.compile(
    r"^([a-z]{3,10})[\W_]*(\d{1,2})(?:st|nd|rd|th)?[\W_]+(?:de[l]?\s+)?(\d{4}|\d{2})$"
)
_WEEKDAY = re.compile(
    r"^(?:lun|mar|mie|jue|vie|sab|dom|seg|ter|qua|qui|sex|mon|tue|wed|thu|fri|sat|sun)[a-z]*(?:-feira)?[.,]?\s+(?=\S*\s*\d)"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "ene enero jan janeiro january", "feb febrero fev fevereiro february", "mar marzo marco march",
            "abr abril apr april", "may mayo mai maio", "jun junio junho june", "jul julio julho july",
            "ago agosto aug august", "sep sept septiembre setiembre set setembro september",
            "oct octubre out outubro october", "nov noviembre novembro november",
            "dic diciembre dez dezembro dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip


class DateOrder(StrEnum):
    """Which comes first where all three parts are digits."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a column writes dates. order None and `mixed`: its cells contradict each other.

    swapped: all date cells have days up to 12 and all text cells days above. That is what a spreadsheet
    leaves behind that read a file in the wrong order: the date cells are then wrong.
    """

    order: DateOrder | None
    mixed: bool = False
    assumed: bool = False
    swapped: bool = False


def style_of(columns: Iterable[Sequence[Cell]], preferred: DateOrder | None, habit: DateOrder) -> DateStyle:
    """The order in columns that were written by one hand.

    preferred: the company's own setting. habit: the country's, used (and said so) where nothing shows it.
    """
    seen = Counter(cell for column in columns for cell in column if isinstance(cell, str | date))
    day_first = month_first = open_questions = native_low = native_high = 0
    for cell, times in seen.items():
        if isinstance(cell, date):
            native_low, native_high = (
                native_low + times * (cell.day <= 12),
                native_high + times * (cell.day > 12),
            )
        elif parts := _NUMERIC.match(_clean(cell)):
            first, second = int(parts.group(1)), int(parts.group(2))
            day_first += times * (second <= 12 < first)
            month_first += times * (first <= 12 < second)
            open_questions += first <= 12 and second <= 12 and first != second
    swapped = day_first + month_first >= 3 and native_low >= 3 and not native_high and not open_questions
    if day_first > DOMINANT * month_first:
        return DateStyle(DateOrder.DAY_FIRST, swapped=swapped)
    if month_first > DOMINANT * day_first:
        return DateStyle(DateOrder.MONTH_FIRST, swapped=swapped)
    if day_first:
        return DateStyle(preferred, mixed=preferred is None, swapped=swapped)
    return DateStyle(preferred or habit, assumed=preferred is None and open_questions > 0)


def dates(column: Sequence[Cell], style: DateStyle) -> list[date | Unreadable | None]:
    """Each cell's date; None where it is blank. A time of day is dropped: ERP dates are local days."""
    known: dict[Cell, date | Unreadable | None] = {}
    result: list[date | Unreadable | None] = []
    for cell in column:
        if cell not in known:
            known[cell] = _plausible(_read(cell, style), cell)
        result.append(known[cell])
    return result


def _plausible(value: date | Unreadable | None, cell: Cell) -> date | Unreadable | None:
    return Unreadable(str(cell)) if isinstance(value, date) and value < EARLIEST else value


def _read(cell: Cell, style: DateStyle) -> date | Unreadable | None:
    if cell is None:
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        return _from_number(cell)
    if not isinstance(cell, str):
        return Unreadable(str(cell))
    return _from_text(cell, style) if cell.strip() else None


def _from_number(cell: float | Decimal) -> date | Unreadable:
    """An Excel day number, or 20260331."""
    whole = int(cell) if 0 < cell < 1_000_000_000 else 0
    if whole in _SERIALS:
        return _EXCEL_DAY_ZERO + timedelta(days=whole)
    compact = _COMPACT.match(str(whole))
    return (_made(compact, (1, 2), 3, 4) if compact else None) or Unreadable(str(cell))


def _from_text(cell: str, style: DateStyle) -> date | Unreadable:
    text = _clean(cell)
    if year_first := _YEAR_FIRST.match(text):
        return _made(year_first, (1,), 2, 3) or Unreadable(cell.strip())
    if compact := _COMPACT.match(text):
        return _made(compact, (1, 2), 3, 4) or Unreadable(cell.strip())
    if numeric := _NUMERIC.match(text):
        return _numeric(numeric, style, cell)
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", text):
        return _from_number(int(text[:5]))
    return _named_month(text) or Unreadable(cell.strip())


def _numeric(parts: re.Match[str], style: DateStyle, cell: str) -> date | Unreadable:
    first, second, year = int(parts.group(1)), int(parts.group(2)), _year(parts.group(3))
    one_way = first > 12 or second > 12 or first == second
    if style.order is None and not one_way:
        return Unreadable(cell.strip(), ambiguous=True)
    day_first = second <= 12 if style.order is None else style.order is DateOrder.DAY_FIRST
    day, month = (first, second) if day_first else (second, first)
    return _date(year, month, day) or Unreadable(cell.strip())


def _named_month(text: str) -> date | None:
    if not (_DAY_MONTH_NAME.match(text) or _MONTH_NAME_DAY.match(text)):
        text = _WEEKDAY.sub("", text)
    if found := _DAY_MONTH_NAME.match(text):
        day, name, year = found.groups()
    elif found := _MONTH_NAME_DAY.match(text):
        name, day, year = found.groups()
    else:
        return None
    month = _MONTHS.get(name)
    return _date(_year(year), month, int(day)) if month else None


def _clean(cell: str) -> str:
    """Lower case, without accents, apostrophe in front, or time of day behind."""
    return _TIME.sub("", unaccented(cell.strip().lstrip("'"))).strip().rstrip(".")


def _made(parts: re.Match[str], year: tuple[int, ...], month: int, day: int) -> date | None:
    return _date(int("".join(parts.group(i) for i in year)), int(parts.group(month)), int(parts.group(day)))


def _year(digits: str) -> int:
    """Two digits below 70 are of this century."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
