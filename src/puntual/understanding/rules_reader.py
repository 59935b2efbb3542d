"""Understanding by rules alone: offline, the same answer every time, and unclear rather than a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from puntual.domain.reading import (
    AmountMention,
    Band,
    Context,
    DateMention,
    Intent,
    Pending,
    PromiseHeard,
    Reading,
)

from . import phrases_en, phrases_es, phrases_pt
from .amounts import find_amounts
from .calendar import day_of_month
from .clauses import Clause, split
from .dates import blank_dates, find_dates
from .intents import affirmation, bare, in_order, is_smalltalk, said_phrases, settled, with_hardship
from .language import detect, home_language
from .lexicon import Lexicon
from .normalise import fold, write_out
from .paying import read_paying
from .references import References, find_references

VERSION = "rules-1"
# Beyond this nothing new is said in practice; what is cut off makes the reading a person's.
MAX_READ = 2000
_LEXICONS: dict[str, Lexicon] = {
    "es": phrases_es.LEXICON,
    "pt": phrases_pt.LEXICON,
    "en": phrases_en.LEXICON,
}
_SURE, _LIKELY, _DOUBTFUL, _UNREAD = 0.97, 0.9, 0.6, 0.2
_SAFETY = frozenset(
    {
        Intent.OPT_OUT, Intent.LEGAL_THREAT, Intent.WRONG_NUMBER, Intent.THIRD_PARTY, Intent.HUMAN, Intent.ABUSE,
        Intent.HARDSHIP, Intent.DISPUTE,
    }
)  # fmt: skip
# Hardship and dispute speak with too many everyday words to be looked for in another language.
_CROSS_LANGUAGE = _SAFETY - {Intent.HARDSHIP, Intent.DISPUTE}
_SHORT = 6
_NUMBER_ONLY = re.compile(r"\d{1,2}")
_KEY = re.compile(r"(?<![\w§])(?=[\w-]*\d)[\w-]{3,}(?!\w)")


@dataclass(frozen=True, slots=True)
class _Heard:
    """A message prepared for reading."""

    text: str
    folded: str
    body: str
    language: str
    lexicon: Lexicon
    references: References
    dates: tuple[DateMention, ...]
    amounts: tuple[AmountMention, ...]
    clauses: tuple[Clause, ...]
    cut: bool


class RulesReader:
    """The `Understanding` port by rules. Holds no state, so any number of threads may share one."""

    version = VERSION

    def read(self, text: str, context: Context) -> Reading:
        """What `text` means to us, for a customer with `context`. Any text gives a Reading, never an error."""
        heard = _prepare(text, context)
        found, promise, why = _intents(heard, context)
        affirms = affirmation(heard.text, heard.body, heard.lexicon)
        found, promise, note = _answered(found, promise, affirms, heard, context)
        ordered = in_order(found)
        confidence, band = _trust(ordered, promise, heard, context)
        return Reading(
            intents=ordered,
            primary=ordered[0],
            confidence=confidence,
            band=band,
            language=heard.language,
            dates=heard.dates,
            amounts=heard.amounts,
            promise=promise if Intent.PROMISE in found else None,
            invoices=heard.references.invoices,
            identifiers=_identifiers(heard, context),
            affirms=affirms,
            why=tuple(one for one in (*why, note) if one),
            model=VERSION,
        )


def _prepare(text: str, context: Context) -> _Heard:
    readable = text[:MAX_READ]
    folded = fold(readable)
    language = detect(readable, folded, home_language(context.language, context.country))
    lexicon = _LEXICONS[language]
    references = find_references(readable, folded)
    country = (context.country or "").upper()
    dates = find_dates(readable, references.masked, language, context.today, country)
    without_dates = blank_dates(references.masked, dates)
    amounts = find_amounts(readable, without_dates, context.balance, context.currency, country)
    body = lexicon.harmless.sub(", ", write_out(references.masked, language))
    harmless_cut = lexicon.harmless.sub(lambda found: "," * len(found.group()), references.masked)
    return _Heard(
        text=readable,
        folded=folded,
        body=body,
        language=language,
        lexicon=lexicon,
        references=references,
        dates=tuple(one.mention for one in dates),
        amounts=tuple(one.mention for one in amounts),
        clauses=split(harmless_cut, lexicon, language, dates, amounts),
        cut=len(text) > MAX_READ,
    )


def _intents(heard: _Heard, context: Context) -> tuple[set[Intent], PromiseHeard | None, tuple[str, ...]]:
    """What the words say by themselves."""
    said = said_phrases(heard.body, heard.lexicon) | _safety_in_any_language(heard)
    if heard.lexicon.accented_paid and heard.lexicon.accented_paid.search(heard.text.lower()):
        said.add(Intent.PAID)
    expects_date = context.pending is Pending.PROMISE_DATE and not said & _SAFETY
    paying = read_paying(heard.clauses, heard.lexicon, context.today, expects_date=expects_date)
    found = with_hardship(said | paying.intents, heard.body, heard.lexicon)
    found = settled(found)
    if not found and is_smalltalk(heard.text, heard.body, heard.lexicon):
        found = {Intent.SMALLTALK}
    why = tuple(f"phrase of {intent.value}" for intent in in_order(said & found))
    if paying.intents & found:
        why += tuple(f"verb and tense say {intent.value}" for intent in in_order(set(paying.intents & found)))
    return found, paying.promise, why


def _safety_in_any_language(heard: _Heard) -> set[Intent]:
    """Safety intents in another language than the message seems to be in: a "stop" is heard in all three."""
    found: set[Intent] = set()
    for language, lexicon in _LEXICONS.items():
        if language != heard.language:
            found |= said_phrases(write_out(heard.references.masked, language), lexicon, _CROSS_LANGUAGE)
    return found


def _answered(
    found: set[Intent], promise: PromiseHeard | None, affirms: bool | None, heard: _Heard, context: Context
) -> tuple[set[Intent], PromiseHeard | None, str]:
    """The message read against the question that we asked last; without one, bare answers stay unclear."""
    if found - {Intent.SMALLTALK}:
        return found, promise, ""
    intent: Intent | None = None
    match context.pending:
        case Pending.PROMISE_DATE:
            day = _bare_day(heard, context.today)
            if day is not None:
                return {Intent.PROMISE}, PromiseHeard(day, None), "a bare day answers our question"
        case Pending.CONFIRM:
            intent = Intent.PROMISE if affirms else None
        case Pending.EXTENSION_TERMS:
            intent = Intent.EXTENSION if affirms is not None or heard.dates or heard.amounts else None
        case Pending.RIGHT_PARTY:
            intent = _who(affirms, heard, denied=Intent.WRONG_NUMBER)
        case Pending.IDENTIFICATION:
            intent = _who(affirms, heard, denied=Intent.UNCLEAR)
            if intent is None and _identifiers(heard, context):
                intent = Intent.IDENTIFICATION
        case Pending.RECEIPT:
            intent = Intent.PAID if _identifiers(heard, context) else None
        case Pending.CLARIFY | None:
            pass
    if intent is not None:
        heard_promise = PromiseHeard(None, None) if intent is Intent.PROMISE else None
        return {intent}, heard_promise, "answers our question"
    if found:
        return found, promise, ""
    return {Intent.UNCLEAR}, None, "no rule reads this"


def _bare_day(heard: _Heard, today: date) -> date | None:
    """ "15" as an answer to "which day?"."""
    words = bare(heard.lexicon.polite.sub(" ", heard.body))
    if not _NUMBER_ONLY.fullmatch(words):
        return None
    day = day_of_month(today, int(words))
    return day.day if day and not day.ambiguous else None


def _who(affirms: bool | None, heard: _Heard, *, denied: Intent) -> Intent | None:
    if affirms is True or heard.lexicon.itself.search(heard.body):
        return Intent.IDENTIFICATION
    return denied if affirms is False else None


def _identifiers(heard: _Heard, context: Context) -> tuple[str, ...]:
    """Account-like words; where we asked for a number or a reference, any word with digits will do."""
    given = heard.references.identifiers
    if context.pending not in (Pending.IDENTIFICATION, Pending.RECEIPT) or given:
        return given
    loose = _KEY.findall(heard.text) if not heard.dates else []
    return tuple(loose) or heard.references.invoices


def _trust(
    ordered: tuple[Intent, ...], promise: PromiseHeard | None, heard: _Heard, context: Context
) -> tuple[float, Band]:
    """How far the reading may be trusted. Safety acts at once; doubt about money asks or goes to a person."""
    primary = ordered[0]
    if primary is Intent.UNCLEAR:
        short = len(heard.body.split()) <= _SHORT and not heard.cut
        return _UNREAD, Band.ASK if short and context.pending is not Pending.CLARIFY else Band.HUMAN
    if primary in _SAFETY:
        return _SURE, Band.ACT
    if heard.cut or _contradicted(ordered, heard):
        return _DOUBTFUL, Band.HUMAN if heard.cut else Band.ASK
    if promise is not None and any(one.ambiguous for one in heard.dates if one.date == promise.date):
        return _DOUBTFUL, Band.ASK
    return _LIKELY, Band.ACT


def _contradicted(ordered: tuple[Intent, ...], heard: _Heard) -> bool:
    """Whether a commitment or a claim stands beside the denial of it."""
    both = Intent.PAID in ordered and Intent.PROMISE in ordered
    denied = any(heard.lexicon.negated_can.search(clause.text) for clause in heard.clauses)
    return (Intent.PAID in ordered and denied) or (
        both and len(heard.amounts) == 0 and len(heard.clauses) < 2
    )
