"""Reading messages before their conversation is locked: reading takes milliseconds, asking a model seconds.

What is read here counts only if nothing that bears on the meaning has changed by the time of the lock; else the
message is read again, by the first reader alone.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from puntual.domain.contact import HoldKind
from puntual.domain.money import Money
from puntual.domain.reading import Context, Intent, Pending, Reading
from puntual.ports.second_reader import Question
from puntual.store.models import Case, Customer, IdentityRow, InboundMessage
from puntual.store.statements import query, within

from .case_file import CaseFile, gather
from .office import Office
from .second_reading import second_readings

log = logging.getLogger(__name__)
# Few enough that the first answer does not wait for many readings, many enough to be gathered in bulk.
SLICE = 16
WRITTEN = frozenset({"text", "button"})


@dataclass(frozen=True, slots=True)
class Ahead:
    """A reading made before the lock, of these words in this context."""

    text: str
    context: Context
    reading: Reading


def reading_of(office: Office, text: str, context: Context, ahead: Ahead | None) -> Reading:
    """What `text` means in `context`: as read before the lock, if that was the same question."""
    if ahead is not None and (ahead.text, ahead.context) == (text, context):
        return ahead.reading
    return office.understanding.read(text, context)


def words_of(messages: Sequence[InboundMessage]) -> str:
    """Messages that belong together as one thought."""
    return "\n".join(row.text for row in messages if row.text).strip()


def context_of(office: Office, file: CaseFile) -> Context:
    """What bears on the meaning of what this customer writes now."""
    currency = file.currency
    open_ = sum(item.balance for item in file.items if not item.disputed and item.currency == currency)
    case = file.case
    return Context(
        today=file.local(office.now()).date(),
        country=file.customer.country,
        language=file.customer.language,
        balance=Money(open_, currency).decimal if currency else None,
        currency=currency or None,
        pending=Pending(case.pending) if case is not None and case.pending else None,
        standing=_standing(file),
    )


def _standing(file: CaseFile) -> Intent | None:
    """What they told us that still stands, and that a correction would be about."""
    if file.promised:
        return Intent.PROMISE
    claimed = any(hold.kind is HoldKind.CLAIM for hold in file.holds)
    return Intent.PAID if claimed else None


def stranger_context(office: Office) -> Context:
    """What is known about someone whom no customer's number matches: nothing but where the company is."""
    return Context(today=office.today(), language=office.company.language)


def hear(office: Office, identities: Sequence[int]) -> Iterator[tuple[int, Ahead | None]]:
    """Every identity with the reading of what it wrote; those that need no second reader come first.

    None where reading ahead was not possible: then the message is read, or fails, under its lock.
    """
    for start in range(0, len(identities), SLICE):
        part = identities[start : start + SLICE]
        try:
            heard, questions = _read_all(office, part)
        except Exception:
            log.exception("reading ahead failed", extra={"action": "reading_ahead_failed"})
            heard, questions = {}, {}
        yield from ((one, heard.get(one)) for one in part if one not in questions)
        if not questions:
            continue
        second = _ask(office, questions)
        for identity, question in questions.items():
            reading = second.get(identity, question.first)
            yield identity, Ahead(question.text, question.context, reading)


def _ask(office: Office, questions: dict[int, Question]) -> dict[int, Reading]:
    """Whatever goes wrong with asking, the first readings stand."""
    try:
        return second_readings(office, questions)
    except Exception:
        log.exception("asking failed", extra={"action": "asking_failed"})
        return {}


def _read_all(office: Office, identities: Sequence[int]) -> tuple[dict[int, Ahead], dict[int, Question]]:
    owners = dict(_owners.all(identities))
    files = gather(office, {owner for owner in owners.values() if owner is not None})
    heard: dict[int, Ahead] = {}
    questions: dict[int, Question] = {}
    for identity, rows in groupby(_new_of_all.all(identities), key=lambda row: row.identity_id):
        messages = list(rows)
        file = files.get(owners.get(identity) or 0)
        text = words_of(messages)
        context = context_of(office, file) if file is not None else stranger_context(office)
        reading = office.understanding.read(text, context)
        heard[identity] = Ahead(text, context, reading)
        if file is not None and _worth_asking(office, file.case, messages, text, reading):
            questions[identity] = Question(text, context, reading, _names(file.customer))
    return heard, questions


@query
def _owners(identities: Any) -> QuerySet[IdentityRow, tuple[int, int | None]]:
    return IdentityRow.objects.filter(within("pk", identities)).values_list("pk", "customer_id")


@query
def _new_of_all(identities: Any) -> QuerySet[InboundMessage]:
    rows = InboundMessage.objects.filter(within("identity_id", identities), state="new")
    return rows.order_by("identity_id", "sent_at", "id")


def _worth_asking(
    office: Office, case: Case | None, messages: Sequence[InboundMessage], text: str, reading: Reading
) -> bool:
    """Not while a person has the case: the agent is silent whatever the message means."""
    if office.second_reader is None or (case is not None and case.state == "human"):
        return False
    written = any(row.kind in WRITTEN for row in messages)
    return written and office.second_reader.doubts(text, reading)


def _names(customer: Customer) -> tuple[str, ...]:
    """What must not leave with a message: what the customer is called on record."""
    return tuple(name for name in (customer.name, customer.trade_name) if name)
