"""The fair write gate of an SQLite file, and the lock that ends with its process."""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime

import pytest
from django.db import connection

from puntual.store.models import Switch
from puntual.store.process_lock import exclusive
from puntual.store.sqlite_fair.base import FairLock

NOW = datetime(2026, 4, 6, tzinfo=UTC)


def test_the_lock_is_given_out_in_the_order_in_which_it_was_asked_for() -> None:
    lock, order = FairLock(), []
    lock.acquire()
    threads = []
    for n in range(8):

        def wait(number: int = n) -> None:
            lock.acquire()
            order.append(number)
            lock.release()

        threads.append(threading.Thread(target=wait))
        threads[-1].start()
        while len(lock._waiting) <= n:
            time.sleep(0.001)
    lock.release()
    for thread in threads:
        thread.join(5)
    assert order == list(range(8))


@pytest.mark.django_db(transaction=True)
def test_threads_that_write_at_once_all_get_their_turn() -> None:
    """No "database is locked", and no writer is left behind while another writes on and on."""
    from puntual.store.journal import work

    done: dict[int, int] = dict.fromkeys(range(4), 0)
    failures: list[BaseException] = []
    stop = threading.Event()

    def writer(number: int) -> None:
        try:
            while not stop.is_set():
                with work(NOW):
                    Switch.objects.update_or_create(
                        name=f"thread-{number}", defaults={"value": str(done[number])}
                    )
                done[number] += 1
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=writer, args=(number,)) for number in done]
    for thread in threads:
        thread.start()
    time.sleep(0.6)
    stop.set()
    for thread in threads:
        thread.join(20)
    assert failures == []
    assert min(done.values()) * 3 >= max(done.values()) > 0, done


@pytest.mark.django_db(transaction=True)
def test_only_one_holds_the_lock_whether_thread_or_process() -> None:
    seen: list[bool] = []

    def other() -> None:
        with exclusive("test") as got:
            seen.append(got)
        connection.close()

    with exclusive("test") as mine:
        assert mine
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(10)
    thread = threading.Thread(target=other)
    thread.start()
    thread.join(10)
    assert seen == [False, True]


@pytest.mark.skipif(
    not os.environ["PUNTUAL_DATABASE_URL"].startswith("sqlite"), reason="a file lock is SQLite's"
)
@pytest.mark.django_db(transaction=True)
def test_a_process_that_is_killed_leaves_no_lock_behind() -> None:
    import signal

    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        with exclusive("test"):
            os.write(write, b"x")
            signal.pause()
    assert os.read(read, 1) == b"x"
    with exclusive("test") as got:
        assert not got
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with exclusive("test") as got:
        assert got
    os.close(read)
    os.close(write)
