"""Tax ids, accounts, cards and phones are told from money and from dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puntual.domain.reading import Context
from puntual.understanding import read
from puntual.understanding.identifiers import find_identifiers, is_clabe
from puntual.understanding.normalise import fold

TODAY = date(2026, 4, 14)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("mi RFC es GODE561231GR8", "rfc"),
        ("deposité a la clabe 032180000118359719", "clabe"),
        ("CBU 2850590940090418135201", "cbu"),
        ("rut 12.345.678-5", "rut"),
        ("nit 800.197.268-4", "nit"),
        ("cpf 529.982.247-25", "cpf"),
        ("CNPJ 11.222.333/0001-81", "cnpj"),
        ("cnpj novo 12ABC34501DE35", "cnpj"),
        ("cuit 20-26756539-3", "cuit"),
        ("ruc 20512333797", "cuit"),
        ("tarjeta 4539 1488 0343 6467", "card"),
        ("mi cel es +52 55 1234 5678", "phone"),
        ("llámeme al 5512345678", "number"),
    ],
)
def test_an_identifier_is_known_by_its_check_digit_or_its_length(text: str, kind: str) -> None:
    assert [one.kind for one in find_identifiers(fold(text))] == [kind]
    reading = read(text, Context(TODAY, "MX", balance=Decimal("90000000")))
    assert not reading.dates and not reading.amounts and reading.identifiers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("deposité $125.000.000 ayer", "125000000"),
        ("pagué 12.500.000 pesos", "12500000"),
        ("le transferí 1.250.000", "1250000"),
        ("ya aboné 350000000 pesos", "350000000"),
    ],
)
def test_a_large_amount_stays_an_amount(text: str, value: str) -> None:
    reading = read(text, Context(TODAY, "CO", balance=Decimal("400000000"), currency="COP"))
    assert [one.value for one in reading.amounts] == [Decimal(value)]


@pytest.mark.parametrize(
    "text", ["el 10-12-2026", "2026-12-10", "10/12/26 a las 15", "la factura 15 y la 20"]
)
def test_dates_and_short_numbers_are_no_identifiers(text: str) -> None:
    assert find_identifiers(fold(text)) == ()


def test_one_wrong_digit_makes_no_clabe() -> None:
    assert is_clabe("032180000118359719")
    assert not is_clabe("032180000118359718")
    assert not is_clabe("03218000011835971")


@pytest.mark.parametrize(
    ("text", "invoices", "dates"),
    [
        ("boleto para 15/12", (), [date(2026, 12, 15)]),
        ("29.04.2026 13.12", (), [date(2026, 4, 29)]),
        ("factura F-1023 y la 1024", ("F-1023", "1024"), []),
        ("factura A 0001-00012345", ("A 0001-00012345",), []),
        ("la FAC-2026-00012 no es mía", ("FAC-2026-00012",), []),
        ("facturas 10, 11 y 12", ("10", "11", "12"), []),
        ("nota fiscal 123 de 15/12", ("123",), [date(2026, 12, 15)]),
    ],
)
def test_document_numbers_and_dates_do_not_take_each_others_figures(
    text: str, invoices: tuple[str, ...], dates: list[date]
) -> None:
    reading = read(text, Context(TODAY, "AR"))
    assert reading.invoices == invoices
    assert [one.date for one in reading.dates] == dates


@given(st.text(max_size=200))
def test_any_text_has_identifiers_inside_it_in_order(text: str) -> None:
    found = find_identifiers(fold(text))
    ends = [0] + [one.end for one in found]
    assert all(end <= one.start < one.end <= len(text) for end, one in zip(ends, found, strict=False))
