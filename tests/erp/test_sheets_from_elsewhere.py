"""Sheets that are not simply a file: ODS, a watched folder, a published CSV, and Google Sheets by service account."""

from __future__ import annotations

import json
import os
import threading
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from puntual.erp.files import FilesSource, SheetsSource
from puntual.erp.header_words import Entity
from puntual.erp.options import FilesOptions, Home, Layout
from puntual.erp.watched_folder import FolderPlace, Memory
from puntual.erp.web_sheets import WebCsv
from puntual.ports.source import SourceUnreadable

HOME = Home("MX", "MXN")
CSV = "Factura,Cliente,Nombre,Vencimiento,Saldo,Moneda,Celular\nF-1,C1,Uno SA,2026-10-01,1500.50,MXN,5512345678\n"


# ODS

_CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
_NUMBER = (
    '<table:table-cell office:value-type="float" office:value="{}"><text:p>x</text:p></table:table-cell>'
)
_DATE = (
    '<table:table-cell office:value-type="date" office:date-value="{}"><text:p>x</text:p></table:table-cell>'
)


def ods(path: Path) -> Path:
    """A spreadsheet as LibreOffice writes it, reduced to what a reader needs."""
    titles = "".join(_CELL.format(one) for one in ("Factura", "Cliente", "Nombre", "Vencimiento", "Saldo"))
    row = (
        "".join(map(_CELL.format, ("F-1", "C1", "Peña y Cía")))
        + _DATE.format("2026-10-01")
        + _NUMBER.format(1500.5)
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{space}:office:1.0" '
        f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Cartera"><table:table-row>{titles}</table:table-row>'
        f"<table:table-row>{row}</table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{space}:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", manifest)
        book.writestr("content.xml", content)
    return path


def test_an_ods_is_read_with_its_dates_and_numbers(tmp_path: Path) -> None:
    options = FilesOptions({Entity.RECEIVABLES: ods(tmp_path / "cartera.ods")})
    (one,) = FilesSource(options, HOME).read().receivables
    assert (one.number, one.due.isoformat(), one.balance) == ("F-1", "2026-10-01", 150050)


# Watched folder


class Noon:
    """A clock that stands."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


def put(folder: Path, name: str, text: str | bytes, ago: timedelta) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    at = (Noon().at - ago).timestamp()
    os.utime(path, (at, at))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def watched(folder: Path, pattern: str = "cartera*") -> SheetsSource:
    place = FolderPlace(folder, pattern, Noon(), Memory(folder.parent / "memory.json"))
    return SheetsSource({Entity.RECEIVABLES: place}, Layout(), HOME)


def numbers(source: SheetsSource) -> set[str]:
    return {one.number for one in source.read().receivables}


HOUR = timedelta(hours=1)


def test_the_newest_file_wins_and_others_are_left_alone(folder: Path) -> None:
    put(folder, "cartera-1.csv", CSV, 3 * HOUR)
    put(folder, "cartera-2.csv", CSV.replace("F-1", "F-2"), 2 * HOUR)
    put(folder, "pagos.csv", CSV.replace("F-1", "F-9"), HOUR)
    put(folder, "cartera-3.csv.part", CSV.replace("F-1", "F-9"), HOUR)
    put(folder, "~$cartera.xlsx", b"lock", HOUR)
    assert numbers(watched(folder)) == {"F-2"}


@pytest.mark.parametrize(
    ("name", "half", "ago"),
    [
        ("cartera-2.csv", CSV.replace("F-1", "F-2"), timedelta(seconds=5)),
        ("cartera-2.csv", (CSV + "F-3,C1,Uno SA,2026-1").replace("F-1", "F-2"), HOUR),
        ("cartera-2.csv", "", HOUR),
        ("cartera-2.xlsx", b"PK\x03\x04 half of a workbook", HOUR),
    ],
)
def test_a_half_written_file_is_not_read_the_last_whole_one_is(
    folder: Path, name: str, half: str | bytes, ago: timedelta
) -> None:
    put(folder, "cartera-1.csv", CSV, 2 * HOUR)
    put(folder, name, half, ago)
    assert numbers(watched(folder)) == {"F-1"}


def test_time_never_runs_backwards(folder: Path) -> None:
    put(folder, "cartera-1.csv", CSV, 3 * HOUR)
    newer = put(folder, "cartera-2.csv", CSV.replace("F-1", "F-2"), HOUR)
    assert numbers(watched(folder)) == {"F-2"}
    assert numbers(watched(folder)) == {"F-2"}  # twice is once
    newer.unlink()
    with pytest.raises(SourceUnreadable, match="older than the file that was read last"):
        watched(folder).read()
    assert (folder.parent / "memory.json").stat().st_mode & 0o077 == 0


def test_an_old_export_does_not_pass_for_todays(folder: Path) -> None:
    put(folder, "cartera.csv", CSV, timedelta(days=4))
    with pytest.raises(SourceUnreadable, match="48 hours"):
        watched(folder).read()


def test_a_folder_without_a_file_says_so(folder: Path) -> None:
    assert "no file fits" in watched(folder).check()[0]
    assert "no such folder" in watched(folder / "x").check()[0]


# Over HTTP


class Peer:
    """A server that answers as the test says and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        self.answers: Any = None
        peer = self

        class Serving(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                asked = (self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body)
                peer.asked.append(asked)
                status, headers, answer = peer.answers(*asked)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(answer)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer)

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Serving)
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def peer() -> Iterator[Peer]:
    peer = Peer()
    yield peer
    peer.server.shutdown()
    peer.server.server_close()


def published(peer: Peer, **more: Any) -> SheetsSource:
    place = WebCsv(f"{peer.base}/pub?output=csv", **{"private_allowed": True, **more})
    return SheetsSource({Entity.RECEIVABLES: place}, Layout(), HOME)


def test_an_unchanged_csv_is_not_sent_twice(peer: Peer) -> None:
    def answer(_m: str, _p: str, headers: dict[str, str], _b: bytes) -> tuple[int, dict[str, str], bytes]:
        if headers.get("if-none-match") == '"v1"':
            return 304, {}, b""
        return 200, {"ETag": '"v1"', "Content-Type": "text/csv"}, CSV.encode()

    peer.answers = answer
    source = published(peer)
    assert numbers(source) == numbers(source) == {"F-1"}
    assert [headers.get("if-none-match") for _, _, headers, _ in peer.asked] == [None, '"v1"']


def test_a_published_sheet_is_followed_to_another_host_but_not_into_a_private_network(peer: Peer) -> None:
    peer.answers = lambda m, path, h, b: (
        (307, {"Location": f"{peer.base}/data"}, b"") if path.startswith("/pub") else (200, {}, CSV.encode())
    )
    assert numbers(published(peer)) == {"F-1"}
    peer.answers = lambda *_: (302, {"Location": "http://169.254.169.254/latest/meta-data"}, b"")
    with pytest.raises(SourceUnreadable, match="private network"):
        published(peer).read()
    peer.answers = lambda *_: (302, {"Location": "/pub"}, b"")
    with pytest.raises(SourceUnreadable, match="leads on"):
        published(peer).read()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            (200, {"Content-Type": "text/html"}, b"<!DOCTYPE html><title>Sign in</title>"),
            "Publish to the web",
        ),
        ((410, {}, b""), "HTTP 410"),
        ((200, {}, b"x" * 5000), "larger than"),
        ((200, {}, b""), "empty"),
    ],
)
def test_what_is_no_csv_is_refused(peer: Peer, answer: tuple[int, dict[str, str], bytes], said: str) -> None:
    peer.answers = lambda *_: answer
    with pytest.raises(SourceUnreadable, match=said):
        published(peer, most_bytes=4000).read()


def test_a_private_address_or_plain_http_is_refused_unless_allowed(peer: Peer) -> None:
    with pytest.raises(SourceUnreadable, match="https"):
        published(peer, private_allowed=False).read()
    for host in ("https://127.0.0.1", "https://2130706433", "https://[::1]", "https://localhost"):
        with pytest.raises(SourceUnreadable, match=r"private network|could not be reached"):
            SheetsSource({Entity.RECEIVABLES: WebCsv(f"{host}/x.csv")}, Layout(), HOME).read()
    assert peer.asked == []


# Google Sheets: the shapes of its API, on a server of ours

ROWS = [
    ["Factura", "Cliente", "Nombre", "Vencimiento", "Saldo", "Celular"],
    ["F-1", "C1", "Uno SA", 46296, 1500.5, 5512345678],
    [],
    ["F-2", "C2", "Dos SA", 46327, 20, "#N/A"],
]


@pytest.fixture
def key(tmp_path: Path, peer: Peer) -> Path:
    pytest.importorskip("google.auth", reason="the extra sheets is not installed")
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    pem = rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    told = {
        "type": "service_account", "client_email": "robot@p.iam.gserviceaccount.com", "private_key_id": "k",
        "private_key": pem.decode(), "token_uri": f"{peer.base}/token", "project_id": "p",
    }  # fmt: skip
    path = tmp_path / "key.json"
    path.write_text(json.dumps(told))
    return path


def google(peer: Peer, key: Path, tab: str = "") -> tuple[SheetsSource, list[float]]:
    from puntual.erp.google_sheets import GooglePlace, GoogleSheets

    waits: list[float] = []
    book = GoogleSheets(
        "sheet-1", key, peer.base, f"{peer.base}/token", private_allowed=True, sleep=waits.append
    )
    return SheetsSource({Entity.RECEIVABLES: GooglePlace(book, tab)}, Layout(), HOME), waits


def api(busy: list[int]) -> Any:
    def answer(
        method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        if path == "/token":
            assert method == "POST" and b"jwt-bearer" in body
            return (
                200,
                {},
                json.dumps({"access_token": "t0k", "expires_in": 3600, "token_type": "Bearer"}).encode(),
            )
        assert headers["authorization"] == "Bearer t0k" and method == "GET"
        if busy:
            return busy.pop(), {"Retry-After": "7"}, b"{}"
        if "values:batchGet" in path:
            asked = parse_qs(urlsplit(path).query)
            assert asked["valueRenderOption"] == ["UNFORMATTED_VALUE"]
            assert asked["dateTimeRenderOption"] == ["SERIAL_NUMBER"]
            found = [
                {"range": one, "values": ROWS if "Cartera" in one else [["nota"]]} for one in asked["ranges"]
            ]
            return 200, {}, json.dumps({"valueRanges": found}).encode()
        tabs = [{"properties": {"title": "Léeme"}}, {"properties": {"title": "Cartera d'hoy"}}]
        return 200, {}, json.dumps({"sheets": tabs}).encode()

    return answer


@pytest.mark.parametrize("tab", ["Cartera d'hoy", ""])
def test_a_google_sheet_is_read_with_exact_dates_and_amounts(peer: Peer, key: Path, tab: str) -> None:
    peer.answers = api([])
    source, _ = google(peer, key, tab)
    found = {one.number: one for one in source.read().receivables}
    assert {number: (one.due.isoformat(), one.balance) for number, one in found.items()} == {
        "F-1": ("2026-10-01", 150050), "F-2": ("2026-11-01", 2000),
    }  # fmt: skip
    assert len(peer.asked) == (
        2 if tab else 3
    )  # the token, the tabs where none is named, and one call for the cells
    source.read()
    assert sum(path == "/token" for _, path, _, _ in peer.asked) == 1


def test_a_busy_google_is_given_the_time_it_asks_for(peer: Peer, key: Path) -> None:
    peer.answers = api([429, 503])
    source, waits = google(peer, key, "Cartera")
    assert len(source.read().receivables) == 2 and waits == [7.0, 7.0]


def test_a_sheet_that_is_not_shared_says_with_whom_to_share_it(peer: Peer, key: Path) -> None:
    peer.answers = api([403])
    with pytest.raises(SourceUnreadable, match=r"robot@p\.iam"):
        google(peer, key, "Cartera")[0].read()


def test_a_key_that_google_refuses_says_what_to_look_at(peer: Peer, key: Path) -> None:
    peer.answers = lambda *_: (400, {}, b'{"error": "invalid_grant"}')
    with pytest.raises(SourceUnreadable, match="does not accept the key"):
        google(peer, key, "Cartera")[0].read()
    key.write_text("{}")
    with pytest.raises(SourceUnreadable, match="no service account"):
        google(peer, key, "Cartera")[0].read()
