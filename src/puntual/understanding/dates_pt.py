"""Brazilian Portuguese date words. What the codes stand for is told in `date_words`."""

from __future__ import annotations

from .date_numbers import NumberWords
from .date_words import lexicon
from .feasts import Feast

_CARDINALS = {
    "um": 1, "uma": 1, "dois": 2, "duas": 2, "tres": 3, "quatro": 4, "cinco": 5, "seis": 6, "sete": 7, "oito": 8,
    "nove": 9, "dez": 10, "onze": 11, "doze": 12, "treze": 13, "quatorze": 14, "catorze": 14, "quinze": 15,
    "dezesseis": 16, "dezasseis": 16, "dezessete": 17, "dezassete": 17, "dezoito": 18, "dezenove": 19,
    "dezanove": 19, "vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50, "sessenta": 60, "setenta": 70,
    "oitenta": 80, "noventa": 90, "cem": 100, "cento": 100, "duzentos": 200, "trezentos": 300,
    "quatrocentos": 400, "quinhentos": 500, "seiscentos": 600, "setecentos": 700, "oitocentos": 800,
    "novecentos": 900, "mil": 1000,
}  # fmt: skip
_ORDINALS = {
    "primeiro": 1, "primeira": 1, "segundo": 2, "terceiro": 3, "terceira": 3, "quarto": 4, "quinto": 5,
    "sexto": 6, "setimo": 7, "setima": 7, "oitavo": 8, "oitava": 8, "nono": 9, "nona": 9, "decimo": 10,
    "decima": 10, "vigesimo": 20, "trigesimo": 30,
}  # fmt: skip
_TOMORROW = "amanha amanhaa amnha amnh amanh ammanha aamanha amnaha amnhaa amana"

_WORDS: dict[str, dict[int, str]] = {
    "K": {
        -2: "anteontem antes_de_ontem ante_ontem antiontem",
        -1: "ontem ontm onten",
        0: "hoje hj oje hoj hoje_mesmo hj_mesmo dia_de_hoje esta_tarde esta_noite essa_tarde essa_noite esta_manha "
        "essa_manha nesta_tarde nesta_noite hoje_ainda hoje_a_noite hoje_a_tarde",
        1: f"{_TOMORROW} amanha_mesmo dia_de_amanha",
        2: " ".join(f"{after}_{word}" for after in ("depois_de", "depois_d", "dps_de", "dpois_de", "depois", "dps")
                    for word in _TOMORROW.split()),
    },
    "X": {0: "agora agora_mesmo agorinha neste_momento nesse_momento neste_instante nesse_instante"},
    "W": {
        0: "segunda_feira segundafeira 2a_feira seg_feira",
        1: "terca_feira 3a_feira terca tercafeira terca_fera",
        2: "quarta_feira 4a_feira quarta quartafeira",
        3: "quinta_feira 5a_feira quinta quintafeira kinta",
        4: "sexta_feira 6a_feira sexta sextafeira sesta",
        5: "sabado sabadao sabdo",
        6: "domingo domingao domigo",
    },
    "S": {0: "segunda"},
    "w": {0: "seg", 1: "ter", 2: "qua", 3: "qui", 4: "sex", 5: "sab", 6: "dom"},
    "M": {
        1: "janeiro", 2: "fevereiro", 3: "marco", 4: "abril", 5: "maio", 6: "junho", 7: "julho", 8: "agosto",
        9: "setembro", 10: "outubro", 11: "novembro", 12: "dezembro",
    },
    "m": {1: "jan", 2: "fev", 3: "mar", 4: "abr", 5: "mai", 6: "jun", 7: "jul", 8: "ago", 9: "set", 10: "out",
          11: "nov", 12: "dez"},
    "V": {
        Feast.CHRISTMAS: "natal dia_de_natal",
        Feast.CHRISTMAS_EVE: "vespera_de_natal",
        Feast.NEW_YEAR: "ano_novo reveillon dia_de_ano_novo",
        Feast.NEW_YEARS_EVE: "vespera_de_ano_novo virada_do_ano vespera_do_ano_novo",
        Feast.EPIPHANY: "dia_de_reis",
        Feast.CARNIVAL: "carnaval",
        Feast.ASH_WEDNESDAY: "quarta_feira_de_cinzas quarta_de_cinzas",
        Feast.PALM_SUNDAY: "domingo_de_ramos",
        Feast.HOLY_WEEK: "semana_santa",
        Feast.GOOD_FRIDAY: "sexta_feira_santa sexta_santa sexta_feira_da_paixao paixao_de_cristo",
        Feast.HOLY_SATURDAY: "sabado_de_aleluia",
        Feast.EASTER: "pascoa domingo_de_pascoa",
        Feast.CORPUS_CHRISTI: "corpus_christi",
        Feast.LABOUR_DAY: "dia_do_trabalho dia_do_trabalhador",
        Feast.MOTHERS_DAY: "dia_das_maes",
        Feast.FATHERS_DAY: "dia_dos_pais",
        Feast.LOVERS: "dia_dos_namorados",
        Feast.VALENTINE: "dia_de_sao_valentim",
        Feast.CHILDRENS_DAY: "dia_das_criancas",
        Feast.INDEPENDENCE: "dia_da_independencia",
        Feast.SAINT_JOHN: "sao_joao dia_de_sao_joao",
        Feast.APARECIDA: "nossa_senhora_aparecida",
        Feast.ALL_SAINTS: "dia_de_todos_os_santos",
        Feast.ALL_SOULS: "finados dia_de_finados",
        Feast.REPUBLIC: "proclamacao_da_republica",
        Feast.TIRADENTES: "tiradentes dia_de_tiradentes",
        Feast.BLACK_AWARENESS: "consciencia_negra dia_da_consciencia_negra",
        Feast.HALLOWEEN: "halloween dia_das_bruxas",
        Feast.BLACK_FRIDAY: "black_friday",
        Feast.CYBER_MONDAY: "cyber_monday",
    },
    "d": {1: "dia", 2: "dias"},
    "e": {1: "semana smana semna", 2: "semanas"},
    "f": {1: "mes", 2: "meses"},
    "g": {1: "ano", 2: "anos"},
    "h": {1: "trimestre", 2: "trimestres"},
    "q": {15: "quinzena quinzenas"},
    "_": {0: "fins_de_semana finais_de_semana"},
    "k": {1: "fim_de_semana final_de_semana fds fim_de_sem finde findi fimde_semana"},
    "H": {1: "hora horas hr hrs hs h", 0: "minuto minutos min mins segundos"},
    "B": {1: "util uteis bancario bancarios comercial comerciais"},
    "x": {1: "proximo proxima prox proximos proximas seguinte seguintes que_vem q_vem que_entra vindouro "
          "vindoura k_vem qvem subsequente"},
    "l": {1: "passado passada anterior que_passou", 2: "passados passadas anteriores"},
    "L": {-1: "ultimo ultima ultimos ultimas"},
    "z": {1: "outro outra"},
    "t": {2: "esse essa nesse nessa desse dessa", 1: "este esta neste nesta deste desta atual actual corrente "
          ""},
    "E": {-1: "virada fim final finalzinho fechamento ultimo_dia ultimos_dias fins finais"},
    "I": {1: "comeco inicio comecinho primeiros_dias principio"},
    "Q": {1: "meio meados meado"},
    "i": {1: "em daqui_a daqui daki_a daqui_ha dentro_de no_prazo_de nos"},
    "j": {1: "ha faz fazem tem_uns a_cerca_de ha_cerca_de faz_cerca_de"},
    "A": {1: "atras"},
    "F": {1: "mais_tarde depois_de_hoje a_partir_de_hoje a_partir_de_agora a_contar_de_hoje depois"},
    "J": {1: "depois_de depois_da apos apos_a", 2: "depois_do apos_o", -1: "antes_de antes_da", -2: "antes_do"},
    "b": {0: "entre desde a_partir_de", 1: "entre_o a_partir_do desde_o"},
    "v": {1: "ao ate_o ate_ao", 0: "ate a"},
    "r": {1: "ou"},
    "y": {1: "e"},
    "n": {3: "no na", 1: "nos nas para pra pro para_o para_a pelo pela por"},
    "o": {1: "do", 0: "de da dos das d"},
    "a": {0: "o", 3: "os"},
    "u": {1: "uma"},
    "≈": {3: "alguns algumas"},
    "N": {2: "um_par_de"},
    "P": {1: "de_manha pela_manha da_manha de_tarde a_tarde da_tarde pela_tarde a_noite de_noite da_noite cedo "
          "cedinho logo_cedo na_parte_da_manha na_parte_da_tarde meio_dia meia_noite meiodia meianoite manha "
          "ao_meio_dia de_madrugada primeira_hora"},
    "@": {1: "as la_pelas"},
    "%": {1: "todo todos_os toda todas_as cada todo_dia todo_mes toda_semana"},
    "s": {1: "via vias parcela parcelas fatura faturas nota notas boleto boletos prestacao prestacoes cobranca "
          "cobrancas mensagem mensagens opcao tentativa tentativas metade quota real reais conto contos pila pilas "
          "mil milhao milhoes por_cento porcento vez vezes x unidade unidades peca pecas produto produtos caixa "
          "caixas loja conta contas numero num nr andar rua av lote apto apartamento bloco casa cliente clientes "
          "pessoa pessoas pedido pedidos contrato linha cheque cheques pagamento pagamentos centavos parte partes "
          "folha folhas km kg quilos copias grau opcoes item itens mao cota turma ligacao compra feiras "
          "fase etapa remessa entrada chamada carta duplicata duplicatas"},
}  # fmt: skip

LEXICON = lexicon(
    _WORDS,
    NumberWords(_CARDINALS, _ORDINALS, frozenset({"e", "-"})),
    suffixes="o a ° os as ro",
    fillers="uns umas cerca_de aproximadamente mais_ou_menos",
    real_words="sabao manha hora horas conta ontens marcos maios junta",
)
