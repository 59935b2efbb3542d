"""What the rest of the program asks about a country: its rules, holidays, states and time zones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from puntual.domain.rulebook import Rulebook

Holidays = Callable[[date], str | None]


class Countries(Protocol):
    """Rulebooks and places."""

    def rulebook(self, country: str) -> Rulebook:
        """The country's rulebook, or the fallback where there is none."""
        ...

    def holidays(self, country: str, subdivision: str | None) -> Holidays:
        """Whether a day is a public holiday there: its name, or None."""
        ...

    def subdivision(self, country: str, text: str) -> str | None:
        """The ISO 3166-2 suffix of a state named in any usual way, or None."""
        ...

    def zones(self, country: str, subdivision: str | None, city: str, phone: str | None) -> tuple[str, ...]:
        """The IANA zones the customer may be in; several when it cannot be told."""
        ...
