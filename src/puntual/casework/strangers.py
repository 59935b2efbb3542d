"""Someone writes whom we cannot tie to one customer: nothing is disclosed, and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence

from puntual.domain.contact import Allowed, Purpose
from puntual.domain.reading import Intent, Pending
from puntual.domain.reading_json import reading_to_keep
from puntual.rules.phones import whatsapp_variants
from puntual.store.journal import Work
from puntual.store.models import ContactPoint, Customer, IdentityRow, InboundMessage, Notice, OutboundMessage
from puntual.wording.render import render
from puntual.wording.types import Facts, MessageType, Rendered

from .apply import tell_of_opt_out
from .case_file import Circumstances
from .hear import Ahead, reading_of, stranger_context, words_of
from .office import Office
from .outbox import ask_about_stranger, insert, permit
from .proof import proves

MAX_ASKED = 2


def answer(
    office: Office,
    unit: Work,
    identity: IdentityRow,
    messages: Sequence[InboundMessage],
    ahead: Ahead | None,
) -> None:
    """Link who proves to be one of the number's customers; else ask once, then tell the team."""
    text = words_of(messages)
    candidates = _candidates(identity)
    proved = [customer for customer in candidates if proves(text, customer)]
    if len(proved) == 1 and not identity.blocked:
        _link(office, unit, identity, proved[0])
        return  # the messages stay new: the next round answers them as this customer's
    context = stranger_context(office)
    reading = reading_of(office, text, context, ahead)
    action = _reply(office, unit, identity, messages[-1], set(reading.intents))
    for row in messages:
        row.state, row.handled_at, row.action = "done", unit.now, action
        row.reading = reading_to_keep(reading, context)
        row.save(update_fields=["state", "handled_at", "action", "reading"])
    unit.record("StrangerAnswered", None, identity=identity.pk, action=action)


def _candidates(identity: IdentityRow, *, lock: bool = False) -> list[Customer]:
    """The customers whose number this is on file, by id; with `lock`, held until the transaction ends."""
    if not identity.phone:
        return []
    forms = [f"+{form}" for form in whatsapp_variants(f"+{identity.phone}")]
    points = ContactPoint.objects.filter(e164__in=forms, blocked="", in_source=True)
    rows = Customer.objects.filter(pk__in=points.values("customer")).order_by("pk")
    return list(rows.select_for_update(no_key=True) if lock else rows)


def _link(office: Office, unit: Work, identity: IdentityRow, customer: Customer) -> None:
    identity.customer, identity.linked_at, identity.pending = customer, office.now(), ""
    identity.revoked_at = None
    identity.save()
    InboundMessage.objects.filter(identity=identity, state="new").update(customer=customer)
    unit.record("IdentityLinked", customer.pk, identity=identity.pk)


def _reply(
    office: Office, unit: Work, identity: IdentityRow, last: InboundMessage, intents: set[Intent]
) -> str:
    if Intent.OPT_OUT in intents:
        return _opt_out(office, unit, identity, last)
    if intents & {Intent.WRONG_NUMBER, Intent.THIRD_PARTY}:
        _say(office, unit, identity, last, MessageType.WRONG_NUMBER_APOLOGY)
        _block(unit, identity)
        return "not the customer: the number is blocked"
    if identity.blocked or identity.failed_proofs >= MAX_ASKED:
        _tell_team(office, identity)
        return "an unknown sender: the team was told"
    identity.failed_proofs += 1
    identity.pending = Pending.IDENTIFICATION.value
    identity.save(update_fields=["failed_proofs", "pending"])
    _say(office, unit, identity, last, MessageType.IDENTIFICATION_ASK)
    return "asked who they are"


def _opt_out(office: Office, unit: Work, identity: IdentityRow, last: InboundMessage) -> str:
    """An opt-out binds for every customer whose number this is, at once."""
    identity.opted_out_at = office.now()
    identity.save(update_fields=["opted_out_at"])
    for customer in _candidates(identity, lock=True):
        customer.opted_out_at = office.now()
        customer.save(update_fields=["opted_out_at"])
        OutboundMessage.objects.filter(customer=customer, state="queued", purpose="push").update(
            state="cancelled", reason="the customer asked for no more messages"
        )
        tell_of_opt_out(office, customer)
        unit.record("OptedOut", customer.pk, identity=identity.pk)
    _say(office, unit, identity, last, MessageType.OPT_OUT_CONFIRMED)
    return "asked for no more messages"


def _block(unit: Work, identity: IdentityRow) -> None:
    identity.blocked = "wrong_number"
    identity.save(update_fields=["blocked"])
    for customer in _candidates(identity, lock=True):
        forms = [f"+{form}" for form in whatsapp_variants(f"+{identity.phone}")]
        customer.contact_points.filter(e164__in=forms).update(blocked="wrong_number")
        unit.record("NumberBlocked", customer.pk, identity=identity.pk, why="wrong_number")


def _say(office: Office, unit: Work, identity: IdentityRow, last: InboundMessage, kind: MessageType) -> None:
    """A reply that names no fact about anyone, if the gate allows it."""
    # An answer waits in the outbox for the pause to end; it is not lost.
    verdict = ask_about_stranger(office, identity, Circumstances(erp_as_of=None, paused=False))
    if not isinstance(verdict, Allowed):
        unit.record("MessageSkipped", None, message_kind=kind.value, rule=verdict.rule, reason=verdict.reason)
        return
    facts = Facts(company=office.company.legal_name, country=office.company.country)
    rendered = render(kind, office.company.language, facts)
    if not isinstance(rendered, Rendered):
        return
    row = OutboundMessage(
        id=office.new_id(),
        obligation=f"identity{identity.pk}/in{last.pk}/{kind.value}",
        identity=identity,
        purpose=Purpose.ANSWER.value,
        kind=kind.value,
        day=office.today().toordinal(),
        priority=1,
        language=rendered.language,
        text=rendered.text,
        permit=permit(verdict, Purpose.ANSWER, office.now()),
        created_at=office.now(),
        ready_at=office.now(),
    )
    insert(unit, row, rendered.name)


def _tell_team(office: Office, identity: IdentityRow) -> None:
    Notice.objects.update_or_create(
        key=f"stranger:{identity.pk}",
        defaults={
            "code": "unknown_sender",
            "text": "Somebody writes whom no customer's number matches. See the inbox.",
            "at": office.now(),
            "seen_at": None,
        },
    )
