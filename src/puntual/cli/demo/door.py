"""Hands webhooks to the real webhook door, signed, as the provider would over the network."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping, Sequence
from typing import Any

from puntual.intake.app import Entrance, WebhookDoor
from puntual.ports.inbox import InboxWriter

_PATH = "/webhooks/simulator"


class Doorway:
    """A door with its inbox, on an event loop of its own."""

    def __init__(self, entrance: Entrance, inbox: InboxWriter) -> None:
        self._door = WebhookDoor([entrance], inbox)
        self._inbox = inbox
        self._loop = asyncio.new_event_loop()
        self._loop.run_until_complete(inbox.open())

    def post(self, posts: Sequence[tuple[bytes, dict[str, str]]]) -> list[int]:
        """The HTTP statuses for bodies with their headers, posted all at once, in their order."""
        return self._loop.run_until_complete(self._post_all(posts))

    async def _post_all(self, posts: Sequence[tuple[bytes, dict[str, str]]]) -> list[int]:
        return list(await asyncio.gather(*(self._post(body, headers) for body, headers in posts)))

    async def _post(self, body: bytes, headers: dict[str, str]) -> int:
        scope = {
            "type": "http",
            "method": "POST",
            "path": _PATH,
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        }
        statuses: list[int] = []

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(event: MutableMapping[str, Any]) -> None:
            if event["type"] == "http.response.start":
                statuses.append(event["status"])

        await self._door(scope, receive, send)
        return statuses[0]

    def close(self) -> None:
        """Let go of the inbox and end the loop."""
        self._loop.run_until_complete(self._inbox.close())
        self._loop.close()
