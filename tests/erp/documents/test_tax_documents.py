from decimal import Decimal

import pytest

from puntual.erp.documents.safe_xml import MOST_BYTES, BadXml, parse_xml
from puntual.erp.documents.tax_documents import read_document
from tests.erp.documents.samples import ATTACHED_CO, CFDI33, CFDI40, DTE_CL, NFE, UBL_CO, UBL_PE


@pytest.mark.parametrize("raw", [CFDI33, CFDI40])
def test_a_cfdi_tells_its_lines_less_their_discounts(raw: bytes) -> None:
    found = read_document(raw)
    assert (found.kind, found.number, found.currency, found.total) == (
        "cfdi",
        "A1042",
        "MXN",
        Decimal("1450.00"),
    )
    assert (found.issuer, found.receiver) == ("EKU9003173C9", "XIA190128J61")
    assert found.fiscal_id == "6128396f-c09b-4ec6-8699-43c5f7e3b230"
    lines = found.lines_for("R1")
    assert [(one.description, one.quantity, one.total) for one in lines] == [
        ('Cañería & codo 1/2"', "2 Pieza", 95000),
        ("Flete", "1", 30000),
    ]
    assert {one.receivable for one in lines} == {"R1"}


def test_ubl_of_colombia_and_peru_is_read_and_so_is_the_wrapped_one() -> None:
    colombian, peruvian, wrapped = map(read_document, (UBL_CO, UBL_PE, ATTACHED_CO))
    assert (colombian.number, colombian.currency, colombian.receiver) == ("SETP990000002", "COP", "800197268")
    assert (peruvian.number, peruvian.currency, peruvian.receiver) == ("F001-00000045", "PEN", "20131312955")
    assert wrapped == colombian
    assert [(one.description, one.quantity, one.total) for one in colombian.lines] == [
        ("Caja de tornillos", "3", Decimal("100000.00"))
    ]


def test_a_chilean_dte_counts_whole_pesos_and_keeps_its_latin_letters() -> None:
    found = read_document(DTE_CL)
    assert (found.number, found.currency, found.receiver) == ("60", "CLP", "77777777-7")
    assert [(one.description, one.total) for one in found.lines_for("R")] == [("Cajón AFECTO", 100000)]


def test_an_nfe_tells_its_lines_in_reais() -> None:
    found = read_document(NFE)
    assert (found.number, found.currency, found.total) == ("1234", "BRL", Decimal("240.00"))
    assert [(one.description, one.quantity, one.total) for one in found.lines_for("R")] == [
        ("Parafuso sextavado açoinox", "10 CX", 24000)
    ]


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(1, 12))
    + b"]><Comprobante>&m;</Comprobante>"
)
EXTERNAL = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><Comprobante Folio="1">&f;</Comprobante>'


@pytest.mark.parametrize(
    "raw", [BOMB, EXTERNAL, b"<!DOCTYPE x SYSTEM 'http://example.org/x.dtd'><Comprobante/>"]
)
def test_a_doctype_is_refused_before_anything_in_it_counts(raw: bytes) -> None:
    with pytest.raises(BadXml, match="DOCTYPE"):
        parse_xml(raw)


def test_what_is_too_large_too_deep_or_cut_off_is_refused() -> None:
    with pytest.raises(BadXml, match="larger"):
        parse_xml(b"<a>" + b" " * MOST_BYTES + b"</a>")
    with pytest.raises(BadXml, match="nested"):
        parse_xml(b"<a>" * 500 + b"</a>" * 500)
    for cut in range(1, len(CFDI40), 97):
        with pytest.raises(BadXml):
            read_document(CFDI40[:cut])


@pytest.mark.parametrize(
    "raw",
    [
        b"<html/>",
        CFDI40.replace(b'Total="1450.00"', b'Total="NaN"'),
        CFDI40.replace(b'Total="1450.00"', b'Total="1,450.00"'),
        CFDI40.replace(b'Importe="300"', b'Importe="1e400"'),
        CFDI40.replace(b'Moneda="MXN"', b'Moneda="PESOS"'),
        b'<?xml version="1.0" encoding="klingon"?><Comprobante/>',
        b"\x00\x01\x02",
        b"",
    ],
)
def test_what_cannot_be_believed_is_not_read(raw: bytes) -> None:
    with pytest.raises(BadXml):
        read_document(raw)
