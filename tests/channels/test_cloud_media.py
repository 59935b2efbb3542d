"""A recording is fetched once, from where Meta keeps it, and is what the webhook announced; or it is not taken."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from puntual.channels import cloud_media
from puntual.channels.cloud_codec import decode
from puntual.channels.cloud_media import CloudMedia, hex_digest
from puntual.channels.cloud_request import CloudSettings
from puntual.channels.simulator import Simulator
from puntual.ports.channel import Address, Inbound, MediaKind
from puntual.ports.media import Fetched, MediaRef, Missing, NotFetched
from tests.channels import media_peer
from tests.channels.media_peer import MediaPeer, status
from tests.channels.samples import body

RECORDING = b"OggS" + bytes(range(256)) * 40
HASH = hashlib.sha256(RECORDING).hexdigest()
WANTED = MediaRef("900003", "audio/ogg; codecs=opus", HASH)
SETTINGS = CloudSettings("200000000000002", "TOKEN", "s3cret", version="v99.0", connect_timeout=2)


@pytest.fixture
def peer() -> Iterator[MediaPeer]:
    with MediaPeer() as started:
        started.holds("900003", RECORDING)
        yield started


@pytest.fixture
def media(peer: MediaPeer) -> CloudMedia:
    return CloudMedia(replace(SETTINGS, graph_url=peer.url), hosts=(peer.netloc,), seconds=5)


def fetched(media: CloudMedia, wanted: MediaRef = WANTED) -> tuple[Fetched | NotFetched, bytes]:
    into = io.BytesIO()
    return media.fetch(wanted, into), into.getvalue()


def why(media: CloudMedia, wanted: MediaRef = WANTED) -> Missing:
    result, _ = fetched(media, wanted)
    assert isinstance(result, NotFetched), result
    return result.why


def test_a_recording_is_fetched_by_its_id_and_then_from_its_address_with_our_token(
    media: CloudMedia, peer: MediaPeer
) -> None:
    assert fetched(media) == (Fetched("audio/ogg", len(RECORDING), HASH), RECORDING)
    (first, asked), (second, downloaded) = peer.arrived
    assert first == "/v99.0/900003?phone_number_id=200000000000002"
    assert second == "/file/900003"
    assert asked["authorization"] == downloaded["authorization"] == "Bearer TOKEN"
    assert asked["accept-encoding"] == downloaded["accept-encoding"] == "identity"


def test_an_id_cannot_leave_its_place_in_the_address(media: CloudMedia, peer: MediaPeer) -> None:
    for media_id in ("../me?fields=x#", "..", "1/messages", "1%2F2", "", "ñ"):
        assert why(media, replace(WANTED, media_id=media_id)) is Missing.GONE
    assert not peer.arrived


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/file/900003",
        "https://{host}/file/900003",
        "http://lookaside.fbsbx.com.example.net/file",
        "http://{host}@example.net/file",
        "http://someone@{host}/file/900003",
        "ftp://{host}/file/900003",
        "file:///etc/passwd",
        "http://[::1/",
        "http://{host}:x/",
    ],
)
def test_our_token_goes_to_no_other_host(media: CloudMedia, peer: MediaPeer, url: str) -> None:
    peer.holds("900003", RECORDING, url=url.replace("{host}", peer.netloc))
    assert why(media) is Missing.FORBIDDEN_HOST
    assert len(peer.arrived) == 1


def test_the_hosts_of_meta_are_allowed_over_tls_only() -> None:
    media = CloudMedia(SETTINGS)
    assert media.allowed("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1")
    assert media.allowed("https://LOOKASIDE.fbsbx.com:443/x")
    assert not media.allowed("http://lookaside.fbsbx.com/x")
    assert not media.allowed("https://lookaside.fbsbx.com:8443/x")
    assert not media.allowed("https://graph.facebook.com/x")


def test_a_redirect_is_not_followed(media: CloudMedia, peer: MediaPeer) -> None:
    peer.answers["/file/900003"] = status(302, b"", {"Location": "http://example.net/"})
    assert why(media) is Missing.GONE
    assert len(peer.arrived) == 2


def test_a_file_that_is_not_the_announced_one_is_refused(media: CloudMedia, peer: MediaPeer) -> None:
    peer.answers["/file/900003"] = status(200, RECORDING[:-1] + b"!")
    assert why(media) is Missing.DAMAGED


def test_a_webhook_without_a_hash_takes_the_file_as_it_comes(media: CloudMedia) -> None:
    assert isinstance(fetched(media, replace(WANTED, sha256=""))[0], Fetched)


@pytest.mark.parametrize("size", ["20000000", 20000000])
def test_a_file_said_to_be_too_large_is_not_even_asked_for(
    media: CloudMedia, peer: MediaPeer, size: object
) -> None:
    peer.holds("900003", RECORDING, file_size=size)
    assert why(media) is Missing.TOO_LARGE
    assert len(peer.arrived) == 1


def test_a_file_that_never_ends_is_cut_off_at_the_limit(media: CloudMedia, peer: MediaPeer) -> None:
    peer.answers["/file/900003"] = media_peer.endless
    result, got = fetched(replace(media, most_bytes=1_000_000))
    assert isinstance(result, NotFetched) and result.why is Missing.TOO_LARGE
    assert len(got) <= 1_000_000


def test_a_packed_file_is_not_unpacked(media: CloudMedia, peer: MediaPeer) -> None:
    peer.answers["/file/900003"] = status(200, b"\x1f\x8b", {"Content-Encoding": "gzip"})
    assert why(media) is Missing.WRONG_TYPE


def test_a_file_that_drips_runs_out_of_time(media: CloudMedia, peer: MediaPeer) -> None:
    peer.answers["/file/900003"] = media_peer.drip
    assert why(replace(media, seconds=0.4)) is Missing.UNREACHABLE


def test_a_file_that_breaks_off_may_be_asked_for_again(media: CloudMedia, peer: MediaPeer) -> None:
    peer.answers["/file/900003"] = media_peer.short
    assert why(media) is Missing.UNREACHABLE


@pytest.mark.parametrize(
    ("code", "expected"),
    [(400, Missing.GONE), (404, Missing.GONE)]
    + [(code, Missing.UNREACHABLE) for code in (401, 403, 429, 500, 503)],
)
@pytest.mark.parametrize("path", ["/v99.0/900003", "/file/900003"])
def test_what_is_gone_stays_gone_and_what_is_down_may_come_back(
    media: CloudMedia, peer: MediaPeer, path: str, code: int, expected: Missing
) -> None:
    peer.answers[path] = status(code, b"{}")
    assert why(media) is expected


@pytest.mark.parametrize(
    "answer", [b"", b"[]", b"<html>", b'{"url": 7}', b"{" * 70_000, b'"' + b"a" * 70_000]
)
def test_an_answer_that_cannot_be_read_may_come_better_later(
    media: CloudMedia, peer: MediaPeer, answer: bytes
) -> None:
    peer.answers["/v99.0/900003"] = status(200, answer)
    assert why(media) is Missing.UNREACHABLE


def test_no_answer_at_all_may_come_better_later(media: CloudMedia) -> None:
    closed = CloudMedia(replace(SETTINGS, graph_url="http://127.0.0.1:9"), seconds=2)
    assert why(closed) is Missing.UNREACHABLE


@pytest.mark.parametrize("media_type", ["video/mp4", "application/pdf", "text/html", "audio/x-anything"])
def test_only_sound_is_fetched(media: CloudMedia, peer: MediaPeer, media_type: str) -> None:
    assert why(media, replace(WANTED, media_type=media_type)) is Missing.WRONG_TYPE
    assert not peer.arrived
    peer.holds("900003", RECORDING, mime_type=media_type)
    assert why(media) is Missing.WRONG_TYPE
    assert len(peer.arrived) == 1


def test_a_hash_is_read_in_both_ways_that_meta_writes_it() -> None:
    assert hex_digest(media_peer.told(RECORDING)) == HASH
    assert hex_digest(HASH.upper()) == HASH
    assert [hex_digest(odd) for odd in ("", "c2hh", "<HASH>", "é" * 44)] == [""] * 4


def test_the_webhook_of_a_voice_note_names_its_type() -> None:
    (update,) = decode(body("voice"))
    assert isinstance(update, Inbound)
    assert (update.media_type, update.media_sha256) == ("audio/ogg; codecs=opus", "")


class _Noon:
    def now(self) -> datetime:
        return datetime(2026, 4, 14, 18, tzinfo=UTC)


def test_the_simulator_keeps_what_was_sent_and_announces_its_hash() -> None:
    channel = Simulator(_Noon(), seed=1)
    channel.write(Address("5215512345678"), "", kind=MediaKind.VOICE, recording=RECORDING)
    (webhook,) = channel.take_webhooks(_Noon().now())
    (update,) = channel.decode(webhook)
    assert isinstance(update, Inbound)
    assert update.media_sha256 == HASH
    into = io.BytesIO()
    wanted = MediaRef(update.media_id, update.media_type, update.media_sha256)
    assert channel.fetch(wanted, into) == Fetched(update.media_type, len(RECORDING), HASH)
    assert into.getvalue() == RECORDING
    refused = channel.fetch(replace(wanted, sha256="0" * 64), io.BytesIO())
    assert isinstance(refused, NotFetched) and refused.why is Missing.DAMAGED
    gone = channel.fetch(MediaRef("other"), io.BytesIO())
    assert isinstance(gone, NotFetched) and gone.why is Missing.GONE


def test_the_names_of_sound_are_those_of_the_port() -> None:
    assert cloud_media.is_sound("Audio/OGG; codecs=opus", unnamed=False)
    assert cloud_media.is_sound("", unnamed=True) and not cloud_media.is_sound("", unnamed=False)
