"""Counts breaches of the invariants, from the provider's side and from what the world itself knows.

Written apart from the program: it reads the database's rows, and asks neither the gate nor any rule. Every
hour, cap and figure that it compares with is its own.
"""

from __future__ import annotations

from .breach import Breach, deliveries
from .check_contacts import contact_breaches
from .check_facts import fact_breaches
from .check_records import record_breaches
from .witness import Witness


def breaches(witness: Witness) -> list[Breach]:
    """All breaches of I1 to I8, in that order; empty when every invariant held."""
    all_sent = deliveries(witness)
    found = [
        *contact_breaches(witness, all_sent),
        *fact_breaches(witness, all_sent),
        *record_breaches(witness, all_sent),
    ]
    return sorted(found, key=lambda breach: (breach.invariant, breach.what, breach.where))
