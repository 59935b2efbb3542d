"""Amounts of money in a message, in major units of the invoice's currency, which is never guessed here.

Separators are read by rule (a last group of two digits is decimal, groups of three are thousands) and by
what is plausible beside the open balance; shares ("la mitad") are of that balance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from puntual.domain.money import exponent, is_currency
from puntual.domain.reading import AmountMention

_FIGURE = r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,3})?"
_SIGN = r"(?:r\$|us\$|s/\.?|\$|bs\.?|q\.?(?=\d)|mxn|cop|clp|ars|pen|brl|usd)"
_UNIT = (
    r"(?:pesos?|pesitos|soles|sol|reais|real|dolares|dolar|dollars?|bucks|quetzales|guaranies|bolivianos|"
    r"lempiras|colones|"
    r"balboas|mxn|cop|clp|ars|pen|brl|usd|varos?|bolas|conto|contos|pila|pilas|mangos)"
)
_SCALE = r"(?:mil(?:lones|lon|hoes|hao)?|k|lucas?|palos?|lks|thousand|grand|million)"
_MONEY = re.compile(
    rf"(?<![a-z0-9§.,/-])(?P<sign>{_SIGN} ?)?(?P<figure>{_FIGURE})(?: ?(?P<scale>{_SCALE})(?![a-z0-9]))?"
    rf"(?: (?:de )?(?P<unit>{_UNIT})(?![a-z0-9]))?(?![a-z0-9/%:-]|[.,]\d| ?%| por ciento| por cento| percent)"
)
_PERCENT = re.compile(r"(?<![a-z0-9§.,])(?P<n>\d{1,3})(?: ?%| por ciento| por cento| percent)")
_SCALES = {"mill": 10**6, "milh": 10**6, "mil": 1000, "k": 1000, "luca": 1000, "palo": 10**6, "lks": 1000,
           "thousand": 1000, "grand": 1000, "million": 10**6}  # fmt: skip
# "Luca" is a thousand pesos in the Southern Cone and Colombia, and one sol in Peru.
_ONE_SOL = frozenset({"PE"})
_SHARES = (
    (
        re.compile(r"(?<![a-z0-9])(?:la |una )?(?:mitad|metade|half)(?: del? (?:saldo|total|monto))?(?![a-z0-9])"),
        Decimal("0.5"),
    ),
    (re.compile(r"(?<![a-z0-9])(?:un tercio|la tercera parte|um terco|a third)(?![a-z0-9])"), Decimal(1) / 3),
    (
        re.compile(
            r"(?<![a-z0-9])(?:todo el (?:saldo|monto|adeudo|total|pago)|el total|la totalidad|el saldo "
            r"completo|todo completo|"
            r"tudo|o total|o valor total|valor integral|in full|the full amount|the whole amount|everything|"
            r"(?<=pago )todo|(?<=pagar )todo|(?<=pague )todo|(?<=liquido )todo|(?<=deposito )todo|"
            r"(?<=pagarle )todo)(?![a-z0-9])"
        ),
        Decimal(1),
    ),
)  # fmt: skip
_REST = re.compile(
    r"(?<![a-z0-9])(?:el resto|lo demas|lo que falta|la otra mitad|o resto|o restante|a outra metade|the "
    r"rest|the other half)(?![a-z0-9])"
)

_SMALL = {
    "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
    "ocho": 8, "nueve": 9,
    "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17,
    "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veinticinco": 25, "treinta": 30, "cuarenta": 40,
    "cincuenta": 50,
    "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "ciento": 100, "doscientos": 200,
    "trescientos": 300, "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600, "setecientos": 700,
    "ochocientos": 800, "novecientos": 900,
    "um": 1, "uma": 1, "dois": 2, "duas": 2, "quatro": 4, "sete": 7, "oito": 8, "dez": 10, "onze": 11, "doze": 12,
    "treze": 13, "quatorze": 14, "quinze": 15, "vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50,
    "sessenta": 60,
    "oitenta": 80, "cem": 100, "cento": 100, "duzentos": 200, "trezentos": 300, "quatrocentos": 400,
    "quinhentos": 500,
    "seiscentos": 600, "setecentos": 700, "oitocentos": 800, "novecentos": 900,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_BIG = {"mil": 1000, "thousand": 1000, "hundred": 100, "millon": 10**6, "millones": 10**6, "milhao": 10**6,
        "milhoes": 10**6, "million": 10**6, "luca": 1000, "lucas": 1000, "palo": 10**6, "palos": 10**6}  # fmt: skip
_NUMBER_WORD = "|".join(sorted({*_SMALL, *_BIG}, key=len, reverse=True))
_IN_WORDS = re.compile(
    rf"(?<![a-z0-9§])(?<!\d )(?:{_NUMBER_WORD})(?: (?:(?:y|e|and) )?(?:{_NUMBER_WORD}))*(?: {_UNIT})?(?![a-z0-9])"
)
_HALF_A = re.compile(r"(?<![a-z0-9])medio palo(?![a-z0-9])")
_PAYING = re.compile(
    r"(?:pag|deposit|abon|transf|consign|gir|cancel|mand|envi|d[aeo]y?|te doy|liquid|adelant|acert|send|pay|"
    r"paid|wire)\w*"
    r"(?: \w{1,4}){0,2} $"
)
_PLAUSIBLE = Decimal("1.2")
_LEAST_BARE = 100


@dataclass(frozen=True, slots=True)
class LocatedAmount:
    """A mention and where it stands in the text."""

    mention: AmountMention
    start: int
    end: int


def find_amounts(
    text: str, masked: str, balance: Decimal | None, currency: str | None, country: str
) -> tuple[LocatedAmount, ...]:
    """The amounts of a message in text order. `masked` has identifiers and dates blanked out.

    A bare small number is no amount; shares need a known balance. Nothing is returned that the words do
    not carry.
    """
    search = _Search(text, masked, balance, currency, country)
    search.shares()
    search.words()
    search.figures()
    search.rest()
    return tuple(sorted(search.found, key=lambda one: one.start))


class _Search:
    """One message being searched: what is found is blanked out, so that nothing counts twice."""

    def __init__(
        self, text: str, masked: str, balance: Decimal | None, currency: str | None, country: str
    ) -> None:
        self.text, self.masked, self.balance, self.country = text, masked, balance, country
        self.places = exponent(currency) if currency and is_currency(currency) else 2
        self.found: list[LocatedAmount] = []

    def shares(self) -> None:
        """Halves, percentages and the whole of the balance."""
        if self.balance is None:
            return
        for pattern, share in _SHARES:
            for match in pattern.finditer(self.masked):
                if not _REST.match(self.masked, max(match.start() - 5, 0)):
                    self._keep(match.start(), match.end(), self.balance * share)
        for match in _PERCENT.finditer(self.masked):
            if int(match["n"]) <= 100:
                self._keep(match.start(), match.end(), self.balance * int(match["n"]) / 100)

    def words(self) -> None:
        """ "Mil quinientos", "medio palo"."""
        for match in _HALF_A.finditer(self.masked):
            self._keep(match.start(), match.end(), Decimal(500_000))
        for match in _IN_WORDS.finditer(self.masked):
            value = _in_words(match.group().split(), self.country)
            counts = re.search(rf"{_UNIT}$", match.group()) is not None
            if value >= _LEAST_BARE or counts:
                self._keep(match.start(), match.end(), Decimal(value))

    def figures(self) -> None:
        """Numbers in figures, with sign, scale or unit; bare ones where they look like money."""
        for match in _MONEY.finditer(self.masked):
            value = self._read(match["figure"])
            if match["scale"]:
                value *= _scale(match["scale"], self.country)
            marked = bool(match["sign"] or match["unit"] or match["scale"])
            if value > 0 and (marked or self._looks_like_money(match, value)):
                self._keep(match.start(), match.end(), value)

    def rest(self) -> None:
        """ "El resto" is what the other amounts of the message leave of the balance."""
        if self.balance is None or len(self.found) != 1:
            return
        left = self.balance - self.found[0].mention.value
        match = _REST.search(self.masked)
        if match and left > 0:
            self._keep(match.start(), match.end(), left)

    def _looks_like_money(self, match: re.Match[str], value: Decimal) -> bool:
        figure = match["figure"]
        separated = any(mark in figure for mark in ".,'")
        if (
            re.search(r"(?:ano|del?|en|em|year|of|in) $", self.masked[: match.start()])
            and 1990 <= value <= 2099
        ):
            return False
        if self.balance is not None and value > self.balance * _PLAUSIBLE:
            return False
        pays = _PAYING.search(self.masked[: match.start()]) is not None
        return value >= _LEAST_BARE or ((separated or pays) and value >= 10)

    def _read(self, figure: str) -> Decimal:
        readings = [Decimal(one) for one in _separator_readings(figure)]
        if self.balance is not None:
            readings = [one for one in readings if one <= self.balance * _PLAUSIBLE] or readings
        return readings[0]

    def _keep(self, start: int, end: int, value: Decimal) -> None:
        rounded = value.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_EVEN)
        if rounded <= 0:
            return
        words = self.text[start:end].strip()
        self.found.append(LocatedAmount(AmountMention(words, rounded), start, end))
        self.masked = self.masked[:start] + "§" * (end - start) + self.masked[end:]


def _separator_readings(figure: str) -> list[str]:
    """What the digits may mean, the likeliest first."""
    compact = figure.replace(" ", "").replace("'", "")
    last = max(compact.rfind("."), compact.rfind(","))
    if last < 0:
        return [compact]
    digits_after = len(compact) - last - 1
    plain = re.sub(r"[.,]", "", compact)
    decimal = f"{re.sub(r'[.,]', '', compact[:last])}.{compact[last + 1 :]}"
    return [plain, decimal] if digits_after == 3 else [decimal]


def _scale(word: str, country: str) -> int:
    if word.startswith("luca") and country in _ONE_SOL:
        return 1
    return next(value for start, value in _SCALES.items() if word.startswith(start))


def _in_words(words: list[str], country: str) -> int:
    total = part = 0
    for word in words:
        if word in _BIG:
            scale = 1 if word.startswith("luca") and country in _ONE_SOL else _BIG[word]
            if scale == 100:
                part = (part or 1) * 100
            else:
                total, part = total + (part or 1) * scale, 0
        elif word in _SMALL:
            part += _SMALL[word]
    return total + part
