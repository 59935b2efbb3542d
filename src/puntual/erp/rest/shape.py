"""What a REST preset may declare, as typed values. A key that is not known here is refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from puntual.erp.header_words import WORDS, Entity
from puntual.erp.preset import BadPreset, Preset

Json = Any
"""What json.loads gives, with Decimal for every number that has a fraction."""


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base of all parts: an unknown key is an error, because a slip must not silently mean a default."""


class Allow(_Strict, frozen=True):
    """One request that the preset may make. path: exact, after the base address, with {names} for one segment.

    only: dotted path in the JSON body -> the values that may stand there; this is what makes a POST a read.
    """

    method: Literal["GET", "POST"]
    path: str
    only: dict[str, list[str | int]] = {}


class Auth(_Strict, frozen=True):
    """How the preset proves who it is.

    kind: none; header (headers below, for bearer tokens and API keys alike); basic; login (one request whose
    answer gives a token or a cookie); oauth2 (a refresh token that is traded for access tokens).
    capture: name -> dotted path in the login's answer, for use as {name} in headers, paths and bodies.
    base64: the header's value after its first word is encoded, as Tryton wants it.
    """

    kind: Literal["none", "header", "basic", "login", "oauth2"] = "none"
    headers: dict[str, str] = {}
    username: str = ""
    password: str = ""
    method: Literal["GET", "POST"] = "POST"
    path: str = ""
    params: dict[str, str] = {}
    body: str = ""
    form: dict[str, str] = {}
    capture: dict[str, str] = {}
    cookies: bool = False
    base64: bool = False
    refresh_token: str = ""
    token_file: str = ""


class Http(_Strict, frozen=True):
    """The conversation with the server. Times in seconds; bytes per answer.

    success: dotted path -> the value it has in a good answer, where errors come with HTTP 200.
    error: dotted paths where a bad answer says why. reset_header: seconds to wait, where not Retry-After.
    """

    base: str
    allow: list[Allow]
    auth: Auth = Auth()
    headers: dict[str, str] = {}
    success: dict[str, bool | int | str] = {}
    error: list[str] = []
    reset_header: str = ""
    requests_per_minute: int = 60
    timeout: float = 60.0
    attempts: int = 5
    most_bytes: int = 64_000_000
    most_rows: int = 2_000_000


class Paging(_Strict, frozen=True):
    """How the rest of a list is asked for.

    kind: none; page ({page} counts from `first`); offset ({offset} from 0, {position} from 1, which also serves
    OData's $skip and query languages); next (the answer carries the address of the next page, at `next`);
    cursor (the answer carries a word at `next` that goes into {cursor}).
    size: fills {limit}. total: path of the number of all items, which is then held against what was read.
    more: path of a flag that says that there is another page. ignored_ok: the server may not page at all; a second
    page like the first then means that the first was everything. next: several paths with | between them.
    """

    kind: Literal["none", "page", "offset", "next", "cursor"] = "none"
    size: int = 100
    first: int = 1
    next: str = ""
    total: str = ""
    more: str = ""
    ignored_ok: bool = False


class Test(_Strict, frozen=True):
    """A condition on an item; all that are set must hold. among, without: values it may, or may not, have."""

    path: str
    among: list[str | int | bool] = []
    without: list[str | int | bool] = []
    filled: bool | None = None
    above: int | None = None


class Value(_Strict, frozen=True):
    """A field that is more than one path. Of first, sum, join, const and path, the first that is set counts.

    minus: paths taken off `sum`. pattern: a regular expression whose first group is the value. enum: the name of
    a table in [enum]. lookup: the name of a table in [lookup] in which the value is the key. negate: the sign
    is turned. date: a strptime format, where the company's habit would not say.
    when: this counts only where the path holds something (and not zero), or where two paths ("a = b") hold the same;
    `otherwise` counts everywhere else.
    """

    path: str = ""
    first: list[str] = []
    sum: list[str] = []
    minus: list[str] = []
    join: list[str] = []
    const: str | None = None
    separator: str = " "
    pattern: str = ""
    enum: str = ""
    lookup: str = ""
    negate: bool = False
    date: str = ""
    when: str = ""
    otherwise: Value | None = None


class Split(_Strict, frozen=True):
    """An invoice's list of instalments. balance: a path in the instalment where the system keeps one; without it
    the invoice's balance (`total_balance`, a path or a sum) is spread over the instalments, the last ones first,
    because payments settle the oldest.
    """

    list: str
    amount: str | Value
    balance: str = ""
    total_balance: str | Value = ""


class Detail(_Strict, frozen=True):
    """A second request for one item, where the list leaves something out. when: only for items with this path filled.

    item: where the answer holds it. Its fields replace those of the list.
    """

    path: str
    item: str = ""
    when: str = ""


class Listing(_Strict, frozen=True):
    """A list of items. items: dotted path of the list in the answer, "" where the answer is the list.

    each: the name of a [list] whose items are gone through, one request per item; its fields are {each.field}.
    variants: values for names in braces; the request is made once for each. words: name -> a text of words with
    commas between them; once for each word.
    empty_ok: no list at all means an empty one. single: an object in the list's place is a list of one.
    explode: path of a list in the item; each of its elements becomes a row, with ^. before fields of the item.
    """

    path: str
    method: Literal["GET", "POST"] = "GET"
    params: dict[str, str] = {}
    body: str = ""
    headers: dict[str, str] = {}
    items: str = ""
    empty_ok: bool = False
    single: bool = False
    paging: Paging = Paging()
    where: list[Test] = []
    detail: Detail | None = None
    split: Split | None = None
    explode: str = ""
    each: str = ""
    variants: list[dict[str, str]] = []
    words: dict[str, str] = {}
    map: dict[str, str | list[str] | Value] = {}


class Lookup(_Strict, frozen=True):
    """A small table that other reads look words up in."""

    read: Listing
    key: str
    value: str


class Permission(_Strict, frozen=True):
    """A question that changes nothing: may this user write? may_write: dotted paths that must not be true."""

    path: str
    body: str
    may_write: list[str]


class Probe(_Strict, frozen=True):
    """A list that must be readable, and the fields that its items must have."""

    read: str = "receivables"
    fields: list[str] = []


class Rest(Http, frozen=True):
    """The table [rest] of a preset: the conversation, and lists that other reads go through or look words up in."""

    list: dict[str, Listing] = {}
    lookup: dict[str, Lookup] = {}
    permission: Permission | None = None


class RestPreset(_Strict, frozen=True):
    """What a REST preset says to this engine. control: the system's own balance of each customer."""

    name: str
    rest: Rest
    read: dict[str, Listing]
    probe: Probe = Probe()
    control: Listing | None = None
    enum: dict[str, dict[str, str]] = {}


_COMPARING = ("in", "net_of_credits")
"""What [control] says to the comparison, not to this engine."""

READABLE = (Entity.RECEIVABLES, Entity.CUSTOMERS, Entity.APPLICATIONS, Entity.CREDITS, Entity.LINES)


def of_preset(preset: Preset) -> RestPreset:
    """The engine's part of a preset. Raises BadPreset."""
    return rest_preset(
        {
            "name": preset.name,
            "rest": preset.engine_table,
            "read": {entity.value: told for entity, told in preset.reads.items()},
            "probe": preset.probe,
            "control": {key: told for key, told in preset.control.items() if key not in _COMPARING} or None,
            "enum": preset.enums,
        }
    )


def rest_preset(values: Mapping[str, Any]) -> RestPreset:
    """The same from plain tables. Raises BadPreset, which names the place."""
    name = str(values.get("name", "?"))
    try:
        preset = msgspec.convert(dict(values), RestPreset)
    except msgspec.ValidationError as error:
        raise BadPreset(f"Preset {name}: {error}") from None
    if Entity.RECEIVABLES.value not in preset.read:
        raise BadPreset(f"Preset {name}: [read.receivables] is missing.")
    for entity, listing in preset.read.items():
        _check_map(preset, entity, listing)
    for listing in (*preset.read.values(), *preset.rest.list.values()):
        if listing.each and listing.each not in preset.rest.list:
            raise BadPreset(f'Preset {name}: each = "{listing.each}" names no [rest.list.{listing.each}].')
    return preset


def _check_map(preset: RestPreset, entity: str, listing: Listing) -> None:
    place = f"Preset {preset.name}: [read.{entity}"
    if entity not in [one.value for one in READABLE]:
        raise BadPreset(f"{place}] is no kind of row that is read here.")
    for field, source in listing.map.items():
        if field not in WORDS[Entity(entity)]:
            raise BadPreset(f"{place}.map] {field} is no field of {entity}.")
        if not isinstance(source, Value):
            continue
        for table, kind in ((source.enum, preset.enum), (source.lookup, preset.rest.lookup)):
            if table and table not in kind:
                raise BadPreset(f"{place}.map] {field} names {table}, which is not there.")
