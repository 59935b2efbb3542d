"""What the team calls each kind of finding in the data; advice for each stands in `rules.finding_hints`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .words import Words

FINDINGS: Words = {
    "missing_amount": _("Amount missing"),
    "missing_balance": _("Balance missing"),
    "unreadable_amount": _("Amount that cannot be read"),
    "ambiguous_amount": _("Amount with two readings"),
    "missing_number": _("Invoice number missing"),
    "missing_due": _("Due date missing"),
    "unreadable_due": _("Due date that cannot be read"),
    "ambiguous_date": _("Date with two readings"),
    "unreadable_issue_date": _("Issue date that cannot be read"),
    "dates_mixed": _("Dates of two kinds in one column"),
    "unknown_currency": _("Unknown currency"),
    "currency_conflict": _("Two currencies in one row"),
    "missing_customer": _("Invoice without a customer"),
    "shifted_row": _("Shifted columns"),
    "customer_rows_conflict": _("One code, two customers"),
    "receivable_twice": _("Invoice listed twice"),
    "receivable_conflict": _("Invoice listed twice, differently"),
    "paid_with_balance": _("Paid, but with a balance"),
    "unknown_status": _("Unknown status"),
    "totals_row": _("Row of totals"),
    "stray_row": _("Row that is no invoice"),
    "assumed_date_order": _("Order of day and month assumed"),
    "assumed_decimal": _("Decimal sign assumed"),
    "due_computed": _("Due date computed"),
    "instalments_without_number": _("Instalments without a number"),
    "unknown_receivable": _("Movement of an unknown invoice"),
    "incomplete_row": _("Incomplete row"),
    "customer_without_name": _("Customer without a name"),
    "placeholder_name": _("Name that is a filler"),
    "generic_customer": _("Generic customer"),
    "damaged_name": _("Damaged name"),
    "missing_phone": _("Phone missing"),
    "impossible_phone": _("Impossible phone"),
    "landline_phone": _("Landline"),
    "placeholder_phone": _("Phone that is a filler"),
    "truncated_phone": _("Phone with digits cut off"),
    "several_phones": _("Several phones in one cell"),
    "assumed_mobile": _("Taken as a mobile"),
    "shared_phone": _("Phone of several customers"),
    "duplicate_tax_id": _("Tax id of two customers"),
    "duplicate_customer": _("Customer entered twice"),
    "customer_key_twice": _("Customer code used twice"),
    "receivable_key_twice": _("Invoice key used twice"),
    "unknown_customer": _("Customer not in the list"),
    "invalid_date": _("Date that is not credible"),
    "very_old": _("Very old invoice"),
    "amount_not_positive": _("Amount zero or negative"),
    "absurd_amount": _("Enormous amount"),
    "rounded": _("Rounded amount"),
    "negative_balance": _("Negative balance"),
    "zero_balance": _("Zero balance"),
    "due_before_issue": _("Due before issued"),
    "balance_above_total": _("Balance above the total"),
    "credit_covers_balance": _("Credits cover the balance"),
    "golive_unknown_customer": _("Customer of a go-live file not found"),
    "golive_bad_phone": _("Phone of a go-live file not valid"),
}
