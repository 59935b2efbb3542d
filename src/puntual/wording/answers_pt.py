"""Portuguese (Brazil) wordings of the answers to a customer's own message, inside the service window."""

from __future__ import annotations

from .types import MessageType, Trait, Variant

MESSAGES: dict[MessageType, tuple[Variant, ...]] = {
    MessageType.PROMISE_CONFIRMED: (
        Variant(
            "a",
            "Obrigado. Registramos o seu pagamento de {promise_amount} para o dia {promise_date}. "
            "Se algo mudar, pode nos avisar por aqui.",
        ),
        Variant(
            "b",
            "Anotado: {promise_amount} para o dia {promise_date}. Obrigado por confirmar; "
            "se houver alguma mudança, avise por aqui.",
        ),
    ),
    MessageType.PROMISE_ASK_DATE: (
        Variant("a", "Obrigado por avisar. Em que dia você fará o pagamento?"),
        Variant("b", "Agradecemos. Pode nos dizer a data em que fará o pagamento?"),
    ),
    MessageType.PROMISE_DATE_TOO_FAR: (
        Variant(
            "a",
            "Obrigado pela proposta. A data mais distante que podemos registrar por aqui é o dia {latest}. "
            "Você poderia pagar nesse dia ou antes?",
        ),
    ),
    MessageType.AMBIGUOUS_DATE: (
        Variant("a", "Para não errarmos: você se refere ao dia {date_a} ou ao dia {date_b}?"),
    ),
    MessageType.CLAIM_RECEIVED_ASK_REFERENCE: (
        Variant(
            "a",
            "Obrigado por avisar. Ainda não vemos o pagamento em nossos registros; pode ser que esteja em "
            "processamento. Pode nos enviar o comprovante?",
        ),
        Variant(
            "b",
            "Obrigado. Vamos verificar. Para encontrarmos o seu pagamento mais rápido, pode nos enviar o "
            "comprovante ou o código da transação?",
        ),
    ),
    MessageType.CLAIM_FOUND_THANKS: (
        Variant("a", "Isso mesmo: o seu pagamento já está registrado. Muito obrigado!"),
        Variant("paid_a", "Isso mesmo: o seu pagamento de {paid} já está registrado. Muito obrigado!"),
    ),
    MessageType.BALANCE_FACTS: (
        Variant("a", "A fatura {invoice} tem um saldo de {amount}, com vencimento em {due}."),
        Variant(
            "dated_a",
            "Segundo nossos registros de {as_of}, a fatura {invoice} tem um saldo de {amount}, "
            "com vencimento em {due}.",
        ),
        Variant("many_a", "O seu saldo é de {total}, em {count} faturas:\n{invoice_list}"),
        Variant(
            "many_dated_a",
            "Segundo nossos registros de {as_of}, o seu saldo é de {total}, em {count} faturas:\n{invoice_list}",
        ),
    ),
    MessageType.INVOICE_FACTS: (
        Variant("a", "A fatura {invoice} tem um saldo de {amount}, com vencimento em {due}."),
        Variant(
            "issued_a",
            "A fatura {invoice} foi emitida em {issued}, com vencimento em {due}; o saldo é de {amount}.",
        ),
        Variant(
            "full_a",
            "A fatura {invoice} foi emitida em {issued}, no valor de {original}, com vencimento em {due}; "
            "o saldo é de {amount}.",
        ),
        Variant(
            "lines_a",
            "A fatura {invoice}, com vencimento em {due}, tem um saldo de {amount}. Detalhes:\n{lines}",
        ),
        Variant(
            "full_lines_a",
            "A fatura {invoice} foi emitida em {issued}, no valor de {original}, com vencimento em {due}; "
            "o saldo é de {amount}. Detalhes:\n{lines}",
        ),
    ),
    MessageType.PAYMENT_FACTS: (
        Variant("a", "Você pode pagar por estes meios oficiais de {company}:\n{means}"),
        Variant(
            "reference_a",
            "Você pode pagar por estes meios oficiais de {company}:\n{means}\n"
            "Por favor, informe esta referência: {reference}",
        ),
    ),
    MessageType.EXTENSION_OFFER: (
        Variant("days_a", "Podemos aguardar o pagamento até o dia {latest}. Essa data atende você?"),
        Variant("parts_a", "Podemos dividir o pagamento em partes:\n{plan}\nVocê concorda?"),
        Variant(
            "both_a",
            "Podemos oferecer duas opções. A primeira: pagar até o dia {latest}. "
            "A segunda: pagar em partes:\n{plan}\nQual você prefere?",
        ),
    ),
    MessageType.EXTENSION_ACCEPTED: (
        Variant(
            "days_a",
            "Combinado. Registramos o seu pagamento de {promise_amount} para o dia {promise_date}. Obrigado.",
            Trait.ONE_PAYMENT,
        ),
        Variant("parts_a", "Combinado. Registramos o seu plano de pagamento:\n{plan}\nObrigado."),
    ),
    MessageType.DISPUTE_RECEIVED: (
        Variant(
            "a",
            "Obrigado por nos dizer. Registramos a sua observação e uma pessoa da nossa equipe vai analisá-la com "
            "você. Enquanto isso não enviaremos lembretes sobre o que está em análise.",
        ),
        Variant(
            "invoice_a",
            "Obrigado por nos dizer. Registramos a sua observação sobre a fatura {invoice} e uma pessoa da nossa "
            "equipe vai analisá-la com você. Enquanto isso não enviaremos lembretes dessa fatura.",
        ),
    ),
    MessageType.HAND_OVER_NOTICE: (
        Variant("a", "Obrigado pela mensagem. Uma pessoa da nossa equipe vai continuar com você por aqui."),
        Variant(
            "executive_a", "Obrigado pela mensagem. {executive}, da nossa equipe, vai continuar com você."
        ),
    ),
    MessageType.OPT_OUT_CONFIRMED: (
        Variant(
            "a",
            "Pronto: não enviaremos mais mensagens por nossa iniciativa. Se você nos escrever, responderemos; "
            "e, se quiser voltar a recebê-las, escreva VOLTAR.",
        ),
    ),
    MessageType.OPT_IN_CONFIRMED: (
        Variant(
            "a", "Pronto: você voltará a receber nossas mensagens. Para parar quando quiser, responda SAIR."
        ),
    ),
    MessageType.WRONG_NUMBER_APOLOGY: (
        Variant(
            "a", "Desculpe o incômodo e obrigado por avisar. Não voltaremos a escrever para este número."
        ),
    ),
    MessageType.THIRD_PARTY_REPLY: (
        Variant(
            "a",
            "Obrigado por avisar. Por confidencialidade não podemos dar mais informações. Desculpe o incômodo.",
        ),
    ),
    MessageType.IDENTIFICATION_ASK: (
        Variant(
            "a",
            "Claro. Para proteger as informações da conta, pode nos informar, por favor, o número de cliente?",
        ),
    ),
    MessageType.IDENTIFIED_THANKS: (Variant("a", "Obrigado por confirmar. Em que podemos ajudar?"),),
    MessageType.CLARIFY: (
        Variant(
            "a",
            "Desculpe, não entendemos bem a sua mensagem. Você deseja informar uma data de pagamento, avisar de um "
            "pagamento já feito ou falar com uma pessoa?",
        ),
    ),
    MessageType.ASK_FOR_TEXT: (
        Variant(
            "a", "Desculpe, por aqui ainda não conseguimos ler áudios nem arquivos. Pode escrever, por favor?"
        ),
        Variant("b", "Obrigado. Por enquanto só conseguimos ler mensagens escritas. Pode nos escrever?"),
    ),
    MessageType.RECEIPT_RECEIVED: (
        Variant("a", "Obrigado, recebemos o seu arquivo. Vamos conferir com nossos registros e avisaremos."),
    ),
    MessageType.SMALLTALK_THANKS: (
        Variant("a", "Nós que agradecemos. Ficamos à disposição."),
        Variant("b", "Por nada. Estamos à disposição para o que precisar."),
    ),
    MessageType.HARDSHIP_REPLY: (
        Variant(
            "a",
            "Obrigado pela confiança de nos contar; lamentamos a situação. Uma pessoa da nossa equipe vai analisá-la "
            "com você. Enquanto isso não enviaremos lembretes.",
        ),
    ),
    MessageType.INVOICE_COPY_HANDED_OVER: (
        Variant("a", "Claro. Uma pessoa da nossa equipe vai enviar a cópia que você pediu."),
        Variant(
            "invoice_a", "Claro. Uma pessoa da nossa equipe vai enviar a cópia da fatura {invoice} para você."
        ),
    ),
    MessageType.ANSWER_ONLY_NOTICE: (
        Variant(
            "a",
            "Respondemos porque você nos escreveu; continuamos sem enviar mensagens por nossa iniciativa. "
            "Se quiser voltar a recebê-las, escreva VOLTAR.",
        ),
    ),
    MessageType.NO_FACTS_YET: (
        Variant(
            "a",
            "Neste momento estamos revisando os dados da sua conta e por isso ainda não podemos informar um valor "
            "seguro. Uma pessoa da nossa equipe vai confirmá-lo.",
        ),
    ),
    MessageType.PROMISE_CHANGED: (
        Variant(
            "a",
            "Certo, alteramos. Registramos o seu pagamento de {promise_amount} para o dia "
            "{promise_date}, no lugar do que havia informado.",
        ),
    ),
    MessageType.PROMISE_STANDS: (
        Variant(
            "a",
            "Certo. O seu pagamento continua registrado para o dia {promise_date}; se preferir outra "
            "data, informe por aqui.",
        ),
    ),
    MessageType.PROMISE_DATE_AGAIN: (
        Variant(
            "a",
            "E para completar o registro do seu pagamento: em que dia você o fará?",
        ),
    ),
    MessageType.CLAIM_NOTED: (
        Variant(
            "a",
            "Obrigado por nos dizer. Vamos comparar com nossos registros e avisaremos.",
        ),
    ),
    MessageType.CLAIM_BESIDE_PROMISE: (
        Variant(
            "a",
            "Quanto ao que você diz que já pagou, vamos verificar. Pode nos enviar o comprovante ou o "
            "código da transação?",
        ),
    ),
    MessageType.RECEIPT_AGAIN: (
        Variant(
            "a",
            "Quando puder, pode nos enviar o comprovante do pagamento ou o código da transação?",
        ),
    ),
    MessageType.TERMS_AGAIN: (
        Variant(
            "a",
            "E sobre as opções de pagamento que propusemos: está de acordo?",
        ),
    ),
    MessageType.LEFT_AS_IS: (
        Variant(
            "a",
            "Certo, deixamos assim. Ficamos à disposição.",
        ),
    ),
    MessageType.START_OVER: (
        Variant(
            "a",
            "Com prazer, vamos começar de novo. Deseja informar uma data de pagamento, avisar de um "
            "pagamento já feito ou falar com uma pessoa?",
        ),
    ),
    MessageType.VOICE_READ_BACK: (
        Variant(
            "a",
            "Recebemos a sua mensagem de voz. Para não errar: registramos o seu pagamento de {promise_amount} "
            "para o dia {promise_date}?",
        ),
        Variant(
            "b",
            "Obrigado pela mensagem de voz. Entendemos bem que pagará {promise_amount} no dia {promise_date}?",
        ),
    ),
}
