"""The words that no message may carry, by language. Patterns over folded text (lower case, no accents).

Alternatives are parted by " | " or a line break; a line that begins with "+ " continues the one above;
a space inside an alternative stands for any run of white space.
"""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with a wording."""

    THREAT = "threat"
    JUDICIAL = "judicial"
    CREDIT_BUREAU = "credit_bureau"
    ASKS_REASON = "asks_reason"
    THIRD_PARTY = "third_party"
    URGENCY = "urgency"
    INSULT = "insult"
    REJECTED_WORD = "rejected_word"


BUREAUS = r"""
        buro(?: de credito)?(?! de transito) | circulo de credito | datacredito | data ?credito | transunion | cifin
        serasa | \bspc\b | dicom | boletin comercial | veraz | infocorp | equifax | sentinel | experian | \bscpc\b
        boa vista | credit (?:bureau|score|report|
        + rating) | central(?:es)? de riesgos? | cadastro de inadimplentes
        historial crediticio | historico de credito | nome sujo | negativ(?:ar|acao|
        + ado) | lista negra | blacklist
"""

SPANISH: dict[Fault, str] = {
    Fault.THREAT: r"""
        amenaz\w* | atengase | atenerse | consecuencias | represalias?
        (?<!sin\x20)embarg(?:o|os|ar\w*|a|aran?|aremos) | remat(?:e|ar\w*) (?:de|
        + sus?) | carcel | prision | delit\w*
        fraude | policia | ultimatum | tomaremos (?:otras )?medidas | medidas (?:legales|drasticas)
        (?:cortar|suspender)emos | (?:nos )?ver(?:emos|a) obligad\w*
        visitar\w* (?:su|tu) (?:casa|domicilio|trabajo)
    """,
    Fault.JUDICIAL: r"""
        judicial(?:es|mente)? | juicio | juez | juzgado | tribunal(?:es)? | demand(?:a|as|ar|aremos|ado|
        + arlo|arle)
        abogad[oa]s? | notari\w* | citatorio | requerimiento | emplaza\w* | expediente | via legal
        (?:accion(?:es)?|proceso|departamento|area|cobro|aviso) (?:pre ?)?(?:legal|juridic[oa])(?:es)?
        acciones legales | carta documento | denunci\w* | autoridad(?:es)? | fiscalia | ministerio publico
    """,
    Fault.ASKS_REASON: r"""
        por ?que (?:motivo |razon |causa )?(?:aun |todavia )?no (?:ha|han|nos|me|le|pudo|pago|realizo|hizo|
        + cumplio)\w*
        (?:motivo|razon|causa|explique|explica\w*) (?:de |del |de la |por (?:el|la) (?:cual|
        + que) |por que )?(?:su |no |el |la )*(?:atraso|retraso|demora|impago|falta de pago|incumplimiento|
        + no pag\w*|pago tardio|no ha pag\w*)
        que (?:le )?(?:paso|sucedio|ocurrio) con (?:su|el) pago
    """,
    Fault.THIRD_PARTY: r"""
        (?:su|tu|sus|tus|con (?:el|la|un|una|algun)) (?:famili\w*|espos[oa]|conyuge|madre|padre|padres|
        + hij[oa]s?|herman[oa]s?|jef[ea]|patron|empleador|vecin[oa]s?|referencias personales|aval|avales|
        + companer[oa]s? de trabajo)
        (?:avisar|informar|llamar|contactar)\w* a terceros | publicar(?:emos)?
    """,
    Fault.URGENCY: r"""
        urgen(?:te|cia|temente) | inmediat(?:o|a|amente) | de inmediato
        ultim(?:o|a) (?:aviso|oportunidad|llamado|dia|notificacion) | antes de que sea tarde
        (?:solo|unicamente|apenas) (?:por )?hoy | hoy mismo | ahora mismo | ya mismo
        (?:en|dentro de) (?:las proximas )?(?:\d+|veinticuatro|cuarenta y ocho) horas | no (?:espere|deje pasar)
        plazo final | improrrogable
    """,
    Fault.INSULT: r"""
        moros[oa]s? | deudor(?:es|a|as)? | irresponsab\w* | incumplid\w* | sinverguenza\w* | estafador\w*
        mala paga | verguenza
    """,
    Fault.REJECTED_WORD: r"""
        cobran\w* | cobr(?:o|os|ar|arle|
        + ador\w*) | deudas? | adeud\w* | mora | morosidad | impag\w* | vencid[oa]s?
        incumpl\w* | gratis | promocion\w* | descuento\w* | oferta\w* | premio\w*
    """,
}

PORTUGUESE: dict[Fault, str] = {
    Fault.THREAT: r"""
        amea[c]\w* | consequencias | represalias? | penhor\w* | apreens\w* | cadeia | prisao | preso | crime
        fraude | policia | ultimato | tomaremos (?:outras )?medidas | medidas (?:legais|cabiveis|drasticas)
        (?:cortar|suspender)emos | seremos obrigad\w* | visitar\w* (?:sua|a sua) (?:casa|residencia)
    """,
    Fault.JUDICIAL: r"""
        judicia(?:l|is|lmente) | extrajudicia\w* | juiz(?:es)? | juizado | tribunal | tribunais | processar\w*
        processo judicial | advogad[oa]s? | cartorio | protest(?:o|ar|ado|aremos) | intimac\w*
        (?:acao|acoes|vias?|setor|departamento) (?:legal|legais|
        + juridic[oa]) | juridico | denunci\w* | autoridades?
        execucao
    """,
    Fault.ASKS_REASON: r"""
        por ?que (?:motivo |razao )?(?:ainda )?(?:voce )?(?:ainda )?nao (?:pagou|pagaram|fez|realizou|cumpriu)
        (?:motivo|razao|causa|explique) (?:do |da |de |pelo qual |por que |o )?(?:seu |sua |nao |o )*
        + (?:atraso|demora|nao pag\w*|falta de pagamento|inadimplencia|pagou)
        o que (?:houve|aconteceu) com (?:o|seu|o seu) pagamento
    """,
    Fault.THIRD_PARTY: r"""
        (?:sua|seu|seus|suas) (?:famili\w*|espos[oa]|marido|mulher|conjuge|mae|pai|pais|filh[oa]s?|
        + irma[os]?|irmaos|chefe|patrao|empregador|vizinh[oa]s?|fiador\w*|avalista\w*|colegas?)
        (?:avisar|informar|ligar|contatar)\w* (?:a|para) terceiros | publicar(?:emos)?
    """,
    Fault.URGENCY: r"""
        urgen(?:te|cia|temente) | imediat(?:o|a|amente) | de imediato
        ultim(?:o|a) (?:aviso|chance|oportunidade|dia|notificacao) | antes que seja tarde
        (?:so|somente|apenas) hoje | hoje mesmo | agora mesmo
        (?:em|dentro de|nas proximas) (?:\d+|vinte e quatro|quarenta e oito) horas
        nao (?:espere|perca|deixe passar) | prazo final | improrrogavel
    """,
    Fault.INSULT: r"""
        devedor(?:es|a|as)? | caloteir\w* | inadimplente\w* | irresponsav\w* | vergonha | sem[- ]vergonha
        mau pagador
    """,
    Fault.REJECTED_WORD: r"""
        cobranc\w* | cobr(?:ar|amos|ador\w*) | dividas? | debitos? | inadimpl\w* | mora | atrasad[oa]s?
        vencid[oa]s? | gratis | promoc\w* | desconto\w* | oferta\w* | premio\w*
    """,
}

ENGLISH: dict[Fault, str] = {
    Fault.THREAT: r"""
        threat\w* | consequences | retaliat\w* | seiz(?:e|ure|
        + ing) | garnish\w* | repossess\w* | foreclos\w* | jail
        prison | arrest\w* | crime | criminal | fraud\w* | police | ultimatum
        take (?:further |other )?(?:measures|action) | further action | or else
        (?:will|shall) be (?:suspended|cut off) | forced to | visit your (?:home|house|workplace)
    """,
    Fault.JUDICIAL: r"""
        judicia\w* | judge | court | lawsuit | sue | suing | litigat\w* | lawyers? | attorneys? | notary | subpoena
        summons | legal(?:ly)? | prosecut\w* | authorities
    """,
    Fault.ASKS_REASON: r"""
        why (?:you )?(?:have you |did you |haven t you |you )?(?:still )?(?:not|haven.?t|didn.?t|have not|
        + did not) (?:you )?(?:yet )?(?:paid|pay|made|make)
        why (?:haven.?t|didn.?t) you | why is (?:your|the) payment (?:late|delayed)
        (?:reason|explain\w*|explanation) (?:for |why |behind )?(?:your |the |you )*(?:delay|late payment|
        + non ?payment|not paying|missed payment|did not pay|have not paid)
        what happened (?:to|with) your payment
    """,
    Fault.THIRD_PARTY: r"""
        your (?:famil\w*|wife|husband|spouse|mother|father|parents|children|son|daughter|brother|sister|
        + boss|employer|neighbou?rs?|guarantor|references|co ?workers?|colleagues)
        (?:tell|inform|call|contact) (?:third parties|others about) | publish | publicly
    """,
    Fault.URGENCY: r"""
        urgent\w* | urgency | immediate\w* | final (?:notice|warning|reminder|chance)
        last (?:chance|notice|warning|opportunity|
        + day) | right now | before it is too late | today only | only today
        act now | at once | (?:within|in) (?:the next )?(?:\d+|twenty.four|forty.eight) hours
        do not (?:wait|delay)
    """,
    Fault.INSULT: r"""
        deadbeat | debtors? | irresponsib\w* | defaulter | delinquent | shame\w* | dishonest\w*
    """,
    Fault.REJECTED_WORD: r"""
        debts? | collections? | collectors? | collect | delinquen\w* | overdue | arrears | default(?:ed|s)?
        past due | indebted | free | promotion\w* | discount\w* | offers? | prize\w*
    """,
}
