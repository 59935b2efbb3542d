"""The whole reading: several intents at once, our pending question, promises with day and amount, trust."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest

from puntual.domain.reading import Band, Context, Intent, Pending, PromiseHeard, Reading
from puntual.ports.understanding import Understanding
from puntual.understanding import read, reader
from puntual.understanding.hearing import MAX_READ

TODAY = date(2026, 4, 14)
FRIDAY, MONDAY = date(2026, 4, 17), date(2026, 4, 20)


def heard(text: str, pending: Pending | None = None, language: str = "es", balance: str = "5000") -> Reading:
    country = {"es": "MX", "pt": "BR", "en": "US"}[language]
    return read(text, Context(TODAY, country, language, Decimal(balance), "MXN", pending))


def test_the_reader_is_the_understanding_port() -> None:
    shipped: Understanding = reader()
    assert shipped.version
    assert shipped.read("hola", Context(TODAY)).model == shipped.version


@pytest.mark.parametrize(
    ("text", "day", "amount"),
    [
        ("el viernes le pago", FRIDAY, None),
        ("le abono 1500 el viernes", FRIDAY, "1500"),
        ("el viernes, sin falta, le pago", FRIDAY, None),
        ("ya pagué la mitad y el resto el viernes", FRIDAY, "2500"),
        ("no puedo el viernes pero el lunes sí", MONDAY, None),
        ("no voy a poder pagar hasta el lunes", MONDAY, None),
        ("no puedo pagar hoy, el lunes le deposito", MONDAY, None),
        ("En cuanto me paguen te deposito", None, None),
        ("si me depositan mañana te pago", None, None),
        ("le voy a pagar, no se preocupe", None, None),
        ("la otra semana le pago", None, None),
        ("ayer no pude, mañana le transfiero", date(2026, 4, 15), None),
        ("puedo pagarle el viernes", FRIDAY, None),
        ("1500 el viernes y lo demás después, va?", FRIDAY, "1500"),
    ],
)
def test_a_promise_carries_its_day_and_amount_and_nothing_that_was_not_said(
    text: str, day: date | None, amount: str | None
) -> None:
    reading = heard(text)
    assert Intent.PROMISE in reading.intents
    assert reading.promise == PromiseHeard(day, Decimal(amount) if amount else None)


@pytest.mark.parametrize(
    ("text", "intents"),
    [
        ("ya pagué la mitad y el resto el viernes", [Intent.PAID, Intent.PROMISE]),
        ("ya pagué y me siguen cobrando", [Intent.DISPUTE, Intent.PAID]),
        ("el viernes le pago, ¿a qué cuenta?", [Intent.PROMISE, Intent.PAYMENT_REFERENCE]),
        ("Si, no me escriba mas", [Intent.OPT_OUT]),
        ("soy su esposa, no nos manden más mensajes", [Intent.OPT_OUT, Intent.THIRD_PARTY]),
        ("¿cuánto debo y dónde pago?", [Intent.BALANCE, Intent.PAYMENT_REFERENCE]),
        ("¿le puedo pagar el viernes?", [Intent.EXTENSION]),
        ("el viernes no te voy a pagar", [Intent.REFUSAL]),
        ("no es que no quiera pagar, es que ya pagué", [Intent.PAID]),
        ("me quedé sin trabajo, no voy a pagar", [Intent.HARDSHIP]),
        ("no pago hasta que me entreguen la mercancía que falta", [Intent.DISPUTE]),
    ],
)
def test_several_intents_hold_at_once_and_a_reason_replaces_a_refusal(
    text: str, intents: list[Intent]
) -> None:
    reading = heard(text)
    assert list(reading.intents) == intents
    assert reading.primary is intents[0]


@pytest.mark.parametrize(
    ("pending", "text", "primary", "affirms"),
    [
        (None, "sí", Intent.UNCLEAR, True),
        (None, "no", Intent.UNCLEAR, False),
        (None, "el 20", Intent.UNCLEAR, None),
        (None, "1500", Intent.UNCLEAR, None),
        (Pending.PROMISE_DATE, "el 20", Intent.PROMISE, None),
        (Pending.PROMISE_DATE, "20", Intent.PROMISE, None),
        (Pending.PROMISE_DATE, "el viernes", Intent.PROMISE, None),
        (Pending.PROMISE_DATE, "sería el viernes por la tarde", Intent.PROMISE, None),
        (Pending.PROMISE_DATE, "sí, mañana", Intent.PROMISE, True),
        (Pending.PROMISE_DATE, "1500", Intent.UNCLEAR, None),
        (Pending.PROMISE_DATE, "sí", Intent.UNCLEAR, True),
        (Pending.CONFIRM, "sí", Intent.PROMISE, True),
        (Pending.CONFIRM, "👍", Intent.PROMISE, True),
        (Pending.CONFIRM, "no", Intent.UNCLEAR, False),
        (Pending.EXTENSION_TERMS, "de acuerdo", Intent.EXTENSION, True),
        (Pending.EXTENSION_TERMS, "Va, gracias", Intent.EXTENSION, True),
        (Pending.EXTENSION_TERMS, "no me sirve", Intent.EXTENSION, False),
        (Pending.RIGHT_PARTY, "sí, soy yo", Intent.IDENTIFICATION, True),
        (Pending.RIGHT_PARTY, "a sus órdenes", Intent.IDENTIFICATION, True),
        (Pending.RIGHT_PARTY, "no", Intent.WRONG_NUMBER, False),
        (Pending.RIGHT_PARTY, "no soy yo", Intent.WRONG_NUMBER, False),
        (Pending.IDENTIFICATION, "C-10233", Intent.IDENTIFICATION, None),
        (Pending.IDENTIFICATION, "es el 10233", Intent.IDENTIFICATION, None),
        (Pending.RECEIPT, "48213377", Intent.PAID, None),
        (Pending.RECEIPT, "folio AB48213", Intent.PAID, None),
        (Pending.RECEIPT, "no lo tengo", Intent.UNCLEAR, False),
    ],
)
def test_a_bare_answer_is_read_against_our_question(
    pending: Pending | None, text: str, primary: Intent, affirms: bool | None
) -> None:
    reading = heard(text, pending)
    assert reading.primary is primary
    assert reading.affirms is affirms


def test_a_bare_day_answers_when_we_asked_for_one() -> None:
    assert heard("20", Pending.PROMISE_DATE).promise == PromiseHeard(MONDAY, None)


@pytest.mark.parametrize("pending", list(Pending))
def test_safety_comes_before_any_pending_question(pending: Pending) -> None:
    assert heard("ya no me escriban", pending).primary is Intent.OPT_OUT
    assert heard("número equivocado", pending).primary is Intent.WRONG_NUMBER
    assert heard("quiero hablar con una persona", pending).primary is Intent.HUMAN


def test_a_reference_that_we_asked_for_is_quoted_as_written() -> None:
    assert heard("Es la operación AB-48213377", Pending.RECEIPT).identifiers == ("AB-48213377",)


def test_document_numbers_are_quoted_and_become_neither_date_nor_amount() -> None:
    reading = heard("las facturas A-1024 y A-1031 las pago el viernes")
    assert reading.invoices == ("A-1024", "A-1031")
    assert [one.date for one in reading.dates] == [FRIDAY]
    assert reading.amounts == ()


def test_a_phone_number_is_an_identifier_and_nothing_else() -> None:
    reading = heard("llame al 55 1234 5678")
    assert reading.identifiers == ("55 1234 5678",)
    assert (reading.dates, reading.amounts) == ((), ())


@pytest.mark.parametrize(
    ("text", "record", "language"),
    [
        ("vou pagar na sexta", "es", "pt"),
        ("I will pay you on Friday", "es", "en"),
        ("mañana le deposito, gracias", "pt", "es"),
        ("ok", "pt", "pt"),
        ("👍", "en", "en"),
        ("1500", "es", "es"),
    ],
)
def test_the_message_decides_its_language_only_where_its_words_do(
    text: str, record: str, language: str
) -> None:
    assert read(text, Context(TODAY, "MX", record)).language == language


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\x00\x07", "?!", "…", "😡🤬", "12", "a" * 30])
def test_what_cannot_be_read_is_unclear_and_never_acted_on(text: str) -> None:
    reading = heard(text)
    assert reading.intents == (Intent.UNCLEAR,)
    assert reading.band is not Band.ACT
    assert reading.promise is None


def test_a_long_story_that_no_rule_reads_goes_to_a_person() -> None:
    assert heard("fíjese que mi primo trae un asunto con los del camión de las mudanzas").band is Band.HUMAN


def test_unclear_after_our_clarifying_question_goes_to_a_person() -> None:
    assert heard("mmm", Pending.CLARIFY).band is Band.HUMAN


def test_an_ambiguous_promised_day_asks() -> None:
    reading = heard("le pago el próximo viernes")
    assert reading.primary is Intent.PROMISE
    assert reading.band is Band.ASK
    assert reading.dates[0].ambiguous


def test_an_endless_message_is_never_acted_on_except_for_safety() -> None:
    story = "le pago el viernes. " + "bla " * MAX_READ
    assert heard(story).band is Band.HUMAN
    assert heard("ya no me escriban. " + story).band is Band.ACT


def test_a_reading_says_why() -> None:
    assert heard("ya no me escriban").why == ("phrase of opt_out",)


@pytest.mark.parametrize(
    "text",
    [
        "ya pagué la mitad y el resto el viernes", "hola " * 2000, "1 " * 5000, "á" * 10_000, "el " * 3000,
        "dia " * 2500, "te le les " * 1000, "no te le voy a " * 700, "1," * 5000, "a-1" * 3000,
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_a_message_is_read_in_milliseconds(text: str) -> None:
    heard(text)
    started = time.process_time()
    for _ in range(5):
        heard(text)
    limit = 0.002 if len(text) < 1000 else 0.1
    assert (time.process_time() - started) / 5 < limit * 3  # three times over for a busy machine
