"""The steps that a story may take: each sentence of a story is one of these, or the story fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from puntual.casework import people, unsettled
from puntual.casework.people import Ruling
from puntual.channels.simulator import Faults
from puntual.domain.money import money
from puntual.domain.policy import ExtensionTerms, FirstContact, OnSilence, OnVoice, Policy, RollOut
from puntual.ports.channel import Accepted, MediaKind, Outcome, Outgoing, Rejected, Unknown
from puntual.store import journal
from puntual.store.models import (
    Case,
    Claim,
    Dispute,
    Escalation,
    Finding,
    InboundMessage,
    JournalEntry,
    Notice,
    OutboundMessage,
    Promise,
    Receivable,
    Timer,
    User,
    WorklistEntry,
)
from tests.casework.trade import COMPANY, HandClock, Trade

_STEPS: list[tuple[re.Pattern[str], Callable[..., None]]] = []


class NotUnderstood(AssertionError):
    """A line that no step takes."""


def step(pattern: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a sentence; named groups become arguments."""

    def keep(function: Callable[..., None]) -> Callable[..., None]:
        _STEPS.append((re.compile(pattern + r"\.?"), function))
        return function

    return keep


@dataclass(frozen=True)
class Person:
    """One of the cast: ERP key, name, phone as the ERP has it, the id by which WhatsApp knows it."""

    key: str
    name: str
    phone: str
    wa_id: str
    country: str
    state: str
    currency: str
    tax_id: str = ""
    language: str = ""


CAST = {
    "Ana": Person("C-101", "Ana Torres", "5512345678", "5215512345678", "MX", "CDMX", "MXN", "TOAA800101AB1"),
    "Bruno": Person(
        "C-102", "Bruno Díaz", "5587654321", "5215587654321", "MX", "CDMX", "MXN", "DIBB790202CD2"
    ),
    "Carla": Person("C-103", "Carla Restrepo", "3001234567", "573001234567", "CO", "Bogotá", "COP"),
    "Diego": Person("C-104", "Diego Rojas", "961234567", "56961234567", "CL", "RM", "CLP"),
    "Elisa": Person("C-105", "Elisa Souza", "11987654321", "5511987654321", "BR", "SP", "BRL"),
    "Emma": Person(
        "C-106", "Emma Brown", "5523456789", "5215523456789", "MX", "CDMX", "MXN", "BOEE850505EF3", "en"
    ),
}


class Stage:
    """One story under way."""

    def __init__(self, folder: Path) -> None:
        self.trade = Trade(folder, HandClock(datetime(2026, 1, 1, tzinfo=ZoneInfo("UTC"))))
        self.seen: dict[str, int] = {}
        self.answers: list[Outcome] = []
        self.left_out: dict[str, Any] = {}

    def play(self, line: str) -> None:
        """Do what one line says."""
        for pattern, function in _STEPS:
            found = pattern.fullmatch(line)
            if found:
                function(self, **found.groupdict())
                return
        raise NotUnderstood(f"no step understands: {line!r}")

    # -- helpers of the steps ---------------------------------------------------------------------------

    def change_policy(self, **changes: Any) -> None:
        self.trade.policy = replace(self.trade.policy, **changes)
        self.trade.office = replace(self.trade.office, policy=self.trade.policy)

    def person(self, name: str) -> Person:
        """One of the cast; who is named for the first time becomes a customer in the ledger."""
        who = CAST[name]
        if who.key not in self.trade.ledger.customers:
            self.trade.customer(
                who.key, who.name, who.phone, country=who.country, state=who.state, tax_id=who.tax_id,
                language=who.language,
            )  # fmt: skip
        return who

    def case(self, name: str) -> Case:
        return Case.objects.get(customer__key=CAST[name].key)

    def outbound(self, name: str) -> list[OutboundMessage]:
        rows = OutboundMessage.objects.filter(customer__key=CAST[name].key, claimed_at__isnull=False)
        return list(rows.order_by("claimed_at", "created_at"))

    def received(self, name: str) -> list[str]:
        """What arrived on the phone, by the provider's own account."""
        who = CAST[name]
        numbers = {who.wa_id, self._e164(who)}
        return [one.message.text for one in self.trade.whatsapp.sent if one.message.to.phone in numbers]

    def _e164(self, who: Person) -> str:
        prefix = {"MX": "52", "CO": "57", "CL": "56", "BR": "55"}[who.country]
        return prefix + who.phone

    def last_kind(self, name: str) -> str:
        rows = self.outbound(name)
        return rows[-1].kind if rows else "nothing"

    def user(self) -> User:
        return User.objects.get_or_create(username="lucia")[0]

    def brief(self, name: str) -> str:
        row = Escalation.objects.filter(case=self.case(name)).order_by("-id").first()
        assert row is not None, f"no queue entry for {name}"
        return row.brief

    def entries(self, name: str, kind: str) -> list[str]:
        rows = JournalEntry.objects.filter(customer_id=self.case(name).customer_id, kind=kind)
        return [row.body for row in rows.order_by("id")]


def _kind(words: str) -> str:
    return words.strip().replace(" ", "_")


class Moody:
    """A provider that gives the answers a story dictates, then is itself again."""

    name = "simulator"

    def __init__(self, inner: Any, answers: list[Outcome]) -> None:
        self._inner, self._answers = inner, answers

    def send(self, messages: list[Outgoing]) -> list[Outcome]:
        return [self._answers.pop(0) if self._answers else self._inner.send([one])[0] for one in messages]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


# -- what the ERP holds ---------------------------------------------------------------------------------


@step(r"(?P<name>\w+) owes (?P<amount>[\d.]+) on (?P<number>\S+) due (?P<due>\S+)")
def owes(stage: Stage, name: str, amount: str, number: str, due: str) -> None:
    who = stage.person(name)
    stage.trade.invoice(who.key, number, amount, date.fromisoformat(due.rstrip(".")), who.currency)


@step(r"(?P<name>\w+) pays (?:(?P<amount>[\d.]+) on )?(?P<number>[A-Z]\S*?)")
def pays(stage: Stage, name: str, amount: str | None, number: str) -> None:
    assert stage.trade.ledger.receivables[number].customer == CAST[name].key
    stage.trade.ledger.pay(number, amount)


@step(r"(?P<name>\w+) has the same number as (?P<other>\w+)")
def same_number(stage: Stage, name: str, other: str) -> None:
    stage.person(other)
    row = stage.trade.ledger.customers[stage.person(name).key]
    points = stage.trade.ledger.customers[CAST[other].key].contact_points
    stage.trade.ledger.customers[row.key] = replace(row, contact_points=points)


@step(r"(?P<name>\w+) has no phone on record")
def no_phone(stage: Stage, name: str) -> None:
    row = stage.trade.ledger.customers[stage.person(name).key]
    stage.trade.ledger.customers[row.key] = replace(row, contact_points=())


@step(r"(?P<name>\w+) is on record as (?P<called>.+)")
def called(stage: Stage, name: str, called: str) -> None:
    row = stage.trade.ledger.customers[stage.person(name).key]
    stage.trade.ledger.customers[row.key] = replace(row, name=called.rstrip("."))


@step(r"(?P<count>\d+) other invoices are due (?P<due>\S+)")
def others(stage: Stage, count: str, due: str) -> None:
    for n in range(int(count)):
        key = f"X-{n}"
        stage.trade.customer(key, f"Cliente Número {n}", f"55{n:02}445566"[:10], state="CDMX")
        stage.trade.invoice(key, f"X{n}", "100.00", date.fromisoformat(due.rstrip(".")))


@step(r"(?P<count>\d+) of the other invoices vanish from the books")
def vanish(stage: Stage, count: str) -> None:
    for n in range(int(count)):
        del stage.trade.ledger.receivables[f"X{n}"]


@step(r"The file lacks (?P<number>\S+?)")
def lacks(stage: Stage, number: str) -> None:
    stage.left_out[number] = stage.trade.ledger.receivables.pop(number)


@step(r"The file is whole again")
def whole_again(stage: Stage) -> None:
    stage.trade.ledger.receivables.update(stage.left_out)


@step(r"The ERP withdraws (?P<number>\S+?)")
def withdraws(stage: Stage, number: str) -> None:
    from puntual.domain.record import Status

    row = stage.trade.ledger.receivables[number]
    stage.trade.ledger.receivables[number] = replace(row, status=Status.CANCELLED)


# -- what the company wants -----------------------------------------------------------------------------


_POLICIES: dict[str, Callable[[], dict[str, Any]]] = {
    "shadow mode": lambda: {"roll_out": RollOut(shadow=True)},
    "real mode": lambda: {"roll_out": RollOut()},
    "only the bracket 31-60": lambda: {"roll_out": RollOut(buckets=frozenset({"31-60"}))},
    "only customers that owe 500.00 or more": lambda: {"minimum_balance": {"MXN": 50_000}},
    "above 50000.00 a person negotiates": lambda: {"human_above": {"MXN": 5_000_000}},
    "silence stalls the case": lambda: {"on_silence": OnSilence.STALL},
    "every first contact is neutral": lambda: {"first_contact": FirstContact.NEUTRAL},
    "voice notes are asked for as text": lambda: {"on_voice": OnVoice.ASK_FOR_TEXT},
    "a fifth of the portfolio may change at once": lambda: {"max_change_share": 0.2},
    "at most three instalments of 300.00 or more": lambda: {
        "extension": ExtensionTerms(min_instalment={"MXN": 30_000})
    },
}


@step(r"The policy: (?P<what>.+?)")
def policy(stage: Stage, what: str) -> None:
    stage.change_policy(**_POLICIES[what]())


# -- time passes ----------------------------------------------------------------------------------------


@step(r"On (?P<day>\d{4}-\d\d-\d\d) at (?P<at>\d\d:\d\d) (?P<rest>.+)")
def on(stage: Stage, day: str, at: str, rest: str) -> None:
    stage.trade.at(f"{day}T{at}")
    stage.play(rest)


@step(r"the day begins")
def day_begins(stage: Stage) -> None:
    stage.trade.sync()
    stage.trade.work()
    stage.trade.plan()
    stage.trade.work()


@step(r"the plan runs")
def plan_runs(stage: Stage) -> None:
    stage.trade.plan()
    stage.trade.work()


@step(r"the plan is made but nothing leaves yet")
def plan_only(stage: Stage) -> None:
    stage.trade.plan()


@step(r"the books are read")
def books(stage: Stage) -> None:
    stage.trade.sync()
    stage.trade.work()


@step(r"what is due happens")
def due(stage: Stage) -> None:
    unsettled.reconcile(stage.trade.office)
    stage.trade.work()


@step(r"nothing leaves yet but the books are read")
def quiet_books(stage: Stage) -> None:
    stage.trade.sync()


@step(r"every working day from (?P<first>\S+) to (?P<last>\S+?) begins at (?P<at>\d\d:\d\d)")
def every_day(stage: Stage, first: str, last: str, at: str) -> None:
    day, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    for number in range(day, end + 1):
        stage.trade.at(f"{date.fromordinal(number).isoformat()}T{at}")
        day_begins(stage)


# -- customers and the team act -------------------------------------------------------------------------


@step(r"(?P<name>\w+) writes: (?P<text>.+)")
def writes(stage: Stage, name: str, text: str) -> None:
    _mark(stage)
    stage.trade.says(CAST[name].wa_id, text)


@step(r"someone with another number writes: (?P<text>.+)")
def stranger_writes(stage: Stage, text: str) -> None:
    stage.trade.says("5215511112222", text)


@step(r"(?P<name>\w+) sends a (?P<what>voice note|picture|document)")
def sends(stage: Stage, name: str, what: str) -> None:
    _mark(stage)
    stage.trade.says(CAST[name].wa_id, "", MediaKind(what.split()[0]))


def _mark(stage: Stage) -> None:
    stage.seen = {name: len(stage.received(name)) for name in CAST}


@step(r"the team accepts the change")
def accepts(stage: Stage) -> None:
    stage.trade.sync(accept_by="lucia")


@step(r"the team hands (?P<name>\w+) back")
def hands_back(stage: Stage, name: str) -> None:
    people.hand_back(stage.trade.office, stage.case(name).pk, stage.user())


@step(r"the team takes the case of (?P<name>\w+)")
def takes(stage: Stage, name: str) -> None:
    people.take_case(stage.trade.office, stage.case(name).pk, stage.user())


@step(r"the team finds that (?P<name>\w+) is right about (?P<number>\S+?)(?: \((?P<why>.+)\))?")
def upholds(stage: Stage, name: str, number: str, why: str | None) -> None:
    row = _dispute(stage, name, number)
    assert people.settle_dispute(stage.trade.office, row.pk, Ruling.UPHELD, why or "", stage.user())


@step(r"the team finds that (?P<number>\S+) of (?P<name>\w+) stands(?: \((?P<why>.+)\))?")
def rejects(stage: Stage, name: str, number: str, why: str | None) -> None:
    row = _dispute(stage, name, number)
    assert people.settle_dispute(stage.trade.office, row.pk, Ruling.REJECTED, why or "", stage.user())


@step(r"the team takes its ruling on (?P<number>\S+) of (?P<name>\w+) back")
def reopens(stage: Stage, name: str, number: str) -> None:
    assert people.reopen_dispute(stage.trade.office, _dispute(stage, name, number).pk, stage.user())


def _dispute(stage: Stage, name: str, number: str) -> Dispute:
    return Dispute.objects.get(case=stage.case(name), receivable__number=number)


@step(r"The ERP shows a credit note of (?P<amount>[\d.]+) on (?P<number>\S+?)")
def credit_note(stage: Stage, amount: str, number: str) -> None:
    today = stage.trade.office.today()
    stage.trade.ledger.credit(number, amount, today)


@step(r"the team pauses everything")
def pauses(stage: Stage) -> None:
    people.pause_everything(stage.trade.office, "a check", stage.user())


@step(r"the team lets it go on")
def resumes(stage: Stage) -> None:
    people.resume_everything(stage.trade.office, stage.user())


_ANSWERS: dict[str, Callable[[], Outcome]] = {
    "too many requests": lambda: Rejected("130429", "faster than this number may send", retry_after=10.0),
    "nothing that can be read": lambda: Unknown("a 2xx reply that cannot be read"),
    "that it will not": lambda: Rejected("131026", "this number cannot be reached on WhatsApp"),
    "that the account is locked": lambda: Rejected("131031", "locked", retry_after=86400.0, stop_sender=True),
}


@step(r"the provider answers (?P<what>.+?) to the next message")
def provider_answers(stage: Stage, what: str) -> None:
    answers = [_ANSWERS[what]()]
    moody = Moody(stage.trade.whatsapp, answers)
    stage.trade.office = replace(stage.trade.office, channel=moody)


@step(r"the provider loses its answer to the next message, having taken it")
def answer_lost(stage: Stage) -> None:
    class Deaf(Moody):
        def send(self, messages: list[Outgoing]) -> list[Outcome]:
            told = list(self._inner.send(messages))
            return [Unknown("timeout") if isinstance(one, Accepted) else one for one in told]

    stage.trade.office = replace(stage.trade.office, channel=Deaf(stage.trade.whatsapp, []))


@step(r"the provider is itself again")
def provider_well(stage: Stage) -> None:
    stage.trade.office = replace(stage.trade.office, channel=stage.trade.whatsapp)


@step(r"the provider pauses the template of (?P<name>\w+)'s (?P<which>last|waiting) message")
def pause_template(stage: Stage, name: str, which: str) -> None:
    rows = OutboundMessage.objects.filter(customer__key=CAST[name].key).order_by("created_at")
    row = rows.filter(state="queued").last() if which == "waiting" else stage.outbound(name)[-1]
    assert row is not None
    stage.trade.whatsapp.change_template(row.template, row.language, "PAUSED", "low quality")


# -- what must hold -------------------------------------------------------------------------------------


@step(r"Then (?P<name>\w+) has received (?P<count>no|\d+) messages?(?:, the last an? (?P<kind>[a-z ]+?))?")
def has_received(stage: Stage, name: str, count: str, kind: str | None) -> None:
    texts = stage.received(name)
    assert len(texts) == (0 if count == "no" else int(count)), texts
    if kind:
        assert stage.last_kind(name) == _kind(kind), stage.last_kind(name)


@step(r"Then (?P<name>\w+) is answered with an? (?P<kind>[a-z ]+?)")
def answered(stage: Stage, name: str, kind: str) -> None:
    new = stage.received(name)[stage.seen.get(name, 0) :]
    assert len(new) == 1, new
    assert stage.last_kind(name) == _kind(kind), (stage.last_kind(name), new)


@step(r"Then (?P<name>\w+) is answered with an? (?P<first>[a-z ]+?), then an? (?P<second>[a-z ]+?)")
def answered_twice(stage: Stage, name: str, first: str, second: str) -> None:
    new = stage.received(name)[stage.seen.get(name, 0) :]
    kinds = [row.kind for row in stage.outbound(name)[-2:]]
    assert (len(new), kinds) == (2, [_kind(first), _kind(second)]), (kinds, new)
    texts = [row.text for row in stage.outbound(name)[-2:]]
    assert new == texts, "they left in another order"


@step(r"Then (?P<name>\w+) gets no answer, and the reason is: (?P<reason>.+?)")
def not_answered(stage: Stage, name: str, reason: str) -> None:
    assert stage.received(name)[stage.seen.get(name, 0) :] == []
    row = InboundMessage.objects.filter(customer__key=CAST[name].key).latest("id")
    assert reason in row.action, row.action


@step(r"Then the last message to (?P<name>\w+) says: (?P<words>.+)")
def last_says(stage: Stage, name: str, words: str) -> None:
    text = " ".join(stage.received(name)[-1].replace("\xa0", " ").split())
    assert words in text, text


@step(r"Then no message to (?P<name>\w+) says: (?P<words>.+)")
def none_says(stage: Stage, name: str, words: str) -> None:
    assert not [text for text in stage.received(name) if words in text]


@step(r"Then the case of (?P<name>\w+) is (?P<state>open|closed|stalled)")
def case_is(stage: Stage, name: str, state: str) -> None:
    assert stage.case(name).state == state, stage.case(name).state


@step(r"Then the case of (?P<name>\w+) is with a person, because of (?P<reason>[a-z ]+?)")
def with_person(stage: Stage, name: str, reason: str) -> None:
    queue_has(stage, name, reason)
    assert stage.case(name).state == "human", stage.case(name).state


@step(r"Then the team's queue has (?P<name>\w+), because of (?P<reason>[a-z ]+?)")
def queue_has(stage: Stage, name: str, reason: str) -> None:
    rows = Escalation.objects.filter(case=stage.case(name)).exclude(state="closed")
    assert [row.reason for row in rows] == [_kind(reason)], list(rows.values_list("reason", flat=True))


@step(r"Then the team's queue does not have (?P<name>\w+)")
def queue_lacks(stage: Stage, name: str) -> None:
    assert not Escalation.objects.filter(case=stage.case(name)).exclude(state="closed").exists()


@step(r"Then the brief of (?P<name>\w+) has four lines and says: (?P<words>.+)")
def brief_says(stage: Stage, name: str, words: str) -> None:
    text = stage.brief(name)
    assert len(text.splitlines()) == 4, text
    assert words in text.replace("\xa0", " "), text


@step(r"Then the brief of (?P<name>\w+) does not say: (?P<words>.+)")
def brief_hides(stage: Stage, name: str, words: str) -> None:
    assert words not in stage.brief(name), stage.brief(name)


@step(r"Then the journal says that (?P<code>D[+-]?\d+) to (?P<name>\w+) was skipped by (?P<rule>\S+?)"
      r"(?: for (?P<what>.+?))?")  # fmt: skip
def skipped(stage: Stage, code: str, name: str, rule: str, what: str | None) -> None:
    bodies = stage.entries(name, "StepSkipped")
    mine = [body for body in bodies if f'"step":"{code}"' in body and f'"rule":"{rule}"' in body]
    assert mine, bodies
    assert what is None or any(what in body for body in mine), mine


@step(
    r"Then the journal says of (?P<name>\w+): (?P<kind>\w+)(?: (?P<count>\d+) times?)?(?: with (?P<words>.+?))?"
)
def journal_says(stage: Stage, name: str, kind: str, count: str | None, words: str | None) -> None:
    bodies = stage.entries(name, kind)
    assert bodies, f"no {kind}"
    assert count is None or len(bodies) == int(count), bodies
    assert words is None or any(words in body for body in bodies), bodies


@step(r"Then the dispute of (?P<name>\w+) about (?P<number>\S+) is (?P<state>[a-z]+)")
def dispute_is(stage: Stage, name: str, number: str, state: str) -> None:
    assert _dispute(stage, name, number).state == state, _dispute(stage, name, number).state


@step(r"Then the promises of (?P<name>\w+) are (?P<states>[a-z_, ]+?)")
def promises(stage: Stage, name: str, states: str) -> None:
    rows = Promise.objects.filter(case=stage.case(name)).order_by("id").values_list("state", flat=True)
    assert list(rows) == states.replace(" ", "").split(","), list(rows)


@step(
    r"Then (?P<name>\w+) has promised (?P<amount>[\d.]+) for (?P<day>\d{4}-\d\d-\d\d)(?P<only> and nothing else)?"
)
def has_promised(stage: Stage, name: str, amount: str, day: str, only: str | None) -> None:
    rows = Promise.objects.filter(case=stage.case(name), state="open").order_by("due_day")
    minor = money(amount, CAST[name].currency).minor
    found = [(date.fromordinal(row.due_day).isoformat(), row.amount) for row in rows]
    assert (day, minor) in found and (not only or len(found) == 1), found


@step(r"Then (?P<name>\w+) has claimed (?P<amount>[\d.]+)")
def has_claimed(stage: Stage, name: str, amount: str) -> None:
    row = Claim.objects.get(case=stage.case(name), state="open")
    assert row.amount == money(amount, CAST[name].currency).minor, row.amount


@step(r"Then what is timed for (?P<name>\w+) is (?P<what>[a-z_0-9 ,-]+?)")
def timed(stage: Stage, name: str, what: str) -> None:
    rows = Timer.objects.filter(case=stage.case(name), state="waiting").order_by("due_at")
    found = [f"{row.kind} on {row.local[:10]}" for row in rows]
    assert found == [one.strip() for one in what.split(",")], found


@step(r"Then the number (?P<number>\S+) of (?P<name>\w+) is (?P<state>contested|not contested)")
def contested(stage: Stage, number: str, name: str, state: str) -> None:
    row = Receivable.objects.get(customer__key=CAST[name].key, number=number)
    assert row.disputed == (state == "contested"), row.disputed


@step(r"Then (?P<name>\w+) is asked nothing any more")
def nothing_asked(stage: Stage, name: str) -> None:
    assert stage.case(name).pending == "", stage.case(name).pending


@step(r"Then we wait for (?P<name>\w+)'s (?P<pending>[a-z ]+?)")
def waits(stage: Stage, name: str, pending: str) -> None:
    assert stage.case(name).pending == _kind(pending), (
        stage.case(name).pending,
        stage.case(name).pending_facts,
    )


@step(r"Then (?P<name>\w+)'s messages (?:is|are) (?P<states>[a-z, ]+?)")
def message_states(stage: Stage, name: str, states: str) -> None:
    rows = OutboundMessage.objects.filter(customer__key=CAST[name].key).order_by("created_at", "id")
    found = ["sent" if row.state in {"delivered", "read"} else row.state for row in rows]
    assert found == states.replace(" ", "").split(","), found


@step(r"Then today's worklist says of (?P<name>\w+): (?P<action>\w+)(?:, (?P<rule>[\w.]+?))?")
def worklist_says(stage: Stage, name: str, action: str, rule: str | None) -> None:
    today = stage.trade.office.today().toordinal()
    row = WorklistEntry.objects.get(case=stage.case(name), day=today)
    assert (row.action, rule is None or row.rule == rule) == (action, True), (row.action, row.rule)


@step(r"Then a finding says of (?P<name>\w+): (?P<code>\w+)")
def finding(stage: Stage, name: str, code: str) -> None:
    rows = Finding.objects.filter(customer_key=CAST[name].key, resolved_at=None).values_list(
        "code", flat=True
    )
    assert code in rows, list(rows)


@step(r"Then the plan is held, because (?P<words>.+?)")
def plan_held(stage: Stage, words: str) -> None:
    report = stage.trade.plan()
    assert words in report.paused, report.paused


@step(r"Then the team is told of (?P<code>\w+)")
def told(stage: Stage, code: str) -> None:
    assert Notice.objects.filter(code=code).exists(), list(Notice.objects.values_list("code", flat=True))


@step(r"Then the number of (?P<name>\w+) is blocked for good")
def blocked(stage: Stage, name: str) -> None:
    customer = stage.case(name).customer
    assert all(point.blocked for point in customer.contact_points.all())


def check_journal(stage: Stage) -> None:
    """Every story ends with a journal that holds."""
    journal.seal(stage.trade.office.heads_file, stage.trade.clock.now())  # type: ignore[arg-type]
    verified = journal.verify(stage.trade.office.heads_file)
    assert verified.ok, verified.problems


__all__ = ["CAST", "COMPANY", "Faults", "Policy", "Stage", "check_journal", "date"]
