"""From facts to the value of each placeholder. An empty value means that the fact is not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from puntual.domain.money import Money

from .formats import day_text, locale_for, money_text, total_text, weekday_text
from .parameters import MAX_VALUE, clean
from .types import Facts, InvoiceFact

MAX_LISTED = 12
MAX_MEANS = 600

# What stands for an empty record value, by the placeholder's name; a placeholder not listed here has no
# fallback, and the message is not written without it.
FALLBACKS = {
    ("privacy", "es"): "puede solicitarlo por este medio",
    ("privacy", "pt"): "peça-o por este canal",
    ("privacy", "en"): "available on request in this chat",
}


@dataclass(frozen=True, slots=True)
class Fill:
    """What one message is filled from: its facts, the wording's language and the customer's locale."""

    facts: Facts
    language: str
    locale: str


def fill_for(facts: Facts, language: str) -> Fill:
    """The source of all values of a message in `language` about `facts`."""
    return Fill(facts, language, locale_for(language, facts.country))


def value(name: str, facts: Facts, language: str) -> str:
    """The text of placeholder `name`, formatted for the customer's locale; "" where the fact is missing.

    Raises KeyError for a name that is no placeholder.
    """
    return filled(name, fill_for(facts, language))


def filled(name: str, fill: Fill) -> str:
    """The same as `value`, for many placeholders of one message."""
    return _VALUES[name](fill) or FALLBACKS.get((name, fill.language), "")


def placeholder_names() -> frozenset[str]:
    """All placeholders that a wording may use."""
    return frozenset(_VALUES)


def _company_full(fill: Fill) -> str:
    name, tax_id = clean(fill.facts.company, 120), clean(fill.facts.company_tax_id)
    return f"{name} ({tax_id})" if name and tax_id else name


def _only(fill: Fill) -> InvoiceFact | None:
    """The one invoice that is meant; None for several, so that no wording names one and hides the rest."""
    return fill.facts.invoices[0] if len(fill.facts.invoices) == 1 else None


def _oldest(fill: Fill) -> InvoiceFact | None:
    return min(fill.facts.invoices, key=lambda invoice: (invoice.due, invoice.number), default=None)


def _number(invoice: InvoiceFact | None) -> str:
    # A document number is never clipped: half a number is another number.
    return clean(invoice.number, MAX_VALUE + 1) if invoice else ""


def _money(amount: Money | None, fill: Fill) -> str:
    return money_text(amount, fill.locale) if amount is not None else ""


def _total(fill: Fill) -> str:
    return total_text(tuple(invoice.balance for invoice in fill.facts.invoices), fill.locale)


def _count(fill: Fill) -> str:
    return str(len(fill.facts.invoices)) if len(fill.facts.invoices) > 1 else ""


def _amount(fill: Fill) -> str:
    invoice = _only(fill)
    return money_text(invoice.balance, fill.locale) if invoice else ""


def _issued(fill: Fill) -> str:
    invoice = _only(fill)
    return day_text(invoice.issued, fill.locale) if invoice and invoice.issued else ""


def _original(fill: Fill) -> str:
    invoice = _only(fill)
    return _money(invoice.original, fill) if invoice else ""


def _due(invoice: InvoiceFact | None, fill: Fill) -> str:
    return day_text(invoice.due, fill.locale) if invoice else ""


_ROW = {
    "es": "• {number}: {amount}, con vencimiento el {due}",
    "pt": "• {number}: {amount}, com vencimento em {due}",
    "en": "• {number}: {amount}, due on {due}",
}
_MORE = {
    "es": "• y otras, que una persona de nuestro equipo puede detallarle",
    "pt": "• e outras, que uma pessoa da nossa equipe pode detalhar",
    "en": "• and others, which a person on our team can detail for you",
}


def _invoice_list(fill: Fill) -> str:
    """The open invoices, oldest first; more than a screenful is named, not cut in silence."""
    if len(fill.facts.invoices) < 2:
        return ""
    by_age = sorted(fill.facts.invoices, key=lambda invoice: (invoice.due, invoice.number))
    rows = [
        _ROW[fill.language].format(
            number=_number(one), amount=money_text(one.balance, fill.locale), due=_due(one, fill)
        )
        for one in by_age[:MAX_LISTED]
    ]
    return "\n".join([*rows, _MORE[fill.language]] if len(by_age) > MAX_LISTED else rows)


def _lines(fill: Fill) -> str:
    rows = [
        f"• {clean(f'{line.quantity} {line.description}', 120)}"
        # A table of lines without amounts is told without them, not as zeros.
        + (f": {money_text(line.total, fill.locale)}" if line.total else "")
        for line in fill.facts.lines[:MAX_LISTED]
    ]
    return "\n".join([*rows, _MORE[fill.language]] if len(fill.facts.lines) > MAX_LISTED else rows)


def _plan(fill: Fill) -> str:
    if len(fill.facts.plan) < 2:
        return ""
    rows = [
        f"• {money_text(part.amount, fill.locale)}: {weekday_text(part.on, fill.locale)}"
        for part in fill.facts.plan
    ]
    return "\n".join(rows)


def _means(fill: Fill) -> str:
    kept = [clean(line, MAX_MEANS) for line in fill.facts.means]
    return "\n".join(f"• {line}" for line in kept if line)


def _between(fill: Fill, position: int) -> str:
    dates = fill.facts.dates
    return weekday_text(dates[position], fill.locale) if len(dates) == 2 else ""


def _promise_amount(fill: Fill) -> str:
    return _money(fill.facts.promise_amount, fill) if fill.facts.promise_amount is not None else _total(fill)


_VALUES: dict[str, Callable[[Fill], str]] = {
    "company": lambda f: clean(f.facts.company, 120),
    "company_full": _company_full,
    "privacy": lambda f: clean(f.facts.privacy, MAX_VALUE),
    "customer": lambda f: clean(f.facts.customer),
    "salesperson": lambda f: clean(f.facts.salesperson),
    "executive": lambda f: clean(f.facts.executive),
    "channel": lambda f: clean(f.facts.channel),
    "reference": lambda f: clean(f.facts.reference, MAX_VALUE + 1),
    "invoice": lambda f: _number(_only(f)),
    "amount": _amount,
    "original": _original,
    "due": lambda f: _due(_only(f), f),
    "issued": _issued,
    "count": _count,
    "total": _total,
    "oldest_invoice": lambda f: _number(_oldest(f)),
    "oldest_due": lambda f: _due(_oldest(f), f),
    "invoice_list": _invoice_list,
    "lines": _lines,
    "promise_date": lambda f: weekday_text(f.facts.promise_on, f.locale) if f.facts.promise_on else "",
    "promise_amount": _promise_amount,
    "paid": lambda f: _money(f.facts.paid, f),
    "latest": lambda f: weekday_text(f.facts.latest, f.locale) if f.facts.latest else "",
    "date_a": lambda f: _between(f, 0),
    "date_b": lambda f: _between(f, 1),
    "as_of": lambda f: day_text(f.facts.as_of, f.locale) if f.facts.as_of else "",
    "means": _means,
    "plan": _plan,
}
