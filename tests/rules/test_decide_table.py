"""The table of the conversation, row by row, in the three languages: words in, facts and replies out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest

from puntual.domain.contact import Identity
from puntual.domain.facts import Decision, HandedOver, Say, SetTimer
from puntual.domain.policy import Policy
from puntual.domain.reading import Context, Pending
from puntual.rules.conversation.decide import decide
from puntual.rules.conversation.view import CaseView, Heard, OpenItem
from puntual.understanding import reader

READER = reader()
MONDAY = datetime(2026, 4, 6, 16, 0, tzinfo=UTC)
ITEMS = (
    OpenItem(1, "A-101", date(2026, 4, 3), 125_000, "MXN"),
    OpenItem(2, "A-102", date(2026, 5, 1), 80_000, "MXN"),
)
VIEW = CaseView(now=MONDAY, state="open", identity=Identity.LINKED, items=ITEMS, currency="MXN")
COUNTRY = {"es": "MX", "pt": "BR", "en": "US"}


def hear(text: str, view: CaseView = VIEW, language: str = "es", media: str = "text") -> Decision:
    context = Context(
        today=view.today, country=COUNTRY[language], language=language, currency="MXN", pending=view.pending
    )
    return decide(view, Heard(READER.read(text, context), media), Policy())


def facts(decision: Decision) -> list[str]:
    return [type(fact).__name__ for fact in decision.facts]


def said(decision: Decision) -> list[str]:
    return [effect.type for effect in decision.effects if isinstance(effect, Say)]


def handed(decision: Decision) -> str | None:
    return next((fact.reason.value for fact in decision.facts if isinstance(fact, HandedOver)), None)


@dataclass(frozen=True)
class Row:
    """One row: what is said in each language, the reply, whether and why a person gets it."""

    intent: str
    es: str
    pt: str
    en: str
    reply: str
    person: str | None = None
    fact: str | None = None


TABLE = (
    Row("paid", "ya pagué", "já paguei", "I already paid", "claim_received_ask_reference", None, "PaymentClaimed"),
    Row("promise", "pago el viernes", "pago na sexta-feira", "I will pay on Friday", "promise_confirmed", None,
        "PromiseMade"),
    Row("promise without a day", "voy a pagar pronto", "vou pagar em breve", "I will pay soon",
        "promise_ask_date", None, "QuestionAsked"),
    Row("extension", "necesito más tiempo", "preciso de mais prazo", "I need more time", "extension_offer", None,
        "QuestionAsked"),
    Row("dispute", "no recibí la mercancía", "não recebi a mercadoria", "I never received the goods",
        "dispute_received", "dispute", "DisputeRaised"),
    Row("invoice_question", "¿de qué es la factura A-101?", "do que é a fatura A-101?",
        "what is this invoice for?", "invoice_facts"),
    Row("invoice_copy", "mándeme la factura por favor", "me envie a nota fiscal por favor",
        "please send me a copy of the invoice", "invoice_copy_handed_over", "invoice_copy"),
    Row("balance", "¿cuánto debo?", "quanto eu devo?", "how much do I owe?", "identification_ask", None,
        "QuestionAsked"),
    Row("payment_reference", "¿dónde puedo pagar?", "como faço para pagar?", "how can I pay?",
        "identification_ask", None, "QuestionAsked"),
    Row("human", "quiero hablar con una persona", "quero falar com uma pessoa", "I want to talk to a person",
        "hand_over_notice", "human"),
    Row("opt_out", "no me escriba más", "não me mande mais mensagens", "stop sending me messages",
        "opt_out_confirmed", None, "OptedOut"),
    Row("wrong_number", "número equivocado", "número errado", "wrong number", "wrong_number_apology",
        "wrong_number", "NumberBlocked"),
    Row("third_party", "soy su hermana, él ya no usa este número", "sou a irmã dele, ele não usa mais este número",
        "I am his sister, he does not use this number any more", "third_party_reply", "third_party",
        "NumberBlocked"),
    Row("hardship", "me quedé sin trabajo, no puedo pagar", "fiquei desempregado, não posso pagar",
        "I lost my job, I cannot pay", "hardship_reply", "hardship", "CadenceStopped"),
    Row("legal_threat", "los voy a demandar", "vou processar vocês", "I will sue you", "hand_over_notice",
        "legal_threat", "CadenceStopped"),
    Row("refusal", "no voy a pagar", "não vou pagar", "I will not pay", "hand_over_notice", "refusal",
        "CadenceStopped"),
    Row("smalltalk", "muchas gracias", "muito obrigado", "thank you very much", "smalltalk_thanks"),
    Row("unclear", "zzz qwerty", "zzz qwerty", "zzz qwerty", "clarify", None, "NotUnderstood"),
)  # fmt: skip


@pytest.mark.parametrize("language", ["es", "pt", "en"])
@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.intent)
def test_each_row_of_the_table_holds_in_each_language(row: Row, language: str) -> None:
    decision = hear(getattr(row, language), language=language)
    assert said(decision) == [row.reply]
    assert handed(decision) == row.person
    assert row.fact is None or row.fact in facts(decision)
    assert decision.reasons


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.intent)
def test_while_a_person_has_the_case_nothing_is_said_but_the_opt_outs_own_confirmation(row: Row) -> None:
    decision = hear(row.es, replace(VIEW, state="human"))
    assert said(decision) == (["opt_out_confirmed"] if row.intent == "opt_out" else [])
    assert facts(decision) == (["OptedOut"] if row.intent == "opt_out" else [])
    assert decision.reasons


def test_yes_do_not_write_me_any_more_is_an_opt_out() -> None:
    decision = hear("Si, no me escriba mas")
    assert facts(decision) == ["OptedOut"]
    assert said(decision) == ["opt_out_confirmed"]


def test_an_opt_out_that_stands_is_not_confirmed_again() -> None:
    decision = hear("no me escriba más", replace(VIEW, opted_out=True))
    assert (facts(decision), said(decision)) == ([], [])
    assert decision.reasons


def test_an_opt_out_with_a_threat_is_both_registered_and_handed_over() -> None:
    decision = hear("no me escriban más o los voy a demandar")
    assert "OptedOut" in facts(decision)
    assert handed(decision) == "legal_threat"


def test_a_promise_has_two_timers_the_reminder_in_the_afternoon_and_the_check_the_next_morning() -> None:
    timers = [effect for effect in hear("pago el viernes").effects if isinstance(effect, SetTimer)]
    assert [(timer.kind.value, timer.at.isoformat()) for timer in timers] == [
        ("promise_reminder", "2026-04-10T16:00:00+00:00"),
        ("promise_check", "2026-04-11T09:30:00+00:00"),
    ]


def test_a_promise_for_today_in_the_afternoon_has_no_reminder_any_more() -> None:
    timers = [effect for effect in hear("pago hoy").effects if isinstance(effect, SetTimer)]
    assert [timer.kind.value for timer in timers] == ["promise_check"]


def test_a_part_is_promised_as_a_part_and_more_than_the_balance_as_the_whole() -> None:
    assert [fact.amount for fact in hear("pago 500 pesos el viernes").facts[:1]] == [50_000]  # type: ignore[union-attr]
    assert [fact.amount for fact in hear("pago 999999 pesos el viernes").facts[:1]] == [None]  # type: ignore[union-attr]


def test_a_disputed_invoice_is_neither_promised_nor_restated() -> None:
    view = replace(VIEW, items=(replace(ITEMS[0], disputed=True), ITEMS[1]))
    confirmed = next(effect for effect in hear("pago el viernes", view).effects if isinstance(effect, Say))
    assert confirmed.named == (2,)


def test_a_dispute_names_only_the_invoice_that_stands_in_the_message() -> None:
    decision = hear("no reconozco la factura A-102")
    assert [fact.receivables for fact in decision.facts[:1]] == [(2,)]  # type: ignore[union-attr]


def test_facts_need_proof_and_proof_answers_the_question_that_was_open() -> None:
    asked = replace(VIEW, pending=Pending.IDENTIFICATION, about=("payment_reference",), proof=True)
    assert said(hear("mi RFC es TOAA800101AB1", asked)) == ["payment_facts"]
    asked = replace(asked, about=("balance",))
    assert said(hear("mi RFC es TOAA800101AB1", asked)) == ["balance_facts"]


def test_proof_does_not_help_where_the_facts_are_old() -> None:
    asked = replace(VIEW, pending=Pending.IDENTIFICATION, about=("balance",), proof=True, facts_good=False)
    decision = hear("mi RFC es TOAA800101AB1", asked)
    assert (said(decision), handed(decision)) == (["no_facts_yet"], "no_facts")


@pytest.mark.parametrize(("failed", "person"), [(0, None), (3, None), (4, "identity")])
def test_the_fifth_proof_that_fails_ends_with_a_person(failed: int, person: str | None) -> None:
    asked = replace(
        VIEW, pending=Pending.IDENTIFICATION, about=("balance",), proof=False, failed_proofs=failed
    )
    assert handed(hear("XAXX010101AAA", asked)) == person


def test_who_is_asked_for_a_proof_may_change_the_subject() -> None:
    asked = replace(VIEW, pending=Pending.IDENTIFICATION, about=("balance",), proof=False)
    assert said(hear("pago el viernes", asked)) == ["promise_confirmed"]


def test_above_the_threshold_a_person_negotiates_but_facts_are_still_told() -> None:
    large = replace(VIEW, above_threshold=True, identity=Identity.PROVED)
    assert handed(hear("pago el viernes", large)) == "above_threshold"
    assert handed(hear("necesito más tiempo", large)) == "extension"
    assert said(hear("¿cuánto debo?", large)) == ["balance_facts"]


def test_already_paid_and_nothing_is_open_is_thanked_for() -> None:
    decision = hear("ya pagué", replace(VIEW, items=()))
    assert (facts(decision), said(decision)) == ([], ["claim_found_thanks"])


def test_old_facts_do_not_say_that_nothing_is_owed() -> None:
    decision = hear("ya pagué", replace(VIEW, items=(), facts_good=False))
    assert facts(decision)[0] == "PaymentClaimed"


def test_media_without_words_are_a_receipt_or_a_persons() -> None:
    assert said(hear("", media="picture")) == ["receipt_received"]
    assert facts(hear("", media="document")) == ["PaymentClaimed", "ReferenceGiven", "QuestionClosed"]
    assert facts(hear("", replace(VIEW, claimed=True), media="picture"))[0] == "ReferenceGiven"
    assert handed(hear("", media="voice")) == "media"


def test_a_picture_with_words_is_read_by_its_words() -> None:
    assert said(hear("pago el viernes", media="picture")) == ["promise_confirmed"]


def test_a_long_message_that_no_rule_reads_goes_to_a_person_at_once() -> None:
    text = "Ayer fuimos al estadio con los primos y llovió tanto que el segundo tiempo casi no se vio nada"
    assert handed(hear(text)) == "unclear"


def test_the_second_message_not_understood_goes_to_a_person() -> None:
    assert handed(hear("zzz qwerty", replace(VIEW, unclear=1))) == "unclear"


def test_hardship_told_together_with_a_wish_for_a_person_is_hardship() -> None:
    assert handed(hear("estoy enfermo y perdí mi trabajo, quiero hablar con una persona")) == "hardship"
