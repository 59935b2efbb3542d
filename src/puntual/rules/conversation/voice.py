"""What was said rather than written: acted on only where it was heard well, and read back before it binds anyone."""

from __future__ import annotations

from datetime import date

from puntual.domain.facts import Reason
from puntual.domain.reading import Band, Pending
from puntual.wording.types import MessageType

from .draft import Draft
from .view import Spoken

_CONDITIONAL = "conditional"


def for_a_person(draft: Draft) -> bool:
    """Whether a person has to listen: it was heard badly, or is not understood for certain.

    Safety has been seen to before, on any words. A day that can be read in two ways is asked about, as in text.
    """
    heard, reading = draft.heard, draft.heard.reading
    if heard.spoken is None:
        return False
    answers = reading.affirms is not None and draft.view.pending is not None
    clear = reading.band is Band.ACT or answers or any(mention.ambiguous for mention in reading.dates)
    if heard.spoken is Spoken.SURE and clear:
        return False
    draft.hand_over(Reason.MEDIA)
    draft.reasons.append("a voice note that was not heard or understood for certain: a person listens")
    return True


def read_back(draft: Draft, day: date, amount: int | None, *, conditional: bool = False) -> None:
    """Ask whether this is what they said; only their yes makes it a promise. amount: minor units, None for all."""
    about = (day.isoformat(), "" if amount is None else str(amount), _CONDITIONAL * conditional)
    if not draft.ask(Pending.CONFIRM, about):
        draft.reasons.append("a promise in a voice note, not read back: a person goes on")
        return
    draft.close(Pending.PROMISE_DATE, Pending.EXTENSION_TERMS, Pending.CLARIFY)
    draft.say(
        MessageType.VOICE_READ_BACK,
        promise_on=day,
        promise_amount=amount,
        named=tuple(item.id for item in draft.view.open_items),
    )
    draft.reasons.append(f"promised to pay on {day.isoformat()} in a voice note: read back first")


def what_was_read_back(about: tuple[str, ...], balance: int) -> tuple[date, int | None, bool] | None:
    """The day, the amount (None where it is all of `balance` by now) and the condition that we asked about."""
    if not about:
        return None
    day, amount, condition = (*about, "", "")[:3]
    minor = int(amount) if amount else 0
    return date.fromisoformat(day), minor if 0 < minor < balance else None, condition == _CONDITIONAL
