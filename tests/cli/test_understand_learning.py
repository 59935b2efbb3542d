"""`puntual understand review`, `export` and `evaluate`: from stored readings to labelled lines to scores."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from puntual.casework import learning
from puntual.cli.understand import app
from puntual.domain.reading import Intent
from puntual.store.models import InboundMessage, User
from puntual.understanding.reader import Reader
from tests.casework.trade import HandClock, Trade

ANA, LUIS = "5215512345678", "5215598765432"


@pytest.fixture
def trade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trade:
    """Two customers who have written; the commands find the test's own database."""
    monkeypatch.setattr("puntual.cli.learning.prepare", lambda config: None)
    one = Trade(tmp_path, HandClock(datetime(2026, 4, 6, 15, 0, tzinfo=UTC)))
    one.office = replace(
        one.office, understanding=Reader(None)
    )  # what it hears does not change with training
    one.customer("C-1", "Ana Torres", "5512345678", state="CDMX")
    one.customer("C-2", "Luis Vega", "5598765432", state="CDMX")
    one.invoice("C-1", "A-101", "1250.00", date(2026, 4, 6))
    one.invoice("C-2", "A-102", "800.00", date(2026, 4, 6))
    one.sync()
    one.says(ANA, "pues soy Ana Torres, cel 5512345678, ahí vemos qué onda con eso")
    one.says(LUIS, "el viernes te deposito")
    return one


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def jsonl(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def label(trade: Trade, words: str, *intents: Intent) -> None:
    user, _ = User.objects.get_or_create(username="carla")
    row = InboundMessage.objects.get(text__contains=words)
    learning.correct(trade.office, row.pk, intents, user)


@pytest.mark.django_db
def test_the_least_certain_reading_comes_first_and_names_nobody(trade: Trade) -> None:
    found = jsonl(run("review", "--format", "jsonl"))
    assert [one["band"] for one in found] == ["human", "act"]
    assert found[0]["text"] == "pues soy [NAME], cel [ID], ahí vemos qué onda con eso"
    table = run("review", "--limit", "1")
    assert "Torres" not in table
    assert "deposito" not in table


@pytest.mark.django_db
def test_what_a_person_has_looked_at_is_not_listed_again(trade: Trade) -> None:
    label(trade, "ahí vemos", Intent.UNCLEAR)
    label(trade, "el viernes", Intent.PROMISE)
    assert run("review").strip() == "There is nothing to review."


@pytest.mark.django_db
def test_messages_that_were_read_as_one_are_one_line(trade: Trade) -> None:
    from puntual.ports.channel import Address

    trade.whatsapp.write(Address(LUIS), "perdón")
    trade.whatsapp.write(Address(LUIS), "el lunes te deposito")
    trade.work()
    label(trade, "el lunes", Intent.PROMISE)
    (line,) = learning.labelled()
    assert line.text == "perdón\nel lunes te deposito"
    assert "perdón" not in run("review")


@pytest.mark.django_db
def test_labelled_lines_are_exported_and_can_be_measured(trade: Trade, tmp_path: Path) -> None:
    label(trade, "ahí vemos", Intent.EXTENSION)
    label(trade, "ahí vemos", Intent.UNCLEAR)
    label(trade, "el viernes", Intent.PROMISE)
    file = tmp_path / "labelled.jsonl"
    assert "2 labelled lines" in run("export", str(file))
    lines = jsonl(file.read_text("utf-8"))
    assert lines[0]["text"] == "pues soy Xxx Xxxxxx, cel 0000000000, ahí vemos qué onda con eso"
    assert (lines[0]["intents"], lines[0]["read_as"]) == (["unclear"], ["unclear"])
    assert (lines[1]["now"], lines[1]["country"], lines[1]["balance"]) == ("2026-04-06", "MX", "800.00")
    scores = json.loads(run("evaluate", str(file), "--format", "json"))
    assert (scores["lines"], scores["bad_lines"]) == (2, [])
    assert scores["intents"]["promise"]["recall"] == 1.0


@pytest.mark.django_db
def test_a_stored_reading_holds_all_that_was_understood(trade: Trade) -> None:
    reading = InboundMessage.objects.get(text="el viernes te deposito").reading
    assert reading["promise"] == {"date": "2026-04-10", "amount": None}
    assert reading["dates"][0].keys() == {"text", "date", "end", "ambiguous", "alternatives"}
    assert reading["context"]["currency"] == "MXN"
    other = InboundMessage.objects.get(text__contains="ahí vemos").reading
    assert other["identifiers"] == ["••••5678"]


def test_lines_that_are_no_labels_are_counted_and_named(tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text(
        '{"text": "ya pagué ayer", "intents": ["paid"], "country": "MX"}\n'
        "\n"
        "nonsense\n"
        '{"text": "hola"}\n'
        '{"text": "hola", "intents": ["hello"]}\n'
        '{"text": "hola", "primary": "smalltalk", "dates": ["viernes"]}\n'
        '{"text": "el viernes te deposito", "primary": "promise", "now": "2026-04-06", "dates": ["2026-04-10"]}\n'
        '{"text": "vendo bicicleta", "intents": "background"}\n',
        encoding="utf-8",
    )
    scores = json.loads(run("evaluate", str(file), "--format", "json"))
    assert scores["lines"] == 3
    assert [one["line"] for one in scores["bad_lines"]] == [3, 4, 5, 6]
    assert scores["bad_lines"][1]["error"] == "intents or primary is required"
    assert scores["dates"]["exact"] == 1.0
    assert scores["out_of_scope"]["lines"] == 1
    shown = CliRunner().invoke(app, ["evaluate", str(file)])
    assert "macro-F1" in shown.stdout
    assert "4 lines could not be used" in shown.stderr


def test_a_file_without_labels_or_without_a_file_is_told(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("x\n")
    for name, words in ((empty, "no labelled line"), (tmp_path / "none", "cannot be read")):
        done = CliRunner().invoke(app, ["evaluate", str(name)])
        assert done.exit_code == 1
        assert words in done.stderr
