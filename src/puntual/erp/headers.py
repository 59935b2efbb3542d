"""Finding the header of a table, and which column is what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from puntual.domain.text import plain
from puntual.erp.cells import Cell, Row, text
from puntual.erp.header_words import STRONG, VETO, WORDS, Entity

HEADER_SEARCH_ROWS = 40
"""Reports put a letterhead, a period and a filter above their header; more than this is no report."""
_ARTICLE_WORDS = "de del la el las los lo da do das dos the of a al o e y en em por para su seu"
_ARTICLES = frozenset(_ARTICLE_WORDS.split())
_MANY = frozenset(("phone",))

ColumnMap = Mapping[str, tuple[str, ...]]
"""A company's own mapping: canonical field -> the titles of its columns, in order of preference."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field of a table is. A field has one column; `phone` may have several.

    either_customer: the name column is a bare "Cliente", which in some ledgers holds the code.
    """

    at: dict[str, tuple[int, ...]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    either_customer: bool = False

    def __contains__(self, name: str) -> bool:
        return name in self.at

    def with_codes(self) -> Columns:
        """The same, when the bare "Cliente" turns out to hold the customer's code."""
        return self._moved("customer_name", "customer_key")

    def with_state(self) -> Columns:
        """The same, when the bare "Estado" turns out to be the customer's state, not the invoice's."""
        return self._moved("status", "state")

    def _moved(self, name: str, other: str) -> Columns:
        at = {each: places for each, places in self.at.items() if each != name}
        return Columns(
            {other: self.at[name]} | at, self.unknown, self.either_customer and name != "customer_name"
        )

    def first(self, name: str) -> int | None:
        """The place of the field's column, None where the table has none."""
        places = self.at.get(name)
        return places[0] if places else None


@lru_cache(maxsize=4096)
def plain_header(title: str) -> str:
    """A title without case, accents, punctuation and articles; "InvoiceDate" and "invoice_date" are one."""
    parted = re.sub(
        r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", title.replace("WhatsApp", "Whatsapp")
    )
    bare = plain(parted.casefold().replace("nº", "no ").replace("n°", "no "))
    # "R.F.C." and "r f c" are "rfc".
    words = re.sub(r"\b[a-z](?: [a-z]\b)+", lambda run: run.group().replace(" ", ""), bare).split()
    return " ".join(word for word in words if word not in _ARTICLES) or " ".join(words)


@lru_cache(maxsize=16)
def _vocabulary(entity: Entity) -> dict[str, tuple[str, int]]:
    """Plain title -> (field, rank) for one kind of table."""
    known: dict[str, tuple[str, int]] = {}
    for name, listed in WORDS[entity].items():
        for rank, title in enumerate(listed.split("|")):
            known.setdefault(plain_header(title), (name, rank))
    return known


def recognise(headers: Sequence[str], entity: Entity, mapping: ColumnMap | None = None) -> Columns:
    """Which field each column holds. The company's mapping wins over the words that are known."""
    at: dict[str, tuple[int, ...]] = {}
    taken: set[int] = set()
    bare = [plain_header(title) for title in headers]
    for name, titles in (mapping or {}).items():
        places = tuple(i for title in titles for i in _places(headers, bare, title))
        if places and name in WORDS[entity]:
            at[name] = places if name in _MANY else places[:1]
            taken.update(at[name])
    _claim(at, taken, _exact(bare, entity))
    _claim(at, taken, _loose(bare, taken, entity))
    either = _settle_customer(at)
    if "trade_name" in at:
        at.setdefault("customer_name", at["trade_name"])
    used = {place for places in at.values() for place in places}
    unknown = tuple(headers[i] for i in range(len(headers)) if i not in used and headers[i].strip())
    return Columns(at, unknown, either)


def find_header(rows: Sequence[Row], entity: Entity, mapping: ColumnMap | None = None) -> tuple[int, Columns]:
    """The row that names most columns, among the first ones, and what it names. Row 0 where none does."""
    best, best_columns = 0, Columns()
    for index, row in enumerate(rows[:HEADER_SEARCH_ROWS]):
        if not any(isinstance(cell, str) and cell.strip() for cell in row):
            continue
        columns = recognise(titles(row), entity, mapping)
        if len(columns.at) > len(best_columns.at):
            best, best_columns = index, columns
    return best, best_columns


def titles(row: Sequence[Cell]) -> tuple[str, ...]:
    """A header row as text."""
    return tuple(text(cell) for cell in row)


def _places(headers: Sequence[str], bare: Sequence[str], title: str) -> list[int]:
    exact = [i for i, header in enumerate(headers) if header.strip() == title.strip()]
    return exact or [i for i, header in enumerate(bare) if header == plain_header(title)]


def _exact(bare: Sequence[str], entity: Entity) -> list[tuple[str, int, int]]:
    known = _vocabulary(entity)
    return [(known[title][0], known[title][1], i) for i, title in enumerate(bare) if title in known]


def _loose(bare: Sequence[str], taken: set[int], entity: Entity) -> list[tuple[str, int, int]]:
    """Titles with a strong word among few others."""
    claims = []
    for i, title in enumerate(bare):
        words = title.split()
        if i in taken or VETO.intersection(words) or len([w for w in words if not w.isdigit()]) > 4:
            continue
        for name, strong in STRONG.items():
            rank = next((r for r, word in enumerate(strong) if f" {word} " in f" {title} "), None)
            if rank is not None and name in WORDS[entity]:
                claims.append((name, rank, i))
                break
    return claims


def _claim(at: dict[str, tuple[int, ...]], taken: set[int], claims: list[tuple[str, int, int]]) -> None:
    """Give each field that is still free its best column, and `phone` all of them, best first."""
    by_field: dict[str, list[tuple[int, int]]] = {}
    for name, rank, place in claims:
        if place not in taken and name not in at:
            by_field.setdefault(name, []).append((rank, place))
    for name, ranked in by_field.items():
        places = tuple(place for _, place in sorted(ranked))
        at[name] = places if name in _MANY else places[:1]
        taken.update(at[name])


def _settle_customer(at: dict[str, tuple[int, ...]]) -> bool:
    """A bare "Cliente" is the name where no other column is, else the code, else nothing new."""
    bare = at.pop("customer", None)
    if bare is None:
        return False
    if "customer_name" not in at:
        at["customer_name"] = bare
        return "customer_key" not in at
    at.setdefault("customer_key", bare)
    return False
