"""Money as whole minor units of one currency; splitting never loses a cent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

# ISO 4217 minor-unit exponents that differ from 2, for the currencies that a ledger in the
# Americas or its trade partners can hold. XXX is "no currency", kept as two decimals.
_EXPONENTS = {
    "CLP": 0, "PYG": 0, "JPY": 0, "KRW": 0, "ISK": 0, "UYI": 0, "VND": 0, "XAF": 0, "XOF": 0,
    "CLF": 4, "UYW": 4, "KWD": 3, "BHD": 3, "OMR": 3, "JOD": 3, "TND": 3, "IQD": 3, "LYD": 3,
}  # fmt: skip
_TWO_DECIMALS = frozenset({
    "ARS", "AUD", "BOB", "BRL", "BZD", "CAD", "CHF", "CNY", "COP", "CRC", "CUP", "DOP", "EUR", "GBP",
    "GTQ", "GYD", "HNL", "HTG", "INR", "JMD", "MXN", "NIO", "NZD", "PAB", "PEN", "SEK", "SRD", "TTD",
    "USD", "UYU", "VES", "XCD", "XXX", "NOK", "DKK", "PLN", "CZK", "HUF", "ILS", "ZAR", "HKD", "SGD",
    "TWD", "THB", "TRY",
})  # fmt: skip


class MixedCurrencies(ValueError):
    """Two currencies met in one sum. They are never added together."""


class UnknownCurrency(ValueError):
    """Not an ISO 4217 code that this program knows."""


def exponent(currency: str) -> int:
    """How many decimals the minor unit of `currency` has (MXN 2, CLP 0). Raises UnknownCurrency."""
    if currency in _TWO_DECIMALS:
        return 2
    try:
        return _EXPONENTS[currency]
    except KeyError:
        raise UnknownCurrency(currency) from None


def is_currency(code: str) -> bool:
    """Whether `code` is a currency this program can hold."""
    return code in _TWO_DECIMALS or code in _EXPONENTS


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in minor units (cents, or whole pesos for CLP) of one ISO currency."""

    minor: int
    currency: str

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.minor < other.minor

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.minor <= other.minor

    def __bool__(self) -> bool:
        return self.minor != 0

    def __str__(self) -> str:
        return f"{self.decimal} {self.currency}"

    @property
    def decimal(self) -> Decimal:
        """The amount in major units, with exactly the currency's decimals."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def split(self, weights: Sequence[int]) -> list[Money]:
        """Parts in proportion to `weights` whose sum is this amount exactly."""
        return [Money(part, self.currency) for part in split(self.minor, weights)]

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency}")


def money(amount: Decimal | int | str, currency: str) -> Money:
    """Money from major units ("1250.50", "MXN"). Half a minor unit goes to the even neighbour.

    Raises UnknownCurrency, and ValueError for what is not a finite number.
    """
    places = exponent(currency)
    try:
        value = Decimal(amount)
    except InvalidOperation:
        raise ValueError(f"not an amount: {amount!r}") from None
    if not value.is_finite():
        raise ValueError(f"not an amount: {amount!r}")
    return Money(int(value.scaleb(places).to_integral_value(ROUND_HALF_EVEN)), currency)


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """`amount` in whole units by `weights` (largest remainder, ties to the first): no unit is lost."""
    total = sum(weights)
    if not weights or total <= 0 or min(weights) < 0:
        raise ValueError("weights must be non-negative and not all zero")
    sign = -1 if amount < 0 else 1
    shares = [divmod(abs(amount) * weight, total) for weight in weights]
    parts = [share for share, _ in shares]
    missing = abs(amount) - sum(parts)
    by_remainder = sorted(range(len(weights)), key=lambda i: (-shares[i][1], i))
    for i in by_remainder[:missing]:
        parts[i] += 1
    return [sign * part for part in parts]


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum of `amounts`, all of which must be in `currency`."""
    result = Money(0, currency)
    for amount in amounts:
        result = result + amount
    return result


def totals(amounts: Iterable[Money]) -> dict[str, Money]:
    """Sums kept apart by currency, in order of currency code."""
    sums: dict[str, int] = {}
    for amount in amounts:
        sums[amount.currency] = sums.get(amount.currency, 0) + amount.minor
    return {currency: Money(minor, currency) for currency, minor in sorted(sums.items())}
