"""Does what we read add up to what the ERP itself says that each customer owes?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from puntual.domain.money import exponent
from puntual.domain.record import Snapshot, Status

TOLERANCE = Decimal("0.01")
"""In major units: what rounding by instalments may leave. A cent more, and somebody is asked for wrong money."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A customer whose two sums differ. Amounts in minor units of `currency`."""

    customer: str
    currency: str
    ours: int
    theirs: int


@dataclass(frozen=True, slots=True)
class ControlResult:
    """What a comparison gave. compared: sums that were laid side by side.

    incomparable: customers who owe in a currency in which the ERP gives no sum. totals: currency -> (ours,
    theirs) in minor units over what was compared.
    """

    compared: int
    differences: tuple[Difference, ...]
    incomparable: int = 0
    totals: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether every sum that could be compared is right, and at least one could."""
        return self.compared > 0 and not self.differences


def compare(
    snapshot: Snapshot, theirs: Mapping[tuple[str, str], int], *, net_of_credits: bool, only: str = ""
) -> ControlResult:
    """Our sum of open balances by customer and currency beside the ERP's.

    theirs: (customer key, currency) -> minor units. net_of_credits: whether the ERP's sum has unapplied credits
    taken off. only: the one currency in which the ERP gives its sums, into which it converts the others; who
    owes in another one then cannot be compared. A customer without a sum on one side counts as 0 there.
    """
    ours = _ours(snapshot, net_of_credits=net_of_credits)
    foreign = {
        customer for (customer, currency), minor in ours.items() if only and currency != only and minor
    }
    pairs = {pair for pair in ours.keys() | theirs.keys() if pair[0] not in foreign}
    totals: dict[str, tuple[int, int]] = {}
    wrong = []
    for customer, currency in sorted(pairs):
        mine, own = ours.get((customer, currency), 0), theirs.get((customer, currency), 0)
        before = totals.get(currency, (0, 0))
        totals[currency] = (before[0] + mine, before[1] + own)
        if abs(mine - own) > int(TOLERANCE.scaleb(exponent(currency))):
            wrong.append(Difference(customer, currency, mine, own))
    wrong.sort(key=lambda one: (-abs(one.ours - one.theirs), one.customer))
    return ControlResult(len(pairs), tuple(wrong), len(foreign), dict(sorted(totals.items())))


def _ours(snapshot: Snapshot, *, net_of_credits: bool) -> Mapping[tuple[str, str], int]:
    sums: Counter[tuple[str, str]] = Counter()
    for one in snapshot.receivables:
        if one.status is Status.OPEN:
            sums[one.customer, one.currency] += one.balance
    if net_of_credits:
        taken: defaultdict[tuple[str, str], int] = defaultdict(int)
        for credit in snapshot.credits:
            taken[credit.customer, credit.currency] += credit.amount
        for pair, amount in taken.items():
            sums[pair] -= amount
    return sums
