"""Where the source tells no lines of an invoice, its XML does."""

from __future__ import annotations

from dataclasses import dataclass

from puntual.domain.record import LineSeen, Snapshot
from puntual.erp.documents.finder import DocumentOptions, PatternDocuments
from puntual.ports.documents import DocumentWanted
from puntual.ports.source import ReceivablesSource


def with_documents(source: ReceivablesSource, options: DocumentOptions) -> ReceivablesSource:
    """The source, with the documents of its invoices where a place for them is configured."""
    if not options.paths and not options.urls:
        return source
    return SourceWithDocuments(source, PatternDocuments(options), source.name)


@dataclass(slots=True)
class SourceWithDocuments:
    """A ReceivablesSource whose lines may come from CFDI, UBL, DTE or NF-e files."""

    source: ReceivablesSource
    documents: PatternDocuments
    name: str

    def read(self) -> Snapshot:
        """As the source itself."""
        return self.source.read()

    def lines(self, receivable: str, number: str = "", currency: str = "") -> tuple[LineSeen, ...]:
        """The source's own lines, else those of the invoice's XML. No number: two customers share it."""
        told = self.source.lines(receivable, number, currency)
        if told:
            return told
        found = self.documents.tax_document(DocumentWanted(receivable, number, "", shared=not number))
        return found.lines_for(receivable) if found is not None else ()

    def check(self) -> tuple[str, ...]:
        """What is wrong with the source or with the place of its documents."""
        return (*self.source.check(), *self.documents.check())
