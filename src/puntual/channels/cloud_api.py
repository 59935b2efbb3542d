"""The WhatsApp Cloud API as a channel: each message is one POST, tried once."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, TypeVar

import aiohttp
from pyrate_limiter import Limiter, Rate

from puntual.ports.channel import ListedTemplate, Outcome, Outgoing, Rejected, Unknown, Update

from . import cloud_check, cloud_codec, cloud_templates, signature
from .cloud_outcome import THROTTLES, HttpReply, never_connected, outcome
from .cloud_request import CloudSettings, HttpCall, build
from .limits import refusal
from .pace import PairPace

T = TypeVar("T")
# Shorter than what servers keep idle connections for: a POST on one that was just closed would be unknown.
_IDLE_SECONDS = 10.0
_NEVER_OPENED = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientSSLError)


class CloudApi:
    """One business number on the Cloud API. Thread-safe; its requests run on a thread of its own."""

    name = "cloud_api"
    approves_templates = True

    def __init__(self, settings: CloudSettings) -> None:
        self.settings = settings
        self._loop: asyncio.AbstractEventLoop | None = None
        self._session: aiohttp.ClientSession | None = None
        self._start = threading.Lock()
        self._limiter = Limiter(_rates(settings.messages_per_second), buffer_ms=2)
        self._pairs = PairPace()
        self._held_until = 0.0

    def send(self, messages: Sequence[Outgoing]) -> Sequence[Outcome]:
        """One try for each, outcomes in the same order; blocks until all are known.

        Several messages to one person go one after another, `pair_seconds` apart. Once the number has to
        stop or wait, what has not been posted yet comes back as Rejected with the same reason.
        """
        return self._run(_Batch(self, messages).send()) if messages else []

    def genuine(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """Whether Meta signed this webhook body with our app secret."""
        return signature.genuine(body, headers, self.settings.app_secret)

    def decode(self, body: bytes) -> Sequence[Update]:
        """All updates of a webhook body; those of another number come as Unrecognised. Raises ValueError."""
        return cloud_codec.decode(body, self.settings.phone_number_id)

    def check(self) -> tuple[str, ...]:
        """What is wrong with the number, in words that say what to do."""
        reply = self.call(cloud_check.call(self.settings))
        return cloud_check.problems(self.settings, reply)

    def templates(self) -> list[ListedTemplate]:
        """All templates of the business account. Raises ValueError with what to do if they cannot be read."""
        found: list[ListedTemplate] = []
        after = ""
        while True:
            reply = self.call(cloud_templates.list_call(self.settings, after))
            if not isinstance(reply, HttpReply):
                raise ValueError(reply.reason)
            if reply.status != 200:
                raise ValueError(cloud_check.trouble(reply))
            rows, after = cloud_templates.listed(reply.body)
            found.extend(rows)
            if not after or not rows:
                return found

    def submit_template(self, definition: cloud_templates.TemplateDefinition) -> cloud_templates.Submission:
        """Submit a template for approval. Its state comes later, by webhook or by `templates()`."""
        reply = self.call(cloud_templates.submit_call(definition, self.settings))
        return cloud_templates.submitted(reply) if isinstance(reply, HttpReply) else reply

    def call(self, call: HttpCall) -> HttpReply | Rejected | Unknown:
        """One request, once. Rejected if no connection was opened, Unknown if it broke after that."""
        return self._run(self.post(call))

    def close(self) -> None:
        """Let go of the connections and the thread, for good."""
        self._limiter.close()
        with self._start:
            loop, self._loop = self._loop, None
        if loop is not None:
            asyncio.run_coroutine_threadsafe(self._let_go(), loop).result()
            loop.call_soon_threadsafe(loop.stop)

    async def _let_go(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def post(self, call: HttpCall) -> HttpReply | Rejected | Unknown:
        """As `call`, on the channel's own loop."""
        try:
            return await self._exchange(call)
        except _NEVER_OPENED as error:
            return never_connected(f"no connection to the Graph API: {type(error).__name__}")
        except TimeoutError:
            return Unknown(f"no answer within {self.settings.timeout:g} seconds")
        except (aiohttp.ClientError, OSError) as error:
            return Unknown(f"the connection broke: {type(error).__name__}")

    async def may_post(self, message: Outgoing) -> Rejected | None:
        """Wait for this number's turn. Rejected if it may not be sent now, and then nothing was."""
        now = time.monotonic()
        if now < self._held_until:
            return Rejected("throttled", "the number must wait", retry_after=self._held_until - now)
        wait = self._pairs.admit(message.to.phone or message.to.bsuid or "", now)
        if wait > 0:
            return Rejected("131056", "too many messages to this person in a short time", retry_after=wait)
        await self._limiter.try_acquire_async("number")
        return None

    def note(self, result: Outcome) -> None:
        """Hold the whole number where the provider asked for it."""
        if isinstance(result, Rejected) and result.code in THROTTLES and result.retry_after:
            self._held_until = max(self._held_until, time.monotonic() + result.retry_after)

    async def _exchange(self, call: HttpCall) -> HttpReply:
        session = self._session_here()
        request = session.request(
            call.method, call.url, data=call.body or None, headers=call.headers, allow_redirects=False
        )
        async with request as reply:
            names = {name.lower(): value for name, value in reply.headers.items()}
            return HttpReply(reply.status, names, await reply.read())

    def _session_here(self) -> aiohttp.ClientSession:
        if self._session is None:
            # `connect` covers name resolution too: a resolver that hangs means that nothing was sent.
            limits = aiohttp.ClientTimeout(total=self.settings.timeout, connect=self.settings.connect_timeout)
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=_IDLE_SECONDS),
                timeout=limits,
            )
        return self._session

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        with self._start:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=_spin, args=(self._loop,), name="cloud-api", daemon=True).start()
            loop = self._loop
        return asyncio.run_coroutine_threadsafe(work, loop).result()


def _rates(per_second: int) -> list[Rate]:
    """The second's allowance, spread over its tenths: a burst would meet the next one on a slow network."""
    return [Rate(max(1, per_second // 10), 100), Rate(per_second, 1000)]


def _spin(loop: asyncio.AbstractEventLoop) -> None:
    loop.run_forever()
    loop.close()


class _Batch:
    """The messages of one `send`: a lane for each recipient, and one brake for all."""

    def __init__(self, channel: CloudApi, messages: Sequence[Outgoing]) -> None:
        self._channel = channel
        self._messages = messages
        self._outcomes: list[Outcome] = [Unknown("not reached")] * len(messages)
        self._halt: Rejected | None = None
        self._slots = asyncio.Semaphore(max(8, min(256, channel.settings.messages_per_second)))

    async def send(self) -> list[Outcome]:
        lanes: dict[tuple[str | None, str | None], list[int]] = {}
        for place, message in enumerate(self._messages):
            lanes.setdefault((message.to.phone, message.to.bsuid), []).append(place)
        await asyncio.gather(*(self._lane(places) for places in lanes.values()))
        return self._outcomes

    async def _lane(self, places: list[int]) -> None:
        for turn, place in enumerate(places):
            if turn and self._halt is None:
                await asyncio.sleep(self._channel.settings.pair_seconds)
            self._outcomes[place] = await self._one(self._messages[place])

    async def _one(self, message: Outgoing) -> Outcome:
        refused = refusal(message)
        if refused is not None:
            return refused
        async with self._slots:
            not_now = self._halt or await self._channel.may_post(message)
            # The brake may have been pulled while this one waited for its turn.
            not_now = not_now or self._halt
            if not_now is not None:
                return not_now
            result = await self._attempt(message)
        self._channel.note(result)
        if isinstance(result, Rejected) and (result.stop_sender or result.code in THROTTLES):
            self._halt = self._halt or result
        return result

    async def _attempt(self, message: Outgoing) -> Outcome:
        try:
            call = build(message, self._channel.settings)
            reply = await self._channel.post(call)
        except Exception as error:
            # A fault of ours at this point may have come after the bytes left: never try again blindly.
            return Unknown(f"unexpected: {type(error).__name__}")
        return outcome(reply) if isinstance(reply, HttpReply) else reply
