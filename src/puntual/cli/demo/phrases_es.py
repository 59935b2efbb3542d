"""What simulated customers write in Spanish.

{day}: a date in words; {invoice}: a document number; {part}: an amount; {reference}: a bank's own number.
"""

from __future__ import annotations

PHRASES: dict[str, tuple[str, ...]] = {
    "acknowledge": (
        "Gracias por avisar", "Ok, enterado", "Muy bien, gracias", "Buenas tardes, recibido", "👍",
        "Gracias, lo reviso", "ok gracias", "Perfecto, muchas gracias",
    ),
    "yes_it_is_me": (
        "Sí, soy yo", "Si, con él habla", "Sí, dígame", "Así es, soy yo", "Si soy yo, qué necesita?",
        "Sí señor", "Claro, ella habla", "sip",
    ),
    "promise": (
        "Buen día, le pago {day}", "{day} le hago la transferencia sin falta",
        "Yo creo que {day} ya queda pagado", "claro que sí, {day} deposito", "Le confirmo que pago {day}",
        "Disculpe la demora, {day} lo cubro", "Se la pago {day}, gracias por la paciencia",
        "Ya está programado el pago para {day}", "Podemos quedar en que pago {day}",
        "Ando fuera pero {day} le pago",
    ),
    "promise_part": (
        "{day} le abono {part} y después el resto", "Le puedo pagar {part} {day}",
        "{day} deposito {part}, es lo que tengo por ahora", "Le abono {part} {day} si está bien",
        "Voy a pagar {part} {day}", "{day} le mando {part}", "Por ahora {part} {day}", "{part} {day}, va?",
    ),
    "promise_undated": (
        "Sí le voy a pagar, no se preocupe", "En cuanto me paguen a mí le deposito",
        "En estos días le pago", "Ya casi se lo pago", "Le pago pronto, gracias", "Sí, yo le pago",
        "Voy a pagar en cuanto pueda", "Deme chance, sí le pago",
    ),
    "day_answer": (
        "{day}", "Sería {day}", "Le pago {day}", "El pago lo hago {day}", "Para {day}",
        "{day} por la tarde", "Pongámosle que {day}", "{day} a más tardar",
    ),
    "paid": (
        "Ya pagué esa factura", "Eso ya está pagado", "Hola, ya hice la transferencia",
        "Ya deposité, revise por favor", "La {invoice} ya la pagué", "Ya está liquidada",
        "ya les transferi", "Buenas, el pago ya se hizo ayer", "Ya quedó pagado desde la semana pasada",
    ),
    "reference": (
        "Referencia {reference}", "El folio de la transferencia es {reference}",
        "Ahí le va la clave {reference}", "comprobante {reference}", "Es la operación {reference}",
        "No. de operación {reference}", "{reference}", "La referencia del pago fue {reference}",
    ),
    "no_reference": (
        "Luego se lo mando", "Ahorita no lo tengo a la mano", "Lo busco y se lo paso",
        "Mañana le mando el comprobante", "No lo encuentro", "Deje lo busco", "Lo tiene mi contador",
        "se lo debo",
    ),
    "dispute": (
        "Esa factura no la reconozco", "El monto está mal, no es lo que acordamos",
        "La mercancía de la {invoice} llegó incompleta", "Nunca recibí ese material",
        "Me cobraron de más en la {invoice}", "Ese pedido lo cancelé",
        "El producto salió defectuoso, no corresponde cobrarlo",
        "No estoy de acuerdo con la factura {invoice}", "esa factura esta equivocada",
    ),
    "opt_out": (
        "Ya no me escriban por favor", "Si, no me escriba mas", "BAJA", "Quítenme de esta lista",
        "No quiero recibir más mensajes", "Dejen de mandarme mensajes",
        "por favor no me contacten por aquí", "Cancelar mensajes", "no me manden mas whatsapp",
    ),
    "wrong_number": (
        "Se equivocó de número", "No soy esa persona", "Número equivocado",
        "No conozco a esa empresa, este número es mío", "Aquí no es, está equivocado",
        "Yo no soy ese señor", "equivocado", "Este celular no es de esa persona",
    ),
    "third_party": (
        "Soy su esposa, él no está", "Habla su secretaria, yo le paso el recado",
        "Él no se encuentra, soy su hijo", "Soy la hermana, este es mi teléfono ahora",
        "Soy empleado, el dueño viene mañana", "Contesta su asistente", "Soy el cuñado, yo le digo",
        "Soy su mamá, él anda de viaje",
    ),
    "balance": (
        "¿Cuánto debo?", "Cuánto es mi saldo?", "Me puede decir cuánto tengo pendiente",
        "cuanto les debo en total", "Páseme mi estado de cuenta", "¿De cuánto es el saldo?",
        "Qué facturas tengo pendientes?", "Necesito saber mi saldo por favor",
    ),
    "how_to_pay": (
        "¿A qué cuenta deposito?", "Páseme los datos para transferir", "Cómo puedo pagar?",
        "me manda la cuenta clabe", "¿Dónde pago?", "Cuáles son los datos bancarios?",
        "A dónde hago la transferencia?", "Necesito la referencia para el pago",
    ),
    "what_is_it": (
        "¿De qué es esa factura?", "Qué concepto trae la {invoice}?", "Qué productos son?",
        "De qué fecha es?", "No recuerdo de qué es, me explica?", "Qué incluye esa factura?",
        "¿La {invoice} de qué es?", "de que es ese cobro",
    ),
    "copy": (
        "Me puede mandar la factura?", "Envíeme copia de la {invoice}",
        "Páseme el PDF de la factura por favor", "No me llegó la factura, me la reenvía?",
        "Mándeme el XML y el PDF", "Necesito la factura para pagarla", "me manda la factura al correo",
        "Puede reenviar el documento?",
    ),
    "person": (
        "Quiero hablar con una persona", "Páseme con un asesor", "Llámeme por favor",
        "Prefiero hablar con alguien", "Comuníqueme con el gerente", "No quiero hablar con un robot",
        "me puede marcar alguien", "Que me llame mi vendedor",
    ),
    "hardship": (
        "Me quedé sin trabajo, no puedo pagar ahora", "Estoy hospitalizado",
        "Falleció mi esposo y no sé qué hacer", "Cerré el negocio, no tengo para pagar",
        "Estoy muy enfermo, ahora no puedo", "No hay ventas, no tengo dinero",
        "Tuve un accidente y no estoy trabajando", "la empresa esta en quiebra",
    ),
    "extension": (
        "¿Me puede dar unos días más?", "Necesito una prórroga", "Puedo pagar en partes?",
        "¿Se puede en dos pagos?", "Me da chance de unos días más?", "Puedo pagarlo en parcialidades?",
        "Quisiera un plan de pagos", "me da una semana mas por favor",
    ),
    "accept": (
        "Sí, de acuerdo", "Está bien, acepto", "Sí, me parece bien", "Va, gracias", "Ok, de acuerdo",
        "Sí por favor", "si", "Perfecto, así quedamos",
    ),
    "rude": (
        "Ya dejen de estar chingando", "Son unos rateros", "Váyanse al carajo",
        "Qué fastidio con ustedes, idiotas", "No sean ridículos, imbéciles", "Bola de ladrones",
        "ya me tienen harto, estúpidos", "Váyanse a la mierda",
    ),
    "refuse": (
        "No voy a pagar", "No le pienso pagar nada", "Ni crea que le voy a pagar", "No pago y punto",
        "No les voy a pagar ni un peso", "pues no pago", "Hagan lo que quieran, no pago",
        "No me interesa pagar",
    ),
    "threaten": (
        "Los voy a denunciar a la Profeco", "Hable con mi abogado", "Voy a poner una demanda",
        "Esto es acoso, los voy a denunciar", "Todo se ve con mi abogado",
        "Ya metí una queja ante la autoridad", "los voy a demandar", "Mi abogado se pondrá en contacto",
    ),
    "hello": (
        "Hola", "Buenas tardes", "Buen día", "hola q tal", "Buenas", "Qué tal, buenos días",
        "Hola buenas noches", "Holaa",
    ),
}  # fmt: skip
