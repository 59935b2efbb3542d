"""Google Sheets by service account, read-only: one call gives all cells of a tab.

Values come as the sheet holds them (UNFORMATTED_VALUE, dates as serial numbers), so that no locale is guessed. Limits
of the API: 300 reads a minute and project, 60 a minute and user, answered with 429; read in November 2026.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from google.auth import exceptions, transport
from google.oauth2 import service_account

from puntual.erp.cells import Cell, Row
from puntual.erp.header_words import Entity
from puntual.erp.options import Layout
from puntual.erp.sheets import Sheet
from puntual.erp.web import Bounds, Unreachable, WebAnswer, fetch
from puntual.ports.source import SourceUnreadable

API = "https://sheets.googleapis.com"
SCOPE = "https://www.googleapis.com/auth/spreadsheets.readonly"
ATTEMPTS = 4
LONGEST_WAIT = 60.0
_AGAIN = frozenset((408, 429, 500, 502, 503, 504))


@dataclass(slots=True)
class GoogleSheets:
    """One spreadsheet and the service account that may read it. api and token_url: other servers can stand in."""

    spreadsheet: str
    key_file: Path
    api: str = API
    token_url: str = ""
    private_allowed: bool = False
    seconds: float = 60.0
    sleep: Callable[[float], None] = time.sleep
    _credentials: Any = field(default=None, repr=False)

    def titles(self) -> list[str]:
        """The names of its tabs, hidden ones left out."""
        answer = self._get(
            f"/v4/spreadsheets/{quote(self.spreadsheet)}", {"fields": "sheets.properties(title,hidden)"}
        )
        told = [one.get("properties", {}) for one in answer.get("sheets", ())]
        return [str(one["title"]) for one in told if "title" in one and not one.get("hidden")]

    def cells(self, tabs: list[str]) -> list[Sheet]:
        """All cells of these tabs, in one call."""
        query = [("ranges", f"'{tab.replace(chr(39), chr(39) * 2)}'") for tab in tabs]
        query += [
            ("valueRenderOption", "UNFORMATTED_VALUE"),
            ("dateTimeRenderOption", "SERIAL_NUMBER"),
            ("majorDimension", "ROWS"),
        ]
        answer = self._get(f"/v4/spreadsheets/{quote(self.spreadsheet)}/values:batchGet", query)
        found = answer.get("valueRanges", ())
        if len(found) != len(tabs):
            raise SourceUnreadable("[source] spreadsheet: not all tabs came back. Try again.")
        return [
            Sheet(f"Google Sheets [{tab}]", _rows(one.get("values", ())))
            for tab, one in zip(tabs, found, strict=True)
        ]

    def _get(self, path: str, query: Mapping[str, str] | list[tuple[str, str]]) -> dict[str, Any]:
        url = f"{self.api.rstrip('/')}{path}?{urlencode(query)}"
        bounds = Bounds(seconds=self.seconds, private_allowed=self.private_allowed)
        why = ""
        for attempt in range(ATTEMPTS):
            wait = 0.5 * 2**attempt
            try:
                answer = fetch(url, "[source] spreadsheet", bounds, headers=self._authorised())
            except Unreachable as error:
                why = str(error)
            else:
                if answer.status not in _AGAIN:
                    return self._judged(answer)
                why = f"Google Sheets said HTTP {answer.status}."
                told = answer.headers.get("retry-after", "")
                wait = float(told) if told.isdigit() else wait
            if wait > LONGEST_WAIT:
                break
            if attempt + 1 < ATTEMPTS:
                self.sleep(wait)
        raise SourceUnreadable(f"{why} Let the next sync try.")

    def _judged(self, answer: WebAnswer) -> dict[str, Any]:
        if answer.status == 403:
            raise SourceUnreadable(
                "[source] spreadsheet: the service account may not read it. Share the sheet with its address "
                f"({self._account()}) as viewer, and switch the Google Sheets API on in its project."
            )
        if answer.status in (400, 404):
            raise SourceUnreadable(
                "[source] spreadsheet: there is no such spreadsheet or tab. Check its id and [source.tabs]."
            )
        if answer.status != 200:
            raise SourceUnreadable(f"[source] spreadsheet: Google Sheets said HTTP {answer.status}.")
        try:
            told = json.loads(answer.body)
        except ValueError:
            raise SourceUnreadable(
                "[source] spreadsheet: the answer is no JSON, or was cut off. Try again."
            ) from None
        return told if isinstance(told, dict) else {}

    def _authorised(self) -> dict[str, str]:
        credentials = self._signed_in()
        if not credentials.valid:
            try:
                credentials.refresh(_Transport(self.private_allowed))
            except exceptions.TransportError as error:
                raise SourceUnreadable(f"[source] key_file: {error}") from None
            except exceptions.GoogleAuthError:
                raise SourceUnreadable(
                    "[source] key_file: Google does not accept the key. Was it deleted, or is the clock here wrong?"
                ) from None
        return {"Authorization": f"Bearer {credentials.token}", "Accept": "application/json"}

    def _signed_in(self) -> Any:
        if self._credentials is None:
            told = self._key()
            if self.token_url:
                told["token_uri"] = self.token_url
            try:
                self._credentials = service_account.Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
                    told, scopes=[SCOPE]
                )
            except (ValueError, KeyError):
                raise SourceUnreadable(
                    f"[source] key_file: {self.key_file} is no service account's key (JSON, from Google's console)."
                ) from None
        return self._credentials

    def _key(self) -> dict[str, Any]:
        try:
            told = json.loads(self.key_file.read_text("utf-8"))
        except FileNotFoundError:
            raise SourceUnreadable(f"[source] key_file: {self.key_file}: there is no such file.") from None
        except (OSError, ValueError):
            raise SourceUnreadable(f"[source] key_file: {self.key_file} cannot be read as JSON.") from None
        return told if isinstance(told, dict) else {}

    def _account(self) -> str:
        return str(self._key().get("client_email", "?"))


@dataclass(slots=True)
class GooglePlace:
    """One tab, or all of them where none is named: then the one that looks like a ledger is found."""

    book: GoogleSheets
    tab: str = ""

    def __str__(self) -> str:
        return f"Google Sheets [{self.tab}]" if self.tab else "Google Sheets"

    def sheets(self, entity: Entity, layout: Layout) -> list[Sheet]:
        """The cells as they are now. Raises SourceUnreadable."""
        del entity, layout
        tabs = [self.tab] if self.tab else self.book.titles()
        return self.book.cells(tabs) if tabs else []


class _Transport(transport.Request):
    """Google's library asks for its token through our own bounded requests."""

    def __init__(self, private_allowed: bool) -> None:
        self._private_allowed = private_allowed

    def __call__(
        self,
        url: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
        **_more: Any,
    ) -> transport.Response:
        bounds = Bounds(1_000_000, timeout or 30.0, private_allowed=self._private_allowed)
        try:
            return _Answer(
                fetch(url, "the token's address", bounds, method=method, headers=headers, body=body)
            )
        except SourceUnreadable as error:
            raise exceptions.TransportError(str(error)) from None  # type: ignore[no-untyped-call]


class _Answer(transport.Response):
    """A WebAnswer as Google's library wants it."""

    def __init__(self, answer: WebAnswer) -> None:
        self._answer = answer

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self._answer.status

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers, names in lower case."""
        return self._answer.headers

    @property
    def data(self) -> bytes:
        """The body."""
        return self._answer.body


def _rows(values: Any) -> list[Row]:
    return [tuple(_cell(value) for value in row) for row in values]


def _cell(value: Any) -> Cell:
    if value == "" or (isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "/A"))):
        return None  # nothing, or a formula's error (#REF!, #NAME?, #N/A)
    return value if isinstance(value, str | int | float | bool) else str(value)
