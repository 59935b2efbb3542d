"""A snapshot out of tables: one flat ledger, or receivables beside customers and movements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from puntual.domain.record import FindingSeen, Snapshot
from puntual.erp.cells import is_blank, text
from puntual.erp.customers import CustomerBook
from puntual.erp.header_words import Entity
from puntual.erp.headers import plain_header
from puntual.erp.movements import (
    APPLICATIONS_NEED,
    CREDITS_NEED,
    DocumentIndex,
    applications,
    credits_of,
)
from puntual.erp.options import Home, Layout
from puntual.erp.reading import Reading, require
from puntual.erp.receivables import NEEDED, ReceivableRows, rows_to_skip
from puntual.erp.sheets import FoundTable
from puntual.erp.statuses import status_of
from puntual.ports.source import SourceUnreadable

CUSTOMERS_NEED = (("customer_key", "customer_name", "tax_id"), ("customer_name",))
_NEEDS = {Entity.APPLICATIONS: APPLICATIONS_NEED, Entity.CREDITS: CREDITS_NEED}
_CUSTOMER_FIELDS = ("customer_name", "tax_id", "phone")


T = TypeVar("T")


def snapshot_of(tables: Mapping[Entity, FoundTable], home: Home, layout: Layout) -> Snapshot:
    """Everything that the tables say, good rows and findings. Raises SourceUnreadable for a missing column."""
    if Entity.RECEIVABLES not in tables:
        raise SourceUnreadable("The source has no table of receivables. Check [source] in puntual.toml.")
    findings: list[FindingSeen] = []
    readings = {entity: Reading(table, home, layout) for entity, table in tables.items()}
    ledger = readings[Entity.RECEIVABLES]
    _refuse_grouped(ledger)
    require(ledger.found, Entity.RECEIVABLES, NEEDED)
    settle_state(ledger)
    book = CustomerBook()
    if Entity.CUSTOMERS in readings:
        _gather_customers(readings[Entity.CUSTOMERS], book, findings)
        if book.holds_codes(ledger):
            ledger.found = replace(ledger.found, columns=ledger.found.columns.with_codes())
    keys = book.keys_of(ledger, own=Entity.CUSTOMERS not in readings)
    skip = rows_to_skip(ledger, findings, keys)
    if Entity.CUSTOMERS not in readings or any(ledger.has(name) for name in _CUSTOMER_FIELDS):
        findings.extend(book.gather(ledger, keys, skip))
    rows = ReceivableRows(ledger, keys)
    receivables = rows.read(skip)
    findings.extend(rows.findings)
    applied = _movements(
        readings,
        Entity.APPLICATIONS,
        lambda r: applications(r, DocumentIndex.of(receivables), book, findings),
    )
    unapplied = _movements(readings, Entity.CREDITS, lambda r: credits_of(r, book, findings))
    for reading in readings.values():
        findings.extend(dict.fromkeys(reading.notes))
    unknown = tuple(title for reading in readings.values() for title in reading.found.columns.unknown)
    return Snapshot(
        book.customers(),
        receivables,
        applied,
        unapplied,
        tuple(findings),
        unknown,
        dict(layout.amount_limits),
    )


def _refuse_grouped(ledger: Reading) -> None:
    """An aging report with each customer's name on a row of its own is refused, with what to do instead.

    Which invoice is whose would hang on the order of rows: one line too many would tell a customer another's debt.
    """
    columns = ledger.found.columns
    due = columns.first("due")
    rows = ledger.found.table.rows
    if due is None or any(name in columns for name in ("customer_key", "customer_name", "tax_id")):
        return
    headings = [
        text(filled[0])
        for row, below in pairwise(rows)
        if len(filled := [cell for cell in row if not is_blank(cell)]) <= 2
        and filled
        and isinstance(filled[0], str)
        and len(below) > due
        and not is_blank(below[due])
    ]
    if headings:
        raise SourceUnreadable(
            f'{ledger.found.table.name}: this looks like an aging report grouped by customer ("{headings[0]}" '
            "stands on a row of its own above its invoices). Export a flat list instead, with the customer's code "
            "or name in a column of each invoice's row; most systems call it detail, list or database view."
        )


def settle_state(ledger: Reading) -> None:
    """A column "Estado" is where the customer lives unless most of its words are about invoices."""
    place = ledger.found.columns.first("status")
    if place is None or plain_header(ledger.found.table.headers[place]) != "estado":
        return
    words = {word for word in ledger.texts("status") if word}
    if 2 * sum(status_of(word) is not None for word in words) < len(words):
        ledger.found = replace(ledger.found, columns=ledger.found.columns.with_state())


def _gather_customers(reading: Reading, book: CustomerBook, findings: list[FindingSeen]) -> None:
    require(reading.found, Entity.CUSTOMERS, CUSTOMERS_NEED)
    keys = book.keys_of(reading, own=True)
    findings.extend(book.gather(reading, keys, skip=set()))


def _movements(
    readings: Mapping[Entity, Reading], entity: Entity, read: Callable[[Reading], tuple[T, ...]]
) -> tuple[T, ...]:
    if entity not in readings:
        return ()
    require(readings[entity].found, entity, _NEEDS[entity])
    return read(readings[entity])
