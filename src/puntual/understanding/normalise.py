"""Making a customer's typing comparable: folding that keeps positions, and chat spellings written out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def fold(text: str) -> str:
    """Lower case without accents, controls as spaces, one character for each: positions carry over."""
    return "".join(map(_fold_char, text))


@lru_cache(maxsize=8192)
def _fold_char(char: str) -> str:
    if char in "’`´":
        return "'"
    category = unicodedata.category(char)
    if char.isspace() or category[0] == "C" or char in '*_~"“”«»':
        return " "
    base = unicodedata.normalize("NFKD", char)[0].lower()
    return base[0] if base else " "


# Chat spellings that mean the same in every message of a language. Keys are folded.
_SPELLINGS = {
    "es": {
        "q": "que", "k": "que", "ke": "que", "x": "por", "xq": "porque", "pq": "porque", "porq": "porque",
        "d": "de", "tb": "tambien", "tmb": "tambien", "ps": "pues", "pos": "pues", "bn": "bien", "pa": "para",
        "toy": "estoy", "ta": "esta", "sip": "si", "sii": "si", "sep": "si", "simon": "si", "nel": "no",
        "nop": "no", "noo": "no", "grax": "gracias", "grcs": "gracias", "grasias": "gracias", "oks": "ok",
        "okey": "ok", "okay": "ok", "dnd": "donde", "cto": "cuanto", "cuanto": "cuanto", "qto": "cuanto",
        "xfa": "por favor", "porfa": "por favor", "porfis": "por favor", "xfavor": "por favor",
        "msj": "mensaje", "msjs": "mensajes", "mjs": "mensajes", "nro": "numero", "num": "numero",
        "cel": "celular", "fac": "factura", "fact": "factura", "sr": "senor", "sra": "senora", "wsp": "whatsapp",
        "vdd": "verdad", "ntp": "no te preocupes", "kiero": "quiero", "aora": "ahora", "ahorita": "ahora",
        "orita": "ahora", "haci": "asi", "ise": "hice", "boy": "voy", "aser": "hacer", "ize": "hice",
    },
    "pt": {
        "q": "que", "oq": "o que", "vc": "voce", "vcs": "voces", "ce": "voce", "n": "nao", "ñ": "nao", "num": "nao",
        "pq": "porque", "tb": "tambem", "tbm": "tambem", "blz": "beleza", "hj": "hoje", "to": "estou",
        "tou": "estou", "ta": "esta", "tao": "estao", "tava": "estava", "pra": "para", "pro": "para o",
        "obg": "obrigado", "vlw": "valeu", "msg": "mensagem", "msgs": "mensagens", "qto": "quanto",
        "qnto": "quanto", "qdo": "quando", "qual": "qual", "td": "tudo", "bj": "beijo", "cmg": "comigo",
        "nf": "nota fiscal",
        "eh": "e", "neh": "ne", "okay": "ok", "zap": "whatsapp", "dps": "depois", "agr": "agora",
        "fds": "fim de semana",
    },
    "en": {
        "u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please", "thx": "thanks", "ty": "thanks",
        "tks": "thanks", "tmrw": "tomorrow", "tmr": "tomorrow", "dont": "do not", "don't": "do not",
        "didnt": "did not",
        "didn't": "did not", "cant": "cannot", "can't": "cannot", "wont": "will not", "won't": "will not",
        "haven't": "have not", "havent": "have not", "isn't": "is not", "isnt": "is not", "doesn't": "does not",
        "doesnt": "does not", "i'll": "i will", "ill": "i will", "we'll": "we will", "i'm": "i am", "im": "i am",
        "i've": "i have", "ive": "i have", "we've": "we have", "it's": "it is", "he's": "he is", "she's": "she is",
        "okay": "ok", "yep": "yes", "yeah": "yes", "yup": "yes", "nope": "no", "wanna": "want to",
        "gonna": "going to",
        "hasn't": "has not", "aren't": "are not", "wasn't": "was not", "never": "never", "what's": "what is",
    },
}  # fmt: skip
_WORD = re.compile(r"[a-z0-9']+")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")


def write_out(folded: str, language: str) -> str:
    """Folded text with chat spellings written out, drawn-out letters cut and spaces made single."""
    spellings = _SPELLINGS[language]
    short = _DRAWN_OUT.sub(r"\1", folded)
    long = _WORD.sub(lambda word: spellings.get(word.group(), word.group()), short)
    return " ".join(long.split())
