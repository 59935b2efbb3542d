"""The real listening process with a scripted model: each "recording" says what is heard, or what goes wrong."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from puntual.ports.transcription import Outcome
from puntual.understanding.voice.child import serve
from puntual.understanding.voice.confidence import Segment
from puntual.understanding.voice.limits import Limits
from puntual.understanding.voice.model_files import ModelUnusable
from puntual.understanding.voice.sound import Sound


class Scripted:
    """Hears what the script says."""

    version = f"scripted-{os.getpid()}"

    def hear(self, samples: bytes, language: str, prompt: str) -> tuple[tuple[Segment, ...], str]:
        script: dict[str, Any] = json.loads(samples)
        if script.get("print"):
            print(script["print"])
            os.write(1, b"from below python\n")
        if script.get("environment"):
            return (Segment(" ".join(sorted(os.environ)), 1.0, -0.1, 0.0),), language
        time.sleep(script.get("sleep", 0))
        if script.get("die"):
            os._exit(3)
        if script.get("eat"):
            self.eaten = bytearray(script["eat"])
        segments = tuple(Segment(*part) for part in script.get("segments", ()))
        return segments, script.get("language", language)


def sound_of(path: str, limits: Limits) -> Sound | Outcome:
    """The script in the file as if it were sound."""
    script = json.loads(Path(path).read_text())
    if "outcome" in script:
        return Outcome(script["outcome"])
    return Sound(json.dumps(script).encode(), whole=script.get("whole", True))


def make(limits: Limits) -> Scripted:
    """The scripted model, or none."""
    if "--no-model" in sys.argv:
        raise ModelUnusable("model.bin of the speech model is not the one we know: reinstall the extra")
    return Scripted()


if __name__ == "__main__":
    serve(make, Limits(**json.loads(sys.argv[-1])), sound_of)
