"""What a reply of the Graph API means for the message that was sent: accepted, refused, or unknown.

Refused only where the API says so in words that it documents. Whatever leaves room for "it went out all the
same" (5xx, "try again later", a 2xx that cannot be read) is unknown: no one resends it.
Codes: Meta's "error codes" page for the Cloud API, as of May 2026.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

import msgspec

from puntual.ports.channel import Accepted, Outcome, Rejected, Unknown

_MINUTE = 60.0
_DAY = 86_400.0
_DETAIL_LIMIT = 300


@dataclass(frozen=True, slots=True)
class HttpReply:
    """A reply as it came. Header names are lower case."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class _Ruling:
    """What one error code means. wait: seconds until the same row may be tried; None is never."""

    reason: str
    wait: float | None = None
    stop_sender: bool = False
    stop_template: bool = False
    ambiguous: bool = False


def _sender(reason: str, wait: float = 15 * _MINUTE) -> _Ruling:
    return _Ruling(reason, wait=wait, stop_sender=True)


def _template(reason: str) -> _Ruling:
    # The row itself is not at fault: another variant may carry it, once this one has been set aside.
    return _Ruling(reason, wait=_MINUTE, stop_template=True)


_AMBIGUOUS = _Ruling("the provider does not say whether it was sent", ambiguous=True)
_TOKEN = _sender("the access token is missing, expired or lacks a permission")
_PLAIN = _Ruling("refused by the provider")

_RULINGS: dict[int, _Ruling] = {
    0: _TOKEN,
    1: _AMBIGUOUS,
    2: _AMBIGUOUS,
    3: _sender("the app lacks the capability to send"),
    4: _Ruling("too many calls by this app", wait=5 * _MINUTE),
    10: _TOKEN,
    190: _TOKEN,
    368: _sender("the account is blocked for breaking a policy", wait=_DAY),
    80007: _Ruling("too many calls for this business account", wait=5 * _MINUTE),
    130429: _Ruling("faster than this number may send", wait=10.0),
    130472: _Ruling("the recipient is in an experiment group of the provider"),
    130497: _sender("the account may not write to this country", wait=_DAY),
    131000: _AMBIGUOUS,
    131005: _TOKEN,
    131016: _AMBIGUOUS,
    131021: _Ruling("sender and recipient are the same number"),
    131026: _Ruling("this number cannot be reached on WhatsApp"),
    131030: _Ruling("this number is not in the test number's list of recipients"),
    131031: _sender("the account is locked", wait=_DAY),
    131042: _sender("the payment method of the account has a problem", wait=60 * _MINUTE),
    131045: _sender("the number's certificate is wrong: register it again", wait=60 * _MINUTE),
    131047: _Ruling("the 24-hour window is closed: only a template may be sent"),
    131048: _sender("too many people blocked or reported this number", wait=_DAY),
    131049: _Ruling("held back by the provider to protect its users"),
    131050: _Ruling("this person stopped marketing messages: the template counts as marketing"),
    131056: _Ruling("too many messages to this person in a short time", wait=_MINUTE),
    131057: _sender("the number is in maintenance", wait=2 * _MINUTE),
    131064: _sender("limited for wrongly classified templates", wait=_DAY),
    132000: _Ruling("the template takes another number of values"),
    132001: _template("there is no such approved template in this language"),
    132005: _Ruling("the filled-in template is too long"),
    132007: _template("the template breaks a policy"),
    132008: _Ruling("a template value has the wrong form"),
    132012: _Ruling("a template value has the wrong form"),
    132015: _template("the template is paused for low quality"),
    132016: _template("the template is disabled for good"),
    133010: _sender("the number is not registered", wait=60 * _MINUTE),
}

# Refusals that bind every message of the number for a while, though nothing is broken.
THROTTLES = frozenset({"4", "429", "80007", "130429"})
_UNKNOWN_OBJECT = (100, 33)


def outcome(reply: HttpReply) -> Outcome:
    """What became of the message that `reply` answers."""
    if 200 <= reply.status < 300:
        return _success(reply.body)
    if not 400 <= reply.status < 500 or reply.status == 408:
        return Unknown(f"HTTP {reply.status}")
    error = _error(reply.body)
    if error is None:
        return _bare(reply)
    code = _number(error.get("code"))
    if code is None:
        return _bare(reply)
    return _ruled(code, _ruling(code, _number(error.get("error_subcode")), reply.status), error, reply)


def never_connected(reason: str) -> Rejected:
    """No connection was opened, so no byte of the message left: it may be tried again soon."""
    return Rejected("not_connected", reason, retry_after=30.0)


def _success(body: bytes) -> Outcome:
    try:
        reply = msgspec.json.decode(body, type=_Success)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return Unknown("a 2xx reply that cannot be read")
    if len(reply.messages) != 1 or not reply.messages[0].id:
        return Unknown("a 2xx reply without a message id")
    return Accepted(reply.messages[0].id)


def _ruling(code: int, subcode: int | None, status: int) -> _Ruling:
    if (code, subcode) == _UNKNOWN_OBJECT:
        return _sender("the phone number id is unknown to this access token")
    if code in _RULINGS:
        return _RULINGS[code]
    if 200 <= code <= 299 or status in (401, 403):
        return _TOKEN
    if status == 429:
        return _RULINGS[4]
    return _PLAIN


def _ruled(code: int, ruling: _Ruling, error: dict[str, Any], reply: HttpReply) -> Outcome:
    if ruling.ambiguous:
        return Unknown(f"code {code}: {ruling.reason}")
    return Rejected(
        code=str(code),
        reason=_reason(ruling.reason, error),
        retry_after=None if ruling.wait is None else _wait(reply.headers, ruling.wait),
        stop_sender=ruling.stop_sender,
        stop_template=ruling.stop_template,
    )


def _bare(reply: HttpReply) -> Outcome:
    """A 4xx without the API's own error: only the status can be trusted, and only where it is plain."""
    if reply.status in (401, 403, 407):
        return Rejected(f"http_{reply.status}", _TOKEN.reason, retry_after=15 * _MINUTE, stop_sender=True)
    if reply.status in (404, 405, 410):
        reason = "no Graph API answers at the configured address"
        return Rejected(f"http_{reply.status}", reason, retry_after=15 * _MINUTE, stop_sender=True)
    if reply.status == 429:
        return Rejected("429", "too many requests", retry_after=_wait(reply.headers, _MINUTE))
    return Unknown(f"HTTP {reply.status} without an error that the provider documents")


class _Sent(msgspec.Struct):
    id: str = ""


class _Success(msgspec.Struct):
    messages: list[_Sent] = []


def _error(body: bytes) -> dict[str, Any] | None:
    try:
        reply = msgspec.json.decode(body)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return None
    error = reply.get("error") if isinstance(reply, dict) else None
    return error if isinstance(error, dict) else None


def _number(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and re.fullmatch(r"\d{1,9}", value, re.ASCII) else None


def _reason(meaning: str, error: dict[str, Any]) -> str:
    """Our words, then the API's own details without anything that could be a phone or an amount."""
    extra = error.get("error_data")
    details = extra.get("details") if isinstance(extra, dict) else None
    if not isinstance(details, str) or not details:
        return meaning
    return f"{meaning} ({re.sub(r'[0-9]{4,}', '#', details)[:_DETAIL_LIMIT]})"


def _wait(headers: Mapping[str, str], default: float) -> float:
    """Seconds to wait as the reply says, at most a day; `default` where it says nothing."""
    told = [wait for wait in (_retry_after(headers), _usage(headers)) if wait is not None]
    return min(max(told), _DAY) if told else default


def _retry_after(headers: Mapping[str, str]) -> float | None:
    value = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}", value, re.ASCII):
        return float(value)
    try:
        # Both ends come from the provider's clock, so ours need not be right.
        moment, now = parsedate_to_datetime(value), parsedate_to_datetime(headers.get("date", ""))
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, TypeError):
        return None


def _usage(headers: Mapping[str, str]) -> float | None:
    """`X-Business-Use-Case-Usage` names minutes, per account; the longest counts."""
    try:
        usage = msgspec.json.decode(
            headers.get("x-business-use-case-usage", ""), type=dict[str, list[_Usage]]
        )
    except (msgspec.MsgspecError, RecursionError):
        return None
    minutes = [use.minutes for uses in usage.values() for use in uses if use.minutes > 0]
    return max(minutes) * _MINUTE if minutes else None


class _Usage(msgspec.Struct):
    minutes: float = msgspec.field(name="estimated_time_to_regain_access", default=0.0)
