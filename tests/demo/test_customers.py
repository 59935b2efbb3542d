"""Simulated customers speak in many ways, keep to their habit, and never name a day that is not meant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from puntual.cli.demo.customers import SCRIPTS, Pays, Person, Writes
from puntual.cli.demo.erp import Account
from puntual.cli.demo.habits import ABOUT, WEIGHTS, Habit
from puntual.cli.demo.places import BY_CODE
from puntual.cli.demo.sample_company import SampleCustomer, SampleInstalment
from puntual.cli.demo.speech import PHRASES, amount_in_words, day_in_words, roughen, say

NOON = datetime(2026, 3, 10, 18, 0, tzinfo=UTC)
DUE = date(2026, 3, 1)
OWED = [
    Account(
        SampleInstalment("F-1/1", "F-1", 1, "C1", DUE, DUE, 150_000, 150_000, "MXN"), (), [(NOON, 150_000)]
    )
]
PUSH = "Hola: la factura F-1 venció. ¿Nos confirma qué día podrá pagar?"


def person(habit: Habit, seed: int = 3) -> Person:
    who = SampleCustomer(
        key="C1", name="Ana Ruiz", tax_id="", country="MX", language="es", city=BY_CODE["MX"].cities[0],
        phone="", wa_id="5215512345678", habit=habit, salesperson="", since=DUE,
    )  # fmt: skip
    return Person(who, Random(seed))


def test_every_habit_has_a_script_a_weight_and_a_description() -> None:
    assert set(SCRIPTS) == set(WEIGHTS) == set(ABOUT) == set(Habit)


@pytest.mark.parametrize("language", ["es", "pt-BR"])
def test_every_topic_has_at_least_eight_phrasings(language: str) -> None:
    assert {topic for topic, phrases in PHRASES[language].items() if len(set(phrases)) < 8} == set()
    assert PHRASES[language].keys() == PHRASES["es"].keys()


def test_slips_of_the_keyboard_keep_the_places_of_facts() -> None:
    for seed in range(300):
        assert "{day}" in roughen(Random(seed), "Mañana {day} confirmamos, ¿está bien?")


@pytest.mark.parametrize("ahead", range(1, 12))
def test_a_weekday_is_named_only_where_it_means_that_very_day(ahead: int) -> None:
    today, weekdays = date(2026, 3, 10), ("lunes", "martes", "miércoles", "jueves", "viernes")
    for seed in range(60):
        words = day_in_words(Random(seed), "es", today + timedelta(days=ahead), today)
        assert not (any(day in words for day in weekdays) and not 2 <= ahead <= 6)


def test_a_round_amount_is_typed_as_it_is_paid() -> None:
    for seed in range(200):
        minor, typed = amount_in_words(Random(seed), 7_777_777, "MXN")
        assert minor == 7_700_000
        assert typed in {"77000", "77 mil"}


def test_who_keeps_promises_names_a_day_and_pays_on_it() -> None:
    for seed in range(30):
        keeper = person(Habit.KEEPS_PROMISE, seed)
        moves = keeper.hears(PUSH, NOON, OWED)
        said = [move for move in moves if isinstance(move, Writes)]
        paid = [move for move in moves if isinstance(move, Pays)]
        if said:
            assert keeper.promised is not None
            assert [move.at.date() for move in paid] == [keeper.promised]
        else:
            assert not paid


def test_who_breaks_promises_never_pays() -> None:
    moves = [
        move for seed in range(30) for move in person(Habit.BREAKS_PROMISE, seed).hears(PUSH, NOON, OWED)
    ]
    assert moves
    assert all(isinstance(move, Writes) for move in moves)


def test_the_silent_stay_silent() -> None:
    assert person(Habit.SILENT).hears(PUSH, NOON, OWED) == []


def test_a_question_in_a_running_conversation_is_answered_with_the_next_line() -> None:
    undated = person(Habit.KEEPS_UNDATED, 1)
    first = undated.hears(PUSH, NOON, OWED)
    assert [move.topic for move in first if isinstance(move, Writes)] == ["promise_undated"]
    asked_at = max(move.at for move in first) + timedelta(minutes=1)
    moves = undated.hears("¿Qué día realizará el pago?", asked_at, OWED)
    assert [type(move) for move in moves] == [Writes, Pays]
    assert moves[0].topic == "day_answer"  # type: ignore[union-attr]


def test_who_opts_out_has_said_the_last_word() -> None:
    leaver = person(Habit.OPTS_OUT, 1)
    assert [m.topic for m in leaver.hears(PUSH, NOON, OWED) if isinstance(m, Writes)] == ["opt_out"]
    assert leaver.hears(PUSH, NOON + timedelta(days=3), OWED) == []


def test_they_say_yes_to_their_own_name_only() -> None:
    asked = person(Habit.KEEPS_PROMISE).hears("Hola, ¿hablo con Ana Ruiz?", NOON, OWED)
    assert [move.topic for move in asked if isinstance(move, Writes)] == ["yes_it_is_me"]
    assert person(Habit.KEEPS_PROMISE).hears("Hola, ¿hablo con Luz Paz?", NOON, OWED) == []


def test_nobody_writes_in_the_middle_of_the_night() -> None:
    night = datetime(2026, 3, 11, 5, 0, tzinfo=UTC)  # 23:00 in Mexico City
    for seed in range(20):
        for move in person(Habit.ASKS_BALANCE, seed).hears(PUSH, night, OWED):
            if isinstance(move, Writes):
                assert 8 <= move.at.astimezone(ZoneInfo("America/Mexico_City")).hour < 22


def test_the_same_chance_says_the_same_words() -> None:
    facts = {"day": "el viernes", "invoice": "F-1", "reference": "123", "part": "500"}
    for topic in PHRASES["es"]:
        assert say(Random(5), "es", topic, **facts) == say(Random(5), "es", topic, **facts)
