"""The world of the demonstration: virtual days pass, and the real use cases run as the runner would run them.

Time moves from event to event. Nothing here decides anything about collections: it carries webhooks to the
door, and calls sync, plan, drain, answer, fire, deliver and reconcile when they are due.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connections
from django.db.models import QuerySet

from puntual.casework import converse, deliver, plan_day, receive, sync_portfolio, timers, unsettled
from puntual.casework.office import Office
from puntual.channels.simulator import Simulator
from puntual.store import journal
from puntual.store.models import OutboundMessage, Timer
from puntual.store.statements import query

from .clock import VirtualClock
from .door import Doorway
from .town import Town
from .witness import Witness

# The world looks at what is due in steps of this length, as a runner's poll would.
TICK = timedelta(minutes=15)
# After a customer has written, this passes before the answer: longer than the office waits for a second line.
THINKING = timedelta(seconds=5)
# Where something stays due that cannot be done now, it is looked at again after this.
AGAIN = timedelta(minutes=30)
EVENING = time(20, 0)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_RECONCILE_HOURS = (10, 14, 18)


@query
def _first_timer() -> QuerySet[Timer, datetime]:
    return Timer.objects.filter(state="waiting").order_by("due_at").values_list("due_at", flat=True)[:1]


@query
def _first_ready() -> QuerySet[OutboundMessage, datetime]:
    rows = OutboundMessage.objects.filter(state="queued").order_by("ready_at")
    return rows.values_list("ready_at", flat=True)[:1]


class ProcessDied(BaseException):
    """The simulated process was killed at this point; what it had not committed is gone."""


@dataclass(slots=True)
class World:
    """Everything that a run needs, wired. open_office gives a fresh office, as after a restart."""

    clock: VirtualClock
    town: Town
    simulator: Simulator
    witness: Witness
    doorway: Doorway
    open_office: Callable[[], Office]
    office: Office
    zone: str
    sync_at: time = time(6, 0)
    plan_at: time = time(7, 30)
    restarts: int = 0
    lock: AbstractContextManager[bool] = field(default_factory=threading.RLock)
    _known: int = 0
    _timer_at: datetime = NEVER

    def live(self, first: date, days: int, on_day: Callable[[int], None] | None = None) -> None:
        """Let `days` pass, from midnight of `first` in the company's zone to the evening of the last one.

        Then the simulated customers fall asleep: whoever looks on finds the last day's plan and its traces.
        """
        end = self._at(first + timedelta(days=days - 1), EVENING)
        self.town.begin(end)
        for number in range(days):
            self._schedule_day(first + timedelta(days=number), end)
            midnight = self._at(first + timedelta(days=number + 1), time(0, 0))
            self._live_until(min(midnight, end))
            if on_day:
                on_day(number + 1)
        self.town.asleep = True
        self._guarded(lambda: unsettled.reconcile(self.office))
        self._seal()

    def _seal(self) -> None:
        if self.office.heads_file is not None:
            journal.seal(self.office.heads_file, self.clock.now())

    def step(self) -> None:
        """All that is due now: the world's events, then the program's own work, once each."""
        with self.lock:
            for event in self.town.agenda.take(self.clock.now()):
                event()
            if self._carry_webhooks():
                self.clock.move_to(self.clock.now() + THINKING)
                self._guarded(self._receive)
            # A timer set just now is never due at once, so the last look at them is good enough.
            if self._timer_at <= self.clock.now():
                self._guarded(lambda: timers.fire(self.office))
            self._guarded(self._send)
            self._spread_news()

    def _receive(self) -> None:
        while receive.drain(self.office) >= receive.LETTERS:
            pass
        converse.answer(self.office)

    def _send(self) -> None:
        """Round after round, as long as something leaves."""
        while self._first_ready() <= self.clock.now():
            report = deliver.deliver(self.office)
            if not (report.sent or report.unknown or report.rejected or report.withheld or report.put_back):
                return

    def _live_until(self, end: datetime) -> None:
        while (at := self._next_at()) < end:
            self.clock.move_to(at)
            self.step()
        self.clock.move_to(end)

    def _next_at(self) -> datetime:
        """The next tick at which anything is due."""
        now = self.clock.now()
        times = [self.town.agenda.next_at() or NEVER, self.simulator.next_webhook_at() or NEVER]
        self._timer_at = self._first_timer()
        # What is due and was not done just now has to wait.
        times += [due if due > now else now + AGAIN for due in (self._timer_at, self._first_ready())]
        return max(_tick(min(times)), now)

    def _first_timer(self) -> datetime:
        return _first_timer.first() or NEVER

    def _first_ready(self) -> datetime:
        return _first_ready.first() or NEVER

    def _schedule_day(self, day: date, end: datetime) -> None:
        agenda = self.town.agenda
        agenda.at(self._at(day, self.sync_at), lambda: self._guarded(lambda: self._sync()))
        agenda.at(self._at(day, self.plan_at), lambda: self._guarded(lambda: plan_day.plan(self.office)))
        if day.weekday() < 6:
            agenda.at(self._at(day, time(17, 30)), lambda: self.town.issue_invoices(end))
        for hour in _RECONCILE_HOURS:
            agenda.at(
                self._at(day, time(hour)), lambda: self._guarded(lambda: unsettled.reconcile(self.office))
            )
        agenda.at(self._at(day, time(23, 50)), self._seal)

    def _sync(self) -> None:
        report = sync_portfolio.sync(self.office)
        if report.state == "held":
            sync_portfolio.sync(self.office, accept_by="demo")

    def _carry_webhooks(self) -> bool:
        """Take due webhooks to the door; True if there were any. What it did not store comes again."""
        bodies = self.simulator.take_webhooks(self.clock.now())
        if not bodies:
            return False
        statuses = self.doorway.post([(body, self.simulator.sign(body)) for body in bodies])
        for body, status in zip(bodies, statuses, strict=True):
            if status != 200:
                raise RuntimeError(f"the webhook door answered {status}")
            self._note_what_was_taken(body)
        return True

    def _note_what_was_taken(self, body: bytes) -> None:
        for heard in [one for one in self.witness.under_way if one.message_id.encode() in body]:
            heard.at = self.clock.now()
            self.witness.under_way.remove(heard)

    def _spread_news(self) -> None:
        """What the provider accepted reaches the customers' phones."""
        sent = self.simulator.sent
        for one in sent[self._known :]:
            self.town.arrives(one, self.simulator)
        self._known = len(sent)
        self.witness.sent = sent

    def _guarded(self, work: Callable[[], object]) -> None:
        """Run one use case; if the process dies in it, start anew from what is on disk."""
        try:
            work()
        except ProcessDied:
            self.restart()

    def restart(self) -> None:
        """A new process: nothing is kept but the database, the inbox file and the journal's heads."""
        connections.close_all()
        self.restarts += 1
        self.office = self.open_office()
        unsettled.recover(self.office)

    def close(self) -> None:
        """Let go of the ERP's file, the inbox and the event loop."""
        self.doorway.close()
        self.witness.erp.close()

    def _at(self, day: date, wall: time) -> datetime:
        return datetime.combine(day, wall, ZoneInfo(self.zone)).astimezone(UTC)


def _tick(at: datetime) -> datetime:
    """`at`, rounded up to the world's step."""
    into = timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)
    return at if not into else at + TICK - into
