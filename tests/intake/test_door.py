"""The door answers 200 only for what is on disk, and nothing odd makes it fall over."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from puntual.channels.signature import signature
from puntual.intake import app as door_module
from puntual.intake.app import MOST_BYTES, WebhookDoor
from puntual.intake.server import cloud_entrance
from puntual.store.inbox_sqlite import SqliteInbox, SqliteInboxReader
from tests.intake.stores import MachineClock

SECRET = "s3cret"
BODY = json.dumps({"object": "x", "entry": [{"id": "1", "changes": []}], "t": "mañana"}).encode()
Headers = Sequence[tuple[bytes, bytes]]
Work = Callable[[WebhookDoor], Awaitable[Any]]


def signed(body: bytes, secret: str = SECRET) -> Headers:
    return [(b"x-hub-signature-256", signature(body, secret).encode())]


async def ask(
    door: WebhookDoor,
    body: bytes | list[bytes] = BODY,
    headers: Headers | None = None,
    *,
    method: str = "POST",
    path: str = "/webhooks/cloud_api",
    query: bytes = b"",
    stall: bool = False,
) -> tuple[int, bytes, dict[bytes, bytes]]:
    chunks = [body] if isinstance(body, bytes) else list(body)
    if headers is None:
        headers = signed(b"".join(chunks))
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        if not chunks:
            if stall:
                await asyncio.sleep(60)
            return {"type": "http.disconnect"}
        chunk = chunks.pop(0)
        return {"type": "http.request", "body": chunk, "more_body": bool(chunks) or stall}

    async def send(event: MutableMapping[str, Any]) -> None:
        sent.append(event)

    scope = {"type": "http", "method": method, "path": path, "query_string": query, "headers": list(headers)}
    await door(scope, receive, send)
    if not sent:
        return 0, b"", {}
    return sent[0]["status"], sent[1]["body"], dict(sent[0]["headers"])


def run(folder: Path, work: Work, **options: Any) -> tuple[Any, list[bytes]]:
    """Work at a door with a real inbox, and what is in that inbox afterwards."""
    inbox = SqliteInbox(folder / "inbox.db", MachineClock())

    async def live() -> Any:
        await inbox.open()
        result = await work(WebhookDoor([cloud_entrance(SECRET, "a-word")], inbox, **options))
        await inbox.close()
        return result

    result = asyncio.run(live())
    return result, [letter.body for letter in SqliteInboxReader(folder / "inbox.db").after(0, 999)]


def status(folder: Path, *arguments: Any, **options: Any) -> tuple[int, list[bytes]]:
    (code, _, _), stored = run(folder, lambda door: ask(door, *arguments, **options))
    return code, stored


def test_a_genuine_webhook_is_stored_byte_for_byte(tmp_path: Path) -> None:
    assert status(tmp_path) == (200, [BODY])


def test_a_body_in_many_pieces_is_one_body(tmp_path: Path) -> None:
    assert status(tmp_path, [BODY[:3], b"", BODY[3:20], BODY[20:]]) == (200, [BODY])


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [(b"x-hub-signature-256", b"")],
        signed(BODY, "another"),
        [*signed(BODY), *signed(BODY)],
        [(b"x-hub-signature-256", signature(BODY, SECRET).upper().encode())],
        [(b"x-hub-signature-256", signature(BODY, SECRET)[:-1].encode())],
        [(b"x-hub-signature", b"sha1=" + b"0" * 40)],
        [(b"x-hub-signature-256", b"\xff" * 71)],
        signed(BODY + b"\n"),
    ],
)
def test_any_other_signature_is_401_and_leaves_no_row(tmp_path: Path, headers: Headers) -> None:
    assert status(tmp_path, BODY, headers) == (401, [])


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"entry":1}', b"\xff", b"null", b"[" * 100_000])
def test_what_is_signed_but_no_webhook_is_400_and_leaves_no_row(tmp_path: Path, body: bytes) -> None:
    assert status(tmp_path, body) == (400, [])


def test_half_an_emoji_is_stored_and_not_refused(tmp_path: Path) -> None:
    body = b'{"entry":[{"id":"1","changes":[{"field":"messages","value":{"x":"\\ud83d"}}]}]}'
    assert status(tmp_path, body) == (200, [body])


def test_three_megabytes_pass_and_more_is_413_announced_or_not(tmp_path: Path) -> None:
    frame = b'{"entry":[],"pad":"%s"}'
    large = frame % (b"x" * (3 * 1024 * 1024 - 22))
    assert status(tmp_path, large)[0] == 200
    too_large = frame % (b"x" * MOST_BYTES)
    announced = [*signed(too_large), (b"content-length", b"%d" % len(too_large))]
    assert status(tmp_path, too_large, announced)[0] == 413
    pieces = [too_large[i : i + 65_536] for i in range(0, len(too_large), 65_536)]
    assert status(tmp_path, pieces)[0] == 413
    assert status(tmp_path, BODY, [*signed(BODY), (b"content-length", b"9" * 5000)])[0] == 413
    assert status(tmp_path, BODY, [*signed(BODY), (b"content-length", b"-1")])[0] == 413


def test_a_sender_that_stalls_is_sent_away(tmp_path: Path) -> None:
    (code, _, headers), stored = run(tmp_path, lambda door: ask(door, [BODY], stall=True), body_seconds=0.05)
    assert (code, headers[b"connection"], stored) == (408, b"close", [])


def test_a_sender_that_hangs_up_leaves_no_row_and_no_memory_behind(tmp_path: Path) -> None:
    async def work(door: WebhookDoor) -> int:
        chunks = [BODY[:5]]

        async def receive() -> MutableMapping[str, Any]:
            if chunks:
                return {"type": "http.request", "body": chunks.pop(), "more_body": True}
            return {"type": "http.disconnect"}

        async def send(_: MutableMapping[str, Any]) -> None:
            raise AssertionError

        scope = {"type": "http", "method": "POST", "path": "/webhooks/cloud_api", "headers": signed(BODY)}
        await door(scope, receive, send)
        return door._held

    assert run(tmp_path, work) == (0, [])


def test_all_bodies_together_are_bounded_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door_module, "MOST_BYTES_AT_ONCE", 5 * len(BODY) // 2)

    async def work(door: WebhookDoor) -> list[int]:
        slow = [asyncio.create_task(ask(door, [BODY], stall=True)) for _ in range(2)]
        await asyncio.sleep(0.01)
        while_full = (await ask(door))[0]
        await asyncio.gather(*slow)
        return [while_full, (await ask(door))[0]]

    codes, stored = run(tmp_path, work, body_seconds=0.2)
    assert codes == [503, 200]
    assert stored == [BODY]


def test_the_handshake_gives_the_challenge_back_as_plain_text(tmp_path: Path) -> None:
    query = b"hub.mode=subscribe&hub.verify_token=a-word&hub.challenge=%3Cb%3E1158201444"
    (code, text, headers), _ = run(tmp_path, lambda door: ask(door, method="GET", query=query))
    assert (code, text) == (200, b"<b>1158201444")
    assert headers[b"content-type"].startswith(b"text/plain")
    assert headers[b"x-content-type-options"] == b"nosniff"


@pytest.mark.parametrize(
    "query",
    [
        b"",
        b"hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1",
        b"hub.mode=unsubscribe&hub.verify_token=a-word&hub.challenge=1",
        b"hub.mode=subscribe&hub.verify_token=&hub.challenge=1",
        b"hub.mode=subscribe&hub.verify_token=%C3%A9%FF&hub.challenge=1",
    ],
)
def test_any_other_handshake_is_403(tmp_path: Path, query: bytes) -> None:
    assert status(tmp_path, method="GET", query=query)[0] == 403


def test_an_empty_verify_token_opens_to_nobody() -> None:
    door = WebhookDoor([cloud_entrance(SECRET, "")], SqliteInbox(Path("unused"), MachineClock()))
    query = b"hub.mode=subscribe&hub.verify_token=&hub.challenge=1"
    assert asyncio.run(ask(door, method="GET", query=query))[0] == 403


def test_other_paths_and_methods_have_their_own_answers(tmp_path: Path) -> None:
    assert status(tmp_path, path="/healthz", method="GET")[0] == 200
    assert status(tmp_path, path="/webhooks/other")[0] == 404
    assert status(tmp_path, path="/")[0] == 404
    assert status(tmp_path, method="DELETE")[0] == 405


def test_what_cannot_be_stored_is_503_so_that_the_provider_comes_again(tmp_path: Path) -> None:
    path = tmp_path / "inbox.db"

    async def work(door: WebhookDoor) -> list[int]:
        first = (await ask(door))[0]
        await door._inbox.close()
        return [first, (await ask(door, BODY.replace(b"1", b"2")))[0]]

    inbox = SqliteInbox(path, MachineClock())

    async def live() -> list[int]:
        await inbox.open()
        return await work(WebhookDoor([cloud_entrance(SECRET, "a-word")], inbox))

    assert asyncio.run(live()) == [200, 503]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.one_of(st.binary(max_size=200), st.just(BODY)),
    headers=st.lists(
        st.tuples(st.sampled_from([b"x-hub-signature-256", b"content-length", b"x"]), st.binary(max_size=80))
    ),
    method=st.sampled_from(["GET", "POST", "PUT", "HEAD", "\u2603"]),
    query=st.binary(max_size=60),
)
def test_no_request_whatever_makes_it_a_500(
    tmp_path: Path, body: bytes, headers: Headers, method: str, query: bytes
) -> None:
    code, _ = status(tmp_path, body, headers, method=method, query=query)
    assert code in {200, 400, 401, 403, 405, 413}
