"""[source] of the kinds folder, csv_url, google_sheets and mcp, and [documents], up to an open source."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from puntual.boot.settings import BadSettings, load
from puntual.boot.wiring import open_source, with_documents
from puntual.domain.record import LineSeen
from tests.erp.documents.samples import CFDI40

COMPANY = """
[company]
legal_name = "Acme"
country = "MX"
currency = "MXN"
time_zone = "America/Mexico_City"
"""
CSV = "Factura,Cliente,Nombre,Vencimiento,Saldo,Moneda\nA1042,C1,Uno SA,2026-10-01,1500.50,MXN\n"
PEER = Path(__file__).parents[1] / "erp" / "mcp_peer.py"


def write(folder: Path, rest: str) -> Path:
    path = folder / "puntual.toml"
    path.write_text(COMPANY + rest, "utf-8")
    return path


def test_a_watched_folder_is_read_and_the_lines_come_from_the_xml(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    export = tmp_path / "out" / "cartera-1.csv"
    export.write_text(CSV)
    past = export.stat().st_mtime - 120
    os.utime(export, (past, past))
    (tmp_path / "A1042.xml").write_bytes(CFDI40)
    told = '[source]\nkind = "folder"\nfolder = "out"\nfile = "cartera*"\n[documents]\npaths = ["{number}.xml"]\n'
    settings = load(write(tmp_path, told))
    source = with_documents(open_source(settings.source, settings.company), settings.documents)
    assert source.check() == ()
    (one,) = source.read().receivables
    lines = source.lines(one.key, one.number, one.currency)
    assert [line.total for line in lines] == [95000, 30000] and isinstance(lines[0], LineSeen)
    assert source.lines(one.key, "", "MXN") == ()  # two customers share the number: nobody's lines are told


def test_an_mcp_server_is_read_as_the_file_says(tmp_path: Path) -> None:
    pytest.importorskip("mcp", reason="the extra mcp is not installed")
    told = f"""
[source]
kind = "mcp"
command = ["{sys.executable}", "{PEER}", "stdio"]
[source.read.receivables]
tool = "list_invoices"
items = "data.items"
paging = {{ kind = "offset", offset = "offset", limit = "limit", size = 100 }}
[source.map.receivables]
number = "name"
customer_key = "partner.id"
customer_name = "partner.name"
due = "due"
balance = "residual"
currency = "currency"
"""
    settings = load(write(tmp_path, told))
    assert len(open_source(settings.source, settings.company).read().receivables) == 230


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ('[source]\nkind = "folder"\nfolder = "x"\n', "receivables is missing"),
        ('[source]\nkind = "folder"\nfolder = "x"\nfile = "../*"\n', "names in that folder"),
        ('[source]\nkind = "csv_url"\nurl = "http://example.com/x.csv"\n', "https"),
        ('[source]\nkind = "csv_url"\nurl = "https://127.0.0.1/x.csv"\n', "private network"),
        ('[source]\nkind = "google_sheets"\nspreadsheet = "short"\nkey_file = "k"\n', "the id in it"),
        ('[source]\nkind = "google_sheets"\nspreadsheet = "abcdefghijklmnopqrstuv"\n', "key_file"),
        ('[source]\nkind = "mcp"\nurl = "https://x/mcp"\n', "the tool that lists"),
        ('[source]\nkind = "mcp"\n[source.read.receivables]\ntool = "t"\n', "one of them"),
        (
            '[source]\nkind = "mcp"\nurl = "https://x/mcp"\n[source.read.receivables]\ntools = "t"\n',
            "tools is not known",
        ),
        ('[source]\nkind = "googlesheets"\n', "Did you mean google_sheets"),
        ('[source]\npath = "x.csv"\n[documents]\npaths = ["/x/all.pdf"]\n', "names no invoice"),
        ('[source]\npath = "x.csv"\n[documents]\nurls = ["http://erp/{number}.pdf"]\n', "https"),
    ],
)
def test_a_slip_in_the_file_is_named(tmp_path: Path, rest: str, said: str) -> None:
    with pytest.raises(BadSettings, match=said):
        load(write(tmp_path, rest))


def test_a_sheets_address_is_enough_and_no_secret_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz/edit#gid=0"
    told = f'[source]\nkind = "google_sheets"\nspreadsheet = "{address}"\nkey_file = "key.json"\n'
    assert "1AbCdEfGhIjKlMnOpQrStUvWxYz'" in repr(load(write(tmp_path, told)).source)
    monkeypatch.setenv("PUNTUAL_MCP_TOKEN", "hush-hush")
    monkeypatch.setenv("SHEET", "https://example.com/hush-hush.csv")
    told = '[source]\nkind = "mcp"\nurl = "https://x.example/mcp"\n[source.read.receivables]\ntool = "t"\n'
    assert "hush" not in repr(load(write(tmp_path, told)).source)
    assert "hush" not in repr(load(write(tmp_path, '[source]\nkind = "csv_url"\nurl_env = "SHEET"\n')).source)


def test_a_preset_may_be_read_through_mcp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("mcp", reason="the extra mcp is not installed")
    monkeypatch.setenv("PUNTUAL_ERP_TOKEN", "hush-hush")
    (tmp_path / "own.toml").write_text(f"""
[preset]
name = "own"
title = "Own"
country = "*"
engine = "mcp"
verified = {{ label = "live", on = 2026-11-23, against = "the peer of the tests" }}
[parameters.size]
en = "rows of a page"
default = "90"
[parameters.token]
en = "token"
secret = true
[mcp]
command = ["{sys.executable}", "{PEER}", "stdio"]
variables = {{ TOKEN = "{{token}}" }}
[read.receivables]
tool = "by_cursor"
items = "items"
paging = {{ kind = "cursor", cursor = "after", next = "next" }}
[map.receivables]
number = "name"
customer_key = "partner.id"
customer_name = "partner.name"
due = "due"
balance = "residual"
currency = "currency"
""")
    settings = load(write(tmp_path, '[source]\nkind = "preset"\npreset = "own.toml"\n'))
    source = open_source(settings.source, settings.company)
    assert len(source.read().receivables) == 230 and "hush" not in repr(source)
