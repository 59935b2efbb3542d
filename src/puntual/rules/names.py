"""Customer names and tax ids: which are nobody's, which are fillers, which mean the same customer."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from puntual.domain import text

# Names under which sales to nobody in particular are booked.
_GENERIC_NAMES = frozenset(
    (
        "publico en general", "publico general", "ventas publico en general", "venta al publico", "publico",
        "mostrador", "venta mostrador", "ventas mostrador", "cliente mostrador", "ventas de mostrador",
        "consumidor final", "consumidor", "cliente final", "ventas varias", "clientes varios",
        "cliente varios", "varios", "varios clientes", "cliente contado", "cliente de contado",
        "ventas de contado", "ventas contado", "contado", "cliente generico", "cliente general",
        "cuantias menores", "cliente ocasional", "clientes ocasionales", "consumidor nao identificado",
        "cliente padrao", "cliente balcao", "venda balcao", "balcao", "cliente avulso", "cash customer",
        "cash sale", "cash sales", "walk in", "walk in customer", "general public", "boleta",
        "cliente boleta", "sin nombre", "cliente sin nombre", "clientes sin identificar",
    )
)  # fmt: skip
# Reserved by the tax offices for nobody in particular: MX (SAT, rule 2.7.1.26), CO, EC and CL.
_GENERIC_TAX_IDS = frozenset(
    ("XAXX010101000", "XEXX010101000", "222222222222", "2222222222227", "9999999999999", "666666666")
)
_PLACEHOLDERS = re.compile(
    r"^(?:test(?:e|ing)?|pruebas?|cliente (?:de )?(?:prueba|teste|nuevo|novo)|cliente|customer|nombre|nome|"
    r"name|no usar|nao usar|do not use|borrar|eliminar|dummy|ejemplo|exemplo|example|sin nombre|pendiente|"
    r"por definir|a definir|s n|n a|na|nd|null|none|nan|x+|z+|asdf\w*|qwerty\w*|abc|xyz|[\d ]+)$"
)
_LEGAL_FORMS = re.compile(
    r"\b(?:s ?a ?p ?i de c ?v|s ?a de c ?v|s de r ?l de c ?v|s ?de ?r ?l|s ?a ?s|s ?a|s ?r ?l|s ?p ?a|ltda|"
    r"limitada|e ?i ?r ?l|s ?a ?c|s ?c|a ?c|cia|eireli|me|epp|inc|llc|ltd|corp)\b"
)
# UTF-8 read as Windows-1252 turns "ñ" into "Ã±" and "Ñ" into "Ã‘"; what it cannot say becomes "?".
_AFTER_TILDE = r"[\x80-\xbf¡-ÿŒœŠšŸŽžƒˆ˜\u2013-\u2122?]"
_MOJIBAKE = re.compile(rf"\ufffd|Ã{_AFTER_TILDE}|Â[\x80-\xbf°-¿]|^[^¿]*(?:[^\W\d]\?|\?[^\W\d])")
_BROKEN_RUN = re.compile(rf"(?:[?\ufffd]|[ÃÂ]{_AFTER_TILDE})+")
ALIKE = 0.9
"""How similar two names must be (0 to 1) to be taken for one customer when they share a phone."""


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """A name by its plain letters: for comparing, never for showing. Remembered, because ledgers repeat them."""
    return text.plain(name)


@lru_cache(maxsize=65536)
def normal_tax_id(raw: str) -> str:
    """A tax id by its letters and digits only, upper case: "900.123.456-7" is "9001234567"."""
    return re.sub(r"[^0-9A-Z]", "", raw.upper())


def is_generic(name: str) -> bool:
    """Whether the name stands for the general public rather than for somebody."""
    return plain(name) in _GENERIC_NAMES


def is_generic_tax_id(raw: str) -> bool:
    """Whether the tax id is one that a tax office reserves for nobody in particular."""
    return normal_tax_id(raw) in _GENERIC_TAX_IDS


@lru_cache(maxsize=65536)
def identifies(raw: str) -> bool:
    """Whether the tax id can tell one customer from another: not empty, not reserved, not 000000000."""
    tax_id = normal_tax_id(raw)
    return len(set(tax_id)) > 1 and tax_id not in _GENERIC_TAX_IDS


def is_placeholder(name: str) -> bool:
    """Whether the name was typed only because the field demands one."""
    return not plain(name) or _PLACEHOLDERS.match(plain(name)) is not None


def is_damaged(name: str) -> bool:
    """Whether a wrong encoding has broken letters of the name: it must not stand in a message."""
    return _MOJIBAKE.search(name) is not None


def is_damage_of(broken: str, whole: str) -> bool:
    """Whether `broken` is `whole` after a wrong encoding: each run of broken letters stands for any letters."""
    if not is_damaged(broken) or is_damaged(whole):
        return False
    kept = _BROKEN_RUN.split(" ".join(broken.split()))
    pattern = r"\w{1,4}".join(re.escape(part) for part in kept)
    return re.fullmatch(pattern, " ".join(whole.split()), re.IGNORECASE) is not None


def without_legal_form(name: str) -> str:
    """The plain name without "SA de CV", "S.A.S.", "Ltda." and their like."""
    return " ".join(_LEGAL_FORMS.sub(" ", plain(name)).split()) or plain(name)


def are_alike(one: str, other: str) -> bool:
    """Whether two names mean, in all likelihood, the same customer."""
    first, second = without_legal_form(one), without_legal_form(other)
    if not first or not second:
        return False
    return first == second or SequenceMatcher(None, first, second).ratio() >= ALIKE
