"""The journal finds what was done to it: edits, deletions, insertions, re-orderings, truncations."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction

from puntual.store import journal
from puntual.store.models import JournalEntry, JournalHead

NOW = datetime(2026, 4, 6, 15, 30, tzinfo=UTC)
CUSTOMERS = (1, 2, 17, 18)  # 1 and 17 share a shard, and so do 2 and 18


@pytest.fixture
def heads(tmp_path: Path) -> Path:
    return tmp_path / "heads.jsonl"


def write(rounds: int = 3) -> None:
    for n in range(rounds):
        with journal.work(NOW) as unit:
            for customer in CUSTOMERS:
                unit.record("PromiseMade", customer, amount=1000 * n, due="2026-04-10")
            unit.record("SyncFinished", None, run=n)


def entry(shard: int, seq: int) -> JournalEntry:
    return JournalEntry.objects.get(shard=shard, seq=seq)


def rehash(shard: int) -> None:
    """What an attacker with the database in hand does: make the whole chain consistent again, head included."""
    prev = journal.GENESIS
    seq = 0
    for seq, row in enumerate(JournalEntry.objects.filter(shard=shard).order_by("seq", "id"), start=1):
        row.seq, row.prev = seq, prev
        fields = (prev, shard, seq, row.at, row.kind, row.customer_id, row.actor, row.body)
        row.hash = prev = journal.chain_hash(fields)
        row.save()
    JournalHead.objects.filter(shard=shard).update(seq=seq, hash=prev)


@pytest.mark.django_db
def test_what_was_written_holds(heads: Path) -> None:
    write()
    journal.seal(heads, NOW)
    write(1)
    found = journal.verify(heads)
    assert (found.ok, found.entries, found.seals) == (True, 20, 1)


@pytest.mark.django_db
def test_an_empty_journal_holds(heads: Path) -> None:
    assert journal.verify(heads).ok
    assert journal.seal(heads, NOW) is None


def edit() -> None:
    row = entry(1, 3)
    row.body = row.body.replace("1000", "1")
    row.save()


def delete() -> None:
    entry(1, 3).delete()


def insert() -> None:
    row = entry(1, 4)
    JournalEntry.objects.filter(shard=1, seq__gt=4).delete()
    row.pk, row.seq, row.body = None, 5, '{"amount":7}'
    row.save()


def reorder() -> None:
    one, two = entry(1, 2), entry(1, 3)
    bodies = (one.body, one.kind, one.customer_id), (two.body, two.kind, two.customer_id)
    (two.body, two.kind, two.customer_id), (one.body, one.kind, one.customer_id) = bodies
    one.save()
    two.save()


def truncate() -> None:
    JournalEntry.objects.filter(shard=1, seq__gt=3).delete()


def wipe() -> None:
    JournalEntry.objects.filter(shard=1).delete()


ATTACKS = [edit, delete, insert, reorder, truncate, wipe]


@pytest.mark.django_db
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_an_attack_is_found_without_any_seal(attack: Callable[[], None]) -> None:
    write()
    attack()
    assert not journal.verify(None).ok


@pytest.mark.django_db
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_an_attack_that_makes_the_chain_and_its_head_fit_is_found_by_the_seal(
    attack: Callable[[], None], heads: Path
) -> None:
    write()
    journal.seal(heads, NOW)
    attack()
    rehash(1)
    assert journal.verify(None).ok, "the attack is complete: only what lies outside can tell"
    assert not journal.verify(heads).ok


@pytest.mark.django_db
def test_a_shard_that_was_removed_with_its_head_is_found_by_the_seal(heads: Path) -> None:
    write()
    journal.seal(heads, NOW)
    wipe()
    JournalHead.objects.filter(shard=1).delete()
    assert not journal.verify(heads).ok


@pytest.mark.django_db
@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_seal_that_was_changed_removed_or_moved_is_found(heads: Path, line: int) -> None:
    for _ in range(3):
        write(1)
        journal.seal(heads, NOW)
    lines = heads.read_text().splitlines()
    changed = json.loads(lines[line])
    changed["heads"]["1"][0] += 1
    heads.write_text("\n".join([*lines[:line], journal.canonical(changed), *lines[line + 1 :]]) + "\n")
    assert not journal.verify(heads).ok
    if line < 2:
        heads.write_text("\n".join([*lines[:line], *lines[line + 1 :]]) + "\n")
        assert not journal.verify(heads).ok


@pytest.mark.django_db
def test_sealing_twice_without_news_writes_one_line(heads: Path) -> None:
    write()
    journal.seal(heads, NOW)
    assert journal.seal(heads, NOW) is None
    assert len(heads.read_text().splitlines()) == 1


@pytest.mark.django_db
def test_a_torn_seal_is_reported_and_does_not_stop_the_next(heads: Path) -> None:
    write(1)
    journal.seal(heads, NOW)
    write(1)
    with heads.open("a") as out:
        out.write('{"at": "2026-')
    assert journal.seal(heads, NOW) is not None
    found = journal.verify(heads)
    assert [problem for problem in found.problems if "line 2" not in problem] == []
    assert not found.ok


@pytest.mark.django_db
def test_work_that_fails_leaves_no_entry_and_a_part_that_fails_only_its_own() -> None:
    def failing() -> None:
        with journal.work(NOW) as unit:
            unit.record("PromiseMade", 1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    assert JournalEntry.objects.count() == 0
    with journal.work(NOW) as unit:
        unit.record("Kept", 1)
        try:
            with unit.part():
                unit.record("Lost", 1)
                raise ValueError
        except ValueError:
            unit.record("KeptToo", 1)
    assert list(JournalEntry.objects.order_by("seq").values_list("kind", flat=True)) == ["Kept", "KeptToo"]
    assert journal.verify(None).ok


@pytest.mark.django_db(transaction=True)
def test_many_writers_make_one_chain_a_shard_and_verifying_meanwhile_raises_no_alarm(heads: Path) -> None:
    alarms: list[str] = []
    failures: list[BaseException] = []

    def writer(order: tuple[int, ...]) -> None:
        try:
            for _ in range(10):
                with journal.work(NOW) as unit:
                    for customer in order:
                        unit.record("PromiseMade", customer)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    def checker() -> None:
        for _ in range(10):
            alarms.extend(journal.verify(None).problems)
        connection.close()

    threads = [threading.Thread(target=writer, args=(order,)) for order in (CUSTOMERS, CUSTOMERS[::-1])]
    threads.append(threading.Thread(target=checker))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (failures, alarms) == ([], [])
    assert journal.verify(None).entries == 80


@pytest.mark.django_db
def test_the_journal_keeps_the_order_of_what_was_recorded_in_one_work() -> None:
    with transaction.atomic(), journal.work(NOW) as unit:
        for n in range(5):
            unit.record("HoldPlaced", 1, n=n)
    bodies = JournalEntry.objects.filter(shard=1).order_by("seq").values_list("body", flat=True)
    assert list(bodies) == [f'{{"n":{n}}}' for n in range(5)]
