"""Text as it is compared, never as it is shown."""

from __future__ import annotations


def bare(text: str) -> str:
    """Letters and digits only, in capitals: how a document number or a code is written does not matter."""
    return "".join(char for char in text.upper() if char.isalnum())
