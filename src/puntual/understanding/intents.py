"""All that a message means: phrases of the language, what it says about paying, and what that leaves."""

from __future__ import annotations

import re

from puntual.domain.reading import Intent

from .lexicon import Lexicon

# What decides the next step, safety first; a message has one primary intent and may have more.
ORDER = (
    Intent.OPT_OUT,
    Intent.LEGAL_THREAT,
    Intent.WRONG_NUMBER,
    Intent.THIRD_PARTY,
    Intent.HUMAN,
    Intent.ABUSE,
    Intent.HARDSHIP,
    Intent.DISPUTE,
    Intent.PAID,
    Intent.PROMISE,
    Intent.EXTENSION,
    Intent.REFUSAL,
    Intent.OPT_IN,
    Intent.BALANCE,
    Intent.PAYMENT_REFERENCE,
    Intent.INVOICE_COPY,
    Intent.INVOICE_QUESTION,
    Intent.IDENTIFICATION,
    Intent.SMALLTALK,
    Intent.UNCLEAR,
)
_EXCUSED = frozenset({Intent.PROMISE, Intent.EXTENSION, Intent.PAID})
_REASONED = frozenset({Intent.DISPUTE, Intent.HARDSHIP, Intent.PROMISE, Intent.PAID, Intent.LEGAL_THREAT})
_MARKS = re.compile(r"[^\w\s'§]|_")
_HAPPY = frozenset("👍👌🙏🙂😊😀😃😄🤝✅💪🫡👏🤗❤👊🙌🤙😁🥰💚💙☺")


EVERY = frozenset(Intent)


def said_phrases(body: str, lexicon: Lexicon, wanted: frozenset[Intent] = EVERY) -> set[Intent]:
    """The intents whose phrases stand in the message, and those of a word that is all it says."""
    found = {
        intent
        for intent, pattern in lexicon.phrases.items()
        if intent in wanted
        and pattern.search(lexicon.unless[intent].sub(" ", body) if intent in lexicon.unless else body)
    }
    core = bare(lexicon.polite.sub(" ", body))
    found |= {i for i, pattern in lexicon.sole.items() if i in wanted and pattern.fullmatch(core)}
    return found


def denied(body: str, lexicon: Lexicon) -> set[Intent]:
    """The intents whose words stand in the message only to say the contrary ("no me den de baja")."""
    return {intent for intent, pattern in lexicon.unless.items() if pattern.search(body)}


def with_hardship(found: set[Intent], body: str, lexicon: Lexicon) -> set[Intent]:
    """ "I cannot pay" is hardship, unless the message itself offers a day, asks for terms or says paid."""
    if lexicon.soft_hardship.search(body) and not found & _EXCUSED:
        return found | {Intent.HARDSHIP}
    return found


def settled(found: set[Intent]) -> set[Intent]:
    """Intents that another one explains are dropped: a refusal with its reason is that reason."""
    kept = set(found)
    if kept & _REASONED:
        kept.discard(Intent.REFUSAL)
    if Intent.OPT_OUT in kept:
        kept -= {Intent.OPT_IN, Intent.REFUSAL}
    if Intent.WRONG_NUMBER in kept and Intent.THIRD_PARTY in kept:
        kept.discard(Intent.WRONG_NUMBER)
    if Intent.INVOICE_COPY in kept:
        kept.discard(Intent.INVOICE_QUESTION)
    return kept


def in_order(found: set[Intent]) -> tuple[Intent, ...]:
    """The intents, the primary one first."""
    return tuple(intent for intent in ORDER if intent in found)


def bare(text: str) -> str:
    """Words only, single spaces."""
    return " ".join(_MARKS.sub(" ", text).split())


def is_smalltalk(text: str, body: str, lexicon: Lexicon) -> bool:
    """Whether nothing is said beside greetings, thanks and acknowledgements, in words or in pictures."""
    words = bare(body)
    if not words:
        return any(char in _HAPPY for char in text)
    rest = bare(lexicon.polite.sub(" ", words))
    return not rest or (rest != words and lexicon.yes.fullmatch(rest) is not None)


def affirmation(text: str, body: str, lexicon: Lexicon) -> bool | None:
    """Yes, no, or neither, by how the message begins."""
    words = bare(body)
    if not words:
        return True if any(char in "👍👌✅🤝" for char in text) else None
    start = bare(_greeting_cut(words, lexicon))
    no, yes = lexicon.no.match(start), lexicon.yes.match(start)
    if yes and (not no or yes.end() >= no.end()):
        return None if lexicon.condition.match(start) or _denies_later(start, yes.end(), lexicon) else True
    return False if no else None


def _greeting_cut(words: str, lexicon: Lexicon) -> str:
    """The message without the greetings before its first other word, unless they are themselves the answer."""
    at = 0
    while match := lexicon.polite.match(words, at):
        if lexicon.yes.match(words, at):
            break
        at = match.end() + 1
    return words[at:] or words


def _denies_later(start: str, end: int, lexicon: Lexicon) -> bool:
    return (
        lexicon.negated_can.search(start, end) is not None
        or lexicon.negated_commit.search(start, end) is not None
    )
