"""A broken invariant, and the pairs of provider's truth and our row that the checks look at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from puntual.channels.simulator import Sent
from puntual.store.models import OutboundMessage

from .sample_company import SampleCustomer
from .witness import Witness, plain_phone


@dataclass(frozen=True, slots=True)
class Breach:
    """One broken promise of the program. where: an id or a digest, no personal data."""

    invariant: str
    what: str
    where: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that the provider accepted, our row behind it, and the customer it was meant for."""

    sent: Sent
    row: OutboundMessage | None
    person: SampleCustomer | None

    @property
    def id(self) -> str:
        """Our opaque id, as the provider had it."""
        return self.sent.message.opaque_id

    @property
    def phone(self) -> str:
        """Where it went, in the plain form of a number."""
        return plain_phone(self.sent.message.to.phone or "")

    @property
    def is_push(self) -> bool:
        """A template is always of our own accord; so is what the row itself calls a push."""
        return self.sent.message.template is not None or (self.row is not None and self.row.purpose == "push")

    @property
    def local(self) -> datetime:
        """When it left, on the wall clock of the person; UTC where nobody holds the number."""
        return self.sent.at.astimezone(ZoneInfo(self.person.city.zone if self.person else "UTC"))


def deliveries(witness: Witness) -> list[Delivery]:
    """Everything that the provider accepted, in its order."""
    rows = {str(row.id): row for row in OutboundMessage.objects.select_related("customer")}
    people = {who.key: who for who in witness.company.customers}
    found = []
    for sent in witness.sent:
        row = rows.get(sent.message.opaque_id)
        person = people.get(row.customer.key) if row and row.customer else None
        holders = [] if person else witness.holders(sent.message.to.phone or "")
        found.append(Delivery(sent, row, person or (holders[0] if holders else None)))
    return found


def digest(text: str) -> str:
    """A name for something that may not be shown."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
