"""Whole lists, page by page. A list that is not known to be whole is an error, never a shorter list."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from puntual.erp.rest.answers import at, is_filled
from puntual.erp.rest.auth import Session
from puntual.erp.rest.shape import Detail, Json, Listing, Rest, Test
from puntual.erp.rest.template import fill, fill_all, fill_body, fill_path
from puntual.erp.rest.wire import from_link
from puntual.ports.source import SourceUnreadable

MOST_PAGES = 20_000


@dataclass(slots=True)
class Lists:
    """Reads what the preset lists. Lists that others go through are read once."""

    session: Session
    rest: Rest
    _kept: dict[str, list[Json]] = field(default_factory=dict)
    _words: dict[str, dict[str, str]] = field(default_factory=dict)

    def items(self, listing: Listing, more: Mapping[str, Json] | None = None) -> Iterator[Json]:
        """All items that pass the listing's tests, detailed where it says so. Raises SourceUnreadable."""
        count = 0
        for values in self._rounds(listing, dict(more or {})):
            for item in self._pages(listing, values):
                count += 1
                if count > self.rest.most_rows:
                    raise SourceUnreadable(
                        f"{listing.path}: more than {self.rest.most_rows:,} rows. Narrow the read."
                    )
                if not isinstance(item, dict):
                    raise SourceUnreadable(f"{listing.path}: an item of the list is no object.")
                if listing.each:
                    item = {**item, "each": values["each"]}
                if all(passes(item, test) for test in listing.where):
                    yield self._detailed(item, listing.detail) if listing.detail else item

    def first(self, listing: Listing, more: Mapping[str, Json] | None = None) -> list[Json]:
        """The first page only, as it came: enough to see that the list can be read."""
        for values in self._rounds(listing, dict(more or {})):
            return next(self._raw_pages(listing, values), [])
        return []

    def word(self, lookup: str, key: Json) -> str | None:
        """What a lookup table says for `key`; None where it does not know it."""
        if lookup not in self._words:
            table = self.rest.lookup[lookup]
            self._words[lookup] = {
                str(at(item, table.key)): str(at(item, table.value))
                for item in self.items(table.read)
                if is_filled(at(item, table.value))
            }
        return self._words[lookup].get(str(key))

    def _rounds(self, listing: Listing, values: dict[str, Json]) -> Iterator[dict[str, Json]]:
        """The values for each request that the list takes."""
        self.session.open()
        base = {**self.session.values, **values}
        for variant in self._variants(listing, base):
            if not listing.each:
                yield {**base, **variant}
                continue
            if listing.each not in self._kept:
                self._kept[listing.each] = list(self.items(self.rest.list[listing.each]))
            for one in self._kept[listing.each]:
                yield {**base, **variant, "each": one}

    def _variants(self, listing: Listing, base: Mapping[str, Json]) -> list[dict[str, str]]:
        found = listing.variants or [{}]
        for name, text in listing.words.items():
            words = [word.strip() for word in fill(text, base).split(",") if word.strip()]
            found = [{**one, name: word} for one in found for word in words]
        return found

    def _pages(self, listing: Listing, values: dict[str, Json]) -> Iterator[Json]:
        for page in self._raw_pages(listing, values):
            yield from page

    def _raw_pages(self, listing: Listing, values: dict[str, Json]) -> Iterator[list[Json]]:
        paging, seen, total = listing.paging, 0, None
        link: tuple[str, dict[str, str]] | None = None
        last = b""
        counters: dict[str, Json] = {"limit": paging.size, "cursor": ""}
        for number in range(MOST_PAGES):
            counters |= {"page": paging.first + number, "offset": seen, "position": seen + 1}
            answer = self._ask(listing, {**values, **counters}, link)
            items = self._list_in(answer, listing, values)
            total = self._total(answer, listing, total)
            mark = hashlib.sha256(repr(items).encode()).digest()
            if items and mark == last and listing.paging.ignored_ok:
                return  # it gives everything at once, whatever page is asked for
            if items and mark == last:
                raise SourceUnreadable(
                    f"{listing.path}: the server gives the same page again and again. The list cannot be read whole."
                )
            last, seen = mark, seen + len(items)
            yield items
            link = self._link(answer, listing)
            cursor = at(answer, paging.next) if paging.kind == "cursor" else None
            counters["cursor"] = cursor
            if not self._goes_on(
                answer, listing, len(items), seen, total, link is not None or is_filled(cursor)
            ):
                break
        else:
            raise SourceUnreadable(f"{listing.path}: the pages do not end. The list cannot be read whole.")
        if total is not None and seen != total:
            raise SourceUnreadable(
                f"{listing.path}: the server says {total} rows and gave {seen}. Somebody may be at work: try again."
            )

    def _goes_on(
        self, answer: Json, listing: Listing, got: int, seen: int, total: int | None, pointed: bool
    ) -> bool:
        paging = listing.paging
        if paging.kind == "none":
            return False
        if paging.kind in ("next", "cursor"):
            return pointed
        if paging.more:
            flag = at(answer, paging.more)
            if not isinstance(flag, bool):
                raise SourceUnreadable(f"{listing.path}: the answer does not say whether there is more.")
            return flag
        if total is not None:
            return seen < total and got > 0
        # A server that caps the page below what we asked for would look finished: go on until nothing comes.
        return got > 0

    def _ask(
        self, listing: Listing, values: Mapping[str, Json], link: tuple[str, dict[str, str]] | None
    ) -> Json:
        body = fill_body(listing.body, values) if listing.body else None
        headers = fill_all(listing.headers, values)
        if link is not None:
            return self.session.ask(listing.method, link[0], link[1], body, headers)
        path, params = fill_path(listing.path, values), fill_all(listing.params, values)
        return self.session.ask(listing.method, path, params, body, headers)

    def _list_in(self, answer: Json, listing: Listing, values: Mapping[str, Json]) -> list[Json]:
        items = at(answer, fill(listing.items, values))
        if items is None and listing.empty_ok:
            return []
        if isinstance(items, dict) and listing.single:
            return [items]
        if not isinstance(items, list):
            where = f'no list at "{listing.items}"' if listing.items else "no list"
            raise SourceUnreadable(
                f"{listing.path}: the answer holds {where}. Is it the version the preset is for?"
            )
        return items

    def _total(self, answer: Json, listing: Listing, before: int | None) -> int | None:
        if not listing.paging.total:
            return None
        value: Any = at(answer, listing.paging.total)
        if isinstance(value, str) and value.isdigit():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            return before
        return value

    def _link(self, answer: Json, listing: Listing) -> tuple[str, dict[str, str]] | None:
        if listing.paging.kind != "next":
            return None
        link = next(filter(None, (at(answer, path) for path in listing.paging.next.split("|"))), None)
        if not isinstance(link, str) or not link:
            return None
        path, params = from_link(self.session.wire.base, link)
        if not link.startswith(("/", "http")):  # "Invoices?$skip=20" is beside the list itself
            path = listing.path.rpartition("/")[0] + path
        return path, params

    def _detailed(self, item: Json, detail: Detail) -> Json:
        if detail.when and not is_filled(at(item, detail.when)):
            return item
        answer = self.session.ask("GET", fill_path(detail.path, {**self.session.values, **item}), {})
        more = at(answer, detail.item)
        if not isinstance(more, dict):
            raise SourceUnreadable(f"{detail.path}: the answer is no object.")
        return {**item, **more}


def passes(item: Json, test: Test) -> bool:
    """Whether an item is wanted."""
    value = at(item, test.path)
    if test.filled is not None and is_filled(value) is not test.filled:
        return False
    if test.among and not any(value == one or str(value) == str(one) for one in test.among):
        return False
    if test.without and any(value == one or str(value) == str(one) for one in test.without):
        return False
    if test.above is None:
        return True
    try:
        return msgspec.convert(value, float, strict=False) > test.above
    except msgspec.ValidationError:
        return True  # not readable here: the row goes on to where it becomes a finding
