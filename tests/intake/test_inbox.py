"""What was stored is there, once, in an order that a reader can rely on."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from puntual.store.group_commit import GroupCommit, InboxFullError, Row
from puntual.store.inbox_sqlite import SqliteInbox, SqliteInboxReader
from tests.intake.stores import MachineClock, Place


def test_a_stored_letter_is_read_back_byte_for_byte(place: Place) -> None:
    bodies = [b'{"entry":[]}', bytes(range(256)), b"x" * 3_000_000, "mañana 🙏".encode()]

    async def store() -> None:
        inbox = place.writer()
        await inbox.open()
        for body in bodies:
            await inbox.store("cloud_api", body)
        await inbox.close()

    asyncio.run(store())
    letters = place.reader().after(0, 10)
    assert [letter.body for letter in letters] == bodies
    assert {letter.channel for letter in letters} == {"cloud_api"}
    assert [letter.number for letter in letters] == sorted({letter.number for letter in letters})
    assert all(abs(datetime.now(UTC) - letter.received_at) < timedelta(minutes=1) for letter in letters)


def test_reading_on_and_forgetting_walk_through_the_letters_without_a_gap(place: Place) -> None:
    async def store(first: int, last: int) -> None:
        inbox = place.writer()
        await inbox.open()
        await asyncio.gather(*(inbox.store("cloud_api", b"%d" % n) for n in range(first, last)))
        await inbox.close()

    asyncio.run(store(0, 2500))
    reader = place.reader()
    number, seen = 0, []
    while letters := reader.after(number, 700):
        number = letters[-1].number
        seen += [int(letter.body) for letter in letters]
    assert seen == list(range(2500))
    reader.forget_through(number)
    assert reader.after(0, 10) == []
    asyncio.run(store(5000, 5003))
    assert [letter.body for letter in reader.after(number, 10)] == [b"5000", b"5001", b"5002"]


def test_a_poisoned_letter_fails_alone_and_its_neighbours_are_stored(place: Place) -> None:
    async def store() -> list[object]:
        inbox = place.writer()
        await inbox.open()
        channels = ["bad\ud800" if n % 40 == 7 else "cloud_api" for n in range(200)]
        letters = [inbox.store(channel, b"%d" % n) for n, channel in enumerate(channels)]
        results = await asyncio.gather(*letters, return_exceptions=True)
        await inbox.store("cloud_api", b"after")
        await inbox.close()
        return list(results)

    results = asyncio.run(store())
    failed = [n for n, result in enumerate(results) if isinstance(result, Exception)]
    assert failed == [7, 47, 87, 127, 167]
    stored = {letter.body for letter in place.reader().after(0, 999)}
    assert stored == {b"%d" % n for n in range(200) if n not in failed} | {b"after"}


def test_a_reader_never_passes_over_a_letter_while_several_processes_write(place: Place) -> None:
    if not place.where.startswith("postgresql"):
        pytest.skip("an SQLite inbox has one writing process")
    total = 4 * 1500

    async def store(name: int) -> None:
        inbox = place.writer()
        await inbox.open()
        for start in range(0, 1500, 30):
            await asyncio.gather(
                *(inbox.store("cloud_api", b"%d/%d" % (name, n)) for n in range(start, start + 30))
            )
        await inbox.close()

    asyncio.run(_opened(place))
    threads = [threading.Thread(target=lambda n=n: asyncio.run(store(n))) for n in range(4)]
    for thread in threads:
        thread.start()
    reader, number, seen = place.reader(), 0, 0
    deadline = time.monotonic() + 60
    while seen < total and time.monotonic() < deadline:
        letters = reader.after(number, 50)
        if letters:
            number, seen = letters[-1].number, seen + len(letters)
        elif not any(thread.is_alive() for thread in threads) and not reader.after(number, 1):
            break
    for thread in threads:
        thread.join()
    assert seen == total


async def _opened(place: Place) -> None:
    inbox = place.writer()
    await inbox.open()
    await inbox.close()


def test_the_sqlite_file_is_flushed_fully_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "inbox.db"
    asyncio.run(_opened(Place(str(path))))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    inbox = SqliteInbox(path, MachineClock())

    async def settings() -> tuple[object, object]:
        await inbox.open()
        connection = inbox._connection
        assert connection is not None
        found = (
            connection.execute("PRAGMA journal_mode").fetchone()[0],
            connection.execute("PRAGMA synchronous").fetchone()[0],
        )
        await inbox.close()
        return found

    assert asyncio.run(settings()) == ("wal", 2)


def test_after_a_lost_file_numbers_go_on_above_the_old_ones(tmp_path: Path) -> None:
    path = tmp_path / "inbox.db"

    async def store(body: bytes) -> None:
        inbox = SqliteInbox(path, MachineClock())
        await inbox.open()
        await inbox.store("cloud_api", body)
        await inbox.close()

    asyncio.run(store(b"one"))
    (old,) = SqliteInboxReader(path).after(0, 9)
    path.unlink()
    time.sleep(1.1)
    asyncio.run(store(b"two"))
    assert [letter.body for letter in SqliteInboxReader(path).after(old.number, 9)] == [b"two"]


def test_forgetting_gives_way_to_a_busy_writer_and_loses_nothing(tmp_path: Path) -> None:
    place = Place(str(tmp_path / "inbox.db"))
    done = threading.Event()

    async def store() -> None:
        inbox = place.writer()
        await inbox.open()
        for start in range(0, 6000, 100):
            await asyncio.gather(*(inbox.store("cloud_api", b"%d" % n) for n in range(start, start + 100)))
        await inbox.close()
        done.set()

    asyncio.run(_opened(place))
    thread = threading.Thread(target=lambda: asyncio.run(store()))
    thread.start()
    reader, number, seen = place.reader(), 0, []
    while not done.is_set() or reader.after(number, 1):
        letters = reader.after(number, 300)
        if letters:
            number = letters[-1].number
            seen += [int(letter.body) for letter in letters]
            reader.forget_through(number)
    thread.join()
    assert sorted(seen) == list(range(6000))


def test_a_locked_file_fails_the_letters_instead_of_losing_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("puntual.store.inbox_sqlite._BUSY_SECONDS", 0.05)
    path = tmp_path / "inbox.db"
    inbox = SqliteInbox(path, MachineClock())

    async def store() -> None:
        await inbox.open()
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                await inbox.store("cloud_api", b"one")
            other.execute("ROLLBACK")
        await inbox.store("cloud_api", b"two")
        await inbox.close()

    asyncio.run(store())
    assert [letter.body for letter in SqliteInboxReader(path).after(0, 9)] == [b"two"]


def test_letters_gather_while_a_flush_runs_and_go_in_one_batch() -> None:
    sizes: list[int] = []

    async def write(rows: object) -> list[BaseException | None]:
        assert isinstance(rows, list)
        sizes.append(len(rows))
        await asyncio.sleep(0.01)
        return [None] * len(rows)

    async def run() -> None:
        group = GroupCommit(write)
        await asyncio.gather(*(group.add(_row(b"x")) for _ in range(1500)))
        gone = asyncio.create_task(group.add(_row(b"y")))
        await asyncio.sleep(0)
        gone.cancel()
        await group.drain()

    asyncio.run(run())
    assert sizes == [512, 512, 476, 1]


def test_when_the_disk_does_not_keep_up_memory_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("puntual.store.group_commit.MOST_WAITING_BYTES", 10_000)

    async def write(rows: object) -> list[BaseException | None]:
        assert isinstance(rows, list)
        await asyncio.sleep(0.01)
        return [None] * len(rows)

    async def run() -> list[object]:
        group = GroupCommit(write)
        adds = [group.add(_row(b"x" * 1000)) for _ in range(50)]
        return list(await asyncio.gather(*adds, return_exceptions=True))

    results = asyncio.run(run())
    assert sum(isinstance(result, InboxFullError) for result in results) == 50 - 11


def _row(body: bytes) -> Row:
    return Row("cloud_api", datetime.now(UTC), body)
