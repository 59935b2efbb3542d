"""Caps and gaps over calendar days."""

from datetime import date

from puntual.domain.rulebook import CapPer, Confidence, ContactCap, ContactGap, Layer, Source
from puntual.rules.counting import cap_reached, too_close

ANY = Source("a test", date(2026, 1, 1), Confidence.LOW)


def days(*texts: str) -> list[int]:
    return [date.fromisoformat(text).toordinal() for text in texts]


def reached(attempts: int, per: CapPer, on: str, *others: str) -> bool:
    cap = ContactCap("x", Layer.LAW, attempts, per, ANY)
    return cap_reached(cap, date.fromisoformat(on).toordinal(), days(*others))


def close(gap: int, on: str, other: str) -> bool:
    return too_close(ContactGap("x", Layer.LAW, gap, ANY), date.fromisoformat(on).toordinal(), days(other))


def test_a_gap_of_two_days_lets_monday_and_wednesday_pass_but_not_tuesday():
    assert close(2, "2026-04-14", "2026-04-13")
    assert not close(2, "2026-04-15", "2026-04-13")


def test_a_gap_counts_towards_a_later_push_too():
    assert close(2, "2026-04-13", "2026-04-14")


def test_a_gap_of_one_day_only_bars_the_same_date():
    assert close(1, "2026-04-13", "2026-04-13")
    assert not close(1, "2026-04-14", "2026-04-13")


def test_two_a_week_hold_within_the_iso_week():
    assert reached(2, CapPer.WEEK, "2026-04-19", "2026-04-13", "2026-04-15")


def test_two_a_week_hold_across_sunday_in_any_seven_days():
    assert reached(2, CapPer.WEEK, "2026-04-20", "2026-04-16", "2026-04-18")


def test_the_eighth_day_starts_afresh():
    assert not reached(2, CapPer.WEEK, "2026-04-20", "2026-04-13", "2026-04-18")


def test_a_push_between_two_others_sees_those_on_both_sides():
    assert reached(2, CapPer.WEEK, "2026-04-15", "2026-04-13", "2026-04-18")
    assert not reached(2, CapPer.WEEK, "2026-04-15", "2026-04-10", "2026-04-20")


def test_three_a_month_reset_on_the_first():
    march = ("2026-03-02", "2026-03-16", "2026-03-31")
    assert reached(3, CapPer.MONTH, "2026-03-31", *march)
    assert not reached(3, CapPer.MONTH, "2026-04-01", *march)


def test_a_push_planned_for_the_first_days_of_next_month_does_not_count_in_this_one():
    assert not reached(1, CapPer.MONTH, "2026-02-27", "2026-03-01")
    assert not reached(1, CapPer.MONTH, "2026-02-27", "2026-03-03")
    assert reached(1, CapPer.MONTH, "2026-01-01", "2026-01-31")


def test_one_a_day_counts_the_date_only():
    assert reached(1, CapPer.DAY, "2026-04-13", "2026-04-13")
    assert not reached(1, CapPer.DAY, "2026-04-14", "2026-04-13")
