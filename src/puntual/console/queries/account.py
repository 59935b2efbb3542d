"""The account pane of a case: who reads there, what is open, what was promised, what still may be sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from puntual.casework.case_file import WINDOW, CaseFile, gather, question
from puntual.casework.office import Office
from puntual.casework.outbox import ask_gate, circumstances
from puntual.domain.contact import Purpose, Verdict
from puntual.domain.money import Money, totals
from puntual.domain.rulebook import CapPer, ContactCap
from puntual.rules.binding import rules_for
from puntual.rules.counting import cap_reached
from puntual.store.models import (
    Case,
    Claim,
    ContactPoint,
    Credit,
    Dispute,
    Escalation,
    HoldRow,
    IdentityRow,
    Promise,
    Receivable,
    SyncRun,
)


@dataclass(frozen=True, slots=True)
class CapLeft:
    """How many pushes one cap still allows today. `rule` is its id, `source` where it comes from."""

    per: CapPer
    left: int
    attempts: int
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class ServiceWindow:
    """The 24 hours after the customer's last message in which free text is allowed."""

    closes_at: datetime | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Account:
    """Everything beside the conversation, as of now. Balances are apart by currency."""

    file: CaseFile
    today: int
    identities: tuple[IdentityRow, ...]
    contact_points: tuple[ContactPoint, ...]
    balances: tuple[Money, ...]
    disputed: tuple[Money, ...]
    credits: tuple[Credit, ...]
    receivables: tuple[Receivable, ...]
    promises: tuple[Promise, ...]
    disputes: tuple[Dispute, ...]
    claims: tuple[Claim, ...]
    holds: tuple[HoldRow, ...]
    escalations: tuple[Escalation, ...]
    as_of: datetime | None
    source: str
    window: ServiceWindow
    caps: tuple[CapLeft, ...]
    verdict: Verdict


def account(office: Office, case: Case) -> Account:
    """Gather the pane for `case`, and ask the gate whether the agent might write at this very moment."""
    customer = case.customer_id
    file = gather(office, [customer])[customer]
    now = office.now()
    receivables = tuple(Receivable.objects.filter(customer=customer, status="open").order_by("due_day", "id"))
    as_of = _as_of()
    return Account(
        file=file,
        today=file.local(now).date().toordinal(),
        identities=tuple(IdentityRow.objects.filter(customer=customer).order_by("-last_inbound_at", "id")),
        contact_points=tuple(ContactPoint.objects.filter(customer=customer).order_by("-in_source", "id")),
        balances=_sums(receivables),
        disputed=_sums(tuple(row for row in receivables if row.disputed)),
        credits=tuple(Credit.objects.filter(customer=customer).order_by("currency", "id")),
        receivables=receivables,
        promises=tuple(Promise.objects.filter(case=case).order_by("-made_at")[:10]),
        disputes=tuple(
            Dispute.objects.filter(case=case).select_related("receivable").order_by("-opened_at")[:10]
        ),
        claims=tuple(Claim.objects.filter(case=case).order_by("-claimed_at")[:10]),
        holds=tuple(_running_holds(customer, file.local(now).date().toordinal())),
        escalations=tuple(
            Escalation.objects.filter(case=case).exclude(state="closed").select_related("owner")
        ),
        as_of=as_of,
        source=office.source.name,
        window=service_window(file, now),
        caps=_caps(office, file),
        verdict=_verdict(office, file, as_of),
    )


def _running_holds(customer: int, today: int) -> QuerySet[HoldRow]:
    """Those that bind today: not ended, and their last day not over."""
    still = Q(until_day=None) | Q(until_day__gte=today)
    return HoldRow.objects.filter(still, customer=customer, ended_at=None).select_related("receivable")


def service_window(file: CaseFile, now: datetime) -> ServiceWindow:
    """Whether the customer wrote within the last 24 hours from where we would answer."""
    last = file.address.last_inbound if file.address else None
    if last is None:
        return ServiceWindow(None, is_open=False)
    return ServiceWindow(last + WINDOW, is_open=now - last < WINDOW)


def _as_of() -> datetime | None:
    run = SyncRun.objects.filter(state="done").order_by("-id").first()
    return run.finished_at if run else None


def _sums(receivables: tuple[Receivable, ...]) -> tuple[Money, ...]:
    return tuple(totals(Money(row.balance, row.currency) for row in receivables).values())


def _caps(office: Office, file: CaseFile) -> tuple[CapLeft, ...]:
    """The tightest cap of each span, with what it leaves for today."""
    customer = file.customer
    rulebook = office.countries.rulebook(customer.country)
    today = file.local(office.now()).date()
    contacts = sorted(file.local(at).date().toordinal() for at in file.attempts)
    tightest: dict[CapPer, CapLeft] = {}
    for check in rules_for(rulebook, customer.subdivision or None, office.policy).day(today).checks:
        if not isinstance(check, ContactCap):
            continue
        left = _left(check, today.toordinal(), contacts)
        known = tightest.get(check.per)
        if known is None or left < known.left:
            tightest[check.per] = CapLeft(check.per, left, check.attempts, check.rule, check.source.text)
    return tuple(tightest[per] for per in CapPer if per in tightest)


def _left(cap: ContactCap, day: int, contacts: list[int]) -> int:
    for more in range(cap.attempts):
        if cap_reached(cap, day, [*contacts, *[day] * more]):
            return more
    return cap.attempts


def _verdict(office: Office, file: CaseFile, as_of: datetime | None) -> Verdict:
    asked = question(
        file,
        office.now(),
        circumstances(as_of),
        purpose=Purpose.PUSH,
        named=[item.id for item in file.items if not item.disputed],
    )
    return ask_gate(office, file, asked)
