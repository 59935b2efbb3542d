"""Commands: each intent of a message with the words that say it, its own dates, amounts and documents.

Whoever found the intents, the rules or a model, the words are found here by clause: by the rules that hear the
intent in one, else in the clauses that nothing else explains.
"""

from __future__ import annotations

import re
from itertools import pairwise

from puntual.domain.reading import AmountMention, Command, DateMention, Intent, PromiseHeard

from .clauses import Clause
from .corrections import OTHERS
from .hearing import Heard
from .intents import bare
from .lexicon import Lexicon
from .paying import Stance, stance

_CORRECTABLE = frozenset({Intent.PROMISE, Intent.PAID, Intent.EXTENSION})
_BY_STANCE = {
    Stance.PAID: Intent.PAID,
    Stance.WILL: Intent.PROMISE,
    Stance.WILL_IF: Intent.PROMISE,
    Stance.WILL_NOT: Intent.REFUSAL,
}


def commands(
    heard: Heard,
    intents: tuple[Intent, ...],
    promise: PromiseHeard | None,
    confidence: float,
    *,
    bare_answer: bool,
) -> tuple[Command, ...]:
    """One command an intent, in the order of `intents`.

    promise: what the message promises as a whole. bare_answer: the message answers our own question, so that
    all of it means its one intent.
    """
    said = _said_by(heard, intents) if len(intents) > 1 and not bare_answer else {}
    return tuple(
        _command(intent, said.get(intent) or heard.clauses, heard, promise, confidence) for intent in intents
    )


def _command(
    intent: Intent, clauses: tuple[Clause, ...], heard: Heard, promise: PromiseHeard | None, confidence: float
) -> Command:
    start, end = _span(clauses, heard)
    dates = tuple(one for clause in clauses for one in clause.dates)
    amounts = tuple(one for clause in clauses for one in clause.amounts)
    if intent is Intent.PROMISE and promise is not None:
        dates, amounts = _promised(promise, heard)
    own = " ".join(clause.text for clause in clauses)
    words = " ".join(heard.text[clause.start : clause.end] for clause in clauses)
    return Command(
        intent=intent,
        text=heard.text[start:end],
        start=start,
        end=end,
        confidence=confidence,
        dates=dates,
        amounts=amounts,
        invoices=tuple(one for one in heard.references.invoices if one in words),
        corrects=heard.corrects and intent in _CORRECTABLE,
        conditional=intent is Intent.PROMISE
        and any(heard.lexicon.condition.search(clause.text) for clause in heard.clauses),
        about_others=OTHERS[heard.language].search(own) is not None,
    )


def _promised(
    promise: PromiseHeard, heard: Heard
) -> tuple[tuple[DateMention, ...], tuple[AmountMention, ...]]:
    """The mentions of the day and of the amount that are promised."""
    dates = tuple(one for one in heard.dates if one.date == promise.date)[-1:]
    amounts = tuple(one for one in heard.amounts if one.value == promise.amount)[-1:]
    if promise.date is not None and not dates:  # "15" as an answer to "which day?"
        dates = (DateMention("", promise.date),)
    return dates, amounts


def _span(clauses: tuple[Clause, ...], heard: Heard) -> tuple[int, int]:
    """The place of the clauses that stand together, the first of them that names something for choice."""
    if not clauses:
        return 0, len(heard.text)
    runs = [[clauses[0]]]
    numbers = {id(clause): number for number, clause in enumerate(heard.clauses)}
    for before, clause in pairwise(clauses):
        if numbers[id(clause)] == numbers[id(before)] + 1:
            runs[-1].append(clause)
        else:
            runs.append([clause])
    telling = next((run for run in runs if any(one.dates or one.amounts for one in run)), runs[0])
    start, end = telling[0].start, telling[-1].end
    words = heard.text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _said_by(heard: Heard, intents: tuple[Intent, ...]) -> dict[Intent, tuple[Clause, ...]]:
    """The clauses of each intent: those that say it, and those that only go on with what the one before said."""
    says = [
        {intent for intent in intents if _says(clause, intent, heard.lexicon)} for clause in heard.clauses
    ]
    unsaid = [intent for intent in intents if not any(intent in one for one in says)]
    for number, clause in enumerate(heard.clauses):
        if not says[number] and not _courtesy(clause, heard.lexicon):
            says[number] = set(unsaid) or _neighbour(says, number)
    return {
        intent: tuple(clause for clause, one in zip(heard.clauses, says, strict=True) if intent in one)
        for intent in intents
    }


def _neighbour(says: list[set[Intent]], number: int) -> set[Intent]:
    """What the clause before says, else the next that says anything."""
    around = [*reversed(says[:number]), *says[number + 1 :]]
    return set(next((one for one in around if one), set()))


def _says(clause: Clause, intent: Intent, lexicon: Lexicon) -> bool:
    its = stance(clause, lexicon)
    if _BY_STANCE.get(its) is intent:
        return intent is not Intent.PROMISE or not (clause.asks and not clause.dates)
    if intent is Intent.PROMISE and clause.dates:
        return its is Stance.CAN or lexicon.rest.search(clause.text) is not None
    if intent is Intent.HARDSHIP and lexicon.soft_hardship.search(clause.text):
        return True
    return _phrase(clause.text, intent, lexicon) or _sole(clause.text, intent, lexicon)


def _phrase(text: str, intent: Intent, lexicon: Lexicon) -> bool:
    pattern: re.Pattern[str] | None = lexicon.phrases.get(intent)
    unless = lexicon.unless.get(intent)
    return pattern is not None and pattern.search(unless.sub(" ", text) if unless else text) is not None


def _sole(text: str, intent: Intent, lexicon: Lexicon) -> bool:
    pattern = lexicon.sole.get(intent)
    return pattern is not None and pattern.fullmatch(bare(lexicon.polite.sub(" ", text))) is not None


def _courtesy(clause: Clause, lexicon: Lexicon) -> bool:
    return not bare(lexicon.polite.sub(" ", clause.text))
