"""A stand-in for the Graph API over real HTTP, that misbehaves on demand. Keeps all that reached it."""

from __future__ import annotations

import asyncio
import json
import struct
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from socket import SO_LINGER, SOL_SOCKET, socket
from typing import Any

from aiohttp import web

from puntual.wording.catalogue import CHANNEL_CODES
from puntual.wording.submission import templates

Answer = Callable[[web.Request, dict[str, Any]], Awaitable[web.StreamResponse]]


@dataclass
class Arrived:
    """One POST that reached the server, and when (seconds of a rising clock)."""

    at: float
    payload: dict[str, Any]
    headers: dict[str, str]


@dataclass
class GraphServer:
    """Answers by the recipient's number: the test says which numbers get which answer."""

    answers: dict[str, Answer] = field(default_factory=dict)
    pages: dict[str, Any] = field(default_factory=dict)
    arrived: list[Arrived] = field(default_factory=list)
    url: str = ""

    def __enter__(self) -> GraphServer:
        self._loop = asyncio.new_event_loop()
        started = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(started,), daemon=True)
        self._thread.start()
        assert started.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def holds_all_templates(self, waba_id: str) -> None:
        """The business account has every template of the catalogue, approved, on two pages."""
        rows = [
            {"id": str(number), "name": one.name, "language": one.language, "status": "APPROVED"}
            for number, one in enumerate(one for language in CHANNEL_CODES for one in templates(language))
        ]
        path, middle = f"GET {waba_id}/message_templates", len(rows) // 2
        more = {"cursors": {"before": "a", "after": "b"}, "next": "https://graph/next"}
        self.pages[path] = (200, {"data": rows[:middle], "paging": more})
        self.pages[f"{path} b"] = (200, {"data": rows[middle:]})

    def _serve(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        app = web.Application()
        app.router.add_post("/v99.0/{node}/messages", self._messages)
        app.router.add_route("*", "/v99.0/{path:.*}", self._page)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        self._loop.run_until_complete(self._runner.setup())
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        self._loop.run_until_complete(site.start())
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}"
        started.set()
        self._loop.run_forever()

    async def _messages(self, request: web.Request) -> web.StreamResponse:
        payload = await request.json()
        self.arrived.append(Arrived(time.monotonic(), payload, dict(request.headers)))
        answer = self.answers.get(payload.get("to", ""), accept)
        return await answer(request, payload)

    async def _page(self, request: web.Request) -> web.StreamResponse:
        key = f"{request.method} {request.match_info['path']} {request.query.get('after', '')}".strip()
        status, value = self.pages.get(
            key, (404, {"error": {"code": 100, "error_subcode": 33, "message": key}})
        )
        return web.json_response(value, status=status)


async def accept(_: web.Request, payload: dict[str, Any]) -> web.StreamResponse:
    """As Meta accepts: an id, and the recipient as Meta knows it."""
    message_id = f"wamid.{payload['biz_opaque_callback_data']}"
    return web.json_response({"messaging_product": "whatsapp", "messages": [{"id": message_id}]})


def refuse(code: int, status: int = 400, headers: dict[str, str] | None = None) -> Answer:
    """A documented error."""

    async def answer(_: web.Request, __: dict[str, Any]) -> web.StreamResponse:
        body = json.dumps({"error": {"code": code, "message": "refused", "type": "OAuthException"}})
        return web.Response(text=body, status=status, headers=headers, content_type="application/json")

    return answer


def slow(seconds: float) -> Answer:
    """Accepts in the end, but too late for who asked."""

    async def answer(request: web.Request, payload: dict[str, Any]) -> web.StreamResponse:
        await asyncio.sleep(seconds)
        return await accept(request, payload)

    return answer


async def reset(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
    """Cuts the connection after the whole request has been read."""
    assert request.transport is not None
    raw: socket = request.transport.get_extra_info("socket")
    raw.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
    request.transport.abort()
    return web.Response()


async def garbage(_: web.Request, __: dict[str, Any]) -> web.StreamResponse:
    """A 2xx that says nothing."""
    return web.Response(text="<html>all is well</html>", content_type="text/html")


async def half(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
    """A 2xx that breaks off in the middle."""
    response = web.StreamResponse(headers={"Content-Length": "500"})
    await response.prepare(request)
    await response.write(b'{"messages":[{"id":"wam')
    assert request.transport is not None
    request.transport.close()
    return response
