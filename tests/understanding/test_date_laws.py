"""What holds for the dates of any message, and for the arithmetic under them."""

from __future__ import annotations

import re
import sys
from datetime import date
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puntual.understanding.date_rules import RULES
from puntual.understanding.dates import MAX_SCANNED, find_dates
from puntual.understanding.feasts import easter
from puntual.understanding.normalise import fold
from puntual.understanding.workdays import business_days_later, coming_business_day, is_business_day

TODAY = date(2026, 4, 14)
VOCABULARY = """
el la los del al de 15 20 31 2026 lunes viernes sexta segunda quinta may sat friday próximo que viene pasado mañana
amanhã tomorrow en in em hace ago dentro 3 ocho días semanas mes months year primer último last of quincena fin abril
dezembro march 10/05 1/2 4.22 - / , . a y o to e hábiles úteis business after antes entre un uma the on dia day week
$ % pesos parcela factura las 5 pm hoy ahora 99 1000 no sé navidad easter few algunos + 08/12,2015 2015-3-3 12h
"""
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join))
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
LANGUAGES = st.sampled_from(["es", "pt", "en"])
COUNTRIES = st.sampled_from(["", "MX", "CO", "AR", "CL", "PE", "EC", "BR", "US", "xx"])


@settings(max_examples=400, deadline=None)
@given(TEXTS, LANGUAGES, DAYS, COUNTRIES)
def test_any_text_on_any_day_gives_mentions_inside_it_in_order_without_overlap(
    text: str, language: str, today: date, country: str
) -> None:
    end = 0
    for one in find_dates(text, fold(text), language, today, country):
        assert end <= one.start < one.end <= len(text)
        end = one.end
        mention = one.mention
        assert mention.text == text[one.start : one.end]
        assert mention.end is None or mention.date <= mention.end
        assert mention.ambiguous == (len(mention.alternatives) > 1)
        assert not mention.ambiguous or mention.date in mention.alternatives


@given(st.integers(0, 10**12), LANGUAGES)
def test_a_bare_number_is_no_date(number: int, language: str) -> None:
    assert find_dates(str(number), str(number), language, TODAY, "") == ()


@settings(max_examples=100, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(1, 60), COUNTRIES)
def test_business_days_never_land_on_a_weekend_or_a_holiday(today: date, n: int, country: str) -> None:
    assert is_business_day(business_days_later(today, n, country), country)
    assert business_days_later(today, n, country).weekday() < 5
    assert is_business_day(coming_business_day(today, min(n, 15), country), country)
    assert coming_business_day(today, min(n, 15), country) >= today


def test_easter_falls_where_the_tables_say() -> None:
    known = {2013: (3, 31), 2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2038: (4, 25)}
    assert {year: (easter(year).month, easter(year).day) for year in known} == known


@pytest.mark.parametrize(
    "piece",
    [
        "el ",
        "de ",
        "15 ",
        "1-",
        "1/",
        "a ",
        "el 15 y ",
        "lunes ",
        "en 3 dias ",
        "próximo ",
        "1.",
        "9",
        "un ",
        "mil ",
    ],
)
def test_the_work_for_a_message_grows_no_faster_than_its_length(piece: str) -> None:
    def work(length: int) -> int:
        text = (piece * length)[:length]
        calls = 0

        def count(frame: FrameType, event: str, arg: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(count)
        try:
            find_dates(text, fold(text), "es", TODAY, "MX")
        finally:
            sys.setprofile(None)
        return calls

    short, long = work(1000), work(4000)
    assert long < 8 * short
    assert work(MAX_SCANNED + 10_000) < 2 * long + 50_000


def test_no_pattern_of_the_grammar_repeats_without_a_bound() -> None:
    for one in RULES:
        assert "+" not in re.sub(r"\[[^]]*\]|\\\+", "", one.pattern.pattern), one.pattern.pattern
        assert one.pattern.pattern.count("*") <= one.pattern.pattern.count("!*$"), one.pattern.pattern
