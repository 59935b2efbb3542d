"""A message that tells several things gets them all done, with one reply of two messages and one question at most."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puntual.domain.contact import Identity, Purpose
from puntual.domain.facts import (
    SILENCING,
    Decision,
    DisputeRaised,
    HandedOver,
    OpenQuestion,
    PaymentClaimed,
    PromiseMade,
    QuestionAsked,
    QuestionClosed,
    Say,
    SetTimer,
)
from puntual.domain.policy import Policy
from puntual.domain.reading import Band, Command, DateMention, Intent, Pending, PromiseHeard, Reading, Repair
from puntual.rules.conversation.decide import decide
from puntual.rules.conversation.view import BY_REMINDER, CaseView, Heard, OpenItem, StandingPromise

MONDAY = datetime(2026, 4, 6, 16, 0, tzinfo=UTC)
FRIDAY = date(2026, 4, 10)
ITEMS = (
    OpenItem(1, "A-101", date(2026, 4, 3), 125_000, "MXN"),
    OpenItem(2, "A-102", date(2026, 5, 1), 80_000, "MXN"),
)
VIEW = CaseView(now=MONDAY, state="open", identity=Identity.LINKED, items=ITEMS, currency="MXN")
PROVED = replace(VIEW, identity=Identity.PROVED)


def said(decision: Decision) -> list[str]:
    return [effect.type for effect in decision.effects if isinstance(effect, Say)]


def told(
    *intents: Intent,
    day: date | None = None,
    repair: Repair | None = None,
    band: Band = Band.ACT,
    **more: object,
) -> Heard:
    """A reading of these intents, each in words of its own; `more` are fields of the promise's command."""
    dates = (DateMention("el viernes", day),) if day else ()
    commands = tuple(
        Command(one, "words", 0, 5, 0.9, dates if one is Intent.PROMISE else (),
                **(more if one is Intent.PROMISE else {}))  # type: ignore[arg-type]
        for one in intents
    )  # fmt: skip
    promise = PromiseHeard(day, None) if Intent.PROMISE in intents else None
    return Heard(
        Reading(
            intents, intents[0], 0.9, band, "es", dates, promise=promise, commands=commands, repair=repair
        )
    )


def run(heard: Heard, view: CaseView = VIEW) -> Decision:
    return decide(view, heard, Policy())


def waiting(view: CaseView, decision: Decision) -> list[tuple[Pending, int]]:
    """The questions that are open after the decision, with how often each was put."""
    questions = view.questions
    for fact in decision.facts:
        if isinstance(fact, QuestionClosed):
            questions = ()
        if isinstance(fact, QuestionAsked):
            questions = (*fact.under, OpenQuestion(fact.pending, fact.about, fact.put))
    return [(one.pending, one.put) for one in questions]


def test_a_reading_without_commands_is_worked_by_its_intents() -> None:
    bare = Reading((Intent.PROMISE,), Intent.PROMISE, 0.9, Band.ACT, "es",
                   (DateMention("el viernes", FRIDAY),), promise=PromiseHeard(FRIDAY, None))  # fmt: skip
    assert said(run(Heard(bare))) == ["promise_confirmed"]


def test_three_things_told_are_all_done_though_two_messages_tell_it() -> None:
    heard = told(Intent.DISPUTE, Intent.PAID, Intent.PROMISE, day=FRIDAY, about_others=True)
    heard = replace(heard, reading=replace(heard.reading, commands=(
        replace(heard.reading.commands[0], invoices=("A-101",)), *heard.reading.commands[1:],
    )))  # fmt: skip
    decision = run(heard)
    kinds = {type(fact) for fact in decision.facts}
    assert {DisputeRaised, PaymentClaimed, PromiseMade} <= kinds
    assert said(decision) == ["dispute_received", "promise_confirmed"]


def test_one_question_is_asked_at_a_time_and_the_other_waits_unasked() -> None:
    decision = run(told(Intent.PAID, Intent.BALANCE))
    assert said(decision) == ["claim_noted", "identification_ask"]
    assert waiting(VIEW, decision) == [(Pending.RECEIPT, 0), (Pending.IDENTIFICATION, 1)]


def test_the_waiting_question_is_put_once_the_first_is_answered() -> None:
    view = replace(VIEW, pending=Pending.IDENTIFICATION, about=("balance",), proof=True,
                   under=(OpenQuestion(Pending.RECEIPT, (), 0),))  # fmt: skip
    decision = run(told(Intent.IDENTIFICATION), view)
    assert said(decision) == ["balance_facts", "receipt_again"]
    assert waiting(view, decision) == [(Pending.RECEIPT, 1)]


def test_two_questions_of_theirs_need_one_proof_and_both_are_answered_by_it() -> None:
    asked = run(told(Intent.BALANCE, Intent.PAYMENT_REFERENCE))
    assert said(asked) == ["identification_ask"]
    question = next(fact for fact in asked.facts if isinstance(fact, QuestionAsked))
    view = replace(VIEW, pending=question.pending, about=question.about, proof=True)
    assert said(run(told(Intent.IDENTIFICATION), view)) == ["balance_facts", "payment_facts"]


@pytest.mark.parametrize(
    ("pending", "again"),
    [
        (Pending.PROMISE_DATE, "promise_date_again"),
        (Pending.RECEIPT, "receipt_again"),
        (Pending.EXTENSION_TERMS, "terms_again"),
    ],
)
def test_our_question_is_put_again_after_a_digression_but_only_once(pending: Pending, again: str) -> None:
    view = replace(PROVED, pending=pending)
    first = run(told(Intent.BALANCE), view)
    assert said(first) == ["balance_facts", again]
    assert waiting(view, first) == [(pending, 2)]
    second = run(told(Intent.BALANCE), replace(view, put=2))
    assert said(second) == ["balance_facts"]


def test_a_reminders_question_is_not_put_again() -> None:
    view = replace(PROVED, pending=Pending.PROMISE_DATE, about=(BY_REMINDER,))
    assert said(run(told(Intent.BALANCE), view)) == ["balance_facts"]


@pytest.mark.parametrize("intent", [Intent.SMALLTALK, Intent.UNCLEAR])
def test_neither_a_courtesy_nor_what_we_do_not_understand_repeats_our_question(intent: Intent) -> None:
    decision = run(told(intent), replace(VIEW, pending=Pending.PROMISE_DATE))
    assert len(said(decision)) == 1
    assert "promise_date_again" not in said(decision)


def test_a_promise_answers_the_day_and_the_terms_but_not_who_they_are() -> None:
    view = replace(VIEW, pending=Pending.IDENTIFICATION, about=("balance",), proof=False,
                   under=(OpenQuestion(Pending.EXTENSION_TERMS), OpenQuestion(Pending.PROMISE_DATE)))  # fmt: skip
    assert waiting(view, run(told(Intent.PROMISE, day=FRIDAY), view)) == [(Pending.IDENTIFICATION, 1)]


@pytest.mark.parametrize(
    "intent", [Intent.HUMAN, Intent.LEGAL_THREAT, Intent.WRONG_NUMBER, Intent.HARDSHIP, Intent.OPT_OUT]
)
def test_what_ends_the_agents_part_ends_its_questions(intent: Intent) -> None:
    view = replace(VIEW, pending=Pending.RECEIPT, under=(OpenQuestion(Pending.PROMISE_DATE),))
    assert waiting(view, run(told(intent), view)) == []


def test_with_a_threat_nothing_else_is_registered() -> None:
    decision = run(told(Intent.LEGAL_THREAT, Intent.PROMISE, day=FRIDAY))
    assert not [fact for fact in decision.facts if isinstance(fact, PromiseMade)]


def test_with_a_wish_for_a_person_what_was_told_is_kept_and_nothing_asked() -> None:
    decision = run(told(Intent.HUMAN, Intent.PAID, Intent.PROMISE, day=FRIDAY))
    assert {PaymentClaimed, PromiseMade, HandedOver} <= {type(fact) for fact in decision.facts}
    assert not [fact for fact in decision.facts if isinstance(fact, QuestionAsked)]


def test_a_correction_keeps_the_amount_that_was_promised() -> None:
    view = replace(VIEW, promised=(StandingPromise(date(2026, 4, 8), 50_000),))
    decision = run(told(Intent.PROMISE, day=FRIDAY, corrects=True), view)
    assert decision.facts[0] == PromiseMade(FRIDAY, 50_000)
    assert said(decision) == ["promise_changed"]


def test_a_part_of_a_plan_taken_back_is_for_a_person() -> None:
    view = replace(
        VIEW, promised=(StandingPromise(FRIDAY, 50_000), StandingPromise(date(2026, 4, 20), 50_000))
    )
    decision = run(told(Intent.PROMISE, day=date(2026, 4, 13), corrects=True), view)
    assert [fact.reason.value for fact in decision.facts if isinstance(fact, HandedOver)] == ["extension"]
    assert not [fact for fact in decision.facts if isinstance(fact, PromiseMade)]


def test_a_promise_taken_back_without_a_new_day_is_asked_about_and_stands_until_then() -> None:
    view = replace(VIEW, promised=(StandingPromise(FRIDAY, 50_000),))
    decision = run(told(Intent.PROMISE, corrects=True), view)
    assert said(decision) == ["promise_ask_date"]
    assert not [fact for fact in decision.facts if isinstance(fact, PromiseMade)]


def test_after_an_opt_out_a_promise_is_confirmed_as_an_answer() -> None:
    decision = run(told(Intent.PROMISE, day=FRIDAY), replace(VIEW, opted_out=True))
    purposes = [effect.purpose for effect in decision.effects if isinstance(effect, Say)]
    assert purposes == [Purpose.ANSWER]


def test_all_is_contested_and_a_promise_in_the_same_breath_has_nothing_to_be_about() -> None:
    decision = run(told(Intent.DISPUTE, Intent.PROMISE, day=FRIDAY))
    assert said(decision) == ["dispute_received"]
    assert not [fact for fact in decision.facts if isinstance(fact, PromiseMade)]


def test_leaving_it_drops_all_questions_and_names_the_promise_that_stands() -> None:
    asked = replace(VIEW, pending=Pending.IDENTIFICATION, under=(OpenQuestion(Pending.PROMISE_DATE),))
    decision = run(told(Intent.SMALLTALK, repair=Repair.CANCEL), asked)
    assert (said(decision), waiting(asked, decision)) == (["left_as_is"], [])
    standing = replace(VIEW, promised=(StandingPromise(FRIDAY, 50_000),))
    assert said(run(told(Intent.SMALLTALK, repair=Repair.CANCEL), standing)) == ["promise_stands"]


INTENTS = st.lists(st.sampled_from(list(Intent)), min_size=1, max_size=4, unique=True)
ASKING = {
    "identification_ask", "promise_ask_date", "promise_date_too_far", "ambiguous_date", "promise_date_again",
    "claim_received_ask_reference", "claim_beside_promise", "receipt_again", "terms_again", "extension_offer",
    "clarify",
}  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    INTENTS,
    st.sampled_from([None, *Pending]),
    st.lists(st.sampled_from(list(Pending)), max_size=2, unique=True),
    st.booleans(),
    st.sampled_from([None, FRIDAY, date(2026, 9, 1), date(2026, 1, 1)]),
    st.sampled_from(list(Identity)),
)
def test_whatever_is_told_the_reply_is_short_asks_one_thing_and_times_what_was_promised(
    intents: list[Intent], pending: Pending | None, under: list[Pending], affirms: bool, day: date | None,
    identity: Identity,
) -> None:  # fmt: skip
    view = replace(
        VIEW, pending=pending, under=tuple(OpenQuestion(one) for one in under if one is not pending and pending),
        identity=identity, about=("2026-04-13=205000",) if pending is Pending.EXTENSION_TERMS else (),
    )  # fmt: skip
    heard = told(*intents, day=day)
    heard = replace(heard, reading=replace(heard.reading, affirms=affirms))
    decision = run(heard, view)
    assert len(said(decision)) <= 2
    assert len(set(said(decision))) == len(said(decision))
    assert len(ASKING & set(said(decision))) <= 1
    assert [one for one in said(decision)[:-1] if one in ASKING] == []
    assert decision.reasons
    made = [fact for fact in decision.facts if isinstance(fact, PromiseMade)]
    checks = [
        one for one in decision.effects if isinstance(one, SetTimer) and one.kind.value == "promise_check"
    ]
    assert len(checks) == len(made)
    if any(isinstance(fact, HandedOver) and fact.reason in SILENCING for fact in decision.facts):
        assert waiting(view, decision) == []
