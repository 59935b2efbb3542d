"""Webhooks: every update once, in any order, in any number, whatever is in it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from puntual.casework import converse, receive
from puntual.casework.receipts import RANK
from puntual.ports.channel import Address, Delivery, IdentityChanged, Inbound, MediaKind, Receipt, Update
from puntual.store.journal import work
from puntual.store.models import (
    Attempt,
    Case,
    IdentityRow,
    InboundMessage,
    JournalEntry,
    OutboundMessage,
    ParkedReceipt,
    StrangeUpdate,
    TemplateState,
)
from tests.casework.conftest import ANA
from tests.casework.trade import Trade

AT = datetime(2026, 4, 6, 15, 5, tzinfo=UTC)


def take(trade: Trade, updates: Sequence[Update]) -> None:
    with work(trade.clock.now()) as unit:
        for update in updates:
            receive.take_update(trade.office, unit, update, trade.clock.now())


def sent(trade: Trade) -> OutboundMessage:
    trade.plan()
    trade.work()
    return OutboundMessage.objects.get()


def receipt(row: OutboundMessage, state: str, n: int = 0, opaque: str | None = None) -> Receipt:
    own = str(row.pk) if opaque is None else opaque
    return Receipt(
        row.provider_id,
        own,
        Delivery(state),
        AT + timedelta(minutes=n),
        "131026" if state == "failed" else "",
    )


@pytest.mark.django_db
@pytest.mark.parametrize("order", list(itertools.permutations(RANK)), ids=lambda order: "-".join(order))
def test_statuses_converge_in_whatever_order_they_come(trade: Trade, order: tuple[str, ...]) -> None:
    row = sent(trade)
    take(trade, [receipt(row, state, sorted(RANK, key=RANK.__getitem__).index(state)) for state in order])
    row.refresh_from_db()
    stamps = (row.delivered_at, row.read_at, row.failed_at)
    assert (row.state, row.error_code) == ("read", "131026")
    assert stamps == tuple(AT + timedelta(minutes=n) for n in (2, 3, 1))


@pytest.mark.django_db
@pytest.mark.parametrize("order", list(itertools.permutations(["sent", "failed"])))
def test_a_message_that_failed_stays_failed_whatever_comes_first(
    trade: Trade, order: tuple[str, str]
) -> None:
    row = sent(trade)
    OutboundMessage.objects.update(state="sent")
    take(trade, [receipt(row, state) for state in order])
    row.refresh_from_db()
    assert row.state == "failed"


@pytest.mark.django_db
@pytest.mark.parametrize("before", ["queued", "sending", "unknown", "review", "rejected", "settled"])
def test_a_status_is_the_truth_whatever_the_row_said(trade: Trade, before: str) -> None:
    row = sent(trade)
    OutboundMessage.objects.update(state=before)
    Attempt.objects.update(counted=False)
    take(trade, [receipt(row, "delivered")])
    row.refresh_from_db()
    assert row.state == "delivered"
    assert Attempt.objects.get().counted, "what arrived counts against the caps"


@pytest.mark.django_db
def test_a_status_of_a_message_that_was_never_ours_changes_nothing(trade: Trade) -> None:
    row = sent(trade)
    strange = Receipt("wamid.other", "00000000-0000-4000-8000-000000000000", Delivery.READ, AT)
    take(trade, [strange, strange])
    row.refresh_from_db()
    assert row.state != "read"
    assert ParkedReceipt.objects.count() == 1


@pytest.mark.django_db
def test_statuses_that_overtake_the_answer_to_our_post_are_parked_and_matched(trade: Trade) -> None:
    """Without our own id in them they can only be matched once the provider's id is known."""
    from dataclasses import replace

    from puntual.casework import deliver

    trade.plan()
    inner = trade.whatsapp

    class Early:
        name = "simulator"
        approves_templates = False

        def send(self, messages: list) -> list:  # type: ignore[type-arg]
            outcomes = inner.send(messages)
            for outcome in outcomes:
                take(trade, [Receipt(outcome.message_id, "", Delivery(s), AT) for s in ("delivered", "sent")])  # type: ignore[union-attr]
            return list(outcomes)

    deliver.deliver(replace(trade.office, channel=Early()))  # type: ignore[arg-type]
    row = OutboundMessage.objects.get()
    assert (row.state, ParkedReceipt.objects.count()) == ("delivered", 0)


@pytest.mark.django_db
def test_the_same_message_fifty_times_is_one_event_and_one_reply(trade: Trade) -> None:
    sent(trade)
    inbound = Inbound("wamid.in.1", Address(ANA), MediaKind.TEXT, "pago el viernes", AT)
    take(trade, [inbound] * 50)
    converse.answer(trade.office)
    take(trade, [inbound] * 50)
    converse.answer(trade.office)
    assert InboundMessage.objects.count() == 1
    assert OutboundMessage.objects.filter(kind="promise_confirmed").count() == 1
    assert JournalEntry.objects.filter(kind="PromiseMade").count() == 1


@pytest.mark.django_db
def test_a_batch_of_a_thousand_updates_is_taken_whole(trade: Trade) -> None:
    row = sent(trade)
    updates: list[Update] = [
        Inbound(f"wamid.in.{n}", Address(f"52155{n:08}"), MediaKind.TEXT, f"hola {n}", AT) for n in range(500)
    ]
    updates += [receipt(row, state) for state in ("read", "sent", "delivered")] * 166
    updates += [Receipt(f"wamid.x.{n}", "", Delivery.SENT, AT) for n in range(2)]
    take(trade, updates)
    assert len(updates) == 1000
    assert InboundMessage.objects.count() == 500
    row.refresh_from_db()
    assert row.state == "read"


@pytest.mark.django_db
def test_messages_that_arrive_in_the_wrong_order_are_read_in_the_order_of_writing(trade: Trade) -> None:
    sent(trade)
    later = Inbound("wamid.in.2", Address(ANA), MediaKind.TEXT, "el viernes", AT + timedelta(seconds=20))
    first = Inbound("wamid.in.1", Address(ANA), MediaKind.TEXT, "sí, yo pago", AT)
    take(trade, [later, first])
    converse.answer(trade.office)
    assert list(OutboundMessage.objects.filter(purpose="confirm").values_list("kind", flat=True)) == [
        "promise_confirmed"
    ]


@pytest.mark.django_db
def test_nul_characters_and_overlong_names_do_not_stop_the_inbox(trade: Trade) -> None:
    odd = Inbound(
        "wamid.in.1", Address(ANA), MediaKind.TEXT, "ho\x00la", AT, profile_name="A\x00na" + "x" * 500
    )
    take(trade, [odd])
    row = InboundMessage.objects.get()
    assert row.text == "hola"
    assert row.identity.profile_name.startswith("Anax")


@pytest.mark.django_db
def test_an_update_that_cannot_be_stored_is_kept_aside_and_the_others_go_on(
    trade: Trade, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = receive.take_update

    def picky(office, unit, update, received_at) -> None:  # type: ignore[no-untyped-def]
        real(office, unit, update, received_at)
        if isinstance(update, Inbound) and update.text == "poison":
            raise ValueError("cannot be stored")

    monkeypatch.setattr(receive, "take_update", picky)
    for text in ("uno", "poison", "dos"):
        trade.whatsapp.write(Address(ANA), text)
    trade.carry()
    assert receive.drain(trade.office) > 0
    assert sorted(InboundMessage.objects.values_list("text", flat=True)) == ["dos", "uno"]
    assert StrangeUpdate.objects.get().field == "not_storable"
    assert JournalEntry.objects.filter(kind="MessageReceived").count() == 2


@pytest.mark.django_db
def test_a_body_that_is_not_json_is_kept_and_shown(trade: Trade) -> None:
    import asyncio

    asyncio.run(trade._store([b"\x00\xff not json"]))
    assert receive.drain(trade.office) == 1
    assert receive.drain(trade.office) == 0
    assert StrangeUpdate.objects.get().field == "undecodable"


@pytest.mark.django_db
def test_a_changed_identity_loses_every_level_and_is_answered_as_a_stranger(trade: Trade) -> None:
    sent(trade)
    trade.says(ANA, "¿cuánto debo?")
    trade.says(ANA, "TOAA800101AB1")
    assert "1,250" in trade.whatsapp.sent[-1].message.text
    take(trade, [IdentityChanged(Address(ANA), Address(ANA, "MX.new"), AT, "key-1")])
    row = IdentityRow.objects.get()
    assert (row.customer_id, row.linked_at, row.proved_until) == (None, None, None)
    trade.says(ANA, "¿cuánto debo?")
    last = trade.whatsapp.sent[-1].message.text
    assert "1,250" not in last


@pytest.mark.django_db
def test_a_number_that_moved_to_another_customer_tells_them_nothing_of_the_first(trade: Trade) -> None:
    sent(trade)
    trade.says(ANA, "hola")
    assert IdentityRow.objects.get().customer_id == trade.row("C-1").pk
    trade.customer("C-2", "Bruno Díaz", "5512345678", state="CDMX", tax_id="DIBB790202CD2")
    trade.customer("C-1", "Ana Torres", "5599998888", state="CDMX", tax_id="TOAA800101AB1")
    trade.sync()
    trade.says(ANA, "¿de qué es la factura?")
    assert "A-101" not in trade.whatsapp.sent[-1].message.text


@pytest.mark.django_db
def test_a_conversation_that_fails_three_times_goes_to_a_person_and_the_others_go_on(
    trade: Trade, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(trade)
    trade.customer("C-2", "Bruno Díaz", "5587654321", state="CDMX")
    trade.sync()
    real = converse.decide

    def picky(view, heard, policy):  # type: ignore[no-untyped-def]
        if heard.reading.promise is not None:
            raise RuntimeError("a bug")
        return real(view, heard, policy)

    monkeypatch.setattr(converse, "decide", picky)
    take(trade, [
        Inbound("wamid.in.1", Address(ANA), MediaKind.TEXT, "pago el viernes", AT),
        Inbound("wamid.in.2", Address("5215587654321"), MediaKind.TEXT, "gracias", AT),
    ])  # fmt: skip
    for _ in range(4):
        converse.answer(trade.office)
    states = dict(InboundMessage.objects.values_list("message_id", "state"))
    assert states == {"wamid.in.1": "failed", "wamid.in.2": "done"}
    assert Case.objects.get(customer__key="C-1").state == "human"


@pytest.mark.django_db
def test_a_template_event_is_kept(trade: Trade) -> None:
    trade.whatsapp.change_template("puntual_reminder_due_a", "es", "PAUSED", "low quality")
    trade.work()
    assert TemplateState.objects.get().state == "paused"
