"""The trained model: what it must reach on lines it never saw, and what must hold of its artefacts."""

from __future__ import annotations

import io
import json
import threading
from collections import Counter
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puntual.domain.reading import Band, Context, Intent
from puntual.understanding import reader
from puntual.understanding.model import intent_model
from puntual.understanding.model.encoder import WIDTH, sentence_encoder
from puntual.understanding.model.intent_model import (
    WHOLE,
    WORDS_ONLY,
    IntentModel,
    ModelMismatch,
    load_model,
    read_weights,
    write_weights,
)
from puntual.understanding.reader import Reader
from training import corpus
from training.fit import corpus_hash

TODAY = date(2026, 4, 14)
# A third of the lines keeps the default suite quick; `make eval` reads them all.
LINES = corpus.read_split("test")[::3]
CRITICAL = {
    Intent.OPT_OUT: 0.95,
    Intent.LEGAL_THREAT: 0.92,
    Intent.WRONG_NUMBER: 0.8,
    Intent.HUMAN: 0.85,
    Intent.DISPUTE: 0.85,
}


@pytest.fixture(scope="module")
def read_lines() -> list[tuple[corpus.Line, Intent, Band]]:
    shipped = reader()
    results = []
    for line in LINES:
        reading = shipped.read(line.text, Context(TODAY, line.country, pending=line.pending))
        results.append((line, reading.primary, reading.band))
    return results


def test_nine_messages_of_ten_that_it_never_saw_are_read_right(
    read_lines: list[tuple[corpus.Line, Intent, Band]],
) -> None:
    inside = [(line, primary) for line, primary, _ in read_lines if line.primary != corpus.BACKGROUND]
    right = sum(line.primary == primary.value for line, primary in inside)
    assert right >= 0.9 * len(inside), f"{right} of {len(inside)}"


@pytest.mark.parametrize(("intent", "least"), CRITICAL.items())
def test_what_must_not_be_missed_is_not_missed(
    intent: Intent, least: float, read_lines: list[tuple[corpus.Line, Intent, Band]]
) -> None:
    meant = [primary for line, primary, _ in read_lines if line.primary == intent.value]
    assert sum(primary is intent for primary in meant) >= least * len(meant)


def test_what_it_acts_on_is_right_and_other_matters_are_let_be(
    read_lines: list[tuple[corpus.Line, Intent, Band]],
) -> None:
    acted = [(line, primary) for line, primary, band in read_lines if band is Band.ACT]
    inside = [(line, primary) for line, primary in acted if line.primary != corpus.BACKGROUND]
    assert sum(line.primary == primary.value for line, primary in inside) >= 0.95 * len(inside)
    background = sum(line.primary == corpus.BACKGROUND for line, _, _ in read_lines)
    assert len(acted) - len(inside) <= 0.05 * background


def test_the_models_were_made_from_the_corpus_as_it_stands() -> None:
    for name in (WHOLE, WORDS_ONLY):
        with (intent_model.resources.files(intent_model.__package__) / name).open("rb") as file:
            assert read_weights(file).header["corpus_sha256"] == corpus_hash(), "run `make model`"


def test_the_manifest_counts_the_corpus_as_it_stands() -> None:
    assert json.loads(corpus.MANIFEST.read_text("utf-8")) == corpus.manifest(), "run `make model`"


def test_the_corpus_has_enough_of_every_intent_and_no_line_on_both_sides() -> None:
    train = corpus.read_split("train")
    counts = Counter(label for line in train for label in line.labels)
    assert all(counts[label] >= 150 for label in corpus.LABELS), counts
    bare = {(line.text.casefold().strip(" .!?"), line.pending) for line in train}
    apart = [*corpus.read_split("dev"), *corpus.read_split("test")]
    long = [line for line in apart if len(line.text.split()) > 4]
    shared = [line.text for line in long if (line.text.casefold().strip(" .!?"), line.pending) in bare]
    assert not shared


def test_without_the_encoder_the_words_alone_still_read() -> None:
    fallback = Reader(load_model(WORDS_ONLY, None))
    for text, intent in (
        ("no me escriban más por favor", Intent.OPT_OUT),
        ("el viernes sin falta le pago", Intent.PROMISE),
        ("número equivocado", Intent.WRONG_NUMBER),
        ("me manda a segunda via do boleto?", Intent.INVOICE_COPY),
    ):
        assert fallback.read(text, Context(TODAY)).primary is intent


def test_weights_come_back_as_they_were_written() -> None:
    with (intent_model.resources.files(intent_model.__package__) / WHOLE).open("rb") as file:
        weights = read_weights(file)
    stored = io.BytesIO()
    write_weights(stored, weights)
    stored.seek(0)
    again = read_weights(stored)
    assert again.header == weights.header and again.vocabulary == weights.vocabulary
    assert np.array_equal(again.of_grams, weights.of_grams)


def test_a_model_made_for_other_features_is_refused() -> None:
    with (intent_model.resources.files(intent_model.__package__) / WORDS_ONLY).open("rb") as file:
        weights = read_weights(file)
    weights.header["signals"] = weights.header["signals"][1:]
    with pytest.raises(ModelMismatch, match="make model"):
        IntentModel(weights, None)


def test_threads_share_one_reader_and_read_the_same() -> None:
    texts = [f"le deposito {n} pesos el viernes {n % 28 + 1}" for n in range(30)]
    shipped = reader()
    alone = [shipped.read(text, Context(TODAY)) for text in texts]
    differing: list[str] = []

    def work() -> None:
        differing.extend(
            text
            for text, expected in zip(texts, alone, strict=True)
            if shipped.read(text, Context(TODAY)) != expected
        )

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not differing


def test_a_text_has_the_same_vector_the_second_time() -> None:
    encoder = sentence_encoder()
    assert encoder is not None
    first = encoder.encode(["ya pagué", ""])
    assert first.shape == (2, WIDTH)
    assert np.array_equal(first, encoder.encode(["ya pagué", ""]))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_text_gives_a_reading(text: str) -> None:
    reading = reader().read(text, Context(TODAY))
    assert reading.primary in reading.intents and 0.0 <= reading.confidence <= 1.0
