"""Words that may not be relied on are told apart before anything is done about them."""

from __future__ import annotations

import pytest

from puntual.understanding.voice.confidence import Segment, doubt

PROMPT = "Acme SA de CV, factura, CLABE, boleto."


def heard(*texts: str, logprob: float = -0.3, no_speech: float = 0.02) -> tuple[Segment, ...]:
    return tuple(Segment(text, 3.0, logprob, no_speech) for text in texts)


@pytest.mark.parametrize(
    "text",
    [
        "sí",
        "no, no, no, ya le dije que no",
        "Buenas tardes, le pago la factura el viernes, mil quinientos pesos.",
        "el lunes o el martes, el lunes más bien, pero el lunes seguro",
        "sim, sim, pode deixar que eu pago na sexta",
        "okay okay I will pay on Friday",
        "cinco cinco doce tres cuatro cinco seis siete ocho",
    ],
)
def test_plain_speech_is_trusted(text: str) -> None:
    assert doubt(heard(text), PROMPT) == ""


@pytest.mark.parametrize("nothing", [(), ("",), (" ... ", "—")])
def test_silence_is_not_an_answer(nothing: tuple[str, ...]) -> None:
    assert doubt(heard(*nothing), PROMPT) == "no words were heard"


def test_one_uncertain_stretch_makes_all_of_it_uncertain() -> None:
    bad = Segment("no", 1.0, -0.81, 0.0)
    assert doubt((*heard("le pago el viernes"), bad), PROMPT) == "the words are uncertain"
    fine = Segment("no", 1.0, -0.79, 0.0)
    assert doubt((*heard("le pago el viernes"), fine), PROMPT) == ""


def test_noise_that_was_given_words_is_not_speech() -> None:
    assert doubt(heard("gracias", no_speech=0.7), PROMPT) == "it may not be speech"


@pytest.mark.parametrize(
    "text",
    [
        "ya ya ya ya ya ya",
        "le pago, le pago, le pago, le pago",
        "mañana le pago mañana le pago mañana le pago",
        "gracias por ver el video y gracias por ver el video o gracias por ver el video gracias por ver",
    ],
)
def test_a_model_that_lost_the_thread_is_not_believed(text: str) -> None:
    assert doubt(heard(text), PROMPT) == "the words repeat themselves"


def test_words_that_we_told_the_model_are_not_the_customers() -> None:
    assert doubt(heard("Factura, CLABE, boleto."), PROMPT).startswith("nothing was heard beyond")
    assert doubt(heard("la factura"), PROMPT) == ""
