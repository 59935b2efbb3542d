"""Text as it is compared, never as it is shown."""

from __future__ import annotations

import unicodedata


def bare(text: str) -> str:
    """Letters and digits only, in capitals: how a document number or a code is written does not matter."""
    return "".join(char for char in text.upper() if char.isalnum())


def unaccented(text: str) -> str:
    """Lower case without accents; "Dirección" and "DIRECCION" are one."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in flat if not unicodedata.combining(char))


def plain(text: str) -> str:
    """Lower case, no accents, no punctuation, single blanks."""
    return " ".join("".join(char if char.isalnum() else " " for char in unaccented(text)).split())
