"""The product at work on the main database, until ended: planning without a pause, and a person at the console.

`python -m bench.webhook_neighbour URL FOLDER`. A small portfolio is planned over and over, and someone who has
signed in opens one page after another as fast as they come. On SQLite the main file is this process's alone, for
the inbox is a file of its own. Says "ready" when both have begun, and at the end how much was done.
"""

from __future__ import annotations

import http.client
import itertools
import re
import socket
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.portfolio import TODAY, fill, open_office, set_up

CUSTOMERS = 5_000
_USER, _PASSWORD = "bench", "only-for-the-bench"
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_TODAY = TODAY.date().toordinal()
# As it was this morning, with what was queued withdrawn.
_PLANNED = "WHERE customer_id IN (SELECT customer_id FROM store_outboundmessage WHERE state = 'queued')"
_BACK = (
    f"UPDATE store_receivable SET step_done = NULL {_PLANNED}",
    f"UPDATE store_case SET next_step_on = {_TODAY}, last_step = '' {_PLANNED}",
    "UPDATE store_outboundmessage SET state = 'cancelled' WHERE state = 'queued'",
)


class Planning(threading.Thread):
    """Plans the portfolio, puts it back, and plans it again. `done`: cases planned."""

    def __init__(self, office: Any) -> None:
        super().__init__(daemon=True)
        self._office = office
        self.done = 0

    def run(self) -> None:
        from django.db import connection, transaction

        from puntual.casework.plan_day import plan

        while True:
            self.done += plan(self._office).queued
            with transaction.atomic(), connection.cursor() as cursor:
                for statement in _BACK:
                    cursor.execute(statement)


class Person(threading.Thread):
    """Signs in and opens page after page. `done`: pages that came with status 200."""

    def __init__(self, port: int, cases: list[int]) -> None:
        super().__init__(daemon=True)
        self._port = port
        self._pages = itertools.cycle(
            path
            for case in cases
            for path in ("/", f"/cases/{case}/", "/inbox/", "/escalations/", "/?show=skipped")
        )
        self._cookies: dict[str, str] = {}
        self.done = 0

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', self._ask(connection, "GET", "/login/"))
        form = {"csrfmiddlewaretoken": token[1] if token else "", "username": _USER, "password": _PASSWORD}
        self._ask(connection, "POST", "/login/", urlencode(form))
        if "sessionid" not in self._cookies:
            raise RuntimeError("the console let nobody in")
        with suppress(OSError, http.client.HTTPException):  # until the console stops
            for path in self._pages:
                self._ask(connection, "GET", path)
                self.done += 1

    def _ask(self, connection: http.client.HTTPConnection, method: str, path: str, form: str = "") -> str:
        """The page. Raises RuntimeError for anything but 200, or the way on after a form."""
        cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        connection.request(method, path, form or None, cookies | (_FORM if form else {}))
        answer = connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self._cookies[name] = value
        page = answer.read().decode()
        if answer.status != (302 if form else 200):
            raise RuntimeError(f"{method} {path}: {answer.status}")
        return page


def main(url: str, folder: Path) -> None:
    """Work until SIGTERM."""
    set_up(url, folder)
    from puntual.cli.serve import serve_demo
    from puntual.store.models import Case

    if not Case.objects.exists():
        _begin()
    office = open_office(folder)
    port = _free_port()
    planning = Planning(office)
    person = Person(port, list(Case.objects.order_by("pk").values_list("pk", flat=True)[:200]))
    planning.start()
    threading.Thread(target=_attend, args=(port, planning, person), daemon=True).start()
    serve_demo(office, "127.0.0.1", port)
    print(f"{planning.done} {person.done}", flush=True)


def _begin() -> None:
    from puntual.console.accounts import add_user

    fill(CUSTOMERS)
    add_user(_USER, _PASSWORD, "supervisor", "es")


def _attend(port: int, planning: Planning, person: Person) -> None:
    """Let the person in once the console listens, and say so when both are at work."""
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.05)
    person.start()
    while planning.is_alive() and person.is_alive() and not (planning.done and person.done):
        time.sleep(0.05)
    print(f"ready {planning.done} {person.done}" if person.is_alive() else "nobody got in", flush=True)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
