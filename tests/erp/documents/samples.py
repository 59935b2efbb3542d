"""Tax documents to the published layouts, made by us."""

CFDI40 = b"""<?xml version="1.0" encoding="UTF-8"?>
<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" xmlns:tfd="http://www.sat.gob.mx/TimbreFiscalDigital"
 Version="4.0" Serie="A" Folio="1042" Fecha="2026-10-01T10:00:00" Moneda="MXN" SubTotal="1300.00" Descuento="50.00"
 Total="1450.00" TipoDeComprobante="I" MetodoPago="PPD" Exportacion="01" LugarExpedicion="64000">
 <cfdi:Emisor Rfc="EKU9003173C9" Nombre="ESCUELA KEMPER URGATE" RegimenFiscal="601"/>
 <cfdi:Receptor Rfc="XIA190128J61" Nombre="XENON INDUSTRIAL" UsoCFDI="G03"/>
 <cfdi:Conceptos>
  <cfdi:Concepto ClaveProdServ="31162800" Cantidad="2.000000" ClaveUnidad="H87" Unidad="Pieza"
   Descripcion="Ca\xc3\xb1er\xc3\xada &amp; codo 1/2&quot;" ValorUnitario="500.00" Importe="1000.00"
   Descuento="50.00"/>
  <cfdi:Concepto ClaveProdServ="78101800" Cantidad="1" ClaveUnidad="E48" Descripcion="Flete" ValorUnitario="300"
   Importe="300"><cfdi:Impuestos><cfdi:Traslados/></cfdi:Impuestos></cfdi:Concepto>
 </cfdi:Conceptos>
 <cfdi:Complemento><tfd:TimbreFiscalDigital UUID="6128396f-c09b-4ec6-8699-43c5f7e3b230"/></cfdi:Complemento>
</cfdi:Comprobante>"""

CFDI33 = CFDI40.replace(b"cfd/4", b"cfd/3").replace(b'Version="4.0"', b'Version="3.3"')

_UBL = b"""<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
 <cbc:UBLVersionID>UBL 2.1</cbc:UBLVersionID><cbc:ID>%(id)s</cbc:ID><cbc:UUID>%(uuid)s</cbc:UUID>
 <cbc:DocumentCurrencyCode>%(currency)s</cbc:DocumentCurrencyCode>
 <cac:AccountingSupplierParty><cac:Party>%(from)s</cac:Party></cac:AccountingSupplierParty>
 <cac:AccountingCustomerParty><cac:Party>%(to)s</cac:Party></cac:AccountingCustomerParty>
 <cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="%(currency)s">%(total)s</cbc:PayableAmount>
 </cac:LegalMonetaryTotal>
 <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="94">3</cbc:InvoicedQuantity>
  <cbc:LineExtensionAmount currencyID="%(currency)s">%(line)s</cbc:LineExtensionAmount>
  <cac:Item><cbc:Description><![CDATA[Caja de tornillos]]></cbc:Description></cac:Item></cac:InvoiceLine>
</Invoice>"""
_COLOMBIAN = b"<cac:PartyTaxScheme><cbc:CompanyID>%s</cbc:CompanyID></cac:PartyTaxScheme>"
_PERUVIAN = b'<cac:PartyIdentification><cbc:ID schemeID="6">%s</cbc:ID></cac:PartyIdentification>'

UBL_CO = _UBL % {
    b"id": b"SETP990000002", b"uuid": b"cufe-1", b"currency": b"COP", b"total": b"119000.00", b"line": b"100000.00",
    b"from": _COLOMBIAN % b"900373076", b"to": _COLOMBIAN % b"800197268",
}  # fmt: skip
UBL_PE = _UBL % {
    b"id": b"F001-00000045", b"uuid": b"", b"currency": b"PEN", b"total": b"118.00", b"line": b"100.00",
    b"from": _PERUVIAN % b"20100070970", b"to": _PERUVIAN % b"20131312955",
}  # fmt: skip
ATTACHED_CO = (
    b'<AttachedDocument xmlns="urn:x" xmlns:cac="urn:a" xmlns:cbc="urn:b"><cac:Attachment><cac:ExternalReference>'
    b"<cbc:Description><![CDATA["
    + UBL_CO.replace(b"<![CDATA[Caja de tornillos]]>", b"Caja de tornillos")
    + b"]]></cbc:Description></cac:ExternalReference></cac:Attachment></AttachedDocument>"
)

DTE_CL = """<?xml version="1.0" encoding="ISO-8859-1"?>
<DTE xmlns="http://www.sii.cl/SiiDte" version="1.0"><Documento ID="F60T33"><Encabezado>
<IdDoc><TipoDTE>33</TipoDTE><Folio>60</Folio></IdDoc><Emisor><RUTEmisor>97975000-5</RUTEmisor></Emisor>
<Receptor><RUTRecep>77777777-7</RUTRecep></Receptor><Totales><MntNeto>100000</MntNeto><MntTotal>119000</MntTotal>
</Totales></Encabezado><Detalle><NroLinDet>1</NroLinDet><NmbItem>Caj\xf3n AFECTO</NmbItem><QtyItem>123</QtyItem>
<MontoItem>100000</MontoItem></Detalle></Documento></DTE>""".encode("latin-1")

NFE = """<?xml version="1.0" encoding="UTF-8"?>
<nfeProc xmlns="http://www.portalfiscal.inf.br/nfe" versao="4.00"><NFe><infNFe Id="NFe3526" versao="4.00">
<ide><nNF>1234</nNF></ide><emit><CNPJ>99999090910270</CNPJ></emit><dest><CNPJ>12345678000195</CNPJ></dest>
<det nItem="1"><prod><xProd>Parafuso sextavado açoinox</xProd><uCom>CX</uCom><qCom>10.0000</qCom><vProd>250.00</vProd>
<vDesc>10.00</vDesc></prod></det><total><ICMSTot><vNF>240.00</vNF></ICMSTot></total></infNFe></NFe></nfeProc>""".encode()

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
