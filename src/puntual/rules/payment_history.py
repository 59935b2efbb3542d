"""How invoices of one currency were paid, from a ledger that keeps settled ones with their dates.

Formulas follow the common definitions of credit management (Credit Research Foundation and treasury manuals);
each docstring names its own. Amounts are minor units, days are calendar days.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

SALES_WINDOW = 90
"""Days of sales that the simple DSO looks back: long enough to smooth a month, short enough to follow a trend."""
LATE_ENOUGH = 60


@dataclass(slots=True)
class PayerFigures:
    """How one customer paid. days_late: sum over settled invoices of the days past due, early ones as 0."""

    settled: int = 0
    late: int = 0
    days_late: int = 0

    @property
    def share_late(self) -> float:
        """Invoices settled after their due date over all settled."""
        return self.late / self.settled if self.settled else 0.0

    @property
    def average_days_late(self) -> float:
        """Mean days past due at settlement, early and punctual payments as 0."""
        return self.days_late / self.settled if self.settled else 0.0


@dataclass(slots=True)
class PaymentHistory:
    """Sums over the invoices settled on or before the day, and the sales up to it."""

    settled: int = 0
    late: int = 0
    days_late: int = 0
    days_to_settle: int = 0
    with_issue: int = 0
    amount: int = 0
    amount_late: int = 0
    amount_days: int = 0
    paid_after_sixty: int = 0
    still_open_at_sixty: int = 0
    sales_in_window: int = 0
    sales_by_month: dict[tuple[int, int], int] = field(default_factory=lambda: defaultdict(int))
    payers: dict[str, PayerFigures] = field(default_factory=lambda: defaultdict(PayerFigures))

    def sold(self, issued: date, amount: int, day: date) -> None:
        """An invoice of `amount` issued on or before `day`."""
        self.sales_by_month[issued.year, issued.month] += amount
        if (day - issued).days < SALES_WINDOW:
            self.sales_in_window += amount

    def paid(self, customer: str, amount: int, issued: date | None, due: date, settled: date) -> None:
        """An invoice settled on or before the day."""
        delay = (settled - due).days
        payer = self.payers[customer]
        self.settled, payer.settled = self.settled + 1, payer.settled + 1
        self.amount += amount
        self.amount_days += amount * delay
        if delay > 0:
            self.late, payer.late = self.late + 1, payer.late + 1
            self.days_late, payer.days_late = self.days_late + delay, payer.days_late + delay
            self.amount_late += amount
        self.paid_after_sixty += delay >= LATE_ENOUGH
        if issued is not None:
            self.with_issue += 1
            self.days_to_settle += (settled - issued).days

    @property
    def share_late(self) -> float:
        """Invoices settled after their due date over all settled ones, by count."""
        return self.late / self.settled if self.settled else 0.0

    @property
    def average_days_late(self) -> float:
        """Mean days past due at settlement, early and punctual payments as 0. What is unpaid is not in it."""
        return self.days_late / self.settled if self.settled else 0.0

    @property
    def average_days_to_settle(self) -> float | None:
        """Mean days from issue to settlement; None where no issue date is told."""
        return self.days_to_settle / self.with_issue if self.with_issue else None

    @property
    def weighted_delay(self) -> float | None:
        """Invoice-level delay: sum(amount x (settled - due)) / sum(amount), early payments negative, unpaid left out.

        The definition that receivables platforms publish; it flatters whoever has old unpaid invoices.
        """
        return self.amount_days / self.amount if self.amount > 0 else None

    def dso(self, open_total: int) -> float | None:
        """Simple days sales outstanding: open / sales of the last 90 days x 90. None without sales in them.

        The textbook formula (receivables over credit sales times the days of the window); a rising or falling
        trend of sales biases it, which is why the count-back one stands beside it.
        """
        return open_total / self.sales_in_window * SALES_WINDOW if self.sales_in_window > 0 else None

    def best_possible_dso(self, not_due: int) -> float | None:
        """Not due / sales of the window x its days (Credit Research Foundation): DSO if nobody were late."""
        return not_due / self.sales_in_window * SALES_WINDOW if self.sales_in_window > 0 else None

    def count_back_dso(self, open_total: int, day: date) -> float | None:
        """Each month's sales are taken off what is open, from `day` backwards, adding that month's real days.

        The month in which the rest runs out counts in proportion (exhaustion method, as in treasury manuals).
        The running month has as many days as have passed of it. None where the ledger's sales do not reach.
        """
        return count_back(open_total, self.sales_by_month, day)

    def worst_payers(self, number: int) -> list[tuple[str, PayerFigures]]:
        """The customers with most days late in sum, worst first; punctual ones and nobody ("") left out."""
        late = [(key, one) for key, one in self.payers.items() if one.late and key]
        return sorted(late, key=lambda pair: (-pair[1].days_late, pair[0]))[:number]


def count_back(open_total: int, sales: dict[tuple[int, int], int], day: date) -> float | None:
    """See PaymentHistory.count_back_dso; `sales` by (year, month)."""
    if open_total <= 0:
        return 0.0
    rest, days = open_total, 0.0
    year, month = day.year, day.month
    first = min(sales, default=(year, month))
    while (year, month) >= first:
        length = day.day if (year, month) == (day.year, day.month) else monthrange(year, month)[1]
        sold = sales.get((year, month), 0)
        if 0 < rest <= sold:
            return days + rest / sold * length
        rest, days = rest - max(sold, 0), days + length
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return None
