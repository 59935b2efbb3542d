"""A linear model over grams, sentence vector and rule signals: how likely each label is for a message."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from puntual.domain.reading import Context, Intent
from puntual.understanding.hearing import Heard
from puntual.understanding.rules import RuleReading

from .encoder import Encoder, sentence_encoder
from .grams import grams
from .signals import NAMES, signals

# Messages that have nothing to do with collections; never acted on.
BACKGROUND = "background"
WHOLE, WORDS_ONLY = "intents.npz", "intents_words.npz"


class ModelMismatch(ValueError):
    """The artefact was made for other features than this code makes; `make model` writes it anew."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What training leaves behind. coefficients: one row a label; encoder part empty in the words-only model."""

    header: dict[str, Any]
    labels: tuple[str, ...]
    vocabulary: dict[str, int]
    idf: NDArray[np.float32]
    of_grams: NDArray[np.float32]
    of_vector: NDArray[np.float32]
    of_signals: NDArray[np.float32]
    intercept: NDArray[np.float32]

    @property
    def uses_encoder(self) -> bool:
        """Whether the sentence vector is part of it."""
        return self.of_vector.size > 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely each intent is. background: how likely it is about something else altogether."""

    likelihood: dict[Intent, float]
    background: float

    @property
    def likeliest(self) -> Intent:
        """The intent that the model would choose; `unclear` where it is about something else."""
        best = max(self.likelihood, key=lambda intent: self.likelihood[intent])
        return Intent.UNCLEAR if self.background > self.likelihood[best] else best

    def without(self, intents: Collection[Intent]) -> Judgement:
        """The same with these intents ruled out."""
        if not intents:
            return self
        kept = {intent: 0.0 if intent in intents else value for intent, value in self.likelihood.items()}
        return Judgement(kept, self.background)


class IntentModel:
    """A trained model. Holds no state beside its weights, so threads may share it."""

    def __init__(self, weights: Weights, encoder: Encoder | None) -> None:
        if tuple(weights.header["signals"]) != NAMES:
            raise ModelMismatch("the model knows other signals than this version makes: run `make model`")
        self._weights, self._encoder = weights, encoder
        self.version = str(weights.header["version"])
        self.thresholds: dict[str, float] = dict(weights.header["thresholds"])

    def knows(self, body: str) -> bool:
        """Whether any word of a written-out text ever stood in the corpus; on other words a guess is worthless."""
        return any(f"w:{word}" in self._weights.vocabulary for word in body.split())

    def judge(self, parts: Sequence[tuple[Heard, RuleReading]], context: Context) -> tuple[Judgement, ...]:
        """A judgement for each part; all are encoded in one go."""
        scores = np.stack([self._linear(heard, rules, context) for heard, rules in parts])
        if self._encoder is not None and self._weights.uses_encoder:
            vectors = self._encoder.encode([heard.text for heard, _ in parts])
            scores += vectors @ self._weights.of_vector.T
        return tuple(self._judgement(row) for row in scores)

    def _linear(self, heard: Heard, rules: RuleReading, context: Context) -> NDArray[np.float32]:
        weights = self._weights
        at, values = gram_features(heard.body, weights.vocabulary, weights.idf)
        scores: NDArray[np.float32] = weights.intercept + weights.of_grams[:, at] @ values
        return scores + weights.of_signals @ signals(heard, rules, context)

    def _judgement(self, scores: NDArray[np.float32]) -> Judgement:
        likely = softmax(scores / self._weights.header["temperature"])
        named = dict(zip(self._weights.labels, likely.tolist(), strict=True))
        background = named.pop(BACKGROUND)
        return Judgement({Intent(name): value for name, value in named.items()}, background)


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores as shares of one, over the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: NDArray[np.float32] = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def gram_features(
    body: str, vocabulary: dict[str, int], idf: NDArray[np.float32]
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Positions and weights (dampened counts times rarity, length one) of the known grams of a text."""
    known = [(vocabulary[gram], count) for gram, count in grams(body).items() if gram in vocabulary]
    if not known:
        return np.empty(0, np.intp), np.empty(0, np.float32)
    at = np.array([position for position, _ in known], np.intp)
    values = (1 + np.log(np.array([count for _, count in known], np.float32))) * idf[at]
    return at, (values / np.linalg.norm(values)).astype(np.float32)


def read_weights(file: IO[bytes]) -> Weights:
    """The weights in an artefact; nothing in it is ever executed."""
    with np.load(file, allow_pickle=False) as stored:
        header = json.loads(bytes(stored["header"]).decode("utf-8"))
        vocabulary = bytes(stored["vocabulary"]).decode("utf-8").split("\n")
        return Weights(
            header=header,
            labels=tuple(header["labels"]),
            vocabulary={gram: at for at, gram in enumerate(vocabulary)},
            idf=stored["idf"].astype(np.float32),
            of_grams=stored["of_grams"].astype(np.float32),
            of_vector=stored["of_vector"].astype(np.float32),
            of_signals=stored["of_signals"].astype(np.float32),
            intercept=stored["intercept"].astype(np.float32),
        )


def write_weights(file: IO[bytes], weights: Weights) -> None:
    """Stores the weights; those of the many grams with half the digits, which changes no label."""
    np.savez_compressed(
        file,
        header=_as_bytes(json.dumps(weights.header, ensure_ascii=False, sort_keys=True)),
        vocabulary=_as_bytes("\n".join(weights.vocabulary)),
        idf=weights.idf.astype(np.float16),
        of_grams=weights.of_grams.astype(np.float16),
        of_vector=weights.of_vector,
        of_signals=weights.of_signals,
        intercept=weights.intercept,
    )


def _as_bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8"), np.uint8)


def load_model(name: str, encoder: Encoder | None) -> IntentModel:
    """The artefact `name` of this room. Raises ModelMismatch where it does not fit this version's code."""
    with resources.files(__package__).joinpath(name).open("rb") as file:
        return IntentModel(read_weights(file), encoder)


@cache
def shipped_model() -> IntentModel:
    """The model that Puntual ships: the whole one, or the words-only one where the encoder is missing."""
    encoder = sentence_encoder()
    return load_model(WORDS_ONLY if encoder is None else WHOLE, encoder)
