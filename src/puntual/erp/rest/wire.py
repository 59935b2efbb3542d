"""One conversation with one server: only the requests that a preset lists, patiently, within bounds.

aiohttp does the talking. It is a dependency already, has a time-out for a whole request (a server that sends one
byte a minute is let go), and lets us choose the address that is connected to, which is what stops a host name from
leading into a private network. Nothing of a request is logged, and no message holds a query, a header or a body.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import random
import re
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import TracebackType
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import aiohttp
from yarl import URL

from puntual import __version__
from puntual.erp.rest.addresses import ForbiddenAddress, GuardedResolver, check_base
from puntual.erp.rest.answers import NoJson, at, parse
from puntual.erp.rest.shape import Allow, Http, Json
from puntual.ports.source import SourceUnreadable

LONGEST_WAIT = 120.0
"""Seconds. A server that wants a longer pause is asked again at the next sync instead."""
CONNECT_SECONDS = 15.0
_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Request:
    """One request. path: after the base address, encoded. body: JSON; form: fields of a form instead."""

    method: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: Json = field(default=None, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)
    auth: tuple[str, str] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back and was JSON."""

    status: int
    value: Json


class Unauthorised(Exception):
    """The server no longer knows us (401): the token has to be renewed, or is wrong."""


class NotAllowed(SourceUnreadable):
    """A request that the preset does not list was about to be made. It was not made."""


class _TryAgain(Exception):
    """The attempt failed in a way that may pass. wait: seconds that the server asked for."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


@dataclass(slots=True)
class Wire:
    """Open as a context manager. ca_file: the certificate of a server that signs its own.

    private_allowed: the server may stand in the company's own network. sleep and chance: so that tests need not wait.
    """

    http: Http
    base: str
    private_allowed: bool = False
    ca_file: Path | None = None
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    secrets: list[str] = field(default_factory=list, repr=False)
    requests: int = 0
    _runner: asyncio.Runner | None = None
    _session: aiohttp.ClientSession | None = None
    _last: float = float("-inf")

    def __enter__(self) -> Wire:
        check_base(self.base, private_allowed=self.private_allowed)
        tls = self._tls()
        self._runner = asyncio.Runner()
        try:
            self._session = self._runner.run(self._open(tls))
        except BaseException:
            self._runner.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner is not None and self._session is not None:
            self._runner.run(self._session.close())
            self._runner.close()
        self._runner = self._session = None

    def ask(self, request: Request) -> Answer:
        """The server's answer. Raises Unauthorised, NotAllowed, SourceUnreadable."""
        check_allowed(request, self.http.allow)
        why = ""
        for attempt in range(self.http.attempts):
            try:
                return self._attempt(request)
            except _TryAgain as error:
                why = str(error)
                wait = error.wait if error.wait is not None else self._pause(attempt)
                if wait > LONGEST_WAIT:
                    raise SourceUnreadable(
                        f"{self._place(request)}: {why}, and wants {wait:.0f} seconds of quiet. Try later."
                    ) from None
                if attempt + 1 < self.http.attempts:
                    self.sleep(wait)
        raise SourceUnreadable(
            f"{self._place(request)}: {why} ({self.http.attempts} attempts). Try again later."
        )

    def hide(self, text: str) -> str:
        """The text without our secrets, one line, not long."""
        for secret in sorted(filter(None, self.secrets), key=len, reverse=True):
            if len(secret) >= 3:
                text = text.replace(secret, "***")
        return " ".join(text.split())[:200]

    def clear_cookies(self) -> None:
        """Forget a session that the server has ended."""
        if self._session is not None:
            self._session.cookie_jar.clear()

    def _attempt(self, request: Request) -> Answer:
        if self._runner is None or self._session is None:
            raise RuntimeError("a Wire is used inside `with`")
        self._keep_pace()
        self.requests += 1
        try:
            status, headers, body = self._runner.run(self._send(self._session, request))
        except ForbiddenAddress as error:
            raise SourceUnreadable(str(error)) from None
        except aiohttp.ClientConnectorCertificateError:
            raise SourceUnreadable(
                f"{self._host()} shows a certificate that nobody we know has signed. Write its file as ca_file "
                "under [source]; the check itself cannot be turned off."
            ) from None
        except TimeoutError:
            raise _TryAgain(f"no whole answer within {self.http.timeout:.0f} seconds") from None
        except aiohttp.ClientConnectorError as error:
            if isinstance(error.os_error, ForbiddenAddress):
                raise SourceUnreadable(str(error.os_error)) from None
            raise _TryAgain("the server could not be reached") from None
        except (aiohttp.ClientPayloadError, aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
            raise _TryAgain("the answer broke off") from None
        except aiohttp.ClientError as error:
            raise _TryAgain(f"the conversation failed ({type(error).__name__})") from None
        return self._judge(request, status, headers, body)

    def _judge(self, request: Request, status: int, headers: Mapping[str, str], body: bytes) -> Answer:
        place = self._place(request)
        if status == 401:
            raise Unauthorised(place)
        if status in _AGAIN:
            raise _TryAgain(f"the server said {status}", self._asked_wait(headers))
        if 300 <= status < 400:
            raise SourceUnreadable(
                f"{place}: the server sends elsewhere (HTTP {status}). Write the final address as base_url; it is "
                "not followed, because the password would go along."
            )
        if status in (402, 403):
            raise SourceUnreadable(
                f"{place}: refused (HTTP {status}). The user lacks the right to read this, or the account is "
                f"suspended.{self._said(body)}"
            )
        if status >= 400:
            raise SourceUnreadable(
                f"{place}: HTTP {status}.{self._said(body)} Check base_url and the parameters."
            )
        try:
            value = parse(body)
        except NoJson as error:
            if "page" in str(error):
                raise SourceUnreadable(
                    f"{place}: answered with {error} (HTTP {status}). Check base_url: it points at the program's "
                    "pages, not at its interface for programs."
                ) from None
            raise _TryAgain(f"it answered with {error}") from None
        self._check_success(place, value, body)
        return Answer(status, value)

    def _check_success(self, place: str, value: Json, body: bytes) -> None:
        """Several systems say "wrong" with HTTP 200."""
        if isinstance(value, dict) and value.get("error") and "jsonrpc" in value:
            raise SourceUnreadable(f"{place}: the server refused.{self._said(body)}")
        for path, good in self.http.success.items():
            said = at(value, path)
            if said is not None and said != good:
                raise SourceUnreadable(f"{place}: the server refused.{self._said(body)}")

    def _said(self, body: bytes) -> str:
        """The server's own reason, where the preset knows where it stands."""
        try:
            value = parse(body)
        except NoJson:
            return ""
        for path in (*self.http.error, "error.data.message", "error.message"):
            said = at(value, path)
            if isinstance(said, str) and said:
                return f' It says: "{self.hide(said)}".'
        return ""

    def _pause(self, attempt: int) -> float:
        """Twice as long each time, and not for all at the same moment."""
        return float(min(0.5 * 2**attempt, 30.0) * (0.5 + self.chance()))

    def _asked_wait(self, headers: Mapping[str, str]) -> float | None:
        raw = (headers.get(self.http.reset_header) if self.http.reset_header else None) or headers.get(
            "Retry-After"
        )
        if raw is None:
            return None
        if re.fullmatch(r"\d{1,9}(\.\d+)?", raw.strip()):
            return float(raw)
        with contextlib.suppress(ValueError, TypeError):
            # By the server's own clock: ours may be off.
            later = parsedate_to_datetime(raw) - parsedate_to_datetime(headers.get("Date", ""))
            return max(later.total_seconds(), 0.0)
        return None

    def _keep_pace(self) -> None:
        gap = 60.0 / max(self.http.requests_per_minute, 1)
        wait = self._last + gap - time.monotonic()
        if wait > 0:
            self.sleep(wait)
        self._last = time.monotonic()

    async def _open(self, tls: ssl.SSLContext | bool) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            resolver=GuardedResolver(private_allowed=self.private_allowed), ssl=tls, limit=2, ttl_dns_cache=60
        )
        timeout = aiohttp.ClientTimeout(total=self.http.timeout, connect=CONNECT_SECONDS)
        return aiohttp.ClientSession(
            connector=connector,
            timeout=timeout,
            cookie_jar=aiohttp.CookieJar(unsafe=True),  # a server in the company's network has no name
            headers={"User-Agent": f"puntual/{__version__}", "Accept": "application/json"},
            trust_env=False,
        )

    async def _send(
        self, session: aiohttp.ClientSession, request: Request
    ) -> tuple[int, Mapping[str, str], bytes]:
        headers = dict(request.headers)
        data: bytes | None = None
        if request.form is not None:
            data = urlencode(request.form).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        elif request.body is not None:
            data = json.dumps(request.body).encode()
            headers["Content-Type"] = "application/json"
        if request.auth is not None:
            word = base64.b64encode(":".join(request.auth).encode()).decode()
            headers["Authorization"] = f"Basic {word}"
        async with session.request(
            request.method,
            address(self.base, request.path, request.params),
            headers=headers,
            data=data,
            allow_redirects=False,
        ) as response:
            chunks: list[bytes] = []
            size = 0
            async for chunk in response.content.iter_chunked(_CHUNK):
                size += len(chunk)
                if size > self.http.most_bytes:
                    raise SourceUnreadable(
                        f"{self._place(request)}: the answer is larger than {self.http.most_bytes:,} bytes. "
                        "Ask for smaller pages (page_size)."
                    )
                chunks.append(chunk)
            return response.status, response.headers, b"".join(chunks)

    def _tls(self) -> ssl.SSLContext | bool:
        if self.ca_file is None:
            return True
        try:
            return ssl.create_default_context(cafile=str(self.ca_file))
        except (OSError, ssl.SSLError):
            raise SourceUnreadable(f"[source] ca_file: {self.ca_file} is no readable certificate.") from None

    def _host(self) -> str:
        return urlsplit(self.base).hostname or "?"

    def _place(self, request: Request) -> str:
        return f"{self._host()} {request.method} {request.path}"


def check_allowed(request: Request, allow: list[Allow]) -> None:
    """Raise NotAllowed unless the preset lists this very request: method, whole path, and what the body asks for."""
    for one in allow:
        if one.method != request.method or not _pattern(one.path).fullmatch(request.path):
            continue
        if all(at(request.body, path) in values for path, values in one.only.items()):
            return
    raise NotAllowed(
        f"{request.method} {request.path} is not in the preset's list of reads, so it was not sent."
    )


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"(\{\w[\w.]*\})", path)
    return re.compile("".join("[^/?#]+" if part.startswith("{") else _exact(part) for part in parts))


def _exact(part: str) -> str:
    return re.escape(quote(part, safe="/%:=@,.~-_()'"))


def address(base: str, path: str, params: Mapping[str, str]) -> URL:
    """The whole address, encoded once and by us."""
    query = urlencode(list(params.items()))
    return URL(base.rstrip("/") + path + (f"?{query}" if query else ""), encoded=True)


def from_link(base: str, link: str) -> tuple[str, dict[str, str]]:
    """The path (after the base) and parameters of a next page. Raises SourceUnreadable for another server."""
    home, there = urlsplit(base), urlsplit(link)
    if there.scheme or there.netloc:
        port = {"https": 443, "http": 80}
        same = (home.scheme, home.hostname, home.port or port.get(home.scheme)) == (
            there.scheme,
            there.hostname,
            there.port or port.get(there.scheme),
        )
        if not same or there.username is not None:
            raise SourceUnreadable(
                f"{home.hostname}: the next page is said to be on another server, which is not asked."
            )
    path = there.path
    prefix = home.path.rstrip("/")
    if path.startswith(prefix + "/"):
        path = path.removeprefix(prefix)
    elif there.netloc:
        raise SourceUnreadable(
            f"{home.hostname}: the next page is outside of base_url. The list is not whole."
        )
    return "/" + path.lstrip("/"), dict(parse_qsl(there.query, keep_blank_values=True))
