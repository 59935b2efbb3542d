"""Rendering: the right wording, filled from records, or a stated obstacle."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from puntual.domain.money import Money
from puntual.wording.catalogue import wordings
from puntual.wording.render import render
from puntual.wording.types import (
    Facts,
    InvoiceFact,
    LineFact,
    MessageType,
    Obstacle,
    PlannedPayment,
    Rendered,
    Unrenderable,
)

A1 = InvoiceFact("A-1024", Money(1250000, "MXN"), date(2026, 4, 15))
A2 = InvoiceFact("A-1031", Money(830050, "MXN"), date(2026, 4, 10))
LAURA = Facts(
    company="Comercial Sol, S.A. de C.V.",
    company_tax_id="RFC CSO010101AB1",
    privacy="https://sol.example/privacidad",
    customer="Laura Gómez",
    country="MX",
    invoices=(A1,),
)


def written(type_: MessageType, facts: Facts = LAURA, language: str = "es", **how) -> Rendered:
    result = render(type_, language, facts, **how)
    assert isinstance(result, Rendered), result
    return result


def test_a_reminder_reads_as_a_customer_gets_it() -> None:
    assert written(MessageType.REMINDER_CORDIAL).text == (
        "Hola, Laura Gómez:\n"
        "Le escribe Comercial Sol, S.A. de C.V. por medio de su asistente automático.\n\n"
        "La factura A-1024, por 12,500.00 MXN, venció el 15 de abril de 2026 y aún no vemos su pago en nuestros "
        "registros. Si ya pagó, le agradeceremos compartirnos la referencia.\n\n"
        "¿Nos confirma qué día podrá realizar el pago?"
    )


def test_the_first_message_introduces_company_assistant_person_stop_and_privacy() -> None:
    message = written(MessageType.REMINDER_FRIENDLY, first=True)
    assert message.template == "puntual_reminder_friendly_first_a"
    assert (
        "Le escribe Comercial Sol, S.A. de C.V. (RFC CSO010101AB1) por medio de su asistente automático. "
        "Para hablar con una persona, responda PERSONA; para no recibir más mensajes, responda BAJA. "
        "Aviso de privacidad: https://sol.example/privacidad."
    ) in message.text


def test_several_invoices_become_one_message_with_count_total_and_the_oldest() -> None:
    message = written(MessageType.REMINDER_DIRECT, replace(LAURA, invoices=(A1, A2)))
    assert message.template == "puntual_reminder_direct_many_a"
    assert "2 facturas por un total de 20,800.50 MXN" in message.text
    assert "La más antigua es la A-1031, que venció el 10 de abril de 2026." in message.text


def test_a_many_reminder_about_one_invoice_takes_the_single_form() -> None:
    assert written(MessageType.REMINDER_DIRECT_MANY).template == "puntual_reminder_direct_a"


def test_totals_of_two_currencies_stand_side_by_side_and_are_never_added() -> None:
    dollars = InvoiceFact("U-7", Money(30000, "USD"), date(2026, 4, 20))
    message = written(MessageType.REMINDER_FIRM, replace(LAURA, invoices=(A1, dollars)))
    assert "12,500.00 MXN y 300.00 USD" in message.text


def test_portuguese_and_english_follow_their_locale() -> None:
    real = replace(LAURA, country="BR", invoices=(replace(A1, balance=Money(125050, "BRL")),))
    assert (
        "no valor de 1.250,50 BRL, venceu em 15 de abril de 2026"
        in written(MessageType.REMINDER_CORDIAL, real, "pt-BR").text
    )
    assert (
        "for 12,500.00 MXN, was due on April 15, 2026"
        in written(MessageType.REMINDER_CORDIAL, LAURA, "en").text
    )


@pytest.mark.parametrize(
    ("tag", "country", "code"),
    [
        ("es", "MX", "es"),
        ("es-CO", "CO", "es"), ("pt_BR", "BR", "pt_BR"), ("PT", "", "pt_BR"), ("en-US", "MX", "en"),
        ("", "BR", "pt_BR"), ("", "CL", "es"), ("fr", "MX", "es"), ("", "", "es"),
    ],
)  # fmt: skip
def test_the_channel_gets_its_language_code(tag: str, country: str, code: str) -> None:
    assert written(MessageType.SMALLTALK_THANKS, replace(LAURA, country=country), tag).language == code


def test_a_good_payer_is_told_so() -> None:
    message = written(MessageType.REMINDER_CORDIAL, replace(LAURA, good_payer=True))
    assert "usted suele pagar a tiempo" in message.text


def test_the_known_salesperson_is_named_as_such_and_the_preferred_channel_is_offered() -> None:
    facts = replace(LAURA, salesperson="Andrés Ruiz", channel="SPEI")
    texts = {written(MessageType.REMINDER_CORDIAL, facts, variant=n).text for n in range(2)}
    assert any("Andrés Ruiz, su contacto en el área de ventas" in text for text in texts)
    assert any("como de costumbre, por SPEI" in text for text in texts)


def test_a_firm_reminder_names_the_executive_and_charges_only_where_allowed() -> None:
    with_executive = replace(LAURA, executive="Marta Díaz")
    assert "Marta Díaz" in written(MessageType.REMINDER_FIRM, with_executive).text
    assert "cargos" not in written(MessageType.REMINDER_FIRM, with_executive).text
    assert "cargos" in written(MessageType.REMINDER_FIRM, replace(with_executive, charges=True)).text


def test_the_same_customer_always_gets_the_same_wording_and_customers_share_them_out() -> None:
    names = [written(MessageType.REMINDER_DIRECT, variant=n).name for n in range(6)]
    assert names == [written(MessageType.REMINDER_DIRECT, variant=n).name for n in range(6)]
    assert len(set(names)) == 2


def test_a_paused_template_yields_to_the_next() -> None:
    paused = {"puntual_reminder_direct_a": "PAUSED"}
    assert written(MessageType.REMINDER_DIRECT, statuses=paused).template == "puntual_reminder_direct_b"


def test_a_paused_specific_template_yields_to_a_plainer_one() -> None:
    facts = replace(LAURA, executive="Marta Díaz")
    states = {"puntual_reminder_final_executive_a": "rejected"}
    assert written(MessageType.REMINDER_FINAL, facts, statuses=states).template == "puntual_reminder_final_a"


def test_with_every_template_paused_nothing_is_written() -> None:
    states = {one.name: "paused" for one in wordings("es", MessageType.REMINDER_DIRECT, first=False)}
    result = render(MessageType.REMINDER_DIRECT, "es", LAURA, statuses=states)
    assert isinstance(result, Unrenderable)
    assert result.reason is Obstacle.NO_USABLE_TEMPLATE


@pytest.mark.parametrize(
    ("facts", "name"),
    [(replace(LAURA, invoices=()), "invoice"), (replace(LAURA, customer="\u200b\n"), "customer")],
)
def test_a_missing_fact_is_named_and_nothing_is_written(facts: Facts, name: str) -> None:
    assert render(MessageType.REMINDER_DUE, "es", facts) == Unrenderable(Obstacle.MISSING_FACT, name)


def test_a_company_without_an_address_for_its_notice_offers_it_on_request() -> None:
    message = written(MessageType.REMINDER_DUE, replace(LAURA, privacy=""), first=True)
    assert "Aviso de privacidad: puede solicitarlo por este medio." in message.text


def test_parameters_fill_the_template_to_the_text() -> None:
    message = written(MessageType.REMINDER_CORDIAL, first=True)
    wording = next(
        one
        for one in wordings("es", MessageType.REMINDER_CORDIAL, first=True)
        if one.name == message.template
    )
    assert wording.body.format(**dict(zip(wording.needs, message.parameters, strict=True))) == message.text


def test_a_name_with_braces_is_text_and_not_a_placeholder() -> None:
    assert (
        "Hola, {company} {0}:"
        in written(MessageType.REMINDER_DUE, replace(LAURA, customer="{company} {0}")).text
    )


def test_a_name_with_line_breaks_becomes_one_line() -> None:
    message = written(MessageType.REMINDER_DUE, replace(LAURA, customer="Ferretería\n\tLópez      e Hijos"))
    assert message.parameters[0] == "Ferretería López e Hijos"


def test_an_endless_document_number_is_refused_rather_than_cut() -> None:
    facts = replace(LAURA, invoices=(replace(A1, number="9" * 300),))
    result = render(MessageType.REMINDER_DUE, "es", facts)
    assert isinstance(result, Unrenderable)
    assert result.reason is Obstacle.BAD_PARAMETER


def test_a_balance_over_several_invoices_lists_them_oldest_first() -> None:
    facts = replace(LAURA, invoices=(A1, A2), as_of=date(2026, 4, 20))
    assert written(MessageType.BALANCE_FACTS, facts).text == (
        "Según nuestros registros al 20 de abril de 2026, su saldo es de 20,800.50 MXN, en 2 facturas:\n"
        "• A-1031: 8,300.50 MXN, con vencimiento el 10 de abril de 2026\n"
        "• A-1024: 12,500.00 MXN, con vencimiento el 15 de abril de 2026"
    )


def test_invoice_facts_carry_lines_when_the_source_has_them() -> None:
    invoice = replace(A1, issued=date(2026, 3, 16), original=Money(1500000, "MXN"))
    facts = replace(
        LAURA, invoices=(invoice,), lines=(LineFact("Cemento gris", "10", Money(1500000, "MXN")),)
    )
    message = written(MessageType.INVOICE_FACTS, facts)
    assert message.template is None
    assert "se emitió el 16 de marzo de 2026 por 15,000.00 MXN" in message.text
    assert message.text.endswith("• 10 Cemento gris: 15,000.00 MXN")


def test_an_ambiguous_date_is_asked_with_both_dates_in_words() -> None:
    facts = replace(LAURA, dates=(date(2026, 11, 27), date(2026, 12, 4)))
    assert written(MessageType.AMBIGUOUS_DATE, facts).text == (
        "Para no equivocarnos: ¿se refiere al viernes 27 de noviembre de 2026 o al viernes 4 de diciembre de 2026?"
    )


def test_payment_facts_copy_the_official_means_and_the_reference() -> None:
    facts = replace(LAURA, means=("Banco Uno, CLABE 032180000118359719",), reference="PU-0001-7")
    assert written(MessageType.PAYMENT_FACTS, facts).text == (
        "Puede pagar por estos medios oficiales de Comercial Sol, S.A. de C.V.:\n"
        "• Banco Uno, CLABE 032180000118359719\n"
        "Por favor, indique esta referencia: PU-0001-7"
    )


def test_payment_facts_without_recorded_means_are_not_written() -> None:
    assert render(MessageType.PAYMENT_FACTS, "es", LAURA) == Unrenderable(Obstacle.MISSING_FACT, "means")


def test_an_offer_of_parts_lists_amount_and_day_of_each() -> None:
    plan = (
        PlannedPayment(date(2026, 4, 30), Money(625000, "MXN")),
        PlannedPayment(date(2026, 5, 15), Money(625000, "MXN")),
    )
    assert (
        "• 6,250.00 MXN: jueves 30 de abril de 2026\n• 6,250.00 MXN: viernes 15 de mayo de 2026"
        in written(MessageType.EXTENSION_OFFER, replace(LAURA, plan=plan)).text
    )


def test_an_accepted_plan_is_confirmed_part_by_part_and_never_as_one_sum_on_its_first_day() -> None:
    plan = (
        PlannedPayment(date(2026, 4, 30), Money(625000, "MXN")),
        PlannedPayment(date(2026, 5, 15), Money(625000, "MXN")),
    )
    facts = replace(LAURA, plan=plan, promise_on=date(2026, 4, 30))
    text = written(MessageType.EXTENSION_ACCEPTED, facts).text
    assert "6,250.00 MXN: viernes 15 de mayo de 2026" in text
    assert "12,500.00 MXN" not in text


def test_an_accepted_delay_is_confirmed_with_its_one_day() -> None:
    plan = (PlannedPayment(date(2026, 4, 30), Money(1250000, "MXN")),)
    facts = replace(LAURA, plan=plan, promise_on=date(2026, 4, 30))
    assert (
        "12,500.00 MXN para el jueves 30 de abril de 2026"
        in written(MessageType.EXTENSION_ACCEPTED, facts).text
    )


def test_an_answer_that_opens_the_conversation_introduces_itself_too() -> None:
    assert written(MessageType.SMALLTALK_THANKS, first=True).text.startswith("Le escribe Comercial Sol")


def test_ten_thousand_reminders_are_written_in_well_under_a_second() -> None:
    people = [
        replace(
            LAURA,
            customer=f"Cliente {n}",
            invoices=(replace(A1, number=f"A-{n}", balance=Money(n * 37, "MXN")),),
        )
        for n in range(10_000)
    ]
    render(MessageType.REMINDER_CORDIAL, "es", LAURA, first=True)
    started = time.process_time()
    for n, facts in enumerate(people):
        render(MessageType.REMINDER_CORDIAL, "es", facts, first=True, variant=n)
    assert time.process_time() - started < 10_000 * 60e-6 * 2  # 60 µs each, twice over for a busy machine
