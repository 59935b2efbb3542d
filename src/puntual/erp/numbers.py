"""Amounts as people and programs write them, in a column whose decimal sign must be found out.

A single "1.250" says nothing: it is twelve hundred and fifty, or one and a quarter. So the sign is decided for the
whole column from the cells that can be read in one way only, and never cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from puntual.erp.cells import Cell, Unreadable
from puntual.erp.currencies import code_in, is_currency_word

_CORE = re.compile(r"[.,]?[0-9](?:[0-9.,'’ \u00a0\u202f]*[0-9])?")
# In order: the first that fits says what the separators can be.
_SHAPES = re.compile(
    r"(?P<PLAIN>\d+)"
    r"|(?P<EITHER>[1-9]\d{0,2}[.,]\d{3})"
    r"|(?P<POINT>\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d*\.\d+)"
    r"|(?P<COMMA>\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d*,\d+)",
    re.ASCII,
)
_SPACES = re.compile(r"['’ \u00a0\u202f]")
_GROUPS = re.compile(r"^[0-9]{1,3}(?:['’ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?$")
DOMINANT = 10
"""How many cells must show one sign for each that shows the other, to call the other a slip of the hand."""


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a column writes numbers. decimal: "." or ","; None where no cell shows it. mixed: cells disagree.

    cents: every cell that shows the decimal sign has one or two digits behind it.
    """

    decimal: str | None
    mixed: bool = False
    assumed: bool = False
    cents: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in major units, and the currency where the cell itself names one."""

    value: Decimal
    currency: str | None = None


class _Shape(Enum):
    PLAIN = 0  # no separator
    POINT = 1  # the decimal sign can only be "."
    COMMA = 2
    EITHER = 3  # one separator with three digits behind it
    BAD = 4


@dataclass(frozen=True, slots=True)
class _Written:
    """A cell of text taken apart: digits with their separators, sign, and the currency beside them."""

    core: str
    negative: bool
    currency: str | None
    shape: _Shape


def style_of(columns: Iterable[Sequence[Cell]], preferred: str | None = None) -> NumberStyle:
    """The decimal sign of columns that were written by one hand. `preferred`: the company's own setting.

    Without any evidence a lone separator before three digits parts thousands, because money has no three
    decimals in our currencies; the style then says that it was assumed.
    """
    seen = [written for column in columns for written in map(_take_apart, _texts(column)) if written]
    point = sum(written.shape is _Shape.POINT for written in seen)
    comma = sum(written.shape is _Shape.COMMA for written in seen)
    cents = all(_decimals(written) <= 2 for written in seen if written.shape in (_Shape.POINT, _Shape.COMMA))
    if point > DOMINANT * comma:
        return NumberStyle(".", cents=cents)
    if comma > DOMINANT * point:
        return NumberStyle(",", cents=cents)
    if point:
        return NumberStyle(preferred, mixed=preferred is None, cents=cents)
    either = any(written.shape is _Shape.EITHER for written in seen)
    return NumberStyle(preferred, assumed=preferred is None and either)


def amounts(column: Sequence[Cell], style: NumberStyle) -> list[Amount | Unreadable | None]:
    """Each cell's amount; None where it is blank. Floats are taken by their shortest text, never as binary."""
    return [_from_text(cell, style) if isinstance(cell, str) else _from_number(cell) for cell in column]


def _texts(column: Sequence[Cell]) -> list[str]:
    return list(dict.fromkeys(cell for cell in column if isinstance(cell, str)))


def _from_number(cell: Cell) -> Amount | Unreadable | None:
    if cell is None:
        return None
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        return Unreadable(str(cell))
    value = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
    return Amount(value) if value.is_finite() else Unreadable(str(cell))


def _from_text(raw: str, style: NumberStyle) -> Amount | Unreadable | None:
    if not raw.strip() or raw.strip() in ("-", "--", "$ -", "$-"):
        # Spreadsheets show zero as a dash in the accounting format, but people type it for "nothing".
        return None
    written = _take_apart(raw)
    if written is None or written.shape is _Shape.BAD:
        return Unreadable(raw.strip())
    odd_one_out = style.cents and style.decimal is not None and style.decimal in written.core
    if written.shape is _Shape.EITHER and (style.mixed or odd_one_out):
        # "1.250" among amounts with two decimals: a slip for 1,250 or for 1.25. Never guessed.
        return Unreadable(raw.strip(), ambiguous=True)
    digits = _SPACES.sub("", written.core)
    decimal = _decimal_sign(written.shape, digits, style)
    whole, _, fraction = digits.rpartition(decimal) if decimal in digits else (digits, "", "")
    whole = whole.replace(".", "").replace(",", "")
    value = Decimal(f"{whole or '0'}.{fraction or '0'}")
    return Amount(-value if written.negative else value, written.currency)


def _decimals(written: _Written) -> int:
    return len(re.split("[.,]", written.core)[-1])


def _decimal_sign(shape: _Shape, digits: str, style: NumberStyle) -> str:
    if shape is _Shape.POINT:
        return "."
    if shape is _Shape.COMMA:
        return ","
    if style.decimal is not None:
        return style.decimal
    return "," if "." in digits else "."


@lru_cache(maxsize=262144)
def _take_apart(raw: str) -> _Written | None:
    """None where the cell holds no number at all or something beside it that is no currency."""
    found = _CORE.search(raw)
    if found is None:
        return None
    if found.span() == (0, len(raw)):
        return _Written(raw, False, None, _shape(raw))
    before, after = raw[: found.start()].strip(), raw[found.end() :].strip()
    around = f"{before} {after}"
    if any(char.isdigit() for char in around):
        return None
    negative = (
        "-" in around or "−" in around or ((before.endswith("(") or before.startswith("(")) and ")" in after)
    )
    affix = re.sub(r"[-−()+]", " ", around).strip()
    if affix and not is_currency_word(affix):
        return None
    return _Written(found.group(), negative, code_in(affix) if affix else None, _shape(found.group()))


def _shape(core: str) -> _Shape:
    bare = core
    if _SPACES.search(core):
        if not _GROUPS.match(core):
            return _Shape.BAD
        bare = _SPACES.sub("", core)
    found = _SHAPES.fullmatch(bare)
    shape = _Shape[found.lastgroup] if found and found.lastgroup else _Shape.BAD
    if bare != core and shape is _Shape.EITHER:  # blanks part the thousands, so the sign is a decimal one
        return _Shape.POINT if "." in bare else _Shape.COMMA
    return shape
