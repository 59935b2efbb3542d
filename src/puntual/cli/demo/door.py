"""Hands webhooks to the real webhook door, signed, as the provider would over the network."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping, Sequence
from typing import Any

from puntual.intake.app import WebhookDoor

_PATH = "/webhooks/simulator"


class Doorway:
    """Posts bodies to an open door on an event loop of its own."""

    def __init__(self, door: WebhookDoor) -> None:
        self._door = door
        self._loop = asyncio.new_event_loop()
        self._inbox_open = False

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

    def run(self, coroutine: Any) -> Any:
        """Run something of the door's on its loop: opening and closing the inbox."""
        return self._loop.run_until_complete(coroutine)

    def close(self) -> None:
        """End the loop."""
        self._loop.close()
