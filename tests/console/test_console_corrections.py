"""A collector says what a message meant: a label, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from puntual.store.models import Case, InboundMessage, JournalEntry, ReadingCorrection
from tests.console.seed import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(desk: Desk) -> InboundMessage:
    row = InboundMessage.objects.filter(customer=desk.customer("C-1001")).latest("sent_at")
    row.reading = {
        "intents": ["promise"],
        "primary": "promise",
        "confidence": 0.6,
        "band": "ask",
        "model": "m-1",
    }
    row.save()
    return row


def test_every_read_message_asks_whether_it_was_understood_rightly(
    desk: Desk, message: InboundMessage, as_user: Any
) -> None:
    address = reverse("case", args=[desk.cases["C-1001"].pk])
    link = reverse("understood", args=[message.pk])
    assert link in as_user("carla").get(address).content.decode()
    assert link not in as_user("vera").get(address).content.decode()


def test_the_choice_begins_with_what_was_understood(message: InboundMessage, as_user: Any) -> None:
    for headers in ({}, {"HX-Request": "true"}):
        page = (
            as_user("carla").get(reverse("understood", args=[message.pk]), headers=headers).content.decode()
        )
        assert 'value="promise" checked' in page
        assert 'value="paid" checked' not in page


def test_a_correction_is_kept_journaled_and_changes_nothing_in_the_case(
    desk: Desk, message: InboundMessage, as_user: Any
) -> None:
    before = Case.objects.filter(pk=desk.cases["C-1001"].pk).values().get()
    carla = as_user("carla")
    answer = carla.post(reverse("correct", args=[message.pk]), {"intent": ["paid", "dispute", "no such"]})
    assert answer.status_code == 302
    row = ReadingCorrection.objects.get()
    assert (row.message, row.was, row.intents) == (message, ["promise"], ["dispute", "paid"])
    assert row.author is not None and row.author.username == "carla"
    entry = JournalEntry.objects.get(kind="ReadingCorrected")
    assert (entry.actor, entry.customer_id) == ("carla", message.customer_id)
    assert Case.objects.filter(pk=desk.cases["C-1001"].pk).values().get() == before
    again = carla.get(reverse("understood", args=[message.pk])).content.decode()
    assert 'value="dispute" checked' in again


def test_no_meaning_at_all_is_no_label(message: InboundMessage, as_user: Any) -> None:
    as_user("carla").post(reverse("correct", args=[message.pk]), {"intent": ["nonsense"]})
    assert not ReadingCorrection.objects.exists()


def test_a_strangers_message_has_no_case_to_correct_it_in(message: InboundMessage, as_user: Any) -> None:
    InboundMessage.objects.filter(pk=message.pk).update(customer=None)
    assert as_user("carla").get(reverse("understood", args=[message.pk])).status_code == 404
