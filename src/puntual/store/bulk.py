"""Writing many rows at once, in the same words for both databases.

Django's bulk_update builds an expression tree for each row and field; these statements are prepared once
and run for all rows, which is what planning a large portfolio needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def update_each(model: type[models.Model], rows: Iterable[models.Model], fields: Sequence[str]) -> None:
    """UPDATE `fields` of each row by its primary key."""
    columns = [model._meta.get_field(name) for name in fields]
    assignments = ", ".join(f"{connection.ops.quote_name(str(f.column))} = %s" for f in columns)  # type: ignore[union-attr]
    table = connection.ops.quote_name(model._meta.db_table)
    values = [(*_values(row, columns), row.pk) for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {table} SET {assignments} WHERE id = %s", values)


def insert_each(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """INSERT each row as it stands; keys that the database makes are not read back."""
    columns = [
        f
        for f in model._meta.concrete_fields
        if not isinstance(f, models.AutoField) or rows[:1] and rows[0].pk
    ]
    names = ", ".join(connection.ops.quote_name(str(f.column)) for f in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    marks = ", ".join(["%s"] * len(columns))
    values = [tuple(_values(row, columns)) for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)


def _values(row: models.Model, columns: Sequence[Any]) -> Iterable[Any]:
    return (field.get_db_prep_save(getattr(row, field.attname), connection=connection) for field in columns)
