"""The corpus as lines: what a customer wrote, what it means, and who may be compared with whom."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from puntual.domain.reading import Intent, Pending

ROOT = Path(__file__).resolve().parent.parent / "corpus"
MANIFEST = ROOT / "MANIFEST.json"
BACKGROUND = "background"
LABELS = (*(i.value for i in Intent if i is not Intent.OPT_IN), BACKGROUND)


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the corpus. labels: the primary one first. group: paraphrases of one another share it."""

    text: str
    labels: tuple[str, ...]
    pending: Pending | None
    language: str
    country: str | None
    group: str

    @property
    def primary(self) -> str:
        """The label that decides the next step."""
        return self.labels[0]


class CorpusError(ValueError):
    """A line that breaks the format; the message names file, line and what is wrong."""


def read_split(split: str) -> tuple[Line, ...]:
    """All lines of `train`, `dev` or `test`, in file order. Raises CorpusError at the first malformed line."""
    return tuple(line for path in files(split) for line in _read_file(path))


def files(split: str) -> tuple[Path, ...]:
    """The corpus files of a split, by name."""
    return tuple(sorted((ROOT / split).glob("*.tsv")))


def _read_file(path: Path) -> Iterator[Line]:
    language, country = _origin(path)
    group = 0
    for number, raw in enumerate(path.read_text("utf-8").split("\n"), 1):
        if not raw.strip():
            group += 1
        elif not raw.startswith("#"):
            yield _line(raw, f"{path.name}:{number}", language, country, f"{path.stem}/{group}")


def _origin(path: Path) -> tuple[str, str | None]:
    """Language and country from a name like `es-mx-a.tsv`; background files name no country."""
    parts = path.stem.split("-")
    if parts[0] == BACKGROUND:
        return (parts[1] if parts[1] in ("es", "pt", "en") else ""), None
    return parts[0], parts[1].upper()


def _line(raw: str, where: str, language: str, country: str | None, group: str) -> Line:
    columns = raw.split("\t")
    if len(columns) not in (2, 3):
        raise CorpusError(
            f"{where}: {len(columns)} columns; labels, message and perhaps a question are wanted"
        )
    labels = tuple(columns[0].split("+"))
    unknown = [one for one in labels if one not in LABELS]
    if unknown or not columns[1].strip():
        raise CorpusError(f"{where}: " + (f"unknown label {unknown[0]!r}" if unknown else "no message"))
    pending = None
    if len(columns) == 3 and columns[2].strip():
        try:
            pending = Pending(columns[2].strip())
        except ValueError:
            raise CorpusError(f"{where}: unknown question {columns[2]!r}") from None
    return Line(columns[1].strip(), labels, pending, language, country, group)


def manifest() -> dict[str, dict[str, object]]:
    """Every file of the corpus with its SHA-256 and its counts by primary label."""
    return {
        f"{split}/{path.name}": {
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "lines": sum(counts.values()),
            "primary": dict(sorted(counts.items())),
        }
        for split in ("train", "dev", "test")
        for path in files(split)
        for counts in [Counter(line.primary for line in _read_file(path))]
    }


def write_manifest() -> None:
    """Writes MANIFEST.json anew."""
    MANIFEST.write_text(json.dumps(manifest(), indent=1, ensure_ascii=False) + "\n", "utf-8")
