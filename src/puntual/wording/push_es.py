"""Spanish wordings of the messages that leave on our own accord. Usted throughout; each asks one thing."""

from __future__ import annotations

from .types import MessageType, Trait, Variant

GREETING = "Hola, {customer}:"
SENDER = "Le escribe {company} por medio de su asistente automático."
INTRODUCTION = (
    "Le escribe {company_full} por medio de su asistente automático. "
    "Para hablar con una persona, responda PERSONA; para no recibir más mensajes, responda BAJA. "
    "Aviso de privacidad: {privacy}."
)

_CHANNEL = "Puede pagar, como de costumbre, por {channel} si así le resulta más cómodo."
_SALES = "Si lo prefiere, también puede tratarlo con {salesperson}, su contacto en el área de ventas."
_EXECUTIVE = "Para cualquier aclaración puede dirigirse a {executive}, que da seguimiento a su cuenta."
_ALREADY = "Si ya pagó, le agradeceremos compartirnos la referencia."
_WHICH_DAY = "¿Nos confirma qué día podrá realizar el pago?"

_FRIENDLY = "Le recordamos que la factura {invoice}, por {amount}, vence el {due}."
_FRIENDLY_MANY = (
    "Le recordamos que tiene {count} facturas por un total de {total}. "
    "La primera es la {oldest_invoice}, que vence el {oldest_due}."
)
_DUE = "La factura {invoice}, por {amount}, tiene como fecha de pago el {due}."
_DUE_MANY = (
    "Tiene {count} facturas por un total de {total}. "
    "La primera, la {oldest_invoice}, tiene como fecha de pago el {oldest_due}."
)
_CORDIAL = "La factura {invoice}, por {amount}, venció el {due} y aún no vemos su pago en nuestros registros."
_CORDIAL_MANY = (
    "Aún no vemos en nuestros registros el pago de {count} facturas por un total de {total}. "
    "La más antigua es la {oldest_invoice}, que venció el {oldest_due}."
)
_DIRECT = "Sigue pendiente de pago la factura {invoice}, por {amount}, que venció el {due}."
_DIRECT_MANY = (
    "Siguen pendientes de pago {count} facturas por un total de {total}. "
    "La más antigua es la {oldest_invoice}, que venció el {oldest_due}."
)
_FIRM = (
    "A la fecha no hemos recibido el pago de la factura {invoice}, por {amount}, que venció el {due}. "
    "Le pedimos darle prioridad."
)
_FIRM_MANY = (
    "A la fecha no hemos recibido el pago de {count} facturas por un total de {total}. "
    "La más antigua es la {oldest_invoice}, que venció el {oldest_due}. Le pedimos darles prioridad."
)
_FINAL = (
    "La factura {invoice}, por {amount}, sigue pendiente de pago desde el {due}. "
    "Nos gustaría acordar con usted la manera de resolverlo."
)
_FINAL_MANY = (
    "Siguen pendientes de pago {count} facturas por un total de {total}; "
    "la más antigua es la {oldest_invoice}, con vencimiento el {oldest_due}. "
    "Nos gustaría acordar con usted la manera de resolverlo."
)
_CHARGES = "De acuerdo con las condiciones pactadas, un pago posterior al vencimiento puede generar cargos."


def _friendly(fact: str) -> tuple[Variant, ...]:
    return (
        Variant("a", f"{fact}\n\n¿Tiene todo lo necesario para realizar el pago?"),
        Variant("b", f"Un recordatorio con tiempo. {fact}\n\n¿Nos confirma que lo tiene previsto?"),
        Variant(
            "good_a",
            f"Gracias por su puntualidad de siempre. {fact}\n\n¿Tiene todo lo necesario para realizar el pago?",
            Trait.GOOD_PAYER,
        ),
    )


def _due(fact: str) -> tuple[Variant, ...]:
    return (
        Variant("a", f"{fact}\n\n¿Nos confirma si realizará el pago en esa fecha?"),
        Variant("b", f"Le compartimos este aviso. {fact}\n\n¿Podemos contar con su pago en esa fecha?"),
        Variant(
            "good_a",
            f"Gracias por su puntualidad de siempre. {fact}\n\n¿Nos confirma si realizará el pago en esa fecha?",
            Trait.GOOD_PAYER,
        ),
    )


def _cordial(fact: str) -> tuple[Variant, ...]:
    return (
        Variant("a", f"{fact} {_ALREADY}\n\n{_WHICH_DAY}"),
        Variant(
            "b", f"Esperamos que se encuentre bien. {fact} {_ALREADY}\n\n¿Qué día podrá realizar el pago?"
        ),
        Variant(
            "good_a",
            f"Sabemos que usted suele pagar a tiempo y se lo agradecemos. {fact} {_ALREADY}\n\n{_WHICH_DAY}",
            Trait.GOOD_PAYER,
        ),
        Variant("channel_a", f"{fact} {_ALREADY} {_CHANNEL}\n\n{_WHICH_DAY}"),
        Variant("sales_a", f"{fact} {_ALREADY} {_SALES}\n\n{_WHICH_DAY}"),
    )


def _direct(fact: str) -> tuple[Variant, ...]:
    return (
        Variant("a", f"{fact} {_ALREADY}\n\n{_WHICH_DAY}"),
        Variant("b", f"{fact} {_ALREADY}\n\n¿Qué fecha de pago podemos registrar?"),
        Variant("channel_a", f"{fact} {_ALREADY} {_CHANNEL}\n\n{_WHICH_DAY}"),
        Variant("sales_a", f"{fact} {_ALREADY} {_SALES}\n\n{_WHICH_DAY}"),
    )


def _firm(fact: str) -> tuple[Variant, ...]:
    return (
        Variant("a", f"{fact} {_ALREADY}\n\n¿En qué fecha podemos esperar su pago?"),
        Variant("b", f"{fact} {_ALREADY}\n\n¿Qué día realizará el pago?"),
        Variant("executive_a", f"{fact} {_EXECUTIVE}\n\n¿En qué fecha podemos esperar su pago?"),
        Variant("charges_a", f"{fact} {_CHARGES}\n\n¿En qué fecha podemos esperar su pago?", Trait.CHARGES),
        Variant(
            "charges_executive_a",
            f"{fact} {_CHARGES} {_EXECUTIVE}\n\n¿En qué fecha podemos esperar su pago?",
            Trait.CHARGES,
        ),
    )


def _final(fact: str) -> tuple[Variant, ...]:
    return (
        Variant("a", f"{fact}\n\n¿Qué fecha de pago nos puede confirmar?"),
        Variant("b", f"{fact} {_ALREADY}\n\n¿Cuándo podrá realizar el pago?"),
        Variant("executive_a", f"{fact} {_EXECUTIVE}\n\n¿Qué fecha de pago nos puede confirmar?"),
    )


MESSAGES: dict[MessageType, tuple[Variant, ...]] = {
    MessageType.REMINDER_FRIENDLY: _friendly(_FRIENDLY),
    MessageType.REMINDER_FRIENDLY_MANY: _friendly(_FRIENDLY_MANY),
    MessageType.REMINDER_DUE: _due(_DUE),
    MessageType.REMINDER_DUE_MANY: _due(_DUE_MANY),
    MessageType.REMINDER_CORDIAL: _cordial(_CORDIAL),
    MessageType.REMINDER_CORDIAL_MANY: _cordial(_CORDIAL_MANY),
    MessageType.REMINDER_DIRECT: _direct(_DIRECT),
    MessageType.REMINDER_DIRECT_MANY: _direct(_DIRECT_MANY),
    MessageType.REMINDER_FIRM: _firm(_FIRM),
    MessageType.REMINDER_FIRM_MANY: _firm(_FIRM_MANY),
    MessageType.REMINDER_FINAL: _final(_FINAL),
    MessageType.REMINDER_FINAL_MANY: _final(_FINAL_MANY),
    MessageType.FIRST_CONTACT_NEUTRAL: (
        Variant("a", "¿Hablo con {customer}? Por favor, responda SÍ o NO."),
        Variant("b", "Para comunicarnos con la persona correcta: ¿hablo con {customer}? Responda SÍ o NO."),
    ),
    MessageType.PROMISE_REMINDER: (
        Variant(
            "a",
            "Le recordamos el pago de {promise_amount} que usted programó para el {promise_date}.\n\n"
            "¿Ya pudo realizarlo?",
        ),
        Variant(
            "b",
            "Tenemos registrado su pago de {promise_amount} para el {promise_date}.\n\n"
            "¿Nos confirma si sigue en pie?",
        ),
    ),
    MessageType.PROMISE_BROKEN_FOLLOW_UP: (
        Variant(
            "a",
            "Esperábamos su pago de {promise_amount} para el {promise_date} y aún no lo vemos en nuestros "
            f"registros. {_ALREADY}\n\n¿Qué nueva fecha podemos registrar?",
        ),
        Variant(
            "b",
            "Aún no vemos en nuestros registros el pago de {promise_amount} previsto para el {promise_date}. "
            f"{_ALREADY}\n\n{_WHICH_DAY}",
        ),
    ),
    MessageType.PROMISE_PARTLY_KEPT: (
        Variant(
            "a",
            "Recibimos {paid}; gracias. Del pago de {promise_amount} previsto para el {promise_date} falta una "
            "parte, y el saldo de su cuenta es de {total}.\n\n¿Qué día podrá realizar el pago restante?",
        ),
        Variant(
            "b",
            "Gracias por su pago de {paid}. Lo previsto para el {promise_date} eran {promise_amount}; "
            "el saldo de su cuenta es de {total}.\n\n¿Nos confirma qué día podrá completarlo?",
        ),
    ),
    MessageType.PROMISE_KEPT_THANKS: (
        Variant("a", "Recibimos su pago de {paid}, tal como lo acordamos. ¡Muchas gracias por cumplir!"),
        Variant("b", "Su pago de {paid} ya está registrado. Le agradecemos haber cumplido con lo acordado."),
    ),
    MessageType.PAYMENT_THANKS: (
        Variant("a", "Recibimos su pago de {paid}. ¡Muchas gracias!"),
        Variant("b", "Su pago de {paid} ya está registrado. Gracias por su preferencia."),
    ),
    MessageType.CLAIM_NOT_FOUND_ASK: (
        Variant(
            "a",
            "Hemos buscado el pago que nos comentó y todavía no lo encontramos en nuestros registros.\n\n"
            "¿Nos comparte la referencia de la transferencia o una imagen del comprobante?",
        ),
        Variant(
            "b",
            "Para ubicar el pago que nos comentó nos falta un dato, pues aún no aparece en nuestros registros."
            "\n\n¿Nos envía la referencia o una imagen del comprobante?",
        ),
    ),
    MessageType.APOLOGY: (
        Variant(
            "a",
            "Le ofrecemos una disculpa: nuestro mensaje anterior fue un error nuestro. "
            "No es necesario que lo tome en cuenta.",
        ),
        Variant(
            "b",
            "Lamentamos la molestia: el mensaje que le enviamos antes se debió a un error de nuestra parte. "
            "Por favor, no lo tome en cuenta.",
        ),
    ),
}
