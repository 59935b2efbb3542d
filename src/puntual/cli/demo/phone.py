"""The phone of the demonstration: the visitor writes as one of the sample's customers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from puntual.store.models import Customer

from .customers import Writes
from .habits import ABOUT
from .sample_company import SampleCustomer
from .world import World

_BETWEEN_MESSAGES = timedelta(seconds=20)
_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class PhoneCustomer:
    """One whom the visitor can be. id: the row's. about: what is interesting about them, in English."""

    id: int
    name: str
    country: str
    language: str
    about: str


class DemoPhone:
    """Writes as a customer and lets the office answer at once, on the world's own clock. Thread-safe."""

    def __init__(self, world: World) -> None:
        self._world = world

    def now(self) -> datetime:
        """The virtual instant, UTC."""
        return self._world.clock.now()

    def customers(self) -> list[PhoneCustomer]:
        """A choice of customers with something open: every habit is there, as far as it goes."""
        ids = dict(Customer.objects.filter(case__state="open").values_list("key", "id"))
        known = [who for who in self._world.witness.company.customers if self._is_fit(who, ids)]
        chosen: dict[str, list[SampleCustomer]] = {}
        for who in known:
            chosen.setdefault(who.habit, []).append(who)
        rounds = max((len(group) for group in chosen.values()), default=0)
        mixed = [group[turn] for turn in range(rounds) for group in chosen.values() if turn < len(group)]
        return [_shown(who, ids[who.key]) for who in mixed[:_MOST_SHOWN]]

    def say(self, customer_id: int, text: str) -> None:
        """Let the customer write `text` now, and let the office answer. Raises Customer.DoesNotExist."""
        key = Customer.objects.get(pk=customer_id).key
        who = next(who for who in self._world.witness.company.customers if who.key == key)
        with self._world.lock:
            self._world.clock.move_to(self.now() + _BETWEEN_MESSAGES)
            self._world.town.write(who, Writes(self.now(), text, "visitor"), self._world.simulator)
            self._world.step()

    def _is_fit(self, who: SampleCustomer, ids: dict[str, int]) -> bool:
        owed = self._world.witness.erp.open_accounts(who.key)
        return bool(who.wa_id and not who.dirt and who.key in ids and owed)


def _shown(who: SampleCustomer, customer_id: int) -> PhoneCustomer:
    return PhoneCustomer(customer_id, who.name, who.country, who.language, ABOUT[who.habit])
