"""What to do about each kind of finding, in the three languages of the console.

The codes are stable: they are stored, counted and shown. A new check adds a row here, and a test holds the
table and the code together.
"""

from __future__ import annotations

from typing import NamedTuple

from puntual.domain.record import FindingSeen, Severity


class Hint(NamedTuple):
    """The same advice in Spanish, Portuguese and English."""

    es: str
    pt: str
    en: str


HINTS: dict[str, Hint] = {
    "missing_amount": Hint(
        "La factura no trae importe: complételo en el sistema de origen.",
        "A fatura está sem valor: complete no sistema de origem.",
        "The invoice has no amount: fill it in at the source.",
    ),
    "missing_balance": Hint(
        "La columna de saldo existe, pero esta fila está vacía: escriba el saldo (0 si ya se pagó).",
        "A coluna de saldo existe, mas esta linha está vazia: informe o saldo (0 se já foi pago).",
        "There is a balance column but this row is empty: write the balance (0 if it is paid).",
    ),
    "unreadable_amount": Hint(
        "No se pudo leer el importe o el saldo: deje solo el número.",
        "Não foi possível ler o valor ou o saldo: deixe apenas o número.",
        "The amount or balance could not be read: leave only the number.",
    ),
    "ambiguous_amount": Hint(
        "La columna mezcla punto y coma decimal y este número admite dos lecturas: corríjalo o fije "
        "source.decimal.",
        "A coluna mistura ponto e vírgula decimal e este número tem duas leituras: corrija ou defina "
        "source.decimal.",
        "The column mixes decimal point and comma and this number reads both ways: fix it or set "
        "source.decimal.",
    ),
    "missing_number": Hint(
        "La fila no trae número de factura: sin él no se puede nombrar el documento.",
        "A linha está sem número da fatura: sem ele o documento não pode ser citado.",
        "The row has no invoice number: without it the document cannot be named.",
    ),
    "missing_due": Hint(
        "Falta la fecha de vencimiento: complétela en el sistema de origen.",
        "Falta a data de vencimento: complete no sistema de origem.",
        "The due date is missing: fill it in at the source.",
    ),
    "unreadable_due": Hint(
        "La fecha de vencimiento no es una fecha válida: corríjala (por ejemplo 2026-03-31).",
        "A data de vencimento não é válida: corrija (por exemplo 2026-03-31).",
        "The due date is not a valid date: correct it (for example 2026-03-31).",
    ),
    "ambiguous_date": Hint(
        "La columna mezcla día/mes y mes/día y esta fecha admite dos lecturas: use AAAA-MM-DD o fije "
        "source.date_order.",
        "A coluna mistura dia/mês e mês/dia e esta data tem duas leituras: use AAAA-MM-DD ou defina "
        "source.date_order.",
        "The column mixes day/month and month/day and this date reads both ways: use YYYY-MM-DD or "
        "set source.date_order.",
    ),
    "unreadable_issue_date": Hint(
        "La fecha de emisión no se pudo leer; el caso sigue con su vencimiento.",
        "A data de emissão não pôde ser lida; o caso segue com o seu vencimento.",
        "The issue date could not be read; the case goes on by its due date.",
    ),
    "dates_mixed": Hint(
        "Unas fechas son celdas de fecha y otras texto: una hoja de cálculo pudo cambiar día y mes. "
        "Exporte de nuevo.",
        "Algumas datas são células de data e outras texto: a planilha pode ter trocado dia e mês. "
        "Exporte de novo.",
        "Some dates are date cells and others text: a spreadsheet may have swapped day and month. "
        "Export again.",
    ),
    "unknown_currency": Hint(
        "Moneda desconocida: use el código ISO (MXN, COP, USD…).",
        "Moeda desconhecida: use o código ISO (BRL, USD…).",
        "Unknown currency: use the ISO code (MXN, COP, USD…).",
    ),
    "currency_conflict": Hint(
        "El importe dice una moneda y la columna de moneda otra: corrija la que no sea.",
        "O valor indica uma moeda e a coluna de moeda outra: corrija a errada.",
        "The amount says one currency and the currency column another: correct the wrong one.",
    ),
    "missing_customer": Hint(
        "La factura no dice de qué cliente es.",
        "A fatura não diz de que cliente é.",
        "The invoice does not say whose it is.",
    ),
    "shifted_row": Hint(
        "La fila tiene más celdas que el encabezado: una coma sin comillas corrió las columnas.",
        "A linha tem mais células que o cabeçalho: uma vírgula sem aspas deslocou as colunas.",
        "The row has more cells than the header: an unquoted comma has shifted the columns.",
    ),
    "customer_rows_conflict": Hint(
        "El mismo código de cliente aparece con nombres o identificaciones fiscales distintos: "
        "separe o corrija.",
        "O mesmo código de cliente aparece com nomes ou documentos diferentes: separe ou corrija.",
        "The same customer code appears with different names or tax ids: separate or correct them.",
    ),
    "receivable_twice": Hint(
        "La misma factura aparece dos veces; se cuenta una sola vez.",
        "A mesma fatura aparece duas vezes; conta uma só vez.",
        "The same invoice is listed twice; it counts once.",
    ),
    "receivable_conflict": Hint(
        "La misma factura y vencimiento aparece con importes distintos: deje una fila por cuota.",
        "A mesma fatura e vencimento aparece com valores diferentes: deixe uma linha por parcela.",
        "The same invoice and due date appears with different amounts: keep one row for each instalment.",
    ),
    "paid_with_balance": Hint(
        "El estado dice pagada pero queda saldo: revise cuál es cierto.",
        "O estado diz paga, mas há saldo: verifique qual está certo.",
        "The status says paid but a balance remains: check which is true.",
    ),
    "unknown_status": Hint(
        "Estado desconocido; la factura se toma como abierta.",
        "Estado desconhecido; a fatura é tratada como em aberto.",
        "Unknown status; the invoice is taken as open.",
    ),
    "totals_row": Hint(
        "Fila de totales: no se cuenta como factura.",
        "Linha de totais: não conta como fatura.",
        "A totals row: not counted as an invoice.",
    ),
    "stray_row": Hint(
        "Renglón sin número, fecha ni importe: no es una factura.",
        "Linha sem número, data nem valor: não é uma fatura.",
        "A row without number, date or amount: not an invoice.",
    ),
    "assumed_date_order": Hint(
        "Ninguna fecha muestra si va primero el día o el mes; se leyó a la manera del país. Fije "
        "source.date_order para estar seguro.",
        "Nenhuma data mostra se vem primeiro o dia ou o mês; lida à maneira do país. Defina "
        "source.date_order para ter certeza.",
        "No date shows whether day or month comes first; read in the country's way. Set "
        "source.date_order to be sure.",
    ),
    "assumed_decimal": Hint(
        "Todos los importes llevan un solo separador con tres cifras; se tomó como separador de "
        "miles. Fije source.decimal para estar seguro.",
        "Todos os valores têm um único separador com três dígitos; lido como separador de milhar. "
        "Defina source.decimal para ter certeza.",
        "All amounts have one separator with three digits behind; read as a thousands separator. Set "
        "source.decimal to be sure.",
    ),
    "due_computed": Hint(
        "No hay columna de vencimiento: se calculó con la emisión más los días de crédito.",
        "Não há coluna de vencimento: calculado pela emissão mais o prazo em dias.",
        "There is no due date column: computed from the issue date plus the credit days.",
    ),
    "instalments_without_number": Hint(
        "Hay facturas con varios vencimientos y sin número de cuota: agregue esa columna para seguir "
        "cada cuota.",
        "Há faturas com vários vencimentos e sem número de parcela: inclua essa coluna para seguir "
        "cada parcela.",
        "Some invoices have several due dates and no instalment number: add that column so each can "
        "be followed.",
    ),
    "unknown_receivable": Hint(
        "El pago o la línea nombra una factura que no está en la cartera.",
        "O pagamento ou a linha cita uma fatura que não está na carteira.",
        "The payment or line names an invoice that is not in the portfolio.",
    ),
    "incomplete_row": Hint(
        "A la fila le falta un dato necesario o no se puede leer.",
        "Falta na linha um dado necessário, ou ele não pode ser lido.",
        "The row lacks something necessary, or it cannot be read.",
    ),
    "customer_without_name": Hint(
        "El cliente no tiene nombre.", "O cliente está sem nome.", "The customer has no name."
    ),
    "placeholder_name": Hint(
        "El nombre parece de prueba o relleno.",
        "O nome parece de teste.",
        "The name looks like a placeholder.",
    ),
    "generic_customer": Hint(
        "Cliente genérico (público en general): reparta su saldo entre clientes reales.",
        "Cliente genérico (consumidor final): distribua o saldo entre clientes reais.",
        "A generic customer (general public): assign its balance to real customers.",
    ),
    "damaged_name": Hint(
        "El nombre llegó con la codificación dañada: exporte de nuevo en UTF-8.",
        "O nome chegou com a codificação danificada: exporte de novo em UTF-8.",
        "The name arrived with damaged encoding: export again as UTF-8.",
    ),
    "missing_phone": Hint(
        "El cliente no tiene teléfono.", "O cliente não tem telefone.", "The customer has no phone."
    ),
    "impossible_phone": Hint(
        "El teléfono no existe con esas cifras: revise lada o código de área y longitud.",
        "O telefone não existe com esses dígitos: verifique o DDD e o tamanho.",
        "No such phone number can exist: check area code and length.",
    ),
    "landline_phone": Hint(
        "El teléfono es fijo o de conmutador: agregue un celular.",
        "O telefone é fixo ou de central: inclua um celular.",
        "The phone is a landline or a switchboard: add a mobile.",
    ),
    "placeholder_phone": Hint(
        "El teléfono es de relleno.", "O telefone é fictício.", "The phone is a placeholder."
    ),
    "truncated_phone": Hint(
        "La hoja de cálculo cortó cifras del teléfono: dé a la columna formato de texto y exporte de nuevo.",
        "A planilha cortou dígitos do telefone: formate a coluna como texto e exporte de novo.",
        "The spreadsheet cut digits off the phone: format the column as text and export again.",
    ),
    "several_phones": Hint(
        "Hay varios celulares en la celda; se usa el primero.",
        "Há vários celulares na célula; usa-se o primeiro.",
        "Several mobiles in one cell; the first is used.",
    ),
    "assumed_mobile": Hint(
        "El número no lleva 9 ni 15; se toma como celular.",
        "O número está sem 9 e sem 15; tratado como celular.",
        "The number has neither 9 nor 15; taken as a mobile.",
    ),
    "shared_phone": Hint(
        "Varios clientes tienen este teléfono: confirme de quién es.",
        "Vários clientes têm este telefone: confirme de quem é.",
        "Several customers have this phone: confirm whose it is.",
    ),
    "duplicate_tax_id": Hint(
        "Otro cliente tiene la misma identificación fiscal: únalos o corrija.",
        "Outro cliente tem o mesmo documento: una ou corrija.",
        "Another customer has the same tax id: merge or correct them.",
    ),
    "duplicate_customer": Hint(
        "Otro cliente tiene el mismo teléfono y casi el mismo nombre: únalos.",
        "Outro cliente tem o mesmo telefone e quase o mesmo nome: una os dois.",
        "Another customer has the same phone and nearly the same name: merge them.",
    ),
    "customer_key_twice": Hint(
        "El código de cliente aparece dos veces.",
        "O código de cliente aparece duas vezes.",
        "The customer code appears twice.",
    ),
    "receivable_key_twice": Hint(
        "La clave de la factura aparece dos veces.",
        "A chave da fatura aparece duas vezes.",
        "The invoice's key appears twice.",
    ),
    "unknown_customer": Hint(
        "La factura es de un cliente que no está en la lista de clientes.",
        "A fatura é de um cliente que não está na lista de clientes.",
        "The invoice belongs to a customer who is not in the list of customers.",
    ),
    "invalid_date": Hint(
        "La fecha no es creíble: revise el año.",
        "A data não é crível: verifique o ano.",
        "The date is not credible: check the year.",
    ),
    "very_old": Hint(
        "Vencida hace más de cinco años: que la revise una persona (prescripción).",
        "Vencida há mais de cinco anos: que uma pessoa verifique (prescrição).",
        "More than five years past due: a person should look at it (limitation).",
    ),
    "amount_not_positive": Hint(
        "El importe es cero o negativo: ¿nota de crédito?",
        "O valor é zero ou negativo: nota de crédito?",
        "The amount is zero or negative: a credit note?",
    ),
    "absurd_amount": Hint(
        "El importe es descomunal frente a los demás: ¿sobra el punto decimal? Corríjalo o, si es correcto, "
        "suba source.amount_limits.",
        "O valor é descomunal perto dos demais: falta a vírgula decimal? Corrija ou, se estiver certo, "
        "aumente source.amount_limits.",
        "The amount is enormous beside the others: a lost decimal sign? Correct it or, if it is right, "
        "raise source.amount_limits.",
    ),
    "rounded": Hint(
        "El importe trae más decimales que la moneda: se redondeó.",
        "O valor tem mais casas decimais que a moeda: foi arredondado.",
        "The amount has more decimals than its currency: it was rounded.",
    ),
    "negative_balance": Hint(
        "Saldo negativo: es un saldo a favor del cliente, aplíquelo.",
        "Saldo negativo: é crédito do cliente, aplique-o.",
        "A negative balance is a credit in the customer's favour: apply it.",
    ),
    "zero_balance": Hint(
        "Saldo cero en una factura abierta: ciérrela o corrija el saldo.",
        "Saldo zero em fatura aberta: encerre-a ou corrija o saldo.",
        "Zero balance on an open invoice: close it or correct the balance.",
    ),
    "due_before_issue": Hint(
        "Vence antes de emitirse: revise las dos fechas.",
        "Vence antes da emissão: verifique as duas datas.",
        "Due before it was issued: check both dates.",
    ),
    "balance_above_total": Hint(
        "El saldo es mayor que el total de la factura.",
        "O saldo é maior que o total da fatura.",
        "The balance is above the invoice's total.",
    ),
    "credit_covers_balance": Hint(
        "El cliente tiene anticipos o notas sin aplicar que cubren lo que debe: aplíquelos primero.",
        "O cliente tem adiantamentos ou notas sem aplicar que cobrem o que deve: aplique-os primeiro.",
        "The customer's unapplied credits cover what is owed: apply them first.",
    ),
    "invalid_tax_id": Hint(
        "La identificación fiscal no puede existir (forma o dígito verificador): corríjala.",
        "O documento fiscal não pode existir (formato ou dígito verificador): corrija.",
        "No such tax id can exist (shape or check digit): correct it.",
    ),
    "similar_customer": Hint(
        "Otro cliente tiene casi el mismo nombre: si son el mismo, únalos en el sistema de origen.",
        "Outro cliente tem quase o mesmo nome: se forem o mesmo, una os dois no sistema de origem.",
        "Another customer has nearly the same name: if they are one, merge them at the source.",
    ),
    "retired_customer": Hint(
        "El nombre dice que el cliente está de baja o duplicado: ciérrelo o corrija el nombre.",
        "O nome diz que o cliente está inativo ou duplicado: encerre-o ou corrija o nome.",
        "The name says that the customer is retired or a duplicate: close it or correct the name.",
    ),
    "foreign_phone": Hint(
        "El teléfono es de otro país que el cliente: confirme que es suyo.",
        "O telefone é de outro país que o do cliente: confirme que é dele.",
        "The phone is of another country than the customer: confirm that it is theirs.",
    ),
    "several_currencies": Hint(
        "El cliente debe en varias monedas: nunca se suman; confirme que las dos son ciertas.",
        "O cliente deve em várias moedas: elas nunca são somadas; confirme que ambas estão certas.",
        "The customer owes in several currencies: they are never added; confirm that each is right.",
    ),
    "crumb_balance": Hint(
        "Queda menos de una unidad de una factura casi pagada: ¿redondeo? Ajústela o cobre junto con otra.",
        "Resta menos de uma unidade de uma fatura quase paga: arredondamento? Ajuste ou cobre com outra.",
        "Less than one unit is left of a nearly paid invoice: a rounding? Write it off or settle it.",
    ),
    "issued_in_future": Hint(
        "La factura está emitida con fecha futura: revise el año y el orden de día y mes.",
        "A fatura tem data de emissão futura: verifique o ano e a ordem de dia e mês.",
        "The invoice is issued in the future: check the year and the order of day and month.",
    ),
    "due_is_issue": Hint(
        "Casi todas las facturas vencen el día en que se emiten: ¿falta aplicar los días de crédito?",
        "Quase todas as faturas vencem no dia da emissão: falta aplicar o prazo de crédito?",
        "Nearly all invoices are due on the day of issue: were the credit days left out?",
    ),
    "cancelled_with_balance": Hint(
        "Hay facturas canceladas con saldo: no se cobran; ponga su saldo en cero.",
        "Há faturas canceladas com saldo: não são cobradas; zere o saldo.",
        "Some cancelled invoices keep a balance: nobody is written to about them; set it to zero.",
    ),
    "draft_receivables": Hint(
        "Hay facturas en borrador o sin timbrar: no se cobran hasta que se emitan.",
        "Há faturas em rascunho ou não autorizadas: não são cobradas até serem emitidas.",
        "Some invoices are drafts or not stamped: nobody is written to about them until they are issued.",
    ),
    "control_mismatch": Hint(
        "La suma de las facturas no es el saldo que el propio sistema da para el cliente: busque lo que falta.",
        "A soma das faturas não é o saldo que o próprio sistema dá para o cliente: procure o que falta.",
        "The invoices do not add up to the balance that the system itself gives: find what is missing.",
    ),
    "golive_unknown_customer": Hint(
        "No se encontró en la cartera al cliente de esta fila: use su código.",
        "O cliente desta linha não foi encontrado na carteira: use o código.",
        "The customer of this row was not found in the portfolio: use the customer's code.",
    ),
    "golive_bad_phone": Hint(
        "El teléfono de esta fila no es un celular válido.",
        "O telefone desta linha não é um celular válido.",
        "The phone in this row is not a valid mobile.",
    ),
}


def hint(code: str, language: str = "en") -> str:
    """The advice for `code` in "es", "pt" (also "pt-BR") or "en". Raises KeyError for an unknown code."""
    return getattr(HINTS[code], language[:2].lower(), HINTS[code].en)


def finding(
    code: str, severity: Severity, row: int = 0, *, customer: str = "", receivable: str = "", value: str = ""
) -> FindingSeen:
    """A finding with the hint that belongs to its code. Raises KeyError for a code without a hint."""
    return FindingSeen(code, severity, row, hint(code), customer, receivable, value)
