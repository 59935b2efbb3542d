"""Reading a text file whose encoding and delimiter nobody told us."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from io import StringIO

from puntual.erp.cells import Row

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_ROWS = 60
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EXPECTED = frozenset("áéíóúüñÁÉÍÓÚÜÑãõçâêôàÃÕÇÂÊÔÀºª°¿¡€–—“”‘’´·")
# Windows first: where nothing tells them apart, it is what spreadsheets write. cp850 is the DOS of older ERPs.
_ONE_BYTE = ("cp1252", "cp850", "mac_roman")


def decode(data: bytes, encoding: str | None = None) -> str:
    """The text of a file. `encoding` None finds it out. Raises ValueError (LookupError for an unknown name)."""
    name = encoding or find_encoding(data)
    try:
        return data.decode(name).lstrip("\ufeff")
    except UnicodeDecodeError:
        if name != "cp1252":
            raise ValueError(f"the file is not written in {name}") from None
        return data.decode("latin-1")  # the five codes that cp1252 leaves undefined


def find_encoding(data: bytes) -> str:
    """A byte order mark, else UTF-16 by its zero bytes, else UTF-8 where it is valid, else the likeliest page."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    head = data[:4096]
    if head.count(0) > len(head) // 4:
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        high = Counter(data.translate(None, delete=bytes(range(128))))
        return max(_ONE_BYTE, key=lambda name: _credibility(high, name))
    return "utf-8"


def _credibility(seen: Mapping[int, int], name: str) -> int:
    """Letters of our languages count for the code page, anything odd above ASCII against it."""
    score = 0
    for byte, times in seen.items():
        char = bytes((byte,)).decode(name, errors="replace")
        score += times if char in _EXPECTED else -times
    return score


def rows_of(text: str, delimiter: str) -> list[Row]:
    """All records of a delimited text, empty ones too, so that places stay true. Raises csv.Error."""
    return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))


def find_delimiter(text: str, score: Callable[[Sequence[Row]], int]) -> str:
    """The delimiter under which the first rows make most sense.

    score: how many known columns the rows name. Among equals the one that gives more rows one width wins.
    """
    first, _, _ = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4]
    return max(DELIMITERS, key=lambda delimiter: _sense(text, delimiter, score))


def _sense(text: str, delimiter: str, score: Callable[[Sequence[Row]], int]) -> tuple[int, int]:
    sample: list[Row] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            sample.append(row)
            if len(sample) == SAMPLE_ROWS:
                break
    except csv.Error:
        return (0, 0)
    widths = Counter(len(row) for row in sample if len(row) > 1)
    return score(sample), max(widths.values(), default=0)
