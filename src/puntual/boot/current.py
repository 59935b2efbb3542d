"""The wired application of this process."""

from __future__ import annotations

import threading

from puntual.casework.office import Office

_lock = threading.Lock()
_office: Office | None = None


def office() -> Office:
    """The Office of this process, wired from puntual.toml on first use."""
    global _office
    with _lock:
        if _office is None:
            from .wiring import open_office

            _office = open_office()
        return _office


def use(chosen: Office | None) -> None:
    """Make `chosen` this process's Office (the demo's, a test's); None wires it anew on next use."""
    global _office
    with _lock:
        _office = chosen
