"""A decision in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from puntual.domain.contact import Purpose
from puntual.domain.facts import Decision, Effect, Fact, HandedOver, Reason, Say
from puntual.domain.money import exponent
from puntual.domain.policy import Policy
from puntual.wording.types import MessageType

from .view import CaseView, Heard


@dataclass(slots=True)
class Draft:
    """A decision in the making."""

    view: CaseView
    heard: Heard
    policy: Policy
    facts: list[Fact] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def say(self, kind: MessageType, purpose: Purpose = Purpose.ANSWER, **values: object) -> None:
        """Ask for a message of `kind`; `values` are the fields of Say."""
        self.effects.append(Say(kind.value, purpose, **values))  # type: ignore[arg-type]

    def hand_over(self, reason: Reason, notice: MessageType | None = MessageType.HAND_OVER_NOTICE) -> None:
        """Tell a person, once a message; the customer reads `notice`."""
        if not any(isinstance(fact, HandedOver) for fact in self.facts):
            self.facts.append(HandedOver(reason))
            if notice is not None:
                self.say(notice)

    def done(self) -> Decision:
        """The decision as it stands."""
        return Decision(tuple(self.facts), tuple(self.effects), tuple(self.reasons))


def in_minor_units(value: Decimal, currency: str) -> int:
    """An amount in major units of `currency` as minor units."""
    return int(value.scaleb(exponent(currency)).to_integral_value())
