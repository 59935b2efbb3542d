"""An OpenAI-compatible server on this machine that misbehaves as it is told."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
GOOD = {
    "intents": ["promise"],
    "date_spans": ["el viernes"],
    "amount_spans": [],
    "language": "es",
    "abusive": False,
}


@dataclass
class Endpoint:
    """Where it listens and what it was asked."""

    url: str = ""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


def says(content: str) -> Answer:
    """A well-formed completion with this content and a usage of 900 and 40 tokens."""

    async def answer(request: web.Request) -> web.StreamResponse:
        return web.json_response(
            {
                "id": "c1",
                "object": "chat.completion",
                "created": 1,
                "model": "fake",
                "choices": [
                    {
                        "index": 0,
                        "finish_reason": "stop",
                        "message": {"role": "assistant", "content": content},
                    }
                ],
                "usage": {"prompt_tokens": 900, "completion_tokens": 40, "total_tokens": 940},
            }
        )

    return answer


def labels(**changes: Any) -> Answer:
    """A completion that fits the schema."""
    return says(json.dumps({**GOOD, **changes}))


def fails(status: int, **headers: str) -> Answer:
    """An HTTP error as such servers give it."""

    async def answer(request: web.Request) -> web.StreamResponse:
        body = {"error": {"message": "no", "type": "x", "code": None}}
        return web.json_response(
            body, status=status, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )

    return answer


async def drips(request: web.Request) -> web.StreamResponse:
    """A body that never ends: one byte now and then."""
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    for _ in range(100):
        await response.write(b" ")
        await asyncio.sleep(0.1)
    return response


async def raw(request: web.Request) -> web.StreamResponse:
    """A body that is no JSON at all."""
    return web.Response(text="{ not json", content_type="application/json")


@contextmanager
def serving(answer: Answer) -> Iterator[Endpoint]:
    """The server, until the block ends."""
    endpoint, loop, ready = Endpoint(), asyncio.new_event_loop(), threading.Event()

    async def handle(request: web.Request) -> web.StreamResponse:
        endpoint.bodies.append(await request.json())
        endpoint.keys.append(request.headers.get("Authorization", ""))
        return await answer(request)

    async def start() -> web.AppRunner:
        app = web.Application()
        app.router.add_post("/v1/chat/completions", handle)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        endpoint.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        return runner

    def run() -> None:
        asyncio.set_event_loop(loop)
        runner = loop.run_until_complete(start())
        ready.set()
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    ready.wait(10)
    try:
        yield endpoint
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
