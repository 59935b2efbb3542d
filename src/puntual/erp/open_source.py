"""The source that the settings name."""

from __future__ import annotations

from datetime import timedelta
from typing import assert_never

from puntual.domain.company import Company
from puntual.erp.files import FilesSource, SheetsSource
from puntual.erp.mcp_shape import McpOptions
from puntual.erp.options import FilesOptions, Home, PresetOptions, SqlOptions
from puntual.erp.sheet_options import AnySourceOptions, FolderOptions, GoogleOptions, WebCsvOptions
from puntual.ports.source import ReceivablesSource, SourceUnreadable


def open_source(options: AnySourceOptions, company: Company) -> ReceivablesSource:
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
        case FolderOptions():
            return _folder(options, home)
        case WebCsvOptions():
            return _web_csv(options, home)
        case GoogleOptions():
            return _google(options, home)
        case McpOptions():
            return _mcp(options, home)
        case _:
            assert_never(options)


def _preset_source(options: PresetOptions, home: Home) -> ReceivablesSource:
    if options.preset.engine == "sql":
        from puntual.erp.sql_preset import sql_source

        return sql_source(options, home)
    if options.preset.engine == "rest":
        from puntual.erp.rest.source import rest_source

        return rest_source(options, home)
    if options.preset.engine == "mcp":
        from puntual.erp.mcp_preset import mcp_options

        return _mcp(mcp_options(options), home)
    raise SourceUnreadable(f"Presets of the kind {options.preset.engine} cannot be read yet.")


def _folder(options: FolderOptions, home: Home) -> ReceivablesSource:
    from puntual.erp.watched_folder import FolderPlace, Memory

    settle, max_age = timedelta(seconds=options.settle_seconds), timedelta(hours=options.max_age_hours)
    places = {
        entity: FolderPlace(options.folder, pattern, options.clock, Memory(options.memory), settle, max_age)
        for entity, pattern in options.patterns.items()
    }
    return SheetsSource(places, options.layout, home, "folder")


def _web_csv(options: WebCsvOptions, home: Home) -> ReceivablesSource:
    from puntual.erp.web_sheets import WebCsv

    places = {entity: WebCsv(url, options.private_network) for entity, url in options.urls.items()}
    return SheetsSource(places, options.layout, home, "csv_url")


def _google(options: GoogleOptions, home: Home) -> ReceivablesSource:
    try:
        from puntual.erp.google_sheets import GooglePlace, GoogleSheets
    except ModuleNotFoundError:
        raise SourceUnreadable("Google Sheets need the extra sheets: pip install 'puntual[sheets]'") from None
    book = GoogleSheets(
        options.spreadsheet, options.key_file, options.api, options.token_url, options.private_network
    )
    places = {entity: GooglePlace(book, tab) for entity, tab in options.tabs.items()}
    return SheetsSource(places, options.layout, home, "google_sheets")


def _mcp(options: McpOptions, home: Home) -> ReceivablesSource:
    try:
        from puntual.erp.mcp_source import McpSource
    except ModuleNotFoundError:
        raise SourceUnreadable("MCP servers need the extra mcp: pip install 'puntual[mcp]'") from None
    return McpSource(options, home)
