"""What a ledger says on one day: what was open, how old it was, with whom, and how settled invoices were paid.

Amounts are minor units and never added across currencies. Days are calendar days; `dpd` (days past due) is the
day asked about less the due date, and what is due on that day is not due yet. Everything is one pass over the
items, so that a ledger of a million rows is measured without being held.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from puntual.domain.aging import Buckets
from puntual.rules.payment_history import PaymentHistory

BUCKETS = Buckets()
DAYS_THAT_DECIDE = 60
"""After this many days past due a reminder rarely helps alone: somebody has to decide what follows."""


class LedgerItem(NamedTuple):
    """One row of a ledger whose amount and due date could be read.

    amount: the invoice's, in minor units of `currency`. left: what is open of it today, None where the file does
    not say. settled: the day on which it was settled. closed: settled, cancelled or a draft, on a day not told.
    doubted: the row has a finding that would keep Puntual from writing about it. customer "": not told.
    """

    customer: str
    currency: str
    amount: int
    due: date
    left: int | None = None
    issued: date | None = None
    settled: date | None = None
    closed: bool = False
    disputed: bool = False
    doubted: bool = False


def open_at(item: LedgerItem, day: date) -> int | None:
    """Minor units of the item that were open on `day`, None where it was not open.

    Open is what was issued on or before the day and is unsettled, or was settled after it: at its full amount,
    because what is left today says nothing of then. A day of issue or settlement that is not told counts as past.
    """
    if item.closed or (item.issued is not None and item.issued > day):
        return None
    if item.settled is not None:
        return item.amount if item.settled > day else None
    if item.left is None:
        return item.amount
    return item.left or None


@dataclass(slots=True)
class Account:
    """What one customer owes in one currency on the day. dues: due dates of what is open, as day numbers."""

    items: int = 0
    doubted: int = 0
    open: int = 0
    overdue: int = 0
    dues: set[int] = field(default_factory=set)


@dataclass(slots=True)
class CurrencyFigures:
    """One currency's open items. buckets: minor units by bucket, not due first. amounts: of each open item."""

    buckets: list[int] = field(default_factory=lambda: [0] * len(BUCKETS.names))
    counts: list[int] = field(default_factory=lambda: [0] * len(BUCKETS.names))
    amounts: array[int] = field(default_factory=lambda: array("q"))
    over_sixty: int = 0
    disputed: int = 0

    @property
    def open(self) -> int:
        """All that is open, in minor units."""
        return sum(self.buckets)

    @property
    def overdue(self) -> int:
        """What is one day past due or more, in minor units."""
        return sum(self.buckets[1:])

    @property
    def share_over_30(self) -> float:
        """Amount more than 30 days past due over amount at least one day past due; 0 where nothing is."""
        return share(sum(self.buckets[3:]), self.overdue)


@dataclass(slots=True)
class LedgerFigures:
    """The state of a ledger on `day`. accounts: by customer and currency; "" is nobody's and counts as none."""

    day: date
    receivables: int = 0
    doubted: int = 0
    currencies: dict[str, CurrencyFigures] = field(default_factory=lambda: defaultdict(CurrencyFigures))
    accounts: dict[tuple[str, str], Account] = field(default_factory=lambda: defaultdict(Account))
    histories: dict[str, PaymentHistory] = field(default_factory=lambda: defaultdict(PaymentHistory))
    last_settled: date | None = None

    def add(self, item: LedgerItem) -> None:
        """Take one item in."""
        history = self.histories[item.currency]
        if item.issued is not None and item.issued <= self.day:
            history.sold(item.issued, item.amount, self.day)
        if item.settled is not None:
            self.last_settled = max(self.last_settled or item.settled, item.settled)
            if item.settled <= self.day and not item.closed:
                history.paid(item.customer, item.amount, item.issued, item.due, item.settled)
        amount = open_at(item, self.day)
        if amount is not None:
            self._open(item, amount)

    def _open(self, item: LedgerItem, amount: int) -> None:
        dpd = (self.day - item.due).days
        bucket = BUCKETS.index(dpd)
        figures = self.currencies[item.currency]
        figures.buckets[bucket] += amount
        figures.counts[bucket] += 1
        figures.amounts.append(amount)
        figures.disputed += item.disputed
        if dpd > DAYS_THAT_DECIDE:
            figures.over_sixty += amount
        if dpd >= DAYS_THAT_DECIDE:
            self.histories[item.currency].still_open_at_sixty += 1
        self.receivables += 1
        self.doubted += item.doubted
        account = self.accounts[item.customer, item.currency]
        account.items += 1
        account.doubted += item.doubted
        account.open += amount
        account.overdue += amount if dpd > 0 else 0
        account.dues.add(item.due.toordinal())

    @property
    def customers(self) -> frozenset[str]:
        """Whoever has an open item."""
        return frozenset(customer for customer, _ in self.accounts if customer)

    @property
    def main_currency(self) -> str | None:
        """The currency of most open items (of most settled ones where nothing is open), for ratios."""
        counts: Counter[str] = Counter({code: len(one.amounts) for code, one in self.currencies.items()})
        counts = counts or Counter({code: one.settled for code, one in self.histories.items()})
        return min(counts, key=lambda code: (-counts[code], code)) if counts else None


def measure(items: Iterable[LedgerItem], day: date) -> LedgerFigures:
    """The figures of a ledger on `day`."""
    figures = LedgerFigures(day)
    for item in items:
        figures.add(item)
    return figures


def share(part: float, whole: float) -> float:
    """`part` over `whole` between 0 and 1, to six decimals; 0 where there is no whole.

    Credits can make a part larger than its whole, or either negative: the share is then cut to its limits.
    """
    return round(min(max(part / whole, 0.0), 1.0), 6) if whole > 0 else 0.0
