"""Each REST preset reads the same small book out of the documented shapes of its system."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from puntual.domain.record import Snapshot
from puntual.erp.control import run_control
from puntual.erp.options import Home, PresetOptions
from puntual.erp.preset import find_preset, presets
from puntual.erp.rest.source import RestSource, rest_source
from puntual.ports.source import SourceUnreadable
from tests.erp.http_peer import Asked, Peer, Told, serve
from tests.erp.rest_systems import SYSTEMS

SPLIT = {"sap_b1_service_layer", "erpnext_rest", "siigo"}
CREDITS = {
    "alegra": 25050,
    "sap_b1_service_layer": 10000,
    "odoo_json2": 10000,
    "odoo_rpc": 10000,
    "erpnext_rest": 10000,
    "quickbooks_online": 10000,
}
WITHOUT_LINES = {"bind_erp", "defontana", "tango_live", "nubox"}
HOMES = {"defontana": Home("CL", "CLP"), "nubox": Home("CL", "CLP")}


def options_of(name: str, peer: Peer, folder: Path, **more: str) -> PresetOptions:
    """The preset with the parameters that its peer accepts."""
    preset = find_preset(name)
    given = {**SYSTEMS[name][1], "base_url": peer.url, **more}
    if "token_url" in preset.parameters:
        given["token_url"] = peer.url
    return PresetOptions(preset, preset.values(given), private_network=True, folder=folder)


def source_of(name: str, peer: Peer, folder: Path, **more: str) -> RestSource:
    """A source that does not pause between two requests."""
    source = rest_source(options_of(name, peer, folder, **more), HOMES.get(name, Home("MX", "MXN")))
    object.__setattr__(source.access, "sleep", lambda seconds: None)
    return source


def read(name: str, folder: Path) -> Snapshot:
    """What the preset reads from its peer."""
    with serve(SYSTEMS[name][0]()) as peer:
        return source_of(name, peer, folder).read()


def balances(snapshot: Snapshot) -> list[tuple[date, int]]:
    """Due dates and open minor units, in order."""
    return sorted((one.due, one.balance) for one in snapshot.receivables)


@pytest.fixture
def swift(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause between two requests where the source is opened by others."""
    monkeypatch.setattr("puntual.erp.rest.wire.Wire._keep_pace", lambda wire: None)


def test_every_rest_preset_has_a_peer() -> None:
    names = {one.name for one in presets() if one.engine == "rest"}
    assert names == SYSTEMS.keys() | {"tryton"}  # Tryton's peer is Tryton itself


@pytest.mark.parametrize("name", sorted(SYSTEMS.keys() - {"nubox", "defontana"}))
def test_a_preset_reads_what_is_open_with_due_dates_and_customers(name: str, tmp_path: Path) -> None:
    snapshot = read(name, tmp_path)
    second = (
        [(date(2026, 10, 15), 116005), (date(2026, 10, 31), 116005)]
        if name in SPLIT
        else [(date(2026, 10, 31), 232010)]
    )
    assert balances(snapshot) == [(date(2026, 9, 30), 58000), *second, (date(2026, 11, 1), 9999)]
    assert {one.currency for one in snapshot.receivables} == {"MXN"}
    assert sorted(one.name for one in snapshot.customers) == ["Abarrotes La Paz", "Ferretería El Ñandú"]
    if name != "tango_live":
        assert all(one.contact_points for one in snapshot.customers)
    assert [one.amount for one in snapshot.credits] == ([CREDITS[name]] if name in CREDITS else [])
    assert [one.code for one in snapshot.findings if one.severity != "note"] == []


@pytest.mark.parametrize("name", sorted(SYSTEMS))
def test_the_probe_finds_the_fields_that_the_preset_needs(name: str, tmp_path: Path) -> None:
    with serve(SYSTEMS[name][0]()) as peer:
        assert source_of(name, peer, tmp_path).check() == ()


@pytest.mark.parametrize("name", sorted(SYSTEMS.keys() - WITHOUT_LINES))
def test_the_lines_of_an_invoice_come_on_demand(name: str, tmp_path: Path) -> None:
    with serve(SYSTEMS[name][0]()) as peer:
        source = source_of(name, peer, tmp_path)
        first = min(source.read().receivables, key=lambda one: one.due)
        (line,) = source.lines(first.key, first.number, "MXN")
    assert (line.description, line.receivable) == ("Cemento", first.key)


CONTROLLED = [
    "sap_b1_service_layer",
    "odoo_json2",
    "odoo_rpc",
    "erpnext_rest",
    "quickbooks_online",
    "defontana",
]


@pytest.mark.parametrize("name", CONTROLLED)
@pytest.mark.usefixtures("swift")
def test_our_sum_by_customer_is_the_systems_own(name: str, tmp_path: Path) -> None:
    with serve(SYSTEMS[name][0]()) as peer:
        result = run_control(options_of(name, peer, tmp_path), HOMES.get(name, Home("MX", "MXN")))
    assert result.holds, result.differences
    assert result.compared == 2


def test_defontana_asks_each_customer_and_nothing_that_changes_data(tmp_path: Path) -> None:
    with serve(SYSTEMS["defontana"][0]()) as peer:
        snapshot = source_of("defontana", peer, tmp_path).read()
    assert balances(snapshot) == [
        (date(2026, 9, 30), 580),
        (date(2026, 10, 31), 2320),
        (date(2026, 11, 1), 100),
    ]
    assert {one.path for one in peer.asked} == {
        "/api/Auth/EmailLogin", "/api/Sale/GetClients", "/api/Accounting/GetDocumentsToPay",
    }  # fmt: skip


def test_nubox_without_balances_holds_every_customer(tmp_path: Path) -> None:
    snapshot = read("nubox", tmp_path)
    assert snapshot.receivables == ()
    blocked = {one.customer for one in snapshot.findings if one.severity == "block"}
    assert blocked == {"C-1", "C-2"}


def test_a_refresh_token_that_changes_is_kept_for_the_next_run(tmp_path: Path) -> None:
    name = "quickbooks_online"
    with serve(SYSTEMS[name][0]()) as peer:
        source_of(name, peer, tmp_path).read()
        source_of(name, peer, tmp_path).read()
    (file,) = tmp_path.iterdir()
    assert "refresh-2" in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_kept_token_that_others_may_read_is_refused(tmp_path: Path) -> None:
    name = "quickbooks_online"
    file = tmp_path / "quickbooks-42.token.json"
    file.write_text('{"refresh_token": "refresh-0"}')
    file.chmod(0o644)
    with serve(SYSTEMS[name][0]()) as peer:
        (problem,) = source_of(name, peer, tmp_path).check()
    assert "chmod 600" in problem and peer.asked == []


WRONG: dict[str, tuple[str, Callable[[str], str]]] = {
    "odoo_rpc": ("api_key", lambda right: right + "x"),
    "sap_b1_service_layer": ("password", lambda right: right + "x"),
    "defontana": ("password", lambda right: right + "x"),
    "siigo": ("access_key", lambda right: right + "x"),
    "bind_erp": ("token", lambda right: right + "x"),
}


@pytest.mark.parametrize("name", sorted(WRONG))
def test_wrong_credentials_are_said_without_showing_them(name: str, tmp_path: Path) -> None:
    key, spoil = WRONG[name]
    secret = spoil(SYSTEMS[name][1][key])
    with serve(SYSTEMS[name][0]()) as peer:
        (problem,) = source_of(name, peer, tmp_path, **{key: secret}).check()
    assert "credentials" in problem or "refused" in problem
    assert secret not in problem
    assert len(peer.asked) <= 2


def test_an_odoo_user_who_may_write_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    def administrator(asked: Asked) -> Told:
        params = asked.body["params"]
        return Told({"jsonrpc": "2.0", "id": 1, "result": 2 if params["service"] == "common" else True})

    with serve(administrator) as peer, pytest.raises(SourceUnreadable, match="may write"):
        source_of("odoo_rpc", peer, tmp_path).read()
    assert len(peer.asked) == 2
