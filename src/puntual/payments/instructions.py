"""The company's own payment instructions, as it wrote them into its settings."""

from __future__ import annotations

from puntual.domain.company import Company
from puntual.ports.payments import PaymentWay


class Instructions:
    """Transfers to the company's accounts; the customer's key in the ERP is the reference."""

    def __init__(self, company: Company) -> None:
        self._company = company

    def way(self, customer: str, currency: str) -> PaymentWay:
        """The instructions for `currency`, one line each, copied and never generated."""
        text = self._company.payment_instructions.get(currency, "")
        lines = tuple(line.strip() for line in text.splitlines() if line.strip())
        return PaymentWay(lines, customer)
