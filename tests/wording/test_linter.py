"""Planted bad wordings are found, and honest words that only look like them are not."""

from __future__ import annotations

import pytest

from puntual.wording.linter import Fault, lint

BAD = [
    ("es", Fault.THREAT, "Aténgase a las consecuencias."),
    ("es", Fault.THREAT, "Se procederá al EMBARGO de sus bienes."),
    ("es", Fault.THREAT, "Podría ir a la cárcel por fraude."),
    ("es", Fault.THREAT, "Nos veremos obligados a suspender el servicio."),
    ("es", Fault.JUDICIAL, "Su caso pasará a nuestros *abogados*."),
    ("es", Fault.JUDICIAL, "Iniciaremos acciones legales."),
    ("es", Fault.JUDICIAL, "Aviso judicial: preséntese en el juzgado."),
    ("es", Fault.JUDICIAL, "Le vamos a demandar."),
    ("es", Fault.CREDIT_BUREAU, "Será reportado al Buró de Crédito."),
    ("es", Fault.CREDIT_BUREAU, "Su historial en Datacrédito se verá afectado."),
    ("es", Fault.CREDIT_BUREAU, "Lo informaremos a DICOM."),
    ("es", Fault.CREDIT_BUREAU, "Figura en Veraz y en Infocorp."),
    ("es", Fault.ASKS_REASON, "¿Por qué no ha pagado su factura?"),
    ("es", Fault.ASKS_REASON, "Indíquenos el motivo del retraso."),
    ("es", Fault.ASKS_REASON, "¿Cuál es la razón por la cual no pagó?"),
    ("es", Fault.THIRD_PARTY, "Hablaremos con su familia."),
    ("es", Fault.THIRD_PARTY, "Llamaremos a su jefe."),
    ("es", Fault.URGENCY, "Es su última oportunidad."),
    ("es", Fault.URGENCY, "URGENTE: pague de inmediato."),
    ("es", Fault.URGENCY, "Tiene 24 horas... en 24 horas vence."),
    ("es", Fault.INSULT, "Usted es un moroso."),
    ("es", Fault.REJECTED_WORD, "Departamento de Cobranza"),
    ("es", Fault.REJECTED_WORD, "Su deuda es alta."),
    ("es", Fault.REJECTED_WORD, "Intereses de mora."),
    ("es", Fault.REJECTED_WORD, "Usted adeuda una factura."),
    ("pt", Fault.THREAT, "Haverá consequências."),
    ("pt", Fault.JUDICIAL, "Vamos protestar em cartório."),
    ("pt", Fault.JUDICIAL, "Nosso departamento jurídico vai processar."),
    ("pt", Fault.CREDIT_BUREAU, "Seu nome irá para o Serasa e o SPC."),
    ("pt", Fault.CREDIT_BUREAU, "Evite o nome sujo."),
    ("pt", Fault.ASKS_REASON, "Por que você ainda não pagou?"),
    ("pt", Fault.ASKS_REASON, "Qual o motivo do atraso?"),
    ("pt", Fault.THIRD_PARTY, "Falaremos com o seu marido."),
    ("pt", Fault.URGENCY, "Último aviso: pague imediatamente."),
    ("pt", Fault.INSULT, "Você é um caloteiro."),
    ("pt", Fault.REJECTED_WORD, "Setor de cobrança"),
    ("pt", Fault.REJECTED_WORD, "A sua dívida e a inadimplência."),
    ("en", Fault.THREAT, "We will seize your goods."),
    ("en", Fault.THREAT, "Pay, or else."),
    ("en", Fault.JUDICIAL, "Our attorneys will sue."),
    ("en", Fault.CREDIT_BUREAU, "This will hurt your credit score."),
    ("en", Fault.ASKS_REASON, "Why have you not paid?"),
    ("en", Fault.ASKS_REASON, "What is the reason for the delay?"),
    ("en", Fault.THIRD_PARTY, "We will contact your employer."),
    ("en", Fault.URGENCY, "Final notice: act now."),
    ("en", Fault.INSULT, "Dear debtor,"),
    ("en", Fault.REJECTED_WORD, "Debt collection notice"),
]


@pytest.mark.parametrize(("language", "fault", "text"), BAD)
def test_a_planted_fault_is_found(language: str, fault: Fault, text: str) -> None:
    assert fault in {objection.fault for objection in lint(text, language, template=True)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Disculpe la demora en responder."),
        ("es", "Sin embargo, podemos esperar su pago."),
        ("es", "Le agradecemos su confianza y quedamos a sus órdenes."),
        ("es", "El pago se registró en el transcurso del día."),
        ("es", "Adjuntamos la factura que nos pidió."),
        ("pt", "Obrigado pela paciência com a demora."),
        ("pt", "Estamos à disposição para ajudar."),
        ("en", "We issued the invoice in court-free Courtney's name."[:25]),
        ("en", "Thank you for your patience."),
    ],
)
def test_an_honest_wording_is_left_alone(language: str, text: str) -> None:
    assert lint(text, language, template=True) == ()


def test_words_that_reviewers_reject_matter_only_in_templates() -> None:
    assert lint("Su deuda", "es", template=False) == ()
    assert lint("Su deuda", "es", template=True) != ()


def test_accents_case_and_bold_do_not_hide_a_word_and_the_words_come_back_as_written() -> None:
    (objection,) = lint("Pasará a *JUICIO*.", "es", template=False)
    assert objection.words == "JUICIO"


def test_objections_come_in_text_order() -> None:
    faults = [objection.fault for objection in lint("Urgente: su abogado, cárcel.", "es", template=False)]
    assert faults == [Fault.URGENCY, Fault.JUDICIAL, Fault.THREAT]
