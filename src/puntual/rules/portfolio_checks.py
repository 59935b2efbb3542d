"""Is the portfolio fit to write to customers about? Every doubt has a code, a row and a hint.

A BLOCK finding pauses the customer that it names. A finding is never a reason to tell a customer that nothing
is owed: a receivable that a BLOCK finding names but the snapshot lacks could not be read, and is still owed
until a person says otherwise.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from statistics import median_low

from puntual.domain.money import Money, exponent, is_currency
from puntual.domain.record import CustomerSeen, FindingSeen, ReceivableSeen, Severity, Snapshot, Status
from puntual.rules.finding_hints import finding as finding
from puntual.rules.names import (
    are_alike,
    identifies,
    is_damaged,
    is_generic,
    is_generic_tax_id,
    is_placeholder,
    normal_tax_id,
)
from puntual.rules.phones import PhoneCode, normalise
from puntual.rules.quality.customers import check_customers
from puntual.rules.quality.receivables import check_receivables

BLOCK, WARN, NOTE = Severity.BLOCK, Severity.WARN, Severity.NOTE
YEARS_TO_COME = 5
YEARS_PAST = 30
LIMITATION_YEARS = 5
SHARED_PHONE_BLOCKS_ABOVE = 3
"""A phone on more customers than this is an accountant's, a seller's or a front desk's."""

TIMES_THE_MEDIAN = 1000
"""An amount above so many times the median of its currency is taken for a slip, unless the company says else."""
ENOUGH_FOR_A_MEDIAN = 20
MOST_DIGITS, MOST_DIGITS_OF_SMALL_UNITS = 10, 12
"""And above 10**10 major units whatever the others are; 10**12 where a meal costs thousands."""
SMALL_UNITS = frozenset(("CLP", "COP", "PYG", "ARS", "CRC", "VES", "JPY", "KRW", "VND"))

_PHONE_FINDINGS = {
    PhoneCode.MISSING: "missing_phone",
    PhoneCode.IMPOSSIBLE: "impossible_phone",
    PhoneCode.LANDLINE: "landline_phone",
    PhoneCode.PLACEHOLDER: "placeholder_phone",
    PhoneCode.TRUNCATED: "truncated_phone",
    PhoneCode.SEVERAL: "several_phones",
    PhoneCode.ASSUMED_MOBILE: "assumed_mobile",
}


def check(snapshot: Snapshot, today: date, country: str) -> tuple[FindingSeen, ...]:
    """What is wrong with the snapshot: its reader's own findings first, then those of the checks here.

    today: the company's own date. country: ISO alpha-2, for phones of customers without a country.
    Paid, cancelled and draft receivables are not judged, only counted: nobody is written to about them.
    """
    open_items = [item for item in snapshot.receivables if item.status is Status.OPEN]
    return (
        *snapshot.findings,
        *_customers(snapshot.customers, country),
        *_duplicates(snapshot.customers, country),
        *_receivables(open_items, {customer.key for customer in snapshot.customers}, today),
        *_absurd(open_items, snapshot.amount_limits),
        *_covered_by_credits(snapshot, open_items),
        *check_customers(snapshot.customers, country),
        *check_receivables(snapshot, open_items, today),
    )


def change_share(old: Mapping[str, tuple[int, date]], new: Mapping[str, tuple[int, date]]) -> float:
    """The share of the old open receivables that vanished or have another balance or due date now, 0 to 1.

    Both map receivable key -> (balance in minor units, due date). Rows are counted, not money, because
    currencies are never added together. New rows are growth, not change; an empty `old` gives 0, so that
    a first sync never trips. Ordinary days pay a few per cent; a wrong file or a broken query changes most.
    """
    if not old:
        return 0.0
    return sum(new.get(key) != state for key, state in old.items()) / len(old)


def is_past_limitation(due: date, today: date) -> bool:
    """Whether `due` lies more than LIMITATION_YEARS before `today`, to the day."""
    return (due.year + LIMITATION_YEARS, due.month, due.day) < (today.year, today.month, today.day)


def customers_with_unread_rows(snapshot: Snapshot) -> frozenset[str]:
    """Customers of whom the reader could not read some row.

    A receivable of theirs that is missing from the snapshot has not vanished: it may be the very row that
    could not be read. It stays open, at its last known balance, until the row can be read again.
    """
    return frozenset(one.customer for one in snapshot.findings if one.severity is BLOCK and one.customer)


def _customers(customers: Iterable[CustomerSeen], country: str) -> Iterator[FindingSeen]:
    for customer in customers:
        yield from _name(customer)
        yield from _phones(customer, country)


def _name(customer: CustomerSeen) -> Iterator[FindingSeen]:
    code: str | None = None
    if not customer.name.strip():
        code = "customer_without_name"
    elif is_generic(customer.name) or is_generic_tax_id(customer.tax_id):
        code = "generic_customer"
    elif is_placeholder(customer.name):
        code = "placeholder_name"
    elif is_damaged(customer.name):
        code = "damaged_name"
    if code:
        yield finding(code, BLOCK, customer.row, customer=customer.key, value=customer.name)


def _phones(customer: CustomerSeen, country: str) -> Iterator[FindingSeen]:
    """One finding for each cell that is not a plain mobile; blocking only where no cell gives a mobile."""
    home = customer.country or country
    verdicts = [(point.raw, normalise(point.raw, home)) for point in customer.contact_points]
    reachable = any(verdict.e164 for _, verdict in verdicts)
    filled = [(raw, verdict) for raw, verdict in verdicts if verdict.code is not PhoneCode.MISSING]
    if not filled:
        yield finding("missing_phone", BLOCK, customer.row, customer=customer.key)
    for raw, verdict in filled:
        code = _PHONE_FINDINGS.get(verdict.code)
        if code:
            severity = NOTE if reachable else BLOCK
            yield finding(code, severity, customer.row, customer=customer.key, value=raw)


def _duplicates(customers: Iterable[CustomerSeen], country: str) -> Iterator[FindingSeen]:
    by_key: dict[str, list[CustomerSeen]] = defaultdict(list)
    by_tax_id: dict[str, list[CustomerSeen]] = defaultdict(list)
    by_phone: dict[str, dict[str, CustomerSeen]] = defaultdict(dict)
    for customer in customers:
        by_key[customer.key].append(customer)
        if identifies(customer.tax_id):
            by_tax_id[normal_tax_id(customer.tax_id)].append(customer)
        for point in customer.contact_points:
            for number in normalise(point.raw, customer.country or country).candidates:
                by_phone[number][customer.key] = customer
    yield from _each(by_key.values(), "customer_key_twice")
    yield from _each(
        (group for group in by_tax_id.values() if len({c.key for c in group}) > 1), "duplicate_tax_id"
    )
    for number, sharing in by_phone.items():
        if len(sharing) > 1:
            yield from _same_phone(number, list(sharing.values()))


def _each(groups: Iterable[list[CustomerSeen]], code: str) -> Iterator[FindingSeen]:
    for group in groups:
        if len(group) > 1:
            for customer in group:
                yield finding(code, BLOCK, customer.row, customer=customer.key, value=customer.tax_id)


def _same_phone(number: str, sharing: list[CustomerSeen]) -> Iterator[FindingSeen]:
    """One customer entered twice, or one phone for several: those start below the identity `on_file`."""
    crowd = len(sharing) > SHARED_PHONE_BLOCKS_ABOVE
    for customer in sharing:
        twin = not crowd and any(o is not customer and are_alike(o.name, customer.name) for o in sharing)
        code = "duplicate_customer" if twin else "shared_phone"
        severity = BLOCK if twin or crowd else WARN
        yield finding(code, severity, customer.row, customer=customer.key, value=number)


def _receivables(items: Iterable[ReceivableSeen], known: set[str], today: date) -> Iterator[FindingSeen]:
    items = list(items)
    seen = Counter(item.key for item in items)
    for item in items:
        if seen[item.key] > 1:
            yield _about(item, "receivable_key_twice", BLOCK)
        if item.customer not in known:
            yield _about(item, "unknown_customer", BLOCK)
        if not is_currency(item.currency):
            yield _about(item, "unknown_currency", BLOCK, item.currency)
        if not item.number.strip():
            yield _about(item, "missing_number", BLOCK)
        yield from _dates(item, today)
        yield from _amounts(item)


def _dates(item: ReceivableSeen, today: date) -> Iterator[FindingSeen]:
    years = today.year - item.due.year
    if years > YEARS_PAST or -years > YEARS_TO_COME:
        yield _about(item, "invalid_date", BLOCK, item.due.isoformat())
    elif is_past_limitation(item.due, today):
        yield _about(item, "very_old", WARN, item.due.isoformat())
    if item.issued is not None and item.due < item.issued:
        yield _about(item, "due_before_issue", BLOCK, f"{item.issued.isoformat()} > {item.due.isoformat()}")


def _amounts(item: ReceivableSeen) -> Iterator[FindingSeen]:
    amount, balance = _shown(item.amount, item.currency), _shown(item.balance, item.currency)
    if item.amount <= 0:
        yield _about(item, "amount_not_positive", BLOCK, amount)
    if item.balance < 0:
        yield _about(item, "negative_balance", BLOCK, balance)
    elif item.balance == 0:
        # Exports of all invoices list settled ones too: nothing to write about, no reason to pause the others.
        yield _about(item, "zero_balance", WARN, balance)
    elif item.balance > item.amount:
        yield _about(item, "balance_above_total", BLOCK, f"{balance} > {amount}")


def _shown(minor: int, currency: str) -> str:
    return str(Money(minor, currency)) if is_currency(currency) else f"{minor} {currency}"


def _absurd(items: Iterable[ReceivableSeen], told: Mapping[str, int]) -> Iterator[FindingSeen]:
    """Amounts that no invoice of this company has: a decimal sign was lost, or two columns ran together."""
    by_currency: dict[str, list[ReceivableSeen]] = defaultdict(list)
    for item in items:
        if is_currency(item.currency):
            by_currency[item.currency].append(item)
    for currency, group in by_currency.items():
        limit = told.get(currency) or _limit(currency, [item.amount for item in group if item.amount > 0])
        for item in group:
            largest = max(item.amount, item.balance)
            if largest > limit:
                yield _about(item, "absurd_amount", BLOCK, _shown(largest, currency))


def _limit(currency: str, amounts: Sequence[int]) -> int:
    """Minor units. The median decides where there are enough others, never above what no invoice is over."""
    powers = MOST_DIGITS_OF_SMALL_UNITS if currency in SMALL_UNITS else MOST_DIGITS
    ceiling = int(10 ** (powers + exponent(currency)))
    if len(amounts) < ENOUGH_FOR_A_MEDIAN:
        return ceiling
    return min(ceiling, TIMES_THE_MEDIAN * median_low(amounts))


def _about(item: ReceivableSeen, code: str, severity: Severity, value: str = "") -> FindingSeen:
    return finding(code, severity, item.row, customer=item.customer, receivable=item.key, value=value)


def _covered_by_credits(snapshot: Snapshot, items: Iterable[ReceivableSeen]) -> Iterator[FindingSeen]:
    """Unapplied credits that reach the open balance of the same currency: applying them comes first."""
    owed: Counter[tuple[str, str]] = Counter()
    for item in items:
        owed[item.customer, item.currency] += max(item.balance, 0)
    credit: Counter[tuple[str, str]] = Counter()
    for one in snapshot.credits:
        credit[one.customer, one.currency] += one.amount
    for (customer, currency), amount in credit.items():
        if 0 < owed[customer, currency] <= amount:
            yield finding("credit_covers_balance", BLOCK, customer=customer, value=currency)
