"""The buckets that days past due fall in: calendar days from the due date, overdue from 1 on."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

DEFAULT_EDGES = (7, 30, 60, 90)


@dataclass(frozen=True, slots=True)
class Buckets:
    """Aging buckets by their last day: (7, 30, 60, 90) is 1-7, 8-30, 31-60, 61-90, 91+."""

    edges: tuple[int, ...] = DEFAULT_EDGES

    def __post_init__(self) -> None:
        if not self.edges or any(b <= a for a, b in zip((0, *self.edges), self.edges, strict=False)):
            raise ValueError("bucket edges must be positive and rising")

    @property
    def names(self) -> tuple[str, ...]:
        """All bucket names, from not due to the oldest."""
        starts = [1, *(edge + 1 for edge in self.edges)]
        spans = [f"{a}-{b}" for a, b in zip(starts, self.edges, strict=False)]
        return ("not_due", *spans, f"{starts[-1]}+")

    def index(self, dpd: int) -> int:
        """0 for not due, then 1 for the first bucket past due, and so on."""
        return 0 if dpd <= 0 else bisect_left(self.edges, dpd) + 1

    def name(self, dpd: int) -> str:
        """The bucket that `dpd` days past due fall in."""
        return self.names[self.index(dpd)]
