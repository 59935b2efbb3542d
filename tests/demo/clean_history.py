"""A small, spotless history for the checker: two customers, one reminder, one question, one answer.

Tests plant one fault in it and see that it is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from puntual.channels.simulator import Sent
from puntual.cli.demo.erp import DemoErp
from puntual.cli.demo.habits import Habit
from puntual.cli.demo.places import BY_CODE
from puntual.cli.demo.sample_company import SampleCompany, SampleCustomer, SampleInstalment
from puntual.cli.demo.witness import Heard, Witness
from puntual.ports.channel import Accepted, Address, Outgoing
from puntual.store.journal import work
from puntual.store.models import Case, Customer, IdentityRow, InboundMessage, OutboundMessage, Receivable

# A Tuesday, 10:00 in Mexico City.
MORNING = datetime(2026, 3, 10, 16, 0, tzinfo=UTC)
BEGAN = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ANA, LUZ = "C0001", "C0002"
_REMINDER = (
    "Hola, Ana Ruiz: La factura F-1, por 1,500.00 MXN, venció el 5 de marzo de 2026. ¿Nos confirma el día?"
)
_ANSWER = "La factura F-1 tiene un saldo de 1,500.00 MXN, con vencimiento el 5 de marzo de 2026."


def person(key: str, name: str, wa_id: str) -> SampleCustomer:
    """A customer in Mexico City."""
    return SampleCustomer(
        key=key, name=name, tax_id="XYZ010101AB1", country="MX", language="es", city=BY_CODE["MX"].cities[0],
        phone=wa_id, wa_id=wa_id, habit=Habit.SILENT, salesperson="Laura", since=date(2024, 1, 1),
    )  # fmt: skip


def instalment(number: str, owner: str, minor: int, due: date) -> SampleInstalment:
    """An invoice of one part."""
    return SampleInstalment(
        f"{number}/1", number, 1, owner, due - timedelta(days=30), due, minor, minor, "MXN"
    )


@dataclass(slots=True)
class History:
    """The witness's side and our rows, made to agree. `sent` is a list so that faults can be planted."""

    witness: Witness
    sent: list[Sent]
    customers: dict[str, Customer]
    receivables: dict[str, Receivable]
    case: Case

    def send(
        self, number: int, text: str, at: datetime, to: str = "5215512345678", **row: Any
    ) -> OutboundMessage:
        """A message that the provider accepted, with the row that it should have."""
        owner = self.customers[row.pop("owner", ANA)]
        template = row.pop("template", "")
        outbound = OutboundMessage.objects.create(
            **(
                {
                    "id": UUID(int=number), "obligation": f"o{number}", "customer": owner, "purpose": "push",
                    "kind": "reminder_cordial", "day": at.date().toordinal(), "template": template, "text": text,
                    "named": [self.receivables["F-1/1"].pk], "state": "delivered", "created_at": at,
                    "ready_at": at, "provider_id": f"wamid.{number}",
                    "permit": {
                        "verdict": "allowed", "purpose": row.get("purpose", "push"), "rulebook": "mx-1",
                        "local": at.isoformat(),
                    },
                }
                | row
            )
        )  # fmt: skip
        with work(at) as unit:
            unit.record("MessageSent", owner.pk, message=str(outbound.pk))
        message = Outgoing(str(outbound.pk), Address(phone=to), text, template or None)
        self.sent.append(Sent(f"wamid.{number}", at, message, Accepted(f"wamid.{number}")))
        return outbound

    def hear(self, number: int, text: str, topic: str, at: datetime, phone: str = "5215512345678") -> None:
        """A message of a customer that the door took and that is stored."""
        self.witness.heard.append(Heard(f"in.{number}", phone, text, topic, at, at))
        identity, _ = IdentityRow.objects.get_or_create(phone=phone)
        InboundMessage.objects.create(
            message_id=f"in.{number}", identity=identity, kind="text", text=text, sent_at=at, received_at=at
        )


def clean_history(folder: Path) -> History:
    """A reminder in office hours, a question, an answer: no breach."""
    people = (person(ANA, "Ana Ruiz", "5215512345678"), person(LUZ, "Luz Paz", "525587654321"))
    parts = (
        instalment("F-1", ANA, 150_000, date(2026, 3, 5)),
        instalment("F-2", LUZ, 99_900, date(2026, 3, 6)),
    )
    company = SampleCompany(people, parts)
    sent: list[Sent] = []
    witness = Witness(company, DemoErp(folder / "erp.sqlite3", company, BEGAN), sent=sent)
    customers = {who.key: _customer(who) for who in people}
    receivables = {part.key: _receivable(part, customers[part.customer]) for part in parts}
    with work(BEGAN) as unit:
        case = Case.objects.create(customer=customers[ANA], opened_day=BEGAN.date().toordinal())
        unit.record("CaseOpened", customers[ANA].pk, case=case.pk)
    history = History(witness, sent, customers, receivables, case)
    history.send(1, _REMINDER, MORNING, template="reminder")
    history.hear(1, "¿Cuánto debo?", "balance", MORNING + timedelta(hours=1))
    history.send(2, _ANSWER, MORNING + timedelta(hours=1, minutes=1), purpose="answer", kind="balance_facts")
    return history


def _customer(who: SampleCustomer) -> Customer:
    return Customer.objects.create(
        key=who.key, name=who.name, country="MX", zones=who.city.zone, language="es"
    )


def _receivable(part: SampleInstalment, owner: Customer) -> Receivable:
    return Receivable.objects.create(
        customer=owner, key=part.key, number=part.number, due_day=part.due.toordinal(), currency="MXN",
        amount=part.amount, balance=part.balance, first_seen=BEGAN,
    )  # fmt: skip
