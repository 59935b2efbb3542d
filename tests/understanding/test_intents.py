"""What customers write, by what it means. Each line is read on its own, without a pending question."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from puntual.domain.reading import Band, Context, Intent
from puntual.understanding import read

TODAY = date(2026, 4, 14)  # a Tuesday
HOME = {"es": "MX", "pt": "BR", "en": "US"}

PHRASES: dict[Intent, dict[str, tuple[str, ...]]] = {
    Intent.PAID: {
        "es": (
            "ya pagué", "Ya pague ayer en la tarde", "buenas, ya le deposité", "ya está pagada esa factura",
            "la transferencia se hizo el lunes", "acabo de transferir", "ya hicimos el pago señorita",
            "le adjunto el comprobante", "ya quedó liquidado", "ayer consigné",
            "eso ya lo cancelé la semana pasada",
            "hice la transferencia por spei hoy", "le mando el comprobante de pago",
            "ya se depositó en su cuenta",
            "No es que no quiera pagar, es que ya pagué", "pagué el viernes pasado",
        ),
        "pt": ("já paguei ontem", "o boleto já foi pago", "fiz o pix agora", "segue o comprovante",
               "acabei de transferir",
               "já está quitado", "paguei semana passada"),
        "en": ("I already paid", "payment was made yesterday", "we sent the transfer on Monday",
               "here is the receipt",
               "it has been paid", "I've paid it last week"),
    },
    Intent.PROMISE: {
        "es": (
            "el viernes le pago", "mañana deposito sin falta", "voy a pagar el 20",
            "le transfiero el lunes a primera hora",
            "pasado mañana te hago el depósito", "a fin de mes liquido", "el próximo martes pago todo",
            "pagaremos el jueves",
            "puedo pagar el 30", "me comprometo a pagar el miércoles", "En cuanto me paguen te deposito",
            "no puedo el viernes pero el lunes sí", "sí, no se preocupe, el sábado le abono",
            "el pago sale el viernes", "quedo de pagarle el día 25", "mñn te pago",
            "hasta el lunes no puedo pagar",
        ),
        "pt": ("vou pagar na sexta", "amanhã eu faço o pix", "pago dia 10", "assim que receber eu pago",
               "consigo pagar na segunda", "o pagamento está agendado para quinta", "deposito amanhã cedo"),
        "en": ("I will pay on Friday", "we'll transfer it tomorrow", "going to pay next week",
               "you will have the money on Monday",
               "I promise to pay on the 20th", "can pay on Thursday", "as soon as I get paid I will pay you"),
    },
    Intent.OPT_OUT: {
        "es": (
            "BAJA", "baja por favor", "Stop. Gracias", "no me escriban más", "Si, no me escriba mas",
            "ya no me manden mensajes",
            "dejen de molestarme", "no quiero recibir sus mensajes", "quiten mi número de su lista",
            "deseo darme de baja",
            "no vuelvan a contactarme", "no me molesten", "bórrenme de su base", "no les autorizo a escribirme",
            "ya no me mandes whatsapp por favor", "no quiero que me escriban", "los voy a bloquear",
            "no me vuelva a escribir",
            "no quiero que me vuelvan a escribir", "favor no escribir más a este número",
            "solicito eliminen mis datos",
        ),
        "pt": ("SAIR", "não me mande mais mensagens", "parem de me mandar mensagem",
               "não quero mais receber isso",
               "me tira dessa lista", "remova meu número", "não autorizo o contato", "quero sair da lista"),
        "en": ("STOP", "Stop. Thank you", "please stop texting me", "don't message me again",
               "unsubscribe", "remove my number",
               "no more messages please", "leave me alone"),
    },
    Intent.DISPUTE: {
        "es": (
            "esa factura no es mía", "no reconozco ese cargo", "me están cobrando de más",
            "la mercancía llegó dañada",
            "nunca recibí el pedido", "el importe está mal", "no debo nada", "faltaron 3 cajas en el pedido",
            "no estoy de acuerdo con ese monto", "devolví el material y falta la nota de crédito",
            "ya pagué y me siguen cobrando",
            "no pago hasta que me entreguen lo que falta", "me cobraron doble", "el producto vino defectuoso",
            "no me ha llegado la mercancía", "ese monto no me cuadra", "me facturaron mal",
            "la máquina no funciona", "eso no es lo que acordamos",
        ),
        "pt": ("não reconheço essa cobrança", "a mercadoria veio quebrada", "o valor está errado",
               "nunca recebi o produto",
               "cobraram duas vezes", "não devo nada", "não concordo com esse valor"),
        "en": ("I don't owe you anything", "the amount is wrong", "we never received the goods",
               "you charged me twice",
               "the order was cancelled", "I dispute this invoice", "it arrived damaged"),
    },
    Intent.EXTENSION: {
        "es": (
            "¿me da unos días más?", "necesito más tiempo", "¿puedo pagar en dos partes?",
            "deme chance por favor",
            "quiero un plan de pagos", "¿me pueden esperar un poco?", "se puede en cuotas?",
            "solicito una prórroga",
            "aguánteme tantito", "¿habrá facilidades de pago?", "podemos negociar?",
            "me hacen un descuento si pago ya?",
            "necesito un plazo mayor, más días", "quisiera pagarlo en parcialidades",
            "quiero hacer un convenio",
        ),
        "pt": ("preciso de mais prazo", "dá pra parcelar?", "me dá mais uns dias", "posso pagar em três vezes?",
               "quero fazer um acordo", "podem esperar um pouco? preciso de mais tempo"),
        "en": ("I need more time", "can I pay in installments?", "could we set up a payment plan?",
               "please give me a few more days",
               "can I get an extension?", "can we split it in two payments?"),
    },
    Intent.HUMAN: {
        "es": (
            "quiero hablar con alguien", "me puede llamar un asesor?", "comuníqueme con una persona",
            "PERSONA", "márqueme por favor",
            "necesito que me atienda un humano", "pásame con tu supervisor", "prefiero una llamada",
            "esto es un robot?",
            "me pueden marcar?", "hablar con un ejecutivo", "quiero un asesor",
            "no quiero hablar con una máquina",
            "con quién puedo hablar? quiero hablar con el gerente", "llámenme al rato",
        ),
        "pt": ("quero falar com um atendente", "me liga por favor", "PESSOA", "preciso falar com alguém",
               "pode me ligar?",
               "não quero falar com robô"),
        "en": ("I want to talk to a person", "call me please", "can someone call me?", "PERSON",
               "speak to a manager",
               "let me talk to a real human"),
    },
    Intent.LEGAL_THREAT: {
        "es": (
            "los voy a demandar", "mi abogado se va a comunicar", "los denuncio en Profeco",
            "voy a ir a la Condusef",
            "pondré una denuncia", "esto lo verá el juez", "hable con mis abogados",
            "presentaré una queja ante la Superintendencia",
            "iniciaremos acciones legales", "voy al Sernac", "los reporto a Indecopi",
            "llegará una carta documento",
            "nos vemos en el juzgado", "voy a Defensa del Consumidor", "ley 2300, esto que hacen es ilegal",
        ),
        "pt": ("vou processar vocês", "vou no Procon", "fale com meu advogado",
               "vou reclamar no Reclame Aqui", "entrarei na justiça"),
        "en": ("my lawyer will contact you", "I'm going to sue you", "see you in court",
               "this is harassment", "I will report you to the CFPB"),
    },
    Intent.WRONG_NUMBER: {
        "es": (
            "número equivocado", "se equivocó de persona", "yo no soy Juan Pérez", "no soy esa persona",
            "aquí no vive ningún Carlos",
            "este número no es de él", "no conozco a esa persona", "está equivocado",
            "no conozco esa empresa, busca a otra persona",
            "este teléfono ya no pertenece a esa señora", "equivocado", "usted está equivocada de número",
            "no es mi nombre",
            "creo que se equivocaron", "persona equivocada",
        ),
        "pt": ("número errado", "não sou essa pessoa", "foi engano", "não conheço ninguém com esse nome",
               "esse número não é dele"),
        "en": ("wrong number", "I'm not Carlos", "you have the wrong person", "I don't know that person",
               "this is not my number, not my name"),
    },
    Intent.THIRD_PARTY: {
        "es": (
            "soy su esposa, él salió", "él no está", "habla su hijo", "yo soy la secretaria",
            "es mi marido, yo le digo",
            "el señor no se encuentra", "ya no trabaja aquí", "yo le paso el recado", "soy el papá",
            "la licenciada no está hoy",
            "soy su asistente", "no soy el dueño", "mi jefe no está", "contesta su mamá",
            "ella no se encuentra en este momento",
        ),
        "pt": ("sou a esposa dele", "ele não está", "vou avisar ele", "aqui é o filho",
               "ele não trabalha mais aqui"),
        "en": ("I'm his wife", "he is not here", "I will tell him", "she no longer works here",
               "he's my husband"),
    },
    Intent.HARDSHIP: {
        "es": (
            "me quedé sin trabajo", "estoy hospitalizado", "mi esposo falleció", "no tengo dinero",
            "no puedo pagar",
            "perdí mi empleo", "la empresa entró en quiebra", "me operaron la semana pasada",
            "no tengo con qué pagar",
            "cerramos el negocio", "estoy muy enferma", "tuve un accidente", "ando sin lana",
            "me despidieron", "no hay plata",
        ),
        "pt": ("perdi o emprego", "estou internado", "não tenho como pagar", "estou sem dinheiro",
               "meu pai faleceu"),
        "en": ("I lost my job", "I'm in the hospital", "I can't pay", "my husband passed away",
               "we are bankrupt"),
    },
    Intent.ABUSE: {
        "es": (
            "son unos rateros", "chinga tu madre", "pendejos", "váyanse a la mierda", "no jodas",
            "idiotas", "hijos de puta",
            "son unos ladrones", "malparidos", "imbécil", "me tienen harto", "estúpidos",
            "par de pelotudos", "conchetumare", "ratas",
        ),
        "pt": ("vai se foder", "seus idiotas", "vão pra merda", "bando de ladrões", "vai tomar no cu"),
        "en": ("fuck off", "you idiots", "go to hell", "you are scammers", "bullshit"),
    },
    Intent.REFUSAL: {
        "es": (
            "no voy a pagar", "no pienso pagarles", "el viernes no te voy a pagar", "no les pago nada",
            "nunca voy a pagar eso",
            "me niego a pagar", "no quiero pagar", "no pagaré", "ni loco les pago",
            "no me interesa pagar", "no pago",
            "jamás les pagaré", "no voy a depositar nada", "ni un peso les doy", "no les vamos a pagar",
        ),
        "pt": ("não vou pagar", "não pago nada", "me recuso a pagar", "nunca vou pagar isso",
               "não quero pagar"),
        "en": ("I will not pay", "I'm not going to pay", "I refuse to pay", "I'm not paying",
               "I will never pay that"),
    },
    Intent.BALANCE: {
        "es": (
            "cuánto debo?", "cual es mi saldo", "¿cuánto es en total?", "qto debo",
            "me dice mi saldo por favor", "de cuánto es mi saldo",
            "saldo", "cuánto me falta por pagar", "necesito mi estado de cuenta", "cuánto sería",
            "qué facturas debo",
            "cuánto les debemos", "cuánto tengo que pagar", "cuál es el monto",
            "cuáles facturas tengo pendientes",
        ),
        "pt": ("quanto eu devo?", "qual o valor total?", "qual meu saldo", "quanto falta pagar",
               "quais faturas estão em aberto"),
        "en": ("how much do I owe?", "what's my balance", "how much is it?", "what do I owe",
               "what is the total amount? how much is due"),
    },
    Intent.PAYMENT_REFERENCE: {
        "es": (
            "¿a qué cuenta deposito?", "me pasa la clabe", "cómo pago?", "dónde puedo pagar",
            "páseme los datos bancarios",
            "cuál es el número de cuenta", "mándeme el link de pago", "¿aceptan tarjeta?",
            "a dónde transfiero", "me das la cuenta?",
            "cuáles son las formas de pago", "datos para transferir por favor",
            "necesito la referencia de pago", "en qué banco deposito",
            "envíeme la cuenta",
        ),
        "pt": ("qual a chave pix?", "me passa os dados bancários", "como faço para pagar?",
               "manda o link de pagamento", "onde eu pago"),
        "en": ("what are your bank details?", "how can I pay?", "send me the payment link",
               "which account do I transfer to, what is the account number", "do you accept cards?"),
    },
    Intent.INVOICE_COPY: {
        "es": (
            "me manda la factura?", "necesito el pdf", "no me ha llegado la factura",
            "reenvíeme la factura por favor",
            "copia de la factura", "mándeme el xml", "puede compartirme la factura",
            "no tengo la factura", "requiero la factura",
            "páseme la factura", "no encuentro la factura, me la reenvía", "me envías el pdf porfa",
            "quiero una copia de la factura",
            "hágame llegar la factura", "adjúnteme la factura",
        ),
        "pt": ("me manda a nota fiscal", "preciso da segunda via", "não recebi a nota",
               "envia a fatura por favor", "manda o xml"),
        "en": ("send me the invoice", "I need a copy of the invoice", "I didn't receive the invoice",
               "please resend the pdf", "can you email me the invoice?"),
    },
    Intent.INVOICE_QUESTION: {
        "es": (
            "¿de qué es la factura?", "qué factura es?", "por qué concepto es", "cuándo vence?",
            "de qué fecha es", "qué incluye la factura",
            "me explica el detalle", "a qué corresponde", "cuál factura?", "qué es esto?",
            "no recuerdo de qué es",
            "cuándo venció la factura", "el desglose por favor", "de qué compra es",
            "cuál es la fecha de vencimiento",
        ),
        "pt": ("do que é essa fatura?", "qual fatura?", "quando vence?", "referente a que?",
               "o que é esse valor?"),
        "en": ("what is this invoice for?", "which invoice?", "when is it due?", "what is this about?",
               "I don't remember what this is for"),
    },
    Intent.SMALLTALK: {
        "es": ("hola", "buenos días", "gracias", "ok", "enterado", "👍", "muy amable, gracias",
               "Buenas tardes, enterado",
               "perfecto", "de acuerdo", "saludos", "🙏🙏", "ok, gracias por avisar", "que tenga buen día",
               "recibido"),
        "pt": ("oi", "bom dia", "obrigada", "ok, ciente", "valeu", "entendi", "beleza"),
        "en": ("hello", "thanks", "ok, noted", "thank you for the reminder", "good morning", "great, thanks"),
    },
    Intent.OPT_IN: {
        "es": ("ALTA", "quiero volver a recibir los mensajes", "pueden volver a escribirme"),
        "pt": ("VOLTAR", "quero voltar a receber as mensagens", "podem voltar a me escrever"),
        "en": ("START", "I want to receive your messages again", "you can message me again"),
    },
    Intent.UNCLEAR: {
        "es": ("sí", "no", "el 15", "1500", "???", "asdfgh", "¿qué opina del partido de ayer?",
               "mi perro se llama Firulais",
               "el viernes", "cancelar", "factura 15", "ya pago"),
        "pt": ("sim", "não", "dia 15", "o jogo de ontem foi bom", "kjhgf"),
        "en": ("yes", "no", "the 15th", "do you like football?", "qwerty"),
    },
}  # fmt: skip

CASES = [
    pytest.param(intent, language, text, id=f"{intent.value}-{text}")
    for intent, by_language in PHRASES.items()
    for language, texts in by_language.items()
    for text in texts
]
MAIN = [intent for intent in PHRASES if intent not in (Intent.OPT_IN, Intent.UNCLEAR)]


@pytest.mark.parametrize(("intent", "language", "text"), CASES)
def test_a_phrase_is_read_as_what_it_means(intent: Intent, language: str, text: str) -> None:
    reading = read(text, Context(TODAY, HOME[language], language, Decimal("5000"), "MXN"))
    assert reading.primary is intent, reading
    assert (reading.band is Band.ACT) == (intent is not Intent.UNCLEAR) or reading.band is Band.ASK


@pytest.mark.parametrize("intent", MAIN)
def test_the_table_holds_enough_phrases_in_three_languages(intent: Intent) -> None:
    by_language = PHRASES[intent]
    assert sum(len(texts) for texts in by_language.values()) >= 15
    assert all(len(by_language[language]) >= 5 for language in HOME)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "stop, o Zé não vem"),
        ("es", "no me manden la factura a ese correo"),
        ("es", "no me den de baja por favor"),
        ("es", "no dejen de avisarme"),
        ("es", "me di de alta en el banco y baja el dólar"),
        ("en", "don't stop sending me the reminders"),
        ("es", "no soy responsable de compras pero pago el viernes"),
        ("es", "¿la baja de precio aplica?"),
    ],
)
def test_what_only_sounds_like_an_opt_out_is_none(language: str, text: str) -> None:
    assert Intent.OPT_OUT not in read(text, Context(TODAY, HOME[language], language)).intents


@pytest.mark.parametrize(
    ("text", "not_this"),
    [
        ("no soy moroso, el viernes pago", Intent.WRONG_NUMBER),
        ("hay mucha demanda y no he cobrado, pago el viernes", Intent.LEGAL_THREAT),
        ("no se preocupe, le pago el viernes", Intent.REFUSAL),
        ("no es que no quiera pagar, es que ya pagué", Intent.REFUSAL),
        ("aún no he pagado", Intent.PAID),
        ("todavía no pago", Intent.PAID),
        ("cuando pague le aviso", Intent.PAID),
        ("mañana le mando el comprobante", Intent.PAID),
        ("ya hablé con una persona ayer", Intent.HUMAN),
        ("tengo que hablar con mi socio", Intent.HUMAN),
        ("el pago no se ha hecho", Intent.PAID),
        ("no le voy a fallar, el lunes pago", Intent.REFUSAL),
        ("dónde pago?", Intent.PROMISE),
        ("a qué cuenta deposito?", Intent.PROMISE),
        ("le pago en dos partes", Intent.REFUSAL),
    ],
)
def test_a_phrase_that_comes_close_is_not_mistaken(text: str, not_this: Intent) -> None:
    assert not_this not in read(text, Context(TODAY, "MX", "es")).intents


OUT_OF_SCOPE = {
    "es": (
        "qué horario tienen de atención?", "tienen en existencia la bomba de 2 hp?",
        "cuándo me llega mi pedido nuevo?",
        "me interesa comprar más cemento", "ayer llovió mucho por acá", "felicidades por su aniversario",
        "mande la cotización por favor", "el lunes abren?", "quién ganó el partido", "hoy es mi cumpleaños",
        "voy a necesitar 20 cajas para el viernes", "me puede mandar el catálogo", "ya llegó el camión",
        "estoy manejando",
        "estoy en una junta", "mándeme la ubicación", "el vendedor me prometió un descuento",
        "qué precio tiene el kilo",
    ),
    "pt": ("vocês abrem no sábado?", "quero comprar mais 10 caixas", "choveu muito ontem", "estou em reunião",
           "qual o horário de funcionamento"),
    "en": ("what are your opening hours?", "do you have the blue one in stock?", "I'm driving right now",
           "it's my birthday today", "I want to order 20 more boxes for Friday"),
}  # fmt: skip


@pytest.mark.parametrize("language", OUT_OF_SCOPE)
def test_what_is_not_about_the_account_is_never_acted_on(language: str) -> None:
    for text in OUT_OF_SCOPE[language]:
        reading = read(text, Context(TODAY, HOME[language], language, Decimal("5000"), "MXN"))
        assert reading.band is not Band.ACT, (text, reading.intents)


@pytest.mark.parametrize("home", ["MX", "BR", "US"])
@pytest.mark.parametrize(
    "text",
    ["ya no me escriban", "não me mande mais mensagens", "please stop texting me", "BAJA", "SAIR", "STOP"],
)
def test_an_opt_out_is_heard_in_any_of_the_three_languages(home: str, text: str) -> None:
    assert read(text, Context(TODAY, home)).primary is Intent.OPT_OUT


@pytest.mark.parametrize(
    "text", ["no quiero que me vuelvan a escribir", "no quiero volver a recibir mensajes"]
)
def test_a_denied_opt_in_is_an_opt_out(text: str) -> None:
    assert read(text, Context(TODAY, "MX", "es")).intents == (Intent.OPT_OUT,)
