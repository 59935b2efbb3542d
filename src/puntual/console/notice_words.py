"""Notices for the team in the reader's language, as far as they are ours.

The row keeps the sentence in English. One of a code that is not here is shown as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from puntual.store.models import Case, Notice

if TYPE_CHECKING:
    from .words import Words

NOTICES: Words = {
    "opted_out": _("Asked for no more messages; nothing is pushed to them any more:"),
    "unknown_sender": _("Somebody writes whom no customer's number matches. See the inbox."),
    "sender_stopped": _("The channel refuses to send. Sending waits; check the account."),
    "templates_unread": _("The message templates could not be read from the channel."),
    "model_limit": _(
        "The language model's allowance for this month is used up. Messages are read without it."
    ),
    "model_silent": _("The language model does not answer. Messages are read without it."),
}
# What the row's own sentence adds: the provider's code, or why something could not be read.
_ADDED = {
    "sender_stopped": re.compile(r"\(([^)]*)\)"),
    "templates_unread": re.compile(r": (.*)", re.DOTALL),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A notice for the page: the sentence, what it adds, and the case that it is about where there is one."""

    notice: Notice
    text: str
    added: str
    case: Case | None


def told(notices: Sequence[Notice]) -> list[Told]:
    """The notices in the reader's words, in one statement however many there are."""
    about = {row.pk: int(row.key.partition(":")[2]) for row in notices if row.code == "opted_out"}
    cases = Case.objects.filter(customer__in=about.values()).select_related("customer")
    by_customer = {case.customer_id: case for case in cases}
    return [_told(row, by_customer.get(about.get(row.pk, 0))) for row in notices]


def _told(row: Notice, case: Case | None) -> Told:
    sentence = NOTICES.get(row.code)
    if sentence is None or (row.code == "opted_out" and case is None):
        return Told(row, row.text, "", case)
    found = _ADDED[row.code].search(row.text) if row.code in _ADDED else None
    return Told(row, str(sentence), found.group(1) if found else "", case)
