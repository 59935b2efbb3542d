"""One file from an address that the company named: size, time and where it may lead are bounded."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import aiohttp

from puntual import __version__
from puntual.erp.rest.addresses import ForbiddenAddress, GuardedResolver, is_allowed, literal_address
from puntual.ports.source import SourceUnreadable

MOST_BYTES = 64 * 1024 * 1024
_PIECE = 65_536
_MOVED = frozenset((301, 302, 303, 307, 308))


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far one request may go. seconds: for everything. hops: redirects that are followed, without credentials.

    private_allowed: the server may stand in the company's own network; only then may it be plain http.
    """

    most_bytes: int = MOST_BYTES
    seconds: float = 60.0
    hops: int = 0
    private_allowed: bool = False


@dataclass(frozen=True, slots=True)
class WebAnswer:
    """What came back. headers: names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


class Unreachable(SourceUnreadable):
    """The server did not answer as a whole; it may later."""


def check_address(url: str, setting: str, *, private_allowed: bool) -> None:
    """Raise SourceUnreadable unless the address may be asked. `setting` names where it stands, for the message."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise SourceUnreadable(f"{setting} is no address.") from None
    if parts.scheme not in ("https", "http") or not host:
        raise SourceUnreadable(f"{setting} must begin with https://.")
    if parts.username is not None:
        raise SourceUnreadable(f"{setting}: leave user and password out of the address.")
    if parts.scheme == "http" and not private_allowed:
        raise SourceUnreadable(
            f"{setting} begins with http://, which anybody on the way can read and change. Write https://, or "
            "private_network = true if the server stands in your own network."
        )
    literal = literal_address(host)
    if literal is not None and not is_allowed(literal, private_allowed=private_allowed):
        raise SourceUnreadable(_private(setting, host))


def fetch(
    url: str,
    setting: str,
    bounds: Bounds,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
) -> WebAnswer:
    """One request, redirects included. Raises SourceUnreadable, and Unreachable where a later try may do better."""
    check_address(url, setting, private_allowed=bounds.private_allowed)
    try:
        return asyncio.run(_fetch(url, setting, bounds, method, dict(headers or {}), body))
    except TimeoutError:
        raise Unreachable(f"{setting}: no whole answer within {bounds.seconds:g} seconds.") from None
    except ForbiddenAddress:
        raise SourceUnreadable(_private(setting, urlsplit(url).hostname or "?")) from None
    except (aiohttp.ClientError, OSError) as error:
        inner = getattr(error, "os_error", None)
        if isinstance(inner, ForbiddenAddress):
            raise SourceUnreadable(_private(setting, urlsplit(url).hostname or "?")) from None
        raise Unreachable(f"{setting}: the server could not be reached ({type(error).__name__}).") from None


async def _fetch(
    url: str, setting: str, bounds: Bounds, method: str, headers: dict[str, str], body: bytes | None
) -> WebAnswer:
    connector = aiohttp.TCPConnector(resolver=GuardedResolver(private_allowed=bounds.private_allowed))
    async with (
        asyncio.timeout(bounds.seconds),
        aiohttp.ClientSession(
            connector=connector, headers={"User-Agent": f"puntual/{__version__}"}, trust_env=False
        ) as session,
    ):
        for _ in range(bounds.hops + 1):
            async with session.request(
                method, url, headers=headers, data=body, allow_redirects=False
            ) as reply:
                if reply.status not in _MOVED or not bounds.hops:
                    return WebAnswer(
                        reply.status,
                        {name.lower(): value for name, value in reply.headers.items()},
                        await _body(reply, setting, bounds),
                    )
                url = urljoin(url, reply.headers.get("Location", ""))
            check_address(url, f"{setting} (where it leads)", private_allowed=bounds.private_allowed)
            headers = {name: value for name, value in headers.items() if name.lower() != "authorization"}
    raise SourceUnreadable(f"{setting}: it leads on more than {bounds.hops} times.")


async def _body(reply: aiohttp.ClientResponse, setting: str, bounds: Bounds) -> bytes:
    """The body, counted after unpacking: a small answer must not become a large one."""
    pieces: list[bytes] = []
    size = 0
    async for piece in reply.content.iter_chunked(_PIECE):
        size += len(piece)
        if size > bounds.most_bytes:
            raise SourceUnreadable(f"{setting}: the answer is larger than {bounds.most_bytes:,} bytes.")
        pieces.append(piece)
    return b"".join(pieces)


def _private(setting: str, host: str) -> str:
    return (
        f"{setting}: {host} is an address inside a private network. If the server does stand in your own network, "
        "write private_network = true beside it."
    )
