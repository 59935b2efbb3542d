"""A push leaves only in a template that the channel was seen to have approved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any

import pytest

from puntual.casework import deliver, templates
from puntual.casework.compose import TEMPLATES
from puntual.channels.cloud_api import CloudApi
from puntual.channels.cloud_request import CloudSettings
from puntual.ports.channel import ListedTemplate, Outcome, Outgoing
from puntual.runner.jobs import run_due
from puntual.store.models import JournalEntry, Notice, OutboundMessage, TemplateState
from tests.casework.trade import Trade
from tests.channels.graph_server import GraphServer

pytestmark = pytest.mark.django_db
ACCOUNT = "100000000000001"
LISTING = f"GET {ACCOUNT}/message_templates"


@dataclass
class Strict:
    """A channel that has to approve templates first; `holds` is what it says that it has."""

    inner: Any
    holds: Sequence[ListedTemplate] = ()
    name: str = "strict"
    approves_templates: bool = True

    def templates(self) -> Sequence[ListedTemplate]:
        return self.holds

    def send(self, messages: Sequence[Outgoing]) -> Sequence[Outcome]:
        outcomes: Sequence[Outcome] = self.inner.send(messages)
        return outcomes

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


@pytest.fixture
def graph() -> Iterator[GraphServer]:
    with GraphServer() as server:
        yield server


@pytest.fixture
def cloud(trade: Trade, graph: GraphServer) -> Iterator[Trade]:
    channel = CloudApi(
        CloudSettings(
            phone_number_id="200000000000002", waba_id=ACCOUNT, access_token="t", app_secret="s",
            graph_url=graph.url, version="v99.0",
        )
    )  # fmt: skip
    trade.office = replace(trade.office, channel=channel)
    yield trade
    channel.close()


def test_a_template_that_was_never_seen_approved_is_not_used(trade: Trade) -> None:
    strict = Strict(trade.whatsapp)
    trade.office = replace(trade.office, channel=strict)
    trade.plan()
    report = deliver.deliver(trade.office)
    assert (report.sent, report.withheld) == (0, {"product.template": 1})
    strict.holds = trade.whatsapp.templates()
    templates.refresh(trade.office)
    trade.plan()
    assert deliver.deliver(trade.office).sent == 1
    row = OutboundMessage.objects.get(state="sent")
    assert row.template in TEMPLATES[row.language]


def test_where_only_another_variant_is_approved_that_one_leaves(trade: Trade) -> None:
    trade.plan()
    queued = OutboundMessage.objects.get().template
    others = [one for one in trade.whatsapp.templates() if one.name != queued]
    trade.office = replace(trade.office, channel=Strict(trade.whatsapp, others))
    templates.refresh(trade.office)
    assert deliver.deliver(trade.office).sent == 1
    assert OutboundMessage.objects.get().template != queued


def test_the_planner_takes_no_template_that_the_account_does_not_hold(trade: Trade) -> None:
    trade.office = replace(trade.office, channel=Strict(trade.whatsapp))
    templates.refresh(trade.office)
    trade.plan()
    assert not OutboundMessage.objects.exists()


def test_the_simulator_holds_every_wording_until_it_is_told_otherwise(trade: Trade) -> None:
    name = min(TEMPLATES["es"])
    first = templates.refresh(trade.office)
    assert (first.lacking, first.changed) == (frozenset(), sum(map(len, TEMPLATES.values())))
    assert templates.refresh(trade.office).changed == 0
    trade.whatsapp.change_template(name, "es", "PAUSED")
    second = templates.refresh(trade.office)
    assert (second.lacking, second.changed) == (frozenset({(name, "es")}), 1)
    assert JournalEntry.objects.filter(kind="TemplateChanged", body__contains=name).count() == 1


def test_all_pages_of_the_account_are_read_over_the_cloud_api(cloud: Trade, graph: GraphServer) -> None:
    graph.holds_all_templates(ACCOUNT)
    assert templates.refresh(cloud.office).lacking == frozenset()
    graph.pages.pop(f"{LISTING} b")
    rows = graph.pages[LISTING][1]["data"]
    rows[0]["status"], kept = "PAUSED", len(rows)
    graph.pages[LISTING] = (200, {"data": rows})
    report = templates.refresh(cloud.office)
    assert len(report.approved) == kept - 1
    states = TemplateState.objects.values_list("state", flat=True)
    assert sorted(set(states)) == ["approved", "missing", "paused"]


def test_where_they_cannot_be_read_the_old_states_stand_and_the_team_is_told(
    cloud: Trade, graph: GraphServer
) -> None:
    graph.holds_all_templates(ACCOUNT)
    templates.refresh(cloud.office)
    graph.pages = {LISTING: (401, {"error": {"code": 190, "message": "expired"}})}
    with pytest.raises(ValueError, match="token"):
        templates.refresh(cloud.office)
    assert "templates" in run_due(cloud.office, (time(8, 0),), ())
    assert "token" in Notice.objects.get(code="templates_unread").text
    assert set(TemplateState.objects.values_list("state", flat=True)) == {"approved"}
    graph.holds_all_templates(ACCOUNT)
    cloud.clock.move(datetime(2026, 4, 7, 15, 0, tzinfo=UTC))
    assert "templates" in run_due(cloud.office, (time(8, 0),), ())
    assert not Notice.objects.filter(code="templates_unread").exists()
