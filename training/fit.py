"""Learns the intent model from the corpus and writes it where the product reads it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import sklearn
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

import puntual.understanding.model as model_room
from puntual.understanding.model.encoder import Encoder, SentenceEncoder
from puntual.understanding.model.intent_model import (
    WHOLE,
    WORDS_ONLY,
    IntentModel,
    Weights,
    softmax,
    write_weights,
)
from puntual.understanding.model.signals import NAMES

from .corpus import LABELS, manifest, read_split, write_manifest
from .features import Prepared, learn_vocabulary, matrix, prepared
from .thresholds import judged, settle

SEED = 20261123
LEAST = 2
# Chosen once on the dev lines, never on the test split.
STRENGTH = 2.0
FLAG_WEIGHT = 0.7
VECTOR_WEIGHT = 1.5
ROOM = Path(model_room.__file__).parent


def fit(lines: Prepared, dev: Prepared, vector_weight: float) -> Weights:
    """The model over all training lines, its temperature set on the lines written apart from them."""
    weights = _weights(lines, vector_weight)
    weights.header["temperature"] = _temperature(linear_scores(dev, weights), _targets(dev))
    return weights


def _targets(lines: Prepared) -> NDArray[np.intp]:
    return np.array([LABELS.index(line.primary) for line in lines.lines], np.intp)


def _weights(lines: Prepared, vector_weight: float) -> Weights:
    vocabulary, idf = learn_vocabulary([heard.body for heard, _ in lines.heard], LEAST)
    model = LogisticRegression(C=STRENGTH, max_iter=1000, tol=1e-5)
    model.fit(matrix(lines, vocabulary, idf, (vector_weight, FLAG_WEIGHT)), _targets(lines))
    coefficients = model.coef_.astype(np.float32)
    flags_at = coefficients.shape[1] - len(NAMES)
    return Weights(
        header={"labels": list(LABELS), "signals": list(NAMES), "temperature": 1.0, "thresholds": {}},
        labels=LABELS,
        vocabulary=vocabulary,
        idf=idf,
        of_grams=coefficients[:, : len(vocabulary)].astype(np.float16).astype(np.float32),
        of_vector=coefficients[:, len(vocabulary) : flags_at] * np.float32(vector_weight),
        of_signals=coefficients[:, flags_at:] * np.float32(FLAG_WEIGHT),
        intercept=model.intercept_.astype(np.float32),
    )


def linear_scores(lines: Prepared, weights: Weights) -> NDArray[np.float32]:
    """The score of every label for every line, before temperature."""
    scores: Any = matrix(lines, weights.vocabulary, weights.idf, (0.0, 1.0))
    scores = scores @ np.hstack([weights.of_grams, weights.of_signals]).T + weights.intercept
    if weights.uses_encoder:
        scores = scores + lines.vectors @ weights.of_vector.T
    return np.asarray(scores, np.float32)


def _temperature(scores: NDArray[np.float32], targets: NDArray[np.intp]) -> float:
    """The temperature under which lines that it had not seen are least surprising (Guo et al., 2017)."""
    candidates = np.arange(0.3, 2.01, 0.02)

    def surprise(temperature: float) -> float:
        likely = softmax(scores / np.float32(temperature))[np.arange(len(targets)), targets]
        return float(-np.log(np.maximum(likely, 1e-9)).mean())

    return round(float(min(candidates, key=surprise)), 2)


def corpus_hash() -> str:
    """One hash over every training file."""
    stated = {name: entry["sha256"] for name, entry in manifest().items() if name.startswith("train/")}
    return hashlib.sha256(json.dumps(stated, sort_keys=True).encode()).hexdigest()


def make(lines: Prepared, dev: Prepared, name: str, vector_weight: float, encoder: Encoder) -> dict[str, Any]:
    """Fits, settles the thresholds on the dev lines, writes the artefact; returns its header."""
    weights = fit(lines, dev, vector_weight)
    header = weights.header
    header["version"] = f"{'model' if vector_weight else 'words'}-{corpus_hash()[:8]}"
    tuning = settle(judged(dev, IntentModel(weights, encoder)))
    header |= {
        "corpus_sha256": corpus_hash(),
        "lines": len(lines.lines),
        "seed": SEED,
        "made_with": {"numpy": np.__version__, "scikit-learn": sklearn.__version__},
        "thresholds": tuning.thresholds,
        "on_dev": tuning.figures,
    }
    with (ROOM / name).open("wb") as file:
        write_weights(file, weights)
    return header


def main() -> None:
    """Writes the manifest and both models."""
    write_manifest()
    encoder = SentenceEncoder()
    lines, dev = prepared(read_split("train"), encoder), prepared(read_split("dev"), encoder)
    for name, vector_weight in ((WHOLE, VECTOR_WEIGHT), (WORDS_ONLY, 0.0)):
        header = make(lines, dev, name, vector_weight, encoder)
        size = (ROOM / name).stat().st_size / 1e6
        print(f"{name}: {header['version']}, {header['lines']} lines, {size:.1f} MB")
        print(f"  temperature {header['temperature']}, thresholds {header['thresholds']}")
        print(f"  on dev lines {header['on_dev']}")


if __name__ == "__main__":
    main()
