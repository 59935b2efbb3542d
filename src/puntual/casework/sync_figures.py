"""What each reading looked like, kept; and whether a new one is too unlike the last to be taken over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from puntual.domain.money import Money, is_currency
from puntual.domain.record import FindingSeen, Severity
from puntual.rules.quality.statistics import LOOK_BACK, Figures, Jump, jumps
from puntual.store.models import SyncFigures, SyncRun


def keep(run: SyncRun, seen: Figures, findings: Sequence[FindingSeen]) -> None:
    """The figures of a reading that was taken over, in the caller's transaction."""
    grave = Counter(one.severity for one in findings)
    SyncFigures.objects.create(
        run=run,
        customers=seen.customers,
        rows=seen.rows,
        debtors=seen.debtors,
        without_phone=seen.without_phone,
        medians=dict(seen.medians),
        of_currency=dict(seen.of_currency),
        findings=dict(Counter(one.code for one in findings)),
        block=grave[Severity.BLOCK],
        warn=grave[Severity.WARN],
        note=grave[Severity.NOTE],
    )


def why_held(share: float, seen: Figures, limit: float) -> str:
    """Why this reading must wait for a person, in English sentences; "" where nothing is wrong.

    share: of the open portfolio that vanished or changed. limit: the policy's `max_change_share`.
    """
    said = []
    if share > limit:
        said.append(
            f"{share:.0%} of the open portfolio vanished or changed in one reading (limit {limit:.0%})."
        )
    said.extend(_sentence(jump) for jump in jumps(_past(), seen, limit))
    return " ".join(said)


def _past() -> list[Figures]:
    """The last readings, the latest first, back to the last one that a person accepted as right."""
    rows = SyncFigures.objects.select_related("run").filter(run__state="done").order_by("-run_id")[:LOOK_BACK]
    past = []
    for row in rows:
        past.append(
            Figures(
                row.customers, row.rows, row.debtors, row.without_phone, dict(row.medians), dict(row.of_currency)
            )
        )  # fmt: skip
        if row.run.accepted_by:
            break
    return past


def _sentence(jump: Jump) -> str:
    kind, _, currency = jump.kind.partition(":")
    if kind == "phones":
        return (
            f"Customers without a usable phone rose from {jump.was:.0%} to {jump.now:.0%} of those who owe."
        )
    if kind == "median":
        was, now = (_shown(int(amount), currency) for amount in (jump.was, jump.now))
        return f"The usual invoice went from {was} to {now}: a lost decimal sign or another column?"
    rows = "customers" if kind == "customers" else "invoices"
    return f"The source has {jump.now:.0f} {rows}, the last reading had {jump.was:.0f}: was it cut short?"


def _shown(minor: int, currency: str) -> str:
    return str(Money(minor, currency)) if is_currency(currency) else f"{minor} {currency}"
