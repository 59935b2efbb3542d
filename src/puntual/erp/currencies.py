"""Currencies as ledgers write them: codes, signs and words."""

from __future__ import annotations

import re

from puntual.domain.money import is_currency
from puntual.domain.text import unaccented

# Signs and words that mean one currency wherever they stand.
_WORDS = {
    "us$": "USD", "u$s": "USD", "usd$": "USD", "u$d": "USD", "dolar": "USD", "dolares": "USD", "dls": "USD",
    "dlls": "USD", "dollar": "USD", "dollars": "USD", "dolar americano": "USD", "dolares americanos": "USD",
    "dolar estadounidense": "USD", "us dollar": "USD", "us dollars": "USD", "dolar eua": "USD",
    "€": "EUR", "euro": "EUR", "euros": "EUR", "r$": "BRL", "real": "BRL", "reais": "BRL", "reales": "BRL",
    "s/": "PEN", "s/.": "PEN", "sol": "PEN", "soles": "PEN", "nuevo sol": "PEN", "nuevos soles": "PEN",
    "q": "GTQ", "q.": "GTQ", "quetzal": "GTQ", "quetzales": "GTQ", "₡": "CRC", "colon": "CRC", "colones": "CRC",
    "₲": "PYG", "gs": "PYG", "gs.": "PYG", "guarani": "PYG", "guaranies": "PYG", "bs": "BOB", "bs.": "BOB",
    "boliviano": "BOB", "bolivianos": "BOB", "b/.": "PAB", "balboa": "PAB", "balboas": "PAB", "uf": "CLF",
    "rd$": "DOP", "c$": "NIO", "lempira": "HNL", "lempiras": "HNL", "$u": "UYU", "mx$": "MXN", "mex$": "MXN",
    "ar$": "ARS", "cop$": "COP", "col$": "COP", "clp$": "CLP", "$mxn": "MXN",
    "pesos mexicanos": "MXN", "peso mexicano": "MXN", "pesos colombianos": "COP", "peso colombiano": "COP",
    "pesos argentinos": "ARS", "peso argentino": "ARS", "pesos chilenos": "CLP", "peso chileno": "CLP",
    "pesos uruguayos": "UYU", "peso uruguayo": "UYU", "pesos dominicanos": "DOP", "peso dominicano": "DOP",
}  # fmt: skip
# Words for whatever the company's own currency is.
_LOCAL = frozenset(
    (
        "$",
        "m.n.",
        "m.n",
        "mn",
        "moneda nacional",
        "moneda local",
        "nacional",
        "local",
        "pesos",
        "peso",
        "ps",
        "p",
    )
)
_PESO_COUNTRIES = frozenset(("MXN", "COP", "CLP", "ARS", "UYU", "DOP", "CUP"))


def currency_of(raw: str, home: str) -> str | None:
    """The ISO code that a currency column means; `home` is the company's own. None where it is unknown.

    An empty cell means `home`. "Pesos" means `home` only where `home` is a peso.
    """
    word = _plain(raw)
    if not word:
        return home
    if word.upper() in ("MXP", "MEX"):  # the peso before 1993, still printed by old Mexican systems
        return "MXN" if home == "MXN" else None
    if is_currency(word.upper()) and word.upper() != "XXX":
        return word.upper()
    if word in _LOCAL:
        return home if not word.startswith("peso") or home in _PESO_COUNTRIES else None
    return _WORDS.get(word)


def is_currency_word(affix: str) -> bool:
    """Whether what stands beside a number only names a currency ("$", "MXN", "US$", "$ M.N.")."""
    return all(currency_of(part, "MXN") is not None for part in _plain(affix).split())


def code_in(affix: str) -> str | None:
    """The currency that the text beside a number names beyond doubt; None for "$" and its like."""
    for part in _plain(affix).split():
        if part not in _LOCAL:
            return currency_of(part, "MXN")
    return None


def code_in_header(header: str) -> str | None:
    """The ISO code that a column's title names, as in "Saldo (USD)"."""
    found = [word for word in re.findall(r"\b[A-Z]{3}\b", header) if is_currency(word) and word != "XXX"]
    return found[0] if len(found) == 1 else None


def _plain(raw: str) -> str:
    return " ".join(unaccented(raw).split())
