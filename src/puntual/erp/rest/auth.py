"""Proving who we are: the kinds of it that ERPs ask for. Tokens live in memory, or in a file only we can read."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from puntual.erp.rest.answers import at, is_filled
from puntual.erp.rest.shape import Json, Rest
from puntual.erp.rest.template import fill, fill_all, fill_body, fill_path
from puntual.erp.rest.wire import Answer, Request, Unauthorised, Wire
from puntual.ports.source import SourceUnreadable


@dataclass(slots=True)
class Session:
    """A wire with credentials. values: the preset's parameters, and what a login gave.

    A 401 renews the login once for a request; a second one means that the credentials are wrong.
    """

    wire: Wire
    rest: Rest
    values: dict[str, Json] = field(repr=False)
    folder: Path = field(default_factory=Path)
    _open: bool = False

    def ask(
        self,
        method: str,
        path: str,
        params: dict[str, str],
        body: Json = None,
        headers: dict[str, str] | None = None,
    ) -> Json:
        """The JSON that the server answers. path: encoded. Raises SourceUnreadable."""
        for renewed in (False, True):
            self.open()
            try:
                return self.wire.ask(self._signed(method, path, params, body, headers or {})).value
            except Unauthorised:
                if renewed or self.rest.auth.kind not in ("login", "oauth2"):
                    break
                self._open = False
                self.wire.clear_cookies()
        raise SourceUnreadable(self._refused())

    def open(self) -> None:
        """Log in, unless that is done: what a login gives may stand in paths and bodies."""
        if not self._open:
            self._login()

    def _signed(
        self, method: str, path: str, params: dict[str, str], body: Json, headers: dict[str, str]
    ) -> Request:
        auth = self.rest.auth
        sent = {**fill_all(self.rest.headers, self.values), **headers}
        for name, text in auth.headers.items():
            value = fill(text, self.values)
            if auth.base64:
                kind, _, rest = value.partition(" ")
                value = f"{kind} {base64.b64encode(rest.encode()).decode()}"
            sent[name] = value
        basic = (
            (fill(auth.username, self.values), fill(auth.password, self.values))
            if auth.kind == "basic"
            else None
        )
        return Request(method, path, params, sent, body, None, basic)

    def _login(self) -> None:
        auth = self.rest.auth
        if auth.kind == "login":
            self._capture(self._ask_login())
        elif auth.kind == "oauth2":
            self._refresh()
        self._open = True

    def _ask_login(self) -> Json:
        auth = self.rest.auth
        body = fill_body(auth.body, self.values) if auth.body else None
        form = fill_all(auth.form, self.values) if auth.form else None
        headers = fill_all(self.rest.headers, self.values)
        request = Request(
            auth.method,
            fill_path(auth.path, self.values),
            fill_all(auth.params, self.values),
            headers,
            body,
            form,
        )
        try:
            return self.wire.ask(request).value
        except Unauthorised:
            raise SourceUnreadable(self._refused()) from None

    def _capture(self, answer: Json) -> None:
        for name, path in self.rest.auth.capture.items():
            value = at(answer, path)
            if not is_filled(value):
                raise SourceUnreadable(self._refused())
            self.values[name] = value
            if isinstance(value, str):
                self.wire.secrets.append(value)

    def _refresh(self) -> None:
        """Trade the refresh token for an access token. Some systems give a new refresh token each time, which kills
        the old one: it is on disk before anything is asked with it.
        """
        auth = self.rest.auth
        file = self.folder / fill(auth.token_file, self.values)
        refresh = read_token(file) or fill(auth.refresh_token, self.values)
        self.wire.secrets.append(refresh)
        values = {**self.values, "refresh_token": refresh}
        form = {"grant_type": "refresh_token", "refresh_token": refresh, **fill_all(auth.form, values)}
        basic = (fill(auth.username, values), fill(auth.password, values)) if auth.username else None
        try:
            answer = self._token_answer(Request("POST", auth.path, {}, {}, None, form, basic))
        except Unauthorised:
            raise SourceUnreadable(self._refused()) from None
        access, fresh = at(answer, "access_token"), at(answer, "refresh_token")
        if not isinstance(access, str) or not access:
            raise SourceUnreadable(self._refused())
        self.wire.secrets.append(access)
        if isinstance(fresh, str) and fresh and fresh != refresh:
            self.wire.secrets.append(fresh)
            write_token(file, fresh)
        self.values["access_token"] = access

    def _token_answer(self, request: Request) -> Json:
        """The token endpoint often stands on another server than the data."""
        base = fill(self.rest.auth.params.get("base", ""), self.values)
        if not base:
            return self.wire.ask(request).value
        other = Wire(
            self.rest,
            base,
            private_allowed=self.wire.private_allowed,
            ca_file=self.wire.ca_file,
            sleep=self.wire.sleep,
            chance=self.wire.chance,
            secrets=self.wire.secrets,
        )
        with other:
            answer: Answer = other.ask(request)
        return answer.value

    def _refused(self) -> str:
        return (
            "The server does not accept the credentials of [source.parameters]: check user, key and password, and "
            "that they have not expired or been revoked."
        )


def read_token(file: Path) -> str:
    """The refresh token that was kept last, "" where none is. Raises SourceUnreadable where others may read it."""
    try:
        mode = file.stat().st_mode
        if mode & 0o077:
            raise SourceUnreadable(f"{file}: others can read this token. Run: chmod 600 {file}")
        return str(json.loads(file.read_text("utf-8"))["refresh_token"])
    except FileNotFoundError:
        return ""
    except (OSError, ValueError, KeyError, TypeError):
        raise SourceUnreadable(
            f"{file}: the kept token cannot be read. Remove the file and authorise anew."
        ) from None


def write_token(file: Path, token: str) -> None:
    """Keep a refresh token for the next run, readable by us alone, whole or not at all. Raises SourceUnreadable."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".token-")  # 0600 from the start
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump({"refresh_token": token}, out)
                out.flush()
                os.fsync(out.fileno())
            Path(name).replace(file)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise SourceUnreadable(f"{file}: the new token cannot be kept ({error.strerror}).") from None
