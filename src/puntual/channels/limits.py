"""What WhatsApp accepts in one message, checked before a request is made.

The numbers are Meta's: 4,096 characters of text, 1,024 in a template's body, 512 of opaque data; a
template's value may not be empty nor hold a line break, a tab or four spaces in a row.
"""

from __future__ import annotations

import re

from puntual.ports.channel import Outgoing, Rejected

TEXT_LIMIT = 4096
BODY_LIMIT = 1024
OPAQUE_LIMIT = 512

_BREAKS = re.compile(r"[\n\r\t]| {4,}")


def refusal(message: Outgoing) -> Rejected | None:
    """Why WhatsApp would refuse this message, with the code it would give; None when nothing is wrong."""
    if not (message.to.phone or message.to.bsuid):
        return Rejected("131009", "no phone number and no business-scoped id to send to")
    if not message.opaque_id or len(message.opaque_id) > OPAQUE_LIMIT:
        return Rejected("131009", f"our own id must have 1 to {OPAQUE_LIMIT} characters")
    if message.template is None:
        return _text_refusal(message.text)
    return _template_refusal(message)


def _text_refusal(text: str) -> Rejected | None:
    if not text.strip():
        return Rejected("131008", "the text is empty")
    if len(text) > TEXT_LIMIT:
        return Rejected("131009", f"the text is longer than {TEXT_LIMIT} characters")
    return None


def _template_refusal(message: Outgoing) -> Rejected | None:
    if not message.language:
        return Rejected("131008", "a template needs its language")
    if sum(map(len, message.parameters)) > BODY_LIMIT:
        return Rejected("132005", f"the values are longer than the {BODY_LIMIT} characters of a body")
    for place, value in enumerate(message.parameters, start=1):
        if not value.strip():
            return Rejected("132012", f"value {place} is empty")
        if _BREAKS.search(value):
            return Rejected("132018", f"value {place} holds a line break, a tab or four spaces in a row")
    return None
