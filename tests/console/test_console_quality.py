"""The page of data quality: counts, curves, examples with their cases, proposals, and nothing where nothing is."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser

from puntual.casework.office import Office
from puntual.console.queries.quality import HEIGHT, WIDTH, curve
from puntual.store.models import Finding, SyncFigures, SyncRun
from tests.console.browsing import DESKTOP, PHONE, Visitor, open_browser
from tests.console.seed import NOW, Desk, sow
from tests.console.test_console_browser import _picture


def _grow(desk: Desk) -> None:
    """Six readings, and customers who may be one."""
    for n in range(6):
        run = SyncRun.objects.create(
            started_at=NOW - timedelta(hours=6 - n), finished_at=NOW - timedelta(hours=6 - n), state="done"
        )
        SyncFigures.objects.create(
            run=run, customers=12, rows=40, debtors=12, without_phone=1, block=9 - n, warn=n % 3, note=2,
            findings={"unreadable_due": 8 - n, "missing_phone": 1},
        )  # fmt: skip
    for one, other in (("C-1002", "C-1003"), ("C-1003", "C-1002")):
        Finding.objects.create(
            code="similar_customer",
            severity="note",
            customer_key=one,
            value=other,
            first_run=desk.run,
            hint="",
        )
    Finding.objects.create(
        code="shared_phone", severity="warn", customer_key="C-1005", value="+573101234567", first_run=desk.run,
        hint="",
    )  # fmt: skip


def _text(client: Any, path: str) -> str:
    found = re.sub(r"<[^>]+>", " ", client.get(path).content.decode())
    return " ".join(html.unescape(found).split())


def test_kinds_stand_with_their_counts_examples_and_advice(as_user: Any, desk: Desk) -> None:
    _grow(desk)
    client = as_user("vera")
    page = _text(client, "/quality/")
    assert "curves over the last 6 readings" in page
    assert "Due date that cannot be read" in page and "p…" in page
    assert "…567" in page and "3101234567" not in page, "a phone is masked"
    assert "Abarrotes La Esperanza C-1002 = Panadería Don Beto C-1003 Nearly the same name" in page
    body = client.get("/quality/").content.decode()
    assert body.count("<polyline") >= 3 + 5
    assert f'href="/cases/{desk.cases["C-1011"].pk}/"' in body, "an example leads to its case"


def test_one_severity_narrows_the_kinds_and_a_made_up_one_is_none(as_user: Any, desk: Desk) -> None:
    _grow(desk)
    client = as_user("vera")
    only = _text(client, "/quality/?severity=note")
    assert "Nearly the same name" in only and "Due date that cannot be read" not in only
    assert "Due date that cannot be read" in _text(client, "/quality/?severity=<script>")


def test_before_the_first_reading_and_with_clean_data_the_page_says_so(as_user: Any, desk: Desk) -> None:
    client = as_user("vera")
    Finding.objects.all().delete()
    assert "The data is in order." in _text(client, "/quality/")
    SyncRun.objects.all().delete()
    assert "After the first reading" in _text(client, "/quality/")


def test_a_curve_stays_in_its_frame_and_needs_two_readings() -> None:
    assert curve([]) == curve([7]) == ""
    assert curve([0, 0]) == f"0.0,{HEIGHT - 2:.1f} {WIDTH:.1f},{HEIGHT - 2:.1f}"
    assert curve([0, 5]).endswith(f"{WIDTH:.1f},2.0")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with open_browser() as opened:
        yield opened
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.mark.parametrize(("size", "dark"), [(DESKTOP, False), (DESKTOP, True), (PHONE, False)])
def test_the_page_is_accessible_and_fits(
    browser: Browser,
    live_server: Any,
    transactional_db: None,
    office: Office,
    size: dict[str, int],
    dark: bool,
) -> None:
    _grow(sow())
    visitor = Visitor(browser, live_server.url, size=size, dark=dark)
    visitor.sign_in("vera")
    visitor.go("/quality/")
    _picture(visitor, f"quality-{'phone' if size is PHONE else 'desktop'}-{'dark' if dark else 'light'}")
    assert visitor.barriers() == []
    assert visitor.complaints == []
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
