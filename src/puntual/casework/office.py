"""Everything that a use case needs and may not know the make of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from puntual.domain.company import Company
from puntual.domain.policy import Policy
from puntual.ports.channel import Channel
from puntual.ports.clock import Clock
from puntual.ports.countries import Countries
from puntual.ports.inbox import InboxReader
from puntual.ports.payments import PaymentRail
from puntual.ports.second_reader import Allowance, SecondReader
from puntual.ports.source import ReceivablesSource
from puntual.ports.understanding import Understanding

from .ears import Ears


@dataclass(frozen=True, slots=True)
class Office:
    """The wired application.

    new_id: opaque ids for messages (random in production, seeded in the demo). owner: names this process in
    claims. heads_file: where the journal's heads go, outside the database; publish_head sends them further.
    daily_limit: customers that templates may reach in 24 hours, None where the portfolio has no limit.
    debounce: seconds to wait for the rest of a customer's thought before answering. second_reader: asked about
    what `understanding` is not sure of, within `allowance`; None where a company has none. ears: what voice
    notes are heard with; None where they go to a person or are asked for as text.
    """

    company: Company
    policy: Policy
    clock: Clock
    channel: Channel
    source: ReceivablesSource
    inbox: InboxReader
    understanding: Understanding
    countries: Countries
    payments: PaymentRail
    new_id: Callable[[], UUID]
    owner: str
    heads_file: Path | None = None
    publish_head: Callable[[dict[str, Any]], None] | None = None
    daily_limit: int | None = None
    debounce: float = 2.0
    second_reader: SecondReader | None = None
    allowance: Allowance = field(default_factory=Allowance)
    ears: Ears | None = None
    demo: Any = None

    def now(self) -> datetime:
        """This instant, UTC."""
        return self.clock.now()

    def local(self, zone: str) -> datetime:
        """This instant in `zone`."""
        return self.clock.now().astimezone(ZoneInfo(zone))

    def today(self) -> date:
        """The company's own date."""
        return self.local(self.company.zone).date()
