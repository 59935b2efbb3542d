"""How a customer can pay: official means and a reference, from records only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PaymentWay:
    """The company's official means in one currency, word for word, and the reference that names the payer."""

    means: tuple[str, ...]
    reference: str


class PaymentRail(Protocol):
    """Where payments go. A rail gives references and links; it never says that something was paid."""

    def way(self, customer: str, currency: str) -> PaymentWay:
        """How the customer with this ERP key pays in `currency`; no means where the company has set none."""
        ...
