"""From a preset and its parameters to a database source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from puntual.erp.header_words import WORDS, Entity
from puntual.erp.options import Home, Layout, PresetOptions, SqlCare, SqlOptions
from puntual.erp.preset import BadPreset, Preset
from puntual.erp.sql import SqlSource
from puntual.ports.source import SourceUnreadable

_OTHER_TITLES = {
    "phone": ("phone", "phone_1", "phone_2", "phone_3", "phone_4"),
    "on": ("applied_on",),
}
"""What a query may call a field beside its own name: several phones, and words that SQL keeps for itself."""


def sql_source(options: PresetOptions, home: Home) -> SqlSource:
    """The source of a preset whose engine is "sql". Raises SourceUnreadable for parameters that do not fit."""
    try:
        return SqlSource(sql_options(options), home, name=options.preset.name)
    except BadPreset as error:
        raise SourceUnreadable(str(error)) from None


def sql_options(options: PresetOptions) -> SqlOptions:
    """Address, queries and columns of a preset with its parameters filled in. Raises BadPreset."""
    preset, values = options.preset, options.values
    queries = {
        entity: preset.fill(_query(preset, entity, one), values) for entity, one in preset.reads.items()
    }
    columns = tuple(preset.fill(str(one), values) for one in preset.probe.get("columns", ()))
    care = SqlCare(
        dialect=str(preset.engine_table.get("dialect", "")),
        columns=columns,
        enums=preset.enums,
        proven=True,
        max_rows=options.max_rows,
        statement_seconds=options.statement_seconds,
    )
    url = options.url or address(preset, values)
    return SqlOptions(url, queries, _layout(preset, options.layout), care)


def address(preset: Preset, values: Mapping[str, str]) -> str:
    """The SQLAlchemy address that the preset makes of its parameters, password included. Raises BadPreset."""
    driver = preset.engine_table.get("driver")
    if not isinstance(driver, str):
        raise BadPreset(f'{preset.file}: sql.driver is missing, such as "postgresql+psycopg".')
    more = {
        key: preset.fill(str(value), values) for key, value in preset.engine_table.get("query", {}).items()
    }
    host, port = values.get("host", ""), values.get("port", "")
    if host.startswith("/"):  # a socket's folder
        more |= {"host": host, "port": port}
        host, port = "", ""
    try:
        url = URL.create(
            driver,
            values.get("user") or None,
            values.get("password") or None,
            host or None,
            int(port) if port else None,
            values.get("database") or None,
            {key: value for key, value in more.items() if value},
        )
    except (ArgumentError, ValueError) as error:
        raise BadPreset(f"[source.parameters] of {preset.name} make no address: {error}") from None
    return url.render_as_string(hide_password=False)


def _query(preset: Preset, entity: Entity, read: Mapping[str, Any]) -> str:
    query = read.get("query")
    if not isinstance(query, str) or not query.strip():
        raise BadPreset(f"{preset.file}: read.{entity.value}.query is missing.")
    return query.strip()


def _layout(preset: Preset, own: Layout) -> Layout:
    """Columns by their canonical names, then the preset's map; what the company itself says comes first."""
    names = dict.fromkeys(name for entity in preset.reads for name in WORDS[entity] if name != "customer")
    columns: dict[str, tuple[str, ...]] = {}
    for name in names:
        mapped = tuple(title for each in preset.maps.values() for title in each.get(name, ()))
        titles = (*own.columns.get(name, ()), *mapped, name, *_OTHER_TITLES.get(name, ()))
        columns[name] = tuple(dict.fromkeys(titles))
    # A query that our own preset file holds writes numbers and dates as the database types them.
    return Layout(columns, own.date_order, own.decimal, own.encoding, own.delimiter, own.amount_limits)
