"""Items of an answer as rows of a table whose columns are already ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from puntual.erp.cells import Cell, Row, Table
from puntual.erp.headers import Columns
from puntual.erp.reading import AMOUNT_FIELDS
from puntual.erp.rest.answers import at, is_filled
from puntual.erp.rest.shape import Json, Listing, RestPreset, Split, Value
from puntual.erp.sheets import FoundTable

_PARENT = "^."
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")

Source = str | Value


@dataclass(frozen=True, slots=True)
class Mapper:
    """Turns items into rows. word: looks a key up in one of the preset's lookup tables."""

    preset: RestPreset
    word: Callable[[str, Json], str | None]

    def table(self, name: str, listing: Listing, items: Iterable[Json]) -> FoundTable:
        """A table with one column for each mapped field (several for `phone`), as the rest of the source reads it."""
        places = list(self._places(listing))
        rows: list[Row] = [
            tuple(self.cell(field, source, item) for field, source in places)
            for each in items
            for item in self._parts(each, listing)
        ]
        at_: dict[str, tuple[int, ...]] = {}
        for place, (field, _) in enumerate(places):
            at_[field] = (*at_.get(field, ()), place)
        headers = tuple(field for field, _ in places)
        return FoundTable(Table(f"{self.preset.name} [{name}]", headers, rows), Columns(at_))

    def cell(self, field: str, source: Source, item: Json) -> Cell:
        """One field of one item: amounts exact, everything else as the system writes it."""
        value = _value(source, item, self)
        if not is_filled(value):
            return None
        if field in AMOUNT_FIELDS:
            return _amount(value)
        if isinstance(value, str | int | float | Decimal | bool | date):
            return value
        return None  # a list or an object in a field's place says nothing that can be read

    def _places(self, listing: Listing) -> Iterator[tuple[str, Source]]:
        for field, told in listing.map.items():
            for source in told if isinstance(told, list) else [told]:
                yield field, source

    def _parts(self, item: Json, listing: Listing) -> Iterator[Json]:
        """The item, or its instalments with the item itself as "^"."""
        if listing.split is not None:
            yield from _instalments(item, listing.split, self)
        elif listing.explode:
            for part in at(item, listing.explode) or ():
                if isinstance(part, dict):
                    yield {**part, "^": item}
        else:
            yield item


def _value(source: Source, item: Json, mapper: Mapper) -> Json:
    if isinstance(source, str):
        return _at(item, source)
    if source.when and not _holds(source.when, item):
        return _value(source.otherwise, item, mapper) if source.otherwise is not None else None
    value = _raw(source, item)
    if source.pattern and is_filled(value):
        found = re.search(source.pattern, str(value))
        value = found.group(1) if found else None
    if source.date and isinstance(value, str):
        value = _day(value, source.date)
    if source.lookup and is_filled(value):
        value = mapper.word(source.lookup, value) or value
    if source.enum and value is not None:
        value = mapper.preset.enum[source.enum].get(_plain(value), value)
    if source.negate and is_filled(value):
        number = _amount(value)
        value = -number if isinstance(number, Decimal) else value
    return value


def _holds(condition: str, item: Json) -> bool:
    left, equals, right = condition.partition(" = ")
    if equals:
        return bool(_at(item, left) == _at(item, right))
    return is_filled(_at(item, left)) and _at(item, left) != 0


def _raw(source: Value, item: Json) -> Json:
    if source.first:
        return next((_at(item, path) for path in source.first if is_filled(_at(item, path))), None)
    if source.sum:
        return _sum(item, source)
    if source.join:
        found = [_at(item, path) for path in source.join]
        flat = [each for one in found for each in (one if isinstance(one, list) else [one])]
        parts = [str(each) for each in flat if is_filled(each)]
        return source.separator.join(parts) or None
    return source.const if source.const is not None else _at(item, source.path)


def _sum(item: Json, source: Value) -> Json:
    """Exact; a missing part counts as nothing, all of them missing is missing, an odd part makes the whole odd."""
    seen = False
    total = Decimal(0)
    for sign, paths in ((1, source.sum), (-1, source.minus)):
        for path in paths:
            value = _at(item, path)
            if value is None or value is False or value == "":
                continue
            number = _amount(value)
            if not isinstance(number, Decimal):
                return number
            seen, total = True, total + sign * number
    return total if seen else None


def _instalments(item: Json, split: Split, mapper: Mapper) -> Iterator[Json]:
    """One part per due date; "n" counts them, "open" is the part's balance. Without a list, the whole is one part."""
    parts = [one for one in at(item, split.list) or () if isinstance(one, dict)]
    whole = _amount(_value(split.total_balance, item, mapper)) if split.total_balance else None
    if not parts:
        yield {"^": item, "n": 1, "open": whole, "whole": True}
        return
    if split.balance:
        for n, part in enumerate(parts, start=1):
            yield {**part, "^": item, "n": n, "open": at(part, split.balance)}
        return
    amounts = [_amount(_value(split.amount, {**part, "^": item}, mapper)) for part in parts]
    if not isinstance(whole, Decimal) or not all(isinstance(one, Decimal) for one in amounts):
        yield {"^": item, "n": 1, "open": whole, "whole": True}
        return
    opened = spread(whole, [one for one in amounts if isinstance(one, Decimal)])
    for n, (part, balance) in enumerate(zip(parts, opened, strict=True), start=1):
        if balance:  # what is settled belongs to no list of open items
            yield {**part, "^": item, "n": n, "open": balance}


def spread(balance: Decimal, amounts: list[Decimal]) -> list[Decimal]:
    """The balance over the instalments: payments settle the oldest, so what is open lies at the end.

    Nothing is lost: what goes beyond all instalments (interest, rounding) stays with the first one.
    """
    left, result = balance, []
    for amount in reversed(amounts):
        part = max(min(amount, left), Decimal(0))
        result.append(part)
        left -= part
    result.reverse()
    if left and result:
        result[0] += left
    return result


def _at(item: Json, path: str) -> Json:
    if path.startswith(_PARENT):
        return at(at(item, "^"), path.removeprefix(_PARENT))
    return at(item, path)


def _amount(value: Any) -> Cell:
    """JSON numbers, and numbers in quotes as programs write them, as Decimal; anything else as it stands."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        try:
            return Decimal(value.strip())
        except InvalidOperation:
            return value
    return value if isinstance(value, str) else str(value)


def _day(value: str, form: str) -> date | str:
    try:
        return datetime.strptime(value.strip(), form).date()  # noqa: DTZ007 - a plain day of the ERP's own calendar
    except ValueError:
        return value


def _plain(value: Json) -> str:
    """A value as the key of a table in [enum]: true and false as TOML writes them."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def fields_missing(items: Iterable[Mapping[str, Json]], wanted: Iterable[str]) -> list[str]:
    """Which dotted paths none of the items has, not even empty."""
    seen = list(items)
    return [path for path in wanted if seen and not any(_has(item, path) for item in seen)]


def _has(item: Json, path: str) -> bool:
    if at(item, path) is not None:
        return True
    parent, _, last = path.rpartition(".")
    holder = at(item, parent)
    return isinstance(holder, dict) and last in holder
