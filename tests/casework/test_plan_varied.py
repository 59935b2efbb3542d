"""The plan of a varied small portfolio, day after day: who is written to and who is not, with the reason.

The table was taken from a run that was read through. A faster planner must give the same one; a change of the
rules changes it, and then every line that moved has to be explained.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from puntual.casework.case_file import gather, question
from puntual.casework.outbox import ask_gate, circumstances
from puntual.casework.plan_gate import Desk
from puntual.domain.contact import Purpose
from puntual.domain.policy import Policy, Segment
from puntual.store.journal import verify
from puntual.store.models import (
    Attempt,
    Case,
    ContactPoint,
    Customer,
    HoldRow,
    IdentityRow,
    Promise,
    Receivable,
    WorklistEntry,
)
from tests.casework.trade import HandClock, Trade

MONDAY = datetime(2026, 4, 13, 15, 0, tzinfo=UTC)
CUSTOMERS = 96
GOLDEN = Path(__file__).with_name("a_fortnight.txt")
_PLACES = (
    ("MX", "Nuevo León", "81", "MXN"),
    ("MX", "CDMX", "55", "MXN"),
    ("CO", "", "57300", "COP"),
    ("CL", "", "569", "CLP"),
    ("BR", "SP", "5511", "BRL"),
)
_LENGTH = {"MX": 10, "CO": 12, "CL": 11, "BR": 13}
_POLICY = Policy(
    max_change_share=1.0,
    minimum_balance={"MXN": 20_000},
    notices_below_minimum=True,
    executive="Laura Gil",
    names_charges=True,
)


@pytest.fixture
def varied(tmp_path: Path) -> Trade:
    trade = Trade(tmp_path, HandClock(MONDAY), policy=_POLICY)
    chance = Random(3)
    for n in range(CUSTOMERS):
        _customer(trade, chance, n)
    trade.sync()
    for place, row in enumerate(Customer.objects.order_by("pk")):
        _circumstances(chance, row, place)
    return trade


def _customer(trade: Trade, chance: Random, n: int) -> None:
    country, state, start, currency = _PLACES[n % len(_PLACES)]
    phone = start + str(90_000_000 + n * 137)[-(_LENGTH[country] - len(start)) :]
    if country == "BR":
        phone = f"55119{80_000_000 + n * 137}"
    more = {"state": state} if state else {}
    seller = "Rosa Peña" if n % 3 == 0 else ""
    trade.customer(
        f"C-{n}",
        f"Cliente {n} & Hijos",
        "" if n % 31 == 30 else phone,
        country=country,
        salesperson=seller,
        **more,
    )
    for k in range(chance.choice((1, 1, 2, 3, 5))):
        due = MONDAY.date() + timedelta(days=chance.randint(-95, 12))
        amount = chance.choice(("90", "1250", "38000", "777777"))
        trade.invoice(f"C-{n}", f"F-{n}-{k}", amount, due, "USD" if n % 17 == 16 and k else currency)


def _circumstances(chance: Random, row: Customer, place: int) -> None:
    """What a few months of work leave behind, one thing or another for each customer."""
    case = Case.objects.get(customer=row)
    now, today = MONDAY, MONDAY.date().toordinal()
    items = list(Receivable.objects.filter(customer=row).order_by("id"))
    match place % 16:
        case 1:
            row.opted_out_at = now
        case 2:
            row.excluded = "handled by Laura"
        case 3:
            row.data_hold = "two customers share this number"
        case 4:
            HoldRow.objects.create(customer=row, kind="promise", until_day=today + 2, since=now)
        case 5:
            HoldRow.objects.create(customer=row, kind="claim", since=now)
        case 6:
            Receivable.objects.filter(pk=items[0].pk).update(disputed=True)
        case 7:
            for days in chance.sample(range(1, 12), 3):
                Attempt.objects.create(customer=row, at=now - timedelta(days=days))
            case.introduced_at = case.last_contact_at = now - timedelta(days=1)
        case 8:
            point = ContactPoint.objects.filter(customer=row).first()
            IdentityRow.objects.create(
                phone=f"{point.e164.lstrip('+')}0"[-20:] if point else None, bsuid=f"B{place}", customer=row,
                linked_at=now - timedelta(days=9), last_inbound_at=now - timedelta(days=3),
            )  # fmt: skip
        case 9:
            ContactPoint.objects.filter(customer=row).update(shared=True)
        case 10:
            case.unanswered, case.last_contact_at, case.last_step = 3, now - timedelta(days=9), "D+15"
        case 11:
            case.unanswered, case.last_contact_at = 3, now - timedelta(hours=20)
        case 12:
            row.segment = Segment.GOOD.value
            Attempt.objects.create(customer=row, at=now - timedelta(days=2))
        case 13:
            ContactPoint.objects.filter(customer=row).update(blocked="wrong_number")
        case 14:
            Promise.objects.create(
                case=case,
                amount=1,
                currency=items[0].currency,
                due_day=today - 1,
                made_at=now - timedelta(days=4),
            )
        case 15:
            Receivable.objects.filter(pk__in=[item.pk for item in items]).update(step_done=3)
    row.save()
    case.save()


def _day(trade: Trade) -> str:
    """What the worklist of today holds, how often: "action step rule x count", sorted."""
    report = trade.plan()
    entries = WorklistEntry.objects.filter(day=report.day.toordinal())
    reasons = Counter(f"{entry.action} {entry.rule or entry.step}" for entry in entries)
    told = ", ".join(f"{reason} x{count}" for reason, count in sorted(reasons.items()))
    return f"{report.day} {told}\n"


def _fortnight(trade: Trade) -> Iterator[str]:
    for n in range(12):
        trade.at(f"{MONDAY.date() + timedelta(days=n)}T09:00")
        if n:
            trade.sync()
        yield _day(trade)
        trade.work()


@pytest.mark.django_db(transaction=True)
def test_a_fortnight_of_a_varied_portfolio_is_planned_for_the_same_reasons(varied: Trade) -> None:
    assert "".join(_fortnight(varied)) == GOLDEN.read_text(encoding="utf-8")
    assert verify(varied.office.heads_file).ok


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_planning_remembers_is_the_one_that_the_gate_gives(varied: Trade) -> None:
    """Contacts of one day at other hours are one kind of question; those of another day are not."""
    office, now = varied.office, varied.office.now()
    for place, row in enumerate(Customer.objects.order_by("pk")):
        for days in range(place % 4):
            Attempt.objects.create(customer=row, at=now - timedelta(days=days * 2, hours=place % 5))
    around = circumstances(now)
    desk = Desk(office, now, around)
    files = list(gather(office, list(Customer.objects.values_list("pk", flat=True))).values())
    kinds = set()
    for file in [*files, *files]:
        for neutral in (False, True):
            named = () if neutral else tuple(item.id for item in file.items)
            asked = question(file, now, around, purpose=Purpose.PUSH, named=named, names_facts=not neutral)
            verdict = ask_gate(office, file, asked)
            assert desk.ask(file, named, neutral=neutral).verdict == verdict
            kinds.add(getattr(verdict, "rule", "allowed"))
    assert {"allowed", "cl.gap", "mx.gap", "product.opted_out", "product.claim"} <= kinds
