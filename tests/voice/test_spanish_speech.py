"""Real Spanish speech, as small as WhatsApp makes it: how many words are wrong, and how long it takes.

The clips are the Mexican-Spanish voice prompts of the Debian packages asterisk-core-sounds-es-wav and
asterisk-core-sounds-es (CC-BY-SA-3.0; the second one has the texts). They are read where Debian puts them and are
never copied into this repository. A studio voice: expect more wrong words from a street.

Some minutes of computing, so only on demand: make test-voice.
"""

from __future__ import annotations

import gzip
import os
import re
import time
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from puntual.ports.transcription import Outcome
from puntual.understanding.voice.model_files import missing
from puntual.understanding.voice.transcriber import LocalTranscriber
from tests.voice import recordings

CLIPS = Path("/usr/share/asterisk/sounds/es_MX_f_Allison")
TEXTS = Path("/usr/share/doc/asterisk-core-sounds-es/core-sounds-es.txt.gz")
MOST_WRONG, MOST_TIME = 0.18, 0.35

pytestmark = [
    pytest.mark.skipif(not os.environ.get("PUNTUAL_TEST_VOICE"), reason="takes minutes: make test-voice"),
    pytest.mark.skipif(bool(missing()), reason="the extra `voice` is not installed (make setup-voice)"),
    pytest.mark.skipif(
        not (CLIPS.is_dir() and TEXTS.is_file()),
        reason="needs asterisk-core-sounds-es-wav and asterisk-core-sounds-es (apt-get install)",
    ),
]


@dataclass
class Tally:
    """What was counted over all clips. computing: seconds of processor time of the listening process."""

    clips: int = 0
    words: int = 0
    wrong: int = 0
    sound: float = 0.0
    computing: float = 0.0
    waiting: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return (
            f"\n{self.clips} clips, {self.words} words, {self.sound:.0f} s of speech: "
            f"{self.wrong / self.words:.1%} of the words wrong; {self.computing / self.sound:.2f} s of one core "
            f"a second of speech ({self.waiting / self.sound:.2f} s on this machine's clock); {dict(self.outcomes)}"
        )


def words(text: str) -> list[str]:
    """Lower case, without accents and punctuation: the reference is not always spelt well."""
    bare = unicodedata.normalize("NFKD", text.lower())
    return re.findall(r"[a-z0-9]+", "".join(c for c in bare if not unicodedata.combining(c)))


def wrong_words(said: list[str], heard: list[str]) -> int:
    """Words to replace, add or leave out to get from one to the other."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(said, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (word != other))
    return row[-1]


def clips() -> list[tuple[Path, list[str]]]:
    """Sentences of 6 to 40 words, with what is said in them."""
    found = []
    for line in gzip.decompress(TEXTS.read_bytes()).decode("utf-8", "replace").splitlines():
        name, colon, text = line.partition(":")
        path = CLIPS / f"{name.strip()}.wav"
        if colon and not line.startswith(";") and 6 <= len(words(text)) <= 40 and path.is_file():
            found.append((path, words(text)))
    return found


def processor_seconds(pid: int) -> float:
    """What the process has computed so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_spanish_speech_is_heard_well_enough_and_fast_enough(tmp_path: Path) -> None:
    ears, tally = LocalTranscriber(tmp_path / "models"), Tally()
    note = tmp_path / "note.ogg"
    try:
        for number, (path, said) in enumerate([clips()[0], *clips()]):
            note.write_bytes(recordings.from_wave(path))
            before = processor_seconds(ears._child.pid) if ears._child else 0.0
            started = time.monotonic()
            heard = ears.transcribe(str(note), "es", ("Distribuidora del Valle",))
            if number == 0:  # the model is loaded with the first one, which comes again
                continue
            assert ears._child is not None
            tally.computing += processor_seconds(ears._child.pid) - before
            tally.waiting += time.monotonic() - started
            tally.clips, tally.words = tally.clips + 1, tally.words + len(said)
            tally.wrong += wrong_words(said, words(heard.text))
            tally.sound += heard.seconds
            tally.outcomes[heard.outcome.value] += 1
    finally:
        ears.close()
    print(tally)
    assert tally.clips > 100
    assert tally.wrong / tally.words <= MOST_WRONG
    assert tally.computing / tally.sound <= MOST_TIME
    assert tally.outcomes[Outcome.TRANSCRIBED.value] >= 0.9 * tally.clips


def test_the_same_recording_gives_the_same_words(tmp_path: Path) -> None:
    path, _ = clips()[3]
    note = tmp_path / "note.ogg"
    note.write_bytes(recordings.from_wave(path))
    ears = LocalTranscriber(tmp_path / "models")
    try:
        first, second = (ears.transcribe(str(note), "es") for _ in range(2))
    finally:
        ears.close()
    assert first.text and first == second


def test_silence_and_noise_put_no_words_into_anybodys_mouth(tmp_path: Path) -> None:
    """What the model was told, and what it makes up, must not come back as a claim."""
    ears = LocalTranscriber(tmp_path / "models")
    made = {
        "silence": recordings.encoded(iter([bytes(recordings.FRAME * 2)] * 200), "libopus", "ogg"),
        "tone": recordings.opus(8),
        "noise": recordings.encoded(iter([os.urandom(recordings.FRAME * 2)] * 100), "libopus", "ogg"),
    }
    try:
        for name, recording in made.items():
            note = tmp_path / f"{name}.ogg"
            note.write_bytes(recording)
            heard = ears.transcribe(str(note), "es", ("Distribuidora del Valle",))
            assert heard.outcome is Outcome.UNSURE, (name, heard)
    finally:
        ears.close()


def test_a_megabyte_of_silence_ends_in_a_clear_word_through_the_whole_way(tmp_path: Path) -> None:
    note = tmp_path / "bomb.ogg"
    note.write_bytes(recordings.opus_bomb(1_000_000))
    ears = LocalTranscriber(tmp_path / "models")
    try:
        assert ears.transcribe(str(note), "es").outcome is Outcome.TOO_LONG
    finally:
        ears.close()
