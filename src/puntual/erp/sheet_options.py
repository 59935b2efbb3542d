"""Sheets that are not simply a file: where they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from puntual.erp.header_words import Entity
from puntual.erp.mcp_shape import McpOptions
from puntual.erp.options import Layout, SourceOptions
from puntual.ports.clock import Clock


@dataclass(frozen=True, slots=True)
class FolderOptions:
    """A folder into which an ERP exports. patterns: which names are which kind of row. memory: a file of ours."""

    folder: Path
    patterns: Mapping[Entity, str]
    memory: Path
    clock: Clock
    settle_seconds: int = 30
    max_age_hours: int = 48
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True)
class WebCsvOptions:
    """CSV files at addresses. Whoever knows the address of a published sheet can read it: it is not shown."""

    urls: Mapping[Entity, str] = field(repr=False)
    private_network: bool = False
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True)
class GoogleOptions:
    """A Google spreadsheet by service account. tabs: kind of row -> its tab; "" finds the ledger among all tabs."""

    spreadsheet: str
    key_file: Path
    tabs: Mapping[Entity, str]
    api: str = "https://sheets.googleapis.com"
    token_url: str = ""
    private_network: bool = False
    layout: Layout = field(default_factory=Layout)


AnySourceOptions = SourceOptions | FolderOptions | WebCsvOptions | GoogleOptions | McpOptions
