"""The console in a real browser: what people do there, in both themes, on a desk and on a phone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser

from puntual.boot import current
from puntual.casework.office import Office
from puntual.store.models import OutboundMessage, Switch
from tests.console.browsing import DESKTOP, PHONE, PROGRAM, Visitor, open_browser
from tests.console.conftest import SampleCompany
from tests.console.seed import Desk, sow

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="Chromium is not installed"),
    pytest.mark.django_db(transaction=True),
]
A_CASE = re.compile(r"/cases/\d+/")
PICTURES = os.environ.get("PUNTUAL_PICTURES")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Playwright's synchronous door runs an event loop in this thread; Django takes that for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with open_browser() as opened:
        yield opened
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_desk(transactional_db: None, office: Office) -> Desk:
    return sow()


def _pages(desk: Desk) -> dict[str, str]:
    return {
        "today": "/",
        "today-person": "/?show=person",
        "today-skipped": "/?show=skipped",
        "inbox": "/inbox/",
        "case": f"/cases/{desk.cases['C-1001'].pk}/?list=inbox",
        "case-human": f"/cases/{desk.cases['C-1006'].pk}/?list=escalations",
        "case-review": f"/cases/{desk.cases['C-1010'].pk}/?list=today",
        "escalations": "/escalations/",
        "review": "/review/",
        "promises": "/promises/",
        "promises-kept": "/promises/?show=kept",
        "findings": "/findings/",
        "quality": "/quality/",
        "missing": "/nothing-here/",
    }


@pytest.mark.parametrize(("size", "dark"), [(DESKTOP, False), (DESKTOP, True), (PHONE, False)])
def test_every_page_is_accessible_fits_and_raises_no_error(
    browser: Browser, live_server: Any, open_desk: Desk, size: dict[str, int], dark: bool
) -> None:
    visitor = Visitor(browser, live_server.url, size=size, dark=dark)
    name = f"{'phone' if size is PHONE else 'desktop'}-{'dark' if dark else 'light'}"
    visitor.go("/login/")
    troubles = [("login", trouble) for trouble in visitor.barriers()]
    _picture(visitor, f"login-{name}")
    visitor.sign_in("carla" if dark else "sofia")
    for title, path in _pages(open_desk).items():
        visitor.go(path)
        _picture(visitor, f"{title}-{name}")
        troubles += [(title, trouble) for trouble in visitor.barriers()]
        if visitor.overflow() > 0:
            troubles.append((title, f"{visitor.overflow()} pixels wider than the window"))
    expected = [complaint for complaint in visitor.complaints if "404" in complaint]
    assert [complaint for complaint in visitor.complaints if complaint not in expected] == []
    assert troubles == []


def test_a_shift_from_login_to_reply_to_pause_without_a_single_error(
    browser: Browser, live_server: Any, open_desk: Desk
) -> None:
    visitor = Visitor(browser, live_server.url)
    visitor.sign_in("sofia")
    page = visitor.page
    page.click("text=Ferretería El Tornillo")
    page.wait_for_url(A_CASE)
    page.fill("[data-reply]", "Con gusto. Puede depositar 987,654 hoy.")
    page.wait_for_selector("#warnings li")
    assert "987,654" in page.inner_text("#warnings")
    # Twice, faster than any page can change: one message all the same.
    page.evaluate(
        "document.querySelector('form.reply button').click(); document.querySelector('form.reply button')?.click()"
    )
    page.wait_for_selector("text=Your message is on its way.")
    assert OutboundMessage.objects.filter(text__startswith="Con gusto.").count() == 1
    assert page.locator(".bubble", has_text="Con gusto.").locator(".state").inner_text().strip() == "queued"
    page.click("button[popovertarget=pause-panel]")
    page.fill("#pause-reason", "corte de luz")
    page.click("#pause-panel .button-stop")
    page.wait_for_selector("text=Everything is paused.")
    assert "corte de luz" in page.inner_text(".bar-stop") and visitor.barriers() == []
    assert Switch.objects.get(name="pause").on
    page.click(".bar-stop button")
    page.wait_for_selector(".bar-stop", state="detached")
    assert visitor.complaints == []


def test_the_worklist_is_worked_with_the_keys_alone(
    browser: Browser, live_server: Any, open_desk: Desk
) -> None:
    visitor = Visitor(browser, live_server.url)
    visitor.sign_in("carla")
    page = visitor.page
    for key in ("j", "j", "k", "j"):
        page.keyboard.press(key)
    assert page.locator("tr.is-here").inner_text().count("Abarrotes La Esperanza") == 1
    page.keyboard.press("Enter")
    page.wait_for_url(A_CASE)
    page.keyboard.press("n")
    page.keyboard.type("jjj ? / no son teclas aquí")
    assert page.input_value("[data-note]") == "jjj ? / no son teclas aquí"
    assert not page.locator("#help").is_visible()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible() and visitor.barriers() == []
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert not page.locator("#help").is_visible(), "switched off"
    page.click("[data-help]")
    page.check("#keys-on")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("i")
    page.wait_for_url("**/inbox/")
    page.keyboard.press("/")
    page.keyboard.type("horizonte")
    page.keyboard.press("Enter")
    page.wait_for_url("**/inbox/?q=horizonte")
    assert page.locator(".talk").count() == 1
    assert visitor.complaints == []


def test_the_phone_of_the_demo_shows_an_answer_by_itself(
    browser: Browser, live_server: Any, open_desk: Desk, office: Office
) -> None:
    customer = open_desk.customer("C-1001")
    current.use(replace(office, demo=_Echo(open_desk)))
    visitor = Visitor(browser, live_server.url, size=PHONE)
    page = visitor.go("/login/")
    page.click("text=Enter the demo")
    page.wait_for_url(live_server.url + "/")
    visitor.go(f"/demo/phone/?customer={customer.pk}")
    page.fill("#say", "pago el viernes")
    page.press("#say", "Enter")
    page.wait_for_selector("#chat >> text=Entendido, el viernes.")
    assert page.input_value("#say") == ""
    _picture(visitor, "demo-phone-light")
    assert (visitor.overflow(), visitor.barriers(), visitor.complaints) == (0, [], [])


class _Echo(SampleCompany):
    """A sample company whose agent answers everything alike, so that the page has something to fetch."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def say(self, customer_id: int, text: str) -> None:
        """Answer through the outbox's rows, as the real one does."""
        last = OutboundMessage.objects.filter(customer_id=customer_id).order_by("-created_at").first()
        assert last is not None
        last.pk = uuid4()
        last.obligation, last.text, last.state = f"echo/{last.pk}", "Entendido, el viernes.", "sent"
        last.sent_at = current.office().now()
        last.save(force_insert=True)


def test_the_checker_of_barriers_finds_a_planted_one(
    browser: Browser, live_server: Any, open_desk: Desk
) -> None:
    visitor = Visitor(browser, live_server.url)
    visitor.go("/login/")
    visitor.page.evaluate("document.querySelector('label[for=id_username]').remove()")
    assert any(found.startswith("label") for found in visitor.barriers())


def _picture(visitor: Visitor, name: str) -> None:
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        visitor.page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page="phone" in name)
