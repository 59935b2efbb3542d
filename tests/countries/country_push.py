"""Asks the gate about an ordinary push, with the country's real rulebook and holidays."""

from datetime import datetime
from zoneinfo import ZoneInfo

from puntual.countries.holidays import closed_days
from puntual.countries.registry import rulebook
from puntual.domain.contact import Allowed, ContactQuestion, Deferred, Purpose
from puntual.domain.policy import Policy
from puntual.rules.gate import judge


def push(country: str, at: str, *contacts: str, state: str | None = None, zone: str | None = None) -> str:
    """ "allowed", or "rule until" of the deferral. `at` and contacts are local times without offset."""
    book = rulebook(country)
    name = zone or book.timezone
    instants = [datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(name)) for text in (at, *contacts)]
    question = ContactQuestion(
        purpose=Purpose.PUSH,
        now=instants[0],
        country=country,
        subdivision=state,
        zones=(name,),
        contacts=tuple(instants[1:]),
    )
    answer = judge(question, book, Policy(), closed_days(country, state))
    if isinstance(answer, Allowed):
        return "allowed"
    assert isinstance(answer, Deferred)
    return f"{answer.rule} {answer.until.replace(tzinfo=None).isoformat(timespec='minutes')}"
