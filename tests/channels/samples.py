"""The recorded shapes of Cloud API webhooks, one file for each kind. Values are invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "samples" / "channels" / "cloud_api"
NUMBER = "200000000000002"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def sample(name: str) -> dict[str, Any]:
    """One sample as JSON."""
    value: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return value


def body(name: str) -> bytes:
    """One sample as the bytes that Meta would send: everything beyond ASCII escaped."""
    return json.dumps(sample(name)).encode()


def batch(values: list[dict[str, Any]]) -> bytes:
    """Several samples as one POST: all their changes in one entry."""
    changes = [change for value in values for change in value["entry"][0]["changes"]]
    return json.dumps(
        {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": changes}]}
    ).encode()
