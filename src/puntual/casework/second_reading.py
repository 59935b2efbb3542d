"""Asking the second reader, within what a company allows. Never called inside a transaction.

What a question may cost at most is written down before it is asked, and what it did cost afterwards: a crash in
between counts it dearer than it was, never cheaper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import F, Sum

from puntual.domain.reading import Reading
from puntual.ports.second_reader import Allowance, Opinion, Outcome, Question, SecondReader
from puntual.store.journal import Work, work
from puntual.store.models import ModelCall, Notice, Switch

from .office import Office

DAY = timedelta(hours=24)
# Its row is the lock under which the month's sum is read and a question is added to it.
_LOCK = "second_reader"


@dataclass(frozen=True, slots=True)
class Spent:
    """What a month's questions have cost, reservations included. money: in the currency of the prices."""

    questions: int
    tokens: int
    money: Decimal


def spent(month: str) -> Spent:
    """What was spent in `month` ("2026-04")."""
    rows = ModelCall.objects.filter(month=month)
    total = rows.aggregate(tokens=Sum(F("tokens_in") + F("tokens_out")), cost=Sum("cost"))
    return Spent(rows.count(), total["tokens"] or 0, Decimal(total["cost"] or 0) / 1_000_000)


def month_of(office: Office) -> str:
    """The calendar month of the company's zone."""
    return office.today().strftime("%Y-%m")


def second_readings(office: Office, questions: Mapping[int, Question]) -> dict[int, Reading]:
    """The readings after asking, by identity; those that may not be asked about are left out."""
    reader = office.second_reader
    if reader is None or not questions or not reader.open():
        return {}
    calls = _reserve(office, reader, questions)
    asked = [identity for identity in questions if identity in calls]
    opinions = dict(zip(asked, reader.ask([questions[one] for one in asked]), strict=True))
    _settle(office, reader, calls, opinions)
    return {identity: opinion.reading for identity, opinion in opinions.items()}


def _reserve(office: Office, reader: SecondReader, questions: Mapping[int, Question]) -> dict[int, ModelCall]:
    """A row for every question that the allowance has room for; the team is told when it has no more."""
    allowance, calls = office.allowance, {}
    with work(office.now()) as unit:
        Switch.objects.get_or_create(name=_LOCK)
        Switch.objects.select_for_update().get(name=_LOCK)
        month = month_of(office)
        so_far = spent(month)
        most = _micros(allowance, reader.most_tokens, reader.most_tokens, dearest=True)
        for identity in questions:
            if not _has_room(allowance, so_far, reader.most_tokens, most):
                _tell_of_limit(office, unit, month)
                break
            if _asked_lately(office, identity) >= allowance.a_day:
                continue
            calls[identity] = ModelCall.objects.create(
                identity_id=identity,
                at=office.now(),
                month=month,
                model=reader.version[:150],
                tokens_in=reader.most_tokens,
                cost=most,
            )
            so_far = Spent(
                so_far.questions + 1,
                so_far.tokens + reader.most_tokens,
                so_far.money + Decimal(most) / 1_000_000,
            )
    return calls


def _has_room(allowance: Allowance, so_far: Spent, tokens: int, micros: int) -> bool:
    if allowance.tokens is not None and so_far.tokens + tokens > allowance.tokens:
        return False
    return allowance.money is None or so_far.money + Decimal(micros) / 1_000_000 <= allowance.money


def _asked_lately(office: Office, identity: int) -> int:
    return ModelCall.objects.filter(identity=identity, at__gt=office.now() - DAY).count()


def _micros(allowance: Allowance, tokens_in: int, tokens_out: int, *, dearest: bool = False) -> int:
    """Tokens in money, millionths of the currency. Prices are for a million tokens, so that no factor is left."""
    if dearest:
        return int(tokens_in * max(allowance.price_in, allowance.price_out)) + 1
    return int(tokens_in * allowance.price_in + tokens_out * allowance.price_out)


def _settle(
    office: Office, reader: SecondReader, calls: Mapping[int, ModelCall], opinions: Mapping[int, Opinion]
) -> None:
    with work(office.now()):
        for identity, opinion in opinions.items():
            _settle_one(office.allowance, calls[identity], opinion)
        if not reader.open():
            _tell_of_silence(office)


def _settle_one(allowance: Allowance, call: ModelCall, opinion: Opinion) -> None:
    if opinion.outcome is Outcome.NOT_ASKED:
        call.delete()
        return
    call.outcome = opinion.outcome.value
    if opinion.tokens_in is not None and opinion.tokens_out is not None:
        call.tokens_in, call.tokens_out = opinion.tokens_in, opinion.tokens_out
        call.cost = _micros(allowance, opinion.tokens_in, opinion.tokens_out)
    call.save(update_fields=["outcome", "tokens_in", "tokens_out", "cost"])


def _tell_of_limit(office: Office, unit: Work, month: str) -> None:
    text = f"The language model's allowance for {month} is used up. Messages are read without it until next month."
    _, new = Notice.objects.get_or_create(
        key=f"model_limit:{month}", defaults={"code": "model_limit", "text": text, "at": office.now()}
    )
    if new:
        unit.record("ModelAllowanceUsedUp", None, month=month)


def _tell_of_silence(office: Office) -> None:
    """Once a day: the work goes on without it, so nobody has to be woken."""
    text = "The language model does not answer. Messages are read without it; see: puntual doctor"
    Notice.objects.get_or_create(
        key=f"model_silent:{office.today().isoformat()}",
        defaults={"code": "model_silent", "text": text, "at": office.now()},
    )
