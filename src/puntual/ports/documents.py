"""Invoice documents of the source: what a customer means who asks for "the invoice". Read-only by type."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class InvoiceDocument:
    """One file as the company keeps it. name: what the customer sees it called."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class DocumentWanted:
    """Which invoice. key: the ERP's own, as read() gave it; number and tax_id: as the ERP writes them, "" unknown.

    shared: another customer has an invoice of this number, so that the number alone does not tell whose it is.
    """

    key: str
    number: str
    customer: str
    tax_id: str = ""
    shared: bool = False


class InvoiceDocuments(Protocol):
    """Where the company keeps its invoices as files."""

    def find(self, wanted: DocumentWanted) -> tuple[InvoiceDocument, ...]:
        """The files of that invoice, PDF first; empty where there are none, or where it is not sure whose they are.

        Raises SourceUnreadable where the place itself cannot be reached.
        """
        ...

    def check(self) -> tuple[str, ...]:
        """What is wrong with the place, in words that say what to do; empty when all is well."""
        ...
