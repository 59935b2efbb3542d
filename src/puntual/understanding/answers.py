"""Bare answers: a "sí", a "no", a day or a number means what our last question makes of it."""

from __future__ import annotations

import re
from datetime import date

from puntual.domain.reading import Context, Intent, Pending, PromiseHeard

from .calendar import day_of_month
from .hearing import Heard
from .intents import bare
from .normalise import fold, write_out
from .paying import Stance, promised, stance

_NUMBER_ONLY = re.compile(r"\d{1,2}")
_LINKS = frozenset(
    {
        "el", "la", "los", "las", "o", "a", "os", "as", "the", "on", "para", "por", "en", "em", "de", "del", "do",
        "da", "dia", "day", "hasta", "ate", "until", "by", "desde", "since", "sin", "falta", "factura", "fatura",
        "invoice", "nota", "y", "e", "and",
    }
)  # fmt: skip
# To pay or to call off; I pay or I paid.
_TWO_MEANINGS = frozenset({"cancelar", "cancel", "ya pago", "pago"})
_KEY = re.compile(r"(?<![\w§])(?=[\w-]*\d)[\w-]{3,}(?!\w)")


def answered(
    affirms: bool | None, heard: Heard, context: Context
) -> tuple[Intent, PromiseHeard | None] | None:
    """The message read against the question that we asked last; None where it is no answer to it."""
    intent: Intent | None = None
    match context.pending:
        case Pending.PROMISE_DATE:
            day = _bare_day(heard, context.today)
            return (Intent.PROMISE, PromiseHeard(day, None)) if day is not None else None
        case Pending.CONFIRM:
            intent = Intent.PROMISE if affirms else None
        case Pending.EXTENSION_TERMS:
            intent = Intent.EXTENSION if affirms is not None or heard.dates or heard.amounts else None
        case Pending.RIGHT_PARTY:
            intent = _who(affirms, heard, denied=Intent.WRONG_NUMBER)
        case Pending.IDENTIFICATION:
            intent = _who(affirms, heard, denied=Intent.UNCLEAR)
            if intent is None and identifiers(heard, context):
                intent = Intent.IDENTIFICATION
        case Pending.RECEIPT:
            intent = (
                Intent.PAID if identifiers(heard, context) else Intent.UNCLEAR if affirms is False else None
            )
        case Pending.CLARIFY | None:
            pass
    if intent is None:
        return None
    return intent, PromiseHeard(None, None) if intent is Intent.PROMISE else None


def says_nothing_alone(affirms: bool | None, heard: Heard, context: Context) -> bool:
    """Whether a message is but a yes, a no, a day or a number, and no question of ours gives it a meaning."""
    if context.pending is not None or context.standing is not None:
        return False
    if bare(heard.lexicon.polite.sub(" ", heard.body)) in _TWO_MEANINGS:
        return True
    rest = bare(heard.body.replace("§", " "))
    for text in (*(one.text for one in heard.dates), *(one.text for one in heard.amounts)):
        rest = rest.replace(bare(write_out(fold(text), heard.language)), " ")
    words = {word for word in rest.split() if not word.isdigit()} - _LINKS
    if not words:
        return bool(heard.dates or heard.amounts or affirms is not None or rest.split())
    return affirms is not None and all(
        heard.lexicon.yes.fullmatch(w) or heard.lexicon.no.fullmatch(w) for w in words
    )


# A no to these is an answer, whatever follows it.
_ASKED_YES_OR_NO = frozenset({Pending.EXTENSION_TERMS, Pending.RIGHT_PARTY})


def correction(heard: Heard, context: Context) -> tuple[Intent, PromiseHeard | None] | None:
    """A day or an amount that takes the place of what they said before, in words that say so; else None.

    That they cannot on a day takes a promise back too: then its new day is to be asked for.
    """
    if context.pending in _ASKED_YES_OR_NO:
        return None
    if context.standing is Intent.PROMISE and _cannot_then(heard):
        return Intent.PROMISE, PromiseHeard(None, None)
    if not heard.only_corrects:
        return None
    told = promised(heard.clauses, context.today, heard.lexicon)
    if told.date is not None and context.standing is not Intent.PAID:
        return Intent.PROMISE, told
    if told.amount is None or context.standing is None:
        return None
    return context.standing, told if context.standing is Intent.PROMISE else None


def _cannot_then(heard: Heard) -> bool:
    """ "No voy a poder el viernes": a day, and that nothing comes of it."""
    stances = {stance(clause, heard.lexicon) for clause in heard.clauses if clause.dates}
    return stances == {Stance.CANNOT}


def _bare_day(heard: Heard, today: date) -> date | None:
    """ "15" as an answer to "which day?"."""
    words = bare(heard.lexicon.polite.sub(" ", heard.body))
    if not _NUMBER_ONLY.fullmatch(words):
        return None
    day = day_of_month(today, int(words))
    return day.day if day and not day.ambiguous else None


def _who(affirms: bool | None, heard: Heard, *, denied: Intent) -> Intent | None:
    if affirms is True or heard.lexicon.itself.search(heard.body):
        return Intent.IDENTIFICATION
    return denied if affirms is False else None


def identifiers(heard: Heard, context: Context) -> tuple[str, ...]:
    """Account-like words; where we asked for a number or a reference, any word with digits will do."""
    given = heard.references.identifiers
    if context.pending not in (Pending.IDENTIFICATION, Pending.RECEIPT) or given:
        return given
    loose = _KEY.findall(heard.text) if not heard.dates else []
    return tuple(loose) or heard.references.invoices
