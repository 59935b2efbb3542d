"""The product's own rules: what refuses a message whatever the country says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from puntual.domain.contact import (
    ContactQuestion,
    Hold,
    HoldKind,
    Identity,
    Purpose,
    Refused,
    Standing,
)
from puntual.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class ProductRule:
    """Why it refuses, and the principle of this product behind it."""

    source: str
    reason: str


def _rule(principle: str, reason: str) -> ProductRule:
    return ProductRule(f"Puntual product rule: {principle}", reason)


PRODUCT = {
    "product.global_pause": _rule("the pause button stops everything", "Everything is paused"),
    "product.wrong_number": _rule("a wrong number is blocked for good", "This number is not the customer's"),
    "product.opted_out": _rule("an opt-out ends all pushes", "The customer asked for no more messages"),
    "product.no_consent": _rule("no push without a recorded opt-in", "No opt-in is on record"),
    "product.identity": _rule(
        "no one is told another's balance", "Who reads here is not known well enough for what it says"
    ),
    "product.service_window": _rule(
        "free text and answers only within 24 hours of the customer's message", "The service window is shut"
    ),
    "product.template": _rule("only approved templates leave", "The template is not approved"),
    "product.disputed": _rule("what is disputed is not chased", "The customer disputes it"),
    "product.promised": _rule("a promise is waited for", "The customer promised to pay"),
    "product.claim": _rule("a claimed payment is looked for first", "The customer says that it is paid"),
    "product.human": _rule("while a person has the case the agent is silent", "A person has the case"),
    "product.collector": _rule("a collector's customers are left to the collector", "Held by a collector"),
    "product.data_hold": _rule("bad data never reaches a customer", "The customer's data must be put right"),
    "product.hardship": _rule("hardship is for a person", "The customer is in hardship"),
    "product.stopped": _rule("a stopped case stays stopped", "The cadence was stopped"),
    "product.paid": _rule("no push after a payment", "A payment came in since the last sync"),
    "product.stale_data": _rule("no push on old data", "The ERP data is older than the policy allows"),
}

_HOLD_RULES = {
    HoldKind.DISPUTE: "product.disputed",
    HoldKind.PROMISE: "product.promised",
    HoldKind.CLAIM: "product.claim",
    HoldKind.HUMAN: "product.human",
    HoldKind.DATA: "product.data_hold",
    HoldKind.COLLECTOR: "product.collector",
    HoldKind.HARDSHIP: "product.hardship",
    HoldKind.STOPPED: "product.stopped",
}


def rule_of(kind: HoldKind) -> str:
    """The id of the product rule that a hold of this kind applies."""
    return _HOLD_RULES[kind]


def refusal(question: ContactQuestion, policy: Policy, today: date) -> Refused | None:
    """The first product rule that refuses for good, or None. today: the customer's earliest date.

    In this order: pause, wrong number, opt-out, consent, identity; service window, template; open-ended
    holds, payment since the sync, old data.
    """
    rule = _about_the_person(question) or _about_the_means(question)
    rule = rule or _about_the_matter(question, policy, today)
    return None if rule is None else Refused(rule, PRODUCT[rule].source, PRODUCT[rule].reason)


def bearing_holds(question: ContactQuestion) -> tuple[Hold, ...]:
    """The holds on the whole customer and on receivables that the message names."""
    return tuple(
        hold
        for hold in question.standing.holds
        if hold.receivable is None or hold.receivable in question.receivables
    )


def _about_the_person(question: ContactQuestion) -> str | None:
    standing = question.standing
    if standing.paused_globally:
        return "product.global_pause"
    if standing.wrong_number:
        return "product.wrong_number"
    if standing.opted_out and _opt_out_binds(question.purpose, standing):
        return "product.opted_out"
    if not standing.consent and _needs_consent(question.purpose, standing):
        return "product.no_consent"
    if standing.names_facts and standing.identity < _identity_needed(question.purpose, standing):
        return "product.identity"
    return None


def _about_the_means(question: ContactQuestion) -> str | None:
    standing = question.standing
    if not standing.window_open and (standing.template is None or question.purpose is Purpose.ANSWER):
        return "product.service_window"
    if standing.template is not None and standing.template.casefold() != "approved":
        return "product.template"
    return None


def _about_the_matter(question: ContactQuestion, policy: Policy, today: date) -> str | None:
    match question.purpose:
        case Purpose.ANSWER:
            return _restated_dispute(question, today)
        case Purpose.CONFIRM | Purpose.COLLECTOR:
            return None
        case Purpose.PUSH:
            return _push_held(question, policy)
        case _:
            assert_never(question.purpose)


def _push_held(question: ContactQuestion, policy: Policy) -> str | None:
    standing = question.standing
    for hold in bearing_holds(question):
        if hold.until is None:
            return rule_of(hold.kind)
    if standing.paid_since_sync:
        return "product.paid"
    oldest = question.now - timedelta(hours=policy.max_data_age_hours)
    if standing.erp_as_of is not None and standing.erp_as_of < oldest:
        return "product.stale_data"
    return None


def _restated_dispute(question: ContactQuestion, today: date) -> str | None:
    """An answer may say anything but the amounts in dispute."""
    for hold in bearing_holds(question):
        running = hold.until is None or today <= hold.until
        if hold.kind is HoldKind.DISPUTE and running and question.receivables:
            return "product.disputed"
    return None


def _opt_out_binds(purpose: Purpose, standing: Standing) -> bool:
    match purpose:
        case Purpose.PUSH:
            return True
        case Purpose.ANSWER:
            return False
        case Purpose.CONFIRM:
            return not standing.opt_out_confirmation
        case Purpose.COLLECTOR:
            return not standing.window_open
        case _:
            assert_never(purpose)


def _needs_consent(purpose: Purpose, standing: Standing) -> bool:
    """Who writes first needs it; who answers within the service window does not."""
    return purpose is Purpose.PUSH or (purpose is Purpose.COLLECTOR and not standing.window_open)


def _identity_needed(purpose: Purpose, standing: Standing) -> Identity:
    if standing.needs_proof:
        return Identity.PROVED
    if purpose in (Purpose.ANSWER, Purpose.CONFIRM):
        return Identity.LINKED
    return Identity.ON_FILE
