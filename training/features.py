"""The corpus as matrices, made with the very code that reads messages in production."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from puntual.domain.reading import Context
from puntual.understanding.hearing import Heard, prepare
from puntual.understanding.model.encoder import WIDTH, Encoder
from puntual.understanding.model.grams import grams
from puntual.understanding.model.intent_model import gram_features
from puntual.understanding.model.signals import signals
from puntual.understanding.rules import RuleReading, read_by_rules

from .corpus import Line

# Any day will do: the corpus speaks of "el viernes", not of a date. This one is a Tuesday in mid-month.
TODAY = date(2026, 4, 14)
_CACHE = Path.home() / ".cache" / "puntual-training"
_BATCH = 64


@dataclass(frozen=True, slots=True)
class Prepared:
    """Lines ready for a model. vectors: one row of WIDTH each. flags: the signals."""

    lines: tuple[Line, ...]
    heard: tuple[tuple[Heard, RuleReading], ...]
    vectors: NDArray[np.float32]
    flags: NDArray[np.float32]

    def take(self, at: NDArray[np.intp]) -> Prepared:
        """The lines at these positions."""
        return Prepared(
            tuple(self.lines[i] for i in at),
            tuple(self.heard[i] for i in at),
            self.vectors[at],
            self.flags[at],
        )


def context_of(line: Line) -> Context:
    """What a conversation would know beside the message."""
    return Context(TODAY, line.country, line.language or None, pending=line.pending)


def prepared(lines: Sequence[Line], encoder: Encoder) -> Prepared:
    """Every line heard, read by the rules and encoded."""
    heard = []
    for line in lines:
        one = prepare(line.text, context_of(line))
        heard.append((one, read_by_rules(one, context_of(line))))
    flags = np.stack([signals(*pair, context_of(line)) for pair, line in zip(heard, lines, strict=True)])
    return Prepared(tuple(lines), tuple(heard), _encoded([one.text for one, _ in heard], encoder), flags)


def _encoded(texts: list[str], encoder: Encoder) -> NDArray[np.float32]:
    """The sentence vectors, kept from one run to the next: they depend on nothing but the text.

    Every text is encoded alone, as in production: a batch pads its texts and so shifts the last digits.
    """
    store = _CACHE / (hashlib.sha256("\n".join(texts).encode()).hexdigest()[:24] + ".npy")
    if store.exists():
        kept: NDArray[np.float32] = np.load(store, allow_pickle=False)
        return kept
    vectors = np.empty((len(texts), WIDTH), np.float32)
    by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    for start in range(0, len(by_length), _BATCH):
        at = by_length[start : start + _BATCH]
        vectors[at] = encoder.encode([texts[i] for i in at])
    _CACHE.mkdir(parents=True, exist_ok=True)
    np.save(store, vectors)
    return vectors


def learn_vocabulary(bodies: Sequence[str], least: int) -> tuple[dict[str, int], NDArray[np.float32]]:
    """The grams that stand in at least `least` texts, in sorted order, and how rare each is (smoothed idf)."""
    seen: Counter[str] = Counter()
    for body in bodies:
        seen.update(grams(body).keys())
    kept = sorted(gram for gram, count in seen.items() if count >= least)
    counts = np.array([seen[gram] for gram in kept], np.float64)
    idf = np.log((1 + len(bodies)) / (1 + counts)) + 1
    # As stored and used: rounded before anything is fitted on it.
    return {gram: at for at, gram in enumerate(kept)}, idf.astype(np.float16).astype(np.float32)


def matrix(
    lines: Prepared, vocabulary: dict[str, int], idf: NDArray[np.float32], weights: tuple[float, float]
) -> Any:
    """One sparse row a line: grams, then the vector and the flags times `weights`."""
    rows, columns, values = [], [], []
    for row, (heard, _) in enumerate(lines.heard):
        at, value = gram_features(heard.body, vocabulary, idf)
        rows.append(np.full(len(at), row))
        columns.append(at)
        values.append(value)
    shape = (len(lines.lines), len(vocabulary))
    of_grams = csr_matrix((np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), shape)
    parts = [of_grams]
    if weights[0]:
        parts.append(csr_matrix(lines.vectors * weights[0]))
    parts.append(csr_matrix(lines.flags * weights[1]))
    return hstack(parts).tocsr()
