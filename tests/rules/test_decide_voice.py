"""What was said in a voice note: safety acts at once, a promise is read back first, any doubt is a person's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from puntual.domain.facts import (
    Decision,
    HandedOver,
    OptedOut,
    PaymentClaimed,
    PromiseMade,
    QuestionAsked,
    Reason,
    Say,
    SetTimer,
)
from puntual.domain.policy import OnVoice, Policy
from puntual.domain.reading import Band, Context, Pending
from puntual.rules.conversation.decide import decide
from puntual.rules.conversation.view import CaseView, Heard, Spoken
from puntual.understanding import read
from tests.rules.test_decide_table import VIEW

POLICY = Policy(on_voice=OnVoice.TRANSCRIBE)
FRIDAY = date(2026, 4, 10)


def speaks(
    text: str,
    view: CaseView = VIEW,
    spoken: Spoken | None = Spoken.SURE,
    language: str = "es",
    band: Band | None = None,
) -> Decision:
    context = Context(view.today, "MX", language, pending=view.pending, currency=view.currency)
    reading = read(text, context)
    if band is not None:
        reading = replace(reading, band=band)
    media = "text" if spoken is None else "voice"
    return decide(view, Heard(reading, media, spoken), POLICY)


def said(decision: Decision) -> list[str]:
    return [effect.type for effect in decision.effects if isinstance(effect, Say)]


def asked(decision: Decision) -> QuestionAsked | None:
    return next((fact for fact in decision.facts if isinstance(fact, QuestionAsked)), None)


def promised(decision: Decision) -> PromiseMade | None:
    return next((fact for fact in decision.facts if isinstance(fact, PromiseMade)), None)


def handed(decision: Decision) -> Reason | None:
    return next((fact.reason for fact in decision.facts if isinstance(fact, HandedOver)), None)


def after_read_back(decision: Decision) -> CaseView:
    question = asked(decision)
    assert question is not None and question.pending is Pending.CONFIRM
    return replace(VIEW, pending=question.pending, about=question.about)


@pytest.mark.parametrize(
    ("language", "text"),
    [("es", "le pago el viernes"), ("pt-BR", "pago na sexta-feira"), ("en", "I will pay on Friday")],
)
def test_a_promise_in_a_voice_note_is_read_back_and_not_registered(language: str, text: str) -> None:
    decision = speaks(text, language=language)
    assert said(decision) == ["voice_read_back"]
    assert promised(decision) is None and not [e for e in decision.effects if isinstance(e, SetTimer)]
    (say,) = (effect for effect in decision.effects if isinstance(effect, Say))
    assert (say.promise_on, say.promise_amount) == (FRIDAY, None)
    assert promised(speaks(text, language=language, spoken=None)) is not None, "in text it is one at once"


def test_the_amount_is_read_back_too() -> None:
    (say,) = (effect for effect in speaks("le pago 400 pesos el viernes").effects if isinstance(effect, Say))
    assert (say.promise_on, say.promise_amount) == (FRIDAY, 40_000)


@pytest.mark.parametrize("how", [None, Spoken.SURE])
def test_their_yes_makes_the_promise_that_was_read_back(how: Spoken | None) -> None:
    view = after_read_back(speaks("le pago 400 pesos el viernes"))
    decision = speaks("sí", view, how)
    assert promised(decision) == PromiseMade(FRIDAY, 40_000)
    assert said(decision) == ["promise_confirmed"]


@pytest.mark.parametrize("how", [None, Spoken.SURE])
def test_their_no_asks_for_the_day(how: Spoken | None) -> None:
    decision = speaks("no", after_read_back(speaks("le pago el viernes")), how)
    assert promised(decision) is None
    assert said(decision) == ["promise_ask_date"]


def test_another_day_in_text_is_the_promise_and_in_a_voice_note_is_read_back_again() -> None:
    view = after_read_back(speaks("le pago el viernes"))
    assert promised(speaks("no, mejor el lunes te pago", view, None)) == PromiseMade(date(2026, 4, 13), None)
    again = speaks("no, mejor el lunes te pago", view)
    question = asked(again)
    assert promised(again) is None and said(again) == ["voice_read_back"]
    assert question is not None and question.about[0] == "2026-04-13"


def test_a_yes_when_less_is_owed_by_then_is_for_all_of_it() -> None:
    view = after_read_back(speaks("le pago 400 pesos el viernes"))
    paid_down = tuple(replace(item, balance=10_000) for item in view.items[:1])
    assert promised(speaks("sí", replace(view, items=paid_down), None)) == PromiseMade(FRIDAY, None)


def test_a_day_that_policy_does_not_take_is_not_read_back_as_if_it_did() -> None:
    assert said(speaks("le pago el 30 de diciembre")) == ["promise_date_too_far"]


def test_a_day_that_can_be_read_in_two_ways_is_asked_about_as_in_text() -> None:
    assert said(speaks("te pago el próximo viernes")) == ["ambiguous_date"]


def test_more_time_with_a_day_is_read_back_too() -> None:
    text = "me puede dar más tiempo, hasta el viernes"
    assert promised(speaks(text, spoken=None)) is not None
    decision = speaks(text)
    assert promised(decision) is None and said(decision) == ["voice_read_back"]


@pytest.mark.parametrize("spoken", list(Spoken))
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("número equivocado, aquí no vive esa persona", Reason.WRONG_NUMBER),
        ("los voy a denunciar en la profeco", Reason.LEGAL_THREAT),
        ("quiero hablar con una persona", Reason.HUMAN),
        ("me quedé sin trabajo, no puedo pagar", Reason.HARDSHIP),
    ],
)
def test_safety_acts_at_once_however_it_was_heard(text: str, reason: Reason, spoken: Spoken) -> None:
    assert handed(speaks(text, spoken=spoken)) is reason


@pytest.mark.parametrize("spoken", list(Spoken))
def test_an_opt_out_is_registered_however_it_was_heard(spoken: Spoken) -> None:
    decision = speaks("no me escriban más", spoken=spoken)
    assert OptedOut() in decision.facts and said(decision) == ["opt_out_confirmed"]


@pytest.mark.parametrize(
    "text", ["le pago el viernes", "ya pagué ayer", "cuánto debo", "gracias", "sí", "bla bla bla", ""]
)
def test_what_was_heard_badly_goes_to_a_person_and_changes_nothing(text: str) -> None:
    decision = speaks(text, spoken=Spoken.UNSURE)
    assert decision.facts == (HandedOver(Reason.MEDIA),)
    assert said(decision) == ["hand_over_notice"]


@pytest.mark.parametrize("band", [Band.ASK, Band.HUMAN])
def test_what_was_heard_well_and_understood_badly_goes_to_a_person(band: Band) -> None:
    assert handed(speaks("le pago el viernes", band=band)) is Reason.MEDIA


def test_a_wish_for_a_person_that_was_heard_badly_keeps_nothing_that_came_along() -> None:
    text = "quiero hablar con una persona, ya pagué ayer"
    assert any(isinstance(f, PaymentClaimed) for f in speaks(text).facts)
    assert not any(isinstance(f, PaymentClaimed) for f in speaks(text, spoken=Spoken.UNSURE).facts)


def test_a_claim_is_registered_without_the_figure_that_was_heard() -> None:
    decision = speaks("ya pagué 500 pesos ayer")
    assert PaymentClaimed(None) in decision.facts
    assert PaymentClaimed(50_000) in speaks("ya pagué 500 pesos ayer", spoken=None).facts


def test_a_question_that_was_heard_well_is_answered() -> None:
    assert said(speaks("cuánto debo")) == said(speaks("cuánto debo", spoken=None)) != []


def test_a_voice_note_that_nobody_listened_to_is_a_persons() -> None:
    decision = decide(VIEW, Heard(read("", Context(VIEW.today)), "voice"), POLICY)
    assert handed(decision) is Reason.MEDIA


def test_while_a_person_has_the_case_a_voice_note_is_silent_too() -> None:
    assert said(speaks("le pago el viernes", replace(VIEW, state="human"))) == []


def test_above_the_threshold_nothing_is_read_back() -> None:
    assert handed(speaks("le pago el viernes", replace(VIEW, above_threshold=True))) is Reason.ABOVE_THRESHOLD
