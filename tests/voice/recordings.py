"""Recordings made here, by PyAV of the extra `voice`."""

from __future__ import annotations

import io
import math
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RATE = 48_000
FRAME = 2880  # 60 ms


def tone(seconds: float) -> Iterator[bytes]:
    """A note of 440 Hz in frames of signed 16-bit samples."""
    frame = array("h", (int(9000 * math.sin(2 * math.pi * 440 * n / RATE)) for n in range(FRAME)))
    for _ in range(int(seconds * RATE / FRAME)):
        yield frame.tobytes()


def encoded(frames: Iterator[bytes], codec: str, form: str, **options: str) -> bytes:
    """The frames as a file."""
    import av

    out = io.BytesIO()
    with av.open(out, "w", format=form) as file:
        stream: Any = file.add_stream(codec, rate=RATE, options=options)
        stream.layout, stream.bit_rate = "mono", 16_000
        resampler = av.AudioResampler(stream.format, "mono", RATE)
        for number, samples in enumerate(frames):
            frame = av.AudioFrame(format="s16", layout="mono", samples=FRAME)
            frame.planes[0].update(samples)
            frame.rate, frame.pts = RATE, number * FRAME
            for part in resampler.resample(frame):
                file.mux(stream.encode(part))
        file.mux(stream.encode(None))
    return out.getvalue()


def opus(seconds: float) -> bytes:
    """As WhatsApp records."""
    return encoded(tone(seconds), "libopus", "ogg", frame_duration="60", application="voip")


def opus_bomb(size: int) -> bytes:
    """Silence that weighs next to nothing: at least `size` bytes of it, which are hours."""
    import av

    silence = encoded(iter([bytes(FRAME * 2)] * 20), "libopus", "ogg", frame_duration="60", dtx="1", vbr="on")
    out = io.BytesIO()
    with av.open(io.BytesIO(silence), format="ogg") as one, av.open(out, "w", format="ogg") as file:
        stream: Any = file.add_stream_from_template(one.streams.audio[0])
        smallest = min((bytes(packet) for packet in one.demux() if packet.size), key=len)
        number = 0
        while out.tell() < size:
            for _ in range(2000):
                packet: Any = av.Packet(smallest)
                packet.stream, packet.pts, packet.dts = stream, number * FRAME, number * FRAME
                packet.time_base = stream.time_base
                file.mux(packet)
                number += 1
    return out.getvalue()


def from_wave(path: Path) -> bytes:
    """A sound file as a voice note of 16 kbit/s."""
    import av

    out = io.BytesIO()
    with av.open(str(path)) as source, av.open(out, "w", format="ogg") as file:
        stream: Any = file.add_stream("libopus", rate=RATE, options={"application": "voip"})
        stream.layout, stream.bit_rate = "mono", 16_000
        resampler = av.AudioResampler("s16", "mono", RATE)
        for frame in (*source.decode(audio=0), None):
            for part in resampler.resample(frame):
                file.mux(stream.encode(part))
        file.mux(stream.encode(None))
    return out.getvalue()
