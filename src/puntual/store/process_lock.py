"""A lock that ends with its process: who dies while holding it leaves nothing behind that others wait for."""

from __future__ import annotations

import fcntl
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

# Keys of ours among PostgreSQL's advisory locks.
_NAMESPACE = 0x50554E54


@contextmanager
def exclusive(name: str) -> Iterator[bool]:
    """Whether this process got the lock `name` of this database; it is not waited for.

    On SQLite it is a lock on a file beside the database, on PostgreSQL an advisory lock of the connection;
    both go when the process does, by kill -9 too. Not re-entrant on SQLite.
    """
    hold = _in_postgresql(name) if connection.vendor == "postgresql" else _on_a_file(name)
    with hold as got:
        yield got


@contextmanager
def _on_a_file(name: str) -> Iterator[bool]:
    path = Path(f"{connection.settings_dict['NAME']}.{name}-lock")
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        yield _took(handle)
    finally:
        os.close(handle)


def _took(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _in_postgresql(name: str) -> Iterator[bool]:
    key = (_NAMESPACE, zlib.crc32(name.encode()) >> 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        got = bool(cursor.fetchone()[0])
    try:
        yield got
    finally:
        if got:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)
