"""Listening happens in a process of its own: whatever goes wrong in there, the answer is a clear word."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from puntual.ports.transcription import Outcome, Transcript
from puntual.understanding.voice.limits import MEGABYTE, Limits
from puntual.understanding.voice.transcriber import LocalTranscriber, prompt

CHILD = Path(__file__).with_name("scripted_child.py")
LIMITS = Limits(seconds=20, idle=30, data=600 * MEGABYTE)


def transcriber(limits: Limits = LIMITS, *more: str) -> LocalTranscriber:
    return LocalTranscriber(Path("unused"), limits, [sys.executable, str(CHILD), *more], lambda: ())


@pytest.fixture
def ears() -> Iterator[LocalTranscriber]:
    made = transcriber()
    yield made
    made.close()


def recording(folder: Path, **script: Any) -> str:
    path = folder / f"{len(list(folder.iterdir()))}.ogg"
    path.write_text(json.dumps(script))
    return str(path)


def said(text: str, logprob: float = -0.3) -> list[list[Any]]:
    return [[text, 2.0, logprob, 0.01]]


def alive(pid: int) -> bool:
    """Whether the process runs; one that ended and is not yet buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_what_is_said_comes_back_as_text(ears: LocalTranscriber, tmp_path: Path) -> None:
    heard = ears.transcribe(recording(tmp_path, segments=said("le pago el viernes")), "es")
    assert heard.outcome is Outcome.TRANSCRIBED
    assert (heard.text, heard.language, heard.why) == ("le pago el viernes", "es", "")
    assert heard.model.startswith("scripted-")


def test_the_model_is_loaded_once_for_many_recordings(ears: LocalTranscriber, tmp_path: Path) -> None:
    path = recording(tmp_path, segments=said("hola"))
    assert len({ears.transcribe(path, "es").model for _ in range(3)}) == 1


def test_doubtful_words_are_unsure_and_still_shown(ears: LocalTranscriber, tmp_path: Path) -> None:
    heard = ears.transcribe(recording(tmp_path, segments=said("ya paguá", -0.95)), "es")
    assert (heard.outcome, heard.text) == (Outcome.UNSURE, "ya paguá")
    assert heard.why == "the words are uncertain"


def test_a_long_recording_says_that_only_its_beginning_was_heard(
    ears: LocalTranscriber, tmp_path: Path
) -> None:
    heard = ears.transcribe(recording(tmp_path, segments=said("primero"), whole=False), "es")
    assert (heard.outcome, heard.text) == (Outcome.TOO_LONG, "primero")
    assert heard.why.startswith("only the first")


@pytest.mark.parametrize("outcome", [Outcome.TOO_LONG, Outcome.UNREADABLE, Outcome.WRONG_TYPE])
def test_what_cannot_be_decoded_keeps_its_reason(
    ears: LocalTranscriber, tmp_path: Path, outcome: Outcome
) -> None:
    assert ears.transcribe(recording(tmp_path, outcome=outcome.value), "es") == Transcript(outcome)


def test_a_file_that_is_gone_is_unreadable(ears: LocalTranscriber, tmp_path: Path) -> None:
    assert ears.transcribe(str(tmp_path / "none"), "es").outcome is Outcome.UNREADABLE


def test_a_recording_that_takes_too_long_is_given_up_and_the_next_one_is_heard(tmp_path: Path) -> None:
    ears = transcriber(replace(LIMITS, seconds=2))
    try:
        started = time.monotonic()
        assert ears.transcribe(recording(tmp_path, sleep=60), "es").outcome is Outcome.TIMED_OUT
        assert time.monotonic() - started < 10
        # Time enough to start anew even where the machine is busy.
        ears._limits = LIMITS
        assert ears.transcribe(recording(tmp_path, segments=said("hola")), "es").text == "hola"
    finally:
        ears.close()


def test_a_process_that_dies_is_a_clear_word_and_the_next_recording_is_heard(
    ears: LocalTranscriber, tmp_path: Path
) -> None:
    fine = recording(tmp_path, segments=said("hola"))
    for _ in range(2):
        heard = ears.transcribe(recording(tmp_path, die=True), "es")
        assert (heard.outcome, heard.why) == (
            Outcome.UNREADABLE,
            "the listening process ended without an answer",
        )
        assert ears.transcribe(fine, "es").text == "hola"


def test_memory_is_limited(ears: LocalTranscriber, tmp_path: Path) -> None:
    heard = ears.transcribe(recording(tmp_path, eat=900 * MEGABYTE), "es")
    assert (heard.outcome, heard.why) == (Outcome.UNREADABLE, "MemoryError")
    assert ears.transcribe(recording(tmp_path, segments=said("hola")), "es").text == "hola"


def test_what_a_library_prints_is_no_answer(ears: LocalTranscriber, tmp_path: Path) -> None:
    path = recording(tmp_path, print='{"outcome": "timed_out"}', segments=said("hola"))
    assert ears.transcribe(path, "es").text == "hola"


def test_the_process_gets_no_secret_from_our_environment(
    ears: LocalTranscriber, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUNTUAL_ACCESS_TOKEN", "secret")
    heard = ears.transcribe(recording(tmp_path, environment=True), "es")
    assert "PATH" in heard.text.split() and "PUNTUAL" not in heard.text


def test_an_idle_process_ends_and_the_next_recording_starts_another(tmp_path: Path) -> None:
    ears = transcriber(replace(LIMITS, idle=1))
    try:
        path = recording(tmp_path, segments=said("hola"))
        first = ears.transcribe(path, "es").model
        deadline = time.monotonic() + 10
        while alive(int(first.removeprefix("scripted-"))) and time.monotonic() < deadline:
            time.sleep(0.05)
        second = ears.transcribe(path, "es")
        assert second.text == "hola" and second.model != first
    finally:
        ears.close()


def test_a_killed_parent_leaves_no_process_behind(tmp_path: Path) -> None:
    path = recording(tmp_path, segments=said("hola"))
    program = (
        "import sys, time; sys.path.insert(0, sys.argv[1])\n"
        "from tests.voice.test_listening_process import transcriber\n"
        "ears = transcriber(); print(ears.transcribe(sys.argv[2], 'es').model, flush=True); time.sleep(60)"
    )
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, "-c", program, root, path], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline().removeprefix("scripted-"))
        assert alive(child)
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(child)


def test_recordings_from_several_threads_are_all_heard(ears: LocalTranscriber, tmp_path: Path) -> None:
    paths = [recording(tmp_path, segments=said(f"voz {number}"), sleep=0.02) for number in range(8)]
    heard: dict[str, str] = {}
    threads = [
        threading.Thread(target=lambda path=path: heard.update({path: ears.transcribe(path, "es").text}))
        for path in paths
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert heard == {path: f"voz {number}" for number, path in enumerate(paths)}


def test_a_model_that_is_not_the_one_we_know_is_not_used(tmp_path: Path) -> None:
    ears = transcriber(LIMITS, "--no-model")
    try:
        heard = ears.transcribe(recording(tmp_path, segments=said("hola")), "es")
        assert heard.outcome is Outcome.NOT_INSTALLED and "reinstall" in heard.why
    finally:
        ears.close()


def test_without_the_extra_nothing_is_started_and_the_way_to_install_it_is_said(tmp_path: Path) -> None:
    ears = LocalTranscriber(tmp_path, LIMITS, ["/does/not/exist"], lambda: ("faster_whisper",))
    assert ears.transcribe("any", "es").outcome is Outcome.NOT_INSTALLED
    (problem,) = ears.check()
    assert "faster_whisper" in problem and "make setup-voice" in problem


def test_the_prompt_holds_names_and_nouns_but_no_claim() -> None:
    named = prompt("es", ("Acme & Hijos, SA de {0} CV\n\x00",))
    assert named == "Mensaje de voz para Acme & Hijos SA de 0 CV sobre una factura, una CLABE o un boleto."
    assert prompt("en", ()) == "Voice message for the company about an invoice, an account or a reference."
    assert len(prompt("pt", ("x" * 500,))) < 150
    assert prompt("", ("Acme",)) == prompt("fr", ("Acme",)) == ""


def test_no_process_of_ours_is_left_running_after_closing(ears: LocalTranscriber, tmp_path: Path) -> None:
    pid = int(
        ears.transcribe(recording(tmp_path, segments=said("hola")), "es").model.removeprefix("scripted-")
    )
    assert alive(pid) and pid != os.getpid()
    ears.close()
    assert not alive(pid)
