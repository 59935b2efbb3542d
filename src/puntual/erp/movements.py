"""Applied payments, unapplied credits and invoice lines out of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from puntual.domain.money import money
from puntual.domain.record import (
    CREDIT_NOTE,
    ApplicationSeen,
    CreditSeen,
    FindingSeen,
    LineSeen,
    ReceivableSeen,
    Severity,
)
from puntual.domain.text import plain
from puntual.erp.currencies import currency_of
from puntual.erp.customers import CustomerBook
from puntual.erp.numbers import Amount
from puntual.erp.reading import Reading
from puntual.rules.portfolio_checks import finding

APPLICATIONS_NEED: Sequence[tuple[str, ...]] = (("number", "receivable_key"), ("amount",), ("on",))
CREDITS_NEED: Sequence[tuple[str, ...]] = (("customer_key", "customer_name", "tax_id"), ("amount",))
LINES_NEED: Sequence[tuple[str, ...]] = (("number", "receivable_key"), ("description",))
_CREDIT_NOTE_WORDS = (
    "nota credito", "nota de credito", "notas de credito", "credit note", "credit memo", "devolucion",
    "devolucao", "devoluciones", "bonificacion", "bonificacao", "out refund",
)  # fmt: skip
# Codes that are a whole word: NC and NCE (Latin America), the SAT's type E ("egreso"), UNTDID 1001's 381.
_CREDIT_NOTE_CODES = frozenset(("nc", "nce", "n c", "cn", "egreso", "381"))


@dataclass(slots=True)
class DocumentIndex:
    """Finds receivables by what other tables call them: the ERP's own key, or the invoice's number."""

    _by_word: dict[str, list[ReceivableSeen]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, receivables: Iterable[ReceivableSeen]) -> DocumentIndex:
        """An index of these receivables, instalments in order of their due dates."""
        index = cls()
        for one in sorted(receivables, key=lambda one: one.due):
            for word in dict.fromkeys((one.key, one.key.rpartition("/")[0], one.number)):
                index._by_word[word].append(one)
        return index

    def find(
        self, own_key: str, number: str, customer: str = "", instalment: str = ""
    ) -> ReceivableSeen | None:
        """The one meant; the first instalment where several would fit. None where the number is nobody's or two's."""
        fitting = self._by_word.get(own_key) or self._by_word.get(number) or []
        fitting = [one for one in fitting if not customer or one.customer == customer]
        if instalment.isdigit():
            fitting = [one for one in fitting if one.instalment == int(instalment)] or fitting
        return fitting[0] if len({one.customer for one in fitting}) == 1 else None


def applications(
    reading: Reading, index: DocumentIndex, book: CustomerBook, findings: list[FindingSeen]
) -> tuple[ApplicationSeen, ...]:
    """What the ERP applied to the receivables of the snapshot, in minor units."""
    own, on, amounts = reading.texts("application_key"), reading.dates("on"), reading.amounts("amount")
    keys, numbers, parts = (reading.texts(name) for name in ("receivable_key", "number", "instalment"))
    kinds, customers = reading.texts("kind"), book.keys_of(reading, own=False)
    result: dict[str, ApplicationSeen] = {}
    for i in range(len(reading)):
        day, amount = on[i], amounts[i]
        receivable = index.find(keys[i], numbers[i], customers[i], parts[i])
        if receivable is None or not isinstance(day, date) or not isinstance(amount, Amount):
            if keys[i] or numbers[i]:
                code = "unknown_receivable" if receivable is None else "incomplete_row"
                findings.append(
                    finding(code, Severity.NOTE, reading.row_number(i), value=numbers[i] or keys[i])
                )
            continue
        minor = money(amount.value, receivable.currency).minor
        key = own[i] or f"{receivable.key}/{day.isoformat()}/{minor}"
        while key in result:  # two equal payments on one day are two payments
            key += "+"
        result[key] = ApplicationSeen(
            key, receivable.key, day, minor, receivable.currency, _kind_of(kinds[i])
        )
    return tuple(result.values())


def _kind_of(word: str) -> str:
    """What was applied: CREDIT_NOTE where the source's word says so, else the word itself."""
    known = plain(word)
    is_credit_note = known in _CREDIT_NOTE_CODES or any(said in known for said in _CREDIT_NOTE_WORDS)
    return CREDIT_NOTE if is_credit_note else word or "payment"


def credits_of(reading: Reading, book: CustomerBook, findings: list[FindingSeen]) -> tuple[CreditSeen, ...]:
    """Money of customers that the ERP has not applied, in minor units and positive."""
    own, kinds, currencies = (reading.texts(name) for name in ("credit_key", "kind", "currency"))
    amounts, customers = reading.amounts("amount"), book.keys_of(reading, own=False)
    result: list[CreditSeen] = []
    for i, cell in enumerate(amounts):
        currency = currency_of(currencies[i], reading.home.currency)
        if not isinstance(cell, Amount) or currency is None or not customers[i]:
            if cell is not None or customers[i]:
                row = reading.row_number(i)
                findings.append(finding("incomplete_row", Severity.WARN, row, customer=customers[i]))
            continue
        minor = abs(money(cell.value, cell.currency or currency).minor)
        key = own[i] or f"{customers[i]}/credit/{i}"
        result.append(CreditSeen(key, customers[i], minor, cell.currency or currency, kinds[i] or "advance"))
    return tuple(result)


def lines_of(reading: Reading, key: str, number: str, currency: str) -> tuple[LineSeen, ...]:
    """The lines of one invoice, in the order of the table; `key` and `number` are the receivable's own."""
    keys, numbers = reading.texts("receivable_key"), reading.texts("number")
    words = {key, key.rpartition("/")[0], number} - {""}
    descriptions, quantities = reading.texts("description"), reading.texts("quantity")
    amounts = reading.amounts("amount")
    result: list[LineSeen] = []
    for i in range(len(reading)):
        if (keys[i] or numbers[i]) not in words or not descriptions[i]:
            continue
        cell = amounts[i]
        total = money(cell.value, currency).minor if isinstance(cell, Amount) else 0
        result.append(LineSeen(key, len(result) + 1, descriptions[i], quantities[i], total, currency))
    return tuple(result)
