"""The webhook door: a raw ASGI application that answers 200 only for what is on disk.

Nothing here decodes beyond the envelope, and nothing here knows the product's tables: a webhook costs a
signature, a look at the JSON and a share of one flush.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from puntual.ports.inbox import InboxWriter

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

# Meta sends up to 3 MB; the rest is slack for what it may call a megabyte.
MOST_BYTES = 3 * 1024 * 1024 + 256 * 1024
# Of all requests together: bodies are held before their signature can be checked.
MOST_BYTES_AT_ONCE = 96 * 1024 * 1024
BODY_SECONDS = 15.0

_log = logging.getLogger("puntual.intake")


@dataclass(frozen=True, slots=True)
class Entrance:
    """One provider's way in, at /webhooks/`channel`.

    genuine: whether the body was signed by the provider (header names are lower case). readable: whether
    it is a body that the channel can decode. verify_token: the word agreed on with Meta for the GET
    handshake; empty refuses every handshake.
    """

    channel: str
    genuine: Callable[[bytes, Mapping[str, str]], bool]
    readable: Callable[[bytes], bool]
    verify_token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class _Answer:
    """Status and plain text. close: the connection cannot be used again, the body was not read."""

    status: int
    text: bytes = b""
    close: bool = False


class _RefusedError(Exception):
    """The body was not taken."""

    def __init__(self, answer: _Answer) -> None:
        self.answer = answer


class _GoneError(Exception):
    """The client went away before its body was whole."""


class WebhookDoor:
    """The ASGI application. Opens the inbox when the server starts and closes it when it ends."""

    def __init__(
        self, entrances: Sequence[Entrance], inbox: InboxWriter, *, body_seconds: float = BODY_SECONDS
    ) -> None:
        self._by_path = {f"/webhooks/{entrance.channel}": entrance for entrance in entrances}
        self._inbox = inbox
        self._body_seconds = body_seconds
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the server's life."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            try:
                answer = await self._answer(scope, receive)
            except _GoneError:
                return
            await _reply(send, answer)

    async def _answer(self, scope: Scope, receive: Receive) -> _Answer:
        path, method = scope["path"], scope["method"]
        if path == "/healthz":
            return _Answer(200, b"ok")
        entrance = self._by_path.get(path)
        if entrance is None:
            return _Answer(404, b"not here")
        if method == "POST":
            return await self._take_in(entrance, scope, receive)
        if method == "GET":
            return _handshake(entrance, scope)
        return _Answer(405, b"GET or POST")

    async def _take_in(self, entrance: Entrance, scope: Scope, receive: Receive) -> _Answer:
        signatures = [value for name, value in scope["headers"] if name == b"x-hub-signature-256"]
        try:
            body = await self._body(scope, receive)
        except _RefusedError as refused:
            return refused.answer
        # A header that came twice is joined, and then has no shape that could be genuine.
        joined = b", ".join(signatures).decode("latin-1")
        if not entrance.genuine(body, {"x-hub-signature-256": joined} if signatures else {}):
            return _Answer(401, b"signature missing or wrong")
        if not entrance.readable(body):
            return _Answer(400, b"not a webhook body")
        try:
            await self._inbox.store(entrance.channel, body)
        except Exception as error:
            # Whatever it was, the letter may not be on disk: the provider must come again.
            _log.error("webhook not stored: %s", type(error).__name__)
            return _Answer(503, b"not stored, come again")
        return _Answer(200, b"stored")

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        """The whole body, bounded in size and time. Raises _RefusedError or _GoneError."""
        for name, value in scope["headers"]:
            if name == b"content-length" and (not value.isdigit() or int(value[:12]) > MOST_BYTES):
                raise _RefusedError(_Answer(413, b"too large", close=True))
        chunks: list[bytes] = []
        try:
            async with asyncio.timeout(self._body_seconds):
                await self._collect(receive, chunks)
        except TimeoutError:
            raise _RefusedError(_Answer(408, b"too slow", close=True)) from None
        finally:
            self._held -= sum(map(len, chunks))
        return chunks[0] if len(chunks) == 1 else b"".join(chunks)

    async def _collect(self, receive: Receive, chunks: list[bytes]) -> None:
        size = 0
        more = True
        while more:
            event = await receive()
            if event["type"] == "http.disconnect":
                raise _GoneError
            chunk = event.get("body", b"")
            more = event.get("more_body", False)
            chunks.append(chunk)
            size += len(chunk)
            self._held += len(chunk)
            if size > MOST_BYTES:
                raise _RefusedError(_Answer(413, b"too large", close=True))
            if self._held > MOST_BYTES_AT_ONCE:
                raise _RefusedError(_Answer(503, b"too much at once", close=True))

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            event = await receive()
            if event["type"] == "lifespan.startup":
                try:
                    await self._inbox.open()
                except Exception as error:
                    await send({"type": "lifespan.startup.failed", "message": f"inbox: {error}"})
                    return
                await send({"type": "lifespan.startup.complete"})
            elif event["type"] == "lifespan.shutdown":
                await self._inbox.close()
                await send({"type": "lifespan.shutdown.complete"})
                return


def _handshake(entrance: Entrance, scope: Scope) -> _Answer:
    """Meta asks once whether the address is ours, and gets its challenge back."""
    query = parse_qs(scope["query_string"].decode("latin-1"))
    names = ("hub.mode", "hub.verify_token", "hub.challenge")
    mode, token, challenge = (query.get(name, [""])[0] for name in names)
    known = hmac.compare_digest(token.encode(), entrance.verify_token.encode())
    if not entrance.verify_token or not known or mode != "subscribe":
        return _Answer(403, b"verify token or mode wrong")
    return _Answer(200, challenge.encode())


async def _reply(send: Send, answer: _Answer) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"%d" % len(answer.text)),
        (b"x-content-type-options", b"nosniff"),
        (b"cache-control", b"no-store"),
    ]
    if answer.close:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.text})
