"""Where a customer is, as far as the clock on the wall goes."""

from __future__ import annotations

from puntual.store.models import Customer


def zone_of(customer: Customer) -> str:
    """The IANA zone that the customer's times are shown in: the first candidate; UTC where there is none."""
    return customer.zones.partition(",")[0].strip() or "UTC"


def masked(phone: str) -> str:
    """A phone number by its last four digits."""
    return f"•••• {phone[-4:]}" if phone else ""
