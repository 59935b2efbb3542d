"""The parent's side of listening: one process at a time, started when needed, killed when it takes too long."""

from __future__ import annotations

import json
import os
import re
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from puntual.ports.transcription import Outcome, Transcript

from .limits import Limits
from .model_files import missing

# Nouns of the trade only. A prompt that holds a claim ("ya pagué") comes back out of noise as one. A sentence: a bare
# list of words made every fiftieth word more wrong, where this made none.
_PROMPTS = {
    "es": "Mensaje de voz para {} sobre una factura, una CLABE o un boleto.",
    "pt": "Mensagem de voz para {} sobre uma fatura, um Pix ou um boleto.",
    "en": "Voice message for {} about an invoice, an account or a reference.",
}
_NOBODY = {"es": "la empresa", "pt": "a empresa", "en": "the company"}
_LONGEST_NAME = 60
_MODULE = "puntual.understanding.voice.child"
_PIECE = 65536


class LocalTranscriber:
    """The `Transcriber` port by a child process. Threads may share one: they are heard one after another.

    models: where the joined model is kept. command: what to run instead of our own child (tests).
    """

    def __init__(
        self,
        models: Path,
        limits: Limits | None = None,
        command: Sequence[str] | None = None,
        lacking: Callable[[], tuple[str, ...]] = missing,
    ) -> None:
        self._limits = limits or Limits()
        self._command = command or [sys.executable, "-I", "-m", _MODULE, str(models.resolve())]
        self._lacking = lacking
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def check(self) -> tuple[str, ...]:
        """What is not installed, with the command that installs it."""
        lacking = self._lacking()
        if not lacking:
            return ()
        return (
            f"voice notes cannot be transcribed: {', '.join(lacking)} not installed. Run: make setup-voice",
        )

    def transcribe(self, path: str, language: str, names: tuple[str, ...] = ()) -> Transcript:
        """The words in the file at `path`, or how listening ended. Never raises for what the file holds."""
        if self._lacking():
            return Transcript(Outcome.NOT_INSTALLED, why="the extra `voice` is not installed")
        request = {"path": str(Path(path).resolve()), "language": language, "prompt": prompt(language, names)}
        with self._lock:
            standing = self._child is not None
            answer = self._ask(request)
            if answer is None and standing:  # it may have ended of idleness just then: a fresh one tells
                answer = self._ask(request)
        return _transcript(answer)

    def close(self) -> None:
        """End the listening process; the next recording starts another."""
        with self._lock:
            self._end()

    def _ask(self, request: dict[str, Any]) -> dict[str, Any] | None:
        """One exchange; None where the child died without an answer. `outcome` "timed_out" is ours."""
        child = self._running()
        assert child.stdin is not None
        try:
            child.stdin.write(json.dumps(request).encode() + b"\n")
            child.stdin.flush()
            line = self._line(child, time.monotonic() + self._limits.seconds)
        except TimeoutError:
            self._end()
            return {"outcome": Outcome.TIMED_OUT.value}
        except OSError:
            line = b""
        try:
            answer = json.loads(line)
        except ValueError:
            self._end()
            return None
        return answer if isinstance(answer, dict) else None

    def _line(self, child: subprocess.Popen[bytes], deadline: float) -> bytes:
        """One line of the child's; what there is of it when the child has ended. Raises TimeoutError."""
        assert child.stdout is not None
        got = b""
        with selectors.DefaultSelector() as ready:
            ready.register(child.stdout, selectors.EVENT_READ)
            while not got.endswith(b"\n"):
                if not ready.select(max(0.0, deadline - time.monotonic())):
                    raise TimeoutError
                piece = os.read(child.stdout.fileno(), _PIECE)
                if not piece:
                    break
                got += piece
        return got

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._end()
        limits = json.dumps(asdict(self._limits))
        self._child = subprocess.Popen(
            [*self._command, limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # What libraries print may quote what was said.
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=_environment(self._limits),
            bufsize=0,
        )
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()


def prompt(language: str, names: tuple[str, ...]) -> str:
    """Words whose spelling the model should know; empty for a language without any. `names` are the company's own,
    never a customer's."""
    tidy = (" ".join(re.sub(r"[^\w .&-]+", " ", name).split())[:_LONGEST_NAME] for name in names)
    known = ", ".join(name for name in tidy if name) or _NOBODY.get(language, "")
    return _PROMPTS.get(language, "").format(known)


def _environment(limits: Limits) -> dict[str, str]:
    """Nothing of ours: no token, no password. The model is never asked for over the network."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "LANG": "C.UTF-8",
        "HF_HUB_OFFLINE": "1",
        "OMP_NUM_THREADS": str(limits.threads),
    }


def _transcript(answer: dict[str, Any] | None) -> Transcript:
    if answer is None:
        return Transcript(Outcome.UNREADABLE, why="the listening process ended without an answer")
    return Transcript(
        outcome=Outcome(answer["outcome"]),
        text=str(answer.get("text", "")),
        language=str(answer.get("language", "")),
        seconds=float(answer.get("seconds", 0.0)),
        why=str(answer.get("why", "")),
        model=str(answer.get("model", "")),
    )
