"""Keep: the facts of a decision become rows and journal entries, in the transaction that read the case."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, assert_never
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from puntual.domain.contact import HoldKind
from puntual.domain.facts import (
    CadenceStopped,
    DisputeRaised,
    Fact,
    HandedOver,
    IdentityFailed,
    IdentityLinked,
    IdentityProved,
    NotUnderstood,
    NumberBlocked,
    OpenQuestion,
    OptedIn,
    OptedOut,
    PaymentClaimed,
    PromiseMade,
    QuestionAsked,
    QuestionClosed,
    ReferenceGiven,
    SetTimer,
    TimerKind,
)
from puntual.domain.reading import Pending
from puntual.rules.phones import whatsapp_variants
from puntual.rules.promise import add_business_days
from puntual.store.journal import Work
from puntual.store.models import (
    Claim,
    ContactPoint,
    Customer,
    Dispute,
    HoldRow,
    IdentityRow,
    Notice,
    Promise,
    Receivable,
    Timer,
)
from puntual.store.statements import Change, add, query, save_fields, update

from .case_file import CaseFile
from .cases import cancel_queued
from .hand_over import escalate
from .office import Office

# Without contact from that identity for so long, the verification has to be passed anew.
PROOF_LASTS = timedelta(days=60)
CLAIM_CHECK_AT = time(10, 0)


def apply_fact(
    office: Office, unit: Work, file: CaseFile, fact: Fact, identity: IdentityRow | None, words: str = ""
) -> None:
    """Make one fact true. `identity` is who said it; `words` what they wrote, kept with disputes and claims."""
    case = file.case
    assert case is not None
    match fact:
        case PromiseMade():
            _promise(office, unit, file, fact)
        case PaymentClaimed(amount=amount, corrects=True):
            _correct_claim(unit, file, amount)
        case PaymentClaimed(amount=amount):
            _claim(office, unit, file, amount, words)
        case ReferenceGiven():
            _reference(file, words)
        case DisputeRaised(receivables=receivables):
            _dispute(office, unit, file, receivables, words)
        case OptedOut():
            _opt_out(office, unit, file, identity)
        case OptedIn():
            _opt_in(office, unit, file, identity)
        case NumberBlocked(why=why):
            _block(office, unit, file, identity, why)
        case HandedOver(reason=reason):
            escalate(office, unit, file, reason)
        case CadenceStopped(why=why):
            hold(office, unit, file, why, None)
            cancel_queued(unit, case, f"product.{why.value}", "the cadence was stopped")
        case QuestionAsked():
            case.pending, case.pending_facts = fact.pending.value, question_facts(fact)
        case QuestionClosed():
            case.pending, case.pending_facts, case.unclear = "", {}, 0
        case IdentityLinked():
            _link(office, unit, file, identity)
        case IdentityProved():
            _prove(office, unit, file, identity)
        case IdentityFailed():
            _fail_proof(unit, file, identity)
        case NotUnderstood():
            case.unclear += 1
        case _:
            assert_never(fact)


def hold(
    office: Office, unit: Work, file: CaseFile, kind: HoldKind, until_day: int | None, reason: str = ""
) -> None:
    """Place a hold on the whole customer; one of the same kind is extended, never shortened."""
    row = _open_hold.first(file.customer.pk, kind.value)
    if row is None:
        add(
            HoldRow(
                customer=file.customer,
                kind=kind.value,
                until_day=until_day,
                reason=reason,
                since=office.now(),
            )
        )
        unit.record("HoldPlaced", file.customer.pk, hold=kind.value, until=until_day)
    elif row.until_day is not None and (until_day is None or until_day > row.until_day):
        row.until_day = until_day
        save_fields(row, "until_day")


@query
def _open_hold(customer: Any, kind: Any) -> QuerySet[HoldRow]:
    rows = HoldRow.objects.filter(customer=customer, kind=kind, receivable=None, ended_at=None)
    return rows.order_by("pk")[:1]


@update
def _end_holds(customer: Any, kind: Any, now: Any) -> Change:
    return HoldRow.objects.filter(customer=customer, kind=kind, ended_at=None), {"ended_at": now}


def end_holds(office: Office, unit: Work, customer: int, kind: HoldKind) -> None:
    """End every open hold of this kind on the customer."""
    if _end_holds.run(customer, kind.value, office.now()):
        unit.record("HoldEnded", customer, hold=kind.value)


def set_timer(office: Office, unit: Work, file: CaseFile, effect: SetTimer) -> None:
    """Write a timer: the wall time that was meant, its zone, and what that is in UTC."""
    assert file.case is not None
    zone = file.zones[0]
    timer = Timer(
        key=f"case{file.case.pk}/{file.case.cycle}/{effect.kind.value}/{effect.key}",
        case=file.case,
        kind=effect.kind.value,
        due_at=effect.at,
        local=effect.at.astimezone(ZoneInfo(zone)).replace(tzinfo=None).isoformat(timespec="minutes"),
        zone=zone,
    )
    if not add(timer, unless_standing=True):  # set before, and perhaps cancelled since
        _revive.run(timer.key, effect.at)
    unit.record("TimerSet", file.customer.pk, timer=effect.kind.value, due=effect.at.isoformat())


@update
def _revive(key: Any, due: Any) -> Change:
    cancelled = Timer.objects.filter(key=key, state="cancelled")
    return cancelled, {"state": "waiting", "due_at": due, "reason": "", "ended_at": None}


def question_facts(asked: QuestionAsked) -> dict[str, Any]:
    """What the case keeps of its open question, and of those that wait behind it."""
    under = [{"pending": one.pending.value, "about": list(one.about), "put": one.put} for one in asked.under]
    return {"about": list(asked.about), "put": asked.put, "under": under}


def open_questions(facts: dict[str, Any]) -> tuple[OpenQuestion, ...]:
    """The questions that wait behind the pending one, as `question_facts` kept them."""
    return tuple(
        OpenQuestion(Pending(one["pending"]), tuple(one["about"]), one["put"])
        for one in facts.get("under", ())
    )


def baseline(file: CaseFile) -> dict[str, int]:
    """Balances of the receivables that a promise or a claim is about: the main currency, disputes left out."""
    return {
        str(item.id): item.balance
        for item in file.items
        if item.currency == file.currency and not item.disputed
    }


def _promise(office: Office, unit: Work, file: CaseFile, fact: PromiseMade) -> None:
    case = file.case
    assert case is not None
    if fact.plan_part == 0:
        replaced = _replace_promises.run(case.pk, office.now())
        if replaced:
            _cancel_promise_timers.run(case.pk, office.now())
            unit.record("PromiseReplaced", file.customer.pk, promises=replaced)
        _end_holds.run(file.customer.pk, "promise", office.now())
    base = _without(baseline(file), fact.besides)
    row = Promise(
        case=case,
        amount=sum(base.values()) if fact.amount is None else fact.amount,
        currency=file.currency,
        due_day=fact.due.toordinal(),
        made_at=office.now(),
        baseline=base,
        plan_part=fact.plan_part,
    )
    add(row)
    hold(office, unit, file, HoldKind.PROMISE, fact.due.toordinal())
    cancel_queued(unit, case, "product.promised", "the customer promised to pay")
    case.next_step_on = max(fact.due.toordinal() + 1, case.next_step_on or 0)
    unit.record(
        "PromiseMade", file.customer.pk, promise=row.pk, due=fact.due.isoformat(), amount=row.amount,
        currency=file.currency, conditional=fact.conditional,
    )  # fmt: skip


def _without(base: dict[str, int], besides: int) -> dict[str, int]:
    """The balances less what is claimed to be paid already, the oldest first: it keeps no promise."""
    left = {}
    for key, balance in base.items():
        left[key] = balance - min(balance, besides)
        besides -= balance - left[key]
    return left


@update
def _replace_promises(case: Any, now: Any) -> Change:
    return Promise.objects.filter(case=case, state="open"), {"state": "replaced", "ended_at": now}


@update
def _cancel_promise_timers(case: Any, now: Any) -> Change:
    waiting = Timer.objects.filter(case=case, state="waiting", kind__startswith="promise_")
    return waiting, {"state": "cancelled", "reason": "the promise was replaced", "ended_at": now}


def _correct_claim(unit: Work, file: CaseFile, amount: int | None) -> None:
    claim = Claim.objects.filter(case=file.case, state="open").order_by("-id").first()
    if claim is not None:
        claim.amount = amount
        claim.save(update_fields=["amount"])
        unit.record("ClaimCorrected", file.customer.pk, claim=claim.pk, amount=amount)


def _claim(office: Office, unit: Work, file: CaseFile, amount: int | None, words: str) -> None:
    case = file.case
    assert case is not None
    if Claim.objects.filter(case=case, state="open").exists():
        return
    local = file.local(office.now())
    day = add_business_days(local.date(), office.policy.clearing_business_days)
    after = datetime.combine(day, CLAIM_CHECK_AT, local.tzinfo)
    row = Claim.objects.create(
        case=case,
        claimed_at=office.now(),
        amount=amount,
        currency=file.currency,
        baseline=baseline(file),
        resolve_after=after,
        reference=words[:200],
    )
    hold(office, unit, file, HoldKind.CLAIM, None)
    cancel_queued(unit, case, "product.claim", "the customer says that it is paid")
    set_timer(office, unit, file, SetTimer(TimerKind.CLAIM_CHECK, after, f"claim{row.pk}"))
    unit.record("PaymentClaimed", file.customer.pk, claim=row.pk, amount=amount)


def _reference(file: CaseFile, words: str) -> None:
    claim = Claim.objects.filter(case=file.case, state="open").order_by("-id").first()
    if claim is not None and words:
        claim.reference = words[:200]
        claim.save(update_fields=["reference"])


def _dispute(office: Office, unit: Work, file: CaseFile, receivables: tuple[int, ...], words: str) -> None:
    case = file.case
    assert case is not None
    contested = receivables or tuple(item.id for item in file.items)
    standing = set(
        Dispute.objects.filter(case=case, state="open", receivable__in=contested).values_list(
            "receivable", flat=True
        )
    )
    for receivable in contested:
        if receivable in standing:
            continue
        row = Dispute.objects.create(
            case=case, receivable_id=receivable, reason=words, opened_at=office.now()
        )
        unit.record("DisputeRaised", file.customer.pk, dispute=row.pk, receivable=receivable)
    Receivable.objects.filter(pk__in=contested).update(disputed=True)
    for item in file.items:
        item.disputed = item.disputed or item.id in contested
    cancel_queued(unit, case, "product.disputed", "the customer disputes it")


def _opt_out(office: Office, unit: Work, file: CaseFile, identity: IdentityRow | None) -> None:
    case = file.case
    assert case is not None
    file.customer.opted_out_at, file.customer.opted_in_at = office.now(), None
    file.customer.save(update_fields=["opted_out_at", "opted_in_at"])
    IdentityRow.objects.filter(customer=file.customer).update(opted_out_at=office.now())
    cancel_queued(unit, case, "product.opted_out", "the customer asked for no more messages")
    tell_of_opt_out(office, file.customer)
    unit.record("OptedOut", file.customer.pk, identity=identity.pk if identity else None)


def tell_of_opt_out(office: Office, customer: Customer) -> None:
    """The team sees it; nobody has to do anything."""
    text = f"Customer {customer.key[:200]} asked for no more messages. Nothing is pushed to them any more."
    Notice.objects.update_or_create(
        key=f"opted_out:{customer.pk}",
        defaults={"code": "opted_out", "text": text, "at": office.now(), "seen_at": None},
    )


def _opt_in(office: Office, unit: Work, file: CaseFile, identity: IdentityRow | None) -> None:
    file.customer.opted_out_at, file.customer.opted_in_at = None, office.now()
    file.customer.save(update_fields=["opted_out_at", "opted_in_at"])
    IdentityRow.objects.filter(customer=file.customer).update(opted_out_at=None)
    unit.record("OptedIn", file.customer.pk, identity=identity.pk if identity else None)


def _block(office: Office, unit: Work, file: CaseFile, identity: IdentityRow | None, why: str) -> None:
    """The number is never used again for this customer, under any of its written forms."""
    case = file.case
    assert case is not None
    if identity is None:
        return
    if identity.phone:
        forms = [f"+{form}" for form in whatsapp_variants(f"+{identity.phone}")]
        ContactPoint.objects.filter(customer=file.customer, e164__in=forms).update(blocked=why)
    identity.customer, identity.linked_at, identity.proved_until = None, None, None
    identity.blocked, identity.revoked_at = why, office.now()
    identity.save()
    cancel_queued(unit, case, "product.wrong_number", "the number is not the customer's")
    unit.record("NumberBlocked", file.customer.pk, identity=identity.pk, why=why)


def _link(office: Office, unit: Work, file: CaseFile, identity: IdentityRow | None) -> None:
    if identity is None:
        return
    identity.customer, identity.linked_at, identity.revoked_at = file.customer, office.now(), None
    identity.save()
    unit.record("IdentityLinked", file.customer.pk, identity=identity.pk)


def _prove(office: Office, unit: Work, file: CaseFile, identity: IdentityRow | None) -> None:
    if identity is None:
        return
    identity.customer = file.customer
    identity.linked_at = identity.linked_at or office.now()
    identity.proved_until, identity.failed_proofs = office.now() + PROOF_LASTS, 0
    identity.save()
    if file.address is not None:
        file.address.level = max(file.address.level, type(file.address.level).PROVED)
    unit.record("IdentityProved", file.customer.pk, identity=identity.pk)


def _fail_proof(unit: Work, file: CaseFile, identity: IdentityRow | None) -> None:
    if identity is None:
        return
    identity.failed_proofs += 1
    identity.save(update_fields=["failed_proofs"])
    unit.record("IdentityFailed", file.customer.pk, identity=identity.pk, tries=identity.failed_proofs)
