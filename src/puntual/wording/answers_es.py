"""Spanish wordings of the answers to a customer's own message, inside the service window."""

from __future__ import annotations

from .types import MessageType, Trait, Variant

MESSAGES: dict[MessageType, tuple[Variant, ...]] = {
    MessageType.PROMISE_CONFIRMED: (
        Variant(
            "a",
            "Gracias. Registramos su pago de {promise_amount} para el {promise_date}. "
            "Si algo cambia, puede avisarnos por este medio.",
        ),
        Variant(
            "b",
            "Queda anotado: {promise_amount} para el {promise_date}. Gracias por confirmarlo; "
            "si hay algún cambio, avísenos por aquí.",
        ),
    ),
    MessageType.PROMISE_ASK_DATE: (
        Variant("a", "Gracias por avisarnos. ¿Qué día realizará el pago?"),
        Variant("b", "Se lo agradecemos. ¿Nos indica la fecha en que realizará el pago?"),
    ),
    MessageType.PROMISE_DATE_TOO_FAR: (
        Variant(
            "a",
            "Gracias por su propuesta. La fecha más lejana que podemos registrar por este medio es el {latest}. "
            "¿Podría realizar el pago ese día o antes?",
        ),
    ),
    MessageType.AMBIGUOUS_DATE: (
        Variant("a", "Para no equivocarnos: ¿se refiere al {date_a} o al {date_b}?"),
    ),
    MessageType.CLAIM_RECEIVED_ASK_REFERENCE: (
        Variant(
            "a",
            "Gracias por avisarnos. Todavía no vemos el pago en nuestros registros; puede que aún esté en "
            "proceso. ¿Nos comparte la referencia de la transferencia o una imagen del comprobante?",
        ),
        Variant(
            "b",
            "Gracias. Vamos a verificarlo. Para encontrar su pago más rápido, ¿nos envía la referencia o una "
            "imagen del comprobante?",
        ),
    ),
    MessageType.CLAIM_FOUND_THANKS: (
        Variant("a", "Así es: su pago ya está registrado. ¡Muchas gracias!"),
        Variant("paid_a", "Así es: su pago de {paid} ya está registrado. ¡Muchas gracias!"),
    ),
    MessageType.BALANCE_FACTS: (
        Variant("a", "La factura {invoice} tiene un saldo de {amount}, con vencimiento el {due}."),
        Variant(
            "dated_a",
            "Según nuestros registros al {as_of}, la factura {invoice} tiene un saldo de {amount}, "
            "con vencimiento el {due}.",
        ),
        Variant("many_a", "Su saldo es de {total}, en {count} facturas:\n{invoice_list}"),
        Variant(
            "many_dated_a",
            "Según nuestros registros al {as_of}, su saldo es de {total}, en {count} facturas:\n{invoice_list}",
        ),
    ),
    MessageType.INVOICE_FACTS: (
        Variant("a", "La factura {invoice} tiene un saldo de {amount}, con vencimiento el {due}."),
        Variant(
            "issued_a",
            "La factura {invoice} se emitió el {issued}, con vencimiento el {due}; su saldo es de {amount}.",
        ),
        Variant(
            "full_a",
            "La factura {invoice} se emitió el {issued} por {original}, con vencimiento el "
            "{due}; su saldo es de {amount}.",
        ),
        Variant(
            "lines_a",
            "La factura {invoice}, con vencimiento el {due}, tiene un saldo de {amount}. Su detalle:\n{lines}",
        ),
        Variant(
            "full_lines_a",
            "La factura {invoice} se emitió el {issued} por {original}, con vencimiento el "
            "{due}; su saldo es de {amount}. "
            "Su detalle:\n{lines}",
        ),
    ),
    MessageType.PAYMENT_FACTS: (
        Variant("a", "Puede pagar por estos medios oficiales de {company}:\n{means}"),
        Variant(
            "reference_a",
            "Puede pagar por estos medios oficiales de {company}:\n{means}\n"
            "Por favor, indique esta referencia: {reference}",
        ),
    ),
    MessageType.EXTENSION_OFFER: (
        Variant("days_a", "Podemos esperar su pago hasta el {latest}. ¿Le parece bien esa fecha?"),
        Variant("parts_a", "Podemos dividir el pago en partes:\n{plan}\n¿Está de acuerdo?"),
        Variant(
            "both_a",
            "Podemos ofrecerle dos opciones. La primera: pagar a más tardar el {latest}. "
            "La segunda: pagar en partes:\n{plan}\n¿Cuál prefiere?",
        ),
    ),
    MessageType.EXTENSION_ACCEPTED: (
        Variant(
            "days_a",
            "De acuerdo. Registramos su pago de {promise_amount} para el {promise_date}. Gracias.",
            Trait.ONE_PAYMENT,
        ),
        Variant("parts_a", "De acuerdo. Registramos su plan de pagos:\n{plan}\nGracias."),
    ),
    MessageType.DISPUTE_RECEIVED: (
        Variant(
            "a",
            "Gracias por decírnoslo. Registramos su observación y una persona de nuestro equipo la revisará con "
            "usted. Mientras tanto no le enviaremos recordatorios sobre lo que está en revisión.",
        ),
        Variant(
            "invoice_a",
            "Gracias por decírnoslo. Registramos su observación sobre la factura {invoice} y una persona de "
            "nuestro equipo la revisará con usted. Mientras tanto no le enviaremos recordatorios de esa factura.",
        ),
    ),
    MessageType.HAND_OVER_NOTICE: (
        Variant(
            "a", "Gracias por su mensaje. Una persona de nuestro equipo continuará con usted por este medio."
        ),
        Variant(
            "executive_a", "Gracias por su mensaje. {executive}, de nuestro equipo, continuará con usted."
        ),
    ),
    MessageType.OPT_OUT_CONFIRMED: (
        Variant(
            "a",
            "Listo: no le enviaremos más mensajes por nuestra iniciativa. Si nos escribe, le responderemos; "
            "y si desea volver a recibirlos, escriba ALTA.",
        ),
    ),
    MessageType.OPT_IN_CONFIRMED: (
        Variant(
            "a",
            "Listo: volverá a recibir nuestros mensajes. Puede detenerlos cuando guste con la palabra BAJA.",
        ),
    ),
    MessageType.WRONG_NUMBER_APOLOGY: (
        Variant("a", "Disculpe la molestia y gracias por avisarnos. No volveremos a escribir a este número."),
    ),
    MessageType.THIRD_PARTY_REPLY: (
        Variant(
            "a",
            "Gracias por avisarnos. Por confidencialidad no podemos darle más información. Disculpe la molestia.",
        ),
    ),
    MessageType.IDENTIFICATION_ASK: (
        Variant(
            "a",
            "Con gusto. Para proteger la información de la cuenta, ¿nos indica, por favor, el número de cliente?",
        ),
    ),
    MessageType.IDENTIFIED_THANKS: (Variant("a", "Gracias por confirmarlo. ¿En qué podemos ayudarle?"),),
    MessageType.CLARIFY: (
        Variant(
            "a",
            "Disculpe, no entendimos bien su mensaje. ¿Desea indicarnos una fecha de pago, avisarnos de un pago ya "
            "realizado o hablar con una persona?",
        ),
    ),
    MessageType.ASK_FOR_TEXT: (
        Variant(
            "a",
            "Disculpe, por este medio todavía no podemos leer audios ni archivos. ¿Nos lo escribe, por favor?",
        ),
        Variant("b", "Gracias. Por ahora solo podemos leer mensajes escritos. ¿Nos lo puede escribir?"),
    ),
    MessageType.RECEIPT_RECEIVED: (
        Variant(
            "a", "Gracias, recibimos su archivo. Lo compararemos con nuestros registros y le avisaremos."
        ),
    ),
    MessageType.SMALLTALK_THANKS: (
        Variant("a", "Gracias a usted. Quedamos a sus órdenes."),
        Variant("b", "Con gusto. Quedamos pendientes de lo que necesite."),
    ),
    MessageType.HARDSHIP_REPLY: (
        Variant(
            "a",
            "Gracias por la confianza de contarnos, y lamentamos la situación. Una persona de nuestro equipo la "
            "revisará con usted. Mientras tanto no le enviaremos recordatorios.",
        ),
    ),
    MessageType.INVOICE_COPY_HANDED_OVER: (
        Variant("a", "Con gusto. Una persona de nuestro equipo le enviará la copia que solicita."),
        Variant(
            "invoice_a",
            "Con gusto. Una persona de nuestro equipo le enviará la copia de la factura {invoice}.",
        ),
    ),
    MessageType.ANSWER_ONLY_NOTICE: (
        Variant(
            "a",
            "Le respondemos porque usted nos escribió; seguimos sin enviarle mensajes por nuestra iniciativa. "
            "Si desea volver a recibirlos, escriba ALTA.",
        ),
    ),
    MessageType.NO_FACTS_YET: (
        Variant(
            "a",
            "En este momento estamos revisando los datos de su cuenta, por lo que aún no podemos darle una cifra "
            "segura. Una persona de nuestro equipo se la confirmará.",
        ),
    ),
    MessageType.PROMISE_CHANGED: (
        Variant(
            "a",
            "De acuerdo, lo cambiamos. Registramos su pago de {promise_amount} para el "
            "{promise_date}, en lugar de lo que nos había indicado.",
        ),
    ),
    MessageType.PROMISE_STANDS: (
        Variant(
            "a",
            "De acuerdo. Su pago sigue registrado para el {promise_date}; si prefiere otra fecha, "
            "indíquenosla por aquí.",
        ),
    ),
    MessageType.PROMISE_DATE_AGAIN: (
        Variant(
            "a",
            "Y para completar el registro de su pago: ¿qué día lo realizará?",
        ),
    ),
    MessageType.CLAIM_NOTED: (
        Variant(
            "a",
            "Gracias por decírnoslo. Lo compararemos con nuestros registros y le avisaremos.",
        ),
    ),
    MessageType.CLAIM_BESIDE_PROMISE: (
        Variant(
            "a",
            "En cuanto a lo que nos dice que ya pagó, vamos a verificarlo. ¿Nos comparte la "
            "referencia o una imagen del comprobante?",
        ),
    ),
    MessageType.RECEIPT_AGAIN: (
        Variant(
            "a",
            "Cuando pueda, ¿nos comparte la referencia o una imagen del comprobante de su pago?",
        ),
    ),
    MessageType.TERMS_AGAIN: (
        Variant(
            "a",
            "Y sobre las opciones de pago que le propusimos: ¿está de acuerdo?",
        ),
    ),
    MessageType.LEFT_AS_IS: (
        Variant(
            "a",
            "De acuerdo, lo dejamos así. Quedamos a sus órdenes.",
        ),
    ),
    MessageType.START_OVER: (
        Variant(
            "a",
            "Con gusto, empecemos de nuevo. ¿Desea indicarnos una fecha de pago, avisarnos de un pago "
            "ya realizado o hablar con una persona?",
        ),
    ),
    MessageType.VOICE_READ_BACK: (
        Variant(
            "a",
            "Recibimos su mensaje de voz. Para no equivocarnos: ¿registramos su pago de {promise_amount} "
            "para el {promise_date}?",
        ),
        Variant(
            "b",
            "Gracias por su mensaje de voz. ¿Entendimos bien que pagará {promise_amount} el {promise_date}?",
        ),
    ),
}
