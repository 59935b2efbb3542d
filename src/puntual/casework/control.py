"""The control total decides whether planning may run; whoever overrides it signs for it."""

from __future__ import annotations

from puntual.casework.office import Office
from puntual.rules.control_totals import ControlResult
from puntual.store.journal import work
from puntual.store.models import Switch

SWITCH = "control"
REASON_LENGTH = 200


def keep(office: Office, result: ControlResult, *, accept_by: str = "", reason: str = "") -> bool:
    """Journal a control and hold or free planning; whether planning may go on.

    accept_by, reason: who takes a difference as right, and why; both or neither (ValueError). Amounts are
    minor units by currency.
    """
    if bool(accept_by) != bool(reason.strip()):
        raise ValueError("an override needs both a person and a reason")
    may = result.holds or bool(accept_by)
    said = "" if may else _held(result)
    with work(office.now()) as unit:
        Switch.objects.update_or_create(
            name=SWITCH, defaults={"on": not may, "reason": said, "author": accept_by, "since": office.now()}
        )
        unit.record(
            "ControlMatched" if result.holds else "ControlDiffered",
            compared=result.compared,
            differences=len(result.differences),
            incomparable=result.incomparable,
            totals={currency: list(pair) for currency, pair in result.totals.items()},
        )
        if accept_by and not result.holds:
            unit.record(
                "ControlDifferenceAccepted",
                actor=accept_by,
                differences=len(result.differences),
                reason=reason.strip()[:REASON_LENGTH],
            )
    return may


def holding() -> str:
    """Why the control total keeps planning from running; "" where it does not."""
    held = Switch.objects.filter(name=SWITCH, on=True).first()
    return held.reason if held else ""


def _held(result: ControlResult) -> str:
    if not result.compared:
        return "The ERP's control total could not be compared with a single customer: puntual erp control"
    return (
        f"What was read differs from the ERP's own totals for {len(result.differences)} of {result.compared} "
        "sums. Look at them with: puntual erp control"
    )
