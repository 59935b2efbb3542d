"""I1 and I3: permit, hours, holidays, caps, holds, and silence after a no. By the checker's own table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from puntual.store.models import Customer, Dispute, Promise

from . import law_table
from .breach import Breach, Delivery
from .witness import Witness, plain_phone

_SILENCED_BY = ("opt_out", "wrong_number")
_REPLY_WINDOW = timedelta(hours=24)


def contact_breaches(witness: Witness, all_sent: Sequence[Delivery]) -> Iterator[Breach]:
    """Breaches of I1 and I3."""
    yield from _without_permit(all_sent)
    yield from _against_the_law(all_sent)
    yield from _against_a_hold(all_sent)
    yield from _not_an_answer(witness, all_sent)
    yield from _after_a_no(witness, all_sent)


def _without_permit(all_sent: Iterable[Delivery]) -> Iterator[Breach]:
    """A row with a permit stands behind every message, and its text is the text that left."""
    for one in all_sent:
        if one.row is None:
            yield Breach("I1", "no row for a message that was accepted", one.id)
            continue
        permit = one.row.permit or {}
        # Who is no customer of record has no clock of their own that a permit could name.
        whole = permit.get("rulebook") and (permit.get("local") or one.row.customer_id is None)
        if permit.get("verdict") != "allowed" or not whole:
            yield Breach("I1", "sent without a permit", one.id)
        elif permit.get("purpose") != one.row.purpose:
            yield Breach("I1", "the permit is for another purpose", one.id)
        if one.row.text != one.sent.message.text:
            yield Breach("I1", "the text that left is not the text that was permitted", one.id)


def _against_the_law(all_sent: Iterable[Delivery]) -> Iterator[Breach]:
    dates: dict[str, list[date]] = defaultdict(list)
    for one in sorted((d for d in all_sent if d.is_push), key=lambda d: d.sent.at):
        if one.person is None:
            yield Breach("I1", "push to a number that no customer holds", one.id)
            continue
        closed = law_table.may_push(one.person.country, one.person.city.subdivision, one.local)
        if closed:
            yield Breach("I1", f"push when closed: {closed}", one.id)
        day = one.local.date()
        broken = law_table.over_the_cap(one.person.country, dates[one.person.key], day)
        if broken:
            yield Breach("I1", f"push over the cap: {broken}", one.id)
        dates[one.person.key].append(day)


def _against_a_hold(all_sent: Iterable[Delivery]) -> Iterator[Breach]:
    promises = defaultdict(list)
    for promise in Promise.objects.select_related("case"):
        promises[promise.case.customer_id].append(promise)
    disputes = defaultdict(list)
    for dispute in Dispute.objects.select_related("case"):
        disputes[dispute.case.customer_id].append(dispute)
    for one in all_sent:
        if not one.is_push or one.row is None:
            continue
        mine = promises[one.row.customer_id or 0]
        if any(_runs(promise, one) and not _is_about(promise, mine, one) for promise in mine):
            yield Breach("I1", "push while a promise runs", one.id)
        if any(_is_named(dispute, one) for dispute in disputes[one.row.customer_id or 0]):
            yield Breach("I1", "push that names what is disputed", one.id)


def _runs(promise: Promise, one: Delivery) -> bool:
    """Whether the promise held when the push left."""
    open_then = promise.made_at < one.sent.at and (promise.ended_at is None or promise.ended_at > one.sent.at)
    return open_then and one.local.date().toordinal() <= promise.due_day


def _is_about(running: Promise, promises: Iterable[Promise], one: Delivery) -> bool:
    """Whether the push speaks of that promise, or of another part of the same plan.

    A promise's reminder leaves on its own day; what follows up on a part leaves after that part has ended.
    """
    if one.row is None or not one.row.kind.startswith("promise_"):
        return False
    today = one.local.date().toordinal()
    plan = [promise for promise in promises if promise.made_at == running.made_at]
    if one.row.kind == "promise_reminder":
        return any(part.due_day == today for part in plan)
    return any(part.ended_at is not None and part.ended_at <= one.sent.at for part in plan)


def _is_named(dispute: Dispute, one: Delivery) -> bool:
    open_then = dispute.opened_at < one.sent.at and (
        dispute.closed_at is None or dispute.closed_at > one.sent.at
    )
    if not open_then or one.row is None:
        return False
    return bool(one.row.named) if dispute.receivable_id is None else dispute.receivable_id in one.row.named


def _not_an_answer(witness: Witness, all_sent: Iterable[Delivery]) -> Iterator[Breach]:
    """What passes hours and caps as an answer does answer a message of the last day."""
    wrote: dict[str, list[datetime]] = defaultdict(list)
    for heard in witness.heard:
        if heard.at:
            wrote[plain_phone(heard.phone)].append(heard.at)
    for one in all_sent:
        if one.is_push or (one.row is not None and one.row.purpose == "collector"):
            continue
        if not any(at <= one.sent.at <= at + _REPLY_WINDOW for at in wrote[one.phone]):
            yield Breach("I1", "an answer to nothing", one.id)


def _after_a_no(witness: Witness, all_sent: Iterable[Delivery]) -> Iterator[Breach]:
    """No push after an opt-out, nor to a number that said it is someone else's: by our rows and by the world."""
    rows = Customer.objects.exclude(opted_out_at=None).filter(opted_in_at=None)
    stopped = dict(rows.values_list("key", "opted_out_at"))
    said = {topic: witness.said_first(topic) for topic in _SILENCED_BY}
    for one in all_sent:
        if not one.is_push:
            continue
        times = [said[topic].get(one.phone) for topic in _SILENCED_BY]
        times.append(stopped.get(one.person.key) if one.person else None)
        if any(at is not None and at < one.sent.at for at in times):
            yield Breach("I3", "push after the person said no", one.id)
