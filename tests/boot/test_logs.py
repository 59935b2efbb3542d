"""Logs carry ids and codes; what could be personal does not get out, whoever logs it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from puntual.boot.logs import configure

NAME, PHONE, WORDS = "Ana Torres Zúñiga", "+5218112345678", "ya pagué 1,250.00"


@pytest.fixture
def logged(capsys: pytest.CaptureFixture[str]) -> Iterator[list[dict[str, object]]]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    configure()
    lines: list[dict[str, object]] = []
    yield lines
    root.handlers[:], root.level = handlers, level


def _read(capsys: pytest.CaptureFixture[str]) -> tuple[str, list[dict[str, object]]]:
    text = capsys.readouterr().err
    return text, [json.loads(line) for line in text.splitlines()]


@pytest.mark.usefixtures("logged")
def test_a_line_keeps_its_ids_and_loses_everything_else(capsys: pytest.CaptureFixture[str]) -> None:
    extra = {"action": "step_refused", "case": 7, "phone": PHONE, "customer_name": NAME}
    logging.getLogger("puntual.x").info("step refused", extra=extra)
    text, lines = _read(capsys)
    assert lines[0]["case"] == 7
    assert lines[0]["event"] == "step refused"
    assert PHONE not in text
    assert NAME not in text


@pytest.mark.usefixtures("logged")
def test_what_a_library_fills_into_its_message_does_not_get_out(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("some.library").warning("cannot parse %s", WORDS)
    text, lines = _read(capsys)
    assert lines[0]["event"] == "cannot parse %s"
    assert WORDS not in text


@pytest.mark.usefixtures("logged")
def test_an_exception_shows_its_type_and_place_but_not_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError(f"no such customer {NAME}\r\nforged line")
    except ValueError:
        logging.getLogger("puntual.x").exception("conversation failed", extra={"identity": 3})
    text, lines = _read(capsys)
    assert str(lines[0]["exception"]).startswith("ValueError at test_logs.py:")
    assert NAME not in text
    assert len(lines) == 1
