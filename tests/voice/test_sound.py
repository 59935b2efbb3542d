"""A recording is what its bytes are, not what it says; and no more of it is decoded than the limits allow."""

from __future__ import annotations

import io
import resource
import time
from pathlib import Path

import pytest

from puntual.ports.transcription import Outcome
from puntual.understanding.voice.limits import Limits
from puntual.understanding.voice.sound import RATE, Sound, container, decode, ends_with_a_page
from tests.voice import recordings

LIMITS = Limits()


def page(body: bytes) -> bytes:
    lengths = bytes([255] * (len(body) // 255) + [len(body) % 255])
    return b"OggS" + bytes(22) + bytes([len(lengths)]) + lengths + body


def kept(folder: Path, content: bytes) -> str:
    path = folder / "recording"
    path.write_bytes(content)
    return str(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        b"\xff\xd8\xff\xe0JFIF",
        b"#EXTM3U\n#EXTINF:1\n/etc/passwd\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"<html>",
        b"RIFF\x00\x00\x00\x00AVI ",
        b"PK\x03\x04",
    ],
)
def test_what_is_no_sound_by_its_first_bytes_is_never_given_to_a_decoder(
    tmp_path: Path, content: bytes
) -> None:
    assert decode(kept(tmp_path, content), LIMITS) is Outcome.WRONG_TYPE


def test_the_kinds_of_sound_that_whatsapp_carries_are_known() -> None:
    heads = {b"OggS\x00": "ogg", b"#!AMR\n": "amr", b"\x00\x00\x00\x18ftypM4A ": "mp4", b"ID3\x04": "mp3"}
    assert {head: container(head) for head in heads} == heads


def test_an_ogg_file_ends_where_its_last_page_does() -> None:
    whole = page(b"a" * 700) + page(b"b" * 10)
    assert ends_with_a_page(io.BytesIO(whole))
    for cut in (1, 9, 10, 30, 37, 400, len(whole) - 1):
        assert not ends_with_a_page(io.BytesIO(whole[:-cut])), cut
    assert not ends_with_a_page(io.BytesIO(whole + b"more"))


def test_a_truncated_recording_is_unreadable_before_anything_is_decoded(tmp_path: Path) -> None:
    assert decode(kept(tmp_path, page(b"a" * 700)[:-5]), LIMITS) is Outcome.UNREADABLE


def _av() -> None:
    pytest.importorskip("av", reason="PyAV comes with the extra `voice` (make setup-voice)")


def test_a_voice_note_is_decoded_to_what_the_model_hears(tmp_path: Path) -> None:
    _av()
    sound = decode(kept(tmp_path, recordings.opus(3)), LIMITS)
    assert isinstance(sound, Sound) and sound.whole
    assert sound.seconds == pytest.approx(3, abs=0.1)
    assert len(sound.samples) == pytest.approx(3 * RATE * 2, rel=0.05)
    assert max(sound.samples) > 0


@pytest.mark.parametrize(("codec", "form"), [("aac", "ipod"), ("libmp3lame", "mp3"), ("aac", "adts")])
def test_other_sound_files_are_heard_too(tmp_path: Path, codec: str, form: str) -> None:
    _av()
    sound = decode(kept(tmp_path, recordings.encoded(recordings.tone(2), codec, form)), LIMITS)
    assert isinstance(sound, Sound) and sound.seconds == pytest.approx(2, abs=0.2)


def test_only_the_beginning_of_a_long_recording_is_kept(tmp_path: Path) -> None:
    _av()
    limits = Limits(listened=2.0, longest=10.0)
    sound = decode(kept(tmp_path, recordings.opus(4)), limits)
    assert isinstance(sound, Sound) and not sound.whole
    assert sound.seconds == 2.0


def test_a_recording_beyond_the_limit_is_not_listened_to(tmp_path: Path) -> None:
    _av()
    limits = Limits(listened=1.0, longest=2.0)
    assert decode(kept(tmp_path, recordings.opus(3)), limits) is Outcome.TOO_LONG


def test_a_megabyte_of_silence_is_given_up_at_ten_minutes(tmp_path: Path) -> None:
    _av()
    path = kept(tmp_path, recordings.opus_bomb(1_000_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    assert decode(path, LIMITS) is Outcome.TOO_LONG
    assert time.process_time() - started < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000


@pytest.mark.parametrize("share", [0.01, 0.3, 0.5, 0.9, 0.999])
def test_a_truncated_voice_note_is_unreadable(tmp_path: Path, share: float) -> None:
    _av()
    whole = recordings.opus(5)
    assert decode(kept(tmp_path, whole[: int(len(whole) * share)]), LIMITS) is Outcome.UNREADABLE


def test_noise_in_a_known_wrapping_is_unreadable(tmp_path: Path) -> None:
    _av()
    for content in (page(bytes(500)), b"\x00\x00\x00\x18ftypM4A " + bytes(900), b"#!AMR\n" + b"\xff" * 50):
        assert decode(kept(tmp_path, content), LIMITS) is Outcome.UNREADABLE
