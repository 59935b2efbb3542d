"""The signature on a webhook: HMAC-SHA256 over the bytes as they arrived, never over a re-serialisation."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping

HEADER = "x-hub-signature-256"

# Exactly what Meta sends. Two headers joined by a comma, sha1, upper case or a cut value do not match.
_SHAPE = re.compile(r"sha256=[0-9a-f]{64}", re.ASCII)


def signature(body: bytes, secret: str) -> str:
    """The header value that proves `body` to who holds `secret`."""
    return "sha256=" + hmac.digest(secret.encode(), body, hashlib.sha256).hex()


def genuine(body: bytes, headers: Mapping[str, str], secret: str) -> bool:
    """Whether the holder of `secret` signed these bytes. Constant time; an empty secret proves nothing."""
    given = [value for name, value in headers.items() if name.lower() == HEADER]
    if not secret or len(given) != 1 or not _SHAPE.fullmatch(given[0]):
        return False
    return hmac.compare_digest(given[0], signature(body, secret))
