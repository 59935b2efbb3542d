"""Taking values out of a parsed TOML file, with messages that say which key is wrong and what it may be."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar


class BadSettings(ValueError):
    """The configuration cannot be used. The message names file, key, what is wrong and what is allowed."""


E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


@dataclass(slots=True)
class Section:
    """One table of the file. Every key that is asked for is known; `finish` refuses the others."""

    file: Path
    name: str
    values: Mapping[str, Any]
    known: set[str] = field(default_factory=set)

    def has(self, key: str) -> bool:
        """Whether the key is set; asking makes it known."""
        self.known.add(key)
        return key in self.values

    def text(self, key: str, default: str | None = None) -> str:
        """A text. Without a default the key is a must and may not be empty."""
        value = self._get(key, str, "a text in quotes", default)
        if default is None and not value.strip():
            raise self.wrong(key, "is empty")
        return value.strip()

    def number(self, key: str, default: int, least: int = 0, most: int = 1_000_000) -> int:
        """A whole number within bounds."""
        value = self._get(key, int, "a whole number", default)
        if not least <= value <= most:
            raise self.wrong(key, f"is {value}", f"from {least} to {most}")
        return value

    def share(self, key: str, default: float) -> float:
        """A share from 0 to 1."""
        self.known.add(key)
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self.wrong(key, f"is {value!r}", "a share from 0 to 1, such as 0.20")
        return float(value)

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        return self._get(key, bool, "true or false", default)

    def day(self, key: str) -> date | None:
        """A date without quotes, None where it is not set."""
        return (
            self._get(key, date, "a date such as 2026-01-31, without quotes", None) if self.has(key) else None
        )

    def hour(self, key: str, default: time) -> time:
        """A time of day as "07:30"."""
        return self._hour(key, self.values[key]) if self.has(key) else default

    def hours(self, key: str, default: tuple[time, ...]) -> tuple[time, ...]:
        """A list of times of day."""
        return tuple(self._hour(key, each) for each in self._list(key)) if self.has(key) else default

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text alone counts as a list of one."""
        if not self.has(key):
            return ()
        value = self.values[key]
        each = [value] if isinstance(value, str) else self._list(key)
        if not all(isinstance(one, str) for one in each):
            raise self.wrong(key, "holds something else than texts", "a list of texts in quotes")
        return tuple(each)

    def choice(self, key: str, kind: type[E], default: E) -> E:
        """One word of a closed set."""
        value = self.text(key, default.value)
        try:
            return kind(value)
        except ValueError:
            raise self.wrong(
                key, f'is "{value}"', self.one_of(value, [each.value for each in kind])
            ) from None

    def path(self, key: str) -> Path | None:
        """A path, relative to the file's folder; None where it is not set."""
        return self.file.resolve().parent / Path(self.text(key)).expanduser() if self.has(key) else None

    def section(self, key: str) -> Section:
        """A table inside this one; empty where it is not set."""
        value: dict[str, Any] = self._get(key, dict, "a table", {})
        return Section(self.file, f"{self.name}.{key}" if self.name else key, value)

    def sections(self, key: str) -> tuple[Section, ...]:
        """A list of tables inside this one."""
        if not self.has(key):
            return ()
        if not all(isinstance(one, dict) for one in self._list(key)):
            raise self.wrong(key, "holds something else than tables", f"[[{self.name}.{key}]] blocks")
        return tuple(Section(self.file, f"{self.name}.{key}", one) for one in self.values[key])

    def amounts(self, key: str) -> dict[str, Decimal]:
        """Major units by currency, such as { MXN = 500, USD = "25.50" }."""
        table = self.section(key)
        result: dict[str, Decimal] = {}
        for currency, value in table.values.items():
            try:
                if isinstance(value, bool) or not isinstance(value, int | float | str):
                    raise InvalidOperation
                amount = Decimal(str(value))
            except InvalidOperation:
                raise table.wrong(currency, f"is {value!r}", "an amount such as 1500 or 1500.50") from None
            if not amount.is_finite() or amount < 0:
                raise table.wrong(currency, f"is {value!r}", "an amount that is not negative")
            result[currency] = amount
        return result

    def finish(self) -> None:
        """Refuse keys that nobody asked for: a typing slip must not silently mean the default."""
        for key in self.values:
            if key not in self.known:
                raise self.wrong(key, "is not a setting", self.one_of(key, sorted(self.known)))

    def wrong(self, key: str, what: str, allowed: str = "") -> BadSettings:
        """The error for a key; raise what this returns."""
        where = f"[{self.name}] {key}" if self.name else key
        return BadSettings(f"{self.file}: {where} {what}." + (f" Allowed: {allowed}." if allowed else ""))

    @staticmethod
    def one_of(given: str, allowed: Iterable[str]) -> str:
        """The allowed words, the likeliest one first if the given word is a slip of it."""
        words = list(allowed)
        near = difflib.get_close_matches(given, words, n=1)
        listed = ", ".join(words)
        return f"{listed}. Did you mean {near[0]}?".rstrip(".") if near else listed

    def _get(self, key: str, kind: type[T], wanted: str, default: T | None) -> T:
        self.known.add(key)
        if key not in self.values:
            if default is None:
                raise self.wrong(key, "is missing", wanted)
            return default
        value = self.values[key]
        close = isinstance(value, bool | datetime) and kind is not bool  # these pass for int and for date
        if not isinstance(value, kind) or close:
            raise self.wrong(key, f"is {value!r}", wanted)
        return value

    def _list(self, key: str) -> list[Any]:
        value = self.values[key]
        if not isinstance(value, list):
            raise self.wrong(key, f"is {value!r}", "a list in square brackets")
        return value

    def _hour(self, key: str, value: Any) -> time:
        if isinstance(value, time):
            return value
        try:
            return time.fromisoformat(value)
        except (TypeError, ValueError):
            raise self.wrong(key, f"is {value!r}", 'a time of day such as "07:30"') from None
