"""Where a jump between readings begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puntual.rules.quality.masking import mask
from puntual.rules.quality.statistics import Figures, jumps

USUAL = Figures(100, 400, 50, 5, {"MXN": 1000_00}, {"MXN": 400})


def kinds(now: Figures, *past: Figures, limit: float = 0.2) -> list[str]:
    return [jump.kind for jump in jumps(past or (USUAL,), now, limit)]


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (USUAL, []),
        (Figures(80, 320, 50, 5), []),
        (Figures(79, 400, 50, 5), ["customers"]),
        (Figures(100, 319, 50, 5), ["rows"]),
        (Figures(100, 400, 50, 15), []),
        (Figures(100, 400, 50, 16), ["phones"]),
        (Figures(100, 400, 19, 19), []),
        (Figures(100, 400, 50, 5, {"MXN": 4999_99}, {"MXN": 400}), []),
        (Figures(100, 400, 50, 5, {"MXN": 5000_00}, {"MXN": 400}), ["median:MXN"]),
        (Figures(100, 400, 50, 5, {"MXN": 200_00}, {"MXN": 400}), ["median:MXN"]),
        (Figures(100, 400, 50, 5, {"MXN": 200_00}, {"MXN": 19}), []),
        (Figures(100, 400, 50, 5, {"USD": 1}, {"USD": 400}), []),
    ],
)
def test_a_jump_begins_where_the_limit_says(now: Figures, found: list[str]) -> None:
    assert kinds(now) == found


def test_one_odd_reading_among_five_does_not_move_the_usual_one() -> None:
    odd = Figures(100, 400, 50, 50, {"MXN": 1}, {"MXN": 400})
    assert kinds(USUAL, odd, USUAL, USUAL, USUAL, USUAL) == []


def test_without_a_past_nothing_jumps() -> None:
    assert jumps((), USUAL, 0.0) == ()


counts = st.integers(0, 1000)
readings = st.builds(
    lambda customers, rows, debtors, without, amount: Figures(
        customers, rows, debtors, min(without, debtors), {"MXN": amount}, {"MXN": rows}
    ),
    counts, counts, counts, counts, st.integers(-100, 10**9),
)  # fmt: skip


@given(st.lists(readings, max_size=7), readings, st.floats(0, 1))
def test_no_figures_raise_and_a_reading_never_jumps_against_itself(
    past: list[Figures], now: Figures, limit: float
) -> None:
    jumps(past, now, limit)
    assert jumps([now] * 5, now, limit) == ()
    assert jumps(past, now, 1.0) == ()


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("impossible_phone", "+52 55 4321 8765", "…765"),
        ("shared_phone", "+525543218765", "…765"),
        ("duplicate_tax_id", "GODE561231GR8", "GOD…"),
        ("damaged_name", "PeÃ±a e Hijos", "P…±a e H…"),
        ("absurd_amount", "1250000.00 MXN", "1250000.00 MXN"),
        ("due_before_issue", "2026-10-01 > 2026-09-01", "2026-10-01 > 2026-09-01"),
        ("unreadable_amount", "Ana Torres 12", "A… T… 1…"),
        ("missing_phone", "", ""),
    ],
)
def test_what_stood_there_is_shown_without_telling_whose_it_is(code: str, value: str, shown: str) -> None:
    assert mask(value, code) == shown


@given(st.text(max_size=60), st.sampled_from(["impossible_phone", "duplicate_customer", "several_phones"]))
def test_of_a_phone_never_more_than_three_figures_are_shown(value: str, code: str) -> None:
    assert sum(char.isdigit() for char in mask(value, code)) <= 3
