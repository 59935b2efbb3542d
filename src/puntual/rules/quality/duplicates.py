"""Customers who may have been entered twice under nearly the same name. Proposals for a person, never a merge.

Comparing everybody with everybody would take hours, so only names are compared that are the same but for one
word, and where that word begins or ends alike: a slip of the pen leaves the other words and one end alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations, groupby

from rapidfuzz import fuzz

from puntual.domain.record import CustomerSeen, FindingSeen
from puntual.rules.names import (
    identifies,
    is_damaged,
    is_generic,
    is_placeholder,
    normal_tax_id,
    without_legal_form,
)

SIMILAR = 92.0
"""Of 100: how alike two names must be, word order aside, where nothing else says that they are one customer."""
CROWD = 60
"""A group of names larger than this has nothing but common words in common, and is left alone."""
_INDEX_BITS = 24  # up to 16 million customers
SHORTEST = 8
"""Names with fewer letters are one customer only if they are the same: "Luz" and "Luis" are not."""
NAMESAKES = 4
"""A name that more customers than this bear is a common name, and says nothing about any two of them."""
MOST = 5_000
"""Pairs that are told, the most alike first: more than anybody looks through before the next reading."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Two customers that may be one. likeness: 0 to 100."""

    one: CustomerSeen
    other: CustomerSeen
    likeness: float


@dataclass(frozen=True, slots=True)
class MergeProposal:
    """Customer keys that findings take for one customer, and the codes of those findings."""

    customers: tuple[str, ...]
    because: tuple[str, ...]


def alike(customers: Sequence[CustomerSeen]) -> list[Alike]:
    """Pairs of customers with nearly one name, each pair once, the most alike first, at most MOST.

    Left alone: two different tax ids, names that differ in a number ("Sucursal 1", "Sucursal 2"), fillers,
    generic and damaged names, and names that many bear.
    """
    names = {n: _words(one.name) for n, one in enumerate(customers) if _tells(one)}
    namesakes = Counter(names.values())
    names = {n: name for n, name in names.items() if namesakes[name] <= NAMESAKES}
    found = [
        (likeness, first, second)
        for first, second in set(_candidates(names))
        if (likeness := _likeness(names[first], names[second]))
        and not _told_apart(customers[first], customers[second])
    ]
    best = nsmallest(MOST, found, key=lambda one: (-one[0], one[1], one[2]))
    return [Alike(customers[first], customers[second], likeness) for likeness, first, second in best]


def proposals(findings: Iterable[FindingSeen]) -> tuple[MergeProposal, ...]:
    """The groups of customers that the findings take for one, the largest first.

    Findings of one code with one value make a group; a pair that is alike names the other in its value.
    """
    groups: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for one in findings:
        if one.code in ("duplicate_tax_id", "duplicate_customer"):
            groups[one.code, normal_tax_id(one.value)][one.customer] = None
        elif one.code == "similar_customer":
            groups[one.code, " ".join(sorted((one.customer, one.value)))].update(
                dict.fromkeys(sorted((one.customer, one.value)))
            )
    because: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for (code, _), members in groups.items():
        if len(members) > 1 and code not in because[tuple(sorted(members))]:
            because[tuple(sorted(members))].append(code)
    found = [MergeProposal(members, tuple(codes)) for members, codes in because.items() if codes]
    return tuple(sorted(found, key=lambda one: (-len(one.customers), one.customers)))


def _tells(customer: CustomerSeen) -> bool:
    name = customer.name
    return bool(name.strip()) and not (is_generic(name) or is_placeholder(name) or is_damaged(name))


def _words(name: str) -> str:
    return " ".join(sorted(without_legal_form(name).split()))


def _candidates(names: dict[int, str]) -> Iterator[tuple[int, int]]:
    """Pairs that share a key, some of them more than once. Packed into numbers: two million keys are sorted."""
    packed = sorted(key << _INDEX_BITS | n for n, name in names.items() for key in _keys(name))
    for _, group in groupby(packed, key=lambda one: one >> _INDEX_BITS):
        members = [one & ((1 << _INDEX_BITS) - 1) for one in group]
        if 1 < len(members) <= CROWD:
            yield from combinations(members, 2)


def _keys(name: str) -> set[int]:
    """For each word: the other words with its first letters, and with its last."""
    words = name.split()
    rests = (" ".join(words[:n] + words[n + 1 :]) for n in range(len(words)))
    return {
        abs(hash((rest, end))) >> _INDEX_BITS
        for rest, word in zip(rests, words, strict=True)
        for end in (word[:2], f"~{word[-2:]}")
    }


def _likeness(first: str, second: str) -> float:
    """0 where the two are not alike enough."""
    if first == second:
        return 100.0
    if min(len(first), len(second)) < SHORTEST or _numbers(first) != _numbers(second):
        return 0.0
    return float(fuzz.ratio(first, second, score_cutoff=SIMILAR))


def _numbers(name: str) -> list[str]:
    return re.findall(r"[0-9]+", name)


def _told_apart(one: CustomerSeen, other: CustomerSeen) -> bool:
    """Two different tax ids are two customers, and the same one is a finding of its own."""
    return one.key == other.key or (identifies(one.tax_id) and identifies(other.tax_id))
