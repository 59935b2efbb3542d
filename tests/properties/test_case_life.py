"""Whatever customers, payments and days do to a case, some things always hold.

Hypothesis plays a company's days in any order over the real use cases, a real database and the simulated
provider, which is where the truth about messages is looked up. PUNTUAL_CASE_LIVES and PUNTUAL_CASE_EXAMPLES
set how many lives.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from puntual.casework import converse, deliver, people, plan_day, receive, timers, unsettled
from puntual.casework.cases import cadence_of
from puntual.channels.simulator import Faults
from puntual.domain.record import Status
from puntual.ports.channel import Address
from puntual.ports.inbox import Letter
from puntual.rules.cadence import reached
from puntual.store import journal
from puntual.store.models import (
    Case,
    Customer,
    HoldRow,
    JournalEntry,
    OutboundMessage,
    Promise,
    Receivable,
    User,
    WorklistEntry,
)
from tests.casework.trade import HandClock, Trade

EXAMPLES = int(os.environ.get("PUNTUAL_CASE_EXAMPLES", "3"))
STEPS = int(os.environ.get("PUNTUAL_CASE_STEPS", "12"))
LIVES = int(os.environ.get("PUNTUAL_CASE_LIVES", "2"))
LONG = int(os.environ.get("PUNTUAL_CASE_LONG", "100"))
ZONE = ZoneInfo("America/Mexico_City")
START = datetime(2026, 4, 1, 9, 0, tzinfo=ZONE)
PEOPLE = {"C-0": "5512345670", "C-1": "5587654321", "C-2": "5599112233"}
NAMES = {"C-0": "Ana Torres", "C-1": "Bruno Díaz", "C-2": "Ferretería del Sur"}
TAX_IDS = {"C-0": "TOAA800101AB1", "C-1": "DIBB790202CD2", "C-2": "FSU950303EF3"}
WORDS = (
    "pago el viernes", "pago mañana", "ya pagué", "no recibí la mercancía", "quiero hablar con una persona",
    "gracias", "¿cuánto debo?", "TOAA800101AB1", "¿puedo pagar en partes?", "sí", "no", "zzz qwerty",
    "quiero volver a recibir mensajes", "pago 300 pesos mañana", "me quedé sin trabajo, no puedo pagar",
)  # fmt: skip
# Sync and plan, then the hours at which timers fire and pushes may leave.
MOMENTS = (7, 8, 10, 16, 21)
ENDED = {"kept", "partly_kept", "broken", "replaced", "cancelled"}


class Shelf:
    """An inbox in memory: the durable ones have tests of their own."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    def put(self, bodies: list[bytes], at: datetime) -> None:
        for body in bodies:
            self.letters.append(Letter(len(self.letters) + 1, "simulator", at, body))

    def after(self, number: int, limit: int) -> list[Letter]:
        return [letter for letter in self.letters if letter.number > number][:limit]

    def forget_through(self, number: int) -> None:
        """Kept, so that they can be replayed."""


class CaseLife(RuleBasedStateMachine):
    """One company of three customers."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.folder = tempfile.TemporaryDirectory(prefix="puntual-life-")
        clock = HandClock(START.astimezone(UTC))
        faults = Faults(
            repeat=0.2, late=0.2, late_by=timedelta(hours=5), shuffle=0.5, unclear=0.1, undelivered=0.05
        )
        self.trade = Trade(Path(self.folder.name), clock, faults=faults)
        self.shelf = Shelf()
        self.trade.office = replace(self.trade.office, inbox=self.shelf)
        self.user = User.objects.create(username="lucia")
        self.number = 0
        self.opted_out: dict[str, datetime] = {}
        self.held: dict[str, list[tuple[datetime, datetime | None]]] = {}
        self.checked = 0
        self.seen_promises: dict[int, str] = {}

    @property
    def office(self) -> Any:
        return self.trade.office

    @property
    def today(self) -> date:
        return self.trade.clock.now().astimezone(ZONE).date()

    def teardown(self) -> None:
        journal.seal(self.office.heads_file, self.trade.clock.now())
        found = journal.verify(self.office.heads_file)
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
        self.folder.cleanup()
        assert found.ok, found.problems

    # -- what may happen --------------------------------------------------------------------------------

    @initialize()
    def open_the_books(self) -> None:
        for key, phone in PEOPLE.items():
            self.trade.customer(key, NAMES[key], phone, state="CDMX", tax_id=TAX_IDS[key])
            self._invoice(key, 2, "1200.00")
        self.trade.sync()

    @rule(moments=st.integers(1, 15))
    def time_passes(self, moments: int) -> None:
        """From one moment of the day to the next, as a runner would live it."""
        for _ in range(moments):
            self.trade.clock.move(_next_moment(self.trade.clock.now()))
            if self.trade.clock.now().astimezone(ZONE).hour == MOMENTS[0]:
                self.trade.sync()
                plan_day.plan(self.office)
            self._round()

    @rule(days=st.integers(2, 9))
    def the_machine_was_off(self, days: int) -> None:
        self.trade.clock.move(self.trade.clock.now() + timedelta(days=days))
        self.trade.sync()
        plan_day.plan(self.office)
        self._round()

    @rule(
        who=st.sampled_from(sorted(PEOPLE)),
        due=st.integers(-20, 20),
        amount=st.sampled_from(["90.50", "700.00"]),
    )
    def an_invoice_is_written(self, who: str, due: int, amount: str) -> None:
        self._invoice(who, due, amount)

    @precondition(lambda self: any(row.balance for row in self.trade.ledger.receivables.values()))
    @rule(data=st.data(), part=st.sampled_from([None, "50.00"]))
    def money_comes_in(self, data: st.DataObject, part: str | None) -> None:
        open_rows = sorted(
            k for k, row in self.trade.ledger.receivables.items() if row.balance and row.status is Status.OPEN
        )
        self.pay(data.draw(st.sampled_from(open_rows)), part)

    def pay(self, key: str, part: str | None) -> None:
        row = self.trade.ledger.receivables[key]
        self.trade.ledger.pay(key, part if row.balance > 5000 else None)

    @rule(who=st.sampled_from(sorted(PEOPLE)), words=st.sampled_from(WORDS))
    def somebody_writes(self, who: str, words: str) -> None:
        self.trade.whatsapp.write(Address("521" + PEOPLE[who]), words)
        self._round()

    @rule(who=st.sampled_from(sorted(PEOPLE)))
    def somebody_opts_out(self, who: str) -> None:
        self.trade.whatsapp.write(Address("521" + PEOPLE[who]), "no me escriba más")
        self._round()

    @rule(who=st.sampled_from(sorted(PEOPLE)))
    def the_team_hands_back(self, who: str) -> None:
        people.hand_back(self.office, Case.objects.get(customer__key=who).pk, self.user)

    @rule()
    def the_books_are_read(self) -> None:
        self.trade.sync()
        self._round()

    @rule()
    def the_plan_is_made_again(self) -> None:
        plan_day.plan(self.office)
        self._round()

    @rule(times=st.integers(1, 3))
    def all_webhooks_come_once_more(self, times: int) -> None:
        """Replaying everything that ever arrived changes nothing."""
        receive.drain(self.office, limit=10_000)
        converse.answer(self.office)
        before = self._state()
        bodies = [letter.body for letter in self.shelf.letters]
        for _ in range(times):
            self.shelf.put(bodies, self.trade.clock.now())
            receive.drain(self.office, limit=10_000)
            converse.answer(self.office)
        assert self._state() == before

    # -- what must hold ---------------------------------------------------------------------------------

    @invariant()
    def a_promise_ends_once_and_stays_ended(self) -> None:
        states = dict(Promise.objects.values_list("pk", "state"))
        for key, state in self.seen_promises.items():
            assert state not in ENDED or states[key] == state
        self.seen_promises = states
        ends = JournalEntry.objects.filter(kind="PromiseEnded").values_list("body", flat=True)
        assert all(count == 1 for count in Counter(_number(body, "promise") for body in ends).values())

    @invariant()
    def a_closed_case_owes_nothing_and_an_open_one_something(self) -> None:
        with_open = set(Receivable.objects.filter(status="open").values_list("customer", flat=True))
        for case in Case.objects.all():
            assert case.state != "closed" or case.customer_id not in with_open
            assert case.state not in {"open", "stalled"} or case.customer_id in with_open

    @invariant()
    def one_intent_is_at_most_one_message(self) -> None:
        """By the provider's account, not by ours."""
        counts = Counter(one.message.opaque_id for one in self.trade.whatsapp.sent)
        assert max(counts.values(), default=0) <= 1
        live = OutboundMessage.objects.exclude(state__in=["cancelled", "shadow"]).values_list(
            "obligation", flat=True
        )
        assert len(live) == len(set(live))

    @invariant()
    def what_left_was_allowed_to_leave(self) -> None:
        """Hours, days, gaps, caps and opt-outs, seen from the provider's side."""
        rows = {str(row.pk): row for row in OutboundMessage.objects.select_related("customer")}
        sent = self.trade.whatsapp.sent
        for one in sent[self.checked :]:
            row = rows[one.message.opaque_id]
            assert row.permit["verdict"] == "allowed"
            if row.purpose == "push":
                self._check_push(row, one.at.astimezone(ZONE))
        self.checked = len(sent)
        pushes: dict[str, list[date]] = {}
        for one in sent:
            row = rows[one.message.opaque_id]
            if row.purpose == "push" and row.customer:
                pushes.setdefault(row.customer.key, []).append(one.at.astimezone(ZONE).date())
        for days in pushes.values():
            assert all((later - day).days >= 2 for day, later in pairwise(days)), days
            assert max(Counter((day.year, day.month) for day in days).values()) <= 3

    @invariant()
    def every_due_step_was_taken_refused_or_is_still_due(self) -> None:
        """No open case is forgotten: either the planner has a day for it, or nothing is left to wait for."""
        for case in Case.objects.filter(state="open"):
            steps = cadence_of(self.office, case.customer).steps
            rows = Receivable.objects.filter(customer=case.customer_id, status="open", disputed=False)
            left = [row for row in rows if row.step_done is None or row.step_done < steps[-1].day]
            assert case.next_step_on is not None or not left, (case.customer.key, [row.key for row in left])

    @invariant()
    def whom_the_plan_looked_at_today_has_a_word_in_the_worklist(self) -> None:
        for row in WorklistEntry.objects.exclude(action__in=["contact", "shadow"]):
            assert row.rule
            assert row.reason

    # -- parts ------------------------------------------------------------------------------------------

    def _check_push(self, row: OutboundMessage, at: datetime) -> None:
        assert at.isoweekday() <= 5, at
        assert 8 <= at.hour < 20, at
        holiday = self.office.countries.holidays("MX", "CMX")(at.date())
        assert holiday is None, holiday
        assert row.customer is not None
        last_word = None
        for kind, body in (
            JournalEntry.objects.filter(customer_id=row.customer_id)
            .order_by("seq")
            .values_list("kind", "body")
        ):
            if kind == "MessageClaimed" and str(row.pk) in body:
                break
            last_word = kind if kind in {"OptedOut", "OptedIn"} else last_word
        assert last_word != "OptedOut"
        self._check_holds(row, at)

    def _check_holds(self, row: OutboundMessage, at: datetime) -> None:
        """No cadence step while a whole-customer hold was running."""
        if not row.step:
            return
        holds = HoldRow.objects.filter(customer=row.customer_id, since__lt=at, receivable=None)
        for hold in holds:
            over = hold.ended_at is not None and hold.ended_at <= at
            passed = hold.until_day is not None and hold.until_day < at.date().toordinal()
            assert over or passed, (hold.kind, at)

    def _round(self) -> None:
        self.shelf.put(self.trade.whatsapp.take_webhooks(self.trade.clock.now()), self.trade.clock.now())
        while receive.drain(self.office, limit=50):
            pass
        converse.answer(self.office)
        timers.fire(self.office)
        unsettled.reconcile(self.office)
        for _ in range(3):
            deliver.deliver(self.office)

    def _invoice(self, who: str, due: int, amount: str) -> None:
        self.number += 1
        self.trade.invoice(who, f"F-{self.number}", amount, self.today + timedelta(days=due))

    def _state(self) -> list[Any]:
        return [
            list(OutboundMessage.objects.order_by("pk").values("pk", "state", "provider_id", "error_code")),
            list(Promise.objects.order_by("pk").values()),
            list(Case.objects.order_by("pk").values("pk", "state", "unanswered", "next_step_on")),
            list(Customer.objects.order_by("pk").values()),
            JournalEntry.objects.count(),
        ]


def _next_moment(now: datetime) -> datetime:
    local = now.astimezone(ZONE)
    later = [local.replace(hour=hour, minute=5) for hour in MOMENTS]
    later.append((local + timedelta(days=1)).replace(hour=MOMENTS[0], minute=5))
    return min(moment for moment in later if moment > local)


def _number(body: str, name: str) -> int:
    return int(json.loads(body)[name])


@pytest.mark.django_db
def test_a_case_keeps_its_laws_whatever_happens() -> None:
    run_state_machine_as_test(
        CaseLife,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(LIVES))
def test_a_long_life_keeps_the_same_laws(seed: int) -> None:
    """A walk of many steps from a seed: what takes weeks to show does not show in short examples."""
    chance = Random(seed)
    machine = CaseLife()
    try:
        machine.open_the_books()
        for _ in range(LONG):
            _step(machine, chance)
            for law in LAWS:
                law(machine)
        pushed = OutboundMessage.objects.filter(purpose="push", claimed_at__isnull=False).count()
        assert pushed >= LONG // 20, "a life in which nothing is pushed proves nothing"
    finally:
        machine.teardown()


def _step(machine: CaseLife, chance: Random) -> None:
    who = chance.choice(sorted(PEOPLE))
    match chance.choices(range(8), weights=[45, 3, 10, 9, 9, 1, 14, 3])[0]:
        case 0:
            machine.time_passes(chance.randint(1, 15))
        case 1:
            machine.the_machine_was_off(chance.randint(2, 9))
        case 2:
            machine.an_invoice_is_written(who, chance.randint(-20, 20), chance.choice(["90.50", "700.00"]))
        case 3:
            rows = machine.trade.ledger.receivables
            keys = [key for key, row in rows.items() if row.balance and row.status is Status.OPEN]
            if keys:
                machine.pay(chance.choice(keys), chance.choice([None, "50.00"]))
        case 4:
            machine.somebody_writes(who, chance.choice(WORDS))
        case 5:
            machine.somebody_opts_out(who)
        case 6:
            machine.the_team_hands_back(who)
        case _:
            machine.all_webhooks_come_once_more(1)


LAWS = (
    CaseLife.a_promise_ends_once_and_stays_ended,
    CaseLife.a_closed_case_owes_nothing_and_an_open_one_something,
    CaseLife.one_intent_is_at_most_one_message,
    CaseLife.what_left_was_allowed_to_leave,
    CaseLife.every_due_step_was_taken_refused_or_is_still_due,
    CaseLife.whom_the_plan_looked_at_today_has_a_word_in_the_worklist,
)


def test_a_step_is_never_reached_before_its_day() -> None:
    from puntual.domain.policy import DEFAULT_STEPS

    for dpd in range(-10, 120):
        found = reached(1000, 1000 + dpd, DEFAULT_STEPS)
        assert found is None or found.day <= dpd
