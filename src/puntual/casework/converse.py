"""Answer what customers wrote: read, then gather, decide, keep, queue; one transaction a conversation.

Messages of one identity that arrived close together are read as one thought and answered once. What raises
is tried again twice, then goes to a person; other conversations go on.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import Min, QuerySet

from puntual.domain.contact import Identity, Purpose
from puntual.domain.facts import Decision, Reason, Say, SetTimer
from puntual.domain.reading import Context, Intent, Pending, Reading
from puntual.domain.reading_json import reading_to_keep
from puntual.domain.text import bare
from puntual.rules.conversation.decide import decide
from puntual.rules.conversation.view import CaseView, Heard
from puntual.store.journal import Work, work
from puntual.store.models import Case, Claim, IdentityRow, InboundMessage, OutboundMessage
from puntual.store.statements import Change, Query, query, save_all, save_fields, update, within
from puntual.wording.types import MessageType

from . import invoice_lines, strangers
from .apply import apply_fact, open_questions, set_timer
from .case_file import CaseFile, at_identity, gather
from .cases import look_again_on
from .hand_over import escalate
from .hear import Ahead, context_of, hear, reading_of, words_of
from .listen import WORTH_WAITING, spoken
from .office import Office
from .outbox import Queued, queue_say
from .proof import proves
from .sync_runs import data_of

log = logging.getLogger(__name__)
MAX_TRIES = 3


def answer(office: Office, *, limit: int = 200) -> int:
    """Handle the conversations that have something new to say; returns how many."""
    now = office.now()
    waiting = _waiting(limit).all(now - WORTH_WAITING, now - timedelta(seconds=office.debounce))
    return sum(_answer_safely(office, identity, ahead) for identity, ahead in hear(office, waiting))


@cache
def _waiting(limit: int) -> Query[int]:
    @query
    def rows(heard_after: Any, settled_before: Any) -> QuerySet[InboundMessage, int]:
        # What is written beside a voice note is one thought with it.
        hearing = InboundMessage.objects.filter(state="hearing", received_at__gt=heard_after)
        settled = InboundMessage.objects.filter(state="new").exclude(identity__in=hearing.values("identity"))
        new = settled.values("identity")
        new = new.annotate(first=Min("id"), last=Min("received_at")).filter(last__lte=settled_before)
        return new.order_by("first").values_list("identity", flat=True)[:limit]

    return rows


@query
def _owner(identity: Any) -> QuerySet[IdentityRow, int | None]:
    return IdentityRow.objects.filter(pk=identity).values_list("customer_id", flat=True)


@query
def _locked_identity(identity: Any) -> QuerySet[IdentityRow]:
    return IdentityRow.objects.filter(pk=identity).select_for_update(no_key=True)


@query
def _new_messages(identity: Any) -> QuerySet[InboundMessage]:
    return InboundMessage.objects.filter(identity=identity, state="new").order_by("sent_at", "id")


def _answer_safely(office: Office, identity: int, ahead: Ahead | None) -> int:
    try:
        _answer_with_lines(office, identity, ahead)
    except Exception:
        log.exception("conversation failed", extra={"action": "conversation_failed", "identity": identity})
        _count_failure(office, identity)
        return 0
    return 1


def _answer_with_lines(office: Office, identity: int, ahead: Ahead | None) -> None:
    """Where the answer needs the lines of an invoice, the source is asked between two tries, never inside one."""
    try:
        with work(office.now()) as unit:
            _answer_one(office, unit, identity, ahead)
    except invoice_lines.LinesWanted as wanted:
        invoice_lines.fetch(office, wanted.receivables)
        with work(office.now()) as unit:
            _answer_one(office, unit, identity, ahead, lines_asked=True)


def _count_failure(office: Office, identity: int) -> None:
    """After three tries a person reads it: a message that we cannot handle is not lost."""
    with work(office.now()) as unit:
        for row in InboundMessage.objects.filter(identity=identity, state="new"):
            row.tries += 1
            if row.tries >= MAX_TRIES:
                row.state, row.action = "failed", "could not be processed"
                if row.customer_id:
                    file = _with_case(office, gather(office, [row.customer_id], lock=True)[row.customer_id])
                    escalate(office, unit, file, Reason.FAILED)
            row.save(update_fields=["tries", "state", "action"])


def _answer_one(
    office: Office, unit: Work, identity_id: int, ahead: Ahead | None, *, lines_asked: bool = False
) -> None:
    # The customer is locked before their identities, as everywhere.
    owner = _owner.first(identity_id)
    files = gather(office, [owner], lock=True) if owner is not None else {}
    identity = _locked_identity.one(identity_id)
    if identity.customer_id != owner:  # linked or revoked in between: the next round sees it as it is
        return
    messages = _new_messages.all(identity.pk)
    if not messages:
        return
    if identity.customer_id is None:
        strangers.answer(office, unit, identity, messages, ahead)
        return
    file = _with_case(office, files[identity.customer_id])
    file.address = at_identity(identity, consent=True, now=office.now())
    text, context = words_of(messages), context_of(office, file)
    view = _view(office, file, identity, text)
    reading = reading_of(office, text, context, ahead)
    media = next((row.kind for row in messages if row.kind not in {"text", "button"}), "text")
    decision = decide(
        view, Heard(_with_linked_invoices(reading, file, text), media, spoken(messages)), office.policy
    )
    if not lines_asked:
        invoice_lines.ask_first(decision)
    _keep(office, unit, file, identity, messages, reading, context, decision, text)


def _with_case(office: Office, file: CaseFile) -> CaseFile:
    """Someone without a case can write too: theirs is a closed one."""
    if file.case is None:
        file.case = Case.objects.create(
            customer=file.customer,
            state="closed",
            opened_day=office.today().toordinal(),
            closed_day=office.today().toordinal(),
        )
    return file


def _view(office: Office, file: CaseFile, identity: IdentityRow, text: str) -> CaseView:
    case = file.case
    assert case is not None
    known_on = data_of(office)
    oldest = office.now() - timedelta(hours=office.policy.max_data_age_hours)
    fresh = known_on is not None and known_on > oldest
    threshold = office.policy.human_above.get(file.currency)
    pending = Pending(case.pending) if case.pending else None
    return CaseView(
        now=file.local(office.now()),
        state=case.state,
        identity=file.address.level if file.address else Identity.UNKNOWN,
        items=tuple(item.as_open_item() for item in file.items),
        currency=file.currency,
        pending=pending,
        about=tuple(case.pending_facts.get("about", ())),
        opted_out=file.customer.opted_out_at is not None,
        claimed=_open_claim.first(case.pk) is not None,
        facts_good=fresh and not file.customer.data_hold,
        above_threshold=threshold is not None and file.balance(file.currency) >= threshold,
        unclear=case.unclear,
        failed_proofs=identity.failed_proofs,
        proof=proves(text, file.customer) if pending is Pending.IDENTIFICATION else None,
        put=case.pending_facts.get("put", 1),
        under=open_questions(case.pending_facts),
        promised=tuple(file.promised),
        greeted_today=_greeted_today(file, file.local(office.now()).date()),
    )


def _greeted_today(file: CaseFile, today: date) -> bool:
    assert file.case is not None
    return _thanks_on.first(file.case.pk, today.toordinal()) is not None


@query
def _thanks_on(case: Any, day: Any) -> QuerySet[OutboundMessage, Any]:
    rows = OutboundMessage.objects.filter(case=case, kind="smalltalk_thanks", day=day)
    return rows.values_list("pk", flat=True)[:1]


@query
def _open_claim(case: Any) -> QuerySet[Claim, int]:
    return Claim.objects.filter(case=case, state="open").values_list("pk", flat=True)[:1]


def _with_linked_invoices(reading: Reading, file: CaseFile, text: str) -> Reading:
    """Invoice numbers are linked to the customer's own documents, not guessed from the shape of a number."""
    commands = tuple(replace(one, invoices=_linked(one.invoices, file, one.text)) for one in reading.commands)
    return replace(reading, invoices=_linked(reading.invoices, file, text), commands=commands)


def _linked(found: tuple[str, ...], file: CaseFile, text: str) -> tuple[str, ...]:
    squeezed = bare(text)
    known = (
        item.number for item in file.items if len(number := bare(item.number)) >= 3 and number in squeezed
    )
    return tuple(dict.fromkeys((*found, *known)))


def _keep(
    office: Office,
    unit: Work,
    file: CaseFile,
    identity: IdentityRow,
    messages: Sequence[InboundMessage],
    reading: Reading,
    context: Context,
    decision: Decision,
    text: str,
) -> None:
    case = file.case
    assert case is not None
    kept = reading_to_keep(reading, context)
    case.last_inbound_at, case.last_intent, case.unanswered = messages[-1].sent_at, reading.primary.value, 0
    _keep_reading.run([row.pk for row in messages], kept)
    if case.pending == Pending.CLARIFY.value and reading.primary is not Intent.UNCLEAR:
        case.pending, case.pending_facts = "", {}
    if reading.primary is not Intent.UNCLEAR:
        case.unclear = 0
    for fact in decision.facts:
        apply_fact(office, unit, file, fact, identity, text)
    if case.state == "stalled":
        case.state = "open"
    if case.state == "open" and case.next_step_on is None:
        case.next_step_on = look_again_on(office, file, file.local(office.now()).date().toordinal())
    case.version += 1
    save_all(case)
    said = _queue_effects(office, unit, file, decision, messages[-1])
    _close_messages(unit, file, messages, reading, kept, decision, said)


@update
def _keep_reading(messages: Any, reading: Any) -> Change:
    return InboundMessage.objects.filter(within("pk", messages)), {"reading": reading}


def _queue_effects(
    office: Office, unit: Work, file: CaseFile, decision: Decision, last: InboundMessage
) -> list[str]:
    known_on = data_of(office)
    said: list[str] = []
    for effect in decision.effects:
        match effect:
            case SetTimer():
                set_timer(office, unit, file, effect)
            case Say():
                said += _say(office, unit, file, effect, last, known_on, nth=len(said))
    return said


def _say(
    office: Office,
    unit: Work,
    file: CaseFile,
    say: Say,
    last: InboundMessage,
    known_on: datetime | None,
    *,
    nth: int = 0,
) -> list[str]:
    """Queue a reply; an answer that cannot be given (a value is missing, a rule forbids it) is a person's."""
    outcome = queue_say(office, unit, file, say, f"in{last.pk}/{say.type}", erp_as_of=known_on, nth=nth)
    if isinstance(outcome, Queued):
        return [say.type]
    sorry = Say(MessageType.NO_FACTS_YET.value, Purpose.ANSWER)
    if say.purpose is not Purpose.ANSWER or outcome.rule == "product.once" or say.type == sorry.type:
        return []
    escalate(office, unit, file, Reason.NO_FACTS)
    return _say(office, unit, file, sorry, last, known_on, nth=nth)


def _close_messages(
    unit: Work,
    file: CaseFile,
    messages: Sequence[InboundMessage],
    reading: Reading,
    kept: dict[str, Any],
    decision: Decision,
    said: list[str],
) -> None:
    """Every reply is kept with what was understood and what was done about it."""
    action = "; ".join(decision.reasons) or "no reply needed"
    for row in messages:
        row.state, row.handled_at, row.reading, row.action = "done", unit.now, kept, action[:300]
        row.customer_id = file.customer.pk
        save_fields(row, "state", "handled_at", "reading", "action", "customer")
        unit.record(
            "MessageHandled",
            file.customer.pk,
            inbound=row.pk,
            intents=[intent.value for intent in reading.intents],
            confidence=round(reading.confidence, 3),
            band=reading.band.value,
            model=reading.model,
            facts=[type(fact).__name__ for fact in decision.facts],
            said=said,
        )


def follow(office: Office, unit: Work, file: CaseFile, say: Say, key: str) -> bool:
    """Queue a push of our own accord at the first moment that the gate allows; False when it is skipped."""
    queued = queue_say(office, unit, file, say, key, erp_as_of=data_of(office), patient=True)
    return isinstance(queued, Queued)
