"""What every rulebook promises, asked of each that the finder finds."""

import sys
from datetime import date, time
from types import ModuleType
from zoneinfo import ZoneInfo, available_timezones

import pytest

from puntual.countries import registry
from puntual.countries.registry import RulebookError, codes, collect, rulebook
from puntual.domain.policy import Policy
from puntual.domain.rulebook import (
    CapPer,
    ClosedDays,
    ContactCap,
    ContactGap,
    ContactHours,
    Layer,
    Rulebook,
)
from puntual.rules.binding import DayHours, RuleSet

EVERY = (*codes(), "*")
A_WEEK = [date(2026, 4, 13 + n) for n in range(7)]


def all_rules(book: Rulebook):
    return (*book.rules, *(rule for overlay in book.overlays for rule in overlay.rules))


def test_the_fourteen_countries_are_there():
    assert codes() == tuple(
        sorted(["MX", "CO", "CL", "PE", "AR", "EC", "BR", "GT", "CR", "PA", "UY", "DO", "BO", "PY"])
    )


def test_codes_are_taken_in_any_case_and_the_unknown_get_the_fallback():
    assert rulebook("mx") is rulebook("MX")
    assert rulebook("ZZ").code == "*"


@pytest.mark.parametrize("code", EVERY)
def test_every_rule_has_an_id_of_its_own_and_a_dated_source(code):
    rules = all_rules(rulebook(code))
    ids = [rule.rule for rule in rules]
    assert len(ids) == len(set(ids))
    prefixes = {"fallback" if code == "*" else code.lower(), "industry"}
    for rule in rules:
        assert rule.rule.split(".")[0].split("-")[0] in prefixes
        assert rule.source.text
        assert rule.source.read_on == date(2026, 11, 22)


@pytest.mark.parametrize("code", EVERY)
def test_every_rulebook_has_the_industrys_rules_and_one_push_a_day_with_a_weekly_cap(code):
    rules = rulebook(code).rules
    industry = {rule.rule for rule in rules if rule.layer is Layer.INDUSTRY}
    assert industry == {"industry.hours", "industry.closed_days", "industry.monthly_cap"}
    caps = [rule for rule in rules if isinstance(rule, ContactCap)]
    assert min(cap.attempts for cap in caps if cap.per is CapPer.DAY) == 1
    assert min(cap.attempts for cap in caps if cap.per is CapPer.WEEK) <= 2
    assert min(cap.attempts for cap in caps if cap.per is CapPer.MONTH) == 3


@pytest.mark.parametrize("code", EVERY)
def test_hours_make_sense_and_leave_every_working_day_open(code):
    book = rulebook(code)
    for rule in all_rules(book):
        if isinstance(rule, ContactHours):
            assert rule.weekdays <= set(range(1, 7)), "no Sundays anywhere"
            assert rule.closes == time(0) or rule.opens < rule.closes
        else:
            assert isinstance(rule, ClosedDays | ContactCap | ContactGap)
    for state in (None, *(overlay.subdivision for overlay in book.overlays)):
        for day in A_WEEK[:5]:
            assert open_hours(book, state, day)
        assert not open_hours(book, state, A_WEEK[6])


def open_hours(book: Rulebook, state: str | None, day: date) -> set[int]:
    """The open minutes of a day, as the layers leave them together."""
    left = set(range(24 * 60))
    for check in RuleSet(book, state, Policy()).day(day).checks:
        if isinstance(check, DayHours):
            left &= {m for a, b in check.windows for m in range(a // 60_000_000, b // 60_000_000)}
    return left


@pytest.mark.parametrize("code", EVERY)
def test_an_unknown_state_is_never_freer_than_a_state_with_a_law_of_its_own(code):
    book = rulebook(code)
    for overlay in book.overlays:
        for day in A_WEEK:
            assert open_hours(book, None, day) <= open_hours(book, overlay.subdivision, day)


@pytest.mark.parametrize("code", codes())
def test_the_fallback_is_never_freer_than_any_country(code):
    book = rulebook(code)
    for day in A_WEEK:
        assert open_hours(rulebook("*"), None, day) <= open_hours(book, None, day)


@pytest.mark.parametrize("code", EVERY)
def test_an_overlay_only_replaces_rules_that_exist(code):
    book = rulebook(code)
    for overlay in book.overlays:
        assert overlay.replaces <= {rule.rule for rule in book.rules}
        assert not any(replaced.startswith("industry.") for replaced in overlay.replaces)


@pytest.mark.parametrize("code", codes())
def test_zones_exist_and_the_capitals_is_among_those_of_the_states(code):
    book = rulebook(code)
    named = {zone for zones in book.zones.values() for zone in zones}
    for zone in (*named, book.timezone):
        assert zone in available_timezones()
        ZoneInfo(zone)
    assert not named or book.timezone in named


def test_doubts_are_written_down():
    assert all(rulebook(code).unsure for code in EVERY)


def test_charges_wait_for_day_20_in_chile_and_name_their_source():
    charges = rulebook("CL").charges
    assert charges.not_before == 20
    assert charges.source is not None


def test_a_version_changes_with_its_rules_and_stays_with_them():
    from puntual.countries.industry import book

    rules = rulebook("CO").rules[:3]
    first = book("CO", timezone="America/Bogota", rules=rules)
    assert book("CO", timezone="America/Bogota", rules=rules).version == first.version
    assert book("CO", timezone="America/Bogota", rules=rules[:2]).version != first.version


# --- the finder is loud -------------------------------------------------------------------------------


def room(tmp_path, monkeypatch, **files: str) -> ModuleType:
    """A package of country files of its own."""
    name = f"room_{tmp_path.name}"
    package = tmp_path / name
    package.mkdir()
    (package / "__init__.py").write_text("")
    for file, text in files.items():
        (package / f"{file}.py").write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))
    module = __import__(name)
    monkeypatch.setitem(sys.modules, name, module)
    return module


GOOD = "from puntual.countries.{0} import RULEBOOK"


def test_a_room_with_good_files_is_collected(tmp_path, monkeypatch):
    found = collect(
        room(tmp_path, monkeypatch, co=GOOD.format("co"), fallback=GOOD.format("fallback"), x1y="")
    )
    assert set(found) == {"CO", "*"}


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("co", "", "must define RULEBOOK"),
        ("co", "RULEBOOK = {}", "must define RULEBOOK"),
        ("mx", GOOD.format("co"), "holds the code 'CO', not 'MX'"),
        ("extra", GOOD.format("co"), "holds the code 'CO', not 'EXTRA'"),
    ],
)
def test_a_country_file_that_is_not_one_stops_everything(tmp_path, monkeypatch, file, text, complaint):
    files = {file: text, "fallback": GOOD.format("fallback")}
    with pytest.raises(RulebookError, match=complaint):
        collect(room(tmp_path, monkeypatch, **files))


def test_a_room_without_a_fallback_stops_everything(tmp_path, monkeypatch):
    with pytest.raises(RulebookError, match="no fallback"):
        collect(room(tmp_path, monkeypatch, co=GOOD.format("co")))


def test_the_known_countries_answer_the_port():
    known = registry.KnownCountries()
    assert known.rulebook("co").code == "CO"
    assert known.holidays("CO", None)(date(2026, 7, 13))
    assert known.subdivision("BR", "São Paulo") == "SP"
    assert known.zones("BR", "SP", "", None) == ("America/Sao_Paulo",)
