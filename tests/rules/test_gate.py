"""What the gate says for each purpose, and in which order it names what stands against a message."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from puntual.domain.contact import (
    Allowed,
    ContactQuestion,
    Deferred,
    Hold,
    HoldKind,
    Identity,
    Purpose,
    Refused,
    Standing,
)
from puntual.domain.policy import Policy
from puntual.domain.rulebook import (
    CapPer,
    ClosedDays,
    Confidence,
    ContactCap,
    ContactGap,
    ContactHours,
    Layer,
    Overlay,
    Rulebook,
    Source,
)
from puntual.rules.gate import judge

LAW, CARE, TRADE = (
    Source(text, date(2026, 1, 1), Confidence.HIGH) for text in ("Act 1, art. 2", "Caution", "Trade")
)
WEEKDAYS, TO_SATURDAY = frozenset(range(1, 6)), frozenset(range(1, 7))
BOGOTA = ZoneInfo("America/Bogota")

BOOK = Rulebook(
    code="XX",
    version="XX-1",
    timezone="America/Bogota",
    languages=("es",),
    rules=(
        ContactHours("xx.hours", Layer.LAW, TO_SATURDAY, time(7), time(19), LAW),
        ContactCap("xx.daily_cap", Layer.LAW, 1, CapPer.DAY, LAW),
        ContactHours("xx.weekdays", Layer.CAUTION, WEEKDAYS, time(7), time(19), CARE),
        ContactGap("xx.gap", Layer.CAUTION, 2, CARE),
        ContactHours("industry.hours", Layer.INDUSTRY, TO_SATURDAY, time(8), time(20), TRADE),
        ClosedDays("industry.closed_days", Layer.INDUSTRY, TRADE),
        ContactCap("industry.monthly_cap", Layer.INDUSTRY, 3, CapPer.MONTH, TRADE),
    ),
    overlays=(
        Overlay(
            "S",
            frozenset({"xx.weekdays"}),
            (ContactHours("xx-s.hours", Layer.LAW, frozenset({6}), time(8), time(14), LAW),),
        ),
    ),
)
FEAST = date(2026, 4, 16)
WEDNESDAY = datetime(2026, 4, 15, 10, tzinfo=BOGOTA)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BOGOTA)


def ask(
    now: datetime = WEDNESDAY,
    purpose: Purpose = Purpose.PUSH,
    policy: Policy | None = None,
    contacts: tuple[str, ...] = (),
    zones: tuple[str, ...] = (),
    receivables: tuple[int, ...] = (1,),
    subdivision: str | None = None,
    **standing,
):
    question = ContactQuestion(
        purpose=purpose,
        now=now,
        country="XX",
        subdivision=subdivision,
        zones=zones,
        contacts=tuple(at(text) for text in contacts),
        receivables=receivables,
        standing=Standing(**standing),
    )
    return judge(question, BOOK, policy or Policy(), lambda day: "Feast" if day == FEAST else None)


def held(kind: HoldKind, until: date | None = None, receivable: int | None = None) -> tuple[Hold, ...]:
    return (Hold(kind, until, receivable),)


# --- hours, days, caps, gap ---------------------------------------------------------------------------


def test_a_push_within_the_hours_is_allowed_with_its_permit():
    answer = ask()
    assert isinstance(answer, Allowed)
    assert answer.rulebook == "XX-1"
    assert answer.local == WEDNESDAY
    assert answer.consulted[0] == "xx.hours"
    assert "industry.monthly_cap" in answer.consulted
    assert answer.warnings == ()


def test_the_end_is_exclusive_without_a_hidden_margin():
    assert isinstance(ask(at("2026-04-15T18:59:59.999999")), Allowed)
    assert isinstance(ask(at("2026-04-15T19:00:00")), Deferred)
    assert isinstance(ask(at("2026-04-15T08:00:00")), Allowed)
    assert isinstance(ask(at("2026-04-15T07:59:59.999999")), Deferred)


def test_the_law_is_named_before_the_softer_layers():
    night, dawn = ask(at("2026-04-14T22:00")), ask(at("2026-04-15T07:30"))
    assert isinstance(night, Deferred)
    assert (night.rule, night.source) == ("xx.hours", "Act 1, art. 2")
    assert isinstance(dawn, Deferred)
    assert dawn.rule == "industry.hours"
    assert dawn.until == at("2026-04-15T08:00")


def test_a_saturday_that_only_caution_closes_is_deferred_to_monday():
    answer = ask(at("2026-04-18T10:00"))
    assert isinstance(answer, Deferred)
    assert answer.rule == "xx.weekdays"
    assert answer.until == at("2026-04-20T08:00")
    assert "Saturdays" in answer.reason


def test_a_holiday_is_named_and_deferred_to_the_day_after():
    answer = ask(at("2026-04-16T10:00"))
    assert isinstance(answer, Deferred)
    assert answer.rule == "industry.closed_days"
    assert "Feast" in answer.reason
    assert answer.until == at("2026-04-17T08:00")


def test_the_reset_of_a_cap_waits_for_hours_and_holidays_too():
    # The day's cap is over at midnight, the gap on the 16th, a holiday; then it opens at eight.
    answer = ask(at("2026-04-14T12:00"), contacts=("2026-04-14T09:00",))
    assert isinstance(answer, Deferred)
    assert answer.rule == "xx.daily_cap"
    assert answer.until == at("2026-04-17T08:00")


def test_three_a_month_wait_for_the_next_month():
    answer = ask(contacts=("2026-04-01T09:00", "2026-04-06T09:00", "2026-04-10T09:00"))
    assert isinstance(answer, Deferred)
    assert answer.rule == "industry.monthly_cap"
    assert answer.until == at("2026-05-01T08:00")


def test_a_contact_counts_on_the_customers_own_date():
    # Two in the morning of the 15th in UTC is still the evening of the 14th in Bogotá.
    question = ContactQuestion(
        Purpose.PUSH, at("2026-04-16T10:00"), "XX", contacts=(datetime(2026, 4, 15, 2, tzinfo=UTC),)
    )
    assert isinstance(judge(question, BOOK, Policy(), lambda _: None), Allowed)
    utc = replace(question, zones=("UTC",))
    answer = judge(utc, BOOK, Policy(), lambda _: None)
    assert isinstance(answer, Deferred)
    assert answer.rule == "xx.gap"


def test_every_possible_zone_must_be_open():
    both = ("America/Guayaquil", "Pacific/Galapagos")
    assert isinstance(ask(at("2026-04-15T08:30"), zones=both[:1]), Allowed)
    answer = ask(at("2026-04-15T08:30"), zones=both)
    assert isinstance(answer, Deferred)
    assert answer.until.isoformat() == "2026-04-15T09:00:00-05:00"


def test_zones_that_are_never_open_together_refuse():
    answer = ask(zones=("America/Bogota", "Asia/Dhaka"))
    assert isinstance(answer, Refused)
    assert answer.rule
    assert answer.source


def test_only_an_overlay_takes_a_country_rule_away():
    assert isinstance(ask(at("2026-04-18T10:00"), subdivision="S"), Allowed)
    assert isinstance(ask(at("2026-04-18T10:00"), subdivision="T"), Deferred)
    # Monday to Saturday still add up in the law's own layer, and the daily cap stays.
    again = ask(at("2026-04-18T10:00"), subdivision="S", contacts=("2026-04-18T09:00",))
    assert isinstance(again, Deferred)
    assert again.rule == "xx.daily_cap"


# --- the company's layer ------------------------------------------------------------------------------


def test_a_company_makes_the_hours_narrower_and_never_wider():
    hours = ContactHours("company.hours", Layer.COMPANY, frozenset(range(1, 8)), time(6), time(12), TRADE)
    policy = Policy(hours=(hours,))
    noon = ask(at("2026-04-15T12:00"), policy=policy)
    assert isinstance(noon, Deferred)
    assert noon.rule == "company.hours"
    assert isinstance(ask(at("2026-04-15T06:30"), policy=policy), Deferred)
    assert isinstance(ask(at("2026-04-19T10:00"), policy=policy), Deferred)


def test_a_rule_of_the_company_is_the_companys_whatever_layer_it_claims():
    posing = ContactHours("company.hours", Layer.LAW, frozenset({7}), time(8), time(12), TRADE)
    sunday = ask(at("2026-04-19T10:00"), policy=Policy(hours=(posing,)))
    assert isinstance(sunday, Refused), "Sunday is all the company leaves, and the law closes Sundays"


def test_a_day_that_the_company_closed_is_skipped():
    answer = ask(policy=Policy(closed_days=frozenset({WEDNESDAY.date()})))
    assert isinstance(answer, Deferred)
    assert answer.rule == "company.closed_days"
    assert answer.until == at("2026-04-17T08:00")


def test_a_company_without_any_open_hour_is_refused_within_the_horizon():
    never = ContactHours("company.hours", Layer.COMPANY, WEEKDAYS, time(2), time(3), TRADE)
    answer = ask(policy=Policy(hours=(never,)))
    assert isinstance(answer, Refused)
    assert answer.rule == "company.hours"


# --- the product's own rules for a push ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("standing", "rule"),
    [
        ({"paused_globally": True}, "product.global_pause"),
        ({"wrong_number": True}, "product.wrong_number"),
        ({"opted_out": True}, "product.opted_out"),
        ({"opted_out": True, "opt_out_confirmation": True}, "product.opted_out"),
        ({"consent": False}, "product.no_consent"),
        ({"identity": Identity.UNKNOWN}, "product.identity"),
        ({"needs_proof": True, "identity": Identity.LINKED}, "product.identity"),
        ({"template": None}, "product.service_window"),
        ({"template": "paused"}, "product.template"),
        ({"holds": held(HoldKind.DISPUTE)}, "product.disputed"),
        ({"holds": held(HoldKind.DISPUTE, receivable=1)}, "product.disputed"),
        ({"holds": held(HoldKind.PROMISE)}, "product.promised"),
        ({"holds": held(HoldKind.CLAIM)}, "product.claim"),
        ({"holds": held(HoldKind.HUMAN)}, "product.human"),
        ({"holds": held(HoldKind.DATA)}, "product.data_hold"),
        ({"holds": held(HoldKind.COLLECTOR)}, "product.collector"),
        ({"holds": held(HoldKind.HARDSHIP)}, "product.hardship"),
        ({"holds": held(HoldKind.STOPPED)}, "product.stopped"),
        ({"paid_since_sync": True}, "product.paid"),
        ({"erp_as_of": WEDNESDAY - timedelta(hours=36, seconds=1)}, "product.stale_data"),
    ],
)
def test_a_push_is_refused_by_the_products_own_rule(standing, rule):
    answer = ask(**standing)
    assert isinstance(answer, Refused)
    assert answer.rule == rule
    assert answer.source.startswith("Puntual product rule")
    assert answer.reason


def test_a_refusal_is_named_before_the_hours_since_waiting_would_not_lift_it():
    answer = ask(at("2026-04-15T03:00"), opted_out=True)
    assert isinstance(answer, Refused)
    assert answer.rule == "product.opted_out"


@pytest.mark.parametrize(
    "standing",
    [
        {"holds": held(HoldKind.DISPUTE, receivable=2)},
        {"holds": held(HoldKind.PROMISE, until=date(2026, 4, 14))},
        {"erp_as_of": WEDNESDAY - timedelta(hours=36)},
        {"identity": Identity.UNKNOWN, "names_facts": False},
        {"template": "APPROVED"},
        {"template": None, "window_open": True},
        {"identity": Identity.PROVED, "needs_proof": True},
    ],
)
def test_a_push_is_not_refused_where_the_rule_does_not_hold(standing):
    assert isinstance(ask(**standing), Allowed)


def test_a_promise_is_waited_for_through_its_date_and_then_to_the_next_opening():
    answer = ask(holds=held(HoldKind.PROMISE, until=date(2026, 4, 17)))
    assert isinstance(answer, Deferred)
    assert answer.rule == "product.promised"
    assert answer.until == at("2026-04-20T08:00")


def test_an_open_ended_hold_refuses_though_another_hold_has_a_date():
    holds = held(HoldKind.PROMISE, until=date(2026, 4, 17)) + held(HoldKind.HUMAN)
    answer = ask(holds=holds)
    assert isinstance(answer, Refused)
    assert answer.rule == "product.human"


# --- answers and confirmations ------------------------------------------------------------------------


def answering(now: datetime = WEDNESDAY, **standing):
    return ask(now, Purpose.ANSWER, **{"identity": Identity.LINKED, "window_open": True} | standing)


def test_an_answer_knows_no_hours_holidays_caps_or_opt_out():
    contacts = ("2026-04-19T09:00",) * 4
    sunday_night = at("2026-04-19T23:00")
    assert isinstance(
        ask(sunday_night, Purpose.ANSWER, contacts=contacts, identity=Identity.LINKED, window_open=True),
        Allowed,
    )
    assert isinstance(answering(opted_out=True, consent=False), Allowed)


def test_an_answer_needs_the_open_service_window():
    answer = answering(window_open=False)
    assert isinstance(answer, Refused)
    assert answer.rule == "product.service_window"


def test_an_answer_does_not_restate_what_is_disputed():
    answer = answering(holds=held(HoldKind.DISPUTE, receivable=1))
    assert isinstance(answer, Refused)
    assert answer.rule == "product.disputed"
    assert isinstance(answering(holds=held(HoldKind.DISPUTE, receivable=2)), Allowed)
    assert isinstance(answering(holds=held(HoldKind.HUMAN)), Allowed)


def test_an_answer_that_names_facts_needs_a_linked_identity_and_proof_where_asked():
    assert isinstance(answering(identity=Identity.ON_FILE), Refused)
    assert isinstance(answering(identity=Identity.UNKNOWN, names_facts=False), Allowed)
    assert isinstance(answering(needs_proof=True), Refused)
    assert isinstance(answering(needs_proof=True, identity=Identity.PROVED), Allowed)


def test_a_wrong_number_is_not_even_answered():
    answer = answering(wrong_number=True)
    assert isinstance(answer, Refused)
    assert answer.rule == "product.wrong_number"


def test_after_an_opt_out_only_its_own_confirmation_may_leave():
    at_night = at("2026-04-15T23:00")
    told = {"identity": Identity.LINKED, "opted_out": True, "window_open": True, "template": None}
    assert isinstance(ask(at_night, Purpose.CONFIRM, opt_out_confirmation=True, **told), Allowed)
    answer = ask(at_night, Purpose.CONFIRM, **told)
    assert isinstance(answer, Refused)
    assert answer.rule == "product.opted_out"


def test_a_confirmation_is_bound_by_no_hold():
    told = {"identity": Identity.LINKED, "window_open": True, "template": None}
    assert isinstance(ask(purpose=Purpose.CONFIRM, holds=held(HoldKind.PROMISE), **told), Allowed)


# --- a person writes ----------------------------------------------------------------------------------


def test_a_collector_is_bound_by_the_law_and_by_cautions_hours():
    for now, rule in ((at("2026-04-15T19:30"), "xx.hours"), (at("2026-04-18T10:00"), "xx.weekdays")):
        answer = ask(now, Purpose.COLLECTOR)
        assert isinstance(answer, Deferred)
        assert answer.rule == rule
    # Caution's counts are for the agent: a person who answers a customer is warned, not held back.
    close = ask(purpose=Purpose.COLLECTOR, contacts=("2026-04-14T09:00",))
    assert isinstance(close, Allowed)
    assert "xx.gap" in [warned.rule for warned in close.warnings]
    # Seven o'clock is the law's start; the industry's eight does not hold a person back.
    early = ask(at("2026-04-15T06:00"), Purpose.COLLECTOR)
    assert isinstance(early, Deferred)
    assert early.until == at("2026-04-15T07:00")


def test_a_collector_is_warned_of_the_industrys_and_the_companys_rules():
    policy = Policy(closed_days=frozenset({FEAST}))
    answer = ask(at("2026-04-16T07:30"), Purpose.COLLECTOR, policy)
    assert isinstance(answer, Allowed)
    assert [warned.rule for warned in answer.warnings] == [
        "industry.closed_days",
        "industry.hours",
        "company.closed_days",
    ]
    assert all(warned.source and warned.reason for warned in answer.warnings)


def test_a_rule_that_a_person_overrode_warns_no_more_and_law_cannot_be_overridden():
    overridden = frozenset({"industry.hours", "xx.hours"})
    early = ask(at("2026-04-15T07:30"), Purpose.COLLECTOR, overridden=overridden)
    assert isinstance(early, Allowed)
    assert early.warnings == ()
    assert isinstance(ask(at("2026-04-15T19:30"), Purpose.COLLECTOR, overridden=overridden), Deferred)


def test_a_collector_writes_through_holds_but_not_through_an_opt_out():
    assert isinstance(ask(purpose=Purpose.COLLECTOR, holds=held(HoldKind.HUMAN)), Allowed)
    answer = ask(purpose=Purpose.COLLECTOR, opted_out=True)
    assert isinstance(answer, Refused)
    assert answer.rule == "product.opted_out"
    assert isinstance(ask(purpose=Purpose.COLLECTOR, opted_out=True, window_open=True), Allowed)
