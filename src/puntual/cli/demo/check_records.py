"""I4, I5, I7 and I8: nothing lost, nothing doubled, the ERP untouched, the journal whole."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from puntual.ports.channel import Accepted
from puntual.store.models import (
    Case,
    Dispute,
    Escalation,
    InboundMessage,
    JournalEntry,
    JournalHead,
    Promise,
)

from .breach import Breach, Delivery, digest
from .witness import Witness

_HELD_FOR_UNSENT = {"queued", "rejected", "cancelled", "shadow"}


def record_breaches(witness: Witness, all_sent: Sequence[Delivery]) -> Iterator[Breach]:
    """Breaches of I4, I5, I7 and I8."""
    yield from _inbound(witness)
    yield from _sent_twice(all_sent)
    yield from _held_for_unsent(all_sent)
    if witness.erp.was_written_by_others():
        yield Breach("I7", "the ERP's file was written by someone else", witness.erp.path.name)
    yield from _not_journaled(all_sent)
    yield from _broken_chain()


def _inbound(witness: Witness) -> Iterator[Breach]:
    """I4: what the door took is stored once, and nothing is stored that nobody wrote."""
    stored = Counter(InboundMessage.objects.values_list("message_id", flat=True))
    for heard in witness.heard:
        if heard.at and stored[heard.message_id] != 1:
            times = stored[heard.message_id]
            yield Breach("I4", f"an acknowledged message is stored {times} times", heard.message_id)
    written = {heard.message_id for heard in witness.heard}
    for message_id in sorted(set(stored) - written):
        yield Breach("I4", "a message is stored that nobody wrote", message_id)


def _sent_twice(all_sent: Iterable[Delivery]) -> Iterator[Breach]:
    """I5: one intent, at most one message."""
    all_sent = list(all_sent)
    for obligation, times in sorted(Counter(one.row.obligation for one in all_sent if one.row).items()):
        if times > 1:
            yield Breach("I5", f"{times} messages for one obligation", digest(obligation))
    for opaque_id, times in sorted(Counter(one.id for one in all_sent).items()):
        if times > 1:
            yield Breach("I5", f"one row was sent {times} times", opaque_id)
    same = Counter((one.phone, one.local.date(), one.sent.message.text) for one in all_sent if one.is_push)
    for (phone, day, text), times in sorted(same.items()):
        if times > 1:
            yield Breach("I5", "the same push twice on one day", digest(f"{phone}{day}{text}"))


def _held_for_unsent(all_sent: Iterable[Delivery]) -> Iterator[Breach]:
    """I5: what the provider accepted is never held for unsent, so that nobody sends it again."""
    for one in all_sent:
        if one.row is None:
            continue
        if one.row.state in _HELD_FOR_UNSENT:
            yield Breach("I5", f"accepted, but our row says {one.row.state}", one.id)
        told = one.sent.told
        if isinstance(told, Accepted) and one.row.provider_id not in ("", told.message_id):
            yield Breach("I5", "our row carries another provider id", one.id)


def _not_journaled(all_sent: Iterable[Delivery]) -> Iterator[Breach]:
    """I8: every message, promise, dispute, escalation and case has its entry."""
    entries = JournalEntry.objects.values_list("customer_id", "body")
    bodies: dict[int | None, list[str]] = {}
    for customer, body in entries.iterator(chunk_size=5000):
        bodies.setdefault(customer, []).append(body)
    for one in all_sent:
        if one.row is not None and not any(one.id in body for body in bodies.get(one.row.customer_id, [])):
            yield Breach("I8", "a message without a journal entry", one.id)
    for model in (Promise, Dispute, Escalation):
        name = model.__name__.lower()
        for row in model.objects.select_related("case"):
            mine = bodies.get(row.case.customer_id, [])
            if not any(_names(body, name, row.pk) for body in mine):
                yield Breach("I8", f"a {name} without a journal entry", str(row.pk))
    for case in Case.objects.all():
        if case.customer_id not in bodies:
            yield Breach("I8", "a case without any journal entry", str(case.pk))


def _names(body: str, name: str, pk: int) -> bool:
    return bool(json.loads(body).get(name) == pk)


def _broken_chain() -> Iterator[Breach]:
    """I8: each entry carries the hash of the one before; recomputed here from the entries' own fields."""
    rows = JournalEntry.objects.order_by("shard", "seq").values_list(
        "shard", "seq", "at", "kind", "customer_id", "actor", "body", "prev", "hash"
    )
    last: dict[int, tuple[int, str]] = {}
    for shard, seq, at, kind, customer, actor, body, prev, link in rows.iterator(chunk_size=5000):
        before = last.get(shard, (0, "0" * 64))
        fields = [prev, shard, seq, at, kind, customer, actor, body]
        text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        if (seq - 1, prev) != before or hashlib.sha256(text.encode()).hexdigest() != link:
            yield Breach("I8", "the journal's chain is broken", f"{shard}/{seq}")
        last[shard] = (seq, link)
    for head in JournalHead.objects.all():
        if last.get(head.shard, (0, "0" * 64)) != (head.seq, head.hash):
            yield Breach("I8", "the journal's head is not its last entry", str(head.shard))
