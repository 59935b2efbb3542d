"""A stand-in for the Graph API's media, over real HTTP: an id gives an address, the address gives a file."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Part = Callable[[BaseHTTPRequestHandler], None]


def told(recording: bytes) -> str:
    """The hash as a webhook writes it."""
    return base64.b64encode(hashlib.sha256(recording).digest()).decode()


@dataclass
class MediaPeer:
    """`answers` by path; `arrived` is what was asked for, with the headers."""

    answers: dict[str, Part] = field(default_factory=dict)
    arrived: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __enter__(self) -> MediaPeer:
        peer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                peer.arrived.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                answer = peer.answers.get(self.path.split("?")[0], status(400, b'{"error": {"code": 100}}'))
                answer(self)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.netloc = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http://{self.netloc}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join(10)
        self._server.server_close()

    def holds(self, media_id: str, recording: bytes, **about: object) -> None:
        """A file that is as Meta would keep it; `about` overrides what the first answer says of it."""
        said = {"url": f"{self.url}/file/{media_id}", "mime_type": "audio/ogg; codecs=opus", "id": media_id}
        said |= {"file_size": len(recording), "sha256": hashlib.sha256(recording).hexdigest(), **about}
        self.answers[f"/v99.0/{media_id}"] = status(200, json.dumps(said).encode())
        self.answers[f"/file/{media_id}"] = status(200, recording, {"Content-Type": "audio/ogg"})


def status(code: int, body: bytes, headers: dict[str, str] | None = None) -> Part:
    """A plain answer."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def endless(handler: BaseHTTPRequestHandler) -> None:
    """A file without end and without a length."""
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"x" * 65536)
    except OSError:
        pass


def drip(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then, so that no single read ever times out."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    try:
        for _ in range(200):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass


def short(handler: BaseHTTPRequestHandler) -> None:
    """Promises more than it gives."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"OggS")
