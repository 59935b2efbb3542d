"""The newest whole file of a folder into which an ERP exports. The folder is only looked at, never written to."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from puntual.erp.header_words import Entity
from puntual.erp.options import Layout
from puntual.erp.sheets import WORKBOOKS, Sheet, sheets_of
from puntual.ports.clock import Clock
from puntual.ports.source import SourceUnreadable

UNFINISHED = (".tmp", ".part", ".partial", ".filepart", ".crdownload", ".download", ".swp", ".lock")
MOST_BYTES = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Memory:
    """Which file of each pattern was read last, kept in a file of our own, so that time never runs backwards."""

    path: Path

    def last(self, pattern: str) -> int:
        """When the last file that was read had been written, in ns since the epoch; 0 where none was."""
        told = self._all().get(pattern, {}).get("written", 0)
        return told if isinstance(told, int) else 0

    def keep(self, pattern: str, name: str, written: int, raw: bytes) -> None:
        """Remember that file. Readable by its owner only: file names may tell something."""
        told = self._all()
        told[pattern] = {"name": name, "written": written, "sha256": hashlib.sha256(raw).hexdigest()}
        fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}.new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(told, file, indent=1)
        fresh.replace(self.path)

    def _all(self) -> dict[str, dict[str, object]]:
        try:
            told = json.loads(self.path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}


@dataclass(frozen=True, slots=True)
class FolderPlace:
    """The files of a folder whose names fit `pattern` ("cartera*.csv").

    settle: a file that was written to a shorter time ago may still be. max_age: an older export is refused, because
    what it says would pass for today's.
    """

    folder: Path
    pattern: str
    clock: Clock
    memory: Memory
    settle: timedelta = timedelta(seconds=30)
    max_age: timedelta = timedelta(hours=48)

    def __str__(self) -> str:
        return str(self.folder / self.pattern)

    def sheets(self, entity: Entity, layout: Layout) -> list[Sheet]:
        """The sheets of the newest file that is whole. Raises SourceUnreadable."""
        why = "no file fits this name"
        for path, stamp in self._candidates():
            if stamp.st_mtime_ns < self.memory.last(self.pattern):
                raise SourceUnreadable(
                    f"{path}: is older than the file that was read last, and would bring back debts that were paid. "
                    f"{why.capitalize()}. If it is right all the same, delete {self.memory.path}."
                )
            try:
                return self._read(path, stamp, entity, layout)
            except _NotWhole as error:
                why = str(error)
        raise SourceUnreadable(f"{self}: {why}. Check [source] folder, or wait for the export to finish.")

    def _candidates(self) -> list[tuple[Path, os.stat_result]]:
        """Files that fit, the newest first."""
        if not self.folder.is_dir():
            raise SourceUnreadable(f"{self.folder}: there is no such folder. Check [source] folder.")
        found = []
        for path in self.folder.glob(self.pattern):
            hidden = path.name.startswith(("~$", ".")) or path.name.lower().endswith(UNFINISHED)
            try:
                if not hidden and path.is_file():
                    found.append((path, path.stat()))
            except OSError:  # gone between two looks
                continue
        return sorted(found, key=lambda one: (one[1].st_mtime_ns, one[0].name), reverse=True)

    def _read(self, path: Path, stamp: os.stat_result, entity: Entity, layout: Layout) -> list[Sheet]:
        now = self.clock.now()
        written = datetime.fromtimestamp(stamp.st_mtime, UTC)
        if now - written < self.settle:
            raise _NotWhole(f"{path.name} was written to moments ago")
        if now - written > self.max_age:
            raise SourceUnreadable(
                f"{path}: the newest export was written {written:%Y-%m-%d %H:%M} UTC, longer ago than "
                f"{self.max_age.total_seconds() / 3600:g} hours. Export anew, or raise [source] max_age_hours."
            )
        if stamp.st_size > MOST_BYTES:
            raise SourceUnreadable(f"{path}: is larger than {MOST_BYTES:,} bytes.")
        try:
            raw = path.read_bytes()
            after = path.stat()
        except OSError as error:
            raise _NotWhole(f"{path.name} cannot be read ({error.strerror})") from None
        if (after.st_size, after.st_mtime_ns) != (stamp.st_size, stamp.st_mtime_ns) or len(
            raw
        ) != stamp.st_size:
            raise _NotWhole(f"{path.name} changed while it was read")
        sheets = _whole(path.name, raw, entity, layout)
        self.memory.keep(self.pattern, path.name, stamp.st_mtime_ns, raw)
        return sheets


class _NotWhole(Exception):
    """This file is not finished; an older one may do."""


def _whole(name: str, raw: bytes, entity: Entity, layout: Layout) -> list[Sheet]:
    """Its sheets, if the end of the file is an end: a workbook opens, a CSV does not stop within a row."""
    if not raw.strip():
        raise _NotWhole(f"{name} is empty")
    try:
        sheets = sheets_of(name, raw, entity, layout)
    except SourceUnreadable as error:
        if name.lower().endswith(tuple(WORKBOOKS)) or "never closed" in str(error):
            raise _NotWhole(f"{name} does not open: it may be half written") from None
        raise
    if not name.lower().endswith(tuple(WORKBOOKS)) and not raw.endswith((b"\n", b"\r", b"\x1a", b"\x00")):
        rows = [row for row in sheets[0].rows if any(row)]
        if len(rows) > 2 and len(rows[-1]) < len(rows[-2]):
            raise _NotWhole(f"{name} ends within a row: it may be half written")
    return sheets
