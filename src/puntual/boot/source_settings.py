"""[source] of the kinds folder, csv_url, google_sheets and mcp, and [documents]."""

from __future__ import annotations

import os
import re
from pathlib import Path

from puntual.boot.clock import SystemClock
from puntual.boot.secret import read_secret
from puntual.boot.toml_reading import Section
from puntual.erp.documents.finder import DocumentOptions, pattern_problem
from puntual.erp.header_words import Entity
from puntual.erp.mcp_shape import BadMcpRead, HttpServer, McpOptions, StdioServer, map_of, read_of
from puntual.erp.options import Layout
from puntual.erp.sheet_options import FolderOptions, GoogleOptions, WebCsvOptions
from puntual.erp.web import check_address
from puntual.ports.source import SourceUnreadable

KINDS = ("folder", "csv_url", "google_sheets", "mcp")
_READ = (Entity.RECEIVABLES, Entity.CUSTOMERS, Entity.APPLICATIONS, Entity.CREDITS, Entity.LINES)
_SPREADSHEET = re.compile(r"/spreadsheets/d/([\w-]{20,})")


def read_other_source(
    kind: str, section: Section, layout: Layout
) -> FolderOptions | WebCsvOptions | GoogleOptions | McpOptions:
    """What [source] says. Raises BadSettings."""
    if kind == "folder":
        return _folder(section, layout)
    if kind == "csv_url":
        return _csv_url(section, layout)
    if kind == "google_sheets":
        return _google(section, layout)
    return _mcp(section, layout)


def read_documents(section: Section) -> DocumentOptions:
    """[documents]: where invoices are kept as files. Raises BadSettings."""
    beside = section.file.resolve().parent
    paths = tuple(str(beside / Path(one).expanduser()) for one in section.texts("paths"))
    options = DocumentOptions(
        paths,
        section.texts("urls"),
        read_secret(section, "token", "PUNTUAL_DOCUMENTS_TOKEN").reveal(),
        section.flag("private_network", False),
    )
    for key, patterns in (("paths", options.paths), ("urls", options.urls)):
        for pattern in patterns:
            if problem := pattern_problem(pattern):
                raise section.wrong(key, f'holds "{pattern}": {problem}')
    for url in options.urls:
        _address(section, "urls", url, options.private_allowed)
    section.finish()
    return options


def _folder(section: Section, layout: Layout) -> FolderOptions:
    folder = section.path("folder")
    if folder is None:
        raise section.wrong("folder", "is missing", "the folder into which your ERP exports")
    patterns = _by_entity(section, "files", section.text("file", ""))
    for pattern in patterns.values():
        if "/" in pattern or "\\" in pattern or pattern.startswith("."):
            raise section.wrong("files", f'holds "{pattern}"', 'names in that folder, such as "cartera*.csv"')
    return FolderOptions(
        folder,
        patterns,
        section.path("memory") or section.file.resolve().parent / "puntual-folder.json",
        SystemClock(),
        section.number("settle_seconds", 30, 1, 3600),
        section.number("max_age_hours", 48, 1, 24 * 366),
        layout,
    )


def _csv_url(section: Section, layout: Layout) -> WebCsvOptions:
    single = os.environ.get(section.text("url_env", ""), "") or section.text("url", "")
    urls, private = _by_entity(section, "urls", single), section.flag("private_network", False)
    for url in urls.values():
        _address(section, "urls", url, private)
    return WebCsvOptions(urls, private, layout)


def _google(section: Section, layout: Layout) -> GoogleOptions:
    told = section.text("spreadsheet")
    address = _SPREADSHEET.search(told)
    key_file = section.path("key_file")
    if key_file is None:
        raise section.wrong("key_file", "is missing", "the JSON key of a service account")
    if not address and not re.fullmatch(r"[\w-]{20,}", told):
        raise section.wrong("spreadsheet", f'is "{told}"', "the sheet's address, or the id in it")
    tabs = section.section("tabs")
    found = {entity: tabs.text(entity.value) for entity in _READ if tabs.has(entity.value)}
    tabs.finish()
    options = GoogleOptions(
        address.group(1) if address else told,
        key_file,
        found if Entity.RECEIVABLES in found else {Entity.RECEIVABLES: "", **found},
        token_url=section.text("token_url", ""),
        private_network=section.flag("private_network", False),
        layout=layout,
        api=section.text("api_url", "https://sheets.googleapis.com"),
    )
    _address(section, "api_url", options.api, options.private_network)
    return options


def _mcp(section: Section, layout: Layout) -> McpOptions:
    reads, maps, enums = section.section("read"), section.section("map"), section.section("enum")
    try:
        found = {
            entity: read_of(reads.section(entity.value).values, f"[source.read.{entity.value}]")
            for entity in _READ
            if reads.has(entity.value)
        }
        named = {
            entity: map_of(maps.section(entity.value).values, entity, f"[source.map.{entity.value}]")
            for entity in _READ
            if maps.has(entity.value)
        }
    except BadMcpRead as error:
        raise section.wrong("read", f"cannot be used: {error}") from None
    reads.finish()
    maps.finish()
    if Entity.RECEIVABLES not in found:
        raise reads.wrong("receivables", "is missing", "a table with the tool that lists open invoices")
    return McpOptions(
        _server(section),
        found,
        named,
        {name: {str(k): str(v) for k, v in enums.section(name).values.items()} for name in enums.values},
        layout,
        float(section.number("seconds", 60, 1, 3600)),
        section.number("max_rows", 1_000_000, 1, 50_000_000),
    )


def _server(section: Section) -> StdioServer | HttpServer:
    command, url = section.texts("command"), section.text("url", "")
    if bool(command) == bool(url):
        raise section.wrong("command", "or url is wanted, one of them", "a list of words, or an address")
    names = section.texts("variables")
    missing = [name for name in names if name not in os.environ]
    if missing:
        raise section.wrong("variables", f"names {missing[0]}, which is not set in the environment")
    private = section.flag("private_network", False)
    token = read_secret(section, "token", "PUNTUAL_MCP_TOKEN")
    if command:
        variables = {name: os.environ[name] for name in names}
        return StdioServer(command, variables, section.file.resolve().parent)
    _address(section, "url", url, private)
    return HttpServer(url, token.reveal(), private)


def _by_entity(section: Section, key: str, single: str) -> dict[Entity, str]:
    """One value for each kind of row; `single` alone is the one of receivables."""
    table = section.section(key)
    found = {entity: table.text(entity.value) for entity in _READ if table.has(entity.value)}
    table.finish()
    if single:
        found[Entity.RECEIVABLES] = single
    if Entity.RECEIVABLES not in found:
        raise table.wrong("receivables", "is missing")
    return found


def _address(section: Section, key: str, url: str, private: bool) -> None:
    try:
        check_address(url, f"[{section.name}] {key}", private_allowed=private)
    except SourceUnreadable as error:
        raise section.wrong(key, f"cannot be used: {error}") from None
