"""What the simulated world itself saw happen: the side that the checker believes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from puntual.channels.simulator import Sent

from .erp import DemoErp
from .sample_company import SampleCompany, SampleCustomer


@dataclass(slots=True)
class Heard:
    """A message of a simulated customer. at: when the webhook door first answered 200 for it, None if not yet.

    topic: what the person meant, in the world's own word ("opt_out", "wrong_number", ...).
    """

    message_id: str
    phone: str
    text: str
    topic: str
    wrote_at: datetime
    at: datetime | None = None


@dataclass(slots=True)
class Witness:
    """Everything that happened outside the program.

    company_words: texts of the company itself, whose numerals any message may repeat. confirmed: since when
    the holder of a number has said to be a customer, by (number, customer key). under_way: what customers
    wrote and the door has not taken yet.
    """

    company: SampleCompany
    erp: DemoErp
    company_words: tuple[str, ...] = ()
    sent: Sequence[Sent] = ()
    heard: list[Heard] = field(default_factory=list)
    under_way: list[Heard] = field(default_factory=list)
    confirmed: dict[tuple[str, str], datetime] = field(default_factory=dict)
    _holders: dict[str, list[SampleCustomer]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for who in self.company.customers:
            if who.wa_id:
                self._holders.setdefault(plain_phone(who.wa_id), []).append(who)

    def hears(self, message: Heard) -> None:
        """A customer has written; the message is under way to the door."""
        self.heard.append(message)
        self.under_way.append(message)

    def holders(self, phone: str) -> list[SampleCustomer]:
        """The customers whose real number `phone` is."""
        return self._holders.get(plain_phone(phone), [])

    def is_holder(self, phone: str, who: SampleCustomer) -> bool:
        """Whether `phone` is really a number of that customer."""
        return any(holder.key == who.key for holder in self.holders(phone))

    def owner_of(self, number: str) -> str | None:
        """The key of the customer whose invoice carries `number`."""
        account = self.erp.accounts.get(f"{number}/1")
        return account.instalment.customer if account else None

    def said_first(self, topic: str) -> dict[str, datetime]:
        """When each number first said something on `topic` that the door took."""
        times: dict[str, datetime] = {}
        for heard in self.heard:
            if heard.at and heard.topic == topic:
                phone = plain_phone(heard.phone)
                times[phone] = min(times.get(phone, heard.at), heard.at)
        return times

    def has_confirmed(self, phone: str, customers: Iterable[str | None], at: datetime) -> bool:
        """Whether the holder of a shared number had said by `at` to be each of `customers`."""
        times = [self.confirmed.get((plain_phone(phone), key or "")) for key in customers]
        return all(time is not None and time <= at for time in times)


@cache
def plain_phone(phone: str) -> str:
    """One spelling of a number: WhatsApp's Mexican 1, Argentine 9 and Brazilian ninth digit taken out."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    if digits.startswith("521") and len(digits) == 13:
        return "52" + digits[3:]
    if digits.startswith("549") and len(digits) == 13:
        return "54" + digits[3:]
    if digits.startswith("55") and len(digits) == 13 and digits[4] == "9":
        return digits[:4] + digits[5:]
    return digits
