"""The HTTP engine under misery, and what it never does."""

from __future__ import annotations

import logging
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puntual.erp.options import Home
from puntual.erp.preset import BadPreset, find_preset
from puntual.erp.rest.addresses import check_base, is_allowed
from puntual.erp.rest.answers import at, parse
from puntual.erp.rest.mapping import spread
from puntual.erp.rest.shape import of_preset, rest_preset
from puntual.erp.rest.source import Access, RestSource
from puntual.erp.rest.template import fill_body, fill_path
from puntual.erp.rest.wire import NotAllowed, Request, check_allowed, from_link
from puntual.ports.source import SourceUnreadable
from tests.erp.http_peer import Asked, Peer, Told, serve

SECRET = "very-secret-key"
ROWS = [
    {"id": n, "number": f"F-{n}", "due": "2026-10-01", "balance": 10.5, "customer": "C-1", "name": "Uno"}
    for n in range(1, 8)
]


def preset(**rest: Any) -> dict[str, Any]:
    """A small preset: GET /open, pages of three by offset with a total."""
    head = {
        "base": "{base_url}",
        "headers": {"X-Key": "{key}"},
        "requests_per_minute": 1_000_000,
        "timeout": 5.0,
    }
    allow = [{"method": "GET", "path": "/open"}]
    fields = {"receivable_key": "id", "number": "number", "due": "due", "balance": "balance",
              "customer_key": "customer", "customer_name": "name"}  # fmt: skip
    listing = {
        "path": "/open",
        "params": {"start": "{offset}", "limit": "{limit}"},
        "items": "data",
        "paging": {"kind": "offset", "size": 3, "total": "total"},
        "map": fields,
    }
    return {"name": "small", "rest": {**head, "allow": allow, **rest}, "read": {"receivables": listing}}


def source(peer: Peer, values: dict[str, Any] | None = None, waits: list[float] | None = None) -> RestSource:
    """A source over the small preset; its pauses are only noted."""
    given_ = {"base_url": peer.url, "key": SECRET}
    access = Access(
        given_, frozenset(("key",)), private_network=True, sleep=(waits if waits is not None else []).append,
        chance=lambda: 0.5,
    )  # fmt: skip
    return RestSource(rest_preset(values or preset()), access, Home("MX", "MXN"))


def listing(asked: Asked) -> Told:
    """The rows by pages."""
    if asked.headers.get("X-Key") != SECRET:
        return Told({"message": "who?"}, 401)
    start = int(asked.params["start"])
    return Told({"total": len(ROWS), "data": ROWS[start : start + int(asked.params["limit"])]})


def test_pages_add_up_to_the_whole_list() -> None:
    with serve(listing) as peer:
        snapshot = source(peer).read()
    assert len(snapshot.receivables) == 7 and len(peer.asked) == 3


@pytest.mark.parametrize(
    "misery",
    [
        Told({}, 429, {"Retry-After": "7"}),
        Told({}, 500),
        Told({}, 503),
        Told({"total": 7, "data": ROWS[:3]}, cut=True),
        Told(raw=b'{"total": 7, "data": ['),
        Told(raw=b"\xff\xfe\x00"),
    ],
)
def test_what_may_pass_is_tried_again(misery: Told) -> None:
    waits: list[float] = []
    with serve(listing) as peer:
        peer.miseries = [misery, misery]
        snapshot = source(peer, waits=waits).read()
    assert len(snapshot.receivables) == 7
    assert waits[:2] == ([7.0, 7.0] if misery.status == 429 else [0.5, 1.0])


def test_retry_after_as_a_date_is_counted_by_the_servers_clock() -> None:
    waits: list[float] = []
    later = {"Date": "Mon, 23 Nov 2026 10:00:00 GMT", "Retry-After": "Mon, 23 Nov 2026 10:00:09 GMT"}
    with serve(listing) as peer:
        peer.miseries = [Told({}, 503, later)]
        source(peer, waits=waits).read()
    assert waits == [9.0]


def test_a_pause_of_an_hour_is_left_to_the_next_sync() -> None:
    with serve(listing) as peer:
        peer.miseries = [Told({}, 429, {"Retry-After": "3600"})]
        with pytest.raises(SourceUnreadable, match="3600 seconds"):
            source(peer).read()
    assert len(peer.asked) == 1


def test_a_server_that_stays_broken_is_given_up() -> None:
    with (
        serve(lambda asked: Told({}, 500)) as peer,
        pytest.raises(SourceUnreadable, match="the server said 500"),
    ):
        source(peer).read()
    assert len(peer.asked) == 5


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Told(raw=b"<!doctype html><html>login</html>"), "a web page instead of data"),
        (Told({"rows": []}), 'holds no list at "data"'),
        (Told({"total": 9, "data": []}), "says 9 rows and gave 0"),
        (Told({"message": "suspended"}, 402), "suspended"),
        (Told({}, 403), "lacks the right"),
        (Told({}, 404), "HTTP 404"),
        (Told({}, 302, {"Location": "http://elsewhere.example/"}), "sends elsewhere"),
        (Told({}, 401), "credentials"),
        (Told({"data": ["x"], "total": 1}), "no object"),
    ],
)
def test_an_answer_that_is_none_is_said_at_once_and_nothing_is_read(answer: Told, said: str) -> None:
    with serve(lambda asked: answer) as peer, pytest.raises(SourceUnreadable, match=said):
        source(peer).read()
    assert len(peer.asked) == 1


def test_a_slow_server_is_let_go() -> None:
    with (
        serve(lambda asked: Told({}, slow=1.0)) as peer,
        pytest.raises(SourceUnreadable, match="no whole answer within"),
    ):
        source(peer, preset(timeout=0.2, attempts=1)).read()


def test_an_answer_beyond_the_cap_is_not_taken_in() -> None:
    with (
        serve(lambda asked: Told(raw=b" " * 300_000)) as peer,
        pytest.raises(SourceUnreadable, match="larger than 100,000 bytes"),
    ):
        source(peer, preset(most_bytes=100_000)).read()


def test_more_rows_than_the_cap_are_an_error() -> None:
    with serve(listing) as peer, pytest.raises(SourceUnreadable, match="more than 5 rows"):
        source(peer, preset(most_rows=5)).read()


def test_a_server_that_gives_the_same_page_again_and_again_is_noticed() -> None:
    values = preset()
    del values["read"]["receivables"]["paging"]["total"]
    with (
        serve(lambda asked: Told({"data": ROWS[:3]})) as peer,
        pytest.raises(SourceUnreadable, match="same page again"),
    ):
        source(peer, values).read()


def test_a_session_that_ends_is_renewed_once() -> None:
    tokens = iter(("one", "two", "three"))
    seen = {"token": ""}

    def system(asked: Asked) -> Told:
        if asked.path == "/login":
            seen["token"] = next(tokens)
            return Told({"token": seen["token"]})
        if asked.headers.get("Authorization") != f"Bearer {seen['token']}":
            return Told({}, 401)
        start = int(asked.params["start"])
        return Told({"total": len(ROWS), "data": ROWS[start : start + 3]})

    values = preset(allow=[{"method": "POST", "path": "/login"}, {"method": "GET", "path": "/open"}],
                    auth={"kind": "login", "path": "/login", "body": '{"key": "{key}"}',
                          "capture": {"token": "token"}, "headers": {"Authorization": "Bearer {token}"}})  # fmt: skip
    with serve(system) as peer:
        peer.miseries = []
        one = source(peer, values)
        assert len(one.read().receivables) == 7
        peer.asked.clear()
        peer.miseries = [Told({"token": "stale"})]  # a token that the server does not take
        assert len(one.read().receivables) == 7
    assert [asked.path for asked in peer.asked] == ["/login", "/open", "/login", "/open", "/open", "/open"]


def test_a_request_that_is_not_listed_is_not_sent() -> None:
    values = preset()
    values["read"]["receivables"]["path"] = "/RemoveClient"
    with serve(listing) as peer, pytest.raises(NotAllowed, match="not in the preset's list"):
        source(peer, values).read()
    assert peer.asked == []


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/Sale/RemoveClient"), ("GET", "/api/Accounting/DeleteVoucher"), ("POST", "/api/Sale/GetClients"),
        ("GET", "/api/Sale/GetClients/../RemoveClient"), ("GET", "/api/Sale/GetClients?x=1"),
        ("GET", "/api/sale/activateclient"), ("GET", "/api/Sale/GetClients%2F..%2FRemoveClient"),
    ],
)  # fmt: skip
def test_defontanas_gets_that_change_data_cannot_be_sent(method: str, path: str) -> None:
    allow = list(of_preset(find_preset("defontana")).rest.allow)
    with pytest.raises(NotAllowed):
        check_allowed(Request(method, path), allow)


@pytest.mark.parametrize("method", ["write", "create", "unlink", "action_post", "search_read "])
def test_a_post_is_a_read_only_by_what_it_asks_for(method: str) -> None:
    allow = list(of_preset(find_preset("odoo_rpc")).rest.allow)
    body = {
        "params": {
            "service": "object",
            "method": "execute_kw",
            "args": ["db", 7, "k", "res.partner", method, []],
        }
    }
    with pytest.raises(NotAllowed):
        check_allowed(Request("POST", "/jsonrpc", body=body), allow)
    body["params"]["args"][4] = "search_read"  # type: ignore[index]
    check_allowed(Request("POST", "/jsonrpc", body=body), allow)


def test_secrets_stay_out_of_messages_and_logs(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    answer = Told({"message": f"the key {SECRET} is wrong"}, 403)
    with serve(lambda asked: answer) as peer:
        one = source(peer, preset(error=["message"]))
        (problem,) = one.check()
    assert "the key *** is wrong" in problem
    assert SECRET not in problem + caplog.text + repr(one) + repr(one.access)


@pytest.mark.parametrize(
    ("base", "private", "said"),
    [
        ("https://10.0.0.5/api", False, "private network"),
        ("https://127.0.0.1", False, "private network"),
        ("https://2130706433/", False, "private network"),
        ("https://[::1]/", False, "private network"),
        ("https://[::ffff:127.0.0.1]/", False, "private network"),
        ("https://169.254.169.254/latest", True, "private network"),
        ("http://erp.example.com", False, "http://"),
        ("ftp://erp.example.com", True, "https://"),
        ("https://user:pw@erp.example.com", False, "leave out user"),
        ("file:///etc/passwd", True, "https://"),
    ],
)
def test_addresses_that_lead_inside_are_refused(base: str, private: bool, said: str) -> None:
    with pytest.raises(SourceUnreadable, match=said):
        check_base(base, private_allowed=private)


def test_a_name_that_resolves_inside_is_refused_when_it_is_connected_to() -> None:
    with serve(listing) as peer:
        values = {"base_url": peer.url.replace("http://127.0.0.1", "https://localhost"), "key": SECRET}
        one = RestSource(rest_preset(preset()), Access(values, sleep=lambda s: None), Home("MX", "MXN"))
        with pytest.raises(SourceUnreadable, match="private network"):
            one.read()
    assert peer.asked == []


def test_the_companys_own_network_is_open_when_it_says_so_but_never_the_clouds_metadata() -> None:
    assert is_allowed("192.168.1.10", private_allowed=True)
    assert not is_allowed("192.168.1.10", private_allowed=False)
    assert not is_allowed("169.254.169.254", private_allowed=True)
    assert is_allowed("8.8.8.8", private_allowed=False)


@pytest.mark.parametrize(
    "link",
    ["https://evil.example/api/x", "http://erp.example/api/x", "https://erp.example:444/api/x", "https://a@erp.example/api/x",
     "//evil.example/api/x"],
)  # fmt: skip
def test_a_next_page_on_another_server_is_not_asked(link: str) -> None:
    with pytest.raises(SourceUnreadable):
        from_link("https://erp.example/api", link)


def test_a_next_page_on_the_same_server_is_taken_apart() -> None:
    assert from_link("https://erp.example/api", "https://erp.example/api/x?page=2") == ("/x", {"page": "2"})
    assert from_link("https://erp.example/api", "Invoices?$skip=20") == ("/Invoices", {"$skip": "20"})


def test_money_is_exact_and_html_and_half_json_are_no_answer() -> None:
    assert parse(b'{"a": 0.1, "b": 1160}') == {"a": Decimal("0.1"), "b": 1160}
    for body in (b"<html>", b'{"a": 0.', b'{"a": NaN}', b"", b"\xff"):
        with pytest.raises(ValueError, match=r"instead|else"):
            parse(body)


def test_paths_reach_into_lists_and_through_names_with_dots() -> None:
    value = {"phones": [{"number": "1"}, {"number": "2"}], "@odata.nextLink": "x", "party.": {"name": "N"}}
    assert at(value, "phones.1.number") == "2"
    assert at(value, "phones.9.number") is None
    assert at(value, "@odata.nextLink") == "x"
    assert at(value, "party..name") == "N"


def test_a_value_never_becomes_another_path_or_another_body() -> None:
    assert fill_path("/documento/{key}/", {"key": "../../x?y=1#z"}) == "/documento/..%2F..%2Fx%3Fy%3D1%23z/"
    assert fill_body('{"a": "{key}"}', {"key": '", "b": "'}) == {"a": '", "b": "'}
    with pytest.raises(BadPreset):
        fill_path("/documento/{key}", {"key": ".."})
    with pytest.raises(BadPreset):
        fill_body('{"a": "{key:int}"}', {"key": "1 or 1"})


@given(
    st.lists(st.decimals(min_value=0, max_value=10_000, places=2), min_size=1, max_size=6),
    st.decimals(min_value=0, max_value=10_000, places=2),
)
def test_a_balance_spread_over_instalments_loses_nothing_and_pays_the_oldest_first(
    amounts: list[Decimal], wanted: Decimal
) -> None:
    balance = min(wanted, sum(amounts, Decimal(0)))
    opened = spread(balance, amounts)
    assert sum(opened) == balance
    assert all(0 <= part <= amount for part, amount in zip(opened, amounts, strict=True))
    partly = [n for n, (part, amount) in enumerate(zip(opened, amounts, strict=True)) if part > 0]
    if partly:
        assert opened[partly[0] + 1 :] == amounts[partly[0] + 1 :]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"pagign": {}}, "pagign"),
        ({"map": {"duee": "x"}}, "duee"),
        ({"map": {"due": {"lookup": "nothing"}}}, "nothing"),
        ({"each": "nobody"}, "nobody"),
        ({"method": "DELETE"}, "DELETE"),
    ],
)
def test_a_preset_with_a_slip_is_refused_by_name(change: dict[str, Any], said: str) -> None:
    values = preset()
    values["read"]["receivables"] |= change
    with pytest.raises(BadPreset, match=said):
        rest_preset(values)


def test_a_certificate_that_nobody_signed_asks_for_its_file(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="no readable certificate"):
        values = {"base_url": "https://erp.example", "key": SECRET}
        RestSource(
            rest_preset(preset()), Access(values, ca_file=tmp_path / "missing.pem"), Home("MX", "MXN")
        ).read()
