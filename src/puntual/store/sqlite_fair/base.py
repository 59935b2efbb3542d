"""SQLite's busy handler is unfair: under load one writer can starve for seconds. Here writers of one
process queue before they ask SQLite for the lock, so that each waits for those ahead of it and no longer."""

from __future__ import annotations

import threading
from collections import deque
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base


class FairLock:
    """A lock that is given out in the order in which it was asked for."""

    def __init__(self) -> None:
        self._inner = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._taken = False

    def acquire(self) -> None:
        """Wait for everyone who asked before, then hold the lock."""
        with self._inner:
            if not self._taken:
                self._taken = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()

    def release(self) -> None:
        """Hand the lock to whoever has waited longest."""
        with self._inner:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False


_LONGEST_KEPT = 4000  # a longer one lists the rows that it is about, and never comes again


@lru_cache(maxsize=512)
def _with_question_marks(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class Cursor(base.SQLiteCursorWrapper):
    """Puts a statement into SQLite's form once, not each time that it runs."""

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        if param_names is None and len(query) < _LONGEST_KEPT:
            return _with_question_marks(query)
        return str(super().convert_query(query, param_names=param_names))


_gates: dict[str, FairLock] = {}
_gates_lock = threading.Lock()


def gate_for(path: str) -> FairLock:
    """The one write gate of this process for the database file at `path`."""
    with _gates_lock:
        return _gates.setdefault(path, FairLock())


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes the file's write gate for each outermost `atomic` block."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._holds_gate = False

    def create_cursor(self, name: str | None = None) -> Cursor:
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        self._take_gate()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_gate()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._give_gate()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_gate()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_gate()

    def _take_gate(self) -> None:
        if not self._holds_gate:
            gate_for(str(self.settings_dict["NAME"])).acquire()
            self._holds_gate = True

    def _give_gate(self) -> None:
        if self._holds_gate:
            self._holds_gate = False
            gate_for(str(self.settings_dict["NAME"])).release()
