"""The templates as a company submits them to WhatsApp for approval."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from puntual.domain.money import Money

from .catalogue import CHANNEL_CODES, Wording, all_wordings
from .types import Facts, InvoiceFact
from .values import value

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class TemplateDefinition:
    """One template to submit. body: with {{1}}, {{2}}...; examples: a value for each, in order."""

    name: str
    language: str
    category: str
    body: str
    examples: tuple[str, ...]


def templates(language: str) -> tuple[TemplateDefinition, ...]:
    """All push templates of a language ("es", "pt" or "en"), in catalogue order."""
    return tuple(_definition(one, language) for one in all_wordings(language) if one.type.is_push)


def submission(template: TemplateDefinition) -> dict[str, object]:
    """The template as the body of the provider's "create message template" request."""
    body = {"type": "BODY", "text": template.body, "example": {"body_text": [list(template.examples)]}}
    return {
        "name": template.name,
        "language": template.language,
        "category": template.category,
        "components": [body],
    }


def _definition(wording: Wording, language: str) -> TemplateDefinition:
    order = {name: position for position, name in enumerate(wording.needs, start=1)}
    body = _PLACEHOLDER.sub(lambda match: "{{" + str(order[match.group(1)]) + "}}", wording.body)
    sample = _SAMPLES[language]
    singular = {"invoice", "amount", "due"} & set(wording.needs)
    facts = sample if not singular else _one_invoice(sample)
    examples = tuple(value(name, facts, language) for name in wording.needs)
    return TemplateDefinition(wording.name, CHANNEL_CODES[language], "UTILITY", body, examples)


def _one_invoice(sample: Facts) -> Facts:
    return Facts(
        company=sample.company, company_tax_id=sample.company_tax_id, privacy=sample.privacy,
        customer=sample.customer, country=sample.country, invoices=sample.invoices[:1],
        salesperson=sample.salesperson, executive=sample.executive, channel=sample.channel,
    )  # fmt: skip


def _sample(country: str, currency: str, tax_id: str, channel: str) -> Facts:
    """Invented values: reviewers see what a placeholder holds; nothing here is a real person's."""
    return Facts(
        company="Comercial Ejemplo",
        company_tax_id=tax_id,
        privacy="https://example.com/privacidad",
        customer="Laura Gómez",
        country=country,
        invoices=(
            InvoiceFact("A-1024", Money(1250000, currency), date(2026, 4, 15)),
            InvoiceFact("A-1031", Money(830050, currency), date(2026, 4, 22)),
        ),
        salesperson="Andrés Ruiz",
        executive="Marta Díaz",
        channel=channel,
        promise_on=date(2026, 4, 24),
        promise_amount=Money(1250000, currency),
        paid=Money(500000, currency),
    )


_SAMPLES = {
    "es": _sample("MX", "MXN", "RFC CEJ010101AB1", "transferencia SPEI"),
    "pt": _sample("BR", "BRL", "CNPJ de exemplo", "Pix"),
    "en": _sample("US", "USD", "Tax ID sample", "bank transfer"),
}
