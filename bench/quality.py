"""All checks over a large portfolio, and how many of the pairs that comparing everybody finds are found.

The peer compares every name with every other (rapidfuzz, compiled); it can only do so for a few thousand, and
its time for the whole portfolio is what those take times the square of how many more there are.
"""

from __future__ import annotations

import argparse
import time
from datetime import date
from itertools import combinations
from random import Random

from rapidfuzz import fuzz

from puntual.domain.record import ContactPointSeen, CustomerSeen, ReceivableSeen, Snapshot
from puntual.rules.names import without_legal_form
from puntual.rules.portfolio_checks import check
from puntual.rules.quality.duplicates import SIMILAR, alike

TODAY = date(2026, 4, 14)
SAMPLE = 4_000
LIMIT_S = 60.0
_FIRST = [
    "Ana",
    "Luis",
    "José",
    "Juan",
    "Rosa",
    "Elena",
    "Sofía",
    "Miguel",
    "Jorge",
    "Laura",
    "Raúl",
    "Inés",
    "Hugo",
    "Diego",
    "Paola",
    "Iván",
]
_LAST = [
    "García",
    "Hernández",
    "López",
    "Martínez",
    "Pérez",
    "Sánchez",
    "Ramírez",
    "Cruz",
    "Flores",
    "Gómez",
    "Morales",
    "Reyes",
    "Torres",
]
_KIND = [
    "Abarrotes",
    "Ferretería",
    "Papelería",
    "Farmacia",
    "Taller",
    "Comercializadora",
    "Distribuidora",
    "Transportes",
]
_FORM = ("", " SA de CV", " S. de R.L. de C.V.")
_LETTERS = "abcdefghijlmnoprstuvz"


def main(argv: list[str] | None = None) -> int:
    """`python -m bench quality`: seconds for everything, and the share of pairs found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--customers", type=int, default=250_000)
    chosen = options.parse_args(argv)
    few = portfolio(SAMPLE).customers
    found, took = _found(few)
    wanted, slow = _everybody(few)
    many = portfolio(chosen.customers)
    started = time.perf_counter()
    pairs = len(alike(many.customers))
    fast = time.perf_counter() - started
    started = time.perf_counter()
    findings = len(check(many, TODAY, "MX"))
    whole = time.perf_counter() - started
    ahead = slow * (chosen.customers / SAMPLE) ** 2 / fast
    share = len(found & wanted) / len(wanted)
    print(f"Nearly the same names, {SAMPLE:,}: {took:.2f} s; everybody with everybody {slow:.2f} s; "
          f"{share:.1%} of its {len(wanted)} pairs found")  # fmt: skip
    print(
        f"{chosen.customers:,} customers: names {fast:.1f} s, {pairs:,} pairs; by everybody {ahead:,.0f} times that"
    )
    print(f"All checks: {whole:.1f} s, {findings:,} findings; the limit for names is {LIMIT_S:.0f} s")
    return int(fast > LIMIT_S)


def portfolio(count: int) -> Snapshot:
    """People and shops with an invoice each; one customer in fifty is another's name with a slip of the pen."""
    chance = Random(7)
    names: list[str] = []
    for n in range(count):
        if names and chance.random() < 0.02:
            names.append(_slip(chance, names[chance.randrange(n)]))
        elif chance.random() < 0.5:
            names.append(
                " ".join(chance.choice(words) for words in (_FIRST, _FIRST, _LAST, _LAST)) + _made_up(chance)
            )
        else:
            names.append(chance.choice(_KIND) + _made_up(chance) + _made_up(chance) + chance.choice(_FORM))
    customers = tuple(
        CustomerSeen(f"C{n}", name, n, contact_points=(ContactPointSeen(f"55{20_000_000 + n * 37}"),))
        for n, name in enumerate(names)
    )
    bills = tuple(
        ReceivableSeen(f"F{n}", f"C{n}", f"F{n}", 1, TODAY, 100_00 + n, 100_00 + n, "MXN", n)
        for n in range(count)
    )
    return Snapshot(customers, bills)


def _made_up(chance: Random) -> str:
    return " " + "".join(chance.choice(_LETTERS) for _ in range(chance.randint(5, 8))).title()


def _slip(chance: Random, name: str) -> str:
    """One letter another, gone or doubled: as a hand errs."""
    at = chance.randrange(1, len(name))
    return name[:at] + chance.choice(("", name[at] * 2, chance.choice(_LETTERS))) + name[at + 1 :]


def _found(customers: tuple[CustomerSeen, ...]) -> tuple[set[tuple[str, str]], float]:
    started = time.perf_counter()
    pairs = {(one.one.key, one.other.key) for one in alike(customers)}
    return pairs, time.perf_counter() - started


def _everybody(customers: tuple[CustomerSeen, ...]) -> tuple[set[tuple[str, str]], float]:
    started = time.perf_counter()
    names = [(one.key, " ".join(sorted(without_legal_form(one.name).split()))) for one in customers]
    pairs = {
        (one, other)
        for (one, first), (other, second) in combinations(names, 2)
        if fuzz.ratio(first, second, score_cutoff=SIMILAR)
    }
    return pairs, time.perf_counter() - started


if __name__ == "__main__":
    raise SystemExit(main())
