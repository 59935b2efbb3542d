"""What is wrong in the data as of the last reading: by kind, with examples, and how it went over the readings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from puntual.domain.record import FindingSeen, Severity
from puntual.rules.finding_hints import hint
from puntual.rules.quality.duplicates import MergeProposal, proposals
from puntual.rules.quality.masking import mask
from puntual.store.models import Finding, SyncFigures, SyncRun

EXAMPLES = 3
READINGS = 20
_DUPLICATES = ("duplicate_tax_id", "duplicate_customer", "similar_customer")
MOST_DUPLICATES = 20_000
"""Findings looked at for merge proposals: more than anybody merges by hand before the next reading."""
GRAVITY = tuple(one.value for one in Severity)


@dataclass(frozen=True, slots=True)
class Example:
    """One place in the source. value: masked; customer and receivable: the ERP's keys."""

    row: int
    customer: str
    receivable: str
    value: str


@dataclass(frozen=True, slots=True)
class Kind:
    """All findings of one code and severity. trend: how many there were in each reading, the oldest first."""

    code: str
    severity: str
    count: int
    customers: int
    examples: tuple[Example, ...]
    trend: tuple[int, ...]

    def advice(self, language: str) -> str:
        """What to do about it, in "es", "pt" or "en"; "" for a code of a version that knew more."""
        try:
            return hint(self.code, language)
        except KeyError:
            return ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading that was taken over, in numbers; medians: currency -> minor units."""

    at: datetime
    customers: int
    rows: int
    debtors: int
    without_phone: int
    block: int
    warn: int
    note: int
    medians: dict[str, int]


@dataclass(frozen=True, slots=True)
class Quality:
    """as_of: when the last good reading began, None before the first. kinds: the gravest first, then by count."""

    as_of: datetime | None
    kinds: tuple[Kind, ...]
    readings: tuple[Reading, ...]
    merges: tuple[MergeProposal, ...]

    def count(self, severity: str) -> int:
        """How many findings of a severity there are."""
        return sum(kind.count for kind in self.kinds if kind.severity == severity)


def quality(severity: str = "") -> Quality:
    """The state of the data, in a handful of statements however much is wrong. severity: only that one."""
    last = SyncRun.objects.filter(state="done").order_by("-id").first()
    figures = list(SyncFigures.objects.select_related("run").order_by("-run_id")[:READINGS])[::-1]
    return Quality(
        as_of=last.started_at if last else None,
        kinds=_kinds(still_open(severity), figures),
        readings=tuple(_reading(row) for row in figures),
        merges=proposals(_duplicates()),
    )


def still_open(severity: str = "") -> QuerySet[Finding]:
    """Findings that the last reading still showed."""
    rows = Finding.objects.filter(resolved_at=None)
    return rows.filter(severity=severity) if severity else rows


def _kinds(rows: QuerySet[Finding], figures: list[SyncFigures]) -> tuple[Kind, ...]:
    examples: dict[tuple[str, str], list[Example]] = {}
    place = Window(RowNumber(), partition_by=[F("code"), F("severity")], order_by=["row", "id"])
    for row in rows.annotate(place=place).filter(place__lte=EXAMPLES).order_by("row", "id"):
        one = Example(row.row, row.customer_key, row.receivable_key, mask(row.value, row.code))
        examples.setdefault((row.code, row.severity), []).append(one)
    counted = rows.values_list("code", "severity").annotate(
        count=Count("id"), customers=Count("customer_key", distinct=True)
    )
    kinds = [
        Kind(
            code, severity, count, customers, tuple(examples.get((code, severity), ())),
            tuple(row.findings.get(code, 0) for row in figures),
        )
        for code, severity, count, customers in counted.order_by("code")
    ]  # fmt: skip
    return tuple(sorted(kinds, key=lambda kind: (GRAVITY.index(kind.severity), -kind.count, kind.code)))


def _reading(row: SyncFigures) -> Reading:
    return Reading(
        row.run.started_at, row.customers, row.rows, row.debtors, row.without_phone,
        row.block, row.warn, row.note, dict(row.medians),
    )  # fmt: skip


def _duplicates() -> Iterator[FindingSeen]:
    rows = still_open().filter(code__in=_DUPLICATES).order_by("code", "value", "id")
    for code, severity, row, customer, value in rows.values_list(
        "code", "severity", "row", "customer_key", "value"
    )[:MOST_DUPLICATES]:
        yield FindingSeen(code, Severity(severity), row, "", customer, value=value)
