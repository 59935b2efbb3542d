"""What a customer means: a message and its context become a Reading, offline and without a key."""

from __future__ import annotations

from puntual.domain.reading import Context, Reading

from .rules_reader import RulesReader

_READER = RulesReader()


def read(text: str, context: Context) -> Reading:
    """The meaning of `text` for a customer with `context`. Thread-safe; any text gives a Reading."""
    return _READER.read(text, context)
