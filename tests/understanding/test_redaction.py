"""What leaves with a message, and what stays: dates and amounts can still be quoted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puntual.domain.reading import Context
from puntual.understanding.redaction import redact, same_shape

CONTEXT = Context(date(2026, 4, 13), "MX", "es", Decimal("1250"), "MXN")
NAMES = ("Ana Torres de la Fuente", "Abarrotes Lupita")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("mi CLABE es 002010077777777771", "mi CLABE es [ID]"),
        ("marca al 55 1234 5678 por favor", "marca al [ID] por favor"),
        ("mi correo: ana.t@empresa.mx", "mi correo: [ID]"),
        ("soy ana torres, pago mañana", "soy [NAME] [NAME], pago mañana"),
        ("habla Don Ernesto Quiroz de bodega", "habla Don [NAME] de bodega"),
        ("me chamo João Silva", "me chamo [NAME]"),
        ("ABARROTES LUPITA pagó", "[NAME] [NAME] pagó"),
        ("mi código postal 06700", "mi código postal [ID]"),
        ("te pago 1,250.00 el viernes 17 de abril", "te pago 1,250.00 el viernes 17 de abril"),
        ("la mitad el 15/04", "la mitad el 15/04"),
        ("15", "15"),
        ("", ""),
    ],
)
def test_who_it_is_about_is_hidden_and_what_it_is_about_is_not(text: str, left: str) -> None:
    assert redact(text, CONTEXT, NAMES) == left


def test_the_number_of_a_document_is_hidden() -> None:
    assert "101" not in redact("la factura A-101 ya quedó", CONTEXT)


def test_a_line_keeps_its_shape_where_it_has_to_be_read_again() -> None:
    text = "soy Ana Torres, RFC TOAA800101AB1, tel 5512345678"
    assert redact(text, CONTEXT, NAMES, same_shape) == "soy Xxx Xxxxxx, RFC XXXX000000XX0, tel 0000000000"


@given(st.text(max_size=200))
def test_any_text_can_be_redacted_and_keeps_its_length_by_shape(text: str) -> None:
    assert len(redact(text, CONTEXT, NAMES, same_shape)) == len(text)


@given(st.integers(10**8, 10**18))
def test_no_long_number_survives(number: int) -> None:
    assert str(number) not in redact(f"es el {number} anote", CONTEXT)
