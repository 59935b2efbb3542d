"""The disclosure gate: something on the bill that a passer-by does not know, on top of holding the number."""

from __future__ import annotations

import re

from puntual.domain.text import bare
from puntual.store.models import Customer

_TAIL = 4


def proves(text: str, customer: Customer) -> bool:
    """Whether the message holds the customer number, or the last four of the tax id, as a word of its own.

    Knowledge of this kind is no authentication; it is asked only of someone who already writes from the
    number on file, and the tries are counted.
    """
    words = {bare(word) for word in re.split(r"[\s,;:!?()]+", text) if word}
    squeezed = bare(text)
    key, tax_id = bare(customer.key), bare(customer.tax_id)
    known = {key} if len(key) >= 3 else set()
    if len(tax_id) >= 6:
        known |= {tax_id, tax_id[-_TAIL:]}
    long_enough = {value for value in known if len(value) >= 6}
    return bool(words & known) or any(value in squeezed for value in long_enough)
