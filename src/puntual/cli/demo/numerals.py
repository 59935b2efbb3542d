"""Reads the numerals out of a message as the customer sees it: dates, amounts, document numbers, the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    name: number
    for names in (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(names.split(), 1)
}
_DATE = re.compile(r"\b(\d{1,2}) de ([a-zç]+) de (\d{4})\b|\b([A-Z][a-z]+) (\d{1,2}), (\d{4})\b")
_AMOUNT = re.compile(r"(?<![\w.,])(\d[\d.,'\u00a0\u202f]*) ([A-Z]{3})\b")
_DOCUMENT = re.compile(r"\b[A-Z]{1,3}-\d+(?:/\d+)?\b|\bC\d{4}\b")
_NUMBER = re.compile(r"\d[\d.,:/-]*\d|\d")


@dataclass(frozen=True, slots=True)
class Numerals:
    """All numerals of one text. amounts: (digits without separators, currency code)."""

    dates: tuple[date, ...]
    amounts: tuple[tuple[int, str], ...]
    documents: tuple[str, ...]
    others: tuple[str, ...]


def numerals(text: str, constants: tuple[str, ...] = ()) -> Numerals:
    """The numerals of `text`, less the `constants` that may stand in it word for word."""
    for constant in sorted(constants, key=len, reverse=True):
        if constant:
            text = text.replace(constant, " ")
    dates, text = _take_dates(text)
    amounts = tuple((int(re.sub(r"\D", "", m[1])), m[2]) for m in _AMOUNT.finditer(text))
    text = _AMOUNT.sub(" ", text)
    documents = tuple(match[0] for match in _DOCUMENT.finditer(text))
    text = _DOCUMENT.sub(" ", text)
    return Numerals(dates, amounts, documents, tuple(match[0] for match in _NUMBER.finditer(text)))


def _take_dates(text: str) -> tuple[tuple[date, ...], str]:
    """Dates in words; a day that does not exist stays in the text as plain numerals."""
    found = []
    rest = []
    place = 0
    for match in _DATE.finditer(text):
        day, month, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
        number = _MONTHS.get(month.lower())
        if number is None:
            continue
        try:
            found.append(date(int(year), number, int(day)))
        except ValueError:
            continue
        rest.append(text[place : match.start()])
        place = match.end()
    return tuple(found), " ".join([*rest, text[place:]])
