"""Files that people sent, in a private folder beside the database: only this user may look into it."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

_NAME = re.compile(r"[a-z0-9]+(\.[a-z0-9]+)?")
_UNFINISHED = ".part"


class MediaFiles:
    """A folder of files named by us. Nothing that a sender chose becomes a name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, name: str) -> Path:
        """Where the file of this name is or would be. Raises ValueError for a name that is not ours."""
        if not _NAME.fullmatch(name):
            raise ValueError("not a name of a media file")
        return self._folder / name

    def has(self, name: str) -> bool:
        """Whether the whole file is there."""
        return self.path(name).is_file()

    def keep(self, name: str, write: Callable[[BinaryIO], bool]) -> bool:
        """Let `write` fill the file; it gets its name only if that says that all is well: no half one is seen."""
        target = self.path(name)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=self._folder, suffix=_UNFINISHED)  # mode 600
        try:
            with os.fdopen(handle, "wb") as out:
                good = write(out)
                out.flush()
                os.fsync(out.fileno())
            if good:
                Path(temporary).replace(target)
            return good
        finally:
            Path(temporary).unlink(missing_ok=True)

    def drop(self, name: str) -> None:
        """Delete the file; it may be gone already."""
        self.path(name).unlink(missing_ok=True)

    def drop_older(self, moment: datetime) -> int:
        """Delete every file last written before `moment`, unfinished ones too; returns how many."""
        old = []
        with suppress(FileNotFoundError):
            old = [path for path in self._folder.iterdir() if path.lstat().st_mtime < moment.timestamp()]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)
