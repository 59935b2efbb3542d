"""Writing many rows at once, in the same words for both databases.

Django's bulk methods build an expression and prepare a value for each row and field; planning a large
portfolio cannot afford that. Here a statement is prepared once and runs over tuples whose values the caller
has put into the database's form with `as_uuid`, `as_json` and `as_instant`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models


def as_uuid(value: UUID) -> Any:
    """A UUID as this database keeps it."""
    return value if connection.features.has_native_uuid_field else value.hex


def as_json(value: Any) -> str:
    """A JSON value as this database takes it."""
    return json.dumps(value)


def as_instant(value: datetime) -> Any:
    """An aware instant as this database keeps it."""
    return connection.ops.adapt_datetimefield_value(value)


def update_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """UPDATE `fields` for each tuple (values in their order, then the primary key)."""
    assignments = ", ".join(f"{name} = %s" for name in _columns(model, fields))
    _run(f"UPDATE {_table(model)} SET {assignments} WHERE id = %s", rows)


def insert_rows(
    model: type[models.Model],
    fields: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    *,
    unique: Sequence[str] = (),
) -> None:
    """INSERT each tuple; where one with the same `unique` fields stands, it is updated to the new values."""
    columns = _columns(model, fields)
    statement = (
        f"INSERT INTO {_table(model)} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"
    )
    if unique:
        keys = _columns(model, unique)
        changes = ", ".join(f"{name} = EXCLUDED.{name}" for name in columns if name not in keys)
        statement += f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {changes}"
    _run(statement, rows)


def _columns(model: type[models.Model], fields: Sequence[str]) -> list[str]:
    return [connection.ops.quote_name(str(model._meta.get_field(name).column)) for name in fields]  # type: ignore[union-attr]


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _run(statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    values = list(rows)
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)
