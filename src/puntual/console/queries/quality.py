"""The data's state for its page: kinds with their examples and cases, and curves over the readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from puntual.casework.data_quality import GRAVITY, Example, Kind, Quality, quality
from puntual.rules.quality.duplicates import MergeProposal
from puntual.store.models import Case, Customer

WIDTH, HEIGHT = 120, 28
"""Of a curve, in its own units; the page scales it."""
MERGES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Place:
    """A customer that is pointed to: the key, the name where we have one, the case to open."""

    key: str
    name: str
    case_id: int | None


@dataclass(frozen=True, slots=True)
class Pointed:
    """An example with its customer; None where the finding is of no customer."""

    example: Example
    place: Place | None


@dataclass(frozen=True, slots=True)
class KindShown:
    """A kind for the page. points: its curve, for an SVG polyline; "" while there is but one reading."""

    kind: Kind
    advice: str
    examples: tuple[Pointed, ...]
    points: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Customers who may be one."""

    places: tuple[Place, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeverityShown:
    """How many findings of a severity there are now, and how many there were."""

    severity: str
    count: int
    points: str


@dataclass(frozen=True, slots=True)
class QualityShown:
    """Everything on the page."""

    state: Quality
    severities: tuple[SeverityShown, ...]
    kinds: tuple[KindShown, ...]
    merges: tuple[Merge, ...]
    more_merges: int


def quality_shown(severity: str, language: str) -> QualityShown:
    """The page's content in "es", "pt" or "en"; severity narrows the kinds only, never the counts."""
    state = quality()
    kinds = [kind for kind in state.kinds if severity in ("", kind.severity)]
    merges = state.merges[:MERGES_SHOWN]
    places = _places(kinds, merges)
    return QualityShown(
        state=state,
        severities=tuple(
            SeverityShown(one, state.count(one), curve([getattr(row, one) for row in state.readings]))
            for one in GRAVITY
        ),
        kinds=tuple(_kind(kind, language, places) for kind in kinds),
        merges=tuple(Merge(tuple(places[key] for key in one.customers), one.because) for one in merges),
        more_merges=len(state.merges) - len(merges),
    )


def curve(counts: Sequence[int]) -> str:
    """Points of a polyline, the oldest at the left, none at the bottom; "" for fewer than two counts."""
    if len(counts) < 2:
        return ""
    most = max(*counts, 1)
    step = WIDTH / (len(counts) - 1)
    return " ".join(
        f"{n * step:.1f},{HEIGHT - 2 - count / most * (HEIGHT - 4):.1f}" for n, count in enumerate(counts)
    )


def _kind(kind: Kind, language: str, places: dict[str, Place]) -> KindShown:
    examples = tuple(Pointed(one, places.get(one.customer)) for one in kind.examples)
    return KindShown(kind, kind.advice(language), examples, curve(kind.trend))


def _places(kinds: Sequence[Kind], merges: Sequence[MergeProposal]) -> dict[str, Place]:
    """Every customer on the page, in two statements however many there are."""
    keys = {one.customer for kind in kinds for one in kind.examples if one.customer}
    keys |= {key for one in merges for key in one.customers}
    names = dict(Customer.objects.filter(key__in=keys).values_list("key", "name"))
    cases = dict(Case.objects.filter(customer__key__in=keys).values_list("customer__key", "pk"))
    return {key: Place(key, names.get(key, ""), cases.get(key)) for key in keys}
