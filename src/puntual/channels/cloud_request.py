"""A message as an HTTP request to the Graph API."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec

from puntual import __version__
from puntual.ports.channel import Outgoing

GRAPH_URL = "https://graph.facebook.com"
GRAPH_VERSION = "v26.0"

# Where Meta keeps what people send. Our token goes along, so it goes nowhere else.
MEDIA_HOSTS = ("lookaside.fbsbx.com",)


@dataclass(frozen=True, slots=True)
class CloudSettings:
    """One WhatsApp business number and how it is reached.

    waba_id: the WhatsApp Business Account that owns the templates. graph_url and version: another server
    can stand in. messages_per_second: 80 unless Meta has raised the number, 20 if it is shared with the
    WhatsApp Business app. pair_seconds: time between two messages of one batch to the same person.
    timeout: seconds for one whole request; connect_timeout: seconds of it to open a connection.
    """

    phone_number_id: str
    access_token: str = field(repr=False)
    app_secret: str = field(repr=False)
    waba_id: str = ""
    graph_url: str = GRAPH_URL
    version: str = GRAPH_VERSION
    messages_per_second: int = 80
    pair_seconds: float = 6.0
    timeout: float = 20.0
    connect_timeout: float = 5.0

    def url(self, path: str) -> str:
        """The address of a Graph node or edge."""
        return f"{self.graph_url.rstrip('/')}/{self.version}/{path}"


@dataclass(frozen=True, slots=True)
class HttpCall:
    """One request, ready to be made once."""

    method: str
    url: str
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)


def headers(settings: CloudSettings) -> dict[str, str]:
    """The headers of every Graph request."""
    return {
        "Authorization": f"Bearer {settings.access_token}",
        "User-Agent": f"puntual/{__version__}",
        "Accept": "application/json",
        "Content-Type": "application/json",
    }


def build(message: Outgoing, settings: CloudSettings) -> HttpCall:
    """The one POST that sends `message`. Our id rides along and comes back in every status."""
    payload = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        **_recipient(message),
        **_content(message),
        "biz_opaque_callback_data": message.opaque_id,
    }
    url = settings.url(f"{settings.phone_number_id}/messages")
    return HttpCall("POST", url, headers(settings), msgspec.json.encode(payload))


def _recipient(message: Outgoing) -> dict[str, str]:
    # Every account may write to a phone number; a business-scoped id works for its own portfolio only.
    if message.to.phone:
        return {"to": message.to.phone}
    if message.to.bsuid:
        return {"recipient": message.to.bsuid}
    raise ValueError("a message without an address cannot be built")


def _content(message: Outgoing) -> dict[str, Any]:
    if message.template is None:
        return {"type": "text", "text": {"body": message.text, "preview_url": False}}
    template: dict[str, Any] = {"name": message.template, "language": {"code": message.language}}
    if message.parameters:
        values = [{"type": "text", "text": value} for value in message.parameters]
        template["components"] = [{"type": "body", "parameters": values}]
    return {"type": "template", "template": template}
