"""The console in a real browser: what people do there, in both themes, on a desk and on a phone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from puntual.casework.office import Office
from puntual.store.models import Case, OutboundMessage, Switch
from tests.console.browsing import DESKTOP, PHONE, PROGRAM, Visitor, open_browser
from tests.console.seed import Desk, sow

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="Chromium is not installed"),
    pytest.mark.django_db(transaction=True),
]
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
        "missing": "/nothing-here/",
    }


@pytest.mark.parametrize(("size", "dark"), [(DESKTOP, False), (DESKTOP, True), (PHONE, False), (PHONE, True)])
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


def _picture(visitor: Visitor, name: str) -> None:
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        visitor.page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page="phone" in name)
