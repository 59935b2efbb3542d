"""A small ERP behind MCP, on the SDK's own server: `python mcp_peer.py stdio`, or `… http PORT`."""

from __future__ import annotations

import sys
import time
from typing import Any

from mcp.server import MCPServer
from mcp.types import ToolAnnotations

ROWS = [
    {
        "id": 1000 + i,
        "name": f"F-{i:04}",
        "partner": {
            "id": 7 + i % 3,
            "name": f"Comercial {i % 3} SA de CV",
            "phones": [f"55123456{10 + i % 3}"],
        },
        "due": f"2026-10-{1 + i % 28:02}",
        "residual": 100.1 + i,
        "currency": ["MXN", "Pesos"][0],
        "state": "P" if i % 50 == 0 else "A",
    }
    for i in range(230)
]
erp = MCPServer("peer")


@erp.tool(annotations=ToolAnnotations(read_only_hint=True))
def list_invoices(offset: int = 0, limit: int = 50) -> dict[str, Any]:
    """Open invoices; never more than 100 at a time, whatever is asked."""
    return {"data": {"items": ROWS[offset : offset + min(limit, 100)]}, "total": len(ROWS)}


@erp.tool()
def by_cursor(after: str = "") -> dict[str, Any]:
    """Pages with a cursor."""
    start = int(after or 0)
    more = start + 90 < len(ROWS)
    return {"items": ROWS[start : start + 90], "next": str(start + 90) if more else None}


@erp.tool()
def same_page(offset: int = 0) -> dict[str, Any]:
    """Ignores what it is asked."""
    return {"items": ROWS[:10], "partial": True}


@erp.tool(annotations=ToolAnnotations(read_only_hint=False, destructive_hint=True))
def delete_invoice(id: int) -> dict[str, Any]:  # noqa: A002
    """Writes."""
    raise RuntimeError("this must never be called")


@erp.tool()
def fails(token: str = "") -> dict[str, Any]:
    """Refuses, and shows a secret while it does."""
    raise ValueError(f"no session for {token or 'hush-hush-42'}")


@erp.tool()
def slow() -> dict[str, Any]:
    """Answers too late."""
    time.sleep(20)
    return {"items": []}


@erp.tool()
def invoice_lines(number: str) -> dict[str, Any]:
    """The lines of one invoice."""
    return {"items": [{"number": number, "text": "Cemento gris", "qty": 3, "amount": 300.5}]}


if __name__ == "__main__":
    if sys.argv[1] == "http":
        erp.run("streamable-http", host="127.0.0.1", port=int(sys.argv[2]))
    else:
        erp.run("stdio")
