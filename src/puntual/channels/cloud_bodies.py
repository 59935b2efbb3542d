"""Webhook bodies as Meta writes them: what the simulator sends, so that one codec reads both."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from puntual.ports.channel import Address, MediaKind

Change = dict[str, Any]

# The part of a message that holds a file, by kind.
_FILES: dict[MediaKind, tuple[str, dict[str, Any]]] = {
    MediaKind.VOICE: ("audio", {"mime_type": "audio/ogg; codecs=opus", "voice": True}),
    MediaKind.PICTURE: ("image", {"mime_type": "image/jpeg"}),
    MediaKind.DOCUMENT: ("document", {"mime_type": "application/pdf"}),
}


def body(account: str, changes: Sequence[Change]) -> bytes:
    """One POST with all `changes`. Meta escapes everything beyond ASCII, and so does this."""
    entry = {"id": account, "changes": list(changes)}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode("ascii")


def message(
    number: str,
    message_id: str,
    sender: Address,
    kind: MediaKind,
    text: str,
    at: datetime,
    *,
    profile_name: str = "",
    reply_to: str = "",
    sha256: str = "",
) -> Change:
    """A message that a person wrote to our `number`. `sha256`: of the file that it carries, in base64."""
    content = _content(kind, text, message_id)
    if sha256 and kind in _FILES:
        content[_FILES[kind][0]]["sha256"] = sha256
    part: dict[str, Any] = {"id": message_id, "timestamp": _stamp(at), **content}
    contact: dict[str, Any] = {"profile": {"name": profile_name}}
    if sender.phone:
        part["from"] = contact["wa_id"] = sender.phone
    if sender.bsuid:
        part["from_user_id"] = contact["user_id"] = sender.bsuid
    if reply_to:
        part["context"] = {"from": number, "id": reply_to}
    return _change(number, {"contacts": [contact], "messages": [part]})


def status(
    number: str, message_id: str, opaque_id: str, to: Address, state: str, at: datetime, error_code: int = 0
) -> Change:
    """What became of a message of ours."""
    part: dict[str, Any] = {
        "id": message_id,
        "status": state,
        "timestamp": _stamp(at),
        "biz_opaque_callback_data": opaque_id,
    }
    if to.phone:
        part["recipient_id"] = to.phone
    if to.bsuid:
        part["recipient_user_id"] = to.bsuid
    if error_code:
        part["errors"] = [{"code": error_code, "title": "Message undeliverable"}]
    return _change(number, {"statuses": [part]})


def template(name: str, language: str, event: str, reason: str) -> Change:
    """A template's new state."""
    value = {
        "event": event,
        "message_template_name": name,
        "message_template_language": language,
        "reason": reason or None,
    }
    return {"field": "message_template_status_update", "value": value}


def _content(kind: MediaKind, text: str, media_id: str) -> dict[str, Any]:
    if kind in _FILES:
        name, about = _FILES[kind]
        caption = {"caption": text} if text else {}
        return {"type": name, name: {"id": media_id, **about, **caption}}
    if kind is MediaKind.BUTTON:
        return {"type": "button", "button": {"text": text, "payload": text}}
    if kind is MediaKind.OTHER:
        return {"type": "unsupported", "errors": [{"code": 131051, "title": "Message type unknown"}]}
    return {"type": "text", "text": {"body": text}}


def _change(number: str, value: dict[str, Any]) -> Change:
    metadata = {"display_phone_number": number, "phone_number_id": number}
    return {
        "field": "messages",
        "value": {"messaging_product": "whatsapp", "metadata": metadata, **value},
    }


def _stamp(at: datetime) -> str:
    return str(int(at.timestamp()))
