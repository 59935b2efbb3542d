"""Recordings lie in a private folder under names of ours, whole or not at all, and not for ever."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from puntual.store.media_files import MediaFiles


@pytest.fixture
def files(tmp_path: Path) -> MediaFiles:
    return MediaFiles(tmp_path / "media")


def test_only_this_user_may_read_a_recording(files: MediaFiles) -> None:
    before = os.umask(0)
    try:
        assert files.keep("voice1", lambda out: out.write(b"sound") > 0)
    finally:
        os.umask(before)
    path = files.path("voice1")
    assert path.read_bytes() == b"sound"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_recording_that_was_not_good_leaves_nothing(files: MediaFiles) -> None:
    assert not files.keep("voice1", lambda out: out.write(b"half") < 0)
    with pytest.raises(OSError, match="disk"):
        files.keep("voice2", _breaks)
    assert not files.has("voice1") and not files.has("voice2")
    assert list(files.path("voice1").parent.iterdir()) == []


def _breaks(_: object) -> bool:
    raise OSError("disk full")


@pytest.mark.parametrize("name", ["", "..", "../x", "/etc/passwd", "a/b", "a\x00b", "Ñ", "x.y.z"])
def test_a_name_that_is_not_ours_is_refused(files: MediaFiles, name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        files.path(name)


def test_old_files_are_deleted_and_an_absent_folder_is_no_error(files: MediaFiles) -> None:
    now = datetime(2026, 4, 6, tzinfo=UTC)
    assert files.drop_older(now) == 0
    for name, age in (("voice1", 40), ("voice2", 1)):
        files.keep(name, lambda out: out.write(b"sound") > 0)
        then = (now - timedelta(days=age)).timestamp()
        os.utime(files.path(name), (then, then))
    assert files.drop_older(now - timedelta(days=31)) == 1
    assert files.has("voice2") and not files.has("voice1")
    files.drop("voice2")
    files.drop("voice2")
    assert not files.has("voice2")
