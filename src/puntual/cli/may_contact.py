"""The answers of `puntual may-contact`: one JSON object per line in, one per line out."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from puntual.countries.holidays import closed_days
from puntual.countries.places import subdivision as recognise
from puntual.countries.registry import rulebook
from puntual.countries.zones import state_zones
from puntual.domain.contact import (
    Allowed,
    ContactQuestion,
    Deferred,
    Hold,
    HoldKind,
    Purpose,
    Refused,
    Standing,
    Verdict,
)
from puntual.domain.policy import Policy
from puntual.domain.rulebook import ContactHours, Rulebook
from puntual.rules.gate import judge

# The question is about the rulebook, so the company's policy is the plain one.
_POLICY = Policy()
# Beyond them no calendar here says anything, and dates near the ends of time do not compute.
_YEARS = range(1900, 2201)


class QuestionError(ValueError):
    """The line is not a question. The message says what is wrong with it."""


def run(stream_in: TextIO, stream_out: TextIO) -> None:
    """Answer every line of `stream_in`, in order, each as soon as it is read."""
    for line in stream_in:
        stream_out.write(json.dumps(answer_line(line), ensure_ascii=False) + "\n")
        stream_out.flush()


def answer_line(line: str) -> dict[str, object]:
    """The answer to one question as a plain object; {"id", "error"} where the line is not a question."""
    try:
        asked = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        # Beside bad syntax: a number of thousands of digits, or brackets without end.
        return {"id": None, "error": f"not JSON: {error}"}
    if not isinstance(asked, dict):
        return {"id": None, "error": "a question is a JSON object"}
    try:
        return {"id": asked.get("id"), **_answer(asked)}
    except QuestionError as error:
        return {"id": asked.get("id"), "error": str(error)}


def _answer(asked: dict[str, Any]) -> dict[str, object]:
    country, state = _place(asked)
    book = rulebook(country)
    at = _instant(asked.get("at"), "at")
    contacts = asked.get("contacts") or []
    if not isinstance(contacts, list):
        raise QuestionError("contacts must be a list of instants")
    disputed = _flag(asked, "disputed")
    question = ContactQuestion(
        purpose=Purpose.PUSH,
        now=at,
        country=country,
        subdivision=state,
        zones=_zones(book, state, _text(asked, "time_zone")),
        contacts=tuple(_instant(contact, "contacts") for contact in contacts),
        standing=Standing(
            opted_out=_flag(asked, "opted_out"),
            holds=(Hold(HoldKind.DISPUTE),) if disputed else (),
        ),
    )
    return _in_words(judge(question, book, _POLICY, closed_days(country, state)), book)


def _place(asked: dict[str, Any]) -> tuple[str, str | None]:
    """Country and ISO subdivision. A state that is not recognised counts as unknown, the strict way:
    the country's own (strictest) hours and the holidays of all its states bind."""
    country = _text(asked, "country")
    if not country:
        raise QuestionError("country is required: two letters, as in CO")
    country, _, appended = country.upper().partition("-")
    named = _text(asked, "subdivision") or appended
    return country, recognise(country, named) if named else None


def _zones(book: Rulebook, state: str | None, named: str | None) -> tuple[str, ...]:
    """The zone named, else those of the state, else that of the capital (none for an unknown country)."""
    if named is not None:
        return (_known_zone(named),)
    of_state = state_zones(book, state) if state is not None else ()
    return of_state or ((book.timezone,) if book.timezone else ())


@lru_cache(maxsize=1024)
def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise QuestionError(f"time_zone {name!r} is not an IANA time zone") from None
    return name


def _instant(value: object, field: str) -> datetime:
    if not isinstance(value, str):
        raise QuestionError(f"{field} must be an ISO 8601 instant with an offset")
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        raise QuestionError(f"{field} is not an ISO 8601 instant: {value!r}") from None
    if instant.tzinfo is None:
        raise QuestionError(f"{field} has no offset: {value!r}")
    if instant.year not in _YEARS:
        raise QuestionError(f"{field} lies outside of the years {_YEARS.start} to {_YEARS.stop - 1}")
    return instant


def _text(asked: dict[str, Any], field: str) -> str | None:
    value = asked.get(field)
    if value is not None and not isinstance(value, str):
        raise QuestionError(f"{field} must be text")
    return (value or "").strip() or None


def _flag(asked: dict[str, Any], field: str) -> bool:
    value = asked.get(field)
    if value is not None and not isinstance(value, bool):
        raise QuestionError(f"{field} must be true or false")
    return bool(value)


def _in_words(verdict: Verdict, book: Rulebook) -> dict[str, object]:
    match verdict:
        case Allowed(consulted=consulted):
            rule, source = next((r, s) for r, s in _hours(book.code) if r in consulted)
            reason = "Within the contact hours; no cap, gap or holiday stands against it"
            return {"verdict": "allowed", "until": None, "rule": rule, "source": source, "reason": reason}
        case Deferred(until=until, rule=rule, source=source, reason=reason):
            word, when = "deferred", until.isoformat()
            return {"verdict": word, "until": when, "rule": rule, "source": source, "reason": reason}
        case Refused(rule=rule, source=source, reason=reason):
            return {"verdict": "refused", "until": None, "rule": rule, "source": source, "reason": reason}


@lru_cache(maxsize=64)
def _hours(code: str) -> tuple[tuple[str, str], ...]:
    """Ids and sources of the hours of a rulebook, those of its states first, the industry's last."""
    book = rulebook(code)
    rules = (*(rule for overlay in book.overlays for rule in overlay.rules), *book.rules)
    return tuple((rule.rule, rule.source.text) for rule in rules if isinstance(rule, ContactHours))
