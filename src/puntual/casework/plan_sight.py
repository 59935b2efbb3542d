"""The values of a day's plan: what a run knows, one due case as it stands, and what was decided about it."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from uuid import UUID
from zoneinfo import ZoneInfo

from puntual.domain.aging import Buckets
from puntual.domain.policy import Cadence, Policy
from puntual.domain.rulebook import CapPer, ContactCap, ContactGap, Rulebook
from puntual.rules.cadence import Due, next_step_day
from puntual.store.models import Case
from puntual.wording.types import Rendered

from .case_file import CaseFile, Circumstances
from .cases import cadence_of, contested, dues, oldest_dpd
from .office import Office
from .plan_gate import Desk


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the plan says about one case today. action: contact, shadow, skip, yield, escalate, stall, none.

    until: ISO instant of a deferral. look_again: day number of the next look, None when nothing is waited for.
    """

    action: str
    reason: str
    step: str = ""
    rule: str = ""
    source: str = ""
    until: str = ""
    look_again: int | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """What a month has room for: at most `contacts`, whose dates differ by `apart` days; its last day's number."""

    contacts: int
    apart: int
    last_day: int


@dataclass(slots=True)
class Day:
    """What every case of a run shares; what depends on place and date only is worked out once.

    number: the company's own date as a day number; a customer's may be another (`date_of`). as_of: when the
    reading of the ERP began that the run relies on. states: of templates, by language and name.
    """

    office: Office
    number: int
    now: datetime
    as_of: datetime
    states: dict[str, dict[str, str]]
    buckets: Buckets
    gate: Desk
    _places: dict[str, tuple[date, tzinfo]] = field(default_factory=dict)
    _rooms: dict[tuple[str, date], Room] = field(default_factory=dict)

    @classmethod
    def open(
        cls,
        office: Office,
        number: int,
        as_of: datetime,
        around: Circumstances,
        states: dict[str, dict[str, str]],
    ) -> Day:
        """The day's shared values at this instant."""
        now = office.now()
        buckets = Buckets(office.policy.bucket_edges)
        return cls(office, number, now, as_of, states, buckets, Desk(office, now, around))

    def place(self, file: CaseFile) -> tuple[date, tzinfo]:
        """The customer's own date and clock."""
        zones = file.customer.zones
        found = self._places.get(zones)
        if found is None:
            zone = ZoneInfo(zones.split(",", 1)[0])
            found = self._places[zones] = (self.now.astimezone(zone).date(), zone)
        return found

    def room(self, country: str, on: date) -> Room:
        """What the rules of all layers leave for contacts in the month of `on`."""
        key = (country, on)
        found = self._rooms.get(key)
        if found is None:
            found = self._rooms[key] = _room(self.office.countries.rulebook(country), self.office.policy, on)
        return found


def _room(rulebook: Rulebook, policy: Policy, on: date) -> Room:
    rules = [rule for rule in (*rulebook.rules, *policy.caps) if rule.span.covers(on)]
    caps = [rule.attempts for rule in rules if isinstance(rule, ContactCap) and rule.per is CapPer.MONTH]
    gaps = [rule.days for rule in rules if isinstance(rule, ContactGap)]
    last = on.replace(day=calendar.monthrange(on.year, on.month)[1])
    return Room(min(caps, default=31), max(gaps, default=1), last.toordinal())


@dataclass(slots=True)
class Sight:
    """One due case as it stands today. `on` is the customer's own date in `zone`, `today` its day number.

    waiting: the receivables that steps look at. following: day number of the next step after today.
    currency: that of most open receivables. dpd: days past due of the oldest, which falls into `bucket`.
    """

    file: CaseFile
    case: Case
    on: date
    zone: tzinfo
    today: int
    cadence: Cadence
    waiting: Sequence[Due]
    following: int | None
    currency: str
    dpd: int
    bucket: int


@dataclass(slots=True)
class Draft:
    """A message that the plan wants in the outbox. permit: the gate's word, as JSON."""

    id: UUID
    obligation: str
    file: CaseFile
    case: Case
    on: date
    kind: str
    step: str
    state: str
    named: tuple[int, ...]
    permit: str
    ready: datetime
    rendered: Rendered


@dataclass(slots=True)
class Planned:
    """What was decided about one case: the verdict, and for a contact the message.

    gave_way: steps that yielded before the verdict was reached. steps_done: (day of a step, receivable that
    now has it behind it).
    """

    verdict: Verdict
    draft: Draft | None = None
    gave_way: list[Verdict] = field(default_factory=list)
    steps_done: list[tuple[int, int]] = field(default_factory=list)


def look_at(day: Day, file: CaseFile, case: Case) -> Sight:
    """Work out, once, what the decision and the rows need to know."""
    on, zone = day.place(file)
    today = on.toordinal()
    cadence = cadence_of(day.office, file.customer)
    waiting = dues(file)
    # A disputed receivable takes no step, but the plan says on its step's day that it was withheld, and why.
    coming = waiting if len(waiting) == len(file.items) else [*waiting, *contested(file)]
    following = next_step_day(coming, today, cadence.steps)
    dpd = oldest_dpd(file, today)
    return Sight(
        file, case, on, zone, today, cadence, waiting, following, file.currency, dpd, day.buckets.index(dpd)
    )
