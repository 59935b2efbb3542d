"""Where receivables come from. Read-only by type: there is no method that writes."""

from __future__ import annotations

from typing import Protocol

from puntual.domain.record import LineSeen, Snapshot


class SourceUnreadable(Exception):
    """The source could not be read at all. The message says what to do; nothing was changed."""


class ReceivablesSource(Protocol):
    """An ERP, a database or a spreadsheet."""

    name: str

    def read(self) -> Snapshot:
        """All open receivables with their customers. Raises SourceUnreadable."""
        ...

    def lines(self, receivable: str, number: str = "", currency: str = "") -> tuple[LineSeen, ...]:
        """The lines of one invoice, on demand; empty where the source has none. Raises SourceUnreadable.

        receivable: its key, as read() gave it. number, currency: its document number and ISO currency.
        """
        ...

    def check(self) -> tuple[str, ...]:
        """What is wrong with the source, in words that say what to do; empty when all is well."""
        ...
