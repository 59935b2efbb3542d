"""The catalogue put together: every wording of every language as a body with named placeholders.

A push has two bodies a variant: `..._first_...` introduces who writes (for the first message of a
conversation), the other only names the company. Templates have fixed text, so each is a template of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from types import ModuleType

from . import answers_en, answers_es, answers_pt, push_en, push_es, push_pt
from .types import MessageType, Trait, Variant, placeholders

PREFIX = "puntual"
CHANNEL_CODES = {"es": "es", "pt": "pt_BR", "en": "en"}

_ROOMS: dict[str, tuple[ModuleType, ModuleType]] = {
    "es": (push_es, answers_es),
    "pt": (push_pt, answers_pt),
    "en": (push_en, answers_en),
}
_NEUTRAL_GREETING = {"es": "Hola.", "pt": "Olá.", "en": "Hello."}


@dataclass(frozen=True, slots=True)
class Wording:
    """One body, ready to be filled. `says` counts its placeholders and traits: more is more specific."""

    name: str
    type: MessageType
    body: str
    needs: tuple[str, ...]
    only_if: Trait | None
    says: int


def wordings(language: str, type_: MessageType, *, first: bool) -> tuple[Wording, ...]:
    """All wordings of a message type, the most specific first. Raises KeyError for an unknown language."""
    return _CATALOGUE[language, type_, first]


def wordings_by_rank(language: str, type_: MessageType, *, first: bool) -> tuple[tuple[Wording, ...], ...]:
    """The wordings of a message type in groups that are equally specific, the most specific first."""
    return _BY_RANK[language, type_, first]


def all_wordings(language: str) -> tuple[Wording, ...]:
    """Every distinct wording of a language."""
    found = {}
    for (of_language, _, _), group in _CATALOGUE.items():
        if of_language == language:
            found.update({wording.name: wording for wording in group})
    return tuple(found.values())


def _body(language: str, type_: MessageType, text: str, *, first: bool) -> str:
    push, _ = _ROOMS[language]
    if type_ is MessageType.FIRST_CONTACT_NEUTRAL:
        return f"{_NEUTRAL_GREETING[language]} {push.INTRODUCTION}\n\n{text}"
    if type_.is_push:
        return f"{push.GREETING}\n{push.INTRODUCTION if first else push.SENDER}\n\n{text}"
    return f"{push.INTRODUCTION}\n\n{text}" if first else text


def _wording(language: str, type_: MessageType, variant: Variant, *, first: bool) -> Wording:
    body = _body(language, type_, variant.text, first=first)
    needs = placeholders(body)
    # The neutral first contact always introduces itself: one template serves both.
    marked = first and type_ is not MessageType.FIRST_CONTACT_NEUTRAL
    name = "_".join((PREFIX, type_.value, *(("first",) if marked else ()), variant.name))
    return Wording(name, type_, body, needs, variant.only_if, len(needs) + (variant.only_if is not None))


def _build() -> dict[tuple[str, MessageType, bool], tuple[Wording, ...]]:
    built = {}
    for language, (push, answers) in _ROOMS.items():
        messages: dict[MessageType, tuple[Variant, ...]] = {**push.MESSAGES, **answers.MESSAGES}
        for type_, variants in messages.items():
            for first in (False, True):
                group = [_wording(language, type_, variant, first=first) for variant in variants]
                built[language, type_, first] = tuple(sorted(group, key=lambda one: -one.says))
    return built


_CATALOGUE = _build()
_BY_RANK = {
    key: tuple(tuple(equal) for _, equal in groupby(group, key=lambda one: one.says))
    for key, group in _CATALOGUE.items()
}
