"""Voice notes become text before they are read. Slow, and so outside of every transaction but the last one.

A note is claimed, fetched, heard and handed on: its message, which waited as "hearing", becomes new with the
transcript as its text. A process that dies in between leaves a claim that runs out; the next one finds the file
if it was fetched already. Whatever goes wrong, the message goes on, at the latest after the third try.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, BinaryIO

from django.db.models import Q, QuerySet

from puntual.domain.failpoints import reach
from puntual.ports.channel import Inbound, MediaKind
from puntual.ports.media import Fetched, MediaRef, Missing, NotFetched
from puntual.ports.transcription import Outcome, Transcript
from puntual.rules.conversation.view import Spoken
from puntual.store.journal import Work, work
from puntual.store.models import IdentityRow, InboundMessage, VoiceNote
from puntual.store.statements import add, query, within

from .ears import Ears
from .office import Office

log = logging.getLogger(__name__)
# Longer than fetching (a minute) and hearing (twice three minutes) may take.
CLAIM_LASTS = timedelta(minutes=10)
MAX_TRIES = 3
AGAIN_AFTER = (timedelta(seconds=30), timedelta(minutes=3))
# What a person writes beside a voice note waits for it at most so long.
WORTH_WAITING = timedelta(minutes=3)
# What may be read for safety's sake, though not acted on beyond that.
_WITH_WORDS = frozenset({Outcome.TRANSCRIBED.value, Outcome.UNSURE.value, Outcome.TOO_LONG.value})


def may_be_heard(office: Office, identity: IdentityRow, message: Inbound) -> bool:
    """Whether this is a voice note that we listen to: not without ears, and not without end from one sender."""
    if office.ears is None or message.kind is not MediaKind.VOICE or not message.media_id:
        return False
    since = office.now() - timedelta(hours=1)
    lately = VoiceNote.objects.filter(message__identity=identity, message__received_at__gte=since)
    return lately.count() < office.ears.an_hour


def ask_to_hear(office: Office, row: InboundMessage, message: Inbound) -> None:
    """Write down that this note is to be heard, as the webhook announced it."""
    add(
        VoiceNote(
            message=row,
            media_type=message.media_type[:80],
            sha256=message.media_sha256[:64],
            ready_at=office.now(),
        )
    )


def listen(office: Office) -> int:
    """Hear the one note that waits longest; returns 0 when none is due. Called outside of any transaction."""
    ears = office.ears
    if ears is None:
        return 0
    note = _claim(office)
    if note is None:
        return 0
    reach("listen.after_claim")
    try:
        heard = _hear(office, ears, note)
    except Exception:
        log.exception("voice note failed", extra={"action": "voice_note_failed", "inbound": note.pk})
        heard = NotFetched(Missing.UNREACHABLE, "it could not be processed")
    reach("listen.before_commit")
    if isinstance(heard, NotFetched) and heard.why is Missing.UNREACHABLE and note.tries < MAX_TRIES:
        _put_back(office, note)
    else:
        _hand_on(office, note, heard)
    return 1


def let_go(office: Office) -> int:
    """Without ears nothing waits to be heard: such messages go on as they are. Returns how many there were."""
    if office.ears is not None:
        return 0
    waiting = list(VoiceNote.objects.exclude(state="done"))
    for note in waiting:
        _hand_on(office, note, Transcript(Outcome.NOT_INSTALLED, why="voice notes are no longer transcribed"))
    return len(waiting)


def purge(office: Office) -> int:
    """Delete recordings that were kept long enough; returns how many. The transcripts stay."""
    ears = office.ears
    if ears is None:
        return 0
    until = office.now() - timedelta(days=ears.keep_days)
    old = VoiceNote.objects.filter(~Q(file=""), heard_at__lte=until)
    gone = 0
    for note in old:
        ears.files.drop(note.file)
        VoiceNote.objects.filter(pk=note.pk, file=note.file).update(file="")
        gone += 1
    # What no row knows of any more: its message was erased, or a process died while writing.
    return gone + ears.files.drop_older(until - timedelta(days=1))


def spoken(messages: Sequence[InboundMessage]) -> Spoken | None:
    """How far the voice notes among these messages were understood; None where none was listened to."""
    voices = [row.pk for row in messages if row.kind == MediaKind.VOICE.value]
    outcomes = _outcomes.all(voices) if voices else []
    if not outcomes:
        return None
    sure = len(outcomes) == len(voices) and set(outcomes) == {Outcome.TRANSCRIBED.value}
    return Spoken.SURE if sure else Spoken.UNSURE


@query
def _outcomes(messages: Any) -> QuerySet[VoiceNote, str]:
    return VoiceNote.objects.filter(within("message_id", messages)).values_list("outcome", flat=True)


def _claim(office: Office) -> VoiceNote | None:
    """The note that waits longest, now ours; one whose claim has run out is as good as waiting."""
    now = office.now()
    due = Q(state="waiting", ready_at__lte=now) | Q(state="hearing", claimed_at__lt=now - CLAIM_LASTS)
    for seen in VoiceNote.objects.filter(due).order_by("ready_at", "pk")[:5]:
        ours = VoiceNote.objects.filter(pk=seen.pk, state=seen.state, claimed_at=seen.claimed_at).update(
            state="hearing", claimed_at=now, claimed_by=office.owner[:60], tries=seen.tries + 1
        )
        if ours:
            return VoiceNote.objects.select_related("message__customer").get(pk=seen.pk)
    return None


def _hear(office: Office, ears: Ears, note: VoiceNote) -> Transcript | NotFetched:
    if note.tries > MAX_TRIES:
        return Transcript(Outcome.UNREADABLE, why="listening to it failed several times")
    name = f"voice{note.pk}"
    if not ears.files.has(name):
        reasons: list[NotFetched] = []
        if not ears.files.keep(name, partial(_fetch, ears, note, reasons)):
            return reasons[0]
    reach("listen.after_fetch")
    VoiceNote.objects.filter(pk=note.pk).update(file=name)
    customer = note.message.customer
    language = (customer.language if customer else "") or office.company.language
    names = (office.company.trade_name or office.company.legal_name,)
    return ears.transcriber.transcribe(str(ears.files.path(name)), language[:2], names)


def _fetch(ears: Ears, note: VoiceNote, reasons: list[NotFetched], into: BinaryIO) -> bool:
    fetched = ears.media.fetch(MediaRef(note.message.media_id, note.media_type, note.sha256), into)
    if isinstance(fetched, Fetched):
        return True
    reasons.append(fetched)
    return False


def _put_back(office: Office, note: VoiceNote) -> None:
    later = office.now() + AGAIN_AFTER[min(note.tries, len(AGAIN_AFTER)) - 1]
    ours = VoiceNote.objects.filter(pk=note.pk, state="hearing", claimed_at=note.claimed_at)
    ours.update(state="waiting", ready_at=later, claimed_at=None)


def _hand_on(office: Office, note: VoiceNote, heard: Transcript | NotFetched) -> None:
    """One transaction: the note is done and its message is new. Only from the claim that we hold, so once."""
    outcome = heard.why.value if isinstance(heard, NotFetched) else heard.outcome.value
    with work(office.now()) as unit:
        ours = VoiceNote.objects.filter(pk=note.pk, state=note.state, claimed_at=note.claimed_at)
        if ours.update(**_result(heard, outcome, office.now())):
            text = heard.text if isinstance(heard, Transcript) and outcome in _WITH_WORDS else ""
            _release(unit, note, outcome, text)
    if office.ears is not None and office.ears.keep_days == 0:
        purge(office)


def _result(heard: Transcript | NotFetched, outcome: str, now: datetime) -> dict[str, Any]:
    result = {"state": "done", "outcome": outcome, "heard_at": now}
    if isinstance(heard, NotFetched):
        return {**result, "why": heard.detail[:200]}
    return {
        **result,
        "why": heard.why[:200],
        "language": heard.language[:8],
        "seconds": int(heard.seconds),
        "model": heard.model[:80],
    }


def _release(unit: Work, note: VoiceNote, outcome: str, text: str) -> None:
    InboundMessage.objects.filter(pk=note.pk, state="hearing").update(
        state="new", text=text.replace("\x00", "")
    )
    unit.record("VoiceNoteHeard", note.message.customer_id, inbound=note.pk, outcome=outcome)
