"""The checker finds nothing in a spotless history, and each planted breach of I1 to I8."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from puntual.channels.simulator import Sent
from puntual.cli.demo.checker import breaches
from puntual.cli.demo.sample_company import SampleInstalment
from puntual.ports.channel import Accepted, Address, Outgoing
from puntual.store.journal import work
from puntual.store.models import (
    Customer,
    Dispute,
    InboundMessage,
    JournalEntry,
    JournalHead,
    OutboundMessage,
    Promise,
)
from tests.demo.clean_history import ANA, LUZ, MORNING, History, clean_history

pytestmark = pytest.mark.django_db
FACTS = "La factura F-1, por 1,500.00 MXN, venció el 5 de marzo de 2026. ¿Qué día?"


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    made = clean_history(tmp_path)
    yield made
    made.witness.erp.close()


def found(history: History) -> list[str]:
    return [f"{breach.invariant}: {breach.what}" for breach in breaches(history.witness)]


def test_a_spotless_history_has_no_breach(history: History) -> None:
    assert found(history) == []


class TestI1ThroughTheGate:
    def test_a_message_without_a_row(self, history: History) -> None:
        message = Outgoing(str(UUID(int=99)), Address(phone="5215512345678"), "Hola", "t")
        history.sent.append(Sent("w", MORNING + timedelta(days=2), message, Accepted("w")))
        assert found(history) == ["I1: no row for a message that was accepted"]

    def test_a_row_without_a_permit(self, history: History) -> None:
        OutboundMessage.objects.filter(pk=UUID(int=1)).update(permit={"verdict": "deferred"})
        assert found(history) == ["I1: sent without a permit"]

    def test_a_permit_for_another_purpose(self, history: History) -> None:
        OutboundMessage.objects.filter(pk=UUID(int=2)).update(purpose="confirm")
        assert found(history) == ["I1: the permit is for another purpose"]

    def test_a_text_that_changed_on_the_way(self, history: History) -> None:
        OutboundMessage.objects.filter(pk=UUID(int=2)).update(text="Otra cosa")
        assert found(history) == ["I1: the text that left is not the text that was permitted"]

    @pytest.mark.parametrize(
        ("at", "why"),
        [
            (datetime(2026, 3, 13, 13, 59, tzinfo=UTC), "hours"),  # 07:59 on a Friday
            (datetime(2026, 3, 14, 16, 0, tzinfo=UTC), "hours"),  # a Saturday
            (datetime(2026, 3, 15, 16, 0, tzinfo=UTC), "sunday"),
            (datetime(2026, 3, 16, 16, 0, tzinfo=UTC), "holiday"),  # the Benito Juárez Monday
            (datetime(2026, 3, 14, 2, 0, tzinfo=UTC), "hours"),  # 20:00 on the Friday: the end is exclusive
        ],
    )
    def test_a_push_when_it_is_closed(self, history: History, at: datetime, why: str) -> None:
        history.send(3, FACTS, at, template="reminder")
        assert found(history) == [f"I1: push when closed: {why}"]

    @pytest.mark.parametrize(("days", "why"), [((1,), "gap"), ((7, 10, 13), "week"), ((8, 15, 20), "month")])
    def test_a_push_over_the_cap(self, history: History, days: tuple[int, ...], why: str) -> None:
        for number, ahead in enumerate(days, 3):
            at = MORNING + timedelta(days=ahead)
            history.send(number, f"{FACTS} {'!' * number}", at, template="reminder")
        assert found(history) == [f"I1: push over the cap: {why}"]

    def test_a_push_during_a_promise(self, history: History) -> None:
        later = MORNING + timedelta(days=2)
        _promise(history, due=later.date())
        history.send(3, FACTS, later, template="reminder")
        assert found(history) == ["I1: push while a promise runs"]

    def test_the_reminder_of_the_promise_itself_on_its_day_is_none(self, history: History) -> None:
        later = MORNING + timedelta(days=2)
        _promise(history, due=later.date())
        history.send(3, FACTS, later, template="reminder", kind="promise_reminder")
        assert found(history) == []

    def test_the_follow_up_on_another_promise_is_one(self, history: History) -> None:
        later = MORNING + timedelta(days=2)
        _promise(history, due=later.date())
        history.send(3, FACTS, later, template="reminder", kind="promise_broken_follow_up")
        assert found(history) == ["I1: push while a promise runs"]

    def test_the_follow_up_on_a_part_of_a_plan_is_none_while_the_next_part_runs(
        self, history: History
    ) -> None:
        later = MORNING + timedelta(days=2)
        _promise(history, due=later.date())
        _promise(history, due=MORNING.date())
        Promise.objects.filter(due_day=MORNING.date().toordinal()).update(
            ended_at=MORNING + timedelta(days=1)
        )
        history.send(3, FACTS, later, template="reminder", kind="promise_partly_kept")
        assert found(history) == []

    def test_a_push_that_names_what_is_disputed(self, history: History) -> None:
        with work(MORNING) as unit:
            dispute = Dispute.objects.create(
                case=history.case, receivable=history.receivables["F-1/1"], opened_at=MORNING
            )
            unit.record("Disputed", history.customers[ANA].pk, dispute=dispute.pk)
        history.send(3, FACTS, MORNING + timedelta(days=2), template="reminder")
        assert found(history) == ["I1: push that names what is disputed"]

    def test_an_answer_that_answers_nothing(self, history: History) -> None:
        at = MORNING + timedelta(days=3)
        history.send(3, "Gracias.", at, purpose="answer", kind="smalltalk_thanks")
        assert found(history) == ["I1: an answer to nothing"]


class TestI2FactsAreCopied:
    @pytest.mark.parametrize(
        "text",
        [
            FACTS.replace("1,500.00", "1,500.01"),
            FACTS.replace("5 de marzo", "6 de marzo"),
            FACTS.replace("F-1", "F-7"),
            FACTS + " Llame al 5512.",
        ],
    )
    def test_a_numeral_that_stands_in_no_record(self, history: History, text: str) -> None:
        history.send(3, text, MORNING + timedelta(days=2), template="reminder")
        assert found(history) == ["I2: a numeral without a record"]

    def test_a_balance_that_was_true_before_the_payment(self, history: History) -> None:
        account = history.witness.erp.accounts["F-1/1"]
        paid_at = MORNING + timedelta(days=1)
        history.witness.erp.receive(account, 50_000, paid_at, paid_at.date())
        account.instalment = instalment_with(account.instalment, amount=200_000)
        stale = FACTS.replace("¿Qué día?", "¿Cuándo?")
        history.send(3, stale, MORNING + timedelta(days=3), template="reminder")
        assert any(line.startswith("I2") for line in found(history))


class TestI3ANoIsANo:
    def test_a_push_after_the_opt_out_that_we_recorded(self, history: History) -> None:
        at = MORNING + timedelta(hours=2)
        Customer.objects.filter(key=ANA).update(opted_out_at=at)
        history.send(3, FACTS, MORNING + timedelta(days=2), template="reminder")
        assert found(history) == ["I3: push after the person said no"]

    @pytest.mark.parametrize(
        ("topic", "text"), [("opt_out", "ya no me escriban"), ("wrong_number", "no soy")]
    )
    def test_a_push_after_a_no_that_we_did_not_understand(
        self, history: History, topic: str, text: str
    ) -> None:
        history.hear(2, text, topic, MORNING + timedelta(hours=2))
        history.send(3, "Hola: ¿cuándo?", MORNING + timedelta(days=2), template="reminder", named=[])
        assert found(history) == ["I3: push after the person said no"]


class TestI4AcknowledgedIsStored:
    def test_an_acknowledged_message_that_was_lost(self, history: History) -> None:
        InboundMessage.objects.all().delete()
        assert found(history) == ["I4: an acknowledged message is stored 0 times"]

    def test_a_message_that_nobody_wrote(self, history: History) -> None:
        history.witness.heard[0].message_id = "in.other"
        assert found(history) == [
            "I4: a message is stored that nobody wrote",
            "I4: an acknowledged message is stored 0 times",
        ]


class TestI5OneIntentOneMessage:
    def test_two_messages_for_one_obligation(self, history: History) -> None:
        OutboundMessage.objects.filter(pk=UUID(int=1)).update(obligation="x", state="cancelled")
        OutboundMessage.objects.filter(pk=UUID(int=2)).update(obligation="x")
        assert "I5: 2 messages for one obligation" in found(history)

    def test_one_row_sent_twice(self, history: History) -> None:
        history.sent.append(history.sent[1])
        assert "I5: one row was sent 2 times" in found(history)

    @pytest.mark.parametrize("state", ["queued", "rejected", "cancelled"])
    def test_an_accepted_message_that_we_hold_for_unsent(self, history: History, state: str) -> None:
        OutboundMessage.objects.filter(pk=UUID(int=1)).update(state=state)
        assert found(history) == [f"I5: accepted, but our row says {state}"]


class TestI6NobodyReadsAnothers:
    def test_an_invoice_of_one_customer_to_anothers_number(self, history: History) -> None:
        history.send(3, FACTS, MORNING + timedelta(days=2), to="525587654321", template="reminder")
        assert found(history) == ["I6: facts of one customer to another's number"]

    def test_facts_to_who_answered_in_the_customers_place(self, history: History) -> None:
        history.hear(2, "soy su hermana", "third_party", MORNING + timedelta(hours=2))
        history.send(3, FACTS, MORNING + timedelta(days=2), template="reminder")
        assert found(history) == ["I6: facts to a number that is not the customer's"]

    def test_facts_to_a_shared_number_that_nobody_confirmed(self, tmp_path: Path, history: History) -> None:
        luz = history.witness.holders("525587654321")[0]
        history.witness._holders["525512345678"].append(luz)
        assert found(history) == ["I6: facts to a shared number that nobody confirmed"] * 2
        history.witness.confirmed["525512345678", ANA] = MORNING - timedelta(days=1)
        assert found(history) == []


class TestI7TheErpIsNeverWritten:
    def test_a_write_by_someone_else(self, history: History) -> None:
        with sqlite3.connect(history.witness.erp.path) as database:
            database.execute("UPDATE cuentas_por_cobrar SET saldo = '0.00' WHERE folio = 'F-1'")
        assert found(history) == ["I7: the ERP's file was written by someone else"]


class TestI8Journal:
    def test_a_message_without_an_entry(self, history: History) -> None:
        OutboundMessage.objects.filter(pk=UUID(int=2)).update(customer=history.customers[LUZ])
        assert "I8: a message without a journal entry" in found(history)

    def test_a_promise_without_an_entry(self, history: History) -> None:
        _promise(history, due=MORNING.date(), journaled=False)
        assert found(history) == ["I8: a promise without a journal entry"]

    def test_an_entry_that_was_changed(self, history: History) -> None:
        entry = JournalEntry.objects.order_by("id").first()
        assert entry is not None
        JournalEntry.objects.filter(pk=entry.pk).update(actor="someone")
        assert found(history) == ["I8: the journal's chain is broken"]

    def test_entries_cut_off_at_the_end(self, history: History) -> None:
        head = JournalHead.objects.get(shard=history.customers[ANA].pk % 16)
        JournalEntry.objects.filter(shard=head.shard, seq=head.seq).delete()
        assert "I8: the journal's head is not its last entry" in found(history)


def _promise(history: History, due: date, *, journaled: bool = True) -> None:
    with work(MORNING) as unit:
        promise = Promise.objects.create(
            case=history.case, currency="MXN", due_day=due.toordinal(), made_at=MORNING, amount=150_000
        )
        if journaled:
            unit.record("PromiseMade", history.customers[ANA].pk, promise=promise.pk)


def instalment_with(item: SampleInstalment, amount: int) -> SampleInstalment:

    return replace(item, amount=amount)
