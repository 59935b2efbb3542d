"""Which column of a stranger's ledger is what: the words that the sync knows, and those of foreign exports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from puntual.erp.cells import Row, Table
from puntual.erp.header_words import WORDS, Entity
from puntual.erp.headers import HEADER_SEARCH_ROWS, Columns, find_header, plain_header, recognise, titles
from puntual.erp.ledger_file import RowFile
from puntual.erp.options import Home, Layout
from puntual.erp.portfolio import settle_state
from puntual.erp.reading import Reading
from puntual.erp.sheets import FoundTable

# Titles of exports that a sync would not read, but whose figures an assessment can use.
_EXTRA = {
    "days_to_settle": "days to settle | dias hasta el pago | dias para pagar | dias de pago | days to pay",
    "disputed": "disputed | dispute | in dispute | disputada | en disputa | disputado | em disputa | contestada",
    "due": "due in date | payable by | net due date | fecha de vencimiento neto",
    "settled_on": "clear date | clearing | fecha compensacion | fecha de compensacion | data compensacao",
    "balance": "total open amount | amount in local currency | importe abierto",
    "customer_key": "cust number | cust no | debtor number | numero deudor",
    "customer_name": "name customer | debtor name | nombre deudor",
    "currency": "invoice currency | document currency | moneda documento",
    "number": "invoice ref no | doc id",
}
# Understood, and not needed: what they say is computed, or says nothing of the debt.
_KNOWN_AND_UNUSED = ("paperless bill", "paperless date", "days late", "dias atraso", "dias de atraso")
_EXTRA_WORDS = {plain_header(title): name for name, listed in _EXTRA.items() for title in listed.split("|")}
STATE_ROWS = 2000
"""So many rows show whether "Estado" is where a customer lives or how an invoice stands."""
NOWHERE = Home(country="", currency="XXX")
"""The home of a ledger of which nothing is known."""
GROUPS: tuple[tuple[str, ...], ...] = (
    ("amount", "balance"),
    ("due", "credit_days"),
    ("customer_key", "customer_name", "tax_id"),
)
"""What an assessment cannot do without; of each group one column is enough."""
FIELDS = tuple(dict.fromkeys((*WORDS[Entity.RECEIVABLES], "days_to_settle", "disputed")))


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """A file's table: its header, what its columns are, and where its rows begin (1-based row of the source)."""

    file: RowFile
    headers: tuple[str, ...]
    columns: Columns
    first_row: int

    @property
    def missing(self) -> tuple[tuple[str, ...], ...]:
        """The groups of fields of which no column was recognised."""
        lacking = [group for group in GROUPS if not any(name in self.columns for name in group)]
        return tuple(lacking)

    def example(self, place: int) -> str:
        """The first filled cell of a column, for a question to a person."""
        rows = islice(self.file.rows(), self.first_row - 1, self.first_row + 200)
        return next((str(row[place]).strip() for row in rows if place < len(row) and row[place]), "")


def find_ledger(files: Sequence[RowFile], mapping: Mapping[str, tuple[str, ...]]) -> LedgerTable:
    """The sheet that lacks least and names most, and what its columns are. Something is always found.

    mapping: what a person said, field -> titles; it wins over the words that are known.
    """
    tables = [_table(file, mapping) for file in files]
    return min(tables, key=lambda one: (len(one.missing), -len(one.columns.at)))


def with_columns(table: LedgerTable, told: Mapping[str, int]) -> LedgerTable:
    """The same table, where a person said which columns hold some fields."""
    taken = set(told.values())
    at = {name: kept for name, places in table.columns.at.items()
          if name not in told and (kept := tuple(place for place in places if place not in taken))}  # fmt: skip
    at |= {name: (place,) for name, place in told.items()}
    used = {place for places in at.values() for place in places}
    unknown = tuple(title for place, title in enumerate(table.headers) if place not in used and title.strip())
    return replace(table, columns=Columns(at, unknown, table.columns.either_customer))


def _table(file: RowFile, mapping: Mapping[str, tuple[str, ...]]) -> LedgerTable:
    head: list[Row] = list(islice(file.rows(), HEADER_SEARCH_ROWS))
    index, columns = find_header(head, Entity.RECEIVABLES, mapping)
    if len(columns.at) < 2:
        index = _likely_header(head)
    headers = titles(head[index]) if head else ()
    columns = recognise(headers, Entity.RECEIVABLES, mapping)
    rows = list(islice(file.rows(), index + 1, index + 1 + STATE_ROWS))
    reading = Reading(FoundTable(Table(file.name, headers, rows), columns), NOWHERE, Layout())
    settle_state(reading)
    return LedgerTable(file, headers, _with_extra(headers, reading.found.columns), index + 2)


def _likely_header(head: Sequence[Row]) -> int:
    """The first row with most words: a header in a language that is not known here."""
    words = [sum(isinstance(cell, str) and any(map(str.isalpha, cell)) for cell in row) for row in head]
    return words.index(max(words)) if words else 0


def _with_extra(headers: Sequence[str], columns: Columns) -> Columns:
    """A foreign export's title is taken for what it says in full, before a word of it that looks like another's."""
    extra: dict[str, int] = {}
    for place, title in enumerate(headers):
        if name := _EXTRA_WORDS.get(plain_header(title)):
            extra.setdefault(name, place)
    taken = set(extra.values())
    at = {name: kept for name, places in columns.at.items()
          if (kept := tuple(place for place in places if place not in taken))}  # fmt: skip
    at = {name: (place,) for name, place in extra.items()} | at
    used = {place for places in at.values() for place in places}
    unknown = tuple(
        title for place, title in enumerate(headers)
        if place not in used and title.strip() and plain_header(title) not in _KNOWN_AND_UNUSED
    )  # fmt: skip
    return Columns(at, unknown, columns.either_customer)
