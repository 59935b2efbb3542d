"""A real Tryton: an invoice is posted, part of it is paid, and the preset reads back what is left."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from puntual.erp.control import run_control
from puntual.erp.options import Home, PresetOptions
from puntual.erp.preset import find_preset
from puntual.erp.rest.source import rest_source
from tests.erp.tryton_peer import start

pytestmark = pytest.mark.skipif(
    os.environ.get("PUNTUAL_TEST_ERP") != "1", reason="installs Tryton (a minute): make test-erp"
)
HOME = Home("MX", "MXN")


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PresetOptions]:
    """The preset with what lets one into the running server."""
    with start(tmp_path_factory.mktemp("tryton")) as peer:
        preset = find_preset("tryton")
        given = {
            "base_url": peer.url,
            "database": peer.database,
            "user": peer.user,
            "password": peer.password,
        }
        yield PresetOptions(preset, preset.values(given), private_network=True)


def test_a_part_payment_and_two_instalments_are_read_back(options: PresetOptions) -> None:
    source = rest_source(options, HOME)
    assert source.check() == ()
    snapshot = source.read()
    read = [(one.number, one.instalment, one.due, one.amount, one.balance) for one in snapshot.receivables]
    assert read == [
        ("1", 1, date(2026, 10, 1), 100_000, 60_000),
        ("2", 1, date(2026, 10, 31), 25_000, 25_000),
        ("2", 2, date(2026, 11, 30), 25_000, 25_000),
    ]
    (debtor,) = {one.customer for one in snapshot.receivables}
    customer = next(one for one in snapshot.customers if one.key == debtor)
    assert customer.name == "Ferretería El Ñandú"
    assert [point.raw for point in customer.contact_points] == ["+525512345678"]


def test_the_sum_is_the_partys_own_receivable(options: PresetOptions) -> None:
    result = run_control(options, HOME)
    assert result.holds, result.differences
    assert result.totals == {"MXN": (110_000, 110_000)}


def test_the_lines_of_an_invoice_come_on_demand(options: PresetOptions) -> None:
    source = rest_source(options, HOME)
    first = source.read().receivables[0]
    (line,) = source.lines(first.key, first.number)
    assert (line.description, line.total) == ("Cemento gris", 100_000)


def test_a_wrong_password_is_refused_in_words(options: PresetOptions) -> None:
    wrong = replace(options, values={**options.values, "password": "not-this-one"})
    (problem,) = rest_source(wrong, HOME).check()
    assert "credentials" in problem or "refused" in problem
    assert "not-this-one" not in problem


def test_a_user_who_may_write_is_refused(options: PresetOptions) -> None:
    admin = replace(options, values={**options.values, "user": "admin"})
    (problem,) = rest_source(admin, HOME).check()
    assert "may write" in problem
