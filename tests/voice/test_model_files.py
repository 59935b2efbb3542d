"""The model is joined from its parts once, checked by hash, and never taken if it is another."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from puntual.understanding.voice.model_files import FILES, ModelFile, ModelUnusable, missing, ready_folder

PARTS = (b"first half " * 1000, b"second half " * 1000)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[ModelFile, ...]:
    for number, part in enumerate(PARTS, start=1):
        data = tmp_path / "site" / f"made_up_model_part{number}" / "data"
        data.mkdir(parents=True)
        (data.parent / "__init__.py").write_text("raise RuntimeError('model data is never imported')")
        (data / f"model.bin.part{number}").write_bytes(part)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    parts = tuple((f"made_up_model_part{number}", f"model.bin.part{number}") for number in (1, 2))
    return (ModelFile("model.bin", parts, hashlib.sha256(b"".join(PARTS)).hexdigest()),)


def test_the_parts_are_joined_in_order(files: tuple[ModelFile, ...], tmp_path: Path) -> None:
    folder = ready_folder(tmp_path / "models", files)
    assert (folder / "model.bin").read_bytes() == b"".join(PARTS)
    assert [path.name for path in folder.iterdir()] == ["model.bin"]


def test_a_second_start_joins_nothing(files: tuple[ModelFile, ...], tmp_path: Path) -> None:
    made = ready_folder(tmp_path / "models", files) / "model.bin"
    before = made.stat()
    assert ready_folder(tmp_path / "models", files) / "model.bin" == made
    assert (made.stat().st_ino, made.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_model_cut_short_is_joined_anew(files: tuple[ModelFile, ...], tmp_path: Path) -> None:
    made = ready_folder(tmp_path / "models", files) / "model.bin"
    os.truncate(made, 100)
    assert (ready_folder(tmp_path / "models", files) / "model.bin").stat().st_size == sum(map(len, PARTS))


def test_another_model_is_refused_and_not_kept(files: tuple[ModelFile, ...], tmp_path: Path) -> None:
    other = (replace(files[0], sha256="0" * 64),)
    with pytest.raises(ModelUnusable, match="reinstall"):
        ready_folder(tmp_path / "models", other)
    assert not list((tmp_path / "models").rglob("*model.bin*"))


def test_a_part_that_is_not_installed_is_named(tmp_path: Path) -> None:
    lacking = (ModelFile("model.bin", (("made_up_absent_part", "model.bin"),), "0" * 64),)
    with pytest.raises(ModelUnusable, match="made-up-absent-part is not installed: make setup-voice"):
        ready_folder(tmp_path / "models", lacking)


@pytest.mark.skipif(bool(missing()), reason="the extra `voice` is not installed (make setup-voice)")
def test_the_installed_model_is_the_one_we_know(tmp_path: Path) -> None:
    folder = ready_folder(tmp_path)
    assert {path.name for path in folder.iterdir()} == {file.name for file in FILES}
