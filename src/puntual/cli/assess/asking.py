"""Which column is which, where the titles do not say: a question in a terminal, an error elsewhere."""

from __future__ import annotations

import sys

import typer

from puntual.cli.setup import err
from puntual.erp.ledger_columns import FIELDS, LedgerTable, with_columns
from puntual.ports.source import SourceUnreadable

_QUESTIONS = {
    ("amount", "balance"): "Which column holds the amount of the invoice, or what is open of it",
    ("due", "credit_days"): "Which column holds the due date",
    ("customer_key", "customer_name", "tax_id"): "Which column says who the customer is (code or name)",
}


def told_columns(table: LedgerTable, given: list[str]) -> LedgerTable:
    """The table with the columns that `--column field=title` names. Raises SourceUnreadable for a wrong one."""
    told: dict[str, int] = {}
    for one in given:
        name, _, title = one.partition("=")
        name, title = name.strip(), title.strip()
        if name not in FIELDS:
            raise SourceUnreadable(f'--column {one}: "{name}" is no field. Known: {", ".join(FIELDS)}.')
        if title not in table.headers:
            raise SourceUnreadable(f'--column {one}: there is no column "{title}". {_found(table)}')
        told[name] = table.headers.index(title)
    return with_columns(table, told) if told else table


def asked_columns(table: LedgerTable) -> LedgerTable:
    """The table with every needed column known. Asks only in a terminal, else raises SourceUnreadable."""
    if not table.missing:
        return table
    if not sys.stdin.isatty():
        wanted = "; ".join(" or ".join(group) for group in table.missing)
        example = f'--column {table.missing[0][0]}="title of your column"'
        raise SourceUnreadable(
            f"{table.file.name}: no column was recognised for {wanted}. {_found(table)} "
            f"Say which it is, for example: {example}"
        )
    err.print(f"Columns of {table.file.name}:", highlight=False, markup=False)
    for place, title in enumerate(table.headers):
        line = f"  {place + 1}. {title or '(no title)'}   e.g. {table.example(place) or '-'}"
        err.print(line, highlight=False, markup=False)
    told = {group[0]: _ask(_QUESTIONS[group], len(table.headers)) for group in table.missing}
    return with_columns(table, told)


def _ask(question: str, columns: int) -> int:
    while True:
        number = int(typer.prompt(f"{question} (1-{columns})", type=int, err=True))
        if 1 <= number <= columns:
            return number - 1


def _found(table: LedgerTable) -> str:
    seen = ", ".join(f'"{title}"' for title in table.headers if title.strip())
    return f"Columns found: {seen or 'none'}."
