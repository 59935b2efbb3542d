"""The simulated customers: each reads what arrives, answers in their own words, pays or does not.

A customer knows only what a person would: the text on the phone, their own invoices, the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random
from zoneinfo import ZoneInfo

from puntual.ports.channel import MediaKind

from .erp import Account
from .habits import Habit
from .sample_company import SampleCustomer
from .speech import amount_in_words, asks_customer_number, asks_who, day_in_words, next_working_day, say

# How often a habit is acted out anew; then the customer only says thanks.
ROUNDS = {Habit.BREAKS_PROMISE: 3, Habit.EXTENSION: 1}
_ROUNDS_ELSE = 2
_STILL_TALKING = timedelta(hours=3)
_POLITE = 0.3
_WAKES, _SLEEPS = time(8, 0), time(21, 30)


@dataclass(frozen=True, slots=True)
class Writes:
    """A message that the customer sends at `at`. topic: what they mean by it, in the world's own word."""

    at: datetime
    text: str
    topic: str
    kind: MediaKind = MediaKind.TEXT


@dataclass(frozen=True, slots=True)
class Pays:
    """The customer pays at `at`: `share` percent of what is due then, or `amount` minor units of `currency`.

    booked_at: when the company's ERP shows it.
    """

    at: datetime
    booked_at: datetime
    share: int = 100
    amount: int | None = None
    currency: str = ""


Move = Writes | Pays


class Paying(StrEnum):
    """When the money of a conversation comes."""

    NEVER = "never"
    SOON = "soon"
    LATE = "late"
    ON_THE_DAY = "on_the_day"
    PART_ON_THE_DAY = "part_on_the_day"
    ALREADY = "already"
    IN_PARTS = "in_parts"


@dataclass(frozen=True, slots=True)
class Script:
    """How a conversation goes. opening: topics said first; then: one for each further question asked.

    talks: percent of the rounds in which something is said at all. media: what the first message is.
    """

    opening: tuple[str, ...]
    then: tuple[str, ...] = ()
    paying: Paying = Paying.NEVER
    talks: int = 90
    media: MediaKind = MediaKind.TEXT


_DAYS = ("day_answer", "day_answer", "person")
SCRIPTS = {
    Habit.PAYS_ON_TIME: Script(("acknowledge",), (), Paying.SOON, talks=40),
    Habit.PAYS_LATE: Script(("acknowledge",), (), Paying.LATE, talks=30),
    Habit.KEEPS_PROMISE: Script(("promise",), _DAYS, Paying.ON_THE_DAY),
    Habit.KEEPS_UNDATED: Script(("promise_undated",), _DAYS, Paying.ON_THE_DAY),
    Habit.KEEPS_PARTLY: Script(("promise",), _DAYS, Paying.PART_ON_THE_DAY),
    Habit.BREAKS_PROMISE: Script(("promise",), _DAYS, Paying.NEVER),
    Habit.DISPUTES: Script(("dispute",), ("dispute", "person")),
    Habit.CLAIMS_TRULY: Script(("paid",), ("reference", "acknowledge"), Paying.ALREADY),
    Habit.CLAIMS_FALSELY: Script(("paid",), ("no_reference", "no_reference")),
    Habit.OPTS_OUT: Script(("opt_out",), ("opt_out",)),
    Habit.WRONG_NUMBER: Script(("wrong_number",), ("wrong_number",)),
    Habit.THIRD_PARTY: Script(("third_party",), ("third_party",)),
    Habit.ASKS_BALANCE: Script(("balance",), ("acknowledge", "promise"), Paying.SOON),
    Habit.ASKS_REFERENCE: Script(("how_to_pay",), ("acknowledge", "acknowledge"), Paying.SOON),
    Habit.ASKS_INVOICE: Script(("what_is_it",), ("acknowledge", "promise"), Paying.LATE),
    Habit.WANTS_COPY: Script(("copy",), ("copy",), Paying.LATE),
    Habit.WANTS_PERSON: Script(("person",), ("person",)),
    Habit.HARDSHIP: Script(("hardship",), ("hardship",)),
    Habit.EXTENSION: Script(("extension",), ("accept", "accept", "day_answer"), Paying.IN_PARTS),
    Habit.RUDE: Script(("rude",), ("rude",)),
    Habit.REFUSES: Script(("refuse",), ("refuse",)),
    Habit.THREATENS: Script(("threaten",), ("threaten",)),
    Habit.SENDS_VOICE: Script(("voice",), ("promise", "day_answer"), Paying.SOON, media=MediaKind.VOICE),
    Habit.SENDS_PICTURE: Script(("picture",), ("reference",), Paying.ALREADY, media=MediaKind.PICTURE),
    Habit.WRITES_TWICE: Script(("hello", "promise"), _DAYS, Paying.ON_THE_DAY),
    Habit.ANSWERS_LATE: Script(("promise",), _DAYS, Paying.ON_THE_DAY),
    Habit.SILENT: Script((), (), Paying.NEVER, talks=0),
}
# Who says these once has said all there is to say.
_LAST_WORDS = {"opt_out", "wrong_number", "third_party", "threaten", "refuse", "rude", "hardship", "person"}


@dataclass(slots=True)
class Person:
    """One simulated customer with their own chance, memory and clock."""

    who: SampleCustomer
    rng: Random
    rounds: int = 0
    wrote_at: datetime | None = None
    finished: bool = False
    promised: date | None = None
    part: tuple[int, str, str] | None = None
    waiting: list[str] = field(default_factory=list)

    def hears(self, text: str, now: datetime, owed: Sequence[Account]) -> list[Move]:
        """What the person does about a message that has just arrived."""
        if asks_customer_number(text):
            return [self._write("number", now, owed, minutes=3)]
        if asks_who(text):
            return self._says_who_they_are(text, now, owed)
        if self.wrote_at and now - self.wrote_at < _STILL_TALKING:
            return self._answers(text, now, owed)
        if "?" not in text or self._keeps_to_a_promise(now):
            return self._acknowledges(now, owed)
        return self._begins(now, owed)

    def _keeps_to_a_promise(self, now: datetime) -> bool:
        """Whether the day that they named is still ahead or is today: nothing new to say."""
        today = now.astimezone(ZoneInfo(self.who.city.zone)).date()
        return self.promised is not None and today <= self.promised

    def _acknowledges(self, now: datetime, owed: Sequence[Account]) -> list[Move]:
        """Thanks for a message that asks nothing new, now and then."""
        if self.finished or SCRIPTS[self.who.habit].talks == 0 or self.rng.random() > _POLITE:
            return []
        return [self._write("acknowledge", now, owed, minutes=self.rng.randint(2, 90))]

    def _says_who_they_are(self, text: str, now: datetime, owed: Sequence[Account]) -> list[Move]:
        """Says yes to their own name. Asked for another's, they let it be."""
        if self.who.habit in (Habit.WRONG_NUMBER, Habit.THIRD_PARTY):
            return self._begins(now, owed)
        if self.who.habit is Habit.SILENT or self.who.name not in text:
            return []
        return [self._write("yes_it_is_me", now, owed, minutes=10)]

    def _answers(self, text: str, now: datetime, owed: Sequence[Account]) -> list[Move]:
        """Goes on with a conversation: says the next thing when a question was asked."""
        if "?" not in text or not self.waiting:
            return []
        topic = self.waiting.pop(0)
        moves: list[Move] = [self._write(topic, now, owed, minutes=self.rng.randint(1, 8))]
        if topic == "day_answer" or (topic == "promise" and self.promised):
            moves += self._pays(SCRIPTS[self.who.habit].paying, now)
        return moves

    def _begins(self, now: datetime, owed: Sequence[Account]) -> list[Move]:
        script = SCRIPTS[self.who.habit]
        if self.finished or self.rounds >= ROUNDS.get(self.who.habit, _ROUNDS_ELSE) or not owed:
            return []
        self.rounds += 1
        self.promised, self.part, self.waiting = None, None, list(script.then)
        moves: list[Move] = []
        if self.rng.randrange(100) < script.talks:
            moves += self._opening(script, now, owed)
        # A promise without a day is not paid until the day is named.
        if script.paying not in (Paying.ON_THE_DAY, Paying.PART_ON_THE_DAY) or self.promised:
            moves += self._pays(script.paying, now)
        return moves

    def _opening(self, script: Script, now: datetime, owed: Sequence[Account]) -> list[Move]:
        delay = self.rng.expovariate(1 / 35) + 1
        if self.who.habit is Habit.ANSWERS_LATE:
            delay = self.rng.uniform(1.5, 4) * 24 * 60
        moves: list[Move] = []
        for topic in script.opening:
            if topic in _LAST_WORDS:
                self.finished = True
            if topic == "promise" and self.who.habit is Habit.KEEPS_PARTLY and self.rng.random() < 0.5:
                topic = "promise_part"
            moves.append(self._write(topic, now, owed, minutes=delay, kind=script.media))
            delay += self.rng.uniform(0.1, 0.8)
        return moves

    def _write(
        self,
        topic: str,
        now: datetime,
        owed: Sequence[Account],
        *,
        minutes: float,
        kind: MediaKind = MediaKind.TEXT,
    ) -> Writes:
        at = self._awake(now + timedelta(minutes=minutes))
        self.wrote_at = at
        if kind is not MediaKind.TEXT:
            return Writes(at, "", topic, kind)
        if topic == "number":
            return Writes(at, self.who.key, topic)
        text = say(self.rng, self.who.language, topic, **self._facts(topic, at, owed))
        return Writes(at, text, topic)

    def _facts(self, topic: str, at: datetime, owed: Sequence[Account]) -> dict[str, str]:
        """What the phrase may speak of: the oldest invoice, a day, an amount, a bank's reference."""
        facts = {
            "invoice": owed[0].instalment.number if owed else "",
            "reference": f"{self.rng.randrange(10**6, 10**9)}",
        }
        if topic in ("promise", "promise_part", "day_answer"):
            today = at.astimezone(ZoneInfo(self.who.city.zone)).date()
            day = self.promised or next_working_day(today + timedelta(days=self.rng.randint(1, 9)))
            self.promised = day
            facts["day"] = day_in_words(self.rng, self.who.language, day, today)
        if topic == "promise_part" and owed:
            currency = owed[0].instalment.currency
            due = sum(a.balance for a in owed if a.instalment.currency == currency)
            amount, typed = amount_in_words(self.rng, due * self.rng.randint(30, 70) // 100, currency)
            self.part = (amount, currency, typed)
            facts["part"] = typed
        return facts

    def _pays(self, paying: Paying, now: datetime) -> list[Move]:
        zone = ZoneInfo(self.who.city.zone)
        today = now.astimezone(zone).date()
        match paying:
            case Paying.NEVER:
                return []
            case Paying.SOON:
                return [self._payment(today + timedelta(days=self.rng.randint(1, 4)))]
            case Paying.LATE:
                return [self._payment(today + timedelta(days=self.rng.randint(7, 20)))]
            case Paying.ALREADY:
                paid_at = now - timedelta(hours=2)
                return [Pays(paid_at, now + timedelta(hours=self.rng.randint(12, 60)))]
            case Paying.IN_PARTS:
                half = self._payment(today + timedelta(days=self.rng.randint(5, 7)), share=50)
                return [half, self._payment(today + timedelta(days=self.rng.randint(18, 24)))]
            case Paying.ON_THE_DAY:
                return [self._payment(self.promised)] if self.promised else []
            case Paying.PART_ON_THE_DAY:
                return self._pays_part()

    def _pays_part(self) -> list[Move]:
        """Half of it on the day; the amount that was named, where one was; the rest much later or never."""
        if self.promised is None:
            return []
        if self.part:
            amount, currency, _ = self.part
            first = self._payment(self.promised, amount=amount, currency=currency)
        else:
            first = self._payment(self.promised, share=self.rng.randint(30, 70))
        later = [self._payment(self.promised + timedelta(days=12))] if self.rng.random() < 0.6 else []
        return [first, *later]

    def _payment(self, on: date, share: int = 100, amount: int | None = None, currency: str = "") -> Pays:
        zone = ZoneInfo(self.who.city.zone)
        at = datetime.combine(on, time(self.rng.randint(9, 15), self.rng.randrange(60)), zone)
        return Pays(at, at + timedelta(hours=1), share, amount, currency)

    def _awake(self, at: datetime) -> datetime:
        """`at`, or the next morning if the person sleeps then."""
        local = at.astimezone(ZoneInfo(self.who.city.zone))
        if _WAKES <= local.time() <= _SLEEPS:
            return at
        day = local.date() + timedelta(days=1 if local.time() > _SLEEPS else 0)
        late = self.rng.uniform(0, 90)
        return datetime.combine(day, _WAKES, local.tzinfo) + timedelta(minutes=late)
