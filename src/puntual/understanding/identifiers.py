"""Tax ids, bank accounts, cards and phones in a message, told from amounts and dates by their check digits.

A figure that groups its thousands ("12.500.000") is money unless its check digit and its dash say otherwise; any
other run of nine digits and more is nobody's amount and is kept as a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import stdnum.ar.cbu
import stdnum.ar.cuit
import stdnum.br.cnpj
import stdnum.br.cpf
import stdnum.cl.rut
import stdnum.co.nit
import stdnum.do.rnc
import stdnum.ec.ci
import stdnum.ec.ruc
import stdnum.iban
import stdnum.luhn
import stdnum.mx.curp
import stdnum.mx.rfc
import stdnum.uy.rut

_LONG = re.compile(r"(?<![a-z0-9$-])\+?\(?\d(?:[ ()./-]{0,2}\d){6,}(?:-?k)?(?![a-z0-9])")
_LETTERED = re.compile(
    r"(?<![a-z0-9])(?:"
    r"(?P<rfc>[a-z&]{3,4}[ -]?\d{6}[ -]?[a-z0-9]{3})|"
    r"(?P<curp>[a-z]{4}\d{6}[hmx][a-z]{5}[a-z0-9]\d)|"
    r"(?P<cnpj>[a-z0-9]{2}\.?[a-z0-9]{3}\.?[a-z0-9]{3}/?[a-z0-9]{4}-?\d{2})|"
    r"(?P<iban>[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,7}(?: ?[a-z0-9]{1,3})?)"
    r")(?![a-z0-9])"
)
_GROUPED = re.compile(r"\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*")
_DATE_HEAD = re.compile(
    r"(?:\d{1,2}([-/.])\d{1,2}\1(?:(?:19|20)\d\d|\d\d)|20\d\d([-/.])\d{1,2}\2\d{1,2})(?![\d-])"
)
_MONEY_BEFORE = re.compile(r"(?:\$|r\$|s/|mxn|cop|clp|ars|usd|brl|pen) ?$")
_MONEY_AFTER = re.compile(r"\s*(?:pesos|mil\b|soles|reais|dolares|mxn|cop|clp|ars|usd|brl|pen|varos|mangos)")
_LEAST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier and where it stands. kind: "clabe", "cpf", "phone"..., or "number" where no check tells."""

    kind: str
    start: int
    end: int


def find_identifiers(folded: str) -> tuple[Identifier, ...]:
    """The identifiers of a folded message in text order; they do not overlap."""
    found = [one for match in _LETTERED.finditer(folded) if (one := _lettered(match))]
    taken = [(one.start, one.end) for one in found]
    for match in _LONG.finditer(folded):
        one = _numeric(match, folded)
        if one and not any(start < one.end and one.start < end for start, end in taken):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _lettered(match: re.Match[str]) -> Identifier | None:
    kind = match.lastgroup or ""
    text = match.group()
    if not any(char.isalpha() for char in text) or not _LETTERED_CHECKS[kind](text.upper()):
        return None
    return Identifier(kind, *match.span())


_LETTERED_CHECKS: dict[str, Callable[[str], bool]] = {
    "rfc": stdnum.mx.rfc.is_valid,
    "curp": stdnum.mx.curp.is_valid,
    "cnpj": stdnum.br.cnpj.is_valid,
    "iban": stdnum.iban.is_valid,
}


def _numeric(match: re.Match[str], folded: str) -> Identifier | None:
    text = match.group()
    digits = re.sub(r"\D", "", text)
    start, end = match.span()
    if text.startswith("+"):
        return Identifier("phone", start, end)
    if _GROUPED.fullmatch(text) or _begins_with_a_date(text):
        return None
    if _MONEY_BEFORE.search(folded[:start]) or _MONEY_AFTER.match(folded, end):
        return None
    if kind := _checked_kind(text, digits):
        return Identifier(kind, start, end)
    return Identifier("number", start, end) if len(digits) >= _LEAST_NUMBER else None


def _begins_with_a_date(text: str) -> bool:
    """A date, alone or with more figures after it ("29.02.2026 13.12"), is left to its own reader."""
    return _DATE_HEAD.match(text) is not None


def _checked_kind(text: str, digits: str) -> str | None:
    """The kind whose length and check digit fit. Short ones need their dash: any ten digits fit something."""
    for kind, lengths, dashed, check in _CHECKS:
        if len(digits) in lengths and (not dashed or re.search(r"-[\dk]$", text)) and check(text.upper()):
            return kind
    return None


def is_clabe(text: str) -> bool:
    """Whether 18 digits are a Mexican bank account: weights 3, 7, 1 modulo 10 (Banxico, CLABE estandarizada)."""
    digits = [int(char) for char in text if char.isdigit()]
    if len(digits) != 18:
        return False
    total = sum(digit * weight % 10 for digit, weight in zip(digits[:17], (3, 7, 1) * 6, strict=False))
    return (10 - total % 10) % 10 == digits[17]


# Argentina's CUIT and Peru's RUC share length and check digit, so they share a kind.
_CHECKS: tuple[tuple[str, frozenset[int], bool, Callable[[str], bool]], ...] = (
    ("cbu", frozenset({22}), False, stdnum.ar.cbu.is_valid),
    ("clabe", frozenset({18}), False, is_clabe),
    ("cnpj", frozenset({14}), False, stdnum.br.cnpj.is_valid),
    ("ec_ruc", frozenset({13}), False, stdnum.ec.ruc.is_valid),
    (
        "card",
        frozenset({13, 14, 15, 16, 19}),
        False,
        lambda text: stdnum.luhn.is_valid(re.sub(r"\D", "", text)),
    ),
    ("uy_rut", frozenset({12}), False, stdnum.uy.rut.is_valid),
    ("cpf", frozenset({11}), False, stdnum.br.cpf.is_valid),
    ("cuit", frozenset({11}), False, stdnum.ar.cuit.is_valid),
    ("ec_ci", frozenset({10}), True, stdnum.ec.ci.is_valid),
    ("nit", frozenset({8, 9, 10}), True, stdnum.co.nit.is_valid),
    ("rut", frozenset({7, 8, 9}), True, stdnum.cl.rut.is_valid),
    ("rnc", frozenset({9}), True, stdnum.do.rnc.is_valid),
)
