"""`puntual user add`: what is wrong with an account is said before anybody is asked for a password."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.first_day import puntual


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ana", "--role", "boss"), "viewer, collector, supervisor, admin"),
        (("ana", "--language", "fr"), "es, pt-br, en"),
        (("a na!",), "letters, digits"),
    ],
)
def test_a_wrong_role_is_refused_without_asking_for_a_password(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    (tmp_path / "cartera.csv").write_text("cliente,factura,vence,saldo\nA,1,2026-04-01,10\n")
    company = ("--company", "Acme", "--country", "MX", "--source", "cartera.csv")
    assert puntual(tmp_path, "init", *company).code == 0
    answer = puntual(tmp_path, "user", "add", *arguments)
    assert answer.code == 1
    assert said in answer.err and "assword" not in answer.out + answer.err
