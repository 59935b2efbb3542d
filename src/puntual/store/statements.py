"""Statements that are built once and run many times.

Django builds the SQL of a query anew whenever it runs, which takes about ten times as long as running it on one
row does. What a step of work asks for every customer, message and status is built here on first use and kept,
for either database. The queries stay Django's own: a decorated function returns the query set, and whatever it
is called with later takes the place of its arguments.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, models, transaction
from django.db.models import sql
from django.db.models.base import ModelState
from django.db.models.query import FlatValuesListIterable, ModelIterable

from .bulk import as_instant, as_json, as_uuid

M = TypeVar("M", bound=models.Model)
Row = TypeVar("Row")
Change = tuple[models.QuerySet[Any, Any], dict[str, Any]]
_MARK = "%s"


class _Slot(models.Expression):
    """Where a value will stand when the statement runs."""

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index

    def resolve_expression(self, *args: Any, **kwargs: Any) -> _Slot:
        return self

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return _MARK, [self]

    def get_group_by_cols(self) -> list[Any]:
        return []


class _Listed:
    """Where the values of a list will stand."""

    def __init__(self, index: int) -> None:
        self.index = index


class _Within(models.Func):
    def __init__(self, field: str, keys: _Slot) -> None:
        super().__init__(models.F(field), output_field=models.BooleanField())
        self.keys = keys

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **context: Any) -> tuple[str, Any]:
        tested, parameters = compiler.compile(self.source_expressions[0])
        return f"{tested} IN ({_MARK})", [*parameters, _Listed(self.keys.index)]


def within(field: str, keys: Any) -> models.Func:
    """The condition that a field of a row is one of `keys`, an argument of the decorated function."""
    return _Within(field, keys)


class _Statement:
    """SQL with the places of its values, built on first use."""

    def __init__(self, make: Callable[..., Any]) -> None:
        self._make = make
        self._built = False
        self.__doc__ = make.__doc__

    def _slots(self) -> list[Any]:
        return [_Slot(index) for index in range(len(inspect.signature(self._make).parameters))]

    def _prepare(self, compiler: Any) -> None:
        """Build the text. `as_sql` also checks that a query that locks runs inside a transaction."""
        self._text, self._parameters = compiler.as_sql()
        self._pieces = self._text.split(_MARK)
        self._lists = any(isinstance(one, _Listed) for one in self._parameters)

    def _execute(self, cursor: Any, values: Sequence[Any]) -> None:
        if self._lists:
            cursor.execute(*self._with_lists(values))
            return
        cursor.execute(
            self._text,
            [_stored(values[one.index]) if isinstance(one, _Slot) else one for one in self._parameters],
        )

    def _with_lists(self, values: Sequence[Any]) -> tuple[str, list[Any]]:
        """Numbers are written out; a single one is a parameter, so that the database knows the text again."""
        text, parameters = [self._pieces[0]], []
        for one, piece in zip(self._parameters, self._pieces[1:], strict=True):
            if isinstance(one, _Listed):
                keys = [_stored(key) for key in values[one.index]]
                if len(keys) > 1 and all(type(key) is int for key in keys):
                    text.append(",".join(map(str, keys)))  # numbers need no quoting
                else:  # no engine takes an empty list
                    text.append(", ".join([_MARK] * len(keys)) or "NULL")
                    parameters += keys
            else:
                text.append(_MARK)
                parameters.append(_stored(values[one.index]) if isinstance(one, _Slot) else one)
            text.append(piece)
        return "".join(text), parameters


class Query(_Statement, Generic[Row]):
    """A SELECT. Gives what its query set would: rows of the model, tuples, or single values."""

    def all(self, *values: Any) -> list[Row]:
        """Every row, in the order of the query set."""
        rows, here = self._run(values), connections[DEFAULT_DB_ALIAS]
        return [self._shape(row, here) for row in rows]

    def first(self, *values: Any) -> Row | None:
        """The first row; the query set says `[:1]` where it has more."""
        rows = self._run(values)
        return self._shape(rows[0], connections[DEFAULT_DB_ALIAS]) if rows else None

    def one(self, *values: Any) -> Row:
        """The one row that there is. Raises IndexError where there is none."""
        row: Row = self._shape(self._run(values)[0], connections[DEFAULT_DB_ALIAS])
        return row

    def plain(self, *values: Any) -> list[tuple[Any, ...]]:
        """The rows as the driver gives them: on SQLite a boolean is 0 or 1, a date or an instant is text."""
        return self._run(values)

    def _run(self, values: Sequence[Any]) -> list[Any]:
        if not self._built:
            self._build()
        with connection.cursor() as cursor:
            self._execute(cursor, values)
            rows: list[Any] = cursor.fetchall()
        return rows

    def _build(self) -> None:
        found = self._make(*self._slots())
        compiler = found.query.get_compiler(connection=connection)
        self._prepare(compiler)
        columns = [column for column, _, _ in compiler.select]
        self._converters = [
            (place, [*one], column) for place, (one, column) in compiler.get_converters(columns).items()
        ]
        self._model = found.model if found._iterable_class is ModelIterable else None
        self._flat = found._iterable_class is FlatValuesListIterable
        self._names = [column.target.attname for column in columns] if self._model else []
        self._built = True  # last: another thread may be asking

    def _shape(self, row: Sequence[Any], here: Any) -> Any:
        values = list(row)
        for place, converters, column in self._converters:
            value = values[place]
            for convert in converters:
                value = convert(value, column, here)
            values[place] = value
        if self._model is not None:
            return _as_read(self._model, self._names, values, here.alias)
        return values[0] if self._flat else tuple(values)


def _as_read(model: type[M], names: Sequence[str], values: Sequence[Any], alias: str) -> M:
    """`from_db` for every column of a model whose fields are plain: it sets each by itself and asks for signals."""
    row = model.__new__(model)
    row.__dict__.update(zip(names, values, strict=True))
    row._state = ModelState()
    row._state.adding, row._state.db = False, alias
    return row


class Update(_Statement):
    """An UPDATE of what its query set selects."""

    def run(self, *values: Any) -> int:
        """How many rows changed."""
        if not self._built:
            selected, changes = self._make(*self._slots())
            query = selected.query.chain(sql.UpdateQuery)
            query.add_update_values(changes)
            self._prepare(query.get_compiler(connection=connection))
            self._built = True
        with transaction.mark_for_rollback_on_error(), connection.cursor() as cursor:
            self._execute(cursor, values)
            return int(cursor.rowcount)


def query(make: Callable[..., models.QuerySet[Any, Row]]) -> Query[Row]:
    """Decorates a function that returns a query set; it is called once, with the places of its arguments."""
    return Query(make)


def update(make: Callable[..., Change]) -> Update:
    """Decorates a function that returns a query set and the changes to its rows, by field name."""
    return Update(make)


def _stored(value: Any) -> Any:
    """A value as this database keeps it."""
    match value:
        case datetime():
            return as_instant(value)
        case UUID():
            return as_uuid(value)
        case dict() | list():
            return as_json(value)
        case _:
            return value


def save_fields(row: models.Model, *names: str) -> None:
    """`row.save(update_fields=names)`, for plain values. Raises DatabaseError where the row is gone."""
    text, fields = _update_of(type(row), names)
    here = connections[DEFAULT_DB_ALIAS]  # the proxy would look it up for each value
    values = [field.get_db_prep_save(getattr(row, field.attname), here) for field in fields]
    with transaction.mark_for_rollback_on_error(), here.cursor() as cursor:
        cursor.execute(text, values)
        if cursor.rowcount != 1:
            raise DatabaseError(f"{type(row).__name__} {row.pk} is gone")


@cache
def _update_of(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, list[Any]]:
    fields = [model._meta.get_field(name) for name in names]
    key = model._meta.pk
    changes = ", ".join(f"{_quoted(field)} = {_MARK}" for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    return f"UPDATE {table} SET {changes} WHERE {_quoted(key)} = {_MARK}", [*fields, key]


def save_all(row: models.Model) -> None:
    """`save_fields` of every field but the key."""
    save_fields(row, *_names_of(type(row)))


@cache
def _names_of(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.name for field in model._meta.concrete_fields if not field.primary_key)


def add(row: M, *, unless_standing: bool = False, instead_of: tuple[str, ...] = ()) -> bool:
    """INSERT the row, whose key the database gives if it has none.

    unless_standing: where a unique constraint forbids it nothing happens, and the answer is False.
    instead_of: the row that has these fields in common takes the new one's values.
    """
    text, fields, returns = _insert_of(type(row), row.pk is None, unless_standing, instead_of)
    here = connections[DEFAULT_DB_ALIAS]  # the proxy would look it up for each value
    values = [field.get_db_prep_save(getattr(row, field.attname), here) for field in fields]
    with transaction.mark_for_rollback_on_error(), here.cursor() as cursor:
        cursor.execute(text, values)
        found = cursor.fetchone() if returns else None
        if unless_standing and cursor.rowcount == 0:
            return False
    if found is not None:
        row.pk = found[0]
    row._state.adding, row._state.db = False, connection.alias
    return True


@cache
def _insert_of(
    model: type[models.Model], key_is_given: bool, unless_standing: bool, instead_of: tuple[str, ...]
) -> tuple[str, list[Any], bool]:
    fields = [field for field in model._meta.concrete_fields if not (key_is_given and field.primary_key)]
    listed = ", ".join(map(_quoted, fields))
    text = (
        f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({listed})"
        f" VALUES ({', '.join([_MARK] * len(fields))})"
    )
    if instead_of:
        keys = [_quoted(model._meta.get_field(name)) for name in instead_of]
        changes = (f"{name} = EXCLUDED.{name}" for name in map(_quoted, fields) if name not in keys)
        text += f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {', '.join(changes)}"
    elif unless_standing:
        text += " ON CONFLICT DO NOTHING"
    if key_is_given:
        text += f" RETURNING {_quoted(model._meta.pk)}"
    return text, fields, key_is_given


def _quoted(field: Any) -> str:
    return connection.ops.quote_name(field.column)
