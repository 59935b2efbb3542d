"""Scores: what counts as right, and over what."""

from __future__ import annotations

from datetime import date

import pytest

from puntual.domain.reading import Band, DateMention, Intent, Reading
from puntual.understanding.scoring import Judged, label_of, score

PAID, PROMISE, UNCLEAR = Intent.PAID, Intent.PROMISE, Intent.UNCLEAR
FRIDAY, MONDAY = date(2026, 4, 17), date(2026, 4, 20)


def read(*intents: Intent, band: Band = Band.ACT, days: tuple[date, ...] = ()) -> Reading:
    dates = tuple(DateMention("", day) for day in days)
    return Reading(intents, intents[0], 0.9, band, "es", dates)


def test_the_deciding_intent_counts_and_the_others_are_heard() -> None:
    judged = [
        Judged(label_of([PAID, PROMISE]), read(PAID, PROMISE)),
        Judged(label_of([PAID]), read(PROMISE)),
        Judged(label_of([PROMISE]), read(PROMISE)),
    ]
    scores = score(judged)
    paid, promise = scores.intents[PAID], scores.intents[PROMISE]
    assert (paid.lines, paid.precision, paid.recall) == (2, 1.0, 0.5)
    assert (promise.lines, promise.precision, promise.recall, promise.heard) == (1, 0.5, 1.0, 1.0)
    assert scores.macro_f1 == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert scores.accuracy == pytest.approx(2 / 3)
    assert scores.confusion == {("paid", "paid"): 1, ("paid", "promise"): 1, ("promise", "promise"): 1}


def test_an_intent_that_is_only_read_by_mistake_is_no_part_of_macro_f1() -> None:
    scores = score([Judged(label_of([PAID]), read(PAID)), Judged(label_of([]), read(PROMISE))])
    assert scores.macro_f1 == 1.0
    assert scores.intents[PROMISE].precision == 0.0


def test_out_of_scope_is_right_when_nothing_is_heard_and_accepted_when_acted_on() -> None:
    judged = [
        Judged(label_of([]), read(UNCLEAR, band=Band.HUMAN)),
        Judged(label_of([]), read(PAID, band=Band.ACT)),
        Judged(label_of([]), read(PAID, band=Band.ASK)),
        Judged(label_of([UNCLEAR]), read(UNCLEAR, band=Band.ASK)),
    ]
    scores = score(judged)
    assert (scores.out_of_scope, scores.out_of_scope_accepted) == (3, pytest.approx(1 / 3))
    assert scores.intents[UNCLEAR].precision == 1.0
    assert scores.accuracy == 0.5


def test_each_band_has_its_share_and_its_accuracy() -> None:
    judged = [
        Judged(label_of([PAID], country="MX"), read(PAID, band=Band.ACT)),
        Judged(label_of([PAID], country="BR"), read(PROMISE, band=Band.ACT)),
        Judged(label_of([PAID]), read(PAID, band=Band.ASK)),
        Judged(label_of([PAID]), read(PAID, band=Band.ASK)),
    ]
    scores = score(judged)
    assert (scores.bands[Band.ACT].share, scores.bands[Band.ACT].accuracy) == (0.5, 0.5)
    assert (scores.bands[Band.ASK].accuracy, scores.bands[Band.HUMAN].accuracy) == (1.0, None)
    assert {country: part.accuracy for country, part in scores.countries.items()} == {"BR": 0.0, "MX": 1.0}


def test_dates_are_exact_wrong_or_missed() -> None:
    judged = [
        Judged(label_of([PROMISE], dates=(FRIDAY,)), read(PROMISE, days=(FRIDAY,))),
        Judged(label_of([PROMISE], dates=()), read(PROMISE, days=(FRIDAY,))),
        Judged(label_of([PROMISE], dates=(FRIDAY, MONDAY)), read(PROMISE, days=(FRIDAY,))),
        Judged(label_of([PROMISE], dates=()), read(PROMISE)),
        Judged(label_of([PROMISE]), read(PROMISE, days=(FRIDAY,))),
    ]
    dates = score(judged).dates
    assert dates is not None
    assert (dates.lines, dates.exact, dates.wrong, dates.missed) == (4, 0.5, 0.25, 0.25)


def test_times_are_milliseconds() -> None:
    judged = [Judged(label_of([PAID]), read(PAID), seconds) for seconds in (0.001, 0.002, 0.003)]
    assert score(judged).p50 == pytest.approx(2.0)


def test_without_an_explicit_one_the_order_of_the_table_decides() -> None:
    assert label_of([PROMISE, PAID]).primary is PAID
    assert label_of([PAID, PROMISE], PROMISE).primary is PROMISE
    with pytest.raises(ValueError, match="nothing to score"):
        score([])
