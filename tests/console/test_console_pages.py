"""Each page shows what its rows say."""

from __future__ import annotations

from typing import Any

from tests.console.seed import Desk


def test_every_page_opens_in_every_language(as_user: Any, desk: Desk) -> None:
    client = as_user("sofia")
    case = desk.cases["C-1001"].pk
    paths = ["/", "/?show=person", "/?show=skipped", "/inbox/", f"/cases/{case}/", "/escalations/", "/review/",
             "/promises/", "/findings/"]  # fmt: skip
    for language in ("es", "pt-br", "en"):
        client.post("/language/", {"language": language})
        for path in paths:
            response = client.get(path)
            assert response.status_code == 200, (path, language)
            assert f'<html lang="{language}">' in response.content.decode(), path
