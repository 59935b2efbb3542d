"""kill -9 at any moment: what was answered 200 is there. A real process, a real file, a real server."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from puntual.channels.signature import signature
from tests.intake.door_process import SECRET
from tests.intake.stores import Place

SENDERS = 8
ROOT = Path(__file__).parents[2]


class Door:
    """A running door process."""

    def __init__(self, place: Place, failpoint: str = "") -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "tests.intake.door_process", place.where, str(self.port)]
        environment = {**os.environ, "PUNTUAL_FAILPOINT": failpoint}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment)
        self._wait()

    def post(self, connection: HTTPConnection, text: str) -> int:
        body = json.dumps({"object": "x", "entry": [], "text": text}).encode()
        headers = {"X-Hub-Signature-256": signature(body, SECRET)}
        connection.request("POST", "/webhooks/cloud_api", body, headers)
        reply = connection.getresponse()
        reply.read()
        return reply.status

    def connect(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=10)

    def end(self, with_signal: signal.Signals) -> int:
        self.process.send_signal(with_signal)
        return self.process.wait(30)

    def _wait(self) -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                connection = self.connect()
                connection.request("GET", "/healthz")
                assert connection.getresponse().read() == b"ok"
                connection.close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        pytest.fail("the door did not open")


def stored(place: Place) -> list[str]:
    letters = place.reader().after(0, 1_000_000)
    return [json.loads(letter.body)["text"] for letter in letters]


def flood(door: Door, name: str, answered: list[str], stop: threading.Event) -> list[threading.Thread]:
    def send(sender: int) -> None:
        connection = door.connect()
        n = 0
        try:
            while not stop.is_set():
                text = f"{name}/{sender}/{n}"
                if door.post(connection, text) == 200:
                    answered.append(text)
                n += 1
        except (OSError, HTTPException):
            pass  # the door was killed
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(sender,)) for sender in range(SENDERS)]
    for thread in threads:
        thread.start()
    return threads


def under_load(door: Door, name: str, answered: list[str], end: Callable[[], object]) -> None:
    """Flood the door, end it in the middle, and wait until no sender is left."""
    stop = threading.Event()
    before = len(answered)
    threads = flood(door, name, answered, stop)
    deadline = time.monotonic() + 20
    while len(answered) < before + 50 and time.monotonic() < deadline and door.process.poll() is None:
        time.sleep(0.005)
    end()
    stop.set()
    for thread in threads:
        thread.join()


def test_five_kills_under_load_lose_nothing_that_was_answered(place: Place) -> None:
    answered: list[str] = []
    for round_ in range(5):
        door = Door(place)
        under_load(door, str(round_), answered, partial(door.end, signal.SIGKILL))
    there = stored(place)
    assert len(answered) >= 250
    assert len(there) == len(set(there))
    assert set(answered) <= set(there)


@pytest.mark.parametrize(("failpoint", "kept"), [("intake.before_commit", 0), ("intake.after_commit", 1)])
def test_a_kill_around_the_commit_answers_nobody_and_the_resent_letter_is_there(
    place: Place, failpoint: str, kept: int
) -> None:
    door = Door(place, failpoint)
    connection = door.connect()
    with pytest.raises((OSError, HTTPException)):
        door.post(connection, "first")
    connection.close()
    assert door.process.wait(10) == -signal.SIGKILL
    assert len(stored(place)) == kept
    door = Door(place)
    connection = door.connect()
    assert door.post(connection, "first") == 200
    connection.close()
    door.end(signal.SIGTERM)
    assert stored(place) == ["first"] * (kept + 1)


def test_a_polite_end_under_load_stores_what_it_took_and_answers_it(place: Place) -> None:
    answered: list[str] = []
    door = Door(place)
    under_load(door, "t", answered, lambda: door.process.send_signal(signal.SIGTERM))
    door.process.wait(30)
    assert set(answered) <= set(stored(place))
    assert len(answered) >= 50
