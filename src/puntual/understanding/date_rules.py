"""The grammar of dates, one for all languages, over the codes of `date_words`.

A rule is a regular expression over codes. What it finds becomes one token: a day (Z), a week (1), a month
(2), a year (3), another span (4), or nothing (!). Rules run in order, each over the whole message, so that
later ones build on what earlier ones found: "mayo de 2027" is a month before "el 5 de mayo de 2027" is a
day. Every repetition is bounded, so reading takes time in proportion to the length of a message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import date_days as days
from . import date_spans as spans
from . import date_weekdays as weekdays
from .calendar import Found
from .date_seen import DROPPED, Meaning, Seen, Speaker
from .date_words import Period, Token


@dataclass(frozen=True, slots=True)
class DateRule:
    """A pattern over codes and what it means. needs: one of these codes must be there."""

    needs: frozenset[str]
    pattern: re.Pattern[str]
    meaning: Meaning


def _rule(needs: str, pattern: str, meaning: Meaning) -> DateRule:
    return DateRule(frozenset(needs), re.compile(pattern), meaning)


_N = "[NuC#]"
_LENGTH = f"(?P<length>{_N}B?[defghqH]B?(?:[cy]{{0,2}}{_N}[defghqH]){{0,5}})"
_DOM = "[NRO]"
_WD = "(?P<wd>[WwS])"
_IN_MONTH = "[oi]a?(?P<m>[Mm2f])"
# What may not follow a day of the month that stands by itself: "el 15 %", "el 15 de la lista", "31 de febrero".
_ALONE = r"(?![sHB%defghq]|o?a?f?o?[Mm2]|o[as]|[-/][NCD#])"
_DAY = f"(?P<n>[NR]){_ALONE}"

_NOT_DATES = (
    _rule("%", r"%[ad]?(?:[NuC#OR]?[WwSdefghqk]|d?N)", weekdays.no_date),
    _rule("a", r"(?P<a>a)[WwS]", weekdays.recurring_weekday),
    _rule("v-", r"o?[WwS](?P<to>[v-])[WwS]", weekdays.opening_days),
)
_SPANS = (
    _rule("Y", r"(?P<m>[Mm])[-/]?c?o?a?(?P<y>Y)", spans.named_month),
    _rule("D", r"(?P<d>D)", spans.month_in_figures),
    _rule("x", rf"i[a@]?x(?P<length>{_N}[defgq])", spans.within),
    _rule("x", rf"[a@]?x(?P<length>{_N}[defgq])(?!{_N}[defgq])", spans.coming_units(1)),
    _rule("x", rf"[a@]?x{_LENGTH}", days.counted(1)),
    _rule("x", rf"[a@]?(?P<length>{_N}x[defgq])", spans.coming_units(1)),
    _rule("x", rf"(?P<length>{_N}[defgq])x", spans.coming_units(1)),
    _rule("lL", rf"[a@]?(?P<past>[lL])(?P<length>{_N}[defgq])", spans.coming_units(-1)),
    _rule("lL", rf"[a@]?(?P<length>{_N}[lL][defgq])", spans.coming_units(-1)),
    _rule("l", rf"(?P<length>{_N}[defgq])l", spans.coming_units(-1)),
    _rule("t", r"[a@]?tx(?P<unit>[efgh])", spans.relative_period(1)),
    _rule("t", r"[a@]?t(?P<unit>[efgh])", spans.relative_period(0)),
    _rule("t", r"[a@]?(?P<unit>[efgh])(?P<after>t)(?![WwdKNMVk])", spans.relative_period(0)),
    _rule("xz", r"[a@]?[xz]x?(?P<unit>[efgh])x?", spans.relative_period(1)),
    _rule("x", r"[a@]?(?P<unit>[efgh])x{1,2}", spans.relative_period(1)),
    _rule("J", r"a?(?P<unit>[efgh])Jx", spans.relative_period(2)),
    _rule("lL", r"[a@]?[lL](?P<unit>[efgh])(?!o)", spans.relative_period(-1)),
    _rule("l", r"[a@]?(?P<unit>[efgh])l", spans.relative_period(-1)),
    _rule("3", r"(?P<m>[Mm])c?o?a?(?P<y>3)", spans.named_month),
    _rule("Y", r"(?P<y>Y)[-/]?(?P<m>[Mm])(?![-/]?[NR])", spans.named_month),
    _rule("Mm", r"[bo]a?(?P<from>[Mm])va?(?P<m>[Mm2])", spans.months),
    _rule("h", r"a?(?P<n>[ORLS])h(?:o?a?(?P<y>[Y3]))?", spans.nth_quarter),
    _rule("xz", r"a?[xz](?P<m>[Mm])(?![NRO])", spans.next_month_named),
    _rule("x", r"a?(?P<m>[Mm])x", spans.next_month_named),
    _rule("lL", r"a?[lL](?P<m>[Mm])(?![NRO])", spans.last_month_named),
    _rule("l", r"a?(?P<m>[Mm])l", spans.last_month_named),
    _rule("t", r"t(?P<m>[Mm])(?![NRO])", spans.named_month),
    _rule("V", r"a?[lL](?P<feast>V)", spans.feast(-1)),
    _rule("V", r"a?(?P<feast>V)l", spans.feast(-1)),
    _rule("V", r"a?[tx]{0,2}d?(?P<feast>V)(?:c?o?a?(?P<y>[Y3])|x)?", spans.feast(0)),
    _rule("k", r"(?P<feast>Z)k", spans.feast_weekend),
)
_LENGTHS = (
    _rule("j", rf"j{_LENGTH}A?", days.counted(-1)),
    _rule("A", rf"{_LENGTH}A", days.counted(-1)),
    _rule("≈", r"j(?P<length>≈[defg])|(?P<length2>≈[defg])A", days.counted(-1)),
    _rule("i", rf"i{_LENGTH}F?(?![Jb][KZWwSV])", days.counted(1)),
    _rule("F", rf"{_LENGTH}F", days.counted(1)),
    _rule("J", rf"J{_LENGTH}", days.counted(1)),
)
_DATES = (
    _rule("D", r"[av]?(?P<d>D)c(?P<y>[YN])", days.in_american_figures),
    _rule("D", r"(?P<lead>[avn]?d?)(?P<d>D)", days.in_figures),
    _rule("Y", r"(?P<y>Y)[-/](?P<m>[Mm])[-/](?P<dom>N)", days.day_and_month),
    _rule(
        "v-",
        rf"[bo]?a?(?P<from>{_DOM})o?(?P<from_month>[Mm2])[v-]a?(?P<dom>{_DOM})o?(?P<m>[Mm2])",
        days.month_days_to_month_days,
    ),
    _rule(
        "v-",
        r"b?(?P<from_month>[Mm])a?(?P<from>[NR])[v-](?P<m>[Mm])a?(?P<dom>[NR])(?:c?(?P<y>Y))?",
        days.month_days_to_month_days,
    ),
    _rule(
        "v-b",
        rf"(?:b?o?a?d?(?P<from>{_DOM})[v-]|ba?d?(?P<low>{_DOM})y)a?d?(?P<dom>{_DOM})(?:of)?o?(?P<m>[Mm2])",
        days.days_of_month,
    ),
    _rule("v-", rf"b?(?P<m>[Mm])a?(?P<from>{_DOM})[v-]a?(?P<dom>{_DOM})(?:c?(?P<y>Y))?", days.days_of_month),
    _rule("l", rf"a?l(?P<dom>{_DOM})o?(?P<m>[Mm])", days.past_day_and_month),
    _rule("R", r"a?(?P<dom>R)o?(?P<m>[Mm])(?P<y>N)(?=$|!)", days.day_and_month),
    _rule(
        "Mm2",
        rf"(?<!@)[at]{{0,2}}d?(?P<dom>{_DOM})[-/.]?(?:oa?f)?o?a?(?P<m>[Mm2])(?:c?o?(?P<y>C))?",
        days.day_and_month,
    ),
    _rule("f", r"[at]{0,2}d?(?P<dom>[NR])oa?(?P<m>f)", days.day_and_month),
    _rule(
        "Mm",
        rf"(?P<m>[Mm])[-/c.]?a?d?(?P<dom>{_DOM})(?![sHB])(?:T?[-/c]?o?a?(?P<y>[YC]))?",
        days.day_and_month,
    ),
)
_MONTH_PARTS = (
    _rule("B", r"a?x(?:dB|Bd)|a?(?:dB|Bd)x", days.next_business_day),
    _rule(
        "B",
        r"[nv]?a?(?P<n>[ORLNE])(?:(?P<unit>d)B|B(?P<unit2>d)|B)(?:[oi]?a?(?P<m>[Mm2f]))?",
        days.nth_business_day,
    ),
    _rule("E", r"[nv]?a?E(?:[oi]?t?a?)(?P<m>[Mm2f13Yge])", spans.end_of),
    _rule("E", r"(?P<m>[f2])-?E", spans.end_of),
    _rule("L", r"[nv]?a?Loa?(?P<m>[Mm2f])", spans.end_of),
    _rule("ø", r"n?a?(?P<end>ø)", spans.short_end),
    _rule("I", r"[nv]?a?Io?a?(?P<m>[Mm2f13ge])", spans.start_of),
    _rule("Q", r"[nv]?a?Q-?o?a?(?P<m>[Mm2f13ge])", spans.middle_of),
    _rule("WwS", rf"[nv]?a?(?P<n>[ORLS]){_WD}(?:{_IN_MONTH}|(?P<m2>2))", weekdays.nth_weekday),
    _rule("2", rf"(?P<m>2)c?a?(?P<n>[ORL]){_WD}", weekdays.nth_weekday),
    _rule("WwS", r"a?(?P<n>[ORS])(?P<wd>[Ww])J(?P<day>[KZ])", weekdays.nth_weekday_after),
    _rule("Ww", r"[at]?(?P<n>[OR])(?P<wd>[Ww])(?!x)", weekdays.nth_weekday),
    _rule("d", r"a?(?P<n>[ORL])do?a?(?P<m>[Mm2])", days.nth_day),
    _rule("e", rf"[nv]?a?(?P<n>[ORLS])e{_IN_MONTH}", spans.nth_week),
    _rule("k", rf"[nv]?a?(?P<n>[ORLS])k{_IN_MONTH}", spans.nth_weekend),
    _rule("q", r"[nv]?a?(?P<n>[ORLS])q(?:[oi]?a?(?P<m>[Mm2f]))?", spans.nth_half),
    _rule("q", r"(?<![NuC#lL])a?[tx]{0,2}(?:Eoa?)?[tx]?(?P<q>q)x?(?!l)", spans.pay_day),
    _rule("k", r"[a@]?[lL]k|[a@]?kl", spans.past_weekend),
    _rule("k", r"[a@]?t(?:xk|kx)", spans.weekend),
    _rule("k", r"[a@]?[xz]k|[a@]?kx", spans.next_weekend),
    _rule("k", r"[a@]?t?k", spans.weekend),
)
_WEEKDAYS = (
    _rule("Z", rf"[at]{{0,2}}{_WD}c?a?(?P<day>Z)", weekdays.weekday_and_date),
    _rule("Z", r"(?P<day>Z)c?(?P<wd>[Ww])", weekdays.weekday_after_date),
    _rule("K", rf"a?(?P<day>K)P?(?P<apart>c?a?){_WD}", days.relative_day_and_weekday),
    _rule("1", rf"[at]?{_WD}c?[oib]?a?(?P<week>1)", weekdays.weekday_in_week),
    _rule("J", rf"a?{_WD}Jx", weekdays.weekday_after_next),
    _rule("1", rf"(?P<week>1)c?[nia]{{0,2}}{_WD}", weekdays.weekday_in_week),
    _rule("WwS", rf"a?[tx]?{_WD}x?c?(?:a?d?(?P<n>[NR])|a(?P<n2>O)){_ALONE}", weekdays.weekday_and_day),
    _rule("t", rf"a?tx{_WD}|t(?P<wd2>[WwS])x", weekdays.weekday),
    _rule("xz", rf"a?[xz]x?{_WD}x?", weekdays.next_named_weekday),
    _rule("x", rf"a?{_WD}x{{1,2}}", weekdays.next_named_weekday),
    _rule("lL", rf"[at]?[lL]{_WD}", weekdays.past_weekday),
    _rule("l", rf"a?{_WD}l", weekdays.past_weekday),
    _rule("i", rf"a?(?:{_WD}|(?P<day>K))i(?P<n>N){_ALONE}", weekdays.weekday_in_eight),
    _rule("X", r"(?P<wd>W)X", weekdays.weekday_from_today),
    _rule("W", r"[at]{0,2}(?P<wd>W)", weekdays.weekday),
    _rule(
        "S",
        r"[at](?P<wd>S)|(?<=[nvxlrybcoJ!iT])(?P<wd2>S)|^(?P<wd3>S)|(?P<wd4>S)(?=$|[!.cTP])",
        weekdays.weekday,
    ),
    _rule("w", r"(?P<lead>[atn])(?P<wd>w)|^(?P<wd2>w)(?=$|[!T@P])", weekdays.short_weekday),
)
_DAYS = (
    _rule("-", r"(?P<lead>ad?|d|[in@])(?P<a>N)(?P<dash>-)(?P<b>N)(?![-/sHNdefghq]|o)", days.hyphenated),
    _rule("v-", rf"(?P<lead>[obad]{{1,3}})(?P<from>[NR])[v-]a?d?{_DAY}", days.days_only),
    _rule("b", rf"(?P<lead>b[ad]{{0,2}})(?P<from>[NR])ya?d?{_DAY}", days.days_only),
    _rule("-/", r"^(?P<a>N)[-/](?P<b>N)$", days.figures_alone),
    _rule("r", rf"(?P<lead>[aotvbd]{{1,3}})(?P<from>[NR])ra?d?{_DAY}", days.either_day),
    _rule(
        "NR",
        rf"(?=[aotvbdJ])(?P<lead>(?:[ovb]?a?x?|t|(?<![defghq])J)d?){_DAY}(?=(?P<after>_)?)",
        days.day_only,
    ),
    _rule("NR", r"(?P<lead>n)(?P<n>[NR])(?=$|[!cT@P])", days.day_after_on),
    _rule("R", r"^(?P<n>R)(?=$|[!c])", days.day_only),
    _rule("O", r"(?P<lead>[an])(?P<n>O)(?=$|[!cT@P])", days.day_by_ordinal),
    _rule("r", rf"(?P<day>Z)ra?d?{_DAY}", days.or_day),
    _rule("d", r"(?:[va]?x|vz)d(?!B)|[va]?dx", days.next_day),
    _rule("d", r"(?P<this>t)d(?![BN])", days.this_day),
    _rule("X", r"^X(?=!*$)", days.same_day),
    _rule(
        "Mm", r"i(?:a?fo)?(?P<m>[Mm])|[nvbJ](?:a?fo)?(?P<m2>M)|fo(?P<m3>[Mm])|^(?P<m4>M)$", spans.named_month
    ),
)
_COMPOSED = (
    _rule("e", r"[nav@]{0,2}eo?a?(?P<day>Z)", spans.week_with),
    _rule("Jb", rf"{_LENGTH}(?P<side>[Jb])a?(?P<day>[KZ])", days.counted_from),
    _rule("+-", rf"(?P<day>[KZ])?(?P<sign>[+-]){_LENGTH}", days.signed),
    _rule("J", r"[va]?d(?P<side>J)a?(?P<day>[KZ])", days.day_beside),
    _rule("J", r"(?P<side>J)(?P<day>K)", days.after_tomorrow),
    _rule("v-", r"[bo]?(?P<day>[KZ])P?[v-](?P<other>[KZ])", days.from_to),
    _rule("b", r"b(?P<day>[KZ])y(?P<other>[KZ])", days.from_to),
    _rule("K", r"a?(?P<day>K)", days.relative_day),
)
RULES = (
    *_NOT_DATES, *_SPANS, *_LENGTHS, *_DATES, *_MONTH_PARTS, *_WEEKDAYS, *_DAYS, *_COMPOSED,
)  # fmt: skip

_CONTENT = frozenset("KWwSMmVDNORXYHEkqdefghø")
_SPAN_CODES = {"week": "1", "month": "2", "year": "3"}


def read_dates(tokens: list[Token], speaker: Speaker) -> list[Token]:
    """The days and spans among the tokens of a message, in order."""
    codes = "".join(token.code for token in tokens)
    if _CONTENT.isdisjoint(codes):
        return []
    for one in RULES:
        if not one.needs.isdisjoint(codes):
            rewritten = _rewritten(one, tokens, codes, speaker)
            if rewritten is not tokens:
                tokens = rewritten
                codes = "".join(token.code for token in tokens)
    return [token for token in tokens if token.found or token.period]


def _rewritten(one: DateRule, tokens: list[Token], codes: str, speaker: Speaker) -> list[Token]:
    """The tokens with each finding of a rule in one; the same list where it finds nothing."""
    made: list[Token] = []
    done = 0
    for match in one.pattern.finditer(codes):
        meant = one.meaning(Seen(match, tokens, speaker))
        if meant is None:
            continue
        made += tokens[done : match.start()]
        made.append(_joined(tokens[match.start() : match.end()], meant))
        done = match.end()
    return [*made, *tokens[done:]] if made else tokens


def _joined(tokens: list[Token], meant: Found | Period) -> Token:
    start, end = tokens[0].start, tokens[-1].end
    if isinstance(meant, Period):
        return Token(_SPAN_CODES.get(meant.grain, "4"), start, end, period=meant)
    if meant is DROPPED:
        return Token("!", start, end)
    return Token("Z", start, end, found=meant)
