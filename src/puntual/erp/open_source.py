"""The source that the settings name."""

from __future__ import annotations

from typing import assert_never

from puntual.domain.company import Company
from puntual.erp.files import FilesSource
from puntual.erp.options import FilesOptions, Home, PresetOptions, SourceOptions, SqlOptions
from puntual.ports.source import ReceivablesSource, SourceUnreadable


def open_source(options: SourceOptions, company: Company) -> ReceivablesSource:
    """A source that reads what `options` name. Nothing is opened before its first read.

    The company's country and currency stand in where a row names none.
    """
    home = Home.of(company)
    match options:
        case FilesOptions():
            return FilesSource(options, home)
        case SqlOptions():
            # Imported here: SQLAlchemy takes longer to load than a small file takes to read.
            from puntual.erp.sql import SqlSource

            return SqlSource(options, home)
        case PresetOptions():
            return _preset_source(options, home)
        case _:
            assert_never(options)


def _preset_source(options: PresetOptions, home: Home) -> ReceivablesSource:
    if options.preset.engine == "sql":
        from puntual.erp.sql_preset import sql_source

        return sql_source(options, home)
    if options.preset.engine == "rest":
        from puntual.erp.rest.source import rest_source

        return rest_source(options, home)
    raise SourceUnreadable(f"Presets of the kind {options.preset.engine} cannot be read yet.")
