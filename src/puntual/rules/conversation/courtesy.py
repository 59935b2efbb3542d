"""Courtesies, a wish for messages again, and what we did not understand or may not act on."""

from __future__ import annotations

from puntual.domain.contact import Purpose
from puntual.domain.facts import NotUnderstood, OptedIn, Reason
from puntual.domain.reading import Band, Command, Intent, Reading
from puntual.wording.types import MessageType

from .draft import Draft

# Beside these a courtesy is all that the message says.
_NOTHING_ASKED = {Intent.SMALLTALK, Intent.UNCLEAR, Intent.OPT_OUT}


def opt_in(draft: Draft, command: Command) -> None:
    """They want our messages again, and said so."""
    if draft.view.opted_out:
        draft.facts.append(OptedIn())
    draft.say(MessageType.OPT_IN_CONFIRMED, Purpose.CONFIRM)
    draft.reasons.append("asked for messages again")


def smalltalk(draft: Draft, command: Command) -> None:
    """A greeting or thanks: one short answer a day, and none beside anything else."""
    if set(draft.heard.reading.intents) - _NOTHING_ASKED:
        return
    if not draft.view.greeted_today:
        draft.say(MessageType.SMALLTALK_THANKS)
    draft.reasons.append("courtesy: answered briefly or not at all")


def doubtful(draft: Draft) -> bool:
    """Whether the reading may not be acted on: then we ask once, or a person reads the message."""
    reading = draft.heard.reading
    if reading.band is Band.ACT or any(mention.ambiguous for mention in reading.dates):
        return False
    if reading.band is Band.HUMAN:
        draft.hand_over(Reason.UNCLEAR)
        draft.reasons.append("not understood well enough to act on: a person reads it")
    else:
        unclear(draft)
    return True


def unclear(draft: Draft) -> None:
    """One clarifying question; the second time a person reads it."""
    if draft.view.unclear:
        draft.hand_over(Reason.UNCLEAR)
        draft.reasons.append("not understood twice: a person reads it")
        return
    draft.facts.append(NotUnderstood())
    draft.say(MessageType.CLARIFY)
    draft.reasons.append("not understood: one clarifying question")


def has_words(reading: Reading) -> bool:
    """Whether the words that came along say something."""
    return reading.primary is not Intent.UNCLEAR
