"""A message as date words: each word, number or mark becomes a token with a one-letter code.

The codes of a message in a row form a short string, over which the grammar of `date_rules` is written once
for all languages. A language brings only its words (`dates_es`, `dates_pt`, `dates_en`).

    K today, tomorrow..   W weekday        w the same, short or doubtful   S weekday or ordinal (pt "segunda")
    M month               m the same, short or doubtful                    V named feast
    N 1 to 31             C 32 to 99       Y year in four digits           # any other number
    O ordinal in words    R "15th", "1ero" L last                          D date in figures
    d day e week f month g year h quarter  k weekend  q fortnight or pay day   H hour, minute   B business
    x next  l past  t this  z other        E end of  I beginning of  Q middle of
    i in, within          j ago, before the number   A ago, after it       F later, from now, after it
    J after, before       b from, between  v to, until   r or   y and   n on, by, for   o of   a the   u a, one
    T clock time  P part of the day  @ before a clock time  X now  s thing counted or money  % every
    c comma  - / . +      ! anything that ends a phrase                    _ any other word
    Z day that is found   1 week  2 month  3 year  4 other span that is found   ø "EOM" and its like

A token's number is a value (weekday 0 Monday, month 1, days from today, how many) or says which of a kind it is:
a, o, v, b: 1 names a day of the month ("el", "al"), 2 "on the", 3 plural; n: 2 "on", 3 "no", "na"; d: 2 plural;
R: with figures where a noun may follow ("el 2° juzgado"); l: 1 where no number follows ("han pasado 2 meses");
J: negative before, 2 with the article; D: 1 may be a share, 2 month and year, 3 may be an amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from .calendar import Found
from .date_numbers import NumberWords, read_number


@dataclass(frozen=True, slots=True)
class Period:
    """A span that has a name. current: it holds today, so that only what is left of it is meant."""

    grain: str
    first: date
    last: date
    current: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text with its code; what the code needs beside it stands in one of the rest."""

    code: str
    start: int
    end: int
    number: int = 0
    figures: tuple[int, ...] = ()
    found: Found | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's date words. terms: word or phrase to code and number. fillers: words that say "about"."""

    terms: Mapping[str, tuple[str, int]]
    numbers: NumberWords
    suffixes: frozenset[str]
    fillers: frozenset[str]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)


def lexicon(
    words: Mapping[str, Mapping[int, str]],
    numbers: NumberWords,
    *,
    suffixes: str,
    fillers: str,
    real_words: str,
) -> Lexicon:
    """A lexicon from lists: code, number, words ("_" stands for the space inside a phrase).

    The first spelling of a long name (weekday, month, "manana") is also known with one typing slip, except where
    that is a word in its own right (`real_words`).
    """
    terms: dict[str, tuple[str, int]] = {}
    names: list[str] = []
    for code, numbered in words.items():
        for number, listed in numbered.items():
            spelt = listed.replace("_", "\t").split(" ")
            terms.update({word.replace("\t", " "): (code, number) for word in spelt if word})
            names += spelt[:1] if code in "WMK" else []
    known = set(terms) | set(real_words.split()) | set(numbers.cardinals) | set(numbers.ordinals)
    for word in names:
        if len(word) >= 6 and word.isalpha():
            terms.update({slip: terms[word] for slip in _slips(word) if slip not in known})
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for term in terms:
        parts = tuple(term.split())
        if len(parts) > 1:
            phrases.setdefault(parts[0], []).append(parts)
    longest_first = {word: tuple(sorted(found, key=len, reverse=True)) for word, found in phrases.items()}
    return Lexicon(terms, numbers, frozenset(suffixes.split()), frozenset(fillers.split()), longest_first)


_SOUNDS_LIKE = {
    "s": "zc",
    "z": "s",
    "c": "s",
    "b": "v",
    "v": "b",
    "j": "g",
    "g": "j",
    "i": "y",
    "y": "i",
    "m": "n",
}


def _slips(word: str) -> Iterator[str]:
    """The word with one letter left out, doubled, swapped with the next or written as it sounds."""
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]
        yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    for at, letter in enumerate(word):
        for other in _SOUNDS_LIKE.get(letter, ""):
            yield word[:at] + other + word[at + 1 :]


_PIECE = re.compile(
    r"(?P<iso>(?<![\w/.-])\d{4}(?P<is>[-/.])\d{1,2}(?P=is)\d{1,2}(?!\d|[-/.]\d))"
    r"|(?P<dmy>(?<![\w/,.-])\d{1,2} ?(?P<ds>[-/.]) ?\d{1,2} ?(?P=ds) ?(?:\d{4}|\d\d)(?!\d|[-/.:]\d|%))"
    r"|(?P<my>(?<![\w/.-])\d{1,2}/\d{4}(?![\d/]))"
    r"|(?P<dm>(?<![\w/.,$-])\d{1,2}/\d{1,2}(?![\d%]|[/.-]\d))"
    r"|(?P<clock>\d{1,2}(?:[:h]\d\d){1,2}(?:[.:]\d{1,6})? ?(?:[ap]\.? ?m\b\.?)?"
    r"|\d{1,4} ?(?:[ap]\. ?m\b\.?|[ap]m\b)|(?:[01]?\d|2[0-3]) ?(?:hrs?\b|hs\b|h\b))"
    r"|(?P<big>\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+[.,]\d{1,2}(?!\d)|\d{5,})"
    r"|(?P<num>\d+)|(?P<word>[a-z]+(?:'[a-z]+)?)|(?P<mark>\S)"
)
_ENGLISH_SUFFIXES = ("st", "nd", "rd", "th")
_MARKS = {",": "c", "-": "-", "–": "-", "—": "-", "/": "/", ".": ".", "+": "+", "@": "@"}
_INTEGERS = re.compile(r"\d+")
# What may as well be an amount or a share needs an article to be a date.
_DOTTED = re.compile(r"[0-3]?\d\.[0-3]\d")
_FRACTIONS = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4"})
_ABBREVIATED = 4
_MONEY_SIGN = "$€£"
_DAYS_OF_MONTH = 31
# "El viernes pago": what names a thing after an ordinal ("primer pago") is a verb after a day.
_ALSO_A_VERB = 2
_DAYS_BEFORE_A_VERB = "NWwK"
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    text: str
    start: int
    end: int


def tokens_of(text: str, known: Lexicon) -> list[Token]:
    """The tokens of folded text, in order, spaces left out."""
    pieces = [_Piece(m.lastgroup or "", m.group(), m.start(), m.end()) for m in _PIECE.finditer(text)]
    words = [piece.text for piece in pieces]
    tokens: list[Token] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece.kind == "word":
            made, at = _word(pieces, words, at, known)
        elif piece.kind == "num":
            made, at = _digits(pieces, at, known)
        else:
            made, at = _figures(piece), at + 1
        if made.code == "~" or (made.code == "." and tokens and _is_short(tokens[-1], made)):
            continue
        tokens.append(made)
    return _in_context(tokens)


def _is_short(before: Token, stop: Token) -> bool:
    """Whether the full stop belongs to an abbreviation ("dic.", "fri.")."""
    length = before.end - before.start
    return before.code in "WwMm" and before.end == stop.start and length <= _ABBREVIATED


def _word(pieces: list[_Piece], words: list[str], at: int, known: Lexicon) -> tuple[Token, int]:
    """A phrase, else a number in words, else a single word."""
    piece = pieces[at]
    for parts in known.phrases.get(piece.text, ()):
        last = _phrase_end(words, at, parts)
        if last:
            code, number = known.terms[" ".join(parts)]
            return Token(code, piece.start, pieces[last - 1].end, number), last
    code, number = known.terms.get(piece.text) or known.terms.get(piece.text.removesuffix("'s"), ("_", 0))
    if code == "m" and piece.text in known.numbers.cardinals and not (at and pieces[at - 1].kind == "num"):
        code = "_"
    read = read_number(words, at, known.numbers) if code in "_u" else None
    if read is not None and (code == "_" or read.words > 1):
        return _number(
            read.value, piece.start, pieces[at + read.words - 1].end, ordinal=read.ordinal
        ), at + read.words
    glued = at + 1 < len(pieces) and pieces[at + 1].start == piece.end and pieces[at + 1].kind == "num"
    if glued and code not in "Mm":
        return Token("!", piece.start, pieces[at + 1].end), at + 2
    if piece.text in known.fillers and at + 1 < len(pieces) and _begins_number(pieces[at + 1], known):
        return Token("~", piece.start, piece.end), at + 1
    return Token(code, piece.start, piece.end, number), at + 1


def _phrase_end(words: list[str], at: int, parts: tuple[str, ...]) -> int:
    """Where a phrase that begins at `at` ends, hyphens between its words left out; 0 where it is not there."""
    for part in parts:
        at += at < len(words) and words[at] == "-" and part is not parts[0]
        if at >= len(words) or words[at] != part:
            return 0
        at += 1
    return at


def _begins_number(piece: _Piece, known: Lexicon) -> bool:
    return piece.kind == "num" or piece.text in known.numbers.cardinals


def _number(value: int, start: int, end: int, *, ordinal: bool = False) -> Token:
    if ordinal:
        return Token("O", start, end, value)
    if value in _YEARS:
        return Token("Y", start, end, value)
    in_month = 1 <= value <= _DAYS_OF_MONTH
    return Token("N" if in_month else "C" if value <= 99 else "#", start, end, value)


def _digits(pieces: list[_Piece], at: int, known: Lexicon) -> tuple[Token, int]:
    """Digits, with the letters that may hang on them: "15th", "1ero", "3d", "15sep"; "20k" is no date."""
    piece = pieces[at]
    value = int(piece.text)
    if at + 1 == len(pieces) or pieces[at + 1].start != piece.end:
        return _plain(piece, value), at + 1
    after = pieces[at + 1]
    for last in (at + 3, at + 4, at + 2):
        written = piece.text + " ".join(one.text for one in pieces[at + 1 : last] if one.text != "-")
        if last <= len(pieces) and written in known.terms:
            code, number = known.terms[written]
            return Token(code, piece.start, pieces[last - 1].end, number), last
    if after.text in known.suffixes and value <= _DAYS_OF_MONTH:
        # A feminine ordinal ("la 2a parcialidad") counts things, never days of a month.
        code = "O" if after.text.endswith("a") else "R"
        english = after.text in _ENGLISH_SUFFIXES
        return Token(code, piece.start, after.end, value, () if english else (value,)), at + 2
    if after.kind == "word" and known.terms.get(after.text, ("_", 0))[0] not in "MmdefgH":
        return Token("!", piece.start, after.end), at + 2
    return _plain(piece, value), at + 1


def _plain(piece: _Piece, value: int) -> Token:
    if len(piece.text) == 4 and value not in _YEARS:
        return Token("#", piece.start, piece.end, value)
    return _number(value, piece.start, piece.end)


def _figures(piece: _Piece) -> Token:
    if piece.kind == "mark":
        if piece.text in "[]":
            return Token("~", piece.start, piece.end)
        code = "$" if piece.text in _MONEY_SIGN else "s" if piece.text == "%" else _MARKS.get(piece.text, "!")
        return Token(code, piece.start, piece.end)
    if piece.kind == "clock":
        return Token("T", piece.start, piece.end)
    numbers = tuple(map(int, _INTEGERS.findall(piece.text)))
    if _DOTTED.fullmatch(piece.text):
        return Token("D", piece.start, piece.end, number=3, figures=numbers)
    if piece.kind == "big":
        return Token("#", piece.start, piece.end)
    if piece.text in _FRACTIONS:
        return Token("D", piece.start, piece.end, number=1, figures=numbers)
    if piece.kind == "my":
        return Token("D", piece.start, piece.end, number=2, figures=numbers)
    return Token("D", piece.start, piece.end, figures=numbers)


def _in_context(tokens: list[Token]) -> list[Token]:
    """What counts or labels a thing is taken out: it is neither a day nor a weekday."""
    made: list[Token] = []
    for at, token in enumerate(tokens):
        before = tokens[at - 1].code if at else ""
        after = tokens[at + 1].code if at + 1 < len(tokens) else ""
        follow = tokens[at + 2].code if at + 2 < len(tokens) else ""
        code = token.code
        if after == "s" and code in _DAYS_BEFORE_A_VERB and tokens[at + 1].number == _ALSO_A_VERB:
            after = ""
        names_month = after in ("M", "m") or (after == "o" and follow in ("M", "m"))
        if code in "NCYRD" and (after == "s" or before == "$" or (before == "s" and not names_month)):
            code = "#"
        elif code in "WwS" and after == "s":
            code = "O"
        elif code == "$":
            code = "!"
        elif code == "s" and token.number == _ALSO_A_VERB and made and made[-1].code in _DAYS_BEFORE_A_VERB:
            code = "_"
        made.append(token if code == token.code else replace(token, code=code))
    return made
