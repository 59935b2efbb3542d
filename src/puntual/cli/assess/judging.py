"""From a file to an assessment: read, measure, judge, with what the company told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from puntual.cli.starting_config import COUNTRIES
from puntual.countries.registry import rulebook
from puntual.domain.record import CustomerSeen, Severity, Snapshot
from puntual.erp.ledger import Ledger
from puntual.rules.assessment import Assessment, DataTrust, Told, assess
from puntual.rules.ledger_figures import LedgerFigures, measure
from puntual.rules.phones import normalise
from puntual.rules.pilot import Pace, suggest
from puntual.rules.portfolio_checks import check

MOST_CUSTOMERS = 30_000
"""Phones and names of more customers than this are not judged: a number takes a tenth of a millisecond."""
_PHONE_CODES = frozenset((
    "missing_phone", "impossible_phone", "landline_phone", "placeholder_phone", "truncated_phone",
    "several_phones", "assumed_mobile", "shared_phone", "duplicate_customer",
))  # fmt: skip
_BY_CURRENCY = {habits.currency: code for code, habits in COUNTRIES.items() if habits.currency != "USD"}


@dataclass(frozen=True, slots=True)
class Judged:
    """An assessment with what its reading noted. notes: (code, values). names: customer key -> name."""

    source: str
    assessment: Assessment
    findings: Mapping[str, int]
    notes: tuple[tuple[str, Mapping[str, str]], ...]
    names: Mapping[str, str]
    unread: int
    unknown_columns: tuple[str, ...]

    @property
    def figures(self) -> LedgerFigures:
        """The figures that the verdict rests on."""
        return self.assessment.figures


def judge(ledger: Ledger, told: Told, country: str) -> Judged:
    """Read the ledger to its end and judge it. country "" is guessed from the currency. Raises SourceUnreadable."""
    figures = measure(ledger.items(), ledger.day)
    country = country or _BY_CURRENCY.get(figures.main_currency or "", "")
    everybody, owing = ledger.customers(), figures.customers
    open_customers = [one for one in everybody if one.key in owing]
    judged = open_customers[:MOST_CUSTOMERS]
    findings, blocked = _check_customers(judged, ledger, country)
    findings.update(ledger.findings)
    trust = DataTrust(
        rows=figures.receivables + ledger.unread,
        trusted=_trusted(figures, blocked),
        customers=len(judged),
        reachable=sum(_is_reachable(one, country) for one in judged),
        phones=ledger.has_phones,
    )
    pilot = suggest(figures, Pace.of(rulebook(country).rules, ledger.day))
    return Judged(
        source=ledger.table.file.name,
        assessment=assess(figures, trust, told, pilot),
        findings=dict(sorted(findings.items())),
        notes=tuple(_notes(ledger, figures, country, len(judged), len(open_customers))),
        names={one.key: one.name for one in everybody},
        unread=ledger.unread,
        unknown_columns=ledger.table.columns.unknown,
    )


def _check_customers(
    customers: list[CustomerSeen], ledger: Ledger, country: str
) -> tuple[Counter[str], frozenset[str]]:
    """Findings about customers by code, and the keys of those nobody may be written to about, phones apart."""
    found = check(Snapshot(customers=tuple(customers)), ledger.day, country)
    if not ledger.has_phones or not country:
        found = tuple(one for one in found if one.code not in _PHONE_CODES)
    if not any(one.name for one in customers):  # a ledger of codes: their names are in another file
        found = tuple(one for one in found if one.code != "customer_without_name")
    blocking = (one for one in found if one.severity is Severity.BLOCK and one.code not in _PHONE_CODES)
    return Counter(one.code for one in found), frozenset(one.customer for one in blocking)


def _trusted(figures: LedgerFigures, blocked: frozenset[str]) -> int:
    return sum(
        account.items - account.doubted
        for (customer, _), account in figures.accounts.items()
        if customer not in blocked
    )


def _is_reachable(customer: CustomerSeen, country: str) -> bool:
    """Whether some cell is a mobile; where no country is known, whether it has the digits of a phone."""
    home = customer.country or country
    if not home:
        return any(sum(map(str.isdigit, point.raw)) >= 8 for point in customer.contact_points)
    return any(normalise(point.raw, home).e164 for point in customer.contact_points)


def _notes(
    ledger: Ledger, figures: LedgerFigures, country: str, judged: int, customers: int
) -> list[tuple[str, Mapping[str, str]]]:
    order = ledger.home.date_order.value
    notes: list[tuple[str, Mapping[str, str]]] = [
        (code, {"column": column, "order": order}) for code, column in ledger.notes.items()
    ]
    if len(figures.currencies) > 1:
        notes.append(("several_currencies", {"currency": figures.main_currency or ""}))
    if "issued" not in ledger.table.columns:
        notes.append(("no_issue_date", {}))
    if ledger.has_phones and not country:
        notes.append(("phones_not_checked", {}))
    if judged < customers:
        notes.append(("customers_sampled", {"judged": str(judged), "customers": str(customers)}))
    return notes
