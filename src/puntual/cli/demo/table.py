"""The summary of a run as a table for people."""

from __future__ import annotations

from typing import Any

from rich.table import Table

_ROWS = (
    ("days", "Days lived"),
    ("customers", "Customers"),
    ("invoices", "Open invoices at the start"),
    ("invoices_issued", "Invoices issued meanwhile"),
    ("messages_sent", "Messages sent"),
    ("messages_in_review", "Sends that a person must look at"),
    ("contacts_refused", "Contacts not made, and why"),
    ("replies", "Messages from customers"),
    ("intents", "What they meant"),
    ("promises", "Promises"),
    ("escalations", "Handed to a person"),
    ("cases_closed", "Cases closed"),
    ("recovered", "Received since the first contact"),
    ("violations", "Breaches of the invariants"),
    ("audit", "Journal"),
)


def summary_table(summary: dict[str, Any]) -> Table:
    """One row a figure; counts by kind go most frequent first."""
    table = Table(
        title=f"{summary['days']} days from {summary['start']}, seed {summary['seed']}", show_header=False
    )
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for key, title in _ROWS:
        table.add_row(title, _words(summary[key]), style=_style(key, summary[key]))
    if summary["violations"]:
        table.add_row("Which", _words(summary["violations_by_kind"]), style="red")
    return table


def _words(value: Any) -> str:
    if isinstance(value, dict):
        if all(isinstance(count, int) for count in value.values()):
            value = dict(sorted(value.items(), key=lambda item: (-item[1], item[0])))
        return ", ".join(f"{name.replace('_', ' ')} {amount}" for name, amount in value.items()) or "none"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _style(key: str, value: Any) -> str | None:
    if key in ("violations", "audit"):
        return "green" if value in (0, "ok") else "bold red"
    return None
