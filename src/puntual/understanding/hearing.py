"""A message prepared for reading: folded, its language told, identifiers, dates and amounts found, cut in clauses."""

from __future__ import annotations

from dataclasses import dataclass

from puntual.domain.reading import AmountMention, Context, DateMention

from . import phrases_en, phrases_es, phrases_pt
from .amounts import find_amounts
from .clauses import Clause, split
from .corrections import revised, says_no_more
from .dates import blank_dates, find_dates
from .language import detect, home_language
from .lexicon import Lexicon
from .normalise import fold, write_out
from .references import References, find_references

# Beyond this nothing new is said in practice; what is cut off makes the reading a person's.
MAX_READ = 2000
LEXICONS: dict[str, Lexicon] = {
    "es": phrases_es.LEXICON,
    "pt": phrases_pt.LEXICON,
    "en": phrases_en.LEXICON,
}


@dataclass(frozen=True, slots=True)
class Heard:
    """One message with all that can be found in it before asking what it means.

    text: as written, cut at MAX_READ. folded: comparable, same positions. body: written out, with harmless
    phrases and identifiers taken out. dates, amounts: every one named; clauses have those that stand after the
    message's own corrections. corrects: it takes back a day or an amount; only_corrects:
    it says nothing else.
    """

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
    corrects: bool = False
    only_corrects: bool = False


def prepare(text: str, context: Context) -> Heard:
    """The message ready to be read, for a customer with `context`."""
    readable = text[:MAX_READ]
    folded = fold(readable)
    language = detect(readable, folded, home_language(context.language, context.country))
    lexicon = LEXICONS[language]
    references = find_references(readable, folded)
    country = (context.country or "").upper()
    dates = find_dates(readable, references.masked, language, context.today, country)
    without_dates = blank_dates(references.masked, dates)
    amounts = find_amounts(readable, without_dates, context.balance, context.currency, country)
    stands = revised(folded, language, dates, amounts)
    body = lexicon.harmless.sub(", ", write_out(references.masked, language))
    harmless_cut = lexicon.harmless.sub(lambda found: "," * len(found.group()), references.masked)
    return Heard(
        text=readable,
        folded=folded,
        body=body,
        language=language,
        lexicon=lexicon,
        references=references,
        dates=tuple(one.mention for one in dates),
        amounts=tuple(one.mention for one in amounts),
        clauses=split(harmless_cut, lexicon, language, stands.dates, stands.amounts),
        cut=len(text) > MAX_READ,
        corrects=stands.corrects,
        only_corrects=stands.corrects and says_no_more(folded, language, lexicon, stands.places),
    )
