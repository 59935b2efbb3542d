"""CFDI (Mexico), UBL 2.1 (Colombia, Peru and others), DTE (Chile), NF-e (Brazil): who, what, how much, by line.

Sources: Anexo 20 of the Resolución Miscelánea Fiscal (CFDI 3.3 and 4.0), OASIS UBL 2.1, the SII's "Formato DTE" 1.0,
and the NF-e's "Manual de Orientação do Contribuinte" 7.0 (layout 4.00). Label: docs, November 2026: tested on
documents made by us to those layouts; no signature is checked and no scheme is validated.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal
from xml.etree.ElementTree import Element

from puntual.domain.money import is_currency, money
from puntual.domain.record import LineSeen
from puntual.erp.documents.safe_xml import BadXml, child, children, local, parse_xml, words

Kind = Literal["cfdi", "ubl", "dte", "nfe"]
MOST_LINES = 2_000


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One line in the document's words. total: major units of the document's currency, before tax."""

    description: str
    quantity: str
    total: Decimal


@dataclass(frozen=True, slots=True)
class TaxDocument:
    """What a tax document says of itself. number: series and folio as printed. total: major units, to pay.

    fiscal_id: UUID, CUFE or access key, "" where the document has none.
    """

    kind: Kind
    number: str
    currency: str
    total: Decimal
    issuer: str
    receiver: str
    fiscal_id: str
    lines: tuple[DocumentLine, ...]

    def lines_for(self, receivable: str) -> tuple[LineSeen, ...]:
        """The lines as lines of that receivable, in minor units."""
        return tuple(
            LineSeen(
                receivable,
                position,
                line.description,
                line.quantity,
                money(line.total, self.currency).minor,
                self.currency,
            )
            for position, line in enumerate(self.lines, start=1)
        )


def read_document(raw: bytes) -> TaxDocument:
    """The document in these bytes. Raises BadXml where they are none of the four kinds, or hold no amount."""
    root = parse_xml(raw)
    name = local(root)
    if name == "AttachedDocument":  # Colombia: the invoice travels as text inside another document
        inner = words_raw(root, "Attachment", "ExternalReference", "Description")
        if not inner.lstrip().startswith("<"):
            raise BadXml("it is a wrapper without the invoice inside")
        root = parse_xml(inner.encode("utf-8"))
        name = local(root)
    if name == "Comprobante":
        return _cfdi(root)
    if name in ("Invoice", "CreditNote", "DebitNote"):
        return _ubl(root, name)
    if name in ("DTE", "EnvioDTE", "SetDTE"):
        return _dte(root)
    if name in ("nfeProc", "NFe"):
        return _nfe(root)
    raise BadXml("it is none of CFDI, UBL, DTE and NF-e")


def words_raw(element: Element, *path: str) -> str:
    """The text down that path as it stands; "" where there is none."""
    found = child(element, *path)
    return (found.text or "") if found is not None else ""


def _cfdi(root: Element) -> TaxDocument:
    """CFDI 3.3 and 4.0: everything is an attribute."""
    listed = child(root, "Conceptos")
    lines = [
        DocumentLine(
            _line(one.get("Descripcion", "")),
            _quantity(one.get("Cantidad", ""), one.get("Unidad", "")),
            _amount(one.get("Importe")) - _amount(one.get("Descuento"), default="0"),
        )
        for one in (children(listed, "Concepto") if listed is not None else ())
    ]
    stamp = child(root, "Complemento", "TimbreFiscalDigital")
    return _document(
        "cfdi",
        f"{root.get('Serie', '')}{root.get('Folio', '')}",
        root.get("Moneda", ""),
        root.get("Total"),
        _attribute(root, "Emisor", "Rfc"),
        _attribute(root, "Receptor", "Rfc"),
        stamp.get("UUID", "") if stamp is not None else "",
        lines,
    )


def _ubl(root: Element, name: str) -> TaxDocument:
    line_name, quantity_name = {
        "Invoice": ("InvoiceLine", "InvoicedQuantity"),
        "CreditNote": ("CreditNoteLine", "CreditedQuantity"),
        "DebitNote": ("DebitNoteLine", "DebitedQuantity"),
    }[name]
    lines = [
        DocumentLine(
            words(one, "Item", "Description") or words(one, "Item", "Name"),
            _quantity(words(one, quantity_name)),
            _amount(words(one, "LineExtensionAmount")),
        )
        for one in children(root, line_name)
    ]
    totals = "RequestedMonetaryTotal" if name == "DebitNote" else "LegalMonetaryTotal"
    return _document(
        "ubl",
        words(root, "ID"),
        words(root, "DocumentCurrencyCode"),
        words(root, totals, "PayableAmount"),
        _party(root, "AccountingSupplierParty"),
        _party(root, "AccountingCustomerParty"),
        words(root, "UUID"),
        lines,
    )


def _party(root: Element, role: str) -> str:
    """The tax id of a party: where it stands differs from country to country."""
    party = child(root, role, "Party")
    if party is None:
        return ""
    for path in (
        ("PartyTaxScheme", "CompanyID"),
        ("PartyIdentification", "ID"),
        ("PartyLegalEntity", "CompanyID"),
    ):
        if found := words(party, *path):
            return found
    return ""


def _dte(root: Element) -> TaxDocument:
    """Chile's DTE: pesos only, unless the document is for export."""
    document = next((one for one in root.iter() if local(one) in ("Documento", "Exportaciones")), None)
    head = child(document, "Encabezado") if document is not None else None
    if document is None or head is None:
        raise BadXml("it is a DTE without a document")
    lines = [
        DocumentLine(
            words(one, "NmbItem"), _quantity(words(one, "QtyItem")), _amount(words(one, "MontoItem"))
        )
        for one in children(document, "Detalle")
    ]
    currency = {"": "CLP", "DOLAR USA": "USD", "EURO": "EUR", "PESO CL": "CLP"}.get(
        words(head, "Totales", "TpoMoneda").upper(), ""
    )
    return _document(
        "dte",
        words(head, "IdDoc", "Folio"),
        currency,
        words(head, "Totales", "MntTotal"),
        words(head, "Emisor", "RUTEmisor"),
        words(head, "Receptor", "RUTRecep"),
        "",
        lines,
    )


def _nfe(root: Element) -> TaxDocument:
    invoice = child(root, "NFe", "infNFe") if local(root) == "nfeProc" else child(root, "infNFe")
    if invoice is None:
        raise BadXml("it is an NF-e without a document")
    lines = [
        DocumentLine(
            words(one, "prod", "xProd"),
            _quantity(words(one, "prod", "qCom"), words(one, "prod", "uCom")),
            _amount(words(one, "prod", "vProd")) - _amount(words(one, "prod", "vDesc") or None, default="0"),
        )
        for one in children(invoice, "det")
    ]
    return _document(
        "nfe",
        words(invoice, "ide", "nNF"),
        "BRL",
        words(invoice, "total", "ICMSTot", "vNF"),
        words(invoice, "emit", "CNPJ") or words(invoice, "emit", "CPF"),
        words(invoice, "dest", "CNPJ") or words(invoice, "dest", "CPF"),
        invoice.get("Id", "").removeprefix("NFe"),
        lines,
    )


def _document(
    kind: Kind,
    number: str,
    currency: str,
    total: str | None,
    issuer: str,
    receiver: str,
    fiscal_id: str,
    lines: list[DocumentLine],
) -> TaxDocument:
    currency = currency.strip().upper()
    if not is_currency(currency):
        raise BadXml("it names no currency that we know")
    if len(lines) > MOST_LINES:
        raise BadXml(f"it has more than {MOST_LINES} lines")
    told = tuple(line for line in lines if line.description)
    return TaxDocument(
        kind, _line(number), currency, _amount(total), issuer.strip(), receiver.strip(), fiscal_id, told
    )


def _attribute(root: Element, path: str, name: str) -> str:
    found = child(root, path)
    return found.get(name, "") if found is not None else ""


def _amount(text: str | None, default: str | None = None) -> Decimal:
    """XML amounts have a point and no thousands. Raises BadXml for anything else."""
    raw = (text if text is not None else default or "").strip()
    try:
        value = Decimal(raw)
    except InvalidOperation:
        raise BadXml("an amount in it cannot be read") from None
    if not value.is_finite() or abs(value) >= Decimal(10) ** 15:
        raise BadXml("an amount in it cannot be right")
    return value


def _quantity(text: str, unit: str = "") -> str:
    """ "2.000000" is "2"; the unit beside it where the document has one in words."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return _line(text)
    plain = format(value.normalize(), "f") if value.is_finite() else ""
    return _line(f"{plain} {unit}")


def _line(text: str) -> str:
    return " ".join(text.split())
