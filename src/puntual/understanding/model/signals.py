"""What the rules and extractors found, as numbers that the model weighs beside the words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from puntual.domain.reading import Context, Intent, Pending
from puntual.understanding.hearing import Heard
from puntual.understanding.paying import Stance
from puntual.understanding.rules import RuleReading

NAMES: tuple[str, ...] = (
    *(f"rule {intent.value}" for intent in Intent),
    *(f"asked {pending.value}" for pending in Pending),
    *(f"language {language}" for language in ("es", "pt", "en")),
    *(f"stance {stance.name}" for stance in Stance),
    "asks a day", "asks to pay", "asks to promise", "paid and a day",
    "date to come", "date gone by", "amount", "asks", "identifier", "invoice", "affirms", "denies",
    "no words", "one word", "two words", "up to five words", "over twenty words",
)  # fmt: skip


def signals(heard: Heard, rules: RuleReading, context: Context) -> NDArray[np.float32]:
    """One 0 or 1 for each of NAMES."""
    words = len(heard.body.split())
    to_come = any((one.end or one.date) >= context.today for one in heard.dates)
    asks = "?" in heard.text
    shown = {f"rule {intent.value}" for intent in rules.intents}
    shown.add(f"language {heard.language}")
    if context.pending:
        shown.add(f"asked {context.pending.value}")
    shown |= {f"stance {stance.name}" for stance in rules.stances}
    shown |= {
        name
        for name, holds in {
            "asks a day": asks and to_come,
            "asks to pay": asks and Stance.CAN in rules.stances,
            "asks to promise": asks and Intent.PROMISE in rules.intents,
            "paid and a day": to_come and Intent.PAID in rules.intents,
            "date to come": to_come,
            "date gone by": any((one.end or one.date) < context.today for one in heard.dates),
            "amount": bool(heard.amounts),
            "asks": asks,
            "identifier": bool(heard.references.identifiers),
            "invoice": bool(heard.references.invoices),
            "affirms": rules.affirms is True,
            "denies": rules.affirms is False,
            "no words": words == 0,
            "one word": words == 1,
            "two words": words == 2,
            "up to five words": 3 <= words <= 5,
            "over twenty words": words > 20,
        }.items()
        if holds
    }
    return np.array([name in shown for name in NAMES], dtype=np.float32)
