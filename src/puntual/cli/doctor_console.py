"""The doctor's look at the console: who can reach it, and whether passwords travel in the clear."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from puntual.boot.settings import Settings, WebSettings
    from puntual.casework.office import Office

_OWN_MACHINE = frozenset(("127.0.0.1", "localhost", "::1"))
_EVERY_ADDRESS = frozenset(("0.0.0.0", "::"))


def check_console(office: Office, settings: Settings) -> tuple[list[str], list[str]]:
    """Problems and warnings."""
    from puntual.store.models import User

    del office
    problems, warnings = reachable(settings.web)
    if not User.objects.filter(is_active=True).exists():
        warnings.append("nobody can sign in yet: puntual user add NAME --role supervisor")
    return problems, warnings


def reachable(web: WebSettings) -> tuple[list[str], list[str]]:
    """What is wrong with how browsers come to the console, and what to do about it."""
    problems, warnings = [], []
    local = web.host in _OWN_MACHINE
    if not local and not web.https:
        problems.append(
            f"[web] host = {web.host}: passwords cross the network in the clear. Put a proxy that speaks TLS "
            "before the console, set host = 127.0.0.1 and https = true"
        )
    if web.https and not web.hosts:
        problems.append(
            "[web] https is set, but hosts is not: the console refuses every name but localhost. "
            'Set hosts = ["the name in the address bar"]'
        )
    if web.https and web.host in _EVERY_ADDRESS:
        warnings.append(
            f"[web] host = {web.host}: the console can be reached around the proxy, in the clear. Set "
            "host = 127.0.0.1, or close the port to all but the proxy"
        )
    if "*" in web.trusted_proxies:
        problems.append(
            "[web] trusted_proxies holds *: anybody may then claim any address, and the lock-out after wrong "
            "passwords is worth nothing. Name the proxy's address"
        )
    if web.hosts and not web.https and local:
        warnings.append(
            "[web] hosts is set without https: if a proxy with TLS stands before it, set https = true"
        )
    return problems, warnings
