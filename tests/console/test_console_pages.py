"""Each page shows what its rows say, in the reader's language."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from puntual.boot import current
from puntual.store.models import (
    Case,
    Customer,
    IdentityRow,
    InboundMessage,
    OutboundMessage,
    SyncRun,
    WorklistEntry,
)
from tests.console.conftest import SampleCompany
from tests.console.seed import NOW, TODAY, Desk


def _text(client: Client, path: str) -> str:
    """A page as a person reads it: tags gone, blanks single."""
    response = client.get(path)
    assert response.status_code == 200, path
    page = " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
    return page.replace(" Link to this entry", "").replace(" ,", ",").replace("( ", "(").replace(" )", ")")


def _case(desk: Desk, key: str) -> str:
    return reverse("case", args=[desk.cases[key].pk])


def test_every_page_opens_in_every_language(as_user: Any, desk: Desk) -> None:
    client = as_user("sofia")
    paths = ["/", "/?show=person", "/?show=skipped", "/inbox/", _case(desk, "C-1001"), "/escalations/", "/review/",
             "/promises/", "/findings/", "/quality/", "/quality/?severity=block"]  # fmt: skip
    for language in ("es", "pt-br", "en"):
        client.post("/language/", {"language": language})
        for path in paths:
            response = client.get(path)
            assert response.status_code == 200, (path, language)
            assert f'<html lang="{language}">' in response.content.decode(), path


def test_the_language_is_kept_with_the_account_and_shapes_the_amounts(as_user: Any, desk: Desk) -> None:
    client = as_user("vera")
    assert "18,450.00 MXN" in _text(client, "/")
    client.post("/language/", {"language": "pt-br", "next": "/inbox/"})
    desk.users["vera"].refresh_from_db()
    assert desk.users["vera"].language == "pt-br"
    page = _text(client, "/")
    assert "O agente contata" in page and "18.450,00 MXN" in page and "9 dias de atraso" in page


def test_today_counts_each_part_of_the_plan_and_sums_no_currencies(as_user: Any) -> None:
    page = _text(as_user("vera"), "/")
    assert "The agent contacts 5 28,170.50 MXN 1,549.90 BRL" in page
    assert "For a person 1 7,400.00 PEN" in page
    assert "Not contacted 6" in page
    assert "1 notice for the team Someone of no customer wrote twice. 17 Mar 2026 06:30 Mexico City" in page


def test_who_is_not_contacted_is_told_with_the_reason_its_source_and_until_when(as_user: Any) -> None:
    page = _text(as_user("vera"), "/?show=skipped&rule=co.daily_cap")
    assert "Papelería Los Nogales" in page and "Distribuidora Andina" not in page
    assert "Already contacted today" in page
    assert "until 18 Mar 2026 07:00 Bogota" in page and "Ley 2300 de 2023, art. 3" in page


def test_an_installation_without_a_portfolio_says_what_to_run(db: None, office: Any) -> None:
    from puntual.console.accounts import add_user

    client = Client(HTTP_HOST="testserver")
    client.force_login(add_user("nina", "a good long password", "viewer", "en"))
    assert "puntual sync" in _text(client, "/")
    SyncRun.objects.create(started_at=NOW, finished_at=NOW, state="done")
    page = _text(client, "/")
    assert "puntual plan" in page and "puntual sync" not in page


def test_yesterday_s_plan_is_never_passed_off_as_today_s(as_user: Any) -> None:
    WorklistEntry.objects.filter(day=TODAY).delete()
    page = _text(as_user("vera"), "/")
    assert "There is no plan of today yet" in page and "Monday, March 16, 2026" in page


def test_the_inbox_shows_who_waits_and_hides_the_numbers_of_strangers(as_user: Any) -> None:
    client = as_user("vera")
    page = _text(client, "/inbox/")
    first, second = page.index("Ferretería El Tornillo"), page.index("Abarrotes La Esperanza")
    assert first < second, "the latest message stands first"
    assert "•••• 1111" in page and "5215550001111" not in page
    waiting = _text(client, "/inbox/?show=waiting")
    assert "Ferretería El Tornillo" in waiting and "Abarrotes La Esperanza" not in waiting


def test_the_timeline_merges_messages_records_and_skips_with_their_reason(as_user: Any, desk: Desk) -> None:
    page = _text(as_user("vera"), _case(desk, "C-1001"))
    order = [
        "el jueves les deposito sin falta",
        "Promise to pay",
        "Payment in the ERP 3,000.00 MXN on invoice F-10010",
        "Skipped: reminder on the promised day",
        "Promise partly kept",
        "Prefiere que le escriban por la mañana.",
        "me pasa el saldo",
        "Invoice changed in the ERP",
        "F-10010: 9,150.00 MXN → 6,150.00 MXN",
    ]
    place = 0
    for part in order:
        place = page.find(part, place)
        assert place > 0, part
    assert "time of Mexico City" in page
    skipped = _text(as_user("vera"), _case(desk, "C-1005"))
    assert "Not contacted: Already contacted today 4 days, since 14 Mar 2026" in skipped
    assert "Ley 2300 de 2023, art. 3" in skipped


def test_each_entry_has_an_address_that_shows_it(as_user: Any, desk: Desk) -> None:
    client = as_user("vera")
    page = client.get(_case(desk, "C-1001")).content.decode()
    links = re.findall(r'class="permalink" href="([^"]+)#([^"]+)"', page)
    assert len(links) >= 10
    for address, key in links:
        assert f'id="{key}"' in client.get(address.replace("&amp;", "&")).content.decode(), key


def test_why_the_agent_wrote_is_told_with_rulebook_rules_and_local_time(as_user: Any, desk: Desk) -> None:
    page = _text(as_user("vera"), _case(desk, "C-1001"))
    assert "MX 2026-11-22" in page and "mx.weekday_hours, industry.monthly_cap" in page
    assert "13 Mar 2026 10:30 (UTC-0600)" in page


def test_the_account_shows_balance_with_its_time_and_source_identity_and_what_is_left(
    as_user: Any, desk: Desk
) -> None:
    page = _text(as_user("vera"), _case(desk, "C-1001"))
    assert "18,450.00 MXN" in page and "As of 17 Mar 2026 09:49 Mexico City" in page and "erp.sqlite3" in page
    assert "Not applied yet: 500.00 MXN" in page
    assert "identity verified" in page and "Verified until" in page
    assert "This month: 1 of 3 contacts left" in page
    assert "contrato marco, cláusula 8" in page
    assert "+52555011001" not in page and "•••• 1001" in page


def test_the_window_is_counted_down_from_the_customer_s_last_message(as_user: Any, desk: Desk) -> None:
    client = as_user("carla")
    assert "Free text is possible for 23 h 00 min" in _text(client, _case(desk, "C-1001"))
    closed = _text(client, _case(desk, "C-1008"))
    assert "The 24-hour window closed on 16 Mar 2026 13:30 Santiago" in closed
    assert 'name="browser_id"' not in client.get(_case(desk, "C-1008")).content.decode()


def test_a_poll_of_the_timeline_is_empty_until_something_changes(as_user: Any, desk: Desk) -> None:
    client = as_user("vera")
    page = client.get(_case(desk, "C-1010")).content.decode()
    address = re.search(r'hx-get="([^"]+)"', page)
    assert address is not None
    poll = address[1].replace("&amp;", "&")
    assert client.get(poll).status_code == 204
    desk.doubtful.state = "delivered"
    desk.doubtful.save()
    assert "delivered" in client.get(poll).content.decode()


def test_escalations_show_the_brief_in_the_reader_s_language_and_the_time_running(as_user: Any) -> None:
    client = as_user("carla")
    client.post("/language/", {"language": "es"})
    page = _text(client, "/escalations/")
    assert "3 contactos, el último el 10 mar 2026, 1 sin respuesta" in page
    assert "«esa factura está mal, llegaron 8 cajas de 10» (objeta la factura)" in page
    assert "Revise la factura y la entrega con ventas" in page
    assert "34 días de atraso" in page and "espera desde hace 5 horas" in page
    assert "Construções" in _text(client, "/escalations/?show=mine")
    assert "Distribuidora" not in _text(client, "/escalations/?show=mine")


def test_promises_stand_in_the_tab_of_their_state(as_user: Any) -> None:
    client = as_user("vera")
    today = _text(client, "/promises/")
    assert "Taller Mecánico Ríos" in today and "day passed, being compared" in today
    assert "Panadería Don Beto" in today and "Comercial Quintanilla" not in today
    assert "Comercial Quintanilla" in _text(client, "/promises/?show=open")
    assert "Clínica Dental" in _text(client, "/promises/?show=broken")
    kept = _text(client, "/promises/?show=kept")
    assert "Papelería" in kept and "partly kept" in kept


def test_findings_say_what_to_do_and_those_mended_are_gone(as_user: Any, desk: Desk) -> None:
    from puntual.store.models import Finding

    client = as_user("vera")
    page = _text(client, "/findings/")
    assert "31/02/2026" in page and "98760000.00 MXN" in page
    assert "Enormous amount" in page and "absurd amount" not in page, "in words, not by its code"
    only = _text(client, "/findings/?code=missing_phone")
    assert "Clínica Dental Sonrisas" in only and "31/02/2026" not in only
    Finding.objects.filter(code="unreadable_due").update(resolved_at=NOW)
    assert "31/02/2026" not in _text(client, "/findings/")


def test_a_customer_without_a_name_goes_by_the_key(as_user: Any, desk: Desk) -> None:
    customer = desk.customer("C-1009")
    customer.name = ""
    customer.save()
    client = as_user("vera")
    for path in ("/findings/", "/?show=person", _case(desk, "C-1009")):
        linked = re.findall(
            r'<a href="/cases/\d+/[^>]*>([^<]*)<|<h1>([^<]*)<', client.get(path).content.decode()
        )
        assert ("C-1009", "") in linked or ("", "C-1009") in linked, path


def test_the_footer_tells_a_failed_sync_and_the_age_of_the_data(as_user: Any) -> None:
    client = as_user("vera")
    assert "Last reading of the ERP: 42 minutes ago, done" in _text(client, "/")
    SyncRun.objects.create(started_at=NOW - timedelta(minutes=5), finished_at=NOW, state="failed")
    page = _text(client, "/")
    assert "5 minutes ago, failed (data from 41 minutes ago)" in page
    assert "Unknown: 1 · to review: 1" in page and "Journal: 3 minutes ago" in page


@pytest.mark.parametrize(
    "path", ["/", "/?show=skipped", "/inbox/", "/promises/", "/escalations/", "/findings/", "/quality/"]
)
def test_more_rows_ask_no_more_of_the_database(
    path: str, as_user: Any, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    client = as_user("vera")
    client.get(path)
    with django_assert_max_num_queries(24) as counted:
        client.get(path)
    few = len(counted.captured_queries)
    _many(40)
    with django_assert_max_num_queries(few):
        client.get(path)


def _many(count: int) -> None:
    """More of everything that a list shows."""
    from puntual.store.models import Escalation, Finding, IdentityRow, InboundMessage, Promise

    run = SyncRun.objects.first()
    assert run is not None
    for number in range(count):
        key = f"Z-{number}"
        customer = Customer.objects.create(
            key=key, name=key, country="MX", zones="America/Lima", language="es"
        )
        case = Case.objects.create(customer=customer, opened_day=TODAY, last_inbound_at=NOW)
        identity = IdentityRow.objects.create(phone=f"51{number:09d}", customer=customer)
        InboundMessage.objects.create(
            message_id=key, identity=identity, customer=customer, kind="text", text="hola", sent_at=NOW,
            received_at=NOW,
        )  # fmt: skip
        WorklistEntry.objects.create(
            day=TODAY, case=case, action="skip", rule="product.promised", currency="MXN"
        )
        Escalation.objects.create(case=case, reason="human", brief="a\nb\nc\nd", opened_at=NOW)
        Promise.objects.create(case=case, amount=1000, currency="MXN", due_day=TODAY, made_at=NOW)
        Finding.objects.create(
            code="missing_phone", severity="block", customer_key=key, hint="x", first_run=run
        )


def test_the_demo_says_that_it_is_one_and_lets_a_visitor_chat(
    as_user: Any, desk: Desk, demo: SampleCompany
) -> None:
    visitor = Client(HTTP_HOST="testserver")
    assert "Enter the demo" in _text(_english(visitor), "/login/")
    assert visitor.post("/demo/enter/").status_code == 302
    assert "Sample company, virtual clock: 17 Mar 2026 10:30 Mexico City" in _text(_english(visitor), "/")
    customer = desk.customer("C-1001")
    phone = visitor.get(f"/demo/phone/?customer={customer.pk}").content.decode()
    assert "me pasa el saldo y la cuenta" in phone and 'hx-trigger="every 1s"' in phone
    visitor.post(f"/demo/phone/{customer.pk}/say/", {"text": "pago el viernes"})
    assert demo.said == [(customer.pk, "pago el viernes")]


def test_on_a_shared_phone_an_unknown_sender_s_words_are_seen_too(desk: Desk, demo: SampleCompany) -> None:
    customer = desk.customer("C-1003")
    stranger = IdentityRow.objects.create(phone=customer.contact_points.get().e164.lstrip("+"))
    InboundMessage.objects.create(
        message_id="shared", identity=stranger, kind="text", text="soy yo", sent_at=NOW, received_at=NOW
    )
    OutboundMessage.objects.create(
        id=uuid4(), obligation="ask", identity=stranger, purpose="answer", kind="identification_ask", day=TODAY,
        text="¿Nos indica su número de cliente?", state="sent", created_at=NOW, ready_at=NOW, sent_at=NOW,
    )  # fmt: skip
    visitor = Client(HTTP_HOST="testserver")
    visitor.post("/demo/enter/")
    phone = visitor.get(f"/demo/phone/?customer={customer.pk}").content.decode()
    assert "soy yo" in phone and "número de cliente" in phone


def _english(client: Client) -> Client:
    client.post("/language/", {"language": "en"})
    return client


def test_the_demo_s_user_has_no_password_and_dies_with_the_demo(
    desk: Desk, demo: SampleCompany, office: Any
) -> None:
    from puntual.store.models import User

    Client(HTTP_HOST="testserver").post("/demo/enter/")
    assert not User.objects.get(username="demo").has_usable_password()
    current.use(replace(office, demo=None))
    assert Client(HTTP_HOST="testserver").post("/demo/enter/").status_code == 404
