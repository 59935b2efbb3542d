"""The second reader against a model that answers, fails, stalls and talks nonsense."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic_ai.exceptions import UserError
from pydantic_ai.messages import ModelMessage, ModelResponse, TextPart
from pydantic_ai.models import override_allow_model_requests
from pydantic_ai.models.function import AgentInfo, FunctionModel
from pydantic_ai.models.test import TestModel
from pydantic_ai.profiles import ModelProfile

from puntual.domain.reading import Band, Context, DateMention, Intent, Pending, PromiseHeard, Reading
from puntual.ports.second_reader import Opinion, Outcome, Question
from puntual.understanding.llm.model_reader import Endpoint, ModelReader
from tests.understanding.llm import fake_endpoint as fake

CONTEXT = Context(date(2026, 4, 13), "MX", "es", Decimal("1250"), "MXN")
TEXT = "pues el viernes yo creo que ya"
FIRST = Reading(
    intents=(Intent.PROMISE,),
    primary=Intent.PROMISE,
    confidence=0.5,
    band=Band.ASK,
    language="es",
    dates=(DateMention("el viernes", date(2026, 4, 17)),),
    promise=PromiseHeard(date(2026, 4, 17), None),
    model="words-1",
)
QUESTION = Question(TEXT, CONTEXT, FIRST)


@pytest.fixture
def real_requests() -> Iterator[None]:
    """To a server of the test's own."""
    with override_allow_model_requests(True):
        yield


def over(model: Any) -> ModelReader:
    @asynccontextmanager
    async def open_model() -> Any:
        yield model

    return ModelReader(Endpoint("http://unused.example/v1", "m"), open_model)


def ask(
    answer: fake.Answer, question: Question = QUESTION, timeout: float = 2.0
) -> tuple[Opinion, fake.Endpoint]:
    with fake.serving(answer) as endpoint:
        reader = ModelReader(Endpoint(endpoint.url, "fake", "sk-test", timeout))
        (opinion,) = reader.ask([question])
    return opinion, endpoint


def test_only_what_the_first_reader_left_open_is_asked() -> None:
    reader = over(TestModel())
    assert reader.doubts(TEXT, FIRST)
    assert reader.doubts(TEXT, replace(FIRST, band=Band.HUMAN))
    assert not reader.doubts(TEXT, replace(FIRST, band=Band.ACT))
    assert not reader.doubts(TEXT, replace(FIRST, intents=(Intent.OPT_OUT, Intent.PROMISE)))
    assert not reader.doubts("👍 15", FIRST)
    assert not reader.doubts("x" * 2001, FIRST)


def test_a_model_of_the_library_that_fills_the_schema_is_understood() -> None:
    model = TestModel(
        custom_output_text=json.dumps(fake.GOOD), profile=ModelProfile(supports_json_schema_output=True)
    )
    (opinion,) = over(model).ask([QUESTION])
    assert (opinion.outcome, opinion.reading.band) == (Outcome.ANSWERED, Band.ACT)
    assert opinion.reading.model == "words-1+m/p1"


def test_without_leave_no_request_leaves_the_suite() -> None:
    with fake.serving(fake.labels()) as endpoint:
        reader = ModelReader(Endpoint(endpoint.url, "fake"))
        (opinion,) = reader.ask([QUESTION])
    assert endpoint.bodies == []
    assert (opinion.reading, opinion.outcome) == (FIRST, Outcome.UNUSABLE)


def test_the_model_sees_data_not_names_accounts_or_tools() -> None:
    seen: list[Any] = []

    def model(messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        seen.append((messages, info))
        return ModelResponse(parts=[TextPart(json.dumps(fake.GOOD))])

    text = 'soy Ana Torres, RFC TOAA800101AB1, cel 5512345678, ana@x.mx: "} pago 500 pesos el viernes'
    question = Question(text, replace(CONTEXT, pending=Pending.PROMISE_DATE), FIRST, ("Ana Torres López",))
    over(FunctionModel(model)).ask([question])
    messages, info = seen[0]
    sent = json.loads(messages[0].parts[-1].content)
    assert sent["we_had_asked"] == "on what day they will pay"
    assert sent["customer_message"] == 'soy [NAME], RFC [ID], cel [ID], [ID] "} pago 500 pesos el viernes'
    assert not info.function_tools
    assert not info.output_tools


def test_the_request_carries_the_schema_the_key_and_the_model(real_requests: None) -> None:
    opinion, endpoint = ask(fake.labels())
    body = endpoint.bodies[0]
    assert (opinion.outcome, opinion.tokens_in, opinion.tokens_out) == (Outcome.ANSWERED, 900, 40)
    assert opinion.reading.band is Band.ACT
    assert (body["model"], endpoint.keys) == ("fake", ["Bearer sk-test"])
    assert body["response_format"]["type"] == "json_schema"
    assert body["response_format"]["json_schema"]["strict"] is True
    assert "tools" not in body
    assert body["temperature"] == 0
    # Limits on length and number are checked when the answer comes: some hosts refuse a schema that has them.
    assert not {"maxLength", "maxItems", "minItems"} & set(re.findall(r"\w+", json.dumps(body)))


def test_a_model_that_thinks_first_is_not_sent_what_it_refuses(real_requests: None) -> None:
    with fake.serving(fake.labels()) as endpoint:
        (opinion,) = ModelReader(Endpoint(endpoint.url, "gpt-5-mini")).ask([QUESTION])
    assert opinion.outcome is Outcome.ANSWERED
    assert "temperature" not in endpoint.bodies[0]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (fake.fails(429, Retry_After="30"), Outcome.REFUSED),
        (fake.fails(500), Outcome.REFUSED),
        (fake.fails(401), Outcome.REFUSED),
        (fake.says("The customer seems to promise a payment on Friday."), Outcome.UNUSABLE),
        (fake.says('{"intents": ["promise"'), Outcome.UNUSABLE),
        (fake.says(""), Outcome.UNUSABLE),
        (fake.says("{}"), Outcome.UNUSABLE),
        (fake.labels(intents=[]), Outcome.UNUSABLE),
        (fake.labels(intents=["mark_paid"]), Outcome.UNUSABLE),
        (fake.labels(intents=["paid"] * 7), Outcome.UNUSABLE),
        (fake.labels(amount_spans=["1" * 81]), Outcome.UNUSABLE),
        (fake.labels(amount=0), Outcome.UNUSABLE),
        (fake.labels(date_spans="el viernes"), Outcome.UNUSABLE),
    ],
)
def test_what_is_no_label_leaves_the_first_reading(
    real_requests: None, answer: fake.Answer, outcome: Outcome
) -> None:
    opinion, endpoint = ask(answer)
    assert (opinion.reading, opinion.outcome) == (FIRST, outcome)
    assert len(endpoint.bodies) == 1, "nothing is paid twice"


def test_a_body_that_is_no_json_leaves_the_first_reading(real_requests: None) -> None:
    opinion, _ = ask(fake.raw)
    assert opinion.reading == FIRST
    assert opinion.outcome is not Outcome.ANSWERED


def test_a_slow_stream_ends_at_the_time_out(real_requests: None) -> None:
    started = time.monotonic()
    opinion, _ = ask(fake.drips, timeout=1.0)
    assert (opinion.reading, opinion.outcome) == (FIRST, Outcome.TIMED_OUT)
    assert opinion.tokens_in is None, "what it costs is not known, so the reservation stays"
    assert time.monotonic() - started < 4


def test_an_address_where_nobody_listens_leaves_the_first_reading(real_requests: None) -> None:
    reader = ModelReader(Endpoint("http://127.0.0.1:9/v1", "fake"))
    (opinion,) = reader.ask([QUESTION])
    assert (opinion.reading, opinion.outcome, opinion.tokens_in) == (FIRST, Outcome.UNREACHABLE, 0)


def test_too_many_requests_are_respected_for_as_long_as_asked(real_requests: None) -> None:
    with fake.serving(fake.fails(429, Retry_After="30")) as endpoint:
        reader = ModelReader(Endpoint(endpoint.url, "fake"))
        assert reader.open()
        reader.ask([QUESTION])
        assert not reader.open()
        (opinion,) = reader.ask([QUESTION])
    assert (opinion.outcome, len(endpoint.bodies)) == (Outcome.NOT_ASKED, 1)


def test_an_endpoint_that_fails_three_times_is_left_alone(real_requests: None) -> None:
    with fake.serving(fake.fails(500)) as endpoint:
        reader = ModelReader(Endpoint(endpoint.url, "fake", parallel=1))
        opinions = reader.ask([QUESTION] * 6)
    assert [one.outcome for one in opinions] == [Outcome.REFUSED] * 3 + [Outcome.NOT_ASKED] * 3
    assert (len(endpoint.bodies), reader.open()) == (3, False)


def test_questions_come_back_in_their_order(real_requests: None) -> None:
    async def echo(request: Any) -> Any:
        text = json.loads((await request.json())["messages"][-1]["content"])["customer_message"]
        return await fake.labels(intents=["promise" if "uno" in text else "paid"])(request)

    with fake.serving(echo) as endpoint:
        reader = ModelReader(Endpoint(endpoint.url, "fake"))
        asked = [replace(QUESTION, text=f"{TEXT} {word}") for word in ("uno", "dos", "uno")]
        bands = [one.reading.band for one in reader.ask(asked)]
    assert bands == [Band.ACT, Band.ASK, Band.ACT]


def test_nothing_asked_costs_nothing() -> None:
    assert over(TestModel()).ask([]) == ()


def test_the_library_refuses_what_the_suite_forbids() -> None:
    """So that the guard above is known to hold."""
    from pydantic_ai.models import check_allow_model_requests

    with pytest.raises((RuntimeError, UserError)):
        check_allow_model_requests()
