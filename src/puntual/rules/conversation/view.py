"""The case and the message as the rules of the conversation see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from puntual.domain.contact import Identity
from puntual.domain.facts import OpenQuestion
from puntual.domain.reading import Command, Intent, Pending, Reading

# Marks a question that a reminder put, not the conversation.
BY_REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An open receivable as the conversation sees it; balance in minor units of `currency`."""

    id: int
    number: str
    due: date
    balance: int
    currency: str
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class StandingPromise:
    """A promise that is open; amount in minor units of the case's currency."""

    due: date
    amount: int


@dataclass(frozen=True, slots=True)
class CaseView:
    """The case as a message finds it. `now` is the customer's own wall time, aware.

    proof: whether the message passed the verification (None: it was not asked for). facts_good: the ERP data
    is fresh and not on hold, so that amounts may be stated. claimed: a payment claim is open.
    put: how often the pending question was put in words. under: the questions that wait behind it. promised: the
    promises that stand, by day.
    """

    now: datetime
    state: str
    identity: Identity
    items: tuple[OpenItem, ...]
    currency: str
    pending: Pending | None = None
    about: tuple[str, ...] = ()
    opted_out: bool = False
    claimed: bool = False
    facts_good: bool = True
    above_threshold: bool = False
    unclear: int = 0
    failed_proofs: int = 0
    proof: bool | None = None
    greeted_today: bool = False
    put: int = 1
    under: tuple[OpenQuestion, ...] = ()
    promised: tuple[StandingPromise, ...] = ()

    @property
    def today(self) -> date:
        """The customer's date."""
        return self.now.date()

    @property
    def questions(self) -> tuple[OpenQuestion, ...]:
        """Our open questions, the one that they were asked last at the end."""
        if self.pending is None:
            return ()
        return (*self.under, OpenQuestion(self.pending, self.about, self.put))

    @property
    def open_items(self) -> tuple[OpenItem, ...]:
        """What may be spoken of and promised: not disputed, in the case's main currency."""
        return tuple(i for i in self.items if not i.disputed and i.currency == self.currency)

    @property
    def balance(self) -> int:
        """Open balance in the main currency, minor units, disputes left out."""
        return sum(item.balance for item in self.open_items)


class Spoken(StrEnum):
    """How far the words of a voice note can be relied on."""

    SURE = "sure"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Heard:
    """One message understood. `media` is its kind: text, button, voice, picture, document, other.

    spoken: how far a transcript among the words can be relied on; None where there is none.
    """

    reading: Reading
    media: str = "text"
    spoken: Spoken | None = None

    @property
    def commands(self) -> tuple[Command, ...]:
        """What the message asks for or tells; an intent without words of its own is about the whole message."""
        reading = self.reading
        said = {command.intent: command for command in reading.commands}
        return tuple(
            said.get(intent)
            or Command(intent, "", 0, 0, reading.confidence, reading.dates, reading.amounts, reading.invoices)
            for intent in reading.intents
        )

    def command(self, intent: Intent) -> Command | None:
        """The command of `intent`, if the message has one."""
        return next((command for command in self.commands if command.intent is intent), None)
