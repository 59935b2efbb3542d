"""The servers that the webhook benchmark loads: `python -m bench.webhook_servers KIND WHERE PORT`.

KIND is `empty` (an ASGI application that reads the body and answers 200) or `door`.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

from puntual.intake.app import Receive, Scope, Send
from puntual.intake.server import cloud_entrance, configuration, serve
from puntual.ports.inbox import InboxWriter

SECRET = "bench"


class MachineClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """This instant in UTC."""
        return datetime.now(UTC)


async def empty(scope: Scope, receive: Receive, send: Send) -> None:
    """Reads the body, answers 200, does nothing."""
    if scope["type"] == "lifespan":
        while True:
            event = await receive()
            await send({"type": event["type"] + ".complete"})
            if event["type"] == "lifespan.shutdown":
                return
    while (await receive()).get("more_body"):
        pass
    headers = [(b"content-type", b"text/plain"), (b"content-length", b"2")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"ok"})


def inbox(where: str) -> InboxWriter:
    """The durable inbox at a file's path or a postgresql:// URL."""
    if where.startswith("postgresql"):
        from puntual.store.inbox_postgres import PostgresInbox

        return PostgresInbox(where, MachineClock())
    from puntual.store.inbox_sqlite import SqliteInbox

    return SqliteInbox(Path(where), MachineClock())


def main(kind: str, where: str, port: int) -> None:
    """Serve until ended."""
    if kind == "empty":
        config = configuration(empty, "127.0.0.1", port)
        uvicorn.Server(config).run()
    else:
        serve("127.0.0.1", port, entrances=[cloud_entrance(SECRET, "")], inbox=inbox(where))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
