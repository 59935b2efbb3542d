"""The gate: whether a message may leave now, and if not, when or why never. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from puntual.domain.contact import (
    Allowed,
    ContactQuestion,
    Deferred,
    Purpose,
    Refused,
    Verdict,
    Warned,
)
from puntual.domain.policy import Policy
from puntual.domain.rulebook import Rulebook

from .binding import rules_for
from .openings import ClosedDaysLookup, Objection, Place, first_open
from .product_rules import bearing_holds, refusal


def judge(question: ContactQuestion, rulebook: Rulebook, policy: Policy, closed: ClosedDaysLookup) -> Verdict:
    """Allowed, Deferred until an instant, or Refused; always with the rule and its source.

    closed: holidays of the question's country and subdivision. No zone in the question means the zone of
    the rulebook, and where that has none, the offset that `now` came with.

    Order: the product's own refusals (see `product_rules.refusal`), since waiting does not lift them; then
    for a push, and in law and caution for a collector: holds with a last day, law, caution, industry,
    company, and within a layer holidays, hours, gap, caps. The first that objects is named; `until` is the
    first instant at which none does. If there is none within `openings.HORIZON_DAYS`, it is Refused.
    """
    if question.now.tzinfo is None:
        raise ValueError("the gate needs an aware instant")
    zones = _zones(question, rulebook)
    local = question.now.astimezone(zones[0])
    refused = refusal(question, policy, min(question.now.astimezone(zone).date() for zone in zones))
    if refused is not None:
        return refused
    if question.purpose in (Purpose.ANSWER, Purpose.CONFIRM):
        return Allowed(rulebook=rulebook.version, consulted=(), local=local)
    places = _places(question, rulebook, policy, closed, zones)
    for place in places:
        objection = place.objection(question.now)
        if objection is not None:
            return _deferred(objection, places, question.now)
    return _allowed(question, rulebook, policy, places, local)


def _zones(question: ContactQuestion, rulebook: Rulebook) -> tuple[tzinfo, ...]:
    if question.zones:
        return tuple(_zone(name) for name in question.zones)
    if rulebook.timezone:
        return (_zone(rulebook.timezone),)
    assert question.now.tzinfo is not None
    return (question.now.tzinfo,)


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    # ZoneInfo itself keeps only eight alive.
    return ZoneInfo(name)


def _places(
    question: ContactQuestion,
    rulebook: Rulebook,
    policy: Policy,
    closed: ClosedDaysLookup,
    zones: Sequence[tzinfo],
) -> list[Place]:
    rules = rules_for(rulebook, question.subdivision, policy)
    by_person = question.purpose is Purpose.COLLECTOR
    holds = () if by_person else bearing_holds(question)
    return [
        Place(
            zone=zone,
            rules=rules,
            closed=closed,
            contacts=[contact.astimezone(zone).toordinal() for contact in question.contacts],
            holds=holds,
            hard_only=by_person,
        )
        for zone in zones
    ]


def _deferred(objection: Objection, places: Sequence[Place], now: datetime) -> Deferred | Refused:
    opening = first_open(places, now)
    if opening is None:
        return Refused(objection.rule, objection.source, objection.reason)
    return Deferred(
        until=opening.astimezone(places[0].zone),
        rule=objection.rule,
        source=objection.source,
        reason=objection.reason,
    )


def _allowed(
    question: ContactQuestion,
    rulebook: Rulebook,
    policy: Policy,
    places: Sequence[Place],
    local: datetime,
) -> Allowed:
    day = rules_for(rulebook, question.subdivision, policy).day(local.date())
    warnings: dict[str, Warned] = {}
    if question.purpose is Purpose.COLLECTOR:
        for place in places:
            for found in place.warnings(question.now):
                if found.rule not in question.standing.overridden:
                    warnings.setdefault(found.rule, Warned(*found))
    return Allowed(
        rulebook=rulebook.version,
        consulted=day.consulted,
        local=local,
        warnings=tuple(warnings.values()),
    )
