"""When the second reader is asked, what it may cost, and that nobody waits for it under a lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection

from puntual.domain.reading import Band, Context, Intent, PromiseHeard, Reading
from puntual.ports.second_reader import Allowance, Opinion, Outcome, Question
from puntual.store.models import Case, InboundMessage, JournalEntry, ModelCall, Notice, Switch
from tests.casework.conftest import ANA
from tests.casework.trade import Trade

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "este viernes ya mero te deposito creo"


class Unsure:
    """A first reader that hears a promise for the day named, and is not sure of it."""

    version = "unsure-1"

    def __init__(self, inner: object) -> None:
        self._inner = inner

    def read(self, text: str, context: Context) -> Reading:
        reading: Reading = self._inner.read(text, context)  # type: ignore[attr-defined]
        day = reading.dates[0].date if reading.dates else None
        return replace(
            reading, intents=(Intent.PROMISE,), primary=Intent.PROMISE, band=Band.ASK,
            promise=PromiseHeard(day, None), model=self.version,
        )  # fmt: skip


class Agrees:
    """A second reader that confirms whatever it is asked, and notes how it was asked."""

    version = "big/p1"
    most_tokens = 2000

    def __init__(
        self, meanwhile: Callable[[], object] = lambda: None, outcome: Outcome = Outcome.ANSWERED
    ) -> None:
        self.asked: list[Question] = []
        self.under_lock: list[bool] = []
        self._meanwhile, self._outcome = meanwhile, outcome

    def doubts(self, text: str, first: Reading) -> bool:
        return first.band is not Band.ACT

    def open(self) -> bool:
        return True

    def ask(self, questions: Sequence[Question]) -> tuple[Opinion, ...]:
        self.asked += questions
        self.under_lock.append(connection.in_atomic_block)
        self._meanwhile()
        return tuple(self._opinion(one.first) for one in questions)

    def _opinion(self, first: Reading) -> Opinion:
        if self._outcome is not Outcome.ANSWERED:
            return Opinion(first, self._outcome)
        return Opinion(
            replace(first, band=Band.ACT, model=f"{first.model}+{self.version}"), self._outcome, 900, 40
        )


def asks(trade: Trade, reader: Agrees, **allowance: object) -> Agrees:
    trade.office = replace(
        trade.office,
        understanding=Unsure(trade.office.understanding),
        second_reader=reader,
        allowance=Allowance(**allowance),  # type: ignore[arg-type]
    )
    return reader


def latest() -> dict[str, object]:
    row = InboundMessage.objects.latest("id")
    reading: dict[str, object] = row.reading
    return reading


def test_what_both_readers_hear_is_acted_on_and_journaled_with_model_and_prompt(trade: Trade) -> None:
    asks(trade, Agrees())
    trade.says(ANA, WORDS)
    assert trade.kinds("C-1")[-1] == "promise_confirmed"
    assert latest()["model"] == "unsure-1+big/p1"
    entry = JournalEntry.objects.filter(kind="MessageHandled").latest("id")
    assert '"model":"unsure-1+big/p1"' in entry.body


def test_nobody_holds_a_lock_while_the_model_is_asked(trade: Trade) -> None:
    reader = asks(trade, Agrees())
    trade.says(ANA, WORDS)
    assert reader.under_lock == [False]


def test_the_names_on_record_go_along_to_be_hidden(trade: Trade) -> None:
    reader = asks(trade, Agrees())
    trade.says(ANA, WORDS)
    assert reader.asked[0].names == ("Ana Torres",)


def test_what_changed_while_the_model_was_asked_is_read_again_without_it(trade: Trade) -> None:
    def question_asked() -> None:
        Case.objects.filter(customer__key="C-1").update(pending="receipt")

    asks(trade, Agrees(question_asked))
    trade.says(ANA, WORDS)
    assert latest()["model"] == "unsure-1"
    assert latest()["context"]["pending"] == "receipt"  # type: ignore[index]


def test_a_message_that_comes_while_the_model_is_asked_is_not_left_out(trade: Trade) -> None:
    def more() -> None:
        first = InboundMessage.objects.latest("id")
        first.pk, first.message_id, first.text = None, "later", "no, mejor el lunes"
        first.save()

    asks(trade, Agrees(more))
    trade.says(ANA, WORDS)
    assert [day["text"] for day in latest()["dates"]] == ["este viernes", "el lunes"]  # type: ignore[attr-defined]
    assert latest()["model"] == "unsure-1"


def test_a_model_that_does_not_answer_leaves_the_first_reading_and_its_reservation(trade: Trade) -> None:
    asks(trade, Agrees(outcome=Outcome.TIMED_OUT))
    trade.says(ANA, WORDS)
    assert trade.kinds("C-1")[-1] == "clarify"
    call = ModelCall.objects.get()
    assert (call.outcome, call.tokens_in + call.tokens_out) == ("timed_out", 2000)


def test_a_reader_that_raises_stops_no_conversation(trade: Trade) -> None:
    def fail() -> None:
        raise RuntimeError("bug")

    asks(trade, Agrees(fail))
    trade.says(ANA, WORDS)
    assert InboundMessage.objects.get().state == "done"
    assert latest()["model"] == "unsure-1"


def test_what_a_question_cost_is_counted_in_tokens_and_money(trade: Trade) -> None:
    asks(trade, Agrees(), money=Decimal("5"), price_in=Decimal("0.5"), price_out=Decimal("2"))
    trade.says(ANA, WORDS)
    call = ModelCall.objects.get()
    assert (call.month, call.model, call.tokens_in, call.tokens_out) == ("2026-04", "big/p1", 900, 40)
    assert call.cost == 900 * 0.5 + 40 * 2, "millionths of the currency"


def test_a_months_tokens_are_never_exceeded_even_after_a_restart(trade: Trade) -> None:
    reader = asks(trade, Agrees(), tokens=2500)
    trade.says(ANA, WORDS)
    trade.says(ANA, WORDS)
    fresh = asks(trade, Agrees(), tokens=2500)  # as a new process finds it
    trade.says(ANA, WORDS)
    assert (len(reader.asked), len(fresh.asked)) == (1, 0)
    assert latest()["model"] == "unsure-1"
    assert Notice.objects.get(code="model_limit").key == "model_limit:2026-04"
    assert JournalEntry.objects.filter(kind="ModelAllowanceUsedUp").count() == 1
    Case.objects.update(state="open")
    trade.at("2026-05-04T09:00")
    trade.sync()
    trade.says(ANA, WORDS)
    assert len(fresh.asked) == 1, "a new month"


def test_a_months_money_is_never_exceeded(trade: Trade) -> None:
    # Twice the most that one question may cost is more than there is; one is not.
    reader = asks(
        trade, Agrees(), tokens=None, money=Decimal("0.003"), price_in=Decimal(1), price_out=Decimal(1)
    )
    for _ in range(3):
        trade.says(ANA, WORDS)
    assert len(reader.asked) == 2


def test_one_conversation_cannot_use_up_the_allowance(trade: Trade) -> None:
    reader = asks(trade, Agrees(), a_day=2)
    for _ in range(4):
        trade.says(ANA, WORDS)
    assert len(reader.asked) == 2


def test_nothing_is_asked_while_a_person_has_the_case(trade: Trade) -> None:
    reader = asks(trade, Agrees())
    trade.says(ANA, WORDS)
    Case.objects.update(state="human")
    trade.says(ANA, WORDS)
    assert len(reader.asked) == 1


def test_without_a_second_reader_nothing_is_reserved(trade: Trade) -> None:
    trade.says(ANA, WORDS)
    assert not ModelCall.objects.exists()
    assert not Switch.objects.filter(name="second_reader").exists()
