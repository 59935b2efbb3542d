"""Is this WhatsApp number able to send? Asked of Meta, answered in words that say what to do."""

from __future__ import annotations

import msgspec

from puntual.ports.channel import Accepted, Rejected, Unknown

from .cloud_outcome import HttpReply, outcome
from .cloud_request import CloudSettings, HttpCall, headers

_FIELDS = (
    "verified_name,status,name_status,quality_rating,account_mode,whatsapp_business_manager_messaging_limit"
)


class _Number(msgspec.Struct):
    verified_name: str = ""
    status: str = ""
    name_status: str = ""
    quality_rating: str = ""
    account_mode: str = ""


def call(settings: CloudSettings) -> HttpCall:
    """The request that reads the number's state."""
    url = settings.url(f"{settings.phone_number_id}?fields={_FIELDS}")
    return HttpCall("GET", url, headers(settings))


def problems(settings: CloudSettings, reply: HttpReply | Rejected | Unknown) -> tuple[str, ...]:
    """What is wrong; empty when the number can send and its webhooks can be trusted."""
    found = []
    if not settings.app_secret:
        found.append("The app secret is empty: webhooks cannot be verified. Copy it from the app's settings.")
    if not settings.waba_id:
        found.append("The business account id is missing: templates cannot be read.")
    if not isinstance(reply, HttpReply):
        return (*found, f"{reply.reason}. Check the network and the address {settings.graph_url}.")
    if reply.status != 200:
        return (*found, trouble(reply))
    try:
        number = msgspec.json.decode(reply.body, type=_Number)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return (*found, f"{settings.graph_url} answers, but not like the Graph API. Check the address.")
    return (*found, *_number_problems(number))


def trouble(reply: HttpReply) -> str:
    """A failed request in one sentence."""
    result = outcome(reply)
    match result:
        case Rejected(code=code, reason=reason):
            return f"The Graph API refuses (code {code}): {reason}."
        case Unknown(reason=reason):
            return f"The Graph API gives no usable answer ({reason}). Try again later."
        case Accepted():
            return f"The Graph API answers in an unexpected way (HTTP {reply.status})."


def _number_problems(number: _Number) -> list[str]:
    found = []
    if number.status not in ("", "CONNECTED"):
        found.append(f"The number is {number.status}, not CONNECTED: finish its registration with Meta.")
    if number.account_mode == "SANDBOX":
        found.append("The number is a test number: it reaches only the recipients on its list.")
    if number.name_status in ("DECLINED", "EXPIRED", "NONE"):
        found.append(f"The display name is {number.name_status}: have it approved in the business manager.")
    if number.quality_rating in ("RED", "YELLOW"):
        found.append(f"The number's quality is {number.quality_rating}: write less for a while.")
    return found
