"""Saying what a message meant, in a real browser: inside the timeline, without leaving the case."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from puntual.casework.office import Office
from puntual.store.models import InboundMessage, ReadingCorrection
from tests.console.browsing import DESKTOP, PHONE, PROGRAM, Visitor, open_browser
from tests.console.seed import Desk, sow

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="Chromium is not installed"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs an event loop in this thread
    with open_browser() as opened:
        yield opened
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_desk(transactional_db: None, office: Office) -> Desk:
    return sow()


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_collector_corrects_a_reading_without_leaving_the_case(
    browser: Browser, live_server: Any, open_desk: Desk, size: dict[str, int]
) -> None:
    row = InboundMessage.objects.filter(customer=open_desk.customer("C-1001")).latest("sent_at")
    visitor = Visitor(browser, live_server.url, size=size)
    visitor.sign_in("carla")
    page = visitor.go(f"/cases/{open_desk.cases['C-1001'].pk}/")
    bubble = page.locator(f"#i-{row.pk}")
    bubble.get_by_text("Understood rightly?").click()
    bubble.locator("form.meanings").wait_for()
    assert visitor.overflow() <= 0
    assert visitor.barriers() == []
    for chosen in bubble.locator("input:checked").all():
        chosen.uncheck()
    bubble.get_by_label("asks for more time").check()
    bubble.get_by_role("button", name="Note it").click()
    page.wait_for_selector("text=nothing changes in the case")
    assert ReadingCorrection.objects.get().intents == ["extension"]
    assert "A person says: asks for more time" in page.locator(f"#i-{row.pk}").inner_text()
    assert visitor.complaints == []
    if folder := os.environ.get("PUNTUAL_PICTURES"):
        page.locator(f"#i-{row.pk}").get_by_text("Change what was noted").click()
        page.locator("form.meanings").wait_for()
        page.screenshot(path=f"{folder}/correction-{size['width']}.png")
