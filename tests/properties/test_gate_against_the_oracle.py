"""Nothing passes outside the rulebook: the gate against an independent, naive oracle.

PUNTUAL_GATE_CASES sets how many cases are drawn (and draws new ones at each run).
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from puntual.countries.holidays import closed_days
from puntual.countries.registry import rulebook
from puntual.countries.zones import pin_time_zones
from puntual.domain.contact import (
    Allowed,
    ContactQuestion,
    Deferred,
    Hold,
    HoldKind,
    Purpose,
    Refused,
    Standing,
)
from puntual.domain.policy import Policy
from puntual.domain.rulebook import CapPer, Confidence, ContactCap, ContactHours, Layer, Source
from puntual.rules.gate import judge
from tests.properties.naive_oracle import HOURS_AND_CAPS, Asked, CompanyRule, may_leave, minutes

CASES = int(os.environ.get("PUNTUAL_GATE_CASES", "2000"))
DRAWN_ANEW = "PUNTUAL_GATE_CASES" in os.environ
OWN = Source("Company policy", date(2026, 1, 1), Confidence.HIGH)

PLACES = [
    *((place.split()[0], place.split()[1]) for place in HOURS_AND_CAPS if " " in place),
    *((place, None) for place in HOURS_AND_CAPS if " " not in place and place != "*"),
    ("CL", "NB"), ("CL", "AP"), ("CL", "MA"), ("BR", "MG"), ("BR", "BA"), ("AR", "X"), ("BO", "L"),
    ("ZZ", None), ("HN", None),
]  # fmt: skip
# Zones whose clocks jump (at midnight too) beside plain ones and the ends of the region.
ZONES = [
    "America/Santiago", "America/Havana", "America/Tijuana", "America/Ciudad_Juarez", "Pacific/Easter",
    "America/Asuncion", "America/New_York", "America/Bogota", "America/Mexico_City", "America/Sao_Paulo",
    "America/Rio_Branco", "Pacific/Galapagos", "America/Noronha", "Asia/Kolkata", "Australia/Lord_Howe",
]  # fmt: skip
JUMPS = [
    datetime(2026, 4, 5, 3, tzinfo=UTC), datetime(2026, 9, 6, 4, tzinfo=UTC),  # Chile
    datetime(2026, 3, 8, 5, tzinfo=UTC), datetime(2026, 11, 1, 5, tzinfo=UTC),  # Havana
    datetime(2026, 3, 8, 10, tzinfo=UTC), datetime(2026, 11, 1, 9, tzinfo=UTC),  # Tijuana
    datetime(2024, 3, 24, 3, tzinfo=UTC), datetime(2024, 10, 6, 4, tzinfo=UTC),  # Asunción
]  # fmt: skip

anywhen = st.datetimes(datetime(2024, 1, 1), datetime(2027, 11, 30), timezones=st.just(UTC))
near_a_jump = st.builds(
    lambda jump, seconds: jump + timedelta(seconds=seconds),
    st.sampled_from(JUMPS),
    st.integers(-100_000, 100_000),
)
at_an_edge = st.builds(
    lambda day, hour, seconds: (
        datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day, hours=hour, seconds=seconds)
    ),
    st.integers(0, 600),
    st.integers(0, 23),
    st.sampled_from([-1, 0, 1]),
)
near_a_holiday = st.builds(
    lambda day, hours: datetime(2026, *day, tzinfo=UTC) + timedelta(hours=hours),
    st.sampled_from([(4, 2), (7, 13), (8, 20), (9, 16), (11, 23), (12, 9), (12, 24), (6, 22), (4, 23)]),
    st.integers(-12, 40),
)
by_day = st.builds(
    lambda day, minutes: datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=day, minutes=minutes),
    st.integers(0, 600),
    st.integers(0, 12 * 60),
)
instants = st.one_of(by_day, by_day, anywhen, near_a_jump, at_an_edge, near_a_holiday)

clock = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 30, 59]))
weekdays = st.frozensets(st.integers(1, 7), min_size=1)
company_rules = st.builds(
    CompanyRule,
    windows=st.lists(
        st.tuples(weekdays, clock, clock).filter(lambda w: w[2] == time(0) or w[1] < w[2]), max_size=2
    ).map(tuple),
    caps=st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["day", "week", "month"])), max_size=2).map(
        tuple
    ),
    closed=st.frozensets(st.dates(date(2026, 1, 1), date(2027, 2, 1)), max_size=5),
)
PLAIN = CompanyRule()


@st.composite
def questions(draw: st.DrawFn) -> tuple[Asked, datetime]:
    country, subdivision = draw(st.sampled_from(PLACES))
    now = draw(instants)
    back = draw(st.lists(st.integers(-60 * 24 * 45, 60 * 24 * 4), max_size=draw(st.sampled_from([0, 2, 6]))))
    several = draw(st.sampled_from([1, 1, 1, 2, 3]))
    promised = st.integers(-2, 20).map(lambda d: now.date() + timedelta(days=d))
    return Asked(
        country=country,
        subdivision=subdivision,
        zones=tuple(draw(st.lists(st.sampled_from(ZONES), min_size=1, max_size=several, unique=True))),
        contacts=tuple(now + timedelta(minutes=minute) for minute in back),
        company=draw(st.one_of(st.just(PLAIN), st.just(PLAIN), company_rules)),
        promised_through=draw(st.one_of(st.none(), st.none(), st.none(), promised)),
    ), now


def policy_of(company: CompanyRule) -> Policy:
    return Policy(
        hours=tuple(
            ContactHours(f"company.hours_{i}", Layer.COMPANY, days, opens, closes, OWN)
            for i, (days, opens, closes) in enumerate(company.windows)
        ),
        caps=tuple(
            ContactCap(f"company.cap_{i}", Layer.COMPANY, attempts, CapPer(per), OWN)
            for i, (attempts, per) in enumerate(company.caps)
        ),
        closed_days=company.closed,
    )


def verdict(asked: Asked, now: datetime, company: CompanyRule | None = None):
    holds = () if asked.promised_through is None else (Hold(HoldKind.PROMISE, until=asked.promised_through),)
    question = ContactQuestion(
        purpose=Purpose.PUSH,
        now=now,
        country=asked.country,
        subdivision=asked.subdivision,
        zones=asked.zones,
        contacts=asked.contacts,
        standing=Standing(holds=holds),
    )
    closed = closed_days(asked.country, asked.subdivision)
    return judge(question, rulebook(asked.country), policy_of(company or asked.company), closed)


@pytest.fixture(autouse=True, scope="module")
def _pinned():
    pin_time_zones()


def agrees_with_the_oracle(asked: Asked, now: datetime) -> str:
    answer = verdict(asked, now)
    assert isinstance(answer, Allowed) == may_leave(asked, now)
    if isinstance(answer, Deferred):
        until = answer.until
        assert until > now
        assert str(until.tzinfo) == asked.zones[0]
        assert may_leave(asked, until)
        assert not may_leave(asked, until - timedelta(microseconds=1))
        soon, late = now + timedelta(minutes=30), until - timedelta(minutes=30)
        before = minutes(now, min(until, soon)) + minutes(max(now, late), until)
        before += minutes(now, until, step=60 if until - now < timedelta(days=2) else 360)
        assert not [instant for instant in before if may_leave(asked, instant)]
    elif isinstance(answer, Refused):
        a_year = now + timedelta(days=390)
        assert not [instant for instant in minutes(now, a_year, step=241) if may_leave(asked, instant)]
    return type(answer).__name__.lower()


def narrows_only(asked: Asked, now: datetime) -> None:
    """A company's rules never allow what is closed without them, and never open sooner."""
    with_it, without = verdict(asked, now), verdict(asked, now, PLAIN)
    if isinstance(with_it, Allowed):
        assert isinstance(without, Allowed)
    if isinstance(with_it, Deferred) and isinstance(without, Deferred):
        assert with_it.until >= without.until
    assert not (isinstance(without, Refused) and not isinstance(with_it, Refused))


def test_the_gate_says_what_the_naive_oracle_says(capsys):
    ran: Counter[str] = Counter()

    @settings(
        max_examples=CASES,
        deadline=None,
        derandomize=not DRAWN_ANEW,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(questions())
    def compare(case):
        asked, now = case
        ran[agrees_with_the_oracle(asked, now)] += 1
        if asked.company != PLAIN:
            narrows_only(asked, now)
            ran["with company rules"] += 1

    compare()
    total = ran["allowed"] + ran["deferred"] + ran["refused"]
    with capsys.disabled():
        print(f"\ngate against the oracle: {total:,} cases ran: {dict(ran)}")
    # A run that never allowed, or never deferred, would prove nothing.
    assert ran["allowed"] > total / 20
    assert ran["deferred"] > total / 4
    assert ran["with company rules"] > total / 20


def test_every_minute_before_until_is_closed(capsys):
    """The whole stretch minute by minute, for a few dozen cases of up to a week."""
    seen = Counter()
    for number in range(60):
        place = PLACES[number % len(PLACES)]
        now = datetime(2026, 3, 30, tzinfo=UTC) + timedelta(minutes=4_391 * number)
        asked = Asked(*place, (ZONES[number % len(ZONES)],), (now - timedelta(hours=number),), PLAIN)
        answer = verdict(asked, now)
        if isinstance(answer, Deferred):
            stretch = minutes(now, min(answer.until, now + timedelta(days=4)))
            assert not [instant for instant in stretch if may_leave(asked, instant)]
            seen["minutes"] += len(stretch)
    assert seen["minutes"] > 20_000
    with capsys.disabled():
        print(f"\nminute by minute: {seen['minutes']:,} minutes looked at")


@pytest.mark.parametrize("place", [p for p in HOURS_AND_CAPS if p != "*"])
def test_each_hour_edge_of_a_year_is_as_the_table_says(place):
    """Every day of 2026, at each hour that its row names and one second before."""
    country, _, subdivision = place.partition(" ")
    asked = Asked(country, subdivision or None, (rulebook(country).timezone,), (), PLAIN)
    zone = ZoneInfo(asked.zones[0])
    wrong = []
    for hour in sorted({*HOURS_AND_CAPS[place][:4], 12, 20} - {0}):
        for days, seconds in product(range(365), (-1, 0)):
            local = datetime(2026, 1, 1, hour, tzinfo=zone) + timedelta(days=days, seconds=seconds)
            if isinstance(verdict(asked, local), Allowed) != may_leave(asked, local):
                wrong.append(local)
    assert wrong == []
