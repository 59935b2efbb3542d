"""`puntual demo`: one JSON object on stdout, the same for the same seed, and all kinds of refusal in it."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pytest

from puntual.cli.demo.summary import refusal_word
from puntual.domain.money import exponent


@lru_cache(maxsize=4)
def ran(*arguments: str) -> str:
    """The standard output of a run in a process of its own, as a user would start it."""
    done = subprocess.run(
        [sys.executable, "-m", "puntual", "demo", "--json", *arguments],
        capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def summary(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran(*arguments))
    return found


def test_json_is_exactly_one_object_with_the_promised_keys() -> None:
    found = summary("--days", "4")
    assert ran("--days", "4").count("\n") == 1
    assert {
        "days", "invoices", "customers", "messages_sent", "contacts_refused", "replies", "intents", "promises",
        "escalations", "cases_closed", "recovered", "violations", "audit",
    } <= found.keys()  # fmt: skip
    assert {"made", "kept", "partly_kept", "broken"} <= found["promises"].keys()
    assert (found["days"], found["invoices"], found["customers"]) == (4, 1200, 480)


def test_no_invariant_breaks_and_the_journal_holds() -> None:
    found = summary("--days", "4")
    assert (found["violations"], found["audit"]) == (0, "ok"), found["violations_by_kind"]


def test_amounts_are_decimal_strings_with_the_currencys_own_decimals() -> None:
    for code, amount in summary("--days", "4")["recovered"].items():
        assert -Decimal(amount).as_tuple().exponent == exponent(code)  # type: ignore[operator]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    first = ran("--days", "2", "--seed", "9")
    ran.cache_clear()
    assert ran("--days", "2", "--seed", "9") == first
    assert ran("--days", "2", "--seed", "10") != first


def test_every_kind_of_refusal_occurs_in_the_default_run() -> None:
    found = summary()
    refused = found["contacts_refused"]
    assert {"hours", "holiday", "cap", "gap", "promise", "dispute", "opt_out"} <= refused.keys()
    assert (found["days"], found["violations"], found["audit"]) == (45, 0, "ok"), found["violations_by_kind"]
    assert min(found["promises"][kind] for kind in ("made", "kept", "partly_kept", "broken")) > 0


@pytest.mark.parametrize(
    ("rule", "word"),
    [
        ("mx.weekday_hours", "hours"), ("co.saturday_hours", "hours"), ("industry.hours", "hours"),
        ("industry.closed_days", "holiday"), ("industry.monthly_cap", "cap"), ("py.weekly_attempts", "cap"),
        ("mx.gap", "gap"), ("product.promised", "promise"), ("product.disputed", "dispute"),
        ("product.opted_out", "opt_out"), ("product.wrong_number", "wrong_number"),
    ],
)  # fmt: skip
def test_a_rule_is_counted_under_its_everyday_word(rule: str, word: str) -> None:
    assert refusal_word(rule) == word
