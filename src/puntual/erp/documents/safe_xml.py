"""XML from outside, read so that it can neither grow nor reach for anything else."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

MOST_BYTES = 8 * 1024 * 1024
"""The largest tax document that is parsed: one of ten thousand lines has some five million bytes."""
MOST_DEPTH = 60
_PIECE = 65_536


class BadXml(ValueError):
    """The bytes are not XML that we read. The message says why, without anything of its content."""


class _Builder(TreeBuilder):
    """Refuses a DOCTYPE before anything in it is looked at: entities can be declared nowhere else."""

    depth = 0

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        del name, public, system
        raise BadXml("it has a DOCTYPE, which tax documents never have")

    def start(self, tag: Any, attrs: Any) -> Element:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise BadXml(f"it is nested deeper than {MOST_DEPTH} levels")
        return super().start(tag, attrs)

    def end(self, tag: Any) -> Element:
        self.depth -= 1
        return super().end(tag)


def parse_xml(raw: bytes) -> Element:
    """The root element. Raises BadXml for a DOCTYPE, for what is too large or too deep, and for what is no XML."""
    if len(raw) > MOST_BYTES:
        raise BadXml(f"it is larger than {MOST_BYTES} bytes")
    parser = XMLParser(target=_Builder())
    try:
        for start in range(0, len(raw), _PIECE):
            parser.feed(raw[start : start + _PIECE])
        root = parser.close()
    except ParseError as error:
        raise BadXml(f"it is not well-formed (line {error.position[0]})") from None
    except (LookupError, ValueError) as error:
        if isinstance(error, BadXml):
            raise
        raise BadXml("its encoding is not known") from None
    assert isinstance(root, Element)
    return root


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(element: Element, *path: str) -> Element | None:
    """The first element down that path of local names, None where there is none."""
    found: Element | None = element
    for name in path:
        found = next((one for one in found if local(one) == name), None) if found is not None else None
    return found


def children(element: Element, name: str) -> list[Element]:
    """All direct children of that local name."""
    return [one for one in element if local(one) == name]


def words(element: Element, *path: str) -> str:
    """The text down that path in one line; "" where there is none."""
    found = child(element, *path)
    return " ".join((found.text or "").split()) if found is not None else ""
