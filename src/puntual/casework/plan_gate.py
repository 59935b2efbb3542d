"""Asking the gate for every case of a plan: at one instant, equal questions have one answer."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from puntual.domain.contact import Allowed, Deferred, Purpose, Refused
from puntual.store.bulk import as_json

from .case_file import CaseFile, Circumstances, in_window, question
from .office import Office
from .outbox import ask_gate, permit

# Customers differ in place, standing and the days of earlier contacts; a large portfolio has some hundred kinds.
_MOST_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Answer:
    """The gate's verdict, and what the message's row keeps of it, as JSON."""

    verdict: Allowed | Deferred | Refused
    permit: str


class Desk:
    """The gate, asked about pushes at `now` under one rulebook a country and one policy.

    What the gate says depends on a customer by place, standing, holds and the dates of earlier contacts only:
    for those without holds it is asked once for each kind of question. The rest are asked one by one.
    """

    def __init__(self, office: Office, now: datetime, around: Circumstances) -> None:
        self._office = office
        self._now = now
        self._around = around
        self._known: dict[Hashable, Answer] = {}

    def ask(self, file: CaseFile, named: tuple[int, ...], *, neutral: bool) -> Answer:
        """Whether a push about `named` may leave; neutral: it speaks of no debt."""
        if file.holds:  # whether they bear on it depends on the receivables that are named
            return self._judge(file, named, neutral=neutral)
        kind = self._kind(file, neutral=neutral)
        found = self._known.get(kind)
        if found is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            found = self._known[kind] = self._judge(file, named, neutral=neutral)
        return found

    def _kind(self, file: CaseFile, *, neutral: bool) -> Hashable:
        """All that `question` and `ask_gate` read of a customer without holds."""
        customer, address = file.customer, file.address
        return (
            customer.country,
            customer.subdivision,
            customer.zones,
            customer.opted_out_at is not None,
            file.wrong_number,
            neutral,
            None
            if address is None
            else (address.consent, address.level, in_window(address.last_inbound, self._now)),
            _days(file) if file.attempts else (),
        )

    def _judge(self, file: CaseFile, named: tuple[int, ...], *, neutral: bool) -> Answer:
        asked = question(
            file, self._now, self._around, purpose=Purpose.PUSH, named=named, names_facts=not neutral
        )
        verdict = ask_gate(self._office, file, asked)
        if isinstance(verdict, Allowed):
            return Answer(verdict, as_json(permit(verdict, Purpose.PUSH, self._now)))
        # Where it is deferred the gate is asked again, and grants, when the message is claimed.
        return Answer(verdict, as_json({"verdict": "deferred"}))


def _days(file: CaseFile) -> tuple[tuple[int, ...], ...]:
    """The dates of earlier contacts in each zone that the customer may be in: the gate counts by date."""
    return tuple(
        tuple(sorted(at.astimezone(zone).toordinal() for at in file.attempts))
        for zone in _zones(file.customer.zones)
    )


@lru_cache(maxsize=1024)
def _zones(names: str) -> tuple[tzinfo, ...]:
    return tuple(ZoneInfo(name) for name in names.split(","))
