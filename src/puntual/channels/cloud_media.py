"""Recordings from the Cloud API: an id becomes an address, the address becomes a file that was checked on the way."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import quote, urlsplit

import aiohttp
import msgspec

from puntual.ports.media import Fetched, MediaRef, Missing, NotFetched

from .cloud_outcome import HttpReply
from .cloud_request import MEDIA_HOSTS, CloudSettings, HttpCall, headers

# What WhatsApp lets people send as sound, and its limit for it ("Supported media types", as of May 2026).
SOUND_TYPES = frozenset({"audio/ogg", "audio/opus", "audio/aac", "audio/amr", "audio/mpeg", "audio/mp4"})
MOST_BYTES = 16 * 1024 * 1024
_LOOKUP_BYTES = 64 * 1024
_PIECE = 64 * 1024
_ID = re.compile(r"[A-Za-z0-9_-]{1,200}")
_PORTS = {"https": 443, "http": 80}


class _Located(msgspec.Struct):
    """The answer to `GET /{media id}`."""

    url: str = ""
    mime_type: str = ""
    file_size: str | int | None = None


@dataclass(frozen=True, slots=True)
class CloudMedia:
    """The `MediaSource` port on the Cloud API.

    hosts: names (or name:port) that a file may be fetched from, with the scheme of `graph_url`. most_bytes:
    size of a file. seconds: wall time for both requests.
    """

    settings: CloudSettings
    hosts: tuple[str, ...] = MEDIA_HOSTS
    most_bytes: int = MOST_BYTES
    seconds: float = 60.0

    def fetch(self, wanted: MediaRef, into: BinaryIO) -> Fetched | NotFetched:
        """Write the recording to `into`, and say whether it is what the webhook announced."""
        if not _ID.fullmatch(wanted.media_id):
            return NotFetched(Missing.GONE, "this is no id of a file")
        if not is_sound(wanted.media_type, unnamed=True):
            return NotFetched(Missing.WRONG_TYPE, "the webhook names another type of file")
        try:
            return asyncio.run(self._fetch(wanted, into))
        except TimeoutError:
            return NotFetched(Missing.UNREACHABLE, f"no file within {self.seconds:g} seconds")
        except (aiohttp.ClientError, OSError) as error:
            return NotFetched(Missing.UNREACHABLE, f"the connection broke: {type(error).__name__}")

    async def _fetch(self, wanted: MediaRef, into: BinaryIO) -> Fetched | NotFetched:
        limits = aiohttp.ClientTimeout(total=self.seconds, connect=self.settings.connect_timeout)
        # Unpacking is refused: a small answer must not become a large file.
        async with (
            asyncio.timeout(self.seconds),
            aiohttp.ClientSession(timeout=limits, auto_decompress=False) as session,
        ):
            located = await self._locate(session, wanted)
            if isinstance(located, NotFetched):
                return located
            return await self._download(session, located, wanted, into)

    async def _locate(self, session: aiohttp.ClientSession, wanted: MediaRef) -> _Located | NotFetched:
        call = lookup_call(self.settings, wanted.media_id)
        async with session.get(call.url, headers=call.headers, allow_redirects=False) as reply:
            body = b""
            async for piece in reply.content.iter_chunked(_PIECE):
                body += piece
                if len(body) > _LOOKUP_BYTES:
                    return NotFetched(Missing.UNREACHABLE, "the answer is too long")
        located = read_location(HttpReply(reply.status, {}, body))
        if isinstance(located, NotFetched):
            return located
        if not self.allowed(located.url):
            return NotFetched(Missing.FORBIDDEN_HOST, "the file is kept where we do not fetch from")
        if not is_sound(located.mime_type, unnamed=bool(wanted.media_type)):
            return NotFetched(Missing.WRONG_TYPE, "the channel names another type of file")
        if _size(located.file_size) > self.most_bytes:
            return NotFetched(Missing.TOO_LARGE, f"more than {self.most_bytes} bytes")
        return located

    def allowed(self, url: str) -> bool:
        """Whether our token may go to this address."""
        try:
            parts = urlsplit(url)
            port = parts.port or _PORTS.get(parts.scheme)
        except ValueError:
            return False
        plain = parts.scheme == urlsplit(self.settings.graph_url).scheme and parts.username is None
        name = parts.hostname or ""
        usual = port == _PORTS.get(parts.scheme)
        return plain and (f"{name}:{port}" in self.hosts or (usual and name in self.hosts))

    async def _download(
        self, session: aiohttp.ClientSession, located: _Located, wanted: MediaRef, into: BinaryIO
    ) -> Fetched | NotFetched:
        asked = {**lookup_call(self.settings, wanted.media_id).headers, "Accept": "*/*"}
        async with session.get(located.url, headers=asked, allow_redirects=False) as reply:
            if reply.status != 200:
                return _refused(reply.status)
            if reply.headers.get("Content-Encoding", "identity") != "identity":
                return NotFetched(Missing.WRONG_TYPE, "the file came packed")
            seen, size = hashlib.sha256(), 0
            async for piece in reply.content.iter_chunked(_PIECE):
                size += len(piece)
                if size > self.most_bytes:
                    return NotFetched(Missing.TOO_LARGE, f"more than {self.most_bytes} bytes")
                seen.update(piece)
                into.write(piece)
        if wanted.sha256 and seen.hexdigest() != wanted.sha256:
            return NotFetched(Missing.DAMAGED, "the file is not the one that the webhook announced")
        return Fetched(_plain(located.mime_type or wanted.media_type), size, seen.hexdigest())


def lookup_call(settings: CloudSettings, media_id: str) -> HttpCall:
    """The request for a file's address."""
    url = settings.url(f"{media_id}?phone_number_id={quote(settings.phone_number_id, safe='')}")
    return HttpCall("GET", url, {**headers(settings), "Accept-Encoding": "identity"})


def read_location(reply: HttpReply) -> _Located | NotFetched:
    """Where the file is, or why there is none. An id that has expired answers 400 with code 100."""
    if reply.status != 200:
        return _refused(reply.status)
    try:
        located = msgspec.json.decode(reply.body, type=_Located)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return NotFetched(Missing.UNREACHABLE, "the answer cannot be read")
    return located if located.url else NotFetched(Missing.GONE, "the channel has no address for it")


def hex_digest(told: str) -> str:
    """A SHA-256 as lower-case hex. Webhooks write it in base64, the API's answers in hex; else empty."""
    if re.fullmatch(r"[0-9a-fA-F]{64}", told):
        return told.lower()
    try:
        raw = base64.b64decode(told, validate=True)
    except (binascii.Error, ValueError):
        return ""
    return raw.hex() if len(raw) == hashlib.sha256().digest_size else ""


def is_sound(media_type: str, *, unnamed: bool) -> bool:
    """Whether this is a type of sound that we take; `unnamed` is the answer for no type at all."""
    return _plain(media_type) in SOUND_TYPES if media_type else unnamed


def _plain(media_type: str) -> str:
    return media_type.split(";")[0].strip().lower()


def _size(told: str | int | None) -> int:
    text = str(told or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0


def _refused(status: int) -> NotFetched:
    """401, 403 and 429 are about us, 5xx about them; anything else is about the file."""
    if status in (401, 403, 408, 429) or status >= 500:
        return NotFetched(Missing.UNREACHABLE, f"HTTP {status}")
    return NotFetched(Missing.GONE, f"HTTP {status}")
