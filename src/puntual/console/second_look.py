"""What to think about before a person's own words leave: it warns, it never blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from puntual.casework.case_file import gather
from puntual.casework.office import Office
from puntual.casework.people import record_facts
from puntual.store.models import Case
from puntual.wording.linter import lint
from puntual.wording.numerals import untraced

from . import words

_RULE_IN_BRACKETS = re.compile(r"\[([a-z_]+\.[a-z_]+)(?::[^\]]*)?\]")


def second_look(office: Office, case: Case, text: str) -> tuple[str, ...]:
    """Words that a regulator objects to, and numbers or links that stand in no record of this customer."""
    if not text.strip():
        return ()
    file = gather(office, [case.customer_id])[case.customer_id]
    language = file.customer.language
    faults = [
        _("“%(words)s”: %(fault)s") % {"words": found.words, "fault": words.words(words.FAULTS, found.fault)}
        for found in lint(text, language, template=False)
    ]
    numerals = [
        _("“%(numeral)s” stands in no record of this customer") % {"numeral": numeral}
        for numeral in untraced(text, record_facts(office, file))
    ]
    return tuple(dict.fromkeys([*faults, *numerals]))


def softer_rules(warnings: Iterable[str]) -> tuple[str, ...]:
    """The gate's softer rules among the warnings of a reply, in the reader's words."""
    found = (_RULE_IN_BRACKETS.search(warning) for warning in warnings)
    return tuple(words.rule_words(match.group(1)) for match in found if match)


def refusal_words(reason: str) -> str:
    """Why a reply was not taken, in the reader's words where the reason names a rule."""
    match = _RULE_IN_BRACKETS.search(reason)
    if match is None:
        return reason
    return f"{words.rule_words(match.group(1))} ({match.group(1)})"
