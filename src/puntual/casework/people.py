"""What people do in the console: take a case, write, hand it back, settle disputes and doubts, pause everything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import QuerySet

from puntual.domain.contact import Allowed, Deferred, HoldKind, Purpose
from puntual.domain.facts import Reason, Say
from puntual.store.journal import work
from puntual.store.models import (
    Case,
    Claim,
    Dispute,
    Escalation,
    HoldRow,
    Note,
    Notice,
    OutboundMessage,
    Receivable,
    Switch,
    User,
)
from puntual.wording.linter import lint
from puntual.wording.numerals import untraced
from puntual.wording.types import Facts

from .case_file import CaseFile, gather
from .cases import cancel_queued, look_again_on
from .compose import facts_for
from .hand_over import brief, escalate
from .office import Office
from .outbox import ask_gate, circumstances, insert, permit, say_question
from .sync_runs import as_of

_PAUSE_OF_A_DAY = "the dispute was settled: back in the cadence tomorrow"


@dataclass(frozen=True, slots=True)
class ReplyQueued:
    """The reply stands in the outbox. `warnings`: softer rules and words to think about; they do not block."""

    message_id: UUID
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplyRefused:
    """The reply was not taken, and why."""

    reason: str


class Ruling(StrEnum):
    """How a person settles a dispute.

    UPHELD: the customer was right; nothing is chased until the ERP shows the credit note. REJECTED: the
    invoice stands (or the goods have come); it is collected again, from the next day on.
    """

    UPHELD = "upheld"
    REJECTED = "rejected"


def take_case(office: Office, case_id: int, user: User) -> None:
    """The person has the case from now on; the agent is silent and its queued messages are cancelled."""
    with work(office.now(), user.username) as unit:
        file = _file(office, case_id)
        case = _case(file)
        case.owner, case.version = user, case.version + 1
        if case.state != "closed":
            case.state = "human"
        case.save(update_fields=["owner", "state", "version"])
        cancel_queued(unit, case, "product.human", "a person has the case")
        now = office.now()
        rows = Escalation.objects.filter(case=case, state="open")
        if not rows.update(state="taken", owner=user, taken_at=now):
            Escalation.objects.get_or_create(
                case=case, reason=Reason.HUMAN.value, state="taken",
                defaults={
                    "owner": user, "opened_at": now, "taken_at": now, "brief": brief(office, file, Reason.HUMAN),
                },
            )  # fmt: skip
        unit.record("CaseTaken", file.customer.pk, case=case.pk)


def hand_back(office: Office, case_id: int, user: User, note: str = "") -> None:
    """The agent goes on with the case; its queue entries close."""
    with work(office.now(), user.username) as unit:
        file = _file(office, case_id)
        case = _case(file)
        case.owner, case.unanswered, case.unclear = None, 0, 0
        case.state = "open" if file.items else "closed"
        case.closed_day = None if file.items else (case.closed_day or office.today().toordinal())
        case.next_step_on = look_again_on(office, file, file.local(office.now()).date().toordinal())
        case.version += 1
        case.save()
        Escalation.objects.filter(case=case).exclude(state="closed").update(
            state="closed", closed_at=office.now(), outcome=note[:300]
        )
        if note.strip():
            Note.objects.create(case=case, author=user, text=note.strip(), at=office.now())
        ended = ["stopped", "hardship"]
        if not Claim.objects.filter(case=case, state="open").exists():
            ended.append("claim")  # the claim was looked into; the person's word ends it
        file.customer.holds.filter(kind__in=ended, ended_at=None).update(ended_at=office.now())
        unit.record("CaseHandedBack", file.customer.pk, case=case.pk)


def reply(
    office: Office, case_id: int, text: str, browser_id: UUID, user: User
) -> ReplyQueued | ReplyRefused:
    """A collector writes. `browser_id` is made by the page: a double click is one message."""
    text = text.strip()
    if not text:
        return ReplyRefused("There is nothing to send.")
    standing = OutboundMessage.objects.filter(pk=browser_id).first()
    if standing is not None:
        return ReplyQueued(standing.pk)
    with work(office.now(), user.username) as unit:
        file = _file(office, case_id)
        case = _case(file)
        if file.address is None or file.address.identity is None:
            return ReplyRefused("The customer has not written to us: free text needs an open 24-hour window.")
        run = as_of(office)
        around = circumstances(run.started_at if run else None)
        asked = say_question(
            file, office.now(), around, "collector_reply", Purpose.COLLECTOR, (), in_template=False
        )
        verdict = ask_gate(office, file, asked)
        if not isinstance(verdict, Allowed):
            until = f" (until {verdict.until.isoformat()})" if isinstance(verdict, Deferred) else ""
            return ReplyRefused(f"{verdict.reason} [{verdict.rule}: {verdict.source}]{until}")
        row = OutboundMessage(
            id=browser_id, obligation=f"reply/{browser_id}", case=case, customer=file.customer,
            identity_id=file.address.identity, purpose=Purpose.COLLECTOR.value, actor=user.username, author=user,
            kind="collector_reply", day=file.local(office.now()).date().toordinal(), priority=0, text=text,
            language=file.customer.language[:8], permit=permit(verdict, Purpose.COLLECTOR, office.now()),
            created_at=office.now(), ready_at=office.now(),
        )  # fmt: skip
        insert(unit, row, "collector")
    warnings = [f"{warned.reason} [{warned.rule}]" for warned in verdict.warnings]
    return ReplyQueued(row.pk, (*warnings, *reply_warnings(office, file, text)))


def reply_warnings(office: Office, file: CaseFile, text: str) -> tuple[str, ...]:
    """What to think about before sending: words a regulator objects to, numbers that no record holds."""
    language = file.customer.language
    objections = [f"{found.fault.value}: «{found.words}»" for found in lint(text, language, template=False)]
    numerals = [
        f"on no record: {numeral}" for numeral in untraced(text, record_facts(office, file), language)
    ]
    return (*objections, *numerals)


def record_facts(office: Office, file: CaseFile) -> Facts:
    """Everything on record that a text to this customer may state."""
    say = Say("balance_facts", Purpose.ANSWER, named=tuple(item.id for item in file.items))
    run = as_of(office)
    return facts_for(office, file, say, as_of=run.started_at if run else None)


def note(office: Office, case_id: int, text: str, user: User) -> None:
    """A note for the team, on the case's timeline; never sent to anyone."""
    with work(office.now(), user.username) as unit:
        file = _file(office, case_id)
        row = Note.objects.create(case_id=case_id, author=user, text=text.strip(), at=office.now())
        unit.record("NoteWritten", file.customer.pk, case=case_id, note=row.pk)


def close_escalation(office: Office, escalation_id: int, outcome: str, user: User) -> None:
    """The queue entry is dealt with; the case stays with whoever has it until it is handed back."""
    with work(office.now(), user.username) as unit:
        row = Escalation.objects.select_related("case").get(pk=escalation_id)
        if row.state == "closed":
            return
        row.state, row.closed_at, row.outcome, row.owner = "closed", office.now(), outcome[:300], user
        row.save()
        unit.record("EscalationClosed", row.case.customer_id, escalation=row.pk)


def settle_dispute(office: Office, dispute_id: int, ruling: Ruling, reason: str, user: User) -> bool:
    """A person found out who is right; returns whether anything changed. `reason` is for team and journal.

    One that was upheld can still be rejected (the right invoice came in its place); one that was rejected, or
    whose invoice is not open any more, has to be reopened first, or is over.
    """
    with work(office.now(), user.username) as unit:
        file, row = _disputed(office, dispute_id)
        if row.state not in ("open", Ruling.UPHELD.value) or row.state == ruling.value:
            return False
        row.state, row.closed_at = ruling.value, office.now()
        row.save(update_fields=["state", "closed_at"])
        if ruling is Ruling.REJECTED:
            _collect_from_tomorrow(office, file, row, user)
        if reason.strip():
            Note.objects.create(case_id=row.case_id, author=user, text=reason.strip(), at=office.now())
        if not Dispute.objects.filter(case=row.case_id, state="open").exists():
            _close_queue_entry(office, row, ruling, reason, user)
        unit.record(
            "DisputeSettled", file.customer.pk, dispute=row.pk, receivable=row.receivable_id,
            ruling=ruling.value, reason=reason.strip()[:300],
        )  # fmt: skip
    return True


def reopen_dispute(office: Office, dispute_id: int, user: User) -> bool:
    """Take a ruling back, as if it had not been made; returns whether anything changed.

    What was sent in between is not undone. Nothing happens to a dispute whose invoices are no longer open.
    """
    with work(office.now(), user.username) as unit:
        file, row = _disputed(office, dispute_id)
        about = _about(file, row)
        if row.state not in list(Ruling) or not about:
            return False
        row.state, row.closed_at = "open", None
        row.save(update_fields=["state", "closed_at"])
        Receivable.objects.filter(pk__in=about).update(disputed=True)
        for item in file.items:
            item.disputed = item.disputed or item.id in about
        _pauses(about).update(ended_at=office.now())
        cancel_queued(unit, _case(file), "product.disputed", "the dispute is open again")
        escalate(office, unit, file, Reason.DISPUTE)
        unit.record("DisputeReopened", file.customer.pk, dispute=row.pk, receivable=row.receivable_id)
    return True


def _disputed(office: Office, dispute_id: int) -> tuple[CaseFile, Dispute]:
    """The customer's file, locked, and then the dispute as it stands under that lock."""
    case = Dispute.objects.values_list("case_id", flat=True).get(pk=dispute_id)
    return _file(office, case), Dispute.objects.get(pk=dispute_id)


def _about(file: CaseFile, row: Dispute) -> list[int]:
    """The open receivables that the dispute is about; one without a receivable is about all of them."""
    return [item.id for item in file.items if row.receivable_id in (None, item.id)]


def _collect_from_tomorrow(office: Office, file: CaseFile, row: Dispute, user: User) -> None:
    """The hold ends; but nobody is reminded on the very day on which they are told that the invoice stands."""
    about = _about(file, row)
    Receivable.objects.filter(pk__in=about).update(disputed=False)
    for item in file.items:
        item.disputed = item.disputed and item.id not in about
    today = file.local(office.now()).date().toordinal()
    for key in about:
        HoldRow.objects.create(
            customer=file.customer, receivable_id=key, kind=HoldKind.COLLECTOR.value, until_day=today,
            reason=_PAUSE_OF_A_DAY, author=user.username, since=office.now(),
        )  # fmt: skip
    case = _case(file)
    if about and case.state != "closed":
        case.next_step_on = max(look_again_on(office, file, today) or 0, today + 1)
        case.version += 1
        case.save(update_fields=["next_step_on", "version"])


def _pauses(about: list[int]) -> QuerySet[HoldRow]:
    """The holds of a day that a rejection has set."""
    return HoldRow.objects.filter(receivable__in=about, reason=_PAUSE_OF_A_DAY, ended_at=None)


def _close_queue_entry(office: Office, row: Dispute, ruling: Ruling, reason: str, user: User) -> None:
    entries = Escalation.objects.filter(case=row.case_id, reason=Reason.DISPUTE.value).exclude(state="closed")
    entries.update(
        state="closed", closed_at=office.now(), outcome=(reason.strip() or ruling.value)[:300], owner=user
    )


def see_notice(office: Office, notice_id: int, user: User) -> None:
    """Somebody of the team has read the notice; the same thing happening again shows it again."""
    with work(office.now(), user.username) as unit:
        fresh = Notice.objects.filter(pk=notice_id, seen_at=None)
        if fresh.update(seen_at=office.now()):
            unit.record("NoticeSeen", None, notice=notice_id)


def pause_everything(office: Office, reason: str, user: User) -> None:
    """Nothing leaves any more, whatever is queued, until somebody resumes."""
    _pause(office, on=True, reason=reason, user=user)


def resume_everything(office: Office, user: User) -> None:
    """Sending goes on."""
    _pause(office, on=False, reason="", user=user)


def _pause(office: Office, *, on: bool, reason: str, user: User) -> None:
    with work(office.now(), user.username) as unit:
        Switch.objects.update_or_create(
            name="pause",
            defaults={"on": on, "reason": reason[:300], "author": user.username, "since": office.now()},
        )
        unit.record("Paused" if on else "Resumed", None)


def settle_review(office: Office, message_id: UUID, arrived: bool, user: User) -> None:
    """A person says what became of a message whose fate was unknown. It is never sent again by itself."""
    with work(office.now(), user.username) as unit:
        rows = OutboundMessage.objects.filter(pk=message_id, state__in=["unknown", "review"])
        row = rows.first()
        if row is None:
            return
        row.state = "sent" if arrived else "settled"
        row.reason = f"settled by {user.username}"
        row.save(update_fields=["state", "reason"])
        unit.record("ReviewSettled", row.customer_id, message=str(row.pk), arrived=arrived)


def _file(office: Office, case_id: int) -> CaseFile:
    customer = Case.objects.values_list("customer_id", flat=True).get(pk=case_id)
    return gather(office, [customer], lock=True)[customer]


def _case(file: CaseFile) -> Case:
    assert file.case is not None
    return file.case
