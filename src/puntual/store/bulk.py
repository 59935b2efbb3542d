"""Writing many rows at once, in the same words for both databases.

Django's bulk methods build an expression and prepare a value for each row and field; planning a large
portfolio cannot afford that. Here one prepared statement runs over tuples on SQLite; PostgreSQL, where each
row of a batch costs a message of the protocol, gets all rows as one JSON value in one statement. The caller
puts values into the database's form with `as_uuid`, `as_json` and `as_instant`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, models

# SQLite takes 32,766 parameters in a statement at the least.
_MOST_IDS = 10_000

Rows = Sequence[tuple[Any, ...]]


def as_uuid(value: UUID) -> Any:
    """A UUID as this database keeps it."""
    return value if connection.vendor == "postgresql" else value.hex


def as_json(value: Any) -> Any:
    """A JSON value as this database takes it."""
    return value if connection.vendor == "postgresql" else msgspec.json.encode(value).decode()


def as_instant(value: datetime) -> Any:
    """An aware instant as this database keeps it."""
    if connection.vendor == "postgresql":
        return value
    return connection.ops.adapt_datetimefield_value(value)


def insert_rows(
    model: type[models.Model], fields: Sequence[str], rows: Rows, *, unique: Sequence[str] = ()
) -> None:
    """INSERT each tuple; where one with the same `unique` fields stands, it is updated to the new values."""
    columns = _columns(model, tuple(fields))
    statement = f"INSERT INTO {_table(model)} ({', '.join(columns)}) "
    if connection.vendor == "postgresql":
        statement += f"SELECT * FROM {_recordset(model, tuple(fields))}"
    else:
        statement += f"VALUES ({', '.join(['%s'] * len(columns))})"
    if unique:
        keys = _columns(model, tuple(unique))
        changes = ", ".join(f"{name} = EXCLUDED.{name}" for name in columns if name not in keys)
        statement += f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {changes}"
    _run(statement, columns, rows)


def update_rows(model: type[models.Model], fields: Sequence[str], rows: Rows) -> None:
    """UPDATE `fields` for each tuple (values in their order, then the primary key)."""
    table, columns = _table(model), _columns(model, tuple(fields))
    (key,) = _columns(model, ("pk",))
    if connection.vendor == "postgresql":
        changes = ", ".join(f"{name} = new.{name}" for name in columns)
        source = _recordset(model, (*fields, "pk"))
        statement = f"UPDATE {table} SET {changes} FROM {source} WHERE {table}.{key} = new.{key}"
    else:
        changes = ", ".join(f"{name} = %s" for name in columns)
        statement = f"UPDATE {table} SET {changes} WHERE {key} = %s"
    _run(statement, (*columns, key), rows)


def set_value(model: type[models.Model], field: str, value: Any, keys: Sequence[int]) -> None:
    """UPDATE one field of many rows, named by primary key, to the same value."""
    for start in range(0, len(keys), _MOST_IDS):
        model._default_manager.filter(pk__in=keys[start : start + _MOST_IDS]).update(**{field: value})


@lru_cache(maxsize=64)
def _columns(model: type[models.Model], fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(connection.ops.quote_name(_field(model, name).column) for name in fields)


def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


@lru_cache(maxsize=64)
def _recordset(model: type[models.Model], fields: tuple[str, ...]) -> str:
    """The rows of a JSON parameter, each an object by column name, typed as the table's columns are."""
    typed = [
        f"{name} {_field(model, field).rel_db_type(connection)}"
        if field == "pk"
        else f"{name} {_field(model, field).db_type(connection)}"
        for field, name in zip(fields, _columns(model, fields), strict=True)
    ]
    return f"json_to_recordset(%s::json) AS new({', '.join(typed)})"


def _run(statement: str, columns: Sequence[str], rows: Rows) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            names = [name.strip('"') for name in columns]
            objects = [dict(zip(names, row, strict=True)) for row in rows]
            cursor.execute(statement, [msgspec.json.encode(objects).decode()])
        else:
            cursor.executemany(statement, rows)
