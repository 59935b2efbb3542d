"""One POST for each message over real HTTP, and the right verdict when the network or Meta misbehaves."""

from __future__ import annotations

import itertools
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from puntual.channels.cloud_api import CloudApi
from puntual.channels.cloud_request import CloudSettings
from puntual.channels.cloud_templates import Submitted, TemplateDefinition
from puntual.channels.pace import PairPace
from puntual.ports.channel import Accepted, Address, Outgoing, Rejected, Unknown
from tests.channels import graph_server
from tests.channels.graph_server import GraphServer

SETTINGS = CloudSettings(
    phone_number_id="200000000000002",
    access_token="TOKEN",
    app_secret="s3cret",
    waba_id="100000000000001",
    version="v99.0",
    messages_per_second=500,
    pair_seconds=0.05,
    timeout=0.6,
    connect_timeout=0.3,
)


@pytest.fixture
def graph() -> Iterator[GraphServer]:
    with GraphServer() as server:
        yield server


@pytest.fixture
def channel(graph: GraphServer) -> Iterator[CloudApi]:
    api = CloudApi(replace(SETTINGS, graph_url=graph.url))
    yield api
    api.close()


def text(number: str, opaque_id: str | None = None) -> Outgoing:
    return Outgoing(opaque_id or f"id-{number}", Address(number), f"Hola {number}")


def test_a_template_goes_out_with_its_values_and_our_own_id(channel: CloudApi, graph: GraphServer) -> None:
    message = Outgoing("ab12", Address("5215512345678"), "…", "aviso_v1", "es_MX", ("Lucía", "$1,250.00"))
    assert channel.send([message]) == [Accepted("wamid.ab12")]
    (arrived,) = graph.arrived
    assert arrived.payload == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "5215512345678",
        "type": "template",
        "template": {
            "name": "aviso_v1",
            "language": {"code": "es_MX"},
            "components": [
                {
                    "type": "body",
                    "parameters": [{"type": "text", "text": "Lucía"}, {"type": "text", "text": "$1,250.00"}],
                }
            ],
        },
        "biz_opaque_callback_data": "ab12",
    }
    assert arrived.headers["Authorization"] == "Bearer TOKEN"
    assert arrived.headers["User-Agent"].startswith("puntual/")


def test_a_business_scoped_id_goes_into_the_field_made_for_it(channel: CloudApi, graph: GraphServer) -> None:
    assert channel.send([Outgoing("x1", Address(None, "MX.8f2"), "hola")]) == [Accepted("wamid.x1")]
    assert graph.arrived[0].payload["recipient"] == "MX.8f2"
    assert "to" not in graph.arrived[0].payload


def test_every_kind_of_trouble_gets_its_own_verdict_and_exactly_one_post(
    channel: CloudApi, graph: GraphServer
) -> None:
    graph.answers = {
        "2": graph_server.refuse(131026),
        "3": graph_server.refuse(131000, 500),
        "4": graph_server.slow(2),
        "5": graph_server.reset,
        "6": graph_server.garbage,
        "7": graph_server.half,
        "8": graph_server.refuse(131056),
        "9": graph_server.refuse(2, 503),
    }
    numbers = "123456789"
    outcomes = dict(zip(numbers, channel.send([text(number) for number in numbers]), strict=True))
    assert outcomes["1"] == Accepted("wamid.id-1")
    kinds = {number: type(result) for number, result in outcomes.items()}
    assert kinds == {"1": Accepted, "2": Rejected, "8": Rejected} | dict.fromkeys("345679", Unknown)
    assert Counter(arrived.payload["to"] for arrived in graph.arrived) == dict.fromkeys(numbers, 1)


def test_a_server_that_is_not_there_means_that_nothing_was_sent() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}", "http://no-such-host.invalid"):
        api = CloudApi(replace(SETTINGS, graph_url=url, timeout=5, connect_timeout=4))
        (result,) = api.send([text("1")])
        assert isinstance(result, Rejected), url
        assert (result.code, result.retry_after) == ("not_connected", 30.0)
        assert len(api.check()) == 1
        api.close()


def test_a_server_without_tls_where_tls_is_expected_gets_nothing(graph: GraphServer) -> None:
    api = CloudApi(replace(SETTINGS, graph_url=graph.url.replace("http:", "https:")))
    (result,) = api.send([text("1")])
    assert isinstance(result, Rejected)
    assert result.code == "not_connected"
    assert graph.arrived == []
    api.close()


def test_a_connection_that_never_completes_means_that_nothing_was_sent() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        held = []
        for _ in range(4):  # fill the queue of connections, so that the next one hangs
            filler = socket.socket()
            filler.setblocking(False)
            filler.connect_ex(deaf.getsockname())
            held.append(filler)
        api = CloudApi(replace(SETTINGS, graph_url=f"http://127.0.0.1:{deaf.getsockname()[1]}"))
        (result,) = api.send([text("1")])
        assert isinstance(result, Rejected)
        assert result.code == "not_connected"
        api.close()
        for filler in held:
            filler.close()


def test_a_token_that_is_refused_stops_the_rest_of_the_batch(graph: GraphServer) -> None:
    numbers = [str(n) for n in range(1, 200)]
    graph.answers = dict.fromkeys(numbers, graph_server.refuse(190, 401))
    api = CloudApi(replace(SETTINGS, graph_url=graph.url, messages_per_second=20))
    outcomes = api.send([text(number) for number in numbers])
    assert all(isinstance(result, Rejected) and result.stop_sender for result in outcomes)
    assert len(graph.arrived) <= 25
    api.close()


def test_when_the_number_is_throttled_later_sends_wait_without_a_request(
    channel: CloudApi, graph: GraphServer
) -> None:
    graph.answers = {"1": graph_server.refuse(130429, 429, {"Retry-After": "60"})}
    (first,) = channel.send([text("1")])
    assert isinstance(first, Rejected)
    assert first.retry_after == 60
    (second,) = channel.send([text("2")])
    assert isinstance(second, Rejected)
    assert second.retry_after == pytest.approx(60, abs=2)
    assert len(graph.arrived) == 1


def test_the_number_never_sends_faster_than_it_may(graph: GraphServer) -> None:
    api = CloudApi(replace(SETTINGS, graph_url=graph.url, messages_per_second=40, timeout=5))
    half = [[text(str(n)) for n in range(i, 100, 2)] for i in (0, 1)]
    callers = [threading.Thread(target=api.send, args=(messages,)) for messages in half]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    times = sorted(arrived.at for arrived in graph.arrived)
    assert len(times) == 100
    # Sent evenly: at twice the rate it would take half the time. A busy machine delays some arrivals.
    assert times[-1] - times[0] >= 2.2
    assert max(sum(start <= at < start + 1 for at in times) for start in times) <= 52
    api.close()


def test_two_messages_to_one_person_keep_their_order_and_distance(
    channel: CloudApi, graph: GraphServer
) -> None:
    messages = [text("7", f"m{n}") if n % 2 else text(str(100 + n), f"m{n}") for n in range(10)]
    assert [o.message_id for o in channel.send(messages) if isinstance(o, Accepted)] == [
        f"wamid.m{n}" for n in range(10)
    ]
    same = [a for a in graph.arrived if a.payload["to"] == "7"]
    assert [a.payload["biz_opaque_callback_data"] for a in same] == ["m1", "m3", "m5", "m7", "m9"]
    gaps = [b.at - a.at for a, b in itertools.pairwise(same)]
    assert min(gaps) >= 0.045


def test_a_message_that_whatsapp_would_refuse_is_never_posted(channel: CloudApi, graph: GraphServer) -> None:
    def template(*values: str) -> Outgoing:
        return Outgoing("a", Address("1"), "", "t", "es", values)

    bad = [
        template(""),
        template("a\nb"),
        template("a\tb"),
        template("a    b"),
        template("x" * 1025),
        Outgoing("a", Address("1"), "x" * 4097),
        Outgoing("a", Address("1"), "  "),
        Outgoing("a", Address(), "hola"),
        Outgoing("", Address("1"), "hola"),
        Outgoing("a", Address("1"), "", "t", None),
    ]
    assert all(isinstance(result, Rejected) and result.retry_after is None for result in channel.send(bad))
    assert graph.arrived == []


def test_the_check_says_what_is_wrong_with_the_number(channel: CloudApi, graph: GraphServer) -> None:
    node = "GET 200000000000002"
    good = {
        "verified_name": "Acme",
        "status": "CONNECTED",
        "name_status": "APPROVED",
        "quality_rating": "GREEN",
    }
    graph.pages = {node: (200, {**good, "account_mode": "LIVE", "id": "2"})}
    assert channel.check() == ()
    graph.pages = {node: (200, {**good, "status": "BANNED", "quality_rating": "RED"})}
    assert len(channel.check()) == 2
    graph.pages = {node: (401, {"error": {"code": 190, "message": "expired"}})}
    assert "token" in channel.check()[0]
    graph.pages = {}
    assert "phone number id" in channel.check()[0]


def test_all_pages_of_templates_are_read(channel: CloudApi, graph: GraphServer) -> None:
    def row(n: int) -> dict[str, object]:
        body = {"type": "BODY", "text": f"Hola {n}"}
        return {
            "id": str(n),
            "name": f"t{n}",
            "language": "es_MX",
            "status": "APPROVED",
            "components": [body],
        }

    path = "GET 100000000000001/message_templates"
    paging = {"cursors": {"before": "a", "after": "b"}, "next": "https://graph/next"}
    graph.pages = {
        path: (200, {"data": [row(1), row(2)], "paging": paging}),
        f"{path} b": (200, {"data": [row(3)], "paging": {"cursors": {"before": "b", "after": "c"}}}),
    }
    assert [(t.name, t.state, t.body) for t in channel.templates()] == [
        ("t1", "APPROVED", "Hola 1"),
        ("t2", "APPROVED", "Hola 2"),
        ("t3", "APPROVED", "Hola 3"),
    ]
    graph.pages = {path: (400, {"error": {"code": 190, "message": "expired"}})}
    with pytest.raises(ValueError, match="token"):
        channel.templates()


def test_a_submitted_template_reports_its_state(channel: CloudApi, graph: GraphServer) -> None:
    path = "POST 100000000000001/message_templates"
    definition = TemplateDefinition("aviso_v2", "es_MX", "Hola {{1}}, gracias.", ("Lucía",))
    graph.pages = {path: (200, {"id": "61", "status": "PENDING", "category": "UTILITY"})}
    assert channel.submit_template(definition) == Submitted("61", "PENDING", "UTILITY")
    graph.pages = {path: (400, {"error": {"code": 132007, "message": "policy"}})}
    assert isinstance(channel.submit_template(definition), Rejected)


def test_a_burst_of_45_to_one_person_passes_and_then_waits_for_its_credit() -> None:
    pace = PairPace()
    assert [pace.admit("1", 100.0) for _ in range(45)] == [0.0] * 45
    assert pace.admit("1", 100.0) == 6.0
    assert pace.admit("2", 100.0) == 0.0
    assert pace.admit("1", 106.0) == 0.0
    assert pace.admit("1", 106.0) == 6.0
    time_when_all_is_paid = 100.0 + 46 * 6
    assert [pace.admit("1", time_when_all_is_paid) for _ in range(45)] == [0.0] * 45


def test_forgetting_paid_recipients_keeps_the_others() -> None:
    pace = PairPace()
    for n in range(10_001):
        pace.admit(f"old{n}", 0.0)
    for _ in range(45):
        pace.admit("busy", 5.0)
    start = time.perf_counter()
    pace.admit("new", 6.5)
    assert time.perf_counter() - start < 1
    assert pace.admit("busy", 6.5) > 0
