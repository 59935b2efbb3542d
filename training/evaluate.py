"""`make eval`: how well the shipped reader understands lines it never saw, beside simpler readers and other tools.

Prints the figures and writes them into docs/understanding.md, between its two marks.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from puntual.domain.reading import Band, Context, Intent
from puntual.ports.understanding import Understanding
from puntual.understanding.date_scores import DateScore, read_cases, score_dates
from puntual.understanding.model.encoder import sentence_encoder
from puntual.understanding.model.intent_model import WHOLE, WORDS_ONLY, IntentModel, load_model
from puntual.understanding.reader import Reader
from puntual.understanding.scoring import Judged, Label, Scores, label_of, score

from .corpus import BACKGROUND, ROOT, Line, read_split
from .features import TODAY
from .peers import score_peers

DOCUMENT = ROOT.parent / "docs" / "understanding.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
CRITICAL = (Intent.OPT_OUT, Intent.LEGAL_THREAT, Intent.WRONG_NUMBER, Intent.HUMAN, Intent.DISPUTE)
_LANGUAGES = ("es", "pt", "en")


def main() -> None:
    """Evaluates and publishes."""
    lines = read_split("test")
    readers = {
        "rules, words and sentence encoder (shipped)": Reader(load_model(WHOLE, sentence_encoder())),
        "rules and words (fallback)": Reader(load_model(WORDS_ONLY, None)),
        "rules alone": Reader(None),
    }
    scores = {name: evaluated(reader, lines) for name, reader in readers.items()}
    words = load_model(WORDS_ONLY, None)
    shipped = next(iter(scores.values()))
    text = "\n\n".join(
        (
            _heading(lines, words),
            _side_by_side(scores),
            _by_intent(shipped),
            _by_country(shipped),
            _confusion(shipped),
            _calibration(shipped_judged(readers, lines)),
            _dates(),
        )
    )
    print(text)
    publish(text)


def evaluated(reader: Understanding, lines: Sequence[Line]) -> Scores:
    """The reader on every line, timed one by one after the first."""
    return score(judged(reader, lines))


def judged(reader: Understanding, lines: Sequence[Line]) -> list[Judged]:
    """Each line with what the reader makes of it."""
    reader.read("hola", Context(TODAY))
    results = []
    for line in lines:
        context = Context(TODAY, line.country, None, pending=line.pending)
        started = time.perf_counter()
        reading = reader.read(line.text, context)
        results.append(Judged(_label(line), reading, time.perf_counter() - started))
    return results


def shipped_judged(readers: dict[str, Reader], lines: Sequence[Line]) -> list[Judged]:
    """The first reader's results, line by line."""
    return judged(next(iter(readers.values())), lines)


def _label(line: Line) -> Label:
    if line.primary == BACKGROUND:
        return Label((), None, country=line.country or "")
    return label_of([Intent(one) for one in line.labels], Intent(line.primary), country=line.country or "")


def _heading(lines: Sequence[Line], words: IntentModel) -> str:
    inside = sum(line.primary != BACKGROUND for line in lines)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    outside = len(lines) - inside
    return (
        f"{len(lines)} lines of `corpus/test` ({inside} in scope, {outside} about something else), written apart "
        f"from the training lines. Model of corpus {words.version.split('-')[1]}. Peak memory of this run, with "
        f"all readers loaded: {peak:.0f} MB."
    )


def _side_by_side(scores: dict[str, Scores]) -> str:
    rows = []
    for name, one in scores.items():
        act = one.bands[Band.ACT]
        rows.append(
            [
                name,
                f"{one.macro_f1:.3f}",
                f"{one.accuracy:.3f}",
                f"{act.share:.2f}",
                f"{act.accuracy or 0:.3f}",
                f"{100 * (one.out_of_scope_accepted or 0):.1f} %",
                f"{one.p50:.1f} / {one.p95:.1f}",
            ]
        )
    head = [
        "reader",
        "macro-F1",
        "accuracy",
        "in band act",
        "right in act",
        "out of scope in act",
        "ms, p50 / p95",
    ]
    return _table(head, rows)


def _by_intent(one: Scores) -> str:
    rows = [
        [
            intent.value + (" (critical)" if intent in CRITICAL else ""),
            str(found.lines),
            f"{found.precision:.2f}",
            f"{found.recall:.2f}",
            f"{found.f1:.2f}",
            f"{found.heard:.2f}",
        ]
        for intent, found in one.intents.items()
        if found.lines
    ]
    head = ["intent", "lines", "precision", "recall as deciding", "F1", "heard at all"]
    return "### By intent\n\n" + _table(head, rows)


def _by_country(one: Scores) -> str:
    rows = [[name, str(part.lines), f"{part.accuracy or 0:.3f}"] for name, part in one.countries.items()]
    return "### By country\n\n" + _table(["country", "lines", "accuracy"], rows)


def _confusion(one: Scores) -> str:
    wrong = sorted(
        ((count, label, read) for (label, read), count in one.confusion.items() if label != read),
        reverse=True,
    )
    names = [intent.value for intent in Intent if intent in one.intents]
    labels = [*names, BACKGROUND]
    rows = [
        [label, *(str(one.confusion.get((label, read), "")) for read in names)]
        for label in labels
        if any(one.confusion.get((label, read)) for read in names)
    ]
    worst = ", ".join(
        f"{label} read as {read} ({count})" for count, label, read in wrong[:6] if label != BACKGROUND
    )
    return (
        "### Confusion (rows: meant, columns: read)\n\n"
        + _table(["", *names], rows)
        + f"\n\nMost often: {worst}."
    )


def _calibration(results: Iterable[Judged]) -> str:
    """How often each range of confidence was right; in scope only, unclear left out."""
    spoken = [
        one for one in results if one.label.primary is not None and one.reading.primary is not Intent.UNCLEAR
    ]
    rows = []
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.97), (0.97, 1.01)):
        part = [one for one in spoken if low <= one.reading.confidence < high]
        if part:
            mean = sum(one.reading.confidence for one in part) / len(part)
            right = sum(one.right for one in part) / len(part)
            rows.append([f"{low:.2f} to {min(high, 1):.2f}", str(len(part)), f"{mean:.2f}", f"{right:.2f}"])
    return "### Calibration\n\n" + _table(["confidence", "lines", "mean", "right"], rows)


def _dates() -> str:
    rows = []
    for language in _LANGUAGES:
        cases = read_cases(ROOT / "dates" / f"{language}.tsv")
        started = time.perf_counter()
        ours = score_dates(cases)
        micro = 1e6 * (time.perf_counter() - started) / len(cases)
        rows.append([language, "Puntual", *_date_row(ours), f"{micro:.0f}"])
        rows += [
            [language, name, *_date_row(found), f"{took:.0f}"] for name, found, took in score_peers(cases)
        ]
    head = ["language", "tool", "lines", "same day", "another day", "none found", "invented", "µs"]
    note = (
        "First date of each line of `corpus/dates`, our own sentences: other tools were not made for them, so this "
        "shows what collections talk needs, not who is better in general."
    )
    return "### Dates\n\n" + note + "\n\n" + _table(head, rows)


def _date_row(found: DateScore) -> list[str]:
    dated = found.cases
    return [
        str(dated),
        f"{100 * found.exact / dated:.1f} %",
        f"{100 * found.wrong / dated:.1f} %",
        f"{100 * found.missed / dated:.1f} %",
        f"{100 * found.invented / dated:.1f} %",
    ]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def publish(text: str, document: Path = DOCUMENT) -> None:
    """Puts the figures between the document's marks; the words around them stay."""
    whole = document.read_text("utf-8")
    before, rest = whole.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    document.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
