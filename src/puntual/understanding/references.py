"""Document numbers and identifiers in a message: found first and masked, so that they become neither a
date nor an amount. They are quoted as written; whose document it is, the casework finds out."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"[a-z]{0,6}[-./ ]?\d[a-z0-9]*(?:[-./]\d+)*"
_INVOICE = re.compile(
    r"(?<![a-z0-9])(?:facturas?|fact?|faturas?|boletas?|boletos?|notas?(?: fiscal| fiscais)?|nf|nfe|"
    r"invoices?|folios?|"
    r"documentos?|pedidos?|ordenes|orden|order)(?: (?:no|nro|num|numero|number|n)\b)?[ .:#º°]*"
    rf"(?P<first>{_NUMBER})(?P<more>(?:(?:\s*,\s*|\s+(?:y|e|and|con)\s+)(?:la |a |el |o "
    rf")?(?!\d{{1,2}}\s+de\b)[a-z]{{0,4}}-?\d+[a-z0-9-]*)*)"
    r"(?![a-z0-9])"
)
_CODE = re.compile(
    r"(?<![a-z0-9])(?=[a-z0-9-]*[a-z])(?=[a-z0-9-]*\d{3})[a-z]{1,5}-?[a-z0-9]*-?\d[a-z0-9-]*(?![a-z0-9])"
)
_ONE = re.compile(r"[a-z]{0,6}[-./ ]?\d[a-z0-9]*(?:[-./]\d+)*")
_LINK = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LONG = re.compile(r"(?<![a-z0-9])\+?\d(?:[ ().-]{0,2}\d){8,}(?![a-z0-9])")
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
    masked = folded
    invoices: list[str] = []
    identifiers: list[str] = []
    for pattern in (_LINK, _LONG, _LABELLED):
        for match in pattern.finditer(masked):
            group = "id" if "id" in match.re.groupindex else 0
            start, end = match.span(group)
            if _CALENDAR.fullmatch(masked[start:end]) or _MONEY_AHEAD.match(masked, end):
                continue
            identifiers.append(text[start:end].strip())
            masked = _blank(masked, start, end)
    for match in list(_INVOICE.finditer(masked)):
        if _CALENDAR.fullmatch(match.group("first").strip()):
            continue
        start, end = match.start("first"), match.end()
        invoices += [
            text[start + m.start() : start + m.end()].strip() for m in _ONE.finditer(masked[start:end])
        ]
        masked = _blank(masked, start, end)
    for match in _CODE.finditer(masked):
        invoices.append(text[match.start() : match.end()])
        masked = _blank(masked, *match.span())
    return References(tuple(invoices), tuple(identifiers), masked)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + "§" * (end - start) + text[end:]
