"""Filling the names in braces of a preset's texts. A value never becomes structure: it stays inside its place."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import quote

from puntual.erp.preset import BadPreset
from puntual.erp.rest.answers import at
from puntual.erp.rest.shape import Json

_NAME = re.compile(r"\{([a-z_][\w.]*)(?::(int))?\}")


def fill(text: str, values: Mapping[str, Json]) -> str:
    """The text with its names replaced. Raises BadPreset for a name without a value."""
    return _NAME.sub(lambda found: _text(_value(found.group(1), values)), text)


def fill_path(text: str, values: Mapping[str, Json]) -> str:
    """The same for a path: a value is one segment and cannot add another ("../x" stays one odd name)."""

    def segment(found: re.Match[str]) -> str:
        filled = _text(_value(found.group(1), values))
        if filled in ("", ".", ".."):
            raise BadPreset(f"{{{found.group(1)}}} is no part of a path")
        return quote(filled, safe="")

    return quote(_NAME.sub(segment, text), safe="/%:=@,.~-_()'")


def fill_all(texts: Mapping[str, str], values: Mapping[str, Json]) -> dict[str, str]:
    """Each text filled. One that ends up empty or as "-" is left out: that is how an optional one is not sent."""
    filled = {name: fill(text, values) for name, text in texts.items()}
    return {name: text for name, text in filled.items() if text not in ("", "-")}


def fill_body(body: str, values: Mapping[str, Json]) -> Json:
    """A JSON body. A text that is nothing but one name takes the value as it is, numbers as numbers."""
    try:
        structure = json.loads(body)
    except ValueError as error:
        raise BadPreset(f"the body is no JSON ({error})") from None
    return _filled(structure, values)


def _filled(value: Json, values: Mapping[str, Json]) -> Json:
    if isinstance(value, dict):
        return {key: _filled(each, values) for key, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, values) for each in value]
    if not isinstance(value, str):
        return value
    alone = _NAME.fullmatch(value)
    if not alone:
        return fill(value, values)
    found = _value(alone.group(1), values)
    if not alone.group(2):
        return found
    if not str(found).isdigit():
        raise BadPreset(f"{{{alone.group(1)}}} must be a whole number")
    return int(found)


def _value(name: str, values: Mapping[str, Json]) -> Json:
    found = values[name] if name in values else at(dict(values), name)
    if found is None:
        raise BadPreset(f"{{{name}}} has no value")
    return found


def _text(value: Json) -> str:
    return str(value)
