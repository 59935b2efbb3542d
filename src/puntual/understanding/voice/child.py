"""The listening process: one line of JSON in, one out, under limits that it sets itself before it loads anything.

It reads one file, writes only where the model is kept, and gets no secrets: its parent gives it an empty
environment. When it is idle or its parent is gone it ends.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from puntual.ports.transcription import Outcome

from .confidence import Segment, doubt
from .limits import Limits
from .model_files import ModelUnusable
from .sound import Sound, decode

_GRACE = 10


class Engine(Protocol):
    """What turns samples into words."""

    version: str

    def hear(self, samples: bytes, language: str, prompt: str) -> tuple[tuple[Segment, ...], str]:
        """The stretches of speech in order, and the language."""
        ...


def serve(
    make: Callable[[Limits], Engine],
    limits: Limits,
    sound_of: Callable[[str, Limits], Sound | Outcome] = decode,
) -> None:
    """Answer requests until there are no more. The engine is made for the first one that needs it."""
    answers = _own_output()
    confine(limits)
    engine: Engine | None = None
    while True:
        signal.alarm(int(limits.idle))
        line = sys.stdin.readline()
        if not line:
            return
        # The parent kills it in time; this is for a child whose parent was killed.
        signal.alarm(int(limits.seconds) + _GRACE)
        request = json.loads(line)
        try:
            sound = sound_of(request["path"], limits)
            if isinstance(sound, Sound):
                engine = engine or make(limits)
                answer = _listen(engine, sound, request)
            else:
                answer = {"outcome": sound.value}
        except ModelUnusable as error:
            answer = {"outcome": Outcome.NOT_INSTALLED.value, "why": str(error)}
        except ImportError as error:
            answer = {"outcome": Outcome.NOT_INSTALLED.value, "why": f"{error.name} cannot be loaded"}
        except (OSError, MemoryError) as error:
            answer = {"outcome": Outcome.UNREADABLE.value, "why": type(error).__name__}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def confine(limits: Limits) -> None:
    """Memory is limited for good, and whatever else the machine does comes first."""
    for kind, most in ((resource.RLIMIT_DATA, limits.data), (resource.RLIMIT_AS, limits.address_space)):
        resource.setrlimit(kind, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)


def _listen(engine: Engine, sound: Sound, request: dict[str, Any]) -> dict[str, Any]:
    prompt = request["prompt"]
    segments, language = engine.hear(sound.samples, request["language"], prompt)
    why = doubt(segments, prompt)
    if not sound.whole:
        outcome, why = Outcome.TOO_LONG, f"only the first {sound.seconds:.0f} seconds were listened to"
    else:
        outcome = Outcome.UNSURE if why else Outcome.TRANSCRIBED
    return {
        "outcome": outcome.value,
        "text": " ".join(segment.text for segment in segments).strip(),
        "language": language,
        "seconds": round(sound.seconds, 1),
        "why": why,
        "model": engine.version,
    }


def _own_output() -> Any:
    """The way back to the parent, out of reach of whatever a library prints."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _whisper(limits: Limits) -> Engine:
    from .whisper import Whisper

    return Whisper(Path(sys.argv[1]), limits)


if __name__ == "__main__":
    serve(_whisper, Limits(**json.loads(sys.argv[2])))
