"""The second reader over any OpenAI-compatible endpoint: hosted, vLLM, Ollama, llama.cpp, a proxy."""

from __future__ import annotations

import asyncio
import importlib.util
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from puntual.domain.reading import Band, Reading
from puntual.ports.second_reader import Opinion, Outcome, Question
from puntual.understanding.hearing import MAX_READ
from puntual.understanding.redaction import redact
from puntual.understanding.rules import SAFETY

from .fuse import Fuse
from .prompt import INSTRUCTIONS, PROMPT_VERSION, user_message
from .weighing import Labelled, weigh

if TYPE_CHECKING:
    from pydantic_ai.models import Model
    from pydantic_ai.settings import ModelSettings

log = logging.getLogger(__name__)
# A label takes some sixty tokens; models that think first need room for that.
MOST_TOKENS_OUT = 1000
# Instructions, schema and a message of MAX_READ signs, at three signs a token, which is on the safe side.
MOST_TOKENS_IN = (len(INSTRUCTIONS) + 2500 + MAX_READ) // 3
_WRONG_KEY = frozenset({401, 403, 404})
_LEAST_LETTERS = 2

OpenModel = Callable[[], "AbstractAsyncContextManager[Model]"]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is. key: empty for a server of one's own that asks for none.

    timeout: seconds for one answer. parallel: questions at the same time.
    """

    base_url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 8.0
    parallel: int = 4


def is_installed() -> bool:
    """Whether the extra `llm` is there."""
    return all(importlib.util.find_spec(name) is not None for name in ("pydantic_ai", "openai"))


class ModelReader:
    """The `SecondReader` port on a language model. Threads may share one.

    open_model: gives the model for one round of questions; the endpoint's own unless a test gives another.
    """

    most_tokens = MOST_TOKENS_IN + MOST_TOKENS_OUT

    def __init__(self, endpoint: Endpoint, open_model: OpenModel | None = None) -> None:
        self._endpoint = endpoint
        self._open_model = open_model or (lambda: _over_http(endpoint))
        self._fuse = Fuse()
        self.version = f"{endpoint.model}/{PROMPT_VERSION}"

    def doubts(self, text: str, first: Reading) -> bool:
        """Only what the first reader left open; never where it hears a safety matter, which is certain enough."""
        if first.band is Band.ACT or set(first.intents) & SAFETY or len(text) > MAX_READ:
            return False
        return sum(char.isalpha() for char in text) >= _LEAST_LETTERS

    def open(self) -> bool:
        """False for a while after it failed repeatedly, or while it asked to be left alone."""
        return self._fuse.closed()

    def ask(self, questions: Sequence[Question]) -> tuple[Opinion, ...]:
        """One opinion each, in order, within twice the endpoint's time for all of them together."""
        return asyncio.run(self._ask_all(questions)) if questions else ()

    async def _ask_all(self, questions: Sequence[Question]) -> tuple[Opinion, ...]:
        turns = asyncio.Semaphore(self._endpoint.parallel)
        start_by = time.monotonic() + self._endpoint.timeout

        async def in_turn(model: Model, question: Question) -> Opinion:
            async with turns:
                if time.monotonic() > start_by or not self.open():
                    return Opinion(question.first, Outcome.NOT_ASKED, 0, 0)
                return await self._ask_one(model, question)

        async with self._open_model() as model:
            return tuple(await asyncio.gather(*(in_turn(model, one) for one in questions)))

    async def _ask_one(self, model: Model, question: Question) -> Opinion:
        from pydantic_ai.usage import RunUsage

        usage = RunUsage()
        try:
            label = await asyncio.wait_for(_label(model, question, usage), self._endpoint.timeout)
        except Exception as error:
            outcome, rest = _explained(error)
            # The words of the error may quote the message: only its sort is logged.
            log.warning(
                "model asked in vain",
                extra={"action": "model_failed", "outcome": outcome.value, "error": type(error).__name__},
            )
            self._note(outcome, rest)
            return Opinion(question.first, outcome, *_spent(usage, outcome))
        self._note(Outcome.ANSWERED, None)
        reading = weigh(question.text, question.context, question.first, label, self.version)
        return Opinion(reading, Outcome.ANSWERED, *_spent(usage, Outcome.ANSWERED))

    def _note(self, outcome: Outcome, rest: float | None) -> None:
        if outcome in {Outcome.ANSWERED, Outcome.UNUSABLE}:  # it is there, whatever it says
            self._fuse.succeeded()
        else:
            self._fuse.failed(rest)


async def _label(model: Model, question: Question, usage: Any) -> Labelled:
    from pydantic_ai import Agent, NativeOutput

    from .schema import Label

    agent = Agent(
        model,
        output_type=NativeOutput(Label, strict=True),
        instructions=INSTRUCTIONS,
        retries=0,
        model_settings=_settings(model),
    )
    text = redact(question.text, question.context, question.names)
    run = await agent.run(user_message(text, question.context.pending), usage=usage)
    said = run.output
    return Labelled(tuple(said.intents), tuple(said.date_spans), tuple(said.amount_spans), said.abusive)


def _settings(model: Model) -> ModelSettings:
    """The same answer to the same message, where a model takes that wish: those that think first refuse it."""
    from pydantic_ai.settings import ModelSettings

    settings = ModelSettings(max_tokens=MOST_TOKENS_OUT)
    if not model.profile.get("thinking_enabled_by_default"):
        settings["temperature"] = 0.0
    return settings


def _spent(usage: Any, outcome: Outcome) -> tuple[int | None, int | None]:
    """What the endpoint reported; None where it may have charged without saying so."""
    if usage.input_tokens or usage.output_tokens:
        return int(usage.input_tokens), int(usage.output_tokens)
    return (0, 0) if outcome in {Outcome.REFUSED, Outcome.UNREACHABLE} else (None, None)


def _explained(error: Exception) -> tuple[Outcome, float | None]:
    """How asking ended, and for how many seconds the endpoint wants to be left alone."""
    from pydantic_ai import exceptions

    match error:
        case TimeoutError() | exceptions.ModelTimeoutError() | exceptions.RunTimedOut():
            return Outcome.TIMED_OUT, None
        case exceptions.ModelHTTPError():
            return Outcome.REFUSED, _rest_after(error)
        case exceptions.ModelAPIError():
            return Outcome.UNREACHABLE, None
        case _:
            return Outcome.UNUSABLE, None


def _rest_after(error: Any) -> float | None:
    """`Retry-After` in seconds; long for what waiting alone will not mend (a wrong key, no such model)."""
    from .fuse import LONGEST_REST

    if error.status_code in _WRONG_KEY:
        return LONGEST_REST
    response = getattr(error.__cause__, "response", None)
    try:
        return max(0.0, float(response.headers["retry-after"])) if response is not None else None
    except (KeyError, ValueError):
        return None


@asynccontextmanager
async def _over_http(endpoint: Endpoint) -> AsyncIterator[Model]:
    """The endpoint's model, with connections that end with this round."""
    from openai import AsyncOpenAI
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    async with AsyncOpenAI(
        base_url=endpoint.base_url,
        api_key=endpoint.key or "none",
        timeout=endpoint.timeout,
        max_retries=0,  # the time is short and every try may cost: the first reading is a good answer
    ) as client:
        yield OpenAIChatModel(endpoint.model, provider=OpenAIProvider(openai_client=client))
