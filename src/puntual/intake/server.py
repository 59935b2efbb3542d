"""Serving the webhook door as a process of its own: planning or a slow page never holds it up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

import uvicorn

from puntual.channels import cloud_codec, signature
from puntual.ports.inbox import InboxWriter

from .app import Entrance, WebhookDoor

# Each may hold a body of 3 MB; the door bounds their sum.
_MOST_CONNECTIONS = 2000
_DRAIN_SECONDS = 20


def cloud_entrance(app_secret: str, verify_token: str, channel: str = "cloud_api") -> Entrance:
    """The way in for the Cloud API, and for all that signs and writes as it does."""
    return Entrance(
        channel=channel,
        genuine=lambda body, headers: signature.genuine(body, headers, app_secret),
        readable=cloud_codec.readable,
        verify_token=verify_token,
    )


def serve(host: str, port: int, *, entrances: Sequence[Entrance], inbox: InboxWriter) -> None:
    """Serve until SIGTERM or SIGINT, then store what was taken in and return.

    Raises SystemExit if the inbox cannot be opened or the port is taken. Port 0 takes a free one.
    """
    server = uvicorn.Server(configuration(WebhookDoor(entrances, inbox), host, port))
    with suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        raise SystemExit(3)


def configuration(app: Callable[..., Awaitable[None]], host: str, port: int) -> uvicorn.Config:
    """How the server is set up: one process, compiled parser, no access log (addresses are personal data)."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http="httptools",
        ws="none",
        lifespan="on",
        access_log=False,
        log_level="warning",
        server_header=False,
        date_header=True,
        proxy_headers=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=_DRAIN_SECONDS,
    )
