"""The simulated customers among themselves: they read, write, pay; and the ERP's people key it in."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from puntual.channels.simulator import Sent, Simulator
from puntual.ports.channel import Address

from .agenda import Agenda
from .clock import VirtualClock
from .customers import Pays, Person, Writes
from .erp import Account, DemoErp
from .habits import Habit
from .sample_company import SampleCompany, SampleCustomer, draw_invoice
from .speech import asks_who
from .witness import Heard, Witness, plain_phone

# How many of a habit pay an invoice around its due day without being asked, in percent.
_UNASKED = {Habit.PAYS_ON_TIME: 50, Habit.KEEPS_PROMISE: 30, Habit.ASKS_REFERENCE: 30, Habit.SILENT: 12}
_UNASKED_ELSE = 15
_LATE_PAYERS = 14
_NEW_INVOICES_A_DAY = 8


class Town:
    """Everyone outside the program. All chance comes from the seed and from who it happens to."""

    def __init__(
        self, company: SampleCompany, erp: DemoErp, witness: Witness, clock: VirtualClock, seed: int
    ) -> None:
        self._erp, self._witness, self._clock, self._seed = erp, witness, clock, seed
        self._company = company
        self.people = {who.key: Person(who, self._chance(f"person/{who.key}")) for who in company.customers}
        self._next_number = 50_000
        self.agenda = Agenda()
        self.asleep = False

    def begin(self, until: datetime) -> None:
        """Plan what people do by themselves until then: payments that nobody asks for."""
        for account in list(self._erp.accounts.values()):
            self._maybe_pays_unasked(account, until)

    def issue_invoices(self, until: datetime) -> None:
        """A day's new invoices."""
        now = self._clock.now()
        chance = self._chance(f"invoices/{now.date()}")
        for _ in range(chance.randint(_NEW_INVOICES_A_DAY // 2, _NEW_INVOICES_A_DAY * 3 // 2)):
            owner = chance.choice([who for who in self._company.customers if not who.dirt])
            self._next_number += 1
            due = now.date() + timedelta(days=chance.choice((8, 15, 15, 30)))
            parts = draw_invoice(chance, owner, self._next_number, due, now.date())
            self._erp.issue(parts, now)
            for part in parts:
                self._maybe_pays_unasked(self._erp.accounts[part.key], until)

    def arrives(self, sent: Sent, simulator: Simulator) -> None:
        """A message of ours reaches a phone a moment after it was accepted."""
        if self.asleep:
            return
        holders = self._witness.holders(sent.message.to.phone or "")
        if not holders:
            return
        # A number that stands with several customers is the first one's.
        person = self.people[holders[0].key]
        delay = self._chance(f"arrives/{sent.message_id}").uniform(5, 60)
        self.agenda.at(
            sent.at + timedelta(seconds=delay), lambda: self._reads(person, sent.message.text, simulator)
        )

    def _reads(self, person: Person, text: str, simulator: Simulator) -> None:
        if self.asleep:
            return
        now = self._clock.now()
        for move in person.hears(text, now, self._erp.open_accounts(person.who.key)):
            if isinstance(move, Writes):
                self._will_write(person, move, text, simulator)
            else:
                self._will_pay(person.who, move)

    def _will_write(self, person: Person, move: Writes, read: str, simulator: Simulator) -> None:
        def write() -> None:
            if self.asleep:
                return
            self.write(person.who, move, simulator)
            if move.topic == "yes_it_is_me" and asks_who(read):
                key = (plain_phone(person.who.wa_id), person.who.key)
                self._witness.confirmed.setdefault(key, self._clock.now())

        self.agenda.at(move.at, write)

    def write(self, who: SampleCustomer, move: Writes, simulator: Simulator) -> None:
        """The person's message leaves their phone now."""
        now = self._clock.now()
        name = who.name.split(" ")[0]
        message_id = simulator.write(Address(phone=who.wa_id), move.text, kind=move.kind, profile_name=name)
        self._witness.hears(Heard(message_id, who.wa_id, move.text, move.topic, now))

    def _will_pay(self, who: SampleCustomer, move: Pays) -> None:
        self.agenda.at(move.booked_at, lambda: self._book(who, move))

    def _book(self, who: SampleCustomer, move: Pays) -> None:
        """The payment is in the ERP: oldest first, what was due when it was paid."""
        now = self._clock.now()
        on = move.at.astimezone(ZoneInfo(who.city.zone)).date()
        owed = self._erp.open_accounts(who.key)
        due = [a for a in owed if a.instalment.due <= on + timedelta(days=3)] or owed[:1]
        left = move.amount
        for account in due:
            if move.amount is None:
                self._erp.receive(account, account.balance * move.share // 100, now, on)
            elif left and account.instalment.currency == move.currency:
                left -= self._erp.receive(account, left, now, on)

    def _maybe_pays_unasked(self, account: Account, until: datetime) -> None:
        """Some invoices are paid around their due day whether we write or not; a few old ones at last."""
        who = self._erp.customers[account.instalment.customer]
        chance = self._chance(f"unasked/{account.instalment.key}")
        due = account.instalment.due
        today = self._clock.now().date()
        if due >= today:
            share, day = _UNASKED.get(who.habit, _UNASKED_ELSE), due + timedelta(days=chance.randint(-3, 2))
        else:
            share, day = _LATE_PAYERS, today + timedelta(days=chance.randint(1, 45))
        if chance.randrange(100) >= share or account.instalment.written or day < today:
            return
        at = datetime.combine(day, time(chance.randint(9, 17), chance.randrange(60)), ZoneInfo(who.city.zone))
        if self._clock.now() < at < until:
            self.agenda.at(at, lambda: self._settle(account))

    def _settle(self, account: Account) -> None:
        now = self._clock.now()
        self._erp.receive(account, account.balance, now, now.date())

    def _chance(self, name: str) -> Random:
        return Random(f"{self._seed}/{name}")
