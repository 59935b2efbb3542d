"""Logs carry ids and codes; what could be personal does not get out, whoever logs it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from puntual.boot.logs import configure

NAME, PHONE, WORDS = "Ana Torres Zúñiga", "+5218112345678", "ya pagué 1,250.00"


@pytest.fixture(autouse=True)
def root_logger_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def _read(capsys: pytest.CaptureFixture[str]) -> tuple[str, list[dict[str, object]]]:
    text = capsys.readouterr().err
    return text, [json.loads(line) for line in text.splitlines()]


def test_a_line_keeps_its_ids_and_loses_everything_else(capsys: pytest.CaptureFixture[str]) -> None:
    configure()
    extra = {"action": "step_refused", "case": 7, "phone": PHONE, "customer_name": NAME}
    logging.getLogger("puntual.x").info("step refused", extra=extra)
    text, lines = _read(capsys)
    assert lines[0]["case"] == 7
    assert lines[0]["event"] == "step refused"
    assert PHONE not in text
    assert NAME not in text


def test_what_a_library_fills_into_its_message_does_not_get_out(capsys: pytest.CaptureFixture[str]) -> None:
    configure()
    logging.getLogger("some.library").warning("cannot parse %s", WORDS)
    text, lines = _read(capsys)
    assert lines[0]["event"] == "cannot parse %s"
    assert WORDS not in text


def test_an_exception_shows_its_type_and_place_but_not_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    configure()
    try:
        raise ValueError(f"no such customer {NAME}\r\nforged line")
    except ValueError:
        logging.getLogger("puntual.x").exception("conversation failed", extra={"identity": 3})
    text, lines = _read(capsys)
    assert str(lines[0]["exception"]).startswith("ValueError at test_logs.py:")
    assert NAME not in text
    assert len(lines) == 1
