"""Jobs as threads of one process: the default, and all that a company with one machine needs."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import time

from django.db import close_old_connections

from puntual.casework import listen, unsettled
from puntual.casework.office import Office

from .jobs import keep_house, run_due, work_through

log = logging.getLogger(__name__)
IDLE = 0.5
HOUSEKEEPING = 60.0
SCHEDULE_CHECK = 10.0


class Runner:
    """A thread each for conversations and sending, daily jobs, housekeeping, voice notes. `stop` drains them."""

    def __init__(self, office: Office, sync_at: tuple[time, ...], plan_at: tuple[time, ...]) -> None:
        self._office = office
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._every, args=(0.0, self._round), name="work", daemon=True),
            threading.Thread(
                target=self._every,
                args=(SCHEDULE_CHECK, lambda: run_due(office, sync_at, plan_at)),
                name="schedule",
                daemon=True,
            ),
            threading.Thread(
                target=self._every, args=(HOUSEKEEPING, lambda: keep_house(office)), name="house", daemon=True
            ),
            # Hearing takes seconds to minutes: nothing else waits for it.
            *(
                [threading.Thread(target=self._every, args=(0.0, self._listen), name="listen", daemon=True)]
                if office.ears is not None
                else []
            ),
        ]

    def start(self) -> None:
        """Settle what a dead process left behind, then begin."""
        unsettled.recover(self._office)
        for thread in self._threads:
            thread.start()

    def stop(self, timeout: float = 30.0) -> None:
        """Finish the round under way; nothing new is claimed."""
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout)

    def _round(self) -> None:
        if not work_through(self._office):
            self._stop.wait(IDLE)

    def _listen(self) -> None:
        if not listen.listen(self._office):
            self._stop.wait(IDLE)

    def _every(self, seconds: float, job: Callable[[], object]) -> None:
        """Run `job` until stopped. A round that raises is logged and the next one comes: truth is in rows."""
        while not self._stop.is_set():
            try:
                close_old_connections()
                job()
            except Exception:
                log.exception("job failed", extra={"action": "job_failed"})
                self._stop.wait(5.0)
            if seconds:
                self._stop.wait(seconds)
        close_old_connections()
