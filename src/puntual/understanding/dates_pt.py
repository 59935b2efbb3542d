"""Portuguese (Brazil) date expressions, most specific first. Patterns are over folded text."""

from __future__ import annotations

from . import date_rules as r
from .date_rules import Names, rule

_NUMBERS = {
    "um": 1, "uma": 1, "primeiro": 1, "dois": 2, "duas": 2, "tres": 3, "quatro": 4, "cinco": 5, "seis": 6,
    "sete": 7, "oito": 8, "nove": 9, "dez": 10, "onze": 11, "doze": 12, "treze": 13, "quatorze": 14, "catorze": 14,
    "quinze": 15, "dezesseis": 16, "dezessete": 17, "dezoito": 18, "dezenove": 19, "vinte": 20, "vinte e um": 21,
    "vinte e dois": 22, "vinte e cinco": 25, "vinte e oito": 28, "trinta": 30, "uns dois": 2,
}  # fmt: skip
NAMES = Names(
    weekdays={"seg": 0, "2": 0, "ter": 1, "3": 1, "qua": 2, "4": 2, "qui": 3, "5": 3, "sex": 4, "6": 4,
        "sab": 5, "dom": 6},
    months={
        "jan": 1, "fev": 2, "mar": 3, "abr": 4, "mai": 5, "jun": 6, "jul": 7, "ago": 8, "set": 9, "out": 10,
        "nov": 11, "dez": 12,
    },
    numbers=_NUMBERS,
    ordinals={
        "primeiro": 1, "primeira": 1, "segundo": 2, "segunda": 2, "terceiro": 3, "terceira": 3,
        "quarto": 4, "quinto": 5,
        "1o": 1, "2o": 2, "3o": 3, "4o": 4, "5o": 5, "ultimo": -1, "ultima": -1,
    },
    units={"dia": "day", "sem": "week", "mes": "month", "quin": "fortnight"},
)  # fmt: skip

# "Segunda" and its kin are weekdays only where a preposition or "-feira" says so.
_FEIRA = r"(?:segunda|terca|quarta|quinta|sexta|[2-6]a)"
_WD_SURE = rf"(?:{_FEIRA}(?:[ -]?feira)|sabado|sabadao|domingo)"
_NO_ORDINAL = (
    r"(?! (?:via|parcela|vez|fatura|nota|cobranca|mensagem|opcao|prestacao|tentativa|metade|quinzena|loja|"
    r"conta))"
)
_WD = rf"(?P<wd>{_WD_SURE}|{_FEIRA}{_NO_ORDINAL})"
_FULL = r"janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro"
_MON = rf"(?P<m>{_FULL}|jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez)"
_WORDS = "|".join(sorted((w for w in _NUMBERS if w not in ("um", "uma", "uns dois")), key=len, reverse=True))
_D = rf"(?P<d>[0-3]?\d|{_WORDS})o?"
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_YEAR = r"(?:,? ?(?:de |do ano de )?(?P<y>20\d\d))?"
_TOMORROW = r"(?:amanha|amanhaa|amnha|amnh|amanh|manha(?= cedo))"
_COMES = r"(?:que (?:vem|entra)|q vem|seguinte|proxim[oa])"
_NEXT_WEEK = rf"(?:(?:a|na|para a|pra) )?(?:(?:proxima|prox|outra) semana|semana {_COMES})"
_NEXT_MONTH = rf"(?:(?:o |no )?(?:proximo|outro) mes|mes {_COMES})"
_IN = r"(?:(?:ate|na|no|nesta|neste|nessa|nesse|essa|esta|este|esse|pra|para|para a|a|ate a) )"
_NO_DAY = (
    r"(?! ?(?:%|por cento|mil|reais|conto|contos|parcelas?|vezes|faturas?|notas?|horas?|hs?|dias?\b|semanas?|"
    r"mes(?:es)?\b)|[.,:/-]\d)"
)

RULES = (
    rule(rf"depois (?:de |d )?{_TOMORROW}(?:,? {_WD})?", r.offset(2)),
    rule(rf"{_TOMORROW}(?: mesmo| cedo)?(?:,? {_WD})?", r.offset(1)),
    rule(rf"(?:hoje|hj|oje)(?: mesmo| ainda)?(?:,? {_WD})?", r.offset(0)),
    rule(r"(?:esta|essa|hoje a|nesta) (?:tarde|noite)", r.offset(0)),
    rule(r"antes de ontem|anteontem", r.offset(-2)),
    rule(r"ontem", r.offset(-1)),
    rule(rf"(?:ha|faz) (?:uns )?{_N} (?P<unit>dias?|semanas?|mes(?:es)?)", r.counted(-1)),
    rule(
        rf"(?:em|daqui a|daqui|dentro de)(?: uns)? {_N} (?P<unit>dias?|semanas?|mes(?:es)?|"
        rf"quinzenas?)(?P<work> uteis)?",
        r.counted(1),
    ),
    rule(
        r"(?:(?:o|no|ate o) )?(?P<n>primeiro|segundo|terceiro|quarto|quinto|ultimo|[1-9]o?) dia util(?: do "
        r"mes| do proximo mes)?",
        r.business_day,
    ),
    rule(
        rf"(?:(?:a|na|no|o) )?(?P<n>primeir[oa]|ultim[oa]) {_WD} (?:de|do) (?:(?P<next>{_NEXT_MONTH})|mes|{_MON})",
        r.nth_weekday,
    ),
    rule(
        rf"(?:(?:dia|no|o|ate|ate o|em) ){{0,4}}(?:{_WD},? )?(?:dia )?{_D} (?:de |d )(?:mes de )?{_MON}{_YEAR}",
        r.day_month,
    ),
    rule(rf"(?:dia )?(?P<d>[0-3]?\d)[ -]?{_MON}{_YEAR}", r.day_month),
    rule(r"(?P<y>20\d\d)[-/](?P<m>\d\d?)[-/](?P<d>\d\d?)", r.iso),
    rule(rf"(?:dia )?(?:{_WD},? )?(?P<a>\d\d?)[/.-](?P<b>\d\d?)[/.-](?P<y>20\d\d|\d\d)", r.numeric),
    rule(rf"(?:(?:dia|no|ate|para) ){{1,4}}(?:{_WD},? )?(?P<a>\d\d?)[/-](?P<b>\d\d?)(?![/.-]\d)", r.numeric),
    rule(rf"(?:{_WD},? )?(?![1-3]/[2-4](?!\d))(?P<a>\d\d?)/(?P<b>\d\d?)(?![/.-]\d)", r.numeric),
    rule(rf"{_IN}?{_WD} (?:da )?{_NEXT_WEEK}", r.weekday_next_week),
    rule(rf"{_NEXT_WEEK},? (?:na )?{_WD}", r.weekday_next_week),
    rule(rf"{_IN}?{_WD} (?:d?esta|d?essa) semana", r.weekday_this_week),
    rule(rf"{_IN}?{_WD},? (?:dia )(?P<d>[0-3]?\d){_NO_DAY}", r.weekday_and_day),
    rule(rf"{_WD} passad[ao]", r.past_weekday),
    rule(rf"{_IN}?(?:proxim[ao]|prox) {_WD}", r.next_named_weekday),
    rule(rf"{_IN}?{_WD} {_COMES}", r.next_named_weekday),
    rule(
        rf"(?:(?:no|ate o|pro|para o|ate) )?(?:fim|final|ultimo dia|fechamento) (?:do|de|deste) "
        rf"(?:(?P<next>{_NEXT_MONTH})|mes|{_MON})",
        r.end_of_month,
    ),
    rule(rf"(?:em )?meados (?:do|de) (?:(?P<next>{_NEXT_MONTH})|mes|{_MON})", r.middle_of_month),
    rule(
        rf"(?:no )?(?:comeco|inicio|primeiros dias) (?:do|de) (?:(?P<next>{_NEXT_MONTH})|mes|{_MON})",
        r.start_of_month,
    ),
    rule(r"(?:no )?(?:fim|final) do ano", r.end_of_year),
    rule(
        rf"(?:(?:no|neste|nesse|proximo|esse|este) ){{0,4}}(?:fim de semana|final de semana|fds)(?: {_COMES})?",
        r.weekend,
    ),
    rule(r"(?:a |na )?semana passada", r.past_week),
    rule(_NEXT_WEEK, r.next_week),
    rule(r"(?:n?esta|n?essa|ainda esta) semana", r.this_week),
    rule(rf"(?:(?:o|no|dia) ){{1,4}}{_D} do {_NEXT_MONTH}", r.day_next_month),
    rule(r"(?:o |no )?mes passado", r.past_month),
    rule(_NEXT_MONTH, r.whole_month),
    rule(rf"(?:(?:na|a|essa|proxima) ){{0,4}}quinzena(?: {_COMES})?", r.pay_day),
    rule(
        rf"(?:entre )?(?:o |do )?dia {_D} (?:e|ao?|ate) (?:o )?(?:dia )?(?P<e>[0-3]?\d){_NO_DAY}", r.day_range
    ),
    rule(rf"dia (?P<d>[0-3]?\d) ou (?:dia )?(?P<e>[0-3]?\d){_NO_DAY}", r.either_day),
    rule(
        rf"(?:(?:o|no|ate|ate o|para|pro) ){{0,4}}dia {_D}{_NO_DAY}(?! de (?:{_FULL}))(?: d(?:o|este) mes)?",
        r.day_only,
    ),
    rule(rf"{_IN}?(?P<wd>{_WD_SURE})", r.weekday),
    rule(rf"{_IN}(?P<wd>{_FEIRA}){_NO_ORDINAL}", r.weekday),
    rule(rf"(?<![a-z0-9] )(?P<wd>{_FEIRA}){_NO_ORDINAL}", r.weekday),
    rule(rf"(?P<wd>sexta|quarta|terca|quinta){_NO_ORDINAL}", r.weekday),
    rule(r"(?:n?este|ainda este) mes", r.this_month),
    rule(rf"(?:em|para|ate) (?P<m>{_FULL})", r.whole_month),
)
