"""How one MCP server is read, as data: which tools, with which arguments, in which pages. Nothing is ever chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from puntual.erp.header_words import WORDS, Entity
from puntual.erp.options import Layout

PagingKind = Literal["none", "offset", "page", "cursor"]
READ_KEYS = ("tool", "arguments", "paging", "items", "columns", "text", "sql", "truncated")
_PAGING_KEYS = ("kind", "size", "offset", "limit", "page", "cursor", "next", "first")
_PLACE = re.compile(r"\{(\w+)\}")


class BadMcpRead(ValueError):
    """A read is described wrongly. The message names the key and what is allowed."""


@dataclass(frozen=True, slots=True)
class Paging:
    """How the next rows are asked for.

    offset / limit / page / cursor: names of the tool's arguments; "" where the number stands as {offset} and
    {limit} inside a text. next: path of the next cursor in the answer. first: number of the first page.
    """

    kind: PagingKind = "none"
    size: int = 500
    offset: str = ""
    limit: str = ""
    page: str = ""
    cursor: str = ""
    next: str = ""
    first: int = 1


@dataclass(frozen=True, slots=True)
class McpRead:
    """One read of one kind of row.

    items: dotted path of the rows in the structured answer. columns: path of their titles where rows are lists.
    text: the answer is JSON inside the text. sql: names of arguments that hold SQL: one SELECT is let through.
    truncated: path of a flag that says rows are missing.
    """

    tool: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    paging: Paging = Paging()
    items: str = ""
    columns: str = ""
    text: bool = False
    sql: tuple[str, ...] = ()
    truncated: str = ""


@dataclass(frozen=True, slots=True)
class StdioServer:
    """A server that we start ourselves. variables: its environment, secrets among them, so they are never shown."""

    command: tuple[str, ...]
    variables: Mapping[str, str] = field(default_factory=dict, repr=False)
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class HttpServer:
    """A server that runs already, over streamable HTTP. token: a bearer token, "" for none."""

    url: str
    token: str = field(default="", repr=False)
    private_allowed: bool = False


@dataclass(frozen=True, slots=True)
class McpOptions:
    """A source behind an MCP server.

    maps: canonical field -> dotted paths in a row; empty: the row's own keys are recognised like a sheet's titles.
    enums: canonical field -> the server's value -> ours. seconds: for one call. max_rows and max_bytes: of a read.
    """

    server: StdioServer | HttpServer
    reads: Mapping[Entity, McpRead]
    maps: Mapping[Entity, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    enums: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    layout: Layout = field(default_factory=Layout)
    seconds: float = 60.0
    max_rows: int = 1_000_000
    max_bytes: int = 512 * 1024 * 1024

    @property
    def tools(self) -> frozenset[str]:
        """The allow-list: the tools that the reads name, and no other."""
        return frozenset(read.tool for read in self.reads.values())


def read_of(raw: Mapping[str, Any], where: str) -> McpRead:
    """One [read.*] table of a preset or of puntual.toml. Raises BadMcpRead."""
    _only(raw, READ_KEYS, where)
    tool, arguments = raw.get("tool"), raw.get("arguments", {})
    if not isinstance(tool, str) or not tool.strip():
        raise BadMcpRead(f"{where}.tool is missing: the name of the tool that reads")
    if not isinstance(arguments, dict):
        raise BadMcpRead(f"{where}.arguments must be a table")
    told = raw.get("sql", ())
    return McpRead(
        tool.strip(),
        arguments,
        _paging(raw.get("paging", {}), arguments, f"{where}.paging"),
        str(raw.get("items", "")),
        str(raw.get("columns", "")),
        raw.get("text") is True,
        (told,) if isinstance(told, str) else tuple(map(str, told)),
        str(raw.get("truncated", "")),
    )


def _paging(raw: Any, arguments: Mapping[str, Any], where: str) -> Paging:
    if not isinstance(raw, dict):
        raise BadMcpRead(f"{where} must be a table")
    _only(raw, _PAGING_KEYS, where)
    kind = raw.get("kind", "none")
    if kind not in get_args(PagingKind):
        raise BadMcpRead(f'{where}.kind is "{kind}"; known: {", ".join(get_args(PagingKind))}')
    size, first = raw.get("size", 500), raw.get("first", 1)
    if not isinstance(size, int) or not 1 <= size <= 100_000 or not isinstance(first, int):
        raise BadMcpRead(f"{where}.size must be a whole number from 1 to 100000")
    names = {name: str(raw.get(name, "")) for name in ("offset", "limit", "page", "cursor", "next")}
    paging = Paging(kind, size, first=first, **names)
    places = set(_PLACE.findall(repr(arguments)))
    needed = {"none": (), "offset": ("offset",), "page": ("page",), "cursor": ("cursor", "next")}[kind]
    for name in needed:
        if not names[name] and name not in places:
            raise BadMcpRead(f"{where}.{name} is missing: without it every page would be the first one")
    return paging


def map_of(raw: Mapping[str, Any], entity: Entity, where: str) -> dict[str, tuple[str, ...]]:
    """One [map.*] table: canonical field -> one path or several. Raises BadMcpRead."""
    _only(raw, tuple(WORDS[entity]), where)
    return {name: (told,) if isinstance(told, str) else tuple(map(str, told)) for name, told in raw.items()}


def filled(value: Any, values: Mapping[str, str | int]) -> Any:
    """`value` with {name} replaced in all its texts; a text that is one place alone becomes the value itself.

    Places that `values` does not know stay as they are: they are the tool's own.
    """
    if isinstance(value, str):
        whole = _PLACE.fullmatch(value)
        if whole and whole.group(1) in values:
            return values[whole.group(1)]
        return _PLACE.sub(lambda m: str(values.get(m.group(1), m.group(0))), value)
    if isinstance(value, dict):
        return {key: filled(one, values) for key, one in value.items()}
    if isinstance(value, list):
        return [filled(one, values) for one in value]
    return value


def _only(raw: Mapping[str, Any], allowed: tuple[str, ...], where: str) -> None:
    for key in raw:
        if key not in allowed:
            raise BadMcpRead(f"{where}.{key} is not known; known: {', '.join(sorted(allowed))}")
