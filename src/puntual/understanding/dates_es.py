"""Spanish date words of Latin America. What the codes stand for is told in `date_words`."""

from __future__ import annotations

from .date_numbers import NumberWords
from .date_words import lexicon
from .feasts import Feast

_CARDINALS = {
    "uno": 1, "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
    "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "kince": 15,
    "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiuno": 21,
    "veintiun": 21, "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26,
    "veintisiete": 27, "veintiocho": 28, "veintinueve": 29, "treinta": 30, "cuarenta": 40, "cincuenta": 50,
    "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "ciento": 100, "doscientos": 200,
    "trescientos": 300, "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600, "setecientos": 700,
    "ochocientos": 800, "novecientos": 900, "mil": 1000,
}  # fmt: skip
_ORDINALS = {
    "primer": 1, "primero": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercer": 3, "tercero": 3, "tercera": 3,
    "cuarto": 4, "cuarta": 4, "quinto": 5, "quinta": 5, "sexto": 6, "sexta": 6, "septimo": 7, "septima": 7,
    "octavo": 8, "octava": 8, "noveno": 9, "novena": 9, "decimo": 10, "decima": 10, "undecimo": 11,
    "duodecimo": 12, "decimotercero": 13, "decimocuarto": 14, "decimoquinto": 15, "decimosexto": 16,
    "decimoseptimo": 17, "decimoctavo": 18, "decimonoveno": 19, "vigesimo": 20, "trigesimo": 30,
}  # fmt: skip
_TOMORROW = "manana mnn mnna manna mnana manan maniana mnaana mnnaa mñn maana manaana"

_WORDS: dict[str, dict[int, str]] = {
    "K": {
        -2: "anteayer antier antes_de_ayer antes_d_ayer antes_ayer antiayer antyer",
        -1: "ayer anoche ayr",
        0: "hoy hoi oy hoy_mismo hoy_dia hoy_en_dia dia_de_hoy esta_tarde esta_noche esta_manana esta_misma_tarde "
        "esta_misma_noche",
        1: f"{_TOMORROW} manana_mismo dia_de_manana",
        2: " ".join(f"{past}_{word}" for past in ("pasado", "pasao", "pasdo", "psado")
                    for word in _TOMORROW.split()) + " pasadomanana",
        3: " ".join(f"pasado_pasado_{word}" for word in _TOMORROW.split()),
        7: "de_hoy_en_ocho hoy_en_ocho de_hoy_en_ocho_dias hoy_en_ocho_dias de_hoy_en_8 hoy_en_8 "
        "de_hoy_en_8_dias hoy_en_8_dias",
        14: "de_hoy_en_quince hoy_en_quince de_hoy_en_quince_dias de_hoy_en_15 hoy_en_15 de_hoy_en_15_dias",
    },
    "X": {0: "ahora ahorita ahora_mismo ahorita_mismo ahoritita en_este_momento en_estos_momentos"},
    "W": {
        0: "lunes lune luns lunez lumes lnes",
        1: "martes marte martez mrtes",
        2: "miercoles miercole mierco miercolez mircoles mierc miercles miecoles",
        3: "jueves jueve juevez juebes jvs juevs jueces",
        4: "viernes vierne viernez biernes biernez vienres vrns vierns viers vierns viernss",
        5: "sabado sabdo savado sabadito",
        6: "domingo domigo dominguito",
    },
    "w": {0: "lun", 1: "mart", 2: "mie mier", 3: "jue juev", 4: "vie vier", 5: "sab", 6: "dom"},
    "M": {
        1: "enero enro enereo", 2: "febrero febero febrer", 3: "marzo marso", 4: "abril avril", 5: "mayo",
        6: "junio", 7: "julio", 8: "agosto", 9: "septiembre setiembre sectiembre", 10: "octubre otubre",
        11: "noviembre nobiembre", 12: "diciembre disiembre",
    },
    "m": {1: "ene", 2: "feb", 3: "mar", 4: "abr", 5: "may", 6: "jun", 7: "jul", 8: "ago", 9: "sept sep set",
          10: "oct", 11: "nov", 12: "dic"},
    "V": {
        Feast.CHRISTMAS: "navidad la_navidad navidades dia_de_navidad",
        Feast.CHRISTMAS_EVE: "nochebuena noche_buena vispera_de_navidad",
        Feast.NEW_YEAR: "ano_nuevo dia_de_ano_nuevo primero_de_ano",
        Feast.NEW_YEARS_EVE: "nochevieja noche_vieja vispera_de_ano_nuevo",
        Feast.EPIPHANY: "dia_de_reyes dia_de_los_reyes reyes_magos dia_de_reyes_magos",
        Feast.CANDLEMAS: "dia_de_la_candelaria la_candelaria",
        Feast.VALENTINE: "san_valentin dia_de_san_valentin dia_de_los_enamorados dia_de_los_novios "
        "dia_del_amor_y_la_amistad",
        Feast.CARNIVAL: "carnaval carnavales",
        Feast.ASH_WEDNESDAY: "miercoles_de_ceniza",
        Feast.PALM_SUNDAY: "domingo_de_ramos",
        Feast.HOLY_WEEK: "semana_santa",
        Feast.HOLY_THURSDAY: "jueves_santo",
        Feast.GOOD_FRIDAY: "viernes_santo",
        Feast.HOLY_SATURDAY: "sabado_santo sabado_de_gloria",
        Feast.EASTER: "domingo_de_pascua domingo_de_resurreccion pascua",
        Feast.CORPUS_CHRISTI: "corpus_christi",
        Feast.LABOUR_DAY: "dia_del_trabajo dia_del_trabajador dia_de_los_trabajadores dia_internacional_del_trabajo",
        Feast.MOTHERS_DAY: "dia_de_la_madre dia_de_las_madres dia_de_la_mama",
        Feast.FATHERS_DAY: "dia_del_padre dia_del_papa",
        Feast.CHILDRENS_DAY: "dia_del_nino dia_de_los_ninos",
        Feast.INDEPENDENCE: "dia_de_la_independencia fiestas_patrias",
        Feast.COLUMBUS: "dia_de_la_raza dia_de_la_hispanidad",
        Feast.HALLOWEEN: "halloween noche_de_brujas",
        Feast.ALL_SAINTS: "dia_de_todos_los_santos todos_los_santos",
        Feast.ALL_SOULS: "dia_de_muertos dia_de_los_muertos dia_de_los_difuntos dia_de_los_fieles_difuntos",
        Feast.GUADALUPE: "dia_de_la_virgen_de_guadalupe dia_de_la_virgen dia_de_la_guadalupana",
        Feast.BUEN_FIN: "el_buen_fin en_buen_fin",
        Feast.BLACK_FRIDAY: "black_friday viernes_negro",
        Feast.CYBER_MONDAY: "cyber_monday ciber_lunes",
        Feast.THANKSGIVING: "dia_de_accion_de_gracias accion_de_gracias",
    },
    "d": {1: "dia", 2: "dias"},
    "e": {1: "semana smana semna sem", 2: "semanas semanitas"},
    "f": {1: "mes", 2: "meses"},
    "g": {1: "ano", 2: "anos"},
    "h": {1: "trimestre", 2: "trimestres"},
    "q": {15: "quincena kincena quinsena quincenas"},
    "_": {0: "fines_de_semana"},
    "k": {1: "buen_fin_de_semana fin_de_semana finde fin_de_sem fds weekend finsemana fin_semana"},
    "H": {1: "hora horas hr hrs hs h", 0: "minuto minutos min mins segundos"},
    "B": {1: "habil habiles laborable laborables laboral laborales bancario bancarios"},
    "x": {1: "proximo proxima prox proximos proximas siguiente siguientes sig que_viene que_vienen que_entra q_viene "
          "k_viene q_entra que_sigue q_sigue entrante venidero venidera prosimo prosima procimo "
          "procima subsiguiente"},
    "l": {1: "pasado pasada anterior que_paso", 2: "pasados pasadas anteriores"},
    "L": {-1: "ultimo ultima ultimos ultimas"},
    "z": {1: "otro otra"},
    "t": {1: "este esta esta_misma este_mismo actual corriente en_curso presente del_presente",
          2: "ese esa estos estas"},
    "E": {-1: "fin fines final finales a_fin a_fines a_finales cierre ultimo_dia ultimos_dias "
          "al_terminar al_acabar que_termine que_acabe que_se_acabe"},
    "I": {1: "principio principios inicio inicios comienzo comienzos primeros_dias primeros"},
    "Q": {1: "mediados mediado a_media a_medio"},
    "i": {1: "en dentro_de de_aqui_a de_aca_a en_el_plazo_de al_cabo_de en_los"},
    "j": {1: "hace ace haze desde_hace"},
    "A": {1: "atras"},
    "F": {1: "mas_tarde despues despues_de_hoy a_partir_de_hoy desde_hoy desde_ahora a_partir_de_ahora"},
    "J": {1: "despues_de luego_de tras despues_de_la posterior_a", 2: "despues_del luego_del posterior_al tras_el",
          -1: "antes_de previo_a", -2: "antes_del previo_al"},
    "b": {0: "entre desde a_partir_de", 1: "desde_el a_partir_del entre_el"},
    "v": {1: "al pal hasta_el", 0: "a hasta asta"},
    "r": {1: "o u"},
    "y": {1: "y e"},
    "n": {1: "para pa por sobre x p"},
    "o": {1: "del", 0: "de d"},
    "a": {1: "el l", 0: "la lo", 3: "los las"},
    "u": {1: "un una"},
    "≈": {3: "algunos algunas unos_cuantos unas_cuantas"},
    "N": {2: "un_par_de"},
    "P": {1: "la_manana la_tarde la_noche las_mananas la_madrugada por_la_manana por_la_tarde por_la_noche "
          "en_la_manana en_la_tarde en_la_noche de_la_manana de_la_tarde de_la_noche a_la_manana a_la_tarde "
          "a_la_noche a_primera_hora primera_hora temprano mediodia medio_dia al_mediodia medianoche de_noche "
          "tempranito"},
    "@": {1: "a_las alas las a_eso_de_las tipo"},
    "%": {1: "todos_los todas_las cada todo_el todos_los_dias todo"},
    "s": {2: "pago abono",
          1: "factura facturas fact facts folio folios cuota cuotas pagos parcialidad parcialidades "
          "abonos peso pesos mil millones millon sol soles dolar dolares usd mxn cop clp ars varos lucas luca palos "
          "lana quetzales bolivianos lempiras guaranies por_ciento porciento veces vez pieza piezas caja cajas "
          "unidad unidades producto productos recibo recibos boleta boletas numero num nro piso calle av "
          "avenida lote depto departamento interior manzana local cliente clientes persona personas mensaje "
          "mensajes letra letras cheque cheques pedido pedidos orden ordenes nota notas guia guias remision "
          "contrato cuenta terminacion km kilos kg centavos hojas copias parte partes opcion grado "
          "linea plan planes intentos intento vencimientos parrafo punto puntos"},
}  # fmt: skip

LEXICON = lexicon(
    _WORDS,
    NumberWords(_CARDINALS, _ORDINALS, frozenset({"y", "-"})),
    suffixes="o a ro ero er era do da to ta mo ma vo va no na avo ava ° os primero",
    fillers="unos unas como cerca_de aprox aproximadamente alrededor casi",
    real_words="viene viena vienen vine "
    "vienes artes mates mares marte mater sabana abriles vientres juegos partes martas meses mayor",
)
