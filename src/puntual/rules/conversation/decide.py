"""What follows from a customer's message: the table of the conversation, one small rule a command.

`decide` is pure: it sees the case as values and answers with facts, effects and reasons. The commands of a message
are worked off in order of priority; a message that tells two things gets both done, and one reply.
"""

from __future__ import annotations

from collections.abc import Callable

from puntual.domain.facts import Decision
from puntual.domain.policy import Policy
from puntual.domain.reading import Command, Intent, Pending

from . import (
    claims,
    courtesy,
    disputes,
    extension,
    identity,
    media,
    promise,
    questions,
    repairs,
    stopping,
    voice,
)
from .draft import Draft
from .resuming import settle_questions
from .view import CaseView, Heard, Spoken

# Whoever says that they paid or will pay does not refuse, whatever else it sounded like.
_NO_REFUSAL = frozenset({Intent.PAID, Intent.PROMISE})
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
# What is kept though a person is asked for: the person finds it done.
_KEPT_FOR_A_PERSON = (Intent.DISPUTE, Intent.PAID, Intent.PROMISE)
_RULES: dict[Intent, Callable[[Draft, Command], None]] = {
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
    if heard.command(Intent.OPT_OUT) is not None:
        stopping.opt_out(draft)
    if view.state == "human":
        draft.reasons.append("a person has the case: the agent is silent")
        return draft.done()
    _go_through(draft)
    settle_questions(draft)
    return draft.done()


def _go_through(draft: Draft) -> None:
    heard, commands = draft.heard, draft.heard.commands
    if heard.command(Intent.OPT_OUT) is not None:
        draft.asks_nothing = True
        commands = tuple(one for one in commands if one.intent not in _COVERED_BY_OPT_OUT)
        if not commands:
            return
    if not any(one.intent in _STOPPING for one in commands) and voice.for_a_person(draft):
        return
    if heard.reading.repair is not None:
        repairs.repair(draft, heard.reading.repair)
    elif _wordless(heard):
        media.media(draft)
    else:
        _answer(draft, commands)


def _wordless(heard: Heard) -> bool:
    """Whether something came along that cannot be read here, and no words that say what it is about."""
    unread = heard.media not in {"text", "button"} and heard.spoken is None
    return unread and not courtesy.has_words(heard.reading)


def _answer(draft: Draft, commands: tuple[Command, ...]) -> None:
    said = {command.intent: command for command in commands}
    stop = next((intent for intent in _STOPPING if intent in said), None)
    if stop is not None:
        _stop(draft, stop, said)
        return
    answered = _answers_pending(draft)
    if answered is not None:
        said = {intent: command for intent, command in said.items() if intent not in answered}
        if draft.silenced or not said:
            return
    if courtesy.doubtful(draft):
        return
    handled = [intent for intent in _RULES if intent in _one_of_two(draft, said)]
    for intent in handled:
        _RULES[intent](draft, said[intent])
        if draft.silenced:
            return
    if not handled:
        courtesy.unclear(draft)


def _stop(draft: Draft, stop: Intent, said: dict[Intent, Command]) -> None:
    """Who asks for a person may have told what they paid or will pay: that is kept, without a question."""
    if stop is Intent.HUMAN and draft.heard.spoken is not Spoken.UNSURE:
        draft.asks_nothing = True
        for intent in _KEPT_FOR_A_PERSON:
            if intent in said:
                _RULES[intent](draft, said[intent])
    _STOPPING[stop](draft)


def _one_of_two(draft: Draft, said: dict[Intent, Command]) -> set[Intent]:
    """The intents, of a promise and a wish for more time only one: terms where a day that they grant or none is
    named, else a promise."""
    intents = set(said)
    if intents & _NO_REFUSAL:
        intents.discard(Intent.REFUSAL)
    if intents >= _ONE_OF:
        fits = any(extension.day_within_terms(draft, said[intent]) for intent in _ONE_OF)
        intents.discard(Intent.PROMISE if fits or not said[Intent.PROMISE].dates else Intent.EXTENSION)
    return intents


def _answers_pending(draft: Draft) -> frozenset[Intent] | None:
    """The intents that an answer to our question accounts for; None where the message is read for itself and
    the question stands."""
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
        case Pending.CONFIRM:
            return promise.confirmed(draft)
        case _:
            return None
