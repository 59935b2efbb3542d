"""kill -9 at each named point: nothing lost, nothing doubled, by the provider's own account."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.crash.machine import EVERYTHING, Machine, says

CUSTOMERS = 8
CYCLES = int(os.environ.get("PUNTUAL_KILL_CYCLES", "6"))


def books(machine: Machine, *, paid: tuple[int, ...] = ()) -> None:
    rows = {f"A-{n}": (n, 0 if n in paid else 100_000) for n in range(CUSTOMERS)}
    machine.books(rows)


def settle(machine: Machine, at: str = "2026-04-06T10:30") -> dict[str, Any]:
    """A healthy process works until nothing is left; the provider's statuses come in."""
    assert not machine.run("recover", "deliver", "drain", at=at)
    machine.letters(machine.statuses("sent", "delivered"))
    assert not machine.run(*EVERYTHING, "seal", at=at)
    return machine.report()


def nothing_doubled(machine: Machine, report: dict[str, Any]) -> None:
    posted = machine.posted()
    assert max(posted.values(), default=0) <= 1, posted
    assert report["journal"] == []
    states = {key: state for key, _, _, state in report["outbox"]}
    assert set(posted) <= set(states)
    for key in posted:  # what the provider took is known to have been taken
        assert states[key] in {"sent", "delivered", "read", "unknown", "review"}, states[key]


@pytest.mark.parametrize("point", ["send.after_claim", "send.after_post", "send.after_record"])
def test_a_death_while_sending_neither_loses_nor_doubles_a_message(machine: Machine, point: str) -> None:
    books(machine)
    machine.run("sync", "plan")
    assert machine.run("deliver", failpoint=point)
    before = set(machine.posted())
    assert not machine.run("recover", at="2026-04-06T09:31")
    died = {key: state for key, _, _, state in machine.report()["outbox"]}
    # Another process cannot know of a claim that is still fresh; its lease has to run out.
    assert set(died.values()) <= {"sending", "sent", "queued"}
    machine.run("later", at="2026-04-06T09:45")
    assert "sending" not in {row[3] for row in machine.report()["outbox"]}
    report = settle(machine)
    nothing_doubled(machine, report)
    states = sorted(state for _, _, _, state in report["outbox"])
    lost = 5 if point == "send.after_claim" else 0
    assert states == ["delivered"] * (CUSTOMERS - lost) + ["review"] * lost
    assert before <= set(machine.posted())


def test_the_same_process_name_recovers_its_own_claims_at_once(machine: Machine) -> None:
    books(machine)
    machine.run("sync", "plan")
    assert machine.run("deliver", failpoint="send.after_post")
    machine.lives -= 1
    machine.run("recover", at="2026-04-06T09:31")
    assert sorted(row[3] for row in machine.report()["outbox"]) == ["queued"] * 3 + ["unknown"] * 5


@pytest.mark.parametrize("point", ["receive.before_commit", "receive.after_commit"])
def test_a_death_while_receiving_neither_loses_nor_doubles_a_letter(machine: Machine, point: str) -> None:
    books(machine)
    machine.run("sync", "plan", "deliver")
    letters = machine.statuses("sent", "delivered", "read")
    letters += [says(n, "pago el viernes") for n in range(CUSTOMERS)] * 2
    machine.letters(letters)
    assert machine.run("drain", failpoint=point, at="2026-04-06T10:05")
    assert machine.run("drain", failpoint=point, at="2026-04-06T10:06")
    machine.run("drain", "answer", "deliver", "seal", at="2026-04-06T10:07")
    report = machine.report()
    nothing_doubled(machine, report)
    assert [row[1] for row in report["inbound"]] == ["done"] * CUSTOMERS
    assert report["promises"] == [[f"C{n}", "open"] for n in range(CUSTOMERS)]
    kinds = sorted((row[2], row[3]) for row in report["outbox"])
    assert kinds == [("promise_confirmed", "sent")] * CUSTOMERS + [("reminder_due", "read")] * CUSTOMERS


SYNC_POINTS = ["sync.between_slices", "sync.before_cases", "sync.between_cases", "sync.before_settling"]


def a_paying_week(machine: Machine, failpoint: str = "") -> dict[str, Any]:
    """A day of reminders and answers, then payments; the sync that reads them may die once."""
    books(machine)
    machine.run("sync", "plan", "deliver")
    promised = [says(0, "pago mañana"), says(7, "ya pagué"), says(6, "pago hoy mismo")]
    machine.letters([*machine.statuses("sent"), *promised])
    machine.run("drain", "answer", "deliver", at="2026-04-06T10:05")
    books(machine, paid=(0, 1, 7))
    if failpoint:
        assert machine.run("sync", failpoint=failpoint, at="2026-04-07T07:00")
    machine.run("sync", "seal", at="2026-04-07T07:05")
    machine.run("fire", at="2026-04-08T09:45")
    machine.run("sync", "fire", at="2026-04-08T09:50")
    return machine.report()


@pytest.fixture(scope="module")
def undisturbed(
    any_machine: Callable[[Path], Machine], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    return a_paying_week(any_machine(tmp_path_factory.mktemp("undisturbed")))


@pytest.mark.parametrize("point", SYNC_POINTS)
def test_a_sync_that_died_is_made_good_by_the_next_one(
    machine: Machine, undisturbed: dict[str, Any], point: str
) -> None:
    ours = a_paying_week(machine, point)
    for part in ("journal", "receivables", "customers", "cases", "promises"):
        assert ours[part] == undisturbed[part], part
    assert [row[1:3] for row in ours["outbox"]] == [row[1:3] for row in undisturbed["outbox"]]
    assert ours["runs"] == ["done", "done" if point == "sync.before_settling" else "failed", "done", "done"]


def test_a_plan_that_died_is_finished_by_the_next_one_and_each_obligation_stands_once(
    machine: Machine,
) -> None:
    books(machine)
    machine.run("sync")
    assert machine.run("plan", failpoint="plan.between_slices")
    machine.run("plan")
    machine.run("plan", "seal")
    report = machine.report()
    assert report["journal"] == []
    assert sorted(row[1] for row in report["outbox"]) == [f"C{n}" for n in range(CUSTOMERS)]
    assert report["worklist"] == [[f"C{n}", "contact"] for n in range(CUSTOMERS)]


def test_killed_at_random_moments_it_ends_where_an_undisturbed_company_ends(
    new_machine: Callable[[], Machine],
) -> None:
    """Set PUNTUAL_KILL_CYCLES for more deaths."""
    chance = random.Random(20260406)
    whole, machine = new_machine(), new_machine()
    for one in (whole, machine):
        books(one)
    killed = 0
    for _ in range(CYCLES):
        killed += machine.run(*EVERYTHING[:-1], kill_after=chance.uniform(0.02, 0.6))
        if chance.random() < 0.5:
            machine.letters(machine.statuses("sent"))
            machine.letters([says(n, "pago el viernes", at="2026-04-06T09:29") for n in range(3)])
    for one in (whole, machine):
        one.run(*EVERYTHING)
        one.letters(
            [*one.statuses("sent"), *[says(n, "pago el viernes", at="2026-04-06T09:29") for n in range(3)]]
        )
        report = settle(one)
        nothing_doubled(one, report)
    ours, theirs = machine.report(), whole.report()
    assert killed > 0
    for part in ("receivables", "customers", "inbound", "promises", "worklist"):
        assert ours[part] == theirs[part], part
    reminders = [row for row in ours["outbox"] if row[2] == "reminder_due"]
    assert sorted(row[1] for row in reminders if row[3] != "cancelled") == [f"C{n}" for n in range(CUSTOMERS)]
