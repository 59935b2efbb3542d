"""Who uses the program and is owed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Company:
    """The creditor, as it names itself to its customers.

    country: ISO alpha-2. zone: IANA, for customers whose own zone is unknown. human_contact: how a customer
    reaches a person. payment_instructions: official payment means, copied word for word, by currency.
    consent_basis / consent_since: a company-wide declared ground for writing, where there is one.
    """

    legal_name: str
    country: str
    zone: str
    currency: str
    trade_name: str = ""
    tax_id: str = ""
    language: str = "es"
    privacy_url: str = ""
    human_contact: str = ""
    payment_instructions: dict[str, str] = field(default_factory=dict)
    consent_basis: str = ""
    consent_since: date | None = None

    @property
    def name(self) -> str:
        """The name that customers know."""
        return self.trade_name or self.legal_name
