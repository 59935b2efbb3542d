"""The error table: what a reply means, and that doubt is never called refusal."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from puntual.channels.cloud_outcome import HttpReply, outcome
from puntual.ports.channel import Accepted, Rejected, Unknown


def error(code: int, status: int = 400, headers: dict[str, str] | None = None, **more: Any) -> HttpReply:
    return HttpReply(
        status, headers or {}, json.dumps({"error": {"code": code, "message": "m", **more}}).encode()
    )


def rejected(reply: HttpReply) -> Rejected:
    result = outcome(reply)
    assert isinstance(result, Rejected)
    return result


def test_a_2xx_with_an_id_is_accepted() -> None:
    body = b'{"messaging_product":"whatsapp","contacts":[{"input":"1","wa_id":"1"}],"messages":[{"id":"wamid.A"}]}'
    assert outcome(HttpReply(200, {}, body)) == Accepted("wamid.A")
    held = body.replace(b'"wamid.A"', b'"wamid.A","message_status":"held_for_quality_assessment"')
    assert outcome(HttpReply(200, {}, held)) == Accepted("wamid.A")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"{}",
        b'{"messages":[]}',
        b'{"messages":[{}]}',
        b'{"messages":3}',
        b"\xff",
        b"[" * 99999,
    ],
)
def test_a_2xx_that_cannot_be_read_is_unknown(body: bytes) -> None:
    assert isinstance(outcome(HttpReply(200, {}, body)), Unknown)


@pytest.mark.parametrize("code", [1, 2, 131000, 131016])
def test_try_again_later_does_not_say_that_nothing_was_sent(code: int) -> None:
    assert isinstance(outcome(error(code)), Unknown)


@given(status=st.integers(500, 599), code=st.integers(0, 140_000))
def test_no_5xx_is_ever_a_refusal(status: int, code: int) -> None:
    assert isinstance(outcome(error(code, status)), Unknown)


@pytest.mark.parametrize("status", [301, 302, 400, 408, 409, 418])
def test_a_reply_without_a_documented_error_is_unknown(status: int) -> None:
    assert isinstance(outcome(HttpReply(status, {}, b"nope")), Unknown)


@pytest.mark.parametrize("code", [131026, 131047, 131050, 131030, 131049, 132000, 132012, 100, 987654])
def test_a_documented_refusal_of_one_message_is_final(code: int) -> None:
    result = rejected(error(code))
    assert (result.code, result.retry_after) == (str(code), None)
    assert not result.stop_sender
    assert not result.stop_template


@pytest.mark.parametrize(
    "code", [0, 10, 190, 200, 299, 368, 131005, 131031, 131042, 131048, 131064, 133010, 130497]
)
def test_trouble_with_the_account_stops_the_number_and_keeps_the_message(code: int) -> None:
    result = rejected(error(code))
    assert result.stop_sender
    assert result.retry_after


@pytest.mark.parametrize("status", [401, 403, 404, 407])
def test_a_bare_refusal_of_everything_stops_the_number(status: int) -> None:
    assert rejected(HttpReply(status, {}, b"")).stop_sender
    assert rejected(error(555_555, 403)).stop_sender


def test_an_unknown_number_id_stops_the_number_and_not_just_the_message() -> None:
    assert rejected(error(100, error_subcode=33)).stop_sender


@pytest.mark.parametrize("code", [132001, 132007, 132015, 132016])
def test_trouble_with_a_template_stops_the_template_only(code: int) -> None:
    result = rejected(error(code))
    assert result.stop_template
    assert not result.stop_sender


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 10.0),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "Mon, 23 Nov 2026 10:00:30 GMT", "date": "Mon, 23 Nov 2026 10:00:00 GMT"}, 30.0),
        ({"retry-after": "Mon, 23 Nov 2026 10:00:30 GMT"}, 10.0),
        ({"retry-after": "soon"}, 10.0),
        ({"x-business-use-case-usage": '{"1":[{"estimated_time_to_regain_access":3}],"2":[]}'}, 180.0),
        (
            {
                "x-business-use-case-usage": '{"1":[{"estimated_time_to_regain_access":3}]}',
                "retry-after": "7",
            },
            180.0,
        ),
        ({"x-business-use-case-usage": "oops"}, 10.0),
        ({"retry-after": "999999999"}, 86_400.0),
    ],
)
def test_throttling_says_how_long_to_wait(headers: dict[str, str], seconds: float) -> None:
    result = rejected(error(130429, 429, headers))
    assert (result.retry_after, result.stop_sender) == (seconds, False)


def test_a_bare_429_waits_too() -> None:
    assert rejected(HttpReply(429, {"retry-after": "5"}, b"")).retry_after == 5.0


def test_details_are_kept_without_anything_that_could_be_a_phone_number() -> None:
    reply = error(131026, error_data={"details": "to 5215512345678 failed"})
    assert rejected(reply).reason == "this number cannot be reached on WhatsApp (to # failed)"


WHEN = st.from_regex(r"[A-Z][a-z]{2}, \d{1,3} [A-Z][a-z]{2} \d{1,9} \d{2}:\d{2}:\d{2} (GMT|[+]\d{1,6})")
WAITS = st.one_of(st.text(max_size=30), WHEN, st.integers().map(str))
HEADERS = st.dictionaries(st.sampled_from(["retry-after", "date", "x-business-use-case-usage"]), WAITS)


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([400, 429, 499]), st.sampled_from([4, 130429, "4", None, True, 10**40, [1]]), HEADERS)
def test_no_reply_whatever_makes_it_raise(status: int, code: Any, headers: dict[str, str]) -> None:
    body = json.dumps({"error": {"code": code, "error_subcode": code, "error_data": code}}).encode()
    assert isinstance(outcome(HttpReply(status, headers, body)), Rejected | Unknown)
    assert isinstance(outcome(HttpReply(status, headers, body[:-3])), Rejected | Unknown)
