"""Document numbers and identifiers in a message: found first and masked, so that they become neither a
date nor an amount. They are quoted as written; whose document it is, the casework finds out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .identifiers import find_identifiers

_SMALL_WORD = r"(?!(?:para|pra|por|de|del|da|do|el|la|en|em|con|com|for|of|to|on|due|y|e|and|es|a|o)\b)"
# Argentina's documents carry a letter and their point of sale: "A 0001-00012345".
_NUMBER = rf"(?:[abcem] (?=\d{{4,5}}-)|{_SMALL_WORD}[a-z]{{1,6}}[-./ ]?)?\d[a-z0-9]*(?:[-./]\d+)*"
_INVOICE = re.compile(
    r"(?<![a-z0-9])(?:facturas?|fact?|faturas?|boletas?|boletos?|notas?(?: fiscal| fiscais)?|nf|nfe|"
    r"invoices?|folios?|"
    r"documentos?|pedidos?|ordenes|orden|order)(?: (?:no|nro|num|numero|number|n)\b)?[ .:#º°]*"
    rf"(?P<first>{_NUMBER})(?P<more>(?:(?:\s*,\s*|\s+(?:y|e|and|con)\s+)(?:la |a |el |o "
    rf")?(?!\d{{1,2}}\s+de\b)[a-z]{{0,4}}-?\d+[a-z0-9-]*)*)"
    r"(?![a-z0-9])"
)
_MONTHS = r"ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic|jan|apr|aug|dec|fev|mai|out|dez"
_CODE = re.compile(
    rf"(?<![a-z0-9])(?!(?:{_MONTHS})[a-z]*-?\d)(?=[a-z0-9-]*[a-z])(?=[a-z0-9-]*\d{{3}})"
    r"[a-z]{1,5}-?[a-z0-9]*-?\d[a-z0-9-]*(?![a-z0-9])"
)
_ONE = re.compile(_NUMBER)
_LINK = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LABELLED = re.compile(
    r"(?<![a-z0-9])(?:referencia|ref|rastreo|clave|folio|operacion|operacao|transaccion|transacao|transferencia|"
    r"comprobante|comprovante|autorizacion|autorizacao|autenticacao|codigo|confirmacion|reference|id|cliente|"
    r"customer|cuenta|conta|rfc|nit|rut|ruc|cuit|cpf|cnpj|telefono|telefone|celular|cel|whatsapp|numero)"
    r"(?: (?:de |da |do |del |la |el |o |a )*[a-z]{2,14})?(?: (?:es|e|is|fue|foi|no|nro|num))?[ .:#º°]*"
    r"(?P<id>(?=[a-z0-9-]*\d{3})[a-z0-9][a-z0-9-]{3,})(?![a-z0-9.,/]\d)"
)
_CALENDAR = re.compile(r"\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?|20\d\d-\d\d-\d\d")
_MONEY_AHEAD = re.compile(r"\s*(?:pesos|mil\b|soles|reais|dolares|mxn|cop|usd|brl)")


@dataclass(frozen=True, slots=True)
class References:
    """What was found, as written, and the text with it blanked out (same length)."""

    invoices: tuple[str, ...]
    identifiers: tuple[str, ...]
    masked: str


def find_references(text: str, folded: str) -> References:
    """Document numbers, links, phones and account-like numbers of a message. `folded` is `text` folded."""
    search = _Search(text, folded)
    search.links()
    search.invoices_by_label()
    search.identifiers_by_shape()
    search.identifiers_by_label()
    search.invoices_by_shape()
    return References(tuple(search.invoices), tuple(search.identifiers), search.masked)


class _Search:
    """One message being searched: what is found is blanked out, so that nothing counts twice."""

    def __init__(self, text: str, folded: str) -> None:
        self.text, self.masked = text, folded
        self.invoices: list[str] = []
        self.identifiers: list[str] = []

    def links(self) -> None:
        """Links and addresses."""
        for link in _LINK.finditer(self.masked):
            self.identifiers.append(self._take(*link.span()))

    def identifiers_by_shape(self) -> None:
        """Numbers that their check digit or their length gives away."""
        for one in find_identifiers(self.masked):
            self.identifiers.append(self._take(one.start, one.end))

    def identifiers_by_label(self) -> None:
        """What the customer calls a reference, an account, a key."""
        for match in _LABELLED.finditer(self.masked):
            start, end = match.span("id")
            if not _CALENDAR.fullmatch(self.masked[start:end]) and not _MONEY_AHEAD.match(self.masked, end):
                self.identifiers.append(self._take(start, end))

    def invoices_by_label(self) -> None:
        """Numbers after "factura", "nota", "invoice"; several may follow one word."""
        for match in list(_INVOICE.finditer(self.masked)):
            if _CALENDAR.fullmatch(match.group("first").strip()):
                continue
            start, end = match.start("first"), match.end()
            numbers = [m.span() for m in _ONE.finditer(self.masked[start:end])]
            self.invoices += [self.text[start + first : start + last].strip() for first, last in numbers]
            self._take(start, end)

    def invoices_by_shape(self) -> None:
        """Letters and digits grown together, as document numbers are."""
        for match in _CODE.finditer(self.masked):
            self.invoices.append(self._take(*match.span()))

    def _take(self, start: int, end: int) -> str:
        self.masked = self.masked[:start] + "§" * (end - start) + self.masked[end:]
        return self.text[start:end].strip()
