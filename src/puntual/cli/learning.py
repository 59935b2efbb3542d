"""`puntual understand review`, `export` and `evaluate`: what people say that messages meant, and how well we read."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puntual.domain.reading import Context, Intent, Pending
from puntual.ports.understanding import Understanding
from puntual.understanding.redaction import Mark, placeholder, redact, same_shape
from puntual.understanding.scoring import OUT_OF_SCOPE, Judged, Label, label_of, score

from .messages import MessageError, message_of
from .score_report import scores_as_json, show_scores
from .setup import DEFAULT_CONFIG, Config, err, fail, out, prepare

if TYPE_CHECKING:
    from puntual.casework.learning import Thought

_OUTSIDE = frozenset({OUT_OF_SCOPE, "out_of_scope"})
_SHOWN_ERRORS = 20


class Listing(StrEnum):
    """How a list is written."""

    TABLE = "table"
    JSONL = "jsonl"


class Report(StrEnum):
    """How scores are written."""

    TABLE = "table"
    JSON = "json"


def review(
    config: Config = DEFAULT_CONFIG,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many messages.")] = 20,
    format: Annotated[Listing, typer.Option("--format", help="table or jsonl.")] = Listing.TABLE,  # noqa: A002
) -> None:
    """List the messages whose reading is least certain and that nobody has looked at yet.

    Names and identifiers are hidden. Say what a message meant at the message itself, in the console.

    Example: puntual understand review --limit 50
    """
    prepare(config)
    from puntual.casework.learning import least_certain

    thoughts = least_certain(limit)
    if format is Listing.JSONL:
        for thought in thoughts:
            typer.echo(json.dumps({"id": thought.id, **_line(thought, placeholder)}, ensure_ascii=False))
        return
    from rich.table import Table

    table = Table("Message", "Received", "Band", "Sure", "Understood as", "Text", box=None)
    for thought in thoughts:
        reading = thought.reading
        table.add_row(
            str(thought.id),
            f"{thought.sent_at:%Y-%m-%d}",
            reading["band"],
            f"{reading['confidence']:.0%}",
            ", ".join(reading["intents"]),
            " ".join(_line(thought, placeholder)["text"].split())[:90],
        )
    out.print(table if thoughts else "There is nothing to review.", markup=False)


def export(
    file: Annotated[Path, typer.Argument(help="Where the labelled lines go, one JSON object a line.")],
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Write every message that a person has labelled, for `puntual understand evaluate`.

    Letters of names and digits of identifiers are replaced, so that a line keeps its shape and names nobody.

    Example: puntual understand export labelled.jsonl
    """
    prepare(config)
    from puntual.casework.learning import labelled

    count = 0
    try:
        with file.open("w", encoding="utf-8") as lines:
            for thought in labelled():
                lines.write(json.dumps(_labelled_line(thought), ensure_ascii=False) + "\n")
                count += 1
    except OSError as error:
        raise fail(f"{file} cannot be written: {error.strerror}") from None
    out.print(f"{count} labelled lines are in {file}.", markup=False, highlight=False)


def evaluate(
    file: Annotated[Path, typer.Argument(help="Labelled lines, one JSON object a line.")],
    format: Annotated[Report, typer.Option("--format", help="table or json.")] = Report.TABLE,  # noqa: A002
) -> None:
    """Read the messages of a labelled file and compare: per intent, by band, on dates, and how fast.

    A line has "text" and "intents" (or "primary"; "background" is out of scope), and may have what
    `puntual understand` reads ("now", "country", "pending", ...) and "dates". Nothing leaves this machine.

    Example: puntual understand evaluate labelled.jsonl
    """
    from puntual.boot.clock import SystemClock
    from puntual.understanding import reader

    try:
        with file.open(encoding="utf-8-sig", errors="replace") as lines:
            examples, bad = read_labels(lines, SystemClock().now().date())
    except OSError as error:
        raise fail(f"{file} cannot be read: {error.strerror}") from None
    if not examples:
        _tell_of(bad)
        raise fail(f"{file} has no labelled line: nothing to evaluate.")
    scores = score(list(_judged(examples, reader())))
    if format is Report.JSON:
        found = {"file": str(file), "bad_lines": [{"line": n, "error": why} for n, why in bad]}
        typer.echo(json.dumps({**found, **scores_as_json(scores)}, ensure_ascii=False))
        return
    _tell_of(bad)
    show_scores(scores)


def _tell_of(bad: list[tuple[int, str]]) -> None:
    if not bad:
        return
    err.print(f"{len(bad)} lines could not be used:", style="yellow", highlight=False)
    for number, why in bad[:_SHOWN_ERRORS]:
        err.print(f"  line {number}: {why}", markup=False, highlight=False)
    if len(bad) > _SHOWN_ERRORS:
        err.print(f"  and {len(bad) - _SHOWN_ERRORS} more", highlight=False)


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled message."""

    text: str
    context: Context
    label: Label


def read_labels(lines: Iterable[str], today: date) -> tuple[list[Example], list[tuple[int, str]]]:
    """The labelled lines, and those that are none: number and what is wrong with it. Blank lines are skipped."""
    examples, bad = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            examples.append(_example(line, today))
        except MessageError as error:
            bad.append((number, str(error)))
    return examples, bad


def _example(line: str, today: date) -> Example:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise MessageError(f"not JSON: {error}") from None
    if not isinstance(asked, dict):
        raise MessageError("a labelled line is a JSON object")
    text, context = message_of(asked, today)
    return Example(text, context, _label(asked, context))


def _label(asked: dict[str, Any], context: Context) -> Label:
    names = asked.get("intents")
    names = names.split("+") if isinstance(names, str) else names
    primary = asked.get("primary")
    if not names and not primary:
        raise MessageError("intents or primary is required")
    if not isinstance(names or [], list) or not all(isinstance(one, str) for one in names or []):
        raise MessageError("intents must be a list of texts")
    intents = [_intent(one) for one in names or [] if one not in _OUTSIDE]
    deciding = _intent(primary) if primary and primary not in _OUTSIDE else None
    return label_of(intents, deciding, dates=_dates(asked.get("dates")), country=context.country or "")


def _intent(name: object) -> Intent:
    try:
        return Intent(str(name))
    except ValueError:
        raise MessageError(f"{name!r} is no intent; known: {', '.join(Intent)}, {OUT_OF_SCOPE}") from None


def _dates(value: object) -> tuple[date, ...] | None:
    """Dates as texts, or as `puntual understand` writes them."""
    if value is None:
        return None
    try:
        listed = [one["date"] if isinstance(one, dict) else one for one in value]  # type: ignore[attr-defined]
        return tuple(date.fromisoformat(one) for one in listed)
    except (TypeError, ValueError, KeyError):
        raise MessageError("dates must be a list of days such as 2026-04-17") from None


def _judged(examples: Iterable[Example], reader: Understanding) -> Iterator[Judged]:
    for number, example in enumerate(examples):
        if number == 0:  # loading the model is no part of reading
            reader.read(example.text, example.context)
        start = time.perf_counter()
        reading = reader.read(example.text, example.context)
        yield Judged(example.label, reading, time.perf_counter() - start)


def _line(thought: Thought, mark: Mark) -> dict[str, Any]:
    """A stored message as a line for other programs, with names and identifiers hidden."""
    stored = thought.reading["context"]
    context = Context(
        today=date.fromisoformat(stored["now"]),
        country=stored["country"],
        language=stored["language"],
        pending=Pending(stored["pending"]) if stored["pending"] else None,
    )
    reading = thought.reading
    return {
        "text": redact(thought.text, context, thought.names, mark),
        "intents": reading["intents"],
        "primary": reading["primary"],
        "band": reading["band"],
        "confidence": reading["confidence"],
        "model": reading["model"],
    }


def _labelled_line(thought: Thought) -> dict[str, Any]:
    line = _line(thought, same_shape)
    context = {key: value for key, value in thought.reading["context"].items() if value is not None}
    label = list(thought.label)
    return {
        "text": line["text"],
        "intents": label,
        "primary": label[0],
        **context,
        "read_as": line["intents"],
        "band": line["band"],
        "model": line["model"],
    }
