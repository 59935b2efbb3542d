"""English date words. What the codes stand for is told in `date_words`."""

from __future__ import annotations

from .date_numbers import NumberWords
from .date_words import lexicon
from .feasts import Feast

_CARDINALS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "dozen": 12,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_TOMORROW = (
    "tomorrow tmrw tmr tomorow tommorow tommorrow tmw 2moro 2morrow tomorrows tomoro tmrow tomm tomorro"
)

_WORDS: dict[str, dict[int, str]] = {
    "K": {
        -1: "yesterday yday yesturday last_night yest yesterdays",
        0: "eod today tonight tonite 2day tday todays this_morning this_afternoon this_evening "
        "this_very_day today_morning",
        1: f"{_TOMORROW}",
        2: "overmorrow",
    },
    "X": {0: "now right_now just_now"},
    "W": {
        0: "monday mondy", 1: "tuesday tues", 2: "wednesday wednsday weds wendesday wensday",
        3: "thursday thurs thur",
        4: "friday fri fryday", 5: "saturday satuday", 6: "sunday",
    },
    "w": {0: "mon", 1: "tue tu", 2: "wed", 3: "thu", 5: "sat", 6: "sun"},
    "M": {
        1: "january", 2: "february febuary", 4: "april", 6: "june", 7: "july", 8: "august", 9: "september sept",
        10: "october", 11: "november", 12: "december",
    },
    "m": {1: "jan", 2: "feb", 3: "march mar", 4: "apr", 5: "may", 6: "jun", 7: "jul", 8: "aug", 9: "sep", 10: "oct",
          11: "nov", 12: "dec"},
    "V": {
        Feast.CHRISTMAS: "christmas xmas christmas_day xmas_day x_mas",
        Feast.CHRISTMAS_EVE: "christmas_eve xmas_eve",
        Feast.NEW_YEAR: "new_year new_years new_year's new_year's_day new_years_day new_year_day",
        Feast.NEW_YEARS_EVE: "new_year's_eve new_years_eve new_year_eve nye",
        Feast.EPIPHANY: "epiphany",
        Feast.VALENTINE: "valentine's_day valentine_day valentines_day valentines valentine's",
        Feast.SAINT_PATRICK: "saint_patrick's_day st_patrick's_day st_patricks_day saint_patricks_day",
        Feast.APRIL_FOOLS: "april_fools april_fools_day april_fool's_day",
        Feast.ASH_WEDNESDAY: "ash_wednesday",
        Feast.PALM_SUNDAY: "palm_sunday",
        Feast.GOOD_FRIDAY: "good_friday",
        Feast.EASTER: "easter easter_sunday easter_day",
        Feast.LABOUR_DAY: "labor_day labour_day",
        Feast.MOTHERS_DAY: "mother's_day mothers_day mother_day",
        Feast.FATHERS_DAY: "father's_day fathers_day father_day",
        Feast.MEMORIAL: "memorial_day",
        Feast.JUNETEENTH: "juneteenth",
        Feast.INDEPENDENCE: "independence_day",
        Feast.COLUMBUS: "columbus_day",
        Feast.VETERANS: "veterans_day veteran's_day",
        Feast.HALLOWEEN: "halloween halloween_day",
        Feast.ALL_SAINTS: "all_saints'_day all_saints_day",
        Feast.ALL_SOULS: "all_souls_day",
        Feast.LUTHER_KING: "mlk_day martin_luther_king_day",
        Feast.PRESIDENTS: "presidents_day president's_day presidents'_day",
        Feast.THANKSGIVING: "thanksgiving thanksgiving_day",
        Feast.BLACK_FRIDAY: "black_friday",
        Feast.CYBER_MONDAY: "cyber_monday",
    },
    "d": {0: "day", 2: "days d"},
    "e": {1: "week wk w", 2: "weeks wks"},
    "f": {1: "month mo", 2: "months mos mth mths"},
    "g": {1: "year yr", 2: "years yrs y"},
    "h": {1: "quarter qtr", 2: "quarters qtrs"},
    "q": {14: "fortnight fortnights", 0: "payday pay_day paycheck paycheque"},
    "k": {1: "weekend week_end wkend weekends"},
    "H": {1: "hour hours hr hrs h", 0: "minute minutes min mins sec secs seconds"},
    "B": {1: "business working bank work"},
    "x": {1: "next nxt following upcoming"},
    "l": {2: "past previous last_past this_past"},
    "L": {-1: "last"},
    "t": {3: "this current coming this_coming the_coming this_next"},
    "E": {-1: "end late last_day final_day close ends the_end_of_the"},
    "ø": {1: "eom", 2: "eow", 3: "eoy"},
    "I": {1: "beginning start early"},
    "Q": {1: "middle mid halfway"},
    "i": {1: "in within inside in_another in_about"},
    "A": {1: "ago back before_now before_today earlier"},
    "F": {1: "from_now from_right_now hence later after_today after_now"},
    "J": {1: "after", -1: "before"},
    "b": {0: "from between since starting"},
    "v": {3: "to till until untill thru through til"},
    "r": {1: "or"},
    "y": {1: "and"},
    "n": {2: "on by", 1: "for around about"},
    "o": {0: "of"},
    "a": {0: "the", 1: "for_the", 2: "on_the by_the from_the"},
    "u": {1: "a an one"},
    "≈": {3: "a_few few several"},
    "N": {2: "a_couple_of a_couple couple_of"},
    "P": {1: "in_the_morning morning in_the_afternoon afternoon in_the_evening evening at_night night noon at_noon "
          "midnight at_midnight early_morning in_the_early_morning lunch at_lunch lunchtime"},
    "@": {1: "at"},
    "%": {1: "every each all_the"},
    "s": {1: "invoice invoices dollar dollars peso pesos buck bucks usd percent payment payments installment "
          "installments instalment instalments times unit units item items box boxes order orders "
          "grand k million notice notices reminder reminders letter letters message messages attempt attempts "
          "account accounts number customer customers person people bill bills copy copies half "
          "option party parties floor street st avenue check checks part parts call calls thing things "
          "pieces kg miles cents ounces warning warnings shipment shipments batch chance time"},
}  # fmt: skip

LEXICON = lexicon(
    _WORDS,
    NumberWords(_CARDINALS, _ORDINALS, frozenset({"and", "-"})),
    suffixes="st nd rd th",
    fillers="about around roughly approximately of more another",
    real_words="money sundry",
)
