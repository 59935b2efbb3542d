"""Presets: how one ERP is read, as data. One TOML file per system, checked when it is loaded."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast

from puntual.erp.header_words import WORDS, Entity

PRESETS = Path(__file__).with_name("presets")
ENGINES = ("sql", "rest", "mcp", "files")
LABELS = ("live", "schema", "docs")
READS = ("receivables", "customers", "applications", "credits", "lines", "contacts")
_TOP = ("preset", "parameters", "capabilities", "probe", "control", "read", "map", "enum", *ENGINES)
_PARAMETER_KEYS = ("es", "pt", "en", "default", "secret", "pattern", "optional")
_PLAIN = r"[\w.\-]*"
_PLACE = re.compile(r"\{(\w+)\}")

Engine = Literal["sql", "rest", "mcp", "files"]
Label = Literal["live", "schema", "docs"]


class BadPreset(ValueError):
    """A preset or its parameters cannot be used. The message names the file (or setting), key, and what to do."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that the technician fills in. words: what it is, by language ("es", "pt", "en").

    default: None where it must be given. pattern: what a value must match whole; it goes into a query as it
    is, so nothing but names and numbers pass unless the preset says otherwise.
    """

    name: str
    words: Mapping[str, str]
    default: str | None = None
    secret: bool = False
    pattern: str = _PLAIN


@dataclass(frozen=True, slots=True)
class Verified:
    """How sure we are of a preset: tried live, on a schema known in full, or written from documents."""

    label: Label
    on: date
    against: str


@dataclass(frozen=True, slots=True)
class Preset:
    """One system's way of being read. `reads` and `engine_table` are the engine's own words.

    maps: entity -> canonical field -> titles of the columns (or dotted paths). enums: canonical field -> the
    ERP's value -> ours. probe and control: see the engine.
    """

    file: Path
    name: str
    title: str
    country: str
    engine: Engine
    verified: Verified
    parameters: Mapping[str, Parameter]
    capabilities: frozenset[str]
    probe: Mapping[str, Any]
    control: Mapping[str, Any]
    reads: Mapping[Entity, Mapping[str, Any]]
    maps: Mapping[Entity, Mapping[str, tuple[str, ...]]]
    enums: Mapping[str, Mapping[str, str]]
    engine_table: Mapping[str, Any] = field(default_factory=dict)

    def values(self, given: Mapping[str, str], where: str = "[source.parameters]") -> dict[str, str]:
        """The parameters with their defaults. Raises BadPreset for one that is unknown, missing or unfit."""
        for name in given:
            if name not in self.parameters:
                raise BadPreset(
                    f"{where} {name} is no parameter of {self.name}. {_known(name, self.parameters)}"
                )
        return {name: self._value(one, given.get(name), where) for name, one in self.parameters.items()}

    def fill(self, text: str, values: Mapping[str, str]) -> str:
        """`text` with {parameter} replaced by its value. Raises BadPreset for a parameter that is not there."""

        def value(match: re.Match[str]) -> str:
            if match.group(1) not in values:
                raise BadPreset(f"{self.file}: {{{match.group(1)}}} is no parameter of the preset.")
            return values[match.group(1)]

        return _PLACE.sub(value, text)

    def _value(self, one: Parameter, given: str | None, where: str) -> str:
        value = one.default if given is None or given == "" else given
        if value is None:
            place = f"{one.name}_env or {one.name}_file" if one.secret else one.name
            raise BadPreset(f"{where} {place} is missing: {one.words.get('en', one.name)} ({self.name}).")
        if not one.secret and not re.fullmatch(one.pattern, value):
            raise BadPreset(f'{where} {one.name} is "{value}"; it must match {one.pattern} ({self.name}).')
        return value


def presets(folder: Path = PRESETS) -> tuple[Preset, ...]:
    """All presets of a folder, by title. Raises BadPreset for the first one that is wrong."""
    return tuple(sorted(map(load_preset, folder.glob("*.toml")), key=lambda one: one.title.casefold()))


def find_preset(name: str, near: Path | None = None) -> Preset:
    """The preset of that name; a name that ends in .toml is a file, relative to `near`. Raises BadPreset."""
    if name.endswith(".toml"):
        return load_preset((near or Path()) / Path(name).expanduser())
    path = PRESETS / f"{name}.toml"
    if not re.fullmatch(r"\w+", name) or not path.is_file():
        names = {one.stem: one for one in PRESETS.glob("*.toml")}
        raise BadPreset(
            f'There is no preset "{name}". {_known(name, names)} List them with: puntual erp list'
        )
    return load_preset(path)


def load_preset(path: Path) -> Preset:
    """The preset of a file. Raises BadPreset, which names the file and the key."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise BadPreset(f"{path}: there is no such preset file.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadPreset(f"{path}: cannot be read as TOML: {error}") from None
    return _Reader(path, raw).preset()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Takes one parsed file apart."""

    file: Path
    raw: Mapping[str, Any]

    def preset(self) -> Preset:
        self._only("", self.raw, _TOP)
        head = self._table("preset", must=True)
        self._only("preset", head, ("name", "title", "country", "engine", "verified", "notes"))
        engine = self._word(head, "preset.engine", ENGINES)
        reads = self._table("read", must=True)
        self._only("read", reads, READS)
        if "receivables" not in reads:
            raise self._wrong("read.receivables", "is missing")
        return Preset(
            file=self.file,
            name=self._text(head, "preset.name"),
            title=self._text(head, "preset.title"),
            country=self._text(head, "preset.country"),
            engine=cast(Engine, engine),
            verified=self._verified(head),
            parameters=self._parameters(),
            capabilities=frozenset(name for name, on in self._table("capabilities").items() if on is True),
            probe=self._table("probe"),
            control=self._table("control"),
            reads={Entity(name): one for name, one in reads.items() if name != "contacts"},
            maps=self._maps(),
            enums=self._enums(),
            engine_table=self._table(engine),
        )

    def _verified(self, head: Mapping[str, Any]) -> Verified:
        told = head.get("verified")
        if not isinstance(told, dict):
            raise self._wrong("preset.verified", 'must be { label = "…", on = a date, against = "…" }')
        label = self._word(told, "preset.verified.label", LABELS)
        on = told.get("on")
        if not isinstance(on, date):
            raise self._wrong("preset.verified.on", "must be a date without quotes")
        return Verified(cast(Label, label), on, self._text(told, "preset.verified.against"))

    def _parameters(self) -> dict[str, Parameter]:
        result = {}
        for name, told in self._table("parameters").items():
            if not isinstance(told, dict):
                raise self._wrong(f"parameters.{name}", "must be a table")
            self._only(f"parameters.{name}", told, _PARAMETER_KEYS)
            words = {tongue: str(told[tongue]) for tongue in ("es", "pt", "en") if tongue in told}
            if "en" not in words:
                raise self._wrong(f"parameters.{name}.en", "is missing: say what the parameter is")
            default = "" if told.get("optional") is True else None
            result[name] = Parameter(
                name,
                words,
                str(told["default"]) if "default" in told else default,
                told.get("secret") is True,
                str(told.get("pattern", _PLAIN)),
            )
        return result

    def _maps(self) -> dict[Entity, dict[str, tuple[str, ...]]]:
        result: dict[Entity, dict[str, tuple[str, ...]]] = {}
        for name, columns in self._table("map").items():
            if name not in READS or not isinstance(columns, dict):
                raise self._wrong(f"map.{name}", _known(name, READS))
            if name == "contacts":
                continue
            entity = Entity(name)
            self._only(f"map.{name}", columns, tuple(WORDS[entity]))
            result[entity] = {
                key: (told,) if isinstance(told, str) else tuple(map(str, told))
                for key, told in columns.items()
            }
        return result

    def _enums(self) -> dict[str, dict[str, str]]:
        result = {}
        for name, told in self._table("enum").items():
            if not isinstance(told, dict):
                raise self._wrong(f"enum.{name}", 'must be a table such as { "1" = "open" }')
            result[name] = {str(key): str(value) for key, value in told.items()}
        return result

    def _table(self, name: str, *, must: bool = False) -> dict[str, Any]:
        told = self.raw.get(name, {})
        if not isinstance(told, dict) or (must and not told):
            raise self._wrong(name, "must be a table" if told else "is missing")
        return told

    def _text(self, table: Mapping[str, Any], place: str) -> str:
        value = table.get(place.rpartition(".")[2])
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(place, "must be a text in quotes")
        return value.strip()

    def _word(self, table: Mapping[str, Any], place: str, allowed: tuple[str, ...]) -> str:
        value = self._text(table, place)
        if value not in allowed:
            raise self._wrong(place, f'is "{value}". {_known(value, allowed)}')
        return value

    def _only(self, place: str, table: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
        for key in table:
            if key not in allowed:
                raise self._wrong(f"{place}.{key}" if place else key, f"is not known. {_known(key, allowed)}")

    def _wrong(self, key: str, what: str) -> BadPreset:
        return BadPreset(f"{self.file}: {key} {what}.".replace("..", "."))


def _known(given: str, allowed: Any) -> str:
    """The word that was probably meant, or all of them."""
    near = difflib.get_close_matches(given, list(allowed), n=1)
    return f'Did you mean "{near[0]}"?' if near else f"Known: {', '.join(sorted(allowed))}."
