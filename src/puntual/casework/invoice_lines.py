"""What an invoice is for, line by line: fetched from the source when a customer asks, and kept.

The source may be slow or away. It is asked on a thread of its own, outside any transaction, for a few seconds at
most; who asks is answered either way, with the lines or without them.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

from puntual.domain.facts import Decision, Say
from puntual.domain.money import Money
from puntual.domain.record import LineSeen
from puntual.store.journal import work
from puntual.store.models import InvoiceLine, Receivable
from puntual.wording.types import LineFact, MessageType

from .office import Office

log = logging.getLogger(__name__)
PATIENCE = 4.0
"""Seconds that an answer waits for the source."""
MOST_KEPT = 200


class LinesWanted(Exception):
    """The answer would name these receivables line by line, and their lines have not been asked for yet."""

    def __init__(self, receivables: Collection[int]) -> None:
        super().__init__(f"lines of {len(receivables)} receivables")
        self.receivables = tuple(receivables)


def ask_first(decision: Decision) -> None:
    """Raise LinesWanted if `decision` tells what an invoice is for and no lines of it are kept."""
    wanted = [
        effect.named[0]
        for effect in decision.effects
        if isinstance(effect, Say) and effect.type == MessageType.INVOICE_FACTS.value and effect.named
    ]
    missing = [key for key in wanted if not InvoiceLine.objects.filter(receivable=key).exists()]
    if missing:
        raise LinesWanted(missing)


def kept(receivable: int) -> tuple[LineFact, ...]:
    """The lines of one receivable's invoice as the source told them; empty where it has told none."""
    rows = InvoiceLine.objects.filter(receivable=receivable).order_by("position")
    return tuple(LineFact(row.description, row.quantity, Money(row.total, row.currency)) for row in rows)


def fetch(office: Office, receivables: Collection[int]) -> None:
    """Ask the source for the lines of these receivables and keep what it tells. Never raises, never waits long.

    Call it outside a transaction.
    """
    for row in Receivable.objects.filter(pk__in=receivables):
        # Two customers may have an invoice of one number (another series): then only the key tells them apart.
        others = Receivable.objects.filter(number=row.number).exclude(customer=row.customer_id)
        found = _asker.ask(office, row.key, "" if others.exists() else row.number, row.currency)
        told = [line for line in found if line.currency == row.currency and line.description.strip()]
        if told:
            _keep(office, row, told[:MOST_KEPT])


def _keep(office: Office, row: Receivable, told: Sequence[LineSeen]) -> None:
    with work(office.now()) as unit:
        InvoiceLine.objects.filter(receivable=row).delete()
        InvoiceLine.objects.bulk_create(
            InvoiceLine(
                receivable=row, position=position, description=line.description[:300],
                quantity=line.quantity[:30], total=line.total, currency=line.currency,
            )
            for position, line in enumerate(told, start=1)
        )  # fmt: skip
        unit.record("LinesRead", row.customer_id, receivable=row.pk, lines=len(told))


@dataclass(slots=True)
class _Asker:
    """One question to the source at a time: while an earlier one hangs, nobody waits for another."""

    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "invoice-lines"))
    _asked: Future[tuple[LineSeen, ...]] | None = None
    _lock: Lock = field(default_factory=Lock)

    def ask(self, office: Office, key: str, number: str, currency: str) -> tuple[LineSeen, ...]:
        """The lines, or none where the source does not tell them in time."""
        with self._lock:
            if self._asked is not None and not self._asked.done():
                return ()
            self._asked = asked = self._pool.submit(office.source.lines, key, number, currency)
        try:
            return asked.result(PATIENCE)
        except TimeoutError:
            log.warning("lines not told in time", extra={"action": "lines_timeout"})
        except Exception:  # whatever the source does, the customer is answered
            log.exception("lines could not be read", extra={"action": "lines_failed"})
        return ()


_asker = _Asker()
