"""What the sample's days came to, counted from the database, and the checker's verdict beside it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Min, Sum

from puntual.domain.money import Money
from puntual.store.journal import verify
from puntual.store.models import (
    Application,
    Escalation,
    InboundMessage,
    JournalEntry,
    OutboundMessage,
    Promise,
)

from .breach import Breach
from .erp import DemoErp

Summary = dict[str, Any]

_REFUSALS = ("StepSkipped", "MessageSkipped", "MessageWithheld", "MessageDeferred", "MessageCancelled")
_WORDS = {
    "product.promised": "promise",
    "product.disputed": "dispute",
    "product.opted_out": "opt_out",
    "product.data_hold": "data",
    "data.no_address": "no_address",
}
_REACHED = ("sent", "delivered", "read", "failed")
_MOST_PROBLEMS = 3


def summarise(
    *, days: int, start: date, seed: int, erp: DemoErp, breaches: Iterable[Breach], heads_file: Path | None
) -> Summary:
    """The summary of a run, in the order in which it is shown. Amounts are decimal strings by currency."""
    breaches = list(breaches)
    documents = {account.instalment.number for account in erp.accounts.values()}
    first = {number for number in documents if int(number.rpartition("-")[2]) < 50_000}
    return {
        "days": days,
        "start": start.isoformat(),
        "seed": seed,
        "invoices": len(first),
        "invoices_issued": len(documents - first),
        "customers": len(erp.customers),
        "messages_sent": OutboundMessage.objects.filter(state__in=_REACHED).count(),
        "messages_by_purpose": _counted(
            OutboundMessage.objects.filter(state__in=_REACHED).values_list("purpose", flat=True)
        ),
        "messages_in_review": OutboundMessage.objects.filter(state__in=("unknown", "review")).count(),
        "contacts_refused": _counted(_refusals()),
        "replies": InboundMessage.objects.count(),
        "intents": _counted(_intents()),
        "promises": _promises(),
        "escalations": Escalation.objects.count(),
        "escalations_by_reason": _counted(Escalation.objects.values_list("reason", flat=True)),
        "cases_closed": JournalEntry.objects.filter(kind="CaseClosed").count(),
        "recovered": _recovered(),
        "violations": len(breaches),
        "violations_by_kind": _counted(f"{breach.invariant} {breach.what}" for breach in breaches),
        "audit": _audit(heads_file),
    }


def refusal_word(rule: str) -> str:
    """The everyday word for a rule id: "mx.weekday_hours" is about hours."""
    name = rule.rpartition(".")[2]
    if rule in _WORDS:
        return _WORDS[rule]
    if name.endswith("hours"):
        return "hours"
    if name.endswith("closed_days"):
        return "holiday"
    if name.endswith(("cap", "attempts")):
        return "cap"
    return name


def _counted(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))


def _refusals() -> Iterable[str]:
    entries = JournalEntry.objects.filter(kind__in=_REFUSALS).values_list("body", flat=True)
    for body in entries.iterator(chunk_size=5000):
        yield refusal_word(json.loads(body)["rule"])


def _intents() -> Iterable[str]:
    for reading in InboundMessage.objects.exclude(reading={}).values_list("reading", flat=True):
        yield from reading["intents"]


def _promises() -> dict[str, int]:
    states = Counter(Promise.objects.values_list("state", flat=True))
    named = {name: states.get(name, 0) for name in ("kept", "partly_kept", "broken", "open", "replaced")}
    return {"made": sum(states.values())} | named


def _recovered() -> dict[str, str]:
    """Payments that the ERP applied to customers from the day of our first message to them on."""
    written = OutboundMessage.objects.filter(state__in=_REACHED).values("customer").annotate(first=Min("day"))
    since = dict(written.values_list("customer", "first"))
    rows = Application.objects.values("receivable__customer", "day", "currency").annotate(sum=Sum("amount"))
    totals: dict[str, int] = {}
    for row in rows:
        if row["day"] >= since.get(row["receivable__customer"], date.max.toordinal()):
            totals[row["currency"]] = totals.get(row["currency"], 0) + row["sum"]
    return {code: f"{Money(minor, code).decimal:f}" for code, minor in sorted(totals.items())}


def _audit(heads_file: Path | None) -> str:
    found = verify(heads_file)
    return "ok" if found.ok else "; ".join(found.problems[:_MOST_PROBLEMS])
