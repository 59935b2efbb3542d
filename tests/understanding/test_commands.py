"""Commands: what a message asks for or tells, each with its own words; what it takes back; what it leaves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puntual.domain.reading import Command, Context, Intent, Pending, Reading, Repair
from puntual.understanding.reader import Reader

READER = Reader(None)
MONDAY = date(2026, 4, 6)
FRIDAY, NEXT_MONDAY, TUESDAY = date(2026, 4, 10), date(2026, 4, 13), date(2026, 4, 7)
COUNTRY = {"es": "MX", "pt": "BR", "en": "US"}


def read(
    text: str, language: str = "es", standing: Intent | None = None, pending: Pending | None = None
) -> Reading:
    context = Context(
        today=MONDAY, country=COUNTRY[language], language=language, balance=Decimal(2000), currency="MXN",
        pending=pending, standing=standing,
    )  # fmt: skip
    return READER.read(text, context)


def by_intent(reading: Reading) -> dict[Intent, Command]:
    return {command.intent: command for command in reading.commands}


HALVES = {
    "es": "ya pagué la mitad y el resto el viernes",
    "pt": "já paguei metade e o resto na sexta",
    "en": "I already paid half and the rest on Friday",
}


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_each_of_two_commands_has_its_own_words_day_and_amount(language: str) -> None:
    text = HALVES[language]
    commands = by_intent(read(text, language))
    paid, promise = commands[Intent.PAID], commands[Intent.PROMISE]
    assert paid.dates == ()
    assert [one.value for one in paid.amounts] == [Decimal("1000.00")]
    assert [one.date for one in promise.dates] == [FRIDAY]
    assert [one.value for one in promise.amounts] == [Decimal("1000.00")]
    assert paid.end <= promise.start
    assert [text[one.start : one.end] for one in (paid, promise)] == [paid.text, promise.text]


def test_documents_belong_to_the_command_whose_words_name_them() -> None:
    commands = by_intent(read("no me llegó la mercancía de la FA-120, la FA-121 la pago el lunes"))
    assert commands[Intent.DISPUTE].invoices == ("FA-120",)
    assert commands[Intent.PROMISE].invoices == ("FA-121",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("no me llegó la mercancía de la FA-120, la otra la pago el lunes", "es"),
        ("não recebi a mercadoria da FA-120, a outra pago na segunda", "pt"),
        ("I never received the goods of FA-120, I will pay the other one on Monday", "en"),
    ],
)
def test_the_other_one_is_what_the_rest_of_the_message_does_not_name(text: str, language: str) -> None:
    commands = by_intent(read(text, language))
    assert commands[Intent.PROMISE].about_others
    assert not commands[Intent.DISPUTE].about_others


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("no, mejor el lunes", "es", NEXT_MONDAY),
        ("perdón, el martes", "es", TUESDAY),
        ("quise decir el martes", "es", TUESDAY),
        ("el lunes mejor", "es", NEXT_MONDAY),
        ("na verdade segunda", "pt", NEXT_MONDAY),
        ("me enganei, é na terça", "pt", TUESDAY),
        ("não, melhor segunda", "pt", NEXT_MONDAY),
        ("actually make it Monday", "en", NEXT_MONDAY),
        ("sorry, I meant Tuesday", "en", TUESDAY),
        ("Monday instead", "en", NEXT_MONDAY),
    ],
)
def test_a_correction_is_a_promise_for_the_new_day_that_takes_the_old_one_back(
    text: str, language: str, day: date
) -> None:
    reading = read(text, language, Intent.PROMISE)
    assert reading.primary is Intent.PROMISE
    assert reading.promise is not None
    assert reading.promise.date == day
    assert by_intent(reading)[Intent.PROMISE].corrects


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("me equivoqué, son 500", "es"),
        ("no, eran 500", "es"),
        ("me enganei, são 500", "pt"),
        ("não, eram 500", "pt"),
        ("no, it was 500", "en"),
        ("my mistake, it's 500", "en"),
    ],
)
def test_a_corrected_amount_is_of_whatever_stands(text: str, language: str) -> None:
    promised = read(text, language, Intent.PROMISE)
    assert promised.promise is not None
    assert (promised.primary, promised.promise.amount) == (Intent.PROMISE, Decimal("500.00"))
    paid = read(text, language, Intent.PAID)
    assert paid.primary is Intent.PAID
    assert [one.value for one in by_intent(paid)[Intent.PAID].amounts] == [Decimal("500.00")]
    assert read(text, language).primary not in {Intent.PROMISE, Intent.PAID}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("mejor háblame mañana", "es"),
        ("perdón, mañana te contesto", "es"),
        ("te llamo el lunes, no el viernes", "es"),
        ("no eran 500", "es"),
        ("melhor falar amanhã", "pt"),
        ("actually, on Monday I am away", "en"),
    ],
)
def test_words_of_a_correction_beside_something_else_promise_nothing(text: str, language: str) -> None:
    assert Intent.PROMISE not in read(text, language, Intent.PROMISE).intents


@pytest.mark.parametrize(
    ("text", "day", "amount"),
    [
        ("pago el viernes, no, mejor el lunes", NEXT_MONDAY, None),
        ("te deposito 500, perdón, 600 el viernes", FRIDAY, Decimal("600.00")),
        ("te pago el lunes, no el viernes", NEXT_MONDAY, None),
        ("no puedo el viernes pero el lunes sí", NEXT_MONDAY, None),
    ],
)
def test_a_message_that_corrects_itself_means_what_it_says_last(
    text: str, day: date, amount: Decimal | None
) -> None:
    promise = read(text).promise
    assert promise is not None
    assert (promise.date, promise.amount) == (day, amount)


def test_every_date_named_is_kept_though_one_takes_the_other_back() -> None:
    reading = read("pago el viernes, no, mejor el lunes")
    assert [one.date for one in reading.dates] == [FRIDAY, NEXT_MONDAY]


@pytest.mark.parametrize(
    ("text", "language"),
    [("no voy a poder el viernes", "es"), ("não vou conseguir na sexta", "pt")],
)
def test_who_cannot_on_the_day_promised_takes_it_back_without_a_new_one(text: str, language: str) -> None:
    reading = read(text, language, Intent.PROMISE)
    assert reading.promise is not None
    assert reading.promise.date is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("si me pagan el jueves, el viernes te deposito", "es"),
        ("se me pagarem na quinta, na sexta eu deposito", "pt"),
        ("if they pay me on Thursday, I will transfer on Friday", "en"),
    ],
)
def test_a_day_with_a_condition_is_that_day_marked_conditional(text: str, language: str) -> None:
    promise = by_intent(read(text, language))[Intent.PROMISE]
    assert [one.date for one in promise.dates] == [FRIDAY]
    assert promise.conditional


def test_a_condition_that_holds_the_only_day_leaves_none() -> None:
    promise = by_intent(read("en cuanto me paguen el jueves te deposito"))[Intent.PROMISE]
    assert promise.dates == ()
    assert promise.conditional


@pytest.mark.parametrize(
    ("text", "language", "repair"),
    [
        ("olvídalo", "es", Repair.CANCEL),
        ("no, olvídelo, gracias", "es", Repair.CANCEL),
        ("déjalo así por favor", "es", Repair.CANCEL),
        ("empecemos de nuevo", "es", Repair.RESTART),
        ("esquece", "pt", Repair.CANCEL),
        ("deixa pra lá", "pt", Repair.CANCEL),
        ("vamos começar de novo", "pt", Repair.RESTART),
        ("never mind", "en", Repair.CANCEL),
        ("forget it, thanks", "en", Repair.CANCEL),
        ("let's start over", "en", Repair.RESTART),
    ],
)
def test_leaving_it_and_beginning_anew_are_heard(text: str, language: str, repair: Repair) -> None:
    assert read(text, language).repair is repair


@pytest.mark.parametrize(
    "text", ["olvídalo, mejor te pago el lunes", "olvídate, no voy a pagar", "baja", "alta"]
)
def test_what_says_more_is_no_repair(text: str) -> None:
    assert read(text).repair is None


def test_a_bare_answer_is_one_command_over_the_whole_message() -> None:
    reading = read("el 15", pending=Pending.PROMISE_DATE)
    (command,) = reading.commands
    assert (command.text, [one.date for one in command.dates]) == ("el 15", [date(2026, 4, 15)])


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), st.sampled_from(["es", "pt", "en"]), st.sampled_from([None, *Pending]))
def test_any_text_has_a_command_for_each_intent_within_its_bounds(
    text: str, language: str, pending: Pending | None
) -> None:
    reading = read(text, language, pending=pending, standing=Intent.PROMISE)
    assert tuple(one.intent for one in reading.commands) == reading.intents
    for one in reading.commands:
        assert 0 <= one.start <= one.end <= len(text)
        assert text[one.start : one.end] == one.text
