"""A recording as samples: what it is by its first bytes, and no more of it than the limits allow.

The container is named to the decoder by us. Left to guess, it would also open playlists that name other files
and addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from puntual.ports.transcription import Outcome

from .limits import Limits

RATE = 16_000
_BYTES = 2
# Ogg/Opus is what WhatsApp records; the others are what it lets people send as sound.
_MARKS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"OggS", "ogg"),
    (0, b"#!AMR", "amr"),
    (4, b"ftyp", "mp4"),
    (0, b"ID3", "mp3"),
    (0, b"\xff\xfb", "mp3"),
    (0, b"\xff\xf3", "mp3"),
    (0, b"\xff\xf2", "mp3"),
    (0, b"\xff\xf1", "aac"),
    (0, b"\xff\xf9", "aac"),
)
_OGG_HEADER = 27


@dataclass(frozen=True, slots=True)
class Sound:
    """Signed 16-bit samples at 16 kHz, one channel. `whole` is false where the recording goes on."""

    samples: bytes
    whole: bool

    @property
    def seconds(self) -> float:
        """Length of what is here."""
        return len(self.samples) / _BYTES / RATE


def container(head: bytes) -> str | None:
    """The kind of sound file that begins like this; None where it is none that we take."""
    return next((kind for at, mark, kind in _MARKS if head[at : at + len(mark)] == mark), None)


def decode(path: str, limits: Limits) -> Sound | Outcome:
    """The first `listened` seconds of the recording, or why it cannot be heard.

    Sound is counted as it is decoded: what a header claims is not believed. A recording that breaks off is
    unreadable: half a sentence can say the opposite of the whole one. Raises OSError if there is no such file.
    """
    with Path(path).open("rb") as file:
        kind = container(file.read(16))
        if kind is None:
            return Outcome.WRONG_TYPE
        if kind == "ogg" and not ends_with_a_page(file):
            return Outcome.UNREADABLE
        file.seek(0)
        return _decode(file, kind, limits)


def ends_with_a_page(file: BinaryIO) -> bool:
    """Whether an Ogg file is made of whole pages up to its end. The decoder would pass over a broken last one.

    A file cut exactly between two pages shows nothing; the channel's hash does.
    """
    end = file.seek(0, 2)
    at = file.seek(0)
    while at < end:
        header = file.read(_OGG_HEADER)
        if len(header) < _OGG_HEADER or header[:4] != b"OggS":
            return False
        lengths = file.read(header[26])
        at += _OGG_HEADER + len(lengths) + sum(lengths)
        if len(lengths) < header[26]:
            return False
        file.seek(at)
    return at == end


def _decode(file: BinaryIO, kind: str, limits: Limits) -> Sound | Outcome:
    import av  # part of the extra: only the listening process has it

    heard = _Heard(int(limits.listened * RATE), int(limits.longest * RATE))
    try:
        with av.open(file, "r", format=kind) as opened:
            if not opened.streams.audio:
                return Outcome.WRONG_TYPE
            resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
            # None at the end brings out what the resampler still holds.
            for frame in chain(opened.decode(audio=0), (None,)):
                for part in resampler.resample(frame):
                    if not heard.take(part):
                        return Outcome.TOO_LONG
    except (av.FFmpegError, ValueError, IndexError):
        return Outcome.UNREADABLE
    return Sound(bytes(heard.kept), heard.samples <= heard.wanted) if heard.samples else Outcome.UNREADABLE


class _Heard:
    """Samples as they come: counted all, kept up to what is wanted."""

    def __init__(self, wanted: int, most: int) -> None:
        self.kept = bytearray()
        self.samples = 0
        self.wanted = wanted
        self._most = most

    def take(self, part: Any) -> bool:
        """Take in a frame; False once the recording is longer than is listened to at all."""
        self.samples += part.samples
        room = self.wanted * _BYTES - len(self.kept)
        if room > 0:
            self.kept += memoryview(part.planes[0])[: min(room, part.samples * _BYTES)]
        return self.samples <= self._most
