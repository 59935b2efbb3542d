"""WhatsApp's rules for template parameters, kept before sending: the provider refuses the whole message.

Limits: template body at most 1,024 characters with its values, text message at most 4,096; a value is
not empty and has no newline, tab or four spaces in a row (template reference, read 2026-11-22).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

MAX_BODY = 1024
MAX_TEXT = 4096
MAX_NAME = 60
MAX_VALUE = 240

_PLAIN = re.compile(r"[ -~¡-¬®-ÿĀ-ſ]*").fullmatch
_SPACES = re.compile(r"\s+")
_BREAK = re.compile(r"[\n\r\t]").search


def clean(value: str, limit: int = MAX_NAME) -> str:
    """Record text as a parameter: one line, no control or invisible characters, clipped to `limit`.

    Empty when nothing readable is left; the caller then uses its named fallback or does not write.
    """
    if not _PLAIN(value):
        value = "".join(c if unicodedata.category(c) not in _INVISIBLE else _stand_in(c) for c in value)
    if "  " in value or value[:1].isspace() or value[-1:].isspace():
        value = _SPACES.sub(" ", value).strip()
    return value if len(value) <= limit else value[: limit - 1].rstrip() + "…"


_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp", "Zs"})


def _stand_in(char: str) -> str:
    """White space becomes a space; marks that only steer the display vanish."""
    return " " if char.isspace() else ""


def objections(parameters: Sequence[str], text: str, *, template: bool) -> tuple[str, ...]:
    """What the provider would refuse, each as "rule:position"; empty when the message may go."""
    found = []
    if template and not _fine(parameters):
        for position, value in enumerate(parameters, start=1):
            rule = _broken_rule(value)
            if rule:
                found.append(f"{rule}:{position}")
    if not text.strip():
        found.append("empty_text:0")
    if len(text) > (MAX_BODY if template else MAX_TEXT):
        found.append("text_too_long:0")
    return tuple(found)


def _fine(parameters: Sequence[str]) -> bool:
    """Whether no parameter breaks a rule, seen at one glance; the rules one by one say which does."""
    together = "|".join(parameters)
    return (
        all(map(str.strip, parameters))
        and not _BREAK(together)
        and "    " not in together
        and (len(together) <= MAX_VALUE or max(map(len, parameters)) <= MAX_VALUE)
    )


def _broken_rule(value: str) -> str:
    if not value or value.isspace():
        return "empty"
    if _BREAK(value):
        return "line_break_or_tab"
    if "    " in value:
        return "four_spaces"
    if len(value) > MAX_VALUE:
        return "too_long"
    return ""
