"""What columns are called in Spanish, Portuguese and English ledgers, for each kind of table.

Words are compared without accents, case, punctuation and articles; "InvoiceDate" is "invoice date". The order
within a field is its rank: where two columns claim a field, the earlier word wins it.
"""

from __future__ import annotations

from enum import StrEnum


class Entity(StrEnum):
    """What the rows of a table are."""

    RECEIVABLES = "receivables"
    CUSTOMERS = "customers"
    APPLICATIONS = "applications"
    CREDITS = "credits"
    LINES = "lines"
    OPT_INS = "opt_ins"
    OPT_OUTS = "opt_outs"
    EXCLUSIONS = "exclusions"
    PROMISES = "promises"
    DISPUTES = "disputes"
    CONTACTS = "contacts"


_CUSTOMER_KEY = """
codigo cliente | clave cliente | id cliente | cliente id | cod cliente | cve cliente | cve clie | no
cliente | numero cliente | num cliente | nro cliente | cliente codigo | codigo cli | cod cli | id cli |
customer id | customer code | customer key | customer number | customer no | client id | client code |
account number | account no | account id | account code | customer ref | cardcode | card code | codigo
do cliente | cod do cliente | partner id | codigo socio | codigo sn | codigo sap | numero cuenta | no
cuenta | clave | cod cliente fornecedor | id tercero | codigo tercero | codigo | cod"""
_CUSTOMER_NAME = """
razon social | nombre cliente | nombre o razon social | nombre razon social | nombre completo | nombre
comercial cliente | cliente nombre | nombre fiscal | nombre | denominacion | razao social | nome cliente
| nome do cliente | nome completo | nome razao social | nome | customer name | client name | company
name | legal name | account name | cardname | card name | full name | name | denominacion social |
apellido y nombre | apellidos y nombres | titular | deudor | sacado | nome sacado | pagador | tercero |
nombre tercero | bill to | sold to | empresa | nombre empresa | nombre negocio | negocio | nome empresa"""
_CUSTOMER = "cliente | customer | client | cliente final | clientes"
_TRADE_NAME = (
    "nombre comercial | nome fantasia | fantasia | nombre fantasia | trade name | marca | den comercial"
)
_TAX_ID = """
rfc | nit | ruc | rut | cuit | cuil | cnpj | cpf | cpf cnpj | cnpj cpf | cnpj ou cpf | rtn | rnc |
cedula juridica | cedula ruc | ruc cedula | ruc ci | nit cc | cc nit | nit cedula | id fiscal |
identificacion fiscal | identificacion tributaria | numero identificacion | identificacion | tax id |
vat number | vat | tax number | tax code | rfc cliente | nit cliente | ruc cliente | rut cliente | cuit
cliente | cedula | documento identidad | nro documento identidad | cuit dni | dni cuit | dni | cc | ci |
nif | curp"""
_PHONE = """
whatsapp | telefono whatsapp | numero whatsapp | celular whatsapp | cel whatsapp | wa | wsp | movil |
celular | cel | telefono celular | telefono movil | tel celular | tel movil | numero celular | numero
movil | celular 1 | celular 2 | cel 1 | cel 2 | movil 1 | movil 2 | telefone celular | celular contato |
mobile | mobile phone | mobile number | cell | cell phone | cellphone | telefono | telefono 1 | telefono
2 | telefono 3 | tel | tel 1 | tel 2 | fono | telefonos | numero telefono | no telefono | num telefono |
telefono contacto | telefono cliente | telefono principal | telefone | telefone 1 | telefone 2 | fone |
fone 1 | fone 2 | telefone contato | telefone cliente | contato telefone | phone | phone 1 | phone 2 |
phone number | telephone | contact phone | customer phone | contacto telefono | lada telefono | numero
contacto | telefono 1 cliente | telefono de cobranza | telefono cobranza"""
_STATE = """
estado cliente | estado direccion | entidad federativa | entidad | provincia | departamento | uf | state
| province | region | depto | dpto"""
_CITY = "ciudad | municipio | cidade | city | town | localidad | poblacion | comuna"
_COUNTRY = "pais | country | pais cliente | country code | codigo pais"
_LANGUAGE = "idioma | language | lengua | lingua | lang"
_SALESPERSON = """
vendedor | nombre vendedor | ejecutivo | asesor | agente | agente ventas | asesor comercial | ejecutivo
comercial | ejecutivo cuenta | representante | vendedora | salesperson | sales rep | sales
representative | seller | rep | account manager | account executive | asesor ventas | vend |
representante vendas"""
_SINCE = """
cliente desde | fecha alta | alta | fecha de alta cliente | fecha registro | fecha ingreso | customer
since | since | created | created at | data cadastro | cliente desde data | fecha creacion | antiguedad
desde"""
_CHANNEL = """
canal preferido | canal pago preferido | medio pago | forma pago | forma de pago preferida | preferred
channel | preferred payment | payment method | forma pagamento"""
_CONSENT_ON = """
fecha consentimiento | fecha opt in | opt in date | consent date | fecha autorizacion | data
consentimento | data opt in | opt in on | consent on"""
_CONSENT = """
evidencia consentimiento | evidencia | evidencia opt in | opt in evidence | consent evidence | evidencia
consentimento | origen consentimiento | opt in source | consent source"""
_CURRENCY = """
moneda | divisa | moeda | currency | currency code | cod moneda | codigo moneda | tipo moneda | clave
moneda | curr | ccy | currencycode | iso moneda"""
_NUMBER = """
numero factura | no factura | num factura | nro factura | factura numero | factura | folio factura |
facturas | numero documento | no documento | num documento | nro documento | nro comprobante | numero
comprobante | comprobante | documento | folio | folio fiscal corto | invoice number | invoice no |
invoice num | invoice | invoice ref | invoice reference | inv no | inv | document number | document no |
doc number | doc no | docnum | bill number | reference number | numero nota fiscal | nota fiscal | nf |
nfe | nf e | numero nf | numero nfe | no nf | no nfe | no nota fiscal | no fatura | no titulo | numero
fatura | fatura | numero titulo | titulo | num titulo | nro titulo | numero boleta | boleta | numero doc
| nro doc | no doc | num doc | doc | referencia | reference | numero do documento | duplicata | numero
duplicata | cve doc | n factura | n documento | n fatura | docto | no docto | num docto | nro docto |
numero docto | numero"""
_DUE = """
fecha vencimiento | vencimiento | fecha vence | vence | fecha vto | f vto | vto | fec vencimiento | fec
venc | fecha venc | f vencimiento | f venc | venc | fecha limite pago | fecha limite | fecha pago limite
| vencimento | data vencimento | data vcto | dt vencimento | dt venc | dt vcto | vcto | due date | due |
due on | maturity date | maturity | payment due date | payment due | invoice due date | date due | fecha
de pago programada | fechavencimiento"""
_ISSUED = """
fecha factura | fecha emision | emision | fecha documento | fecha expedicion | fecha facturacion | fec
emision | f emision | fecha doc | f factura | fecha fac | fecha fact | fec factura | fec fac | f fac | fec doc |
f doc | fecha de emision factura | data emissao | emissao | dt
emissao | data nota | data fatura | data documento | invoice date | issue date | issued | issued on |
document date | doc date | date issued | billing date | posting date | date | fecha | data"""
_AMOUNT = """
importe total | importe original | monto original | monto factura | importe factura | total factura |
valor factura | valor original | total documento | importe documento | monto total | valor total |
invoice amount | invoice total | total amount | original amount | gross amount | amount due total |
amount | total | importe | monto | valor | valor nota | valor titulo | valor documento | valor fatura |
valor parcela | importe cuota | monto cuota | valor cuota | doctotal | total con iva | total invoice
amount | cargo | cargos | debe"""
_BALANCE = """
saldo pendiente | saldo actual | saldo insoluto | saldo factura | saldo documento | saldo por cobrar |
saldo deudor | saldo total | saldo | importe pendiente | monto pendiente | valor pendiente | pendiente |
por cobrar | adeudo | deuda | monto adeudado | importe adeudado | saldo em aberto | saldo aberto | saldo
devedor | valor em aberto | valor aberto | em aberto | saldo a pagar | balance | open balance | balance
due | outstanding | outstanding amount | outstanding balance | amount due | amount outstanding | open
amount | remaining | remaining amount | remaining balance | unpaid | amount open | saldo x cobrar |
resto | saldo vencido"""
_PAID = """
importe pagado | monto pagado | total pagado | pagado | pagos | abonos | abonado | total abonos | abono
| cobrado | valor pago | valor recebido | total pago | recebido | amount paid | paid amount | paid |
payments | paid to date | total paid | pagos aplicados | anticipos aplicados"""
_STATUS = """
estatus | status | estado factura | estado documento | estado pago | estado de pago | estatus factura |
estatus pago | situacion | situacao | status pagamento | payment status | invoice status | state of
invoice | situacao titulo | estado"""
_SETTLED = """
fecha pago | fecha de pago real | fecha cobro | fecha liquidacion | fecha cancelacion pago | data
pagamento | data baixa | data recebimento | dt pagamento | settled date | settlement date | paid date |
payment date | date paid | paid on | date settled | clearing date | cleared date"""
_INSTALMENT = """
cuota | numero cuota | no cuota | nro cuota | num cuota | parcialidad | no parcialidad | numero
parcialidad | parcela | numero parcela | nro parcela | num parcela | installment | instalment |
installment number | instalment number | installment no | vencimiento no | letra"""
_CREDIT_DAYS = """
dias credito | dias plazo | plazo dias | plazo | condiciones dias | dias | prazo | prazo dias | credit
days | payment days | terms days | net days | payment terms days | dias de credito cliente"""
_SERIES = "serie | series | serie factura | prefijo"
_RECEIVABLE_KEY = """
uuid | folio fiscal | id factura | id documento | invoice id | document id | id | id invoice | docentry
| chave | chave nfe | cufe | guid"""
_ON = """
fecha | fecha contacto | fecha aplicacion | fecha abono | fecha pago | fecha promesa | date | on | data
| data pagamento | payment date | applied on | contact date | data contato | dia | fecha baja | fecha
opt out | opt out date | data contato"""
_KIND = "tipo | tipo movimiento | clase | kind | type | concepto | tipo pago | tipo documento"

WORDS: dict[Entity, dict[str, str]] = {
    Entity.CUSTOMERS: {
        "customer_key": _CUSTOMER_KEY + "| id | code | key | no | numero | cuenta | account",
        "customer_name": _CUSTOMER_NAME,
        "customer": _CUSTOMER,
        "trade_name": _TRADE_NAME,
        "tax_id": _TAX_ID + "| documento | nro documento | numero documento | no documento",
        "phone": _PHONE,
        "country": _COUNTRY,
        "state": _STATE + "| estado",
        "city": _CITY,
        "language": _LANGUAGE,
        "salesperson": _SALESPERSON,
        "since": _SINCE,
        "preferred_channel": _CHANNEL,
        "consent_on": _CONSENT_ON,
        "consent_evidence": _CONSENT,
    },
    Entity.RECEIVABLES: {
        "receivable_key": _RECEIVABLE_KEY,
        "number": _NUMBER,
        "series": _SERIES,
        "instalment": _INSTALMENT,
        "issued": _ISSUED,
        "due": _DUE,
        "credit_days": _CREDIT_DAYS,
        "amount": _AMOUNT,
        "balance": _BALANCE,
        "paid": _PAID,
        "currency": _CURRENCY,
        "status": _STATUS,
        "settled_on": _SETTLED,
        "customer_key": _CUSTOMER_KEY,
        "customer_name": _CUSTOMER_NAME,
        "customer": _CUSTOMER,
        "trade_name": _TRADE_NAME,
        "tax_id": _TAX_ID,
        "phone": _PHONE,
        "country": _COUNTRY,
        "state": _STATE,
        "city": _CITY,
        "language": _LANGUAGE,
        "salesperson": _SALESPERSON,
        "since": _SINCE,
        "preferred_channel": _CHANNEL,
        "consent_on": _CONSENT_ON,
        "consent_evidence": _CONSENT,
    },
    Entity.APPLICATIONS: {
        "application_key": (
            "id | id pago | payment id | numero pago | recibo | folio pago | no recibo | receipt | key"
        ),
        "receivable_key": "uuid | id factura | invoice id | folio fiscal | docentry",
        "number": _NUMBER,
        "instalment": _INSTALMENT,
        "on": _ON,
        "amount": "importe aplicado | monto aplicado | applied amount |" + _AMOUNT + "|" + _PAID,
        "currency": _CURRENCY,
        "kind": _KIND,
        "customer_key": _CUSTOMER_KEY,
        "customer_name": _CUSTOMER_NAME,
        "customer": _CUSTOMER,
        "tax_id": _TAX_ID,
    },
    Entity.CREDITS: {
        "credit_key": (
            "id | folio | numero | documento | numero documento | no documento | key | credit id | nota"
            " credito"
        ),
        "amount": "saldo | saldo a favor | disponible | unapplied amount | remaining |" + _AMOUNT,
        "currency": _CURRENCY,
        "kind": _KIND,
        "customer_key": _CUSTOMER_KEY,
        "customer_name": _CUSTOMER_NAME,
        "customer": _CUSTOMER,
        "tax_id": _TAX_ID,
    },
    Entity.LINES: {
        "receivable_key": "uuid | id factura | invoice id | folio fiscal | docentry",
        "number": _NUMBER,
        "position": "linea | partida | renglon | posicion | item | line | position | num par | line number",
        "description": (
            "descripcion | concepto | producto | articulo | descricao | produto | description | product"
            " | item description"
        ),
        "quantity": "cantidad | unidades | cant | quantidade | qtd | quantity | qty",
        "amount": "importe | total linea | total | valor total | valor | amount | line total | monto",
        "currency": _CURRENCY,
    },
    Entity.OPT_INS: {
        "on": _ON + "|" + _CONSENT_ON,
        "evidence": _CONSENT + "| prueba | comprobante | evidence | texto | fuente | origen | source | prova",
        "phone": _PHONE,
    },
    Entity.OPT_OUTS: {"on": _ON + "| fecha baja", "phone": _PHONE},
    Entity.EXCLUSIONS: {
        "reason": (
            "motivo | razon | causa | reason | comentario | nota | observacion | observaciones | notes "
            "| comment"
        ),
    },
    Entity.PROMISES: {
        "due": "fecha promesa | fecha prometida | fecha compromiso | promesa | promise date | promised date | "
        "promised day | data promessa | data prometida |" + _DUE + "|" + _ON,
        "amount": "monto prometido | importe prometido | promised amount | valor prometido |" + _AMOUNT,
        "currency": _CURRENCY,
    },
    Entity.DISPUTES: {
        "number": _NUMBER,
        "reason": (
            "motivo | razon | causa | reason | comentario | nota | observacion | descripcion | "
            "description | notes"
        ),
    },
    Entity.CONTACTS: {
        "on": _ON,
        "channel": "canal | medio | channel | tipo | via | tipo contacto | medium | meio",
    },
}
for _entity in (
    Entity.OPT_INS,
    Entity.OPT_OUTS,
    Entity.EXCLUSIONS,
    Entity.PROMISES,
    Entity.DISPUTES,
    Entity.CONTACTS,
):
    WORDS[_entity] |= {
        "customer_key": WORDS[Entity.CUSTOMERS]["customer_key"],
        "customer_name": _CUSTOMER_NAME,
        "customer": _CUSTOMER,
        "tax_id": _TAX_ID,
        "phone": _PHONE,
    }

# A header that only contains one of these words, with others around it ("Saldo al 31/10/2026"), still says what
# its column is, unless a word of VETO is among the others ("Fecha último saldo").
STRONG = {
    "balance": ("saldo", "outstanding", "balance"),
    "due": ("vencimiento", "vencimento", "vence", "due"),
    "number": ("factura", "fatura", "invoice", "folio"),
    "phone": ("telefono", "celular", "whatsapp", "telefone", "movil", "mobile", "phone"),
    "tax_id": ("rfc", "nit", "ruc", "cuit", "rut", "cnpj", "cpf"),
    "customer_name": ("razon social", "razao social"),
    "currency": ("moneda", "moeda", "currency", "divisa"),
    "salesperson": ("vendedor", "salesperson"),
    "issued": ("emision", "emissao"),
    "amount": ("importe", "monto"),
}
_VETO = """
ultimo ultima ult dias dia days tipo type email correo mail limite limit credito credit descuento
desconto iva impuesto impostos imposto tax subtotal neto bruto banco contacto anterior inicial nota
vencido vencida corriente favor mora interes interest pago pagado paid estado estatus status fiscal
cantidad numero id fax direccion address cambio rate base comision uso metodo relacionada origen fecha
promesa"""
VETO = frozenset(_VETO.split())
