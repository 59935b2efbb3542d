"""The simulated provider: strict like Meta, the same for the same seed, and honest about what it accepted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from puntual.channels.simulator import Faults, Simulator
from puntual.ports.channel import (
    Accepted,
    Address,
    Delivery,
    Inbound,
    MediaKind,
    Outgoing,
    Receipt,
    Rejected,
    TemplateChanged,
    Unknown,
    Update,
)

START = datetime(2026, 4, 20, 15, 0, tzinfo=UTC)
LUCIA = Address("5215512345678", "MX.8f2")


class VirtualClock:
    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at


def template(n: int) -> Outgoing:
    return Outgoing(f"op{n}", Address(f"52155{n:08d}"), "Hola", "aviso_v1", "es_MX", ("Lucía",))


def run(faults: Faults, seed: int = 1, count: int = 400) -> tuple[Simulator, list[object], list[list[bytes]]]:
    clock = VirtualClock()
    simulator = Simulator(clock, seed, faults)
    outcomes: list[object] = []
    taken = []
    for n in range(count):
        outcomes += simulator.send([template(n)])
        if n % 3 == 0:
            simulator.write(Address(f"52155{n:08d}"), f"pago mañana {n}", profile_name="José")
        clock.at += timedelta(minutes=1)
        taken.append(simulator.take_webhooks(clock.at))
    clock.at += timedelta(days=3)
    taken.append(simulator.take_webhooks(clock.at))
    assert simulator.next_webhook_at() is None
    return simulator, list(outcomes), taken


def updates(simulator: Simulator, taken: list[list[bytes]]) -> list[Update]:
    return [update for bodies in taken for body in bodies for update in simulator.decode(body)]


HARSH = Faults(repeat=0.3, late=0.2, shuffle=0.5, unreachable=0.1, undelivered=0.1, unclear=0.2)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    first, second, other = run(HARSH), run(HARSH), run(HARSH, seed=2)
    assert first[1:] == second[1:]
    assert first[0].sent == second[0].sent
    assert first[2] != other[2]


def test_every_webhook_is_signed_and_read_by_the_same_code_as_metas() -> None:
    simulator, _, taken = run(HARSH, count=60)
    bodies = [body for some in taken for body in some]
    assert all(simulator.genuine(body, simulator.sign(body)) for body in bodies)
    assert not any(simulator.genuine(body + b" ", simulator.sign(body)) for body in bodies)
    assert all(isinstance(update, Receipt | Inbound) for update in updates(simulator, taken))
    assert max(len(simulator.decode(body)) for body in bodies) > 3


def test_without_faults_each_accepted_message_is_sent_and_delivered_exactly_once() -> None:
    simulator, outcomes, taken = run(Faults())
    assert [o.message_id for o in outcomes if isinstance(o, Accepted)] == [
        s.message_id for s in simulator.sent
    ]
    seen = Counter((u.opaque_id, u.state) for u in updates(simulator, taken) if isinstance(u, Receipt))
    assert set(seen.values()) == {1}
    for state in (Delivery.SENT, Delivery.DELIVERED):
        assert {opaque for opaque, s in seen if s is state} == {f"op{n}" for n in range(400)}
    assert 0.6 < sum(s is Delivery.READ for _, s in seen) / 400 < 0.95


def test_all_faults_happen_and_what_was_accepted_is_told_by_a_status_in_the_end() -> None:
    simulator, outcomes, taken = run(HARSH)
    accepted = {s.message.opaque_id for s in simulator.sent}
    unclear = {f"op{n}" for n, o in enumerate(outcomes) if isinstance(o, Unknown)}
    refused = {f"op{n}" for n, o in enumerate(outcomes) if isinstance(o, Rejected)}
    assert unclear & accepted
    assert unclear - accepted
    assert refused
    assert not refused & accepted
    receipts = [u for u in updates(simulator, taken) if isinstance(u, Receipt)]
    assert {r.opaque_id for r in receipts} == accepted
    assert any(r.error_code == "131026" for r in receipts)
    assert max(Counter((r.opaque_id, r.state) for r in receipts).values()) > 1
    arrival: dict[str, list[Delivery]] = {}
    for receipt in receipts:
        arrival.setdefault(receipt.opaque_id, []).append(receipt.state)
    assert any(
        states.index(Delivery.DELIVERED) < states.index(Delivery.SENT)
        for states in arrival.values()
        if {Delivery.DELIVERED, Delivery.SENT} <= set(states)
    )


def test_sending_twice_makes_two_messages_as_it_would_for_real() -> None:
    simulator = Simulator(VirtualClock(), 1)
    first, second = simulator.send([template(1), template(1)])
    assert first != second
    assert len(simulator.sent) == 2


def test_free_text_passes_only_within_24_hours_of_the_persons_own_message() -> None:
    clock = VirtualClock()
    simulator = Simulator(clock, 1)
    free = Outgoing("a", LUCIA, "Gracias")

    def code() -> str:
        (result,) = simulator.send([free])
        return result.code if isinstance(result, Rejected) else "accepted"

    assert code() == "131047"
    simulator.write(LUCIA, "hola")
    assert code() == "accepted"
    clock.at += timedelta(hours=24) - timedelta(seconds=1)
    assert code() == "accepted"
    clock.at += timedelta(seconds=1)
    assert code() == "131047"
    simulator.write(Address("5219990000000"), "soy otro")
    assert code() == "131047"


@pytest.mark.parametrize("value", ["", " ", "a\nb", "a\tb", "a    b"])
def test_template_values_that_meta_refuses_are_refused(value: str) -> None:
    simulator = Simulator(VirtualClock(), 1)
    (result,) = simulator.send([replace(template(1), parameters=("Lucía", value))])
    assert isinstance(result, Rejected)
    assert simulator.sent == ()


def test_a_paused_template_is_refused_until_it_is_approved_again_and_a_webhook_tells() -> None:
    clock = VirtualClock()
    simulator = Simulator(clock, 1)
    simulator.change_template("aviso_v1", "es_MX", "PAUSED", "LOW_QUALITY")
    (body,) = simulator.take_webhooks(clock.at)
    (told,) = simulator.decode(body)
    assert isinstance(told, TemplateChanged)
    assert (told.name, told.state) == ("aviso_v1", "PAUSED")
    (result,) = simulator.send([template(1)])
    assert isinstance(result, Rejected)
    assert (result.code, result.stop_template) == ("132015", True)
    simulator.change_template("aviso_v1", "es_MX", "APPROVED")
    assert isinstance(simulator.send([template(1)])[0], Accepted)


@pytest.mark.parametrize("kind", list(MediaKind))
def test_a_person_can_send_every_kind_of_message(kind: MediaKind) -> None:
    clock = VirtualClock()
    simulator = Simulator(clock, 1)
    text = "" if kind is MediaKind.OTHER else "aquí está"
    message_id = simulator.write(LUCIA, text, kind=kind, profile_name="Lucía", reply_to="wamid.X")
    (body,) = simulator.take_webhooks(clock.at)
    assert body.isascii()
    (update,) = simulator.decode(body)
    assert isinstance(update, Inbound)
    assert (update.message_id, update.sender, update.kind, update.text) == (message_id, LUCIA, kind, text)
    assert (update.sent_at, update.reply_to, update.profile_name) == (START, "wamid.X", "Lucía")
