"""What is submitted to WhatsApp can be read first, line by line as it is."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from puntual.cli.templates import app
from puntual.wording.submission import templates


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_each_text_is_printed_as_it_is_submitted(language: str) -> None:
    shown = CliRunner().invoke(app, ["list", "--language", language])
    assert shown.exit_code == 0
    assert all(one.body in shown.stdout for one in templates(language))


def test_a_language_without_wordings_is_refused() -> None:
    assert CliRunner().invoke(app, ["list", "--language", "fr"]).exit_code == 2
