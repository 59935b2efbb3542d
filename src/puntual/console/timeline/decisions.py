"""What was decided and recorded: skips with their reason, timers that did not fire, journal entries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as _

from puntual.console import formats, words
from puntual.console.queries.worklist import show_of
from puntual.domain.money import Money
from puntual.store.models import Case, JournalEntry, Receivable, Timer, WorklistEntry

from .entries import Event, Fact, Reader

Receivables = dict[int, tuple[str, str]]

# These have rows of their own in the timeline; showing the journal's line too would tell them twice.
_TOLD_BY_ROWS = re.compile(
    r"^(Message(?!Skipped|Withheld)|Promise|Dispute|Claim|PaymentClaimed|Hold|HandedOver|Escalat|Timer|Step"
    r"|NoteWritten|CaseTaken$)"
)
_AMOUNTS = frozenset({"balance", "before", "after", "amount", "paid"})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def skips(case: Case, reader: Reader) -> Iterator[Event]:
    """Days on which the plan did not write to the customer; a run of days with one reason is one entry."""
    rows = WorklistEntry.objects.filter(case=case, day__lte=reader.until.astimezone(reader.zone).toordinal())
    recent = [row for row in rows.order_by("-day")[: reader.limit] if show_of(row.action) != "contact"]
    for run in _runs(reversed(recent)):
        yield _skip(run, reader)


def _runs(rows: Iterable[WorklistEntry]) -> Iterator[list[WorklistEntry]]:
    """Consecutive days with the same rule, oldest first."""
    run: list[WorklistEntry] = []
    for row in rows:
        if run and (row.rule, row.action) == (run[-1].rule, run[-1].action) and row.day == run[-1].day + 1:
            run.append(row)
            continue
        if run:
            yield run
        run = [row]
    if run:
        yield run


def _skip(run: list[WorklistEntry], reader: Reader) -> Event:
    first, last = run[0], run[-1]
    title = _("Not contacted: %(reason)s") % {"reason": words.rule_words(last.rule)}
    if show_of(last.action) == "person":
        title = _("Left to a person: %(reason)s") % {"reason": words.rule_words(last.rule)}
    facts = [] if words.knows_rule(last.rule) else [Fact(_("Reason"), last.reason)]
    if last.rule:
        facts.append(Fact(_("Rule"), last.rule))
    if last.source:
        facts.append(Fact(_("Source"), words.source_words(last.rule, last.source)))
    if last.until:
        facts.append(Fact(_("Until"), _until(last.until, reader)))
    text = ""
    if len(run) > 1:
        text = _("%(days)s days, since %(day)s") % {
            "days": len(run),
            "day": formats.day(first.day, reader.locale),
        }
    at = datetime.combine(datetime.fromordinal(last.day), time.min, reader.zone)
    return Event(f"w-{last.pk}", at, "skip", "skip", title, text, all_day=True, facts=tuple(facts))


def _until(text: str, reader: Reader) -> str:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return formats.wall_time(at, reader.locale) if at.tzinfo else formats.day(at.date(), reader.locale)


def timers(case: Case, reader: Reader) -> Iterator[Event]:
    """Timers that came due and were skipped, with the reason."""
    rows = Timer.objects.filter(case=case, state="skipped", ended_at__lte=reader.until)
    for row in rows.order_by("-ended_at")[: reader.limit]:
        if row.ended_at:
            title = _("Skipped: %(what)s") % {"what": words.words(words.TIMERS, row.kind)}
            yield Event(f"t-{row.pk}", row.ended_at, "skip", "skip", title, row.reason)


def journal(case: Case, reader: Reader) -> Iterator[Event]:
    """What only the journal tells: notes, hand-backs, identity changes, opt-outs, messages not sent."""
    rows = JournalEntry.objects.filter(customer_id=case.customer_id).order_by("-id")[: reader.limit * 2]
    known = Receivable.objects.filter(customer=case.customer_id).values_list("pk", "number", "currency")
    receivables = {pk: (number, currency) for pk, number, currency in known}
    for row in rows:
        at = datetime.fromisoformat(row.at)
        if at <= reader.until and not _TOLD_BY_ROWS.match(row.kind):
            yield _entry(row, at, reader, receivables)


def _entry(row: JournalEntry, at: datetime, reader: Reader, receivables: Receivables) -> Event:
    body = json.loads(row.body or "{}")
    skipped = row.kind.endswith(("Skipped", "Withheld"))
    title = words.words(words.JOURNAL, row.kind)
    if row.kind not in words.JOURNAL:
        title = _CAMEL.sub(" ", row.kind).capitalize()
    text = words.rule_words(str(body["rule"])) if skipped and body.get("rule") else ""
    text = text or _change(body, reader, receivables)
    told = _body(body, reader, receivables)
    facts = (*told, Fact(_("Journal entry"), f"{row.shard}/{row.seq} · {row.hash[:12]}"))
    family, picture = ("skip", "skip") if skipped else ("journal", "journal")
    return Event(f"j-{row.pk}", at, family, picture, title, text, row.actor, facts=facts)


def _change(body: dict[str, Any], reader: Reader, receivables: Receivables) -> str:
    """An invoice's change in one line: "F-10: 900.00 MXN → 300.00 MXN"; empty for other entries."""
    number, currency = receivables.get(body.get("receivable", 0), ("", ""))
    if not number:
        return ""
    amounts = [body[name] for name in ("balance", "before", "after") if isinstance(body.get(name), int)]
    shown = " → ".join(formats.amount(Money(minor, currency), reader.locale) for minor in amounts)
    return f"{number}: {shown}" if shown else number


def _body(body: dict[str, Any], reader: Reader, receivables: Receivables) -> Iterator[Fact]:
    """What an entry holds; amounts and invoice numbers for people, everything else as it stands."""
    number, currency = receivables.get(body.get("receivable", 0), ("", ""))
    currency = body.get("currency", currency)
    for name, value in body.items():
        label = words.words(words.JOURNAL_FIELDS, name)
        if name == "receivable" and number:
            yield Fact(label, number)
        elif name in _AMOUNTS and isinstance(value, int) and currency:
            yield Fact(label, formats.amount(Money(value, currency), reader.locale))
        elif name != "currency":
            yield Fact(label, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
