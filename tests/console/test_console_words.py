"""Words, translations and formats: nothing is left in code or in the wrong language."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import translation

import puntual.console
from puntual.console import formats, translations, words
from puntual.console.finding_words import FINDINGS
from puntual.console.notice_words import NOTICES
from puntual.domain.contact import HoldKind
from puntual.domain.facts import Reason, TimerKind
from puntual.domain.money import Money
from puntual.domain.reading import Intent
from puntual.domain.rulebook import CapPer, Rulebook
from puntual.rules import product_rules
from puntual.rules.finding_hints import HINTS
from puntual.wording.forbidden import Fault
from puntual.wording.types import Obstacle

HERE = Path(puntual.console.__file__).parent
VENDOR = HERE / "static" / "vendor"


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (words.INTENTS, Intent),
        (words.HOLDS, HoldKind),
        (words.ESCALATIONS, Reason),
        (words.RECOMMENDATIONS, Reason),
        (words.TIMERS, TimerKind),
        (words.FAULTS, Fault),
        (words.STATE_ICONS, words.MESSAGE_STATES),
        (FINDINGS, HINTS),
    ],
)
def test_every_code_has_words(table: dict[str, str], codes: list[str]) -> None:
    assert {str(code) for code in codes} - table.keys() == set()


def test_every_rule_of_the_product_and_of_every_country_has_words() -> None:
    from puntual.countries.registry import codes, rulebook

    books: list[Rulebook] = [rulebook(code) for code in codes()]
    rules = {rule.rule for book in books for rule in book.rules}
    rules |= {rule.rule for book in books for overlay in book.overlays for rule in overlay.rules}
    rules |= set(re.findall(r'"(product\.[a-z_]+)"', Path(product_rules.__file__).read_text()))
    assert len(rules) > 40
    assert sorted(rule for rule in rules if not words.knows_rule(rule)) == []


def test_every_rule_that_the_planner_or_the_outbox_can_name_has_words_in_every_language() -> None:
    rooms = ("rules", "casework", "countries", "wording", "boot")
    code = "".join(path.read_text() for room in rooms for path in (HERE.parent / room).rglob("*.py"))
    named = set(
        re.findall(r'"((?:product|policy|data|wording|company|industry)\.[a-z_]+(?:\.[a-z_]+)?)"', code)
    )
    named |= {f"wording.{one.value}" for one in Obstacle}
    named |= {f"company.cap.{one.value}" for one in CapPer} | {"company.hours.1"}
    assert len(named) > 35
    for language in ("es", "pt-br", "en"):
        with translation.override(language):
            assert sorted(rule for rule in named if not words.knows_rule(rule)) == [], language
            if language != "en":
                with translation.override("en"):
                    english = {rule: words.rule_words(rule) for rule in named}
                same = [rule for rule in named if words.rule_words(rule) == english[rule]]
                assert same == [], language


def test_every_notice_that_casework_makes_has_words() -> None:
    made = "".join(path.read_text() for path in (HERE.parent / "casework").glob("*.py"))
    codes = set(re.findall(r'"code": "([a-z_]+)"', made)) | set(re.findall(r'_NOTICE = "([a-z_]+)"', made))
    assert len(codes) >= 6
    assert codes - NOTICES.keys() == set()


def test_the_words_of_a_brief_s_recommendation_are_those_of_casework() -> None:
    from puntual.casework.hand_over import RECOMMENDATION

    with translation.override("en"):
        ours = {code: str(text) for code, text in words.RECOMMENDATIONS.items()}
    assert ours == {code.value: text for code, text in RECOMMENDATION.items()}


def test_what_a_demo_says_of_its_customers_can_be_translated() -> None:
    from puntual.cli.demo.habits import ABOUT

    assert set(ABOUT.values()) - set(words.SAMPLE_CUSTOMERS) == set()


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_every_sentence_is_translated_with_its_places_kept(language: str) -> None:
    known = {(message.id, message.context): message for message in translations.catalogue(language)}
    for message in translations.sources():
        if not message.id:
            continue
        found = known.get((message.id, message.context))
        assert found is not None, f"run python -m puntual.console.translations update: {message.id}"
        forms = found.string if isinstance(found.string, tuple | list) else (found.string,)
        originals = message.id if isinstance(message.id, tuple | list) else (message.id,)
        for form in forms:
            assert form, f"{language}: {message.id} is not translated"
            assert set(_places(form)) == set(_places(originals[0])), message.id


def _places(text: str) -> list[str]:
    return re.findall(r"%\(\w+\)s", text)


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_source(language: str) -> None:
    compiled = HERE / "locale" / language / "LC_MESSAGES" / "django.mo"
    assert compiled.read_bytes() == translations.compiled(language), (
        "run python -m puntual.console.translations compile"
    )


def test_vendored_files_are_those_of_the_manifest_and_no_other() -> None:
    manifest = json.loads((VENDOR / "manifest.json").read_text())
    for entry in manifest:
        assert hashlib.sha256((VENDOR / entry["file"]).read_bytes()).hexdigest() == entry["sha256"], entry[
            "file"
        ]
        assert (VENDOR / entry["licence_file"]).exists() and entry["licence"] and entry["version"]
    listed = {entry[key] for entry in manifest for key in ("file", "licence_file")} | {"manifest.json"}
    assert {path.name for path in VENDOR.iterdir()} == listed


def test_every_icon_that_a_page_names_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (HERE / "static/console/icons.svg").read_text()))
    pages = "".join(path.read_text() for path in (HERE / "templates").rglob("*.html"))
    named = set(re.findall(r'{% icon "([^"]+)"', pages)) | set(words.STATE_ICONS.values())
    code = "".join(path.read_text() for path in (HERE / "timeline").glob("*.py"))
    named |= set(re.findall(r'"(handshake|alert|check|receipt|pause|play|person|coins|journal|skip)"', code))
    assert named - drawn == set()


def test_amounts_carry_their_currency_and_the_reader_s_separators() -> None:
    mexico, colombia = formats.locale_of("es", "MX"), formats.locale_of("es", "CO")
    assert formats.amount(Money(123450, "MXN"), mexico) == "1,234.50 MXN"
    assert formats.amount(Money(123450, "MXN"), colombia) == "1.234,50 MXN"
    assert formats.amount(Money(1234500, "CLP"), formats.locale_of("pt-br")) == "1.234.500 CLP"
    assert formats.amount(Money(-5, "USD"), formats.locale_of("en")) == "-0.05 USD"


def test_times_name_the_zone_they_are_in() -> None:
    at = datetime(2026, 3, 17, 16, 30, tzinfo=UTC)
    assert (
        formats.moment(at, "America/Mexico_City", formats.locale_of("es", "MX"))
        == "17 mar 2026 10:30 Ciudad de México"
    )
    assert formats.moment(at, "America/Argentina/Mendoza", formats.locale_of("en")).endswith("13:30 Mendoza")
    assert (
        formats.long_day(date(2026, 3, 17), formats.locale_of("pt-br")) == "terça-feira, 17 de março de 2026"
    )
    assert formats.span(timedelta(hours=3), formats.locale_of("es", "MX")) == "3 horas"


def test_a_language_without_the_company_s_country_falls_back_to_its_own() -> None:
    assert str(formats.locale_of("es", "ZZ")) == "es_419"
    assert str(formats.locale_of("pt-br", "MX")) == "pt_BR"
