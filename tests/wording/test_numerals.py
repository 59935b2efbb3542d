"""Facts are copied, never written: a numeral or a link that no record holds is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from puntual.domain.money import Money
from puntual.wording.numerals import untraced
from puntual.wording.types import Facts, InvoiceFact

FACTS = Facts(
    company="Comercial Sol",
    customer="Tienda 24 Horas",
    country="MX",
    privacy="https://sol.example/privacidad",
    invoices=(
        InvoiceFact("A-1024", Money(1250000, "MXN"), date(2026, 4, 15)),
        InvoiceFact("250", Money(830050, "MXN"), date(2026, 4, 10)),
    ),
    reference="PU-7",
    means=("CLABE 032180000118359719",),
)


@pytest.mark.parametrize(
    "text",
    [
        "Sin cifras ni enlaces.",
        "La factura A-1024, por 12,500.00 MXN, venció el 15 de abril de 2026.",
        "Hola, Tienda 24 Horas: tiene 2 facturas por un total de 20,800.50 MXN.",
        "Consulte https://sol.example/privacidad.",
        "Use la CLABE 032180000118359719 y la referencia (PU-7).",
        "Factura 250, con vencimiento el 10 de abril de 2026",
    ],
)
def test_what_stands_in_the_records_traces(text: str) -> None:
    assert untraced(text, FACTS, "es") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Son 12,500.01 MXN.", ("12,500.01",)),
        ("Son 12,500.00 USD.", ("12,500.00",)),
        ("Vence el 15 de abril de 2027.", ("15", "2027")),
        ("Pague 1,250 hoy", ("1,250",)),
        ("Tiene 3 facturas", ("3",)),
        ("Con un 250% más", ("250%",)),
        ("Llame al +52 55 1234 5678", ("+52", "55", "1234", "5678")),
        ("Pague en www.otro.example ya", ("www.otro.example",)),
        ("Pague en pagos.mx ya", ("pagos.mx",)),
        ("Entre a https://sol.example/privacidad/2", ("https://sol.example/privacidad/2",)),
        ("Escriba a cobros@sol.example", ("cobros@sol.example",)),
        ("Son ٣٠٠ pesos", ("٣٠٠",)),
        ("Pague ½ ahora", ("½",)),
        ("La factura A-1024B", ("A-1024B",)),
        ("El saldo es -12,500.00 MXN", ("-12,500.00",)),
    ],
)
def test_what_stands_in_no_record_is_found(text: str, found: tuple[str, ...]) -> None:
    assert untraced(text, FACTS, "es") == found


def test_a_bare_count_does_not_vouch_for_a_number() -> None:
    assert untraced("Espere 2 días", FACTS, "es") == ("2",)


def test_without_records_every_numeral_is_found() -> None:
    assert untraced("Factura 250", replace(FACTS, invoices=()), "es") == ("250",)
