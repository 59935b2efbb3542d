"""The visitor's phone: whoever writes as a customer finds the agent's answer at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from puntual.cli.demo.phone import DemoPhone
from puntual.cli.demo.scene import Setting, build
from puntual.store.models import Case, Customer, InboundMessage, OutboundMessage

pytestmark = pytest.mark.django_db(transaction=True)
START = date(2026, 3, 3)


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[DemoPhone]:
    world = build(Setting(tmp_path, START, 4, customers=60, invoices=120))
    world.live(START, 1)
    yield DemoPhone(world)
    world.close()


def test_a_question_is_answered_before_say_returns(phone: DemoPhone) -> None:
    customer = phone.customers()[0]
    before, asked_at = OutboundMessage.objects.filter(customer=customer.id).count(), phone.now()
    phone.say(
        customer.id, "Quiero hablar con una persona" if customer.language == "es" else "Quero um atendente"
    )
    heard = InboundMessage.objects.filter(customer=customer.id).latest("id")
    assert (heard.state, heard.kind) == ("done", "text")
    assert OutboundMessage.objects.filter(customer=customer.id).count() == before + 1
    assert OutboundMessage.objects.filter(customer=customer.id).latest("created_at").state == "sent"
    assert phone.now() > asked_at


def test_the_choice_shows_open_clean_customers_each_with_a_word_about_them(phone: DemoPhone) -> None:
    shown = phone.customers()
    assert len(shown) > 20
    assert len({one.id for one in shown}) == len(shown)
    assert len({one.about for one in shown[:10]}) == 10
    assert set(
        Customer.objects.filter(pk__in=[one.id for one in shown]).values_list("data_hold", flat=True)
    ) == {""}


def test_an_opt_out_on_the_phone_is_an_opt_out(phone: DemoPhone) -> None:
    customer = next(one for one in phone.customers() if one.language == "es")
    phone.say(customer.id, "BAJA")
    assert Customer.objects.get(pk=customer.id).opted_out_at is not None


def test_who_wants_a_person_gets_one(phone: DemoPhone) -> None:
    customer = next(one for one in phone.customers() if one.language == "es")
    phone.say(customer.id, "Quiero hablar con una persona")
    assert Case.objects.get(customer=customer.id).state == "human"
