"""The four lines of an escalation's brief in the reader's language, as far as they are ours.

The row keeps them in English. Names, amounts and the customer's own words stay as they are; counts and the
recommendation are said again in the reader's language. A line of another form is shown as it stands.
"""

from __future__ import annotations

import re
from datetime import date

from babel import Locale
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from puntual.casework.hand_over import RECOMMENDATION
from puntual.domain.facts import Reason
from puntual.store.models import Escalation

from . import formats, words

_CONTACTS = re.compile(
    r"^(?P<contacts>\d+) contacts(?:, last (?P<last>\d{4}-\d\d-\d\d))?, (?P<unanswered>\d+) unanswered"
    r"(?:, (?P<broken>\d+) promises broken)?$"
)
_SAID = re.compile(r"^(?P<quote>«.*») \((?P<intent>[a-z_]+)\)$", re.DOTALL)
_DPD = re.compile(r"\b(\d+) dpd$")
_FIXED = {
    "The customer has not answered.": "not_answered",
    "The customer told of a hardship; the details are in the thread only.": "hardship",
}


def brief_lines(row: Escalation, locale: Locale) -> tuple[str, ...]:
    """The brief for people: who and what, contacts, last words, recommendation."""
    return tuple(_said_again(row, line, locale) for line in row.brief.splitlines())


def _said_again(row: Escalation, line: str, locale: Locale) -> str:
    if line in RECOMMENDATION.values() and row.reason in list(Reason):
        return words.words(words.RECOMMENDATIONS, row.reason)
    if line in _FIXED:
        return words.words(words.BRIEF_LINES, _FIXED[line])
    if match := _CONTACTS.match(line):
        return _contacts(match, locale)
    if match := _SAID.match(line):
        return f"{match['quote']} ({words.words(words.INTENTS, match['intent'])})"
    return _DPD.sub(lambda found: words.dpd_words(int(found[1])), line)


def _contacts(match: re.Match[str], locale: Locale) -> str:
    contacts, unanswered = int(match["contacts"]), int(match["unanswered"])
    parts = [ngettext("%(n)s contact", "%(n)s contacts", contacts) % {"n": contacts}]
    if match["last"]:
        last = formats.day(date.fromisoformat(match["last"]), locale)
        parts.append(_("the last on %(day)s") % {"day": last})
    parts.append(_("%(n)s without an answer") % {"n": unanswered})
    if match["broken"]:
        broken = int(match["broken"])
        parts.append(ngettext("%(n)s broken promise", "%(n)s broken promises", broken) % {"n": broken})
    return ", ".join(parts)
