"""Message templates of a WhatsApp Business Account: what is approved, and how one is submitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from puntual.ports.channel import ListedTemplate, Rejected, Unknown

from .cloud_outcome import HttpReply, outcome
from .cloud_request import CloudSettings, HttpCall, headers

_FIELDS = "name,language,status,category,quality_score,components"
_PAGE = 200


@dataclass(frozen=True, slots=True)
class TemplateDefinition:
    """A template to submit. `body` holds {{1}}, {{2}} ...; `examples` has one value for each."""

    name: str
    language: str
    body: str
    examples: tuple[str, ...] = ()
    category: str = "UTILITY"


@dataclass(frozen=True, slots=True)
class Submitted:
    """Meta has it. state is mostly "PENDING"; category may differ from what was asked."""

    id: str
    state: str
    category: str


Submission = Submitted | Rejected | Unknown


def list_call(settings: CloudSettings, after: str = "") -> HttpCall:
    """One page of the account's templates, from the cursor `after` on."""
    query = f"?fields={_FIELDS}&limit={_PAGE}" + (f"&after={after}" if after else "")
    return HttpCall("GET", settings.url(f"{settings.waba_id}/message_templates{query}"), headers(settings))


def submit_call(definition: TemplateDefinition, settings: CloudSettings) -> HttpCall:
    """The request that submits `definition` for approval."""
    body: dict[str, Any] = {"type": "BODY", "text": definition.body}
    if definition.examples:
        body["example"] = {"body_text": [list(definition.examples)]}
    payload = {
        "name": definition.name,
        "language": definition.language,
        "category": definition.category,
        "components": [body],
    }
    url = settings.url(f"{settings.waba_id}/message_templates")
    return HttpCall("POST", url, headers(settings), msgspec.json.encode(payload))


def listed(body: bytes) -> tuple[tuple[ListedTemplate, ...], str]:
    """One page's templates and the cursor of the next; empty on the last. Raises ValueError if unreadable."""
    try:
        page = msgspec.json.decode(body, type=_Page)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    rows = tuple(_listed(row) for row in page.data)
    paging = page.paging or _Paging()
    return rows, (paging.cursors.after if paging.next else "")


def submitted(reply: HttpReply) -> Submission:
    """What became of a submission. Nothing is sent to anybody, so asking again does no harm."""
    if 200 <= reply.status < 300:
        try:
            made = msgspec.json.decode(reply.body, type=_Made)
        except (msgspec.MsgspecError, RecursionError, UnicodeError):
            return Unknown("a 2xx reply that cannot be read")
        if not made.id:
            return Unknown("a 2xx reply without an id")
        return Submitted(str(made.id), made.status, made.category)
    refused = outcome(reply)
    return refused if isinstance(refused, Rejected) else Unknown(f"HTTP {reply.status}")


class _Quality(msgspec.Struct):
    score: str = ""


class _Row(msgspec.Struct):
    id: str | int = ""
    name: str = ""
    language: str = ""
    status: str = ""
    category: str = ""
    quality_score: _Quality | None = None
    components: list[Mapping[str, Any]] = []


class _Cursors(msgspec.Struct):
    after: str = ""


class _Paging(msgspec.Struct):
    cursors: _Cursors = msgspec.field(default_factory=_Cursors)
    next: str | None = None


class _Page(msgspec.Struct):
    data: list[_Row]
    paging: _Paging | None = None


class _Made(msgspec.Struct):
    id: str | int = ""
    status: str = ""
    category: str = ""


def _listed(row: _Row) -> ListedTemplate:
    texts = [str(part.get("text", "")) for part in row.components if part.get("type") == "BODY"]
    quality = row.quality_score.score if row.quality_score else ""
    return ListedTemplate(
        row.name, row.language, row.status, str(row.id), row.category, quality, "".join(texts[:1])
    )
