"""A decision in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from puntual.domain.contact import Purpose
from puntual.domain.facts import (
    SILENCING,
    Decision,
    DisputeRaised,
    Effect,
    Fact,
    HandedOver,
    OpenQuestion,
    OptedOut,
    QuestionAsked,
    QuestionClosed,
    Reason,
    Say,
    SetTimer,
)
from puntual.domain.money import exponent
from puntual.domain.policy import Policy
from puntual.domain.reading import Pending
from puntual.wording.types import MessageType

from .reply import in_good_order
from .view import CaseView, Heard


@dataclass(slots=True)
class Draft:
    """A decision in the making.

    waiting: our questions that are open, the next to be answered last. asked: those that this message made us
    ask. closed: whether one was answered or dropped.
    """

    view: CaseView
    heard: Heard
    policy: Policy
    facts: list[Fact] = field(default_factory=list)
    said: list[Say] = field(default_factory=list)
    timers: list[SetTimer] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    waiting: list[OpenQuestion] = field(init=False)
    asked: set[Pending] = field(default_factory=set)
    closed: bool = False
    asks_nothing: bool = False

    def __post_init__(self) -> None:
        self.waiting = list(self.view.questions)

    def say(self, kind: MessageType, purpose: Purpose = Purpose.ANSWER, **values: object) -> None:
        """Ask for a message of `kind`, once; `values` are the fields of Say."""
        if not self.says(kind):
            self.said.append(Say(kind.value, purpose, **values))  # type: ignore[arg-type]

    def says(self, kind: MessageType) -> bool:
        """Whether the reply has a message of `kind` already."""
        return any(one.type == kind.value for one in self.said)

    def hand_over(self, reason: Reason, notice: MessageType | None = MessageType.HAND_OVER_NOTICE) -> None:
        """Tell a person, once for each reason; the customer reads `notice`. Who has been told of something else
        in this message sees by themselves that there are no facts to state."""
        told = {fact.reason for fact in self.facts if isinstance(fact, HandedOver)}
        if reason in told or (told and reason is Reason.NO_FACTS):
            return
        self.facts.append(HandedOver(reason))
        if notice is not None:
            self.say(notice)

    @property
    def silenced(self) -> bool:
        """Whether a person goes on from here and the agent says no more."""
        return any(isinstance(fact, HandedOver) and fact.reason in SILENCING for fact in self.facts)

    @property
    def disputed(self) -> bool:
        """Whether this message contests something."""
        return any(isinstance(fact, DisputeRaised) for fact in self.facts)

    @property
    def opted_out(self) -> bool:
        """Whether this message asks for no more messages."""
        return any(isinstance(fact, OptedOut) for fact in self.facts)

    @property
    def confirming(self) -> Purpose:
        """The purpose of confirming what they just agreed to: after an opt-out it is an answer, no more."""
        return Purpose.ANSWER if self.opted_out or self.view.opted_out else Purpose.CONFIRM

    def ask(self, pending: Pending, about: tuple[str, ...] = ()) -> bool:
        """Wait for an answer to `pending`. False where this is not the moment to ask anything."""
        if self.asks_nothing:
            return False
        self.waiting = [one for one in self.waiting if one.pending is not pending]
        self.waiting.append(OpenQuestion(pending, about))
        self.asked.add(pending)
        return True

    def close(self, *answered: Pending) -> None:
        """These questions are answered, or need no answer any more."""
        self.closed = True
        self.waiting = [one for one in self.waiting if one.pending not in answered]

    def drop_questions(self) -> None:
        """Nothing is asked any more."""
        if self.waiting:
            self.close(*Pending)
            self.asked.clear()

    def done(self) -> Decision:
        """The decision as it stands."""
        effects: tuple[Effect, ...] = (*in_good_order(self.said), *self.timers)
        return Decision((*self.facts, *self._about_questions()), effects, tuple(self.reasons))

    def _about_questions(self) -> tuple[Fact, ...]:
        """What has become of our questions: the one that is to be answered next, with those behind it."""
        if tuple(self.waiting) == self.view.questions and not self.asked:
            return (QuestionClosed(),) if self.closed and not self.waiting else ()
        if not self.waiting:
            return (QuestionClosed(),)
        *under, top = self.waiting
        return (QuestionAsked(top.pending, top.about, top.put, tuple(under)),)


def in_minor_units(value: Decimal, currency: str) -> int:
    """An amount in major units of `currency` as minor units."""
    return int(value.scaleb(exponent(currency)).to_integral_value())
