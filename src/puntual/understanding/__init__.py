"""What a customer means: a message and its context become a Reading, offline and without a key."""

from __future__ import annotations

from functools import cache

from puntual.domain.reading import Context, Reading
from puntual.ports.understanding import Understanding

from .model.intent_model import shipped_model
from .reader import Reader


@cache
def reader() -> Understanding:
    """The reader that Puntual ships, loaded once in a process."""
    return Reader(shipped_model())


def read(text: str, context: Context) -> Reading:
    """The meaning of `text` for a customer with `context`. Thread-safe; any text gives a Reading."""
    return reader().read(text, context)
