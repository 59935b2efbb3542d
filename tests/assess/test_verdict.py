"""The verdict: which answers automate, which begin with a pilot, which do neither yet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from puntual.domain.policy import DEFAULT_STEPS
from puntual.rules.assessment import Answer, DataTrust, Told, Verdict, assess
from puntual.rules.ledger_figures import LedgerFigures, LedgerItem, measure
from puntual.rules.pilot import WORKING_DAYS, Pace, suggest
from puntual.wording.assessment_words import LABELS, NOTES, REASONS, VERDICTS, reason_text, shown

DAY = date(2026, 6, 30)  # a Tuesday
GOOD_DATA = DataTrust(rows=100, trusted=99, customers=40, reachable=38, phones=True)
WILLING = Told(owner="Ana", repetitive_share=0.7, team=True)


def portfolio(customers: int = 40, late: int = 12, amount: int = 100_000) -> LedgerFigures:
    """So many customers with one alike invoice each, `late` days past due."""
    due = DAY - timedelta(late)
    return measure(
        [LedgerItem(f"C{i}", "MXN", amount, due, issued=due - timedelta(30)) for i in range(customers)], DAY
    )


def verdict(figures: LedgerFigures, trust: DataTrust = GOOD_DATA, told: Told = WILLING) -> Verdict:
    return assess(figures, trust, told, None).verdict


def test_many_small_debts_good_data_an_owner_and_a_willing_team_may_automate() -> None:
    assert verdict(portfolio()) is Verdict.AUTOMATE


@pytest.mark.parametrize(
    "told",
    [
        Told(owner=None, repetitive_share=0.7, team=True),
        Told(owner="Ana", repetitive_share=None, team=True),
        Told(owner="Ana", repetitive_share=0.7, team=None),
        Told(),
    ],
)
def test_what_the_company_did_not_tell_makes_it_a_pilot_and_appears_among_the_reasons(told: Told) -> None:
    assessment = assess(portfolio(), GOOD_DATA, told, None)
    assert assessment.verdict is Verdict.PILOT
    unknown = {reason.code for reason in assessment.reasons if reason.answer is Answer.UNKNOWN}
    wanted = {
        "owner_unknown": told.owner,
        "repetitive_unknown": told.repetitive_share,
        "team_unknown": told.team,
    }
    assert unknown == {code for code, value in wanted.items() if value is None}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (Told(owner="", repetitive_share=0.7, team=True), "owner_none"),
        (Told(owner="Ana", repetitive_share=0.2, team=True), "repetitive_little"),
        (Told(owner="Ana", repetitive_share=0.7, team=False), "team_refuses"),
    ],
)
def test_a_no_from_the_company_is_not_yet_and_is_the_first_reason(told: Told, code: str) -> None:
    assessment = assess(portfolio(), GOOD_DATA, told, None)
    assert assessment.verdict is Verdict.NOT_YET
    assert assessment.reasons[0].code == code


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        (portfolio(customers=0), "nothing_open"),
        (portfolio(late=0), "nothing_overdue"),
        (portfolio(customers=9), "few_overdue"),
    ],
)
def test_where_there_is_little_to_collect_nothing_is_automated(figures: LedgerFigures, code: str) -> None:
    assessment = assess(figures, GOOD_DATA, WILLING, None)
    assert assessment.verdict is Verdict.NOT_YET
    assert assessment.reasons[0].code == code


@pytest.mark.parametrize(
    ("trusted", "reachable", "wanted"),
    [(95, 38, Verdict.AUTOMATE), (94, 38, Verdict.PILOT), (79, 38, Verdict.NOT_YET), (95, 31, Verdict.PILOT),
     (95, 19, Verdict.NOT_YET)],
)  # fmt: skip
def test_bad_data_and_missing_phones_decide_too(trusted: int, reachable: int, wanted: Verdict) -> None:
    trust = DataTrust(rows=100, trusted=trusted, customers=40, reachable=reachable, phones=True)
    assert verdict(portfolio(), trust) is wanted


def test_a_file_without_phones_is_unknown_not_bad() -> None:
    assessment = assess(portfolio(), DataTrust(rows=40, trusted=40), WILLING, None)
    assert assessment.verdict is Verdict.PILOT
    assert "phones_unknown" in {reason.code for reason in assessment.reasons}


def test_old_debts_and_few_large_debtors_are_a_pilot() -> None:
    assert verdict(portfolio(late=120)) is Verdict.PILOT
    few_large = portfolio()
    for number in range(5):
        few_large.add(LedgerItem(f"BIG{number}", "MXN", 9_000_000, DAY - timedelta(10)))
    codes = {reason.code for reason in assess(few_large, GOOD_DATA, WILLING, None).reasons}
    assert "debts_few_large" in codes


def test_a_pilot_begins_in_the_young_bracket_with_most_customers_by_the_products_cadence() -> None:
    figures = portfolio(customers=30, late=12)
    for number in range(10):
        figures.add(LedgerItem(f"N{number}", "MXN", 5_000, DAY - timedelta(3)))
    pilot = suggest(figures, Pace(week=1, gap=3))
    assert pilot is not None
    assert (pilot.bracket, pilot.customers) == ("8-30", 30)
    assert {step.code for step in pilot.steps} < {step.code for step in DEFAULT_STEPS}
    # Twelve days late: the step D+7 today, D+15 within the gap's reach, D+31; three contacts each in four weeks.
    assert (pilot.first_day, pilot.a_day) == (30, 30 * 3 / WORKING_DAYS)


def test_the_caps_of_a_rulebook_hold_back_contacts() -> None:
    free, capped = suggest(portfolio(), Pace()), suggest(portfolio(), Pace(month=1))
    assert free is not None and capped is not None
    assert capped.a_day == 40 / WORKING_DAYS < free.a_day


def test_nobody_in_a_young_bracket_means_no_pilot() -> None:
    assert suggest(portfolio(late=100), Pace()) is None


def test_every_word_exists_in_three_languages_with_the_same_places_to_fill() -> None:
    from string import Formatter

    for words in (REASONS, NOTES, LABELS, VERDICTS):
        for code, said in words.items():
            places = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in said]
            assert all(said), code
            assert places[0] == places[1] == places[2], code


def test_do_not_automate_yet_is_said_in_each_language() -> None:
    assert [VERDICTS["not_yet"].of(language) for language in ("es", "pt-BR", "en")] == [
        "Todavía no automatice, porque",
        "Ainda não automatize, porque",
        "Do not automate yet, because",
    ]
    assert "0,5\u00a0%" in reason_text("data_bad", {"share": 0.005}, "pt-BR")
    assert (shown(0.0), shown(0.999), shown(1.0)) == ("0\u00a0%", "99.9\u00a0%", "100\u00a0%")
