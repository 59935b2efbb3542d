"""A preset whose engine is mcp, with its parameters filled in."""

from __future__ import annotations

from puntual.erp.mcp_shape import BadMcpRead, HttpServer, McpOptions, StdioServer, filled, read_of
from puntual.erp.options import PresetOptions
from puntual.ports.source import SourceUnreadable


def mcp_options(options: PresetOptions) -> McpOptions:
    """What the preset and its parameters say. Raises SourceUnreadable, naming the file and the key.

    [mcp] holds command (a list) and variables (a table), or url and token; {parameter} may stand in all of them.
    """
    preset, values = options.preset, dict(options.values)
    table = filled(dict(preset.engine_table), values)
    try:
        reads = {
            entity: read_of(filled(dict(raw), values), f"read.{entity.value}")
            for entity, raw in preset.reads.items()
        }
    except BadMcpRead as error:
        raise SourceUnreadable(f"{preset.file}: {error}.") from None
    server: StdioServer | HttpServer
    if url := options.url or table.get("url", ""):
        server = HttpServer(str(url), str(table.get("token", "")), options.private_network)
    elif table.get("command"):
        variables = {name: str(value) for name, value in table.get("variables", {}).items()}
        server = StdioServer(tuple(map(str, table["command"])), variables, options.folder)
    else:
        raise SourceUnreadable(f"{preset.file}: [mcp] needs command or url.")
    return McpOptions(
        server, reads, preset.maps, preset.enums, options.layout,
        seconds=float(options.statement_seconds), max_rows=options.max_rows,
    )  # fmt: skip
