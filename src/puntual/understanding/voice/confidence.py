"""May this transcript be acted on? Pure: numbers and words in, a reason for doubt out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

# Below this mean log-probability a word in three or so was wrong on noisy speech.
LEAST_LOGPROB = -0.8
MOST_NO_SPEECH = 0.6
# Speech repeats itself ("no, no, no"); a model that has lost the thread does so for whole lines.
_REPEATED_AT_MOST = {1: 4, 2: 3, 3: 2}
_RUN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of speech as the model heard it. logprob: mean over its tokens; no_speech: 0 to 1."""

    text: str
    seconds: float
    logprob: float
    no_speech: float


def doubt(segments: tuple[Segment, ...], prompt: str) -> str:
    """Why the words may not be relied on; empty when they may. One bad stretch is enough: it may hold the "no"."""
    words = _words(" ".join(segment.text for segment in segments))
    if not words:
        return "no words were heard"
    if min(segment.logprob for segment in segments) < LEAST_LOGPROB:
        return "the words are uncertain"
    if max(segment.no_speech for segment in segments) > MOST_NO_SPEECH:
        return "it may not be speech"
    if _repeats(words):
        return "the words repeat themselves"
    if set(words) <= set(_words(prompt)):
        return "nothing was heard beyond the words that the model was told"
    return ""


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _repeats(words: list[str]) -> bool:
    """Whether the same words come again and again in a row, or make up half of a longer text."""
    for size, most in _REPEATED_AT_MOST.items():
        if _longest_run(words, size) > most:
            return True
    triples = Counter(zip(words, words[1:], words[2:], strict=False))
    times = max(triples.values(), default=0)
    return times > 3 and times * 3 > len(words) * _RUN_SHARE


def _longest_run(words: list[str], size: int) -> int:
    """How often a group of `size` words follows itself at most."""
    longest = 0
    for start in range(size):
        groups = [tuple(words[at : at + size]) for at in range(start, len(words) - size + 1, size)]
        run = 0
        for number, group in enumerate(groups):
            run = run + 1 if number and group == groups[number - 1] else 1
            longest = max(longest, run)
    return longest
