"""[policy] of puntual.toml: a company's choices, each with the default of the domain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal

from puntual.boot.toml_reading import Section
from puntual.domain.aging import Buckets
from puntual.domain.money import is_currency, money
from puntual.domain.policy import (
    Cadence,
    DunningStep,
    ExtensionTerms,
    FirstContact,
    OnSilence,
    OnVoice,
    Policy,
    RollOut,
    Segment,
    default_cadences,
)
from puntual.domain.rulebook import CapPer, Confidence, ContactCap, ContactHours, Layer, Source

TONES = ("friendly", "notice", "cordial", "direct", "firm", "final")
_WEEKDAYS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}
_OWN_CHOICE = Source("company policy (puntual.toml)", date(2000, 1, 1), Confidence.HIGH)


def read_policy(section: Section) -> Policy:
    """The policy; what the file does not say is the default. Raises BadSettings."""
    default = Policy()
    number = section.number
    policy = Policy(
        bucket_edges=_edges(section, default.bucket_edges),
        cadences=_cadences(section.section("cadence")),
        hours=_hours(section),
        caps=_caps(section),
        closed_days=_closed_days(section),
        minimum_balance=minor_amounts(section, "minimum_balance"),
        notices_below_minimum=section.flag("notices_below_minimum", default.notices_below_minimum),
        human_above=minor_amounts(section, "human_above"),
        first_contact=section.choice("first_contact", FirstContact, default.first_contact),
        names_charges=section.flag("names_charges", default.names_charges),
        executive=section.text("executive", "") or None,
        preferred_channel=section.text("preferred_channel", "") or None,
        on_silence=section.choice("on_silence", OnSilence, default.on_silence),
        reopen_on_new_bucket=section.flag("reopen_on_new_bucket", default.reopen_on_new_bucket),
        silence_days=number("silence_days", default.silence_days, 1, 90),
        promise_max_days=number("promise_max_days", default.promise_max_days, 1, 365),
        promise_reminder_at=section.hour("promise_reminder_at", default.promise_reminder_at),
        clearing_business_days=number("clearing_business_days", default.clearing_business_days, 0, 30),
        extension=_extension(section.section("extension")),
        max_broken_promises=number("max_broken_promises", default.max_broken_promises, 1, 20),
        on_voice=section.choice("on_voice", OnVoice, default.on_voice),
        max_data_age_hours=number("max_data_age_hours", default.max_data_age_hours, 1, 24 * 14),
        max_change_share=section.share("max_change_share", default.max_change_share),
        good_payer_months=number("good_payer_months", default.good_payer_months, 1, 120),
        new_customer_days=number("new_customer_days", default.new_customer_days, 0, 3650),
        roll_out=_roll_out(section.section("rollout"), _edges(section, default.bucket_edges)),
    )
    section.finish()
    return policy


def _edges(section: Section, default: tuple[int, ...]) -> tuple[int, ...]:
    if not section.has("bucket_edges"):
        return default
    edges = section.values["bucket_edges"]
    rising = isinstance(edges, list) and all(type(edge) is int for edge in edges)
    if not rising or not edges or any(b <= a for a, b in zip([0, *edges], edges, strict=False)):
        raise section.wrong("bucket_edges", f"is {edges!r}", "rising whole numbers such as [7, 30, 60, 90]")
    return tuple(edges)


def _cadences(section: Section) -> dict[Segment, Cadence]:
    """[policy.cadence.<segment>]: silence_after, and steps that replace the segment's own as a whole."""
    cadences = default_cadences()
    for segment in Segment:
        if not section.has(segment.value):
            continue
        own = section.section(segment.value)
        default = cadences[segment]
        steps = tuple(_step(step) for step in own.sections("steps")) or default.steps
        silence_after = own.number("silence_after", default.silence_after, 1, 20)
        codes = [step.code for step in steps]
        if len(set(codes)) != len(codes):
            raise own.wrong("steps", "name one code twice", "a code of its own for each step")
        cadences[segment] = Cadence(tuple(sorted(steps, key=lambda step: step.day)), silence_after)
        own.finish()
    section.finish()
    return cadences


def _step(section: Section) -> DunningStep:
    day = section.number("day", 0, -60, 3650)
    tone = section.text("tone")
    if tone not in TONES:
        raise section.wrong("tone", f'is "{tone}"', section.one_of(tone, TONES))
    code = section.text("code", f"D{day:+d}" if day else "D0")
    step = DunningStep(code, day, tone, section.number("priority", 5, 0, 99))
    section.finish()
    return step


def _hours(section: Section) -> tuple[ContactHours, ...]:
    """[[policy.hours]] days = ["mon", "tue"], opens = "09:00", closes = "18:00"; days not listed are closed."""
    result = []
    for number, one in enumerate(section.sections("hours"), start=1):
        days = [day[:3].lower() for day in one.texts("days")]
        if not days or not set(days) <= set(_WEEKDAYS):
            raise one.wrong("days", f"is {list(one.texts('days'))!r}", f"some of {', '.join(_WEEKDAYS)}")
        opens, closes = one.hour("opens", time(9)), one.hour("closes", time(18))
        if opens >= closes:
            raise one.wrong("closes", f"is {closes:%H:%M}", f"a time after {opens:%H:%M}")
        weekdays = frozenset(_WEEKDAYS[day] for day in days)
        rule = f"company.hours.{number}"
        result.append(ContactHours(rule, Layer.COMPANY, weekdays, opens, closes, _OWN_CHOICE))
        one.finish()
    return tuple(result)


def _caps(section: Section) -> tuple[ContactCap, ...]:
    """caps = { day = 1, week = 1, month = 2 }: at most so many pushes for each person."""
    caps = section.section("caps")
    result = []
    for per in CapPer:
        if caps.has(per.value):
            attempts = caps.number(per.value, 1, 0, 31)
            result.append(ContactCap(f"company.cap.{per.value}", Layer.COMPANY, attempts, per, _OWN_CHOICE))
    caps.finish()
    return tuple(result)


def _closed_days(section: Section) -> frozenset[date]:
    if not section.has("closed_days"):
        return frozenset()
    days = section.values["closed_days"]
    if not isinstance(days, list) or not all(type(day) is date for day in days):
        raise section.wrong("closed_days", f"is {days!r}", "dates without quotes, such as [2026-12-24]")
    return frozenset(days)


def minor_amounts(section: Section, key: str) -> dict[str, int]:
    """`key` as a table of currency -> amount, in minor units; empty where the file has none. Raises BadSettings."""
    return _in_minor(section, key, section.amounts(key).items())


def _in_minor(section: Section, key: str, amounts: Iterable[tuple[str, Decimal]]) -> dict[str, int]:
    result = {}
    for currency, amount in amounts:
        if not is_currency(currency):
            raise section.wrong(f"{key}.{currency}", "is no currency", "ISO codes such as MXN")
        result[currency] = money(amount, currency).minor
    return result


def _extension(section: Section) -> ExtensionTerms:
    default = ExtensionTerms()
    terms = ExtensionTerms(
        max_days=section.number("max_days", default.max_days, 0, 365),
        max_instalments=section.number("max_instalments", default.max_instalments, 1, 36),
        min_instalment=minor_amounts(section, "min_instalment"),
        instalment_every_days=section.number("instalment_every_days", default.instalment_every_days, 1, 92),
    )
    section.finish()
    return terms


def _roll_out(section: Section, edges: tuple[int, ...]) -> RollOut:
    buckets, names = section.texts("buckets"), Buckets(edges).names
    for bucket in buckets:
        if bucket not in names:
            raise section.wrong("buckets", f'holds "{bucket}"', section.one_of(bucket, names))
    segments = section.texts("segments")
    for segment in segments:
        if segment not in list(Segment):
            raise section.wrong("segments", f'holds "{segment}"', section.one_of(segment, list(Segment)))
    roll_out = RollOut(
        frozenset(buckets),
        frozenset(Segment(segment) for segment in segments),
        frozenset(section.texts("customers")),
        section.flag("shadow", False),
    )
    section.finish()
    return roll_out
