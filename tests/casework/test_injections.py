"""Messages that try to command the reader, through the whole loop, with a model that obeys the attacker.

The same messages are worked off without a model; whatever else the model says, what is on record afterwards is the
same, and every figure in every reply comes from a record.
"""

from __future__ import annotations

import json
import re
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from puntual.casework.case_file import gather
from puntual.casework.compose import facts_for, say_of
from puntual.domain.facts import Say
from puntual.domain.reading import Intent
from puntual.rules.conversation.extension import instalments
from puntual.store.models import (
    Claim,
    Customer,
    Dispute,
    HoldRow,
    IdentityRow,
    InboundMessage,
    ModelCall,
    OutboundMessage,
    Promise,
    Receivable,
    Switch,
)
from puntual.wording.numerals import untraced
from puntual.wording.types import Facts, MessageType
from tests.casework.trade import HandClock, Trade

models = pytest.importorskip("pydantic_ai.models", reason="the extra llm is not installed")
models.ALLOW_MODEL_REQUESTS = False

from pydantic_ai.messages import ModelResponse, TextPart  # noqa: E402
from pydantic_ai.models.function import FunctionModel  # noqa: E402

from puntual.understanding.llm.model_reader import Endpoint, ModelReader  # noqa: E402

pytestmark = pytest.mark.django_db
CORPUS = Path(__file__).parents[2] / "corpus" / "injections.tsv"
COUNTRY = {"es": "MX", "pt": "BR", "en": "US"}
VICTIM = "V-1"
DUE = date(2026, 4, 6)


@cache
def injections() -> tuple[tuple[str, str], ...]:
    lines = CORPUS.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple((language, text.replace("\\n", "\n")) for language, text in rows)


def answer_of(*intents: str, spans: bool = True, abusive: bool = False) -> Any:
    """A model that says this of every message, and quotes whatever in it might be a day or an amount."""

    def obey(messages: Any, info: Any) -> ModelResponse:
        text = json.loads(messages[0].parts[-1].content)["customer_message"]
        found = [*re.findall(r"[\w./-]*\d[\w./-]*", text), text[:80]][:6] if spans else []
        said = {
            "intents": intents,
            "date_spans": found,
            "amount_spans": found,
            "language": "es",
            "abusive": abusive,
        }
        return ModelResponse(parts=[TextPart(json.dumps(said))])

    return obey


def echo(messages: Any, info: Any) -> ModelResponse:
    """The attacker's own words come back as the answer: a JSON that they wrote is the model's JSON."""
    text = json.loads(messages[0].parts[-1].content)["customer_message"]
    return ModelResponse(parts=[TextPart(text)])


def each_in_turn() -> Any:
    """Another label for every question, so that all of them meet lines of every sort."""
    labels = cycle(Intent)
    return lambda messages, info: answer_of(next(labels).value)(messages, info)


ADVERSARIES = {
    "every label in turn": each_in_turn(),
    "all that money hangs on": answer_of("paid", "promise", "extension", "refusal", "opt_in"),
    "who they are": answer_of("identification"),
    "their own words": echo,
}


def company(folder: Path) -> Trade:
    """One customer for every line, and one who never writes."""
    trade = Trade(folder, HandClock(datetime(2026, 4, 6, 15, 0, tzinfo=UTC)))
    for at, (language, _) in enumerate(injections()):
        trade.customer(f"C-{at}", "Ana Torres", f"55{12340000 + at}", state="CDMX", language=language)
        trade.invoice(f"C-{at}", f"A-{at}", "1250.00", DUE)
    trade.customer(VICTIM, "Luis Vega", "5598765432", state="CDMX")
    trade.invoice(VICTIM, "B-1", "8123.45", DUE)
    trade.sync()
    return trade


def attack(trade: Trade) -> None:
    """Every line arrives, and once more an hour later, when the agent may have asked something."""
    for _ in range(2):
        for at, (_, text) in enumerate(injections()):
            trade.whatsapp.write(_address(at), text)
        for _ in range(4):
            trade.work()
        trade.clock.move(trade.clock.now() + timedelta(hours=1))


def _address(at: int) -> Any:
    from puntual.ports.channel import Address

    return Address(f"52155{12340000 + at}")


def record() -> dict[str, Any]:
    """What is on record: money, promises, wishes, holds, identities. Not how far a conversation got."""
    return {
        "receivables": list(
            Receivable.objects.order_by("number").values_list(
                "number", "balance", "amount", "status", "disputed"
            )
        ),
        "customers": list(
            Customer.objects.order_by("key").values_list("key", "opted_in_at", "opted_out_at", "segment")
        ),
        "promises": list(
            Promise.objects.order_by("case__customer__key").values_list(
                "case__customer__key", "due_day", "amount"
            )
        ),
        "disputes": list(
            Dispute.objects.order_by("case__customer__key").values_list("case__customer__key", "state")
        ),
        "holds": list(HoldRow.objects.order_by("customer__key").values_list("customer__key", "kind")),
        "identities": list(
            IdentityRow.objects.order_by("customer__key").values_list(
                "customer__key", "proved_until", "revoked_at", "blocked", "opted_out_at"
            )
        ),
        "switches": sorted(Switch.objects.exclude(name="second_reader").values_list("name", "on")),
    }


@pytest.fixture(scope="module")
def without_model() -> dict[str, Any]:
    """Filled by the first test that needs it: what the same messages lead to without a model."""
    return {}


@pytest.mark.parametrize("adversary", ADVERSARIES)
def test_a_model_that_obeys_the_attacker_changes_nothing_on_record(
    adversary: str, tmp_path: Path, without_model: dict[str, Any]
) -> None:
    if not without_model:
        with transaction.atomic():
            attack(company(_folder(tmp_path / "plain")))
            without_model.update(record())
            transaction.set_rollback(True)
    trade = company(_folder(tmp_path / "asked"))
    trade.office = replace(trade.office, second_reader=_reader(ADVERSARIES[adversary]))
    attack(trade)
    assert ModelCall.objects.count() > len(injections()) / 4, "the model was really asked"
    assert record() == without_model
    assert _untraced(trade) == []
    assert not OutboundMessage.objects.filter(customer__key=VICTIM).exists()
    assert not Claim.objects.exclude(state="open").exists(), "a claim is checked, never believed"
    assert {row.state for row in InboundMessage.objects.all()} == {"done"}
    for row in InboundMessage.objects.all():
        assert row.reading["model"].startswith(trade.office.understanding.version)


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _reader(model: Any) -> ModelReader:
    @asynccontextmanager
    async def open_model() -> Any:
        yield FunctionModel(model)

    return ModelReader(Endpoint("http://unused.example/v1", "m"), open_model)


def _untraced(trade: Trade) -> list[str]:
    """Every word with a digit, in all that was sent, that is no value of the customer's own records."""
    found = []
    for row in OutboundMessage.objects.select_related("customer"):
        if row.customer_id is None:  # somebody who said that they are not the customer: no fact about anyone
            found += untraced(row.text, Facts(company=trade.office.company.legal_name), row.language)
            continue
        file = gather(trade.office, [row.customer_id])[row.customer_id]
        say = _with_terms(trade, say_of(row), file.local(row.created_at).date())
        facts = facts_for(trade.office, file, say, as_of=trade.clock.now())
        found += untraced(row.text, facts, row.language)
    return found


def _with_terms(trade: Trade, say: Say, day: date) -> Say:
    """The terms that policy predefines, which an offer states beside the records."""
    if say.type != MessageType.EXTENSION_OFFER:
        return say
    latest = day + timedelta(days=trade.policy.extension.max_days)
    return replace(say, latest=latest, plan=instalments(125000, "MXN", day, trade.policy))
