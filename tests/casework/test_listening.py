"""A voice note is fetched and heard once, outside of any transaction, and its message always goes on."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from puntual.casework import converse, listen, receive
from puntual.casework.ears import Ears
from puntual.domain.policy import OnVoice
from puntual.ports.channel import Address, MediaKind
from puntual.ports.media import Fetched, MediaRef, Missing, NotFetched
from puntual.store.media_files import MediaFiles
from puntual.store.models import (
    Customer,
    Escalation,
    InboundMessage,
    JournalEntry,
    OutboundMessage,
    Promise,
    VoiceNote,
)
from puntual.understanding.voice.transcriber import LocalTranscriber
from tests.casework.conftest import ANA
from tests.casework.trade import Trade

CHILD = Path(__file__).parents[1] / "voice" / "scripted_child.py"

pytestmark = pytest.mark.django_db


def script(text: str, logprob: float = -0.2, **more: Any) -> bytes:
    """A recording in which the listening process hears `text`."""
    return json.dumps({"segments": [[text, 3.0, logprob, 0.01]], **more}).encode()


@pytest.fixture
def hearing(trade: Trade) -> Iterator[Trade]:
    heard_by = LocalTranscriber(trade.folder, None, [sys.executable, str(CHILD)], lambda: ())
    ears = Ears(trade.whatsapp, heard_by, MediaFiles(trade.folder / "media"))
    policy = replace(trade.policy, on_voice=OnVoice.TRANSCRIBE)
    trade.office = replace(trade.office, ears=ears, policy=policy)
    yield trade
    heard_by.close()


def ears(trade: Trade) -> Ears:
    assert trade.office.ears is not None
    return trade.office.ears


def arrives(trade: Trade, recording: bytes) -> None:
    trade.whatsapp.write(Address(ANA), "", kind=MediaKind.VOICE, recording=recording)
    trade.carry()
    while receive.drain(trade.office):
        pass


def note() -> VoiceNote:
    return VoiceNote.objects.select_related("message").get()


class Source:
    """A media source that answers as it is told, and counts."""

    def __init__(self, *answers: NotFetched | bytes) -> None:
        self.answers = list(answers)
        self.asked: list[MediaRef] = []

    def fetch(self, wanted: MediaRef, into: BinaryIO) -> Fetched | NotFetched:
        self.asked.append(wanted)
        answer = self.answers.pop(0)
        if isinstance(answer, NotFetched):
            into.write(b"half of it")
            return answer
        into.write(answer)
        return Fetched("audio/ogg", len(answer), "")


def with_source(trade: Trade, *answers: NotFetched | bytes) -> Source:
    source = Source(*answers)
    trade.office = replace(trade.office, ears=replace(ears(trade), media=source))
    return source


def test_the_transcript_becomes_the_text_of_the_message(hearing: Trade) -> None:
    arrives(hearing, script("buenas tardes"))
    assert note().message.state == "hearing"
    assert listen.listen(hearing.office) == 1
    row = note()
    assert (row.state, row.outcome, row.language) == ("done", "transcribed", "es")
    assert (row.message.state, row.message.text, row.message.kind) == ("new", "buenas tardes", "voice")
    assert row.model.startswith("scripted-")
    assert listen.listen(hearing.office) == 0
    entry = JournalEntry.objects.get(kind="VoiceNoteHeard")
    assert "buenas" not in entry.body and '"outcome":"transcribed"' in entry.body.replace(" ", "")


def test_nothing_is_answered_before_it_was_heard_and_what_is_written_beside_it_waits(hearing: Trade) -> None:
    arrives(hearing, script("buenas"))
    hearing.whatsapp.write(Address(ANA), "tardes")
    hearing.carry()
    receive.drain(hearing.office)
    assert converse.answer(hearing.office) == 0
    listen.listen(hearing.office)
    assert converse.answer(hearing.office) == 1
    assert set(InboundMessage.objects.values_list("state", flat=True)) == {"done"}


def test_what_is_written_does_not_wait_for_ever(hearing: Trade) -> None:
    arrives(hearing, script("buenas"))
    hearing.whatsapp.write(Address(ANA), "gracias")
    hearing.carry()
    receive.drain(hearing.office)
    hearing.clock.move(hearing.clock.now() + listen.WORTH_WAITING + timedelta(seconds=1))
    assert converse.answer(hearing.office) == 1
    assert InboundMessage.objects.get(kind="voice").state == "hearing"


def test_the_file_is_kept_privately_and_deleted_after_its_days(hearing: Trade) -> None:
    arrives(hearing, script("hola"))
    listen.listen(hearing.office)
    path = ears(hearing).files.path(note().file)
    assert path.stat().st_mode & 0o777 == 0o600
    hearing.clock.move(hearing.clock.now() + timedelta(days=29))
    listen.purge(hearing.office)
    assert path.exists()
    hearing.clock.move(hearing.clock.now() + timedelta(days=1, minutes=1))
    assert listen.purge(hearing.office) == 1
    assert not path.exists() and note().file == "" and note().message.text == "hola"


def test_with_no_days_to_keep_it_the_file_is_gone_once_it_was_heard(hearing: Trade) -> None:
    hearing.office = replace(hearing.office, ears=replace(ears(hearing), keep_days=0))
    arrives(hearing, script("hola"))
    listen.listen(hearing.office)
    assert list((hearing.folder / "media").iterdir()) == []
    assert (note().file, note().message.text) == ("", "hola")


def test_a_source_that_is_down_is_asked_three_times_and_then_the_message_goes_on(hearing: Trade) -> None:
    down = NotFetched(Missing.UNREACHABLE, "HTTP 503")
    source = with_source(hearing, down, down, down)
    arrives(hearing, script("hola"))
    for tries, wait in enumerate([*listen.AGAIN_AFTER, timedelta()], start=1):
        assert listen.listen(hearing.office) == 1
        assert len(source.asked) == tries
        assert listen.listen(hearing.office) == 0
        hearing.clock.move(hearing.clock.now() + wait)
    row = note()
    assert (row.outcome, row.why, row.message.state, row.message.text) == (
        "unreachable",
        "HTTP 503",
        "new",
        "",
    )
    assert list((hearing.folder / "media").iterdir()) == []


def test_a_source_that_comes_back_is_heard(hearing: Trade) -> None:
    with_source(hearing, NotFetched(Missing.UNREACHABLE, "HTTP 503"), script("hola"))
    arrives(hearing, b"anything")
    listen.listen(hearing.office)
    hearing.clock.move(hearing.clock.now() + listen.AGAIN_AFTER[0])
    listen.listen(hearing.office)
    assert note().message.text == "hola"


@pytest.mark.parametrize("why", [why for why in Missing if why is not Missing.UNREACHABLE])
def test_a_file_that_will_never_come_is_not_asked_for_again(hearing: Trade, why: Missing) -> None:
    source = with_source(hearing, NotFetched(why, "it is so"))
    arrives(hearing, b"anything")
    assert listen.listen(hearing.office) == 1
    assert (note().outcome, note().message.state, len(source.asked)) == (why.value, "new", 1)


def test_a_claim_of_a_dead_process_runs_out_and_the_fetched_file_is_used(hearing: Trade) -> None:
    arrives(hearing, script("hola"))
    ears(hearing).files.keep(f"voice{note().pk}", lambda out: out.write(script("hola")) > 0)
    VoiceNote.objects.update(state="hearing", claimed_at=hearing.clock.now(), claimed_by="dead", tries=1)
    source = with_source(hearing)
    assert listen.listen(hearing.office) == 0
    hearing.clock.move(hearing.clock.now() + listen.CLAIM_LASTS + timedelta(seconds=1))
    assert listen.listen(hearing.office) == 1
    assert (note().message.text, source.asked) == ("hola", [])


def test_a_note_on_which_the_process_dies_each_time_goes_on_unheard(hearing: Trade) -> None:
    arrives(hearing, script("hola"))
    long_ago = hearing.clock.now() - timedelta(hours=1)
    VoiceNote.objects.update(state="hearing", claimed_at=long_ago, tries=listen.MAX_TRIES)
    assert listen.listen(hearing.office) == 1
    assert (note().outcome, note().message.state) == ("unreadable", "new")


def test_who_lost_the_claim_changes_nothing(hearing: Trade) -> None:
    """A slow process comes back after another one has taken over and finished."""
    arrives(hearing, script("hola"))
    slow = listen._claim(hearing.office)
    assert slow is not None
    hearing.clock.move(hearing.clock.now() + listen.CLAIM_LASTS + timedelta(seconds=1))
    listen.listen(hearing.office)
    converse.answer(hearing.office)
    listen._hand_on(hearing.office, slow, NotFetched(Missing.GONE, "late"))
    listen._put_back(hearing.office, slow)
    assert (note().outcome, note().state, note().message.state) == ("transcribed", "done", "done")
    assert JournalEntry.objects.filter(kind="VoiceNoteHeard").count() == 1


def test_two_processes_never_hear_the_same_note(hearing: Trade) -> None:
    arrives(hearing, script("hola"))
    first, second = listen._claim(hearing.office), listen._claim(replace(hearing.office, owner="other"))
    assert first is not None and second is None


def test_the_same_webhook_twice_is_one_note(hearing: Trade) -> None:
    hearing.whatsapp.write(Address(ANA), "", kind=MediaKind.VOICE, recording=script("hola"))
    hearing.carry()
    receive.drain(hearing.office)
    from puntual.store.models import Switch

    Switch.objects.filter(name="inbox").update(value="0")
    receive.drain(hearing.office)
    assert VoiceNote.objects.count() == 1


def test_a_company_that_stops_transcribing_leaves_nobody_waiting(hearing: Trade) -> None:
    arrives(hearing, script("hola"))
    deaf = replace(hearing.office, ears=None)
    assert listen.listen(deaf) == 0
    assert listen.let_go(deaf) == 1
    assert (note().outcome, note().message.state) == ("not_installed", "new")


def test_one_sender_cannot_make_us_listen_without_end(hearing: Trade) -> None:
    hearing.office = replace(hearing.office, ears=replace(ears(hearing), an_hour=2))
    for number in range(4):
        arrives(hearing, script(f"hola {number}"))
    assert VoiceNote.objects.count() == 2
    assert InboundMessage.objects.filter(state="new").count() == 2


def test_a_recording_that_goes_wrong_in_a_new_way_is_tried_again_and_goes_on(
    hearing: Trade, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("never seen before")

    monkeypatch.setattr(LocalTranscriber, "transcribe", breaks)
    arrives(hearing, script("hola"))
    for wait in (*listen.AGAIN_AFTER, timedelta()):
        listen.listen(hearing.office)
        hearing.clock.move(hearing.clock.now() + wait)
    assert (note().outcome, note().message.state) == ("unreachable", "new")


def test_without_ears_a_voice_note_is_no_different_from_before(trade: Trade) -> None:
    trade.sends_voice(ANA, script("hola"))
    assert not VoiceNote.objects.exists()
    assert trade.case("C-1").state == "human"


TALKS = {
    "es": ("le pago 400 pesos el viernes", "sí", "400.00", "10 de abril de 2026"),
    "pt-BR": ("pago 400 na sexta-feira", "sim", "400,00", "10 de abril de 2026"),
    "en": ("I will pay 400 on Friday", "yes", "400.00", "April 10, 2026"),
}


@pytest.mark.parametrize("language", TALKS)
def test_a_promise_by_voice_is_read_back_and_registered_on_their_yes(hearing: Trade, language: str) -> None:
    spoken, yes, amount, day = TALKS[language]
    Customer.objects.update(language=language)
    hearing.sends_voice(ANA, script(spoken, language=language[:2]))
    assert hearing.kinds("C-1")[-1] == "voice_read_back"
    assert amount in hearing.texts("C-1")[-1] and day in hearing.texts("C-1")[-1]
    assert not Promise.objects.exists() and hearing.case("C-1").pending == "confirm"
    hearing.says(ANA, yes)
    promise = Promise.objects.get()
    assert (promise.amount, date.fromordinal(promise.due_day)) == (40_000, date(2026, 4, 10))
    assert hearing.kinds("C-1")[-1] == "promise_confirmed"
    assert hearing.case("C-1").pending == ""


def test_an_opt_out_by_voice_acts_at_once_even_if_it_was_heard_badly(hearing: Trade) -> None:
    hearing.sends_voice(ANA, script("por favor no me escriban más", logprob=-1.5))
    assert hearing.row("C-1").opted_out_at is not None
    assert hearing.kinds("C-1")[-1] == "opt_out_confirmed"


@pytest.mark.parametrize(
    "recording",
    [
        script("le pago el viernes", logprob=-1.5),
        script("le pago el viernes", whole=False),
        json.dumps({"outcome": "too_long"}).encode(),
        json.dumps({"outcome": "unreadable"}).encode(),
        json.dumps({"outcome": "wrong_type"}).encode(),
        json.dumps({"die": True}).encode(),
        b"not even a script",
    ],
    ids=["unsure", "long", "too long", "unreadable", "wrong type", "dies", "breaks the process"],
)
def test_whatever_cannot_be_heard_for_certain_is_a_persons_and_promises_nothing(
    hearing: Trade, recording: bytes
) -> None:
    hearing.sends_voice(ANA, recording)
    assert hearing.case("C-1").state == "human"
    assert Escalation.objects.get().reason == "media"
    assert not Promise.objects.exists()
    assert hearing.kinds("C-1")[-1] == "hand_over_notice"
    assert InboundMessage.objects.get().state == "done"


def test_the_brief_quotes_the_transcript(hearing: Trade) -> None:
    hearing.sends_voice(ANA, script("le pago el viernes", logprob=-1.5))
    assert "«le pago el viernes»" in Escalation.objects.get().brief


def test_a_stranger_who_says_wrong_number_is_understood(hearing: Trade) -> None:
    hearing.sends_voice("5215599999999", script("número equivocado, aquí no es"))
    assert OutboundMessage.objects.filter(customer=None).get().kind == "wrong_number_apology"
