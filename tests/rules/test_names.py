"""Names that a wrong encoding has broken."""

from __future__ import annotations

import pytest

from puntual.rules.names import is_damage_of, is_damaged


@pytest.mark.parametrize(
    "name",
    [
        "MUÃ‘OZ",
        "PeÃ±a",
        "IBÃ?Ã‘EZ",
        "N??EZ E HIJOS",
        "JOS? LUIS",
        "?SCAR",
        "GARCÃ\x8dA",
        "PÃ‰REZ",
        "N\ufffdÑEZ",
    ],
)
def test_letters_broken_by_a_wrong_encoding_are_seen(name: str) -> None:
    assert is_damaged(name)


@pytest.mark.parametrize(
    "name", ["JOÃO", "IRMÃOS SÃO JOSÉ", "Muñoz", "¿Qué Tal? Café", "MÃE E FILHA", "A & B"]
)
def test_names_with_a_tilde_or_a_real_question_are_whole(name: str) -> None:
    assert not is_damaged(name)


def test_a_broken_name_is_known_for_the_whole_one_and_for_no_other() -> None:
    assert is_damage_of("ABARROTES IBÃ?Ã‘EZ  SA", "Abarrotes Ibáñez SA")
    assert is_damage_of("P?REZ", "PÉREZ")
    assert not is_damage_of("P?REZ", "PONCE")
    assert not is_damage_of("PÉREZ", "P?REZ")
