"""Reading and writing many rows at once, in the same words for both databases.

Django prepares every value and every id of a list several times over; planning a large portfolio cannot
afford that. Here ids stand in the statement, and rows travel as tuples: to one prepared statement on SQLite,
by COPY to PostgreSQL, where each statement of a batch would cost a message of the protocol. The caller puts
values into the database's form with `as_uuid`, `as_json` and `as_instant`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, models

Model = type[models.Model]
Rows = Sequence[tuple[Any, ...]]
_ASIDE = "rows_aside"
_MOST_LISTED = 10_000  # a statement has at most a million characters on SQLite


def as_uuid(value: UUID) -> Any:
    """A UUID as this database keeps it."""
    return value if _is_postgresql() else value.hex


def as_json(value: Any) -> str:
    """A JSON value as both databases take it."""
    return msgspec.json.encode(value).decode()


def as_instant(value: datetime) -> Any:
    """An aware instant as this database keeps it."""
    return value if _is_postgresql() else connection.ops.adapt_datetimefield_value(value)


def among(field: str, keys: Iterable[int]) -> models.Func:
    """The condition that a number of a row is one of `keys`, for `filter`; as `__in`, but written out once."""
    # Numbers need no quoting, and int() lets nothing else through. None of SQL's engines takes an empty list.
    listed = ",".join(map(str, map(int, keys))) or "NULL"
    return models.Func(
        models.F(field), template=f"%(expressions)s IN ({listed})", output_field=models.BooleanField()
    )


def plain_rows(query: models.QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """The rows of a `values_list` of numbers and texts, as the driver gives them.

    Nothing is converted: on SQLite a boolean is 0 or 1, and a date or an instant is text.
    """
    statement, parameters = query.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def set_value(model: Model, field: str, value: int, keys: Sequence[int]) -> None:
    """UPDATE one field of the rows with these primary keys to the same number."""
    for start in range(0, len(keys), _MOST_LISTED):
        part = keys[start : start + _MOST_LISTED]
        model._default_manager.filter(among("pk", part)).update(**{field: value})


def insert_rows(model: Model, fields: Sequence[str], rows: Rows, *, unique: Sequence[str] = ()) -> None:
    """INSERT each tuple; where one with the same `unique` fields stands, it is updated to the new values."""
    table, columns = _table(model), _columns(model, tuple(fields))
    if not rows:
        return
    ending = _or_update(columns, _columns(model, tuple(unique))) if unique else ""
    with connection.cursor() as cursor:
        if not _is_postgresql():
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}){ending}", rows)
        elif not unique:
            _copy(cursor, table, columns, rows)
        else:
            _copy_aside(cursor, table, columns, rows)
            listed = ", ".join(columns)
            cursor.execute(f"INSERT INTO {table} ({listed}) SELECT {listed} FROM {_ASIDE}{ending}")
            cursor.execute(f"DROP TABLE {_ASIDE}")


def _or_update(columns: Sequence[str], keys: Sequence[str]) -> str:
    changes = ", ".join(f"{name} = EXCLUDED.{name}" for name in columns if name not in keys)
    return f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {changes}"


def update_rows(model: Model, fields: Sequence[str], rows: Rows) -> None:
    """UPDATE `fields` for each tuple (values in their order, then the primary key)."""
    table, columns, key = _table(model), _columns(model, tuple(fields)), _column(model, "pk")
    if not rows:
        return
    with connection.cursor() as cursor:
        if _is_postgresql():
            _copy_aside(cursor, table, (*columns, key), rows)
            changes = ", ".join(f"{name} = {_ASIDE}.{name}" for name in columns)
            cursor.execute(f"UPDATE {table} SET {changes} FROM {_ASIDE} WHERE {table}.{key} = {_ASIDE}.{key}")
            cursor.execute(f"DROP TABLE {_ASIDE}")
        else:
            changes = ", ".join(f"{name} = %s" for name in columns)
            cursor.executemany(f"UPDATE {table} SET {changes} WHERE {key} = %s", rows)


def _copy_aside(cursor: Any, table: str, columns: Sequence[str], rows: Rows) -> None:
    """Put the rows into a table of this session, whose columns are of the types of `table`."""
    cursor.execute(
        f"CREATE TEMPORARY TABLE {_ASIDE} ON COMMIT DROP AS SELECT {', '.join(columns)} FROM {table} WITH NO DATA"
    )
    _copy(cursor, _ASIDE, columns, rows)


def _copy(cursor: Any, table: str, columns: Sequence[str], rows: Rows) -> None:
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copying:
        for row in rows:
            copying.write_row(row)


@cache
def _is_postgresql() -> bool:
    # An installation has one database; asking the connection for each value costs more than the value.
    return connection.vendor == "postgresql"


@lru_cache(maxsize=64)
def _columns(model: Model, fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_column(model, name) for name in fields)


def _column(model: Model, name: str) -> str:
    return connection.ops.quote_name(_field(model, name).column)


def _field(model: Model, name: str) -> Any:
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _table(model: Model) -> str:
    return connection.ops.quote_name(model._meta.db_table)
