"""Spanish phrases that must be heard first and always: stop, a lawyer, a wrong number, a person, hardship.

Over folded text with chat spellings written out. A miss costs more here than a false alarm.
"""

from __future__ import annotations

from puntual.domain.reading import Intent

from .lexicon import Pattern, whole

SAFETY: dict[Intent, Pattern] = {
    Intent.OPT_OUT: whole(
        r"(?:ya )?no (?:(?:me|nos|le|les) )?(?:vuelvan?|vuelvas) a (?:escribir|contactar|mandar|enviar|"
        r"molestar|buscar)(?:me|nos)?",
        r"(?:ya )?no (?:me|nos) (?:escriban?|escribas|escribais|contacten?|contactes|molesten?|molestes|"
        r"busquen?|busques|jodan?|fastidien?|wasapeen?)",
        r"(?:ya )?no (?:me|nos) (?:manden?|mandes|envien?|envies|pongan?|sigan?) (?:mas|nada|ningun|"
        r"otro|escribiendo|mandando|enviando|(?:mas |estos |esos |sus |tantos )*(?:mensajes?|whatsapps?|"
        r"wasaps?|recordatorios?|avisos|notificaciones))",
        r"(?:dejen?|dejar|deja|dejad|paren?|para) (?:ya )?(?:de|con) (?:escribir|mandar|enviar|molestar|"
        r"contactar|fastidiar|estar (?:mandando|molestando|escribiendo)|(?:los|sus|tantos) "
        r"mensajes)(?:me|nos)?",
        r"(?:ya )?no (?:quiero|queremos|deseo|deseamos|quisiera|necesito) (?:recibir |seguir recibiendo "
        r"|volver a recibir |que me lleguen )?(?:mas |sus |estos |esos |ningun )*(?:mensajes?|"
        r"notificaciones|recordatorios|avisos|whatsapps?|publicidad|comunicaciones)",
        r"(?:ya )?no (?:quiero|deseo|quisiera) (?:volver a )?(?:que me (?:vuelvan a \w+|sigan \w+|"
        r"escriban|contacten|molesten|manden|busquen|envien)|recibir (?:mas|nada)|ser contactad[oa])",
        r"(?:borren?|borra|borrar|borreme|eliminen?|eliminar|elimina|quiten?|quitar|quita|saquen?|sacar|"
        r"saca|retiren?|retirar)(?:me|nos)? (?:ya |por favor )?(?:de (?:su|sus|la|las|esta|este|tu|aqui|"
        r"ahi)|mi (?:numero|contacto|telefono|celular|dato))",
        r"(?:deme|denme|dame|dar|darme|darnos|den|dar(?:me)? ya) (?:por favor )?de baja | me (?:doy|"
        r"quiero dar|quisiera dar) de baja | desuscri\w+",
        r"cancel\w* (?:mi |la |esta )?suscripcion | (?:ya )?no (?:les )?autorizo | revoco (?:mi|el) \w+ "
        r"| (?:los|las|te) voy a bloquear | los bloqueo | bloquear este numero",
        r"no mas mensajes | basta de mensajes | (?:favor|por favor)(?: de)? no (?:escribir|mandar|"
        r"enviar|contactar|molestar|llamar) | no (?:escribir|mandar|enviar|molestar) mas | (?:elimin|"
        r"borr)\w+ mis datos | (?:ya )?no me hablen | dejenme en paz | dejeme en paz | dejame en paz | "
        r"no me interesa recibir",
    ),
    Intent.OPT_IN: whole(
        r"(?:quiero|deseo|acepto|autorizo) (?:volver a )?recibir (?:de nuevo |nuevamente )?(?:sus |los "
        r")?(?:mensajes|recordatorios|avisos)",
        r"(?:pueden|puede) volver a (?:escribir|contactar|mandar)\w* | vuelvan a (?:escribir|mandar|"
        r"contactar)\w* | darme de alta | denme de alta | reactiven?(?:me)? (?:los |sus )?(?:mensajes|"
        r"avisos)",
    ),
    Intent.LEGAL_THREAT: whole(
        r"(?:mi|mis|nuestro|nuestros|con|un|una|al|el|la) abogad[oa]s? | abogad[oa]s | demand(?:ar|are|"
        r"aremos|arlos|arles|o|a|as) | denunci(?:ar|are|aremos|arlos|arles|o|a|as) | denuncia",
        r"condusef | profeco | procon | sernac | indecopi | defensa (?:del|al) consumidor | "
        r"superintendencia | la sic | superfinanciera | fiscalia | ministerio publico | defensoria",
        r"tribunal(?:es)? | juzgado | juicio | juez | (?:via|vias|accion|acciones|proceso|asesor|"
        r"medidas|terminos) (?:legal|legales|judicial|juridic[oa]s?) | carta documento | habeas data",
        r"ley 2300 | dejen de fregar ley | derecho de peticion | (?:ante|con|a) (?:la|las) "
        r"autoridad(?:es)? | amparo | los voy a reportar | queja (?:ante|en|con) | representante legal "
        r"se (?:comunicara|pondra)",
    ),
    Intent.WRONG_NUMBER: whole(
        r"numero (?:equivocado|incorrecto|erroneo|errado) | (?:se )?equivoc(?:o|aron|aste|ado|ados|ada|"
        r"adas)(?: de)? (?:numero|persona|telefono|contacto|celular) | (?:se|te) equivocaron? | se "
        r"equivoco",
        r"(?:esta|estan|estas|anda|andan) (?:muy )?equivocad[oa]s?(?! (?:la|el|en|con))",
        r"(?:yo )?no soy (?:yo(?! (?:quien|el que|la que))|esa|ese|el senor|la senora|ningun|ninguna|"
        r"(?:esa|la) persona|quien busca\w*|a quien|dich[oa]|(?!responsable|moros|deudor|de |un |una |"
        r"quien|el que|la que|el |la |client|su |tu |adivin|ric|tont|idiota|mal|bueno|tan|muy|asi|ni "
        r")\w+)",
        r"no conozco (?:a )?(?:esa|ese|ningun|ninguna|dicha|tal|nadie|al|a la|la|el|su|esta) "
        r"?(?:persona|empresa|senor|senora|cliente|nombre)? | (?:aqui|aca|este) no (?:es|vive|trabaja|"
        r"hay (?:nadie|ningun)) | no (?:vive|trabaja) (?:aqui|aca)",
        r"(?:este|mi) (?:numero|telefono|celular|whatsapp) (?:ya )?no (?:es|pertenece|corresponde|le "
        r"pertenece) | no es (?:el|mi|su) (?:numero|nombre)(?: de)? | (?:busca|buscan) a otra persona | "
        r"este numero es mio | no le pertenece | persona equivocada | no es conmigo | (?:escribiendo|"
        r"hablando|buscando) a otra persona | no es el numero | no es (?:el |su )?(?:celular|telefono) "
        r"de",
    ),
    Intent.THIRD_PARTY: whole(
        r"(?:yo )?soy (?:(?:su|el|la|un|una|solo|solo su|solo la|solo el) ){0,6}(?:espos[oa]|marido|"
        r"mujer|hij[oa]|herman[oa]|mama|papa|madre|padre|secretari[oa]|asistente|emplead[oa]|"
        r"companer[oa]|novi[oa]|sobrin[oa]|vecin[oa]|suegr[oa]|cunad[oa]|niet[oa]|ti[oa]|recepcionista|"
        r"encargad[oa] de (?:la )?recepcion|abuel[oa]|yerno|nuera|prim[oa]|amig[oa])",
        r"(?:habla|contesta|escribe|le saluda|aqui) (?:su|la|el) (?:espos[oa]|marido|mujer|hij[oa]|"
        r"herman[oa]|secretari[oa]|asistente|mama|papa|emplead[oa]|recepcionista)",
        r"(?:el|ella|don \w+|dona \w+|mi (?:espos[oa]|marido|jefe|jefa|papa|mama|herman[oa]|hij[oa]|"
        r"patron)|(?:el|la) (?:senor|senora|sr|sra|jefe|jefa|duen[oa]|patron|patrona|licenciad[oa]|"
        r"contador|contadora|ingenier[oa]|titular|encargad[oa])(?: \w+)?) (?:ahora |ahorita |ya )?no "
        r"(?:esta|se encuentra|trabaja|viene)",
        r"(?:le|se lo|les) (?:paso|doy|dare|pasare|dejo|hago llegar) (?:su |el |tu |este |al "
        r")?(?:recado|mensaje|aviso)(?! de pago) | (?:le|se lo) (?:digo|aviso|comento|dire|informo) "
        r"(?:yo )?a (?:el|ella|mi|don|dona|su|la senora|al?) | yo (?:le|se lo) (?:digo|aviso|comento|"
        r"dire)(?! (?:cuando|en cuanto|que))",
        r"(?:es|era) mi (?:espos[oa]|marido|mujer|hij[oa]|herman[oa]|jef[ea]|mama|papa|patron|suegr[oa]|"
        r"cunad[oa]|soci[oa]) | no esta (?:mi|el|la) (?:espos[oa]|papa|mama|jef[ea]|duen[oa]|hij[oa]|"
        r"herman[oa]|patron|senor|senora) | ya no (?:trabaja|labora) (?:aqui|con nosotros|en (?:la|"
        r"esta) empresa|aca) | no soy (?:el|la) (?:duen[oa]|encargad[oa]|titular|responsable|contador|"
        r"contadora) | ese (?:tema|asunto) lo ve(?:n)? (?:mi|el|la)",
    ),
    Intent.HUMAN: whole(
        r"(?:hablar|comunicar(?:me|nos|se)?|comunique(?:me|nme)?|comuniqueme|platicar|contactar(?:me)?|"
        r"charlar|conversar|tratar(?:lo)?|atienda|atender|pase(?:me|nme)?|paseme|pasame|paseme|"
        r"transfiera(?:me)?) (?:directamente |ya |solo )?con (?:el|la|un|una|al|algun|alguien|otra|mi|"
        r"tu|mas|quien|ustedes|su|usted)(?: (?:persona|human[oa]|asesor[a]?|ejecutiv[oa]|agente|"
        r"encargad[oa]|operador[a]?|gerente|representante|vendedor[a]?|supervisor[a]?|jefe|duen[oa]|"
        r"senor|senora|senorita|responsable|companero))?",
        r"(?:me|nos) (?:puede[ns]?|podria[ns]?|pueden|podrian|podrias|puedes)(?: alguien)? (?:llamar|"
        r"marcar|hablar) | (?:llamenme|llameme|llamame|marqueme|marquenme|marcame|hableme|hablenme|"
        r"llamennos|marquenos) | (?:que|quiero que|necesito que|prefiero que) (?:me|nos) (?:llame|"
        r"llamen|marque|marquen|contacte|atienda)(?: \w+)? | (?:quiero|necesito|prefiero|solicito) "
        r"(?:una )?llamada",
        r"persona (?:real|de verdad|humana|de carne) | un (?:humano|asesor|ejecutivo|agente) (?:real|"
        r"por favor|de verdad|humano) | no quiero hablar con (?:un |una )?(?:robot|bot|maquina|"
        r"computadora|grabacion) | (?:quiero|necesito|prefiero|solicito) (?:a |que me atienda )?(?:un|"
        r"una|al) (?:asesor|persona|agente|ejecutivo|humano|supervisor) | atencion (?:personal|humana|"
        r"personalizada) | con quien (?:puedo|podria|se puede) (?:hablar|tratar|comunicarme) | me "
        r"(?:comunica[ns]?|pasa[ns]?|pone[ns]?) con (?:el|la|un|una|mi|su|tu|alguien) | alguien (?:me "
        r"puede|que me) (?:llamar|atender|atienda|llame|ayudar) | (?:esto )?es un robot",
    ),
    Intent.ABUSE: whole(
        r"pendej[oa]s? | cabron(?:es|a|as)? | put[oa]s? | mierdas? | ching(?:a|as|ar|ue|uen|ada|ando|"
        r"uen a su|aderas?) | chinguen | imbecil(?:es)? | idiotas? | estupid[oa]s? | hij[oa]s? de (?:su "
        r")?(?:put\w*|la|p|perra) | hdp | hijueput\w* | gonorreas? | malparid[oa]s? | weon culiao | "
        r"culiad?[oa]s? | conchetumare | ctm | concha (?:de )?(?:tu|su) madre",
        r"pelotud[oa]s? | forr[oa]s | ladron(?:es|a)? | rater[oa]s? | ratas? | sinverguenzas? | "
        r"vayan?se (?:al|a la) \w+ | vete (?:al|a la) \w+ | no (?:me )?jod(?:a|as|an) | joder | jodanse "
        r"| verga | culer[oa]s? | me (?:tienen|tiene) harto | me tienen hasta | huev(?:on|ones|ada) | "
        r"maldit[oa]s? | muertos de hambre | estafadores | basuras? | desgraciad[oa]s? | carajo | "
        r"ridicul[oa]s",
    ),
    Intent.HARDSHIP: whole(
        r"(?:quede|quedamos|estoy|ando|estamos|sigo) sin (?:trabajo|empleo|chamba|pega|laburo|ingresos|"
        r"un peso) | perdi (?:mi|el) (?:trabajo|empleo|chamba|pega|laburo) | me (?:despidieron|"
        r"corrieron|echaron|liquidaron del trabajo|botaron) | (?:soy|estoy) desemplead[oa] | "
        r"desemplead[oa] | no (?:estoy|ando) trabajando",
        r"(?:estoy|esta|estuve|ando|sigo|sali|me encuentro|se encuentra) (?:en el |muy |gravemente "
        r")?(?:internad[oa]|hospital(?:izad[oa])?|enferm[oa]|incapacitad[oa]|delicad[oa] de salud|"
        r"convaleciente) | hospitalizad[oa] | (?:me|lo|la) (?:operaron|van a operar|internaron) | "
        r"cirugia | (?:tuve|tuvo|sufri|sufrio) un (?:accidente|infarto|derrame) | cancer | "
        r"quimioterapia | enfermedad",
        r"fallec\w+ | murio | se murio | defuncion | estamos de luto | difunt[oa] | (?:en|a la|"
        r"declar\w+ en|estamos en) (?:quiebra|bancarrota|insolvencia|concurso|reestructura) | quebr(?:o|"
        r"amos) | quiebra | insolven\w+ | concurso (?:mercantil|de acreedores|preventivo) | cerr(?:e|"
        r"amos|o) (?:el|la|mi|nuestro|nuestra) (?:negocio|empresa|tienda|local|changarro) | menor de "
        r"edad | (?:incendi|inund)\w+ (?:el|mi|la|nuestro) \w+ | me (?:robaron|asaltaron) todo",
    ),
}
