"""From what a customer wants to say to what they type: their words, dates, amounts and slips."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from random import Random

from puntual.domain.money import exponent

from .phrases_es import PHRASES as SPANISH
from .phrases_pt import PHRASES as PORTUGUESE

PHRASES = {"es": SPANISH, "pt-BR": PORTUGUESE}
_WEEKDAYS = {
    "es": ("el lunes", "el martes", "el miércoles", "el jueves", "el viernes", "el sábado", "el domingo"),
    "pt-BR": (
        "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo",
    ),
}  # fmt: skip
_MONTHS = {
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
        "noviembre", "diciembre",
    ),
    "pt-BR": (
        "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
        "novembro", "dezembro",
    ),
}  # fmt: skip
_TOMORROW = {"es": "mañana", "pt-BR": "amanhã"}
_AFTER = {"es": "pasado mañana", "pt-BR": "depois de amanhã"}
_THE = {"es": "el ", "pt-BR": "dia "}
_ASKS_WHO = re.compile(r"hablo con|hablamos con|falo com|falamos com|speaking (with|to)", re.IGNORECASE)
_ASKS_NUMBER = re.compile(r"número d[eo] cliente", re.IGNORECASE)


def asks_who(text: str) -> bool:
    """Whether a message asks the reader who they are."""
    return _ASKS_WHO.search(text) is not None


def asks_customer_number(text: str) -> bool:
    """Whether a message asks for the customer number."""
    return _ASKS_NUMBER.search(text) is not None


def day_in_words(rng: Random, language: str, day: date, today: date) -> str:
    """`day` as a customer would name it on `today`; it never reads as another day."""
    ahead = (day - today).days
    plain = f"{_THE[language]}{day.day} de {_MONTHS[language][day.month - 1]}"
    forms = [plain, f"{_THE[language]}{day.day:02d}/{day.month:02d}"]
    if ahead == 1:
        forms = [_TOMORROW[language]]
    elif ahead == 2:
        forms += [_AFTER[language]]
    if 2 <= ahead <= 6:
        forms += [_WEEKDAYS[language][day.weekday()]] * 3
    if ahead > 1 and day.month == today.month:
        forms += [f"{_THE[language]}{day.day}"]
    return rng.choice(forms)


def amount_in_words(rng: Random, minor: int, currency: str) -> tuple[int, str]:
    """A round amount near `minor`, in minor units, and how it is typed."""
    unit = 10 ** exponent(currency)
    whole = max(minor // unit, 1)
    step = 10 ** max(len(str(whole)) - 2, 0)
    whole = max(whole // step * step, 1)
    typed = str(whole)
    if whole >= 1000 and whole % 1000 == 0 and rng.random() < 0.4:
        typed = f"{whole // 1000} mil"
    return whole * unit, typed


def say(rng: Random, language: str, topic: str, **facts: str) -> str:
    """One of the phrases on `topic`, typed with the customer's own slips; `facts` fill its places."""
    phrase = rng.choice(PHRASES[language][topic])
    text = roughen(rng, phrase).format(**facts)
    return text[:1].upper() + text[1:] if rng.random() < 0.6 else text


def roughen(rng: Random, phrase: str) -> str:
    """Slips of a phone keyboard: no accents, no capitals, two letters swapped. Places stay as they are."""
    if rng.random() < 0.3:
        phrase = _without_accents(phrase)
    if rng.random() < 0.25:
        phrase = phrase.lower() if "BAJA" not in phrase and "SAIR" not in phrase else phrase
    if rng.random() < 0.3:
        phrase = phrase.replace("¿", "").rstrip(".!?")
    if rng.random() < 0.05:
        phrase = _swap_letters(rng, phrase)
    return phrase


def next_working_day(day: date) -> date:
    """`day`, or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _swap_letters(rng: Random, phrase: str) -> str:
    words = phrase.split(" ")
    long = [i for i, word in enumerate(words) if len(word) > 5 and word.isalpha()]
    if not long:
        return phrase
    place = rng.choice(long)
    word = words[place]
    cut = rng.randrange(1, len(word) - 2)
    words[place] = word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]
    return " ".join(words)
