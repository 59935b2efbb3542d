"""How well dates are read, measured on files of our own (`corpus/dates/*.tsv`) or of a company's.

A file has one message a line, tab separated: the customer's today, country, text, the expected day of the first
date in it ("-" for none), and where they matter the last day of a span and all readings of an ambiguous one.
The name of the file is the language. Lines that begin with "#" are comments.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from puntual.domain.reading import DateMention

from .dates import find_dates
from .normalise import fold
from .references import find_references


@dataclass(frozen=True, slots=True)
class DateCase:
    """One line: a message and the first date that it mentions; `day` is None where it mentions none."""

    language: str
    today: date
    country: str
    text: str
    day: date | None
    last: date | None
    readings: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class DateScore:
    """Of `cases` lines: right in day, span and readings; another day; none found; one found where none is."""

    cases: int
    exact: int
    wrong: int
    missed: int
    invented: int
    failures: tuple[tuple[DateCase, DateMention | None], ...]

    @property
    def share_exact(self) -> float:
        """Exact lines as a share of all, 0 to 1; 1 for no lines."""
        return self.exact / self.cases if self.cases else 1.0


def read_cases(path: Path) -> list[DateCase]:
    """The lines of a file. Raises ValueError for a line that is not of the form above."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_case(path.stem, line) for line in lines if line and not line.startswith("#")]


def _case(language: str, line: str) -> DateCase:
    today, country, text, day, *rest = line.split("\t")
    last, readings = (*rest, "", "")[:2]
    return DateCase(
        language=language,
        today=date.fromisoformat(today),
        country=country,
        text=text,
        day=None if day == "-" else date.fromisoformat(day),
        last=date.fromisoformat(last) if last else None,
        readings=tuple(map(date.fromisoformat, readings.split())),
    )


def first_date(case: DateCase) -> DateMention | None:
    """The first date that we read in a message, identifiers masked as the reader does."""
    masked = find_references(case.text, fold(case.text)).masked
    found = find_dates(case.text, masked, case.language, case.today, case.country)
    return found[0].mention if found else None


def score_dates(cases: Iterable[DateCase]) -> DateScore:
    """Our readings compared with what is expected."""
    total = exact = wrong = missed = invented = 0
    failures: list[tuple[DateCase, DateMention | None]] = []
    for case in cases:
        found = first_date(case)
        total += 1
        if _right(case, found):
            exact += 1
            continue
        failures.append((case, found))
        missed += found is None
        invented += case.day is None
        wrong += found is not None and case.day is not None
    return DateScore(total, exact, wrong, missed, invented, tuple(failures))


def _right(case: DateCase, found: DateMention | None) -> bool:
    if found is None or case.day is None:
        return found is None and case.day is None
    return (found.date, found.end, found.alternatives) == (case.day, case.last, case.readings)
