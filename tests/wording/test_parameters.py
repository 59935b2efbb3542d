"""WhatsApp's parameter rules are kept before sending."""

from __future__ import annotations

import pytest

from puntual.wording.parameters import clean, objections


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Laura Gómez", "Laura Gómez"),
        ("  Laura   Gómez \n", "Laura Gómez"),
        ("Av. Uno 12\r\nCol. Centro\tCDMX", "Av. Uno 12 Col. Centro CDMX"),
        ("Ana\u00a0María\u2003Ruiz", "Ana María Ruiz"),
        ("\u202eLaura\u200b", "Laura"),
        ("José \x00 Núñez", "José Núñez"),
        ("株式会社 😀", "株式会社 😀"),
        ("\n\t \u200b", ""),
        ("", ""),
    ],
)
def test_record_text_becomes_one_clean_line(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_a_long_name_is_clipped_visibly() -> None:
    assert clean("Distribuidora " * 20) == ("Distribuidora " * 20)[:59].rstrip() + "…"


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("", "empty:1"),
        ("   ", "empty:1"),
        ("a\nb", "line_break_or_tab:1"),
        ("a\tb", "line_break_or_tab:1"),
        ("a    b", "four_spaces:1"),
        ("a" * 241, "too_long:1"),
    ],
)
def test_a_value_that_the_provider_refuses_is_found(value: str, rule: str) -> None:
    assert objections((value,), "texto", template=True) == (rule,)


def test_a_text_over_the_limit_is_found() -> None:
    assert objections(("a",), "x" * 1025, template=True) == ("text_too_long:0",)
    assert objections(("a",), "x" * 1025, template=False) == ()
    assert objections((), "x" * 4097, template=False) == ("text_too_long:0",)
