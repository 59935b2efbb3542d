"""A transcript in the thread is marked as one: nobody takes it for what the customer wrote."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from django.utils import translation

from puntual.console.timeline.entries import Bubble, Reader
from puntual.console.timeline.messages import incoming
from puntual.console.timeline.voice import OUTCOMES
from puntual.ports.media import Missing
from puntual.ports.transcription import Outcome
from puntual.store.models import Customer, IdentityRow, InboundMessage, VoiceNote

AT = datetime(2026, 4, 6, 15, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def bubble(language: str, state: str = "done", text: str = "le pago el viernes", outcome: str = "") -> Bubble:
    customer = Customer.objects.create(key="C-1", name="Ana Torres", country="MX", language="es")
    identity = IdentityRow.objects.create(phone="5215512345678", customer=customer)
    row = InboundMessage.objects.create(
        message_id="wamid.1", identity=identity, customer=customer, kind="voice", text=text, sent_at=AT,
        received_at=AT, state=state,
    )  # fmt: skip
    VoiceNote.objects.create(
        message=row,
        ready_at=AT,
        outcome=outcome,
        seconds=7 if outcome else 0,
        model="whisper-base@d01c3014881c",
    )
    with translation.override(language):
        (found,) = incoming(customer, READER)
        return found


READER = Reader(Locale("es", "MX"), ZoneInfo("America/Mexico_City"), AT, 5)


@pytest.mark.parametrize(
    ("language", "mark"),
    [
        ("es", "transcripción automática"),
        ("pt-br", "transcrição automática"),
        ("en", "automatic transcription"),
    ],
)
def test_a_transcript_is_marked_in_each_language(language: str, mark: str) -> None:
    found = bubble(language, outcome="transcribed")
    assert (found.text, found.note) == ("le pago el viernes", mark)
    values = [str(fact.value) for fact in found.why]
    assert any("(7 s)" in value for value in values) and "whisper-base@d01c3014881c" in values


def test_a_doubtful_transcript_says_so() -> None:
    assert bubble("es", outcome="unsure").note == "transcripción automática, dudosa"


def test_a_note_without_words_shows_what_it_is_and_why() -> None:
    found = bubble("es", text="", outcome="unreadable")
    assert (found.text, found.note) == ("[Nota de voz]", "")
    assert "no se puede reproducir" in str(found.why[0].value)


def test_while_it_is_transcribed_the_thread_says_so() -> None:
    assert bubble("es", state="hearing", text="").note == "en transcripción"


def test_every_way_in_which_listening_ends_has_words() -> None:
    assert set(OUTCOMES) == {one.value for one in Outcome} | {one.value for one in Missing}
