"""Portuguese (Brazil) wordings of the messages that leave on our own accord. Você; each asks one thing."""

from __future__ import annotations

from .types import MessageType, Trait, Variant

GREETING = "Olá, {customer}:"
SENDER = "Quem escreve é {company}, por meio do seu assistente automático."
INTRODUCTION = (
    "Quem escreve é {company_full}, por meio do seu assistente automático. "
    "Para falar com uma pessoa, responda PESSOA; para não receber mais mensagens, responda SAIR. "
    "Aviso de privacidade: {privacy}."
)

_CHANNEL = "Você pode pagar, como de costume, por {channel}, se for mais cômodo."
_SALES = "Se preferir, você também pode tratar disso com {salesperson}, seu contato na área de vendas."
_EXECUTIVE = "Em caso de dúvida, você pode falar com {executive}, que acompanha a sua conta."
_ALREADY = "Se você já pagou, pedimos a gentileza de nos enviar o comprovante."
_WHICH_DAY = "Pode nos confirmar em que dia fará o pagamento?"

_FRIENDLY = "Lembramos que a fatura {invoice}, no valor de {amount}, vence em {due}."
_FRIENDLY_MANY = (
    "Lembramos que você tem {count} faturas, no total de {total}. "
    "A primeira é a {oldest_invoice}, que vence em {oldest_due}."
)
_DUE = "A fatura {invoice}, no valor de {amount}, tem como data de pagamento o dia {due}."
_DUE_MANY = (
    "Você tem {count} faturas, no total de {total}. "
    "A primeira, a {oldest_invoice}, tem como data de pagamento o dia {oldest_due}."
)
_CORDIAL = (
    "A fatura {invoice}, no valor de {amount}, venceu em {due} e ainda não vemos o "
    "pagamento em nossos registros."
)
_CORDIAL_MANY = (
    "Ainda não vemos em nossos registros o pagamento de {count} faturas, no total de {total}. "
    "A mais antiga é a {oldest_invoice}, que venceu em {oldest_due}."
)
_DIRECT = "Continua em aberto a fatura {invoice}, no valor de {amount}, que venceu em {due}."
_DIRECT_MANY = (
    "Continuam em aberto {count} faturas, no total de {total}. "
    "A mais antiga é a {oldest_invoice}, que venceu em {oldest_due}."
)
_FIRM = (
    "Até o momento não recebemos o pagamento da fatura {invoice}, no valor de {amount}, que venceu em {due}. "
    "Pedimos que dê prioridade a ele."
)
_FIRM_MANY = (
    "Até o momento não recebemos o pagamento de {count} faturas, no total de {total}. "
    "A mais antiga é a {oldest_invoice}, que venceu em {oldest_due}. Pedimos que dê prioridade a ele."
)
_FINAL = (
    "A fatura {invoice}, no valor de {amount}, continua em aberto desde {due}. "
    "Gostaríamos de combinar com você a melhor forma de resolver."
)
_FINAL_MANY = (
    "Continuam em aberto {count} faturas, no total de {total}; "
    "a mais antiga é a {oldest_invoice}, com vencimento em {oldest_due}. "
    "Gostaríamos de combinar com você a melhor forma de resolver."
)
_CHARGES = "De acordo com as condições combinadas, um pagamento após o vencimento pode gerar encargos."


def _friendly(fact: str) -> tuple[Variant, ...]:
    return (
        Variant("a", f"{fact}\n\nVocê tem tudo de que precisa para fazer o pagamento?"),
        Variant("b", f"Um lembrete com antecedência. {fact}\n\nPode nos confirmar que está previsto?"),
        Variant(
            "good_a",
            f"Obrigado pela pontualidade de sempre. {fact}\n\nVocê tem tudo de que precisa para fazer o pagamento?",
            Trait.GOOD_PAYER,
        ),
    )


def _due(fact: str) -> tuple[Variant, ...]:
    return (
        Variant("a", f"{fact}\n\nPode nos confirmar se fará o pagamento nessa data?"),
        Variant(
            "b", f"Enviamos este aviso para ajudar. {fact}\n\nPodemos contar com o pagamento nessa data?"
        ),
        Variant(
            "good_a",
            f"Obrigado pela pontualidade de sempre. {fact}\n\nPode nos confirmar se fará o pagamento nessa data?",
            Trait.GOOD_PAYER,
        ),
    )


def _cordial(fact: str) -> tuple[Variant, ...]:
    return (
        Variant("a", f"{fact} {_ALREADY}\n\n{_WHICH_DAY}"),
        Variant("b", f"Esperamos que esteja tudo bem. {fact} {_ALREADY}\n\nEm que dia você poderá pagar?"),
        Variant(
            "good_a",
            f"Sabemos que você costuma pagar em dia e agradecemos. {fact} {_ALREADY}\n\n{_WHICH_DAY}",
            Trait.GOOD_PAYER,
        ),
        Variant("channel_a", f"{fact} {_ALREADY} {_CHANNEL}\n\n{_WHICH_DAY}"),
        Variant("sales_a", f"{fact} {_ALREADY} {_SALES}\n\n{_WHICH_DAY}"),
    )


def _direct(fact: str) -> tuple[Variant, ...]:
    return (
        Variant("a", f"{fact} {_ALREADY}\n\n{_WHICH_DAY}"),
        Variant("b", f"{fact} {_ALREADY}\n\nQue data de pagamento podemos registrar?"),
        Variant("channel_a", f"{fact} {_ALREADY} {_CHANNEL}\n\n{_WHICH_DAY}"),
        Variant("sales_a", f"{fact} {_ALREADY} {_SALES}\n\n{_WHICH_DAY}"),
    )


def _firm(fact: str) -> tuple[Variant, ...]:
    return (
        Variant("a", f"{fact} {_ALREADY}\n\nPara que data podemos esperar o pagamento?"),
        Variant("b", f"{fact} {_ALREADY}\n\nEm que dia você fará o pagamento?"),
        Variant("executive_a", f"{fact} {_EXECUTIVE}\n\nPara que data podemos esperar o pagamento?"),
        Variant(
            "charges_a", f"{fact} {_CHARGES}\n\nPara que data podemos esperar o pagamento?", Trait.CHARGES
        ),
        Variant(
            "charges_executive_a",
            f"{fact} {_CHARGES} {_EXECUTIVE}\n\nPara que data podemos esperar o pagamento?",
            Trait.CHARGES,
        ),
    )


def _final(fact: str) -> tuple[Variant, ...]:
    return (
        Variant("a", f"{fact}\n\nQue data de pagamento você pode nos confirmar?"),
        Variant("b", f"{fact} {_ALREADY}\n\nQuando você poderá fazer o pagamento?"),
        Variant("executive_a", f"{fact} {_EXECUTIVE}\n\nQue data de pagamento você pode nos confirmar?"),
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
        Variant("a", "Falo com {customer}? Por favor, responda SIM ou NÃO."),
        Variant("b", "Para falarmos com a pessoa certa: falo com {customer}? Responda SIM ou NÃO."),
    ),
    MessageType.PROMISE_REMINDER: (
        Variant(
            "a",
            "Lembramos o pagamento de {promise_amount} que você programou para o dia {promise_date}.\n\n"
            "Já conseguiu fazer?",
        ),
        Variant(
            "b",
            "Temos registrado o seu pagamento de {promise_amount} para o dia {promise_date}.\n\n"
            "Pode nos confirmar se está mantido?",
        ),
    ),
    MessageType.PROMISE_BROKEN_FOLLOW_UP: (
        Variant(
            "a",
            "Esperávamos o seu pagamento de {promise_amount} para o dia {promise_date} e ainda não o vemos em "
            f"nossos registros. {_ALREADY}\n\nQue nova data podemos registrar?",
        ),
        Variant(
            "b",
            "Ainda não vemos em nossos registros o pagamento de {promise_amount} previsto para o dia "
            f"{{promise_date}}. {_ALREADY}\n\n{_WHICH_DAY}",
        ),
    ),
    MessageType.PROMISE_PARTLY_KEPT: (
        Variant(
            "a",
            "Recebemos {paid}; obrigado. Do pagamento de {promise_amount} previsto para o dia {promise_date} falta "
            "uma parte, e o saldo da sua conta é de {total}.\n\nEm que dia você poderá pagar o restante?",
        ),
        Variant(
            "b",
            "Obrigado pelo pagamento de {paid}. O previsto para o dia {promise_date} era {promise_amount}; "
            "o saldo da sua conta é de {total}.\n\nPode nos confirmar em que dia poderá completá-lo?",
        ),
    ),
    MessageType.PROMISE_KEPT_THANKS: (
        Variant("a", "Recebemos o seu pagamento de {paid}, conforme combinado. Muito obrigado por cumprir!"),
        Variant("b", "O seu pagamento de {paid} já está registrado. Agradecemos por cumprir o combinado."),
    ),
    MessageType.PAYMENT_THANKS: (
        Variant("a", "Recebemos o seu pagamento de {paid}. Muito obrigado!"),
        Variant("b", "O seu pagamento de {paid} já está registrado. Obrigado pela preferência."),
    ),
    MessageType.CLAIM_NOT_FOUND_ASK: (
        Variant(
            "a",
            "Procuramos o pagamento que você mencionou e ainda não o encontramos em nossos registros.\n\n"
            "Pode nos enviar o comprovante?",
        ),
        Variant(
            "b",
            "Para localizar o pagamento que você mencionou falta um dado, pois ele ainda não aparece em nossos "
            "registros.\n\nPode nos enviar o comprovante ou o código da transação?",
        ),
    ),
    MessageType.APOLOGY: (
        Variant(
            "a",
            "Pedimos desculpas: a nossa mensagem anterior foi um erro nosso. Não é preciso levá-la em conta.",
        ),
        Variant(
            "b",
            "Lamentamos o incômodo: a mensagem que enviamos antes ocorreu por um erro da nossa parte. "
            "Por favor, desconsidere-a.",
        ),
    ),
}
