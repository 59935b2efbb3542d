"""Each country's rules, where they hold and where they do not, beside the article that says so."""

import pytest

from tests.countries.country_push import push

# 2026-04-13 is a Monday without a holiday nearby in any of these countries but where said.
CASES = [
    # Mexico, LTOSF art. 17 Bis 4 (PROFECO): Monday to Friday, 7 to 22; the industry's 8 to 20 narrows it.
    ("MX", None, "2026-04-13T19:59", "allowed"),
    ("MX", None, "2026-04-13T20:00", "industry.hours 2026-04-14T08:00"),
    ("MX", None, "2026-04-13T22:00", "mx.weekday_hours 2026-04-14T08:00"),
    ("MX", None, "2026-04-18T10:00", "mx.weekday_hours 2026-04-20T08:00"),
    ("MX", None, "2026-11-16T10:00", "mx.closed_days 2026-11-17T08:00"),
    ("MX", None, "2026-04-02T10:00", "mx.closed_days 2026-04-06T08:00"),
    # Colombia, Ley 2300 de 2023, art. 3: 7 to 19, Saturdays 8 to 15, never on Sundays and holidays.
    ("CO", None, "2026-04-13T18:59", "allowed"),
    ("CO", None, "2026-04-13T19:00", "co.weekday_hours 2026-04-14T08:00"),
    ("CO", None, "2026-04-18T14:59", "allowed"),
    ("CO", None, "2026-04-18T15:00", "co.saturday_hours 2026-04-20T08:00"),
    ("CO", None, "2026-04-19T10:00", "co.weekday_hours 2026-04-20T08:00"),
    ("CO", None, "2026-07-13T10:00", "co.closed_days 2026-07-14T08:00"),
    ("CO", None, "2025-07-14T10:00", "allowed"),
    # Before the act was in force only the industry's hours bound.
    ("CO", None, "2023-10-06T19:30", "allowed"),
    ("CO", None, "2023-10-10T19:30", "co.weekday_hours 2023-10-11T08:00"),
    # Chile, CPC art. 59: working days, Saturday among them, 8 to 20.
    ("CL", "RM", "2026-04-18T19:59", "allowed"),
    ("CL", "RM", "2026-04-18T20:00", "cl.hours 2026-04-20T08:00"),
    ("CL", "NB", "2026-08-20T10:00", "cl.closed_days 2026-08-21T08:00"),
    ("CL", "RM", "2026-08-20T10:00", "allowed"),
    # Peru, Ley 29571, art. 62: not from 20 to 7, nor on Saturdays, Sundays, holidays.
    ("PE", None, "2026-04-17T19:59", "allowed"),
    ("PE", None, "2026-04-18T10:00", "pe.weekday_hours 2026-04-20T08:00"),
    ("PE", None, "2026-12-09T10:00", "pe.closed_days 2026-12-10T08:00"),
    # Argentina: caution from Ley 26.951; CABA by its Ley 6171.
    ("AR", "B", "2026-04-13T08:30", "ar.weekday_hours 2026-04-13T09:00"),
    ("AR", "C", "2026-04-13T08:30", "allowed"),
    ("AR", "C", "2026-04-18T12:00", "ar-c.saturday_hours 2026-04-20T08:00"),
    ("AR", None, "2026-04-18T08:30", "ar.saturday_hours 2026-04-18T09:00"),
    ("AR", "C", "2026-11-23T10:00", "industry.closed_days 2026-11-24T08:00"),
    # Ecuador, LODC art. 49: Monday to Friday 7 to 20, no holidays.
    ("EC", "P", "2026-04-13T19:59", "allowed"),
    ("EC", "P", "2026-04-13T20:00", "ec.weekday_hours 2026-04-14T08:00"),
    ("EC", "P", "2026-04-18T10:00", "ec.weekday_hours 2026-04-20T08:00"),
    # Brazil: SP Lei 15.426/14, AL Lei 7.782/16, RJ Lei 7.868/18, ES Lei 10.626/17, AM Lei 306/16.
    ("BR", "SP", "2026-04-18T13:59", "allowed"),
    ("BR", "SP", "2026-04-18T14:00", "br-sp.saturday_hours 2026-04-20T08:00"),
    ("BR", "AL", "2026-04-18T08:00", "allowed"),
    ("BR", "RJ", "2026-04-13T08:59", "br-rj.weekday_hours 2026-04-13T09:00"),
    ("BR", "RJ", "2026-04-18T10:00", "br-rj.weekday_hours 2026-04-20T09:00"),
    ("BR", "ES", "2026-04-15T08:00", "allowed"),
    ("BR", "ES", "2026-04-15T19:00", "br-es.weekday_hours 2026-04-16T08:00"),
    ("BR", "AM", "2026-04-15T07:59", "industry.hours 2026-04-15T08:00"),
    ("BR", "AM", "2026-04-15T19:00", "br-am.weekday_hours 2026-04-16T08:00"),
    ("BR", "MG", "2026-04-15T19:00", "br.weekday_hours 2026-04-16T09:00"),
    ("BR", None, "2026-04-18T10:00", "br.weekday_hours 2026-04-20T09:00"),
    ("BR", "RJ", "2026-04-23T10:00", "br-rj.closed_days 2026-04-24T09:00"),
    ("BR", "SP", "2026-04-23T10:00", "allowed"),
    # Guatemala, Decreto 2-2024 art. 41: working hours and days.
    ("GT", None, "2026-04-13T17:59", "allowed"),
    ("GT", None, "2026-04-13T18:00", "gt.weekday_hours 2026-04-14T08:00"),
    ("GT", None, "2026-05-01T10:00", "gt.closed_days 2026-05-04T08:00"),
    # No law found: caution alone.
    ("CR", None, "2026-04-13T18:00", "cr.weekday_hours 2026-04-14T08:00"),
    ("PA", None, "2026-04-18T14:59", "allowed"),
    ("PA", None, "2026-04-18T15:00", "pa.saturday_hours 2026-04-20T08:00"),
    ("UY", None, "2026-04-13T19:59", "allowed"),
    ("UY", None, "2026-04-18T10:00", "uy.weekday_hours 2026-04-20T08:00"),
    ("UY", None, "2026-02-16T10:00", "industry.closed_days 2026-02-18T08:00"),
    ("BO", "L", "2026-04-13T19:59", "allowed"),
    ("BO", "L", "2026-04-18T10:00", "bo.weekday_hours 2026-04-20T08:00"),
    # Dominican Republic, INDOTEL Reglamento 002-09: Saturdays 9 to 13.
    ("DO", None, "2026-04-13T19:59", "allowed"),
    ("DO", None, "2026-04-18T08:59", "do.saturday_hours 2026-04-18T09:00"),
    ("DO", None, "2026-04-18T13:00", "do.saturday_hours 2026-04-20T08:00"),
    # Paraguay, SEDECO Res. 764/2025: 8 to 18, Saturdays 8 to 12.
    ("PY", None, "2026-04-13T17:59", "allowed"),
    ("PY", None, "2026-04-13T18:00", "py.weekday_hours 2026-04-14T08:00"),
    ("PY", None, "2026-04-18T11:59", "allowed"),
    ("PY", None, "2026-04-18T12:00", "py.saturday_hours 2026-04-20T08:00"),
    ("PY", None, "2026-06-22T10:00", "industry.closed_days 2026-06-23T08:00"),
]  # fmt: skip


@pytest.mark.parametrize(("country", "state", "at", "expected"), CASES)
def test_hours_and_days_are_those_of_the_article(country, state, at, expected):
    assert push(country, at, state=state) == expected


@pytest.mark.parametrize(
    ("country", "at", "contacts", "expected"),
    [
        # Ley 2300 art. 3: one contact a day, attempts count; two a week are our caution.
        ("CO", "2026-04-14T10:00", ["2026-04-14T08:00"], "co.daily_cap 2026-04-15T08:00"),
        ("CO", "2026-04-15T10:00", ["2026-04-14T18:00"], "allowed"),
        ("CO", "2026-04-17T10:00", ["2026-04-13T10:00", "2026-04-14T10:00"], "co.weekly_cap 2026-04-20T08:00"),
        # Ley 19.496 art. 37: at most two a week, at least two days apart.
        ("CL", "2026-04-14T10:00", ["2026-04-13T10:00"], "cl.gap 2026-04-15T08:00"),
        ("CL", "2026-04-15T08:00", ["2026-04-13T20:00"], "allowed"),
        ("CL", "2026-04-17T10:00", ["2026-04-13T10:00", "2026-04-15T10:00"], "cl.weekly_cap 2026-04-20T08:00"),
        # Thursday and Saturday, then Monday: another ISO week, but seven days running.
        ("CL", "2026-04-20T10:00", ["2026-04-16T10:00", "2026-04-18T10:00"], "cl.weekly_cap 2026-04-23T08:00"),
        # LODC art. 49: one a day; the gap is our caution.
        ("EC", "2026-04-14T10:00", ["2026-04-14T08:00"], "ec.daily_cap 2026-04-16T08:00"),
        ("MX", "2026-04-14T10:00", ["2026-04-13T10:00"], "mx.gap 2026-04-15T08:00"),
        ("PY", "2026-04-14T10:00", ["2026-04-13T10:00"], "allowed"),
        ("PY", "2026-04-14T10:00", ["2026-04-14T08:00"], "py.daily_cap 2026-04-15T08:00"),
        ("*", "2026-04-15T10:00", ["2026-04-13T10:00"], "fallback.gap 2026-04-20T09:00"),
        ("CO", "2026-04-30T10:00", ["2026-04-06T10:00", "2026-04-14T10:00", "2026-04-21T10:00"],
         "industry.monthly_cap 2026-05-02T08:00"),
    ],
)  # fmt: skip
def test_caps_and_gaps_are_those_of_the_article_or_our_caution(country, at, contacts, expected):
    zone = "America/Lima" if country == "*" else None
    assert push(country, at, *contacts, zone=zone) == expected


def test_two_contacts_a_day_break_a_guatemalan_bank_law_and_one_breaks_our_caution():
    assert push("GT", "2026-04-14T15:00", "2026-04-14T08:00").startswith("gt.gap")
    assert push("GT", "2026-04-14T15:00", "2026-04-14T08:00", "2026-04-14T09:00").startswith(
        "gt.daily_harassment_cap"
    )
