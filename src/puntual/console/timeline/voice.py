"""Voice notes in the thread: the transcript with its mark, and how listening ended."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext_lazy as _

from puntual.console import words
from puntual.store.models import InboundMessage, VoiceNote

from .entries import Fact

OUTCOMES: words.Words = {
    "transcribed": _("heard well"),
    "unsure": _("heard, but in doubt"),
    "too_long": _("too long: heard at its beginning at most"),
    "unreadable": _("cannot be played"),
    "timed_out": _("took too long"),
    "wrong_type": _("not a sound file"),
    "not_installed": _("speech recognition is not installed"),
    "gone": _("no longer kept by the channel"),
    "too_large": _("too large"),
    "damaged": _("arrived damaged"),
    "forbidden_host": _("kept at a place that is not allowed"),
    "unreachable": _("could not be fetched"),
}


def mark(row: InboundMessage) -> str:
    """What stands beside the text, so that nobody takes a transcript for the customer's own writing."""
    if row.state == "hearing":
        return str(_("being transcribed"))
    note = _note(row)
    if note is None or not row.text:
        return ""
    sure = note.outcome == "transcribed"
    return str(_("automatic transcription") if sure else _("automatic transcription, in doubt"))


def facts(row: InboundMessage) -> list[Fact]:
    """How listening ended, and what listened."""
    note = _note(row)
    if note is None or not note.outcome:
        return []
    how = words.words(OUTCOMES, note.outcome)
    found = [Fact(str(_("Voice note")), f"{how} ({note.seconds} s)" if note.seconds else how)]
    if note.model:
        found.append(Fact(str(_("Heard by")), note.model))
    return found


def _note(row: InboundMessage) -> VoiceNote | None:
    try:
        return row.voice_note
    except ObjectDoesNotExist:
        return None
