"""English date expressions, most specific first. Patterns are over folded text."""

from __future__ import annotations

from . import date_rules as r
from .date_rules import Names, rule

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
NAMES = Names(
    weekdays={"mo": 0, "tu": 1, "we": 2, "th": 3, "fr": 4, "sa": 5, "su": 6},
    months={
        "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10,
        "nov": 11, "dec": 12,
    },
    numbers=_NUMBERS,
    ordinals={"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "5th": 5,
        "fifth": 5, "last": -1},
    units={"day": "day", "week": "week", "month": "month", "fortnight": "fortnight"},
)  # fmt: skip

_WD = r"(?P<wd>mondays?|tuesday|wednesday|wednsday|thursday|friday|fri|saturday|sunday|monday)"
_FULL = r"january|february|march|april|may|june|july|august|september|october|november|december"
_MON = rf"(?P<m>{_FULL}|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.?"
_D = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_YEAR = r"(?:,? (?:of )?(?P<y>20\d\d))?"
_ON = r"(?:(?:on|by|this|until|before) )?"
_NO_DAY = r"(?! ?(?:%|percent|dollars|pesos|invoices?|hours?|days?|weeks?|months?|payments?|am\b|pm\b|k\b)|[.,:/-]\d)"

RULES = (
    rule(r"(?:the )?day after (?:tomorrow|tmrw|tmr|tomorow|tommorow)", r.offset(2)),
    rule(rf"(?:tomorrow|tmrw|tmr|tomorow|tommorow|tommorrow)(?:,? {_WD})?", r.offset(1)),
    rule(rf"(?:today|tonight|this (?:afternoon|evening|morning))(?:,? {_WD})?", r.offset(0)),
    rule(r"(?:the )?day before yesterday", r.offset(-2)),
    rule(r"yesterday|last night", r.offset(-1)),
    rule(rf"{_N} (?P<unit>days?|weeks?|months?) ago", r.counted(-1)),
    rule(
        rf"(?:in|within)(?: about)? {_N} (?P<work>(?:business|working) )?(?P<unit>days?|weeks?|months?)",
        r.counted(1),
    ),
    rule(r"a week from (?:now|today)", r.offset(7)),
    rule(
        r"(?:the )?(?P<n>first|last|second|third) (?:business|working) day(?: of the month)?", r.business_day
    ),
    rule(
        rf"(?:the )?(?P<n>first|second|third|fourth|last) {_WD} (?:of|in) (?:(?P<next>next month)|the month|{_MON})",
        r.nth_weekday,
    ),
    rule(rf"{_ON}(?:{_WD},? )?(?:the )?{_D} (?:of )?{_MON}{_YEAR}", r.day_month),
    rule(rf"{_ON}(?:{_WD},? )?{_MON} (?:the )?{_D}{_NO_DAY}{_YEAR}", r.day_month),
    rule(r"(?P<y>20\d\d)[-/](?P<m>\d\d?)[-/](?P<d>\d\d?)", r.iso),
    rule(rf"{_ON}(?:{_WD},? )?(?P<a>\d\d?)[/.-](?P<b>\d\d?)[/.-](?P<y>20\d\d|\d\d)", r.numeric),
    rule(rf"{_ON}(?:{_WD},? )?(?![1-3]/[2-4](?!\d))(?P<a>\d\d?)/(?P<b>\d\d?)(?![/.-]\d)", r.numeric),
    rule(rf"{_ON}{_WD} (?:of )?next week", r.weekday_next_week),
    rule(rf"next week,? (?:on )?{_WD}", r.weekday_next_week),
    rule(rf"{_WD} (?:of )?this week", r.weekday_this_week),
    rule(rf"{_ON}{_WD},? (?:the )?(?P<d>[0-3]?\d)(?:st|nd|rd|th)", r.weekday_and_day),
    rule(rf"last {_WD}", r.past_weekday),
    rule(rf"{_ON}next {_WD}", r.next_named_weekday),
    rule(
        rf"(?:(?:at|by) )?(?:the )?end of (?:(?P<next>next month)|(?:the |this )?month|{_MON})|month ?end|eom",
        r.end_of_month,
    ),
    rule(
        rf"(?:the )?middle of (?:(?P<next>next month)|(?:the |this )?month|{_MON})|mid[ -]month",
        r.middle_of_month,
    ),
    rule(
        rf"(?:(?:at|early) )?(?:the )?(?:beginning|start) of (?:(?P<next>next month)|(?:the )?month|{_MON})",
        r.start_of_month,
    ),
    rule(r"(?:the )?end of (?:the |this )?year", r.end_of_year),
    rule(r"(?:on |over |this |next |the ){0,3}weekend", r.weekend),
    rule(r"last week", r.past_week),
    rule(r"next week", r.next_week),
    rule(r"(?:later )?this week", r.this_week),
    rule(r"last month", r.past_month),
    rule(rf"(?:the )?{_D} of next month", r.day_next_month),
    rule(r"next month", r.whole_month),
    rule(r"(?:the |next |my ){0,3}(?:pay ?day)", r.pay_day),
    rule(
        r"(?:between )?(?:the )?(?P<d>[0-3]?\d)(?:st|nd|rd|th) (?:and|to) (?:the )?(?P<e>[0-3]?\d)(?:st|nd|rd|th)",
        r.day_range,
    ),
    rule(
        r"(?:on )?the (?P<d>[0-3]?\d)(?:st|nd|rd|th)? or (?:the )?(?P<e>[0-3]?\d)(?:st|nd|rd|th)",
        r.either_day,
    ),
    rule(rf"(?:on |by |until )?the (?P<d>[0-3]?\d)(?:st|nd|rd|th){_NO_DAY}", r.day_only),
    rule(rf"(?:on |by )the (?P<d>[0-3]?\d){_NO_DAY}", r.day_only),
    rule(rf"{_ON}(?:this coming )?{_WD}", r.weekday),
    rule(r"(?:on|by|this) (?P<wd>mon|tue|tues|wed|thu|thur|thurs|sat|sun)", r.weekday),
    rule(r"this month", r.this_month),
    rule(rf"(?:in|by|until) (?P<m>{_FULL})", r.whole_month),
)
