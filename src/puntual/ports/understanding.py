"""Understanding: a message and its context become a Reading."""

from __future__ import annotations

from typing import Protocol

from puntual.domain.reading import Context, Reading


class Understanding(Protocol):
    """Reads what a message means. Thread-safe; any text gives a Reading, never an error."""

    version: str

    def read(self, text: str, context: Context) -> Reading:
        """The meaning of `text` for a customer with `context`."""
        ...
