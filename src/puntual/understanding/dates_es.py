"""Spanish date expressions of Latin America, most specific first. Patterns are over folded text."""

from __future__ import annotations

from . import date_rules as r
from .date_rules import Names, rule

_NUMBERS = {
    "un": 1, "una": 1, "uno": 1, "primero": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
    "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15,
    "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiuno": 21,
    "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26,
    "veintisiete": 27, "veintiocho": 28, "veintinueve": 29, "treinta": 30, "treinta y uno": 31, "un par de": 2,
}  # fmt: skip
NAMES = Names(
    weekdays={"lu": 0, "ma": 1, "mi": 2, "ju": 3, "vi": 4, "bi": 4, "sa": 5, "do": 6},
    months={
        "ene": 1, "feb": 2, "mar": 3, "abr": 4, "may": 5, "jun": 6, "jul": 7, "ago": 8, "se": 9, "oct": 10,
        "nov": 11, "dic": 12,
    },
    numbers=_NUMBERS,
    ordinals={"primer": 1, "primero": 1, "segundo": 2, "tercer": 3, "tercero": 3, "cuarto": 4, "quinto": 5,
        "ultimo": -1},
    units={"di": "day", "sem": "week", "mes": "month", "quin": "fortnight"},
)  # fmt: skip

_WD = (
    r"(?P<wd>lunes|lune|martes|miercoles|mierco|miercole|jueves|juevez|jueve|viernes|viernez|vierne|biernes|"
    r"sabado|domingo)"
)
_FULL = r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre"
_MON = rf"(?P<m>{_FULL}|ene|feb|mar|abr|may|jun|jul|ago|sept|sep|set|oct|nov|dic)"
_WORDS = "|".join(sorted((w for w in _NUMBERS if w not in ("un", "una", "un par de")), key=len, reverse=True))
_D = rf"(?P<d>[0-3]?\d|{_WORDS})(?:ero|ro|er|o)?"
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_YEAR = r"(?:,? ?(?:de |del )?(?P<y>20\d\d))?"
_TOMORROW = r"(?:manana|mnn|mnna|manna|mnana|manan|maniana|mnaana)"
_COMES = r"(?:(?:que|q|k) (?:viene|entra|sigue)|proxim[oa]|prox|siguiente|sig|entrante|venidero)"
_NEXT_WEEK = rf"(?:la )?(?:(?:otra|proxima|prox|siguiente|sig) semana|semana {_COMES})"
_NEXT_MONTH = rf"(?:(?:el )?(?:otro|proximo|siguiente) mes|mes {_COMES})"
_THE = r"(?:(?:para )?(?:el|este) )?"
# What follows a number that is no day of a month.
_NO_DAY = (
    r"(?! ?(?:%|por ciento|mil|pesos|soles|dolares|de la |cuotas?|pagos?|facturas?|horas?|hrs?|am|pm|dias?|semanas?|"
    r"mes(?:es)?\b|quincenas?)|[.,:/-]\d)"
)

RULES = (
    rule(r"(?:de )?hoy en (?:ocho|8)(?: dias)?", r.offset(7)),
    rule(r"(?:de )?hoy en (?:quince|15)(?: dias)?", r.offset(14)),
    rule(rf"pasado? {_TOMORROW}(?:,? (?:el )?{_WD})?", r.offset(2)),
    rule(rf"(?<!la )(?<!las )(?<!esta ){_TOMORROW}(?: mismo)?(?:,? (?:el )?{_WD})?", r.offset(1)),
    rule(rf"(?:hoy|oy|hoi)(?: mismo| dia)?(?:,? {_WD})?", r.offset(0)),
    rule(rf"esta (?:misma )?(?:tarde|noche|{_TOMORROW})", r.offset(0)),
    rule(r"antes de ayer|anteayer|antier|antes d ayer", r.offset(-2)),
    rule(r"ayer|anoche", r.offset(-1)),
    rule(rf"hace (?:como )?{_N} (?P<unit>dias?|semanas?|mes(?:es)?|quincenas?)", r.counted(-1)),
    rule(
        rf"(?:en|dentro de|de aqui a)(?: unos)? {_N} (?P<unit>dias?|semanas?|mes(?:es)?|quincenas?)(?P<work> "
        rf"habiles)?",
        r.counted(1),
    ),
    rule(
        rf"(?:(?:el|dia|al|para el) ){{0,4}}(?P<n>primer|segundo|tercer|cuarto|ultimo) {_WD} (?:del?|de este) "
        rf"(?:(?P<next>{_NEXT_MONTH})|mes|{_MON})",
        r.nth_weekday,
    ),
    rule(
        rf"{_THE}(?P<n>primer|segundo|tercer|cuarto|quinto|ultimo|\d) dia habil(?: (?:del?|de este) mes)?",
        r.business_day,
    ),
    rule(
        rf"(?:(?:el|dia|al) ){{0,4}}(?:{_WD},? )?(?:(?:el|dia) ){{0,4}}{_D} (?:de |del mes de |d )(?:mes de "
        rf")?{_MON}{_YEAR}",
        r.day_month,
    ),
    rule(rf"(?:(?:el|dia|al) ){{0,4}}(?:{_WD},? )?(?P<d>[0-3]?\d)[ -]?{_MON}{_YEAR}", r.day_month),
    rule(rf"(?P<m>{_FULL}) (?P<d>[0-3]?\d){_NO_DAY}", r.day_month),
    rule(r"(?P<y>20\d\d)[-/](?P<m>\d\d?)[-/](?P<d>\d\d?)", r.iso),
    rule(
        rf"(?:(?:el|dia|al) ){{0,4}}(?:{_WD},? )?(?P<a>\d\d?)[/.-](?P<b>\d\d?)[/.-](?P<y>20\d\d|\d\d)",
        r.numeric,
    ),
    rule(rf"(?:(?:el|dia|al|para) ){{1,4}}(?:{_WD},? )?(?P<a>\d\d?)[/-](?P<b>\d\d?)(?![/.-]\d)", r.numeric),
    rule(rf"(?:{_WD},? )?(?![1-3]/[2-4](?!\d))(?P<a>\d\d?)/(?P<b>\d\d?)(?![/.-]\d)", r.numeric),
    rule(rf"{_THE}{_WD} (?:de |d )?{_NEXT_WEEK}", r.weekday_next_week),
    rule(rf"{_THE}{_WD} (?:de |d )?esta (?:misma )?semana", r.weekday_this_week),
    rule(rf"(?:para )?{_NEXT_WEEK},? (?:el )?{_WD}", r.weekday_next_week),
    rule(rf"{_THE}{_WD},? (?:el )?(?:dia )?(?P<d>[0-3]?\d){_NO_DAY}", r.weekday_and_day),
    rule(rf"{_THE}{_WD} pasado", r.past_weekday),
    rule(rf"este proximo {_WD}", r.weekday),
    rule(rf"{_THE}(?:proximo|prox|siguiente) {_WD}", r.next_named_weekday),
    rule(rf"{_THE}{_WD} {_COMES}", r.next_named_weekday),
    rule(
        rf"(?:(?:a|para|hasta) )?(?:el )?(?:fin(?:es)?|final(?:es)?|ultimo dia|ultimos dias|cierre|ultimo) "
        rf"(?:del?|de este|del presente) "
        rf"(?:(?P<next>{_NEXT_MONTH})|mes|{_MON})",
        r.end_of_month,
    ),
    rule(
        rf"(?:(?:a|para) )?mediados (?:del?|de este) (?:(?P<next>{_NEXT_MONTH})|mes|{_MON})",
        r.middle_of_month,
    ),
    rule(
        rf"(?:(?:a|en) )?(?:los )?(?:principios?|inicios?|comienzos?|primeros(?: dias)?) (?:del?) "
        rf"(?:(?P<next>{_NEXT_MONTH})|mes|{_MON})",
        r.start_of_month,
    ),
    rule(r"(?:a )?(?:fin(?:es)?|final(?:es)?) de (?:este )?ano", r.end_of_year),
    rule(rf"(?:(?:el|este|proximo) ){{0,4}}(?:fin de semana|finde)(?: {_COMES})?", r.weekend),
    rule(r"(?:la )?semana pasada|(?:la )?pasada semana", r.past_week),
    rule(_NEXT_WEEK, r.next_week),
    rule(r"(?:en )?esta (?:misma )?semana", r.this_week),
    rule(rf"(?:el |dia ){{1,3}}{_D} (?:de|del) {_NEXT_MONTH}", r.day_next_month),
    rule(r"(?:el )?mes pasado", r.past_month),
    rule(rf"(?:el )?{_NEXT_MONTH}", r.whole_month),
    rule(
        rf"(?:(?:a|para|en|de|el|la|esta|esa|dia|fin|proxima|siguiente) ){{0,4}}quincena(?: {_COMES})?(?! pasada)",
        r.pay_day,
    ),
    rule(rf"(?:entre )?(?:el|del) {_D} (?:y|al) (?:el )?(?P<e>[0-3]?\d){_NO_DAY}", r.day_range),
    rule(rf"(?:(?:el|dia) ){{1,4}}(?P<d>[0-3]?\d) o (?:el )?(?P<e>[0-3]?\d){_NO_DAY}", r.either_day),
    rule(
        rf"(?:(?:el|dia|al|para el) ){{1,4}}{_D}{_NO_DAY}(?! de (?:{_FULL}))(?: (?:de este|del presente|de) mes)?",
        r.day_only,
    ),
    rule(rf"(?<!los ){_THE}{_WD}(?! pasado)", r.weekday),
    rule(r"(?:el|este|para el) (?P<wd>lun|mie|jue|vie|sab|dom)\b", r.weekday),
    rule(r"(?:en )?este (?:mismo )?mes", r.this_month),
    rule(rf"(?:en|para|hasta)(?: el mes de)? (?P<m>{_FULL})", r.whole_month),
)
