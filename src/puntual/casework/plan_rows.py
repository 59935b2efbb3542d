"""What a slice of the plan changes, written together: messages, cases, receivables, worklist, journal."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from puntual.domain.contact import Purpose
from puntual.store.bulk import as_instant, as_json, as_uuid, insert_rows, plain_rows, set_value, update_rows
from puntual.store.journal import Work
from puntual.store.models import Case, OutboundMessage, Receivable, WorklistEntry

from .plan_sight import Day, Draft, Planned, Sight, Verdict

_ENTRY_FIELDS = (
    "day", "case", "rank", "action", "step", "rule", "source", "reason", "until", "amount", "currency", "dpd",
)  # fmt: skip
_CASE_FIELDS = ("next_step_on", "last_step", "version", "bucket", "state", "unanswered")
_MESSAGE_FIELDS = (
    "id", "obligation", "case", "customer", "identity", "contact_point", "purpose", "actor", "kind", "step", "day",
    "priority", "template", "language", "parameters", "text", "named", "stated", "about", "permit", "state", "reason",
    "created_at", "ready_at", "claimed_by", "provider_id", "error_code", "tries",
)  # fmt: skip


@dataclass(slots=True)
class Slice:
    """The rows that one slice changes, and the tally of what it decided.

    skipped: rule id -> count. The tally counts only once the slice is committed.
    """

    drafts: list[Draft] = field(default_factory=list)
    steps_done: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    listed: list[tuple[Sight, Verdict]] = field(default_factory=list)
    cases: list[tuple[Any, ...]] = field(default_factory=list)
    looked_at: int = 0
    queued: int = 0
    escalated: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def add(self, unit: Work, sight: Sight, planned: Planned) -> None:
        """The case moves on; the worklist and the journal say what was decided and why."""
        verdict = planned.verdict
        self.looked_at += 1
        self.escalated += verdict.action == "escalate"
        self.cases.append(_moved_on(sight, verdict))
        for step_day, receivable in planned.steps_done:
            self.steps_done[step_day].append(receivable)
        for yielded in planned.gave_way:
            self._skip(unit, sight, yielded)
        if planned.draft is not None:
            self.drafts.append(planned.draft)
        elif verdict.action not in {"none", "yield"}:
            self._skip(unit, sight, verdict)
        if verdict.action != "none":
            self.listed.append((sight, verdict))

    def write(self, day: Day, unit: Work) -> None:
        """All rows, in the transaction of `unit`."""
        standing = _already_standing(self.drafts)
        fresh = [draft for draft in self.drafts if draft.obligation not in standing]
        self.queued = len(fresh)
        insert_rows(OutboundMessage, _MESSAGE_FIELDS, _message_rows(day, fresh))
        for draft in fresh:
            _journal_message(unit, draft)
        for step_day, receivables in self.steps_done.items():
            set_value(Receivable, "step_done", step_day, receivables)
        update_rows(Case, _CASE_FIELDS, self.cases)
        met = {draft.case.pk for draft in self.drafts if draft.obligation in standing}
        entries = [_entry(day, sight, _true(sight, verdict, met)) for sight, verdict in self.listed]
        insert_rows(WorklistEntry, _ENTRY_FIELDS, entries, unique=("day", "case"))

    def _skip(self, unit: Work, sight: Sight, verdict: Verdict) -> None:
        self.skipped[verdict.rule] += 1
        unit.record(
            "StepSkipped",
            sight.file.customer.pk,
            case=sight.case.pk,
            step=verdict.step,
            action=verdict.action,
            rule=verdict.rule,
            reason=verdict.reason,
            until=verdict.until or None,
        )


def _moved_on(sight: Sight, verdict: Verdict) -> tuple[Any, ...]:
    case = sight.case
    # A stalled case keeps the bucket that the next one is compared with.
    bucket = case.bucket if verdict.action == "stall" else sight.bucket
    last_step = verdict.step or case.last_step
    return (verdict.look_again, last_step, case.version + 1, bucket, case.state, case.unanswered, case.pk)


def _true(sight: Sight, verdict: Verdict, met: set[int]) -> Verdict:
    """What was written about before is no contact of today."""
    if sight.case.pk not in met:
        return verdict
    return Verdict(
        "skip", "This step was taken before", verdict.step, "product.once", "one intent, one message"
    )


def _entry(day: Day, sight: Sight, verdict: Verdict) -> tuple[Any, ...]:
    """A worklist row. Lower rank is worked first: contacts, then urgent cases, then the oldest bucket."""
    contact = verdict.action in {"contact", "shadow"}
    urgency = 0 if sight.case.priority else 1
    rank = (0 if contact else 1000) + urgency * 100 + (90 - sight.bucket)
    return (
        day.number, sight.case.pk, rank, verdict.action, verdict.step, verdict.rule, verdict.source[:300],
        verdict.reason[:300], verdict.until, sight.file.balance(sight.currency), sight.currency, sight.dpd,
    )  # fmt: skip


def _journal_message(unit: Work, draft: Draft) -> None:
    unit.record(
        "MessageQueued" if draft.state == "queued" else "MessageComposed",
        draft.file.customer.pk,
        message=str(draft.id),
        message_kind=draft.kind,
        step=draft.step,
        wording=draft.rendered.name,
        purpose=Purpose.PUSH.value,
        text_sha256=hashlib.sha256(draft.rendered.text.encode()).hexdigest(),
    )


def _message_rows(day: Day, drafts: Sequence[Draft]) -> list[tuple[Any, ...]]:
    created, about = as_instant(day.now), as_json({})
    return [
        (
            as_uuid(draft.id), draft.obligation, draft.case.pk, draft.file.customer.pk, *_whereto(draft),
            Purpose.PUSH.value, "agent", draft.kind, draft.step, draft.on.toordinal(), 3,
            draft.rendered.template or "", draft.rendered.language, as_json(draft.rendered.parameters),
            draft.rendered.text, as_json(draft.named), as_json(draft.file.stated(draft.named)), about,
            draft.permit, draft.state, "", created,
            created if draft.ready is day.now else as_instant(draft.ready), "", "", "", 0,
        )
        for draft in drafts
    ]  # fmt: skip


def _whereto(draft: Draft) -> tuple[int | None, int | None]:
    address = draft.file.address
    assert address is not None
    return address.identity, address.contact_point


def _already_standing(drafts: Sequence[Draft]) -> set[str]:
    """Obligations that were met before (a crash between two plans, a step marked back): never a second one."""
    rows = OutboundMessage.objects.filter(obligation__in=[draft.obligation for draft in drafts])
    standing = rows.exclude(state__in=["cancelled", "shadow"]).values_list("obligation")
    return {obligation for (obligation,) in plain_rows(standing)} if drafts else set()
