"""What follows from a customer's message: the table of the conversation, one small rule an intent.

`decide` is pure: it sees the case as values and answers with facts, effects and reasons.
"""

from __future__ import annotations

from collections.abc import Callable

from puntual.domain.facts import Decision, HandedOver, Reason
from puntual.domain.policy import Policy
from puntual.domain.reading import Intent, Pending

from . import claims, courtesy, disputes, extension, identity, media, promise, questions, stopping
from .draft import Draft
from .view import CaseView, Heard

# A day asked for and a day promised are one answer, not two.
_ONE_OF = frozenset({Intent.PROMISE, Intent.EXTENSION})
# What comes along with an opt-out and asks for nothing of its own.
_COVERED_BY_OPT_OUT = {Intent.OPT_OUT, Intent.OPT_IN, Intent.SMALLTALK, Intent.UNCLEAR, Intent.IDENTIFICATION}
_STOPPING: dict[Intent, Callable[[Draft], None]] = {
    Intent.LEGAL_THREAT: stopping.legal_threat,
    Intent.WRONG_NUMBER: stopping.wrong_number,
    Intent.THIRD_PARTY: stopping.third_party,
    # Before a wish for a person: what was told of a hardship stays out of the brief.
    Intent.HARDSHIP: stopping.hardship,
    Intent.HUMAN: stopping.human,
    Intent.ABUSE: stopping.abuse,
}
_RULES: dict[Intent, Callable[[Draft], None]] = {
    Intent.OPT_IN: courtesy.opt_in,
    Intent.DISPUTE: disputes.dispute,
    Intent.PAID: claims.paid,
    Intent.PROMISE: promise.promise,
    Intent.EXTENSION: extension.extension,
    Intent.REFUSAL: stopping.refusal,
    Intent.INVOICE_QUESTION: questions.invoice_question,
    Intent.INVOICE_COPY: questions.invoice_copy,
    Intent.BALANCE: questions.balance,
    Intent.PAYMENT_REFERENCE: questions.payment_reference,
    Intent.IDENTIFICATION: identity.identified,
    Intent.SMALLTALK: courtesy.smalltalk,
}


def decide(view: CaseView, heard: Heard, policy: Policy) -> Decision:
    """The facts and effects that follow from one message, with the reasons in words."""
    draft = Draft(view, heard, policy)
    intents = set(heard.reading.intents)
    if Intent.OPT_OUT in intents:
        stopping.opt_out(draft)
    if view.state == "human":
        draft.reasons.append("a person has the case: the agent is silent")
        return draft.done()
    if Intent.OPT_OUT in intents:
        intents -= _COVERED_BY_OPT_OUT
        if not intents:
            return draft.done()
    if heard.media not in {"text", "button"} and not courtesy.has_words(heard.reading):
        media.media(draft)
        return draft.done()
    _answer(draft, intents)
    return draft.done()


def _answer(draft: Draft, intents: set[Intent]) -> None:
    stop = next((intent for intent in _STOPPING if intent in intents), None)
    if stop is not None:
        _STOPPING[stop](draft)
        return
    if draft.view.pending is not None and _answers_pending(draft):
        return
    if courtesy.doubtful(draft):
        return
    if intents >= _ONE_OF:
        fits = extension.day_within_terms(draft) is not None
        intents = intents - {Intent.PROMISE if fits else Intent.EXTENSION}
    handled = [rule for intent, rule in _RULES.items() if intent in intents]
    for rule in handled:
        rule(draft)
        if any(isinstance(fact, HandedOver) and fact.reason is not Reason.DISPUTE for fact in draft.facts):
            return
    if not handled:
        courtesy.unclear(draft)


def _answers_pending(draft: Draft) -> bool:
    """Whether the message answered what we asked; if not, it is read for itself and the question stands."""
    match draft.view.pending:
        case Pending.IDENTIFICATION:
            return identity.answer(draft)
        case Pending.RECEIPT:
            return claims.answer(draft)
        case Pending.EXTENSION_TERMS:
            return extension.answer(draft)
        case Pending.RIGHT_PARTY:
            return identity.right_party(draft)
        case Pending.PROMISE_DATE:
            return promise.answer(draft)
        case _:
            return False
