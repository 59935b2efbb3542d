"""What an assessment says to the company, in the three languages: verdicts, reasons, headings, notes.

Read by owners and finance people, never by a customer of theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Said(NamedTuple):
    """The same words in Spanish, Portuguese and English."""

    es: str
    pt: str
    en: str

    def of(self, language: str) -> str:
        """The words in "es", "pt" (also "pt-BR") or "en"."""
        return {"es": self.es, "pt": self.pt}.get(language[:2].lower(), self.en)


VERDICTS = {
    "automate": Said("Puede automatizar, porque", "Pode automatizar, porque", "Automate, because"),
    "pilot": Said(
        "Empiece con un piloto acotado, porque",
        "Comece com um piloto limitado, porque",
        "Begin with a small pilot, because",
    ),
    "not_yet": Said(
        "Todavía no automatice, porque", "Ainda não automatize, porque", "Do not automate yet, because"
    ),
}

REASONS = {
    "nothing_open": Said(
        "no hay facturas abiertas en esa fecha",
        "não há faturas em aberto nessa data",
        "no invoice is open on that day",
    ),
    "nothing_open_settled": Said(
        "no hay facturas abiertas en esa fecha; el último pago del archivo es del {last}: pruebe con una fecha "
        "anterior (--as-of)",
        "não há faturas em aberto nessa data; o último pagamento do arquivo é de {last}: tente uma data anterior "
        "(--as-of)",
        "no invoice is open on that day; the last payment in the file is of {last}: try an earlier day (--as-of)",
    ),
    "nothing_overdue": Said(
        "nada está vencido: no hay nada que cobrar",
        "nada está vencido: não há o que cobrar",
        "nothing is overdue: there is nothing to collect",
    ),
    "few_overdue": Said(
        "clientes con saldo vencido: solo {customers}; llamarlos cuesta menos que automatizar",
        "clientes com saldo vencido: apenas {customers}; ligar para eles custa menos que automatizar",
        "customers overdue: only {customers}; calling them is less work than automating",
    ),
    "overdue_old": Said(
        "{old} de lo vencido tiene más de 90 días: eso es recuperación y negociación, y los recordatorios "
        "casi no lo mueven",
        "{old} do vencido tem mais de 90 dias: isso é recuperação e negociação, e lembretes quase não o movem",
        "{old} of what is overdue is more than 90 days old: that is recovery and negotiation, which reminders "
        "hardly move",
    ),
    "overdue_enough": Said(
        "{customers} clientes tienen saldo vencido; está vencido {share} de la cartera y {over_30} de lo vencido "
        "pasa de 30 días",
        "{customers} clientes têm saldo vencido; está vencido {share} da carteira e {over_30} do vencido passa de "
        "30 dias",
        "{customers} customers are overdue; {share} of the portfolio is overdue, and {over_30} of that for more "
        "than 30 days",
    ),
    "repetitive_unknown": Said(
        "no se sabe qué parte de sus conversaciones de cobranza se repite: cuéntelas una semana y diga "
        "--repetitive-share",
        "não se sabe que parte das conversas de cobrança se repete: conte-as por uma semana e informe "
        "--repetitive-share",
        "it is unknown how many of your collection conversations repeat: count them for a week and say "
        "--repetitive-share",
    ),
    "repetitive_little": Said(
        "solo {share} de las conversaciones se repite: casi cada deuda se negocia, y eso lo hace una persona",
        "apenas {share} das conversas se repete: quase toda dívida é negociada, e isso é trabalho de uma pessoa",
        "only {share} of the conversations repeat: nearly each debt is negotiated, and that is a person's work",
    ),
    "repetitive_partly": Said(
        "{share} de las conversaciones se repite: automatice esa parte y deje el resto a su equipo",
        "{share} das conversas se repete: automatize essa parte e deixe o resto para a equipe",
        "{share} of the conversations repeat: automate that part and leave the rest to your team",
    ),
    "repetitive_much": Said(
        "{share} de las conversaciones son las mismas pocas preguntas",
        "{share} das conversas são as mesmas poucas perguntas",
        "{share} of the conversations are the same few questions",
    ),
    "debts_few_large": Said(
        "{number} clientes concentran {top} de lo vencido: a esos los atiende mejor una persona",
        "{number} clientes concentram {top} do vencido: esses são mais bem atendidos por uma pessoa",
        "{number} customers hold {top} of what is overdue: those are better served by a person",
    ),
    "debts_unlike": Said(
        "las deudas se parecen poco: solo {small} de las facturas queda por debajo del triple de la mediana",
        "as dívidas se parecem pouco: apenas {small} das faturas fica abaixo do triplo da mediana",
        "the debts are unlike: only {small} of the invoices are up to three times the median",
    ),
    "debts_many_small": Said(
        "las deudas son muchas, pequeñas y parecidas: {small} de las facturas queda por debajo del triple de la "
        "mediana, {few} de los clientes debe una o dos, y los {number} mayores concentran {top} de lo vencido",
        "as dívidas são muitas, pequenas e parecidas: {small} das faturas fica abaixo do triplo da mediana, {few} "
        "dos clientes deve uma ou duas, e os {number} maiores concentram {top} do vencido",
        "the debts are many, small and alike: {small} of the invoices are up to three times the median, {few} of "
        "the customers owe one or two, and the {number} largest hold {top} of what is overdue",
    ),
    "sixty_much": Said(
        "{share} de lo vencido ya pasó de 60 días: decida antes qué sigue ahí (persona, plan de pagos, suspensión, "
        "castigo)",
        "{share} do vencido já passou de 60 dias: decida antes o que vem ali (pessoa, parcelamento, suspensão, "
        "baixa)",
        "{share} of what is overdue is past 60 days: decide first what follows there (a person, a payment plan, a "
        "stop of deliveries, a write-off)",
    ),
    "sixty_little": Said(
        "solo {share} de lo vencido pasa de 60 días",
        "apenas {share} do vencido passa de 60 dias",
        "only {share} of what is overdue is past 60 days",
    ),
    "sixty_history": Said(
        "de {reached} facturas que llegaron a 60 días de vencidas, {paid} se pagó después",
        "de {reached} faturas que chegaram a 60 dias de vencidas, {paid} foi paga depois",
        "of {reached} invoices that came to 60 days past due, {paid} were paid afterwards",
    ),
    "data_good": Said(
        "{share} de las filas se puede usar tal como está",
        "{share} das linhas pode ser usada como está",
        "{share} of the rows can be used as they are",
    ),
    "data_weak": Said(
        "solo {share} de las filas se puede usar tal como está: corrija los hallazgos durante el piloto",
        "apenas {share} das linhas pode ser usada como está: corrija os achados durante o piloto",
        "only {share} of the rows can be used as they are: put the findings right during the pilot",
    ),
    "data_bad": Said(
        "solo {share} de las filas se puede usar tal como está: un mensaje con un dato falso cuesta más que "
        "ninguno; corrija primero los hallazgos",
        "apenas {share} das linhas pode ser usada como está: uma mensagem com um dado falso custa mais que "
        "nenhuma; corrija primeiro os achados",
        "only {share} of the rows can be used as they are: a message with a wrong fact costs more than none; put "
        "the findings right first",
    ),
    "phones_good": Said(
        "{share} de los clientes tiene un celular utilizable",
        "{share} dos clientes têm um celular utilizável",
        "{share} of the customers have a mobile that can be written to",
    ),
    "phones_weak": Said(
        "solo {share} de los clientes tiene un celular utilizable: complételos durante el piloto",
        "apenas {share} dos clientes têm um celular utilizável: complete-os durante o piloto",
        "only {share} of the customers have a mobile that can be written to: complete them during the pilot",
    ),
    "phones_bad": Said(
        "solo {share} de los clientes tiene un celular utilizable: sin números no hay a quién escribir",
        "apenas {share} dos clientes têm um celular utilizável: sem números não há a quem escrever",
        "only {share} of the customers have a mobile that can be written to: without numbers nobody is reached",
    ),
    "phones_unknown": Said(
        "el archivo no trae teléfonos: no se sabe a cuántos clientes se puede escribir",
        "o arquivo não traz telefones: não se sabe a quantos clientes se pode escrever",
        "the file has no phones: it is unknown how many customers can be written to",
    ),
    "owner_unknown": Said(
        "no se sabe quién responde por esto en la empresa: nombre a una persona (--owner)",
        "não se sabe quem responde por isso na empresa: nomeie uma pessoa (--owner)",
        "it is unknown who answers for it in the company (the owner): name one person (--owner)",
    ),
    "owner_none": Said(
        "nadie en la empresa responde por esto: sin responsable, los casos difíciles quedan sin atender",
        "ninguém na empresa responde por isso: sem responsável, os casos difíceis ficam sem atendimento",
        "nobody in the company answers for it: without an owner the hard cases are left lying",
    ),
    "owner_named": Said(
        "{owner} responde por esto", "{owner} responde por isso", "{owner} answers for it as its owner"
    ),
    "team_unknown": Said(
        "no se sabe si el equipo que cobra hoy lo quiere: pregúntele (--team yes|no)",
        "não se sabe se a equipe que cobra hoje quer: pergunte a ela (--team yes|no)",
        "it is unknown whether the team that collects today wants it: ask them (--team yes|no)",
    ),
    "team_refuses": Said(
        "el equipo que cobra hoy no lo quiere: lo rodeará; hable primero con él",
        "a equipe que cobra hoje não quer: vai contorná-lo; converse primeiro com ela",
        "the team that collects today does not want it and will work around it: talk with them first",
    ),
    "team_wants": Said(
        "el equipo que cobra hoy lo quiere",
        "a equipe que cobra hoje quer",
        "the team that collects today wants it",
    ),
}

NOTES = {
    "no_currency": Said(
        "El archivo no dice la moneda: los importes aparecen como XXX.",
        "O arquivo não informa a moeda: os valores aparecem como XXX.",
        "The file does not say its currency: amounts are shown as XXX.",
    ),
    "several_currencies": Said(
        "Hay varias monedas; nunca se suman entre sí. Los porcentajes son de {currency}, la de más facturas.",
        "Há várias moedas; nunca são somadas entre si. As porcentagens são de {currency}, a de mais faturas.",
        "There are several currencies, which are never added together. Shares are of {currency}, the one with most "
        "invoices.",
    ),
    "assumed_date_order": Said(
        "Ninguna fecha muestra si va primero el día o el mes (columna {column}): se supuso {order}.",
        "Nenhuma data mostra se o dia vem antes do mês (coluna {column}): supôs-se {order}.",
        "No date shows whether the day or the month comes first (column {column}): {order} was assumed.",
    ),
    "dates_mixed": Said(
        "Unas fechas de {column} son celdas de fecha y otras texto: una hoja de cálculo pudo cambiar día y mes.",
        "Algumas datas de {column} são células de data e outras texto: a planilha pode ter trocado dia e mês.",
        "Some dates of {column} are date cells and others text: a spreadsheet may have swapped day and month.",
    ),
    "assumed_decimal": Said(
        "Ningún importe muestra el signo decimal (columna {column}): se supuso que separa miles.",
        "Nenhum valor mostra o sinal decimal (coluna {column}): supôs-se que separa milhares.",
        "No amount shows the decimal sign (column {column}): it was taken to part thousands.",
    ),
    "no_issue_date": Said(
        "No hay fecha de emisión: todo lo listado cuenta como ya emitido.",
        "Não há data de emissão: tudo o que está listado conta como já emitido.",
        "There is no issue date: everything listed counts as issued already.",
    ),
    "phones_not_checked": Said(
        "No se conoce el país: se contó si hay teléfono, no si es celular. Indíquelo con --country.",
        "O país não é conhecido: contou-se se há telefone, não se é celular. Informe com --country.",
        "The country is unknown: phones were counted, not checked for being mobiles. Say it with --country.",
    ),
    "customers_sampled": Said(
        "Teléfonos y nombres se revisaron en {judged} de {customers} clientes.",
        "Telefones e nomes foram verificados em {judged} de {customers} clientes.",
        "Phones and names were checked for {judged} of {customers} customers.",
    ),
    "day_first": Said("día/mes", "dia/mês", "day/month"),
    "month_first": Said("mes/día", "mês/dia", "month/day"),
}

LABELS = {
    "title": Said(
        "¿Lista para automatizar la cobranza?",
        "Pronta para automatizar a cobrança?",
        "Ready to automate collections?",
    ),
    "as_of": Said("Al {day}", "Em {day}", "As of {day}"),
    "file": Said("Archivo", "Arquivo", "File"),
    "receivables": Said("Facturas abiertas", "Faturas em aberto", "Open invoices"),
    "customers": Said("Clientes con saldo", "Clientes com saldo", "Customers who owe"),
    "open_total": Said("Total abierto", "Total em aberto", "Open in all"),
    "overdue": Said("Vencido", "Vencido", "Overdue"),
    "over_30": Said(
        "De lo vencido, a más de 30 días", "Do vencido, há mais de 30 dias", "Of that, more than 30 days"
    ),
    "aging": Said("Antigüedad del saldo", "Idade do saldo", "Ageing"),
    "not_due": Said("Por vencer", "A vencer", "Not due"),
    "bucket": Said("Días vencidos", "Dias vencidos", "Days past due"),
    "amount": Said("Importe", "Valor", "Amount"),
    "invoices": Said("Facturas", "Faturas", "Invoices"),
    "share": Said("Parte", "Parte", "Share"),
    "repetition": Said("Qué tan repetitivo es", "Quão repetitivo é", "How repetitive it is"),
    "typical": Said("Factura típica (mediana)", "Fatura típica (mediana)", "Typical invoice (median)"),
    "share_small": Said(
        "Facturas de hasta el triple de la típica",
        "Faturas de até o triplo da típica",
        "Invoices up to three times the typical",
    ),
    "share_few": Said(
        "Clientes con una o dos facturas",
        "Clientes com uma ou duas faturas",
        "Customers with one or two invoices",
    ),
    "share_top": Said(
        "De lo vencido, en los 5 mayores deudores",
        "Do vencido, nos 5 maiores devedores",
        "Of the overdue, with the 5 largest debtors",
    ),
    "sixty": Said("Qué pasa a los 60 días", "O que acontece aos 60 dias", "What happens at +60"),
    "over_sixty": Said(
        "Vencido a más de 60 días", "Vencido há mais de 60 dias", "More than 60 days past due"
    ),
    "reached_sixty": Said(
        "Facturas que llegaron a 60 días", "Faturas que chegaram a 60 dias", "Invoices that came to 60 days"
    ),
    "paid_sixty": Said("De esas, pagadas después", "Dessas, pagas depois", "Of those, paid afterwards"),
    "disputed": Said("Facturas en disputa", "Faturas em disputa", "Disputed invoices"),
    "history": Said("Cómo se pagó hasta ahora", "Como se pagou até agora", "How invoices were paid so far"),
    "settled": Said("Facturas pagadas", "Faturas pagas", "Settled invoices"),
    "share_late": Said("Pagadas tarde", "Pagas com atraso", "Paid late"),
    "average_days_late": Said("Días de atraso, promedio", "Dias de atraso, média", "Days late, mean"),
    "days_to_settle": Said(
        "Días hasta el pago, promedio", "Dias até o pagamento, média", "Days to settle, mean"
    ),
    "dso": Said("DSO (90 días)", "DSO (90 dias)", "DSO (90 days)"),
    "count_back_dso": Said("DSO por agotamiento", "DSO por esgotamento", "Count-back DSO"),
    "worst_payers": Said("Quiénes pagan más tarde", "Quem paga mais tarde", "Who pays latest"),
    "customer": Said("Cliente", "Cliente", "Customer"),
    "data": Said("Confianza en los datos", "Confiança nos dados", "Trust in the data"),
    "rows_usable": Said("Filas utilizables", "Linhas utilizáveis", "Rows that can be used"),
    "reachable": Said(
        "Clientes con celular utilizable", "Clientes com celular utilizável", "Customers with a usable mobile"
    ),
    "unread": Said(
        "Filas que no se pudieron leer", "Linhas que não puderam ser lidas", "Rows that could not be read"
    ),
    "findings": Said("Hallazgos", "Achados", "Findings"),
    "finding": Said("Hallazgo", "Achado", "Finding"),
    "rows": Said("Filas", "Linhas", "Rows"),
    "what_to_do": Said("Qué hacer", "O que fazer", "What to do"),
    "no_findings": Said("Ninguno.", "Nenhum.", "None."),
    "pilot": Said("Por dónde empezar", "Por onde começar", "Where to begin"),
    "pilot_text": Said(
        "Tramo {bracket}: {customers} clientes. Pasos de la cadencia: {steps}. Contactos: {first_day} el primer día, "
        "y en promedio {a_day} por día hábil durante cuatro semanas si nadie pagara.",
        "Faixa {bracket}: {customers} clientes. Passos da cadência: {steps}. Contatos: {first_day} no primeiro dia, "
        "e em média {a_day} por dia útil em quatro semanas se ninguém pagasse.",
        "Bracket {bracket}: {customers} customers. Steps of the cadence: {steps}. Contacts: {first_day} on the first "
        "day, and {a_day} a working day on average over four weeks if nobody paid.",
    ),
    "no_pilot": Said(
        "No hay clientes en un tramo apto para empezar.",
        "Não há clientes em uma faixa adequada para começar.",
        "No customer is in a bracket fit to begin with.",
    ),
    "notes": Said("Notas", "Notas", "Notes"),
    "unknown_columns": Said("Columnas sin usar", "Colunas não usadas", "Columns not used"),
    "definitions": Said(
        "Vencido: desde el día siguiente al vencimiento. Los importes de monedas distintas nunca se suman. DSO: "
        "abierto / ventas de 90 días × 90. Por agotamiento: se descuentan las ventas de cada mes hacia atrás. "
        "Atraso: solo facturas pagadas, los pagos anticipados cuentan como 0.",
        "Vencido: a partir do dia seguinte ao vencimento. Valores de moedas diferentes nunca são somados. DSO: em "
        "aberto / vendas de 90 dias × 90. Por esgotamento: descontam-se as vendas de cada mês para trás. Atraso: "
        "apenas faturas pagas; pagamentos antecipados contam como 0.",
        "Overdue: from the day after the due date. Amounts of different currencies are never added. DSO: open / "
        "sales of 90 days × 90. Count-back: each month's sales are taken off backwards. Days late: settled invoices "
        "only, early payments count as 0.",
    ),
}

HINTS = {
    "unreadable_settled_date": Said(
        "La fecha de pago no se pudo leer: la factura cuenta como abierta.",
        "A data de pagamento não pôde ser lida: a fatura conta como em aberto.",
        "The date of payment could not be read: the invoice counts as open.",
    ),
    "receivable_twice": Said(
        "La misma factura aparece dos veces y aquí cuenta dos veces: deje una fila.",
        "A mesma fatura aparece duas vezes e aqui conta duas vezes: deixe uma linha.",
        "The same invoice is listed twice and counts twice here: keep one row.",
    ),
    "missing_balance": Said(
        "La columna de saldo está vacía en esta fila: cuenta el importe completo.",
        "A coluna de saldo está vazia nesta linha: conta o valor completo.",
        "The balance is empty in this row: the whole amount counts.",
    ),
}
"""Where an assessment treats a row otherwise than a sync, its advice differs too."""


def reason_text(code: str, values: Mapping[str, float | str], language: str, decimal: str = "") -> str:
    """A reason in words. Fractions are shares and shown as per cent; `decimal` is the reader's decimal sign."""
    sign = decimal or ("," if language[:2].lower() == "pt" else ".")
    return REASONS[code].of(language).format(**{name: shown(one, sign) for name, one in values.items()})


def shown(value: float | str, decimal: str = ".") -> str:
    """A share as per cent, a count or a word as it is. Nearly nothing is not 0 %, and nearly all is not 100 %."""
    if not isinstance(value, float):
        return str(value)
    percent = value * 100
    whole = percent in (0, 100) or 1 <= percent <= 99
    return (f"{percent:.0f}" if whole else f"{percent:.1f}").replace(".", decimal) + "\u00a0%"
