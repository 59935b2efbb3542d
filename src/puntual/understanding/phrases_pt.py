"""What customers write in Brazilian Portuguese, intent by intent. Over folded, written-out text."""

from __future__ import annotations

from puntual.domain.reading import Intent

from .lexicon import Lexicon, whole

_TO = r"(?:(?:te|lhe|lhes|o|a|os|as|me|ja|eu|nos|a gente) ){0,4}"
_INF = (
    r"(?:(?:pagar|depositar|transferir|quitar|acertar|liquidar|regularizar)(?:-?(?:lo|la|los|las|lhe))?|"
    r"(?:fazer|realizar|efetuar|mandar|enviar) (?:o |a |um |uma |esse |essa )?(?:pix|pagamento|deposito|"
    r"transferencia|ted|dinheiro)|colocar em dia|por em dia|cumprir)"
)
_THING = r"(?:o |a |um |uma |esse |essa )?(?:pix|pagamento|deposito|transferencia|ted|dinheiro|boleto)"
_NOUN = (
    r"(?<!\besta )(?<!\bfoi )(?<!\bestava )(?<!\bfica )(?<!\bser )(?<!\bfoi ja )(?<!\besta ja )(?<!\btudo )"
)
_PRESENT = (
    rf"{_NOUN}(?:pago|pagamos|deposito|depositamos|transfiro|transferimos|quito|quitamos|acerto|acertamos|"
    rf"regularizo)|(?:faco|fazemos|realizo|efetuo|mando|mandamos|envio) {_THING}|(?:o|esse|seu) (?:pagamento|"
    rf"pix|deposito) (?:sai|entra|cai|sera|fica|vai|esta programado|esta agendado)|fica pag[oa]|fica "
    rf"quitad[oa]"
)
_FUTURE = (
    r"(?:pagarei|pagaremos|depositarei|transferirei|quitarei|acertarei|estarei pagando|estaremos pagando|"
    r"estou pagando|sera pag[oa]|sera feito|sera quitad[oa]|vai ser pag[oa]|vai estar pag[oa]|estara "
    r"pag[oa]|(?:farei|faremos|mandarei|enviarei|realizarei) {_THING})"
)
_GOING = (
    rf"(?:vou|vamos|vai|irei|iremos|to indo|passo ai para|passo para) (?:ja |te |lhe |estar )?(?:{_INF}|"
    rf"pagando|fazendo)"
)
_OTHER = (
    r"me comprometo|nos comprometemos|prometo|sem falta|pode contar|(?:ja )?(?:esta |tenho |deixei "
    r")?(?:programad|agendad)[oa]|confirmo (?:que pago|o pagamento|pagamento)|combinar que pago|fico de "
    r"pagar|te mando|eu (?:acerto|pago|deposito|quito)|(?:pretendo|penso em|espero|planejo) {_INF}|ja ja "
    r"(?:eu )?pago"
)
_PAST = (
    r"(?:paguei|depositei|transferi|quitei|acertei|fiz (?:o |a |um |uma |esse )?(?:pix|pagamento|deposito|"
    r"transferencia|ted)|efetuei (?:o )?(?:pagamento)?|realizei o pagamento|fizemos (?:o |a )?(?:pix|"
    r"pagamento|transferencia))"
)
_NO = r"(?:nao|nunca|jamais|nem|tampouco)"
_FILL = (
    r"(?:(?:te|lhe|lhes|o|a|os|as|me|vou|vamos|irei|mais|hoje|pretendo|quero|queremos|penso|pense|pensem|"
    r"que|eu|em|vai|nos|isso|tenho interesse em|morto|por cima do meu cadaver) ){0,6}"
)
_ABLE = (
    r"(?:posso|podemos|consigo|conseguimos|vou conseguir|vou poder|tenho como|temos como|da para|da pra|tem "
    r"como|tenho condicoes de|conseguirei|poderei)"
)

LEXICON = Lexicon(
    harmless=whole(
        r"nao se preocupem? | nao tem problema | sem problemas? | nao e que nao (?:queira|quero|possa) \w+ |"
        r" por que nao | nao vou falhar | nao esqueci | nao me esqueci | nada mais | nao vou esquecer | nao "
        r"ha de que | pois nao | nao falho"
    ),
    sole={
        Intent.OPT_OUT: whole(
            r"sair | stop | pare | parar | baixa | remover | cancelar (?:as )?(?:mensagens|mensagem|"
            r"inscricao|notificacoes) | descadastrar | parem"
        ),
        Intent.OPT_IN: whole(r"voltar | start | reativar"),
        Intent.HUMAN: whole(r"pessoa | atendente | humano | agente | atendimento"),
        Intent.BALANCE: whole(r"saldo | extrato"),
        Intent.PAID: whole(
            r"pago | paga | ja pago | pix feito | comprovante | quitad[oa] | ja foi | feito o pix"
        ),
        Intent.WRONG_NUMBER: whole(r"engano | numero errado | errado | foi engano | e engano"),
    },
    phrases={
        Intent.OPT_OUT: whole(
            r"nao (?:me |nos )?(?:mandem?|mande|enviem?|escrevam?|incomodem?|perturbem?|chamem?|procurem?|"
            r"contatem?|encham?)(?: (?:mais|nada|nenhuma|mensagem|mensagens|por aqui|o saco))+",
            r"nao (?:quero|desejo|queremos|gostaria de|autorizo) (?:mais )?(?:receber|mensagens?|contato|"
            r"que me (?:mandem|escrevam|chamem|procurem)|o contato|esse tipo de mensagem|ser contatad[oa])",
            r"(?:parem?|para|parar|deixem?|deixar) (?:ja )?(?:de|com) (?:(?:me|ficar|nos) ){0,6}(?:mandar|"
            r"mandando|enviar|enviando|escrever|perturbar|perturbando|incomodar|chamar|essas mensagens|as "
            r"mensagens|mensagens|encher)(?: mensagem| mensagens)?",
            r"(?:me )?(?:tir|remov|exclu|apag|delet)\w* (?:me |o |os )?(?:d[ae]s?ta? lista|da (?:sua "
            r")?lista|dessa lista|desta lista|meu (?:numero|contato|cadastro|telefone)|do (?:cadastro|"
            r"grupo)|meus dados) | descadastr\w+ | quero sair | sair da lista | nao (?:entrem?|entre) mais "
            r"em contato | nao entrem em contato | cancel\w* (?:as )?(?:mensagens|notificacoes|inscricao) | "
            r"(?:vou|irei) bloquear | chega de mensagens? | me deixem? em paz | revogo (?:meu|o) \w+ | nao "
            r"quero mais",
        ),
        Intent.OPT_IN: whole(
            r"(?:quero|aceito|autorizo) (?:voltar a )?receber (?:as |suas |de novo |novamente "
            r")?(?:mensagens|lembretes|avisos) | podem? voltar a (?:me )?(?:escrever|mandar) | reativ\w+ "
            r"(?:as |minhas )?mensagens"
        ),
        Intent.LEGAL_THREAT: whole(
            r"advogad[oa]s? | processar | processo(?: judicial| contra)? | (?:vou|irei|entrar|entrei) (?:na|"
            r"com uma?|com) (?:justica|acao|processo) | na justica | procon | reclame aqui | reclameaqui | "
            r"banco central | bacen | juizado | tribunal | danos morais | acao judicial | denunci\w+ | lgpd "
            r"| ministerio publico | delegacia | boletim de ocorrencia | reclamacao (?:na|no|junto) "
            r"(?:autoridade|procon|consumidor\w*) | consumidor\.?gov | meus direitos | (?:na|a) autoridade |"
            r" juridico"
        ),
        Intent.WRONG_NUMBER: whole(
            r"numero (?:errado|incorreto|equivocado) | (?:foi|e|por|deve ser|acho que e|ha um|um|,) engano |"
            r" pessoa errada | numero trocado | nao e (?:comigo|el[ae]|essa pessoa) | (?:ligou|ligaram|"
            r"mandou|mandaram|escreveu) (?:errado|para o numero errado|"
            r"para a pessoa errada) | esta enganad[oa] | se enganou",
            r"(?:eu )?nao sou (?:eu(?! que)|ess[ae]|est[ae]|o senhor|a senhora|nenhum|a pessoa|quem (?:voce|"
            r"voces|procura)|el[ae]|(?!responsavel|o |a |de |um |uma |quem|cliente|seu |tu |obrigad|ladra|"
            r"caloteir|rico|rica|banco|mal|bom|tao|muito|assim|nem )\w+)",
            r"nao conheco (?:ess[ae]|est[ae]|nenhum|ninguem|a |o )? ?(?:pessoa|empresa|senhor|senhora|"
            r"cliente)? | aqui nao (?:e|mora|trabalha|tem (?:ninguem|nenhum)) | (?:ess[ae]|est[ae]|meu) "
            r"(?:numero|telefone|celular|whatsapp) nao (?:e|pertence|corresponde) | nao e (?:meu|o) "
            r"(?:numero|nome) | ess[ae] numero e meu | procura outra pessoa",
        ),
        Intent.THIRD_PARTY: whole(
            r"(?:eu )?sou (?:(?:a|o|so|apenas|uma|um|so a|so o) ){0,6}(?:espos[ao]|marido|mulher|filh[ao]|irma|"
            r"irmao|mae|pai|secretari[ao]|assistente|funcionari[ao]|namorad[ao]|soci[ao]|cunhad[ao]|"
            r"sogr[ao]|recepcionista|vizinh[ao]|colega|amig[ao]|net[ao]|ti[ao]|prim[ao]|av[o])",
            r"aqui e (?:a|o) (?:espos[ao]|marido|mulher|filh[ao]|irma|irmao|mae|pai|secretari[ao]|"
            r"assistente|funcionari[ao]|recepcionista)",
            r"(?:ele|ela|o (?:senhor|sr|patrao|dono|chefe|titular|responsavel|contador)|a (?:senhora|dona|"
            r"patroa|chefe|titular|responsavel)|meu (?:marido|pai|chefe|patrao|irmao|filho)|minha (?:esposa|"
            r"mulher|mae|irma|filha)|seu \w+) (?:agora )?nao (?:esta|se encontra|trabalha|veio|vem|pode "
            r"falar)",
            r"(?:eu )?(?:passo|dou|darei|vou passar|vou dar) (?:o |esse )?recado | (?:vou )?(?:avis|fal)\w* "
            r"(?:para |com |pra )?(?:ele|ela)(?! mesm) | e (?:o |a )?(?:meu|minha) (?:marido|pai|chefe|"
            r"patrao|irmao|esposa|mulher|mae|irma|filh[ao]|soci[ao]) | nao trabalha mais (?:aqui|conosco|na "
            r"empresa) | nao sou (?:o|a) (?:don[ao]|titular|responsavel|encarregad[ao])",
        ),
        Intent.HUMAN: whole(
            r"(?:falar|conversar|tratar|negociar) (?:diretamente |logo |so )?com (?:um|uma|o|a|algum|alguem|"
            r"seu|meu|quem|voces|outra)(?: (?:pessoa|atendente|humano|gerente|vendedor|vendedora|"
            r"responsavel|supervisor|representante|ser humano|consultor|funcionario))?",
            r"(?:me|nos) (?:lig[aue]\w*|telefon\w+) | (?:alguem|podem?|poderia|voces podem|pode) (?:pode "
            r")?(?:me )?(?:ligar|telefonar|atender) | me (?:passa|passe|transfere|transfira|encaminha) para "
            r"(?:um|uma|o|a|algum) \w+ | (?:quero|preciso de|prefiro|gostaria de) (?:um |uma )?(?:atendente|"
            r"pessoa|ligacao|humano|atendimento humano) | nao quero falar com (?:um |uma )?(?:robo|bot|"
            r"maquina) | pessoa (?:real|de verdade) | atendimento humano | (?:alguem|tem alguem)(?: "
            r"\w+){0,3} (?:falar|atender|ligar) | com quem (?:eu )?posso falar | pec[ao] "
            r"(?:para|que|ao) \w+ ?\w* "
            r"(?:me )?(?:ligar|ligue)",
        ),
        Intent.ABUSE: whole(
            r"merdas? | porra | caralho | filh[oa]s? da put[ae] | fdp | (?:va|vao|vai|vao todos) (?:se "
            r"(?:foder|fuder|ferrar)|tomar no|a merda|para o inferno|pro inferno|se danar|catar) | vsf | "
            r"vtnc | tnc | idiotas? | otari[oa]s? | babacas? | cuza[oe]\w* | desgracad[oa]s? | imbecil | "
            r"imbecis | ladra[o]s? | ladroes | ladrao | bando de | ridicul[oa]s? | enche(?:r|ndo)? o saco | "
            r"que saco | saco cheio | palhac\w+ | vagabund[oa]s? | lixos? | golpistas? | safad[oa]s? | "
            r"burr[oa]s? | arrombad[oa]s? | puta que pariu | bosta | corn[oa]s?"
        ),
        Intent.HARDSHIP: whole(
            r"perdi (?:o |meu )(?:emprego|trabalho|servico) | (?:estou|fiquei|to|estamos) "
            r"(?:desempregad[oa]|sem (?:emprego|trabalho|renda|salario|servico)) | desempregad[oa] | (?:fui|"
            r"me) (?:demitid[oa]|mandad[oa] embora|demitiram|mandaram embora) | nao (?:estou|to) trabalhando",
            r"(?:estou|esta|fiquei|ando|fui|estive) (?:muito |bem |no )?(?:doente|internad[oa]|"
            r"hospital(?:izad[oa])?|acamad[oa]|operad[oa]) | internad[oa] | hospital | cirurgia | (?:sofri|"
            r"sofreu|tive) um (?:acidente|infarto|avc) | acidente | cancer | doenca | faleceu | falec\w+ | "
            r"morreu | luto | obito",
            r"fali(?:u|mos|) | falencia | recuperacao judicial | insolven\w+ | (?:fechei|fechamos|fechou) "
            r"(?:a|o|minha|meu|as) (?:loja|empresa|negocio|portas|comercio) | menor de idade | enchente",
        ),
        Intent.DISPUTE: whole(
            r"nao (?:chegou|chegaram|recebi|recebemos|entregaram|foi entregue|veio)(?: \w+){0,3} "
            r"(?:mercadoria|produtos?|pedidos?|material|servicos?|complet[oa]|equipamento|pecas|caixas|"
            r"nada) | (?:mercadoria|produto|pedido|material) (?:\w+ ){0,2}nao (?:chegou|foi entregue|veio) |"
            r" (?:eu )?nao (?:comprei|pedi|contratei|compramos)(?: \w+){0,1} (?:isso|nada|disso|esse|essa) |"
            r" (?:maquina|equipamento|produto|aparelho)(?: \w+)? nao (?:funciona|liga|presta) | nunca "
            r"(?:recebi|comprei|pedi|contratei|recebemos|solicitei|fiz (?:essa|esse))",
            r"(?:veio|vieram|chegou|chegaram|estava|estavam)(?: \w+)? (?:errad[oa]s?|incomplet[oa]s?|"
            r"quebrad[oa]s?|danificad[oa]s?|com defeitos?|defeituos[oa]s?|estragad[oa]s?|faltando|com "
            r"problema) | com defeito | defeituos[oa]",
            r"nao (?:devo|devemos)(?: nada| isso| esse valor|) | nao (?:a |o )?reconhec\w+ | nao "
            r"(?:concordo|concordamos|estou de acordo) | nao (?:foi|e) (?:o combinado|o que (?:combinamos|"
            r"pedi|comprei)|devid[oa]|minha|meu essa|correto) | isso nao e meu | (?:valor|preco|fatura|nota|"
            r"boleto|cobranca|conta|total)(?: \w+){0,2} (?:esta |e |veio )?(?:errad[oa]|incorret[oa]|"
            r"duplicad[oa]|a mais|indevid[oa]) | (?:cobraram|cobrou|cobrando|cobraram-me|me cobraram|estao "
            r"cobrando)(?: \w+){0,2} (?:a mais|duas vezes|dobrado|errado|demais|de novo|indevid\w+) | "
            r"cobranca indevida | (?:continuam|continua|seguem|estao|voltaram a|ainda) (?:me )?(?:cobrando|"
            r"cobrar)",
            r"devolvi | devolucao | devolvemos | contest\w+ | reclamacao (?:sobre|d[oa]) | falt(?:ou|am|"
            r"aram|ando) (?:mercadoria|produto|material|pecas|caixas|itens|parte) | (?:pedido|compra|"
            r"servico)(?: \w+)? (?:foi |esta )?cancelad[oa] | cancel\w+ (?:esse|o|a|essa|meu) (?:pedido|"
            r"compra|servico) | nao confere | ate que (?:me )?(?:entreguem|resolvam|troquem|corrijam)",
            rf"{_NO} {_FILL}(?:pago|pagarei|pagar)(?: \w+){{0,3}} (?:enquanto nao|ate que|ate (?:me "
            rf")?(?:entregarem|resolverem|trocarem))",
        ),
        Intent.EXTENSION: whole(
            r"prorrog\w+ | (?:mais|um|outro|novo|maior) (?:prazo|tempo|tempinho|uns dias|alguns dias|dias) |"
            r" prazo maior | (?:mais )?(?:uns|alguns|uma) (?:dias|semana)(?: (?:a )?mais)? | mais (?:uma|"
            r"duas) semanas? | (?:me )?(?:da|de|deem|dao) (?:um|mais|uns) (?:prazo|tempo|tempinho|dias|uns "
            r"dias|uma semana|desconto)",
            r"parcel(?:ar|o|amento|ado|ada|amos|aria)\w* | (?:em|de) (?:duas|tres|quatro|2|3|4|varias|"
            r"algumas) (?:vezes|parcelas|partes|x) | em (?:partes|parcelas) | divid(?:ir|o|am)\w* | plano "
            r"de pagamento | renegoci\w+ | negociar | acordo | (?:da|dao|fazem?|algum|um|com) desconto | "
            r"adiar | esperar (?:um|mais|ate) | "
            r"podem? esperar | aguardar (?:mais|ate|um) | outra data | mudar a data",
        ),
        Intent.PAYMENT_REFERENCE: whole(
            r"(?:qual|quais) (?:e |sao |seria )?(?:(?:o|a|os|as|seu|sua) )?(?:(?:numero d[ae]|dados d[ae]) "
            r")?(?:pix|chave|conta|dados|banco|codigo de barras|link|formas? de pagamento|chave pix)",
            r"(?:onde|como|aonde|para onde|pra onde|por onde) (?:(?:eu|que|e que|posso|podemos|devo|faco|"
            r"faz|a gente) ){0,6}(?:pag\w*|deposit\w*|transf\w*|fazer|faco|o pagamento|o pix|a transferencia|"
            r"acert\w*)(?! essa conta)",
            r"(?:me )?(?:mand|pass|envi|inform|reenvi|diga|diz|compartilh)\w* (?:por favor )?(?:(?:o|a|os|"
            r"as|seu|sua|um|numero d[ae]|novo|de novo|novamente) ){0,6}(?:pix|chave(?: pix)?|dados(?: "
            r"(?:bancarios|para|da conta|de pagamento))?|conta(?! de)|link(?: de pagamento)?|boleto|codigo "
            r"de barras|qr ?code|linha digitavel)",
            r"dados (?:bancarios|para (?:o |a |fazer |poder )*(?:pagamento|pagar|transferencia|transferir|"
            r"deposito|pix)) | formas? de pagamento | aceitam? (?:cartao|pix|boleto|dinheiro) | posso pagar "
            r"(?:no|com|por|via) (?:cartao|pix|boleto)",
        ),
        Intent.BALANCE: whole(
            r"(?:de )?quanto (?:e que )?(?:(?:eu|te|lhe|ainda|a gente|que|nos) ){0,6}(?:devo|devemos|estou "
            r"devendo|esta devendo|falta|e|ficou|deu|seria|tenho (?:em aberto|que pagar|para pagar)|preciso "
            r"pagar|esta|fica|e o (?:total|saldo|valor)|temos) | qual (?:e |seria )?(?:o |meu )*(?:saldo|"
            r"valor|total|montante|debito) | (?:meu|o meu|um) (?:saldo|extrato) | (?:quais|quantas|que) "
            r"(?:faturas|notas|boletos|contas) (?:estao|tenho|temos|faltam|sao)",
        ),
        Intent.INVOICE_COPY: whole(
            r"segunda via | 2a via | 2 via | (?:me |nos )?(?:pode |podem |poderia |voce pode )?(?:mand|envi|"
            r"reenvi|pass|compartilh|encaminh|emit)\w* (?:(?:me|a|o|as|os|uma|um|de|novo|por|favor|copia|da|"
            r"do|essa|esse|minha|meu|por email|novamente) ){0,6}(?:notas?(?: fiscal| fiscais)?|faturas?|pdf|xml|"
            r"danfe|nfe|documento|recibo)",
            r"nao (?:recebi|recebemos|chegou|tenho|encontrei|achei|encontro|veio) (?:a |o |minha |essa |"
            r"nenhuma |ainda a )*(?:nota(?: fiscal)?|fatura|boleto|xml|pdf)(?!.*merc) | copia d[ae] (?:nota|"
            r"fatura|boleto|§) | (?:preciso|quero|gostaria) (?:d[ae] |de uma copia d[ae] |a |o )*(?:nota(?: "
            r"fiscal)?|fatura|pdf|xml|danfe|segunda via)",
        ),
        Intent.INVOICE_QUESTION: whole(
            r"(?:de que|do que|de quê|a que|referente a que|e referente|sobre o que|de qual) (?:e|sao|se "
            r"refere|se trata|data|compra|pedido|nota|fatura|servico|cobranca|seria)? ?(?:a|o|essa|esse|"
            r"isso)? | e de que | referente a que | o que e (?:a|o|essa|esse|isso|§) | (?:que|qual|quais) "
            r"(?:fatura|faturas|nota|notas|boleto|produtos|compra|pedido|itens) | o que (?:inclui|tem|vem) |"
            r" quando (?:vence|venceu|foi emitid[oa]|e o vencimento) | (?:data d[eo]|qual o|o) vencimento | "
            r"(?:nao lembro|nao sei) (?:do que|de que|qual|que) | me explica | detalh(?:es|amento|ar) | que "
            r"(?:cobranca|fatura|nota|conta) e (?:essa|esta|isso)",
        ),
    },
    unless={
        Intent.OPT_OUT: whole(
            r"nao parem de (?:me )?(?:mandar|avisar|enviar) | nao quero (?:mais )?(?:prazo|parcelar) | nao "
            r"me mandem? (?:mais )?(?:a nota|o boleto|boleto) | nao (?:me |nos )?(?:mand|envi|escrev|cham|perturb)\w*"
            r"(?: \w+){0,3}? (?:(?:no |nos |aos |em |de |dia de )+(?:domingos?|sabados?|feriados?|final de semana|"
            r"fim de semana)|(?:tao|muito) (?:cedo|tarde)|(?:a |nessa |essa |nesse )+(?:hora|horario)|antes d|"
            r"depois d|de (?:noite|madrugada)|a noite|no horario|ate)"
        ),
        Intent.HUMAN: whole(
            r"(?:ja )?falei com | nao quero falar com (?:ninguem|voces) | (?:vou|tenho que|preciso) falar "
            r"com (?:meu|minha|o|a) (?:marido|esposa|contador|soci[oa]|chefe|banco) | nao me lig\w+"
        ),
        Intent.LEGAL_THREAT: whole(r"em processo(?: de)? | processo de (?:pagamento|compra) | processamento"),
        Intent.WRONG_NUMBER: whole(r"nao sou (?:rico|rica|milionari[oa])"),
        Intent.ABUSE: whole(r"bando de dados"),
        Intent.DISPUTE: whole(r"sem reclamacao"),
    },
    soft_hardship=whole(
        rf"nao (?:(?:te|lhe|o|a) ){{0,6}}{_ABLE}(?: \w+){{0,2}} (?:{_INF}|nada|dinheiro)",
        r"nao (?:posso|consigo|vou conseguir)(?: pagar)? (?:agora|hoje|no momento|por enquanto) | agora nao "
        r"(?:posso|consigo|da)",
        r"(?:nao tenho|nao temos|sem|estou sem|to sem|fiquei sem) (?:o |nenhum |um )*(?:dinheiro|grana|real|"
        r"como pagar|recursos|condicoes|verba|caixa|vendas) | (?:estou|to|estamos) (?:muito |bem "
        r")?(?:apertad[oa]s?|endividad[oa]s?|quebrad[oa]s?|lis[oa]|dur[oa]|sem grana) | situacao (?:dificil|"
        r"complicada|financeira)",
    ),
    paid=whole(
        rf"(?:ja )?(?:{_TO}){_PAST}",
        r"(?:ja )?(?:esta|foi|estao|foram|estava) (?:ja |tudo )?(?:pag[oa]s?|quitad[oa]s?|feito|"
        r"liquidad[oa]|depositad[oa]|transferid[oa]) | (?:pagamento|pix|deposito|boleto|fatura) (?:ja "
        r")?(?:foi |esta )?(?:feit[oa]|efetuad[oa]|realizad[oa]|pag[oa]|enviad[oa]|compensad[oa])",
        rf"acab(?:ei|amos) de {_INF} | ja (?:pagamos|depositamos|transferimos|quitamos|acertamos) | (?:segue|"
        rf"segue em anexo|envio|mando|aqui esta|em anexo|ai vai|ta ai)(?: \w+)? (?:o )?(?:comprovante|"
        rf"recibo) | pix feito | (?:ja )?(?:mandei|enviei) (?:o )?(?:pix|pagamento|dinheiro|comprovante) | "
        rf"(?:tenho|temos) pago | estou em dia",
    ),
    negated_paid=whole(
        rf"(?:nao|ainda nao|nunca) {_TO}{_PAST} | (?:nao|ainda nao) (?:esta|foi) (?:pag[oa]|feito) | "
        rf"(?:assim que|quando|depois que|se|que) (?:eu )?{_TO}{_PAST} | (?:amanha|depois|mais tarde|logo) "
        rf"(?:eu |ja |te )*(?:mando|envio|passo) o? ?comprovante | (?:tem que|vai|precisa|para|deve) ser "
        rf"(?:pag[oa]|feito)"
    ),
    commit=whole(_PRESENT, _FUTURE, _GOING, _OTHER),
    can=whole(
        rf"(?:posso|podemos|consigo|conseguimos|poderia|quero|queria|gostaria de|tenho que|tento|vou tentar|"
        rf"vou conseguir|preciso) (?:\w+ )?{_INF}",
        rf"{_INF}",
    ),
    negated_commit=whole(
        rf"(?<!ainda ){_NO} {_FILL}(?:{_PRESENT}|{_FUTURE}|{_INF}|pago)",
        r"me recuso a? | nos recusamos | nem um (?:real|centavo) | nem pensar | nao tenho interesse em pagar",
    ),
    negated_can=whole(rf"nao {_FILL}{_ABLE}"),
    condition=whole(
        r"assim que | quando (?:eu|me|o|a|cair|puder|tiver|receber|vender|entrar|voltar) | se (?:me|eu|o|a|"
        r"der|cair|tudo|vender|receber) | depois que | logo que | depende | se der | tomara | quando der"
    ),
    until=whole(r"ate | a partir d[eao] | so"),
    rest=whole(r"o resto | o restante | a outra (?:metade|parte) | o que falta"),
    instead=whole(
        r"melhor | prefiro | pode ser | pode colocar | que seja | seria | sera | digamos | para | muda para"
    ),
    yes=whole(
        r"sim+ | claro | de acordo | combinado | certo | correto | isso | isso mesmo | aceito | aceitamos | "
        r"confirmo | confirmado | pode ser | fechado | ok | beleza | esta bem | esta bom | perfeito | com "
        r"certeza | exato | sou eu | e el[ae] mesm[oa]? | e el[ae] | pode falar | concordo | positivo | "
        r"bora | feito | sou eu mesm[oa] | ta bom | 👍 | 👌 | ✅"
    ),
    no=whole(r"nao | negativo | nao aceito | nao posso | nao da | de jeito nenhum | nao concordo"),
    polite=whole(
        r"ola+ | oi+ | bom dia | boa tarde | boa noite | tudo bem | tudo bom | tudo certo | como vai | "
        r"obrigad[oa] | muito obrigad[oa] | obrigad[oa] por avisar | grat[oa] | valeu | ok | ciente | "
        r"recebid[oa] | entendid[oa] | entendi | certo | beleza | perfeito | esta bem | tudo | bem | bom | "
        r"claro | por favor | desculp[ae](?: a demora)? | abraco\w* | igualmente | kk+ | ha(?:ha)+ | de "
        r"nada | senhor(?:a|es)? | amig[oa] | vou verificar | verifico | anotado | pela paciencia | pela "
        r"atencao | por avisar | pelo aviso | pelo lembrete | tenha um bom dia | ate (?:logo|mais) | fico "
        r"no aguardo | deus abencoe | e (?:voce|o senhor)"
    ),
    itself=whole(
        r"(?:sim |isso |claro )?(?:sou eu(?: mesm[oa]| sim)?|eu mesm[oa]|e el[ae](?: mesm[oa])?|el[ae] "
        r"mesm[oa]|pode falar|sou (?:o|a) (?:don[oa]|titular|responsavel))"
    ),
    conjunction=whole(r"e | mas | porem | entao | embora"),
)
