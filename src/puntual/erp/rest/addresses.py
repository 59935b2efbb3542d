"""Which addresses a source may be read from: never a private one unless the company allows it, never metadata."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from puntual.ports.source import SourceUnreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEVER = tuple(
    ipaddress.ip_network(network)
    # Link-local (clouds answer with credentials there), multicast, and what is no host at all.
    for network in ("169.254.0.0/16", "fe80::/10", "224.0.0.0/4", "ff00::/8", "0.0.0.0/8", "::/128",
                    "240.0.0.0/4", "fd00:ec2::254/128", "100.100.100.200/32")
)  # fmt: skip


class ForbiddenAddress(OSError):
    """The host resolves to an address that this source may not be read from."""


def check_base(base: str, *, private_allowed: bool) -> None:
    """Raise SourceUnreadable unless `base` is an address of a server that may be asked.

    Plain http is for the company's own network only, because credentials travel with each request.
    """
    parts = urlsplit(base)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise SourceUnreadable(f'[source] base_url is "{parts.scheme}:": it must begin with https://.')
    if parts.username is not None or parts.query or parts.fragment:
        raise SourceUnreadable("[source] base_url: leave out user, password and everything from ? on.")
    if parts.scheme == "http" and not private_allowed:
        raise SourceUnreadable(
            "[source] base_url begins with http://, which shows the password to everybody on the way. Write "
            "https://, or private_network = true if the server stands in your own network."
        )
    literal = literal_address(parts.hostname)
    if literal is not None and not is_allowed(literal, private_allowed=private_allowed):
        raise SourceUnreadable(refusal(parts.hostname))


def is_allowed(address: str, *, private_allowed: bool) -> bool:
    """Whether a connection to this IP address may be opened."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    ip = mapped or ip
    if any(ip.version == network.version and ip in network for network in _NEVER):
        return False
    return ip.is_global or (private_allowed and (ip.is_private or ip.is_loopback))


def refusal(host: str) -> str:
    """Why a host is not asked, and what to do."""
    return (
        f"[source] base_url: {host} is an address inside a private network. If your ERP does stand in your own "
        "network, write private_network = true under [source]."
    )


class GuardedResolver(AbstractResolver):
    """Names to addresses, without those that may not be asked. What it gives is what is connected to."""

    def __init__(self, *, private_allowed: bool) -> None:
        self._inner = ThreadedResolver()
        self._private_allowed = private_allowed

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of `host`. Raises ForbiddenAddress where any of them may not be asked."""
        found: Sequence[ResolveResult] = await self._inner.resolve(host, port, family)
        # One bad address is enough: a name that points inside and outside at once is made to slip through.
        if not all(is_allowed(one["host"], private_allowed=self._private_allowed) for one in found):
            raise ForbiddenAddress(refusal(host))
        return list(found)

    async def close(self) -> None:
        """Nothing is held open."""
        await self._inner.close()


def literal_address(host: str) -> str | None:
    """The host as an IP address in its plain form, None where it is a name. "2130706433" is one, too."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None
