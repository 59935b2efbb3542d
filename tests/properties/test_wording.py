"""Properties of wording: whatever the records hold, a message is honest or not written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from puntual.domain.money import Money
from puntual.wording.numerals import untraced
from puntual.wording.parameters import clean, objections
from puntual.wording.render import render
from puntual.wording.types import Facts, InvoiceFact, MessageType, PlannedPayment, Rendered

texts = st.text(max_size=80)
amounts = st.builds(Money, st.integers(0, 10**12), st.sampled_from(["MXN", "CLP", "BRL", "USD", "COP"]))
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
invoices = st.builds(
    InvoiceFact,
    number=st.from_regex(r"[A-Z]{1,3}-?[0-9]{3,9}", fullmatch=True),
    balance=amounts,
    due=days,
    issued=st.none() | days,
    original=st.none() | amounts,
)
facts_of_any_kind = st.builds(
    Facts,
    company=texts,
    customer=texts,
    country=st.sampled_from(["MX", "CO", "CL", "BR", "CR", "EC", "", "ZZ"]),
    company_tax_id=texts,
    privacy=texts,
    invoices=st.lists(invoices, max_size=4).map(tuple),
    good_payer=st.booleans(),
    charges=st.booleans(),
    salesperson=texts,
    executive=texts,
    channel=texts,
    promise_on=st.none() | days,
    promise_amount=st.none() | amounts,
    paid=st.none() | amounts,
    latest=st.none() | days,
    dates=st.just(()) | st.tuples(days, days),
    as_of=st.none() | days,
    reference=texts,
    means=st.lists(texts, max_size=3).map(tuple),
    plan=st.lists(st.builds(PlannedPayment, on=days, amount=amounts), max_size=3).map(tuple),
)
types = st.sampled_from(list(MessageType))
languages = st.sampled_from(["es", "pt", "en"])


@given(types, languages, facts_of_any_kind, st.booleans(), st.integers())
@settings(max_examples=300, deadline=None)
def test_any_records_give_a_sendable_message_that_traces_to_them_or_none_at_all(
    type_: MessageType, language: str, facts: Facts, first: bool, variant: int
) -> None:
    result = render(type_, language, facts, first=first, variant=variant)
    assert result == render(type_, language, facts, first=first, variant=variant)
    if isinstance(result, Rendered):
        assert objections(result.parameters, result.text, template=result.template is not None) == ()
        assert untraced(result.text, facts, language) == ()


named = st.builds(
    Facts,
    company=st.just("Comercial Sol"),
    customer=st.just("Laura Gómez"),
    country=st.sampled_from(["MX", "CO", "CL", "BR", "EC"]),
    privacy=st.just("https://sol.example/privacidad"),
    invoices=st.lists(invoices, min_size=1, max_size=3, unique_by=lambda one: one.number).map(tuple),
    promise_on=days,
    promise_amount=amounts,
    paid=amounts,
)


@given(named, types, languages, st.booleans(), st.data())
@settings(max_examples=400, deadline=None)
def test_any_changed_digit_is_found(
    facts: Facts, type_: MessageType, language: str, first: bool, data: st.DataObject
) -> None:
    result = render(type_, language, facts, first=first)
    assume(isinstance(result, Rendered))
    digits = [at for at, char in enumerate(result.text) if char.isdigit()]
    assume(digits)
    at = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != result.text[at]]))
    changed = result.text[:at] + other + result.text[at + 1 :]
    # The one change that may pass turns a record value into another value of the same records.
    if not untraced(changed, facts, language):
        swapped = [
            replace(facts, promise_amount=facts.paid),
            replace(facts, paid=facts.promise_amount),
            *(replace(facts, paid=one.balance) for one in facts.invoices),
            *(replace(facts, promise_on=one.due) for one in facts.invoices),
        ]
        every = {getattr(render(type_, language, each, first=first), "text", "") for each in swapped}
        assert changed in every


@given(st.text(max_size=400))
def test_cleaned_text_is_always_a_lawful_parameter_or_empty(raw: str) -> None:
    value = clean(raw)
    assert value == "" or objections((value,), value, template=True) == ()
    assert clean(value) == value
