"""The gate where the clock on the wall jumps, repeats an hour, or a window ends at midnight."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from puntual.domain.contact import Allowed, ContactQuestion, Deferred, Purpose
from puntual.domain.policy import Policy
from puntual.domain.rulebook import ClosedDays, Confidence, ContactHours, Layer, Rulebook, Source, Span
from puntual.rules.gate import judge

ANY = Source("a test", date(2026, 1, 1), Confidence.LOW)
EVERY_DAY = frozenset(range(1, 8))
SANTIAGO = ZoneInfo(
    "America/Santiago"
)  # 2026: back an hour on 4 April 24:00, on an hour on 5 September 24:00
TIJUANA = ZoneInfo("America/Tijuana")  # 2026: on at 8 March 02:00, back at 1 November 02:00


def book(*hours: tuple[time, time], zone: str = "America/Santiago", span: Span = Span()) -> Rulebook:  # noqa: B008
    rules = tuple(
        ContactHours(f"test.hours_{i}", Layer.LAW, EVERY_DAY, opens, closes, ANY, span)
        for i, (opens, closes) in enumerate(hours)
    )
    return Rulebook("XX", "1", zone, ("es",), (*rules, ClosedDays("test.closed", Layer.LAW, ANY)))


def ask(rulebook: Rulebook, now: datetime, policy: Policy | None = None):
    return judge(ContactQuestion(Purpose.PUSH, now, "XX"), rulebook, policy or Policy(), lambda _: None)


def test_a_window_that_opens_in_a_skipped_hour_opens_when_the_clock_has_jumped():
    # 02:30 does not exist on 8 March; the window is open from 03:00 on.
    rules = book((time(2, 30), time(4)), zone="America/Tijuana")
    answer = ask(rules, datetime(2026, 3, 8, 1, 0, tzinfo=TIJUANA))
    assert isinstance(answer, Deferred)
    assert answer.until.astimezone(UTC) == datetime(2026, 3, 8, 10, 0, tzinfo=UTC)
    assert answer.until.hour == 3


def test_a_window_wholly_in_a_skipped_hour_opens_the_day_after():
    rules = book((time(2, 10), time(2, 50)), zone="America/Tijuana")
    answer = ask(rules, datetime(2026, 3, 8, 1, 0, tzinfo=TIJUANA))
    assert isinstance(answer, Deferred)
    assert answer.until == datetime(2026, 3, 9, 2, 10, tzinfo=TIJUANA)


def test_a_window_in_a_repeated_hour_opens_twice():
    # 01:00-02:00 happens twice on 1 November.
    rules = book((time(1, 10), time(1, 20)), zone="America/Tijuana")
    first = datetime(2026, 11, 1, 1, 10, tzinfo=TIJUANA)
    second = first.replace(fold=1)
    assert isinstance(ask(rules, first), Allowed)
    assert isinstance(ask(rules, second), Allowed)
    between = ask(rules, datetime(2026, 11, 1, 1, 30, tzinfo=TIJUANA))
    assert isinstance(between, Deferred)
    assert between.until.astimezone(UTC) == second.astimezone(UTC) == datetime(2026, 11, 1, 9, 10, tzinfo=UTC)


def test_the_clock_set_back_into_an_open_window_opens_it_again_at_once():
    # Open 22:30-23:30. On 4 April 24:00 becomes 23:00, which is open once more.
    rules = book((time(22, 30), time(23, 30)))
    answer = ask(rules, datetime(2026, 4, 4, 23, 40, tzinfo=SANTIAGO))
    assert isinstance(answer, Deferred)
    assert answer.until.astimezone(UTC) == datetime(2026, 4, 5, 3, 0, tzinfo=UTC)
    assert answer.until.replace(tzinfo=None) == datetime(2026, 4, 4, 23, 0)


def test_midnight_that_does_not_exist_opens_at_one():
    rules = book((time(0), time(6)))
    answer = ask(rules, datetime(2026, 9, 5, 23, 0, tzinfo=SANTIAGO))
    assert isinstance(answer, Deferred)
    assert answer.until.replace(tzinfo=None) == datetime(2026, 9, 6, 1, 0)


def test_a_window_that_closes_at_zero_lasts_until_midnight():
    rules = book((time(20), time(0)))
    last = datetime(2026, 5, 6, 23, 59, 59, 999999, tzinfo=SANTIAGO)
    assert isinstance(ask(rules, last), Allowed)
    assert isinstance(ask(rules, last + timedelta(microseconds=1)), Deferred)


def test_a_whole_open_day_is_open_at_every_hour():
    rules = book((time(0), time(0)))
    for hour in range(24):
        assert isinstance(ask(rules, datetime(2026, 5, 6, hour, tzinfo=SANTIAGO)), Allowed)


def test_two_windows_of_one_layer_leave_a_lunch_break_between_them():
    rules = book((time(9), time(12)), (time(14), time(18)))
    answer = ask(rules, datetime(2026, 5, 6, 12, 30, tzinfo=SANTIAGO))
    assert isinstance(answer, Deferred)
    assert answer.until == datetime(2026, 5, 6, 14, tzinfo=SANTIAGO)


def test_a_dated_rule_binds_only_within_its_span():
    rules = book((time(9), time(12)), span=Span(date(2026, 5, 6), date(2026, 5, 7)))
    evening = time(22)
    for day, bound in ((5, False), (6, True), (7, True), (8, False)):
        answer = ask(rules, datetime.combine(date(2026, 5, day), evening, SANTIAGO))
        assert isinstance(answer, Deferred) is bound


def test_the_end_of_a_span_can_be_what_opens():
    rules = book((time(9), time(12)), span=Span(until=date(2026, 5, 6)))
    answer = ask(rules, datetime(2026, 5, 6, 22, tzinfo=SANTIAGO))
    assert isinstance(answer, Deferred)
    assert answer.until == datetime(2026, 5, 7, 0, 0, tzinfo=SANTIAGO)


def test_without_any_zone_the_offset_of_the_instant_is_the_local_time():
    rules = book((time(9), time(12)), zone="")
    india = datetime.fromisoformat("2026-05-06T11:59:59+05:30")
    assert isinstance(ask(rules, india), Allowed)
    assert isinstance(ask(rules, india + timedelta(seconds=1)), Deferred)


def test_a_naive_instant_is_a_bug_and_raises():
    with pytest.raises(ValueError, match="aware"):
        ask(book((time(9), time(12))), datetime(2026, 5, 6, 10))
