"""The catalogue as a whole: every wording, in every language, obeys the rules of channel and conduct."""

from __future__ import annotations

import re

import pytest

from puntual.wording.catalogue import all_wordings, wordings
from puntual.wording.formats import LANGUAGES
from puntual.wording.linter import lint
from puntual.wording.parameters import MAX_BODY
from puntual.wording.submission import submission, templates
from puntual.wording.types import PUSH_TYPES, MessageType, Trait
from puntual.wording.values import placeholder_names

REMINDERS = [type_ for type_ in MessageType if type_.value.startswith("reminder_")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_type_has_a_wording(language: str) -> None:
    for type_ in MessageType:
        for first in (False, True):
            assert wordings(language, type_, first=first), f"{type_} has no wording in {language}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_push_has_two_interchangeable_wordings(language: str) -> None:
    for type_ in PUSH_TYPES:
        plain = [one for one in wordings(language, type_, first=False) if one.only_if is None]
        needs = [frozenset(one.needs) for one in plain]
        assert max(needs.count(each) for each in needs) >= 2, f"{type_} in {language}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wording_passes_the_lint(language: str) -> None:
    for one in all_wordings(language):
        assert lint(one.body, language, template=one.type.is_push) == (), one.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wording_uses_only_known_placeholders_each_once(language: str) -> None:
    for one in all_wordings(language):
        assert set(one.needs) <= placeholder_names(), one.name
        assert len(set(one.needs)) == len(one.needs), one.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wording_has_a_numeral_of_its_own(language: str) -> None:
    for one in all_wordings(language):
        assert not re.search(r"\d", one.body), one.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_count_stands_before_what_it_counts(language: str) -> None:
    noun = {"es": "facturas", "pt": "faturas", "en": "invoices"}[language]
    for one in all_wordings(language):
        assert one.body.count("{count}") == one.body.count(f"{{count}} {noun}"), one.name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("type_", REMINDERS)
def test_a_reminder_names_the_customer_first_the_facts_in_the_middle_and_ends_with_one_question(
    type_: MessageType, language: str
) -> None:
    for first in (False, True):
        for one in wordings(language, type_, first=first):
            assert one.needs[0] == "customer"
            facts = (
                {"count", "total", "oldest_invoice", "oldest_due"}
                if type_.value.endswith("_many")
                else {"invoice", "amount", "due"}
            )
            assert facts <= set(one.needs)
            assert one.body.endswith("?")
            assert one.body.count("?") == 1
            assert max(one.body.index(f"{{{name}}}") for name in facts) < one.body.rindex("\n\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_message_says_who_writes_and_how_to_leave(language: str) -> None:
    stop = {"es": "BAJA", "pt": "SAIR", "en": "STOP"}[language]
    person = {"es": "PERSONA", "pt": "PESSOA", "en": "PERSON"}[language]
    automated = {"es": "asistente automático", "pt": "assistente automático", "en": "automated assistant"}
    for type_ in MessageType:
        for one in wordings(language, type_, first=True):
            assert {"company_full", "privacy"} <= set(one.needs)
            assert stop in one.body
            assert person in one.body
            assert automated[language] in one.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_neutral_first_contact_says_nothing_about_money(language: str) -> None:
    for one in wordings(language, MessageType.FIRST_CONTACT_NEUTRAL, first=True):
        assert set(one.needs) == {"company_full", "privacy", "customer"}
        assert not re.search(r"pag[ao]|factur|fatura|invoice|saldo|balance|cuenta|conta\b", one.body, re.I)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_to_a_third_party_or_a_wrong_number_discloses_anything(language: str) -> None:
    for type_ in (MessageType.THIRD_PARTY_REPLY, MessageType.WRONG_NUMBER_APOLOGY):
        for one in wordings(language, type_, first=False):
            assert one.needs == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_charges_are_only_mentioned_in_wordings_marked_so(language: str) -> None:
    word = {"es": "cargos", "pt": "encargos", "en": "charges"}[language]
    for one in all_wordings(language):
        assert (word in one.body) == (one.only_if is Trait.CHARGES)


def test_spanish_never_mixes_usted_and_tu() -> None:
    informal = re.compile(r"\b(tú|tu|tus|te|ti|contigo|puedes|tienes|paga|confírmanos|avísanos|vos)\b", re.I)
    for one in all_wordings("es"):
        assert not informal.search(one.body), one.name


def test_portuguese_has_no_spanish_left_in_it() -> None:
    spanish = re.compile(r"\b(usted|gracias|factura|saludos|pero|y|el|los|mensaje|día)\b", re.I)
    for one in all_wordings("pt"):
        assert not spanish.search(one.body), one.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_templates_obey_the_rules_of_submission(language: str) -> None:
    for template in templates(language):
        assert re.fullmatch(r"[a-z0-9_]{1,512}", template.name)
        assert template.category == "UTILITY"
        assert len(template.body) <= MAX_BODY
        assert not re.match(r"\s*\{\{", template.body)
        assert not re.search(r"\}\}\s*$", template.body)
        assert not re.search(r"\}\}\W{0,2}\{\{", template.body), template.name
        numbers = [int(n) for n in re.findall(r"\{\{(\d+)\}\}", template.body)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(template.examples) == len(numbers)
        assert all(template.examples)
        assert "\n\n\n" not in template.body
        assert submission(template)["components"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_languages_fit_into_an_unverified_account(language: str) -> None:
    names = [template.name for template in templates(language)]
    assert len(names) == len(set(names))
    assert len(names) <= 125  # 250 templates for an account that is not verified


def test_a_template_has_the_same_name_and_facts_in_every_language() -> None:
    by_language = [
        {one.name: frozenset(one.needs) for one in all_wordings(language)} for language in LANGUAGES
    ]
    assert by_language[0] == by_language[1] == by_language[2]
