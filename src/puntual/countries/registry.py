"""Finds every rulebook of this room, loudly, and answers the `Countries` port."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from puntual import countries as room
from puntual.domain.rulebook import Rulebook
from puntual.ports.countries import Holidays

from .holidays import closed_days
from .places import subdivision
from .zones import candidate_zones

FALLBACK = "*"


class RulebookError(Exception):
    """A file of this room is not what its name says. The message names the file and what is missing."""


def collect(package: ModuleType) -> dict[str, Rulebook]:
    """RULEBOOK of every country file of `package`, by code. Raises RulebookError rather than skip one.

    A country file is named by its two-letter code, the fallback's is `fallback`; no other file may
    define RULEBOOK.
    """
    found: dict[str, Rulebook] = {}
    for info in iter_modules(package.__path__):
        is_country = len(info.name) == 2 or info.name == "fallback"
        module = import_module(f"{package.__name__}.{info.name}")
        book = getattr(module, "RULEBOOK", None)
        if book is None and not is_country:
            continue
        if not isinstance(book, Rulebook):
            raise RulebookError(f"{module.__name__} must define RULEBOOK: Rulebook")
        expected = FALLBACK if info.name == "fallback" else info.name.upper()
        if book.code != expected:
            raise RulebookError(f"{module.__name__} holds the code {book.code!r}, not {expected!r}")
        found[book.code] = book
    if FALLBACK not in found:
        raise RulebookError(f"{package.__name__} has no fallback rulebook")
    return found


@lru_cache(maxsize=1)
def _books() -> dict[str, Rulebook]:
    return collect(room)


def codes() -> tuple[str, ...]:
    """The countries that have a rulebook of their own, sorted; the fallback is not among them."""
    return tuple(sorted(code for code in _books() if code != FALLBACK))


def rulebook(country: str) -> Rulebook:
    """The rulebook of an ISO 3166-1 alpha-2 code in any case; the fallback where there is none."""
    books = _books()
    return books.get(country.strip().upper(), books[FALLBACK])


class KnownCountries:
    """The `Countries` port over the files of this room."""

    def rulebook(self, country: str) -> Rulebook:
        """The country's rulebook, or the fallback where there is none."""
        return rulebook(country)

    def holidays(self, country: str, subdivision: str | None) -> Holidays:
        """Whether a day is a public holiday there: its name, or None."""
        return closed_days(country, subdivision)

    def subdivision(self, country: str, text: str) -> str | None:
        """The ISO 3166-2 suffix of a state named in any usual way, or None."""
        return subdivision(country, text)

    def zones(self, country: str, subdivision: str | None, city: str, phone: str | None) -> tuple[str, ...]:
        """The IANA zones the customer may be in; several when it cannot be told."""
        return candidate_zones(rulebook(country), subdivision, city, phone)
