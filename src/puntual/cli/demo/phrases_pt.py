"""What simulated customers write in Portuguese. Keys and places as in the Spanish table."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, ...]] = {
    "acknowledge": (
        "Obrigado por avisar", "Ok, recebido", "Tudo bem, obrigada", "Boa tarde, ciente", "👍",
        "Vou verificar, obrigado", "ok obrigado", "Certo, muito obrigado",
    ),
    "yes_it_is_me": (
        "Sim, sou eu", "Sim, pode falar", "Isso, sou eu mesmo", "Sou eu sim", "Sim, com quem falo?",
        "Sim senhor", "Claro, é ela", "sim",
    ),
    "promise": (
        "Bom dia, vou pagar {day}", "{day} faço o Pix sem falta", "Acho que {day} já fica pago",
        "claro, {day} eu deposito", "Confirmo o pagamento {day}", "Desculpe a demora, {day} eu acerto",
        "Pago {day}, obrigado pela paciência", "O pagamento está programado para {day}",
        "Podemos combinar que pago {day}", "Estou viajando mas {day} eu pago",
    ),
    "promise_part": (
        "{day} eu pago {part} e depois o resto", "Consigo pagar {part} {day}",
        "{day} deposito {part}, é o que tenho agora", "Pago {part} {day} se puder ser",
        "Vou pagar {part} {day}", "{day} mando {part}", "Por enquanto {part} {day}",
        "{part} {day}, pode ser?",
    ),
    "promise_undated": (
        "Vou pagar sim, fique tranquilo", "Assim que eu receber eu pago", "Nesses dias eu pago",
        "Já já eu pago", "Pago em breve, obrigado", "Sim, eu vou pagar", "Vou pagar assim que puder",
        "Me dá um tempinho que eu pago",
    ),
    "day_answer": (
        "{day}", "Seria {day}", "Pago {day}", "Faço o pagamento {day}", "Para {day}", "{day} à tarde",
        "Pode colocar {day}", "{day} no máximo",
    ),
    "paid": (
        "Já paguei essa fatura", "Isso já está pago", "Oi, já fiz o Pix",
        "Já depositei, verifique por favor", "A {invoice} eu já paguei", "Já foi quitada", "ja transferi",
        "Olá, o pagamento foi feito ontem", "Já está pago desde a semana passada",
    ),
    "reference": (
        "Comprovante {reference}", "O código da transferência é {reference}", "Segue o código {reference}",
        "autenticação {reference}", "É a operação {reference}", "Número da transação {reference}",
        "{reference}", "O id do pagamento foi {reference}",
    ),
    "no_reference": (
        "Depois eu mando", "Agora não tenho aqui", "Vou procurar e envio", "Amanhã mando o comprovante",
        "Não estou achando", "Deixa eu procurar", "Está com meu contador", "fico devendo",
    ),
    "dispute": (
        "Não reconheço essa fatura", "O valor está errado, não foi o combinado",
        "A mercadoria da {invoice} veio incompleta", "Nunca recebi esse material",
        "Cobraram a mais na {invoice}", "Esse pedido foi cancelado",
        "O produto veio com defeito, não é devido", "Não concordo com a nota {invoice}",
        "essa nota ta errada",
    ),
    "opt_out": (
        "Não me mandem mais mensagens", "Sim, nao me escreva mais", "SAIR", "Me tirem dessa lista",
        "Não quero receber mais mensagens", "Parem de me mandar mensagem",
        "por favor não entrem mais em contato por aqui", "Cancelar mensagens",
        "nao quero mais mensagem no whatsapp",
    ),
    "wrong_number": (
        "Número errado", "Não sou essa pessoa", "Você ligou errado, esse número é meu",
        "Não conheço essa empresa, engano", "Aqui não é, foi engano", "Eu não sou esse senhor", "engano",
        "Este celular não é dessa pessoa",
    ),
    "third_party": (
        "Sou a esposa dele, ele não está", "Aqui é a secretária, eu passo o recado",
        "Ele não se encontra, sou o filho", "Sou a irmã, esse telefone agora é meu",
        "Sou funcionário, o dono vem amanhã", "Aqui é a assistente dele", "Sou o cunhado, eu aviso ele",
        "Sou a mãe dele, ele está viajando",
    ),
    "balance": (
        "Quanto eu devo?", "Qual é o meu saldo?", "Pode me dizer quanto tenho em aberto",
        "quanto devo no total", "Me passa meu extrato", "De quanto é o saldo?",
        "Quais faturas estão em aberto?", "Preciso saber meu saldo por favor",
    ),
    "how_to_pay": (
        "Qual é a chave Pix?", "Me passa os dados para transferir", "Como posso pagar?", "me manda a conta",
        "Onde eu pago?", "Quais são os dados bancários?", "Para onde faço a transferência?",
        "Preciso dos dados para o pagamento",
    ),
    "what_is_it": (
        "De que é essa fatura?", "O que é a {invoice}?", "Quais produtos são?", "De que data é?",
        "Não lembro do que é, me explica?", "O que inclui essa nota?", "A {invoice} é de quê?",
        "do que é essa cobrança",
    ),
    "copy": (
        "Pode me mandar a nota?", "Envie a segunda via da {invoice}", "Me passa o PDF da nota por favor",
        "Não recebi a nota, pode reenviar?", "Manda o XML e o PDF", "Preciso da nota fiscal para pagar",
        "me manda o boleto", "Pode reenviar o documento?",
    ),
    "person": (
        "Quero falar com uma pessoa", "Me passa para um atendente", "Me ligue por favor",
        "Prefiro falar com alguém", "Quero falar com o gerente", "Não quero falar com robô",
        "alguém pode me ligar", "Peça para o vendedor me ligar",
    ),
    "hardship": (
        "Perdi o emprego, não consigo pagar agora", "Estou internado",
        "Meu marido faleceu e não sei o que fazer", "Fechei a loja, não tenho como pagar",
        "Estou muito doente, agora não posso", "Sem vendas, não tenho dinheiro",
        "Sofri um acidente e não estou trabalhando", "a empresa faliu",
    ),
    "extension": (
        "Pode me dar mais uns dias?", "Preciso de um prazo maior", "Posso pagar em partes?",
        "Dá para parcelar em duas vezes?", "Me dá mais uns dias?", "Posso parcelar?",
        "Queria um parcelamento", "me da mais uma semana por favor",
    ),
    "accept": (
        "Sim, de acordo", "Está bem, aceito", "Sim, pode ser", "Fechado, obrigado", "Ok, combinado",
        "Sim por favor", "sim", "Perfeito, combinado",
    ),
    "rude": (
        "Parem de encher o saco", "Vocês são uns ladrões", "Vão para o inferno", "Que saco, seus idiotas",
        "Deixem de ser ridículos, imbecis", "Bando de ladrão", "ja estou de saco cheio, babacas",
        "Vão à merda",
    ),
    "refuse": (
        "Não vou pagar", "Não pretendo pagar nada", "Nem pense que eu vou pagar", "Não pago e pronto",
        "Não vou pagar nem um real", "nao pago", "Façam o que quiserem, não pago",
        "Não tenho interesse em pagar",
    ),
    "threaten": (
        "Vou denunciar vocês no Procon", "Fale com meu advogado", "Vou entrar com um processo",
        "Isso é assédio, vou denunciar", "Trate com meu advogado", "Já registrei reclamação na autoridade",
        "vou processar vocês", "Meu advogado vai entrar em contato",
    ),
    "hello": (
        "Oi", "Boa tarde", "Bom dia", "oi td bem", "Olá", "Tudo bem? bom dia", "Oi boa noite", "Oii",
    ),
}  # fmt: skip
