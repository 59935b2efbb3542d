"""Which of Spanish, Portuguese and English a message is in; the record's language decides when unsure."""

from __future__ import annotations

import re


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Words that settle it: frequent in one of the three and rare or absent in the other two (folded).
_MARKERS = {
    "es": _words(
        "el los las del al un una y o pero porque hoy ayer manana lunes martes miercoles jueves viernes "
        "sabado pague pagar pagare deposite voy vamos usted ustedes le les lo ya yo mi su si gracias hola "
        "buenas buenos dia dias factura cuanto cuando donde como quien hablar numero equivocado mas "
        "tambien tengo puedo puede necesito quiero cuenta saldo plazo ahorita ahora hasta fue hice esta "
        "estoy soy con por favor mensaje mensajes llego recibi quincena semana otra mes que no"
    ),
    "pt": _words(
        "o os as do da dos das um uma e mas porque hoje ontem amanha segunda terca quarta quinta sexta "
        "feira paguei pagar pagarei depositei vou vamos voce voces lhe ja eu meu minha seu sua sim "
        "obrigado obrigada ola oi boa bom tarde noite fatura nota boleto pix quanto quando onde como quem "
        "falar numero errado mais tambem tenho posso pode preciso quero conta saldo prazo agora ate foi "
        "fiz esta estou sou com por favor nao mensagem mensagens chegou recebi semana proxima mes em na "
        "no que pra vc hj engano"
    ),
    "en": _words(
        "the an and or but because today yesterday tomorrow monday tuesday wednesday thursday friday "
        "saturday sunday paid pay will you your i we my is are was it this that please thanks thank "
        "hello hi invoice how much when where who number wrong more have can could need want account "
        "balance time now until did not message messages received week next month stop person with to "
        "of on in for"
    ),
}  # fmt: skip
_OWN_LETTERS = (
    ("pt", re.compile(r"[ãõç]|[âêô]", re.IGNORECASE)),
    ("es", re.compile(r"[ñ¿¡]", re.IGNORECASE)),
)
_WORD = re.compile(r"[a-z]+")
_PRIOR = 2.0
_LETTER = 1.5
_SPANISH_SPEAKING = "es"


def home_language(language: str | None, country: str | None) -> str:
    """The language that the records say: their tag, else by country, else Spanish."""
    tag = (language or "").replace("_", "-").split("-")[0].lower()
    if tag in _MARKERS:
        return tag
    return {"BR": "pt", "US": "en"}.get((country or "").upper(), _SPANISH_SPEAKING)


def detect(text: str, folded: str, home: str) -> str:
    """ "es", "pt" or "en". `home` wins where the words do not clearly say otherwise."""
    scores = {language: _PRIOR * (language == home) for language in _MARKERS}
    for word in set(_WORD.findall(folded)):
        for language, markers in _MARKERS.items():
            scores[language] += word in markers
    for language, letters in _OWN_LETTERS:
        scores[language] += _LETTER * bool(letters.search(text))
    return max(scores, key=lambda language: (scores[language], language == home))
