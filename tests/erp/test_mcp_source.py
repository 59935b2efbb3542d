"""The MCP source against a server of the SDK and against one that strangers wrote, over stdio and over HTTP."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp", reason="the extra mcp is not installed")

from puntual.erp.header_words import Entity
from puntual.erp.mcp_shape import BadMcpRead, HttpServer, McpOptions, McpRead, Paging, StdioServer, read_of
from puntual.erp.mcp_source import McpSource
from puntual.erp.options import Home
from puntual.ports.source import SourceUnreadable

HOME = Home("MX", "MXN")
PEER = Path(__file__).with_name("mcp_peer.py")
STDIO = StdioServer((sys.executable, str(PEER), "stdio"), {"ERP_TOKEN": "hush-hush-42"})
MAP = {
    Entity.RECEIVABLES: {
        "receivable_key": ("id",), "number": ("name",), "customer_key": ("partner.id",),
        "customer_name": ("partner.name",), "phone": ("partner.phones.0",), "due": ("due",),
        "balance": ("residual",), "currency": ("currency",), "status": ("state",),
    }
}  # fmt: skip
OFFSET = McpRead(
    "list_invoices", paging=Paging("offset", 150, offset="offset", limit="limit"), items="data.items"
)


def options(read: McpRead, server: Any = STDIO, **more: Any) -> McpOptions:
    return McpOptions(
        server, {Entity.RECEIVABLES: read}, MAP, {"status": {"A": "open", "P": "cancelled"}}, **more
    )


@pytest.mark.parametrize(
    "read",
    [OFFSET, McpRead("by_cursor", paging=Paging("cursor", cursor="after", next="next"), items="items")],
)
def test_every_page_is_read_even_where_the_server_gives_less_than_was_asked(read: McpRead) -> None:
    snapshot = McpSource(options(read), HOME).read()
    assert len(snapshot.receivables) == 230
    first = next(one for one in snapshot.receivables if one.number == "F-0001")
    assert (first.balance, first.currency, first.customer, first.due.isoformat()) == (
        10110,
        "MXN",
        "8",
        "2026-10-02",
    )
    assert {one.status.value for one in snapshot.receivables} == {"open", "cancelled"}
    assert len(snapshot.customers) == 3 and snapshot.customers[0].contact_points


def test_the_lines_of_one_invoice_are_asked_for_by_its_number() -> None:
    reads = {
        Entity.RECEIVABLES: OFFSET,
        Entity.LINES: McpRead("invoice_lines", {"number": "{number}"}, items="items"),
    }
    maps = {
        **MAP,
        Entity.LINES: {
            "number": ("number",),
            "description": ("text",),
            "quantity": ("qty",),
            "amount": ("amount",),
        },
    }
    found = McpSource(McpOptions(STDIO, reads, maps), HOME).lines("1001/1", "F-0001", "MXN")
    assert [(one.description, one.quantity, one.total) for one in found] == [("Cemento gris", "3", 30050)]


def refusal(read: McpRead, **more: Any) -> str:
    with pytest.raises(SourceUnreadable) as caught:
        McpSource(options(read, **more), HOME).read()
    return str(caught.value)


def test_what_is_not_surely_whole_and_right_is_refused_with_a_reason() -> None:
    told = McpRead("same_page", paging=Paging("offset", 10, offset="offset"), items="items")
    assert "same page" in refusal(told)
    assert "left rows out" in refusal(McpRead("same_page", items="items", truncated="partial"))
    assert 'no list at items = "rows"' in refusal(McpRead("same_page", items="rows"))
    assert "more than 200 rows" in refusal(OFFSET, max_rows=200)
    assert "bytes" in refusal(OFFSET, max_bytes=1000)
    assert "in time" in refusal(McpRead("slow", items="items"), seconds=3.0)


def test_a_tool_that_writes_or_is_not_there_is_never_called() -> None:
    assert "changes things" in refusal(McpRead("delete_invoice", {"id": 1}, items="items"))
    assert 'no tool "list_invoice". It has: by_cursor' in refusal(McpRead("list_invoice", items="items"))


def test_arguments_are_checked_against_the_tools_own_schema_before_the_call() -> None:
    assert "not of type 'integer'" in refusal(McpRead("list_invoices", {"offset": "all"}, items="items"))
    assert 'no argument "where"' in refusal(McpRead("list_invoices", {"where": "1=1"}, items="items"))


def test_a_servers_words_show_no_secret_of_ours() -> None:
    said = refusal(McpRead("fails", {"token": "{secret}"}, items="items"))
    assert "refused" in said and "hush" not in refusal(McpRead("fails", items="items"))


def test_a_command_that_is_not_there_says_what_to_do() -> None:
    assert "cannot be started" in refusal(OFFSET, server=StdioServer(("no-such-server-here",)))
    assert refusal(OFFSET, server=StdioServer((sys.executable, "-c", "raise SystemExit(1)")), seconds=5.0)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    peer = subprocess.Popen(
        [sys.executable, str(PEER), "http", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        peer.terminate()
        peer.wait(10)


def test_the_same_over_streamable_http(address: str) -> None:
    source = McpSource(options(OFFSET, server=HttpServer(address, private_allowed=True)), HOME)
    assert len(source.read().receivables) == 230
    assert source.calls == 4  # 100, 100, 30, and the empty page that ends it


def test_an_address_in_a_private_network_is_refused_unless_allowed(address: str) -> None:
    assert "private_network" in refusal(OFFSET, server=HttpServer(address))
    secure = address.replace("http://", "https://")
    assert "private network" in refusal(OFFSET, server=HttpServer(secure))
    assert "private network" in refusal(
        OFFSET, server=HttpServer("https://169.254.169.254/mcp", private_allowed=True)
    )
    assert refusal(OFFSET, server=HttpServer("https://localhost/mcp"))


@pytest.fixture
def strangers(tmp_path: Path) -> StdioServer:
    program = Path(sys.executable).with_name("database-mcp-sqlite")
    if not program.is_file():
        pytest.skip("database-mcp-sqlite is not installed")
    database = tmp_path / "erp.sqlite"
    with sqlite3.connect(database) as erp:
        erp.execute(
            "CREATE TABLE facturas (folio TEXT, cliente TEXT, nombre TEXT, vence TEXT, saldo REAL, moneda TEXT)"
        )
        erp.executemany(
            "INSERT INTO facturas VALUES (?, ?, ?, ?, ?, 'MXN')",
            [(f"A{i}", f"C{i % 40}", f"Cliente {i % 40} SA", "2026-10-01", 10.25 + i) for i in range(2500)],
        )
    return StdioServer((str(program), "--dsn", str(database)))


SQL = McpRead(
    "execute_sql",
    {"sql": "SELECT * FROM facturas ORDER BY folio LIMIT {limit} OFFSET {offset}"},
    Paging("offset", 1000),
    items="rows", columns="columns", text=True, sql=("sql",),
)  # fmt: skip


def test_a_server_that_strangers_wrote_is_read_whole(strangers: StdioServer) -> None:
    mapping = {"number": ("folio",), "customer_key": ("cliente",), "customer_name": ("nombre",), "due": ("vence",),
               "balance": ("saldo",), "currency": ("moneda",)}  # fmt: skip
    source = McpSource(McpOptions(strangers, {Entity.RECEIVABLES: SQL}, {Entity.RECEIVABLES: mapping}), HOME)
    snapshot = source.read()
    assert len(snapshot.receivables) == 2500 and len(snapshot.customers) == 40
    assert sum(one.balance for one in snapshot.receivables) == sum(1025 + 100 * i for i in range(2500))


def test_sql_that_writes_never_reaches_the_server(strangers: StdioServer) -> None:
    writing = McpRead("execute_sql", {"sql": "DELETE FROM facturas"}, items="rows", text=True, sql=("sql",))
    with pytest.raises(SourceUnreadable, match="SELECT"):
        McpSource(McpOptions(strangers, {Entity.RECEIVABLES: writing}), HOME).read()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({}, "tool is missing"),
        ({"tool": "x", "argument": {}}, "argument is not known"),
        ({"tool": "x", "paging": {"kind": "offset"}}, "offset is missing"),
        ({"tool": "x", "paging": {"kind": "cursor", "cursor": "c"}}, "next is missing"),
        ({"tool": "x", "paging": {"kind": "scroll"}}, "scroll"),
        ({"tool": "x", "paging": {"size": 0}}, "size"),
    ],
)
def test_a_read_that_is_described_wrongly_names_its_key(raw: dict[str, Any], said: str) -> None:
    with pytest.raises(BadMcpRead, match=said):
        read_of(raw, "[source.read.receivables]")
