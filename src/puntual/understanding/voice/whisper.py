"""Whisper by faster-whisper, as the listening process uses it. Same sound, same words: nothing is sampled."""

from __future__ import annotations

from pathlib import Path

from .confidence import Segment
from .limits import Limits
from .model_files import ready_folder, version

_FULL_SCALE = 32768.0
# Five beams cost a tenth more time than one here, and save every tenth wrong word.
_BEAMS = 5


class Whisper:
    """The model, loaded when it is made. Raises ModelUnusable where it is not there or not the one we know."""

    def __init__(self, models: Path, limits: Limits) -> None:
        from faster_whisper import WhisperModel

        folder = ready_folder(models)
        self.version = version()
        self._model = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=limits.threads, local_files_only=True
        )

    def hear(self, samples: bytes, language: str, prompt: str) -> tuple[tuple[Segment, ...], str]:
        """What is said in `samples` (16 kHz, signed 16 bit), and in which language."""
        import numpy as np

        sound = np.frombuffer(samples, dtype=np.int16).astype(np.float32) / _FULL_SCALE
        heard, about = self._model.transcribe(
            sound,
            language=language or None,
            beam_size=_BEAMS,
            # One temperature: the library would else try again with sampling, and give other words each time.
            temperature=0.0,
            condition_on_previous_text=False,
            initial_prompt=prompt or None,
        )
        segments = tuple(
            Segment(one.text.strip(), one.end - one.start, one.avg_logprob, one.no_speech_prob)
            for one in heard
        )
        return segments, about.language
