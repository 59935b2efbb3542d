"""What a round of sending did."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class DeliverReport:
    """What one round of sending did."""

    sent: int = 0
    unknown: int = 0
    rejected: int = 0
    put_back: int = 0
    withheld: dict[str, int] = field(default_factory=dict)
