"""A small HTTP server that answers like the ERPs of the REST presets: documented shapes, paging, and every misery.

A system is a function from a request to an answer. Miseries are put in front of the next answers by a test.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the server saw it. params: the first value of each."""

    method: str
    path: str
    params: dict[str, str]
    headers: dict[str, str]
    body: Any


@dataclass(frozen=True, slots=True)
class Told:
    """An answer. raw: bytes instead of JSON. cut: fewer bytes are sent than announced. slow: seconds before."""

    value: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    cut: bool = False
    slow: float = 0.0


System = Callable[[Asked], Told]


@dataclass(slots=True)
class Peer:
    """The running server: what it was asked, and what goes wrong next."""

    system: System
    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    miseries: list[Told] = field(default_factory=list)

    def answer(self, request: Asked) -> Told:
        """A misery while there is one, else what the system says."""
        self.asked.append(request)
        return self.miseries.pop(0) if self.miseries else self.system(request)


@contextmanager
def serve(system: System) -> Iterator[Peer]:
    """The system on a free port of loopback."""
    peer = Peer(system)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            parts = urlsplit(self.path)
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            try:
                body = json.loads(raw) if raw else None
            except ValueError:
                body = {key: values[0] for key, values in parse_qs(raw.decode()).items()}
            params = {key: values[0] for key, values in parse_qs(parts.query).items()}
            request = Asked(self.command, unquote(parts.path), params, dict(self.headers), body)
            self._send(peer.answer(request))

        def _send(self, told: Told) -> None:
            time.sleep(told.slow)
            body = told.raw if told.raw is not None else json.dumps(told.value).encode()
            try:
                self.send_response_only(told.status)
                kind = "text/html" if body[:1] == b"<" else "application/json"
                for name, value in {"Content-Type": kind, **told.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body) + (50 if told.cut else 0)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                return  # the client did not wait for us
            if told.cut:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    peer.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield peer
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
