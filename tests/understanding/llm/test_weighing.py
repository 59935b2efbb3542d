"""What a model's label may do: confirm, make us ask, call a person; never decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from puntual.domain.reading import (
    AmountMention,
    Band,
    Context,
    DateMention,
    Intent,
    Pending,
    PromiseHeard,
    Reading,
)
from puntual.understanding.llm.weighing import Labelled, weigh
from puntual.understanding.rules import SAFETY

MONDAY = date(2026, 4, 13)
FRIDAY, NEXT = date(2026, 4, 17), date(2026, 4, 20)
TEXT = "no puedo el viernes pero el lunes sí, unos 500 pesos"
CONTEXT = Context(MONDAY, "MX", "es", Decimal("1250"), "MXN")
PROMISE = Reading(
    intents=(Intent.PROMISE,),
    primary=Intent.PROMISE,
    confidence=0.5,
    band=Band.ASK,
    language="es",
    dates=(DateMention("el viernes", FRIDAY), DateMention("el lunes", NEXT)),
    amounts=(AmountMention("500 pesos", Decimal("500")),),
    promise=PromiseHeard(None, None),
    model="words-1",
)
UNREAD = Reading((Intent.UNCLEAR,), Intent.UNCLEAR, 0.2, Band.HUMAN, "es", model="words-1")


def test_two_readers_that_agree_are_acted_on() -> None:
    reading = weigh(TEXT, CONTEXT, PROMISE, Labelled((Intent.PROMISE,)), "m/p1")
    assert (reading.band, reading.intents, reading.model) == (Band.ACT, (Intent.PROMISE,), "words-1+m/p1")


def test_the_model_points_at_one_of_the_days_that_our_extractor_found() -> None:
    label = Labelled((Intent.PROMISE,), ("el lunes",), ("500 pesos",))
    reading = weigh(TEXT, CONTEXT, PROMISE, label, "m/p1")
    assert reading.promise == PromiseHeard(NEXT, Decimal("500"))


def test_a_span_that_does_not_stand_in_the_message_is_dropped() -> None:
    label = Labelled((Intent.PROMISE,), ("el martes", "mañana"), ("1 peso",))
    assert weigh(TEXT, CONTEXT, PROMISE, label, "m/p1").promise == PromiseHeard(None, None)


def test_another_day_than_the_one_heard_makes_us_ask() -> None:
    heard = replace(PROMISE, promise=PromiseHeard(FRIDAY, None))
    label = Labelled((Intent.PROMISE,), ("el lunes",))
    reading = weigh(TEXT, CONTEXT, heard, label, "m/p1")
    assert (reading.band, reading.promise) == (Band.ASK, heard.promise)


def test_a_model_alone_makes_us_ask_at_most() -> None:
    reading = weigh("mmm pues ahí vemos", CONTEXT, UNREAD, Labelled((Intent.PAID,)), "m/p1")
    assert (reading.band, reading.intents) == (Band.ASK, (Intent.UNCLEAR,))
    assert "model hears paid: not acted on" in reading.why


def test_a_model_alone_does_not_make_us_ask_a_second_time() -> None:
    context = replace(CONTEXT, pending=Pending.CLARIFY)
    assert weigh("mmm", context, UNREAD, Labelled((Intent.PAID,)), "m/p1").band is Band.HUMAN


def test_a_fear_of_the_model_calls_a_person_and_does_nothing_else() -> None:
    for label in (Labelled((Intent.OPT_OUT,)), Labelled((Intent.SMALLTALK,), abusive=True)):
        reading = weigh("mmm", CONTEXT, PROMISE, label, "m/p1")
        assert (reading.band, reading.intents) == (Band.HUMAN, (Intent.PROMISE,))


def test_unclear_twice_stays_as_it_was() -> None:
    reading = weigh("mmm", CONTEXT, UNREAD, Labelled((Intent.UNCLEAR,)), "m/p1")
    assert (reading.band, reading.intents) == (Band.HUMAN, (Intent.UNCLEAR,))


_LABELS = st.builds(
    Labelled,
    st.lists(st.sampled_from(Intent), min_size=1, max_size=6).map(tuple),
    st.lists(st.sampled_from(["el viernes", "el lunes", "2030-01-01", "", TEXT]), max_size=3).map(tuple),
    st.lists(st.sampled_from(["500 pesos", "500", "0", "1250", TEXT]), max_size=3).map(tuple),
    st.booleans(),
)


@given(_LABELS, st.sampled_from([PROMISE, UNREAD]), st.sampled_from([None, *Pending]))
def test_whatever_a_model_says_nothing_is_heard_that_the_first_reader_did_not_hear(
    label: Labelled, first: Reading, pending: Pending | None
) -> None:
    reading = weigh(TEXT, replace(CONTEXT, pending=pending), first, label, "m/p1")
    for name in (
        "intents",
        "primary",
        "confidence",
        "dates",
        "amounts",
        "identifiers",
        "invoices",
        "affirms",
    ):
        assert getattr(reading, name) == getattr(first, name)
    if reading.promise is not None:
        assert reading.promise.date in {None, *(mention.date for mention in first.dates)}
        assert reading.promise.amount in {None, *(mention.value for mention in first.amounts)}
    if reading.band is Band.ACT:
        assert set(label.intents) - {Intent.SMALLTALK, Intent.UNCLEAR} == {Intent.PROMISE}
    if set(label.intents) & SAFETY:
        assert reading.band is Band.HUMAN


def test_a_set_of_labels_with_one_more_is_no_agreement() -> None:
    others = [Intent.PAID, Intent.EXTENSION, Intent.BALANCE, Intent.OPT_IN, Intent.IDENTIFICATION]
    for size in (1, 2):
        for more in combinations(others, size):
            assert weigh(TEXT, CONTEXT, PROMISE, Labelled((Intent.PROMISE, *more)), "m/p1").band is Band.ASK
