"""Words, pairs of words and runs of letters: what a linear model sees of a text."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

_SHORTEST, _LONGEST = 2, 5


def grams(body: str) -> Counter[str]:
    """How often each gram stands in a folded, written-out text.

    "w:" marks words and pairs, "c:" runs of two to five letters inside one word with its edges.
    """
    words = body.split()
    counts = Counter(f"w:{word}" for word in words)
    counts.update(f"w:{first} {second}" for first, second in pairwise(words))
    for word in words:
        edged = f" {word} "
        for size in range(_SHORTEST, _LONGEST + 1):
            counts.update(f"c:{edged[at : at + size]}" for at in range(max(len(edged) - size + 1, 1)))
    return counts
