"""What ends the agent's part, safety first: each stops what has to stop and tells a person."""

from __future__ import annotations

from puntual.domain.contact import HoldKind, Purpose
from puntual.domain.facts import CadenceStopped, NumberBlocked, OptedOut, Reason
from puntual.domain.reading import Command
from puntual.wording.types import MessageType

from .draft import Draft


def opt_out(draft: Draft) -> None:
    """No push ever again, confirmed once."""
    if draft.view.opted_out:
        draft.reasons.append("asks for no more messages once more: it is registered already")
        return
    draft.facts.append(OptedOut())
    draft.say(MessageType.OPT_OUT_CONFIRMED, Purpose.CONFIRM)
    draft.reasons.append("asked for no more messages")


def legal_threat(draft: Draft) -> None:
    """An authority, a lawyer, a suit: the cadence stops."""
    draft.facts.append(CadenceStopped(HoldKind.STOPPED))
    draft.hand_over(Reason.LEGAL_THREAT)
    draft.reasons.append("speaks of an authority, a lawyer or a suit")


def wrong_number(draft: Draft) -> None:
    """This number is somebody else's: never used again."""
    draft.facts.append(NumberBlocked("wrong_number"))
    draft.hand_over(Reason.WRONG_NUMBER, MessageType.WRONG_NUMBER_APOLOGY)
    draft.reasons.append("says that this is not their number")


def third_party(draft: Draft) -> None:
    """Somebody answers for them: nothing is disclosed."""
    draft.facts.append(NumberBlocked("third_party"))
    draft.hand_over(Reason.THIRD_PARTY, MessageType.THIRD_PARTY_REPLY)
    draft.reasons.append("somebody else answers: nothing is disclosed")


def human(draft: Draft) -> None:
    """They want a person."""
    draft.hand_over(Reason.HUMAN)
    draft.reasons.append("wants a person")


def abuse(draft: Draft) -> None:
    """They are upset: the cadence stops."""
    draft.facts.append(CadenceStopped(HoldKind.STOPPED))
    draft.hand_over(Reason.ABUSE)
    draft.reasons.append("is upset: a person takes over")


def hardship(draft: Draft) -> None:
    """They cannot pay for a reason that a person has to hear: the cadence stops."""
    draft.facts.append(CadenceStopped(HoldKind.HARDSHIP))
    draft.hand_over(Reason.HARDSHIP, MessageType.HARDSHIP_REPLY)
    draft.reasons.append("is in hardship: the cadence stops")


def refusal(draft: Draft, command: Command) -> None:
    """They will not pay and give no reason: the cadence stops."""
    draft.facts.append(CadenceStopped(HoldKind.STOPPED))
    draft.hand_over(Reason.REFUSAL)
    draft.reasons.append("says that they will not pay")
