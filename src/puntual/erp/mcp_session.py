"""One conversation with one MCP server: only listed tools, arguments checked, bounds on time, rows and bytes.

The server gets no model, no files and no questions from us: we offer neither sampling, nor roots, nor elicitation.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import anyio
import httpx2
import jsonschema
from mcp import ClientSession, MCPError, StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult, PaginatedRequestParams, TextContent, Tool

from puntual.erp.mcp_shape import HttpServer, McpOptions, McpRead, StdioServer
from puntual.erp.rest.addresses import GuardedResolver
from puntual.erp.web import check_address
from puntual.ports.source import SourceUnreadable

MOST_TOOLS = 2_000


@dataclass(slots=True)
class McpSession:
    """An open session and what it has cost so far."""

    session: ClientSession
    options: McpOptions
    tools: Mapping[str, Tool]
    size: int = 0
    calls: int = 0
    secrets: tuple[str, ...] = field(default=(), repr=False)

    async def call(self, read: McpRead, arguments: Mapping[str, Any]) -> Any:
        """The structured answer of one call. Raises SourceUnreadable."""
        if read.tool not in self.options.tools:
            raise SourceUnreadable(f'The MCP tool "{read.tool}" is not one of the reads. It was not called.')
        check_arguments(self.tools[read.tool], arguments)
        self.calls += 1
        result = await self.session.call_tool(read.tool, dict(arguments), self.options.seconds)
        if not isinstance(result, CallToolResult):
            raise SourceUnreadable(f'The MCP tool "{read.tool}" asked something back instead of answering.')
        if result.is_error:
            raise SourceUnreadable(f'The MCP tool "{read.tool}" refused: "{self._said(result)}".')
        return self._value(read, result)

    def _value(self, read: McpRead, result: CallToolResult) -> Any:
        told = "".join(part.text for part in result.content if isinstance(part, TextContent))
        structured = result.structured_content
        self.size += len(told) if structured is None else len(json.dumps(structured, default=str))
        if self.size > self.options.max_bytes:
            raise SourceUnreadable(
                f"The MCP server sent more than {self.options.max_bytes:,} bytes. Ask for fewer rows or columns."
            )
        if structured is not None and not read.text:
            return structured
        return self._from_text(read, told, structured)

    def _from_text(self, read: McpRead, told: str, structured: Any) -> Any:
        """JSON inside a text, after a line of words or without one."""
        if not told and isinstance(structured, dict) and isinstance(structured.get("result"), str):
            told = structured["result"]
        starts = [place for place in (told.find("{"), told.find("[")) if place >= 0]
        try:
            return json.loads(told[min(starts) :])
        except ValueError:
            raise SourceUnreadable(
                f'The MCP tool "{read.tool}" answered with text that is no JSON. Only tools with structured answers, '
                "or JSON in their text, can be read."
            ) from None

    def _said(self, result: CallToolResult) -> str:
        said = " ".join(part.text for part in result.content if isinstance(part, TextContent))
        return hide(said, self.secrets)


@contextlib.asynccontextmanager
async def open_session(options: McpOptions) -> AsyncIterator[McpSession]:
    """A session whose tools have been looked at. Raises SourceUnreadable."""
    async with (
        _streams(options) as (reader, writer),
        ClientSession(reader, writer, read_timeout_seconds=options.seconds) as session,
    ):
        with anyio.fail_after(options.seconds):
            await session.initialize()
            tools = await _tools(session)
        check_tools(options, tools)
        yield McpSession(session, options, tools, secrets=_secrets(options.server))


def check_tools(options: McpOptions, tools: Mapping[str, Tool]) -> None:
    """Raise SourceUnreadable for a tool that is not there, or that says of itself that it writes."""
    for name in sorted(options.tools):
        if name not in tools:
            known = ", ".join(sorted(tools)[:12]) or "none"
            raise SourceUnreadable(f'The MCP server has no tool "{name}". It has: {known}.')
        said = tools[name].annotations
        # Only a hint: most tools that write say nothing. That is why tools are named one by one.
        if said is not None and (said.read_only_hint is False or said.destructive_hint is True):
            raise SourceUnreadable(
                f'The MCP tool "{name}" says of itself that it changes things. Name a tool that only reads.'
            )


def check_arguments(tool: Tool, arguments: Mapping[str, Any]) -> None:
    """Raise SourceUnreadable unless the arguments are what the tool's own schema asks for, and nothing beside."""
    schema = tool.input_schema
    known = schema.get("properties", {})
    for name in arguments:
        if known and name not in known:
            raise SourceUnreadable(
                f'The MCP tool "{tool.name}" has no argument "{name}". It has: {", ".join(sorted(known))}.'
            )
    try:
        jsonschema.validate(dict(arguments), schema)
    except jsonschema.ValidationError as error:
        place = ".".join(map(str, error.absolute_path)) or "arguments"
        raise SourceUnreadable(f'The MCP tool "{tool.name}": {place}: {error.message[:200]}.') from None
    except jsonschema.SchemaError:
        raise SourceUnreadable(f'The MCP tool "{tool.name}" describes its arguments wrongly.') from None


def hide(text: str, secrets: tuple[str, ...]) -> str:
    """The text without our secrets, one line, not long."""
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= 4:
            text = text.replace(secret, "***")
    return " ".join(text.split())[:200]


async def _tools(session: ClientSession) -> dict[str, Tool]:
    found: dict[str, Tool] = {}
    cursor: str | None = None
    while len(found) < MOST_TOOLS:
        page = await session.list_tools(params=PaginatedRequestParams(cursor=cursor) if cursor else None)
        found.update((tool.name, tool) for tool in page.tools)
        if not page.next_cursor or page.next_cursor == cursor:
            break
        cursor = page.next_cursor
    return found


@contextlib.asynccontextmanager
async def _streams(options: McpOptions) -> AsyncIterator[tuple[Any, Any]]:
    match options.server:
        case StdioServer() as server:
            told = StdioServerParameters(
                command=server.command[0],
                args=list(server.command[1:]),
                env=dict(server.variables),
                cwd=server.folder,
            )
            # What the server writes for people may hold names and amounts: it does not reach our logs.
            with open(os.devnull, "w") as nowhere:  # noqa: PTH123
                async with stdio_client(told, errlog=nowhere) as (reader, writer):
                    yield reader, writer
        case HttpServer() as server:
            check_address(server.url, "[source] url", private_allowed=server.private_allowed)
            headers = {"Authorization": f"Bearer {server.token}"} if server.token else None
            async with (
                httpx2.AsyncClient(
                    headers=headers,
                    timeout=options.seconds,
                    transport=_Guarded(private_allowed=server.private_allowed),
                    trust_env=False,
                    follow_redirects=False,
                ) as client,
                streamable_http_client(server.url, http_client=client) as streams,
            ):
                yield streams[0], streams[1]


class _Guarded(httpx2.AsyncHTTPTransport):
    """Connects to an address that was looked at, not to whatever the name means a moment later."""

    def __init__(self, *, private_allowed: bool) -> None:
        super().__init__()
        self._resolver = GuardedResolver(private_allowed=private_allowed)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        host = request.url.host
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        found = await self._resolver.resolve(host, port)
        request.extensions = {**request.extensions, "sni_hostname": host}
        request.url = request.url.copy_with(host=found[0]["host"])
        return await super().handle_async_request(request)


def _secrets(server: StdioServer | HttpServer) -> tuple[str, ...]:
    if isinstance(server, StdioServer):
        return tuple(server.variables.values())
    return (server.token, urlsplit(server.url).query)


def explain(error: BaseException) -> SourceUnreadable:
    """What went wrong, out of the groups in which the SDK wraps it, in words that say what to do."""
    if isinstance(error, BaseExceptionGroup):
        inner = [explain(one) for one in error.exceptions]
        told = [one for one in inner if not isinstance(one, _Guess)]
        return (told or inner)[0]
    if isinstance(error, SourceUnreadable):
        return error
    if isinstance(error, FileNotFoundError | PermissionError):
        return _Guess("[source] command: the MCP server cannot be started. Is it installed on this machine?")
    if isinstance(error, TimeoutError):
        return _Guess("The MCP server did not answer in time.")
    if isinstance(error, MCPError):
        slow = "timed out" in str(error).lower()
        return _Guess(
            "The MCP server did not answer in time."
            if slow
            else f"The MCP server refused: {hide(str(error), ())}"
        )
    if isinstance(error, httpx2.HTTPStatusError):
        return _Guess(
            f"[source] url: the MCP server said HTTP {error.response.status_code}. Check url and token."
        )
    return _Guess(f"The MCP server could not be read ({type(error).__name__}).")


class _Guess(SourceUnreadable):
    """What the SDK raised, in our words; a reason of our own beside it is the better one."""
