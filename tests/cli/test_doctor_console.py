"""What the doctor says about how browsers come to the console."""

from __future__ import annotations

import pytest

from puntual.boot.settings import WebSettings
from puntual.cli.doctor_console import reachable


@pytest.mark.parametrize(
    ("web", "problem", "warning"),
    [
        (WebSettings(), "", ""),
        (WebSettings(https=True, hosts=("c.example",), trusted_proxies=("127.0.0.1",)), "", ""),
        (WebSettings(host="0.0.0.0"), "in the clear", ""),
        (WebSettings(https=True), "hosts is not", ""),
        (WebSettings(host="0.0.0.0", https=True, hosts=("c.example",)), "", "around the proxy"),
        (
            WebSettings(https=True, hosts=("c.example",), trusted_proxies=("*",)),
            "trusted_proxies holds *",
            "",
        ),
        (WebSettings(hosts=("c.example",)), "", "without https"),
    ],
)
def test_each_way_to_the_console_is_judged(web: WebSettings, problem: str, warning: str) -> None:
    problems, warnings = reachable(web)
    assert (len(problems), len(warnings)) == (bool(problem), bool(warning))
    assert problem in "".join(problems) and warning in "".join(warnings)
