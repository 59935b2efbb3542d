"""What customers write in Spanish, intent by intent. Over folded text with chat spellings written out."""

from __future__ import annotations

from puntual.domain.reading import Intent

from .lexicon import Lexicon, whole
from .safety_es import SAFETY

_TO = r"(?:(?:te|le|les|lo|la|los|las|me|nos|se|ya|hoy) ){0,4}"
_INF = (
    r"(?:(?:pagar|depositar|transferir|abonar|cancelar|liquidar|cubrir|consignar|girar|saldar)(?:se)?(?:le|"
    r"les|te|lo|la|los|las|nos)?(?:lo|la)?|(?:hacer|realizar|efectuar|mandar|enviar)(?:le|les|te|se)?(?:lo|"
    r"la)? (?:el|la|un|una|mi|su|tu) (?:pago|deposito|transferencia|abono|dinero|giro)|poner(?:me|nos) al "
    r"(?:dia|corriente)|cumplir(?:le|les|te)?)"
)
_THING = (
    r"(?:el|la|un|una|mi|su|tu|otro|otra) (?:pago|deposito|transferencia|abono|giro|consignacion|spei|pse|"
    r"dinero|plata)"
)
# "Pago" and "abono" are also nouns: not a verb after an article or a preposition.
_NOUN = (
    r"(?<!\bel )(?<!\bun )(?<!\bsu )(?<!\bmi )(?<!\bdel )(?<!\bde )(?<!\bal )(?<!\beste )(?<!\bese "
    r")(?<!\btu )(?<!\bcada )(?<!\bplan de )(?<!\botro )(?<!\bya )"
)
_PRESENT = (
    rf"{_NOUN}(?:pago|pagamos|deposito|depositamos|transfiero|transferimos|abono|abonamos|cancelo|cancelamos|"
    rf"liquido|liquidamos|cubro|cubrimos|consigno|consignamos|giro|giramos|cumplo|cumplimos|saldo la|saldo "
    rf"lo)|(?:hago|hacemos|realizo|realizamos|mando|mandamos|envio|enviamos|efectuo|programo) {_THING}|(?:el|"
    rf"la|mi|su) (?:pago|deposito|transferencia) (?:(?:lo|la|se) )?(?:hago|hacemos|realizo|hace|realiza|sale|"
    rf"queda|entra|cae|estara|estaria|seria|sera|va|esta programad[oa]|cae)|(?:me|nos) (?:pongo|ponemos) al "
    rf"(?:dia|corriente)"
)
_FUTURE = (
    r"(?:pagare|pagaremos|pagaran|depositare|depositaremos|transferire|transferiremos|abonare|abonaremos|"
    r"cancelare|cancelaremos|liquidare|liquidaremos|cubrire|cubriremos|consignare|girare|cumplire|pagaria|"
    r"depositaria|estare pagando|estaremos pagando|estoy pagando|estamos pagando|voy a estar pagando|vamos "
    r"a estar pagando|estare depositando|quedara (?:pagad[oa]|liquidad[oa]|cubiert[oa]|list[oa])|queda "
    r"(?:pagad[oa]|liquidad[oa]|cubiert[oa]|list[oa])|quedaria (?:pagad[oa]|list[oa])|se pagara|se "
    r"realizara|se depositara|(?:hare|haremos|realizare|realizaremos|mandare|enviare|efectuare) {_THING})"
)
_GOING = (
    rf"(?:voy|vamos|van|va|paso|pasamos|pasare|pasaremos|ire|iremos|vengo) (?:hoy |ya )?a (?:\w+ )?{_INF}"
)
_OTHER = (
    r"me comprometo|nos comprometemos|(?:te|se) lo prometo|prometo (?:que )?|sin falta|cuent[ea]n? con "
    r"(?:el|su|mi|eso)|(?:esta |ya esta |queda |quedo |tengo |tenemos )?(?:ya )?(?:programad|agendad)[oa]|"
    r"(?:te|se|le) l[oa]s? (?:tengo|deposito|doy|pago|cubro)|confirmo (?:que (?:le |les )?pago|el pago|mi "
    r"pago)|quedamos en que (?:le |les )?pago|ya (?:le |les |te |lo |la )*pago(?= \w)|quedo en pagar|paso a "
    r"dejar(?:le|te|les|lo)?|pasamos a dejar\w*|(?:le|te|les) caigo con (?:el|la|su)|queda(?=$)|ya casi "
    r"(?:se )?l[oa] pago|(?:pienso|planeo|espero|tengo planeado|tengo pensado|quedo de|quedamos de|me "
    r"encargo de) (?:\w+ )?{_INF}|lo (?:resuelvo|arreglo|cubro)"
)
_PAST = (
    r"(?:pague|deposite|abone|cancele|liquide|consigne|gire|transferi|cubri|salde|realice (?:el|la|un|mi)|"
    r"hice (?:el|la|un|una|mi|su)|hicimos (?:el|la|un|una|su)|efectue (?:el|la|un))"
)
_NO = r"(?:no|nunca|jamas|tampoco|ni)"
_FILL = (
    r"(?:(?:te|le|les|se|lo|la|los|las|me|nos|voy|vamos|a|hoy|ya|pienso|pensamos|quiero|queremos|creo|que|"
    r"crea|crean|crees|piense|piensen|loco|muerto|me interesa|interesa|pretendo|planeo|va|van|vuelvo|"
    r"volvere|suenen|eso|esto|ahi) ){0,6}"
)
_ABLE = (
    r"(?:puedo|podemos|podre|podremos|podria|podriamos|pude|alcanzo|alcanzamos|logro|voy a poder|vamos a "
    r"poder|tengo (?:como|con que|para|forma de|manera de)|tenemos (?:como|con que|para)|hay (?:como|con "
    r"que|para)|me alcanza(?: para)?|nos alcanza(?: para)?)"
)

LEXICON = Lexicon(
    harmless=whole(
        r"no se preocupen? | no te preocupes | no hay (?:ningun )?problema | como no | por que no | no "
        r"obstante | nada mas",
        r"no es que no (?:quiera|queramos|pueda) \w+ | no (?:te|le|les) (?:quedo|voy a quedar|quedare) mal |"
        r" no mas que",
        r"no (?:te|le|les) (?:fallo|fallare|voy a fallar) | no hay de que | no olvido | no me olvido | no "
        r"se me olvida",
        r"no se enoje | ni modo | no importa | si no es molestia | no vaya a pensar | no es por nada",
    ),
    sole={
        Intent.OPT_OUT: whole(
            r"baja | stop | alto | salir | parar | pare | basta | unsubscribe | cancelar (?:los "
            r")?(?:mensajes|suscripcion|avisos) | no molestar | desuscribir"
        ),
        Intent.OPT_IN: whole(r"alta | start | reactivar | volver"),
        Intent.HUMAN: whole(r"persona | asesor | agente | humano | ejecutivo | operador"),
        Intent.BALANCE: whole(r"saldo | estado de cuenta"),
        Intent.PAID: whole(
            r"pagado | pagada | ya pagado | listo pagado | ya quedo | ya esta pagad[oa] | comprobante"
        ),
        Intent.WRONG_NUMBER: whole(r"equivocad[oa] | numero equivocado"),
    },
    phrases={
        **SAFETY,
        Intent.DISPUTE: whole(
            r"no (?:(?:me|nos) )?(?:llego|llegaron|ha llegado|han llegado|entregaron|han entregado|recibi|"
            r"recibimos|he recibido|hemos recibido)(?: \w+){0,3} (?:mercancia|productos?|pedidos?|"
            r"material(?:es)?|servicios?|complet[oa]s?|equipos?|cajas|piezas|maquina|nada) | nunca (?:(?:me|"
            r"nos) )?(?:llego|recibi|recibimos|entregaron|compre|pedi|contrate|solicite|compramos|pedimos|"
            r"contratamos|solicitamos|firme)",
            r"(?:llego|llegaron|vino|vinieron|salio|salieron|estaba|estaban|venia|me entregaron)(?: \w+)? "
            r"(?:mal|incomplet[oa]s?|danad[oa]s?|defectuos[oa]s?|rot[oa]s?|equivocad[oa]s?|en mal estado|"
            r"con defectos?|vencid[oa]s?|tarde) | en mal estado | defectuos[oa]s?",
            r"no (?:le |les |te )?(?:debo|debemos|adeudo)(?: nada| eso| ese| esa| esto|) | yo no debo | no "
            r"(?:la |lo |las |los )?(?:reconozco|reconocemos) | no (?:estoy|estamos) de acuerdo | no es "
            r"(?:correct[oa]|lo que (?:pedi|acordamos|compre|quedamos|pedimos)) | no (?:me )?corresponde | "
            r"no procede | eso no es (?:mio|nuestro|asi) | esa (?:factura|compra) no es (?:mia|nuestra)",
            r"(?:monto|importe|precio|cantidad|factura|cobro|saldo|cargo|valor|cuenta|total)(?: que \w+ "
            r"\w+)? (?:(?:no )?esta |es |viene |salio |tiene )?(?:mal|incorrect[oa]|errone[oa]|"
            r"equivocad[oa]|errad[oa]|duplicad[oa]|un error|errores|inflad[oa]) | (?:esta|estan|hay|tiene) "
            r"(?:mal|un error|errores|equivocad[oa]) (?:el|la|en el|en la|los|las) | no (?:me |nos )?cuadra "
            r"| no coincide | me facturaron (?:mal|de mas|doble) | (?:yo )?no (?:compre|compramos|pedi|"
            r"pedimos|contrate) (?:eso|esa|ese|esto|nada|ningun\w*) | (?:maquina|equipo|producto|aparato|"
            r"servicio)(?: \w+)? no (?:funciona|sirve|prende|trabaja) | a nombre de otr[oa]",
            r"(?:me|nos) (?:estan |estas |esta |siguen |sigue )?(?:cobrando|cobraron|cobro|cobran) (?:de "
            r"mas|doble|dos veces|otra vez|algo|demas|mas|lo que|una|un|iva) | (?:siguen|sigue|vuelven a|"
            r"otra vez|estan) (?:cobrando|cobrar)(?:me|nos)? | cobro (?:indebido|doble|duplicado|injusto) | "
            r"cargo (?:indebido|duplicado) | de mas en",
            r"(?:lo |la |los |las )?devolvi(?:mos)? | devolucion | nota de credito | reclam(?:o|acion|ar) | "
            r"inconform(?:e|idad) | falt(?:a|o|aron|an) (?:\d+ |[a-z]+ )?(?:mercancia|productos?|piezas|"
            r"material|cajas|parte|entregar|por entregar) | (?:pedido|compra|servicio|orden) (?:lo |la |fue "
            r"|esta |se )?cancel\w+ | cancel\w+ (?:ese|el|la|esa|mi) (?:pedido|compra|servicio|orden) | "
            r"(?:pedido|orden) cancelad[oa] | disput\w+",
            rf"{_NO} {_FILL}(?:pago|pagare|pagaremos|pagamos|pagar|cancelo|deposito)(?: \w+){{0,3}} (?:hasta "
            rf"que|mientras no|si no) | hasta que (?:me|nos) (?:entreguen|arreglen|cambien|repongan|manden|"
            rf"corrijan|resuelvan|cumplan)",
        ),
        Intent.EXTENSION: whole(
            r"prorrogas? | (?:un |mas |otro |nuevo )(?:plazo|plazos) | (?:ampliar|extender|alargar|correr|"
            r"mover)\w* (?:el |la |me |mi )*(?:plazo|fecha|vencimiento|pago) | (?:mas|otros|unos|algunos) "
            r"(?:tiempo|dias|diitas|semanas)(?: mas)? | un poco (?:mas )?de (?:tiempo|paciencia) | una "
            r"semana mas | (?:\d+|dos|tres|cuatro|cinco|ocho|diez|quince) dias mas",
            r"(?:en|a) (?:dos |tres |cuatro |2 |3 |4 |varios |varias |unos |unas )?(?:partes|cuotas|pagos|"
            r"parcialidades|abonos|plazos|mensualidades|exhibiciones|quincenas) | plan de pagos? | convenio "
            r"| acuerdo de pago | facilidades(?: de pago)? | refinanci\w+ | reestructur\w+ | diferir\w* | "
            r"financ(?:iar|iamiento) | por partes | fraccion\w+",
            r"(?:deme|denme|dame|da|den|dan|me da|me dan|me das|regaleme|regalame|echeme|hagame|tengame|"
            r"tenganme)(?: \w+)? (?:chance|chanza|oportunidad|esquina|tiempo|plazo|unos dias|un tiempito|"
            r"tantito|paciencia|una semana|un mes) | esper(?:eme|enme|ame|eme tantito|en|e) (?:unos|un|una|"
            r"hasta|al|a|tantito|poquito|por favor) | (?:me|nos) (?:puede[ns]?|podria[ns]?|pueden|podrian) "
            r"(?:esperar|dar|aguantar|tener) | aguant(?:eme|enme|ame) | me (?:aguanta[ns]?|espera[ns]?|"
            r"da[ns]?)(?: \w+)? (?:hasta|al) | esperarme",
            r"(?:hac|hag|d[ae]|ofre|aplic|hay|con|algun|dan)\w*(?: (?:me|nos|un|algun|alguno))* descuento | "
            r"quita | condon\w+ | negociar | renegociar | otra fecha | cambiar la fecha | pagar (?:solo |"
            r"nada mas )?(?:una parte|los intereses)",
        ),
        Intent.PAYMENT_REFERENCE: whole(
            r"(?:a |en )?(?:que|cual|cuales)(?: (?:es|son|era|numero de))?(?: (?:el|la|los|su|sus|tu))?(?: "
            r"(?:numero de|no de|datos de))? (?:cuenta|clabe|banco|alias|cbu|datos bancarios|referencia|"
            r"convenio|cci|medios de pago|formas de pago|datos para|forma de pago|metodos de pago)",
            r"(?:a )?(?:donde|adonde|como|en que lugar|por donde|en donde)(?: es que)? (?:(?:le|les|te|se|"
            r"lo|la) ){0,6}(?:puedo |podria |debo |tengo que |hay que |puede |podemos |es |hago |hacemos |"
            r"realizo |seria |hacer |realizar )*(?:pag\w*|deposit\w*|transf\w*|abon\w*|consign\w*|giro|"
            r"cancelo|cancelar|el pago|la transferencia|el deposito)",
            r"(?:pas|mand|envi|compart|regal|indiqu|facilit|proporcion|reenvi|dig|deme|denme|dame|darme)\w* "
            r"(?:por favor )?(?:(?:el|la|los|las|sus|su|tu|tus|me|un|una|numero de|no de|nuevamente|otra "
            r"vez) ){0,6}(?:datos(?: (?:bancarios|de pago|para|de la|de su|de cuenta|de transferencia|del "
            r"banco))?|cuenta(?! por)|clabe|liga|link|enlace|numero de cuenta|codigo de barras|qr|cbu|alias|"
            r"referencia(?: de pago| bancaria| para)?|ficha de (?:pago|deposito))(?! al correo)",
            r"me (?:das|da|dan) (?:la|el|los|su|tu) (?:cuenta|clabe|datos|link|alias|cbu|numero de cuenta) |"
            r" datos (?:bancarios|de pago|para (?:el |la |un |hacer |poder )*(?:pago|pagar|deposito|"
            r"depositar|transferencia|transferir)) | (?:medios|formas|metodos|opciones) de pago | "
            r"(?:aceptan|reciben|se puede pagar con|puedo pagar con) (?:tarjeta|efectivo|cheque|"
            r"transferencia|oxxo|nequi|yape|mercado pago|paypal) | (?:referencia|liga|link|cuenta|datos) "
            r"(?:para|de) (?:el |la )?(?:pago|pagar|deposito|depositar|transferir|transferencia)",
        ),
        Intent.BALANCE: whole(
            r"(?:de )?cuanto (?:es lo que |es que |seria lo que )?(?:(?:te|le|les|yo|aun|todavia|en total) "
            r")*(?:debo|debemos|adeudo|adeudamos|es|era|seria|falta|queda|quedo debiendo|tengo (?:pendiente|"
            r"que pagar)|tengo que|hay que|estoy debiendo|me falta|nos falta|es el total|va a ser|suma|"
            r"llevo|tenemos) | cuanto (?:es )?(?:el|la|mi|lo) (?:saldo|total|monto|cuenta|que)",
            r"(?:cual|de cuanto) (?:es|seria|era) (?:el|mi|su|la|lo) (?:saldo|monto|total|adeudo|importe|"
            r"valor|cantidad|pendiente) | (?:mi|el|un) (?:saldo|estado de cuenta)(?: actual| total| "
            r"pendiente)? | estado de cuenta | (?:que|cuales|cuantas) (?:facturas|documentos|saldos?) "
            r"(?:tengo|tenemos|debo|hay|estan|me faltan|son las que)(?: \w+)? | que (?:debo|saldo|adeudo) "
            r"(?:tengo|tenemos)?",
        ),
        Intent.INVOICE_COPY: whole(
            r"(?:me |nos )?(?:puede[ns]? |podria[ns]? |pueden |podrian )?(?:mand|envi|reenvi|pas|compart|"
            r"facilit|hac|haga|hagan|adjunt|remit|consig|descarg)\w*(?: (?:me|nos|llegar|la|el|las|los|una|"
            r"un|de|nuevo|nuevamente|otra|vez|por|favor|correo|copia|su|sus|ese|esa|esos|esas|mi|al|"
            r"tu)){0,5} (?:facturas?|pdf|xml|notas?|comprobante fiscal|cfdi|documentos?|boleta|remision|"
            r"archivo)",
            r"no (?:me |nos )?(?:ha llegado|han llegado|llego|llegaron|tengo|tenemos|recibi|recibimos|he "
            r"recibido|encuentro|encontramos|enviaron|mandaron|han mandado|han enviado) (?:la |mi |esa |las "
            r"|ninguna |ni |el )*(?:factura|pdf|xml|documento|cfdi|boleta)(?!.*merc) | copia(?:s)? (?:de|"
            r"del) (?:la |las |esa |mi |el )*(?:factura|facturas|documento|§|[a-z]+-?\d)? | (?:necesito|"
            r"quiero|requiero|ocupo|solicito|quisiera)(?: \w+)? (?:la |las |mi |una copia de la |el "
            r")?(?:facturas?|pdf|xml|cfdi)",
        ),
        Intent.INVOICE_QUESTION: whole(
            r"(?:de |por |a )?(?:que|cual|cuales)(?: (?:es|son|seria|fue))? (?:el )?(?:concepto|detalle|"
            r"desglose|fecha de vencimiento|fecha de emision) | (?:de|por|a) que (?:es|son|fue|seria|"
            r"corresponde|se refiere|se trata|concepto|fecha|factura|compra|pedido|servicio|cobro) | de que "
            r"es | de que son | (?:que|cual|cuales) (?:facturas?|productos?|compra|servicio|articulos?|"
            r"conceptos?) (?:es|son|era|incluye|trae|fue|seria)? | (?:que|cual) (?:factura|compra|"
            r"documento) | que (?:incluye|trae|contiene|ampara|concepto) | que es (?:esa|esta|esto|eso|ese|"
            r"la)",
            r"(?:cuando|que dia|en que fecha|para cuando|hasta cuando|que fecha) (?:es que )?(?:vence|"
            r"vencio|vencia|venci|se emitio|se facturo|fue|es|se vence|tengo (?:para|que)|puedo pagar|hay "
            r"que) | fecha de (?:vencimiento|emision|la factura) | (?:el |un )?(?:detalle|desglose)(?: de)? "
            r"| no (?:recuerdo|se|entiendo) (?:de que|a que|cual|que factura|por que) | me (?:explica|puede "
            r"explicar|podria explicar) | explique(?:me|nme) | aclar(?:eme|ar)(?: \w+){0,3} factura",
        ),
    },
    unless={
        Intent.OPT_OUT: whole(
            r"no (?:quiero|deseo|es que quiera) (?:que me den|dar(?:me|nos)) de baja | no me den de baja | "
            r"no dejen? de (?:escribir|mandar|enviar|avisar)\w* | no me (?:manden?|envien?) (?:la|el) "
            r"(?:factura|recibo) | no (?:(?:me|nos|le) )?(?:vuelv[ae][sn]? a )?"
            r"(?:escri|mand|envi|contact|molest)\w*(?: \w+){0,3}? "
            r"(?:(?:en |los |el )+(?:domingos?|sabados?|fin(?:es)? de semana|feriados?|festivos?)|"
            r"(?:tan|muy) (?:temprano|tarde)|a (?:esta|estas|esa|esas) horas?|antes de|despues de|de noche|"
            r"(?:en|por) la (?:noche|madrugada|manana)|de madrugada|en horario|hasta) | "
            r"(?:despues|antes) de (?:\w+ ){1,6}no (?:me |nos )?(?:escri|mand|envi|contact|molest)\w*"
        ),
        Intent.HUMAN: whole(
            r"(?:ya )?(?:hable|hablamos) con | no quiero hablar con (?:nadie|ustedes|usted) | no me "
            r"(?:llamen|marquen|llame|marque) | (?:tengo que|voy a|dejeme|deje) (?:hablar|platicar|"
            r"consultar)\w* con (?:mi|el|la) (?:espos[oa]|contador|jefe|soci[oa]|banco)"
        ),
        Intent.LEGAL_THREAT: whole(r"(?:mucha|alta|poca|baja|hay) demanda | en demanda"),
        Intent.DISPUTE: whole(r"sin reclamo"),
        Intent.OPT_IN: whole(r"no (?:\w+ ){0,3}(?:vuelvan?|recibir|volver)(?: \w+){0,3}"),
        Intent.ABUSE: whole(r"(?:raton|rato|ratito)"),
        Intent.WRONG_NUMBER: whole(
            r"no soy (?:rico|rica|banco|mago|maga|millonari[oa]) | (?:facturas?|monto|cobro|saldo|cuenta|"
            r"nota|precio|cantidad|importe|valor|total) (?:esta |viene |es |salio |que \w+ )?equivocad[oa]"
        ),
    },
    soft_hardship=whole(
        rf"no {_FILL}{_ABLE}(?: \w+){{0,2}} (?:{_INF}|nada|dinero)",
        r"no (?:(?:lo|la|le|les|te|se) ){0,6}(?:puedo|podemos|podre) (?:\w+ ){0,1}(?:pagar\w*|cubrir\w*|"
        r"ahora|hoy|por ahora|por el momento)",
        r"(?:no (?:tengo|tenemos|hay|cuento con|contamos con)|sin|ando sin|estoy sin) (?:ahora |ahorita |"
        r"nada de |el |suficiente |un )*(?:dinero|plata|lana|un peso|efectivo|recursos|guita|feria|fondos|"
        r"liquidez|varo|ventas|un cinco|billete|con que)",
        r"(?:estoy|ando|estamos|andamos) (?:muy |bien |medio )?(?:corto|corta|cortos|apretad[oa]s?|"
        r"jodid[oa]s?|quebrad[oa]s?|endeudad[oa]s?|en ceros|mal de dinero|sin lana) | (?:situacion|crisis) "
        r"(?:economica|dificil|muy dificil) | no (?:me|nos) han pagado | no (?:ha habido|hay|hubo|he "
        r"tenido) ventas | (?:la )?(?:cosa|situacion|calle) esta (?:muy )?(?:dificil|dura|fea|complicada)",
    ),
    paid=whole(
        rf"(?:ya|yo|ayer|antier|anoche|si|lo|la|los|las|te|le|les|se los|se las|se lo|se la|apenas|recien) "
        rf"{_TO}{_PAST}",
        r"ya (?:(?:te|le|les|lo|la|los|las|se) ){0,6}(?:pagamos|depositamos|transferimos|abonamos|"
        r"cancelamos|liquidamos|cubrimos|consignamos|giramos|realizamos|hicimos)",
        r"(?:ya )?(?:(?:te|le|les|lo|la|los|las|se) ){0,6}(?:he|hemos) (?:ya )?(?:pagado|depositado|"
        r"transferido|abonado|liquidado|cancelado|cubierto|hecho (?:el|la)|realizado (?:el|la))",
        r"(?:pago|deposito|transferencia|factura|todo|cuenta|eso|esto|deuda|abono)?(?: \w+)? ?(?:ya "
        r")?(?:(?:se|lo|la) )?(?:esta|quedo|fue|estaba|estan|quedaron|ha sido|estuvo|fueron) (?:todo |ya |"
        r"totalmente |completamente )?(?:pagad|liquidad|cancelad[oa]|cubiert|depositad|saldad|transferid|"
        r"realizad|hech)\w*",
        r"ya se (?:(?:te|le|les|lo|la) )?(?:pago|hizo|deposito|realizo|transfirio|liquido|cubrio|cancelo|"
        r"abono|giro|consigno)(?! \w* ?manana) | (?:el|la|mi|nuestro) (?:pago|deposito|transferencia|abono) "
        r"(?:ya )?(?:se|lo|la) (?:hizo|hice|realizo|realice|efectuo|hicieron|hicimos)",
        rf"(?:acabo|acabamos|acaban|termino) de {_INF} | recien {_PAST}|(?:ya )?(?:pago|transferencia|"
        rf"deposito) (?:realizad[oa]|hech[oa]|efectuad[oa]|exitos[oa]|enviad[oa])",
        r"(?:adjunto|adjuntamos|anexo|envio|mando|comparto|aqui (?:esta|va|tiene|le mando|dejo)|ahi (?:esta|"
        r"va|le va|tiene)|le mando|les mando|te mando|le envio|les envio|te envio|le comparto|le adjunto|"
        r"les paso|le paso|te paso)(?: \w+)? (?:el |mi |su |la |un |una )?(?:comprobante|recibo|voucher|"
        r"baucher|boucher|ticket|ficha|constancia|captura|soporte|transferencia)(?! fiscal)",
        r"ya (?:esta|quedo|estamos) (?:al (?:dia|corriente)|list[oa] el pago) | ya (?:le|les|te) (?:mande|"
        r"envie|hice llegar) (?:el |la )?(?:pago|dinero|comprobante|transferencia|deposito) | estamos al "
        r"(?:dia|corriente) | (?:te|le|les) (?:mande|envie|pase|comparti) (?:el |mi |su |la "
        r")?(?:comprobante|recibo|voucher|ficha|transferencia) | pagad[oa] (?:ayer|desde|hace|el|la)",
        rf"(?:^|(?<=, )){_PAST}",
        r"transferi|pagada? ayer|hice (?:el|la|un|una) (?:pago|deposito|transferencia|abono|spei|giro|consignacion)",
    ),
    negated_paid=whole(
        rf"(?:{_NO}|aun no|todavia no) {_TO}(?:he|hemos|pude|pudimos|{_PAST}|se ha|ha|esta|fue|alcance a|"
        rf"logre) ?(?:podido )?(?:\w+)?",
        rf"(?:que(?! ya )|cuando|apenas|si|en cuanto|como) {_TO}(?:yo )?{_PAST}",
        r"(?:manana|luego|al rato|despues|mas tarde|en un rato) (?:le |les |te |se )*(?:mando|envio|paso|"
        r"comparto|lo mando) (?:el |la |un )?(?:comprobante|recibo|ficha|voucher|soporte) | no (?:tengo|"
        r"encuentro) (?:el )?comprobante | cancele (?:ese|el|la|esa|mi) (?:pedido|orden|compra) | pedido lo "
        r"cancele",
    ),
    commit=whole(_PRESENT, _FUTURE, _GOING, _OTHER),
    can=whole(
        rf"(?:puedo|podemos|podria|podriamos|podre|podremos|alcanzo a|quiero|queremos|quisiera|quisieramos|"
        rf"tengo que|debo|vere si puedo|intentare|tratare de|trato de|consigo) (?:\w+ ){{0,2}}{_INF}",
        rf"{_INF}",
    ),
    negated_commit=whole(
        rf"(?<!aun )(?<!todavia ){_NO} {_FILL}(?:{_PRESENT}|{_FUTURE}|{_INF}) | {_NO} {_FILL}(?:pago|"
        rf"deposito|abono|cancelo)(?! en)",
        r"me niego (?:a|rotundamente) | nos negamos a | ni un (?:peso|sol|centavo|real|dolar) | no (?:me|"
        r"nos) interesa pagar | no pienso pagar",
    ),
    negated_can=whole(rf"no {_FILL}{_ABLE}"),
    condition=whole(
        r"en cuanto | cuando (?:me|nos|el|la|mi|tenga|pueda|cobre|venda|llegue|caiga|entre|reciba|junte|"
        r"regrese|salga) | apenas (?:me|nos|tenga|pueda|cobre|venda|reciba|caiga) | tan pronto(?: como)? | "
        r"ni bien | una vez que | si (?:me(?! (?:parece|sirve|conviene|late|interesa|acuerdo))|nos(?! "
        r"(?:parece|sirve|conviene))|se|el banco|mi|llega|cae|entra|vendo|cobro|puedo|alcanzo|todo sale) | "
        r"luego que | despues de que | depende | a ver si | al cobrar | cuando pueda | primero dios | ojala"
    ),
    until=whole(r"hasta | recien"),
    rest=whole(r"el resto | lo demas | lo que falta | la otra (?:mitad|parte) | lo restante"),
    instead=whole(
        r"mejor | mas bien | prefiero | cambiemos | pongale | pongamosle | que sea | seria | sera | "
        r"quedaria | digamos | para"
    ),
    yes=whole(
        r"si+ | claro(?: que si)? | de acuerdo | correcto | asi es | acepto | aceptamos | confirmo | "
        r"confirmado | por supuesto | afirmativo | me parece(?: bien)? | esta bien | va | vale | dale | "
        r"listo | perfecto | ok | oki | okis | sale | simon | cierto | exacto | desde luego | asi quedamos |"
        r" con (?:el|ella) (?:habla|hablas) | (?:el|la) mism[oa] | soy yo | yo soy | ella habla | el habla |"
        r" digame | a sus ordenes | mande | me sirve | conforme | bueno | hecho | 👍 | 👌 | ✅"
    ),
    no=whole(
        r"no | nop | nel | negativo | para nada | no acepto | no puedo | no me (?:parece|sirve|conviene) | "
        r"tampoco | incorrecto | nones"
    ),
    polite=whole(
        r"hola+ | buenos? dias? | buen dia | buenas? (?:tardes?|noches?) | buenas | buen (?:dia|tarde) | "
        r"que tal | como (?:esta|estas|estan|le va|va todo|anda) | saludos | gracias | muchas gracias | mil "
        r"gracias | muy amable | ok | okis? | oki | enterad[oa]s? | recibid[oa] | entendid[oa] | de acuerdo "
        r"| perfecto | listo | vale | va | sale | bien | muy bien | excelente | claro | por favor | "
        r"disculpe(?: la (?:demora|tardanza|molestia))? | disculpa | perdon | bendiciones | feliz (?:dia|"
        r"tarde|noche|fin de semana) | igualmente | jaja\w* | de nada | con gusto | a usted | senor(?:a|ita|"
        r"es)? | amig[oa] | estimad[oa]s? | lo (?:reviso|checo|veo|tengo en cuenta) | tomo nota | anotado | "
        r"por avisar(?:me|nos)? | por el (?:aviso|recordatorio) | por (?:su|la) (?:paciencia|atencion|"
        r"comprension|informacion) | que (?:tenga|tengan) (?:un )?(?:buen|lindo|excelente) dia | hasta "
        r"luego | adios | nos vemos | quedo (?:atent[oa]|al pendiente|pendiente) | ya (?:vi|lei) (?:el|su) "
        r"mensaje | todo bien | y (?:usted|tu)"
    ),
    itself=whole(
        r"(?:si |claro )?(?:soy yo|yo soy|yo mism[oa]|(?:el|la) mism[oa]|con (?:el|ella) habla\w*|(?:el|"
        r"ella) habla|habla (?:el|ella)|soy (?:el|la) (?:duen[oa]|titular|encargad[oa]|responsable)|a sus "
        r"ordenes|digame|mande)"
    ),
    conjunction=whole(r"y | e | pero | mas bien | aunque | sino que"),
    accented_paid=whole(
        r"(?:ya|se|lo|la|le|les) (?:pag|deposit|transfiri|abon|cancel|liquid|realiz|consign|gir)ó"
    ),
)
