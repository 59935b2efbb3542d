"""Scores as a table for people and as JSON for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rich.table import Table

from puntual.domain.reading import Band
from puntual.understanding.scoring import BandScore, Scores

from .setup import out


def scores_as_json(scores: Scores) -> dict[str, Any]:
    """The scores with shares from 0 to 1, times in milliseconds, and the confusion matrix row by row."""
    confusion: dict[str, dict[str, int]] = {}
    for (meant, read), lines in sorted(scores.confusion.items()):
        confusion.setdefault(meant, {})[read] = lines
    return {
        "lines": scores.lines,
        "accuracy": scores.accuracy,
        "macro_f1": scores.macro_f1,
        "intents": {intent.value: asdict(found) for intent, found in scores.intents.items()},
        "confusion": confusion,
        "bands": {band.value: asdict(found) for band, found in scores.bands.items()},
        "out_of_scope": {"lines": scores.out_of_scope, "accepted": scores.out_of_scope_accepted},
        "countries": {country: asdict(found) for country, found in scores.countries.items()},
        "dates": asdict(scores.dates) if scores.dates else None,
        "milliseconds": {"p50": round(scores.p50, 3), "p95": round(scores.p95, 3)},
    }


def show_scores(scores: Scores) -> None:
    """Print the tables."""
    table = Table("Intent", "Lines", "Precision", "Recall", "F1", "Heard", box=None)
    for intent, one in scores.intents.items():
        table.add_row(
            intent.value, str(one.lines), f"{one.precision:.3f}", f"{one.recall:.3f}", f"{one.f1:.3f}",
            f"{one.heard:.3f}",
        )  # fmt: skip
    out.print(table)
    _show_confusion(scores)
    out.print()
    out.print(f"{scores.lines} lines: accuracy {scores.accuracy:.3f}, macro-F1 {scores.macro_f1:.3f}")
    for band in Band:
        out.print(f"band {band.value}: {_part(scores.bands[band])}", highlight=False)
    if scores.out_of_scope_accepted is not None:
        accepted = f"{scores.out_of_scope_accepted:.1%}"
        out.print(f"out of scope: {accepted} of {scores.out_of_scope} lines would have been acted on")
    for country, part in scores.countries.items():
        out.print(f"country {country}: {_part(part)}", highlight=False)
    if scores.dates:
        found = scores.dates
        shares = f"{found.exact:.1%} exact, {found.wrong:.1%} wrong, {found.missed:.1%} missed"
        out.print(f"dates: of {found.lines} lines {shares}")
    out.print(f"time a message: p50 {scores.p50:.1f} ms, p95 {scores.p95:.1f} ms")


def _part(part: BandScore) -> str:
    right = "-" if part.accuracy is None else f"{part.accuracy:.1%}"
    return f"{part.share:.1%} of the lines, {right} right"


def _show_confusion(scores: Scores) -> None:
    """What is read for what, mistakes only, the most frequent first: a square of twenty fits no screen."""
    wrong = [
        (lines, meant, read)
        for (meant, read), lines in scores.confusion.items()
        if meant != read and (meant, read) != ("background", "unclear")
    ]
    if not wrong:
        return
    table = Table("Labelled", "Read as", "Lines", box=None)
    for lines, meant, read in sorted(wrong, key=lambda row: (-row[0], row[1:]))[:25]:
        table.add_row(meant, read, str(lines))
    out.print()
    out.print(table)
