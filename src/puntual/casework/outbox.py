"""Queue: a message enters the outbox with the gate's permit, or a skip is journaled with its reason."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from puntual.domain.contact import (
    Allowed,
    ContactQuestion,
    Deferred,
    HoldKind,
    Identity,
    Purpose,
    Refused,
    Standing,
    Verdict,
)
from puntual.domain.facts import Say
from puntual.domain.rulebook import Rulebook
from puntual.rules.gate import judge
from puntual.store.journal import Work
from puntual.store.models import IdentityRow, OutboundMessage, Switch
from puntual.store.statements import add, query
from puntual.wording.types import MessageType, Rendered, Unrenderable

from .case_file import CaseFile, Circumstances, in_window, question
from .compose import about, compose, is_first, template_states
from .office import Office

# A follow-up that the gate keeps putting off for longer than this is no longer worth sending.
PATIENCE = timedelta(days=7)
# Messages leave by their hour: of a reply, queued at one instant, each was ready a little before the next.
_AHEAD = tuple(timedelta(microseconds=left) for left in (3, 2, 1, 0))
# What a message is about is no reason to withhold that very message.
_OWN_HOLD = {
    MessageType.PROMISE_REMINDER.value: frozenset({HoldKind.PROMISE}),
    MessageType.PROMISE_KEPT_THANKS.value: frozenset({HoldKind.PROMISE}),
    MessageType.PROMISE_PARTLY_KEPT.value: frozenset({HoldKind.PROMISE}),
    MessageType.PROMISE_BROKEN_FOLLOW_UP.value: frozenset({HoldKind.PROMISE}),
    MessageType.PAYMENT_THANKS.value: frozenset({HoldKind.PROMISE, HoldKind.CLAIM, HoldKind.DISPUTE}),
}
_PROOF_NEEDED = frozenset({MessageType.BALANCE_FACTS.value, MessageType.PAYMENT_FACTS.value})


@dataclass(frozen=True, slots=True)
class Queued:
    """The message stands in the outbox."""

    id: UUID


@dataclass(frozen=True, slots=True)
class Skipped:
    """Nothing was queued; the rule and the reason are journaled."""

    rule: str
    reason: str


def circumstances(erp_as_of: datetime | None) -> Circumstances:
    """What holds for the whole installation now."""
    return Circumstances(erp_as_of, _pause_on.first() is not None)


@query
def _pause_on() -> QuerySet[Switch, str]:
    return Switch.objects.filter(name="pause", on=True).values_list("name", flat=True)


def own_holds(kind: str) -> frozenset[HoldKind]:
    """The kinds of hold that do not bind a message of this kind, because it is about them."""
    return _OWN_HOLD.get(kind, frozenset())


def ask_gate(
    office: Office, file: CaseFile, asked: ContactQuestion, rulebook: Rulebook | None = None
) -> Verdict:
    """The gate's verdict under the customer's rulebook and holidays."""
    country, subdivision = file.customer.country, file.customer.subdivision or None
    return judge(
        asked,
        rulebook or office.countries.rulebook(country),
        office.policy,
        office.countries.holidays(country, subdivision),
    )


def ask_about_stranger(office: Office, identity: IdentityRow, around: Circumstances) -> Verdict:
    """The gate's verdict about a reply to someone who is no customer's: free text that names no fact.

    Nothing is known of them but that they wrote, so the company's own country and zone stand for theirs.
    """
    country, now = office.company.country, office.now()
    asked = ContactQuestion(
        purpose=Purpose.ANSWER,
        now=now,
        country=country,
        subdivision=None,
        zones=(office.company.zone,),
        contacts=(),
        receivables=(),
        standing=Standing(
            consent=False,
            identity=Identity.UNKNOWN,
            names_facts=False,
            template=None,
            paused_globally=around.paused,
            window_open=in_window(identity.last_inbound_at, now),
        ),
    )
    return judge(
        asked, office.countries.rulebook(country), office.policy, office.countries.holidays(country, None)
    )


def say_question(
    file: CaseFile,
    now: datetime,
    around: Circumstances,
    kind: str,
    purpose: Purpose,
    named: tuple[int, ...],
    *,
    in_template: bool,
) -> ContactQuestion:
    """The gate's question for a message of `kind`, asked alike when queued and when claimed.

    in_template: it leaves in an approved template; else it is free text, which needs the customer's own
    message within 24 hours. Whether the service window is open the gate alone decides.
    """
    return question(
        file,
        now,
        around,
        purpose=purpose,
        named=named,
        template="approved" if in_template else None,
        names_facts=bool(named),
        needs_proof=kind in _PROOF_NEEDED,
        ignoring=own_holds(kind),
        opt_out_confirmation=kind == MessageType.OPT_OUT_CONFIRMED.value,
    )


def permit(verdict: Allowed, purpose: Purpose, asked_at: datetime) -> dict[str, Any]:
    """What the row keeps of the gate's word: purpose, rulebook, rules consulted, the customer's local time."""
    return {
        "purpose": purpose.value,
        "verdict": "allowed",
        "rulebook": verdict.rulebook,
        "consulted": list(verdict.consulted),
        "local": verdict.local.isoformat(),
        "asked_at": asked_at.isoformat(),
    }


def queue_say(
    office: Office,
    unit: Work,
    file: CaseFile,
    say: Say,
    key: str,
    *,
    erp_as_of: datetime | None,
    patient: bool = False,
    states: Mapping[str, Mapping[str, str]] | None = None,
    nth: int = 0,
) -> Queued | Skipped:
    """Compose `say` and queue it, if the gate allows it now, or (`patient`) soon.

    key: what the message is for, by meaning; a second one with the same key is never queued. nth: its place
    among the messages of one reply, which leave in that order.
    """
    now, purpose = office.now(), say.purpose
    if file.case is None or file.address is None:
        return _skip(unit, file, say.type, "data.no_address", "no usable number on record")
    around = circumstances(erp_as_of)
    if purpose is not Purpose.PUSH:  # an answer waits in the outbox for the pause to end; it is not lost
        around = replace(around, paused=False)
    push = purpose is Purpose.PUSH
    asked = say_question(file, now, around, say.type, purpose, say.named, in_template=push)
    verdict = ask_gate(office, file, asked)
    if isinstance(verdict, Refused) or (
        isinstance(verdict, Deferred) and not _worth_waiting(verdict, now, patient)
    ):
        return _skip(unit, file, say.type, verdict.rule, verdict.reason)
    rendered = compose(
        office,
        file,
        say,
        as_of=erp_as_of,
        first=push and is_first(file.case),
        states=states if states is not None else template_states(office.channel) if push else {},
    )
    if isinstance(rendered, Unrenderable):
        return _skip(unit, file, say.type, f"wording.{rendered.reason.value}", rendered.detail)
    ready = verdict.until if isinstance(verdict, Deferred) else now if push else now - _AHEAD[nth]
    granted = permit(verdict, purpose, now) if isinstance(verdict, Allowed) else {"verdict": "deferred"}
    return _put(office, unit, file, say, key, rendered, ready, granted)


def _worth_waiting(verdict: Deferred, now: datetime, patient: bool) -> bool:
    return patient and verdict.until - now <= PATIENCE


def _skip(unit: Work, file: CaseFile, kind: str, rule: str, reason: str) -> Skipped:
    unit.record("MessageSkipped", file.customer.pk, message_kind=kind, rule=rule, reason=reason)
    return Skipped(rule, reason)


def obligation_key(case_id: int, cycle: int, key: str) -> str:
    """The unique name of one obligation to write: company-wide case, cycle, and what for."""
    return f"case{case_id}/{cycle}/{key}"


def _put(
    office: Office,
    unit: Work,
    file: CaseFile,
    say: Say,
    key: str,
    rendered: Rendered,
    ready: datetime,
    granted: dict[str, Any],
) -> Queued | Skipped:
    assert file.case is not None
    assert file.address is not None
    row = OutboundMessage(
        id=office.new_id(),
        obligation=obligation_key(file.case.pk, file.case.cycle, key),
        case=file.case,
        customer=file.customer,
        identity_id=file.address.identity,
        contact_point_id=file.address.contact_point,
        purpose=say.purpose.value,
        kind=say.type,
        day=file.local(office.now()).date().toordinal(),
        priority=1 if say.purpose is not Purpose.PUSH else 3,
        template=rendered.template or "",
        language=rendered.language,
        parameters=list(rendered.parameters),
        text=rendered.text,
        named=list(say.named),
        stated=file.stated(say.named),
        about=about(say),
        permit=granted,
        created_at=min(ready, office.now()),
        ready_at=ready,
    )
    return insert(unit, row, rendered.name)


def insert(unit: Work, row: OutboundMessage, wording: str) -> Queued | Skipped:
    """Put the row into the outbox and journal it; an obligation that stands already is left alone."""
    if not add(row, unless_standing=True):
        return Skipped("product.once", "this message stands in the outbox already")
    unit.record(
        "MessageQueued",
        row.customer_id,
        message=str(row.id),
        message_kind=row.kind,
        wording=wording,
        purpose=row.purpose,
        text_sha256=hashlib.sha256(row.text.encode()).hexdigest(),
    )
    return Queued(row.id)
