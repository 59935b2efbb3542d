"""Doubts about invoices as a body: currencies, crumbs, dates that are all alike, sums against the ERP's own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from puntual.domain.money import Money, exponent, is_currency
from puntual.domain.record import FindingSeen, ReceivableSeen, Severity, Snapshot, Status
from puntual.rules.control_totals import compare
from puntual.rules.finding_hints import finding

BLOCK, WARN, NOTE = Severity.BLOCK, Severity.WARN, Severity.NOTE
CRUMB_SHARE = 100
"""Less than one unit of the currency is a crumb where the invoice was over so many times that balance."""
ENOUGH_TO_TELL = 20
NEARLY_ALL = 0.95


def check_receivables(
    snapshot: Snapshot, open_items: Sequence[ReceivableSeen], today: date
) -> Iterator[FindingSeen]:
    """What is odd about invoices beyond what is wrong with one row. today: the company's own date."""
    yield from _currencies(open_items)
    for item in open_items:
        if is_crumb(item):
            value = str(Money(item.balance, item.currency))
            yield finding(
                "crumb_balance", NOTE, item.row, customer=item.customer, receivable=item.key, value=value
            )
        if item.issued is not None and item.issued > today:
            value = item.issued.isoformat()
            yield finding(
                "issued_in_future", WARN, item.row, customer=item.customer, receivable=item.key, value=value
            )
    yield from _without_credit_days(open_items)
    yield from _not_open(snapshot.receivables)
    yield from _against_control(snapshot)


def is_crumb(item: ReceivableSeen) -> bool:
    """Whether what is left of the invoice is but a rounding: above zero and below one unit of its currency."""
    if not is_currency(item.currency):
        return False
    unit = 10 ** exponent(item.currency)
    return 0 < item.balance < unit and item.amount > CRUMB_SHARE * item.balance


def _currencies(items: Sequence[ReceivableSeen]) -> Iterator[FindingSeen]:
    of_customer: dict[str, set[str]] = defaultdict(set)
    for item in items:
        if item.balance > 0 and is_currency(item.currency):
            of_customer[item.customer].add(item.currency)
    for customer, currencies in of_customer.items():
        if len(currencies) > 1:
            yield finding("several_currencies", NOTE, customer=customer, value=" ".join(sorted(currencies)))


def _without_credit_days(items: Sequence[ReceivableSeen]) -> Iterator[FindingSeen]:
    """One finding for the whole portfolio: a single cash sale that is due at once is nothing odd."""
    dated = [item for item in items if item.issued is not None]
    at_once = sum(item.due == item.issued for item in dated)
    if len(dated) >= ENOUGH_TO_TELL and at_once >= NEARLY_ALL * len(dated):
        yield finding("due_is_issue", WARN, value=f"{at_once} / {len(dated)}")


def _not_open(items: Sequence[ReceivableSeen]) -> Iterator[FindingSeen]:
    """How many are left aside though they carry a balance; one finding each, for there may be thousands."""
    left = Counter(item.status for item in items if item.balance > 0)
    if left[Status.CANCELLED]:
        yield finding("cancelled_with_balance", NOTE, value=str(left[Status.CANCELLED]))
    if left[Status.DRAFT]:
        yield finding("draft_receivables", NOTE, value=str(left[Status.DRAFT]))


def _against_control(snapshot: Snapshot) -> Iterator[FindingSeen]:
    """Customers whose invoices do not add up to the ERP's own balance, with or without unapplied credits."""
    if not snapshot.control_totals:
        return
    net = {
        (one.customer, one.currency)
        for one in compare(snapshot, snapshot.control_totals, net_of_credits=True).differences
    }
    for one in compare(snapshot, snapshot.control_totals, net_of_credits=False).differences:
        if (one.customer, one.currency) in net:
            value = f"{_shown(one.ours, one.currency)} / {_shown(one.theirs, one.currency)}"
            yield finding("control_mismatch", BLOCK, customer=one.customer, value=value)


def _shown(minor: int, currency: str) -> str:
    return str(Money(minor, currency)) if is_currency(currency) else f"{minor} {currency}"
