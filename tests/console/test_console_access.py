"""Every route by every role, from the URL map: a route that is not in the table fails."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from puntual.console.throttle import WINDOW, Throttle
from puntual.store.models import Dispute, InboundMessage, JournalEntry, Notice, User
from tests.console.seed import PASSWORD, Desk

EVERYONE = ("anonymous", "vera", "carla", "sofia", "ada")
# Who may use a route: the first role of viewer < collector < supervisor < admin, or everyone.
TABLE = {
    # name: (method, first user that may)
    "today": ("get", "vera"),
    "login": ("get", "anonymous"),
    "logout": ("post", "anonymous"),
    "language": ("post", "anonymous"),
    "inbox": ("get", "vera"),
    "case": ("get", "vera"),
    "timeline": ("get", "vera"),
    "take": ("post", "carla"),
    "hand_back": ("post", "carla"),
    "reply": ("post", "carla"),
    "check": ("post", "carla"),
    "note": ("post", "carla"),
    "understood": ("get", "carla"),
    "correct": ("post", "carla"),
    "escalations": ("get", "vera"),
    "close_escalation": ("post", "carla"),
    "settle_dispute": ("post", "carla"),
    "reopen_dispute": ("post", "carla"),
    "review": ("get", "vera"),
    "settle": ("post", "carla"),
    "promises": ("get", "vera"),
    "findings": ("get", "vera"),
    "quality": ("get", "vera"),
    "see_notice": ("post", "carla"),
    "pause": ("post", "sofia"),
    "resume": ("post", "sofia"),
    "enter_demo": ("post", "anonymous"),
    "phone": ("get", "carla"),
    "chat": ("get", "carla"),
    "say": ("post", "carla"),
}
ALLOWED = {200, 302, 400, 409}


def _routes() -> list[URLPattern]:
    return list(get_resolver().url_patterns)


def _address(name: str, desk: Desk) -> str:
    arguments = {
        "case_id": desk.cases["C-1001"].pk,
        "escalation_id": desk.escalation.pk,
        "message_id": desk.doubtful.pk,
        "notice_id": Notice.objects.get().pk,
        "dispute_id": Dispute.objects.get().pk,
        "inbound_id": InboundMessage.objects.exclude(customer=None).latest("pk").pk,
        "customer_id": desk.customer("C-1001").pk,
    }
    pattern = next(route for route in _routes() if route.name == name)
    return reverse(name, kwargs={key: arguments[key] for key in pattern.pattern.converters})


def test_every_route_stands_in_the_table() -> None:
    assert {route.name for route in _routes()} == TABLE.keys()


@pytest.mark.parametrize("name", TABLE)
def test_a_route_is_open_from_its_first_role_on_and_closed_before(
    name: str, desk: Desk, demo: Any, as_user: Any
) -> None:
    method, first = TABLE[name]
    address = _address(name, desk)
    for user in EVERYONE:
        client = Client(HTTP_HOST="testserver") if user == "anonymous" else as_user(user)
        response = getattr(client, method)(address)
        if EVERYONE.index(user) >= EVERYONE.index(first):
            assert response.status_code in ALLOWED, (name, user)
            assert "/login/?next" not in response.get("Location", ""), (name, user)
        elif user == "anonymous":
            assert response.status_code == 302 and response["Location"].startswith("/login/"), name
        else:
            assert response.status_code == 403, (name, user)


@pytest.mark.parametrize("name", [name for name, (method, _) in TABLE.items() if method == "post"])
def test_what_changes_something_refuses_get_and_a_missing_token(
    name: str, desk: Desk, demo: Any, as_user: Any
) -> None:
    address = _address(name, desk)
    assert as_user("ada").get(address).status_code == 405
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="testserver")
    strict.force_login(desk.users["ada"])
    refused = strict.post(address)
    assert refused.status_code == 403
    assert b"csrf" not in refused.content.lower(), "a page of ours, not the framework's"


def test_an_htmx_request_without_a_session_sends_the_whole_page_to_the_login(db: None, office: Any) -> None:
    response = Client(HTTP_HOST="testserver").get("/cases/1/timeline/", headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (204, "/login/")


def test_the_htmx_token_header_is_enough(desk: Desk) -> None:
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="testserver")
    strict.force_login(desk.users["carla"])
    address = _address("check", desk)
    page = strict.get(reverse("case", args=[desk.cases["C-1001"].pk])).content.decode()
    token = page.split('"X-CSRFToken": "')[1].split('"')[0]
    assert strict.post(address, {"text": "hola"}, headers={"X-CSRFToken": token}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/login/", "/inbox/", "/nothing/", "/cases/999999/", "/static/console/console.css"]
)
def test_every_response_carries_the_strict_policy(path: str, as_user: Any) -> None:
    response = as_user("vera").get(path)
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy
    assert (
        "object-src 'none'" in policy and "base-uri 'none'" in policy and "frame-ancestors 'none'" in policy
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    if not path.startswith("/static/"):
        assert "no-store" in response["Cache-Control"]
    response.close()


def test_no_template_holds_an_inline_style_or_script(as_user: Any, desk: Desk) -> None:
    client = as_user("sofia")
    for path in ("/", "/inbox/", f"/cases/{desk.cases['C-1001'].pk}/", "/escalations/", "/review/"):
        page = client.get(path).content.decode()
        assert " style=" not in page and "<style" not in page and "onclick" not in page
        assert page.count("<script") == page.count("<script src="), path


def test_text_from_outside_stays_text(as_user: Any, desk: Desk) -> None:
    case = desk.cases["C-1001"]
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    case.customer.name = attack
    case.customer.save()
    case.customer.identities.update(profile_name=attack)
    case.customer.inbound.update(text=attack)
    client = as_user("sofia")
    for path in ("/", "/inbox/", f"/cases/{case.pk}/", f"/?q={attack}"):
        page = client.get(path).content.decode()
        assert "<script>alert" not in page and "<img src=x" not in page, path


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(desk: Desk, office: Any) -> None:
    client = Client(HTTP_HOST="testserver")
    answers = []
    for name in ("carla", "nobody"):
        response = client.post("/login/", {"username": name, "password": "not this one"})
        assert response.status_code == 400
        answers.append(
            response.content.decode().split('<form method="post" action="/login/"')[1].split("<label")[0]
        )
    assert _without_token(answers[0]) == _without_token(answers[1])


def _without_token(text: str) -> str:
    before, _, after = text.partition('name="csrfmiddlewaretoken" value="')
    return before + after[64:]


def test_the_session_ends_on_the_server_when_somebody_signs_out(desk: Desk, office: Any) -> None:
    client = Client(HTTP_HOST="testserver")
    assert client.post("/login/", {"username": "carla", "password": PASSWORD}).status_code == 302
    cookie = client.cookies["sessionid"].value
    assert client.get("/").status_code == 200
    client.post("/logout/")
    thief = Client(HTTP_HOST="testserver")
    thief.cookies["sessionid"] = cookie
    assert thief.get("/").status_code == 302


def test_login_never_leads_off_the_site(desk: Desk, office: Any) -> None:
    client = Client(HTTP_HOST="testserver")
    answer = client.post(
        "/login/", {"username": "carla", "password": PASSWORD, "next": "https://evil.example/"}
    )
    assert answer["Location"] == "/"


def test_a_demo_s_doors_do_not_exist_elsewhere(desk: Desk, office: Any, as_user: Any) -> None:
    assert Client(HTTP_HOST="testserver").post("/demo/enter/").status_code == 404
    assert as_user("ada").get("/demo/phone/").status_code == 404
    assert (
        as_user("ada").post(f"/demo/phone/{desk.customer('C-1001').pk}/say/", {"text": "hola"}).status_code
        == 404
    )


def test_odd_addresses_are_not_errors(as_user: Any, desk: Desk) -> None:
    client = as_user("carla")
    case = desk.cases["C-1001"].pk
    for path in (
        "/?day=99999999999999&show=x&page=-4",
        "/?day=0",
        "/inbox/?page=zzz&show=1",
        f"/cases/{case}/?until=yesterday&list=%00",
        f"/cases/{case}/?until=0001-01-01T00:00:00%2B14:00",
        f"/cases/{case}/timeline/?version=x",
        "/findings/?code=nope",
        "/promises/?show=never&page=900",
    ):
        assert client.get(path).status_code == 200, path
    assert (
        client.post(f"/cases/{case}/reply/", {"text": "hola", "browser_id": "not a uuid"}).status_code == 400
    )
    assert client.post(f"/review/{uuid4()}/settle/", {"arrived": "yes"}).status_code == 404


def _sign_in(name: str, password: str, address: str = "10.0.0.1") -> Any:
    client = Client(HTTP_HOST="testserver", REMOTE_ADDR=address)
    return client.post("/login/", {"username": name, "password": password})


def test_after_five_wrong_passwords_not_even_the_right_one_opens(desk: Desk, office: Any) -> None:
    assert [_sign_in("carla", "wrong").status_code for _ in range(5)] == [400, 400, 400, 400, 429]
    refused = _sign_in("carla", PASSWORD)
    assert refused.status_code == 429 and 0 < int(refused["Retry-After"]) <= 15 * 60 + 1
    assert "15" in refused.content.decode() and "sessionid" not in refused.cookies


def test_a_lock_out_is_of_one_name_at_one_address(desk: Desk, office: Any) -> None:
    for _ in range(5):
        _sign_in("carla", "wrong")
    assert _sign_in("sofia", PASSWORD).status_code == 302, "a colleague at the same desk"
    assert _sign_in("carla", PASSWORD, "10.0.0.2").status_code == 302, "from where nobody has guessed"
    assert _sign_in("Carla ", PASSWORD).status_code == 429, "another way to write the same name"


def test_who_guesses_many_names_is_locked_out_by_address(desk: Desk, office: Any) -> None:
    answers = [_sign_in(f"user{n}", "wrong").status_code for n in range(20)]
    assert answers == [400] * 19 + [429]
    assert _sign_in("carla", PASSWORD).status_code == 429
    assert _sign_in("carla", PASSWORD, "10.0.0.2").status_code == 302


def test_who_gets_it_right_starts_afresh(desk: Desk, office: Any) -> None:
    for _ in range(3):
        assert [_sign_in("carla", "wrong").status_code for _ in range(4)] == [400] * 4
        assert _sign_in("carla", PASSWORD).status_code == 302


def test_a_lock_out_ends_by_itself() -> None:
    seconds = [1000.0]
    throttle = Throttle(clock=lambda: seconds[0])
    for _ in range(5):
        assert throttle.wait("carla", "10.0.0.1") == 0
        throttle.failed("carla", "10.0.0.1")
        seconds[0] += 60
    assert throttle.wait("carla", "10.0.0.1") == WINDOW - 300
    seconds[0] += WINDOW - 300
    assert throttle.wait("carla", "10.0.0.1") == 0


def test_a_flood_of_names_pushes_no_lock_out_out_of_memory() -> None:
    throttle = Throttle()
    for _ in range(5):
        throttle.failed("carla", "10.0.0.1")
    for n in range(30_000):
        throttle.failed(f"x{n}", f"10.1.{n % 250}.{n // 250}")
    assert throttle.wait("carla", "10.0.0.1") > 0


def test_tries_stand_in_the_journal_without_the_password_or_a_strange_name(desk: Desk, office: Any) -> None:
    _sign_in("carla", "not-this-one")
    _sign_in("my-secret-typed-as-a-name", "not-this-one")
    _sign_in("carla", PASSWORD)
    rows = list(JournalEntry.objects.filter(kind__startswith="Sign").order_by("id"))
    carla = User.objects.get(username="carla")
    assert [(row.kind, row.actor) for row in rows] == [
        ("SignInFailed", "carla"), ("SignInFailed", "nobody"), ("SignedIn", "carla"),
    ]  # fmt: skip
    assert f'"user":{carla.pk}' in rows[0].body and '"address":"10.0.0.1"' in rows[0].body
    assert not any("not-this-one" in row.body or "my-secret" in row.body for row in rows)


def test_a_notice_that_was_seen_is_gone_until_it_happens_again(as_user: Any, desk: Desk) -> None:
    row = Notice.objects.get()
    assert "notice for the team" in as_user("vera").get("/").content.decode()
    assert as_user("carla").post(reverse("see_notice", args=[row.pk])).status_code == 302
    assert "notice for the team" not in as_user("vera").get("/").content.decode()
    assert JournalEntry.objects.get(kind="NoticeSeen").actor == "carla"
    Notice.objects.filter(pk=row.pk).update(seen_at=None)
    assert "notice for the team" in as_user("vera").get("/").content.decode()
