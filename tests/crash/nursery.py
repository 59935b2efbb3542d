"""Starts the processes that are to be killed: it has everything imported and forks, so that a life is cheap.

Reads one JSON object a line ({database, folder, graph, at, commands, failpoint, kill_after, life}), forks a
process that does the commands, and answers with how it ended and what it reported.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connections  # noqa: E402

from puntual.countries.zones import pin_time_zones  # noqa: E402
from puntual.domain import failpoints  # noqa: E402
from tests.crash import company  # noqa: E402


def main() -> None:
    """Serve until the input ends."""
    pin_time_zones()
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _live(asked)
        print(json.dumps(_watch(child, asked)), flush=True)


def _live(asked: dict[str, Any]) -> None:
    code = 1
    try:
        failpoints._chosen = asked.get("failpoint") or ""
        connections["default"].settings_dict["NAME"] = asked["database"]
        company.small_slices()
        folder = Path(asked["folder"])
        office = company.open_office(folder, asked["graph"], asked["at"], asked["life"])
        for command in asked["commands"]:
            company.COMMANDS[command](office)
        if asked.get("report"):
            (folder / "report.json").write_text(json.dumps(company.report(office), default=str))
        connections.close_all()
        code = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _watch(child: int, asked: dict[str, Any]) -> dict[str, Any]:
    if asked.get("kill_after") is not None:
        time.sleep(asked["kill_after"])
        os.kill(child, signal.SIGKILL)  # the child, not reaped yet, is still this number
    _, status = os.waitpid(child, 0)
    return {"killed": os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, "status": status}


if __name__ == "__main__":
    main()
