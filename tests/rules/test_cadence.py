"""Which step a customer has come to, and which of a month's steps give way."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from puntual.domain.policy import DEFAULT_STEPS
from puntual.rules.cadence import Due, gives_way_to, next_step_day, reached, step_today

JUNE_9 = date(2026, 6, 9).toordinal()
JUNE_30 = date(2026, 6, 30).toordinal()


def code(due: int, today: int) -> str | None:
    found = reached(due, today, DEFAULT_STEPS)
    return found.code if found else None


def test_a_step_is_reached_on_its_day_and_held_until_the_next() -> None:
    days = {
        -4: None,
        -3: "D-3",
        -1: "D-3",
        0: "D0",
        2: "D0",
        3: "D+3",
        6: "D+3",
        7: "D+7",
        30: "D+15",
        31: "D+31",
    }
    assert {dpd: code(JUNE_9, JUNE_9 + dpd) for dpd in days} == days


def test_the_highest_new_step_speaks_for_all_that_is_due() -> None:
    dues = [Due(1, JUNE_9 - 15), Due(2, JUNE_9), Due(3, JUNE_9 + 20)]
    found = step_today(dues, JUNE_9, DEFAULT_STEPS)
    assert found is not None
    assert (found.step.code, found.anchor, found.named) == ("D+15", JUNE_9 - 15, (1, 2))


def test_a_step_that_is_behind_an_invoice_calls_for_no_message_but_the_invoice_is_named() -> None:
    dues = [Due(1, JUNE_9 - 15, done=15), Due(2, JUNE_9)]
    found = step_today(dues, JUNE_9, DEFAULT_STEPS)
    assert found is not None
    assert (found.step.code, found.named) == ("D0", (1, 2))
    assert step_today([Due(1, JUNE_9 - 15, done=15)], JUNE_9, DEFAULT_STEPS) is None


def test_before_the_due_day_invoices_that_fall_due_soon_are_named_together() -> None:
    found = step_today([Due(1, JUNE_9), Due(2, JUNE_9 + 3)], JUNE_9, DEFAULT_STEPS)
    assert found is not None
    assert found.named == (1, 2)


def test_a_notice_ahead_of_its_day_leaves_out_what_is_past_due() -> None:
    dues = [Due(1, JUNE_9 - 15, done=15), Due(2, JUNE_9 + 2)]
    found = step_today(dues, JUNE_9, DEFAULT_STEPS)
    assert found is not None
    assert (found.step.code, found.named) == ("D-3", (2,))


def test_a_due_day_that_has_passed_leaves_out_what_is_not_due_yet() -> None:
    found = step_today([Due(1, JUNE_9 - 2), Due(2, JUNE_9 + 1)], JUNE_9, DEFAULT_STEPS)
    assert found is not None
    assert (found.step.code, found.named) == ("D0", (1,))


def test_five_steps_under_a_cap_of_three() -> None:
    budget, taken, yielded = 3, [], []
    done: int | None = None
    for today in range(JUNE_9 - 3, JUNE_30 + 1):
        due = [Due(1, JUNE_9, done)]
        step = step_today(due, today, DEFAULT_STEPS)
        if step is None:
            continue
        to = gives_way_to(step, due, today, JUNE_30, DEFAULT_STEPS, budget)
        (yielded if to else taken).append(step.step.code)
        budget -= not to
        done = step.step.day
    assert taken == ["D-3", "D+3", "D+15"]
    assert yielded == ["D0", "D+7"]


def test_a_bracket_that_is_entered_this_month_keeps_a_contact_back() -> None:
    due = [Due(1, JUNE_30 - 31, done=7)]  # D+31 falls on the last day of June, D+15 on the fourteenth
    today = JUNE_30 - 31 + 15
    step = step_today(due, today, DEFAULT_STEPS)
    assert step is not None
    assert gives_way_to(step, due, today, JUNE_30, DEFAULT_STEPS, 2) == ()
    assert gives_way_to(step, due, today, JUNE_30, DEFAULT_STEPS, 1) == ("D+31",)


def test_steps_that_come_closer_than_two_contacts_may_share_one_message() -> None:
    due = [Due(1, JUNE_9, done=3), Due(2, JUNE_9 + 1, done=3)]  # their D+15 come on two days running
    today = JUNE_9 + 8
    step = step_today(due, today, DEFAULT_STEPS)
    assert step is not None
    assert step.step.code == "D+7"
    assert gives_way_to(step, due, today, JUNE_30, DEFAULT_STEPS, 2, apart=1) == ("D+15", "D+15")
    assert gives_way_to(step, due, today, JUNE_30, DEFAULT_STEPS, 2, apart=2) == ()
    assert gives_way_to(step, due, today, JUNE_30, DEFAULT_STEPS, 1, apart=2) == ("D+15",)


def test_a_shared_message_stands_as_high_as_the_best_step_in_it() -> None:
    due = [Due(1, JUNE_30 - 20, done=7), Due(2, JUNE_30 - 35, done=15)]  # D+15 on the 25th, D+31 on the 26th
    today = JUNE_30 - 12
    notice = [*due, Due(3, today)]
    step = step_today(notice, today, DEFAULT_STEPS)
    assert step is not None
    assert gives_way_to(step, notice, today, JUNE_30, DEFAULT_STEPS, 1, apart=2) == ("D+31",)
    late = step_today([*due, Due(4, today - 15)], today, DEFAULT_STEPS)
    assert late is not None
    assert gives_way_to(late, due, today, JUNE_30, DEFAULT_STEPS, 2, apart=2) == ()


def test_what_falls_into_the_next_month_takes_nothing_from_this_one() -> None:
    due = [Due(1, JUNE_30 - 7)]
    step = step_today(due, JUNE_30, DEFAULT_STEPS)
    assert step is not None
    assert gives_way_to(step, due, JUNE_30, JUNE_30, DEFAULT_STEPS, 1) == ()


_DUES = st.lists(
    st.builds(
        Due,
        st.integers(1, 9),
        st.integers(JUNE_9 - 120, JUNE_9 + 40),
        st.sampled_from([None, *(step.day for step in DEFAULT_STEPS)]),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda due: due.id,
)


@given(_DUES)
def test_nothing_is_missed_until_the_day_on_which_we_look_again(dues: list[Due]) -> None:
    """Between today and the day that `next_step_day` names, no receivable comes to a new step."""
    behind = []
    for due in dues:
        own = reached(due.due, JUNE_9, DEFAULT_STEPS)
        done = max((day for day in (due.done, own.day if own else None) if day is not None), default=None)
        behind.append(Due(due.id, due.due, done))
    assert step_today(behind, JUNE_9, DEFAULT_STEPS) is None
    again = next_step_day(behind, JUNE_9, DEFAULT_STEPS)
    last = again if again is not None else JUNE_9 + 300
    for day in range(JUNE_9, last):
        assert step_today(behind, day, DEFAULT_STEPS) is None
    if again is not None:
        assert step_today(behind, again, DEFAULT_STEPS) is not None


@given(_DUES, st.integers(1, 4), st.integers(1, 3))
def test_a_step_never_gives_way_to_one_of_lower_priority(dues: list[Due], budget: int, apart: int) -> None:
    step = step_today(dues, JUNE_9, DEFAULT_STEPS)
    if step is None:
        return
    better = {one.code for one in DEFAULT_STEPS if one.priority < step.step.priority}
    to = gives_way_to(step, dues, JUNE_9, JUNE_30, DEFAULT_STEPS, budget, apart)
    assert set(to) <= better
    assert to == () or len(to) == budget
    if to:  # what shares messages needs fewer, never more
        assert gives_way_to(step, dues, JUNE_9, JUNE_30, DEFAULT_STEPS, budget) != ()
