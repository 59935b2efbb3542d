"""Only the provider's own signature over the very bytes opens the door."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puntual.channels.signature import genuine, signature

SECRET = "a-secret"
BODY = '{"text": "mañana"}'.encode()
GOOD = signature(BODY, SECRET)


def test_the_known_answer_of_rfc_4231_case_2() -> None:
    expected = "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert signature(b"what do ya want for nothing?", "Jefe") == expected


@pytest.mark.parametrize("name", ["x-hub-signature-256", "X-Hub-Signature-256"])
def test_the_true_signature_is_taken_whatever_the_case_of_the_header_name(name: str) -> None:
    assert genuine(BODY, {name: GOOD}, SECRET)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "sha256=",
        GOOD[:-1],
        GOOD + "0",
        GOOD + "\n",
        GOOD.upper(),
        "sha256=" + GOOD[7:].upper(),
        GOOD.replace("sha256", "sha1"),
        GOOD[7:],
        f"{GOOD}, {GOOD}",
        f" {GOOD}",
        "sha256=" + "é" * 64,
        "sha256=" + "٣" * 64,
        signature(BODY, "another-secret"),
    ],
)
def test_every_other_header_is_refused(value: str) -> None:
    assert not genuine(BODY, {"x-hub-signature-256": value}, SECRET)


def test_no_header_two_headers_and_an_empty_secret_are_refused() -> None:
    assert not genuine(BODY, {}, SECRET)
    assert not genuine(BODY, {"x-hub-signature-256": GOOD, "X-Hub-Signature-256": GOOD}, SECRET)
    assert not genuine(BODY, {"x-hub-signature-256": signature(BODY, "")}, "")


def test_a_reserialised_body_is_another_body() -> None:
    for other in (json.dumps(json.loads(BODY)).encode(), BODY + b"\n", b" " + BODY):
        assert not genuine(other, {"x-hub-signature-256": GOOD}, SECRET)


@given(st.binary(max_size=200), st.text(min_size=1, max_size=20), st.integers(0, 2000))
def test_one_flipped_bit_breaks_it(body: bytes, secret: str, at: int) -> None:
    header = {"x-hub-signature-256": signature(body, secret)}
    assert genuine(body, header, secret)
    if body:
        changed = bytearray(body)
        changed[at % len(body)] ^= 1
        assert not genuine(bytes(changed), header, secret)
