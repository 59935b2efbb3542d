"""A first preset for a database that nobody wrote one for: guessed from names, types and keys, shown, written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.types import Date, DateTime, Numeric

from puntual.erp.header_words import Entity
from puntual.erp.headers import recognise
from puntual.erp.options import SqlOptions
from puntual.erp.sql import reading_connection
from puntual.ports.source import SourceUnreadable

_WEIGHTS = {"due": 4, "balance": 4, "number": 3, "amount": 2, "customer_key": 2, "customer_name": 1, "issued": 1,
            "currency": 1, "receivable_key": 1}  # fmt: skip
_CUSTOMER_WEIGHTS = {"customer_name": 4, "phone": 4, "tax_id": 3, "customer_key": 2}
_TYPED = {"due": (Date, DateTime), "issued": (Date, DateTime), "balance": (Numeric,), "amount": (Numeric,)}
_DIALECTS = {"postgresql": "postgres", "mssql": "tsql", "mysql": "mysql", "mariadb": "mysql", "sqlite": "sqlite",
             "oracle": "oracle"}  # fmt: skip
SAMPLE_ROWS = 10


@dataclass(frozen=True, slots=True)
class Draft:
    """What was found. candidates: table and score, best first. toml: the preset file's text."""

    candidates: tuple[tuple[str, int], ...]
    receivables: str
    customers: str
    mapping: Mapping[str, str]
    sample: tuple[tuple[str, ...], ...]
    toml: str


@dataclass(frozen=True, slots=True)
class _Found:
    """One table: which columns seem to hold which fields, and how likely it is what is sought."""

    name: str
    score: int
    fields: Mapping[str, str]
    parents: Mapping[str, str] = field(default_factory=dict)


def draft(url: str, receivables: str = "", customers: str = "") -> Draft:
    """Look at all tables and views behind the address and propose a preset. Raises SourceUnreadable."""
    with reading_connection(SqlOptions(url, {})) as connection:
        tables = _tables(connection)
        ledgers = _ranked(connection, tables, Entity.RECEIVABLES, _WEIGHTS)
        books = _ranked(connection, tables, Entity.CUSTOMERS, _CUSTOMER_WEIGHTS)
        ledger = _chosen(ledgers, receivables, "receivables")
        book = _book(books, ledger, customers)
        quote = connection.dialect.identifier_preparer.quote
        queries = {"receivables": _select(ledger, quote)}
        if book is not None:
            queries["customers"] = _select(book, quote)
        sample = _sample(connection, queries["receivables"])
        kind = connection.dialect.name
    text_of_file = _toml(kind, connection.dialect.driver, queries)
    candidates = tuple((one.name, one.score) for one in ledgers if one.score > 0)
    return Draft(
        candidates, ledger.name, book.name if book else "", dict(ledger.fields), sample, text_of_file
    )


def _tables(connection: Connection) -> list[str]:
    looked = inspect(connection)
    return [*looked.get_table_names(), *looked.get_view_names()]


def _ranked(
    connection: Connection, tables: Sequence[str], entity: Entity, weights: Mapping[str, int]
) -> list[_Found]:
    looked = inspect(connection)
    found = []
    for name in tables:
        try:
            columns = looked.get_columns(name)
            keys = looked.get_foreign_keys(name)
        except SQLAlchemyError:  # a view that no longer works
            continue
        found.append(_scored(name, columns, keys, entity, weights))
    return sorted(found, key=lambda one: (-one.score, one.name))


def _scored(
    name: str, columns: Sequence[Any], keys: Sequence[Any], entity: Entity, weights: Mapping[str, int]
) -> _Found:
    titles = [column["name"] for column in columns]
    places = recognise(titles, entity).at
    fields = {each: titles[at[0]] for each, at in places.items()}
    parents = {
        key["constrained_columns"][0]: key["referred_table"] for key in keys if key["constrained_columns"]
    }
    if entity is Entity.RECEIVABLES:  # a foreign key is the customer's code rather than its name
        named = fields.get("customer_name")
        if named in parents:
            fields["customer_key"] = fields.pop("customer_name")
    score = sum(weights.get(each, 0) for each in fields)
    types = {column["name"]: column["type"] for column in columns}
    for each, kinds in _TYPED.items():
        if each in fields and isinstance(types[fields[each]], kinds):
            score += 1
    return _Found(name, score, fields, parents)


def _chosen(ranked: Sequence[_Found], wanted: str, what: str) -> _Found:
    for one in ranked:
        if one.name == wanted:
            return one
    if wanted or not ranked or ranked[0].score <= 0:
        names = ", ".join(one.name for one in ranked[:20]) or "none"
        raise SourceUnreadable(
            f"No table of {what} was found{f': {wanted}' if wanted else ''}. Tables: {names}."
        )
    return ranked[0]


def _book(ranked: Sequence[_Found], ledger: _Found, wanted: str) -> _Found | None:
    """The customers' table: the one named, else the one that the ledger's key points at, else the best."""
    if wanted:
        return _chosen(ranked, wanted, "customers")
    parent = ledger.parents.get(ledger.fields.get("customer_key", ""), "")
    others = [
        one for one in ranked if one.name != ledger.name and "customer_name" in one.fields and one.score >= 6
    ]
    return next((one for one in ranked if one.name == parent), others[0] if others else None)


def _select(found: _Found, quote: Any) -> str:
    names = {"on": "applied_on"}
    listed = ",\n       ".join(
        f"{quote(column)} AS {names.get(each, each)}" for each, column in found.fields.items()
    )
    return f"SELECT {listed}\n  FROM {quote(found.name)}"


def _sample(connection: Connection, query: str) -> tuple[tuple[str, ...], ...]:
    """Ten rows, names and phones masked. Read with a cursor, because each database limits rows in its own words."""
    result = connection.execution_options(yield_per=SAMPLE_ROWS).execute(text(query))
    hidden = {
        i for i, key in enumerate(result.keys()) if key in ("customer_name", "phone", "tax_id", "trade_name")
    }
    rows = result.fetchmany(SAMPLE_ROWS)
    result.close()
    shown = (
        tuple("***" if i in hidden and cell else str(cell) for i, cell in enumerate(row)) for row in rows
    )
    return (tuple(result.keys()), *shown)


def _toml(kind: str, driver: str, queries: Mapping[str, str]) -> str:
    parts = [
        "# Proposed by puntual erp scaffold. Check each query against your ERP, then: puntual erp preview",
        "[preset]",
        'name = "my_erp"',
        'title = "Our own system"',
        'country = "*"',
        'engine = "sql"',
        'verified = { label = "schema", on = 2026-01-01, against = "proposed from the names of its columns" }',
        "",
        "[sql]",
        f'driver = "{kind}+{driver}"',
        f'dialect = "{_DIALECTS.get(kind, "")}"',
    ]
    for entity, query in queries.items():
        parts += ["", f"[read.{entity}]", f"query = '''\n{query}\n'''"]
    return "\n".join(parts) + "\n"
