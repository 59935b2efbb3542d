"""Who says that they paid, will pay, cannot pay or will not pay: verb, tense, negation and condition, by clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto

from puntual.domain.reading import DateMention, Intent, PromiseHeard

from .clauses import Clause
from .corrections import OTHERS
from .lexicon import Lexicon

_AGREED = re.compile(
    r"(?<![a-z])(?:sirve|parece|late|conviene|va|puede ser|como ve[ns]?|se puede|esta bien|estaria bien|pode ser|"
    r"serve|tudo bem|da certo|fica bom|ok|would that work|does that work|is (?:that|it) (?:ok|fine|possible))"
    r"(?![a-z])"
)


class Stance(Enum):
    """What one clause says about paying."""

    PAID = auto()
    WILL = auto()
    WILL_IF = auto()
    CAN = auto()
    CANNOT = auto()
    WILL_NOT = auto()
    NOT_YET = auto()
    NOTHING = auto()


def stance(clause: Clause, lexicon: Lexicon) -> Stance:
    """The clause's stance. A denial wins over the verb it denies; a past over a future."""
    text = clause.text
    denied_past = lexicon.negated_paid.sub(" ", text)
    if lexicon.paid.search(denied_past):
        return Stance.PAID
    not_yet = denied_past != text
    conditional = lexicon.condition.search(text) is not None
    positive = lexicon.negated_commit.sub(" ", lexicon.negated_can.sub(" ", denied_past))
    commits = lexicon.commit.search(positive) is not None
    if lexicon.negated_commit.search(denied_past) and not commits:
        if lexicon.until.search(text) and clause.dates:
            return Stance.WILL
        return Stance.CANNOT if lexicon.negated_can.search(text) else Stance.WILL_NOT
    if lexicon.negated_can.search(text) and not commits:
        return Stance.WILL if lexicon.until.search(text) and clause.dates else Stance.CANNOT
    if commits:
        return Stance.WILL_IF if conditional else Stance.WILL
    if not_yet:
        return Stance.NOT_YET
    return Stance.CAN if lexicon.can.search(positive) else Stance.NOTHING


@dataclass(frozen=True, slots=True)
class Payment:
    """What a whole message says about paying."""

    intents: frozenset[Intent]
    promise: PromiseHeard | None
    stances: frozenset[Stance]


def read_paying(clauses: tuple[Clause, ...], lexicon: Lexicon, today: date, *, expects_date: bool) -> Payment:
    """Paid, promise and refusal over all clauses. expects_date: we asked for a day, so a bare one answers."""
    stances = [stance(clause, lexicon) for clause in clauses]
    intents: set[Intent] = set()
    if Stance.PAID in stances:
        intents.add(Intent.PAID)
    promise = _promise(clauses, stances, lexicon, today, expects_date=expects_date)
    if promise is not None and _asks_leave(clauses, stances):
        intents.add(Intent.EXTENSION)
        promise = None
    elif promise is not None:
        intents.add(Intent.PROMISE)
    elif Stance.WILL_NOT in stances and Stance.PAID not in stances:
        intents.add(Intent.REFUSAL)
    return Payment(frozenset(intents), promise, frozenset(stances))


def _promise(
    clauses: tuple[Clause, ...], stances: list[Stance], lexicon: Lexicon, today: date, *, expects_date: bool
) -> PromiseHeard | None:
    paired = list(zip(clauses, stances, strict=True))
    promising = [c for c, s in paired if _promises(c, s, lexicon)]
    loose = [c for c, s in paired if s in (Stance.NOTHING, Stance.CAN) and _to_come(c, today)]
    if not promising:
        promising = [c for c in loose if expects_date or _stands_for_promise(c, paired, lexicon)]
    if not promising:
        return None
    dates = [one for c in promising for one in _to_come(c, today) if not _hangs(c, lexicon)]
    if not dates and not any(_hangs(c, lexicon) for c in promising):
        dates = [one for c in loose for one in _to_come(c, today)]
    amounts = [one for c in promising for one in c.amounts]
    if not amounts:  # "le deposito, perdón, 600 el viernes"
        amounts = [one for c in loose if c.dates for one in c.amounts]
    return PromiseHeard(_only_day(dates), _only(tuple(one.value for one in amounts)))


def promised(clauses: tuple[Clause, ...], today: date, lexicon: Lexicon) -> PromiseHeard:
    """The day and the amount of a promise that is told by more than its verb: the one day to come that no
    clause takes back, claims as paid or makes hang on something else."""
    open_ones = [
        clause
        for clause in clauses
        if not _hangs(clause, lexicon)
        and stance(clause, lexicon) not in (Stance.PAID, Stance.CANNOT, Stance.WILL_NOT)
    ]
    dates = [one for clause in open_ones for one in _to_come(clause, today)]
    amounts = tuple(one.value for clause in open_ones for one in clause.amounts)
    return PromiseHeard(_only_day(dates), _only(amounts))


def _asks_leave(clauses: tuple[Clause, ...], stances: list[Stance]) -> bool:
    """Whether "I can pay so much then" is asked rather than told: "¿le puedo pagar 100 ahora, le sirve?"."""
    if Stance.WILL in stances or Stance.CAN not in stances:
        return False
    return any(
        clause.asks and (its is Stance.CAN or _AGREED.search(clause.text))
        for clause, its in zip(clauses, stances, strict=True)
    )


def _promises(clause: Clause, its: Stance, lexicon: Lexicon) -> bool:
    """A commitment; or "I can pay" with a day, which is one in all but name."""
    on_terms = lexicon.phrases[Intent.EXTENSION].search(clause.text) is not None
    asks_how = lexicon.phrases[Intent.PAYMENT_REFERENCE].search(clause.text) is not None
    if its in (Stance.WILL, Stance.WILL_IF):
        return not (on_terms and clause.asks) if clause.dates else not (on_terms or asks_how or clause.asks)
    return its is Stance.CAN and bool(clause.dates) and not (asks_how or (on_terms and clause.asks))


def _stands_for_promise(clause: Clause, paired: list[tuple[Clause, Stance]], lexicon: Lexicon) -> bool:
    """A day without a verb is a promise where the rest of the message carries one over to it."""
    if lexicon.rest.search(clause.text) or any(one.search(clause.text) for one in OTHERS.values()):
        return True
    others = {s for c, s in paired if c is not clause}
    if Stance.CANNOT in others and (lexicon.yes.search(clause.text) or lexicon.instead.search(clause.text)):
        return True
    asked_about_something = any(
        c.asks and not c.dates and not lexicon.yes.fullmatch(c.text) for c, _ in paired
    )
    said = {s for _, s in paired} - {Stance.NOTHING, Stance.CAN}
    return bool(clause.amounts) and not said and not asked_about_something


def _to_come(clause: Clause, today: date) -> list[DateMention]:
    return [one for one in clause.dates if (one.end or one.date) >= today]


def _hangs(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether the clause makes its own promise hang on something else."""
    return lexicon.condition.search(clause.text) is not None


def _only_day(dates: list[DateMention]) -> date | None:
    """The promised day: the one mentioned; a week or a month is no day, and two days are none either."""
    days = {one.date for one in dates if one.end is None or one.end == one.date}
    return days.pop() if len(days) == 1 else None


def _only(values: tuple[Decimal, ...]) -> Decimal | None:
    return values[0] if len(values) == 1 else None
