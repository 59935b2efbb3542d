"""A CSV at an address, as "publish to the web" gives it: bounded, checked, and not fetched again while unchanged."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from puntual.erp.header_words import Entity
from puntual.erp.options import Layout
from puntual.erp.sheets import Sheet, sheets_of
from puntual.erp.web import Bounds, WebAnswer, fetch
from puntual.ports.source import SourceUnreadable

HOPS = 5
"""Google sends a published sheet on to another of its hosts; nothing secret goes along."""


@dataclass(slots=True)
class WebCsv:
    """The address of a CSV. What was fetched is kept in memory with its ETag. most_bytes: after unpacking."""

    url: str = field(repr=False)
    private_allowed: bool = False
    most_bytes: int = 64 * 1024 * 1024
    seconds: float = 60.0
    _tag: str = field(default="", repr=False)
    _kept: bytes = field(default=b"", repr=False)

    def __str__(self) -> str:
        return (
            f"[source] url ({urlsplit(self.url).hostname})"  # the rest of it is a secret that opens the sheet
        )

    def sheets(self, entity: Entity, layout: Layout) -> list[Sheet]:
        """The one sheet that is there now. Raises SourceUnreadable."""
        headers = {"Accept": "text/csv"} | ({"If-None-Match": self._tag} if self._tag else {})
        bounds = Bounds(self.most_bytes, self.seconds, HOPS, self.private_allowed)
        answer = fetch(self.url, str(self), bounds, headers=headers)
        if answer.status == 304 and self._tag:
            return sheets_of("published.csv", self._kept, entity, layout)
        self._refuse(answer)
        self._tag, self._kept = answer.headers.get("etag", ""), answer.body
        return sheets_of("published.csv", answer.body, entity, layout)

    def _refuse(self, answer: WebAnswer) -> None:
        if answer.status != 200:
            raise SourceUnreadable(
                f"{self}: the server said HTTP {answer.status}. Is the sheet still published to the web?"
            )
        start = answer.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if start.startswith((b"<!doctype", b"<html", b"<?xml")) or "html" in answer.headers.get(
            "content-type", ""
        ):
            raise SourceUnreadable(
                f"{self}: a web page came, not a CSV. In Google Sheets: File, Share, Publish to the web, one sheet, "
                'format "Comma-separated values"; use that address.'
            )
        if not answer.body.strip():
            raise SourceUnreadable(f"{self}: the file is empty.")
        told = answer.headers.get("content-length", "")
        if told.isdigit() and "content-encoding" not in answer.headers and int(told) != len(answer.body):
            raise SourceUnreadable(f"{self}: the file came cut off. Try again.")
