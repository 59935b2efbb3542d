"""Phones as people write them into ledgers, made into numbers that WhatsApp can reach.

The `phonenumbers` library knows the numbering plans; this file knows the habits around them: prefixes
that Mexico abolished, Argentina's 15, Brazil's ninth digit, two numbers in one cell, and numbers that a
spreadsheet has mangled. A number that is doubtful is refused with a code, never guessed into somebody else's.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType


class PhoneCode(StrEnum):
    """What a phone cell turned out to be. Only OK, SEVERAL and ASSUMED_MOBILE carry a number.

    SEVERAL: more than one mobile in the cell, the first is taken. ASSUMED_MOBILE: an Argentine number
    without its 9 or 15 that is not written like a landline. TRUNCATED: a spreadsheet cut digits off.
    """

    OK = "ok"
    SEVERAL = "several"
    ASSUMED_MOBILE = "assumed_mobile"
    MISSING = "missing"
    IMPOSSIBLE = "impossible"
    LANDLINE = "landline"
    PLACEHOLDER = "placeholder"
    TRUNCATED = "truncated"


@dataclass(frozen=True, slots=True)
class PhoneVerdict:
    """`e164` is the number to write to ("+528112345678") or None; `candidates` all mobiles of the cell."""

    e164: str | None
    code: PhoneCode
    candidates: tuple[str, ...] = ()


_DIGIT = re.compile(r"[0-9]")
_SPLIT = re.compile(r"[/;,|\n\r]+|\s+(?:y|e|o|ou|and|or)\s+|&", re.IGNORECASE)
_EXTENSION = re.compile(
    r"(?:\bext(?:ensi[oó]n)?|\bint(?:erno)?|\bramal|\banexo|\bx|#)\s*[.:]?\s*\d{1,6}\s*$", re.IGNORECASE
)
_SCIENTIFIC = re.compile(r"^[+]?[0-9]+(?:[.,][0-9]+)?e[+]?[0-9]{1,2}$", re.IGNORECASE)
_WHOLE_FLOAT = re.compile(r"^([+]?[0-9]{6,})[.,]0+$")
# 044 without its zero before a number of area 7xx, or +44 7... without its plus.
_MEXICAN_OR_BRITISH = re.compile(r"447\d{9}")
_REACHABLE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
_SEQUENCES = ("01234567890123456789", "98765432109876543210")
# How bad a number is when none of the cell's numbers can be written to: the most telling one is reported.
_TELLING = (PhoneCode.LANDLINE, PhoneCode.PLACEHOLDER, PhoneCode.TRUNCATED, PhoneCode.IMPOSSIBLE)


@lru_cache(maxsize=65536)
def normalise(raw: str, country: str) -> PhoneVerdict:
    """What the cell `raw` of a customer in `country` (ISO alpha-2) gives us to write to.

    A number without a country prefix is read in `country` and in no other: a wrong guess would tell a
    stranger about somebody's invoice.
    """
    text = unicodedata.normalize("NFKC", raw).strip().strip("'\"").strip()
    if text == "0" or not _DIGIT.search(text):  # "S/N", "no tiene", "-" and the like have no digit
        return PhoneVerdict(None, PhoneCode.MISSING)
    verdicts = [_one(part, country.upper()) for part in _parts(text)]
    good = list(dict.fromkeys(number for number, _ in verdicts if number))
    if len(good) > 1:
        return PhoneVerdict(good[0], PhoneCode.SEVERAL, tuple(good))
    if good:
        code = next(code for number, code in verdicts if number)
        return PhoneVerdict(good[0], code, tuple(good))
    codes = {code for _, code in verdicts}
    return PhoneVerdict(None, next((code for code in _TELLING if code in codes), PhoneCode.IMPOSSIBLE))


def whatsapp_variants(e164: str) -> tuple[str, ...]:
    """All ids (digits, no plus) under which WhatsApp may know this number, the given one first.

    WhatsApp still sends 521… for Mexico, 549… or 54… for Argentina, and Brazilian ids without the ninth
    digit outside some area codes.
    """
    digits = re.sub(r"[^0-9]", "", e164)
    return tuple(dict.fromkeys((digits, *_other_forms(digits))))


def _other_forms(digits: str) -> tuple[str, ...]:
    if digits.startswith("521") and len(digits) == 13:
        return (f"52{digits[3:]}",)
    if digits.startswith("52") and len(digits) == 12:
        return (f"521{digits[2:]}",)
    if digits.startswith("549") and len(digits) == 13:
        return (f"54{digits[3:]}",)
    if digits.startswith("54") and len(digits) == 12:
        return (f"549{digits[2:]}",)
    if digits.startswith("55") and len(digits) == 13 and digits[4] == "9":
        return (f"{digits[:4]}{digits[5:]}",)
    if digits.startswith("55") and len(digits) == 12 and digits[4] in "6789":
        return (f"{digits[:4]}9{digits[4:]}",)
    return ()


def _parts(text: str) -> list[str]:
    """The cell split into numbers; a piece too short to be one belongs to its neighbour ("55 1234/5678")."""
    if _SCIENTIFIC.match(text) or _WHOLE_FLOAT.match(text):
        return [text]
    pieces = [piece for piece in _SPLIT.split(text) if _DIGIT.search(piece)]
    if all(len(_DIGIT.findall(piece)) >= 7 for piece in pieces):
        return pieces
    whole = len(_DIGIT.findall(text))
    return [text] if whole <= 13 else pieces


def _one(text: str, country: str) -> tuple[str | None, PhoneCode]:
    """One number of a cell: its E.164 form where WhatsApp may reach it, and what it is."""
    if _SCIENTIFIC.match(text):
        expanded = _expand(text)
        if expanded is None:
            return None, PhoneCode.TRUNCATED
        text = expanded
    float_like = _WHOLE_FLOAT.match(text)
    text = float_like.group(1) if float_like else text
    has_extension = _EXTENSION.search(text)
    digits = _digits(text[: has_extension.start()] if has_extension else text)
    if _is_placeholder(digits):
        return None, PhoneCode.PLACEHOLDER
    if country == "MX" and _MEXICAN_OR_BRITISH.fullmatch(digits):
        return None, PhoneCode.TRUNCATED
    repaired = _repair(digits, country)
    try:
        number = phonenumbers.parse(repaired, country if country.isalpha() else None)
    except phonenumbers.NumberParseException:
        return None, PhoneCode.IMPOSSIBLE
    if _is_placeholder(str(number.national_number)):
        return None, PhoneCode.PLACEHOLDER
    return _reachable(number, digits, switchboard=has_extension is not None)


def _expand(text: str) -> str | None:
    """8.112345678E+09 written out; None where the spreadsheet kept fewer digits than the number has."""
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    _, mantissa, power = value.as_tuple()
    if not isinstance(power, int) or power != 0:
        return None
    return "".join(map(str, mantissa))


def _digits(text: str) -> str:
    """Digits only, keeping a leading plus; 00 in front is the same plus."""
    digits = re.sub(r"[^0-9]", "", text)
    if digits.startswith("00") and len(digits) > 10 and digits.strip("0"):
        return f"+{digits[2:]}"
    return f"+{digits}" if re.match(r"^\W*\+", text) else digits


def _is_placeholder(digits: str) -> bool:
    """Filler that people type when a field demands a number: one digit repeated, or counting up or down."""
    bare = digits.lstrip("+")
    if len(bare) < 7:
        return False
    if len(set(bare)) == 1 or re.search(r"(\d)\1{7,}$|0{7,}$", bare):
        return True
    return len(bare) >= 8 and any(bare in sequence for sequence in _SEQUENCES)


def _repair(digits: str, country: str) -> str:
    """The local traps that the numbering-plan library does not know."""
    local = not digits.startswith("+")
    if digits.startswith("+52") or (local and country == "MX"):
        return _repair_mexico(digits)
    if digits.startswith("+55") or (local and country == "BR"):
        return _repair_brazil(digits)
    return digits


def _repair_mexico(digits: str) -> str:
    """Ten digits count; 044, 045, 01 and the 1 after 52 were abolished in 2019 and 2020.

    A spreadsheet drops the zero of 044 and 045. 447 and nine digits is left alone: a British mobile looks the same.
    """
    match = re.fullmatch(r"\+?(?:52)?(?:1|01|044|045)?(\d{10})", digits)
    match = match or re.fullmatch(r"4(?:4(?!7)|5)(\d{10})", digits)
    return f"+52{match.group(1)}" if match else digits


def _repair_brazil(digits: str) -> str:
    """An eight-digit local number that starts with 6 to 9 is a mobile from before the ninth digit."""
    match = re.fullmatch(r"(?:\+?55|0)?([1-9][1-9])([6-9]\d{7})", digits)
    return f"+55{match.group(1)}9{match.group(2)}" if match else digits


def _reachable(number: PhoneNumber, digits: str, *, switchboard: bool) -> tuple[str | None, PhoneCode]:
    if not phonenumbers.is_valid_number(number):
        return None, PhoneCode.IMPOSSIBLE
    if switchboard:
        return None, PhoneCode.LANDLINE
    kind = phonenumbers.number_type(number)
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if kind in _REACHABLE:
        return e164, PhoneCode.OK
    if number.country_code == 54 and kind == PhoneNumberType.FIXED_LINE:
        return _argentine_without_9(number, digits)
    return None, PhoneCode.LANDLINE


def _argentine_without_9(number: PhoneNumber, digits: str) -> tuple[str | None, PhoneCode]:
    """Mobile and fixed lines share one plan, so adding the 9 can only reach the same line.

    A trunk 0 without 15, or a subscriber number that starts with 4, is how landlines are written.
    """
    national = str(number.national_number)
    area = phonenumbers.length_of_geographical_area_code(number)
    if digits.startswith("0") or national[area : area + 1] == "4":
        return None, PhoneCode.LANDLINE
    mobile = phonenumbers.parse(f"+549{national}")
    if not phonenumbers.is_valid_number(mobile):
        return None, PhoneCode.LANDLINE
    return phonenumbers.format_number(mobile, PhoneNumberFormat.E164), PhoneCode.ASSUMED_MOBILE
